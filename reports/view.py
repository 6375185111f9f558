"""A report laid out for people: what changed page by page, what it met, what was kept quiet.

Every outlet shows this one layout, so that the terminal, the mail and the page agree.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise

from model import (
    SEEN,
    Alarm,
    Change,
    Check,
    Claim,
    Finding,
    Notice,
    PageKind,
    RecordedChange,
    RecordedFinding,
    Relation,
    Report,
)
from model.text import Piece, PieceKind, words_diff
from reports.kept import is_shown, recorded_only
from reports.outlets import clean

_EXCERPT = 320  # characters of a sentence around its figure
_LISTED = 12  # pages named under one reason


@dataclass(slots=True)
class PageGroup:
    """What was found on one page."""

    source: str
    url: str
    title: str
    changes: list[RecordedChange] = field(default_factory=list)
    findings: list[RecordedFinding] = field(default_factory=list)
    restated: int = 0
    first_seen: int = 0

    @property
    def urgency(self) -> tuple[int, float]:
        """That of the most urgent thing on the page, lower before higher."""
        urgent = [_urgency(item.change) for item in self.changes]
        urgent += [_urgency(met.finding) for met in self.findings]
        return min(urgent, default=(len(Notice), 0.0))

    @property
    def also(self) -> str:
        """What else the page says, in one line; empty when nothing."""
        return _also(self.restated, self.first_seen)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why pages were kept quiet about, and which ones; ``more`` are not named."""

    words: str
    count: int
    pages: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class View:
    """A report, laid out."""

    title: str
    since: datetime | None
    until: datetime
    groups: tuple[PageGroup, ...]
    quiet: tuple[Reason, ...]
    not_read: tuple[Reason, ...]
    totals: str
    recorded: str = ""  # what conditions keep to the record, in one line
    kept: int = 0  # changes among it
    read: int = 0  # looks at articles that gave the page
    unread: int = 0  # looks at articles that did not
    alarms: tuple[Alarm, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """What to say when nothing was found: that no page could be read is no good news."""
        if self.unread and not self.read:
            return "No page could be read, so nothing can be said. The reasons are below."
        if self.kept:
            unread = f" {count(self.unread, 'page')} could not be read." if self.unread else ""
            return f"Nothing to tell: {count(self.kept, 'change')} recorded only.{unread}"
        if self.unread:
            unread = count(self.unread, "page")
            return f"No target or figure changed on the pages that were read; {unread} were not."
        return "Nothing was found: no target or figure changed."

    @property
    def found(self) -> tuple[PageGroup, ...]:
        """The pages with something to tell."""
        return tuple(group for group in self.groups if group.changes or group.findings)

    @property
    def glance(self) -> tuple[RecordedChange, ...]:
        """All changes, the most urgent first: the table above the pages."""
        changes = [item for group in self.groups for item in group.changes]
        return tuple(sorted(changes, key=lambda item: _urgency(item.change)))


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a sentence: whether it is (part of) the figure, and whether it changed."""

    text: str
    figure: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence with its figure in the middle, clean and not too long."""

    before: str
    quote: str
    after: str


def view_of(report: Report) -> View:
    """The report laid out: what is told now before what the digest tells, the heaviest first."""
    groups = _groups(report)
    kept = [item for item in report.items if not is_shown(item, report)]
    calm = [c for c in report.checks if c.state in SEEN and not c.changes]
    failed = [c for c in report.checks if c.state not in SEEN]
    articles = [c for c in report.checks if c.kind is PageKind.ARTICLE]
    read = sum(check.state in SEEN for check in articles)
    return View(
        title=clean(report.title),
        since=report.since,
        until=report.until,
        groups=tuple(groups),
        quiet=_reasons(calm, lambda check: clean(check.note) or check.state.value),
        not_read=_reasons(failed, _trouble),
        totals=_totals(report, groups),
        recorded=recorded_only(kept),
        kept=sum(isinstance(item, RecordedChange) for item in kept),
        read=read,
        unread=len(articles) - read,
        alarms=report.alarms,
        notices=report.notices,
    )


def _groups(report: Report) -> list[PageGroup]:
    titles = {check.url: check.title for check in report.checks if check.title}
    groups: dict[tuple[str, str], PageGroup] = {}

    def group(source: str | None, url: str | None, title: str) -> PageGroup:
        key = (source or "", url or "")
        return groups.setdefault(key, PageGroup(*key, clean(title)))

    for item in (*report.changes, *report.confirmed):
        if is_shown(item, report):
            version = item.new_version or item.old_version
            title = version.title if version else titles.get(item.url, "")
            group(item.source, item.url, title).changes.append(item)
    for met in report.findings:
        statement = met.finding.claim
        page = group(met.source or statement.source, statement.url, statement.title)
        if is_shown(met, report):
            page.findings.append(met)
        else:
            page.restated += met.finding.relation is Relation.RESTATES
            page.first_seen += met.finding.relation is Relation.NEW_SERIES
    for page in groups.values():
        page.changes.sort(key=lambda item: _urgency(item.change))
        page.findings.sort(key=lambda met: _urgency(met.finding))
    return sorted(groups.values(), key=lambda page: (page.urgency, page.source, page.url))


def _urgency(told: Change | Finding) -> tuple[int, float]:
    return told.notice.rank, -told.weight


def _reasons(checks: Iterable[Check], words: Callable[[Check], str]) -> tuple[Reason, ...]:
    by_words: dict[str, list[Check]] = {}
    for check in checks:
        by_words.setdefault(words(check), []).append(check)
    ordered = sorted(by_words.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_reason(name, same) for name, same in ordered)


def _reason(words: str, checks: Sequence[Check]) -> Reason:
    pages = list(dict.fromkeys(clean(check.url) for check in checks))
    return Reason(words, len(checks), tuple(pages[:_LISTED]), max(0, len(pages) - _LISTED))


def _trouble(check: Check) -> str:
    note = clean(check.note)
    return f"{check.state.value}: {note}" if note else check.state.value


def _totals(report: Report, groups: Sequence[PageGroup]) -> str:
    findings = sum(len(group.findings) for group in groups)
    pages = sum(1 for group in groups if group.changes)
    changed = count(sum(len(group.changes) for group in groups), "change")
    if pages:
        changed += f" on {count(pages, 'page')}"
    looked = count(len(report.checks), "look")
    return f"{changed}, {count(findings, 'finding')}, {looked} at pages."


def _also(restated: int, first_seen: int) -> str:
    parts = [
        f"{count(restated, 'claim')} known already" if restated else "",
        f"{count(first_seen, 'claim')} first of their series" if first_seen else "",
    ]
    said = " and ".join(part for part in parts if part)
    return f"Also said: {said}." if said else ""


def count(number: int, noun: str) -> str:
    """The number with its noun: "1 change", "3 changes"."""
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def excerpt(claim: Claim) -> Excerpt:
    """The claim's sentence around its quote."""
    start = claim.span.start - claim.sentence_start
    if claim.sentence[max(0, start) :][: len(claim.quote)] != claim.quote or start < 0:
        start = claim.sentence.find(claim.quote)
    if start < 0:  # the quote stands elsewhere (a table's head): show both
        return Excerpt("", clean(claim.quote), clean(" " + claim.sentence[:_EXCERPT]))
    end = start + len(claim.quote)
    room = max(60, (_EXCERPT - len(claim.quote)) // 2)
    before, after = claim.sentence[max(0, start - room) : start], claim.sentence[end : end + room]
    head = "… " if start > room else ""
    tail = " …" if end + room < len(claim.sentence) else ""
    return Excerpt(
        head + _edge(before, left=False),
        clean(claim.quote),
        _edge(after, left=True) + tail,
    )


def _edge(text: str, *, left: bool) -> str:
    """Clean text that keeps the space on the side where the quote joins."""
    cleaned = clean(text)
    if not cleaned:
        return " " if text.strip("\u200b") and text[:1].isspace() else ""
    if left:
        return (" " if text[:1].isspace() else "") + cleaned
    return cleaned + (" " if text[-1:].isspace() else "")


def utc(at: datetime | None) -> str:
    """The time for people: "2026-01-02 03:04 UTC"."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC") if at else ""


def side_by_side(
    old: Claim | None, new: Claim | None
) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Both sentences in pieces, the words that differ marked; () for a side that is not there."""
    one, other = (excerpt(claim) if claim else None for claim in (old, new))
    if one is None or other is None:
        return _segments(one, []), _segments(other, [])
    pieces = words_diff(_whole(one), _whole(other))
    was = [piece for piece in pieces if piece.kind is not PieceKind.ADDED]
    now = [piece for piece in pieces if piece.kind is not PieceKind.REMOVED]
    return _segments(one, was), _segments(other, now)


def _whole(part: Excerpt) -> str:
    return part.before + part.quote + part.after


def _segments(part: Excerpt | None, pieces: Sequence[Piece]) -> tuple[Segment, ...]:
    """The sentence cut where the figure or a difference begins or ends."""
    if part is None:
        return ()
    text = _whole(part)
    start, end = len(part.before), len(part.before) + len(part.quote)
    edges = {0, start, end, len(text)}
    changed: list[tuple[int, int]] = []
    at = 0
    for piece in pieces:
        after = at + len(piece.text)
        if piece.kind is not PieceKind.EQUAL:
            changed.append((at, after))
        edges |= {at, after}
        at = after
    cuts = sorted(edges)
    return tuple(
        Segment(
            text[here:there],
            figure=start <= here < end,
            changed=any(first <= here < last for first, last in changed),
        )
        for here, there in pairwise(cuts)
    )

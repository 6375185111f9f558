"""A report as Markdown: for a mail, an issue or a wiki."""

from collections.abc import Iterator

from model import (
    Alarm,
    Change,
    Claim,
    Finding,
    RecordedChange,
    RecordedFinding,
    Report,
    Statement,
    VersionRef,
)
from reports.alarms import alarm_heading, alarm_lines
from reports.outlets import link, markdown
from reports.view import PageGroup, Segment, View, count, side_by_side, utc, view_of
from reports.words import (
    headline,
    notice_words,
    period_words,
    quantity_words,
    relation_words,
    relative_words,
    state_words,
    subject_words,
    witness_words,
)


def markdown_report(report: Report) -> str:
    """The report as Markdown; whatever a page wrote shows as it wrote it."""
    return "\n".join(_lines(view_of(report))) + "\n"


def _lines(view: View) -> Iterator[str]:
    since = f"{utc(view.since)} to " if view.since else ""
    yield f"# {markdown(view.title)}"
    yield f"\n{since}{utc(view.until)}: {view.totals}"
    yield from (f"\n{markdown(notice)}" for notice in view.notices)
    for alarm in view.alarms:
        yield from _alarm(alarm)
    if not view.found:
        yield f"\n{view.verdict}"
    for group in view.found:
        yield from _group(group)
    if view.quiet or view.recorded:
        yield "\n## Kept quiet about\n"
    for reason in view.quiet:
        yield f"- {reason.count}: {markdown(reason.words)}"
    if view.recorded:
        yield f"\n{markdown(view.recorded)}"
    if view.not_read:
        yield "\n## Not read\n"
    for reason in view.not_read:
        yield f"- {reason.count}: {markdown(reason.words)}"
        yield from (f"  - {_address(url, url)}" for url in reason.pages)
        if reason.more:
            yield f"  - and {count(reason.more, 'more page')}"


def _alarm(alarm: Alarm) -> Iterator[str]:
    yield f"\n## Alarm: {markdown(alarm_heading(alarm))}\n"
    yield from (f"- {markdown(line)}" for line in alarm_lines(alarm))
    yield from (f"  - {_address(url, url)}: {markdown(seen)}" for url, seen in alarm.evidence)


def _group(group: PageGroup) -> Iterator[str]:
    yield f"\n## {_address(group.url, group.title or group.url)}"
    yield f"\n{markdown(group.source)}: {_address(group.url, group.url)}"
    for item in group.changes:
        yield from _change(item)
    for met in group.findings:
        yield from _finding(met)
    if group.also:
        yield f"\n{group.also}"


def _change(item: RecordedChange) -> Iterator[str]:
    change = item.change
    claim = change.new or change.old
    assert claim is not None  # a change has at least one side
    yield _heading(headline(change), relative_words(change.relative), claim)
    was, now = side_by_side(change.old, change.new)
    if change.old:
        yield f"- **Before:** {_amount(change.old)}{_evidence(item.old_version)}"
        yield f"  > {_sentence(was)}"
    if change.new:
        yield f"- **Now:** {_amount(change.new)}{_evidence(item.new_version)}"
        yield f"  > {_sentence(now)}"
    why = markdown("; ".join(change.why))
    stands = state_words(change.state.value, item.reverts, item.reverted_by)
    yield f"- {stands}, seen {utc(item.detected_at)}{_told(change)}"
    yield f"- weight {change.weight}: {why}"


def _finding(met: RecordedFinding) -> Iterator[str]:
    finding = met.finding
    claim, against = finding.claim.claim, finding.against
    words = relation_words(finding.relation, against.claim.kind if against else None)
    yield _heading(words, relative_words(finding.relative), claim)
    was, now = side_by_side(against.claim if against else None, claim)
    if against:
        known = "Known from the corpus" if against.seed else "Known"
        yield f"- **{known}:** {_amount(against.claim)}, {_origin(against)}"
        yield f"  > {_sentence(was)}"
    yield f"- **Here:** {_amount(claim)}"
    yield f"  > {_sentence(now)}"
    if met.witnesses:
        yield f"- also said by {markdown(witness_words(met.witnesses))}"
    yield f"- weight {finding.weight}{_told(finding)}: {markdown('; '.join(finding.why))}"


def _told(item: Change | Finding) -> str:
    return f", {markdown(notice_words(item))}" if item.condition else ""


def _heading(what: str, relative: str, claim: Claim) -> str:
    by = f" ({markdown(relative)})" if relative else ""
    place = f", {markdown(claim.place)}" if claim.place else ""
    return f"\n### {what.capitalize()}{by}: {markdown(subject_words(claim))}{place}\n"


def _amount(claim: Claim) -> str:
    period = markdown(period_words(claim.period))
    stands = f", {markdown(claim.anchor)}" if claim.anchor else ""
    return f"**{markdown(quantity_words(claim.quantity))}** ({claim.kind.value}, {period}){stands}"


def _sentence(segments: tuple[Segment, ...]) -> str:
    """The sentence with its figure in bold; Markdown marks cannot begin or end with a space."""
    figure = "".join(part.text for part in segments if part.figure).strip()
    texts = [part.text for part in segments]
    at = next((n for n, part in enumerate(segments) if part.figure), len(texts))
    last = max((n for n, part in enumerate(segments) if part.figure), default=-1)
    before, after = "".join(texts[:at]), "".join(texts[last + 1 :])
    bold = f"**{markdown(figure)}**" if figure else ""
    gap = " " if before[-1:].isspace() else ""
    return markdown(before) + gap + bold + (" " if after[:1].isspace() else "") + markdown(after)


def _evidence(version: VersionRef | None) -> str:
    if version is None:
        return ""
    sha = f", capture `{version.capture_sha256[:12]}`" if version.capture_sha256 else ""
    return f", version {version.seq} captured {utc(version.captured_at)}{sha}"


def _origin(known: Statement) -> str:
    named = _address(known.url, known.title or known.url or "untitled")
    return ", ".join([named, *(markdown(p) for p in (known.publisher, known.published) if p)])


def _address(url: str | None, words: str) -> str:
    safe = link(url)
    # Angle brackets keep a ")" in the address from ending the link; `link` allows none in it.
    return f"[{markdown(words)}](<{safe}>)" if safe else markdown(words)

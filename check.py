"""What one check does: the whole line, from what the server answered to what is stored.

    Capture ─extract→ Article ─read→ Claims ─compare→ Changes ─meet the corpus→ Findings

Three early exits keep it cheap, in this order: not modified or the same bytes, the same text,
the same claims. Only a page that is believed to be the article makes changes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from crawler import canonical_url, is_plainer, judge, validators_after, where_to
from diffing import compare, decided, find, told_sooner
from model import (
    SEEN,
    Article,
    BusyError,
    Capture,
    Change,
    Check,
    CheckState,
    Claim,
    Comparison,
    DamagedError,
    ExtractError,
    FetchFailure,
    Finding,
    Look,
    Page,
    PageKind,
    ReadBy,
    Source,
    Statement,
    Streak,
    Version,
)
from model.condition import Condition
from moves import Way, led_to, lives_at
from parsing import Parsed
from returning import with_returns
from revisit import has_open_target, is_outdated, next_check_at, next_due, remembered, rhythm
from storage import Store

_RELEASED = 1_000_000  # looks in a row: more than any patience
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def needs_parsing(capture: Capture, page: Page) -> bool:
    """Whether the answer is new enough to be extracted at all."""
    new = capture.status != 304 and capture.sha256 != page.body_sha256
    return capture.kind is PageKind.ARTICLE and 200 <= capture.status < 300 and new


@dataclass(frozen=True, slots=True)
class Answer:
    """A capture beside the page and the source it belongs to, in a run, and what reads it.
    ``unread`` says why the version before could not be read anew by the same. ``patience`` is how
    a text that turned is met: None with the ordinary one, True where the source is held (it never
    ends), False where somebody released it (there is none).
    """

    capture: Capture
    page: Page
    source: Source
    run: int
    read_by: ReadBy
    unread: str = ""
    conditions: Sequence[Condition] = ()
    patience: bool | None = None

    def check(self, state: CheckState, note: str, title: str = "") -> Check:
        """The record of this look."""
        return Check(
            url=self.page.url,
            source=self.source.slug,
            at=self.capture.captured_at,
            state=state,
            kind=self.capture.kind,
            note=note,
            status=self.capture.status,
            bytes=len(self.capture.body),
            elapsed_ms=self.capture.elapsed_ms,
            run=self.run,
            page=self.page.id,
            title=title,
        )

    def page_after(
        self, state: CheckState, page: Page | None = None, *, changed: bool | None = None
    ) -> Page:
        """The page with its next check; after a good answer also what to ask with next time.
        ``page`` knows more of it than before, ``changed`` is whether its text is another one.
        """
        page = page or self.page
        if state in SEEN and self.capture.kind is PageKind.ARTICLE:
            page = replace(page, url=lives_at(self.capture, page))
        if state in SEEN and self.capture.status != 304:
            etag, modified = validators_after(self.page, self.capture, changed=changed)
            page = replace(page, etag=etag, last_modified=modified, body_sha256=self.capture.sha256)
        return page_after(page, state, self.source, self.capture.captured_at, changed)


def look_at_failure(failure: FetchFailure, page: Page, source: Source, run: int) -> Look:
    """A look that brought no answer: recorded with its reason, nothing else. A page that the
    crawl never came to stays due as it was.
    """
    check = Check(
        url=page.url,
        source=failure.source,
        at=failure.failed_at,
        state=failure.state,
        kind=failure.kind,
        note=failure.reason,
        status=failure.status,
        elapsed_ms=failure.elapsed_ms,
        run=run,
        page=page.id,
        asked=_was_asked(failure),
    )
    if not check.asked:
        due, wait = page.next_check_at, failure.retry_at
        waits = due is not None and wait is not None and wait > due
        return Look(check, replace(page, next_check_at=wait) if waits else page)
    after = page_after(page, check.state, source, failure.failed_at)
    if failure.retry_at and after.next_check_at and failure.retry_at > after.next_check_at:
        after = replace(after, next_check_at=failure.retry_at)
    return Look(check, after)


def _was_asked(failure: FetchFailure) -> bool:
    """Whether the host was asked for the page: not when the crawl ended before, nor when the host
    was being left alone.
    """
    stopped = failure.state is CheckState.ERROR and failure.retry_at and failure.status is None
    return failure.reached and not stopped


def look_at_capture(answer: Answer, parsed: Parsed | ExtractError | None, store: Store) -> Look:
    """Carry one capture to its changes. ``parsed`` is None when it needed no parsing."""
    look = _look(answer, parsed, store)
    found = len(parsed.article.text) if isinstance(parsed, Parsed) else None
    check = replace(look.check, text_chars=found, links=answer.capture.links)
    return replace(look, check=check)


def _look(answer: Answer, parsed: Parsed | ExtractError | None, store: Store) -> Look:
    capture = answer.capture
    good = 200 <= capture.status < 300
    if early := _without_reading(answer, store, good and parsed is None):
        return early
    before = _version_before(answer, store)
    known = before.known if before else None
    state, note = _judged(answer, parsed, before, store)
    read = _read(answer, parsed, before) if isinstance(parsed, Parsed) else None
    if state is CheckState.OK and (led := _twin(answer, store, read)):
        return led
    if state is not CheckState.OK or not isinstance(parsed, Parsed):
        return _not_the_page(answer, state, note)
    if known and known.text_sha256 == parsed.article.text_sha256:
        return _quiet(answer, store, "the same text as before", known.title)
    return _new_version(answer, parsed, before, store)


def _streak(answer: Answer, store: Store) -> Streak | None:
    """How the page's last looks went, or what stands for it: a text that turned with most of its
    source waits for the source, however long; one that was released does not.
    """
    if answer.page.id is None:
        return None
    streak = store.streak(answer.page.id)
    if answer.patience is None or streak is None or streak.state is not CheckState.SUSPICIOUS:
        return streak
    return None if answer.patience else replace(streak, looks=_RELEASED, since=_LONG_AGO)


def set_aside(look: Look, answer: Answer, why: str) -> Look:
    """The look without what it seems to say: suspicious, its capture kept as evidence, no version
    made. The next look compares with the last version that was believed.
    """
    aside = _not_the_page(answer, CheckState.SUSPICIOUS, why)
    seen = look.check
    return replace(
        aside,
        check=replace(
            aside.check, title=seen.title, text_chars=seen.text_chars, claims=len(look.claims)
        ),
    )


def _without_reading(answer: Answer, store: Store, is_same: bool) -> Look | None:
    """The look at an answer that needs no reading; None when it does."""
    if answer.capture.is_redirect:
        return _led_on(answer, store)
    if answer.capture.status == 304:
        return _quiet(answer, store, "not modified (304)")
    if answer.capture.kind is not PageKind.ARTICLE:
        return _listing(answer)
    if is_same:
        return _twin(answer, store, None) or _quiet(answer, store, "the same bytes as before")
    return None


@dataclass(frozen=True, slots=True)
class _Before:
    """The page's newest version; None in its place when it cannot be compared: what another
    reader makes of a page is no change of it. ``unequal`` says why, or why another extractor
    made its text.
    """

    id: int
    version: Version | None
    known: Article | None = None
    unequal: str = ""


def _version_before(answer: Answer, store: Store) -> _Before | None:
    last = store.last_reading(answer.page.id) if answer.page.id is not None else None
    if last is None:
        return None
    try:
        version = store.version(last.version)
    except DamagedError as error:
        return _Before(last.version, None, None, str(error))
    assert version is not None  # its reading was read a moment ago, and none is ever deleted
    if last.read_by == answer.read_by:
        return _Before(last.version, version, version.article)
    unequal = answer.unread or "another program read the version before meanwhile"
    same_reader = last.read_by.reader == answer.read_by.reader
    return _Before(last.version, version if same_reader else None, version.article, unequal)


def _judged(
    answer: Answer, parsed: Parsed | ExtractError | None, before: _Before | None, store: Store
) -> tuple[CheckState, str]:
    """Whether the answer is the page, and by which rule."""
    if isinstance(parsed, ExtractError) and parsed.ended:
        return CheckState.ERROR, parsed.problem  # a poison page is not parsed once more here
    return judge(
        answer.capture,
        parsed.article if isinstance(parsed, Parsed) else None,
        before.known if before else None,
        _streak(answer, store),
        lambda: _capture_of(before, store),
        parsed.problem if isinstance(parsed, ExtractError) else "",
    )


def _capture_of(before: _Before | None, store: Store) -> Capture | None:
    """What the version before was made of, while its bytes can be read."""
    try:
        return store.capture(before.id) if before else None
    except DamagedError:
        return None


def notified(look: Look, conditions: Sequence[Condition]) -> Look:
    """The look with every change and finding decided: when a person is told of it."""
    source = look.check.source
    findings = tuple(decided(each, conditions, source) for each in look.findings)
    if look.comparison is None:
        return replace(look, findings=findings)
    changes = tuple(decided(each, conditions, source) for each in look.comparison.changes)
    return replace(look, comparison=replace(look.comparison, changes=changes), findings=findings)


def page_after(
    page: Page, state: CheckState, source: Source, at: datetime, changed: bool | None = None
) -> Page:
    """The page with this look counted and its next check set. ``changed`` is whether the look saw
    another text than the one before; None when it cannot tell.
    """
    if page.kind is PageKind.ARTICLE and changed is not None:
        page = remembered(page, at, changed=changed, pace=rhythm(source.schedule, at))
    page = replace(
        page,
        failure_streak=page.failure_streak + 1 if state not in SEEN else 0,
        unchanged_streak=page.unchanged_streak + 1 if state is CheckState.UNCHANGED else 0,
    )
    return replace(page, next_check_at=next_check_at(page, state, source.schedule, at))


def _led_on(answer: Answer, store: Store) -> Look:
    """A redirect that the crawl did not follow: it leads to a page that is watched itself."""
    capture = answer.capture
    target = canonical_url(capture.final_url)
    other = _watched(target, answer, store)
    if other is None:
        note = f"leads to {target[:200]}, which the crawl reads for another page"
        state, note = where_to(target, answer.page.url) or (CheckState.MOVED, note)
        return _not_the_page(answer, state, note)
    return _led(answer, store, other, None, for_good=capture.moved_to == target)


def _read(answer: Answer, parsed: Parsed, before: _Before | None) -> Version | None:
    """What the answer says, as a version; None when its claims cannot be had."""
    claims = parsed.claims
    if claims is None:  # the text of the version before
        claims = before.version.claims if before and before.version else None
    if claims is None:
        return None
    at, slug = answer.capture.captured_at, answer.source.slug
    return Version(parsed.article, claims, at, answer.page.url, slug, read_by=answer.read_by)


def _twin(answer: Answer, store: Store, read: Version | None) -> Look | None:
    """The look at a page that turned out to be another watched page, by a redirect or by its own
    word; None when it is none: one document must not be two pages. ``read`` is what it says now.
    """
    capture = answer.capture
    target = canonical_url(capture.final_url)
    if other := _watched(target, answer, store):
        return _led(answer, store, other, read, for_good=capture.moved_to == target)
    if capture.home and (other := _watched(capture.home, answer, store)):
        look = _led(answer, store, other, read, for_good=True, own_word=True)
        return look if look.joins else None  # its own word alone makes it no other page
    return None


def _watched(url: str, answer: Answer, store: Store) -> Page | None:
    """The other article that is watched at ``url``, one of the page's own source before others."""
    if url == answer.page.url:
        return None
    other = store.page_by_url(url, answer.source.slug) or store.page_by_url(url)
    same = other is None or other.id == answer.page.id or other.kind is not PageKind.ARTICLE
    return None if same else other


def _led(
    answer: Answer,
    store: Store,
    other: Page,
    read: Version | None,
    *,
    for_good: bool,
    own_word: bool = False,
) -> Look:
    def compared(old: Version, new: Version) -> Comparison | None:
        one, other = old.read_by, new.read_by
        same_reader = one is not None and other is not None and one.reader == other.reader
        unequal = "" if one == other else "another program read the version before"
        return _compared(_Before(old.id or 0, old if same_reader else None, None, unequal), new)

    page, capture = answer.page, answer.capture
    way = Way(capture, for_good=for_good, own_word=own_word, read=read)
    led = led_to(page, other, way, store, compared)
    look = _not_the_page(answer, CheckState.MOVED, led.note)
    return replace(look, joins=led.join, comparison=led.comparison) if led.join else look


def _also_at(answer: Answer) -> tuple[str, ...]:
    # An address that is not but written otherwise may be another document, which nobody would
    # find again once it counted as this one's.
    capture = answer.capture
    sure = capture.home and is_plainer(capture.final_url, capture.home)
    return (capture.home,) if capture.home and sure else ()


def _quiet(answer: Answer, store: Store, note: str, title: str = "") -> Look:
    state = CheckState.UNCHANGED
    page = answer.page
    if page.id is not None and is_outdated(page, answer.capture.captured_at.date()):
        page = _with_targets_of(page, store, answer.capture.captured_at)
    after = answer.page_after(state, page, changed=False)
    return Look(answer.check(state, note, title), after, also_at=_also_at(answer))


def _with_targets_of(page: Page, store: Store, at: datetime) -> Page:
    """The page with what its last version aims at as it stands today."""
    assert page.id is not None  # a version was found before
    try:
        version = store.latest_version(page.id)
    except DamagedError:
        return page  # it stays as it was known: looked at too often rather than too rarely
    return _aiming(page, version.claims, at) if version else page


def _aiming(page: Page, claims: Sequence[Claim], at: datetime) -> Page:
    today = at.date()
    due_on = next_due(claims, today)
    return replace(page, open_target=has_open_target(claims, today), due_on=due_on)


def _listing(answer: Answer) -> Look:
    """Index pages, sitemaps and feeds only lead to articles: nothing of them is read."""
    state, note = judge(answer.capture, None, None)
    if state is not CheckState.OK:
        return _not_the_page(answer, state, note)
    note = note or f"{answer.capture.kind} page, followed"
    return Look(answer.check(state, note), answer.page_after(state))


def _not_the_page(answer: Answer, state: CheckState, note: str) -> Look:
    """The answer is kept as evidence; the last version, its validators and hash stand."""
    evidence = answer.capture if answer.capture.body else None
    return Look(answer.check(state, note), answer.page_after(state), evidence)


def _new_version(answer: Answer, parsed: Parsed, before: _Before | None, store: Store) -> Look:
    capture, article, claims = answer.capture, parsed.article, parsed.claims
    if claims is None:
        raise BusyError(f"{answer.page.url}: another look stored a version meanwhile")
    after = Version(article, claims, capture.captured_at, answer.page.url, answer.source.slug)
    comparison = _compared(before, after)
    if comparison and answer.page.id is not None and not comparison.partial:
        comparison = with_returns(comparison, after, answer.page.id, store)
    changes = comparison.changes if comparison else ()
    new = claims if before is None else tuple(change.new for change in changes if change.new)
    said = (_what_is_new(before, comparison), article.note)
    check = answer.check(CheckState.OK, "; ".join(filter(None, said)), article.title)
    page = _aiming(answer.page, claims, capture.captured_at)
    page = replace(page, published=article.published)
    return Look(
        check=replace(
            check,
            claims=len(claims),
            changes=len(changes),
            reworded=comparison.reworded if comparison else 0,
        ),
        page=answer.page_after(CheckState.OK, page, changed=_is_another_text(before, comparison)),
        capture=capture,
        article=article,
        claims=claims,
        before=before.id if before else None,
        comparison=comparison,
        findings=_meet_the_known(new, claims, article, answer, store),
        extractor=answer.read_by.extractor,
        reader=answer.read_by.reader,
        also_at=_also_at(answer),
    )


def _compared(before: _Before | None, after: Version) -> Comparison | None:
    """What differs; None when there is nothing that it could be compared with. Of a text that
    another extractor found only what no extractor makes counts.
    """
    if before is None:
        return Comparison()
    if before.version is None:
        return None
    found = compare(before.version, after)
    if not before.unequal:
        return found
    sure = tuple(each for each in found.changes if _in_place(each))
    return replace(found, changes=sure, partial=True)


def _is_another_text(before: _Before | None, comparison: Comparison | None) -> bool | None:
    """Whether the page changed, as far as that is known: another extractor finds another text in
    the same page.
    """
    if before is None or (before.unequal and not (comparison and comparison.changes)):
        return None
    return True


def _in_place(change: Change) -> bool:
    """Whether a figure became another in a sentence that stayed. Cells of a table do not count:
    the extractor joins them.
    """
    if change.old is None or change.new is None or " | " in change.new.sentence:
        return False
    return _frame(change.old) == _frame(change.new)


def _frame(claim: Claim) -> tuple[str, str]:
    """The sentence around the quote, without its numbers and its spaces."""
    start = claim.span.start - claim.sentence_start
    around = claim.sentence[:start], claim.sentence[start + len(claim.quote) :]
    before, after = (re.sub(r"[\d\s.,]+", "", part) for part in around)
    return before, after


def _what_is_new(before: _Before | None, comparison: Comparison | None) -> str:
    if before is None:
        return "first version"
    if comparison is None:
        return f"new version, not compared: {before.unequal}"
    if before.unequal:
        return f"new version, compared by the stored text alone: {before.unequal}"
    if comparison.changes:
        count = len(comparison.changes)
        return f"new version, {count} change{'' if count == 1 else 's'}"
    if comparison.reworded:
        return "new version, the same claims in other words"
    return "new version, the same claims"


def _meet_the_known(
    claims: tuple[Claim, ...],
    text: tuple[Claim, ...],
    article: Article,
    answer: Answer,
    store: Store,
) -> tuple[Finding, ...]:
    """What the new claims of a text are to the corpus and to every other page; the page itself is
    a change.
    """
    if not claims:
        return ()
    page, known_already = answer.page, set(text).difference(claims)
    new, beside = (
        [statement_of(claim, article, page.url, answer.source.slug) for claim in group]
        for group in (claims, [claim for claim in text if claim in known_already])
    )
    known = store.known(
        {claim.series for claim in claims},
        besides_page=page.id,
        places={claim.place for claim in claims if claim.place},
    )
    found = find(new, known, beside)
    return (*found, *told_sooner(new, known, found, answer.conditions, answer.source.slug))


def statement_of(
    claim: Claim, article: Article, url: str | None = None, source: str | None = None
) -> Statement:
    """The claim beside the article that makes it."""
    return Statement(
        claim=claim,
        title=article.title,
        url=url or article.url,
        publisher=article.publisher,
        published=article.published.isoformat() if article.published else None,
        source=source,
    )

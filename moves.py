"""Whether a page that leads to another one is the same document, and its history goes on there."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from crawler import agree, canonical_url, judge, key_of, same_name
from model import (
    Capture,
    CheckState,
    Comparison,
    DamagedError,
    Join,
    Page,
    PageKind,
    Version,
    VersionRef,
)
from storage import Store

_ENOUGH = 200  # characters that two documents do not share by chance

Compare = Callable[[Version, Version], Comparison | None]
Refs = tuple[VersionRef, ...]


@dataclass(frozen=True, slots=True)
class Led:
    """What a page that leads to another comes to: what to do, and why in a sentence."""

    note: str
    join: Join | None = None
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """How a page leads to another: with which answer, ``for_good`` or for now, and whether that is
    its ``own_word`` (rel=canonical) or done by its server (a redirect). ``read`` is what the
    answer says now, None where it says what the page's newest version does, or was not read.
    """

    capture: Capture
    for_good: bool
    own_word: bool = False
    read: Version | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A page that answered, the other one it leads to and how, and the versions of both."""

    page: Page
    other: Page
    way: Way
    mine: Refs
    theirs: Refs

    @property
    def is_older(self) -> bool:
        """Whether the history of the page began before that of the other."""
        return bool(self.mine) and self.mine[0].captured_at <= self.theirs[0].captured_at

    @property
    def join(self) -> Join:
        """The two as one page, where the other lives."""
        newest = (self.mine[-1].id if self.mine else None, self.theirs[-1].id)
        if self.is_older:
            return Join(self.page, self.other, self.other, newest=newest)
        return Join(self.other, self.page, self.other, newest=newest[::-1])


def lives_at(capture: Capture, page: Page) -> str:
    """Where a page lives that answered well: where its site moved it for good, else where the
    printed or AMP twin says, else where it answered, if that is but the other of http and https.
    """
    if capture.moved_to is not None:
        return capture.moved_to
    asked = canonical_url(capture.url)
    if capture.home is not None and key_of(asked) == key_of(capture.home):
        return capture.home
    return asked if key_of(asked) == key_of(page.url) else page.url


def led_to(page: Page, other: Page, way: Way, store: Store, compare: Compare) -> Led:
    """What ``page`` is to the ``other`` watched page that it leads to. Only a page that says so
    for good joins the other, and only when its last version is found again there: an address
    that leads to a front page or a section is no document that moved. By its own word alone it
    does only when both say the same: templates name pages of other cities and languages.
    """
    if other.source != page.source or {other.kind, page.kind} != {PageKind.ARTICLE}:
        return Led(f"moved to {_there(other)}")
    if not way.for_good or page.id is None or other.id is None:
        return Led(f"leads for now to {_there(other)}")
    asked = _Asked(page, other, way, store.versions(page.id), store.versions(other.id))
    if not asked.theirs:
        return Led(f"moved to {_there(other)}, but was not read there yet")
    try:
        return _led(asked, store, compare)
    except DamagedError as error:
        return Led(f"moved to {_there(other)}; the two stay apart, for {error}")


def _there(other: Page) -> str:
    return f"{other.url}, which is watched itself"


def _led(asked: _Asked, store: Store, compare: Compare) -> Led:
    there = _there(asked.other)
    if asked.way.own_word and not _say_the_same(asked, store, compare):
        return Led(f"says that it lives at {there}, where another text stands")
    joined = f"moved to {there}: the two are one page now"
    if not asked.mine:
        return Led(joined, asked.join) if _is_it(asked, store) else Led(f"leads to {there}")
    if reason := _is_another(asked, store):
        return Led(f"{reason} ({there})")
    older, younger = asked.mine, asked.theirs
    if not asked.is_older:
        older, younger = younger, older
    first = younger[0]
    last = [each for each in older if each.captured_at <= first.captured_at][-1]
    comparison = compare(_version(store, last), _version(store, first))
    return Led(joined, replace(asked.join, old=last.id, new=first.id), comparison)


def _say_the_same(asked: _Asked, store: Store, compare: Compare) -> bool:
    """Whether the page's newest text and the other's agree, and no claim differs."""
    theirs = _version(store, asked.theirs[-1])
    mine = asked.way.read or (_version(store, asked.mine[-1]) if asked.mine else None)
    if mine is None or not agree(mine.article, theirs.article):
        return False
    if mine.article.text_sha256 == theirs.article.text_sha256:
        return True
    found = compare(theirs, mine)
    return found is not None and not (found.changes or found.partial)


def _is_it(asked: _Asked, store: Store) -> bool:
    """Whether a page that was never read is the other one: it answers with its text, or has its
    name. A dead address that leads to some notice may come to life one day.
    """
    read, other, capture = asked.way.read, asked.other, asked.way.capture
    if read is None:
        return same_name(capture.url, other.url)
    article = read.article
    known = _version(store, asked.theirs[-1]).article
    state, _ = judge(replace(capture, final_url=other.url), article, known)
    alike = len(article.text) >= _ENOUGH or article.text == known.text
    return state is CheckState.OK and alike


def _is_another(asked: _Asked, store: Store) -> str:
    """Why what stands at the other address is not the article; "" when it is."""
    last = asked.mine[-1]
    later = (each for each in asked.theirs if each.captured_at >= last.captured_at)
    met = next(later, asked.theirs[-1])
    answered = store.capture(met.id)
    if answered is None:
        return "nothing is kept of what it answered"
    as_asked = replace(answered, url=asked.page.url, final_url=asked.other.url)
    old, new = _version(store, last).article, _version(store, met).article
    state, note = judge(as_asked, new, old)
    return "" if state is CheckState.OK else note


def _version(store: Store, ref: VersionRef) -> Version:
    found = store.version(ref.id)
    assert found is not None  # it was listed a moment ago, and none is ever deleted
    return found

"""What a run says of its sources as a whole: edits of pages told apart from pages that all turned.

A look that lost most of its page's claims waits until the run ends. Where most of the source
turned with it, it is kept as evidence and makes no version; else it is an edit like any other.
See docs/decisions/0010.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from check import Answer, set_aside
from diffing import decide
from health import (
    Loss,
    Tally,
    kind_of,
    leads_nowhere,
    listings_unread,
    nothing_read,
    others_answer,
    turned_at_once,
    unreachable,
)
from model import SEEN, Alarm, AlarmKind, CheckState, Look, SourceRun
from model.condition import Condition
from storage import Store

log = logging.getLogger("figurewatch.health")

_MOST_WAITING = 50  # looks with their bytes, of one source, in memory
_ENOUGH = 4  # articles, none of which could be read, of a source that never gave any
_SILENCES = 2  # in a row, after which nobody else has to prove that our network works
_A_DAY = timedelta(days=1)


# ---- looks that wait -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Waiting:
    look: Look
    answer: Answer
    loss: Loss


class Doubts:
    """The looks of one run that lost most of their claims, until it is known what they mean."""

    def __init__(
        self,
        store: Store,
        run_id: int,
        record: Callable[[Look], None],
        flush: Callable[[], None],
    ) -> None:
        self._store, self._run, self._record, self._flush = store, run_id, record, flush
        self._waiting: dict[str, list[_Waiting]] = defaultdict(list)

    def wait(self, look: Look, answer: Answer, loss: Loss) -> None:
        """Let the look wait. A crowd is decided by what is known of its source by then, so that
        memory stays small.
        """
        slug = answer.source.slug
        self._waiting[slug].append(_Waiting(look, answer, loss))
        if len(self._waiting[slug]) >= _MOST_WAITING:
            self._decide(slug)

    def settle(self) -> None:
        """Record every look that waits, as what it turned out to be."""
        for slug in tuple(self._waiting):
            self._decide(slug)

    def _decide(self, slug: str) -> None:
        waiting = self._waiting.pop(slug)
        self._flush()  # the verdict counts what is stored
        turned = _turned(slug, self._run, waiting, self._store)
        for each in waiting:
            if turned or (turned is None and self._comes_too_soon(each)):
                why = each.loss.words
                why += ", as on most pages of its source" if turned else "; looked at once more"
                self._record(set_aside(each.look, each.answer, why))
            else:
                self._record(each.look)

    def _comes_too_soon(self, waiting: _Waiting) -> bool:
        """Whether a second look is to come before the loss is told: no other page says what it
        means.
        """
        page = waiting.answer.page.id
        streak = self._store.streak(page) if page is not None else None
        seen_so = streak is not None and streak.state is CheckState.SUSPICIOUS
        return waiting.loss.waits and not seen_so


def _turned(slug: str, run_id: int, waiting: Sequence[_Waiting], store: Store) -> bool | None:
    """Whether most pages of the source have turned; None when it cannot be said."""
    alarm = store.open_alarms().get(slug)
    if alarm and alarm.held:
        pages = [each.answer.page.id for each in waiting]
        fine, turned = store.fine_and_turned(alarm, [page for page in pages if page is not None])
        return fine <= turned + len(waiting)
    tally = _tally(slug, run_id, store).with_turned(CheckState.SUSPICIOUS, len(waiting))
    return turned_at_once(tally)


def _tally(slug: str, run_id: int, store: Store) -> Tally:
    states, pages = store.turned_in(run_id, slug)
    fine = sum(number for state, number in states.items() if state in SEEN)
    return Tally(fine, {s: number for s, number in states.items() if s not in SEEN}, pages)


# ---- the end of a run ----------------------------------------------------------------------------


def settle(
    store: Store,
    run_id: int,
    slugs: Iterable[str],
    conditions: Sequence[Condition],
    now: datetime,
) -> None:
    """Decide when a person is told of what the run confirmed, count how each source fared in it,
    and raise, sharpen or end its alarm. May be done again: what was counted stays counted, and an
    alarm is raised once.
    """
    slugs = tuple(slugs)
    for each in store.confirmed(run=run_id):
        notice, condition = decide(each.change, conditions, each.source)
        store.set_notice(each.id, notice, condition)
    store.count_run(run_id, slugs, now)
    for slug in slugs:
        _settle(store, run_id, slug, now)
    _tell_of_the_network(store, run_id, now)


def _settle(store: Store, run_id: int, slug: str, now: datetime) -> None:
    alarm, lately = store.open_alarms().get(slug), store.lately(slug)
    if not lately or lately[0].run != run_id:
        return
    tally = _tally(slug, run_id, store)
    if alarm and (over := _over(alarm, lately[0], tally.pages, store)):
        store.end_alarm(alarm.id, over, now)
        log.warning("the alarm of %s has ended: %s", slug, over)
        return
    found = _trouble(tally, lately)
    if found is None or (alarm and alarm.held and not turned_at_once(tally)):
        return  # an alarm that is open learns only from what a run is sure of
    kind, why, held = found
    if lately[0].is_silent and not _works(slug, lately, store):
        return
    if store.raise_alarm(slug, kind, why, held=held, run=run_id, now=now):
        log.warning("alarm at %s: %s: %s", slug, kind, why)


def _over(alarm: Alarm, last: SourceRun, pages: int, store: Store) -> str:
    """Why the alarm is over; "" while it is not. ``pages`` is how many articles are known."""
    if not alarm.held:
        # No article may have been due when the start pages came back.
        if last.links and (alarm.kind is AlarmKind.LOST or (pages and not last.articles)):
            return f"its start pages lead to {last.links} addresses again"
        if alarm.kind is AlarmKind.LOST or (last.listings and last.links is None):
            return ""
        return f"{last.read} of {last.articles} articles could be read" if last.read else ""
    fine, turned = store.fine_and_turned(alarm)
    return f"{fine} of {fine + turned} articles are there again" if fine > turned else ""


def _trouble(tally: Tally, lately: Sequence[SourceRun]) -> tuple[AlarmKind, str, bool] | None:
    """What is wrong, in words, and whether the source is to be held for it."""
    last = lately[0]
    if turned_at_once(tally):
        by_state = sorted(tally.turned.items(), key=lambda item: -item[1])
        named = ", ".join(f"{number} {state}" for state, number in by_state)
        why = f"{tally.turns} of {tally.looks} articles turned at once: {named}"
        return kind_of(tally.turned), why, True
    if leads_nowhere(lately):
        why = "its start pages lead to no article any more, in two crawls in a row"
        return AlarmKind.LOST, why, False
    if states := nothing_read(tally, lately):
        return kind_of(states), "nothing of it could be read in three crawls in a row", True
    if states := listings_unread(lately):
        return kind_of(states), "its start pages could not be read in three crawls in a row", False
    never = not tally.pages and last.articles >= _ENOUGH and not last.read
    if never:
        states = {CheckState(state): number for state, number in last.states}
        return kind_of(states), f"none of its {last.articles} articles could be read", False
    return None


def _works(slug: str, lately: Sequence[SourceRun], store: Store) -> bool:
    """Whether it is the source that is silent, and not our own network."""
    silent = _silences(lately)
    answered = others_answer(lately, store.others_since(slug, silent[-1].at))
    if answered is not None:
        return answered
    others = [s for s in store.source_states().values() if s.slug != slug and s.lately]
    return not others or len(silent) >= _SILENCES


def _silences(lately: Sequence[SourceRun]) -> Sequence[SourceRun]:
    """The last runs that brought no answer, newest first."""
    count = next((n for n, each in enumerate(lately) if not each.is_silent), len(lately))
    return lately[:count]


# ---- our own network -----------------------------------------------------------------------------


def network_notices(rows: Sequence[SourceRun]) -> tuple[str, ...]:
    """What to say when no source answered: one notice for each stretch of ``rows``."""
    return tuple(_unreachable_words(stretch) for stretch in unreachable(rows))


def _unreachable_words(stretch: Sequence[SourceRun]) -> str:
    sources = len({each.source for each in stretch})
    looks = sum(each.looks for each in stretch)
    first, last = stretch[0].at, stretch[-1].at
    when = f"{first:%Y-%m-%d %H:%M}" + (f" to {last:%Y-%m-%d %H:%M}" if last != first else "")
    return (
        f"No source could be reached ({when} UTC): {looks} looks at {sources} sources got no "
        "answer at all. Most likely the network on this side was down; nothing is held against "
        "the sources."
    )


def _tell_of_the_network(store: Store, run_id: int, now: datetime) -> None:
    """Log once that nobody can be reached: with the run that makes it more than one source."""
    rows = store.source_runs(since=now - _A_DAY)
    stretches = unreachable(rows)
    if not stretches or stretches[-1][-1].run != run_id or rows[-1] not in stretches[-1]:
        return
    before = {each.source for each in stretches[-1] if each.run != run_id}
    if len(before) < 2:
        log.warning("%s", _unreachable_words(stretches[-1]))

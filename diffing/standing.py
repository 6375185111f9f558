"""How a known statement stands today, in the light of everything seen of its series.

Several answers may hold at once; the first of these is the status:

contradicted   another figure stands for its time, and no correction
missed         the figure at its deadline falls short
reached        a figure is what the target asked for, at its deadline or before it
superseded     a newer figure, another target for its time, another day for the target. Replaced
               before it was due, a target can no more be missed.
overdue        its day has passed, and no figure was found; the next target does not alter that
confirmed      a page states it, or did so lately and cannot be read just now
page gone      every page that stated it is gone
not seen       pages stated it and none does now; of a figure also: no page ever did
open           a target whose day is to come

What counts against a target is the first figure at or after its day, in its newest version. A
contradiction that its page no longer states is withdrawn, and none; so is another target, where
this one is still stated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from diffing.relations import Timed, is_aim, is_later, relate, timed
from diffing.times import same_time
from model import Kind, Measure, Relation, Statement, days
from model.standing import Presence, Sighting, Standing, Status

PATIENCE = 30  # days without a look after which a statement is no longer called confirmed

_TOLD = (Presence.STATED, Presence.NOT_READ, Presence.NOT_STATED, Presence.PAGE_GONE)
_MOVED = frozenset({Relation.RAISES, Relation.LOWERS, Relation.MOVES_DEADLINE})
_RESULT = frozenset({Relation.ACHIEVES, Relation.MISSES})


@dataclass(frozen=True, slots=True)
class _Met:
    """A sighting with what it is to the claim."""

    sighting: Sighting
    timed: Timed
    relation: Relation | None

    @property
    def said_on(self) -> date:
        """The day it was published, or first seen."""
        published = days(self.sighting.statement.published or "")
        return published.last if published else self.sighting.first_seen.date()

    @property
    def newest(self) -> tuple[date, date, datetime]:
        """What puts the newest last."""
        return self.timed.last, self.said_on, self.sighting.last_seen


def standing(
    claim: Statement, known: Sequence[Sighting], today: date, patience: int = PATIENCE
) -> Standing:
    """How the statement stands. ``known`` are all sightings of its series, of the corpus and of
    pages; its own is passed over. ``patience`` is how many days without a look are no absence.
    """
    own = timed(claim)
    met = [
        _Met(sighting, one, relate(one, own))
        for sighting in known
        if not _is_itself(sighting.statement, claim)
        for one in (timed(sighting.statement),)
    ]
    seen = _seen(claim, met, today)
    stated = seen.presence is Presence.STATED or any(
        one.presence is Presence.STATED for one in known if _is_itself(one.statement, claim)
    )
    in_force = _in_force(own, met) if stated else met
    status, by = _status(own, met, in_force, seen, today, patience)
    why = _why(status, by, seen, met)
    return Standing(
        claim=claim,
        status=status,
        presence=seen.presence,
        why=why,
        by=by.sighting.statement if by else None,
        at=_day(status, by),
        last_seen=seen.last_seen,
        days_unseen=seen.days_unseen,
        since=seen.since,
    )


def due(statement: Statement) -> date | None:
    """The day by which a target or forecast is to be judged, None when it has none. A growth
    aimed at without its year is that of the year it was published in.
    """
    one = timed(statement)
    if one.claim.kind is Kind.FIGURE or one.when is None:
        return None
    return one.last if one.stated or one.claim.measure is Measure.GROWTH else None


def is_open(one: Standing) -> bool:
    """Whether it is a target that still may be reached."""
    ended = {Status.REACHED, Status.MISSED, Status.SUPERSEDED, Status.OVERDUE}
    return one.claim.claim.kind is Kind.TARGET and one.status not in ended


def open_targets(found: Iterable[Standing]) -> tuple[Standing, ...]:
    """The targets that still may be reached, the next to fall due first."""
    wanted = [one for one in found if is_open(one)]
    return tuple(sorted(wanted, key=lambda one: due(one.claim) or date.max))


def overdue(found: Iterable[Standing]) -> tuple[Standing, ...]:
    """The targets whose day has passed without a figure, the longest overdue first."""
    wanted = [one for one in found if one.status is Status.OVERDUE]
    return tuple(sorted(wanted, key=lambda one: due(one.claim) or date.max))


def _is_itself(one: Statement, claim: Statement) -> bool:
    same_row = one.claim_id is not None and one.claim_id == claim.claim_id
    return one is claim or same_row or (one.seed and one == claim)


# ---- where it is stated -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Seen:
    """The sightings that state the claim, and what they amount to."""

    presence: Presence
    by: _Met | None = None  # the page that counts
    corpus: _Met | None = None  # another document of the corpus that says it too
    last_seen: datetime | None = None
    days_unseen: int | None = None
    since: datetime | None = None


def _seen(claim: Statement, met: Sequence[_Met], today: date) -> _Seen:
    own = [one for one in met if one.relation is Relation.RESTATES and _is_one_kind(claim, one)]
    pages = [one for one in own if not one.sighting.statement.seed]
    corpus = max((one for one in own if one not in pages), key=lambda o: o.newest, default=None)
    if not pages:
        return _Seen(Presence.NEVER, corpus=corpus)
    presence = next(p for p in _TOLD if any(one.sighting.presence is p for one in pages))
    best = max(
        (one for one in pages if one.sighting.presence is presence),
        key=lambda one: one.sighting.last_seen,
    )
    last = max(one.sighting.last_seen for one in pages)
    since = None if presence is Presence.STATED else best.sighting.since
    return _Seen(presence, best, corpus, last, max(0, (today - last.date()).days), since)


def _is_one_kind(claim: Statement, one: _Met) -> bool:
    """A result that equals what was expected is the result, and not the expectation again."""
    return (claim.claim.kind is Kind.FIGURE) is (one.timed.claim.kind is Kind.FIGURE)


# ---- what has become of it ----------------------------------------------------------------------


def _status(
    own: Timed,
    met: Sequence[_Met],
    in_force: Sequence[_Met],
    seen: _Seen,
    today: date,
    patience: int,
) -> tuple[Status, _Met | None]:
    result, instead = _result(own, met), _instead(own, in_force, today)
    if against := _newest(one for one in met if _contradicts(one)):
        return Status.CONTRADICTED, against
    if result and result.relation is Relation.ACHIEVES:
        return Status.REACHED, result
    if result and not (instead and _in_time(own, instead)):
        return Status.MISSED, result
    day = due(own.statement)
    overdue = day is not None and day < today
    if instead and not (overdue and _is_next_stage(own, instead)):
        return Status.SUPERSEDED, instead
    if overdue:
        return Status.OVERDUE, None
    return _from_pages(own, seen, patience)


def _from_pages(own: Timed, seen: _Seen, patience: int) -> tuple[Status, _Met | None]:
    fresh = seen.days_unseen is not None and seen.days_unseen <= patience
    if fresh and seen.presence in {Presence.STATED, Presence.NOT_READ}:
        return Status.CONFIRMED, seen.by
    if seen.presence is Presence.PAGE_GONE:
        return Status.PAGE_GONE, seen.by
    if seen.presence is not Presence.NEVER:
        return Status.NOT_SEEN, seen.by
    if seen.corpus:
        return Status.CONFIRMED, seen.corpus
    return (Status.OPEN if is_aim(own) else Status.NOT_SEEN), None


def _contradicts(one: _Met) -> bool:
    withdrawn = one.sighting.presence is Presence.NOT_STATED
    return one.relation is Relation.CONTRADICTS and not withdrawn


def _result(own: Timed, met: Sequence[_Met]) -> _Met | None:
    """The figure that decides about a target: the first at or after its day, the newest version
    of it; before that the newest that is enough already.
    """
    found = [one for one in met if one.relation in _RESULT]
    after = [one for one in found if own.when is None or one.timed.last >= own.last]
    if not after:
        return _newest(found)
    first = min(one.timed.last for one in after)
    return max((one for one in after if one.timed.last == first), key=lambda one: one.said_on)


def _is_next_stage(own: Timed, instead: _Met) -> bool:
    """Whether a target is for a later time than one that has passed, and was set after it: what
    became of the first is still to be said.
    """
    moved = instead.relation is Relation.MOVES_DEADLINE
    later = is_later(instead.timed, own) and instead.said_on > own.last
    return is_aim(own) and own.stated and later and not moved


def _in_force(own: Timed, met: Sequence[_Met]) -> Sequence[_Met]:
    """The sightings that may replace an aim that is still stated itself: what its page took back
    has replaced nothing.
    """
    if own.claim.kind is Kind.FIGURE:
        return met
    return [one for one in met if one.sighting.presence is not Presence.NOT_STATED]


def _instead(own: Timed, met: Sequence[_Met], today: date) -> _Met | None:
    """What the claim was replaced by."""
    if own.claim.kind is Kind.FIGURE:
        return _newest(o for o in met if o.relation in {Relation.UPDATES, Relation.REVISES})
    if own.claim.kind is Kind.FORECAST:
        return _newest(one for one in met if _settles(own, one))
    return _newest(one for one in met if _replaces(own, one, today))


def _settles(own: Timed, one: _Met) -> bool:
    """Whether it takes the place of an expectation: a newer one, or the result."""
    outcome = one.timed.claim.kind is Kind.FIGURE and one.relation is Relation.RESTATES
    return outcome or one.relation in {Relation.REVISES, *_MOVED}


def _replaces(own: Timed, one: _Met, today: date) -> bool:
    """Whether the other target stands instead. A target for a later time is a further stage, as
    long as the day of this one is to come.
    """
    if one.relation not in _MOVED | {Relation.UPDATES}:
        return False
    if not (one.timed.stated and own.stated):
        return one.relation is not Relation.UPDATES
    if same_time(one.timed.claim.period, own.claim.period):
        return True
    if one.relation is Relation.MOVES_DEADLINE:
        return is_later(one.timed, own) or one.said_on > _published(own)
    return own.last < today and is_later(one.timed, own)


def _published(own: Timed) -> date:
    known = days(own.statement.published or "")
    return known.last if known else date.max


def _in_time(own: Timed, instead: _Met) -> bool:
    """Whether the target was replaced before it was due."""
    return own.stated and instead.said_on <= own.last


def _newest(found: Iterable[_Met]) -> _Met | None:
    return max(found, key=lambda one: one.newest, default=None)


# ---- in words -----------------------------------------------------------------------------------

_WORDS = {
    Status.CONTRADICTED: "{} is stated for the same time",
    Status.MISSED: "{} when it was due",
    Status.REACHED: "{} is what it asked for",
    Status.SUPERSEDED: "{} is stated now",
    Status.OVERDUE: "its day has passed, and no figure was found",
    Status.CONFIRMED: "still stated: {}",
    Status.PAGE_GONE: "the page that stated {} is gone",
    Status.NOT_SEEN: "no watched page ever stated it",
    Status.OPEN: "its day is still to come",
}
_ABSENT = {
    Presence.NOT_STATED: "its page was read and states it no more",
    Presence.NOT_READ: "its page could not be read",
}


def _why(status: Status, by: _Met | None, seen: _Seen, met: Sequence[_Met]) -> str:
    quote = f"“{by.timed.claim.quote}”" if by else ""
    words = [_WORDS[status].format(quote)]
    if status is Status.NOT_SEEN and seen.days_unseen is not None:
        days_ago = f"{seen.days_unseen} day{'' if seen.days_unseen == 1 else 's'}"
        words = [f"not seen for {days_ago}"] if seen.days_unseen else []
    if seen.presence in _ABSENT:
        since = f" since {seen.since.date()}" if seen.since else ""
        words.append(_ABSENT[seen.presence] + since)
    on_the_way = _newest(one for one in met if one.relation is Relation.PROGRESS)
    if on_the_way and status not in {Status.REACHED, Status.MISSED}:
        words.append(f"on the way at “{on_the_way.timed.claim.quote}”")
    return "; ".join(words)


def _day(status: Status, by: _Met | None) -> date | None:
    if by is None:
        return None
    if status in {Status.CONFIRMED, Status.PAGE_GONE, Status.NOT_SEEN}:
        return by.sighting.last_seen.date()
    return by.said_on

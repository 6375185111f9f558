"""When a person is told: the first condition that a change or finding meets decides.

Every change and finding is recorded, whatever is decided here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from fractions import Fraction
from typing import NamedTuple, TypeVar

from diffing.amounts import middle
from diffing.findings import find
from diffing.times import ends_later
from model import (
    Change,
    ChangeKind,
    ChangeState,
    Claim,
    Direction,
    Finding,
    Notice,
    Relation,
    Statement,
    days,
)
from model.claim import is_slip
from model.condition import DAYS, LAST, MAY, RELATIVE, Condition, Delta, Event, Topic
from model.text import whole_word

Told = TypeVar("Told", Change, Finding)


class Decision(NamedTuple):
    """When a person is told, and the name of the condition that says so."""

    notice: Notice
    condition: str


class _Case(NamedTuple):
    """A change or a finding in the terms of conditions. ``old`` is what was known, on the page
    or elsewhere; ``seed`` is None for a change: it is no meeting.
    """

    event: Event
    old: Claim | None
    new: Claim | None
    aspects: tuple[str, ...]
    direction: Direction | None
    weight: float
    source: str | None
    seed: bool | None
    state: ChangeState | None = None

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in (self.new, self.old) if claim)


def decide(item: Change | Finding, conditions: Iterable[Condition], source: str | None) -> Decision:
    """What the conditions say of the change or finding, seen at ``source``: the first that it
    meets decides, and where there is none, the last one, which everything meets.
    """
    case = _case_of(item, source)
    met = next((each for each in conditions if _meets(case, each)), LAST)
    return Decision(met.notice, met.name)


def decided(item: Told, conditions: Sequence[Condition], source: str | None) -> Told:
    """The change or finding with its notice and the condition that decided it."""
    notice, condition = decide(item, conditions, source)
    return replace(item, notice=notice, condition=condition)


def told_sooner(
    new: Sequence[Statement],
    known: Sequence[Statement],
    found: Iterable[Finding],
    conditions: Sequence[Condition],
    source: str | None,
) -> tuple[Finding, ...]:
    """The findings that ``found`` does without because another source said the same before, where
    conditions tell of that source later or never: a target that news raised while nobody listened
    is raised when the portal says so. They are what the statements would be without that source.
    """
    if not any(each.sources for each in conditions):
        return ()
    first = {
        id(each.against): (each.claim, each.against)
        for each in found
        if each.relation is Relation.RESTATES and each.against and not each.against.seed
    }
    before = {claim: against.source for claim, against in first.values()}
    again = find(new, [each for each in known if id(each) not in first]) if before else ()
    return tuple(
        each
        for each in again
        if each.claim in before
        and each.relation is not Relation.RESTATES
        and decide(each, conditions, source).notice.rank
        < decide(each, conditions, before[each.claim]).notice.rank
    )


# ---- what is to be decided -----------------------------------------------------------------------


def _case_of(item: Change | Finding, source: str | None) -> _Case:
    if isinstance(item, Change):
        way = item.direction
        said = (item.change, item.old, item.new, item.aspects, way, item.weight, source, None)
        return _Case(*said, _state(item))
    old, new = item.against.claim if item.against else None, item.claim.claim
    may, ways = MAY[item.relation]
    aspects = tuple(aspect for aspect in may if old and _differs(aspect, old, new))
    seed = bool(item.against and item.against.seed)
    way = _way(old, new, ways) if old else None
    return _Case(item.relation, old, new, aspects, way, item.weight, source, seed)


def _differs(aspect: str, old: Claim, new: Claim) -> bool:
    if aspect == "period":
        return old.period != new.period
    same_dimension = old.quantity.dimension == new.quantity.dimension
    return same_dimension and middle(old.quantity) != middle(new.quantity)


def _way(old: Claim, new: Claim, ways: Sequence[Direction]) -> Direction | None:
    """Which of the ways that are possible the step from old to new is."""
    if len(ways) < 2:
        return ways[0] if ways else None
    if Direction.LATER in ways:
        step = ends_later(old.period, new.period)
        return {1: Direction.LATER, -1: Direction.EARLIER}.get(step)
    moved = _moved(old, new)
    return (Direction.RAISED if moved > 0 else Direction.LOWERED) if moved else None


def _moved(old: Claim, new: Claim) -> Fraction | None:
    """New less old, in the base unit; None when they cannot be compared."""
    if old.quantity.dimension != new.quantity.dimension:
        return None
    return middle(new.quantity) - middle(old.quantity)


# ---- one condition -------------------------------------------------------------------------------


def _meets(case: _Case, wanted: Condition) -> bool:
    """Cheap questions first: most conditions are passed by at one of them."""
    return (
        (not wanted.events or case.event in wanted.events)
        and (not wanted.kinds or any(claim.kind in wanted.kinds for claim in case.claims))
        and (not wanted.aspects or not set(wanted.aspects).isdisjoint(case.aspects))
        and (not wanted.directions or case.direction in wanted.directions)
        and (not wanted.measures or any(c.measure in wanted.measures for c in case.claims))
        and (wanted.weight_at_least is None or case.weight >= wanted.weight_at_least)
        and (wanted.seed is None or case.seed is wanted.seed)
        and (not wanted.states or case.state in wanted.states)
        and (not wanted.sources or _at(case.source, wanted.sources))
        and (not wanted.places or any(_lies_in(claim, wanted.places) for claim in case.claims))
        and (not wanted.topics or any(_speaks(c, t) for c in case.claims for t in wanted.topics))
        and (wanted.slip is None or _slip(case) is wanted.slip)
        and (wanted.by_at_least is None or _at_least(case, wanted.by_at_least))
        and (wanted.by_less_than is None or _less_than(case, wanted.by_less_than))
    )


def _state(change: Change) -> ChangeState:
    """The state in which a person is to be told: a removal in one look, and then in two. What was
    reverted since is decided as it was found.
    """
    if change.change is ChangeKind.REMOVED and change.state is not ChangeState.CONFIRMED:
        return ChangeState.PROVISIONAL
    return ChangeState.CONFIRMED


def _at(source: str | None, patterns: Iterable[str]) -> bool:
    return source is not None and any(fnmatchcase(source, pattern) for pattern in patterns)


def _lies_in(claim: Claim, places: frozenset[str]) -> bool:
    return claim.place is not None and claim.place.casefold() in places


def _slip(case: _Case) -> bool:
    if not case.old or not case.new or "value" not in case.aspects:
        return False
    return is_slip(case.old.quantity, case.new.quantity)


# ---- what is measured ----------------------------------------------------------------------------

_PARTS = re.compile(r"[+/|]")


def _speaks(claim: Claim, topic: Topic) -> bool:
    """Whether the claim's indicator is the topic, or one narrowed further."""
    key, name = claim.indicator_key.casefold(), claim.indicator.casefold()
    if topic.text == key or any(_holds(said, topic.text) for said in (name, claim.native)):
        return True
    if not topic.known:
        return False
    parts = set(_PARTS.split(key))
    in_words = all(_holds(name, word) or _holds(key, word) for word in topic.words)
    return in_words and all(not group.isdisjoint(parts) for group in topic.known)


def _holds(text: str, part: str) -> bool:
    """Whether the text says the part, in whole words: "tax" is not in "taxi"."""
    low = text.casefold()
    return part in low and whole_word(part).search(low) is not None


# ---- how far it moved ----------------------------------------------------------------------------


def _at_least(case: _Case, delta: Delta) -> bool:
    size = _size(case, delta)
    return size is not None and size >= delta.amount


def _less_than(case: _Case, delta: Delta) -> bool:
    """Only where nothing but the measured aspect moved: 300 billion that became "about 301 by
    2030" is no small step.
    """
    alone = ("period",) if delta.dimension == DAYS else ("value",)
    size = _size(case, delta) if case.aspects == alone else None
    return size is not None and size < delta.amount


def _size(case: _Case, delta: Delta) -> Fraction | None:
    """How far the case moved, in the delta's terms; None when that cannot be said."""
    if case.old is None or case.new is None:
        return None
    if delta.dimension == DAYS:
        return _days(case.old, case.new) if "period" in case.aspects else None
    moved = _moved(case.old, case.new) if "value" in case.aspects else None
    if moved is None:
        return None
    if delta.dimension != RELATIVE:
        return abs(moved) if delta.dimension == case.new.quantity.dimension else None
    was = abs(middle(case.old.quantity))
    # From nothing to something is more than any share of nothing.
    return abs(moved) / was if was else delta.amount if moved else Fraction(0)


def _days(old: Claim, new: Claim) -> Fraction | None:
    one, other = days(old.period or ""), days(new.period or "")
    return Fraction(abs((other.last - one.last).days)) if one and other else None

"""A condition: which changes and findings it speaks of, and when a person is told of them."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from model.change import ChangeKind, ChangeState, Direction, Notice, Relation
from model.claim import Kind, Measure

Event: TypeAlias = ChangeKind | Relation

RELATIVE = "relative"  # the dimension of "5 percent": of what the value was
DAYS = "days"  # the dimension of "90 days": how far a period moved
ASPECTS = ("value", "unit", "bound", "period", "kind", "place", "measure")

_VALUE, _UP_OR_DOWN = ("value",), (Direction.RAISED, Direction.LOWERED)
_NOTHING: tuple[tuple[str, ...], tuple[Direction, ...]] = ((), ())

# What may differ between the two sides of each event, and which way it may go. An added claim
# has one side; a restated one says the same; a figure does not raise the target it is held to.
MAY: dict[Event, tuple[tuple[str, ...], tuple[Direction, ...]]] = {
    ChangeKind.ADDED: _NOTHING,
    ChangeKind.REMOVED: _NOTHING,
    ChangeKind.CHANGED: (ASPECTS, tuple(Direction)),
    Relation.RESTATES: _NOTHING,
    Relation.NEW_SERIES: _NOTHING,
    Relation.UPDATES: (_VALUE, _UP_OR_DOWN),
    Relation.REVISES: (_VALUE, _UP_OR_DOWN),
    Relation.CONTRADICTS: (_VALUE, _UP_OR_DOWN),
    Relation.PROGRESS: (_VALUE, ()),
    Relation.ACHIEVES: (_VALUE, ()),
    Relation.MISSES: (_VALUE, ()),
    Relation.RAISES: (("value", "period"), (Direction.RAISED,)),
    Relation.LOWERS: (("value", "period"), (Direction.LOWERED,)),
    Relation.MOVES_DEADLINE: (("period",), (Direction.LATER, Direction.EARLIER)),
}


@dataclass(frozen=True, slots=True)
class Delta:
    """How far something moved: a share of what it was (``RELATIVE``; 5 percent is 1/20), a number
    of ``DAYS``, or an amount in the base unit of a dimension (see `model.units`). ``text`` is how
    a person wrote it.
    """

    text: str
    dimension: str
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Topic:
    """What a condition's ``indicator`` speaks of: an indicator's key or a part of its name as
    ``text``; or each of ``known``, which are entries of the glossary (one of each group), together
    with the ``words`` that are none.
    """

    text: str
    known: tuple[frozenset[str], ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """Everything that is set must hold; of several values in one field, one. A field that is
    empty or None asks nothing. ``places`` are names in lower case, with the places inside them.
    ``said`` are the fields as a person wrote them; ``shipped`` ones come with figurewatch.
    """

    name: str
    notice: Notice
    sources: tuple[str, ...] = ()  # slugs, or patterns with * and ?
    places: frozenset[str] = frozenset()
    topics: tuple[Topic, ...] = ()
    kinds: tuple[Kind, ...] = ()
    events: tuple[Event, ...] = ()
    aspects: tuple[str, ...] = ()
    directions: tuple[Direction, ...] = ()
    measures: tuple[Measure, ...] = ()
    states: tuple[ChangeState, ...] = ()  # as the change is found: a removal is provisional
    by_at_least: Delta | None = None
    by_less_than: Delta | None = None
    weight_at_least: float | None = None
    seed: bool | None = None
    slip: bool | None = None
    said: tuple[tuple[str, str], ...] = ()
    shipped: bool = False


# What no condition speaks of: always the last one, so that every change is decided by one.
LAST = Condition("everything-else", Notice.DIGEST, shipped=True)


def possible(condition: Condition) -> tuple[Event, ...]:
    """The events that the condition can match at all; () when it never will."""
    return tuple(event for event in condition.events or tuple(MAY) if _fits(condition, event))


def _fits(condition: Condition, event: Event) -> bool:
    aspects, directions = MAY[event]
    asked = [
        not condition.aspects or set(condition.aspects) & set(aspects),
        not condition.directions or set(condition.directions) & set(directions),
        not condition.slip or "value" in aspects,
        not condition.states or _states(event) & set(condition.states),
        condition.seed is None or isinstance(event, Relation),
        not condition.seed or event is not Relation.NEW_SERIES,
    ]
    moved = [each for each in (condition.by_at_least, condition.by_less_than) if each]
    asked += ["period" in aspects if d.dimension == DAYS else "value" in aspects for d in moved]
    return all(asked)


def _states(event: Event) -> set[ChangeState]:
    if isinstance(event, Relation):
        return set()
    removed = event is ChangeKind.REMOVED
    return {ChangeState.PROVISIONAL if removed else ChangeState.CONFIRMED}

"""How much a finding matters, 0..1, with the parts in words: the weight is their sum."""

from collections.abc import Iterable
from decimal import Decimal

from diffing.amounts import relative
from diffing.weights import Part, percent
from model import Finding, Kind, Relation, Statement
from model.claim import is_slip

WEIGHT = {
    Relation.CONTRADICTS: 0.75,
    Relation.MISSES: 0.75,
    Relation.LOWERS: 0.75,
    Relation.RAISES: 0.7,
    Relation.MOVES_DEADLINE: 0.7,
    Relation.REVISES: 0.6,
    Relation.ACHIEVES: 0.6,
    Relation.UPDATES: 0.35,
    Relation.PROGRESS: 0.35,
    Relation.NEW_SERIES: 0.2,
    Relation.RESTATES: 0.1,
}
REASON = {
    Relation.CONTRADICTS: "same period, another value, and no word of a correction",
    Relation.MISSES: "the deadline is reached and the target is not",
    Relation.LOWERS: "a lower target than the known one",
    Relation.RAISES: "a higher target than the known one",
    Relation.MOVES_DEADLINE: "the same target for another time",
    Relation.REVISES: "same period, and the known value is replaced",
    Relation.ACHIEVES: "the figure is what the target asked for",
    Relation.UPDATES: "a newer period",
    Relation.PROGRESS: "a figure on the way to the target",
    Relation.NEW_SERIES: "nothing is known of this series yet",
    Relation.RESTATES: "the same as known",
}
SEED: Part = (0.05, "known from the corpus")
TARGET: Part = (0.05, "a target")
SLIP: Part = (0.1, "likely slip: same digits, other magnitude")
SHORT: Part = (0.2, "short of it when it was due, and a later target is set")
LOOSE: Part = (-0.05, "named otherwise, taken for the same by what else the text repeats")

_TO_TARGET = frozenset({Relation.PROGRESS, Relation.MISSES, Relation.ACHIEVES})


def weighed(
    relation: Relation, new: Statement, old: Statement | None, also: Iterable[Part] = ()
) -> Finding:
    """The finding with its relative difference, its weight and what the weight is made of.
    ``also`` are parts that only the meeting knows.
    """
    moved = relative(old.claim.quantity, new.claim.quantity) if old else None
    parts = [(WEIGHT[relation], REASON[relation]), *_parts(relation, new, old), *also]
    why = tuple(f"{words} ({part:+.2f})" for part, words in parts)
    weight = round(sum(part for part, _ in parts), 3)
    return Finding(relation, new, old, moved or None, weight, why + _how_far(relation, moved))


def _parts(relation: Relation, new: Statement, old: Statement | None) -> Iterable[Part]:
    if relation is not Relation.RESTATES:
        if old and old.seed:
            yield SEED
        if new.claim.kind is Kind.TARGET:
            yield TARGET
    # A tenth of the way is no slip.
    if (
        old
        and relation is not Relation.PROGRESS
        and is_slip(old.claim.quantity, new.claim.quantity)
    ):
        yield SLIP


def _how_far(relation: Relation, moved: Decimal | None) -> tuple[str, ...]:
    if moved is None or relation not in _TO_TARGET:
        return ()
    return (f"{percent(1 + moved)} of the target",)

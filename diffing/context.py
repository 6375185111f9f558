"""What a text says beside a claim, and how that turns what the claim is to a known one."""

from collections.abc import Iterable

from diffing.amounts import middle
from diffing.relations import Timed, compatible, is_later, same_number
from diffing.times import same_time
from model import Kind, Relation


def in_its_text(
    relation: Relation, new: Timed, old: Timed, text: Iterable[Timed]
) -> Relation | None:
    """The relation in the light of what else the new text says of the series.

    A text that quotes the known value beside its own corrects it, and does not contradict it. A
    target that is fallen short of when the text sets a later one is still under way; the move is
    another finding. Of two results for the time a target was due, the one in the target's very
    number is the target, told again. A lower target that is what the text's figure leaves to be
    done of the known one is the known one, at a later time; for the same time it is a gap, and
    nothing.
    """
    if relation is Relation.CONTRADICTS:
        quoted = any(_quotes(other, old) for other in text)
        return Relation.REVISES if quoted else relation
    if relation is Relation.MISSES:
        followed = any(_follows(other, old) for other in text)
        return Relation.PROGRESS if followed else relation
    if relation is Relation.ACHIEVES and same_number(new.claim, old.claim):
        quoted = any(_is_other_result(other, new, old) for other in text)
        return Relation.RESTATES if quoted else relation
    if relation is Relation.LOWERS and any(_leaves(other, new, old) for other in text):
        return Relation.MOVES_DEADLINE if is_later(new, old) else None
    return relation


def _quotes(other: Timed, old: Timed) -> bool:
    return (
        other.claim.kind is not Kind.TARGET
        and same_time(other.claim.period, old.claim.period)
        and compatible(other.claim.quantity, old.claim.quantity)
    )


def _is_other_result(other: Timed, new: Timed, old: Timed) -> bool:
    return (
        other.claim.kind is Kind.FIGURE
        and same_time(new.claim.period, old.claim.period)
        and same_time(other.claim.period, old.claim.period)
        and not same_number(other.claim, old.claim)
    )


def _follows(other: Timed, old: Timed) -> bool:
    return other.claim.kind is Kind.TARGET and other.stated and is_later(other, old)


def _leaves(other: Timed, new: Timed, old: Timed) -> bool:
    if other.claim.kind is not Kind.FIGURE or not middle(other.claim.quantity):
        return False
    done, rest = middle(other.claim.quantity), middle(new.claim.quantity)
    whole = middle(old.claim.quantity)
    return done > 0 and rest > 0 and abs(done + rest - whole) * 100 <= whole

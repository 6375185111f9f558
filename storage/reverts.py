"""A → B → A: which earlier change of its page a new one takes back.

Both stay: the earlier change becomes "reverted", the later one leads to it. Nothing is rewritten
but the state.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import Connection, select

from model import Bound, Change, ChangeKind, ChangeState, Claim, Kind, days
from storage.claim_rows import claim_of
from storage.tables import change

_RECENT = 1_000  # earlier changes of a page that a new one is held against


@dataclass(frozen=True, slots=True)
class Earlier:
    """A change of the page from an earlier look."""

    id: int
    old: Claim | None
    new: Claim | None
    state: ChangeState


def earlier_changes(connection: Connection, page_id: int, check_id: int) -> list[Earlier]:
    """The page's changes from looks before this one, newest first."""
    columns = (change.c.id, change.c.old, change.c.new, change.c.state)
    wanted = (
        select(*columns)
        .where(change.c.page_id == page_id, change.c.check_id < check_id)
        .order_by(change.c.id.desc())
        .limit(_RECENT)
    )
    return [
        Earlier(
            row.id,
            claim_of(row.old) if row.old else None,
            claim_of(row.new) if row.new else None,
            ChangeState(row.state),
        )
        for row in connection.execute(wanted)
    ]


def taken_back(
    new: Iterable[Change], earlier: Sequence[Earlier]
) -> tuple[tuple[Change, Earlier | None], ...]:
    """Each of the ``new`` changes with the earlier one it takes back, if any; none is taken back
    twice.
    """
    free = {each.id for each in earlier if each.state is not ChangeState.REVERTED}
    found = []
    for each in new:
        undone = _left(each, earlier, free)
        if undone is not None:
            free.remove(undone.id)
        found.append((each, undone))
    return tuple(found)


def _left(each: Change, earlier: Sequence[Earlier], free: set[int]) -> Earlier | None:
    if each.change is ChangeKind.ADDED and each.new:
        return _removal_of(each.new, earlier, free)
    if each.change is ChangeKind.CHANGED and each.old and each.new:
        return _departure_from(each.old, each.new, earlier, free)
    return None


def _removal_of(back: Claim, earlier: Sequence[Earlier], free: set[int]) -> Earlier | None:
    for each in earlier:
        if each.id in free and each.old and not each.new and says_the_same(each.old, back):
            return each
    return None


def _departure_from(
    left: Claim, back: Claim, earlier: Sequence[Earlier], free: set[int]
) -> Earlier | None:
    """The last change by which the claim that is ``left`` now ceased to say what is said ``back``:
    A → B, B → C, C → A leads from C by way of B to the change that left A.
    """
    current = left
    for each in earlier:
        if each.old is None or each.new is None or not says_the_same(each.new, current):
            continue
        if says_the_same(each.old, back):
            return each if each.id in free else None
        current = each.old
    return None


def says_the_same(one: Claim, other: Claim) -> bool:
    """Whether two claims, read at different times, say one thing: the same amount and time of
    the same series, in whatever unit or words; or in the same words, if a later reader gave the
    series another name.
    """
    if (one.kind, *_amount(one)) != (other.kind, *_amount(other)) or not _same_time(one, other):
        return False
    return one.series == other.series or (
        (one.quote, one.sentence) == (other.quote, other.sentence)
    )


def _amount(claim: Claim) -> tuple[str, tuple[Fraction, Fraction], Bound]:
    return claim.quantity.dimension, claim.quantity.base, claim.quantity.bound


def _same_time(one: Claim, other: Claim) -> bool:
    """A figure that is dated by its page moves with the page's date and still says the same."""
    if one.period == other.period:
        return True
    dated = one.kind is Kind.FIGURE and other.kind is Kind.FIGURE
    return dated and _is_day(one.period) and _is_day(other.period)


def _is_day(period: str | None) -> bool:
    spoken_of = days(period) if period else None
    return spoken_of is not None and spoken_of.first == spoken_of.last

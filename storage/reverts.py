"""A → B → A: which earlier change of its page a new one takes back.

Both stay: the earlier change becomes "reverted", the later one leads to it. Nothing is rewritten
but the state.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import Connection, select

from model import Bound, Change, ChangeState, Claim, Kind, days
from storage.claim_rows import claim_of
from storage.tables import change

_RECENT = 500  # earlier changes of a page that a new one is held against

_Said = tuple[Kind, str, tuple[Fraction, Fraction], Bound]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A change of the page from an earlier look."""

    id: int
    old: Claim | None
    new: Claim | None
    state: ChangeState
    version: int | None = None  # that said the old claim
    claim: int | None = None


def earlier_changes(connection: Connection, page_id: int, check_id: int) -> list[Earlier]:
    """The page's changes from looks before this one, newest first."""
    names = ("id", "old", "new", "state", "old_version_id", "old_claim_id")
    columns = [change.c[name] for name in names]
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
            row.old_version_id,
            row.old_claim_id,
        )
        for row in connection.execute(wanted)
    ]


def was_out_of_sight(new: Change, earlier: Iterable[Earlier]) -> Earlier | None:
    """The unconfirmed removal of what ``new`` says otherwise now: it was never gone."""
    if new.old is None or new.new is None:
        return None
    for each in earlier:
        removal = each.state is ChangeState.PROVISIONAL and each.new is None
        if removal and each.old and says_the_same(each.old, new.old):
            return each
    return None


def taken_back(
    new: Iterable[Change], earlier: Sequence[Earlier]
) -> tuple[tuple[Change, Earlier | None], ...]:
    """Each of the ``new`` changes with the earlier one it takes back, if any; none is taken back
    twice.
    """
    past = _Past(earlier)
    return tuple((each, past.taken_back_by(each)) for each in new)


class _Past:
    """The earlier changes of a page, found by the amounts they came to and those they removed."""

    def __init__(self, earlier: Iterable[Earlier]) -> None:
        self._taken: set[int] = set()
        self._to: dict[_Said, list[Earlier]] = defaultdict(list)
        self._removed: dict[_Said, list[Earlier]] = defaultdict(list)
        for each in earlier:
            if each.old and each.new:
                self._to[_said(each.new)].append(each)
            elif each.old:
                self._removed[_said(each.old)].append(each)

    def taken_back_by(self, change: Change) -> Earlier | None:
        """The earlier change that this one takes back; it is free for no other one."""
        found = None
        if change.old and change.new:
            found = self._departure(change.old, change.new)
        elif change.new:
            found = self._removal(change.new)
        if found is not None:
            self._taken.add(found.id)
        return found

    def _is_free(self, each: Earlier) -> bool:
        return each.state is not ChangeState.REVERTED and each.id not in self._taken

    def _removal(self, back: Claim) -> Earlier | None:
        for each in self._removed.get(_said(back), ()):
            if self._is_free(each) and each.old and says_the_same(each.old, back):
                return each
        return None

    def _departure(self, left: Claim, back: Claim) -> Earlier | None:
        """The last change by which the claim that is ``left`` now ceased to say what is said
        ``back``: A → B, B → C, C → A leads from C by way of B to the change that left A.
        """
        step = self._before(left, None)
        while step is not None and step.old is not None:
            if says_the_same(step.old, back):
                return step if self._is_free(step) else None
            step = self._before(step.old, step.id)
        return None

    def _before(self, claim: Claim, until: int | None) -> Earlier | None:
        """The last change, older than ``until``, that made the claim say what it says."""
        for each in self._to.get(_said(claim), ()):
            older = until is None or each.id < until
            if older and each.new and says_the_same(each.new, claim):
                return each
        return None


def says_the_same(one: Claim, other: Claim) -> bool:
    """Whether two claims, read at different times, say one thing: the same amount and time of
    the same series, in whatever unit or words; or in the same words, if a later reader gave the
    series another name.
    """
    if _said(one) != _said(other) or not _same_time(one, other):
        return False
    return one.series == other.series or (
        (one.quote, one.sentence) == (other.quote, other.sentence)
    )


def _said(claim: Claim) -> _Said:
    quantity = claim.quantity
    return claim.kind, quantity.dimension, quantity.base, quantity.bound


def _same_time(one: Claim, other: Claim) -> bool:
    """A figure that is dated by its page moves with the page's date and still says the same."""
    if one.period == other.period:
        return True
    dated = one.kind is Kind.FIGURE and other.kind is Kind.FIGURE
    return dated and _is_day(one.period) and _is_day(other.period)


def _is_day(period: str | None) -> bool:
    spoken_of = days(period) if period else None
    return spoken_of is not None and spoken_of.first == spoken_of.last

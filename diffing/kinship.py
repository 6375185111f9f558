"""Which known series a statement speaks of, where none goes by its own name.

Two texts seldom word a thing alike: "the online new economy took in 312 billion" meets "online
new economy revenue". A key that differs may still be the same indicator, but only for a reason
that a person would accept, and never at another place, by another measure or in another unit.

An *echo* is a number that is repeated: the same amount of the same kind for a time that may be
the same, of a thing that shares a word or is counted in the same noun. A text that echoes a
document, or calls two of its indicators by their names, speaks of the document's matters. In such
a text, and only there, a wording that is contained in the known one, or nearly, is taken for it,
as long as the amounts are of one size; and whatever the text calls by the name of an echo is what
the echo is. A bare name ("revenue") is what the text speaks of, before it is its own series.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from diffing.amounts import comparable, is_count, middle
from diffing.names import alike, contained, is_echo, is_fuller, is_one_size
from diffing.relations import Timed
from model import Measure, Statement

_MOST_SERIES = 128  # known series of a place that a text is held against
_MOST_EACH = 16  # statements of each


@dataclass(frozen=True, slots=True)
class Known:
    """A known series at a place, with its statements."""

    series: str
    statements: tuple[Timed, ...]


class _Echo(NamedTuple):
    """A statement of the text that says a known one again."""

    new: Timed
    series: str
    old: Timed


class Kinship:
    """The kin of one text's statements among what is known."""

    def __init__(self, text: Sequence[Timed], known: Iterable[Known]) -> None:
        self._text = text
        self._series: dict[str, Known] = {}
        self._sorts: dict[Hashable, list[Known]] = defaultdict(list)
        for one in sorted(known, key=lambda one: one.series):
            self._series[one.series] = one
            group = self._sorts[_sort(one.statements[0])]
            if len(group) < _MOST_SERIES:
                group.append(Known(one.series, one.statements[:_MOST_EACH]))

    def of(self, new: Timed) -> str:
        """The series that a statement of the text speaks of: its own, when no other is sure."""
        own = new.claim.series
        candidates = [one for one in self._candidates(new) if one.series != own]
        if own in self._series:
            candidates = [one for one in candidates if is_fuller(new, one.statements[0])]
            candidates = [one for one in candidates if self._is_meant(new, one)]
        if not candidates or not self._documents:
            return own
        scored = [(self._score(new, one), one.series) for one in candidates]
        score, series = max(scored)
        return series if score else own

    def _candidates(self, new: Timed) -> list[Known]:
        """The known series that it could be of. Without its place nothing can be told apart."""
        if new.claim.place is None:
            return []
        sorts = {_sort(new), _sort(new, Measure.LEVEL) if _is_addition(new) else _sort(new)}
        return [
            one
            for sort in sorts
            for one in self._sorts.get(sort, ())
            if comparable(one.statements[0].claim, new.claim)
        ]

    def _own_or_candidates(self, new: Timed) -> list[Known]:
        own = self._series.get(new.claim.series)
        return [own] if own else self._candidates(new)

    def _is_meant(self, new: Timed, other: Known) -> bool:
        """Whether the text repeats the fuller name's numbers, and not those of the bare one."""
        return other.series in self._echoed and new.claim.series not in self._echoed

    @cached_property
    def _echoes(self) -> list[_Echo]:
        return [
            _Echo(new, one.series, old)
            for new in self._text
            for one in self._own_or_candidates(new)
            for old in one.statements
            if is_echo(new, old)
        ]

    @cached_property
    def _echoed(self) -> dict[str, tuple[set[int], set[str]]]:
        """Of each known series that is echoed: by which statements, and by what names. Asked of
        every statement, so it is no list: a page may repeat one number a thousand times.
        """
        found: dict[str, tuple[set[int], set[str]]] = defaultdict(lambda: (set(), set()))
        for echo in self._echoes:
            statements, names = found[echo.series]
            statements.add(id(echo.new))
            if echo.new.claim.indicator_key:
                names.add(echo.new.claim.indicator_key)
        return dict(found)

    @cached_property
    def _named(self) -> set[str]:
        """The known series that the text names as they are named."""
        return {new.claim.series for new in self._text} & self._series.keys()

    @cached_property
    def _documents(self) -> frozenset[Hashable]:
        """The documents whose matters the text speaks of."""
        echoed = {document(echo.old.statement) for echo in self._echoes}
        named: dict[Hashable, set[str]] = defaultdict(set)
        for series in self._named:
            for old in self._series[series].statements[:_MOST_EACH]:
                named[document(old.statement)].add(series)
        return frozenset(echoed | {one for one, series in named.items() if len(series) > 1})

    def _score(self, new: Timed, known: Known) -> tuple[float, ...]:
        """How surely the statement is of the series, to be compared; () when it is not."""
        echoes, names = self._echoed.get(known.series, (set(), set()))
        near = [old for old in known.statements if is_one_size(new, old)]
        likeness = alike(new, known.statements)
        if id(new) in echoes:
            return (3.0, likeness)
        if near and new.claim.indicator_key in names:
            return (2.0, likeness)
        reason = self._reason(new, known, near, echoed=bool(echoes)) if near else 0.0
        return (1.0, reason + likeness) if reason else ()

    def _reason(self, new: Timed, known: Known, near: Sequence[Timed], *, echoed: bool) -> float:
        """How good a reason there is besides the numbers, 0 for none. An addition is no total,
        unless the text calls both by one name; and what the text names by its own name is not
        what it means by another.
        """
        if new.claim.measure is not near[0].claim.measure:
            return 0.0
        if not echoed and known.series in self._named:
            return 0.0
        spoken = [old for old in near if document(old.statement) in self._documents]
        if echoed and spoken and new.claim.series in self._series:
            return 1.0
        return max((contained(new, old) for old in spoken), default=0.0)


def document(statement: Statement) -> Hashable:
    """What tells the document of a statement from others."""
    return statement.version, statement.url, statement.title


def _sort(one: Timed, measure: Measure | None = None) -> Hashable:
    """Claims of different sorts are never one. Things counted are told apart by `comparable`."""
    quantity = one.claim.quantity
    dimension = "count" if is_count(quantity) else quantity.dimension
    return one.claim.place, measure or one.claim.measure, dimension


def _is_addition(one: Timed) -> bool:
    return one.claim.measure is Measure.CHANGE and middle(one.claim.quantity) > 0

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

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from diffing.amounts import comparable, is_count, is_odd, is_telling, middle
from diffing.relations import Timed, far_off, rounds
from diffing.times import overlaps, same_time
from model import Kind, Measure, Statement

_MOST_SERIES = 64  # known series of a place that a text is held against
_MOST_EACH = 16  # statements of each
_WORD = re.compile(r"[a-z]{2,}")
# Words that tell how a thing is measured or said, and not what it is.
_PLAIN = frozenset(
    """a amount an and area as at average by combined contributed contribution eight first five for
    four from growth in its level mod new nine number of on one per rate scale seven share six size
    source ten the three to total two value whole with year""".split()
)
_SIZE = 2  # two amounts are of one size when neither is more than this many times the other


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
        for one in known:
            self._series[one.series] = one
            group = self._sorts[_sort(one.statements[0])]
            if len(group) < _MOST_SERIES:
                group.append(Known(one.series, one.statements[:_MOST_EACH]))

    def of(self, new: Timed) -> str:
        """The series that a statement of the text speaks of: its own, when no other is sure."""
        own = new.claim.series
        candidates = [one for one in self._candidates(new) if one.series != own]
        if own in self._series:
            candidates = [one for one in candidates if _is_fuller(new, one)]
            candidates = [one for one in candidates if self._is_meant(new, one)]
        if not candidates or not self._documents:
            return own
        scored = [(self._score(new, one), one.series) for one in candidates]
        score, series = max(scored)
        return series if score else own

    def _candidates(self, new: Timed) -> list[Known]:
        """The known series that it could be of."""
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
        echoed = {echo.series for echo in self._echoes}
        return other.series in echoed and new.claim.series not in echoed

    @cached_property
    def _echoes(self) -> list[_Echo]:
        return [
            _Echo(new, one.series, old)
            for new in self._text
            for one in self._own_or_candidates(new)
            for old in one.statements
            if _is_echo(new, old)
        ]

    @cached_property
    def _documents(self) -> frozenset[Hashable]:
        """The documents whose matters the text speaks of."""
        echoed = {document(echo.old.statement) for echo in self._echoes}
        named: dict[Hashable, set[str]] = defaultdict(set)
        for series in {new.claim.series for new in self._text} & self._series.keys():
            for old in self._series[series].statements[:_MOST_EACH]:
                named[document(old.statement)].add(series)
        return frozenset(echoed | {one for one, series in named.items() if len(series) > 1})

    def _score(self, new: Timed, known: Known) -> tuple[float, ...]:
        """How surely the statement is of the series, to be compared; () when it is not."""
        echoes = [echo for echo in self._echoes if echo.series == known.series]
        alike = _alike(new, known)
        if any(echo.new is new for echo in echoes):
            return (3.0, alike)
        near = [old for old in known.statements if is_one_size(new, old)]
        if not near:
            return ()
        if any(_is_named_alike(echo.new, new) for echo in echoes):
            return (2.0, alike)
        if new.claim.measure is not near[0].claim.measure:
            return ()  # an addition is no total, unless the text calls both by one name
        spoken = [old for old in near if document(old.statement) in self._documents]
        if echoes and spoken and new.claim.series in self._series:
            return (1.0, alike)
        contained = max((_contained(new, old) for old in spoken), default=0.0)
        return (1.0, contained + alike) if contained else ()


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


# ---- reasons ------------------------------------------------------------------------------------


def _is_echo(new: Timed, old: Timed) -> bool:
    if not _repeats(new, old):
        return False
    if new.claim.series == old.claim.series:
        return True
    if not _may_be_one_time(new, old):
        return False
    odd = is_odd(new.claim.quantity)
    if (new.claim.kind is Kind.FIGURE) is not (old.claim.kind is Kind.FIGURE):
        # A target and its figure are alike by chance, unless the number is an unlikely one.
        return odd and same_time(new.claim.period, old.claim.period)
    return odd or _is_of_one_thing(new, old)


def _repeats(new: Timed, old: Timed) -> bool:
    one, other = new.claim.quantity, old.claim.quantity
    if far_off(one, other):
        return False
    equal = is_telling(one) and middle(one) == middle(other)
    return equal or (is_odd(one) and rounds(one, other))


def _is_of_one_thing(new: Timed, old: Timed) -> bool:
    """Whether both names may be of one thing, now that the number is the same."""
    shared = _shared(new, old) - {new.claim.quantity.unit}
    if len(shared) > 1:
        return True
    if _is_named_count(new, old):
        # So many firms, of one kind and of another: but hardly for the very same day.
        return not _are_apart(new, old) or same_time(new.claim.period, old.claim.period)
    return bool(shared) and not _are_apart(new, old)


def _are_apart(new: Timed, old: Timed) -> bool:
    """Whether each name says something that is neither in the other nor in its sentence."""
    one, other = _words_of(new), _words_of(old)
    here = one - other - _sentence_words(old.claim.sentence)
    return bool(here and other - one - _sentence_words(new.claim.sentence))


def _may_be_one_time(new: Timed, old: Timed) -> bool:
    if not (new.stated and old.stated and new.when and old.when):
        return True
    return same_time(new.claim.period, old.claim.period) or overlaps(new.when, old.when)


def _is_named_count(new: Timed, old: Timed) -> bool:
    one = new.claim.quantity
    return is_count(one) and one.unit not in {"number", "item"} and (
        one.dimension == old.claim.quantity.dimension
    )  # fmt: skip


def _is_fuller(new: Timed, other: Known) -> bool:
    """Whether the known name has all of the statement's, and more."""
    own, full = new.claim.indicator_key, other.statements[0].claim.indicator_key
    return set(own.split("+")) < set(full.split("+"))


def _is_named_alike(a: Timed, b: Timed) -> bool:
    """Whether one text calls both by one name."""
    key = a.claim.indicator_key
    return bool(key) and key == b.claim.indicator_key


def is_one_size(new: Timed, old: Timed, most: int = _SIZE) -> bool:
    """Whether neither amount is more than ``most`` times the other."""
    a, b = middle(new.claim.quantity), middle(old.claim.quantity)
    small, large = sorted((abs(a), abs(b)))
    return a * b > 0 and large <= most * small


def _contained(new: Timed, old: Timed) -> float:
    """1 when one name lies in the other, less when only its words stand in the other's sentence,
    0 when neither.
    """
    if _of_other_wholes(new, old):
        return 0.0
    shared = _shared(new, old)
    if not shared:
        return max(_in_sentence(new, old), _in_sentence(old, new))
    whole = len(shared) == min(len(_words_of(new)), len(_words_of(old)))
    return 1.0 if whole and (len(shared) > 1 or not _is_ratio(new)) else 0.0


def _is_ratio(one: Timed) -> bool:
    """Whether it is out of a hundred: anything has its percentage, one shared word is nothing."""
    return one.claim.quantity.dimension in {"percent", "percentage_point", "times"}


def _of_other_wholes(new: Timed, old: Timed) -> bool:
    """Whether both are shares, of two wholes: of tax revenue and of fiscal revenue."""
    one, other = new.claim.indicator_key, old.claim.indicator_key
    if "/" not in one or "/" not in other:
        return False
    return one.split("/", 1)[1] != other.split("/", 1)[1]


def _in_sentence(one: Timed, other: Timed) -> float:
    """How far the one's name stands in the sentence of the other: "exhibition hall"."""
    words = _words_of(one)
    found = words & _sentence_words(other.claim.sentence)
    return len(found) / len(words) / 2 if len(found) > 1 and len(found) >= 0.6 * len(words) else 0


@lru_cache(maxsize=1_024)
def _sentence_words(sentence: str) -> frozenset[str]:
    return frozenset(map(_singular, _WORD.findall(sentence[:1_000].lower())))


def _alike(new: Timed, known: Known) -> float:
    """The share of words that both names have in common."""
    return max(
        len(_shared(new, old)) / max(1, len(_words_of(new) | _words_of(old)))
        for old in known.statements
    )


def _shared(new: Timed, old: Timed) -> frozenset[str]:
    return _words_of(new) & _words_of(old)


def _words_of(one: Timed) -> frozenset[str]:
    return _words(one.claim.indicator_key, one.claim.indicator)


@lru_cache(maxsize=4_096)
def _words(key: str, phrase: str) -> frozenset[str]:
    """The words of a name, out of its key and its phrase, plain ones left out."""
    found = _WORD.findall(f"{key} {phrase}".lower().replace("_", " ")[:400])
    return frozenset(_singular(word) for word in found if word not in _PLAIN)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word

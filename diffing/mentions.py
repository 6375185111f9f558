"""A claim as it stands in its sentence: the words around it, and what it says, ready to compare."""

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Indel

from diffing.amounts import bound_class, is_odd, same_amount
from diffing.lazy import lazy
from diffing.times import PageDates, same_time
from model import Claim, Measure
from model.text import WORD

_AROUND = 300  # characters of the sentence that count, on each side of the quote
_LONGEST_LABEL = 3  # characters of a number that is a label
# What a number is a label of, in front of it or behind it.
_LABELS = frozenset(
    """block building group grade junction line lot no number phase platform plot road room route
    school section stage station step terminal tier tranche unit ward zone""".split()
)
_LABELLED = frozenset("号期届轮批")
_NEXT_TO = 8  # tokens on each side that tell one item of a list from the next

ADDED = {Measure.LEVEL, Measure.CHANGE}  # 500 stations are built, 500 more stations
NOT_NAMED = "indicator:carried"  # its rule where the sentence does not name what is measured
KIND_UNSAID = "kind:default"  # the reader's rule where no word of the sentence tells the kind

# A number in digits or in Chinese numerals, with its scale: one "#" in the skeleton.
_NUMERALS = "〇零一二三四五六七八九十百千两"
_NUMBER = rf"(?:\d+(?:[.,]\d+)*|[{_NUMERALS}]+)"
_SCALE = r"(?:[十百千万亿]+|\s?(?:thousand|million|billion|trillion)\b)?"
_WORD = re.compile(rf"[#%|]|{_NUMBER}{_SCALE}|{WORD}")
_FIRST = frozenset("0123456789" + _NUMERALS)  # of a number
# Format characters (Cf) that pages really hold: soft hyphens, joiners, marks of direction.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)


class Alphabet(dict[str, str]):
    """A character for each word of two versions: strings of them compare many times faster than
    tuples of words do.
    """

    def __missing__(self, word: str) -> str:
        # Beyond the last character words share it: no page has so many, unless it is hostile.
        self[word] = letter = chr(min(len(self) + 1, sys.maxunicode))
        return letter

    def spell(self, words: Sequence[str]) -> str:
        """The words as a string, one character each."""
        return "".join([self[word] for word in words])


@dataclass(frozen=True, eq=False)
class Mention:
    """A claim in its place. ``order`` counts the claims of the version; ``period`` is "page" when
    it is but the page's own date. The rest is worked out when it is asked for: on a page that was
    edited most claims stand as they stood.
    """

    claim: Claim
    order: int
    period: str | None
    undated: bool  # stated of no time, or of the page's own day
    alphabet: Alphabet

    @lazy
    def stands(self) -> Hashable:
        """Equal when two claims say the same in the very same sentence, wherever that stands."""
        claim, quantity = self.claim, self.claim.quantity
        place = (claim.sentence, claim.quote, claim.span.start - claim.sentence_start)
        amount = (quantity.value, quantity.unit, quantity.bound, quantity.value_max)
        said = (claim.indicator_key, claim.place, self.period, claim.kind, claim.measure)
        return *place, *amount, *said

    @lazy
    def left(self) -> tuple[str, ...]:
        """The words before the quote, every number masked."""
        start = self._start
        return skeleton(self.claim.sentence[max(0, start - _AROUND) : start])

    @lazy
    def right(self) -> tuple[str, ...]:
        """The words behind the quote, every number masked."""
        end = self._start + len(self.claim.quote)
        return skeleton(self.claim.sentence[end : end + _AROUND])

    @property
    def _start(self) -> int:
        return max(0, self.claim.span.start - self.claim.sentence_start)

    @lazy
    def spelled(self) -> tuple[str, str]:
        """Both sides, spelled."""
        return self.alphabet.spell(self.left), self.alphabet.spell(self.right)

    @lazy
    def bag(self) -> str:
        """All words around the quote in one order, spelled."""
        return "".join(sorted("".join(self.spelled)))

    @lazy
    def subject(self) -> tuple[str, ...]:
        """The words of the indicator."""
        return skeleton(self.claim.indicator)

    @lazy
    def subject_bag(self) -> str:
        """The words of the indicator in one order, spelled."""
        return "".join(sorted(self.alphabet.spell(self.subject)))

    @lazy
    def quote(self) -> str:
        """The quote without what only looks different."""
        return plain(self.claim.quote)

    @lazy
    def series(self) -> str:
        """What makes claims comparable."""
        return self.claim.series

    @lazy
    def dimension(self) -> str:
        """What the unit measures."""
        return self.claim.quantity.dimension

    @lazy
    def amount(self) -> tuple[int, int, int, int]:
        """Lowest and highest value in base units, each as numerator and denominator."""
        low, high = self.claim.quantity.base
        return low.numerator, low.denominator, high.numerator, high.denominator

    @property
    def fact(self) -> Hashable:
        """Equal when two claims say the same of the same series."""
        bound = bound_class(self.claim.quantity.bound)
        return self.series, self.claim.kind, self.period, self.amount, bound

    @lazy
    def words(self) -> tuple[str, ...]:
        """All words around the quote."""
        return self.left + self.right

    @lazy
    def vocabulary(self) -> frozenset[str]:
        """The words around the quote and those of the indicator."""
        return frozenset(self.words + self.subject)


def mentions(
    claims: Sequence[Claim], dates: PageDates, alphabet: Alphabet, *, new: bool
) -> list[Mention]:
    """The claims in the order of the text, whatever order they came in."""
    own = dates.own(new=new)
    return [
        Mention(
            claim=claim,
            order=order,
            period=dates.canonical(claim.period, new=new),
            undated=claim.period is None or claim.period in own,
            alphabet=alphabet,
        )
        for order, claim in enumerate(_in_order(claims))
    ]


def _in_order(claims: Sequence[Claim]) -> list[Claim]:
    starts = [claim.span.start for claim in claims]
    if all(a < b for a, b in pairwise(starts)):
        return list(claims)
    return sorted(claims, key=_place)


def _place(claim: Claim) -> tuple[Hashable, ...]:
    # Two claims may share a span ("three to five of them"): what they say orders them then.
    amount = claim.quantity
    said = (amount.value, amount.unit, amount.bound, claim.kind, claim.measure, claim.quote)
    return claim.span, claim.series, claim.period or "", *said


def plain(text: str) -> str:
    """The text without what only looks different: width, case, spaces, invisible characters."""
    return "".join(_folded(text).split())


@lru_cache(maxsize=4_096)
def skeleton(text: str) -> tuple[str, ...]:
    """The words of a text in order, its numbers as "#", without spaces and punctuation."""
    found = _WORD.findall(_folded(text[:1_000]))
    masked = ["#" if word[0] in _FIRST or word[0].isdigit() else word for word in found]
    for at, word in enumerate(masked):
        if word == "#" and len(found[at]) <= _LONGEST_LABEL and _is_label(masked, at):
            masked[at] = found[at]
    return tuple(masked)


def _is_label(words: Sequence[str], at: int) -> bool:
    """Whether a number only tells one thing from another: line 7 from line 9, 7号线 from 9号线."""
    behind = words[at + 1] if at + 1 < len(words) else ""
    return behind in _LABELLED or (at > 0 and words[at - 1] in _LABELS)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).casefold())


def context(a: Mention, b: Mention) -> float:
    """How alike the words around two claims are, 0..1; the words next to the quote count most,
    since a list has one sentence for all its items.
    """
    (left, right), (left_too, right_too) = a.spelled, b.spelled
    if left == left_too and right == right_too:
        # A bare number in a cell or on a line of its own says nothing either way.
        return 1.0 if left or right else 0.5
    whole = _sides(left, left_too, right, right_too)
    near = whole
    if max(len(left), len(left_too), len(right), len(right_too)) > _NEXT_TO:
        near = _sides(
            left[-_NEXT_TO:], left_too[-_NEXT_TO:], right[:_NEXT_TO], right_too[:_NEXT_TO]
        )
    return 0.45 * whole + 0.4 * near + 0.15 * _shared(a.bag, b.bag)


def at_most(a: Mention, b: Mention) -> float:
    """What `context` cannot exceed, since no order of the words has more in common than all of
    them: quick to say.
    """
    return 0.4 + 0.6 * _shared(a.bag, b.bag) if a.bag or b.bag else 1.0


def _sides(left: str, left_too: str, right: str, right_too: str) -> float:
    total = len(left) + len(left_too) + len(right) + len(right_too)
    apart = Indel.distance(left, left_too) + Indel.distance(right, right_too)
    return 1 - apart / total if total else 1.0


def _shared(a: str, b: str) -> float:
    """The share of words that two bags have in common: in one order, the longest common
    subsequence of two bags is all that they share.
    """
    total = len(a) + len(b)
    return 1 - Indel.distance(a, b) / total if total else 0.0


def overlap(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of tokens that two texts have in common, in any order."""
    shared = sum((Counter(a) & Counter(b)).values())
    return 2 * shared / (len(a) + len(b)) if a or b else 0.0


def subject(a: Mention, b: Mention) -> float:
    """How surely two claims speak of one indicator, 0..1. Keys differ when the reader met new
    words for the same thing, so that unlike keys are weighed by their words.
    """
    one, other = a.claim.indicator_key, b.claim.indicator_key
    if one == other:
        return 1.0
    return 0.8 * max(_shared(a.subject_bag, b.subject_bag), _overlap_of_keys(one, other))


@lru_cache(maxsize=4_096)
def _overlap_of_keys(one: str, other: str) -> float:
    """The share of names in common where only words that no glossary knows make the difference:
    "innovation centers", "innovation centers in the field".
    """
    if "~" not in one and "~" not in other:
        return 0.0
    a, b = one.split("+"), other.split("+")
    known, known_too = ({name for name in names if name[:1] != "~"} for names in (a, b))
    return overlap(a, b) if known and known == known_too else 0.0


def affinity(a: Mention, b: Mention) -> float:
    """How surely two claims speak of one indicator although their keys say otherwise, 0..1: only
    where the reader did not know all the words of one of them.
    """
    if not (_in_doubt(a) or _in_doubt(b)):
        return 0.0
    near_a, near_b = (m.left[-_NEXT_TO:] + m.right[:_NEXT_TO] for m in (a, b))
    named = [_named(x, y) for x, y in ((a, b), (b, a)) if len(set(x.subject)) > 2]
    return max(subject(a, b), overlap(near_a, near_b), *named)


def _in_doubt(mention: Mention) -> bool:
    key = mention.claim.indicator_key
    return not key or "~" in key or NOT_NAMED in mention.claim.rules


def repeats(a: Mention, b: Mention) -> bool:
    """Whether one claim only says the other again: in a title, a standfirst, a summary. There
    the kind may be left to the reader ("the 6.4 billion yuan for schools").
    """
    one, other = a.claim, b.claim
    return (
        (one.kind is other.kind or (a.undated and KIND_UNSAID in one.rules))
        and (one.measure is other.measure or {one.measure, other.measure} == ADDED)
        and same_amount(one, other)
        and (one.place == other.place or None in {one.place, other.place})
        and same_subject(a, b)
        and _one_time(a, b)
    )


def _one_time(a: Mention, b: Mention) -> bool:
    return a.undated or b.undated or same_time(a.claim.period, b.claim.period)


def same_subject(a: Mention, b: Mention) -> bool:
    """Whether two claims of one page speak of one indicator, as far as their words tell."""
    if subject(a, b) >= 0.5:
        return True
    here, there = _named(a, b), _named(b, a)
    return min(here, there) >= 0.6 or (is_odd(a.claim.quantity) and max(here, there) >= 0.6)


def _named(a: Mention, b: Mention) -> float:
    """The share of the one indicator's words that stand in the other's sentence."""
    if not a.subject:
        return 0.0
    said = set(b.words).union(skeleton(b.claim.quote))
    return len(said.intersection(a.subject)) / len(set(a.subject))

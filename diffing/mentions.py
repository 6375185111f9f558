"""A claim as it stands in its sentence: the words around it, and what it says, ready to compare."""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from rapidfuzz.distance import Indel

from diffing.amounts import bound_class, is_odd, same_amount
from diffing.times import PageDates, same_time
from model import Claim
from model.text import tokens

_AROUND = 300  # characters of the sentence that count, on each side of the quote
_NEXT_TO = 8  # tokens on each side that tell one item of a list from the next

KIND_UNSAID = "kind:default"  # the reader's rule where no word of the sentence tells the kind

# A number in digits or in Chinese numerals, with its scale: one "#" in the skeleton.
_MASKED = re.compile(
    r"(?:\d+(?:[.,]\d+)*|[〇零一二三四五六七八九十百千两]+)"
    r"(?:[十百千万亿]+|\s?(?:thousand|million|billion|trillion)\b)?",
    re.I,
)


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A claim in its place. ``order`` counts the claims of the version; ``left`` and ``right``
    are the tokens around the quote with every number masked; ``amount`` is in base units and
    ``period`` is "page" when it is but the page's own date.
    """

    claim: Claim
    order: int
    left: tuple[str, ...]
    right: tuple[str, ...]
    quote: str
    subject: tuple[str, ...]
    series: str
    period: str | None
    amount: tuple[Fraction, Fraction]
    undated: bool  # stated of no time, or of the page's own day

    @property
    def fact(self) -> Hashable:
        """Equal when two claims say the same of the same series."""
        bound = bound_class(self.claim.quantity.bound)
        return self.series, self.claim.kind, self.period, self.amount, bound

    @property
    def words(self) -> tuple[str, ...]:
        """All tokens around the quote."""
        return self.left + self.right


def mentions(claims: Sequence[Claim], dates: PageDates, *, new: bool) -> list[Mention]:
    """The claims in the order of the text, whatever order they came in."""
    ordered = sorted(claims, key=_place)
    return [_mention(claim, order, dates, new=new) for order, claim in enumerate(ordered)]


def _place(claim: Claim) -> tuple[Hashable, ...]:
    # Two claims may share a span ("three to five of them"): what they say orders them then.
    amount = claim.quantity
    said = (amount.value, amount.unit, amount.bound, claim.kind, claim.measure, claim.quote)
    return claim.span, claim.series, claim.period or "", *said


def _mention(claim: Claim, order: int, dates: PageDates, *, new: bool) -> Mention:
    start = max(0, claim.span.start - claim.sentence_start)
    end = start + len(claim.quote)
    return Mention(
        claim=claim,
        order=order,
        left=skeleton(claim.sentence[max(0, start - _AROUND) : start]),
        right=skeleton(claim.sentence[end : end + _AROUND]),
        quote=plain(claim.quote),
        subject=skeleton(claim.indicator),
        series=claim.series,
        period=dates.canonical(claim.period, new=new),
        amount=claim.quantity.base,
        undated=claim.period is None or claim.period in dates.own(new=new),
    )


def plain(text: str) -> str:
    """The text without what only looks different: width, case, spaces, invisible characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) != "Cf")


@lru_cache(maxsize=4_096)
def skeleton(text: str) -> tuple[str, ...]:
    """The words of a text in order, its numbers as "#", without spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", text[:1_000]).casefold()
    folded = "".join(c for c in folded if unicodedata.category(c) != "Cf")
    found = tokens(_MASKED.sub("#", folded))
    return tuple(t for t in found if t[0].isalnum() or t in "#|%")


def context(a: Mention, b: Mention) -> float:
    """How alike the words around two claims are, 0..1; the words next to the quote count most,
    since a list has one sentence for all its items.
    """
    if not a.words and not b.words:
        return 0.5  # a bare number in a cell or on a line of its own says nothing either way
    if a.left == b.left and a.right == b.right:
        return 1.0
    near_a = (a.left[-_NEXT_TO:], a.right[:_NEXT_TO])
    near_b = (b.left[-_NEXT_TO:], b.right[:_NEXT_TO])
    whole = _sides((a.left, a.right), (b.left, b.right))
    return 0.45 * whole + 0.4 * _sides(near_a, near_b) + 0.15 * overlap(a.words, b.words)


def _sides(a: tuple[Sequence[str], Sequence[str]], b: tuple[Sequence[str], Sequence[str]]) -> float:
    total = sum(map(len, a)) + sum(map(len, b))
    apart = sum(Indel.distance(x, y) for x, y in zip(a, b, strict=True))
    return 1 - apart / total if total else 1.0


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
    return 0.8 * max(overlap(a.subject, b.subject), _overlap_of_keys(one, other))


def _overlap_of_keys(one: str, other: str) -> float:
    """The share of names in common where only words that no glossary knows make the difference:
    "innovation centers", "innovation centers in the field".
    """
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
    return not key or "~" in key


def repeats(a: Mention, b: Mention) -> bool:
    """Whether one claim only says the other again: in a title, a standfirst, a summary. There
    the kind may be left to the reader ("the 6.4 billion yuan for schools").
    """
    one, other = a.claim, b.claim
    return (
        (one.kind is other.kind or (a.undated and KIND_UNSAID in one.rules))
        and one.measure is other.measure
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

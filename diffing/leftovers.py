"""One claim said in such other words that only its amount is left to know it by."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise

from diffing.amounts import counted_alike, counts_unnamed, is_count, is_odd, middle, tells_apart
from diffing.mentions import ADDED, Mention, same_subject
from diffing.times import same_time
from model import Claim, Measure
from model.claim import digits

_LEAST = 0.3  # of the content words of the shorter sentence that the other has too
_ODD_LEAST = 0.15  # the same where the number itself is an unlikely one
_RATIO_LEAST = 0.6  # the same of 71 percent, which anything may have
_REVISED_LEAST = 0.4  # the same where also the amount is another
_OF_ONE_SIZE = 3  # times: no more apart, two values may be one revised
_LONG = 4  # letters of a word with a content of its own, where words are spaced
_STEM = 5  # letters that an inflection leaves alone


def leftovers(
    olds: Sequence[Mention], news: Sequence[Mention]
) -> Iterator[tuple[float, Mention, Mention]]:
    """Pairs of one telling amount that stands once among what is left of either version. Kind,
    time and subject may be read otherwise: the sentence was written anew.
    """
    left, left_too = _by_amount(olds), _by_amount(news)
    for amount, some in left.items():
        same = left_too.get(amount, ())
        if len(some) == len(same) == 1 and _may_be_one(some[0], same[0]):
            yield 1.0, some[0], same[0]


def things(
    olds: Sequence[Mention], news: Sequence[Mention]
) -> Iterator[tuple[float, Mention, Mention]]:
    """Pairs of the only counts of one named thing among what is left of either version: 34 stops
    in a sentence written anew with 38 stops.
    """
    left, left_too = _by_thing(olds), _by_thing(news)
    for thing, some in left.items():
        same = left_too.get(thing, ())
        if len(some) == len(same) == 1 and _may_be_revised(some[0], same[0]):
            yield 1.0, some[0], same[0]


def _by_thing(mentions: Iterable[Mention]) -> dict[Hashable, list[Mention]]:
    found: dict[Hashable, list[Mention]] = defaultdict(list)
    for mention in mentions:
        claim = mention.claim
        if is_count(claim.quantity) and not counts_unnamed(claim):
            measure = Measure.LEVEL if claim.measure in ADDED else claim.measure
            found[mention.dimension, claim.kind, measure].append(mention)
    return found


def _may_be_revised(old: Mention, new: Mention) -> bool:
    one, other = old.claim, new.claim
    small, large = sorted(abs(middle(claim.quantity)) for claim in (one, other))
    if large > _OF_ONE_SIZE * small or _are_elsewhere(one, other):
        return False
    one_time = old.period == new.period or same_time(one.period, other.period)
    return one_time and _shared(old, new) >= _REVISED_LEAST


def _by_amount(mentions: Iterable[Mention]) -> dict[Hashable, list[Mention]]:
    found: dict[Hashable, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if tells_apart(mention.claim.quantity) or len(digits(mention.claim.quantity.value)) > 1:
            sort = "count" if is_count(mention.claim.quantity) else mention.dimension
            found[sort, mention.amount].append(mention)
    return found


def _may_be_one(old: Mention, new: Mention) -> bool:
    one, other = old.claim, new.claim
    if not (one.measure is other.measure or {one.measure, other.measure} == ADDED):
        return False
    if old.dimension != new.dimension and not _may_count_alike(one, other):
        return False
    if _are_elsewhere(one, other):
        return False
    if not tells_apart(one.quantity):
        return _shared(old, new) >= _RATIO_LEAST
    least = _ODD_LEAST if is_odd(one.quantity) else _LEAST
    return same_subject(old, new) or _shared(old, new) >= least


def _may_count_alike(one: Claim, other: Claim) -> bool:
    """Whether one thing may be counted: the number has the same word behind it, or none."""
    return counted_alike(one, other) or counts_unnamed(one) or counts_unnamed(other)


def _are_elsewhere(one: Claim, other: Claim) -> bool:
    """Whether each sentence names a place of its own."""
    if None in {one.place, other.place} or one.place == other.place:
        return False
    return all("place:named" in claim.rules for claim in (one, other)) and not (
        str(one.place) in other.sentence or str(other.place) in one.sentence
    )


def _shared(old: Mention, new: Mention) -> float:
    """The share of the shorter sentence's content that the other one has too."""
    one, other = _content(old.words), _content(new.words)
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def _content(words: Sequence[str]) -> set[str]:
    """The stems of long words, and the neighbours in a text whose words are not spaced."""
    long = {word[:_STEM] for word in words if word.isascii() and len(word) >= _LONG}
    signs = pairwise(words)
    return long | {a + b for a, b in signs if not (a.isascii() or b.isascii())}

"""Pairs of claims that are worth a closer look: a bounded number for each claim of a page."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Protocol

from diffing.mentions import Mention

_NEAREST = 4  # of one bucket, on each side of the place where the claim stood
_RARE = 12  # a word that more claims share tells nothing
_MOST = 6  # that are looked at closely, of all that something speaks for
_LEAST = 0.6  # of what the best one promises

# What two claims may have in common, and how much it promises.
_KEYS: tuple[tuple[float, Callable[[Mention], Hashable]], ...] = (
    (3, lambda m: m.amount),
    (3, lambda m: m.spelled),
    (2, lambda m: m.series),
    (1, lambda m: m.claim.indicator_key),
    (0.5, lambda m: None),  # nothing but their place in the text
)


class Standing(Protocol):
    """A pair that is known."""

    @property
    def old(self) -> Mention:
        """The claim before."""

    @property
    def new(self) -> Mention:
        """The claim after."""


def candidates(
    olds: Sequence[Mention], news: Sequence[Mention], standing: Sequence[Standing]
) -> Iterator[tuple[Mention, Mention]]:
    """The most promising pairs, each once, the same whichever version comes first. Claims that
    stand still tell where in the other version a claim would be.
    """
    if not olds or not news:
        return
    anchors = sorted((pair.old.order, pair.new.order) for pair in standing)
    back = sorted((new, old) for old, new in anchors)
    seen: set[tuple[int, int]] = set()
    for old, new in _directed(olds, news, anchors):
        seen.add((old.order, new.order))
        yield old, new
    for new, old in _directed(news, olds, back):
        if (old.order, new.order) not in seen:
            yield old, new


def _directed(
    ones: Sequence[Mention], others: Sequence[Mention], anchors: Sequence[tuple[int, int]]
) -> Iterator[tuple[Mention, Mention]]:
    by_order = {other.order: other for other in others}
    buckets = [(promise, key, _Buckets(others, key)) for promise, key in _KEYS]
    words = _by_word(others)
    for one in ones:
        expected = _expected(one.order, anchors)
        promised: dict[int, float] = defaultdict(float)
        for word in one.vocabulary:
            for order in words.get(word, ()):
                promised[order] += 1
        for promise, key, bucket in buckets:
            if promise <= 1 and len(promised) >= _MOST:
                break  # what says least is for those that nothing else speaks for
            for order in bucket.near(key(one), expected):
                promised[order] += promise
        least = _LEAST * max(promised.values(), default=0)
        ranked = sorted(
            [(-much, abs(o - expected), o) for o, much in promised.items() if much >= least]
        )
        for _, _, order in ranked[:_MOST]:
            yield one, by_order[order]


class _Buckets:
    """Claims by what they have in common, in the order of the text."""

    def __init__(self, mentions: Sequence[Mention], key: Callable[[Mention], Hashable]) -> None:
        self._orders: dict[Hashable, list[int]] = defaultdict(list)
        for mention in mentions:
            self._orders[key(mention)].append(mention.order)

    def near(self, name: Hashable, expected: int) -> Sequence[int]:
        """The orders of the nearest claims."""
        orders = self._orders.get(name, ())
        if len(orders) <= 2 * _NEAREST:
            return orders
        at = bisect_left(orders, expected)
        return orders[max(0, at - _NEAREST) : at + _NEAREST]


def _by_word(mentions: Sequence[Mention]) -> dict[str, list[int]]:
    """The orders of the claims that hold a word, of words that few of them hold."""
    found: dict[str, list[int]] = defaultdict(list)
    for mention in mentions:
        for word in mention.vocabulary:
            if len(found[word]) <= _RARE:
                found[word].append(mention.order)
    return {word: orders for word, orders in found.items() if len(orders) <= _RARE}


def _expected(order: int, anchors: Sequence[tuple[int, int]]) -> int:
    """Where a claim would stand in the other version, judging by the last one that stood still."""
    at = bisect_left(anchors, (order, -1))
    if at == 0:
        return order
    here, there = anchors[at - 1]
    return there + order - here

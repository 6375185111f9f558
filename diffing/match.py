"""Pair the claims of two versions that speak of the same thing.

First the claims that stand as they stood are taken out by hashing. What is left is small on a
page that was edited, and never large on one rewritten: each claim meets only a bounded number of
candidates, so that the work grows with the number of claims, not with its square.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from diffing.amounts import comparable, counted_alike, is_count, is_telling, same_amount
from diffing.mentions import Mention, affinity, context, mentions, repeats, same_subject, subject
from diffing.times import PageDates, same_time
from model import Version
from model.claim import digits

_NEAREST = 8  # candidates of one bucket, on each side of the place where the claim stood
_RARE = 12  # a word that more claims share tells nothing
_BY_WORDS = 4
_ENOUGH = 0.5  # the least score of a pair
_EDITED = 0.75  # context from which one sentence is the other, edited
_SAME_WORDS = 0.9
_OF_ONE_SIZE = 3  # times: no more apart, two values may be one revised


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing said before and after; ``context`` is how alike the words around it are."""

    old: Mention
    new: Mention
    context: float


@dataclass(frozen=True, slots=True)
class Matching:
    """Every claim of both versions once: in a pair, or on its own. ``repeated`` claims say only
    what another one says too; ``scored`` counts the pairs that were looked at closely.
    """

    pairs: tuple[Pair, ...]
    removed: tuple[Mention, ...]
    added: tuple[Mention, ...]
    repeated: int
    scored: int


def match(before: Version, after: Version, dates: PageDates) -> Matching:
    """Who is who in two versions of a page."""
    olds = mentions(before.claims, dates, new=False)
    news = mentions(after.claims, dates, new=True)
    standing = _standing(olds, news)
    paired_old = {pair.old.order for pair in standing}
    paired_new = {pair.new.order for pair in standing}
    old_rest = [m for m in olds if m.order not in paired_old]
    new_rest = [m for m in news if m.order not in paired_new]
    echoes = _Echoes(olds, news)
    scored = [
        (_score(old, new, echoes), old, new)
        for old, new in _candidates(old_rest, new_rest, standing)
    ]
    pairs = standing + _best_first(scored)
    late = list(_late(olds, news, pairs, echoes))
    pairs += _best_first(late)
    return _matching(olds, news, pairs, echoes, len(scored) + len(late))


def _standing(olds: Sequence[Mention], news: Sequence[Mention]) -> list[Pair]:
    """Claims that say the same in the same words, wherever they stand now."""
    waiting: dict[Hashable, list[Mention]] = defaultdict(list)
    for old in reversed(olds):
        waiting[old.fact, old.left, old.right].append(old)
    pairs = []
    for new in news:
        same = waiting.get((new.fact, new.left, new.right))
        if same:
            pairs.append(Pair(same.pop(), new, 1.0))
    return pairs


def _best_first(scored: Iterable[tuple[float, Mention, Mention]]) -> list[Pair]:
    good = [row for row in scored if row[0] >= _ENOUGH]
    good.sort(key=lambda row: (-row[0], row[1].order + row[2].order, row[1].order))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for _, old, new in good:
        if old.order not in taken_old and new.order not in taken_new:
            taken_old.add(old.order)
            taken_new.add(new.order)
            pairs.append(Pair(old, new, context(old, new)))
    return pairs


def _late(
    olds: Sequence[Mention], news: Sequence[Mention], pairs: Sequence[Pair], echoes: "_Echoes"
) -> Iterator[tuple[float, Mention, Mention]]:
    """What is left, scored by the words around: claims whose indicator the reader did not know
    when it was named in new words. Only where few of a sort are left.
    """
    paired_old = {pair.old.order for pair in pairs}
    paired_new = {pair.new.order for pair in pairs}
    left: dict[Hashable, list[Mention]] = defaultdict(list)
    for new in news:
        if new.order not in paired_new and not echoes.in_old(new):
            left[_sort(new)].append(new)
    for old in olds:
        same = left.get(_sort(old), ())
        if len(same) <= _NEAREST and old.order not in paired_old and not echoes.in_new(old):
            for new in same:
                yield _late_score(old, new), old, new


def _sort(mention: Mention) -> Hashable:
    claim = mention.claim
    return claim.kind, claim.measure, claim.quantity.dimension


def _late_score(old: Mention, new: Mention) -> float:
    one, other = old.claim, new.claim
    if None not in {one.place, other.place} and one.place != other.place:
        return 0.0
    if _time_alike(old, new) == 0 or not _of_one_size(old, new):
        return 0.0
    unnamed = not (old.subject and new.subject) and old.amount == new.amount
    return max(affinity(old, new), _ENOUGH if unnamed else 0.0)


def _of_one_size(old: Mention, new: Mention) -> bool:
    small, large = sorted((abs(old.amount[0]), abs(new.amount[0])))
    return small * _OF_ONE_SIZE >= large


def _matching(
    olds: Sequence[Mention],
    news: Sequence[Mention],
    pairs: Sequence[Pair],
    echoes: "_Echoes",
    scored: int,
) -> Matching:
    paired_old = {pair.old.order for pair in pairs}
    paired_new = {pair.new.order for pair in pairs}
    lost = [m for m in olds if m.order not in paired_old]
    found = [m for m in news if m.order not in paired_new]
    removed = tuple(m for m in lost if not echoes.in_new(m))
    added = tuple(m for m in found if not echoes.in_old(m))
    repeated = len(lost) + len(found) - len(removed) - len(added)
    return Matching(tuple(pairs), removed, added, repeated, scored)


class _Echoes:
    """Answers whether a claim is also said elsewhere, before or after."""

    def __init__(self, olds: Sequence[Mention], news: Sequence[Mention]) -> None:
        self._old, self._new = _by_amount(olds), _by_amount(news)

    def in_old(self, mention: Mention) -> bool:
        """Whether some claim of the old version says the same."""
        return any(repeats(mention, other) for other in self._old.get(_amount(mention), ()))

    def in_new(self, mention: Mention) -> bool:
        """Whether some claim of the new version says the same."""
        return any(repeats(mention, other) for other in self._new.get(_amount(mention), ()))


def _amount(mention: Mention) -> Hashable:
    quantity = mention.claim.quantity
    return "count" if is_count(quantity) else quantity.dimension, mention.amount


def _by_amount(items: Sequence[Mention]) -> dict[Hashable, list[Mention]]:
    found: dict[Hashable, list[Mention]] = defaultdict(list)
    for item in items:
        same = found[_amount(item)]
        if len(same) < 4 * _NEAREST:  # "1" a thousand times over in one table
            same.append(item)
    return found


# ---- scores -----------------------------------------------------------------------------------


def _score(old: Mention, new: Mention, echoes: _Echoes) -> float:
    """How surely two claims are one, 0..1; 0 when they cannot be."""
    around, about = context(old, new), subject(old, new)
    same = same_amount(old.claim, new.claim)
    if not _may_pair(old, new, around, about, same=same):
        return 0.0
    if not same and around < _EDITED and (echoes.in_new(old) or echoes.in_old(new)):
        return 0.0  # still said elsewhere: this mention went or came, it did not turn into another
    kind = old.claim.kind is new.claim.kind
    alike = 0.15 * _amount_alike(old, new, same=same) + 0.1 * _time_alike(old, new) + 0.05 * kind
    score = 0.4 * around + 0.25 * about + alike + 0.05 * _near(old, new)
    if around == about == _time_alike(old, new) == 1.0:
        # The very place in the very list: two values that changed places there did change.
        score += 0.05
    if same and kind and _time_alike(old, new) == 1.0:
        # The same said of another indicator: words the reader met for the first time. Good
        # enough to be a pair, but any better partner comes first.
        return max(score, _ENOUGH + score / 10)
    return score


def _may_pair(old: Mention, new: Mention, around: float, about: float, *, same: bool) -> bool:
    one, other = old.claim, new.claim
    if not comparable(one, other) and not same:
        # A unit was changed, and nothing else; or it was read otherwise in a new wording.
        return around >= _SAME_WORDS or (about >= 0.5 and _may_count_alike(old, new))
    if one.place and other.place and one.place != other.place:
        return around >= (0.5 if same else _SAME_WORDS)
    if one.measure is not other.measure and around < (0.5 if same else _EDITED):
        return False
    if same:
        return is_telling(one.quantity) or around >= 0.4 or same_subject(old, new)
    # Another value at another time is another claim of the series, unless its sentence was edited.
    return around >= _EDITED or (about >= 0.5 and _time_alike(old, new) > 0)


def _may_count_alike(old: Mention, new: Mention) -> bool:
    one, other = old.claim, new.claim
    if old.amount == new.amount:
        return is_count(one.quantity) and is_count(other.quantity)
    return counted_alike(one, other) and _time_alike(old, new) > 0


def _amount_alike(old: Mention, new: Mention, *, same: bool) -> float:
    if same:
        return min(1.0, 0.25 + 0.25 * len(digits(new.claim.quantity.value)))
    small, large = sorted((old.amount[0], new.amount[0]), key=abs)
    if not large or not (comparable(old.claim, new.claim) or counted_alike(old.claim, new.claim)):
        return 0.0
    return max(0.0, 0.2 * float(small / large))


def _time_alike(old: Mention, new: Mention) -> float:
    one, other = old.claim.period, new.claim.period
    if old.period == new.period or same_time(one, other):
        return 1.0
    return 0.5 if None in {one, other} else 0.0


def _near(old: Mention, new: Mention) -> float:
    return 1 / (1 + abs(old.order - new.order) / 4)


# ---- candidates -------------------------------------------------------------------------------


def _candidates(
    olds: Sequence[Mention], news: Sequence[Mention], standing: Sequence[Pair]
) -> Iterator[tuple[Mention, Mention]]:
    """Pairs worth a closer look, each once, the same whichever version comes first."""
    anchors = sorted((pair.old.order, pair.new.order) for pair in standing)
    back = sorted((new, old) for old, new in anchors)
    seen: set[tuple[int, int]] = set()
    forth = ((old, new) for old, new in _directed(olds, news, anchors))
    again = ((old, new) for new, old in _directed(news, olds, back))
    for old, new in (*forth, *again):
        if (old.order, new.order) not in seen:
            seen.add((old.order, new.order))
            yield old, new


def _directed(
    ones: Sequence[Mention], others: Sequence[Mention], anchors: Sequence[tuple[int, int]]
) -> Iterator[tuple[Mention, Mention]]:
    keys: tuple[Callable[[Mention], Hashable], ...] = (
        lambda m: m.series,
        lambda m: m.claim.indicator_key,
        lambda m: m.amount,
        lambda m: (m.left, m.right),
        lambda m: None,  # all of them: the neighbours in the text
    )
    for key in keys:
        buckets: dict[Hashable, list[Mention]] = defaultdict(list)
        for other in others:
            buckets[key(other)].append(other)
        orders = {name: [m.order for m in bucket] for name, bucket in buckets.items()}
        for one in ones:
            name = key(one)
            if name in buckets:
                at = bisect_left(orders[name], _expected(one.order, anchors))
                for other in buckets[name][max(0, at - _NEAREST) : at + _NEAREST]:
                    yield one, other
    yield from _by_words(ones, others)


def _expected(order: int, anchors: Sequence[tuple[int, int]]) -> int:
    """Where a claim would stand in the other version, judging by the last one that stood still."""
    at = bisect_left(anchors, (order, -1))
    if at == 0:
        return order
    here, there = anchors[at - 1]
    return there + order - here


def _by_words(
    ones: Sequence[Mention], others: Sequence[Mention]
) -> Iterator[tuple[Mention, Mention]]:
    """Pairs that share the most rare words: sentences moved far away and rewritten."""
    postings: dict[str, list[Mention]] = defaultdict(list)
    for other in others:
        for word in set(other.words + other.subject):
            if len(postings[word]) <= _RARE:
                postings[word].append(other)
    by_order = {other.order: other for other in others}
    for one in ones:
        hits: Counter[int] = Counter()
        for word in set(one.words + one.subject):
            if word in postings and len(postings[word]) <= _RARE:
                hits.update(other.order for other in postings[word])
        ranked = sorted(hits.items(), key=lambda hit: (-hit[1], hit[0]))
        for order, _ in ranked[:_BY_WORDS]:
            yield one, by_order[order]

"""Pair the claims of two versions that speak of the same thing.

First the claims that stand as they stood are taken out by hashing. What is left is small on a
page that was edited, and never large on one rewritten: each claim meets only a bounded number of
candidates, so that the work grows with the number of claims, not with its square.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from diffing.amounts import comparable, counted_alike, is_count, is_telling, same_amount
from diffing.candidates import candidates
from diffing.echoes import Echoes, Told
from diffing.leftovers import leftovers, things
from diffing.mentions import (
    Alphabet,
    Mention,
    affinity,
    at_most,
    context,
    mentions,
    same_subject,
    subject,
)
from diffing.times import PageDates, same_time
from model import Version
from model.claim import digits

_NEAREST = 8  # claims of one sort that are still looked at closely
_ENOUGH = 0.5  # the least score of a pair
_EDITED = 0.75  # context from which one sentence is the other, edited
_SAME_WORDS = 0.9
_OF_ONE_SIZE = 3  # times: no more apart, two values may be one revised


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing said before and after; one that ``stands`` is the very same claim in the very
    same sentence.
    """

    old: Mention
    new: Mention
    stands: bool = False

    @property
    def context(self) -> float:
        """How alike the words around it are, 0..1."""
        return context(self.old, self.new)


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
    alphabet = Alphabet()
    olds = mentions(before.claims, dates, alphabet, new=False)
    news = mentions(after.claims, dates, alphabet, new=True)
    pairs = _alike(olds, news, lambda m: m.stands, stands=True)
    pairs += _alike(*_unpaired(olds, news, pairs), lambda m: (m.fact, m.spelled))
    old_rest, new_rest = _unpaired(olds, news, pairs)
    echoes = Echoes(olds, news)
    scored = [
        (_score(old, new, echoes), old, new) for old, new in candidates(old_rest, new_rest, pairs)
    ]
    pairs += _best_first(scored)
    late = list(_late(*_unpaired(old_rest, new_rest, pairs), echoes))
    pairs += _best_first(late)
    lost, found, _, _ = _alone(olds, news, pairs, (before, after))
    pairs += _best_first(leftovers(lost, found))
    pairs += _best_first(things(*_unpaired(lost, found, pairs)))
    lost, found, told, told_too = _alone(olds, news, pairs, (before, after))
    removed = tuple(m for m in lost if told.beside(m) or not echoes.in_new(m))
    added = tuple(m for m in found if told_too.beside(m) or not echoes.in_old(m))
    repeated = len(olds) + len(news) - 2 * len(pairs) - len(removed) - len(added)
    return Matching(tuple(pairs), removed, added, repeated, len(scored) + len(late))


def _alone(
    olds: Sequence[Mention],
    news: Sequence[Mention],
    pairs: Sequence[Pair],
    versions: tuple[Version, Version],
) -> tuple[list[Mention], list[Mention], Told, Told]:
    """What has no partner and does not only tell again what has one."""
    lost, found = _unpaired(olds, news, pairs)
    before, after = (version.article.title for version in versions)
    told = Told((pair.old for pair in pairs) if lost else (), before)
    told_too = Told((pair.new for pair in pairs) if found else (), after)
    return (
        [m for m in lost if not told.again(m)],
        [m for m in found if not told_too.again(m)],
        told,
        told_too,
    )


def _unpaired(
    olds: Sequence[Mention], news: Sequence[Mention], pairs: Sequence[Pair]
) -> tuple[list[Mention], list[Mention]]:
    paired_old = {pair.old.order for pair in pairs}
    paired_new = {pair.new.order for pair in pairs}
    return (
        [m for m in olds if m.order not in paired_old],
        [m for m in news if m.order not in paired_new],
    )


def _alike(
    olds: Sequence[Mention],
    news: Sequence[Mention],
    key: Callable[[Mention], Hashable],
    *,
    stands: bool = False,
) -> list[Pair]:
    """Claims of one key, wherever they stand now; the first goes with the first."""
    waiting: dict[Hashable, list[Mention]] = defaultdict(list)
    for old in reversed(olds):
        waiting[key(old)].append(old)
    pairs = []
    for new in news:
        same = waiting.get(key(new))
        if same:
            pairs.append(Pair(same.pop(), new, stands))
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
            pairs.append(Pair(old, new))
    return pairs


def _late(
    olds: Sequence[Mention], news: Sequence[Mention], echoes: Echoes
) -> Iterator[tuple[float, Mention, Mention]]:
    """What is left, scored by the words around: claims whose indicator the reader did not know
    when it was named in new words. Only where few of a sort are left.
    """
    left: dict[Hashable, list[Mention]] = defaultdict(list)
    left_too: dict[Hashable, list[Mention]] = defaultdict(list)
    for new in news:
        if not echoes.in_old(new):
            left[_sort(new)].append(new)
    for old in olds:
        if not echoes.in_new(old):
            left_too[_sort(old)].append(old)
    for sort, some in left_too.items():
        same = left.get(sort, ())
        if max(len(some), len(same)) <= _NEAREST:
            yield from ((_late_score(old, new), old, new) for old in some for new in same)


def _sort(mention: Mention) -> Hashable:
    claim = mention.claim
    return claim.kind, claim.measure, mention.dimension


def _late_score(old: Mention, new: Mention) -> float:
    one, other = old.claim, new.claim
    if None not in {one.place, other.place} and one.place != other.place:
        return 0.0
    if _time_alike(old, new) == 0 or not _of_one_size(old, new):
        return 0.0
    unnamed = not (old.subject and new.subject) and old.amount == new.amount
    return max(affinity(old, new), _ENOUGH if unnamed else 0.0)


def _of_one_size(old: Mention, new: Mention) -> bool:
    return _ratio(old, new) * _OF_ONE_SIZE >= 1


# ---- scores -----------------------------------------------------------------------------------


def _score(old: Mention, new: Mention, echoes: Echoes) -> float:
    """How surely two claims are one, 0..1; 0 when they cannot be."""
    same, about, time = _same(old, new), subject(old, new), _time_alike(old, new)
    if not same and (about < 0.5 or not time) and at_most(old, new) < _EDITED:
        return 0.0  # the words around decide then, and are too far apart
    around = context(old, new)
    if not _may_pair(old, new, around, about, same=same):
        return 0.0
    if not same and around < _EDITED and (echoes.in_new(old) or echoes.in_old(new)):
        return 0.0  # still said elsewhere: this mention went or came, it did not turn into another
    kind = old.claim.kind is new.claim.kind
    alike = 0.15 * _amount_alike(old, new, same=same) + 0.1 * time + 0.05 * kind
    score = 0.4 * around + 0.25 * about + alike + 0.05 * _near(old, new)
    if around == about == time == 1.0:
        # The very place in the very list: two values that changed places there did change.
        score += 0.05
    if same and kind and time == 1.0:
        # The same said of another indicator: words the reader met for the first time. Good
        # enough to be a pair, but any better partner comes first.
        return max(score, _ENOUGH + score / 10)
    return score


def _same(old: Mention, new: Mention) -> bool:
    if old.dimension == new.dimension:
        if old.amount == new.amount:
            return True
        if old.claim.quantity.unit == new.claim.quantity.unit:
            return False
    elif not (old.claim.converted or new.claim.converted or old.amount == new.amount):
        return False  # another thing, and no amount in brackets
    return same_amount(old.claim, new.claim)


def _may_pair(old: Mention, new: Mention, around: float, about: float, *, same: bool) -> bool:
    one, other = old.claim, new.claim
    if not (same or old.dimension == new.dimension or comparable(one, other)):
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
    if old.dimension != new.dimension and not (
        comparable(old.claim, new.claim) or counted_alike(old.claim, new.claim)
    ):
        return 0.0
    return 0.2 * _ratio(old, new)


def _ratio(old: Mention, new: Mention) -> float:
    """The smaller amount as a share of the larger; 0 when they have unlike signs."""
    (number, whole, _, _), (number_too, whole_too, _, _) = old.amount, new.amount
    small, large = sorted((number * whole_too, number_too * whole), key=abs)
    return max(0.0, small / large) if large else 0.0


def _time_alike(old: Mention, new: Mention) -> float:
    if old.period == new.period:
        return 1.0
    one, other = old.claim.period, new.claim.period
    if same_time(one, other):
        return 1.0
    return 0.5 if None in {one, other} else 0.0


def _near(old: Mention, new: Mention) -> float:
    return 1 / (1 + abs(old.order - new.order) / 4)

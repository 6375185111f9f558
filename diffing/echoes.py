"""What a page says more than once: mentions that are no claims of their own."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from diffing.amounts import is_odd, tells_apart
from diffing.mentions import NOT_NAMED, Mention, repeats, same_subject
from diffing.siblings import siblings
from model import Claim

_MOST = 32  # claims of one amount that are looked at: "1" a thousand times over in one table
_BESIDE = 200  # characters between an amount and the same one, told again in the next sentence
# What points back to an amount that was told before: "the C$4.1 billion", 这1480万人次.
_POINTS_BACK = re.compile(r"(?:\b(?:the|this|these|that|those)\s|[这该此]|上述|前述)$", re.I)
_OF_THEM = re.compile(r"^(?:之?中|里|当中|的[^，。；,.;|]{0,12}中)")


class Echoes:
    """Answers whether a claim is also said elsewhere, before or after."""

    def __init__(self, olds: Sequence[Mention], news: Sequence[Mention]) -> None:
        self._old, self._new = _by_amount(olds), _by_amount(news)
        self._in_old: dict[int, bool] = {}
        self._in_new: dict[int, bool] = {}

    def in_old(self, mention: Mention) -> bool:
        """Whether some claim of the old version says the same as this new one."""
        return _is_repeated(mention, self._old, self._in_old)

    def in_new(self, mention: Mention) -> bool:
        """Whether some claim of the new version says the same as this old one."""
        return _is_repeated(mention, self._new, self._in_new)


def _is_repeated(
    mention: Mention, others: dict[Hashable, list[Mention]], known: dict[int, bool]
) -> bool:
    if mention.order not in known:
        same = others.get(_amount(mention), ())
        known[mention.order] = any(repeats(mention, other) for other in same)
    return known[mention.order]


class Told:
    """The claims of one version that have a partner, and what they say of those that have none."""

    def __init__(self, paired: Iterable[Mention], title: str) -> None:
        self._by_amount, self._title = _by_amount(paired), title

    def again(self, mention: Mention) -> bool:
        """Whether the claim only tells once more what one of them tells: in the title, in a
        summary, or pointing back to it.
        """
        same = self._by_amount.get(_amount(mention), ())
        return any(_retells(mention, other, self._title) for other in same)

    def beside(self, mention: Mention) -> bool:
        """Whether the claim stands side by side with one of them, and is of another thing."""
        same = self._by_amount.get(_amount(mention), ())
        return any(siblings(mention, other) for other in same)


def _retells(mention: Mention, other: Mention, title: str) -> bool:
    claim, told = mention.claim, other.claim
    if not tells_apart(claim.quantity):
        return False
    if None not in {claim.place, told.place} and claim.place != told.place:
        return False
    if mention.dimension == other.dimension and (
        _points_back(claim) or (is_odd(claim.quantity) and _is_beside(claim, told))
    ):
        return True
    if claim.sentence_start == told.sentence_start:
        return False  # 12 schools in the east and 12 in the west
    if title and claim.sentence.strip() == title.strip():
        return same_subject(mention, other)
    return repeats(mention, other) and not siblings(mention, other)


def _points_back(claim: Claim) -> bool:
    at = max(0, claim.span.start - claim.sentence_start)
    before, behind = claim.sentence[max(0, at - 20) : at], claim.sentence[at + len(claim.quote) :]
    return bool(_POINTS_BACK.search(before) or _OF_THEM.match(behind[:20]))


def _is_beside(claim: Claim, told: Claim) -> bool:
    """Whether it is the next amount's neighbour, and nothing but the amount says of what."""
    apart = max(claim.span.start - told.span.end, told.span.start - claim.span.end)
    return NOT_NAMED in claim.rules and apart <= _BESIDE


def _amount(mention: Mention) -> Hashable:
    dimension = mention.dimension
    return "count" if dimension.startswith("count:") else dimension, mention.amount


def _by_amount(items: Iterable[Mention]) -> dict[Hashable, list[Mention]]:
    found: dict[Hashable, list[Mention]] = defaultdict(list)
    for item in items:
        same = found[_amount(item)]
        if len(same) < _MOST:
            same.append(item)
    return found

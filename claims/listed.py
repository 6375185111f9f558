"""Where a list of names meets a list of numbers: "exports and imports were 4 and 5 billion,
respectively".
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from claims.glossary import Piece, Span
from claims.naming import dimension_of, head_of
from claims.quantity import Amount
from claims.sentences import Sentence
from model.words import Language

if TYPE_CHECKING:
    from claims.indicator import Names


def respectively(names: "Names", amount: Amount) -> list[Piece]:
    """The pieces that name the amount in such a sentence; none in any other."""
    sentence, low = names.sentence, names.sentence.low
    words = sentence.language.joins.get("respectively", ())
    told = next((low.find(word) for word in words if word in low), -1)
    if told < 0:
        return []
    numbers = _chain(names, amount)
    index = next((i for i, (start, _) in enumerate(numbers) if start == amount.start), None)
    if len(numbers) < 2 or index is None:
        return []
    end = told if not names.spaced and told < numbers[0][0] else numbers[0][0]
    begin = 0 if names.spaced else sentence.clause(end - 1)[0]
    between = [match.span() for match in _between(sentence.language).finditer(low, begin, end)]
    items, head = _items(names, between, len(numbers), (begin, end))
    if not items:
        return []
    own = items[index]
    if any(head_of(piece.heads, dimension_of(amount)) for piece in own):
        return own
    for_all = head or next((p for p in reversed(items[-1]) if p.heads), None)
    return [_under(own, for_all)] if for_all else own


def _under(own: list[Piece], head: Piece) -> Piece:
    """The item's own words under the head that one item has for all."""
    narrowed = tuple(h for p in own for h in (*p.modifiers, *p.heads))
    rest = tuple(word for p in own for word in p.rest)
    return Piece(own[0].start, own[-1].end, head.heads, narrowed, head.actions, rest)


def _chain(names: "Names", amount: Amount) -> list[Span]:
    """The numbers that stand in one list with the amount."""
    chain: list[Span] = []
    pattern = _joined(names.sentence.language)
    for one in names.found:
        if chain and not pattern.fullmatch(names.sentence.low, chain[-1][1], one.start):
            if any(start <= amount.start < end for start, end in chain):
                break
            chain = []
        chain.append((one.start, one.end))
    return chain


def _items(
    names: "Names", between: list[Span], count: int, place: Span
) -> tuple[list[list[Piece]], Piece | None]:
    """The last ``count`` items of the list at ``place``, and a head said before them for all:
    "revenue from software and hardware". None when there are fewer.
    """
    at, end = place
    items: list[list[Piece]] = []
    for start, stop in [*between, (end, end)]:
        items.append(_item(names, at, start))
        at = stop
    if len(items) < count or not all(items[-count:]):
        return [], None
    items = items[-count:]
    first = items[0]
    if len(first) > 1 and first[-2].heads:  # noqa: SIM102
        if names.grouping.linked(names.gaps[first[-2].end : first[-1].start]):
            return [first[-1:], *items[1:]], first[-2]
    return items, None


def _item(names: "Names", start: int, end: int) -> list[Piece]:
    """The pieces of one item, read alone: "exports and imports" is a name too."""
    whole = names.sentence
    alone = Sentence(0, whole.text[start:end], whole.low[start:end], whole.language, whole.words)
    hidden = [(a - start, b - start) for a, b in names.hidden if start <= a and b <= end]
    pieces = names.glossary.pieces(alone, hidden)
    if not pieces:
        text = alone.low.strip()
        return [Piece(start, end, (), (), (), (text,))] if text else []
    return [p._replace(start=p.start + start, end=p.end + start) for p in pieces]


@lru_cache(maxsize=32)
def _between(language: Language) -> re.Pattern[str]:
    """What parts the items of a list."""
    words = sorted(language.joins.get("list", ()), key=len, reverse=True)
    space = " " if language.spaced else ""
    return re.compile(
        "|".join(
            re.escape(word) + space
            if not language.spaced or not word[0].isalpha()
            else f" {re.escape(word)} "
            for word in words
        )
    )


@lru_cache(maxsize=32)
def _joined(language: Language) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in language.joins.get("list", ()))
    return re.compile(rf"\s*(?:(?:{words}|，)\s*)+")

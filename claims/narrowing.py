"""What narrows a bare head: the list it stands in, its owner, the sentence's topic."""

from typing import TYPE_CHECKING

from claims.glossary import Piece
from claims.quantity import Amount

if TYPE_CHECKING:
    from claims.indicator import Names

_BACK = 6  # pieces to look back


def narrowed(names: "Names", group: list[Piece], amount: Amount) -> list[Piece]:
    """The group with what narrows it."""
    first = names.index(group[0].start)
    listed = names.grouping.listed(names.pieces, first, names.gaps)
    if listed:
        return [*group, *listed]
    if not _bare(group):
        return group
    return [*group, *(_subject(names, first, amount) or _after(names, amount, group))]


def _bare(group: list[Piece]) -> bool:
    """Whether the group is one head that nothing narrows."""
    hits = [h for p in group for h in (*p.modifiers, *p.heads) if not h.meaning.weak]
    only = len(hits) == 1 and hits[0].meaning.role == "head"
    weak = not hits and any(piece.heads for piece in group)
    return (only or weak) and not any(piece.rest for piece in group)


def _subject(names: "Names", index: int, amount: Amount) -> list[Piece]:
    """Who or what has the bare head: "care homes had 45,000 beds", 规上工业企业实现利润."""
    begin, _ = names.sentence.clause(names.pieces[index].start)
    floor = max([begin, *(a.end for a in names.found if a.end <= amount.start)])
    for at in range(index - 1, max(-1, index - _BACK), -1):
        piece = names.pieces[at]
        if piece.start < floor:
            break
        if piece.actions and not piece.known:
            continue
        return [piece] if _can_own(piece, spaced=names.spaced) else []
    return _topic(names, index, floor)


def _can_own(piece: Piece, *, spaced: bool) -> bool:
    """Whether the piece may have something: what is counted may, an amount of money may not."""
    if not piece.known or (piece.rest and spaced):
        return False
    return all("count" in hit.meaning.units or hit.meaning.weak for hit in piece.heads)


def _topic(names: "Names", index: int, floor: int) -> list[Piece]:
    """What the sentence is about: "In the online new economy sector, … revenue"."""
    for piece in reversed(names.pieces[max(0, index - _BACK) : index]):
        if piece.end <= floor and any(piece.start <= a.at < floor for a in names.found):
            break
        if piece.modifiers and not piece.heads and not piece.rest:
            return [piece]
    return []


def _after(names: "Names", amount: Amount, group: list[Piece]) -> list[Piece]:
    """What narrows a bare head from behind the number: "revenue of 230 billion from games"."""
    behind = names.behind(amount)
    if not behind or behind[0].start <= group[-1].start:
        return []
    if not names.grouping.linked(names.gaps[amount.end : behind[0].start]):
        return []
    return names.grouping.narrowing(behind, names.sentence.low)

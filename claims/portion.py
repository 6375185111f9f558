"""What a share is a share of: its part and its whole, by name."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.glossary import Piece
from claims.naming import NOTHING, Named, Said, parts_of, shared
from claims.quantity import Amount
from claims.wording import native_of

if TYPE_CHECKING:
    from claims.indicator import Names

_FAR = 60  # characters behind a number that may name the part
_NEAR = 24  # characters between the word that leads to a whole and the whole


def portion_of(
    names: "Names", amount: Amount, own: Said | None, last: Said,
    before: tuple[Amount, Named] | None,
) -> Named | None:  # fmt: skip
    """The name of the share by part and whole; None where no whole is said. ``own`` is what else
    names the amount, ``last`` what was named before it.
    """
    language, words = names.sentence.language, names.words
    both = _part_and_whole(names, amount, before)
    if both is not None:
        return shared(both[0] or last, both[1], language, words)
    whole = last if _of_pronoun(names, amount) else _whole(names, amount)
    if whole is None:
        return None
    opens = _opens(names, amount)
    part = own or (NOTHING if whole is last or opens else last)
    if not part.key and (opens or whole is last):
        part = _predicate(names, amount) or part
    if before and _goes_on(names, before, amount):
        part = last
    return shared(part, whole, language, words) if part.key != whole.key else None


def _of_pronoun(names: "Names", amount: Amount) -> bool:
    """Whether it is a share of what was said last: "58 percent of it"."""
    at = names.grouping.leads_whole(names.gaps, amount.stop)
    return bool(at) and names.grouping.is_pronoun(names.sentence.low, at)


def _goes_on(names: "Names", before: tuple[Amount, Named], amount: Amount) -> bool:
    """Whether two shares speak of one part: "30 percent of A and more than half of B"."""
    gap = names.sentence.low[before[0].end : amount.start]
    if before[1].rule != "indicator:share" or len(gap) > _FAR:
        return False
    return names.grouping.ends_in_list(gap) and not names.grouping.ends_clause(gap)


def _opens(names: "Names", amount: Amount) -> bool:
    """Whether nothing is said before the number that it could be a part of."""
    begin, _ = names.sentence.clause(amount.at)
    words = names.gaps[begin : amount.start].strip(" \"'(“|").split()
    unsaid = names.sentence.language.naming.unsaid
    return all(word in unsaid or not word[0].isalnum() for word in words)


def _whole(names: "Names", amount: Amount) -> Said | None:
    """What a share is a share of, from behind the number or between it and a share's word."""
    at = names.grouping.leads_whole(names.gaps, amount.stop)
    index = names.index(amount.stop) if at else len(names.pieces)
    if index == len(names.pieces) or names.pieces[index].start > at + _NEAR:
        return None
    return _plainly(names, names.grouping.onward(names.pieces, index, names.gaps))


def _predicate(names: "Names", amount: Amount) -> Said | None:
    """The part that a verb tells behind its whole: "two-thirds of the funding will go to
    flood defences".
    """
    pieces, index = names.pieces, names.index(amount.stop)
    if not names.spaced or index >= len(pieces):
        return None  # "keep a fifth of it."
    limit = min(names.limit(amount), amount.stop + _FAR)
    whole = names.grouping.onward(pieces, index, names.gaps)
    index += 0 if _of_pronoun(names, amount) else len(whole)
    if index >= len(pieces) or pieces[index].start >= limit:
        return None
    return _plainly(names, names.grouping.onward(pieces, index, names.gaps))


def _part_and_whole(
    names: "Names", amount: Amount, before: tuple[Amount, Named] | None
) -> tuple[Said | None, Said] | None:
    """What stands on both sides of a share's word before the number: "the share of services
    in GDP", 税收占财政收入.
    """
    begin, _ = names.sentence.clause(amount.at)
    floor = max(begin, before[0].end if before and before[0].end <= amount.start else 0)
    near = [p for p in names.pieces[: names.index(amount.start)] if p.start >= floor]
    at = names.grouping.share_before(names.gaps, floor, amount.start)
    if not at or not near:
        return None
    behind = [p for p in near if p.start >= at]
    if names.spaced:
        cut = names.grouping.within(behind, names.gaps)
        part, whole = behind[:cut], behind[cut:]
    else:
        part, whole = [p for p in near if p.end <= at], behind
    said = _plainly(names, whole)
    return (_plainly(names, part), said) if said else None


def _plainly(names: "Names", group: Sequence[Piece]) -> Said | None:
    if not any(piece.known or piece.rest for piece in group):
        return None
    parts = parts_of(group, "", names.glossary.by_id, last=not names.spaced)
    return Said(native_of(names, group, [], None, None), parts.name, parts.key)

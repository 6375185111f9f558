"""An indicator in the article's own words."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.glossary import Piece
from claims.quantity import Amount

if TYPE_CHECKING:
    from claims.indicator import Names

_LONGEST = 90  # characters; a longer run of words is a sentence and no name
_SPACES = re.compile(r"\s+")
_EDGES = " \t\"'“”‘’《》()（）,，、:：;；-·|"


def native_of(
    names: "Names", group: Sequence[Piece], more: Sequence[Piece],
    amount: Amount | None, done: Piece | None,
) -> str:  # fmt: skip
    """The phrase: the words of the group as they stand, with those that narrow it."""
    if not names.spaced:
        return _unspaced(names, group, amount)
    own = _slice(names, group[0].start, group[-1].end)
    before = [_slice(names, p.start, p.end) for p in more if p.start < group[0].start]
    behind = [_slice(names, p.start, p.end) for p in more if p.start > group[0].start]
    acts = [_done(names, done)] if done is not None else []
    return _opened(" ".join([*reversed(before), own, *behind, *acts]), names)


def _done(names: "Names", done: Piece) -> str:
    """What was done: "completed" for "will complete"."""
    said = _slice(names, done.start, done.end)
    told = names.sentence.language.naming.done
    words = said.lower().split(" ")
    return next((told[word] for word in reversed(words) if word in told), said)


def _opened(phrase: str, names: "Names") -> str:
    """The phrase without the words that open none: "district GDP"."""
    unsaid = names.sentence.language.naming.unsaid
    words = phrase.split(" ")
    first = next((i for i, word in enumerate(words) if word.lower() not in unsaid), 0)
    return " ".join(words[first:])


def _slice(names: "Names", start: int, end: int) -> str:
    """The words of the text at the place, without what is hidden there."""
    text, at, kept = names.sentence.text, start, ""
    for first, last in sorted(names.hidden):
        if at <= first and last <= end:
            kept, at = kept + text[at:first], last
            owner = names.sentence.language.owner
            if owner and text.startswith(owner, at):
                at += len(owner)
    kept = _SPACES.sub(" ", kept + text[at:end]).strip(_EDGES)[:_LONGEST]
    if start == 0 and kept[1:2].islower():
        kept = kept[0].lower() + kept[1:]
    return kept


def _unspaced(names: "Names", group: Sequence[Piece], amount: Amount | None) -> str:
    """Where nothing parts the words, all that stands between the verbs at both edges."""
    start, end = group[0].start, group[-1].end
    if amount is not None and end <= amount.start:
        start, end = _widened(names, start, end, amount)
    text = "".join(_left(names, start, end))
    return text.strip(_EDGES + names.glossary.particles)[:_LONGEST]


def _widened(names: "Names", start: int, end: int, amount: Amount) -> tuple[int, int]:
    """The place with what was cut off it but belongs to a name: 新增|床位, 清洁能源|占比."""
    low, scan = names.sentence.low, names.sentence.scan
    moves = names.sentence.language.moves
    clause, _ = names.sentence.clause(start)
    for hit in scan.within("cut", max(clause, start - 6), start):
        if hit.end == start and low[hit.start : hit.end] in moves.get("add", ()):
            start = hit.start
    for hit in scan.within("cut", end, min(amount.start, end + 6)):
        word = low[hit.start : hit.end]
        named = (
            len(word) > 1 and word in moves.get("share", ()) and word not in names.glossary.verbs
        )
        if hit.start == end and named:
            end = hit.end
    return start, end


def _left(names: "Names", start: int, end: int) -> list[str]:
    text, at, kept = names.sentence.text, start, []
    for first, last in sorted(names.hidden):
        if at <= first and last <= end:
            kept.append(text[at:first])
            at = last
    return [*kept, text[at:end]]

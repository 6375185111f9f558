"""What is measured: a phrase for people, and a key that is equal only for the same thing.

The key is a head with its modifiers out of the bilingual glossary, so that 数字经济企业 and
"digital economy enterprises" meet; words the glossary does not know stay in it and keep apart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.glossary import Glossary, Piece, glossary
from claims.lexicon import Hit
from claims.quantity import Amount
from claims.sentences import Sentence
from model import Measure, Quantity
from model.words import Indicator, Words

_OF = re.compile(r"(?: \([^()]{0,40}\))? (?:of|from|in|on|for|by|among) (?:the |its |their |a )?")
_TO_WHOLE = re.compile(r" (?:or (?:more|less|so) )?(?:of|to) ")


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator's phrase and key, and the rule that found it. ``part`` are phrase and key of
    what a share is a share of something else.
    """

    phrase: str
    key: str
    rule: str
    part: tuple[str, str] = ("", "")


def indicator_of(
    amount: Amount,
    measure: Measure,
    sentence: Sentence,
    hidden: Sequence[tuple[int, int]],
    before: tuple[Amount, Named] | None,
    carried: Named | None,
    spans: Sequence[tuple[int, int]],
    words: Words,
) -> Named:
    """The indicator of the amount. ``hidden`` are the places and periods of the sentence;
    ``before`` is the amount before it there, ``carried`` the last indicator of the paragraph,
    ``spans`` are the places of all its amounts.
    """
    known = glossary(words, sentence.language)
    if measure is Measure.SHARE and before and _goes_on(before, amount, sentence):
        return _shared(before[1].part, amount, sentence, hidden, known)
    named = _own(amount, sentence, hidden, before, spans, known)
    if named is None:
        last = before[1] if before else carried
        if last is None:
            return Named("", "", "indicator:none")
        if measure is Measure.SHARE:
            return _shared(last.part, amount, sentence, hidden, known)
        return Named(last.phrase, last.key, "indicator:carried", last.part)
    if measure is Measure.SHARE:
        return _shared(named, amount, sentence, hidden, known)
    return Named(*named, "indicator:words", named)


def _own(
    amount: Amount,
    sentence: Sentence,
    hidden: Sequence[tuple[int, int]],
    before: tuple[Amount, Named] | None,
    spans: Sequence[tuple[int, int]],
    known: Glossary,
) -> tuple[str, str] | None:
    """Phrase and key from the counted noun, the words before the number, or those behind it."""
    low, dimension = sentence.low, _dimension(amount)
    if amount.noun:
        pieces = known.pieces(low, *amount.noun_span, ())
        if pieces:
            return _named(pieces, pieces, dimension, _context(amount, sentence, hidden, known))
    begin = before[0].end if before and before[0].end <= amount.start else 0
    pieces = known.pieces(low, begin, amount.start, hidden)
    clause, _ = sentence.clause(amount.at)
    # A word the glossary does not know must stand near; one it knows may open the sentence.
    near = [p for p in pieces if p.known or p.start >= clause]
    behind: list[Piece] = []
    if not (amount.unit == "percent" and _TO_WHOLE.match(low, amount.stop)):
        behind = known.pieces(low, amount.stop, _end_of(amount, sentence, spans), hidden)[:1]
    if near and (any(p.known for p in near) or not (behind and behind[0].known)):
        return _named(near, pieces, dimension, _context(amount, sentence, hidden, known))
    if before and not (behind and (_fits(behind[0], dimension) or _is_of(behind[0], amount, low))):
        return None
    return _named(behind, behind, dimension, []) if behind else None


def _is_of(piece: Piece, amount: Amount, low: str) -> bool:
    """Whether the piece says at once what the amount is of: "1,000 hectares of forest"."""
    return low[amount.end : piece.start] in {" of ", " of the ", "的"}


def _end_of(amount: Amount, sentence: Sentence, spans: Sequence[tuple[int, int]]) -> int:
    """Where the words behind the amount end: at the clause's end, or the next amount."""
    following = [start for start, _ in spans if start >= amount.stop]
    return min([sentence.clause(amount.at)[1], amount.stop + 60, *following])


def _context(
    amount: Amount, sentence: Sentence, hidden: Sequence[tuple[int, int]], known: Glossary
) -> list[Indicator]:
    """What narrows a bare head from behind: "revenue of 230 billion from digital sectors"."""
    match = _OF.match(sentence.low, amount.end)
    if not match or not sentence.language.spaced:
        return []
    end = min(sentence.clause(match.end())[1], match.end() + 50)
    pieces = known.pieces(sentence.low, match.end(), end, hidden)[:1]
    return [h.meaning for p in pieces for h in (*p.modifiers, *p.heads)]


def _named(
    near: list[Piece], pieces: list[Piece], dimension: str, context: list[Indicator]
) -> tuple[str, str]:
    """Phrase and key of the piece nearest the number that fits its dimension."""
    chosen = next((p for p in reversed(near) if _fits(p, dimension)), None)
    chosen = chosen or next((p for p in reversed(near) if p.modifiers), None) or near[-1]
    heads = [h for h in chosen.heads if _allows(h.meaning, dimension)] or list(chosen.heads)
    head = heads[-1].meaning if heads else None
    others = [h.meaning for h in chosen.heads if h.meaning is not head]
    modifiers = [h.meaning for h in chosen.modifiers]
    if head is not None and not modifiers and not chosen.rest and not others:
        modifiers = _topic(pieces, chosen) or context
    modifiers = [m for m in modifiers if m is not head]
    return _phrase(chosen, head, modifiers, others), _key(chosen, head, modifiers, others)


def _topic(pieces: list[Piece], chosen: Piece) -> list[Indicator]:
    """Modifiers said before: "In the online new economy sector, the district … revenue"."""
    near = [p for p in pieces if p.end <= chosen.start and p.modifiers and not p.heads]
    return [h.meaning for h in near[-1].modifiers] if near else []


def _fits(piece: Piece, dimension: str) -> bool:
    return any(_allows(hit.meaning, dimension) for hit in piece.heads)


def _allows(indicator: Indicator, dimension: str) -> bool:
    return not indicator.units or dimension in indicator.units or dimension == "times"


def _dimension(amount: Amount) -> str:
    return Quantity(Decimal(1), amount.unit or "").dimension.split(":")[0].split("/")[0]


# -- shares ----------------------------------------------------------------------------------


def _goes_on(before: tuple[Amount, Named], amount: Amount, sentence: Sentence) -> bool:
    return bool(before[1].part[1]) and _same_part(before[0], amount, sentence)


def _same_part(one: Amount, two: Amount, sentence: Sentence) -> bool:
    """Whether two shares speak of one part: "over 30 percent of A and more than half of B"."""
    between = sentence.low[one.end : two.start]
    joined = between.rstrip().endswith((" and", ",", "、", "和")) or len(between) < 14
    return joined and len(between) < 60 and ";" not in between and "；" not in between


def _shared(
    part: tuple[str, str],
    amount: Amount,
    sentence: Sentence,
    hidden: Sequence[tuple[int, int]],
    known: Glossary,
) -> Named:
    whole = _whole(amount, sentence, hidden, known)
    if whole is None or whole.id == part[1]:
        return Named(*part, "indicator:words", part)
    return Named(
        f"{part[0]} share of {whole.name}", f"{part[1]}/{whole.id}", "indicator:share", part
    )


def _whole(
    amount: Amount, sentence: Sentence, hidden: Sequence[tuple[int, int]], known: Glossary
) -> Indicator | None:
    """What a share is a part of: the head right behind "of", or between 占 and the number."""
    low = sentence.low
    if sentence.language.spaced:
        if not _TO_WHOLE.match(low, amount.stop):
            return None
        hits: list[Hit[Indicator]] = list(known.known.find(low, amount.stop, amount.stop + 50))
    else:
        begin, end = sentence.clause(amount.at)
        at = low.rfind("占", begin, amount.at)
        start, stop = (at, amount.at) if at >= 0 else (amount.stop, min(end, amount.stop + 20))
        if at < 0 and not low.startswith("的", amount.stop):
            return None
        hits = list(known.known.find(low, start, stop))
    named = (h for h in hits if not any(start < h.end and h.start < end for start, end in hidden))
    return next((h.meaning for h in named if h.meaning.role == "head"), None)


# -- in writing ------------------------------------------------------------------------------


def _phrase(
    piece: Piece, head: Indicator | None, modifiers: list[Indicator], others: list[Indicator]
) -> str:
    if not piece.known and not modifiers:
        return piece.text.strip(" -'的")
    if piece.rest and piece.text.isascii():
        return piece.text.strip(" -'")
    names = [*piece.rest, *(m.name for m in modifiers), *(o.name for o in others)]
    return " ".join([*names, head.name] if head else names)


def _key(
    piece: Piece, head: Indicator | None, modifiers: list[Indicator], others: list[Indicator]
) -> str:
    narrowed = sorted({item.id for item in (*modifiers, *others)})
    unknown = [f"~{word}" for word in piece.rest]
    return "+".join([*([head.id] if head else []), *narrowed, *unknown])

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
# What stands between a head and the words behind that narrow it: "scale related to the metaverse".
_LINKED = re.compile(
    r"\s*(?:(?:generated|earned|produced|created|made|coming|derived|related|relating|linked|engaged|"
    r"active|based|operating|working) )?(?:of|from|in|for|by|to|with|across) "
    r"(?:the |its |their |a |an )?(?:field of |fields of |area of )?"
)
_SECTOR = re.compile(r"\b(?:sector|industry|industries|sectors|field|fields|segment|business)$")
_LISTED = re.compile(r"\s*(?:,|、|和|及|与|以及|,? ?and|,? ?or|&)\s*(?:the |its |their )?")
_JOINED = re.compile(r"\s*(?:、|和|及|与|以及|,? and|&)\s*(?:the |its |their )?")
_BETWEEN_NAMES = re.compile(r"、|和|以及|及|与|, and |, | and | & ")
# Nouns that only say how the things behind "of" are counted.
_CONTAINERS = {"units", "sets", "pieces", "types", "kinds", "items", "pairs", "places", "cases"}
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
    apart = respectively(amount, sentence, hidden, spans, known)
    if not apart and measure is Measure.SHARE and before and _goes_on(before, amount, sentence):
        return _shared(before[1].part, amount, sentence, hidden, known)
    named = (
        _named(apart, apart, _dimension(amount), ([], []), sentence.low)
        if apart
        else _own(amount, sentence, hidden, before, spans, known)
    )
    last = before[1] if before else carried
    if named is None and last is None:
        return Named("", "", "indicator:none")
    if measure is Measure.SHARE:
        return _shared(named or (last.part if last else ("", "")), amount, sentence, hidden, known)
    if named is None and last is not None:
        return Named(last.phrase, last.key, "indicator:carried", last.part)
    assert named is not None
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
        if amount.noun in _CONTAINERS and low.startswith(" of ", amount.end):
            stop = min(sentence.clause(amount.end)[1], amount.end + 60)
            pieces = known.pieces(low, amount.end, stop, hidden)[:1] or pieces
        if pieces:
            return _named(pieces, pieces, dimension, _context(amount, sentence, hidden, known), low)
    begin = before[0].end if before and before[0].end <= amount.start else 0
    pieces = known.pieces(low, begin, amount.start, hidden)
    if begin and before and before[0].noun:
        pieces = _said_of_another(pieces, begin, low)
    clause, _ = sentence.clause(amount.at)
    # A word the glossary does not know must stand near; one it knows may open the sentence.
    near = [p for p in pieces if p.known or p.start >= clause]
    behind: list[Piece] = []
    if not (amount.unit == "percent" and _TO_WHOLE.match(low, amount.stop)):
        behind = known.pieces(low, amount.stop, _end_of(amount, sentence, spans), hidden)[:1]
    if near and (any(p.known for p in near) or not (behind and behind[0].known)):
        context = _context(amount, sentence, hidden, known)
        return _named(near, pieces, dimension, context, low)
    if before and not (behind and (_fits(behind[0], dimension) or _is_of(behind[0], amount, low))):
        return None
    return _named(behind, behind, dimension, ([], []), low) if behind else None


def _said_of_another(pieces: list[Piece], at: int, low: str) -> list[Piece]:
    """The pieces without those that narrow the amount before: "12,000 homes for the young, …"."""
    rest = list(pieces)
    while rest and _OF.fullmatch(low, at, rest[0].start):
        at = rest.pop(0).end
    return pieces if low.startswith((", which", ", who", " that", " who"), at) else rest


def _is_of(piece: Piece, amount: Amount, low: str) -> bool:
    """Whether the piece says at once what the amount is of: "1,000 hectares of forest"."""
    return low[amount.end : piece.start] in {" of ", " of the ", "的"}


def _end_of(amount: Amount, sentence: Sentence, spans: Sequence[tuple[int, int]]) -> int:
    """Where the words behind the amount end: at the clause's end, or the next amount."""
    following = [start for start, _ in spans if start >= amount.stop]
    return min([sentence.clause(amount.at)[1], amount.stop + 60, *following])


def _context(
    amount: Amount, sentence: Sentence, hidden: Sequence[tuple[int, int]], known: Glossary
) -> "Narrowed":
    """What narrows a bare head from behind: "revenue of 230 billion from digital sectors"."""
    match = _OF.match(sentence.low, amount.end)
    if not match or not sentence.language.spaced:
        return [], []
    end = min(sentence.clause(match.end())[1], match.end() + 50)
    pieces = known.pieces(sentence.low, match.end(), end, hidden)[:1]
    found = [h.meaning for p in pieces for h in (*p.modifiers, *p.heads)]
    return found, [word for p in pieces if _is_sector(p) for word in p.rest]


def _is_sector(piece: Piece) -> bool:
    """Whether the piece names a field of business even in words nobody knows."""
    return _SECTOR.search(piece.text) is not None


Narrowed = tuple[list[Indicator], list[str]]  # what narrows a head: known, and unknown words


def _named(
    near: list[Piece], pieces: list[Piece], dimension: str, context: Narrowed, low: str
) -> tuple[str, str]:
    """Phrase and key of the piece nearest the number that fits its dimension."""
    chosen = next((p for p in reversed(near) if _fits(p, dimension)), None)
    chosen = chosen or next((p for p in reversed(near) if p.modifiers), None) or near[-1]
    heads = [h for h in chosen.heads if _allows(h.meaning, dimension)] or list(chosen.heads)
    head = heads[-1].meaning if heads else None
    others = [h.meaning for h in chosen.heads if h.meaning is not head]
    modifiers, rest = [h.meaning for h in chosen.modifiers], list(chosen.rest)
    anchor: Piece | None = chosen
    if head is not None and not modifiers and not rest and not others:
        others = _owner(pieces, chosen, low)
        modifiers, rest = _behind_head(pieces, chosen, low)
        anchor = None if modifiers or rest else _topic(pieces, chosen)
        if anchor is not None:
            modifiers = [h.meaning for h in anchor.modifiers]
        elif not modifiers and not rest:
            modifiers, rest = context
            anchor = chosen
    if anchor is not None:
        more, words = _listed_with(pieces, anchor, low)
        modifiers, rest = [*more, *modifiers], [*words, *rest]
    modifiers = [m for m in {m.id: m for m in modifiers}.values() if m is not head]
    return _phrase(chosen, head, modifiers, others, rest), _key(head, modifiers, others, rest)


def _owner(pieces: list[Piece], chosen: Piece, low: str) -> list[Indicator]:
    """Whose the head is: 楼宇的出租率 is 楼宇出租率."""
    before = [p for p in pieces if low[p.end : chosen.start] == "的" and not p.rest]
    return [h.meaning for p in before for h in (*p.modifiers, *p.heads)]


def _behind_head(pieces: list[Piece], chosen: Piece, low: str) -> Narrowed:
    """What narrows the head from behind: "the scale related to the metaverse"."""
    modifiers: list[Indicator] = []
    rest: list[str] = []
    at = chosen.end
    for piece in pieces:
        if piece.start < at:
            continue
        gap = low[at : piece.start]
        listed = at > chosen.end and not piece.heads and _LISTED.fullmatch(gap)
        if not listed and not _LINKED.fullmatch(gap):
            break
        modifiers += [h.meaning for h in piece.modifiers]
        at = piece.end
        if " in " not in gap or _is_sector(piece):
            rest += piece.rest
            modifiers += [h.meaning for h in piece.heads]
    return modifiers, rest


def _topic(pieces: list[Piece], chosen: Piece) -> Piece | None:
    """Modifiers said before: "In the online new economy sector, the district … revenue"."""
    near = [p for p in pieces if p.end <= chosen.start and p.modifiers and not p.heads]
    return near[-1] if near else None


def _listed_with(pieces: list[Piece], anchor: Piece, low: str) -> Narrowed:
    """What is named together with the anchor: "green industries, the metaverse and …"."""
    modifiers: list[Indicator] = []
    rest: list[str] = []
    at, joined = anchor.start, False
    for piece in reversed(pieces):
        if piece.end > at:
            continue
        gap = low[piece.end : at]
        joined = joined or _JOINED.fullmatch(gap) is not None
        if len(gap) > 16 or not joined or not _LISTED.fullmatch(gap):
            break
        if piece.heads and not anchor.heads:
            break
        modifiers += [h.meaning for h in (*piece.modifiers, *piece.heads)]
        rest += piece.rest
        at = piece.start
    return modifiers, rest


def respectively(
    amount: Amount,
    sentence: Sentence,
    hidden: Sequence[tuple[int, int]],
    spans: Sequence[tuple[int, int]],
    known: Glossary,
) -> list[Piece]:
    """The pieces that name the amount where a list of names meets a list of numbers: "exports and
    imports were 4 and 5 billion, respectively"; none in any other sentence.
    """
    words = sentence.language.joins.get("respectively", ())
    low = sentence.low
    told = next((low.find(word) for word in words if word in low), -1)
    if told < 0:
        return []
    numbers = _chain(amount, spans, low)
    index = next((i for i, (start, _) in enumerate(numbers) if start == amount.start), None)
    if len(numbers) < 2 or index is None:
        return []
    first = numbers[0][0]
    end = told if not sentence.language.spaced and told < first else first
    begin = 0 if sentence.language.spaced else sentence.clause(end - 1)[0]
    commas = [match.span() for match in _BETWEEN_NAMES.finditer(low, begin, end)]
    pieces = known.pieces(low, begin, end, [*hidden, *commas])
    names, head = _names(pieces, len(numbers), (begin, end), low)
    if not names or any(_fits(piece, _dimension(amount)) for piece in names[index]):
        return names[index] if names else []
    shared = head or next((p for p in reversed(names[-1]) if p.heads), None)
    return [_under(names[index], shared)] if shared else names[index]


def _under(own: list[Piece], head: Piece) -> Piece:
    """The item's own words under the head that the last item has for all."""
    text = " ".join(p.text for p in own)
    return Piece(
        own[0].start, own[-1].end, text, head.heads,
        tuple(h for p in own for h in (*p.modifiers, *p.heads)),
        tuple(word for p in own for word in p.rest),
    )  # fmt: skip


def _chain(amount: Amount, spans: Sequence[tuple[int, int]], low: str) -> list[tuple[int, int]]:
    """The numbers that stand in one list with the amount."""
    chain: list[tuple[int, int]] = []
    for span in spans:
        if chain and not _LISTED.fullmatch(low, chain[-1][1], span[0]):
            if any(start <= amount.start < end for start, end in chain):
                break
            chain = []
        chain.append(span)
    return chain


def _names(
    pieces: list[Piece], count: int, place: tuple[int, int], low: str
) -> tuple[list[list[Piece]], Piece | None]:
    """The last ``count`` names of a list at ``place``, and a head said before them for all:
    "revenue from software and hardware". No names when there are fewer.
    """
    names: list[list[Piece]] = []
    at, end = place
    for match in [*_BETWEEN_NAMES.finditer(low, at, end), None]:
        stop = match.start() if match else end
        text = low[at:stop].strip()
        inside = [p for p in pieces if at <= p.start and p.end <= stop]
        names.append(inside or [Piece(at, stop, text, (), (), (text,))])
        at = match.end() if match else end
    if len(names) < count:
        return [], None
    names = names[-count:]
    first = names[0]
    if (
        len(first) > 1
        and first[-2].heads
        and _LINKED.fullmatch(low, first[-2].end, first[-1].start)
    ):
        return [first[-1:], *names[1:]], first[-2]
    return names, None


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
    piece: Piece,
    head: Indicator | None,
    modifiers: list[Indicator],
    others: list[Indicator],
    rest: list[str],
) -> str:
    if not piece.known and not modifiers:
        return piece.text.strip(" -'的")
    if piece.rest and piece.text.isascii():
        return piece.text.strip(" -'")
    names = [*rest, *(m.name for m in modifiers), *(o.name for o in others)]
    return " ".join([*names, head.name] if head else names)


def _key(
    head: Indicator | None, modifiers: list[Indicator], others: list[Indicator], rest: list[str]
) -> str:
    narrowed = sorted({item.id for item in (*modifiers, *others)})
    unknown = sorted({f"~{word}" for word in rest})
    return "+".join([*([head.id] if head else []), *narrowed, *unknown])

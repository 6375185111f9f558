"""What is measured: a phrase for people, and a key that is equal only for the same thing.

The key is a head with its modifiers out of the bilingual glossary, so that 数字经济企业 and
"digital economy enterprises" meet; words the glossary does not know stay in it and keep apart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from claims.lexicon import Hit, Lexicon
from claims.quantity import Amount, singular
from claims.sentences import Sentence
from model import Measure, Quantity
from model.words import Indicator, Language, Words

_WORD = re.compile(r"[a-z][a-z&'-]*[a-z]|[a-z]")
_HAN = re.compile("[\u3400-\u9fffa-z]+")


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator's phrase and key, and the rule that found it."""

    phrase: str
    key: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of words that may name an indicator, with what the glossary knows in it."""

    start: int
    end: int
    text: str
    heads: tuple[Hit[Indicator], ...]
    modifiers: tuple[Hit[Indicator], ...]
    rest: tuple[str, ...]  # words the glossary does not know


def indicator_of(
    amount: Amount,
    measure: Measure,
    sentence: Sentence,
    hidden: Sequence[tuple[int, int]],
    before: tuple[Amount, Named] | None,
    carried: Named | None,
    words: Words,
) -> Named:
    """The indicator of the amount. ``hidden`` are the places and periods of the sentence;
    ``before`` is the amount before it there, ``carried`` the last indicator of the paragraph.
    """
    reader = _reader(words, sentence.language)
    dimension = _dimension(amount)
    pieces: list[_Piece] = []
    if amount.noun:
        start, end = amount.noun_span
        pieces = reader.pieces(sentence.low, start, end, ())
    if not pieces or (not any(p.heads or p.rest for p in pieces) and not pieces[0].modifiers):
        begin = before[0].end if before else 0
        if begin > amount.start:
            begin = 0
        pieces = reader.pieces(sentence.low, begin, amount.start, hidden)
        if not pieces and amount.noun == "":
            pieces = (
                reader.pieces(sentence.low, amount.stop, _soon(sentence, amount), hidden)[:1]
                if not before
                else []
            )
    named = reader.named(pieces, dimension)
    if named is None:
        fallback = before[1] if before else carried
        return (
            Named(fallback.phrase, fallback.key, "indicator:carried")
            if fallback
            else Named("", "", "indicator:none")
        )
    phrase, key = named
    if measure is Measure.SHARE:
        whole = reader.whole(sentence.low, amount, sentence)
        if whole:
            phrase, key = f"{phrase} share of {whole[0]}", f"{key}/{whole[1]}"
    return Named(phrase, key, "indicator:words")


def _soon(sentence: Sentence, amount: Amount) -> int:
    _, end = sentence.clause(amount.at)
    return min(end, amount.stop + 60)


def _dimension(amount: Amount) -> str:
    return Quantity(Decimal(1), amount.unit or "").dimension.split(":")[0].split("/")[0]


class _Reader:
    def __init__(self, words: Words, language: Language) -> None:
        self.language = language
        known: dict[str, Indicator] = {}
        for indicator in words.indicators:
            for name in indicator.names.get(language.code, ()):
                known.setdefault(name.lower(), indicator)
        self.known = Lexicon(known)
        spaced = language.spaced
        cut = {
            w
            for meaning in ("rise", "fall", "level", "base")
            for w in language.moves.get(meaning, ())
        }
        cut |= {w for w, meaning in language.cues.items() if meaning != "neutral"}
        cut |= set(language.bounds_before) | set(language.bounds_after) | set(language.here)
        keep = {"number", "growth", "output", "投资", "出口", "进口"} | set(known)
        self.cut = {w for w in cut if w not in keep}
        self.fillers = set(language.fillers) - keep | {"'s"}
        self.stops = set(language.stops)
        if not spaced:
            self.cuts = Lexicon(
                dict.fromkeys(
                    (self.cut | self.fillers) - {"上", "过", "低", "高", "多", "少", "超"}, True
                )
            )

    def pieces(
        self, low: str, start: int, end: int, hidden: Sequence[tuple[int, int]]
    ) -> list[_Piece]:
        text = list(low[start:end])
        for first, last in hidden:
            for i in range(max(first, start) - start, min(last, end) - start):
                text[i] = "|"
        plain = "".join(text)
        runs = self._runs(plain) if self.language.spaced else self._han_runs(plain)
        return [piece for a, b in runs for piece in [self._piece(plain, a, b)] if piece is not None]

    def _runs(self, text: str) -> list[tuple[int, int]]:
        """Runs of words without stops, verbs or signs between them."""
        runs: list[tuple[int, int]] = []
        last = -1
        kept = {(h.start, h.end) for h in self.known.find(text)}
        inside = [i for a, b in kept for i in range(a, b)]
        covered = set(inside)
        for match in _WORD.finditer(text):
            word = match[0].removesuffix("'s")
            stop = match.start() not in covered and (
                word in self.stops or word in self.cut or word.endswith("ly")
            )
            if stop or match[0].endswith("'s"):
                last = -1
                if stop:
                    continue
                continue
            gap = text[last : match.start()] if last >= 0 else "."
            if last >= 0 and gap in {" ", "-"}:
                runs[-1] = (runs[-1][0], match.end())
            else:
                runs.append((match.start(), match.end()))
            last = match.end()
        return runs

    def _han_runs(self, text: str) -> list[tuple[int, int]]:
        covered = set()
        for hit in self.known.find(text):
            covered.update(range(hit.start, hit.end))
        plain = list(text)
        for hit in self.cuts.find(text):
            if not any(i in covered for i in range(hit.start, hit.end)):
                plain[hit.start : hit.end] = "|" * (hit.end - hit.start)
        return [m.span() for m in _HAN.finditer("".join(plain))]

    def _piece(self, text: str, start: int, end: int) -> _Piece | None:
        hits = list(self.known.find(text, start, end))
        heads = tuple(h for h in hits if h.meaning.role == "head")
        modifiers = tuple(h for h in hits if h.meaning.role == "modifier")
        rest: list[str] = []
        at = start
        for hit in [*hits, Hit(end, end, None)]:
            rest += self._rest(text[at : hit.start])
            at = hit.end
        if not hits and not rest:
            return None
        return _Piece(start, end, text[start:end], heads, modifiers, tuple(rest))

    def _rest(self, text: str) -> list[str]:
        if not self.language.spaced:
            return [run for run in _HAN.findall(text) if run not in self.fillers and run != "的"]
        words = [w.removesuffix("'s") for w in _WORD.findall(text)]
        return [singular(w) for w in words if w not in self.fillers and w not in self.stops]

    def named(self, pieces: list[_Piece], dimension: str) -> tuple[str, str] | None:
        """The phrase and key of the piece nearest the number that fits its dimension."""
        chosen = next((p for p in reversed(pieces) if self._fits(p, dimension)), None)
        if chosen is None:
            chosen = pieces[-1] if pieces else None
        if chosen is None:
            return None
        heads = [h for h in chosen.heads if _allows(h.meaning, dimension)] or list(chosen.heads)
        head = heads[-1] if heads else None
        others = [h.meaning for h in chosen.heads if head is not None and h is not head]
        modifiers = [h.meaning for h in chosen.modifiers]
        if head is not None and not modifiers and not chosen.rest and not others:
            modifiers = self._topic(pieces, chosen)
        return _phrase(chosen, head, modifiers, others, self.language), _key(
            chosen, head, modifiers, others
        )

    def _topic(self, pieces: list[_Piece], chosen: _Piece) -> list[Indicator]:
        """Modifiers said before: "In the online new economy sector, … revenue"."""
        near = [p for p in pieces if p is not chosen and p.modifiers and not p.heads]
        return [h.meaning for h in near[-1].modifiers] if near else []

    def _fits(self, piece: _Piece, dimension: str) -> bool:
        return any(_allows(h.meaning, dimension) for h in piece.heads)

    def whole(self, low: str, amount: Amount, sentence: Sentence) -> tuple[str, str] | None:
        """What a share is a part of: the head right behind "of", or between 占 and the number."""
        if self.language.spaced:
            region = low[amount.stop : amount.stop + 60]
            if not re.match(r" (?:or more )?(?:of|to) ", region):
                return None
            hits = list(self.known.find(region))
        else:
            begin, _ = sentence.clause(amount.at)
            at = low.rfind("占", begin, amount.at)
            if at < 0:
                return None
            hits = list(self.known.find(low[at : amount.at]))
        heads = [h.meaning for h in hits if h.meaning.role == "head"]
        return (heads[0].name, heads[0].id) if heads else None


def _allows(indicator: Indicator, dimension: str) -> bool:
    return not indicator.units or dimension in indicator.units or (dimension == "times")


def _phrase(
    piece: _Piece,
    head: Hit[Indicator] | None,
    modifiers: list[Indicator],
    others: list[Indicator],
    language: Language,
) -> str:
    if head is None and not modifiers:
        return piece.text.strip(" -'")
    if piece.rest:
        if language.spaced:
            return piece.text.strip(" -'")
        return " ".join(
            [*piece.rest, *(m.name for m in modifiers), *([head.meaning.name] if head else [])]
        )
    names = [m.name for m in modifiers] + [o.name for o in others]
    return " ".join([*names, *([head.meaning.name] if head else [])])


def _key(
    piece: _Piece, head: Hit[Indicator] | None, modifiers: list[Indicator], others: list[Indicator]
) -> str:
    known = sorted({m.id for m in modifiers} | {o.id for o in others})
    rest = [f"~{word}" for word in piece.rest]
    return "+".join(([head.meaning.id] if head else []) + known + rest)


@lru_cache(maxsize=32)
def _reader(words: Words, language: Language) -> _Reader:
    return _Reader(words, language)

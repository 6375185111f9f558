"""The runs of words that may name an indicator, with what the bilingual glossary knows in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.lexicon import Hit, Lexicon
from claims.quantity import singular
from model.words import Indicator, Language, Words

_WORD = re.compile(r"(?<![a-z0-9])(?:[a-z][a-z&'-]*[a-z]|[a-z])")
_HAN = re.compile("[\u3400-\u9fffa-z]+")
# After these comes a verb: "to boost revenue", "will foster enterprises".
_BEFORE_VERBS = {"to", "will", "would", "should", "can", "could", "may", "might", "must", "shall"}
# A participle after one of these describes the noun behind it: "the number of registered firms".
_BEFORE_PARTICIPLES = {"the", "a", "an", "all", "its", "their", "newly", "officially"}
_BEFORE_PAST = _BEFORE_PARTICIPLES | {"of", "for", "in", "from", "by", "and"}
_NOUNS_IN_ING = {
    "housing", "building", "training", "shipping", "parking", "funding", "spending", "engineering",
    "manufacturing", "lending", "financing", "banking", "mining", "fishing", "processing",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words at ``[start, end)``; ``rest`` is what the glossary does not know."""

    start: int
    end: int
    text: str
    heads: tuple[Hit[Indicator], ...]
    modifiers: tuple[Hit[Indicator], ...]
    rest: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether the glossary knows anything in it."""
        return bool(self.heads or self.modifiers)


class Glossary:
    """The glossary in one language, and how that language's runs of words are cut."""

    def __init__(self, words: Words, language: Language) -> None:
        self.language = language
        surfaces: dict[str, Indicator] = {}
        for indicator in words.indicators:
            for name in indicator.names.get(language.code, ()):
                surfaces.setdefault(name.lower(), indicator)
        self.known = Lexicon(surfaces)
        moves = language.moves
        cut = {w for m in ("rise", "fall", "level", "base") for w in moves.get(m, ())}
        cut |= {word for word, meaning in language.cues.items() if meaning != "neutral"}
        cut |= {*language.bounds_before, *language.bounds_after, *language.here}
        self.verbs = set(language.verbs) - set(surfaces)
        if language.spaced:
            cut |= {form for verb in self.verbs for form in _forms(verb)}
        self.particles = "".join(language.particles)
        self.cut = cut - set(surfaces)
        self.fillers = set(language.fillers) - set(surfaces)
        self.stops = set(language.stops)
        if not language.spaced:
            # Single signs stand inside too many words to cut at.
            long = {word for word in self.cut | self.fillers if len(word) > 1}
            self.cuts = Lexicon(dict.fromkeys(long | set("的为达占至"), True))

    def pieces(
        self, low: str, start: int, end: int, hidden: Sequence[tuple[int, int]]
    ) -> list[Piece]:
        """The runs of words in ``[start, end)``, left to right; ``hidden`` places name nothing."""
        letters = list(low[start:end])
        for first, last in hidden:
            for i in range(max(first, start), min(last, end)):
                letters[i - start] = "|"
        text = "".join(letters)
        runs = self._runs(text) if self.language.spaced else self._unspaced_runs(text)
        made = (self._piece(text, a, b, start) for a, b in runs)
        return [piece for piece in made if piece is not None]

    def _runs(self, text: str) -> Iterator[tuple[int, int]]:
        """Runs without stops, verbs or signs between them."""
        covered = {i for hit in self.known.find(text) for i in range(hit.start, hit.end)}
        run: list[re.Match[str]] = []
        previous = ""
        describing: set[int] = set()
        for match in _WORD.finditer(text):
            word = match[0].removesuffix("'s")
            last = previous if previous and text.endswith(previous + " ", 0, match.start()) else "|"
            first = not text[: match.start()].strip()
            if match.start() not in covered and self._describes(word, "" if first else last):
                describing.add(match.start())
            cut = match.start() not in covered | describing and self._is_cut(word, previous)
            joined = run and text[run[-1].end() : match.start()] in {" ", "-"}
            if run and (cut or not joined):
                yield from self._trimmed(run, covered, describing)
                run = []
            if not cut:
                run.append(match)
            if match[0].endswith("'s") and match.start() not in covered:
                run = []  # whose it is, is not what it is
            previous = match[0]
        yield from self._trimmed(run, covered, describing)

    def _describes(self, word: str, previous: str) -> bool:
        """Whether a participle belongs to the name: "newly registered firms"."""
        if word in self.fillers or word in self.stops or word.endswith("eed"):
            return False
        if word.endswith("ed") and len(word) > 4:
            return previous in _BEFORE_PAST or not previous
        return word.endswith("ing") and len(word) > 5 and previous in _BEFORE_PARTICIPLES

    def _is_cut(self, word: str, previous: str) -> bool:
        if word in self.stops or word in self.cut or word == "s" or word.endswith("ly"):
            return True
        return previous in _BEFORE_VERBS

    def _trimmed(
        self, run: list[re.Match[str]], covered: set[int], describing: set[int]
    ) -> Iterator[tuple[int, int]]:
        """The run without the verbs at its edges: "industry scale | related"."""

        def verb(match: re.Match[str]) -> bool:
            word = match[0]
            if match.start() in covered or word in _NOUNS_IN_ING or "-" in word:
                return False
            return len(word) > 5 and word.endswith(("ing", "ed"))

        while run and verb(run[-1]):
            run = run[:-1]
        while run and verb(run[0]) and run[0].start() not in describing:
            run = run[1:]
        if run:
            yield run[0].start(), run[-1].end()

    def _unspaced_runs(self, text: str) -> Iterator[tuple[int, int]]:
        covered = {i for hit in self.known.find(text) for i in range(hit.start, hit.end)}
        letters = list(text)
        for hit in self.cuts.find(text):
            if not covered.intersection(range(hit.start, hit.end)):
                letters[hit.start : hit.end] = "|" * (hit.end - hit.start)
        for match in _HAN.finditer("".join(letters)):
            yield match.span()

    def _piece(self, text: str, start: int, end: int, offset: int) -> Piece | None:
        hits = list(self.known.find(text, start, end))
        rest: list[str] = []
        at = start
        for hit in hits:
            rest += self._unknown(text[at : hit.start], last=False)
            at = hit.end
        rest += self._unknown(text[at:end], last=True)
        if not hits and not rest:
            return None
        heads = tuple(h for h in hits if h.meaning.role == "head")
        modifiers = tuple(h for h in hits if h.meaning.role != "head")
        return Piece(start + offset, end + offset, text[start:end], heads, modifiers, tuple(rest))

    def _unknown(self, text: str, *, last: bool) -> list[str]:
        """The words of ``text`` the glossary does not know; ``last`` where nothing follows it."""
        if not self.language.spaced:
            runs = [self._bare(run, last=last) for run in _HAN.findall(text)]
            return [run for run in runs if len(run) > 1 and run not in self.fillers]
        words = [word.removesuffix("'s") for word in _WORD.findall(text)]
        return [singular(w) for w in words if w not in self.fillers and w not in self.stops]

    def _bare(self, run: str, *, last: bool) -> str:
        """A name without the verbs and particles at its edges: 老厂房已修缮 → 老厂房."""
        while True:
            bare = run.strip(self.particles)
            for length in (4, 3, 2):
                if bare[:length] in self.verbs:
                    bare = bare[length:]
                if last and len(bare) > length and bare[-length:] in self.verbs:
                    bare = bare[:-length]
            if bare == run:
                return run
            run = bare


def _forms(verb: str) -> list[str]:
    """A regular verb as it may stand in a sentence: raise, raises, raised, raising."""
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    ending = "es" if verb.endswith(("s", "x", "ch", "sh", "o")) else "s"
    return [verb, verb + ending, verb + "ed", verb + "ing"]


@lru_cache(maxsize=32)
def glossary(words: Words, language: Language) -> Glossary:
    """The glossary of ``language``, made once."""
    return Glossary(words, language)

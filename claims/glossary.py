"""The runs of words that may name an indicator, with what the bilingual glossary knows in them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from claims.cuts import cut_words
from claims.phrase import phrases
from claims.scan import Hit
from claims.sentences import Sentence
from model.words import Language, Words

_WORD = re.compile(r"(?<!\w)[^\W\d_](?:[\w&']*\w)?")
_SIGNS = re.compile("[\u3400-\u9fffa-z]+")
_JOINS = {" ", "-"}  # what may stand between two words of a run

Span = tuple[int, int]


class Piece(NamedTuple):
    """A run of words at ``[start, end)``: the heads, modifiers and actions that the glossary
    knows in it, and ``rest``, the words it does not know.
    """

    start: int
    end: int
    heads: tuple[Hit, ...]
    modifiers: tuple[Hit, ...]
    actions: tuple[Hit, ...]
    rest: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether the glossary knows what it is about."""
        return bool(self.heads or self.modifiers)


class Glossary:
    """How the runs of words of one language are cut."""

    def __init__(self, words: Words, language: Language) -> None:
        self.language, self.naming = language, language.naming
        self.by_id = {one.id: one for one in words.indicators}
        surfaces = {
            name.lower() for one in words.indicators for name in one.names.get(language.code, ())
        }
        self.verbs = set(language.verbs) - surfaces
        self.fillers = set(language.fillers) - surfaces
        self.phrases = phrases(language)
        self.particles = "".join(language.particles)
        self.classes = dict.fromkeys(self.fillers, "filler")
        self.classes |= dict.fromkeys(cut_words(words, language), "cut")
        self.classes |= dict.fromkeys(language.naming.kept, "")

    def pieces(self, sentence: Sentence, hidden: Iterable[Span]) -> list[Piece]:
        """The runs of words of the sentence, left to right; ``hidden`` places name nothing."""
        blocked = _merged(hidden, len(sentence.low))
        names = _outside(sentence.scan.all("name"), blocked)
        if self.language.spaced:
            return list(self._spaced(sentence, names, blocked))
        return list(self._unspaced(sentence, names, blocked))

    # -- words with spaces between -------------------------------------------------------------

    def _spaced(self, sentence: Sentence, names: list[Hit], blocked: list[Span]) -> Iterator[Piece]:
        low, text = sentence.low, sentence.text
        proper = _has_proper_names(text)
        run: list[tuple[int, int, Hit | None]] = []
        previous, end = "", -1
        for start, stop, hit in _items(low, names, blocked):
            word = low[start:stop]
            joined = low[end:start] in _JOINS
            kind = "" if hit else self._kind(word, previous if joined else "", low, start, stop)
            ends = kind in {"cut", "verb"}
            if ends and proper and joined and run and text[start].isupper():
                # "the Neighborhood Improvement Program": no verb has a capital here.
                ends = not text[run[-1][0]].isupper() or run[-1][0] == 0
            if run and (ends or not joined):
                yield from self._made(run, low)
                run = []
            if not ends:
                bare = word.removesuffix(self.language.owner) if hit is None else word
                run.append((start, start + len(bare), hit))
                if len(bare) < len(word):
                    yield from self._made(run, low)
                    run = []
            previous, end = word, stop
        if run:
            yield from self._made(run, low)

    def _kind(self, word: str, previous: str, low: str, start: int, end: int) -> str:
        """What a word does to a run: "cut" and "verb" end it, the others belong to it."""
        kind = self.classes.get(word)
        if kind is None:
            kind = self._by_ending(word, previous)
        if kind == "cut" and previous in self.naming.before_participles:
            described = word.endswith(self.naming.participles) and word not in self.language.stops
            kind = "" if described else kind
        if kind == "filler" or not kind:
            return "verb" if previous in self.naming.before_verbs and not kind else kind
        compound = low[start - 1 : start] == "-" or low[end : end + 1] == "-"
        return "" if compound and low[start - 2 : start - 1] != " " else kind

    def _by_ending(self, word: str, previous: str) -> str:
        naming = self.naming
        if len(word) > 4 and word.endswith(naming.adverbs):
            return "cut"
        if len(word) > 5 and word.endswith(naming.participles):
            # "the registered firms": here it describes what follows.
            return "" if previous in naming.before_participles else "verb"
        return ""

    def _made(self, run: Sequence[tuple[int, int, Hit | None]], low: str) -> Iterator[Piece]:
        hits = [hit for _, _, hit in run if hit]
        words = [low[start:end] for start, end, hit in run if hit is None]
        rest = [self.phrases.singular(word) for word in words if word not in self.fillers]
        if hits or rest:
            yield _piece(run[0][0], run[-1][1], hits, rest)

    # -- words without spaces ------------------------------------------------------------------

    def _unspaced(
        self, sentence: Sentence, names: list[Hit], blocked: list[Span]
    ) -> Iterator[Piece]:
        letters = list(sentence.low)
        for start, end, _ in names:
            letters[start:end] = "a" * (end - start)  # names may hold digits and signs
        for start, end in (*_apart(sentence.scan.all("cut"), names), *blocked):
            letters[start:end] = "|" * (end - start)
        at = 0
        for match in _SIGNS.finditer("".join(letters)):
            hits: list[Hit] = []
            while at < len(names) and names[at].end <= match.end():
                hits.append(names[at])
                at += 1
            piece = self._of_signs(sentence.low, match.start(), match.end(), hits)
            if piece is not None:
                yield piece

    def _of_signs(self, low: str, start: int, end: int, hits: list[Hit]) -> Piece | None:
        rest: list[str] = []
        at, between = start, ""
        for hit in hits:
            between += low[at : hit.start]
            at = hit.end
            if hit.meaning.role == "modifier" and hit.meaning.weak:
                continue  # a word of a mean stands inside one unknown name, not between two
            rest += self._unknown(between, last=False)
            between = ""
        rest += self._unknown(between + low[at:end], last=True)
        return _piece(start, end, hits, rest) if hits or rest else None

    def _unknown(self, text: str, *, last: bool) -> list[str]:
        """The words of ``text`` the glossary does not know; ``last`` where nothing follows it."""
        runs = [self.bare(run, last=last) for run in _SIGNS.findall(text)] if text else []
        return [run for run in runs if len(run) > 1 and run not in self.fillers]

    def bare(self, run: str, *, last: bool) -> str:
        """A name without the verbs and particles at its edges: 老厂房已修缮 → 老厂房."""
        for _ in range(8):
            bare = run.strip(self.particles)
            for length in (4, 3, 2):
                if bare[:length] in self.verbs:
                    bare = bare[length:]
                if last and len(bare) > length and bare[-length:] in self.verbs:
                    bare = bare[:-length]
            if bare == run:
                break
            run = bare
        return run


def _piece(start: int, end: int, hits: list[Hit], rest: list[str]) -> Piece:
    if not hits:
        return Piece(start, end, (), (), (), tuple(rest))
    roles: dict[str, list[Hit]] = {"head": [], "modifier": [], "action": []}
    for hit in hits:
        roles[hit.meaning.role].append(hit)
    heads, modifiers, actions = roles.values()
    return Piece(start, end, tuple(heads), tuple(modifiers), tuple(actions), tuple(rest))


def _has_proper_names(text: str) -> bool:
    """Whether only names have capitals in the text, not every word as in a title."""
    words = text.split()
    return sum(word[0].isupper() for word in words) * 2 < len(words)


def _items(
    low: str, names: list[Hit], blocked: list[Span]
) -> Iterator[tuple[int, int, Hit | None]]:
    """Known names and single words, left to right, without what is blocked."""
    at = block = 0
    for match in _WORD.finditer(low):
        start, end = match.span()
        while at < len(names) and names[at].start <= start:
            yield (*names[at][:2], names[at])
            at += 1
        if at and names[at - 1].end > start:
            continue
        while block < len(blocked) and blocked[block][1] <= start:
            block += 1
        if block == len(blocked) or blocked[block][0] >= end:
            yield start, end, None
    for name in names[at:]:
        yield (*name[:2], name)


def _merged(hidden: Iterable[Span], size: int) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted(hidden):
        first = max(start, out[-1][1]) if out else start
        if first < end <= size:
            out.append((first, end))
    return out


def _outside(hits: list[Hit], blocked: list[Span]) -> list[Hit]:
    """The hits that touch nothing blocked."""
    out: list[Hit] = []
    at = 0
    for hit in hits:
        while at < len(blocked) and blocked[at][1] <= hit.start:
            at += 1
        if at == len(blocked) or blocked[at][0] >= hit.end:
            out.append(hit)
    return out


def _apart(cuts: list[Hit], names: list[Hit]) -> list[Span]:
    return [hit[:2] for hit in _outside(cuts, [name[:2] for name in names])]


@lru_cache(maxsize=32)
def glossary(words: Words, language: Language) -> Glossary:
    """The glossary of ``language``, made once."""
    return Glossary(words, language)

"""Lines, sentences and clauses, with their places in the text."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from claims.letters import LARGE
from claims.normalise import Normal
from claims.scan import Scan
from claims.tongue import language_of
from claims.vocabulary import vocabulary
from model.words import Language, Words

_END = re.compile(
    r"[。！？][\"'”’」』)]*|[.!?][\"')\]”’]*(?:\s»)?\s+"
    rf"(?=[\"'“(«]?[{LARGE}0-9\"“£€$¥\u3400-\u9fff«])"
)
_NUMERIC = re.compile(r"[\d.,]+")
_LONGEST = 2_000  # characters of one sentence
_CLAUSE = {
    "latin": re.compile(r"[;:] | - |, |[()]"),
    "han": re.compile(r"[，；：:;()]|,(?!\d)"),
}
_FRONT = re.compile(r"\A\s*(\+\+\+|---)[ ]*\n.*?\n\1[ ]*(?:\n|\Z)", re.S)


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence at ``start`` of the normalised text. ``line`` counts the lines: sentences of
    one line are one paragraph. ``scan`` and ``clauses`` are made when first asked for: most
    sentences hold no number and never are.
    """

    start: int
    text: str
    low: str
    language: Language
    words: Words
    line: int = 0
    first: bool = True  # of its line

    @cached_property
    def scan(self) -> Scan:
        """The known words of the sentence, by role."""
        return vocabulary(self.words, self.language).scan(self.low)

    @cached_property
    def clauses(self) -> list[int]:
        """Where the clauses begin."""
        cuts = [match.end() for match in _CLAUSE[self.language.script].finditer(self.low)]
        words = [hit.end for hit in self.scan.all("clause")]
        return [0, *(sorted({*cuts, *words}) if words else cuts)]

    def clause(self, at: int) -> tuple[int, int]:
        """Where the clause around ``at`` begins and ends."""
        cuts = self.clauses
        index = bisect_right(cuts, at)
        return cuts[index - 1], cuts[index] if index < len(cuts) else len(self.low)


def sentences(text: Normal, words: Words, main: str) -> Iterator[Sentence]:
    """Every sentence of the text in order, without a front-matter block. ``main`` is the code of
    the article's language, which decides where the letters do not.
    """
    front = _FRONT.match(text.text)
    begin = front.end() if front else 0
    line = text.text.count("\n", 0, begin)
    while begin < len(text.text):
        end = text.text.find("\n", begin)
        end = len(text.text) if end < 0 else end
        yield from _of_line(text, begin, end, line, words, main)
        begin, line = end + 1, line + 1


def _of_line(
    text: Normal, begin: int, end: int, line: int, words: Words, main: str
) -> Iterator[Sentence]:
    first = True
    for start, stop in _cut(text.text, begin, end, _abbreviated(words.languages)):
        piece = text.text[start:stop]
        language = language_of(piece, words.languages, main)
        yield Sentence(start, piece, text.low[start:stop], language, words, line, first)
        first = False


def _cut(text: str, begin: int, end: int, short: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = begin
    for match in _END.finditer(text, begin, end):
        stop = match.end()
        if text[match.start()] == "." and short.search(
            text, max(start, stop - 12), match.start() + 1
        ):
            continue
        yield from _pieces(text, start, stop)
        start = stop
    yield from _pieces(text, start, end)


@lru_cache(maxsize=8)
def _abbreviated(languages: tuple[Language, ...]) -> re.Pattern[str]:
    """What does not end a sentence, up to its full stop."""
    words = "|".join(re.escape(word) for one in languages for word in one.abbreviations)
    return re.compile(rf"(?:^|[\s(\"'])(?:{words}{'|' if words else ''}[a-z])\.$", re.I)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence; one that no person would write is cut, to keep the work bounded."""
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        stop = space + 1 if space > 0 else _digits_end(text, start + _LONGEST)
        yield from _trimmed(text, start, stop)
        start = stop
    yield from _trimmed(text, start, end)


def _digits_end(text: str, at: int) -> int:
    """Where a number that runs across ``at`` ends: half of it would be another number."""
    match = _NUMERIC.match(text, at)
    return match.end() if match else at


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end

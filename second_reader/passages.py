"""An article in pieces that fit into one request, cut between paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass

from model import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an article's text and where it begins there, in code points."""

    start: int
    text: str

    @property
    def span(self) -> Span:
        """Its place in the article's text."""
        return Span(self.start, self.start + len(self.text))


def passages(text: str, longest: int) -> Iterator[Passage]:
    """The text in order, nothing left out but blank pieces; a paragraph stays whole if it can."""
    start = 0
    while start < len(text):
        end = _cut(text, start, start + longest)
        if not text[start:end].isspace():
            yield Passage(start, text[start:end])
        start = end


def _cut(text: str, start: int, limit: int) -> int:
    """Behind the last line end before the limit, else the last sentence or word, else there."""
    if limit >= len(text):
        return len(text)
    for mark in ("\n", "。", ". ", " "):
        at = text.rfind(mark, start, limit)
        if at > start:
            return at + len(mark)
    return limit

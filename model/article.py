"""An article: the main text of a page, and its dates."""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a part of the text stands in the document: from ``start`` (a code point of the text)
    to the next anchor it is on ``name``, such as "page 3" or "Sheet1!A2:F2".
    """

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class Article:
    """The main text of a page or document. Paragraphs are lines; a table row is a line whose
    cells are joined by " | ". Claim spans point into ``text``. Dates are None when not stated.
    ``anchors`` are in order, and only of documents that have pages or cells. ``note`` says what a
    person should know of how the text was found; "" when nothing.
    """

    text: str
    title: str = ""
    language: str = "en"
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    modified: date | None = None
    url: str | None = None
    anchors: tuple[Anchor, ...] = ()
    note: str = ""

    def anchor_at(self, offset: int) -> str | None:
        """The name of the place in the document that ``offset`` of the text stands on."""
        before = bisect_right([anchor.start for anchor in self.anchors], offset)
        return self.anchors[before - 1].name if before else None

    @property
    def text_sha256(self) -> str:
        """The text's SHA-256, 64 hex digits."""
        return hashlib.sha256(self.text.encode(errors="surrogatepass")).hexdigest()

    @property
    def titled(self) -> "Article":
        """The article with its title as the first line of its text, wherever the page put it.

        One design has the headline inside the article and the next one above it: a figure that
        only the headline states must not come and go with the design.
        """
        first, title = (_plain(line) for line in (self.text.split("\n", 1)[0], self.title))
        if not title or (first and (first in title or title in first)):
            return self
        line = f"{' '.join(self.title.split())}\n"
        moved = tuple(replace(each, start=each.start + len(line)) for each in self.anchors)
        return replace(self, text=line + self.text, anchors=moved)


def _plain(line: str) -> str:
    return "".join(line.split()).casefold()

"""An article: the main text of a page, and its dates."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """The main text of a page or document. Paragraphs are lines; a table row is a line whose
    cells are joined by " | ". Claim spans point into ``text``. Dates are None when not stated.
    """

    text: str
    title: str = ""
    language: str = "en"
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    modified: date | None = None
    url: str | None = None

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
        return replace(self, text=f"{' '.join(self.title.split())}\n{self.text}")


def _plain(line: str) -> str:
    return "".join(line.split()).casefold()

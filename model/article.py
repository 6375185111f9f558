"""An article: the main text of a page, and its dates."""

import hashlib
from dataclasses import dataclass
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
        return hashlib.sha256(self.text.encode()).hexdigest()

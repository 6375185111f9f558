"""Documents given by hand, read by the same code as everything else; needs no database."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from claims import quantities, read
from config import load_words
from corpus import dated, read_documents
from crawler import extract
from model import (
    Article,
    Capture,
    Claim,
    DocumentError,
    ExtractError,
    PageKind,
    Quantity,
)
from model.words import Words


def words_of(home: Path) -> Words:
    """The words to read by: the shipped ones, with the home's own over them."""
    own = home / "config"
    return load_words(own if own.is_dir() else None)


def documents_read(
    files: Sequence[Path],
    words: Words,
    refused: Callable[[DocumentError], None] | None = None,
) -> Iterator[tuple[str, Article, tuple[Claim, ...]]]:
    """Each file's name, article and claims. One that cannot be read is told to ``refused`` and
    passed over; without it, Raises: DocumentError naming the file.
    """
    for origin, article in read_documents(files, extract_file, refused):
        yield origin, article, read(article, words)


def sentence_read(
    text: str, published: date | None, words: Words
) -> tuple[str, Article, tuple[Claim, ...]]:
    """A sentence given by hand as a document of its own, like those of `documents_read`."""
    article = Article(text, published=published)
    return "text", article, read(article, words)


def amount_read(text: str, words: Words) -> Quantity | None:
    """The one quantity that is all of the text, as in "10 billion yuan" or "60亩"; None for more,
    less or something else.
    """
    found = quantities(Article(text.strip()), words)
    return found[0].quantity if len(found) == 1 and found[0].quote == text.strip() else None


def extract_file(body: bytes, name: str) -> Article:
    """The article of an HTML, PDF, Word or Excel file given by hand.

    Raises: DocumentError saying why there is none.
    """
    headers = (("Content-Type", "text/html"),)
    # The time is not used: a file has no capture, only what its own text says of its dates.
    never = datetime.min.replace(tzinfo=UTC)
    page = Capture(name, name, "", PageKind.ARTICLE, 200, headers, body, never)
    try:
        article = extract(page)
    except ExtractError as error:
        raise DocumentError(name, error.problem) from error
    return dated(article, date.max - timedelta(days=1)).titled

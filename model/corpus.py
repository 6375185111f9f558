"""A corpus document: an article given by hand, whose claims are known before any crawl."""

from dataclasses import dataclass

from model.change import Version


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    """A document of the corpus as it reads now. ``origin`` is the file it came from; ``version``
    has no page, and ``seq`` counts the texts that file has had.
    """

    origin: str
    version: Version
    id: int | None = None

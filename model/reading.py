"""A reading: what one extractor and one reader made of a version."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class ReadBy(NamedTuple):
    """What read a version: labels that are others whenever the same bytes may be read otherwise.
    Only what the same two read can be compared.
    """

    extractor: str
    reader: str


@dataclass(frozen=True, slots=True)
class StoredReading:
    """The newest reading of a version: by what it was read, and whose version it is. A page's has
    a ``source``, a document's an ``origin``; ``capture`` is None where there are no bytes.
    """

    version: int
    seq: int
    read_by: ReadBy
    text_sha256: str
    captured_at: datetime
    page: int | None = None
    document: int | None = None
    source: str | None = None
    url: str | None = None
    origin: str | None = None
    capture: int | None = None

    @property
    def name(self) -> str:
        """The page's address, or the document's origin."""
        return self.url or self.origin or f"version {self.version}"

"""A page: one thing we watch, and what is known of it between two checks."""

from dataclasses import dataclass
from datetime import datetime

from model.source import PageKind, Source, Start


@dataclass(frozen=True, slots=True)
class Page:
    """One thing we watch at a source. ``etag`` and ``last_modified`` are the validators of the
    last full answer, sent back so that an unchanged page costs neither side anything.
    """

    url: str
    source: str
    kind: PageKind = PageKind.ARTICLE
    id: int | None = None  # None until the store knows it
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    next_check_at: datetime | None = None
    unchanged_streak: int = 0
    failure_streak: int = 0
    open_target: bool = False  # its last version holds a target whose day is not past


@dataclass(frozen=True, slots=True)
class CrawlOrder:
    """What a crawl should fetch of one source: its start pages and what they lead to when
    ``discover``, and the pages named, each once. Known pages carry their validators.
    ``not_due`` are articles to leave alone, whatever links to them.
    """

    source: Source
    pages: tuple[Page, ...] = ()
    discover: bool = True
    not_due: tuple[str, ...] = ()

    @property
    def starts(self) -> tuple[Start, ...]:
        """The start pages to fetch: none unless discovering, no article that is not due."""
        if not self.discover:
            return ()
        resting = set(self.not_due)
        return tuple(
            start
            for start in self.source.starts
            if start.kind is not PageKind.ARTICLE or start.url not in resting
        )

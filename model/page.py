"""A page: one thing we watch, and what is known of it between two checks."""

from dataclasses import dataclass
from datetime import date, datetime

from model.capture import CheckState
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
    due_on: date | None = None  # the next day on which a target of its last version is due
    published: date | None = None  # of its last version
    seen_at: datetime | None = None  # when the article itself was last seen
    last_state: CheckState | None = None  # how the last look went
    listed_at: datetime | None = None  # when a sitemap or feed last said that it was changed
    # The minutes between its last looks that saw the article, the latest last; of a look that
    # found another text than the one before, negative. What its rhythm is learnt from.
    gaps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CrawlOrder:
    """What a crawl should fetch of one source: its start pages and what they lead to when
    ``discover``, and the pages named, each once. Known pages carry their validators.
    ``not_due`` are articles to leave alone, unless a listing says that they changed since they
    were seen. ``also_known`` are other addresses of the source's pages: a link to one, or a start
    that is one, leads nowhere new. Listings among the pages are not fetched for themselves when
    discovering: their starts lead to them. ``trusts_indexes`` when a sitemap may be left unread for
    a while because its index says that it was not changed; who asks by hand wants it read.
    """

    source: Source
    pages: tuple[Page, ...] = ()
    discover: bool = True
    not_due: tuple[Page, ...] = ()
    also_known: tuple[str, ...] = ()
    trusts_indexes: bool = False

    @property
    def starts(self) -> tuple[Start, ...]:
        """The start pages to fetch: none unless discovering, no article that is not due."""
        if not self.discover:
            return ()
        resting = {*(page.url for page in self.not_due), *self.also_known}
        return tuple(
            start
            for start in self.source.starts
            if start.kind is not PageKind.ARTICLE or start.url not in resting
        )

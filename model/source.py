"""A source: a publisher we follow, with its rules."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from model.alarm import Alarm
from model.health import SourceRun


class PageKind(StrEnum):
    """What a page is for: an article is read, the others only lead to articles. A list is plain
    text, an address on each line.
    """

    ARTICLE = "article"
    INDEX = "index"
    SITEMAP = "sitemap"
    FEED = "feed"
    LIST = "list"


class Render(StrEnum):
    """What fetches the articles of a source: a plain request, or a browser that runs scripts."""

    HTTP = "http"
    BROWSER = "browser"


@dataclass(frozen=True, slots=True)
class Start:
    """An address a crawl of the source begins at."""

    url: str
    kind: PageKind


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a source is looked at: every ``every_minutes``, or by ``cron`` in ``timezone``.

    Exactly one of the two is set. ``jitter_s`` spreads the start over that many seconds. A page
    that keeps still is looked at less often than the source, but every ``longest_s`` at least.
    """

    every_minutes: int | None = 360
    cron: str | None = None
    timezone: str = "UTC"
    jitter_s: int = 60
    longest_s: int = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Limits:
    """How kind and how bounded a crawl of the source is."""

    delay_s: float = 2.0  # least pause between two requests to one host, in seconds
    max_pages: int = 200  # pages fetched in one crawl
    max_pages_per_pattern: int = 150  # of these, reached through one `follow` pattern
    max_depth: int = 2  # links away from a start page
    max_index_pages: int = 5  # of one index, its first page included, by its links to the next
    robots: bool = True


@dataclass(frozen=True, slots=True)
class Selectors:
    """Where the article lies on the pages of a source, as XPath ("//div[@id='zoom']") or CSS
    ("div#zoom"): ``body`` holds it, ``drop`` is cut out first; ``title`` and ``published`` are the
    text of their first match. Empty: found without help.
    """

    body: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    title: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class ReadAs:
    """What a source says of how its pages are read: where they are at home when they do not say,
    and where the article lies on them.
    """

    place: str | None = None
    selectors: Selectors = field(default_factory=Selectors)


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher we follow. ``slug`` is the file's name; ``place`` and ``language`` are what an
    article of it speaks of and is written in when it does not say. ``follow`` and ``ignore`` are
    regular expressions on whole addresses: found links are followed when one of ``follow``
    matches and none of ``ignore`` does. ``hosts`` are the only hosts links may lead to.
    ``attachments``: whether documents that an article links to are read too.
    """

    slug: str
    name: str
    publisher: str
    kind: str
    place: str | None
    language: str
    starts: tuple[Start, ...]
    follow: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    schedule: Schedule = field(default_factory=Schedule)
    limits: Limits = field(default_factory=Limits)
    selectors: Selectors = field(default_factory=Selectors)
    render: Render = Render.HTTP
    attachments: bool = True
    enabled: bool = True

    @property
    def read_as(self) -> ReadAs:
        """How its pages are read."""
        return ReadAs(self.place, self.selectors)

    @property
    def config_hash(self) -> str:
        """Changes when any rule of the source changes; 16 hex digits."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source stands: "active", "paused" (switched off), "held" or "removed" (no longer
    configured). Times are None when it never ran or nothing is planned; ``last_outcome`` is
    None while the last run goes on. ``alarm`` is the one that is open; ``lately`` is how it fared
    in its last runs, newest first; ``read_at`` is when an article of it was last there.
    """

    slug: str
    name: str
    state: str
    last_run_at: datetime | None
    next_run_at: datetime | None
    last_run: int | None
    last_outcome: str | None
    read_at: datetime | None = None
    alarm: Alarm | None = None
    lately: tuple[SourceRun, ...] = ()

"""What the server answered, untouched; or why there is no answer."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from model.source import PageKind


class CheckState(StrEnum):
    """How one look at a page went. Only OK after OK can make changes."""

    OK = "ok"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    GONE = "gone"
    SOFT404 = "soft404"
    BLOCKED = "blocked"
    MAINTENANCE = "maintenance"
    LOGIN = "login"
    EMPTY = "empty"
    SUSPICIOUS = "suspicious"
    TRUNCATED = "truncated"
    ERROR = "error"
    REFUSED = "refused"
    ROBOTS = "robots"


# The states in which the article itself was seen: a claim that is missing then is truly missing.
SEEN = (CheckState.OK, CheckState.UNCHANGED)
# Those in which something else stands at the address, or nothing: the article may be gone.
NOT_THERE = (CheckState.GONE, CheckState.SOFT404, CheckState.MOVED)
# How long two looks must lie apart for the second to confirm what the first found, such as that
# a page is gone: a site's slip is over by then.
CONFIRMED_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Streak:
    """How the last looks at a page went: ``looks`` in a row, the first of them at ``since``, found
    it in one state.
    """

    state: CheckState
    looks: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Capture:
    """What the server answered. ``url`` was asked for, ``final_url`` answered after redirects;
    ``found_on`` is the page that led here (None for a start or a known page). ``links`` is how
    many links on it its source follows, repeats included (None: an article, or no good answer).
    ``moved_to`` is where it lives now for good, ``home`` where the page itself says that it lives,
    when that can be believed; ``listed_at`` when a listing said that it was changed. A redirect
    that was not followed, because the page it leads to is fetched or known itself, is kept as it
    came (status 3xx, ``final_url`` its target).
    """

    url: str
    final_url: str
    source: str
    kind: PageKind
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)
    captured_at: datetime
    elapsed_ms: int = 0
    found_on: str | None = None
    truncated: bool = False  # the connection ended before the answer was whole
    links: int | None = None
    moved_to: str | None = None
    home: str | None = None
    listed_at: datetime | None = None
    _sha256: str = field(default="", init=False, repr=False, compare=False)

    @property
    def is_redirect(self) -> bool:
        """Whether the answer only leads elsewhere."""
        return 300 <= self.status < 400 and self.status != 304

    @property
    def sha256(self) -> str:
        """The body's SHA-256, 64 hex digits. Every look asks several times: worked out once."""
        if not self._sha256:
            object.__setattr__(self, "_sha256", hashlib.sha256(self.body).hexdigest())
        return self._sha256

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case; None when there is none."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class FetchFailure:
    """Why there is no capture: refused, forbidden by robots.txt, unreachable, too slow or too big.

    ``retry_at`` is when the server said we may come back; None when it said nothing.
    ``reached`` is False when the crawl ended before it asked: that says nothing of the page.
    """

    url: str
    source: str
    kind: PageKind
    state: CheckState
    reason: str
    failed_at: datetime
    status: int | None = None
    retry_at: datetime | None = None
    elapsed_ms: int = 0
    found_on: str | None = None
    reached: bool = True
    listed_at: datetime | None = None  # when a listing said that the page was changed


class Dropped(NamedTuple):
    """How many addresses of a source were not followed for one reason."""

    source: str
    reason: str
    number: int


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """The last word of a crawl: how many addresses were dropped, by source and reason, and how it
    ended ("finished", or why it stopped early).
    """

    outcome: str
    dropped: tuple[Dropped, ...] = ()

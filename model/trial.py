"""A trial: what would happen to an address, were it followed. Nothing of the page is stored."""

from dataclasses import dataclass

from model.article import Article
from model.capture import CheckState
from model.claim import Claim
from model.source import PageKind


@dataclass(frozen=True, slots=True)
class Shape:
    """Addresses that are written alike: a regular expression that fits all of them, and how many
    links have that form. ``follow``: they look like articles. ``examples`` are addresses with the
    words of their links.
    """

    pattern: str
    count: int
    follow: bool
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A page that was read for a trial: how the look went, and what came out of it."""

    url: str
    state: CheckState
    note: str = ""
    status: int | None = None
    bytes: int = 0
    article: Article | None = None
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that leads to articles: what it is, the shapes of its links, and how many of them
    lead nowhere, by reason.
    """

    url: str
    kind: PageKind
    shapes: tuple[Shape, ...] = ()
    dropped: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """What was found out about ``url``. ``known`` says which sources follow it already, and how.
    ``offered`` are feeds and sitemaps that the site names. ``file`` is a source file that follows
    it, ``slug`` the name to save it under; "" when nothing could be read.
    """

    url: str
    first: Sample
    listing: Listed | None = None
    samples: tuple[Sample, ...] = ()
    known: tuple[str, ...] = ()
    offered: tuple[tuple[PageKind, str], ...] = ()
    slug: str = ""
    file: str = ""

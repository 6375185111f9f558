"""What an order asks for by name, before any link is followed: the same for parent and child."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crawler.addresses import canonical_url
from crawler.twins import key_of
from model import CheckState, CrawlOrder, Page, PageKind, other_scheme

_FAILED = 2  # looks in a row after which a page is asked for by the other of http and https


@dataclass(frozen=True, slots=True)
class Named:
    """An address to fetch: a start, or a page we know."""

    url: str
    kind: PageKind
    page: Page | None = None


def named(order: CrawlOrder) -> Iterator[Named]:
    """The starts when discovering, then the pages; each document once. Listings we know are left
    to the starts that lead to them, unless they are asked for by themselves.
    """
    seen: set[str] = set()
    for each in _all(order):
        key = key_of(each.url)
        if key not in seen:
            seen.add(key)
            yield each


def _all(order: CrawlOrder) -> Iterator[Named]:
    known = {key_of(page.url): page for page in order.pages}
    for start in order.starts:
        # Validators for articles only: "not modified" of an index page would hide links that
        # an earlier, broken crawl saw but never reached.
        page = known.get(key_of(start.url)) if start.kind is PageKind.ARTICLE else None
        # A start that is written otherwise than its page, but for the scheme, would be another one.
        same = page is None or canonical_url(start.url) in (page.url, other_scheme(page.url))
        yield Named(start.url if page is None or same else page.url, start.kind, page)
    for page in order.pages:
        if page.kind is PageKind.ARTICLE or not order.discover:
            yield _asked(page)


def _asked(page: Page) -> Named:
    """The page at its address; every other time by the other scheme when it fails again and again:
    a site that left http does not always say where it went.
    """
    failing = page.last_state is CheckState.ERROR and page.failure_streak >= _FAILED
    other = other_scheme(page.url) if failing and page.failure_streak % 2 == 0 else None
    if other is None:
        return Named(page.url, page.kind, page)
    return Named(other, page.kind, replace(page, etag=None, last_modified=None))

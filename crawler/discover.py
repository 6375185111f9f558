"""From a source's start pages to its articles: which addresses to fetch, once each, no traps."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawler.addresses import MAX_URL, canonical_url, host_of, is_address, netloc_of
from crawler.decoding import decode
from crawler.files import attachments_on, unread_attachment
from crawler.inflate import MAX_SITEMAP_BYTES, gunzip
from crawler.markup import MarkupError, tree_of
from model import Capture, CrawlOrder, Page, PageKind

log = logging.getLogger(__name__)

MAX_LINKS = 50_000  # of one page; a sitemap may hold no more (sitemaps.org protocol)
MAX_FEED_BYTES = 5 * 1024 * 1024
_ATTACHED = "attachments"  # what counts for a pattern where none led to a document
_MAX_REPEATS = 2  # of one path segment; more is a trap (Heritrix, "pathological path")


@dataclass(frozen=True, slots=True)
class Step:
    """One address to fetch: why, how far from a start page, and what is known of it."""

    url: str
    kind: PageKind
    depth: int = 0
    found_on: str | None = None
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address a listing names; ``flaw`` says why it is none of the source's, "" when it is."""

    url: str
    kind: PageKind
    flaw: str


class Frontier:
    """What one crawl fetches of one source: the pages ordered, and links until a cap is met.

    Every link that is not followed is counted in ``dropped`` by its reason.
    """

    def __init__(self, order: CrawlOrder) -> None:
        self._order, self._source = order, order.source
        self._follow = [re.compile(pattern) for pattern in order.source.follow]
        self._ignore = [re.compile(pattern) for pattern in order.source.ignore]
        starts = {netloc_of(start.url) for start in order.source.starts}
        named = {netloc_of(f"http://{host}") for host in order.source.hosts}
        self._hosts = (named or starts) - {""}
        self._seen: set[str] = set()
        self._resting = {canonical_url(page.url) for page in order.not_due}
        self._taken = 0
        self._per_pattern: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()

    def first(self) -> tuple[Step, ...]:
        """The start pages when discovering, then the pages ordered; each address once.

        All at once: an index page that answers before its known pages were asked for would have
        them fetched as new ones, whole.
        """
        steps = (*self._starts(), *(Step(p.url, p.kind, page=p) for p in self._order.pages))
        first = tuple(step for step in steps if self._is_new(step.url))
        # Pages the caller names are the caller's to limit: counted here, a source with many known
        # pages would never find a new one.
        self._taken += sum(step.page is None for step in first)
        return first

    def _starts(self) -> Iterator[Step]:
        known = {canonical_url(page.url): page for page in self._order.pages}
        for start in self._order.starts:
            # Validators for articles only: "not modified" of an index page would hide links that
            # an earlier, broken crawl saw but never reached.
            page = known.get(canonical_url(start.url)) if start.kind is PageKind.ARTICLE else None
            yield Step(start.url, start.kind, page=page)

    def links_on(self, capture: Capture) -> tuple[Link, ...] | None:
        """The links on a listing that answered; None for an article, which leads nowhere."""
        if capture.kind is PageKind.ARTICLE or capture.status != 200:
            return None
        return tuple(Link(url, kind, self._flaw(url, kind)) for url, kind in links(capture))

    def attached_to(self, capture: Capture) -> tuple[Link, ...]:
        """The documents that an article links to, where its source has them read."""
        if capture.kind is not PageKind.ARTICLE or not self._source.attachments:
            return ()
        kind = PageKind.ARTICLE
        found = attachments_on(capture)
        return tuple(Link(url, kind, self._flaw_of_attachment(url)) for url in found)

    def after(self, step: Step, found: Iterable[Link]) -> Iterator[Step]:
        """The steps that the links found on the page of ``step`` lead to."""
        if not self._order.discover:
            return
        for link in found:
            url, kind = link.url, link.kind
            reason = link.flaw or self._why_not(step, url, kind)
            if reason:
                self.dropped[reason] += 1
            elif reason is None:
                self._taken += 1
                yield Step(url, kind, step.depth + 1, step.url)

    def _is_new(self, url: str) -> bool:
        key = canonical_url(url)
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def _why_not(self, step: Step, url: str, kind: PageKind) -> str | None:
        """Why ``url`` is not followed; "" when it is one we have, None when it is to be fetched."""
        limits = self._source.limits
        if url in self._seen or url in self._resting:
            return ""
        # A document is a part of the article that it hangs on, and leads no further.
        attached = step.kind is PageKind.ARTICLE
        if step.depth >= limits.max_depth and not attached:
            return "too many links away"
        if self._taken >= limits.max_pages:
            return "page limit of the crawl"
        if kind is PageKind.ARTICLE:
            pattern = next((p.pattern for p in self._follow if p.search(url)), _ATTACHED)
            if self._per_pattern[pattern] >= limits.max_pages_per_pattern:
                return "page limit of the pattern"
            self._per_pattern[pattern] += 1
        self._seen.add(url)
        return None

    def _flaw(self, url: str, kind: PageKind) -> str:
        """What makes ``url`` none of ours, whatever was fetched before; "" when nothing does."""
        if flaw := self._out_of_bounds(url):
            return flaw
        if kind is PageKind.ARTICLE and not any(p.search(url) for p in self._follow):
            return "matches no follow pattern"
        return self._flaw_of_any(url)

    def _flaw_of_attachment(self, url: str) -> str:
        # Whoever follows an article wants its documents, wherever the site files them.
        return self._out_of_bounds(url) or self._flaw_of_any(url)

    def _out_of_bounds(self, url: str) -> str:
        if len(url) > MAX_URL:
            return "address too long"
        if not url.startswith(("http://", "https://")):
            return "not http or https"
        ours = host_of(url) in self._hosts or netloc_of(url) in self._hosts
        return "" if ours else "another host"

    def _flaw_of_any(self, url: str) -> str:
        if kind := unread_attachment(url):
            return kind
        if any(pattern.search(url) for pattern in self._ignore):
            return "matches an ignore pattern"
        return "path repeats itself" if _repeats(url) else ""


def _repeats(url: str) -> bool:
    segments = Counter(s for s in urlsplit(url).path.split("/") if s)
    return any(count > _MAX_REPEATS for count in segments.values())


def links(capture: Capture) -> Iterator[tuple[str, PageKind]]:
    """The addresses a page leads to, canonical, in its order, and what each is for. A page that
    cannot be read leads nowhere.
    """
    readers = {PageKind.INDEX: _index, PageKind.FEED: _feed, PageKind.SITEMAP: _sitemap}
    found = readers[capture.kind](capture)
    try:
        for _, (href, kind) in zip(range(MAX_LINKS), found, strict=False):
            if url := _joined(capture.final_url, href.strip()):
                yield url, kind
    except Exception:  # parsers raise what they like on hostile pages
        log.exception("cannot read the links of %s", capture.url[:200])


def _joined(base: str, href: str) -> str:
    """The address ``href`` means on the page at ``base``; "" when it is none, like http://[."""
    try:
        url = canonical_url(urljoin(base, href))
    except ValueError:
        return ""
    return url if is_address(url) else ""


def _index(capture: Capture) -> Iterator[tuple[str, PageKind]]:
    try:
        tree = tree_of(decode(capture.body, capture.header("Content-Type")))
    except MarkupError:
        return
    base = next(iter(tree.xpath("//base/@href")), "")
    for href in tree.xpath("//a/@href | //area/@href"):
        yield urljoin(base, href) if base else str(href), PageKind.ARTICLE


def _feed(capture: Capture) -> Iterator[tuple[str, PageKind]]:
    # An entity declaration has no place in a feed but in an attack on the parser.
    if len(capture.body) > MAX_FEED_BYTES or b"<!ENTITY" in capture.body:
        return
    import feedparser  # noqa: PLC0415 - half a second that most crawls do not need

    # A stream, because feedparser takes a string that looks like an address or a file for one.
    read: Any = feedparser.parse  # type: ignore[attr-defined] # it ships no types
    entries = read(io.BytesIO(capture.body)).entries
    for entry in entries:
        if link := entry.get("link"):
            yield str(link), PageKind.ARTICLE


def _sitemap(capture: Capture) -> Iterator[tuple[str, PageKind]]:
    body = capture.body
    if body.startswith(b"\x1f\x8b"):
        body = gunzip(body, MAX_SITEMAP_BYTES)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.LxmlError, ValueError):
        return
    if root is None:
        return
    kind = PageKind.SITEMAP if etree.QName(root).localname == "sitemapindex" else PageKind.ARTICLE
    for place in root.iterfind("{*}*/{*}loc"):
        if place.text:
            yield place.text, kind

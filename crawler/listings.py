"""What a listing leads to: an index page, a sitemap, a feed or a list of addresses, read within
bounds. A listing that cannot be read leads nowhere.
"""

import io
import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree

from crawler.addresses import joined
from crawler.decoding import decode
from crawler.inflate import MAX_SITEMAP_BYTES, TooBigError, UnreadableError, gunzip
from crawler.markup import MarkupError, tree_of
from crawler.pagination import is_numbered, next_of
from crawler.said import moment
from model import Capture, PageKind

log = logging.getLogger(__name__)

MAX_LINKS = 50_000  # of one page; a sitemap may hold no more (sitemaps.org protocol)
MAX_FEED_BYTES = 5 * 1024 * 1024
_MAX_GUESSES = 2_000  # of one page
_MAX_FRAMES = 3
_MAX_SCRIPT = 500_000  # characters of a page in which addresses are looked for
# A quoted address in a script: with a slash or a page's ending, and no blanks or brackets.
_QUOTED = re.compile(r"""["']([\w./~%?&=:#-]{1,800}+)["']""")
_ADDRESS = re.compile(r"/|\.s?html?|\.jsp|\.aspx?|\.php")
_SCRIPTED = re.compile(r"\b(?:window\.open|location|href|urls?|links?)\b", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """An address on a listing: what it is for, when it was last changed as the listing has it.
    ``guess`` when it only looks like an address, in a script. ``onward`` when it is the next part
    of the listing itself.
    """

    url: str
    kind: PageKind
    changed_at: datetime | None = None
    guess: bool = False
    onward: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What a page leads to, in its order, and how many entries beyond the bounds were not read."""

    entries: tuple[Entry, ...] = ()
    unread: int = 0


_Found = Iterator[tuple[str, PageKind, datetime | None]]


def read(capture: Capture, part: int = 1) -> Listing:
    """What the listing leads to; ``part`` counts the pages of its index, from 1."""
    try:
        body = _unpacked(capture.body)
        if capture.kind is PageKind.INDEX:
            return _index(capture, part)
        return _bounded(capture, _reader_of(capture.kind, body)(body))
    except Exception:  # parsers raise what they like on hostile pages
        log.exception("cannot read the links of %s", capture.url[:200])
        return Listing()


def links(capture: Capture) -> Iterator[tuple[str, PageKind]]:
    """The addresses a listing names, canonical, in its order, and what each is for."""
    for entry in read(capture).entries:
        if not (entry.guess or entry.onward):
            yield entry.url, entry.kind


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return gunzip(body, MAX_SITEMAP_BYTES)
    except (TooBigError, UnreadableError) as error:
        log.error("cannot unpack a listing: %s", error)  # noqa: TRY400 - the trace says no more
        return b""


def _reader_of(kind: PageKind, body: bytes) -> Callable[[bytes], _Found]:
    """By what the body is, within what the source says it is: sites serve feeds as sitemaps."""
    start = body[:2_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if kind is PageKind.LIST or (kind is PageKind.SITEMAP and not start.startswith(b"<")):
        return _lines
    if kind is PageKind.FEED and start.startswith(b"{"):
        return _json_feed
    names = {name: start.find(name) for name in (b"<urlset", b"<sitemapindex", b"<rss", b"<feed")}
    first = (
        min((at, name) for name, at in names.items() if at >= 0)
        if max(names.values()) >= 0
        else None
    )
    if first is not None:
        return _sitemap if first[1] in (b"<urlset", b"<sitemapindex") else _feed
    return _sitemap if kind is PageKind.SITEMAP else _feed


def _bounded(capture: Capture, found: _Found) -> Listing:
    entries: list[Entry] = []
    unread = 0
    try:
        for href, kind, changed_at in found:
            if len(entries) >= MAX_LINKS:
                unread += 1
            elif url := joined(capture.final_url, href):
                entries.append(Entry(url, kind, changed_at))
    except Exception:  # what was read before the break is good
        log.exception("cannot read all links of %s", capture.url[:200])
    return Listing(tuple(entries), unread)


def _lines(body: bytes) -> _Found:
    encoding = "utf-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    for line in io.StringIO(body.decode(encoding, errors="replace")):
        if (address := line.strip()) and not address.startswith("#"):
            yield address, PageKind.ARTICLE, None


def _sitemap(body: bytes) -> _Found:
    """Read entry by entry, so that memory does not grow with it; without entities and DTD."""
    steps = etree.iterparse(
        io.BytesIO(body),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
    )
    for _, element in steps:
        place = element.findtext("{*}loc")
        name = etree.QName(element).localname
        kind = PageKind.SITEMAP if name == "sitemap" else PageKind.ARTICLE
        changed = moment(element.findtext("{*}lastmod"))
        changed = changed or moment(element.findtext("{*}news/{*}publication_date"))
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
        if place:
            yield place, kind, changed


def _feed(body: bytes) -> _Found:
    # An entity declaration has no place in a feed but in an attack on the parser.
    if len(body) > MAX_FEED_BYTES or b"<!ENTITY" in body.replace(b"\0", b""):
        return
    import feedparser  # noqa: PLC0415 - half a second that most crawls do not need

    # A stream, because feedparser takes a string that looks like an address or a file for one.
    read_feed: Any = feedparser.parse  # type: ignore[attr-defined] # it ships no types
    stream = io.BytesIO(body)
    for entry in read_feed(stream, sanitize_html=False, resolve_relative_uris=False).entries:
        if link := entry.get("link"):
            times = [moment(entry.get(name)) for name in ("updated", "published")]
            yield str(link), PageKind.ARTICLE, max((t for t in times if t), default=None)


def _json_feed(body: bytes) -> _Found:
    """Source: jsonfeed.org, version 1.1."""
    if len(body) > MAX_FEED_BYTES:
        return
    items = json.loads(body.decode("utf-8-sig", errors="replace")).get("items", ())
    for item in items:
        if isinstance(item, dict) and isinstance(item.get("url"), str):
            said = item.get("date_modified") or item.get("date_published")
            changed = moment(said) if isinstance(said, str) else None
            yield item["url"], PageKind.ARTICLE, changed


def _index(capture: Capture, part: int) -> Listing:
    """The links of a page, the addresses in its scripts, and where it goes on."""
    html = decode(capture.body, capture.header("Content-Type"))
    try:
        tree = tree_of(html)
    except MarkupError:
        return Listing()
    base = (
        joined(capture.final_url, next(iter(tree.xpath("//base/@href")), "")) or capture.final_url
    )
    here = joined(base, capture.final_url)
    onward = next_of(tree, html[:_MAX_SCRIPT], base, here, part)
    found: list[Entry] = []
    unread = 0
    for anchor in tree.iter("a", "area"):
        url = joined(base, anchor.get("href") or "") if anchor.get("href") else ""
        # The other pages of the list are none of its articles.
        if not url or url == onward or is_numbered(anchor, url, here):
            continue
        if len(found) < MAX_LINKS:
            found.append(Entry(url, PageKind.ARTICLE))
        else:
            unread += 1
    known = {entry.url for entry in found}
    guesses = (url for url in _in_scripts(tree, base) if url not in known)
    found += [Entry(url, PageKind.ARTICLE, guess=True) for url in guesses]
    if onward:
        found.append(Entry(onward, PageKind.INDEX, onward=True))
    frames = [joined(base, src) for src in tree.xpath("//iframe/@src | //frame/@src")]
    found += [
        Entry(url, PageKind.INDEX, guess=True, onward=True) for url in frames[:_MAX_FRAMES] if url
    ]
    return Listing(tuple(found), unread)


def _in_scripts(tree: Any, base: str) -> Iterator[str]:  # noqa: ANN401 - lxml ships no types
    """What looks like addresses in handlers and scripts, each once. Many Chinese lists write
    onclick="window.open('…')" or urls[i]='…'.
    """
    texts = [str(each) for each in tree.xpath("//@onclick")]
    texts += [str(each) for each in tree.xpath("//script[not(@src)]/text()")]
    texts += [str(each) for each in tree.xpath("//a/@href[starts-with(., 'javascript:')]")]
    left, seen = _MAX_SCRIPT, set[str]()
    for text in texts:
        if left <= 0 or len(seen) >= _MAX_GUESSES:
            return
        if not _SCRIPTED.search(text[:left]):
            left -= len(text)
            continue
        for quoted in _QUOTED.findall(text[:left]):
            url = joined(base, quoted) if _ADDRESS.search(quoted) else ""
            if url and url not in seen:
                seen.add(url)
                yield url
        left -= len(text)

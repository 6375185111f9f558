"""What an answer is for, from what it holds: an article, or a page that leads to articles."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.addresses import canonical_url, is_address
from crawler.decoding import decode
from crawler.leading import leads_on, plainest
from crawler.markup import MarkupError, tree_of
from crawler.patterns import pattern_of
from model import Article, Capture, PageKind, RobotsFile

_MAX_LINKS = 5_000
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")
_ROOTS = (
    (re.compile(rb"<(?:rss|rdf:RDF|feed)[\s>]", re.I), PageKind.FEED),
    (re.compile(rb"<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]", re.I), PageKind.SITEMAP),
)
_MARKUP = re.compile(rb"<(?:!doctype html|html|head|body|div|table)\b", re.I)
_MAX_PARTS = 50  # pieces of text in one link
_SITEMAP_LINE = re.compile(rb"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})", re.I | re.M)
_MAX_SITEMAPS = 10
_MOSTLY = 0.5  # share of a text's characters that stand in links, from which on it is a list
_MAX_LINE, _MAX_LINES, _MAX_INSIDE = 500, 500, 500  # what tells a listing, whatever a page has
_MANY = 8  # links written alike that make a page a listing


def kind_of(capture: Capture, article: Article | None) -> PageKind:
    """What the answer is for; ``article`` is what could be extracted of it."""
    head = capture.body[:4096]
    if capture.body.startswith(b"\x1f\x8b"):
        return PageKind.SITEMAP
    if found := next((kind for root, kind in _ROOTS if root.search(head)), None):
        return found
    if not _MARKUP.search(capture.body[:65536]):
        return PageKind.LIST if _is_list(capture) else PageKind.ARTICLE
    links, tree = plainest(links_with_words(capture)), _tree(capture)
    if tree is None:
        return PageKind.ARTICLE
    if leads_on(tree, capture.final_url, links, article.text if article else ""):
        return PageKind.INDEX
    many = max(Counter(map(pattern_of, links)).values(), default=0) >= _MANY
    return PageKind.INDEX if many and _is_linked(capture, article) else PageKind.ARTICLE


def _is_linked(capture: Capture, article: Article | None) -> bool:
    """Whether what was taken for the article is the words of links, for the most part."""
    tree, said = _tree(capture), article.text if article else ""
    if tree is None:
        return False
    found = zip(range(_MAX_LINKS), tree.iter("a"), strict=False)
    links = dict.fromkeys(_words(link)[:_MAX_LINE] for _, link in found)
    whole = {_bare(each) for each in links}
    # A line is mostly a whole link, with a date beside it; others may hold one of the first links.
    first = list(islice(filter(None, links), _MAX_INSIDE))
    lines = [line[:_MAX_LINE] for line in said.split("\n")[:_MAX_LINES]]
    in_links = (line for line in lines if _bare(line) in whole or any(w in line for w in first))
    return sum(map(_letters, in_links)) >= _MOSTLY * sum(map(_letters, lines))


def _bare(words: str) -> str:
    return "".join(filter(str.isalpha, words))


def _letters(text: str) -> int:
    # Not the dates, which stand beside the links of a listing.
    return sum(map(str.isalpha, text))


def _is_list(capture: Capture) -> bool:
    lines = decode(capture.body[:65536], capture.header("Content-Type")).split()
    return len(lines) > 0 and all(line.startswith(("http://", "https://")) for line in lines[:20])


def links_with_words(capture: Capture) -> Iterator[tuple[str, str]]:
    """The links of a page to its own host: canonical address, and the words a reader clicks."""
    tree = _tree(capture)
    if tree is None:
        return
    base = next(iter(tree.xpath("//base/@href")), "") or capture.final_url
    host = urlsplit(capture.final_url).netloc
    here = canonical_url(capture.final_url)
    for _, link in zip(range(_MAX_LINKS), tree.iter("a"), strict=False):
        url = _joined(base, link.get("href") or "")
        if url != here and urlsplit(url).netloc == host:
            yield url, " ".join((link.get("title") or _words(link)).split())[:200]


def offered(capture: Capture) -> tuple[tuple[PageKind, str], ...]:
    """The feeds that a page names for readers of feeds."""
    tree = _tree(capture)
    if tree is None:
        return ()
    found = {
        _joined(capture.final_url, link.get("href") or ""): PageKind.FEED
        for link in tree.iter("link")
        if (link.get("type") or "").strip().lower() in _FEED_TYPES
    }
    return tuple((kind, url) for url, kind in found.items() if url)[:10]


def sitemaps_in(robots: RobotsFile) -> tuple[str, ...]:
    """The sitemaps that a robots.txt names. Source: sitemaps.org protocol."""
    named = islice(_SITEMAP_LINE.finditer(robots.body.replace(b"\0", b"")), _MAX_SITEMAPS)
    found = (_joined(robots.origin, each.group(1).decode("utf-8", "replace")) for each in named)
    return tuple(dict.fromkeys(url for url in found if url))


def _tree(capture: Capture) -> HtmlElement | None:
    try:
        return tree_of(decode(capture.body, capture.header("Content-Type")))
    except (MarkupError, RecursionError):
        return None


def _words(link: HtmlElement) -> str:
    # Links that stand in each other would be read again and again.
    return " ".join("".join(islice(link.itertext(), _MAX_PARTS)).split())


def _joined(base: str, href: str) -> str:
    try:
        url = canonical_url(urljoin(base, href.strip()))
    except ValueError:
        return ""
    web = url.startswith(("http://", "https://")) and is_address(url)
    return url if web else ""

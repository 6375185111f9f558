"""What an answer is for, from what it holds: an article, or a page that leads to articles."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.addresses import canonical_url, is_address
from crawler.decoding import decode
from crawler.markup import MarkupError, tree_of
from crawler.patterns import pattern_of
from model import Article, Capture, PageKind

_MAX_LINKS = 5_000
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")
_ROOTS = (
    (re.compile(rb"<(?:rss|rdf:RDF|feed)[\s>]", re.I), PageKind.FEED),
    (re.compile(rb"<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]", re.I), PageKind.SITEMAP),
)
_MARKUP = re.compile(rb"<(?:!doctype html|html|head|body|div|table)\b", re.I)
_MOSTLY = 0.5  # share of a text's characters that stand in links, from which on it is a list
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
    alike = Counter(pattern_of(url) for url, _ in dict(links_with_words(capture)).items())
    many = max(alike.values(), default=0) >= _MANY
    return PageKind.INDEX if many and _is_linked(capture, article) else PageKind.ARTICLE


def _is_linked(capture: Capture, article: Article | None) -> bool:
    """Whether what was taken for the article is the words of links, for the most part."""
    tree, said = _tree(capture), article.text if article else ""
    if tree is None:
        return False
    links = {" ".join("".join(link.itertext()).split()) for link in tree.iter("a")}
    in_links = (line for line in said.split("\n") if any(w and w in line for w in links))
    return sum(map(_letters, in_links)) >= _MOSTLY * _letters(said)


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
            yield url, " ".join((link.get("title") or "".join(link.itertext())).split())[:200]


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


def _tree(capture: Capture) -> HtmlElement | None:
    try:
        return tree_of(decode(capture.body, capture.header("Content-Type")))
    except (MarkupError, RecursionError):
        return None


def _joined(base: str, href: str) -> str:
    try:
        url = canonical_url(urljoin(base, href.strip()))
    except ValueError:
        return ""
    web = url.startswith(("http://", "https://")) and is_address(url)
    return url if web else ""

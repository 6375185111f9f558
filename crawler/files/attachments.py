"""The documents that an article links to: a work report is often a PDF on a page of two lines."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from lxml import etree

from crawler.addresses import canonical_url, is_address
from crawler.decoding import decode
from crawler.files.kinds import kind_of
from crawler.markup import MarkupError, tree_of
from model import Capture

MAX_ATTACHMENTS = 20  # of one page
_READ = ("pdf", "docx", "docm", "xlsx", "xlsm", "xls")
# Known for documents, and not read: counted by kind, so that a person may fetch them.
_UNREAD = ("doc", "wps", "et", "ofd", "odt", "ods", "rtf", "ppt", "pptx", "dps", "zip", "rar", "7z")
_NAME = re.compile(rf"\.({'|'.join((*_READ, *_UNREAD))})$", re.I)
# The elements that lead to a document, and the attribute that says where.
_LEADING = {"a": "href", "embed": "src", "iframe": "src", "object": "data"}
_FRAME = ("nav", "header", "footer")  # of a page: its links are none of the article
# What a page must hold to be looked through: most pages link to no document, and cost nothing.
_HINT = re.compile(rf"\.(?:{'|'.join((*_READ, *_UNREAD))})\b".encode(), re.I)
_MAX_LINKS = 5_000  # of a page that are looked at
_MAX_BYTES = 2_000_000  # the same; every page of a crawl waits while one is parsed
_MAX_NAME = 300


def attachments_on(capture: Capture) -> Iterator[str]:
    """The addresses, canonical, of the documents that an article links to, each once; those of
    kinds that are not read too. A page that is itself a document leads nowhere.
    """
    body = capture.body[:_MAX_BYTES]
    if capture.status != 200 or not _HINT.search(body) or kind_of(capture.body):
        return
    try:
        tree = tree_of(decode(body, capture.header("Content-Type")))
    except (MarkupError, RecursionError):
        return
    base = urljoin(capture.final_url, next(iter(tree.xpath("//base/@href")), ""))
    found: set[str] = set()
    for link in islice(_links(tree), _MAX_LINKS):
        url = _address(base, link)
        if url and url not in found and _kind(url, link):
            found.add(url)
            yield url
        if len(found) >= MAX_ATTACHMENTS:
            return


def _links(tree: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml ships no types
    """What may lead to a document, in the page's order. One walk: to ask each link what it stands
    in would cost a page of deep boxes minutes.
    """
    framed = 0
    for event, element in etree.iterwalk(tree, events=("start", "end"), tag=(*_LEADING, *_FRAME)):
        if element.tag in _FRAME:
            framed += 1 if event == "start" else -1
        elif (
            event == "start"
            and element.get(_LEADING[element.tag]) is not None
            and (element.tag != "a" or not framed)
        ):
            yield element


def unread_attachment(url: str) -> str:
    """Why the document at the address is not fetched: "a .wps document, which is not read"; ""
    when it is, and when its address does not tell.
    """
    kind = _kind(url)
    return f"a .{kind} document, which is not read" if kind in _UNREAD else ""


def is_document(url: str) -> bool:
    """Whether the address is one of a document, as far as an address tells."""
    return bool(_kind(url))


def _address(base: str, link: Any) -> str:  # noqa: ANN401 - an element of lxml
    href = link.get("href") or link.get("src") or link.get("data") or ""
    try:
        url = canonical_url(urljoin(base, href.strip()))
    except ValueError:
        return ""
    return url if is_address(url) else ""


def _kind(url: str, link: Any = None) -> str:  # noqa: ANN401
    """The kind of document, by the address or by the name that the link gives: "pdf"; "" for a
    page.
    """
    parts = urlsplit(url)
    names = [unquote(parts.path), *(value for _, value in parse_qsl(parts.query)[:20])]
    if link is not None and link.tag == "a":
        # A download by number says only in its words what it brings.
        names += [link.get("download") or "", link.get("title") or "", link.text_content()]
    for name in names:
        found = _NAME.search(name[-_MAX_NAME:].strip())
        if found:
            return found[1].lower()
    return ""

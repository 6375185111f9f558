"""The main text of a page, as lines: the frame taken out, the rest found by trafilatura."""

from collections.abc import Iterable

from lxml.html import HtmlElement, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import use_config

from crawler.cleaning import clean
from crawler.furniture import drop_furniture
from crawler.lines import without_noise
from crawler.lists import lists_to_paragraphs
from crawler.measures import prose
from crawler.paragraphs import wrap_naked_text
from crawler.root import find_root
from crawler.tables import flatten_tables

# Below its default of 250 characters trafilatura takes an article for a failure and reaches for
# the rest of the page; a whole Chinese notice is shorter than that.
_CONFIG = use_config()
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "30")
# Precise and quick first. Its slower ways, which ask other extractors too, only if nothing is
# found: where the frame is gone they were no better (docs/quality.md) and took as long again.
_WAYS = ((True, True), (True, False), (False, False))

_EMPTY_PAGE = "<html><body><article></article></body></html>"
_MAX_TEXT = 2_000_000
_LEAST_STANDFIRST = 40  # characters of a header that says something besides the title
# trafilatura drops what these hold, or joins lines over them; in a text they are only its words.
_INLINE = ("font", "time", "label", "output")
_LINES = frozenset("p li td th dd blockquote span b strong em i a h2 h3 h4 div".split())


def main_text(tree: HtmlElement, url: str, body: tuple[HtmlElement, ...] = ()) -> str:
    """The article's lines, "" when there are none. ``tree`` is used up. ``body`` are the elements
    that hold the article, if someone knows; else they are looked for.
    """
    if body:
        tree = _page_of(body)
        _forget_names(tree)
    else:
        drop_furniture(tree)
    _plain_markup(tree)
    flatten_tables(tree)
    lists_to_paragraphs(tree)
    wrap_naked_text(tree)
    root = None if body else find_root(tree)
    if root is not None:
        tree = _page_of((root,))
    for precise, fast in _WAYS:
        found = bare_extraction(
            tree,
            url=url,
            fast=fast,
            favor_precision=precise,
            include_comments=False,
            include_tables=True,
            include_links=False,
            deduplicate=False,
            config=_CONFIG,
        )
        text = clean(getattr(found, "text", None) or "")
        lines = without_noise([line.removeprefix("- ") for line in text.split("\n")])
        if any(lines):
            return "\n".join(lines)[:_MAX_TEXT]
    return ""


def _page_of(parts: Iterable[HtmlElement]) -> HtmlElement:
    """A page with nothing but these ``parts`` of another."""
    page: HtmlElement = document_fromstring(_EMPTY_PAGE)  # type: ignore[no-untyped-call]
    article = page.find(".//article")
    for part in parts:
        part.tail = None
        if part.tag in {"td", "th", "tr", "tbody", "main", "article"}:
            part.tag = "div"
        article.append(part)
    return page


def _forget_names(tree: HtmlElement) -> None:
    """Take the names off the blocks: trafilatura drops some by them, and here all is wanted."""
    for element in tree.iter():
        for name in ("class", "id", "role", "style", "hidden", "aria-hidden"):
            element.attrib.pop(name, None)


def _plain_markup(tree: HtmlElement) -> None:
    """Give tags that trafilatura does not know, or drops with their words, plain ones."""
    for element in tree.iter("center"):
        element.tag = "div"
    for element in tree.iter(*_INLINE):
        parent = element.getparent()
        if element.tag == "font" or (parent is not None and parent.tag in _LINES):
            element.tag = "span"
    for element in tree.iter("figure"):
        if element.find(".//table") is not None:
            element.tag = "div"
    for element in tree.iter("header"):
        # The paragraph below a headline often states the figure that the article is about.
        lead = sum(prose(one) for one in element.iter("p") if prose(one) >= _LEAST_STANDFIRST)
        if lead and any(up.tag in {"article", "main"} for up in element.iterancestors()):
            element.tag = "div"

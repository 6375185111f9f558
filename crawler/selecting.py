"""Where a source says that its article lies: its selectors, applied to a page.

An XPath begins with a slash, a bracket or "./"; anything else is CSS. lxml's XPath 1.0 knows no
function that opens a file or an address, and the tree has no entities: a selector reads the page
and nothing else.
"""

from dataclasses import dataclass
from functools import lru_cache

from cssselect import HTMLTranslator, SelectorError
from lxml import etree
from lxml.html import HtmlElement

from model import Selectors

_MAX_MATCHES = 1_000  # of one selector on one page
_MAX_TEXT = 400  # characters of a title or a date
_NEVER = frozenset(("html", "body"))


@dataclass(frozen=True, slots=True)
class Selected:
    """What the selectors of a source found on a page; ``note`` says which of them found nothing."""

    body: tuple[HtmlElement, ...] = ()
    title: str = ""
    published: str = ""
    note: str = ""


def select(tree: HtmlElement, selectors: Selectors | None) -> Selected:
    """Cut out of ``tree``, in place, what the source says to drop; and find what it points at."""
    if selectors is None:
        return Selected()
    title, published = (_first_text(tree, one) for one in (selectors.title, selectors.published))
    for selector in selectors.drop:
        for element in _matches(tree, selector):
            if element.getparent() is not None and element.tag not in _NEVER:
                element.drop_tree()  # type: ignore[no-untyped-call]
    found = [element for selector in selectors.body for element in _matches(tree, selector)]
    body = _outermost(tree, found)
    missing = [
        name
        for name, asked, got in (
            ("body", selectors.body, body),
            ("title", selectors.title, title),
            ("published", selectors.published, published),
        )
        if asked and not got
    ]
    note = f"selectors that match nothing on the page: {', '.join(missing)}" if missing else ""
    return Selected(body, title, published, note)


def _first_text(tree: HtmlElement, selector: str) -> str:
    if not selector:
        return ""
    for element in _matches(tree, selector):
        said = element.get("content") or element.get("datetime") or "".join(element.itertext())
        if text := " ".join(said.split()):
            return text[:_MAX_TEXT]
    return ""


def _matches(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements that ``selector`` matches, in page order; none when it cannot be applied."""
    try:
        found = _compiled(selector)(tree)
    except (etree.XPathError, SelectorError):
        return []
    if not isinstance(found, list):
        return []
    return [one for one in found[:_MAX_MATCHES] if isinstance(one, HtmlElement)]


@lru_cache(maxsize=1_000)
def _compiled(selector: str) -> etree.XPath:
    is_xpath = selector.startswith(("/", "(", "./"))
    path = selector if is_xpath else HTMLTranslator().css_to_xpath(selector)
    return etree.XPath(path, smart_strings=False)


def _outermost(tree: HtmlElement, found: list[HtmlElement]) -> tuple[HtmlElement, ...]:
    """Each match once and in page order, without those inside another."""
    every = set(found)
    kept = {one for one in every if not any(up in every for up in one.iterancestors())}
    return tuple(one for one in tree.iter() if one in kept) if kept else ()

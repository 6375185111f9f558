"""The frame of a page, taken out of its tree before the article is looked for.

Menus, side bars, related articles, comments, adverts, consent banners and tickers change with
every visit; what is gone from the tree can neither be taken for the article nor move its text.
They are known by their tag, their role, their being hidden, the names a page gives its blocks,
and the headings over lists of other articles. No block goes that may be the article itself.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from crawler.furniture_names import COMMON_NAMES, NEIGHBOUR_HEADING, NEUTRAL_NAMES, SURE_NAMES
from crawler.root import LEAST, length, named_bodies, prose

_MACHINERY = "script style noscript template iframe svg canvas video audio object embed map".split()
_TAGS = frozenset(
    "nav footer aside menu dialog button select input textarea datalist progress".split()
)
_ROLES = frozenset(
    """navigation banner contentinfo complementary search dialog alertdialog alert status menu
    menubar toolbar tablist marquee timer log""".split()
)
_NEVER = frozenset(("html", "body", "main", "article", "h1", "head", "title"))
_NAMED = frozenset(
    """div section ul ol dl li p span header table tbody tr td center form h2 h3 h4 h5 h6 a
    strong b em i small figure details""".split()
)
_HIDDEN = re.compile(r"display\s?:\s?none|visibility\s?:\s?hidden", re.I)
_MOST = 0.4  # share of the page's words without links above which a block is no mere frame
_PROSE = 60  # characters of a paragraph without links that is no teaser
_MAX_HEADING = 30  # characters
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "strong", "b", "p", "div", "span", "dt", "li", "td")
_COMPONENT = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# "has-sidebar", "category-weather": what such a name says is of the page, not of the block.
_STATE = re.compile(r"^(?:has|no|with|without|is|js|tag|category|cat|topic|post|u|l|theme)-")


def drop_furniture(tree: HtmlElement) -> None:
    """Take the frame of the page out of ``tree``, in place."""
    _drop_tags(tree)
    whole = prose(tree)
    bodies = [body for body in named_bodies(tree) if prose(body) >= LEAST]
    _walk(tree, lambda element: _is_furniture(element) and _may_go(element, whole, bodies))
    _drop_neighbours(tree, whole)


def drop_scripts(tree: HtmlElement) -> None:
    """Take out of ``tree`` what is no text of the page at all, in place."""
    etree.strip_elements(tree, *_MACHINERY, with_tail=False)


def _drop_tags(tree: HtmlElement) -> None:
    gone: set[HtmlElement] = set()
    for element in list(tree.iter(*_TAGS)):
        if any(parent in gone for parent in element.iterancestors()) or _holds_article(element):
            continue
        gone.add(element)
        element.drop_tree()


def _walk(tree: HtmlElement, goes: Callable[[HtmlElement], bool]) -> None:
    """Drop each element that ``goes``, with all in it, in page order."""
    elements = list(tree.iter())
    at = 0
    while at < len(elements):
        element = elements[at]
        if element.getparent() is not None and goes(element):
            at += sum(1 for _ in element.iter())
            element.drop_tree()
        else:
            at += 1


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in _NEVER:
        return False
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if attributes.get("role", "").lower() in _ROLES or _HIDDEN.search(attributes.get("style", "")):
        return True
    if element.tag not in _NAMED:
        return False
    return _names_furniture(attributes.get("class", "")) or _names_furniture(
        attributes.get("id", "")
    )


@lru_cache(maxsize=20_000)
def _names_furniture(names: str) -> bool:
    """True when one of the ``names`` of a block, separated by spaces, is that of furniture."""
    return any(
        _is_name_of_furniture(_COMPONENT.findall(_CAMEL.sub("-", name).lower()))
        for name in names[:400].split()
        if not _STATE.match(name)
    )


def _is_name_of_furniture(parts: list[str]) -> bool:
    if any(part in SURE_NAMES for part in parts):
        return True
    common = [part for part in parts if part in COMMON_NAMES]
    return bool(common) and all(part in COMMON_NAMES or part in NEUTRAL_NAMES for part in parts)


def _may_go(element: HtmlElement, whole: int, bodies: list[HtmlElement]) -> bool:
    if _holds_article(element):
        return False
    if prose(element) <= _MOST * whole:
        return True
    # A short article below which a site shows a long other one: the page names its own.
    inside = [body for body in bodies if element in body.iterancestors() or body is element]
    return bool(bodies) and not inside


def _holds_article(element: HtmlElement) -> bool:
    return any(
        inner.tag in {"article", "main", "h1"} or inner.get("itemprop") == "articleBody"
        for inner in element.iter("article", "main", "h1", "div", "section")
        if inner.tag != "h1" or inner.getparent().tag != "a"
    )


def _drop_neighbours(tree: HtmlElement, whole: int) -> None:
    """Drop each list of other articles with the heading that names it as such."""
    gone: set[HtmlElement] = set()
    for heading in [one for one in tree.iter(*_HEADINGS) if _is_neighbour_heading(one)]:
        top = _alone(heading)
        if top in gone or any(parent in gone for parent in top.iterancestors()):
            continue
        following = []
        for block in top.itersiblings():
            if block.tag in {"h1", "article"} or _is_prose(block) or _holds_article(block):
                break
            following.append(block)
        if sum(map(prose, following)) <= _MOST * whole:
            for block in (top, *following):
                gone.add(block)
                block.drop_tree()


def _is_neighbour_heading(element: HtmlElement) -> bool:
    if element.getparent() is None or (element.text is None and len(element) == 0):
        return False
    if len(element) > 3:
        return False
    text = ""
    for part in element.itertext():
        text += "".join(part.split())
        if len(text) > _MAX_HEADING:
            return False
    return bool(text) and bool(NEIGHBOUR_HEADING.fullmatch(text.lower()))


def _alone(element: HtmlElement) -> HtmlElement:
    """The outermost element that holds nothing but ``element``."""
    whole = length(element)
    parent = element.getparent()
    while parent is not None and parent.tag not in _NEVER and length(parent) == whole:
        element, parent = parent, parent.getparent()
    return element


def _is_prose(block: HtmlElement) -> bool:
    """True for text of an article: long enough, and no link in it stands alone as a title does."""
    if prose(block) < _PROSE or block.tag == "a":
        return False
    return not any(length(link) == length(link.getparent()) for link in block.iter("a"))

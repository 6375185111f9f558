"""The frame of a page, taken out of its tree before the article is looked for.

Menus, side bars, related articles, comments, adverts, consent banners and tickers change with
every visit; what is gone from the tree can neither be taken for the article nor move its text.
They are known by their tag, their role, their being hidden, the names a page gives its blocks,
and the headings over lists of other articles. No block goes that may be the article itself.
"""

import re
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from crawler.furniture_names import COMMON_NAMES, NEUTRAL_NAMES, SURE_NAMES
from crawler.measures import prose
from crawler.neighbours import MOST, drop_cards, drop_neighbours
from crawler.root import LEAST, named_bodies

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
_MAX_TITLES = 3  # headings of the first rank that may be the title
_LEAST_TITLE = 6  # characters
_MAX_FRAME = 600  # characters of a footer that is all a page shows
_FRAME = frozenset("footer foot nav navbar breadcrumb copyright header-nav bottom-nav".split())
_COMPONENT = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# "has-sidebar", "category-weather": what such a name says is of the page, not of the block.
_STATE = re.compile(r"^(?:has|no|with|without|is|js|tag|category|cat|topic|post|u|l|theme)-")


def drop_furniture(tree: HtmlElement) -> None:
    """Take the frame of the page out of ``tree``, in place."""
    kept = _kept(tree)
    _drop_tags(tree, kept)
    whole = prose(tree)
    bodies = [body for body in named_bodies(tree) if prose(body) >= LEAST]
    _drop_named(tree, whole, kept, bodies)
    drop_neighbours(tree, whole, kept)
    if not bodies:
        drop_cards(tree, whole, kept)


def drop_scripts(tree: HtmlElement) -> None:
    """Take out of ``tree`` what is no text of the page at all, in place."""
    etree.strip_elements(tree, *_MACHINERY, with_tail=False)


def _kept(tree: HtmlElement) -> set[HtmlElement]:
    """What holds the title or the article, by its tags, with all that holds those."""
    said = "".join((tree.findtext(".//title") or "").split())
    titles = [one for one in tree.iter("h1") if one.getparent().tag != "a"][:_MAX_TITLES]
    titles += [one for one in tree.iter("h2", "h3") if _is_title(one, said)][:1]
    marked = [one for one in tree.iter("div", "section") if one.get("itemprop") == "articleBody"]
    # Of several articles the others are cards.
    articles = sorted(tree.iter("article"), key=prose)[-1:]
    found = [*titles, *marked, *articles, *tree.iter("main")]
    return {up for one in found for up in (one, *one.iterancestors())}


def _is_title(heading: HtmlElement, said: str) -> bool:
    text = "".join("".join(heading.itertext()).split())
    return len(text) >= _LEAST_TITLE and text in said and heading.find(".//a") is None


def _drop_tags(tree: HtmlElement, kept: set[HtmlElement]) -> None:
    gone: set[HtmlElement] = set()
    for element in list(tree.iter(*_TAGS)):
        if element in kept or any(parent in gone for parent in element.iterancestors()):
            continue
        gone.add(element)
        element.drop_tree()


def _drop_named(
    tree: HtmlElement, whole: int, kept: set[HtmlElement], bodies: list[HtmlElement]
) -> None:
    """Drop each block whose name or state is that of furniture, with all in it, in page order."""
    elements = list(tree.iter())
    at = 0
    while at < len(elements):
        element = elements[at]
        goes = _is_furniture(element) and element not in kept and element.getparent() is not None
        if goes and _may_go(element, whole, bodies):
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
    size = prose(element)
    if size <= MOST * whole or (size <= _MAX_FRAME and _is_frame(element)):
        return True
    # A short article below which a site shows a long other one: the page names its own.
    inside = [body for body in bodies if element in body.iterancestors() or body is element]
    return bool(bodies) and not inside


def _is_frame(element: HtmlElement) -> bool:
    """True for what is no article even where a page shows nothing else."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return any(name.lower() in _FRAME for name in names[:400].split())

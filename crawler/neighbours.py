"""Other articles that a page shows beside its own: lists under a heading that says so, and cards.

A card is a title that is a link, with a line or two of its story. They come in rows, turn with
every visit, and their figures would read like claims of this page.
"""

from collections.abc import Container
from itertools import islice

from lxml.html import HtmlElement

from crawler.furniture_names import NEIGHBOUR_HEADING
from crawler.measures import length, prose

MOST = 0.4  # share of the page's words without links above which a block is no mere frame
_PROSE = 60  # characters of a paragraph without links that is no teaser
_MAX_HEADING = 30  # characters
_MAX_PART = 300  # characters of a heading, spaces included
_MAX_INNER = 8  # elements of a heading, itself included
_MAX_NEIGHBOURS = 60  # blocks below a heading
_MAX_LISTS = 100  # headings of a page
_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "strong", "b", "p", "div", "span", "dt", "li", "td")
_CARDS = frozenset(("div", "li", "section", "article", "dd"))
_ROWS = ("div", "ul", "ol", "section", "dl", "main", "body")
_MAX_CARD = 400  # characters
_MAX_CARDS = 80
_MAX_PARTS = 80  # elements of a card
_MAX_LINKS = 200  # of a block that are looked at
_MAX_BESIDE = 3  # elements beside which a link may still be all of its parent's text
_MAX_TITLES = 2  # links of a card that are titles
_MAX_BEFORE = 20  # characters before its title: a day, a rank
_TITLES = frozenset(("a", "h2", "h3", "h4", "h5", "h6"))
_LEAST_ARTICLE = 80  # characters that must be left as the article
_MAX_REST = 80  # characters of a row besides its cards: its heading
_STOP = frozenset(("h1", "article"))


def drop_neighbours(tree: HtmlElement, whole: int, kept: Container[HtmlElement]) -> None:
    """Drop each list of other articles with the heading that names it as such; in place.

    ``whole`` is the page's prose in characters; what is ``kept`` holds the article.
    """
    gone: set[HtmlElement] = set()
    headings = [one for one in tree.iter(*_HEADINGS) if _is_neighbour_heading(one)]
    for heading in headings[:_MAX_LISTS]:
        top = _alone(heading)
        if top in gone or top in kept or any(parent in gone for parent in top.iterancestors()):
            continue
        following = []
        for block in islice(top.itersiblings(), _MAX_NEIGHBOURS):
            if block.tag in _STOP or _is_prose(block) or block in kept:
                break
            following.append(block)
        if sum(map(prose, following)) <= MOST * whole:
            for block in (top, *following):
                gone.add(block)
                block.drop_tree()


def drop_cards(tree: HtmlElement, whole: int, kept: Container[HtmlElement]) -> None:
    """Drop each row of cards that stands apart from the article's own text; in place."""
    for row in list(tree.iter(*_ROWS)):
        cards = [child for child in row if child not in kept and _is_card(child)][:_MAX_CARDS]
        others = [other for other in row if other not in cards]
        # They may stand among paragraphs: then they are links of the text itself.
        if len(cards) < 2 or any(_is_prose(one) for one in others if one not in kept):
            continue
        size = sum(map(prose, cards))
        # Beside a title, a row may say more than the article: it is apart, and there is other text.
        if size > MOST * whole and (row in kept or not kept or whole - size < _LEAST_ARTICLE):
            continue
        if row not in kept and sum(map(prose, others)) <= _MAX_REST:
            row.drop_tree()
        else:
            for card in cards:
                card.drop_tree()


def _is_card(block: HtmlElement) -> bool:
    if block.tag not in _CARDS:
        return False
    if len(list(islice(block.iter(), _MAX_PARTS + 1))) > _MAX_PARTS:
        return False
    if block.find(".//a") is None or block.find(".//table") is not None:
        return False
    if not 10 <= length(block) <= _MAX_CARD or not _opens_with_title(block):
        return False
    return 0 < sum(_stands_alone(link) for link in block.iter("a")) <= _MAX_TITLES


def _opens_with_title(block: HtmlElement) -> bool:
    """True when a link or a heading stands first: an article's link comes below its text."""
    before = ""
    for element in block.iter():
        if element.tag in _TITLES and element is not block and length(element):
            return len(before) <= _MAX_BEFORE
        before += "".join((element.text or "").split())
        if element is not block and len(element) == 0:
            before += "".join((element.tail or "").split())
        if len(before) > _MAX_BEFORE:
            return False
    return False


def _stands_alone(link: HtmlElement) -> bool:
    size, parent = length(link), link.getparent()
    if size < 8:
        return False
    # Directly in the card, beside its summary in a block of its own; or in a block of its own.
    beside = (parent.text or "").strip() or (link.tail or "").strip()
    return not beside or _fills_its_parent(link)


def _is_neighbour_heading(element: HtmlElement) -> bool:
    if element.getparent() is None or len(element) > 3:
        return False
    if element.text is None and len(element) == 0:
        return False
    inner = list(islice(element.iter(), _MAX_INNER + 1))
    if len(inner) > _MAX_INNER:
        return False
    text = ""
    for part in element.itertext():
        text += "".join(part[:_MAX_PART].split())
        if len(text) > _MAX_HEADING or len(part) > _MAX_PART:
            return False
    return bool(text) and bool(NEIGHBOUR_HEADING.fullmatch(text.lower()))


def _alone(element: HtmlElement) -> HtmlElement:
    """The outermost element that holds nothing but ``element``."""
    whole = length(element)
    parent = element.getparent()
    while parent is not None and parent.tag not in {"html", "body"} and length(parent) == whole:
        element, parent = parent, parent.getparent()
    return element


def _is_prose(block: HtmlElement) -> bool:
    """True for text of an article: long enough, and no link in it stands alone as a title does."""
    if prose(block) < _PROSE or block.tag == "a":
        return False
    return not any(_fills_its_parent(link) for link in islice(block.iter("a"), _MAX_LINKS))


def _fills_its_parent(link: HtmlElement) -> bool:
    parent = link.getparent()
    return len(parent) <= _MAX_BESIDE and length(link) == length(parent)

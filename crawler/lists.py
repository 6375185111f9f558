"""Lists that are part of the text become paragraphs, which every extraction keeps.

A work report's promises are often a bare list below one paragraph; an extractor that looks for
prose takes it for a menu. A menu is links; a list of the text is words.
"""

from lxml.html import HtmlElement

_FURNITURE = {"nav", "header", "footer", "aside", "form", "menu", "button", "select"}
_MOST_LINKED = 0.3  # share of a list's characters in links above which it is a menu
_LEAST = 6  # characters of an item that says something


def lists_to_paragraphs(tree: HtmlElement) -> None:
    """Make each item of a list that is text a paragraph of its own; ``<dt>`` and its ``<dd>``
    become one, as a table's row does. Menus stay lists.
    """
    for element in list(tree.iter("ul", "ol", "dl")):
        if _is_text(element):
            if element.tag == "dl":
                _join_terms(element)
            for item in element.iterchildren("li", "dd"):
                # A list in the item has been made paragraphs already, or stays as it is.
                item.tag = "div" if any(_is_block(child) for child in item) else "p"
            element.tag = "div"


def _is_text(element: HtmlElement) -> bool:
    if any(parent.tag in _FURNITURE for parent in element.iterancestors()):
        return False
    text = "".join(element.itertext())
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    items = [item for item in element.iterchildren("li", "dd") if _says_something(item)]
    return bool(items) and linked <= _MOST_LINKED * len(text.strip())


def _says_something(item: HtmlElement) -> bool:
    return len("".join("".join(item.itertext()).split())) >= _LEAST


def _is_block(child: HtmlElement) -> bool:
    return child.tag in {"p", "div", "ul", "ol", "dl", "table", "section", "h2", "h3", "h4"}


def _join_terms(element: HtmlElement) -> None:
    """Put each term in front of its first definition: "Homes built | 1,350"."""
    term = ""
    for child in list(element):
        if child.tag == "dt":
            term = " ".join("".join(child.itertext()).split())
            child.drop_tree()
        elif child.tag == "dd" and term:
            child.text, term = f"{term} | {(child.text or '').lstrip()}", ""

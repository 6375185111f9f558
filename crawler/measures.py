"""How much text an element holds."""

from lxml.html import HtmlElement


def length(element: HtmlElement) -> int:
    """Characters of ``element`` that are no spaces."""
    return len("".join("".join(element.itertext()).split()))


def prose(element: HtmlElement) -> int:
    """Characters of ``element`` that are no spaces and in no link."""
    return length(element) - sum(length(link) for link in element.iter("a"))

"""Naked text, as paragraphs: old site systems write an article as text and <br> in one block.

trafilatura then loses the first line, or all of them. Here each run of such text gets the <p>
that it should have had.
"""

from lxml.etree import SubElement
from lxml.html import HtmlElement

_BLOCKS = ("div", "section", "article", "main", "body", "blockquote", "dd", "center")
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd label mark q s samp
    small span strike strong sub sup time tt u var wbr""".split()
)
_TRANSPARENT = frozenset(("script", "style", "noscript", "template"))


def wrap_naked_text(tree: HtmlElement) -> None:
    """Put the runs of text between the <br> of a block into paragraphs of their own; in place."""
    for block in list(tree.iter(*_BLOCKS)):
        if any(child.tag == "br" for child in block):
            _wrap(block)


def _is_inline(element: HtmlElement) -> bool:
    """True for what may stand within a line: an inline element with nothing else inside."""
    return all(
        inner.tag in _INLINE
        or inner.tag in _TRANSPARENT
        or (inner.tag == "br" and inner is not element)
        for inner in element.iter()
    )


def _wrap(block: HtmlElement) -> None:
    children, run = list(block), _Run(block.text)
    block.text = None
    for child in children:
        block.remove(child)
    for child in children:
        tail, child.tail = child.tail, None
        if _is_inline(child):
            run.add(child)
        else:
            run.into(block)
            if child.tag != "br":
                block.append(child)
            run = _Run()
        run.say(tail)
    run.into(block)


class _Run:
    """Text and inline elements that belong to one line."""

    def __init__(self, text: str | None = None) -> None:
        self._text = text or ""
        self._parts: list[HtmlElement] = []

    def add(self, element: HtmlElement) -> None:
        self._parts.append(element)

    def say(self, text: str | None) -> None:
        if self._parts:
            self._parts[-1].tail = (self._parts[-1].tail or "") + (text or "")
        else:
            self._text += text or ""

    def into(self, block: HtmlElement) -> None:
        """Append to ``block``: as a paragraph when it is prose, as it was when it is a menu."""
        if not self._text.strip() and not self._parts:
            return
        line = SubElement(block, "p")
        line.text = self._text
        line.extend(self._parts)
        if not _is_prose(line):
            line.drop_tag()


def _is_prose(line: HtmlElement) -> bool:
    whole = len("".join(line.itertext()).strip())
    linked = sum(len("".join(link.itertext()).strip()) for link in line.iter("a"))
    return whole > 0 and linked * 2 <= whole

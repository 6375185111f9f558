"""HTML to a tree, once, with the limits that hostile pages make necessary."""

import re

import lxml.html
from lxml import etree

MAX_DEPTH = 2_048  # deeper text is lost by the parser without a word: we must notice ourselves

# One tag with many attributes costs the parser seconds to hours, and nothing can interrupt it
# (measured: 20,000 attributes 4 s, 40,000 about 100 s). Long data: addresses have few "=".
_LONG_TAG = re.compile(r"<[^<>]{20000,}")
_MAX_ATTRIBUTES = 1_000
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class MarkupError(ValueError):
    """A page whose markup cannot or must not be parsed; its text says why."""


def tree_of(html: str) -> lxml.html.HtmlElement:
    """The page as a tree. Raises: MarkupError when there is none, or it would be a trap."""
    if any(tag.group().count("=") > _MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(html)):
        raise MarkupError("a tag has more attributes than any honest page")
    text = _CONTROLS.sub("", html)
    # An XML declaration that names an encoding makes lxml refuse text that is decoded already.
    text = re.sub(r"^\s{0,50}<\?xml[^>]{0,300}\?>", "", text)
    if not text.strip():
        raise MarkupError("the page is empty")
    # lxml ships no types, hence the annotations and the two ignores.
    parser = lxml.html.HTMLParser(  # type: ignore[no-untyped-call]
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=True,  # without it the parser gives up at 255 levels; the size is capped already
    )
    try:
        tree: lxml.html.HtmlElement = lxml.html.document_fromstring(  # type: ignore[no-untyped-call]
            text.encode("utf-8"), parser=parser
        )
    except (etree.LxmlError, ValueError) as error:
        raise MarkupError("the page has no markup that can be read") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise MarkupError(f"the page is nested more than {MAX_DEPTH} levels deep")
    return tree

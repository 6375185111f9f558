"""HTML to a tree, once, with the limits that hostile pages make necessary."""

import re

import lxml.html
from lxml import etree

MAX_DEPTH = 2_048  # deeper text is lost by the parser without a word: we must notice ourselves

# One tag with many attributes costs the parser seconds to hours, and nothing can interrupt it
# (measured: 20,000 attributes 4 s, 40,000 about 100 s).
_MAX_ATTRIBUTES = 1_000
# The page cut into what a parser cuts it into, so that no quote, comment or script hides a tag.
# Every part is taken once and never given back, which keeps this linear on any input.
# Source: HTML Living Standard, section 13.2.5, "Tokenization".
_BLANK = r"[ \t\n\f\r]"
_ENDS = r"(?=[ \t\n\f\r/>])"  # of a tag's name
_VALUE = r"""(?:"[^"]*+"?+|'[^']*+'?+|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+)?+"""
_ATTRIBUTE = rf"[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+(?:{_BLANK}*+={_BLANK}*+{_VALUE})?+"
_REST = rf"(?:{_BLANK}++|/(?!>)|{_ATTRIBUTE})*+"  # of a tag, behind its name
# A script may hold a whole script in a comment, whose end is not its own.
_NESTED = rf"<script{_ENDS}(?:[^<-]++|-(?!->)|<(?!/script{_ENDS}))*+(?:</script{_ENDS})?+"
_COMMENTED = rf"<!(?=--)(?:[^<-]++|-(?!->)|<(?!/?script{_ENDS})|{_NESTED})*+(?:-->)?+"
_SCRIPT = rf"(?:[^<]++|<(?!!--|/script{_ENDS})|{_COMMENTED})*+"
_PLAIN = "title|textarea|style|xmp|iframe|noembed|noframes"  # elements without tags in them
_MARKUP = re.compile(
    r"<!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>)?+)"
    r"|<(?:[!?]|/(?![a-z]))[^>]*+"
    # The parser takes "<script/>" for an empty element: what follows is no script.
    rf"|<script{_ENDS}(?P<script>{_REST})(?:/>|>?+{_SCRIPT})"
    rf"|<(?P<name>{_PLAIN}){_ENDS}(?P<plain>{_REST})"
    rf"(?:/>|>?+(?:[^<]++|<(?!/(?P=name){_ENDS}))*+)"
    rf"|</?[a-z][^ \t\n\f\r/>]*+(?P<tag>{_REST})",
    re.IGNORECASE,
)
_EACH = re.compile(_ATTRIBUTE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class MarkupError(ValueError):
    """A page whose markup cannot or must not be parsed; its text says why."""


def tree_of(html: str) -> lxml.html.HtmlElement:
    """The page as a tree. Raises: MarkupError when there is none, or it would be a trap."""
    text = _CONTROLS.sub("", html)
    if most_attributes(text) > _MAX_ATTRIBUTES:
        raise MarkupError("a tag has more attributes than any honest page")
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


def most_attributes(html: str) -> int:
    """The number of attributes of the tag that has the most, as it is written; tags too short to
    be a trap are not counted. Takes time in proportion to the page, whatever it holds.
    """
    most = 0
    for found in _MARKUP.finditer(html):
        start, end = found.span(found.lastgroup) if found.lastgroup else (0, 0)
        if end - start >= _MAX_ATTRIBUTES:
            most = max(most, sum(1 for _ in _EACH.finditer(html, start, end)))
    return most

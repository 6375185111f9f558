"""What a visitor sees of an answer, beside the article that was extracted from it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from crawler.decoding import decode
from crawler.markup import MarkupError, tree_of
from model import Capture

MAX_TEXT = 200_000
_MAX_LINE = 200
_MAX_LINES = 2_000
_FRAME_LINKS = 3
_FRAME_WORDS = 80
_HEADLINE = 1.5  # words; fewer are a menu's
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+")
_MARKUP = re.compile(
    rb"<\s?(?:!doctype|html|head|body|title|meta|div|p|h\d|script|frameset|form|center|br)\b", re.I
)
# How files begin that are documents, archives or pictures; to read them is `crawler.files`' work.
_FILES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
)
_ALERT = re.compile(r"\balert\(\s{0,9}[\"']([^\"'<>]{2,200})[\"']")


_UNSEEN = frozenset("script noscript style template title".split())
_NO_NOTICE = frozenset(
    "script style template title a nav header footer button select option".split()
)
_BLANKS = " \t\r\n"  # what XML takes for no text


def words(text: str) -> float:
    """How much text there is: words, a Chinese character counting as half of one."""
    text = text[:MAX_TEXT]
    return len(_HAN.findall(text)) / 2 + len(_WORD.findall(text))


@dataclass(frozen=True)
class Sight:
    """A capture as a visitor sees it. Parsed when first asked, and only as far."""

    capture: Capture

    @cached_property
    def head(self) -> bytes:
        """As much of the body as is looked at."""
        return self.capture.body[: 4 * MAX_TEXT]

    @cached_property
    def text(self) -> str:
        """The body as text, scripts and all."""
        return decode(self.head, self.capture.header("Content-Type"))

    @property
    def is_document(self) -> bool:
        """Whether the answer is a file rather than a page: nothing that stands in for one is."""
        return self.capture.body.startswith(_FILES) or b"%PDF-" in self.capture.body[:20]

    @property
    def is_markup(self) -> bool:
        """Whether the answer is a page at all, or nothing, rather than a document or data."""
        start = self.head[:4096].replace(b"\x00", b"")
        return not start.strip() or bool(_MARKUP.search(start))

    @cached_property
    def tree(self) -> HtmlElement | None:
        """The page, None when it has no markup that can be read."""
        if self.is_document:
            return None
        try:
            return tree_of(self.text)
        except (MarkupError, RecursionError):
            return None

    @property
    def can_be_read(self) -> bool:
        """Whether the markup is such that a text would have been found in it."""
        return self.is_markup and self.tree is not None

    @cached_property
    def title(self) -> str:
        """What the page's title says; "" without one."""
        found = self.tree.findtext(".//title") if self.tree is not None else ""
        return " ".join((found or "").split())[:300]

    @cached_property
    def notices(self) -> list[str]:
        """The lines a notice may stand in: none of a menu, a link or a button, for the frame of
        any site says "please log in" there. What a script alerts is one of them.
        """
        return self._lines(_NO_NOTICE) + _ALERT.findall(self.text[:MAX_TEXT])[:3]

    @cached_property
    def shown(self) -> str:
        """All the words a visitor without scripts is shown."""
        return "\n".join(self._lines(_UNSEEN))

    @cached_property
    def linked(self) -> frozenset[str]:
        """The texts of the page's links, each as one line."""
        found = self.tree.xpath("//a") if self.tree is not None else ()
        return frozenset(" ".join(link.text_content().split()) for link in found[:_MAX_LINES])

    @cached_property
    def is_framed(self) -> bool:
        """Whether a site stands around the text: menus, links, a foot."""
        return len(self.linked) >= _FRAME_LINKS or words(self.shown) >= _FRAME_WORDS

    @cached_property
    def is_headed(self) -> bool:
        """Whether a line of the page stands in its title too, as an article's headline does."""
        title = self.title.lower()
        lines = (line.lower() for line in self.shown.split("\n")[:200])
        return any(words(line) >= _HEADLINE and line in title for line in lines)

    def _lines(self, hidden: frozenset[str]) -> list[str]:
        if self.tree is None:
            return []
        texts = islice(_texts(self.tree, hidden), _MAX_LINES)
        lines = [line for text in texts for line in _lines_of(text)]
        return [line for line in lines if 0 < len(line) <= _MAX_LINE][:_MAX_LINES]


def _texts(tree: HtmlElement, hidden: frozenset[str]) -> Iterator[str]:
    """The texts of the page in its order, but those inside ``hidden`` elements; each element is
    visited once, however deep it lies.
    """
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            text = element.tail
        elif element.tag in hidden:
            walk.skip_subtree()
            continue
        else:
            text = element.text
        if text and text.strip(_BLANKS):
            yield text


def _lines_of(text: str) -> list[str]:
    """The text as one line, as a browser shows it; what is too long for that, as it was sent."""
    line = " ".join(text.split())
    if len(line) <= _MAX_LINE:
        return [line]
    return [" ".join(part.split()) for part in text.split("\n")]

"""From the bytes of a page to its article: text, title, dates, language.

trafilatura finds the article; tables are made into lines before, page furniture is dropped after.
Whoever changes what comes out raises EXTRACTOR_VERSION (`version.py`).
"""

import copy
import logging
import re

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import use_config

from crawler.cleaning import clean, language_of
from crawler.decoding import decode
from crawler.files import article_of, kind_of, unread
from crawler.lines import without_noise
from crawler.lists import lists_to_paragraphs
from crawler.markup import MarkupError, tree_of
from crawler.metadata import metadata
from crawler.paragraphs import wrap_naked_text
from crawler.tables import flatten_tables
from model import Article, Capture, ExtractError, Selectors

# Below its default of 250 characters trafilatura takes an article for a failure and reaches for
# the rest of the page; a whole Chinese notice is shorter than that.
_CONFIG = use_config()
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "30")

_MAX_TEXT = 2_000_000
_MAX_FIRST_LINE = 100  # of a page without a title, to call it by something
_HTML_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/octet-stream", "")
_MARKUP = re.compile(
    rb"<\s?(?:!doctype|html|head|body|title|meta|div|p|article|table|span)\b", re.I
)
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def extract(capture: Capture, selectors: Selectors | None = None) -> Article:
    """The article of ``capture``: its main text as lines, and what the page says of itself.

    Raises: ExtractError when the answer is no page, or no text can be found in it.
    """
    url = capture.final_url
    if kind := kind_of(capture.body):
        return article_of(capture, kind)
    _refuse_other_types(capture)
    try:
        tree = tree_of(decode(capture.body, capture.header("Content-Type")))
        about = metadata(copy.deepcopy(tree), url, capture.captured_at)
        text = _main_text(tree, url)
    except MarkupError as error:
        raise ExtractError(url, str(error)) from error
    except RecursionError as error:
        raise ExtractError(url, "the page is nested too deeply to be read") from error
    if not text:
        raise ExtractError(url, "no article text was found on the page")
    return Article(
        text=text,
        title=clean(about.title) or text.partition("\n")[0][:_MAX_FIRST_LINE],
        language=language_of(text),
        author=clean(about.author or "") or None,
        publisher=clean(about.publisher or "") or None,
        published=about.published,
        modified=about.modified,
        url=url,
    )


def _refuse_other_types(capture: Capture) -> None:
    body = capture.body
    what = unread(body) or None
    said = (capture.header("Content-Type") or "").partition(";")[0].strip().lower()[:60]
    is_markup = bool(_MARKUP.search(body[:4096].replace(b"\x00", b"")))
    if what is None and not is_markup and said not in _HTML_TYPES[:2]:
        what = f"of type {said}" if said else "of an unknown type"
    if what is None and said not in _HTML_TYPES and not said.endswith("xml") and not is_markup:
        what = f"of type {said}"
    if what:
        raise ExtractError(capture.final_url, f"not read: the answer is {what}")
    if not body.strip():
        raise ExtractError(capture.final_url, "the page is empty")


def _main_text(tree: HtmlElement, url: str) -> str:
    flatten_tables(tree)
    lists_to_paragraphs(tree)
    for element in tree.iter("center", "font"):  # unknown to trafilatura, which then joins lines
        element.tag = "div" if element.tag == "center" else "span"
    wrap_naked_text(tree)
    for precise in (True, False):
        found = bare_extraction(
            copy.deepcopy(tree),
            url=url,
            favor_precision=precise,
            include_comments=False,
            include_tables=True,
            include_links=False,
            deduplicate=False,
            config=_CONFIG,
        )
        text = clean(getattr(found, "text", None) or "")
        lines = without_noise([_unbulleted(line) for line in text.split("\n")])
        if any(lines):
            return "\n".join(lines)[:_MAX_TEXT]
    return ""


def _unbulleted(line: str) -> str:
    return line.removeprefix("- ") if line.startswith("- ") else line

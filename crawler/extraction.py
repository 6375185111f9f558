"""From the bytes of a page to its article: text, title, dates, language.

The page is parsed once: what it says of itself is read off the tree (`metadata.py`), then its
frame is taken out and the article found (`text.py`).
Whoever changes what comes out raises EXTRACTOR_VERSION (`version.py`).
"""

import logging
import re
from datetime import timedelta

from crawler.cleaning import clean, language_of
from crawler.dates import date_in
from crawler.decoding import decode, is_readable, is_strange
from crawler.files import article_of, kind_of, unread
from crawler.furniture import drop_scripts
from crawler.markup import MarkupError, tree_of
from crawler.metadata import metadata, structured
from crawler.selecting import select
from crawler.text import main_text
from model import Article, Capture, ExtractError, Selectors

_STRANGE = "most of its characters are rare ones: see that the page is not garbled"
_MAX_FIRST_LINE = 100  # of a page without a title, to call it by something
_HTML_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/octet-stream", "")
_MARKUP = re.compile(
    rb"<\s?(?:!doctype|html|head|body|title|meta|div|p|article|table|span)\b", re.I
)
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def extract(capture: Capture, selectors: Selectors | None = None) -> Article:
    """The article of ``capture``: its main text as lines, and what the page says of itself.
    ``selectors`` say where the article lies on the pages of its source; one that matches nothing
    is done without, and the article's note says so.

    Raises: ExtractError when the answer is no page, or no text can be found in it.
    """
    url, latest = capture.final_url, capture.captured_at.date() + timedelta(days=1)
    if kind := kind_of(capture.body):
        return article_of(capture, kind)
    _refuse_other_types(capture)
    try:
        tree = tree_of(decode(capture.body, capture.header("Content-Type")))
        data = structured(tree)
        drop_scripts(tree)
        about = metadata(tree, data, url, latest)
        found = select(tree, selectors)
        text = main_text(tree, url, found.body)
    except MarkupError as error:
        raise ExtractError(url, str(error)) from error
    except RecursionError as error:
        raise ExtractError(url, "the page is nested too deeply to be read") from error
    if not text:
        raise ExtractError(url, "no article text was found on the page")
    if not is_readable(text):
        raise ExtractError(
            url, "the text is in an encoding that could not be told, and is no words"
        )
    return Article(
        text=text,
        title=clean(found.title) or clean(about.title) or text.partition("\n")[0][:_MAX_FIRST_LINE],
        language=language_of(text),
        author=clean(about.author or "") or None,
        publisher=clean(about.publisher or "") or None,
        published=date_in(found.published, latest) or about.published,
        modified=about.modified,
        url=url,
        note="; ".join(filter(None, (found.note, _STRANGE if is_strange(text) else ""))),
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

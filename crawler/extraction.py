"""From the bytes of a page to its article: text, title, dates, language.

The page is parsed once: what it says of itself is read off the tree (`metadata.py`), then its
frame is taken out and the article found (`text.py`).
Whoever changes what comes out raises EXTRACTOR_VERSION (`version.py`).
"""

import logging
import re
from datetime import timedelta

from crawler.dates import date_in
from crawler.decoding import decode, is_readable
from crawler.furniture import drop_scripts
from crawler.markup import MarkupError, tree_of
from crawler.metadata import metadata, structured
from crawler.selecting import select
from crawler.text import clean, main_text
from model import Article, Capture, ExtractError, Selectors

_MAX_FIRST_LINE = 100  # of a page without a title, to call it by something
_HTML_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/octet-stream", "")
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "an Office document or a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"{\\rtf", "an RTF document"),
)
_MARKUP = re.compile(
    rb"<\s?(?:!doctype|html|head|body|title|meta|div|p|article|table|span)\b", re.I
)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f]+")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def extract(capture: Capture, selectors: Selectors | None = None) -> Article:
    """The article of ``capture``: its main text as lines, and what the page says of itself.
    ``selectors`` say where the article lies on the pages of its source; one that matches nothing
    is done without, and the article's note says so.

    Raises: ExtractError when the answer is no page, or no text can be found in it.
    """
    url, latest = capture.final_url, capture.captured_at.date() + timedelta(days=1)
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
        raise ExtractError(url, "the text is in an encoding that could not be told, and is no words")
    return Article(
        text=text,
        title=clean(found.title) or clean(about.title) or text.partition("\n")[0][:_MAX_FIRST_LINE],
        language=language_of(text),
        author=clean(about.author or "") or None,
        publisher=clean(about.publisher or "") or None,
        published=date_in(found.published, latest) or about.published,
        modified=about.modified,
        url=url,
        note=found.note,
    )


def language_of(text: str) -> str:
    """The language of ``text``: "zh" when a fair share of its words is Chinese, else "en"."""
    han = len(_HAN.findall(text))
    # A Chinese word has about two characters; digits and signs belong to no language.
    return "zh" if han / 2 > 0.3 * (han / 2 + len(_LETTERS.findall(text))) else "en"


def _refuse_other_types(capture: Capture) -> None:
    body = capture.body
    what = next((name for magic, name in _MAGIC if body.startswith(magic)), None)
    said = (capture.header("Content-Type") or "").partition(";")[0].strip().lower()[:60]
    is_markup = bool(_MARKUP.search(body[:4096].replace(b"\x00", b"")))
    if what is None and not is_markup and said not in _HTML_TYPES[:2]:
        what = f"of type {said}" if said else "of an unknown type"
    if what is None and said not in _HTML_TYPES and not said.endswith("xml") and not is_markup:
        what = f"of type {said}"
    if what:
        raise ExtractError(capture.final_url, f"the answer is {what}, which is not read yet")
    if not body.strip():
        raise ExtractError(capture.final_url, "the page is empty")

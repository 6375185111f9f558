"""From the bytes of a page to its article: text, title, dates, language.

trafilatura finds the article; tables are made into lines before, page furniture is dropped after.
Whoever changes what comes out raises EXTRACTOR_VERSION (`version.py`).
"""

import logging
import re
import unicodedata

from lxml.html import HtmlElement, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import use_config

from crawler.decoding import decode, is_readable
from crawler.furniture import drop_furniture, drop_scripts
from crawler.lines import without_noise
from crawler.lists import lists_to_paragraphs
from crawler.markup import MarkupError, tree_of
from crawler.metadata import metadata, structured
from crawler.paragraphs import wrap_naked_text
from crawler.root import find_root
from crawler.tables import flatten_tables
from model import Article, Capture, ExtractError, Selectors

# Below its default of 250 characters trafilatura takes an article for a failure and reaches for
# the rest of the page; a whole Chinese notice is shorter than that.
_CONFIG = use_config()
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "30")

_MAX_TEXT = 2_000_000
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
# Invisible characters that split words and numbers: zero-width, direction marks, soft hyphen, BOM.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f]+")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def extract(capture: Capture, selectors: Selectors | None = None) -> Article:
    """The article of ``capture``: its main text as lines, and what the page says of itself.

    Raises: ExtractError when the answer is no page, or no text can be found in it.
    """
    url = capture.final_url
    _refuse_other_types(capture)
    try:
        tree = tree_of(decode(capture.body, capture.header("Content-Type")))
        data = structured(tree)
        drop_scripts(tree)
        about = metadata(tree, data, url, capture.captured_at)
        text = _main_text(tree, url)
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
        title=clean(about.title) or text.partition("\n")[0][:_MAX_FIRST_LINE],
        language=language_of(text),
        author=clean(about.author or "") or None,
        publisher=clean(about.publisher or "") or None,
        published=about.published,
        modified=about.modified,
        url=url,
    )


def language_of(text: str) -> str:
    """The language of ``text``: "zh" when a fair share of its words is Chinese, else "en"."""
    han = len(_HAN.findall(text))
    # A Chinese word has about two characters; digits and signs belong to no language.
    return "zh" if han / 2 > 0.3 * (han / 2 + len(_LETTERS.findall(text))) else "en"


def clean(text: str) -> str:
    """``text`` without invisible and control characters, spaces made plain, lines trimmed."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


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


def _main_text(tree: HtmlElement, url: str) -> str:
    drop_furniture(tree)
    flatten_tables(tree)
    lists_to_paragraphs(tree)
    for element in tree.iter("center", "font"):  # unknown to trafilatura, which then joins lines
        element.tag = "div" if element.tag == "center" else "span"
    wrap_naked_text(tree)
    root = find_root(tree)
    if root is not None:
        tree = _page_of(root)
    for precise, fast in ((True, True), (True, False), (False, False)):
        found = bare_extraction(
            tree,
            url=url,
            fast=fast,
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


def _page_of(root: HtmlElement) -> HtmlElement:
    """A page with nothing but ``root``."""
    page = document_fromstring("<html><body><article></article></body></html>")
    page.find(".//article").append(root)
    return page


def _unbulleted(line: str) -> str:
    return line.removeprefix("- ") if line.startswith("- ") else line

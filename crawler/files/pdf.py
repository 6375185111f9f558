"""A PDF document as lines of text with their pages. PDFium reads it; scans are not guessed at."""

from collections.abc import Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from crawler.files.glyphs import Printed, printed
from crawler.files.layout import blocks
from crawler.files.margins import without_margins
from crawler.files.paragraphs import lines_of_pages
from crawler.files.problem import FileError
from crawler.files.text import Found

MAX_PAGES = 500  # a year book has about 400; the first ones are read of a longer document
_MAX_CHARACTERS = 3_000_000  # of all pages, before it ends at the text's own limit
_FEW = 25  # characters: a page that has no more, and a picture, was scanned
_NAMED = 12  # pages named in a note


def read_pdf(body: bytes) -> Found:
    """The text of the document.

    Raises: FileError when it is broken, protected by a password, or holds only images.
    """
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        raise FileError(_why(error)) from error
    try:
        count = len(document)
        pages, notes = _pages(document, min(count, MAX_PAGES))
        about = document.get_metadata_dict()
    finally:
        document.close()
    if count > len(pages):
        notes.append(f"only the first {len(pages)} of {count} pages were read")
    if not any(page.runs for page in pages):
        if any(page.images for page in pages):
            raise FileError(f"it is scanned: {_pages_word(count)} only images, and no text")
        raise FileError("there is no text on its pages")
    without_margins(pages)
    named = [(f"page {number}", blocks(page)) for number, page in enumerate(pages, 1)]
    return Found(
        lines=tuple(lines_of_pages(named)),
        title=about.get("Title", ""),
        notes=tuple(notes),
    )


def _pages(document: Any, most: int) -> tuple[list[Printed], list[str]]:  # noqa: ANN401
    """What the pages show, and notes on those that could not be read."""
    pages: list[Printed] = []
    broken, scanned, garbled, cut = [], [], [], []
    letters = 0
    for number in range(1, most + 1):
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            broken.append(number)
            pages.append(Printed(1, 1, [], [], [], 0, garbled=False, cut=False))
            continue
        try:
            found = printed(page)
        finally:
            page.close()
        count = sum(len(run.text) for run in found.runs)
        if found.garbled:
            garbled.append(number)
            found.runs.clear()
        elif found.images and count < _FEW:
            scanned.append(number)
        if found.cut:
            cut.append(number)
        pages.append(found)
        letters += count
        if letters > _MAX_CHARACTERS:
            break
    said = (
        (broken, "could not be read"),
        (scanned, "held only images"),
        (garbled, "could not be read: the fonts do not say what letters they draw"),
        (cut, "had more text than is read"),
    )
    return pages, [f"{_listed(numbers)} {what}" for numbers, what in said if numbers]


def _why(error: Exception) -> str:
    code = pdfium.FPDF_GetLastError()
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return "it is protected by a password: ask its publisher for an open copy"
    return f"it is broken: {error}"


def _pages_word(count: int) -> str:
    return "its page holds" if count == 1 else f"its {count} pages hold"


def _listed(numbers: Sequence[int]) -> str:
    """The pages in words: page 3; pages 1, 2 and 7 more."""
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    named = ", ".join(map(str, numbers[:_NAMED]))
    more = len(numbers) - _NAMED
    return f"pages {named}" + (f" and {more} more" if more > 0 else "")

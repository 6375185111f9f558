"""What kind of file the bytes are, whatever the server calls them; and of those that are not
read, what to do instead.
"""

import io
import zipfile
from enum import Enum


class FileKind(Enum):
    """A kind of document that is read, with the name a person knows it by."""

    PDF = "a PDF document"
    WORD = "a Word document"
    SHEET = "an Excel workbook"
    OLD_SHEET = "an old Excel workbook"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_JUNK = 1024  # bytes that readers of PDF let stand before its first line
_LOCKED = "protected by a password: ask its publisher for an open copy"
# Names of what an OLE file holds, as its directory writes them (MS-CFB 2.6.1).
_INSIDE_OLE = (
    ("EncryptedPackage", f"an Office document {_LOCKED}"),
    ("WordDocument", "an old Word document (.doc or .wps): save it as .docx to have it read"),
    ("PowerPoint Document", "an old PowerPoint file"),
)
_SHEETS_IN_OLE = ("Workbook", "Book")
# The part that tells what a ZIP file is (ECMA-376 part 2; OpenDocument 1.3 part 2; GB/T 33190).
_INSIDE_ZIP = (
    ("ppt/presentation.xml", "a PowerPoint file"),
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb): save it as .xlsx to have it read"),
    ("content.xml", "an OpenDocument file: save it as .docx or .xlsx to have it read"),
    ("OFD.xml", "an OFD document: save it as PDF to have it read"),
)
_OTHER = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"{\\rtf", "an RTF document: save it as .docx to have it read"),
)


def kind_of(body: bytes) -> FileKind | None:
    """The kind of document the bytes are; None for a page, and for what is not read."""
    if _PDF in body[:_JUNK] and not body.lstrip().startswith(b"<"):
        return FileKind.PDF
    if body.startswith(_OLE):
        locked_or_other = any(_named(name, body) for name, _ in _INSIDE_OLE)
        sheet = any(_named(name, body) for name in _SHEETS_IN_OLE)
        return FileKind.OLD_SHEET if sheet and not locked_or_other else None
    if body.startswith(_ZIP):
        names = _names(body)
        if "word/document.xml" in names or "word/document2.xml" in names:
            return FileKind.WORD
        return FileKind.SHEET if "xl/workbook.xml" in names else None
    return None


def unread(body: bytes) -> str:
    """What the bytes are that are no page and no document we read; "" when they may be a page."""
    if body.startswith(_OLE):
        found = (what for name, what in _INSIDE_OLE if _named(name, body))
        return next(found, "an old Office document of an unknown kind")
    if body.startswith(_ZIP):
        names = _names(body)
        found = (what for name, what in _INSIDE_ZIP if name in names)
        return next(
            found, "a ZIP archive" if names else "an Office document or ZIP archive that is broken"
        )
    return next((what for magic, what in _OTHER if body.startswith(magic)), "")


def _named(name: str, body: bytes) -> bool:
    return (name + "\0").encode("utf-16-le") in body


def _names(body: bytes) -> frozenset[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return frozenset()

"""Read documents from files and folders, whatever a colleague has saved them as."""

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from corpus.text import article_from_text, language_of
from model import Article, DocumentError

log = logging.getLogger(__name__)

MAX_BYTES = 20 * 1024 * 1024
_TEXT = (".txt", ".md")
_HTML = (".html", ".htm")
_OFFICE = (".pdf", ".docx", ".docm", ".xlsx", ".xlsm", ".xls")
_KNOWN = (*_TEXT, *_HTML, *_OFFICE)
# Not read, but whoever names one is told what to do.
_REFUSED = (".doc", ".wps", ".et", ".ofd", ".odt", ".ods", ".rtf")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

Extract = Callable[[bytes, str], Article]


def read_documents(
    paths: Sequence[Path],
    extract: Extract,
    refused: Callable[[DocumentError], None] | None = None,
) -> Iterator[tuple[str, Article]]:
    """Yield (path, article) for each text, HTML, PDF, Word or Excel file named or in a folder.

    Folders are read in order of name, without hidden files and without leaving the folder
    through a symbolic link; files of other kinds in them are skipped and logged. What is
    no text goes through ``extract``, which is given the bytes and the path.

    One that cannot be read is told to ``refused`` and passed over; without it, Raises:
    DocumentError naming the file.
    """
    for path in paths:
        for file in _files(path):
            try:
                article = _read(file, extract)
            except DocumentError as error:
                if refused is None:
                    raise
                refused(error)
            else:
                yield str(file), article


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from _in_folder(path)
    elif not path.exists():
        raise DocumentError(str(path), "no such file or folder")
    elif path.suffix.lower() not in (*_KNOWN, *_REFUSED):
        known = ", ".join(_KNOWN)
        raise DocumentError(str(path), f"unknown kind {path.suffix!r}; known are {known}")
    else:
        yield path


def _in_folder(folder: Path) -> Iterator[Path]:
    home = folder.resolve()
    for parent, folders, files in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(parent, name)
            if name.startswith("."):
                continue
            if file.suffix.lower() not in _KNOWN:
                log.warning("skipped a file of unknown kind", extra={"file": str(file)})
            elif not file.resolve().is_relative_to(home):
                log.warning("skipped a link out of the folder", extra={"file": str(file)})
            else:
                yield file


def _unreadable(error: OSError) -> None:
    raise DocumentError(str(error.filename), error.strerror or str(error)) from error


def _read(file: Path, extract: Extract) -> Article:
    body = _bytes(file)
    if not body.strip():
        raise DocumentError(str(file), "the file is empty")
    if file.suffix.lower() not in _TEXT:
        return extract(body, str(file))
    text = _decoded(body, file)
    if not text.strip():
        raise DocumentError(str(file), "the file is empty")
    return article_from_text(text, str(file))


def _bytes(file: Path) -> bytes:
    # A pipe or a device would keep us waiting for ever.
    if not file.is_file():
        raise DocumentError(str(file), "not a regular file")
    try:
        with file.open("rb") as opened:
            body = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise DocumentError(str(file), error.strerror or str(error)) from error
    if len(body) > MAX_BYTES:
        raise DocumentError(str(file), f"larger than {MAX_BYTES // 1024**2} MiB")
    return body


def _decoded(body: bytes, file: Path) -> str:
    """The file's text: by its byte order mark, else UTF-8, else GB18030 if that reads as Chinese.

    Line ends stay as they are: claims point into the text by offset.
    """
    named = next((encoding for bom, encoding in _BOMS if body.startswith(bom)), None)
    for encoding in [named] if named else ["utf-8", "gb18030"]:
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Nearly any bytes are some GB18030: what does not read as Chinese is something else.
        if encoding != "gb18030" or language_of(text) == "zh":
            return text
    raise DocumentError(str(file), "not UTF-8 text; save it as UTF-8 and try again")

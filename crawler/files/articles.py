"""A document as an article: its text with anchors, its title, and what was not read of it."""

from collections.abc import Callable
from importlib import import_module

from crawler.cleaning import language_of
from crawler.files.kinds import FileKind
from crawler.files.problem import FileError
from crawler.files.text import Found, joined, plain
from model import Article, Capture, ExtractError

# Each room is loaded with the first document of its kind: a crawl without any pays for none.
_READERS = {
    FileKind.PDF: ("crawler.files.pdf", "read_pdf"),
    FileKind.WORD: ("crawler.files.word", "read_word"),
    FileKind.SHEET: ("crawler.files.sheet", "read_sheet"),
    FileKind.OLD_SHEET: ("crawler.files.old_sheet", "read_old_sheet"),
}
_MAX_PROBLEM = 100  # characters of what a library says of a broken file
_MAX_TITLE = 120
_MAX_LINES = 3  # that a title is set in
_TITLE_WITHIN, _TITLE_LINES = 3_000, 12  # characters and lines: where a title stands


def article_of(capture: Capture, kind: FileKind) -> Article:
    """The article that the document of this kind is.

    Raises: ExtractError saying why there is none: broken, locked, scanned, without text.
    """
    url = capture.final_url
    room, name = _READERS[kind]
    read: Callable[[bytes], Found] = getattr(import_module(room), name)
    try:
        found = read(capture.body)
    except FileError as error:
        raise ExtractError(url, f"{kind.value}: {error}") from error
    except RecursionError as error:
        raise ExtractError(url, f"{kind.value}: it is nested too deeply to be read") from error
    except MemoryError:  # said by whoever set the limit
        raise
    except Exception as error:  # the libraries raise what they like on broken files
        problem = f"it is broken ({type(error).__name__}: {str(error)[:_MAX_PROBLEM]})"
        raise ExtractError(url, f"{kind.value}: {problem}") from error
    text, anchors, cut = joined(found.lines)
    if not text:
        raise ExtractError(url, f"{kind.value}: there is no text in it")
    notes = (*found.notes, *(["only the first part of its text was read"] if cut else []))
    return Article(
        text=text,
        title=_title(found.title, text),
        language=language_of(text),
        url=url,
        anchors=anchors,
        note="; ".join(notes),
    )


def _title(stated: str, text: str) -> str:
    """The title that the file states, if the text bears it as one: programs write there what they
    like, "Microsoft Word - draft3". Else the first line.
    """
    stated = plain(stated)
    bare = "".join(stated.split())
    lines = text[:_TITLE_WITHIN].split("\n")[:_TITLE_LINES]
    for first in range(len(lines)):
        for last in range(first + 1, first + 1 + _MAX_LINES):
            if bare and "".join("".join(lines[first:last]).split()) == bare:
                return stated[:_MAX_TITLE]
    return lines[0][:_MAX_TITLE]

"""The text of a document while it is put together: lines of pieces, each with its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from crawler.cleaning import clean
from model import Anchor

MAX_TEXT = 2_000_000  # characters, as of a page
MAX_ANCHORS = 20_000  # of one document; beyond, the last one holds for the rest
SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line, and where in the document it stands: "page 3"."""

    text: str
    anchor: str


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a document holds: its lines, the title that its properties state ("" for none), and
    ``notes`` on what of it was not read.
    """

    lines: tuple[Line, ...]
    title: str = ""
    notes: tuple[str, ...] = field(default=())


def row(cells: Sequence[Piece]) -> Line:
    """A row of a table as a line, its cells parted by bars; a lone cell is a line like others."""
    if len({cell.text for cell in cells}) == 1:
        return tuple(cells[:1])
    parted: list[Piece] = []
    for number, cell in enumerate(cells):
        if number:
            parted.append(Piece(SEPARATOR, parted[-1].anchor))
        parted.append(replace(cell, text=_cell(cell.text)))
    return tuple(parted)


def titled_part(cells: Sequence[Piece]) -> Line:
    """A row that only names the next part of a table: bars around it keep the head in force."""
    first = next(cell for cell in cells if cell.text)
    return (replace(first, text=f"| {_cell(first.text)} |" + "  |" * (len(cells) - 1)),)


def plain(text: str) -> str:
    """The text on one line."""
    return " ".join(clean(text).split())


def _cell(text: str) -> str:
    # A bar inside a cell would part it.
    return plain(text).replace("|", "/")


def joined(lines: Iterable[Line]) -> tuple[str, tuple[Anchor, ...], bool]:
    """The text of the lines, its anchors, and whether it had to be cut."""
    parts: list[str] = []
    anchors: list[Anchor] = []
    at = 0
    for piece in _pieces(lines):
        if at + len(piece.text) > MAX_TEXT:
            return "".join(parts).strip(), tuple(anchors), True
        if (not anchors or anchors[-1].name != piece.anchor) and len(anchors) < MAX_ANCHORS:
            anchors.append(Anchor(at, piece.anchor))
        parts.append(piece.text)
        at += len(piece.text)
    return "".join(parts).rstrip(), tuple(anchors), False


def _pieces(lines: Iterable[Line]) -> Iterator[Piece]:
    first = True
    for line in lines:
        if not any(piece.text.strip() for piece in line):
            continue
        if not first:
            yield Piece("\n", line[0].anchor)
        yield from line
        first = False

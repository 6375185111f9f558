"""From the lines of pages to paragraphs: what a page broke is whole again.

A line goes on in the next when it was full and the next begins no paragraph of its own. Where
paragraphs are not indented, only a sentence that had not ended goes on in another page or column.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from crawler.files.glyphs import is_wide
from crawler.files.grid import glued
from crawler.files.layout import Block, Printing, TableRow
from crawler.files.text import Line, Piece, plain, row, titled_part

_ENDED = re.compile(r"[.。！？!?:：；;][\"'”’」』)）]*$")
_ITEM = re.compile(
    r"[-•·●◆■▪◦※*]\s?|[(（][\d一二三四五六七八九十a-z]{1,3}[)）]|[一二三四五六七八九十]{1,3}、"
    r"|\d{1,2}(?:[、)）]|[.．](?![\d])\s?\S)|第[一二三四五六七八九十百\d]{1,4}[章节条部]|\|"
)
_SIZES = 0.12  # by which letters of one paragraph may differ
_INDENT = 0.8  # of a letter: a line that begins further in begins a paragraph
_INDENTED = 0.05  # of the lines begin further in, where paragraphs do
_TITLE = 1.2  # of the size of the letters around it
_APART = 1.35  # of the usual distance of lines: more is a paragraph of its own


def lines_of_pages(pages: Sequence[tuple[str, Sequence[Block]]]) -> list[Line]:
    """The lines of the document: paragraphs and rows, each piece with the name of its page."""
    indented = _indented(pages)
    lines: list[Line] = []
    open_: list[tuple[str, Printing]] = []
    for name, blocks in pages:
        pitch, body = _pitch(blocks), _body(blocks)
        for number, block in enumerate(blocks):
            if isinstance(block, TableRow):
                lines += _closed(open_)
                open_ = []
                lines.append(_row(block, name))
                continue
            if open_ and not _goes_on(open_, block, (pitch, body), indented, broken=number == 0):
                lines += _closed(open_)
                open_ = []
            open_.append((name, block))
    return lines + list(_closed(open_))


def _row(block: TableRow, name: str) -> Line:
    cells = [Piece(plain(text), name) for text in block.cells]
    return titled_part(cells) if block.part else row(cells)


def _pitch(blocks: Sequence[Block]) -> float:
    """How far apart the lines of the page mostly stand."""
    bases = [block.base for block in blocks if isinstance(block, Printing)]
    steps = [b - a for a, b in pairwise(bases) if 4 < b - a < 60]
    return median(steps) if steps else 0.0


def _indented(pages: Sequence[tuple[str, Sequence[Block]]]) -> bool:
    """Whether paragraphs begin further in: then a line that does not is within one."""
    lines = [line for _, blocks in pages for line in blocks if isinstance(line, Printing)]
    further = [line for line in lines if 1.2 < (line.left - line.edge) / line.size < 3.2]
    return len(further) > _INDENTED * len(lines) and len(further) > 2


def _body(blocks: Sequence[Block]) -> float:
    """The size of most letters of the page."""
    sizes = [block.size for block in blocks if isinstance(block, Printing)]
    return median(sizes) if sizes else 0.0


def _goes_on(
    paragraph: Sequence[tuple[str, Printing]],
    line: Printing,
    usual: tuple[float, float],
    indented: bool,
    *,
    broken: bool,
) -> bool:
    """Whether the line is of the paragraph; ``broken`` where it is the first of a page. ``usual``
    are the step between lines and the size of letters on its page.
    """
    pitch, body = usual
    before = paragraph[-1][1]
    if abs(line.size - before.size) > _SIZES * before.size or _ITEM.match(line.text):
        return False
    # A title is set in several lines, none of them full.
    if line.size > _TITLE * body and not broken:
        return 0 < line.base - before.base <= 2 * line.size
    if line.left > line.edge + _INDENT * line.size and not _hangs(paragraph, line):
        return False
    if not _is_full(before, line):
        return False
    step = line.base - before.base
    if broken or step <= 0:  # the next page, or the next column
        return indented or not _ENDED.search(before.text)
    return step <= _APART * (pitch or 1.6 * line.size)


def _hangs(paragraph: Sequence[tuple[str, Printing]], line: Printing) -> bool:
    """Whether the line stands under the words of an item, further in than its mark."""
    opening, before = paragraph[0][1], paragraph[-1][1]
    if not _ITEM.match(opening.text):
        return False
    further = line.left - opening.left
    return 0 < further < 4 * line.size and (
        before is opening or abs(line.left - before.left) < _INDENT * line.size
    )


def _is_full(before: Printing, line: Printing) -> bool:
    """Whether the line before had no room for the first word of this one."""
    word = line.text[0] if is_wide(line.text[0]) else line.text.split(maxsplit=1)[0]
    letter = (line.right - line.left) / max(1, len(line.text))
    need = line.size if is_wide(word[0]) else (len(word) + 1) * letter
    return before.right + need > before.margin - 0.5 * before.size


def _closed(paragraph: Sequence[tuple[str, Printing]]) -> Iterator[Line]:
    """The paragraph as one line, its pieces by page."""
    if not paragraph:
        return
    text = ""
    pieces: list[Piece] = []
    for name, line in paragraph:
        whole = glued(text, plain(line.text))
        # A parted word gives up its hyphen, which stands at the end of the piece before.
        kept = len(whole) - len(plain(line.text))
        if pieces and kept < len(text):
            pieces[-1] = Piece(pieces[-1].text[:-1], pieces[-1].anchor)
        pieces.append(Piece(whole[min(kept, len(text)) :], name))
        text = whole
    yield tuple(pieces)

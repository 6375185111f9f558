"""Sheets of cells as lines of text: titles, tables and remarks, each cell with its address.

Both kinds of Excel file come here. A row with one cell in use is a line; between rows of a table
it names the part below it. Empty columns and rows are left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.files.text import Line, Piece, plain, row, titled_part

MAX_SHEETS = 100  # read of one workbook
MAX_ROWS = 20_000  # of one sheet
MAX_COLUMNS = 200
MAX_CELLS = 200_000  # of the workbook, empty and spread ones included
_LONGEST = 2_000  # characters of a cell
_ALONE = 200  # characters of a lone cell that may name the part of a table
_NAMELESS = re.compile(r"(?:sheet|table|feuil|tabelle|工作表|表)\s*\d*", re.I)
_SAYS = re.compile(r"[:：]\s*\S")  # 单位：亿元 says something of its own
_QUOTED = re.compile(r"[^\w]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its cells as they are shown, by row and column from 1; ``merged`` are ranges of
    (first row, first column, last row, last column).
    """

    name: str
    cells: Mapping[int, Mapping[int, str]]
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: frozenset[int] = field(default=frozenset())
    hidden_columns: frozenset[int] = field(default=frozenset())


def lines_of_sheet(sheet: Sheet, *, named: bool) -> Iterator[Line]:
    """The lines of the sheet; where it is ``named`` and has no title, the first is its name."""
    grid = _seen(sheet)
    if not grid:
        return
    begins = min(grid)
    titled = len(set(grid[begins].values())) == 1  # it has a title of its own
    if named and not titled and not _NAMELESS.fullmatch(sheet.name.strip()):
        yield (Piece(plain(sheet.name), sheet.name),)
    columns = sorted({column for cells in grid.values() for column in cells})
    block: list[tuple[int, Mapping[int, str]]] = []
    for number in sorted(grid):
        if block and number != _next(block[-1][0], sheet):
            yield from _of_block(block, columns, sheet.name)
            block = []
        block.append((number, grid[number]))
    yield from _of_block(block, columns, sheet.name)


def _next(number: int, sheet: Sheet) -> int:
    """The row that a reader sees below this one."""
    number += 1
    while number in sheet.hidden_rows:
        number += 1
    return number


def _seen(sheet: Sheet) -> dict[int, dict[int, str]]:
    """The cells that are shown and hold something, merged ones spread over their range."""
    grid = {
        number: {
            column: plain(text[:_LONGEST])
            for column, text in cells.items()
            if column <= MAX_COLUMNS and text.strip()
        }
        for number, cells in sheet.cells.items()
    }
    room = MAX_CELLS
    for top, left, lowest, rightmost in sheet.merged:
        text = grid.get(top, {}).get(left)
        bottom, right = min(lowest, top + MAX_ROWS), min(rightmost, MAX_COLUMNS)
        room -= (bottom - top + 1) * (right - left + 1)
        if not text or room < 0:
            continue
        for number in range(top, bottom + 1):
            if number == top or number in grid:  # rows that hold nothing else stay empty
                grid.setdefault(number, {}).update(dict.fromkeys(range(left, right + 1), text))
    kept = {
        number: {c: t for c, t in cells.items() if t and c not in sheet.hidden_columns}
        for number, cells in grid.items()
        if number not in sheet.hidden_rows
    }
    return {number: cells for number, cells in kept.items() if cells}


def _of_block(
    block: Sequence[tuple[int, Mapping[int, str]]], columns: Sequence[int], name: str
) -> Iterator[Line]:
    """The lines of rows that follow one another: between its first and last row with several
    cells lies a table.
    """
    wide = [at for at, (_, cells) in enumerate(block) if len(set(cells.values())) > 1]
    first, last = (wide[0], wide[-1]) if wide else (len(block), -1)
    used = {c for at in range(first, last + 1) for c in block[at][1]} if wide else set()
    inside = [c for c in columns if c in used]
    for at, (number, cells) in enumerate(block):
        lone = len(set(cells.values())) == 1
        text = next(iter(cells.values()))
        if not first <= at <= last or (lone and (_SAYS.search(text) or len(text) > _ALONE)):
            yield from _loose(number, cells, name)
        elif lone and len(inside) > 1:
            place = address(name, number, min(cells))
            yield titled_part([Piece(text, place), *[Piece("", place)] * (len(inside) - 1)])
        else:
            places = [Piece(cells.get(c, ""), address(name, number, c)) for c in inside]
            yield row(places)


def _loose(number: int, cells: Mapping[int, str], name: str) -> Iterator[Line]:
    for column, text in cells.items():
        yield (Piece(text, address(name, number, column)),)
        return


def address(sheet: str, number: int, column: int) -> str:
    """A cell's address as a formula writes it: Sheet1!B7, '2024 budget'!B7."""
    name = "'" + sheet.replace("'", "''") + "'" if _QUOTED.search(sheet) else sheet
    return f"{name}!{letters_of(column)}{number}"


def letters_of(column: int) -> str:
    """The letters of a column: 2 is B, 28 is AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

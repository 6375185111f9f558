"""An Excel workbook (.xlsx) as lines of text. openpyxl reads the cells as they come, with the
values that formulas had when the file was saved.
"""

import io
import re
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import openpyxl
from lxml import etree
from openpyxl.utils.cell import range_boundaries

from crawler.files.archive import checked
from crawler.files.cellformat import shown
from crawler.files.cells import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    Sheet,
    lines_of_sheet,
)
from crawler.files.text import Found, Line

_MAX_MERGED = 20_000
_MAIN = "{*}"


def read_sheet(body: bytes) -> Found:
    """The text of the workbook's visible sheets.

    Raises: FileError when it is locked, or would unpack to more than we take.
    """
    with checked(body) as archive:
        return _read(archive, body)


def _read(archive: ZipFile, body: bytes) -> Found:
    book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    try:
        seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        notes = _notes(len(book.worksheets) - len(seen), len(seen))
        lines: list[Line] = []
        room = MAX_CELLS
        for sheet in seen[:MAX_SHEETS]:
            cells, left = _cells(sheet, room)
            shape = _shape(archive, sheet)
            if left < 0:
                notes.append(f"only the first {len(cells)} rows of sheet {sheet.title} were read")
            room = max(0, left) if left >= 0 else max(0, room - sum(map(len, cells.values())))
            lines += lines_of_sheet(Sheet(sheet.title, cells, **shape), named=len(seen) > 1)
        about = book.properties
        return Found(tuple(lines), about.title or "", tuple(notes))
    finally:
        book.close()


def _notes(hidden: int, seen: int) -> list[str]:
    notes = []
    if hidden:
        notes.append(f"{hidden} hidden sheet{'s were' if hidden > 1 else ' was'} not read")
    if seen > MAX_SHEETS:
        notes.append(f"only the first {MAX_SHEETS} of {seen} sheets were read")
    return notes


def _cells(sheet: Any, room: int) -> tuple[dict[int, dict[int, str]], int]:  # noqa: ANN401
    """The cells that hold something, and how much room is left; below zero when it was cut.

    The size that the sheet states is not believed: any number may stand there.
    """
    sheet.reset_dimensions()
    found: dict[int, dict[int, str]] = {}
    rows = sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS)
    for number, row in enumerate(rows, 1):
        if number > MAX_ROWS or room <= 0:
            return found, -1
        cells = {
            column: text
            for column, cell in enumerate(row, 1)
            if cell.value is not None and (text := shown(cell.value, cell.number_format or ""))
        }
        room -= len(cells)
        if cells:
            found[number] = cells
    return found, room


def _shape(archive: ZipFile, sheet: Any) -> dict[str, Any]:  # noqa: ANN401
    """What is merged and what is hidden, which openpyxl tells only of sheets held in memory."""
    merged: list[tuple[int, int, int, int]] = []
    rows: set[int] = set()
    columns: set[int] = set()
    with archive.open(sheet._worksheet_path) as part:
        for tag, values in _elements(part):
            if tag == "row" and _is_true(values.get("hidden")) and len(rows) < MAX_ROWS:
                rows.add(_number(values.get("r")))
            elif tag == "col" and _is_true(values.get("hidden")):
                first, last = _number(values.get("min")), _number(values.get("max"))
                columns.update(range(first, min(last, MAX_COLUMNS) + 1))
            elif tag == "mergeCell" and len(merged) < _MAX_MERGED:
                left, top, right, bottom = range_boundaries(values.get("ref", "A1"))
                merged.append((top or 1, left or 1, bottom or MAX_ROWS, right or MAX_COLUMNS))
    return {
        "merged": merged,
        "hidden_rows": frozenset(rows),
        "hidden_columns": frozenset(columns),
    }


def _elements(part: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """The rows, columns and merged ranges of a sheet, one at a time."""
    wanted = [f"{_MAIN}row", f"{_MAIN}col", f"{_MAIN}mergeCell"]
    parse = etree.iterparse(
        part, events=("end",), tag=wanted, resolve_entities=False, no_network=True, load_dtd=False
    )
    for _, element in parse:
        yield etree.QName(element).localname, dict(element.attrib)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _is_true(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _number(value: str | None) -> int:
    return int(value) if value and re.fullmatch(r"\d{1,7}", value) else 0

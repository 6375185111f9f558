"""An old Excel workbook (.xls) as lines of text, read by xlrd."""

import io
from typing import Any

import xlrd

from crawler.files.cellformat import shown
from crawler.files.cells import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    Sheet,
    lines_of_sheet,
)
from crawler.files.problem import FileError
from crawler.files.text import Found, Line

_LOCKED = "encrypted"


def read_old_sheet(body: bytes) -> Found:
    """The text of the workbook's visible sheets.

    Raises: FileError when it is locked.
    """
    try:
        book = xlrd.open_workbook(
            file_contents=body, formatting_info=True, on_demand=True, logfile=io.StringIO()
        )
        return _read(book)
    except xlrd.XLRDError as error:
        if _LOCKED not in str(error).lower():
            raise
        locked = "it is protected by a password: ask its publisher for an open copy"
        raise FileError(locked) from error


def _read(book: Any) -> Found:  # noqa: ANN401
    names = [n for n, state in zip(book.sheet_names(), _states(book), strict=False) if not state]
    hidden = book.nsheets - len(names)
    notes = (
        [f"{hidden} hidden sheet{'s were' if hidden > 1 else ' was'} not read"] if hidden else []
    )
    lines: list[Line] = []
    room = MAX_CELLS
    for name in names[:MAX_SHEETS]:
        sheet = book.sheet_by_name(name)
        found = _sheet(book, sheet, room)
        room -= sum(map(len, found.cells.values()))
        if sheet.nrows > MAX_ROWS or room <= 0:
            notes.append(f"only the first {len(found.cells)} rows of sheet {name} were read")
        lines += lines_of_sheet(found, named=len(names) > 1)
        book.unload_sheet(name)
    return Found(tuple(lines), notes=tuple(notes))


def _states(book: Any) -> list[int]:  # noqa: ANN401
    """For each sheet 0 when it is shown."""
    states = getattr(book, "_sheet_visibility", None) or []
    return [*states, *[0] * (book.nsheets - len(states))]


def _sheet(book: Any, sheet: Any, room: int) -> Sheet:  # noqa: ANN401
    cells: dict[int, dict[int, str]] = {}
    for number in range(min(sheet.nrows, MAX_ROWS)):
        if room <= 0:
            break
        row = {
            column + 1: text
            for column in range(min(sheet.row_len(number), MAX_COLUMNS))
            if (text := _shown(book, sheet.cell(number, column)))
        }
        room -= len(row)
        if row:
            cells[number + 1] = row
    return Sheet(
        name=sheet.name,
        cells=cells,
        merged=[(top + 1, left + 1, last, right) for top, last, left, right in sheet.merged_cells],
        hidden_rows=frozenset(n + 1 for n, about in sheet.rowinfo_map.items() if about.hidden),
        hidden_columns=frozenset(n + 1 for n, about in sheet.colinfo_map.items() if about.hidden),
    )


def _shown(book: Any, cell: Any) -> str:  # noqa: ANN401
    form = ""
    if cell.xf_index is not None and cell.xf_index < len(book.xf_list):
        form = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    if cell.ctype == xlrd.XL_CELL_DATE:
        return shown(xlrd.xldate_as_datetime(cell.value, book.datemode), form)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value), form)
    if cell.ctype in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER):
        return shown(cell.value, form)
    return ""

"""A table as rows of text, every cell beside the label it belongs to.

trafilatura leaves a spanned header over its first column only, and a spanned row label in its
first row only; a figure then loses its year or its district. Here spans are spread out first.
"""

from collections.abc import Iterator

from lxml.etree import SubElement
from lxml.html import HtmlElement

MAX_COLUMNS = 60
MAX_ROWS = 2_000
MAX_CELLS = 20_000  # of one page, spread out: a colspan may claim any number
_MAX_CELL_TEXT = 400  # more than this is a column of prose: the table only lays out the page
_SEPARATOR = " | "
_NEVER_IN_DATA = ("table", "form", "h1", "h2")  # what only a table that lays out a page holds


def flatten_tables(tree: HtmlElement) -> None:
    """Turn each data table of ``tree`` into paragraphs, a row each, and each table that only
    lays out the page into blocks; in place.
    """
    room = MAX_CELLS
    for table in list(tree.iter("table")):
        if table.getparent() is None:
            continue
        if _is_data(table):
            rows = grid(table, room)
            room -= sum(map(len, rows))
            _replace(table, rows)
        else:
            _unframe(table)


def _unframe(table: HtmlElement) -> None:
    """Make blocks of a layout table: else its prose comes out as one line of cells."""
    for element in (table, *table.iter("thead", "tbody", "tfoot", "tr", "td", "th")):
        if next(element.iterancestors("table"), table) is table:
            element.tag = "div"


def grid(table: HtmlElement, max_cells: int = MAX_CELLS) -> list[list[str]]:
    """The table's cells as text, row by row, a spanned cell repeated wherever it reaches."""
    rows: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}  # column -> rows still to fill, and with what
    left = max_cells
    for tr in _rows(table):
        row = _row(tr, hanging)[: max(0, left)]
        left -= len(row)
        rows.append(row)
        if left <= 0 or len(rows) >= MAX_ROWS:
            break
    return rows


def _row(tr: HtmlElement, hanging: dict[int, tuple[int, str]]) -> list[str]:
    row: list[str] = []
    for cell in tr.iterchildren("td", "th"):
        _fill(row, hanging)
        text = _text(cell)
        down = _span(cell, "rowspan", MAX_ROWS)
        # Prose across the table is a note: said once.
        wide = 1 if len(text) > _MAX_CELL_TEXT else _span(cell, "colspan", MAX_COLUMNS)
        for _ in range(wide):
            if len(row) >= MAX_COLUMNS:
                return row
            if down > 1:
                hanging[len(row)] = (down - 1, text)
            row.append(text)
    _fill(row, hanging)
    return row


def _fill(row: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    """Put in what reaches down from rows above, up to the next free column."""
    while len(row) in hanging and len(row) < MAX_COLUMNS:
        column = len(row)
        left, text = hanging.pop(column)
        if left > 1:
            hanging[column] = (left - 1, text)
        row.append(text)


def _span(cell: HtmlElement, name: str, most: int) -> int:
    value = (cell.get(name) or "").strip()[:6]
    return max(1, min(int(value), most)) if value.isascii() and value.isdigit() else 1


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        if child.tag == "tr":
            yield child
        else:
            yield from child.iterchildren("tr")


def _text(cell: HtmlElement) -> str:
    return " ".join("".join(cell.itertext()).split())


def _is_data(table: HtmlElement) -> bool:
    """True for a table of values: several rows and columns of short cells, few of them links.

    Old sites also lay out whole pages with tables; those hold prose, menus or other tables.
    """
    if table.get("role") in {"presentation", "none"}:
        return False
    if any(table.find(f".//{tag}") is not None for tag in _NEVER_IN_DATA):
        return False
    rows = [[_text(cell) for cell in tr.iterchildren("td", "th")] for tr in _rows(table)]
    # A row of one cell is a title or a note, and may be as long as it likes.
    filled = [row for row in rows if sum(map(bool, row)) >= 2]
    if len(filled) < 2 or max(len(cell) for row in filled for cell in row) > _MAX_CELL_TEXT:
        return False
    linked = sum(len(_text(a)) for a in table.iter("a"))
    return linked * 2 <= sum(len(cell) for row in rows for cell in row)


def _replace(table: HtmlElement, rows: list[list[str]]) -> None:
    tail, caption = table.tail, table.find("caption")
    title = "" if caption is None else _text(caption)  # it often holds the unit, or the year
    table.clear()
    table.tag, table.tail = "div", tail
    if title:
        SubElement(table, "p").text = title
    for row in rows:
        # Repeated neighbours are one spanned cell; a header said once per column reads badly,
        # but values must stay under their own header, so only whole-width cells are joined.
        cells = row[:1] if len(set(row)) == 1 else row
        if any(cells):
            SubElement(table, "p").text = _SEPARATOR.join(cells).strip()

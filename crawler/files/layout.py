"""The reading order of a page: its columns, its tables and its lines of prose.

A page becomes blocks from the top: lines of text, and tables as rows of cells. Where two columns
of prose stand side by side the left one is read first.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from crawler.files.glyphs import Printed, Run
from crawler.files.grid import Grid, cells, grids, lines_of, respaced, spoken
from crawler.files.spaced import rows_of, tables_in

_FILLED = 0.7  # of its column that a line of prose takes on average
_LINES = 5  # lines that make a column
_TELLING = 8  # lines that tell how far a line of the page may reach
_PROSE = 10  # characters that a line of a column has at least on average


@dataclass(frozen=True, slots=True)
class Printing:
    """A line of prose with its place; ``edge`` and ``margin`` are where the lines of its column
    begin and end.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    edge: float = 0.0
    margin: float = 0.0


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table on a page; ``part`` when it only names the rows below it."""

    cells: tuple[str, ...]
    part: bool = False


Block = Printing | TableRow
Frame = tuple[float, float]  # where the lines of a column begin, and how far they reach


def blocks(page: Printed) -> list[Block]:
    """The blocks of the page in the order of reading."""
    tables, free = _ruled(page)
    lines = [respaced(line) for line in lines_of(free)]
    frame = _frame(lines, page.width)
    found: list[Block] = []
    for table in [*tables, None]:
        above = [line for line in lines if table is None or line[0].base < table.top]
        lines = lines[len(above) :]
        found += _of_lines(above, frame)
        if table is not None:
            found += [TableRow(tuple(row)) for row in cells(table)]
    return found


def _ruled(page: Printed) -> tuple[list[Grid], list[Run]]:
    """The ruled tables with what stands in them, and what stands elsewhere."""
    tables, free = [], list(page.runs)
    for table in grids(page.across, page.down):
        inside = [run for run in free if table.holds(run)]
        table.runs = inside
        rows = [len({cell for cell in row if cell}) for row in cells(table)]
        # The frame of a picture or of a box of text is no table.
        if sum(count > 1 for count in rows) >= 2:
            tables.append(table)
            held = set(map(id, inside))
            free = [run for run in free if id(run) not in held]
    return tables, free


def _frame(lines: Sequence[Sequence[Run]], width: float) -> Frame:
    """Where the lines of the page begin and end. Few lines do not tell how far one may reach:
    then the page is taken to have the same margin on both sides.
    """
    if not lines:
        return 0.0, width
    edge, margin = _extent(lines)
    return edge, margin if len(lines) >= _TELLING else max(margin, width - edge)


def _of_lines(lines: list[list[Run]], frame: Frame) -> Iterator[Block]:
    """The blocks of lines outside ruled tables, column by column where there are columns."""
    gutter = _gutter(lines)
    if gutter is None:
        yield from _of_column(lines, frame)
        return
    at = 0
    for first, last in _zones(lines, gutter):
        yield from _of_column(lines[at:first], frame)
        left, right = _sides(lines[first:last], gutter)
        if _is_prose(left) and _is_prose(right):
            yield from _of_column(left, _extent(left))
            yield from _of_column(right, _extent(right))
        else:
            yield from _of_column(lines[first:last], frame)
        at = last
    yield from _of_column(lines[at:], frame)


def _zones(lines: list[list[Run]], gutter: float) -> Iterator[tuple[int, int]]:
    """The stretches of lines, each [first, last), that two columns may fill: from the first line
    of the right one to its last, and as far beside it as the left one goes on.
    """
    first = last = None
    for number, line in enumerate([*lines, []]):
        if line and all(run.right <= gutter or run.left >= gutter for run in line):
            right = [run for run in line if run.left >= gutter]
            within = right and right[0].left <= gutter + 3 * right[0].size
            if within and len(right) == 1:
                first, last = (number if first is None else first), number + 1
                continue
            if not right:
                continue
        elif first is not None and last is not None:
            yield _grown(lines, first, last, gutter)
            first = last = None


def _grown(lines: list[list[Run]], first: int, last: int, gutter: float) -> tuple[int, int]:
    steps = [b[0].base - a[0].base for a, b in pairwise(lines[first:last])]
    far = 1.5 * max(lines[first][0].size, median(steps) if steps else 0)
    while first > 0 and _beside(lines[first - 1], lines[first], gutter, far):
        first -= 1
    while last < len(lines) and _beside(lines[last - 1], lines[last], gutter, far):
        last += 1
    return first, last


def _beside(above: list[Run], below: list[Run], gutter: float, far: float) -> bool:
    """Whether two lines follow one another in the left column."""
    near = below[0].base - above[0].base <= far
    return near and all(len(line) == 1 and line[0].left < gutter for line in (above, below))


def _sides(lines: list[list[Run]], gutter: float) -> tuple[list[list[Run]], list[list[Run]]]:
    runs = [run for line in lines for run in line]
    left = lines_of([run for run in runs if run.right <= gutter])
    return left, lines_of([run for run in runs if run.left >= gutter])


def _is_prose(lines: list[list[Run]]) -> bool:
    if len(lines) < _LINES:
        return False
    edge, margin = _extent(lines)
    filled = sum(line[-1].right - line[0].left for line in lines) / len(lines)
    letters = sum(len(run.text) for line in lines for run in line) / len(lines)
    return filled >= _FILLED * (margin - edge) and letters >= _PROSE


def _gutter(lines: list[list[Run]]) -> float | None:
    """Where the right one of two columns begins; None where there is one column."""
    runs = [run for line in lines for run in line]
    if len(runs) < 2 * _LINES:
        return None
    edge, margin = min(run.left for run in runs), max(run.right for run in runs)
    low, high = edge + 0.35 * (margin - edge), edge + 0.7 * (margin - edge)
    begins = Counter(round(run.left) for run in runs if low < run.left < high)
    if not begins:
        return None
    place, _ = max(begins.items(), key=lambda item: (item[1], -item[0]))
    left, right = _sides(lines, place - 1.0)
    return place - 1.0 if _is_prose(left) and len(right) >= _LINES else None


def _extent(lines: Sequence[Sequence[Run]]) -> Frame:
    """Where most lines begin, and the furthest that several of them reach."""
    begins = sorted(line[0].left for line in lines)
    ends = sorted((line[-1].right for line in lines), reverse=True)
    return begins[len(begins) // 10], ends[min(1, len(ends) - 1)]


def _of_column(lines: list[list[Run]], frame: Frame) -> Iterator[Block]:
    """The lines of one column, with tables that only gaps make."""
    edge, margin = frame
    at = 0
    for first, last in tables_in(lines):
        for line in lines[at:first]:
            yield replace(_printing(line), edge=edge, margin=margin)
        yield from (TableRow(row, part) for row, part in rows_of(lines[first:last]))
        at = last
    for line in lines[at:]:
        yield replace(_printing(line), edge=edge, margin=margin)


def _printing(line: list[Run]) -> Printing:
    size = max(line, key=lambda run: len(run.text)).size
    return Printing(spoken(line), line[0].left, line[-1].right, line[0].base, size)

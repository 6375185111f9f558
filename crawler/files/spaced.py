"""Tables without ruled lines: rows whose cells stand apart, one under another.

A table is a stretch of lines with a white gap that runs through nearly all of them, and numbers
beside it. Prose has gaps too, but never one below another.
"""

from collections.abc import Iterator, Sequence

from crawler.files.glyphs import Run
from crawler.files.grid import glued, spoken

_ROWS = 2  # lines that make a table
_GUTTER = 4.0  # points that a gap between columns is wide at least
_CROSSED = 0.2  # of the rows may run over a gap: the heads that span columns
_FAR = 3.2  # of the size of the letters between the lines of a table
_LONGEST = 60  # characters of a cell; prose is longer


def tables_in(lines: Sequence[list[Run]]) -> Iterator[tuple[int, int]]:
    """The tables among the lines, each as [first, last)."""
    at = 0
    while at < len(lines):
        last = _stretch(lines, at)
        while last - at >= _ROWS and not _is_table(lines[at:last]):
            last -= 1
            while last > at and len(lines[last - 1]) < 2:
                last -= 1
        if last - at >= _ROWS:
            yield at, last
            at = last
        else:
            at += 1


def _stretch(lines: Sequence[list[Run]], first: int) -> int:
    """Where the stretch of lines with gaps ends; a short line between two of them belongs to it."""
    if len(lines[first]) < 2:
        return first
    last = first + 1
    for index in range(first + 1, min(len(lines), first + 200)):
        line, before = lines[index], lines[index - 1]
        if line[0].base - before[0].base > _FAR * line[0].size:
            break
        if len(line) < 2:
            if len(before) < 2 or len(spoken(line)) > _LONGEST:
                break
            continue
        last = index + 1
    return last


def _is_table(lines: Sequence[list[Run]]) -> bool:
    rows = [line for line in lines if len(line) > 1]
    if len(rows) < _ROWS or any(len(run.text) > _LONGEST for line in rows for run in line):
        return False
    columns = _columns(lines)
    if len(columns) < 2:
        return False
    table = [_cells(line, columns) for line in rows]
    for column in list(zip(*table, strict=True))[1:]:
        filled = [cell for cell in column if cell]
        digits = sum(any(letter.isdigit() for letter in cell) for cell in filled)
        if len(filled) >= _ROWS and digits * 2 >= len(filled):
            return True
    return False


def _columns(lines: Sequence[list[Run]]) -> list[tuple[float, float]]:
    """Where the columns stand, from the left: what the white gaps leave between them."""
    rows = [line for line in lines if len(line) > 1]
    edges = sorted(
        [(run.left, 1) for line in rows for run in line]
        + [(run.right, -1) for line in rows for run in line]
    )
    allowed = int(_CROSSED * len(rows)) if len(rows) > 2 else 0
    columns: list[tuple[float, float]] = []
    depth, begin, end = 0, 0.0, 0.0
    for place, step in edges:
        was, depth = depth, depth + step
        if was <= allowed < depth:
            joins = columns and place - end < _GUTTER
            begin = columns.pop()[0] if joins else place
        elif depth <= allowed < was:
            end = place
            columns.append((begin, end))
    return _without_gaps_of_alignment(rows, columns)


def _without_gaps_of_alignment(
    rows: Sequence[list[Run]], columns: list[tuple[float, float]]
) -> list[tuple[float, float]]:
    """The columns, with those put together that are never filled in the same row: a head that is
    centred over numbers on the right stands beside them.
    """
    filled = [{n for n, cell in enumerate(_cells(row, columns)) if cell} for row in rows]
    whole: list[tuple[float, float]] = []
    held: list[set[int]] = []
    for number, column in enumerate(columns):
        mine = {at for at, row in enumerate(filled) if number in row}
        if whole and not mine & held[-1]:
            whole[-1] = (whole[-1][0], column[1])
            held[-1] |= mine
        else:
            whole.append(column)
            held.append(mine)
    return whole


def rows_of(lines: Sequence[list[Run]]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The rows of a table, each with whether it only names the part below it. A label that goes
    on in the next line is put together.
    """
    columns = _columns(lines)
    rows: list[tuple[str, ...]] = []
    for line in lines:
        row = _cells(line, columns)
        lone = row[0] and not any(row[1:])
        if lone and rows and row[0][0].islower():
            rows[-1] = (glued(rows[-1][0], row[0]), *rows[-1][1:])
        else:
            rows.append(row)
    for number, row in enumerate(rows):
        yield row, number > 0 and sum(map(bool, row)) == 1


def _cells(line: Sequence[Run], columns: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    """The texts of the line's columns; what spans several stands in each."""
    held: list[list[Run]] = [[] for _ in columns]
    for run in line:
        over = [n for n, (left, right) in enumerate(columns) if _over(run, left, right)]
        for number in over or [_nearest(run, columns)]:
            held[number].append(run)
    return tuple(spoken(runs) for runs in held)


def _over(run: Run, left: float, right: float) -> bool:
    shared = min(run.right, right) - max(run.left, left)
    return shared > 0.5 * min(run.right - run.left, right - left)


def _nearest(run: Run, columns: Sequence[tuple[float, float]]) -> int:
    gaps = [abs(run.middle - (left + right) / 2) for left, right in columns]
    return min(range(len(gaps)), key=gaps.__getitem__)

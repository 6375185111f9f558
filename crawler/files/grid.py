"""Ruled tables of a page: from the lines that were drawn to rows of cells.

The cells are found as a person finds them: lines that meet make a grid, and where no line parts
two fields of it they are one cell. Tables open at the sides, and those with lines between their
columns alone, are tables too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from crawler.files.glyphs import Rule, Run, is_wide

_SNAP = 3.0  # points: lines so near are one line
_MAX_RULES = 400  # in each direction, once what belongs together is joined
_MAX_FIELDS = 20_000
_MIN_WIDTH = 6.0  # points: a narrower column is two lines drawn for one
_GOES_ON = re.compile(r"[.,]\d|[%‰°]")  # no line begins so, but within a number
_DIGITS = re.compile(r"[-+–−]?[\d.,%％()（）*]+")  # a cell that is a number
_WIDEST_SPACE = 1.2  # of the size of the letters, in a line that is set to a width
_LIKE = 1.4  # times the spaces of its line a gap may have to be one of them
_ALIGNED = 3  # lines in a row that no line parts, from which on each may be a row of its own


@dataclass(slots=True)
class Grid:
    """A ruled table: where its columns and rows are parted, and the rules that part them."""

    columns: list[float]
    rows: list[float]
    across: list[Rule]
    down: list[Rule]
    runs: list[Run] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.rows[0]

    def holds(self, run: Run) -> bool:
        """Whether a run stands within the table."""
        middle = run.base - 0.3 * run.size
        within = self.columns[0] - _SNAP <= run.middle <= self.columns[-1] + _SNAP
        return within and self.rows[0] - _SNAP <= middle <= self.rows[-1] + _SNAP


def grids(across: Sequence[Rule], down: Sequence[Rule]) -> list[Grid]:
    """The ruled tables of a page, from the top: those of two columns and two fields at least."""
    across, down = _joined(across), _joined(down)
    if len(across) > _MAX_RULES or len(down) > _MAX_RULES:
        return []
    found = []
    for lying, standing in _connected(across, down):
        columns = _marks(standing, lying)
        rows = _marks(lying, standing)
        fields = (len(columns) - 1) * (len(rows) - 1)
        if len(columns) > 2 and len(rows) > 1 and fields <= _MAX_FIELDS:
            found.append(Grid(columns, rows, lying, standing))
    return sorted(found, key=lambda grid: grid.top)


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules with pieces of one line put together."""
    joined: list[Rule] = []
    ordered = sorted(rules, key=lambda rule: rule.at)
    level: list[Rule] = []
    for rule in ordered:
        if level and rule.at - level[0].at > _SNAP:
            joined += _along(level)
            level = []
        level.append(rule)
    return joined + _along(level)


def _along(level: list[Rule]) -> list[Rule]:
    found: list[Rule] = []
    for rule in sorted(level, key=lambda rule: rule.first):
        if found and rule.first - found[-1].last <= _SNAP:
            last = found[-1]
            found[-1] = Rule(last.at, last.first, max(last.last, rule.last))
        else:
            found.append(Rule(level[0].at, rule.first, rule.last))
    return found


def _connected(across: list[Rule], down: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that meet: each is a table."""
    left_across, left_down = set(across), set(down)
    while left_down:
        lying: set[Rule] = set()
        standing = {left_down.pop()}
        waiting: list[tuple[bool, Rule]] = [(False, next(iter(standing)))]
        while waiting:
            lies, rule = waiting.pop()
            others = left_down if lies else left_across
            met = [other for other in others if _meet(rule, other)]
            others.difference_update(met)
            (standing if lies else lying).update(met)
            waiting += [(not lies, other) for other in met]
        yield list(lying), list(standing)


def _meet(one: Rule, other: Rule) -> bool:
    here = other.first - _SNAP <= one.at <= other.last + _SNAP
    return here and one.first - _SNAP <= other.at <= one.last + _SNAP


def _marks(rules: list[Rule], crossing: list[Rule]) -> list[float]:
    """Where the rules part the table, its open ends included."""
    ends = [rule.first for rule in crossing] + [rule.last for rule in crossing]
    places = sorted([rule.at for rule in rules] + ([min(ends), max(ends)] if ends else []))
    marks: list[float] = []
    for place in places:
        if not marks or place - marks[-1] > _MIN_WIDTH:
            marks.append(place)
    return marks


def cells(grid: Grid) -> list[list[str]]:
    """The rows of the table; what stands in a cell that spans fields stands in each of them."""
    wide, high = len(grid.columns) - 1, len(grid.rows) - 1
    leader = _merged(grid, wide, high)
    held: dict[tuple[int, int], list[Run]] = {}
    for run in grid.runs:
        place = _field(grid, run)
        held.setdefault(leader.get(place, place), []).append(run)
    rows = []
    for y in range(high):
        fields = [leader[y, x] for x in range(wide)]
        rows += _split([held.get(each, []) for each in fields], fields)
    return [row for row in rows if any(row)]


def _merged(grid: Grid, wide: int, high: int) -> dict[tuple[int, int], tuple[int, int]]:
    """For each field the first field of its cell."""
    leader = {(y, x): (y, x) for y in range(high) for x in range(wide)}

    def first(place: tuple[int, int]) -> tuple[int, int]:
        while leader[place] != place:
            place = leader[place]
        return place

    for y, (top, bottom) in enumerate(pairwise(grid.rows)):
        for x, (left, right) in enumerate(pairwise(grid.columns)):
            beside, below = (y, x + 1), (y + 1, x)
            if x + 1 < wide and not _parted(grid.down, right, (top + bottom) / 2):
                leader[max(first((y, x)), first(beside))] = min(first((y, x)), first(beside))
            if y + 1 < high and not _parted(grid.across, bottom, (left + right) / 2):
                leader[max(first((y, x)), first(below))] = min(first((y, x)), first(below))
    return {place: first(place) for place in leader}


def _parted(rules: list[Rule], at: float, middle: float) -> bool:
    near = _MIN_WIDTH
    return any(
        abs(rule.at - at) <= near and rule.first - _SNAP <= middle <= rule.last + _SNAP
        for rule in rules
    )


def _field(grid: Grid, run: Run) -> tuple[int, int]:
    middle = run.base - 0.3 * run.size
    y = sum(middle > mark for mark in grid.rows[1:-1])
    return y, sum(run.middle > mark for mark in grid.columns[1:-1])


def _split(held: list[list[Run]], fields: list[tuple[int, int]]) -> list[list[str]]:
    """One row; or several, where a table has no lines between its rows."""
    stacked = [lines_of(runs) for runs in held]
    bases = sorted({round(line[0].base) for lines in stacked for line in lines})
    levels = [base for base, last in zip(bases, [-99, *bases], strict=False) if base - last > 2]
    numbers = [lines for lines in stacked if _numbers(lines)]
    if len(levels) < _ALIGNED or not any(len(lines) * 2 > len(levels) for lines in numbers):
        return [[_text(lines) for lines in stacked]]
    rows = []
    for level in levels:
        at = [[line for line in lines if abs(line[0].base - level) <= 3] for lines in stacked]
        rows.append([_text(lines) for lines in at])
    return rows


def _numbers(lines: list[list[Run]]) -> bool:
    texts = [_text([line]) for line in lines]
    return len(texts) >= _ALIGNED and all(_DIGITS.fullmatch(text) for text in texts)


def respaced(line: list[Run]) -> list[Run]:
    """The line with the words of justified prose put together, whose spaces are as wide as the
    gaps of a table: a gap like the other spaces of the line is one.
    """
    gaps = [after.left - before.right for before, after in pairwise(line)]
    narrow = [gap for gap in gaps if gap < _WIDEST_SPACE * line[0].size]
    spaces = [run.space for run in line if run.space] or (narrow if len(narrow) > 1 else [])
    if not spaces or not narrow:
        return line
    usual = _LIKE * median(spaces)
    whole = [line[0]]
    for run, gap in zip(line[1:], gaps, strict=True):
        last = whole[-1]
        numbers = _DIGITS.fullmatch(run.text) and _DIGITS.fullmatch(last.text.split(" ")[-1])
        wide = is_wide(last.text[-1]) or is_wide(run.text[0])
        if gap > usual or gap >= _WIDEST_SPACE * run.size or numbers or wide:
            whole.append(run)
            continue
        whole[-1] = replace(
            last,
            text=f"{last.text} {run.text}",
            right=run.right,
            size=max(last.size, run.size),
            space=max(last.space, run.space, gap),
        )
    return whole


def lines_of(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs as lines from the top, each from the left."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.base):
        if lines and run.base - lines[-1][0].base <= 0.45 * max(run.size, lines[-1][0].size):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda run: run.left) for line in lines]


def _text(lines: list[list[Run]]) -> str:
    text = ""
    for line in lines:
        text = glued(text, spoken(line))
    return text


def spoken(line: Sequence[Run]) -> str:
    """The runs of a line as text; between Chinese signs only a wide gap is a space."""
    text, last = "", None
    for run in line:
        wide = last is not None and is_wide(last.text[-1]) and is_wide(run.text[0])
        near = last is not None and run.left - last.right < 0.8 * run.size
        text += run.text if last is None or (wide and near) else f" {run.text}"
        last = run
    return text


def glued(text: str, more: str) -> str:
    """Two lines of one paragraph or cell as one; a word that was parted is whole again."""
    if not text or not more:
        return text or more
    if is_wide(text[-1]) or is_wide(more[0]) or _GOES_ON.match(more):
        return text + more
    if text[-1] == "-" and text[-2:-1].isalpha() and more[0].islower():
        return text[:-1] + more
    return f"{text} {more}"

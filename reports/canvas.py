"""The inside of a plot: marks, strokes and lines on plotille's canvas, the only home of plotille.

Every sign is ASCII or braille, so that each takes one column on every terminal.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import log10

from plotille import Canvas
from rich.color import ColorSystem
from rich.style import Style

from model import Bound, Kind

MARK = {Kind.FIGURE: "o", Kind.TARGET: "T", Kind.FORECAST: "f"}
GONE, SEVERAL = "x", "*"
TODAY = "\u2842"  # two braille dots, one above the other
UP = (Bound.OVER, Bound.AT_LEAST)
DOWN = (Bound.UNDER, Bound.AT_MOST)

_COLOR = {"o": "cyan", "T": "bold yellow", "f": "magenta", GONE: "red", SEVERAL: "bold"}
_PAINTED = re.compile(f"[{re.escape(''.join(_COLOR))}]|[\u2801-\u28ff]+")
_STROKE = 1.5  # lines that the stroke of a bound is long
_WIDE = 1000  # from this ratio on, amounts stand by powers of ten
_EMPTY = "\u2800"
_ANSI = ColorSystem.STANDARD


@dataclass(frozen=True, slots=True)
class Mark:
    """A point as it is drawn: its day, and the ends of its amount in the unit of the axis;
    ``gone`` when nobody says it any more.
    """

    day: date
    low: Fraction
    high: Fraction
    kind: Kind
    bound: Bound
    dated: bool
    gone: bool = False

    @property
    def sign(self) -> str:
        """What it is drawn as."""
        return GONE if self.gone else MARK[self.kind]

    @property
    def middle(self) -> Fraction:
        """The amount; of a range its middle."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Frame:
    """What the canvas shows: days from ``first`` to ``last`` as ordinals, and heights, which are
    amounts or, by ``powers``, their exponents of ten; and its size in characters.
    """

    first: float
    last: float
    bottom: float
    top: float
    powers: bool
    columns: int
    rows: int

    @property
    def line(self) -> float:
        """How much of the height one line is."""
        return (self.top - self.bottom) / self.rows

    def height(self, amount: Fraction) -> float:
        """Where the amount stands."""
        return log10(amount) if self.powers else float(amount)

    def column(self, day: float) -> int:
        """The character that the canvas sets for a day, counted from the left."""
        return round((day - self.first) / ((self.last - self.first) / (self.columns * 2))) // 2

    def row(self, height: float) -> int:
        """The line that the canvas sets for a height, counted from the bottom."""
        return round((height - self.bottom) / ((self.top - self.bottom) / (self.rows * 4))) // 4

    def shows(self, day: date) -> bool:
        """Whether the day is in sight."""
        return self.first <= day.toordinal() <= self.last


def frame_of(marks: Sequence[Mark], today: date, columns: int, rows: int) -> Frame:
    """A frame with room for all marks and their strokes."""
    low = min(mark.low for mark in marks)
    powers = low > 0 and max(mark.high for mark in marks) / low >= _WIDE
    return Frame(*_stretch(marks, today), *_heights(marks, powers), powers, columns, rows)


def _stretch(marks: Sequence[Mark], today: date) -> tuple[float, float]:
    """The first and last day to show; today too, where it is not far off."""
    days = [mark.day.toordinal() for mark in marks]
    first, last = min(days), max(days)
    if first == last:
        return first - 550.0, last + 550.0
    now = today.toordinal()
    if last < now <= last + (last - first) / 3:
        last = now
    room = (last - first) * 0.03
    return first - room, last + room


def _heights(marks: Sequence[Mark], powers: bool) -> tuple[float, float]:
    lowest, highest = min(mark.low for mark in marks), max(mark.high for mark in marks)
    low, high = (log10(end) if powers else float(end) for end in (lowest, highest))
    if not powers and 0 < low < 0.5 * high:
        low = 0.0  # not far: the eye may then compare heights
    room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    return (low - room if low else low - room / 4), high + room


def drawn(marks: Sequence[Mark], frame: Frame, today: date, *, color: bool) -> list[str]:
    """The lines of the canvas, from the top."""
    canvas = Canvas(frame.columns, frame.rows, frame.first, frame.bottom, frame.last, frame.top)
    if not frame.powers and frame.bottom < 0 < frame.top:
        canvas.line(frame.first, 0, frame.last, 0)
    if frame.shows(today):
        for half in range(frame.rows * 2):
            height = frame.bottom + (2 * half + 1) * frame.line / 4
            canvas.point(today.toordinal(), height)
    _connect(canvas, marks, frame)
    for mark in marks:
        _stroke(canvas, mark, frame)
    for (x, y), signs in cells(marks, frame):
        canvas.point(x, y, marker=min(signs) if len(signs) == 1 else SEVERAL)
    lines = canvas.plot(linesep="\n").replace(_EMPTY, " ").split("\n")
    return [_painted(line.rstrip()) if color else line.rstrip() for line in lines]


def _painted(line: str) -> str:
    """The line in colours. Ours to add: plotille would ask the environment whether it may."""
    return _PAINTED.sub(lambda found: _style(found[0]).render(found[0], color_system=_ANSI), line)


def _style(sign: str) -> Style:
    return Style.parse(_COLOR.get(sign, "bright_black"))


def cells(marks: Iterable[Mark], frame: Frame) -> Collection[tuple[tuple[float, float], set[str]]]:
    """A place in each character that is marked, and the signs that fall on it."""
    found: dict[tuple[int, int], tuple[tuple[float, float], set[str]]] = {}
    for mark in marks:
        at = float(mark.day.toordinal()), frame.height(mark.middle)
        cell = frame.column(at[0]), frame.row(at[1])
        found.setdefault(cell, (at, set()))[1].add(mark.sign)
    return found.values()


def _connect(canvas: Canvas, marks: Iterable[Mark], frame: Frame) -> None:
    """A line through the figures that are still said, from day to day."""
    by_day = {mark.day: mark for mark in marks if mark.sign == MARK[Kind.FIGURE]}
    places = [(day.toordinal(), frame.height(by_day[day].middle)) for day in sorted(by_day)]
    for one, other in pairwise(places):
        canvas.line(*one, *other)


def _stroke(canvas: Canvas, mark: Mark, frame: Frame) -> None:
    """What the bound leaves open: up from "at least", down from "at most", from end to end of a
    range. Of a fall "at least" means farther down.
    """
    low, high = frame.height(mark.low), frame.height(mark.high)
    reach = _STROKE * frame.line * (-1 if mark.high < 0 else 1)
    if mark.bound in UP:
        high += reach
    elif mark.bound in DOWN:
        low -= reach
    if low != high:
        x = mark.day.toordinal()
        low, high = (min(max(end, frame.bottom), frame.top) for end in (low, high))
        canvas.line(x, low, x, high)

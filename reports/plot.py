"""The points of a series drawn on a terminal: what was reported, aimed at and expected, over time.

The axes are our own: plotille's know neither billions nor the ends of years.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from textwrap import wrap

from model import Bound, Kind, Point, Quantity
from model.units import dimension, to_base
from reports.axes import Tick, amount_ticks, day_ticks, power_ticks
from reports.canvas import DOWN, GONE, MARK, SEVERAL, TODAY, UP, Frame, Mark, cells, drawn, frame_of
from reports.view import count
from reports.words import SCALES, quantity_words, unit_words

NAMES = {
    Kind.FIGURE: "figure",
    Kind.TARGET: "target, at its deadline",
    Kind.FORECAST: "forecast",
}
_LARGEST = Fraction(10**60)  # beyond it a number is a misreading, and nothing to draw
_LEAST_COLUMNS = 20
_HOLD = "\u00a0"  # a space that no line is broken at


def plot_points(
    points: Sequence[Point], today: date, *, width: int = 80, height: int = 15, color: bool = False
) -> str:
    """The points on ``height`` lines of ``width`` columns, with axes and a legend below; empty
    when there is nothing to draw.
    """
    unit = _unit(points)
    marks = [mark for point in points if (mark := _mark(point, unit))]
    if not marks:
        return ""
    rough = frame_of(marks, today, _LEAST_COLUMNS, height)
    word, ticks = _amounts(marks, rough, unit)
    gutter = max((len(tick.label) for tick in ticks), default=0)
    frame = frame_of(marks, today, max(_LEAST_COLUMNS, width - gutter - 3), height)
    lines = drawn(marks, frame, today, color=color)
    legend = _legend(marks, frame, today, left_out=len(points) - len(marks))
    return "\n".join(
        [
            _title(word, frame, gutter, today),
            *_with_amounts(lines, ticks, frame, gutter),
            *_time_axis(frame, gutter),
            "",
            *(part.replace(_HOLD, " ") for line in legend for part in wrap(line, width)),
        ]
    )


def _unit(points: Sequence[Point]) -> str:
    """The unit most points are said in."""
    units = Counter(point.claim.quantity.unit for point in points)
    return units.most_common(1)[0][0] if units else ""


def _mark(point: Point, unit: str) -> Mark | None:
    quantity = point.claim.quantity
    if quantity.dimension != dimension(unit) or not quantity.value.is_finite():
        return None
    factor = to_base(Decimal(1), unit)
    low, high = sorted(end / factor for end in quantity.base)
    if max(abs(low), abs(high)) > _LARGEST:
        return None
    dated = point.claim.period is not None
    gone = bool(point.witnesses) and all(each.gone_at for each in point.witnesses)
    return Mark(point.stands_on, low, high, point.claim.kind, quantity.bound, dated, gone)


# ---- the axis of amounts ------------------------------------------------------------------------


def _amounts(marks: Sequence[Mark], frame: Frame, unit: str) -> tuple[str, list[Tick]]:
    """The unit of the axis in words, and the ticks in it: "billion yuan" with 100, 200, 300."""
    plain = "rank" if unit == "rank" else unit_words(Quantity(Decimal(2), unit))
    most = frame.rows // 3
    if frame.powers:
        powers = power_ticks(frame.bottom, frame.top, most)
        return f"{plain}, by powers of ten", [Tick(t.at, _number(t.value), t.value) for t in powers]
    whole = _are_whole(marks, unit)
    ticks = amount_ticks(frame.bottom, frame.top, most, whole=whole)
    largest = max((abs(tick.value) for tick in ticks), default=Decimal(0))
    scale, name = next(((s, n) for s, n in SCALES if largest >= s), (Decimal(1), ""))
    shown = [Tick(tick.at, _digits(tick.value / scale), tick.value) for tick in ticks]
    return f"{name} {plain}".strip(), shown


def _are_whole(marks: Iterable[Mark], unit: str) -> bool:
    """Whether things are counted: nobody opens half a school."""
    counted = unit == "rank" or dimension(unit).startswith("count:")
    return counted and all(end.denominator == 1 for mark in marks for end in (mark.low, mark.high))


def _number(value: Decimal) -> str:
    """The number alone, in words: "1 billion"."""
    return quantity_words(Quantity(value, "percent")).removesuffix(" percent")


def _digits(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _with_amounts(
    lines: Sequence[str], ticks: Iterable[Tick], frame: Frame, gutter: int
) -> list[str]:
    labels = {frame.row(tick.at): tick.label for tick in ticks}
    rows = range(frame.rows - 1, -1, -1)
    return [
        f"{labels.get(row, ''):>{gutter}} {'+' if row in labels else '|'}{line}".rstrip()
        for row, line in zip(rows, lines, strict=True)
    ]


def _title(word: str, frame: Frame, gutter: int, today: date) -> str:
    """The unit above its axis, and "today" above its line, where there is room for both."""
    head = " " * max(0, gutter - len(word) + 1) + word
    if not frame.shows(today):
        return head
    at = min(gutter + frame.column(today.toordinal()), gutter + frame.columns - 3)
    return head if at <= len(head) + 1 else head.ljust(at) + "today"


# ---- the axis of time, and the legend -----------------------------------------------------------


def _time_axis(frame: Frame, gutter: int) -> tuple[str, str]:
    rule, labels = ["-"] * frame.columns, [" "] * frame.columns
    for tick in day_ticks(frame.first, frame.last, frame.columns):
        at = min(frame.column(tick.at), frame.columns - 1)
        start = min(max(0, at - len(tick.label) // 2), frame.columns - len(tick.label))
        rule[at] = "+"
        labels[start : start + len(tick.label)] = tick.label
    blank = " " * gutter
    return f"{blank} +{''.join(rule)}", f"{blank}  {''.join(labels)}".rstrip()


def _legend(marks: Sequence[Mark], frame: Frame, today: date, *, left_out: int) -> list[str]:
    drawn_as = {mark.sign for mark in marks}
    signs = [f"{sign} {NAMES[kind]}" for kind, sign in MARK.items() if sign in drawn_as]
    if GONE in drawn_as:
        signs.append(f"{GONE} no longer said")
    if any(len(fallen) > 1 for _, fallen in cells(marks, frame)):
        signs.append(f"{SEVERAL} several together")
    if frame.shows(today):
        signs.append(f"{TODAY} today")
    lines = ["   ".join(sign.replace(" ", _HOLD) for sign in signs)]
    if len({mark.day for mark in marks if mark.sign == MARK[Kind.FIGURE]}) > 1:
        lines.append("A line joins the figures.")
    if any(mark.bound in (*UP, *DOWN, Bound.RANGE) for mark in marks):
        lines.append("A stroke up is at least, down at most, to both sides a range.")
    undated = sum(not mark.dated for mark in marks)
    if undated:
        stated = "states no time: it stands" if undated == 1 else "state no time: they stand"
        lines.append(
            f"{count(undated, 'point')} {stated} on the day of publication, or when first seen."
        )
    if left_out:
        lines.append(f"{count(left_out, 'point')} could not be drawn; the table has all of them.")
    return lines

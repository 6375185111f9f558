"""Rows as an aligned table, Markdown, CSV or JSON Lines: one way for every listing."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from typing import Generic, TypeAlias, TypeVar

from reports.outlets import cell, clean, fit, markdown, terminal_width
from reports.records import json_line, number, time

Row = TypeVar("Row")
Value: TypeAlias = str | int | float | Decimal | datetime | None

STYLES = ("table", "jsonl", "csv", "md")
_GAP = 2
_NARROWEST = 6


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its name, and what stands in it for a row. Numbers are set to the right."""

    name: str
    value: Callable[[Row], Value]


def render_table(
    columns: Sequence[Column[Row]], rows: Sequence[Row], style: str = "table", width: int = 100
) -> str:
    """The rows in the style asked for; ``width`` is what a table may take on the terminal.
    Raises: ValueError for another style.
    """
    cells = [[column.value(row) for column in columns] for row in rows]
    names = [column.name for column in columns]
    if style == "table":
        return _aligned(names, cells, width)
    if style == "md":
        return _markdown(names, cells)
    if style == "csv":
        return csv_text(names, cells)
    if style == "jsonl":
        records = (dict(zip(names, map(_plain, row), strict=True)) for row in cells)
        return "".join(json_line(record) + "\n" for record in records)
    raise ValueError(f"no style {style!r}: choose one of {', '.join(STYLES)}")


def csv_text(names: Sequence[str], rows: Sequence[Sequence[Value]]) -> str:
    """CSV with a head. Text cannot be a formula; numbers stay numbers."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_sheet_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _sheet_cell(value: Value) -> str:
    return cell(value) if isinstance(value, str) else _text(value)


def _plain(value: Value) -> object:
    if isinstance(value, Decimal):
        return number(value)
    return time(value) if isinstance(value, datetime) else value


def _text(value: Value) -> str:
    """The value as clean text; numbers with all their digits and no exponent."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return time(value)
    if isinstance(value, Decimal) and abs(value.adjusted()) <= 60:
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, StrEnum):
        return value.value
    return clean(str(value))


def _markdown(names: Sequence[str], rows: Sequence[Sequence[Value]]) -> str:
    lines = [names, ["---"] * len(names)]
    lines += [[markdown(_text(value)) for value in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _aligned(names: Sequence[str], rows: Sequence[Sequence[Value]], width: int) -> str:
    texts = [[_text(value) for value in row] for row in rows]
    widths = _fitted(
        [
            max(terminal_width(line[at]) for line in [list(names), *texts])
            for at in range(len(names))
        ],
        width,
    )
    right = [
        any(_is_number(row[at]) for row in rows)
        and all(row[at] is None or _is_number(row[at]) for row in rows)
        for at in range(len(names))
    ]
    lines = [list(names), ["-" * room for room in widths], *texts]
    return "".join(_line(line, widths, right) + "\n" for line in lines)


def _is_number(value: Value) -> bool:
    return isinstance(value, (int, float, Decimal))


def _line(line: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    parts = []
    for text, room, to_right in zip(line, widths, right, strict=True):
        kept = fit(text, room)
        pad = " " * (room - terminal_width(kept))
        parts.append(pad + kept if to_right else kept + pad)
    return (" " * _GAP).join(parts).rstrip()


def _fitted(widths: Sequence[int], width: int) -> list[int]:
    """Widths that fit, the widest columns giving way first."""
    fitted = list(widths)
    room = width - _GAP * (len(widths) - 1)
    while sum(fitted) > room and max(fitted, default=0) > _NARROWEST:
        widest = max(fitted)
        others = [size for size in fitted if size < widest]
        count = len(fitted) - len(others)
        floor = max([_NARROWEST, *others])
        give = min(widest - floor, -(-(sum(fitted) - room) // count))
        fitted = [size - give if size == widest else size for size in fitted]
    return fitted

"""Rows as an aligned table, Markdown, CSV or JSON Lines: one way for every listing."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from typing import Generic, TypeAlias, TypeVar

from rich.box import Box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reports.outlets import cell, clean, link, markdown
from reports.records import json_line, number, time

Row = TypeVar("Row")
Value: TypeAlias = str | int | float | Decimal | datetime | None

STYLES = ("table", "jsonl", "csv", "md")

# Only a rule under the heads: eight lines of four signs each, as rich wants a box. Between two
# rows that have something below them it draws a sign that no clean text has.
_BETWEEN = "\ue000"
_RULE = Box(f"    \n    \n -  \n    \n{_BETWEEN * 4}\n    \n    \n    \n", ascii=True)
_INDENT = 6


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its name, and what stands in it for a row. Numbers are set to the right."""

    name: str
    value: Callable[[Row], Value]


def render_table(
    columns: Sequence[Column[Row]],
    rows: Sequence[Row],
    style: str = "table",
    width: int = 100,
    below: Callable[[Row], Sequence[str]] | None = None,
) -> str:
    """The rows in the style asked for; ``width`` is what a table may take on the terminal, and
    ``below`` gives the sentences that stand under a row there. Raises: ValueError for another
    style.
    """
    cells = [[column.value(row) for column in columns] for row in rows]
    names = [column.name for column in columns]
    if style == "table":
        if below is not None:
            return _with_lines_below(names, cells, [below(row) for row in rows], width)
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


def _aligned(
    names: Sequence[str], rows: Sequence[Sequence[Value]], width: int, *, apart: bool = False
) -> str:
    """Cells that do not fit go on in the next line: nothing is cut off. Plain ASCII rules."""
    table = Table(
        box=_RULE, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), show_lines=apart
    )
    for at, name in enumerate(names):
        numbers = [row[at] for row in rows if row[at] is not None]
        right = bool(numbers) and all(map(_is_number, numbers))
        table.add_column(Text(name), justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_text(value)) for value in row))
    out = StringIO()
    Console(file=out, width=width, color_system=None, legacy_windows=False).print(table)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _with_lines_below(
    names: Sequence[str],
    rows: Sequence[Sequence[Value]],
    below: Sequence[Sequence[str]],
    width: int,
) -> str:
    """The aligned rows, each with its sentences under it."""
    blocks = [""]
    for line in _aligned(names, rows, width, apart=True).splitlines(keepends=True):
        if line.startswith(_BETWEEN):
            blocks.append("")
        else:
            blocks[-1] += line
    pairs = zip(blocks, below, strict=True)
    return "".join(block + "".join(_indented(more, width)) for block, more in pairs)


def _indented(sentences: Sequence[str], width: int) -> list[str]:
    console = Console(width=width, color_system=None, legacy_windows=False)
    room = max(20, width - _INDENT)
    lines = [
        line.plain.rstrip()
        for sentence in sentences
        for line in _wrapped(Text(clean(sentence)), console, room)
    ]
    return [f"{' ' * _INDENT}{line}\n" for line in lines]


def _wrapped(text: Text, console: Console, room: int) -> list[Text]:
    """The text in lines. An address stays whole, so that a terminal can open and copy it."""
    return [text] if link(text.plain) else list(text.wrap(console, room, overflow="fold"))


def _is_number(value: Value) -> bool:
    return isinstance(value, (int, float, Decimal))

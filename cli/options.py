"""What the commands share: options, ways to write, errors of use."""

import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from model import FigurewatchError

FOUND = 10  # exit code of --exit-code when something was found


class RowStyle(StrEnum):
    """How a listing is written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


class ReportStyle(StrEnum):
    """How a report is written."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    JSONL = "jsonl"
    CSV = "csv"


HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home",
        envvar="FIGUREWATCH_HOME",
        help="Where data and config lie (default: the platform's user data folder).",
        show_default=False,
    ),
]
RowsOption = Annotated[RowStyle, typer.Option("--format", "-f", help="How rows are written.")]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", help="Only what is newer: 2d, 12h, 2026-01-31 or an ISO time."),
]
RunOption = Annotated[
    str | None, typer.Option("--run", help="Only what this run found: its number, or last.")
]
SourceOption = Annotated[
    list[str] | None, typer.Option("--source", help="Only this source; may be repeated.")
]
ExitCodeOption = Annotated[
    bool, typer.Option("--exit-code", help=f"Exit with {FOUND} when something was found.")
]
AllOption = Annotated[bool, typer.Option("--all", help="Also what conditions keep to the record.")]
ExplainOption = Annotated[
    bool, typer.Option("--explain", help="Show how each field of each claim was decided.")
]
QuantitiesOption = Annotated[
    bool,
    typer.Option("--quantities", help="Every quantity, claim or not, as JSON lines."),
]
SecondReaderOption = Annotated[
    bool,
    typer.Option(
        "--second-reader",
        help="Also ask the service of [second_reader]: passages leave this machine.",
    ),
]


class UsageError(FigurewatchError):
    """What was typed cannot be meant: exit code 2."""


def put(text: str) -> None:
    """Write to standard output, with one newline at the end; a closed pipe is no error."""
    sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")


def tell(text: str) -> None:
    """Write a line about the work itself, to standard error; what it quotes is only ever text."""
    from reports import clean

    with suppress(BrokenPipeError):  # nobody reads the progress any more: the work goes on
        sys.stderr.write(f"{clean(text)}\n")
        sys.stderr.flush()

"""Commands that show what is stored: report, changes, findings, claims, checks, runs."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from cli.opening import known_sources, opened, run_number, since_time
from cli.options import (
    FOUND,
    AllOption,
    ExitCodeOption,
    HomeOption,
    ReportStyle,
    RowsOption,
    RowStyle,
    RunOption,
    SinceOption,
    SourceOption,
    UsageError,
    put,
    tell,
)

if TYPE_CHECKING:
    from home import Home
    from model import RecordedChange, RecordedFinding, Report

_Recorded = TypeVar("_Recorded", "RecordedChange", "RecordedFinding")


def written(report: "Report", style: ReportStyle) -> str:
    """The report in the style asked for; colours only on a terminal."""
    from reports import render_report

    color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = shutil.get_terminal_size((100, 24)).columns
    return render_report(report, style.value, color=color, width=min(width, 120))


def report(
    since: SinceOption = None,
    run_name: RunOption = None,
    source: SourceOption = None,
    style: Annotated[
        ReportStyle, typer.Option("--format", "-f", help="How the report is written.")
    ] = ReportStyle.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file.")
    ] = None,
    everything: AllOption = False,
    exit_code: ExitCodeOption = False,
    home: HomeOption = None,
) -> None:
    """Report what changed, with the evidence, and what was rightly kept quiet.

    Example: figurewatch report --since 7d --format html --output week.html
    """
    from home import report_of

    with opened(home) as here:
        number = run_number(run_name, here.store)
        found = report_of(
            here,
            "Change report",
            run=number,
            since=since_time(since),
            sources=known_sources(source, here.config),
            everything=everything,
        )
        text = written(found, style)
    if output:
        output.write_text(text, encoding="utf-8")
        tell(f"written to {output}")
    else:
        put(text)
    if exit_code and found.told:
        raise typer.Exit(FOUND)


def narrowed(
    here: "Home", since: str | None, run_name: str | None, source: list[str] | None
) -> dict[str, Any]:
    """What --since, --run and --source leave, as the store's own words."""
    return {
        "since": since_time(since),
        "run": run_number(run_name, here.store),
        "sources": known_sources(source, here.config),
    }


def changes(
    since: SinceOption = None,
    run_name: RunOption = None,
    source: SourceOption = None,
    style: RowsOption = RowStyle.TABLE,
    everything: AllOption = False,
    exit_code: ExitCodeOption = False,
    home: HomeOption = None,
) -> None:
    """List the changes of claims that were found.

    Example: figurewatch changes --since 2d --format jsonl
    """
    with opened(home) as here:
        rows = here.store.changes(**narrowed(here, since, run_name, source))
        shown = told_rows("changes", rows, style, everything=everything)
    if exit_code and any(not row.cancelled for row in shown):
        raise typer.Exit(FOUND)


def findings(
    since: SinceOption = None,
    run_name: RunOption = None,
    source: SourceOption = None,
    style: RowsOption = RowStyle.TABLE,
    everything: AllOption = False,
    home: HomeOption = None,
) -> None:
    """List what claims are to the seed corpus and to other pages.

    Example: figurewatch findings --run last
    """
    with opened(home) as here:
        rows = here.store.findings(**narrowed(here, since, run_name, source))
        told_rows("findings", rows, style, everything=everything)


def claims(
    place: Annotated[str | None, typer.Option(help="Only this place, such as Yangpu.")] = None,
    indicator: Annotated[str | None, typer.Option(help="Only indicators with these words.")] = None,
    kind: Annotated[str | None, typer.Option(help="target, forecast or figure.")] = None,
    source: Annotated[str | None, typer.Option(help="Only this source.")] = None,
    url: Annotated[str | None, typer.Option(help="Only this page.")] = None,
    since: SinceOption = None,
    run_name: RunOption = None,
    style: RowsOption = RowStyle.TABLE,
    home: HomeOption = None,
) -> None:
    """List the claims that pages and seed documents make today.

    Example: figurewatch claims --place Yangpu --kind target
    """
    from model import Kind

    if kind is not None and kind not in set(Kind):
        raise UsageError(f"--kind {kind}: write target, forecast or figure")
    with opened(home) as here:
        rows = list(
            here.store.claims(
                place=place,
                indicator=indicator,
                kind=Kind(kind) if kind else None,
                source=source,
                url=url,
                since=since_time(since),
                run=run_number(run_name, here.store),
            )
        )
        put(listing("claims", rows, style))


def checks(
    since: SinceOption = None,
    run_name: RunOption = None,
    source: SourceOption = None,
    style: RowsOption = RowStyle.TABLE,
    home: HomeOption = None,
) -> None:
    """List the checks: how each look at a page went.

    Example: figurewatch checks --run last
    """
    with opened(home) as here:
        rows = here.store.checks(**narrowed(here, since, run_name, source))
        put(listing("checks", rows, style))


def runs(
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many, newest first.")] = 20,
    style: RowsOption = RowStyle.TABLE,
    home: HomeOption = None,
) -> None:
    """List the crawls, newest first.

    Example: figurewatch runs --limit 5
    """
    with opened(home) as here:
        put(listing("runs", here.store.runs(limit=limit), style))


def told_rows(
    noun: str, rows: "Sequence[_Recorded]", style: RowStyle, *, everything: bool
) -> "Sequence[_Recorded]":
    """Put the rows, and give those that a person is told of, or everything. What is read by eye
    leaves out what conditions keep to the record, and says so; what programs read has it all.
    """
    from model.report import is_told
    from reports import recorded_only

    told = rows if everything else [row for row in rows if is_told(row)]
    by_eye = style in {RowStyle.TABLE, RowStyle.MD}
    put(listing(noun, told if by_eye else rows, style))
    if by_eye and len(told) < len(rows):
        kept = [row for row in rows if not is_told(row)]
        tell(f"{recorded_only(kept)}; --all lists them")
    return told


def listing(noun: str, rows: Sequence[Any], style: RowStyle) -> str:
    """Rows of one noun in the style asked for, as wide as the terminal."""
    from reports import render_rows

    return render_rows(noun, rows, style.value, width=shutil.get_terminal_size((120, 24)).columns)

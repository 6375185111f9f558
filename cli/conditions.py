"""The command conditions: what decides when a person is told, and what it would decide."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.listings import listing
from cli.opening import home_folder, opened, since_time
from cli.options import HomeOption, RowsOption, RowStyle, UsageError, put, tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from home import Home
    from model import RecordedChange, RecordedFinding
    from model.condition import Condition
    from reports import Tried


def conditions(
    draft: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="With --try: a file in place of your own."),
    ] = None,
    tried: Annotated[
        bool, typer.Option("--try", help="Show what would be told otherwise; nothing is changed.")
    ] = False,
    since: Annotated[
        str, typer.Option("--since", help="What is counted or tried: 30d, 2026-01-31 …")
    ] = "30d",
    style: RowsOption = RowStyle.TABLE,
    home: HomeOption = None,
) -> None:
    """List the conditions that decide when a person is told, and how much each one decided.

    Example: figurewatch conditions --since 7d

    Example: figurewatch conditions --try draft.toml
    """
    if draft is not None and not tried:
        raise UsageError(f"{draft}: a file of conditions is only tried: add --try")
    if draft is not None and not draft.is_file():
        raise UsageError(f"{draft}: no such file")
    with opened(home) as here:
        if tried:
            _try(here, draft, since_time(since), style, home)
        else:
            _list(here, since_time(since), style)


def _list(here: "Home", since: "datetime | None", style: RowStyle) -> None:
    from reports import deciders

    items = _recorded(here, since)
    put(listing("conditions", deciders(here.config.settings.conditions, items), style))


def _try(
    here: "Home", draft: Path | None, since: "datetime | None", style: RowStyle, home: Path | None
) -> None:
    from home import configured

    wanted = configured(home_folder(home), draft)[0].settings.conditions
    items = _recorded(here, since)
    rows = [row for row in _tried(items, wanted) if row.differs]
    if rows or style is not RowStyle.TABLE:
        put(listing("tried", rows, style))
    tell(f"{len(items)} changes and findings tried: {len(rows)} would be decided otherwise")


def _tried(
    items: "Sequence[RecordedChange | RecordedFinding]", wanted: "Sequence[Condition]"
) -> "list[Tried]":
    from diffing import decide
    from model import RecordedChange
    from reports import Tried

    made = []
    for item in items:
        told = item.change if isinstance(item, RecordedChange) else item.finding
        made.append(Tried(item, *decide(told, wanted, item.source)))
    return made


def _recorded(here: "Home", since: "datetime | None") -> "list[RecordedChange | RecordedFinding]":
    return [*here.store.changes(since=since), *here.store.findings(since=since)]

"""Commands that show the ledger: ledger, history."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from cli.listings import listing
from cli.opening import now, opened, place_name
from cli.options import HomeOption, RowsOption, RowStyle, UsageError, put, tell

if TYPE_CHECKING:
    from home import Home
    from model import Entry, Point, Series, Sighting
    from reports import HistoryRow, LedgerRow

_AT_ONCE = 100  # series whose sightings are read together
_MOST_LISTED = 12  # series named when several fit
_MOST_SEARCHED = 20_000  # series whose names are compared with words that nothing fits


def ledger(
    place: Annotated[str | None, typer.Option(help="Only this place, such as Yangpu.")] = None,
    indicator: Annotated[str | None, typer.Option(help="Only indicators with these words.")] = None,
    open_targets: Annotated[
        bool, typer.Option("--open-targets", help="Only targets still to come, by deadline.")
    ] = False,
    overdue: Annotated[
        bool, typer.Option("--overdue", help="Only targets past their day without a figure.")
    ] = False,
    seeds: Annotated[
        bool, typer.Option("--seeds", help="Only series the seed corpus speaks of.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many series.")] = 50,
    style: RowsOption = RowStyle.TABLE,
    home: HomeOption = None,
) -> None:
    """List every series ever seen: its latest figure, its targets, and how far they are.

    Example: figurewatch ledger --place Yangpu --open-targets
    """
    if open_targets and overdue:
        raise UsageError("--open-targets and --overdue: one of the two; a target is never both")
    today = now().date()
    with opened(home, prepare=True) as here:
        in_order = open_targets or overdue
        entries = here.store.ledger(
            place=place_name(place, here.words) if place else None,
            indicator=indicator,
            open_on=today if open_targets else None,
            overdue_on=today if overdue else None,
            seeds=True if seeds else None,
            limit=None if in_order else limit + 1,
        )
        if in_order:
            start = today if open_targets else date.min
            rows = by_deadline(entries, here, today, start, limit + 1, late=overdue)
        else:
            rows = list(ledger_rows(entries, here, today))
        shown = rows[: limit + 1]
    if shown or style is not RowStyle.TABLE:
        put(listing("ledger", shown[:limit], style))
    else:
        narrowed = bool(place or indicator or seeds)
        put(empty_ledger(narrowed=narrowed, open_targets=open_targets, overdue=overdue))
    if len(shown) > limit:
        tell(f"The first {limit} series are shown; --limit shows more.")


def ledger_rows(entries: "Iterable[Entry]", here: "Home", today: date) -> "Iterator[LedgerRow]":
    """Each entry with the standing of its targets, read while you go."""
    from diffing import standing
    from reports import Aim, LedgerRow

    entries = iter(entries)
    while some := list(islice(entries, _AT_ONCE)):
        sightings = here.store.sightings([e.series.key for e in some if e.targets])
        for entry in some:
            known = sightings.get(entry.series.key, ())
            aims = (
                Aim(point, standing(point.witnesses[0].statement, known, today))
                for point in entry.targets
                if point.witnesses
            )
            yield LedgerRow(entry, tuple(aims))


def by_deadline(
    entries: "Iterable[Entry]", here: "Home", today: date, start: date, most: int, *, late: bool
) -> "list[LedgerRow]":
    """The first rows by the day that their targets from ``start`` on are due; only those with
    an overdue one when ``late``. No more targets are judged than it takes to be sure.
    """

    def first_day(entry: "Entry") -> date:
        # A target that a figure followed is not overdue.
        after = entry.latest.stands_on if late and entry.latest else date.min
        days = [p.stands_on for p in entry.targets if p.claim.period]
        return min((day for day in days if day >= start and day > after), default=date.max)

    rows: list[LedgerRow] = []
    waiting = sorted(entries, key=first_day)
    for at in range(0, len(waiting), _AT_ONCE):
        ready = sum(row.next_due(start) <= first_day(waiting[at]) for row in rows)
        if ready >= most:  # whoever still waits comes later than these
            break
        made = ledger_rows(waiting[at : at + _AT_ONCE], here, today)
        rows += [row for row in made if row.is_overdue or not late]
    return sorted(rows, key=lambda row: row.next_due(start))[:most]


def empty_ledger(*, narrowed: bool, open_targets: bool, overdue: bool) -> str:
    """What to say, and to do next, when no series is there to list."""
    if open_targets and not narrowed:
        return "No target is still to come. figurewatch ledger lists what is known."
    if overdue and not narrowed:
        return "No target is overdue: each whose day has passed has met a figure."
    if narrowed:
        return (
            "No series fits. Ask for fewer words, or see all with: figurewatch ledger\n"
            "(places go by their plain names: figurewatch claims shows how each is written)"
        )
    return (
        "The ledger is empty: nothing was read yet. figurewatch check looks at the sources now, "
        "figurewatch corpus add adds documents of your own."
    )


def history(
    series: Annotated[
        list[str],
        typer.Argument(help="A series' number in the ledger, its key, or words: gdp yangpu."),
    ],
    plot: Annotated[
        bool | None,
        typer.Option("--plot/--no-plot", help="Draw it; on a terminal it is drawn unless told."),
    ] = None,
    style: RowsOption = RowStyle.TABLE,
    home: HomeOption = None,
) -> None:
    """Show everything ever said of one series: the points with their sources, and a plot.

    Example: figurewatch history online new economy revenue yangpu
    """
    with opened(home, prepare=True) as here:
        found = the_series(series, here)
        rows = history_rows(found, here)
    if style is not RowStyle.TABLE:
        put(listing("points", rows, style))
        return
    from reports import clean, series_heading

    put(clean(series_heading(found)))
    put("\n")
    if plot if plot is not None else sys.stdout.isatty():
        put(plotted([row.point for row in rows]))
    put(listing("points", rows, style))


def plotted(points: "Sequence[Point]") -> str:
    """The points drawn as wide as the terminal, with an empty line below; in colours only there."""
    # Not by the package's door: loading plotille takes as long as all the rest of `reports`.
    from reports.plot import plot_points

    color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    columns, lines = shutil.get_terminal_size((100, 24))
    height = min(20, max(10, lines - 9))
    drawn = plot_points(points, now().date(), width=columns, height=height, color=color)
    return f"{drawn}\n\n" if drawn else ""


def history_rows(series: "Series", here: "Home") -> "list[HistoryRow]":
    """The points of the series, each witness beside how it stands on its page now."""
    from reports import HistoryRow, Spoken

    assert series.id is not None  # it comes from the store
    sighted: dict[int | None, Sighting] = {
        each.statement.claim_id: each
        for each in here.store.sightings([series.key]).get(series.key, ())
    }
    return [
        HistoryRow(
            series,
            point,
            tuple(Spoken(w, sighted.get(w.statement.claim_id)) for w in point.witnesses),
        )
        for point in here.store.history(series.id)
    ]


# ---- which series is meant ----------------------------------------------------------------------


def the_series(words: Sequence[str], here: "Home") -> "Series":
    """The one series of that number or key, or in whose names all the words occur.

    When there is not exactly one, those that fit or come near are named, and the command ends.
    """
    asked = " ".join(words)
    known = here.store.series(asked)
    if known is not None:
        return known
    wanted = [place_name(word, here.words) for word in asked.split()]
    found = here.store.find_series(wanted, limit=_MOST_LISTED + 1)
    if len(found) == 1:
        return found[0]
    if found:
        more = "more than " if len(found) > _MOST_LISTED else ""
        fit = f"{more}{len(found[:_MOST_LISTED])} series fit; name one by its number"
        raise told_apart(f"{asked}: {fit}", found[:_MOST_LISTED])
    close = near(asked, here)
    if close:
        raise told_apart(f"{asked}: no such series; these come near", close)
    raise UsageError(f"{asked}: no such series; figurewatch ledger lists them with their numbers")


def told_apart(why: str, found: "Iterable[Series]") -> typer.Exit:
    """The end of the command, when the sentence and the series' numbers have been told."""
    from reports import series_words

    tell(f"figurewatch: {why}:")
    for each in found:
        tell(f"{each.id}: {series_words(each)}  ({each.key})")
    return typer.Exit(2)


def near(asked: str, here: "Home") -> "list[Series]":
    """The series whose names come nearest to the words, best first."""
    from rapidfuzz import fuzz, process

    from reports import series_words

    known = here.store.find_series([], limit=_MOST_SEARCHED)
    names = [series_words(each).lower() for each in known]
    best = process.extract(asked.lower(), names, scorer=fuzz.WRatio, limit=5, score_cutoff=60)
    return [known[at] for _, _, at in best]

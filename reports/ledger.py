"""The ledger as rows: one for each series, with its latest figure and what is aimed at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from model import Entry, Kind, Measure, Point, Series, Standing, Status, Witness
from reports.matches import who_says
from reports.progress import progress, progress_words
from reports.records import claim_json, number, time
from reports.table import Column, Value
from reports.words import measured_words, period_words, quantity_words

_MOST_SHOWN = 3  # targets of one series in its row

# What has become of a target; whatever else may be said of it, it is still open.
_ENDED = (
    Status.CONTRADICTED,
    Status.MISSED,
    Status.REACHED,
    Status.SUPERSEDED,
    Status.OVERDUE,
)


@dataclass(frozen=True, slots=True)
class Aim:
    """A target of the ledger and how it stands."""

    point: Point
    standing: Standing

    @property
    def status(self) -> str:
        """Open, or what has become of it."""
        status = self.standing.status
        return status_words(status if status in _ENDED else Status.OPEN)

    @property
    def due(self) -> date | None:
        """Its day; None when it states no time."""
        return self.point.stands_on if self.point.claim.period else None

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is to be expected of it."""
        settled = (Status.MISSED, Status.REACHED, Status.SUPERSEDED)
        return self.standing.status in settled


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A series with the standing of each target that is still said, by its day."""

    entry: Entry
    aims: tuple[Aim, ...] = ()

    @property
    def series(self) -> Series:
        """The series."""
        return self.entry.series

    @property
    def shown(self) -> tuple[Aim, ...]:
        """The targets worth a look: those not settled, else the last, if it may be one that was
        not replaced.
        """
        alive = tuple(aim for aim in self.aims if not aim.is_settled)
        ended = [a for a in self.aims if a.standing.status is not Status.SUPERSEDED]
        return alive or tuple((ended or self.aims)[-1:])

    @property
    def is_overdue(self) -> bool:
        """Whether a target's day has passed and no figure was found."""
        return any(aim.standing.status is Status.OVERDUE for aim in self.aims)

    def next_due(self, start: date) -> date:
        """The first day from ``start`` on that a target is due which is not settled; else the
        first of any; the last of all days when none is.
        """
        days = [(aim.is_settled, aim.due) for aim in self.aims if aim.due and aim.due >= start]
        return min(days, default=(True, date.max))[1]


def status_words(status: Status) -> str:
    """The status as a person reads it: "page gone"."""
    return status.value.replace("_", " ")


def series_words(series: Series) -> str:
    """The series for a person: "online new economy revenue, Yangpu"."""
    name = measured_words(series.indicator, series.measure)
    if series.measure is Measure.RANK and "rank" not in name.lower():
        name += " (rank)"  # no amount stands beside it that would tell
    parts = (name, series.place)
    return ", ".join(part for part in parts if part)


def so_far(row: LedgerRow, aim: Aim) -> str:
    """How far the series is on the way to the target, by the figure that decided or the latest."""
    by = aim.standing.by
    if aim.is_settled and by is not None and by.claim.kind is Kind.FIGURE:
        return progress_words(by.claim.quantity, aim.point.claim.quantity)
    latest = row.entry.latest
    return progress_words(latest.claim.quantity, aim.point.claim.quantity) if latest else ""


def _amount(point: Point | None) -> str | None:
    return quantity_words(point.claim.quantity) if point else None


def _figure(row: LedgerRow) -> str | None:
    latest = row.entry.latest
    if latest is None:
        return None
    return f"{_amount(latest)}, {period_words(latest.claim.period) or 'undated'}"


def _origin(row: LedgerRow) -> str | None:
    """Who says the latest figure; of a series without one, who says its first target."""
    points = (row.entry.latest, *(aim.point for aim in row.shown))
    said = next((point for point in points if point and point.witnesses), None)
    return who_says(said.witnesses[0].statement) if said else None


def targets_below(row: LedgerRow) -> list[str]:
    """Each target worth a look: what is aimed at, by when, how it stands, and how far it is."""
    lines = [_target(row, aim) for aim in row.shown[:_MOST_SHOWN]]
    more = len(row.shown) - len(lines)
    return [*lines, *([f"and {more} more targets"] if more > 0 else [])]


def _target(row: LedgerRow, aim: Aim) -> str:
    period = aim.point.claim.period
    when = period_words(period) if period else "no date stated"
    joined = " " if when.startswith("by ") else ", "
    way = so_far(row, aim)
    way = "" if way in {"", aim.status} else f", {way}"
    return f"target: {_amount(aim.point)}{joined}{when}: {aim.status}{way}"


LEDGER: tuple[Column[LedgerRow], ...] = (
    Column("no", lambda row: row.series.id),
    Column("of what", lambda row: series_words(row.series)),
    Column("latest figure", _figure),
    Column("from", _origin),
    Column("said by", lambda row: row.entry.witnesses),
    Column("last seen", lambda row: row.entry.last_seen.date().isoformat()),
)

LEDGER_NARROW = tuple(column for column in LEDGER if column.name not in {"from", "said by"})


def _latest(part: Callable[[Point], Value]) -> Callable[[LedgerRow], Value]:
    return lambda row: part(row.entry.latest) if row.entry.latest else None


def _next(part: Callable[[LedgerRow, Aim], Value]) -> Callable[[LedgerRow], Value]:
    return lambda row: part(row, row.shown[0]) if row.shown else None


def _share(row: LedgerRow, aim: Aim) -> Value:
    latest = row.entry.latest
    return progress(latest.claim.quantity, aim.point.claim.quantity) if latest else None


LEDGER_SHEET: tuple[Column[LedgerRow], ...] = (
    Column("series", lambda row: row.series.id),
    Column("key", lambda row: row.series.key),
    Column("indicator", lambda row: row.series.indicator),
    Column("names", lambda row: "; ".join(f"{lang}: {name}" for lang, name in row.series.names)),
    Column("place", lambda row: row.series.place),
    Column("measure", lambda row: row.series.measure.value),
    Column("dimension", lambda row: row.series.dimension),
    Column("latest_value", _latest(lambda point: point.claim.quantity.value)),
    Column("latest_value_max", _latest(lambda point: point.claim.quantity.value_max)),
    Column("latest_unit", _latest(lambda point: point.claim.quantity.unit)),
    Column("latest_bound", _latest(lambda point: point.claim.quantity.bound.value)),
    Column("latest_period", _latest(lambda point: point.claim.period)),
    Column("from", _origin),
    Column("target_value", _next(lambda _, aim: aim.point.claim.quantity.value)),
    Column("target_value_max", _next(lambda _, aim: aim.point.claim.quantity.value_max)),
    Column("target_unit", _next(lambda _, aim: aim.point.claim.quantity.unit)),
    Column("target_bound", _next(lambda _, aim: aim.point.claim.quantity.bound.value)),
    Column("target_period", _next(lambda _, aim: aim.point.claim.period)),
    Column("target_due", _next(lambda _, aim: due_text(aim.point))),
    Column("progress", _next(_share)),
    Column("status", _next(lambda _, aim: aim.status)),
    Column("targets", lambda row: len(row.aims)),
    Column("points", lambda row: row.entry.points),
    Column("witnesses", lambda row: row.entry.witnesses),
    Column("last_seen", lambda row: time(row.entry.last_seen)),
)


def due_text(point: Point) -> str | None:
    """The day by which the point is due or which it speaks of; None when it states no time."""
    return point.stands_on.isoformat() if point.claim.period else None


# ---- as records ---------------------------------------------------------------------------------


def ledger_json(row: LedgerRow) -> dict[str, Any]:
    """A series with everything the ledger tells of it."""
    entry = row.entry
    return {
        **series_json(row.series),
        "latest": point_json(entry.latest) if entry.latest else None,
        "targets": [_aim_json(row, aim) for aim in row.aims],
        "points": entry.points,
        "witnesses": entry.witnesses,
        "last_seen": time(entry.last_seen),
    }


def series_json(series: Series) -> dict[str, Any]:
    """A series: its number, what it is by, and what each language calls it."""
    return {
        "series": series.id,
        "key": series.key,
        "indicator": series.indicator,
        "indicator_key": series.indicator_key,
        "names": dict(series.names),
        "place": series.place,
        "measure": series.measure.value,
        "dimension": series.dimension,
    }


def _aim_json(row: LedgerRow, aim: Aim) -> dict[str, Any]:
    latest = row.entry.latest
    share = progress(latest.claim.quantity, aim.point.claim.quantity) if latest else None
    return {
        **point_json(aim.point),
        "due": due_text(aim.point),
        "status": aim.standing.status.value if aim.status != "open" else "open",
        "progress": number(share),
        "so_far": so_far(row, aim) or None,
        "why": aim.standing.why,
    }


def point_json(
    point: Point, witness: Callable[[Witness], Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """A point with its witnesses, each as ``witness`` tells it."""
    claim = point.claim
    return {
        "id": point.id,
        "kind": claim.kind.value,
        "period": claim.period,
        "stands_on": point.stands_on.isoformat(),
        "value": number(claim.quantity.value),
        "value_max": number(claim.quantity.value_max),
        "unit": claim.quantity.unit,
        "bound": claim.quantity.bound.value,
        "first_seen": time(point.first_seen),
        "last_seen": time(point.last_seen),
        "witnesses": [(witness or witness_json)(each) for each in point.witnesses],
    }


def witness_json(witness: Witness) -> dict[str, Any]:
    """Who says it: the statement, and from when to when."""
    statement = witness.statement
    return {
        "claim": claim_json(statement),
        "title": statement.title,
        "publisher": statement.publisher,
        "source": statement.source,
        "seed": statement.seed,
        "first_seen": time(witness.first_seen),
        "last_seen": time(witness.last_seen),
        "gone_at": time(witness.gone_at) if witness.gone_at else None,
    }

"""The points of one series as rows: what was said of it, who says so, and whether they still do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from model import Point, Presence, Series, Sighting, Statement, Witness
from reports.ledger import due_text, point_json, series_json, series_words, witness_json
from reports.matches import quoted, source_words
from reports.records import time
from reports.table import Column, Value
from reports.words import period_words, quantity_words

_MOST_BELOW = 5  # witnesses named under a point

PRESENCE = {
    Presence.STATED: "still stated",
    Presence.NOT_READ: "not read",
    Presence.NOT_STATED: "not stated",
    Presence.PAGE_GONE: "page gone",
    Presence.NEVER: "never seen on a watched page",
}
IN_CORPUS = "in the corpus"


@dataclass(frozen=True, slots=True)
class Spoken:
    """Someone who says a point, and how it stands on their page; None of a document of the
    corpus, which does not change.
    """

    witness: Witness
    sighting: Sighting | None = None

    @property
    def now(self) -> str:
        """Whether it still stands there: "still stated", "page gone since 2026-01-02"."""
        if self.witness.statement.seed:
            return IN_CORPUS
        if self.sighting is None:
            gone = self.witness.gone_at
            return presence_words(Presence.NOT_STATED if gone else Presence.STATED, gone)
        return presence_words(self.sighting.presence, self.sighting.since)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A point of a series with those who say it."""

    series: Series
    point: Point
    spoken: tuple[Spoken, ...]

    @property
    def now(self) -> str:
        """How it stands with the one who says it most: stated anywhere is stated."""
        order = [PRESENCE[each] for each in Presence]
        said = [each for each in self.spoken if each.now != IN_CORPUS]
        words = sorted((each.now for each in said), key=lambda now: _place(now, order))
        return words[0] if words else IN_CORPUS


def _place(words: str, order: Sequence[str]) -> int:
    return next((n for n, start in enumerate(order) if words.startswith(start)), len(order))


def presence_words(presence: Presence, since: datetime | None) -> str:
    """Where a statement stands: "not stated since 2026-01-02"."""
    words = PRESENCE[presence]
    return f"{words} since {since.date()}" if since and presence is not Presence.STATED else words


def heading(series: Series) -> str:
    """What the history is of, in a line, with its names in other languages."""
    names = [f"{language}: {name}" for language, name in series.names if name != series.indicator]
    return " - ".join([f"series {series.id}: {series_words(series)}", *names])


def _said_by(row: HistoryRow) -> str | None:
    if not row.spoken:
        return None
    said, more = source_words(row.spoken[0].witness.statement), len(row.spoken) - 1
    return f"{said} and {more} more" if more else said


def evidence(row: HistoryRow) -> list[str]:
    """Each witness: the quote in its sentence, who says it, and whether they still do."""
    lines = []
    for each in row.spoken[:_MOST_BELOW]:
        statement = each.witness.statement
        lines.append(f"{quoted(statement.claim)} {source_words(statement)}: {each.now}")
        lines += [statement.url] if statement.url else []
    more = len(row.spoken) - _MOST_BELOW
    return [*lines, *([f"and {more} more who say the same"] if more > 0 else [])]


def _day(at: datetime) -> str:
    return at.date().isoformat()


HISTORY: tuple[Column[HistoryRow], ...] = (
    Column("period", lambda row: period_words(row.point.claim.period)),
    Column("kind", lambda row: row.point.claim.kind.value),
    Column("quantity", lambda row: quantity_words(row.point.claim.quantity)),
    Column("said by", _said_by),
    Column("first seen", lambda row: _day(row.point.first_seen)),
    Column("last seen", lambda row: _day(row.point.last_seen)),
    Column("now", lambda row: row.now),
)

HISTORY_NARROW = tuple(column for column in HISTORY if column.name != "said by")


def _of(row: tuple[HistoryRow, Spoken]) -> Statement:
    return row[1].witness.statement


def _since(row: tuple[HistoryRow, Spoken]) -> Value:
    sighting = row[1].sighting
    return sighting.since if sighting else row[1].witness.gone_at


# A spreadsheet gets a row for each witness: it can count and filter them.
HISTORY_SHEET: tuple[Column[tuple[HistoryRow, Spoken]], ...] = (
    Column("series", lambda row: row[0].series.id),
    Column("key", lambda row: row[0].series.key),
    Column("point", lambda row: row[0].point.id),
    Column("period", lambda row: row[0].point.claim.period),
    Column("due", lambda row: due_text(row[0].point)),
    Column("kind", lambda row: row[0].point.claim.kind.value),
    Column("value", lambda row: row[0].point.claim.quantity.value),
    Column("value_max", lambda row: row[0].point.claim.quantity.value_max),
    Column("unit", lambda row: row[0].point.claim.quantity.unit),
    Column("bound", lambda row: row[0].point.claim.quantity.bound.value),
    Column("publisher", lambda row: _of(row).publisher),
    Column("source", lambda row: _of(row).source),
    Column("published", lambda row: _of(row).published),
    Column("title", lambda row: _of(row).title),
    Column("url", lambda row: _of(row).url),
    Column("first_seen", lambda row: time(row[1].witness.first_seen)),
    Column("last_seen", lambda row: time(row[1].witness.last_seen)),
    Column("now", lambda row: row[1].now),
    Column("since", _since),
    Column("quote", lambda row: _of(row).claim.quote),
    Column("sentence", lambda row: _of(row).claim.sentence),
)


def spread(rows: Sequence[HistoryRow]) -> list[tuple[HistoryRow, Spoken]]:
    """The points with each of their witnesses on a row of its own."""
    return [(row, each) for row in rows for each in row.spoken]


def history_json(row: HistoryRow) -> dict[str, Any]:
    """A point of the series with all that is known of its witnesses."""
    by_witness = {id(each.witness): each for each in row.spoken}

    def told(witness: Witness) -> dict[str, Any]:
        each = by_witness.get(id(witness))
        sighting = each.sighting if each else None
        return {
            **witness_json(witness),
            "presence": sighting.presence.value if sighting else None,
            "since": time(sighting.since) if sighting and sighting.since else None,
        }

    return {**series_json(row.series), "point": point_json(row.point, told)}

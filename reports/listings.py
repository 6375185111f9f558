"""The listings by name: the columns of each noun, for the eye and for a spreadsheet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from model import Check, CorpusDocument, Dropped, Run, Source, SourceState
from reports.alarms import alarm_json, health_json, health_words
from reports.claims import CLAIMS, CLAIMS_SHEET
from reports.deciding import DECIDERS, TRIED, decider_json, tried_json
from reports.history import HISTORY, HISTORY_NARROW, HISTORY_SHEET, history_json, spread
from reports.history import evidence as history_evidence
from reports.ledger import LEDGER, LEDGER_NARROW, LEDGER_SHEET, ledger_json, targets_below
from reports.matches import MATCHES, MATCHES_SHEET, evidence, match_json
from reports.records import change_json, check_json, claim_json, finding_json, json_lines
from reports.rereadings import REREADINGS, REREADINGS_SHEET, quotes, rereading_json
from reports.schedule import SCHEDULE, SCHEDULE_SHEET, as_records, schedule_json
from reports.schedule import below as schedule_below
from reports.seeds import SEED_CLAIMS, SEEDS, SEEDS_SHEET, seed_claim_json, standing_json
from reports.seeds import evidence as seed_evidence
from reports.table import STYLES, Column, render_table
from reports.told import TOLD, TOLD_SHEET, told
from reports.view import utc

CHECKS: tuple[Column[Check], ...] = (
    Column("when", lambda row: utc(row.at)),
    Column("source", lambda row: row.source),
    Column("state", lambda row: row.state.value),
    Column("status", lambda row: row.status),
    Column("note", lambda row: row.note),
    Column("claims", lambda row: row.claims or None),
    Column("changes", lambda row: row.changes or None),
    Column("ms", lambda row: row.elapsed_ms),
    Column("url", lambda row: row.url),
)


def schedule_words(source: Source) -> str:
    """How often a source is looked at: "every 6 h", or its cron line."""
    minutes = source.schedule.every_minutes
    if minutes is None:
        return f"{source.schedule.cron} ({source.schedule.timezone})"
    return f"every {minutes // 60} h" if minutes % 60 == 0 else f"every {minutes} min"


# A source beside how it stands; None when it was never followed.
Followed: TypeAlias = tuple[Source, SourceState | None]


def _state(row: Followed) -> str:
    source, stands = row
    if not source.enabled:
        return "paused"
    return stands.state if stands else "active"


def _source_json(row: Followed) -> Mapping[str, Any]:
    """A source's columns by their names, its open alarm, and how it fared lately."""
    alarm = row[1].alarm if row[1] else None
    return {
        **{column.name: column.value(row) for column in SOURCES},
        "enabled": "yes" if row[0].enabled else "no",
        "alarm": alarm_json(alarm) if alarm else None,
        "lately": health_json(row[1]) if row[1] else [],
    }


SOURCES: tuple[Column[Followed], ...] = (
    Column("source", lambda row: row[0].slug),
    Column("name", lambda row: row[0].name),
    Column("place", lambda row: row[0].place),
    Column("language", lambda row: row[0].language),
    Column("looked at", lambda row: schedule_words(row[0])),
    Column("starts", lambda row: len(row[0].starts)),
    Column("state", _state),
    Column("health", lambda row: health_words(row[1]) if row[1] else None),
    Column("last read", lambda row: utc(row[1].read_at) if row[1] else None),
    Column("last run", lambda row: utc(row[1].last_run_at) if row[1] else None),
    Column("outcome", lambda row: row[1].last_outcome if row[1] else None),
    Column("next run", lambda row: utc(row[1].next_run_at) if row[1] else None),
)

RUNS: tuple[Column[Run], ...] = (
    Column("run", lambda row: row.id),
    Column("started", lambda row: utc(row.started_at)),
    Column("ended", lambda row: utc(row.ended_at)),
    Column("outcome", lambda row: row.outcome or "under way"),
    Column("asked by", lambda row: row.requested_by),
    Column("sources", lambda row: ", ".join(row.sources)),
    Column("dropped", lambda row: sum(each.number for each in row.dropped) or None),
)


def not_followed(row: Run) -> tuple[str, ...]:
    """What a run did not follow, in words: a line for each source, the commonest first."""
    by_source: dict[str, list[Dropped]] = {}
    for each in row.dropped:
        by_source.setdefault(each.source, []).append(each)
    return tuple(
        f"{source or 'all sources'}, not followed: "
        + "; ".join(
            f"{each.reason} ({each.number:,})" for each in sorted(drops, key=lambda d: -d.number)
        )
        for source, drops in by_source.items()
    )


def _published(row: CorpusDocument) -> str | None:
    published = row.version.article.published
    return published.isoformat() if published else None


DOCUMENTS: tuple[Column[CorpusDocument], ...] = (
    Column("id", lambda row: row.id),
    Column("published", _published),
    Column("language", lambda row: row.version.article.language),
    Column("claims", lambda row: len(row.version.claims)),
    Column("title", lambda row: row.version.article.title),
    Column("publisher", lambda row: row.version.article.publisher),
    Column("url", lambda row: row.version.article.url),
    Column("file", lambda row: row.origin),
)


_WIDE = 110  # columns of a terminal from which on all of a listing's have room


@dataclass(frozen=True, slots=True)
class Listing:
    """How rows of one noun are listed: columns for the eye, for a spreadsheet, and the record."""

    columns: Sequence[Column[Any]]
    sheet: Sequence[Column[Any]]
    record: Callable[[Any], Mapping[str, Any]] | None = None
    row: Callable[[Any], Any] | None = None
    below: Callable[[Any], Sequence[str]] | None = None  # what the eye reads under a row
    below_name: str = "evidence"  # what Markdown, which has no room there, calls that column
    narrow: Sequence[Column[Any]] = ()  # for terminals where the columns would be too thin
    spread: Callable[[Sequence[Any]], Sequence[Any]] | None = None  # the rows of a spreadsheet


LISTINGS: dict[str, Listing] = {
    "changes": Listing(TOLD, TOLD_SHEET, change_json, told),
    "findings": Listing(TOLD, TOLD_SHEET, finding_json, told),
    "matches": Listing(MATCHES, MATCHES_SHEET, match_json, below=evidence),
    "claims": Listing(CLAIMS, CLAIMS_SHEET, claim_json),
    "ledger": Listing(
        LEDGER,
        LEDGER_SHEET,
        ledger_json,
        below=targets_below,
        below_name="targets",
        narrow=LEDGER_NARROW,
    ),
    "points": Listing(
        HISTORY,
        HISTORY_SHEET,
        history_json,
        below=history_evidence,
        narrow=HISTORY_NARROW,
        spread=spread,
    ),
    "seeds": Listing(SEEDS, SEEDS_SHEET, standing_json, below=seed_evidence),
    "seed claims": Listing(SEED_CLAIMS, SEEDS_SHEET, seed_claim_json),
    "checks": Listing(CHECKS, CHECKS, check_json),
    "sources": Listing(SOURCES, SOURCES, _source_json),
    "runs": Listing(RUNS, RUNS, below=not_followed, below_name="not followed"),
    "next checks": Listing(
        SCHEDULE,
        SCHEDULE_SHEET,
        schedule_json,
        below=schedule_below,
        below_name="why",
        spread=as_records,
    ),
    "documents": Listing(DOCUMENTS, DOCUMENTS),
    "conditions": Listing(DECIDERS, DECIDERS, decider_json),
    "tried": Listing(TRIED, TRIED, tried_json),
    "claims read otherwise": Listing(REREADINGS, REREADINGS_SHEET, rereading_json, below=quotes),
}


def render_rows(kind: str, rows: Sequence[Any], style: str = "table", width: int = 100) -> str:
    """The rows of a listing (one of `LISTINGS`: "claims", "changes", "ledger" ...) in the style
    asked for. Raises: ValueError for another kind or style.
    """
    if kind not in LISTINGS:
        raise ValueError(f"no listing {kind!r}: choose one of {', '.join(LISTINGS)}")
    if style not in STYLES:
        raise ValueError(f"no style {style!r}: choose one of {', '.join(STYLES)}")
    listing = LISTINGS[kind]
    if style == "jsonl" and listing.record:
        return json_lines([listing.record(row) for row in rows])
    if style == "table" and not rows:
        return f"No {kind}.\n"
    made = [listing.row(row) for row in rows] if listing.row else rows
    if style in {"csv", "jsonl"}:
        return render_table(listing.sheet, listing.spread(made) if listing.spread else made, style)
    columns = _for_the_eye(listing, style, width)
    return render_table(_with_content(columns, made), made, style, width, listing.below)


def _for_the_eye(listing: Listing, style: str, width: int) -> Sequence[Column[Any]]:
    if style == "table":
        return listing.narrow if listing.narrow and width < _WIDE else listing.columns
    # Markdown has no room under a row.
    below = [Column(listing.below_name, _joined(listing.below))] if listing.below else []
    return [*listing.columns, *below]


def _joined(below: Callable[[Any], Sequence[str]]) -> Callable[[Any], str]:
    return lambda row: " / ".join(below(row))


def _with_content(columns: Sequence[Column[Any]], rows: Sequence[Any]) -> Sequence[Column[Any]]:
    """Only columns that say something."""
    return [c for c in columns if any(c.value(row) not in {None, ""} for row in rows)] or columns

"""The listings by name: the columns of each noun, for the eye and for a spreadsheet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from model import Check, CorpusDocument, Run, Source, SourceState
from reports.claims import CLAIMS, CLAIMS_SHEET
from reports.deciding import DECIDERS, TRIED, decider_json, tried_json
from reports.matches import MATCHES, MATCHES_SHEET, evidence, match_json
from reports.records import change_json, check_json, claim_json, finding_json, json_lines
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

SOURCES: tuple[Column[Followed], ...] = (
    Column("source", lambda row: row[0].slug),
    Column("name", lambda row: row[0].name),
    Column("place", lambda row: row[0].place),
    Column("language", lambda row: row[0].language),
    Column("looked at", lambda row: schedule_words(row[0])),
    Column("starts", lambda row: len(row[0].starts)),
    Column("enabled", lambda row: "yes" if row[0].enabled else "no"),
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
    Column("dropped", lambda row: sum(number for _, number in row.dropped) or None),
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


@dataclass(frozen=True, slots=True)
class Listing:
    """How rows of one noun are listed: columns for the eye, for a spreadsheet, and the record."""

    columns: Sequence[Column[Any]]
    sheet: Sequence[Column[Any]]
    record: Callable[[Any], Mapping[str, Any]] | None = None
    row: Callable[[Any], Any] | None = None
    below: Callable[[Any], Sequence[str]] | None = None  # what the eye reads under a row


LISTINGS: dict[str, Listing] = {
    "changes": Listing(TOLD, TOLD_SHEET, change_json, told),
    "findings": Listing(TOLD, TOLD_SHEET, finding_json, told),
    "matches": Listing(MATCHES, MATCHES_SHEET, match_json, below=evidence),
    "claims": Listing(CLAIMS, CLAIMS_SHEET, claim_json),
    "checks": Listing(CHECKS, CHECKS, check_json),
    "sources": Listing(SOURCES, SOURCES),
    "runs": Listing(RUNS, RUNS),
    "documents": Listing(DOCUMENTS, DOCUMENTS),
    "conditions": Listing(DECIDERS, DECIDERS, decider_json),
    "tried": Listing(TRIED, TRIED, tried_json),
}


def render_rows(kind: str, rows: Sequence[Any], style: str = "table", width: int = 100) -> str:
    """The rows of a listing ("claims", "changes", "findings", "checks", "sources", "runs",
    "documents") in the style asked for. Raises: ValueError for another kind or style.
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
    columns = listing.sheet if style in {"csv", "jsonl"} else listing.columns
    if listing.below and style == "md":
        columns = (*columns, Column("evidence", _joined(listing.below)))
    return render_table(_with_content(columns, made, style), made, style, width, listing.below)


def _joined(below: Callable[[Any], Sequence[str]]) -> Callable[[Any], str]:
    return lambda row: " / ".join(below(row))


def _with_content(
    columns: Sequence[Column[Any]], rows: Sequence[Any], style: str
) -> Sequence[Column[Any]]:
    """For the eye only columns that say something; a file keeps all of them."""
    if style in {"csv", "jsonl"}:
        return columns
    return [c for c in columns if any(c.value(row) not in {None, ""} for row in rows)] or columns

"""What stands in the listings: the columns of each noun, for the eye and for a spreadsheet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeAlias

from model import (
    Change,
    Check,
    Claim,
    CorpusDocument,
    Finding,
    RecordedChange,
    RecordedFinding,
    Run,
    Source,
    SourceState,
    Statement,
    VersionRef,
)
from reports.records import (
    change_json,
    check_json,
    claim_json,
    finding_json,
    json_lines,
    time,
)
from reports.table import STYLES, Column, Value, render_table
from reports.view import utc
from reports.words import (
    headline,
    period_words,
    quantity_words,
    relation_words,
    relative_words,
    subject_words,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A change or a finding as one row: what was known, what is said now."""

    what: str
    old: Claim | None
    new: Claim | None
    at: datetime | None
    source: str | None
    url: str | None
    old_url: str | None
    relative: Decimal | None
    direction: str | None
    state: str | None
    weight: float
    id: int | None
    old_version: VersionRef | None = None
    new_version: VersionRef | None = None

    @property
    def claim(self) -> Claim:
        """The claim it is about: the new one, or the one that went."""
        claim = self.new or self.old
        assert claim is not None  # nothing is told of no claim
        return claim


def told(item: RecordedChange | Change | RecordedFinding | Finding) -> Told:
    """A change or finding, stored or not, as a row."""
    if isinstance(item, (RecordedChange, Change)):
        return _told_change(item)
    return _told_finding(item)


def _told_change(item: RecordedChange | Change) -> Told:
    recorded = item if isinstance(item, RecordedChange) else None
    change = item.change if isinstance(item, RecordedChange) else item
    return Told(
        what=headline(change),
        old=change.old,
        new=change.new,
        at=recorded.detected_at if recorded else None,
        source=recorded.source if recorded else None,
        url=recorded.url if recorded else None,
        old_url=recorded.url if recorded else None,
        relative=change.relative,
        direction=change.direction.value if change.direction else None,
        state=change.state.value,
        weight=change.weight,
        id=recorded.id if recorded else None,
        old_version=recorded.old_version if recorded else None,
        new_version=recorded.new_version if recorded else None,
    )


def _told_finding(item: RecordedFinding | Finding) -> Told:
    recorded = item if isinstance(item, RecordedFinding) else None
    finding = item.finding if isinstance(item, RecordedFinding) else item
    against = finding.against
    return Told(
        what=relation_words(finding.relation, against.claim.kind if against else None),
        old=against.claim if against else None,
        new=finding.claim.claim,
        at=recorded.at if recorded else None,
        source=(recorded.source if recorded else None) or finding.claim.source,
        url=finding.claim.url,
        old_url=against.url if against else None,
        relative=finding.relative,
        direction=None,
        state=None,
        weight=finding.weight,
        id=recorded.id if recorded else None,
    )


def _old(part: Callable[[Claim], Value]) -> Callable[[Told], Value]:
    return lambda row: part(row.old) if row.old else None


def _new(part: Callable[[Claim], Value]) -> Callable[[Told], Value]:
    return lambda row: part(row.new) if row.new else None


def _words(claim: Claim) -> str:
    return quantity_words(claim.quantity)


def _side(claim: Claim | None, other: Claim | None) -> str | None:
    """One side in words; its period and kind only where the other side's are different."""
    if claim is None:
        return None
    words = [_words(claim)]
    if other and claim.kind is not other.kind:
        words.append(claim.kind.value)
    if other and claim.period != other.period:
        words.append(period_words(claim.period) or "undated")
    return ", ".join(words)


def _subject(claim: Claim) -> str:
    return ", ".join(part for part in (subject_words(claim), claim.place) if part)


def _headline(row: Told) -> str:
    settled = row.state in {None, "confirmed"}
    return row.what if settled else f"{row.what} ({row.state})"


TOLD: tuple[Column[Told], ...] = (
    Column("id", lambda row: row.id),
    Column("what", _headline),
    Column("of what", lambda row: _subject(row.claim)),
    Column("was", lambda row: _side(row.old, row.new)),
    Column("now", lambda row: _side(row.new, row.old)),
    Column("by", lambda row: relative_words(row.relative)),
    Column("when", lambda row: utc(row.at).partition(" ")[0]),
)

# Everything a spreadsheet may want to count, sort and cite, each in a column of its own.
TOLD_SHEET: tuple[Column[Told], ...] = (
    Column("id", lambda row: row.id),
    Column("at", lambda row: time(row.at) if row.at else None),
    Column("what", lambda row: row.what),
    Column("place", lambda row: row.claim.place),
    Column("indicator", lambda row: row.claim.indicator),
    Column("measure", lambda row: row.claim.measure.value),
    Column("kind", lambda row: row.claim.kind.value),
    Column("unit", lambda row: row.claim.quantity.unit),
    Column("old_value", _old(lambda claim: claim.quantity.value)),
    Column("old_value_max", _old(lambda claim: claim.quantity.value_max)),
    Column("old_bound", _old(lambda claim: claim.quantity.bound.value)),
    Column("old_period", _old(lambda claim: claim.period)),
    Column("old_kind", _old(lambda claim: claim.kind.value)),
    Column("old_unit", _old(lambda claim: claim.quantity.unit)),
    Column("new_value", _new(lambda claim: claim.quantity.value)),
    Column("new_value_max", _new(lambda claim: claim.quantity.value_max)),
    Column("new_bound", _new(lambda claim: claim.quantity.bound.value)),
    Column("new_period", _new(lambda claim: claim.period)),
    Column("relative", lambda row: row.relative),
    Column("direction", lambda row: row.direction),
    Column("state", lambda row: row.state),
    Column("weight", lambda row: row.weight),
    Column("source", lambda row: row.source),
    Column("url", lambda row: row.url),
    Column("old_sentence", _old(lambda claim: claim.sentence)),
    Column("new_sentence", _new(lambda claim: claim.sentence)),
    Column("old_url", lambda row: row.old_url),
    Column("old_captured_at", lambda row: _captured(row.old_version)),
    Column("old_capture", lambda row: _capture(row.old_version)),
    Column("new_captured_at", lambda row: _captured(row.new_version)),
    Column("new_capture", lambda row: _capture(row.new_version)),
)


def _captured(version: VersionRef | None) -> Value:
    return time(version.captured_at) if version else None


def _capture(version: VersionRef | None) -> Value:
    return version.capture_sha256 if version else None


def _claim(row: Statement | Claim) -> Claim:
    return row.claim if isinstance(row, Statement) else row


def _statement(name: str) -> Callable[[Statement | Claim], Value]:
    return lambda row: getattr(row, name) if isinstance(row, Statement) else None


def _kind(row: Statement | Claim) -> Value:
    claim = _claim(row)
    return f"{claim.kind.value} (proposed)" if claim.proposed else claim.kind.value


CLAIMS: tuple[Column[Statement | Claim], ...] = (
    Column("kind", _kind),
    Column("quantity", lambda row: _words(_claim(row))),
    Column("indicator", lambda row: subject_words(_claim(row))),
    Column("place", lambda row: _claim(row).place),
    Column("period", lambda row: period_words(_claim(row).period)),
    Column("source", lambda row: _statement("source")(row) or _statement("publisher")(row)),
    Column("published", _statement("published")),
)

CLAIMS_SHEET: tuple[Column[Statement | Claim], ...] = (
    Column("url", _statement("url")),
    Column("title", _statement("title")),
    Column("publisher", _statement("publisher")),
    Column("published_at", _statement("published")),
    Column("place", lambda row: _claim(row).place),
    Column("indicator", lambda row: _claim(row).indicator),
    Column("measure", lambda row: _claim(row).measure.value),
    Column("kind", lambda row: _claim(row).kind.value),
    Column("value", lambda row: _claim(row).quantity.value),
    Column("value_max", lambda row: _claim(row).quantity.value_max),
    Column("unit", lambda row: _claim(row).quantity.unit),
    Column("bound", lambda row: _claim(row).quantity.bound.value),
    Column("period", lambda row: _claim(row).period),
    Column("quote", lambda row: _claim(row).quote),
    Column("start", lambda row: _claim(row).span.start),
    Column("end", lambda row: _claim(row).span.end),
    Column("sentence", lambda row: _claim(row).sentence),
    Column("lang", lambda row: _claim(row).language),
    Column("series", lambda row: _claim(row).series),
    Column("confidence", lambda row: _claim(row).confidence),
    Column("proposed", lambda row: "yes" if _claim(row).proposed else None),
)

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


LISTINGS: dict[str, Listing] = {
    "changes": Listing(TOLD, TOLD_SHEET, change_json, told),
    "findings": Listing(TOLD, TOLD_SHEET, finding_json, told),
    "claims": Listing(CLAIMS, CLAIMS_SHEET, claim_json),
    "checks": Listing(CHECKS, CHECKS, check_json),
    "sources": Listing(SOURCES, SOURCES),
    "runs": Listing(RUNS, RUNS),
    "documents": Listing(DOCUMENTS, DOCUMENTS),
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
    return render_table(_with_content(columns, made, style), made, style, width)


def _with_content(
    columns: Sequence[Column[Any]], rows: Sequence[Any], style: str
) -> Sequence[Column[Any]]:
    """For the eye only columns that say something; a file keeps all of them."""
    if style in {"csv", "jsonl"}:
        return columns
    return [c for c in columns if any(c.value(row) not in {None, ""} for row in rows)] or columns

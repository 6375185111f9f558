"""Changes and findings as rows: what was known, and what is said now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from model import Change, Claim, Finding, RecordedChange, RecordedFinding, VersionRef
from reports.records import time
from reports.table import Column, Value
from reports.view import utc
from reports.words import (
    headline,
    period_words,
    quantity_words,
    relation_words,
    relative_words,
    state_words,
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
    notice: str | None = None  # None where no condition has decided
    condition: str | None = None
    reverts: int | None = None
    reverted_by: int | None = None

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
        notice=change.notice.value if change.condition else None,
        condition=change.condition,
        reverts=recorded.reverts if recorded else None,
        reverted_by=recorded.reverted_by if recorded else None,
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
        notice=finding.notice.value if finding.condition else None,
        condition=finding.condition,
    )


def _old(part: Callable[[Claim], Value]) -> Callable[[Told], Value]:
    return lambda row: part(row.old) if row.old else None


def _new(part: Callable[[Claim], Value]) -> Callable[[Told], Value]:
    return lambda row: part(row.new) if row.new else None


def _side(claim: Claim | None, other: Claim | None) -> str | None:
    """One side in words; its period and kind only where the other side's are different."""
    if claim is None:
        return None
    words = [quantity_words(claim.quantity)]
    if other and claim.kind is not other.kind:
        words.append(claim.kind.value)
    if other and claim.period != other.period:
        words.append(period_words(claim.period) or "undated")
    return ", ".join(words)


def _subject(claim: Claim) -> str:
    return ", ".join(part for part in (subject_words(claim), claim.place) if part)


def _headline(row: Told) -> str:
    stands = state_words(row.state or "", row.reverts, row.reverted_by)
    stands = stands.removeprefix("confirmed").removeprefix(", ")
    return f"{row.what} ({stands})" if stands else row.what


TOLD: tuple[Column[Told], ...] = (
    Column("id", lambda row: row.id),
    Column("what", _headline),
    Column("of what", lambda row: _subject(row.claim)),
    Column("was", lambda row: _side(row.old, row.new)),
    Column("now", lambda row: _side(row.new, row.old)),
    Column("by", lambda row: relative_words(row.relative)),
    Column("told", lambda row: row.notice),
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
    Column("reverts", lambda row: row.reverts),
    Column("reverted_by", lambda row: row.reverted_by),
    Column("weight", lambda row: row.weight),
    Column("notice", lambda row: row.notice),
    Column("condition", lambda row: row.condition),
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

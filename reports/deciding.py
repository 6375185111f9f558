"""Conditions as rows: what each one speaks of, how often it decided, what it would decide."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from model import Change, Finding, Notice, RecordedChange, RecordedFinding
from model.condition import Condition
from reports.records import Record, time
from reports.table import Column
from reports.told import Told, told
from reports.view import utc
from reports.words import notice_words, subject_words

_NONE = "no condition"  # what was recorded before there were any
Item = RecordedChange | RecordedFinding


@dataclass(frozen=True, slots=True)
class Decider:
    """A condition in the order of trying, with how much of what is recorded it decided. One that
    only the record knows has no ``order`` and no ``notice``: it was there once.
    """

    order: int | None
    name: str
    notice: str | None
    speaks_of: str
    origin: str
    changes: int
    findings: int


def deciders(conditions: Sequence[Condition], items: Iterable[Item]) -> tuple[Decider, ...]:
    """A row for each condition, and one for each that decided an item and is no longer there."""
    changes, findings = _counted(items)
    rows = [
        Decider(
            order=order,
            name=each.name,
            notice=each.notice.value,
            speaks_of="; ".join(f"{key} {words}" for key, words in each.said) or "everything",
            origin="shipped" if each.shipped else "yours",
            changes=changes.pop(each.name, 0),
            findings=findings.pop(each.name, 0),
        )
        for order, each in enumerate(conditions, 1)
    ]
    gone = sorted({*changes, *findings})
    rows += [Decider(None, n, None, "", "no longer there", changes[n], findings[n]) for n in gone]
    return tuple(rows)


def _counted(items: Iterable[Item]) -> tuple[Counter[str], Counter[str]]:
    changes: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    for item in items:
        if isinstance(item, RecordedChange):
            changes[item.change.condition or _NONE] += 1
        else:
            findings[item.finding.condition or _NONE] += 1
    return changes, findings


DECIDERS: tuple[Column[Decider], ...] = (
    Column("order", lambda row: row.order),
    Column("condition", lambda row: row.name),
    Column("told", lambda row: row.notice),
    Column("speaks of", lambda row: row.speaks_of),
    Column("from", lambda row: row.origin),
    Column("changes", lambda row: row.changes),
    Column("findings", lambda row: row.findings),
)


def decider_json(row: Decider) -> Record:
    """A condition's fields."""
    return {
        "order": row.order,
        "condition": row.name,
        "notice": row.notice,
        "speaks_of": row.speaks_of,
        "from": row.origin,
        "changes": row.changes,
        "findings": row.findings,
    }


# ---- tried ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tried:
    """Something recorded, with what conditions would decide about it now."""

    item: Item
    notice: Notice
    condition: str

    @property
    def differs(self) -> bool:
        """Whether a person would be told otherwise: at another time, or for another reason."""
        was = self.decided
        return (was.notice, was.condition) != (self.notice, self.condition)

    @property
    def noun(self) -> str:
        """What it is: a change or a finding."""
        return "change" if isinstance(self.item, RecordedChange) else "finding"

    @property
    def was(self) -> str:
        """What was decided when it was recorded, in words."""
        return notice_words(self.decided) or f"{self.decided.notice.value} by {_NONE}"

    @property
    def would_be(self) -> str:
        """What would be decided, in words."""
        when = "recorded only" if self.notice is Notice.NONE else self.notice.value
        return f"{when} by {self.condition}"

    @property
    def row(self) -> Told:
        """What it is."""
        return told(self.item)

    @property
    def decided(self) -> Change | Finding:
        """It as it was recorded, with its notice and condition."""
        return self.item.change if isinstance(self.item, RecordedChange) else self.item.finding


TRIED: tuple[Column[Tried], ...] = (
    Column("what was found", lambda row: f"{row.noun} {row.item.id}, {row.row.what}"),
    Column("of what", lambda row: subject_words(row.row.claim)),
    Column("place", lambda row: row.row.claim.place),
    Column("is told", lambda row: row.was),
    Column("would be", lambda row: row.would_be),
    Column("when", lambda row: utc(row.row.at).partition(" ")[0]),
)


def tried_json(row: Tried) -> Record:
    """What was decided of a change or finding, and what would be."""
    item = row.item
    return {
        row.noun: item.id,
        "at": time(item.detected_at if isinstance(item, RecordedChange) else item.at),
        "what": row.row.what,
        "notice": row.decided.notice.value,
        "condition": row.decided.condition,
        "would_be": {"notice": row.notice.value, "condition": row.condition},
    }

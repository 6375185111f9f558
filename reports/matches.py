"""What each claim of a document is to the corpus, as rows in the order of the text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from model import Claim, Finding, Relation, Statement
from reports.outlets import clean
from reports.records import finding_json
from reports.table import Column, Value
from reports.told import TOLD_SHEET, Told, told
from reports.view import excerpt
from reports.words import period_words, quantity_words, relative_words, subject_words

UNMET = "nothing known for its time"


@dataclass(frozen=True, slots=True)
class Match:
    """The document's claim number ``number``, counted from 1, beside one thing it is to the
    corpus; ``finding`` is None where the corpus knows the series and nothing of this time.
    """

    number: int
    claim: Statement
    finding: Finding | None

    @property
    def told(self) -> Told:
        """The match as a change or a finding would be told."""
        if self.finding:
            return told(self.finding)
        new = self.claim
        return Told(
            what=UNMET,
            old=None,
            new=new.claim,
            at=None,
            source=new.source,
            url=new.url,
            old_url=None,
            relative=None,
            direction=None,
            state=None,
            weight=0.0,
            id=None,
        )


def match_json(row: Match) -> dict[str, Any]:
    """A match's fields, which are those of a finding; ``relation`` is null where there is none."""
    if row.finding:
        return finding_json(row.finding)
    unmet = Finding(Relation.NEW_SERIES, row.claim, None, weight=0.0, why=(UNMET,))
    return {**finding_json(unmet), "relation": None}


def _claim(row: Match) -> Claim:
    return row.claim.claim


def _against(part: Callable[[Statement], Value]) -> Callable[[Match], Value]:
    """A part of the known statement; nothing where there is none."""

    def of(row: Match) -> Value:
        known = row.finding.against if row.finding else None
        return part(known) if known else None

    return of


def amount_words(claim: Claim) -> str:
    """The amount with its kind and time: "300 billion yuan (target, by the end of 2025)"."""
    return f"{quantity_words(claim.quantity)} ({claim.kind.value}, {period_words(claim.period)})"


def quoted(claim: Claim) -> str:
    """The sentence around the quote, as a quotation; in a document, with the place it stands at."""
    part = excerpt(claim)
    stands = f" ({clean(claim.anchor)})" if claim.anchor else ""
    return f"“{part.before}{part.quote}{part.after}”{stands}"


def who_says(statement: Statement) -> str:
    """The publisher, else the source that is followed, else what the document is called."""
    return statement.publisher or statement.source or statement.title or statement.url or "unnamed"


def source_words(statement: Statement) -> str:
    """Who says it, and when it was published: "eastday, 2025-01-08"."""
    who = who_says(statement)
    return f"{who}, {statement.published}" if statement.published else who


def evidence(row: Match) -> list[str]:
    """What the match rests on: the known sentence and who said it, and the parts of the weight."""
    lines = []
    known = row.finding.against if row.finding else None
    if known:
        lines.append(
            f"known: {amount_words(known.claim)}, {source_words(known)}: {quoted(known.claim)}"
        )
    if row.finding:
        lines.append(f"weight {row.finding.weight:.2f}: {'; '.join(row.finding.why)}")
    return lines


MATCHES: tuple[Column[Match], ...] = (
    Column("no", lambda row: row.number),
    Column("claim", lambda row: amount_words(_claim(row))),
    Column(
        "of what",
        lambda row: ", ".join(p for p in (subject_words(_claim(row)), _claim(row).place) if p),
    ),
    Column("is", lambda row: row.told.what),
    Column("by", lambda row: relative_words(row.told.relative)),
)


def _as_told(column: Column[Told]) -> Column[Match]:
    return Column(column.name, lambda row: column.value(row.told))


MATCHES_SHEET: tuple[Column[Match], ...] = (
    Column("claim", lambda row: row.number),
    *(_as_told(column) for column in TOLD_SHEET if column.name not in {"id", "at", "state"}),
    Column("old_title", _against(lambda known: known.title)),
    Column("old_publisher", _against(lambda known: known.publisher)),
    Column("old_published", _against(lambda known: known.published)),
    Column("why", lambda row: "; ".join(row.finding.why) if row.finding else None),
)

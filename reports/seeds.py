"""What has become of the claims of the corpus, as rows: status, presence, and the evidence."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from model import Presence, Standing, Status
from reports.claims import CLAIMS, CLAIMS_SHEET
from reports.history import PRESENCE, presence_words
from reports.ledger import status_words
from reports.matches import amount_words, quoted, source_words
from reports.records import claim_json, time
from reports.table import Column
from reports.view import count
from reports.words import subject_words


def where_words(row: Standing) -> str:
    """Where it stands on watched pages: "still stated, seen 2026-01-02"."""
    if row.presence is Presence.NEVER:
        return "never seen"
    words = presence_words(row.presence, row.since)
    if row.last_seen is None:
        return words
    return f"{words}, seen {row.last_seen.date()}"


def evidence(row: Standing) -> list[str]:
    """What made the status what it is: in words, and the statement with its source."""
    why = f"{row.why}; " if row.why else ""
    lines = [f"{why}on watched pages: {where_words(row)}"]
    if row.by:
        by = row.by.claim
        lines.append(f"{amount_words(by)}, {source_words(row.by)}: {quoted(by)}")
        lines += [row.by.url] if row.by.url else []
    return lines


def _subject(row: Standing) -> str:
    claim = row.claim.claim
    return ", ".join(part for part in (subject_words(claim), claim.place) if part)


SEEDS: tuple[Column[Standing], ...] = (
    Column("claim", lambda row: amount_words(row.claim.claim)),
    Column("of what", _subject),
    Column("status", lambda row: status_words(row.status)),
)


def _as_claim(column: Column[Any]) -> Column[Standing]:
    return Column(column.name, lambda row: column.value(row.claim))


SEEDS_SHEET: tuple[Column[Standing], ...] = (
    Column("status", lambda row: row.status.value),
    Column("presence", lambda row: row.presence.value),
    Column("since", lambda row: row.since),
    Column("at", lambda row: row.at.isoformat() if row.at else None),
    Column("last_seen", lambda row: row.last_seen),
    Column("days_unseen", lambda row: row.days_unseen),
    *(_as_claim(column) for column in CLAIMS_SHEET),
    Column("why", lambda row: row.why),
    Column("by_quote", lambda row: row.by.claim.quote if row.by else None),
    Column("by_publisher", lambda row: row.by.publisher if row.by else None),
    Column("by_published", lambda row: row.by.published if row.by else None),
    Column("by_url", lambda row: row.by.url if row.by else None),
)

# The claims of one document, as `claims` lists them, with the status beside.
SEED_CLAIMS: tuple[Column[Standing], ...] = (
    *(_as_claim(column) for column in CLAIMS),
    Column("status", lambda row: status_words(row.status)),
)


def seed_claim_json(row: Standing) -> dict[str, Any]:
    """A claim of the corpus with its status and presence."""
    return {
        **claim_json(row.claim),
        "status": row.status.value,
        "presence": row.presence.value,
    }


def standing_json(row: Standing) -> dict[str, Any]:
    """A claim of the corpus, how it stands, and by what."""
    return {
        "status": row.status.value,
        "presence": row.presence.value,
        "why": row.why,
        "at": row.at.isoformat() if row.at else None,
        "last_seen": time(row.last_seen) if row.last_seen else None,
        "days_unseen": row.days_unseen,
        "since": time(row.since) if row.since else None,
        "claim": claim_json(row.claim),
        "title": row.claim.title,
        "publisher": row.claim.publisher,
        "by": claim_json(row.by) if row.by else None,
    }


def totals(rows: Iterable[Standing]) -> str:
    """How many stand how, in a line each: by status, and by presence."""
    found = list(rows)
    statuses = Counter(row.status for row in found)
    presences = Counter(row.presence for row in found)
    by_status = ", ".join(f"{statuses[s]:,} {status_words(s)}" for s in Status if statuses[s])
    by_presence = ", ".join(f"{presences[p]:,} {PRESENCE[p]}" for p in Presence if presences[p])
    return f"{count(len(found), 'claim')}: {by_status}.\nOn watched pages: {by_presence}.\n"

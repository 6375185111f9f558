"""Rows to values and back, but for claims, which have a module of their own."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from model import (
    Anchor,
    Article,
    Capture,
    Change,
    ChangeKind,
    ChangeState,
    Check,
    CheckState,
    Claim,
    Direction,
    Dropped,
    Finding,
    Notice,
    Page,
    PageKind,
    ReadBy,
    RecordedChange,
    RecordedFinding,
    Relation,
    Run,
    StoredReading,
    Version,
    VersionRef,
)
from storage.claim_rows import (
    Fields,
    claim_fields,
    claim_of,
    decimal_or_none,
    statement_fields,
    statement_of,
    text_or_none,
)


def page_of(row: Fields) -> Page:
    """The page, with its source's slug."""
    return Page(
        url=row["url"],
        source=row["slug"],
        kind=PageKind(row["kind"]),
        id=row["id"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        body_sha256=row["body_sha256"],
        next_check_at=row["next_check_at"],
        unchanged_streak=row["unchanged_streak"],
        failure_streak=row["failure_streak"],
        open_target=row["open_target"],
        due_on=row["due_on"],
        published=row["published"],
        seen_at=row["seen_at"],
        last_state=CheckState(row["last_state"]) if row["last_state"] else None,
        listed_at=row["listed_at"],
        gaps=tuple(row["gaps"]),
    )


def page_fields(page: Page) -> dict[str, Any]:
    """What a look may alter of a page, its address apart."""
    return {
        "kind": page.kind.value,
        "etag": page.etag,
        "last_modified": page.last_modified,
        "body_sha256": page.body_sha256,
        "next_check_at": page.next_check_at,
        "unchanged_streak": page.unchanged_streak,
        "failure_streak": page.failure_streak,
        "open_target": page.open_target,
        "due_on": page.due_on,
        "published": page.published,
        "listed_at": page.listed_at,
        "gaps": list(page.gaps),
    }


def run_of(row: Fields) -> Run:
    """The run."""
    return Run(
        id=row["id"],
        requested_by=row["requested_by"],
        sources=tuple(row["sources"]),
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        outcome=row["outcome"],
        # A run of before the sources were told apart has no word of them.
        dropped=tuple(Dropped(*["", *each][-3:]) for each in row["dropped"]),
    )


def check_fields(check: Check) -> dict[str, Any]:
    """The check's own columns: run and page are the writer's to name."""
    return {
        "url": check.url,
        "kind": check.kind.value,
        "at": check.at,
        "state": check.state.value,
        "note": check.note,
        "status": check.status,
        "bytes": check.bytes,
        "elapsed_ms": check.elapsed_ms,
        "title": check.title,
        "claims": check.claims,
        "changes": check.changes,
        "reworded": check.reworded,
        "text_chars": check.text_chars,
        "links": check.links,
        "asked": check.asked,
    }


def check_of(row: Fields) -> Check:
    """The check, with its source's slug and the version it made."""
    return Check(
        url=row["url"],
        source=row["slug"],
        at=row["at"],
        state=CheckState(row["state"]),
        kind=PageKind(row["kind"]),
        note=row["note"],
        status=row["status"],
        bytes=row["bytes"],
        elapsed_ms=row["elapsed_ms"],
        run=row["run_id"],
        page=row["page_id"],
        version=row["version_id"],
        title=row["title"],
        claims=row["claims"],
        changes=row["changes"],
        reworded=row["reworded"],
        text_chars=row["text_chars"],
        links=row["links"],
        asked=row["asked"],
        id=row["id"],
    )


def article_fields(article: Article) -> dict[str, Any]:
    """The article's columns; its text is a blob."""
    return {
        "text_sha256": article.text_sha256,
        "title": article.title,
        "language": article.language,
        "author": article.author,
        "publisher": article.publisher,
        "published": article.published,
        "modified": article.modified,
        "article_url": article.url,
        "anchors": [[each.start, each.name] for each in article.anchors] or None,
    }


def stored_article(article: Article) -> dict[str, Any]:
    """The article as JSON, but for its text."""
    dates = {
        name: day.isoformat() if day else None
        for name, day in (("published", article.published), ("modified", article.modified))
    }
    return {**article_fields(article), **dates}


def article_of(fields: Fields, text: str) -> Article:
    """The article in columns, or in what ``stored_article`` made of one."""
    return Article(
        text=text,
        title=fields["title"],
        language=fields["language"],
        author=fields["author"],
        publisher=fields["publisher"],
        published=_day(fields["published"]),
        modified=_day(fields["modified"]),
        url=fields["article_url"],
        # A reading that was stored before documents had anchors has no word of them.
        anchors=tuple(Anchor(*each) for each in fields.get("anchors") or ()),
    )


def _day(stored: date | str | None) -> date | None:
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def version_of(row: Fields, text: str, claims: Sequence[Claim]) -> Version:
    """The version as its newest reading has it, whole."""
    article = article_of(row["read_article"] or row, text)
    return Version(
        article=article,
        claims=tuple(claims),
        captured_at=row["captured_at"],
        url=row["page_url"] if row["page_id"] is not None else article.url,
        source=row["slug"],
        capture_sha256=row["blob_sha256"],
        id=row["id"],
        page=row["page_id"],
        seq=row["seq"],
        read_by=ReadBy(row["read_extractor"], row["read_reader"]),
    )


def reading_of(row: Fields) -> StoredReading:
    """The newest reading of a version, with whose version it is."""
    return StoredReading(
        version=row["id"],
        seq=row["seq"],
        read_by=ReadBy(row["extractor"], row["reader"]),
        text_sha256=row["text_sha256"],
        captured_at=row["captured_at"],
        page=row["page_id"],
        document=row["document_id"],
        source=row["slug"],
        url=row["page_url"],
        origin=row["origin"],
        capture=row["capture_id"],
    )


def capture_of(row: Fields, body: bytes) -> Capture:
    """What the server answered, as it was crawled."""
    return Capture(
        url=row["url"],
        final_url=row["final_url"],
        source=row["slug"],
        kind=PageKind(row["kind"]),
        status=row["status"],
        headers=tuple((name, value) for name, value in row["headers"]),
        body=body,
        captured_at=row["captured_at"],
        elapsed_ms=row["elapsed_ms"],
        found_on=row["found_on"],
        truncated=row["truncated"],
    )


def ref_of(row: Fields, prefix: str = "") -> VersionRef | None:
    """Where the evidence lies; None when the row has no such version."""
    if row[f"{prefix}id"] is None:
        return None
    return VersionRef(
        id=row[f"{prefix}id"],
        captured_at=row[f"{prefix}captured_at"],
        capture_sha256=row[f"{prefix}blob_sha256"],
        title=row[f"{prefix}title"],
        seq=row[f"{prefix}seq"],
    )


def change_fields(change: Change) -> dict[str, Any]:
    """The change's own columns."""
    return {
        "change": change.change.value,
        "old": claim_fields(change.old) if change.old else None,
        "new": claim_fields(change.new) if change.new else None,
        "aspects": list(change.aspects),
        "direction": change.direction.value if change.direction else None,
        "relative": text_or_none(change.relative),
        "weight": change.weight,
        "why": list(change.why),
        "state": change.state.value,
        "notice": change.notice.value,
        "condition": change.condition,
    }


def change_of(row: Fields) -> RecordedChange:
    """The change with its evidence."""
    change = Change(
        change=ChangeKind(row["change"]),
        old=claim_of(row["old"]) if row["old"] else None,
        new=claim_of(row["new"]) if row["new"] else None,
        aspects=tuple(row["aspects"]),
        direction=Direction(row["direction"]) if row["direction"] else None,
        relative=decimal_or_none(row["relative"]),
        weight=row["weight"],
        why=tuple(row["why"]),
        state=ChangeState(row["state"]),
        notice=Notice(row["notice"]),
        condition=row["condition"],
    )
    return RecordedChange(
        id=row["id"],
        change=change,
        detected_at=row["detected_at"],
        run=row["run_id"],
        source=row["slug"],
        url=row["page_url"],
        page=row["page_id"],
        old_version=ref_of(row, "old_version_"),
        new_version=ref_of(row, "new_version_"),
        reverts=row["reverts_id"],
        reverted_by=row["reverted_by"],
        cancelled=_is_cancelled(change, row["later_state"]),
    )


def _is_cancelled(change: Change, later: str | None) -> bool:
    """A removal that was never confirmed, or the return that takes it back. What was stored
    before the two were tied to each other was always that.
    """
    if change.state is not ChangeState.REVERTED or change.change is ChangeKind.CHANGED:
        return False
    return change.change is ChangeKind.ADDED or later in (None, ChangeState.REVERTED)


def finding_fields(finding: Finding) -> dict[str, Any]:
    """The finding's own columns."""
    return {
        "relation": finding.relation.value,
        "claim": statement_fields(finding.claim),
        "against": statement_fields(finding.against) if finding.against else None,
        "relative": text_or_none(finding.relative),
        "weight": finding.weight,
        "why": list(finding.why),
        "notice": finding.notice.value,
        "condition": finding.condition,
    }


def finding_of(row: Fields) -> RecordedFinding:
    """The finding with its evidence."""
    finding = Finding(
        relation=Relation(row["relation"]),
        claim=statement_of(row["claim"]),
        against=statement_of(row["against"]) if row["against"] else None,
        relative=decimal_or_none(row["relative"]),
        weight=row["weight"],
        why=tuple(row["why"]),
        notice=Notice(row["notice"]),
        condition=row["condition"],
    )
    return RecordedFinding(
        id=row["id"],
        finding=finding,
        at=row["at"],
        run=row["run_id"],
        source=row["slug"],
        page=row["page_id"],
        changes=() if row["change_id"] is None else (row["change_id"],),
    )

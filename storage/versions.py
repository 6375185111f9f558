"""Versions of pages and documents, and the claims read from them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select

from model import Article, Claim, Version, VersionRef
from storage import blobs
from storage.claim_rows import claim_fields, claim_of
from storage.engine import insert_row
from storage.rows import article_fields, ref_of, stored_article, version_of
from storage.tables import capture, claim, page, reading, source, version


def latest_id(connection: Connection, page_id: int) -> int | None:
    """The page's newest version, or None."""
    row = connection.execute(_newest_first(version.c.id, page_id)).scalar()
    return None if row is None else int(row)


def _newest_first(column: ColumnElement[Any], page_id: int) -> Select[Any]:
    mine = select(column).where(version.c.page_id == page_id)
    return mine.order_by(version.c.seq.desc()).limit(1)


def add(
    connection: Connection,
    article: Article,
    captured_at: datetime,
    extractor: str,
    *,
    page_id: int | None = None,
    document_id: int | None = None,
    check_id: int | None = None,
    capture_id: int | None = None,
    is_first: bool = False,
) -> int:
    """Store the next version of a page or of a document, or what is known to be its first; its
    id. The text is a blob already.
    """
    row = {
        "page_id": page_id,
        "document_id": document_id,
        "seq": 1 if is_first else _next_seq(connection, page_id, document_id),
        "check_id": check_id,
        "capture_id": capture_id,
        "captured_at": captured_at,
        "extractor": extractor,
        **article_fields(article),
    }
    return insert_row(connection, version, row)


def _next_seq(connection: Connection, page_id: int | None, document_id: int | None) -> int:
    column, owner = version.c.page_id, page_id
    if page_id is None:
        column, owner = version.c.document_id, document_id
    seqs = select(version.c.seq).where(column == owner).order_by(version.c.seq.desc()).limit(1)
    return int(connection.execute(seqs).scalar() or 0) + 1


def add_reading(
    connection: Connection,
    version_id: int,
    claims: Sequence[Claim],
    *,
    extractor: str,
    reader: str,
    text_sha256: str,
    now: datetime,
    cause: str = "look",
    article: Article | None = None,
) -> dict[Claim, int]:
    """Store what one reader read from a version; each claim's id. ``article`` is given when
    another extractor than the version's own made it; its text is a blob already.
    """
    row = {
        "version_id": version_id,
        "extractor": extractor,
        "reader": reader,
        "cause": cause,
        "text_sha256": text_sha256,
        "article": None if article is None else stored_article(article),
        "read_at": now,
    }
    reading_id = insert_row(connection, reading, row)
    if not claims:
        return {}
    rows = [_claim_row(reading_id, position, each) for position, each in enumerate(claims)]
    connection.execute(insert(claim), rows)
    mine = select(claim.c.position, claim.c.id).where(claim.c.reading_id == reading_id)
    return {claims[found.position]: found.id for found in connection.execute(mine)}


def _claim_row(reading_id: int, position: int, each: Claim) -> dict[str, Any]:
    return {
        "reading_id": reading_id,
        "position": position,
        "series": each.series,
        **claim_fields(each),
    }


def claims_of(connection: Connection, version_id: int) -> tuple[tuple[int, Claim], ...]:
    """The claims of the version's newest reading with their ids, in the order they were read."""
    newest = select(func.max(reading.c.id)).where(reading.c.version_id == version_id)
    mine = select(claim).where(claim.c.reading_id == newest.scalar_subquery())
    mine = mine.order_by(claim.c.position)
    return tuple((row["id"], claim_of(row)) for row in connection.execute(mine).mappings())


def is_newest_reading() -> ColumnElement[bool]:
    """That a reading, joined to its version, is the one that counts."""
    later = reading.alias("any_reading")
    newest = select(func.max(later.c.id)).where(later.c.version_id == version.c.id)
    return reading.c.id == newest.scalar_subquery()


def by_id(connection: Connection, version_id: int) -> Version | None:
    """The version with the article and the claims of its newest reading, or None."""
    wanted = (
        select(
            version,
            capture.c.blob_sha256,
            page.c.url.label("page_url"),
            source.c.slug,
            *(reading.c[name].label(f"read_{name}") for name in _OF_READING),
        )
        .select_from(version)
        .join(reading, is_newest_reading())
        .outerjoin(capture, capture.c.id == version.c.capture_id)
        .outerjoin(page, page.c.id == version.c.page_id)
        .outerjoin(source, source.c.id == page.c.source_id)
        .where(version.c.id == version_id)
    )
    row = connection.execute(wanted).mappings().one_or_none()
    if row is None:
        return None
    text = blobs.load(connection, row["read_text_sha256"]).decode(errors="surrogatepass")
    return version_of(row, text, [each for _, each in claims_of(connection, version_id)])


_OF_READING = ("extractor", "reader", "text_sha256", "article")


def latest(connection: Connection, page_id: int) -> Version | None:
    """The page's newest version, or None."""
    newest = latest_id(connection, page_id)
    return None if newest is None else by_id(connection, newest)


def refs(connection: Connection, page_id: int) -> tuple[VersionRef, ...]:
    """Where the evidence of each of the page's versions lies, oldest first."""
    wanted = (
        select(version, capture.c.blob_sha256)
        .outerjoin(capture, capture.c.id == version.c.capture_id)
        .where(version.c.page_id == page_id)
        .order_by(version.c.seq)
    )
    found = (ref_of(row) for row in connection.execute(wanted).mappings())
    return tuple(ref for ref in found if ref is not None)

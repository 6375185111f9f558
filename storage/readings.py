"""Versions read anew: what a better reader needs, and what it made of them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, or_, select

from model import Article, Capture, CheckState, Claim, ReadBy, StoredReading
from storage import blobs, versions, witnesses
from storage.checks import at_urls
from storage.engine import lock_table
from storage.rows import article_of, capture_of, reading_of, stored_article
from storage.tables import (
    capture,
    change,
    claim,
    corpus_document,
    page,
    page_check,
    reading,
    source,
    version,
)

_OF_VERSION = ("id", "seq", "captured_at", "page_id", "document_id", "capture_id")


def _readings() -> Select[Any]:
    return (
        select(
            *(version.c[name] for name in _OF_VERSION),
            *(reading.c[name] for name in ("extractor", "reader", "text_sha256")),
            page.c.url.label("page_url"),
            source.c.slug,
            corpus_document.c.origin,
        )
        .select_from(version)
        .join(reading, versions.is_newest_reading())
        .outerjoin(page, page.c.id == version.c.page_id)
        .outerjoin(source, source.c.id == page.c.source_id)
        .outerjoin(corpus_document, corpus_document.c.id == version.c.document_id)
    )


_NEWEST = version.alias("newest")

# Built once: every look asks, and building takes longer than asking.
_ONE = _readings().where(version.c.id == bindparam("its_id"))
_LATEST = _readings().where(
    version.c.id
    == select(_NEWEST.c.id)
    .where(_NEWEST.c.page_id == bindparam("its_page"))
    .order_by(_NEWEST.c.seq.desc())
    .limit(1)
    .scalar_subquery()
)


def latest(connection: Connection, page_id: int) -> StoredReading | None:
    """The newest reading of the page's newest version, or None."""
    row = connection.execute(_LATEST, {"its_page": page_id}).mappings().first()
    return None if row is None else reading_of(row)


def of_version(connection: Connection, version_id: int) -> StoredReading | None:
    """The newest reading of the version, or None."""
    row = connection.execute(_ONE, {"its_id": version_id}).mappings().first()
    return None if row is None else reading_of(row)


def listed(
    connection: Connection,
    *,
    sources: Collection[str] | None,
    urls: Collection[str] | None,
    every: bool,
) -> tuple[StoredReading, ...]:
    """The newest reading of each page's and document's newest version, or of ``every`` version,
    in the order they were stored; where sources or addresses are given, of their pages only.
    """
    wanted = _readings().order_by(version.c.id)
    if sources is not None or urls is not None:
        wanted = wanted.where(or_(source.c.slug.in_(list(sources or ())), at_urls(urls or ())))
    if not every:
        wanted = wanted.where(~_followed("page_id"), ~_followed("document_id"))
    return tuple(reading_of(row) for row in connection.execute(wanted).mappings())


def of_documents(connection: Connection) -> dict[str, StoredReading]:
    """The newest reading of each document's newest version, by the document's origin."""
    wanted = _readings().where(version.c.document_id.is_not(None), ~_followed("document_id"))
    found = (reading_of(row) for row in connection.execute(wanted).mappings())
    return {each.origin: each for each in found if each.origin is not None}


def _followed(owner: str) -> ColumnElement[bool]:
    """That a later version of the same page or document is stored."""
    later = version.alias(f"later_of_{owner}")
    same = later.c[owner] == version.c[owner]
    return select(later.c.id).where(same, later.c.seq > version.c.seq).exists()


def add(
    connection: Connection,
    version_id: int,
    article: Article,
    claims: Sequence[Claim],
    text: blobs.Packed,
    read_by: ReadBy,
    now: datetime,
    *,
    renew: bool = True,
) -> bool:
    """Store what was read anew, and ``renew`` the ledger of whoever said it. False, with nothing
    done, where the newest reading is by the same extractor and reader: another was faster.
    """
    row = connection.execute(select(version).where(version.c.id == version_id)).mappings().one()
    _hold(connection, row["page_id"])
    newest = of_version(connection, version_id)
    if newest is None or newest.read_by == read_by:
        return False
    blobs.keep(connection, [text])
    own = stored_article(article_of(row, "")) | {"text_sha256": row["text_sha256"]}
    versions.add_reading(
        connection,
        version_id,
        claims,
        extractor=read_by.extractor,
        reader=read_by.reader,
        text_sha256=text.sha256,
        now=now,
        cause="reread",
        article=None if stored_article(article) == own else article,
    )
    if renew:
        owner = {"page_id": row["page_id"], "document_id": row["document_id"]}
        witnesses.rebuild(connection, **owner, read=claims)
    return True


def _hold(connection: Connection, page_id: int | None) -> None:
    """Let nobody else read the page or the documents anew until the transaction ends."""
    if page_id is None:
        lock_table(connection, corpus_document)
    else:
        connection.execute(select(page.c.id).where(page.c.id == page_id).with_for_update())


def stored_capture(connection: Connection, version_id: int) -> Capture | None:
    """The answer that the version was made of; None for a document.

    Raises: DamagedError when its bytes are missing or damaged.
    """
    wanted = (
        select(capture, page_check.c.kind, source.c.slug)
        .select_from(capture)
        .join(version, version.c.capture_id == capture.c.id)
        .join(page_check, page_check.c.id == capture.c.check_id)
        .join(page, page.c.id == page_check.c.page_id)
        .join(source, source.c.id == page.c.source_id)
        .where(version.c.id == version_id)
    )
    row = connection.execute(wanted).mappings().first()
    return None if row is None else capture_of(row, blobs.load(connection, row["blob_sha256"]))


def set_aside(connection: Connection, page_id: int) -> Capture | None:
    """What the last look at the page found, where it was too suspicious to be believed; None where
    it was not, or brought nothing. Raises: DamagedError when its bytes are missing or damaged.
    """
    last = select(func.max(page_check.c.id)).where(page_check.c.page_id == page_id)
    wanted = (
        select(capture, page_check.c.kind, source.c.slug)
        .select_from(capture)
        .join(page_check, page_check.c.id == capture.c.check_id)
        .join(page, page.c.id == page_check.c.page_id)
        .join(source, source.c.id == page.c.source_id)
        .where(page_check.c.id == last.scalar_subquery())
        .where(page_check.c.state == CheckState.SUSPICIOUS.value)
    )
    row = connection.execute(wanted).mappings().first()
    return None if row is None else capture_of(row, blobs.load(connection, row["blob_sha256"]))


def texts_of_change(connection: Connection, change_id: int) -> tuple[str | None, str | None]:
    """The texts that the offsets of a change's old and new claim point into, as they were read
    then, whatever was read since; None where there is no such side.
    """
    wanted = select(change).where(change.c.id == change_id)
    row = connection.execute(wanted).mappings().first()
    if row is None:
        return None, None
    return _text_of(connection, row, "old"), _text_of(connection, row, "new")


def _text_of(connection: Connection, row: Any, side: str) -> str | None:  # noqa: ANN401 - a row
    if row[side] is None:
        return None
    read = select(reading.c.text_sha256).join(claim, claim.c.reading_id == reading.c.id)
    sha256 = connection.execute(read.where(claim.c.id == row[f"{side}_claim_id"])).scalar()
    if sha256 is None:
        own = select(version.c.text_sha256).where(version.c.id == row[f"{side}_version_id"])
        sha256 = connection.execute(own).scalar()
    return None if sha256 is None else blobs.load(connection, sha256).decode(errors="surrogatepass")

"""Documents given by hand: versions without a page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from model import Article, Claim, CorpusDocument, ReadBy, Version
from storage import blobs, readings, versions, witnesses
from storage.engine import insert_row, lock_table
from storage.tables import corpus_document, version
from storage.witnesses import document_speaker


def add(
    connection: Connection,
    article: Article,
    claims: Sequence[Claim],
    text: blobs.Packed,
    *,
    origin: str,
    now: datetime,
    extractor: str,
    reader: str,
) -> tuple[Version, bool]:
    """The stored version, and whether it is new. A text we hold is not stored twice, but what
    another reader read from it is, if it is this document's own.
    """
    read: dict[str, Any] = {
        "extractor": extractor,
        "reader": reader,
        "text_sha256": text.sha256,
        "now": now,
    }
    lock_table(connection, corpus_document)  # or two could add one text at the same moment
    document_id = _id_of(connection, origin)
    held = _holder(connection, document_id, text.sha256)
    if held is not None:
        if document_id is not None:
            read_by = ReadBy(extractor, reader)
            readings.add(connection, held, article, claims, text, read_by, now)
        return _whole(connection, held), False
    blobs.keep(connection, [text])
    if document_id is None:
        row = {"origin": origin, "added_at": now}
        document_id = insert_row(connection, corpus_document, row)
    added = versions.add(connection, article, now, extractor, document_id=document_id)
    ids = versions.add_reading(connection, added, claims, **read)
    said = [(claim_id, each) for each, claim_id in ids.items()]
    speaker = document_speaker(document_id, origin)
    witnesses.enter(connection, speaker, said, now, article.published)
    return _whole(connection, added), True


def listed(connection: Connection) -> tuple[CorpusDocument, ...]:
    """Every document as it reads now, in the order they were first added."""
    return tuple(
        CorpusDocument(origin, _whole(connection, version_id), document_id)
        for document_id, origin, version_id in _newest(connection)
    )


def by_key(connection: Connection, key: str) -> CorpusDocument | None:
    """The document of that origin, else of that number; None when there is neither."""
    known = _newest(connection)
    named = [row for row in known if row[1] == key] or [row for row in known if str(row[0]) == key]
    for document_id, origin, version_id in named:
        return CorpusDocument(origin, _whole(connection, version_id), document_id)
    return None


def _id_of(connection: Connection, origin: str) -> int | None:
    wanted = select(corpus_document.c.id).where(corpus_document.c.origin == origin)
    found = connection.execute(wanted).scalar()
    return None if found is None else int(found)


def _holder(connection: Connection, document_id: int | None, sha256: str) -> int | None:
    """The newest version that holds the text: of this document, or for a new one of any. An
    older version does not count, for a file put back as it was is current again.
    """
    for document, _, version_id in _newest(connection, sha256):
        if document_id in (None, document):
            return version_id
    return None


def _newest(connection: Connection, sha256: str | None = None) -> list[tuple[int, str, int]]:
    """Document, origin and newest version of each document (of those that read so)."""
    last = func.max(version.c.seq).label("seq")
    newest = select(version.c.document_id, last).group_by(version.c.document_id).subquery()
    wanted = (
        select(corpus_document.c.id, corpus_document.c.origin, version.c.id)
        .join(version, version.c.document_id == corpus_document.c.id)
        .join(newest, newest.c.document_id == version.c.document_id)
        .where(version.c.seq == newest.c.seq)
        .order_by(corpus_document.c.id)
    )
    if sha256 is not None:
        wanted = wanted.where(version.c.text_sha256 == sha256)
    return [(int(row[0]), str(row[1]), int(row[2])) for row in connection.execute(wanted)]


def _whole(connection: Connection, version_id: int) -> Version:
    found = versions.by_id(connection, version_id)
    assert found is not None  # its row was read a moment ago, and none is ever deleted
    return found

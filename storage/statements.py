"""Claims with the article that makes them: what findings and listings set side by side."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, func, or_, select

from model import Kind, Statement
from storage.checks import at_urls
from storage.claim_rows import read_statement
from storage.points import CHUNK, POINTS, fact
from storage.tables import claim, page, page_check, reading, source, version

_OF_VERSION = (
    "id",
    "document_id",
    "title",
    "publisher",
    "published",
    "article_url",
    "captured_at",
)

_NOT_OF_A_CLAIM = ("reading_id", "position", "series")

# What `read_statement` reads.
COLUMNS: tuple[Any, ...] = (
    *(column for column in claim.c if column.name not in _NOT_OF_A_CLAIM),
    page.c.url.label("page_url"),
    source.c.slug.label("source_slug"),
    source.c.publisher.label("source_publisher"),
    *(version.c[name].label(f"version_{name}") for name in _OF_VERSION),
)


def with_articles(claims: FromClause) -> FromClause:
    """The claims with the version that makes each, and its page and source where it has them."""
    read = claims.join(reading, reading.c.id == claim.c.reading_id)
    made = read.join(version, version.c.id == reading.c.version_id)
    paged = made.outerjoin(page, page.c.id == version.c.page_id)
    return paged.outerjoin(source, source.c.id == page.c.source_id)


def _statements(*, current: bool) -> Select[Any]:
    """Claims of every version's newest reading; only of newest versions when ``current``."""
    wanted = select(*COLUMNS).select_from(with_articles(claim)).where(~_better_reading())
    return wanted.where(~_newer("page_id"), ~_newer("document_id")) if current else wanted


def _better_reading() -> ColumnElement[bool]:
    later = reading.alias("later_reading")
    same = later.c.version_id == reading.c.version_id
    return select(later.c.id).where(same, later.c.id > reading.c.id).exists()


def _newer(owner: str) -> ColumnElement[bool]:
    newer = version.alias(f"newer_by_{owner}")
    same = newer.c[owner] == version.c[owner]
    return select(newer.c.id).where(same, newer.c.seq > version.c.seq).exists()


def of_corpus(connection: Connection, document: int | None) -> tuple[Statement, ...]:
    """What the newest versions of the documents say, in the order it was read, each with its
    point in the ledger.
    """
    wanted = _statements(current=True).where(version.c.document_id.is_not(None))
    if document is not None:
        wanted = wanted.where(version.c.document_id == document)
    rows = connection.execute(wanted.order_by(claim.c.id)).mappings().all()
    read = [read_statement(row) for row in rows]
    ids = POINTS.ids(connection, {fact(each.claim) for each in read})
    return tuple(replace(each, point=ids.get(fact(each.claim))) for each in read)


def listed(
    connection: Connection,
    *,
    place: str | None,
    indicator: str | None,
    kind: Kind | None,
    slug: str | None,
    url: str | None,
    since: datetime | None,
    current: bool,
    run: int | None,
) -> Iterator[Statement]:
    """The claims asked for, in the order they were stored, read while you go."""
    wanted = _statements(current=current).order_by(claim.c.id)
    if place is not None:
        wanted = wanted.where(func.lower(claim.c.place) == place.lower())
    if indicator is not None:
        wanted = wanted.where(_speaks_of(indicator))
    if kind is not None:
        wanted = wanted.where(claim.c.kind == Kind(kind).value)
    if slug is not None:
        wanted = wanted.where(source.c.slug == slug)
    if url is not None:
        wanted = wanted.where(or_(at_urls([url]), version.c.article_url == url))
    if since is not None:
        wanted = wanted.where(version.c.captured_at >= since)
    if run is not None:
        made = select(page_check.c.id).where(page_check.c.run_id == run)
        wanted = wanted.where(version.c.check_id.in_(made))
    rows = connection.execution_options(yield_per=CHUNK).execute(wanted)
    return (read_statement(row) for row in rows.mappings())


def _speaks_of(indicator: str) -> ColumnElement[bool]:
    needle = indicator.lower()
    names = (claim.c.indicator, claim.c.indicator_key)
    return or_(*(func.lower(name).contains(needle, autoescape=True) for name in names))

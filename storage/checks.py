"""Checks and the captures they brought."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from model import Capture, Check, CheckState, Streak
from storage.engine import insert_row
from storage.pages import sha256_of
from storage.rows import check_fields, check_of
from storage.tables import capture, page, page_check, page_url, source, version


def add(connection: Connection, check: Check, run_id: int, page_id: int) -> int:
    """Store how the look went; the check's id."""
    row = {"run_id": run_id, "page_id": page_id, **check_fields(check)}
    return insert_row(connection, page_check, row)


def add_capture(connection: Connection, answer: Capture, check_id: int) -> int:
    """Store what the server answered, its body apart; the capture's id."""
    row = {
        "check_id": check_id,
        "url": answer.url,
        "final_url": answer.final_url,
        "status": answer.status,
        "headers": [list(header) for header in answer.headers],
        "blob_sha256": answer.sha256,
        "captured_at": answer.captured_at,
        "elapsed_ms": answer.elapsed_ms,
        "found_on": answer.found_on,
        "truncated": answer.truncated,
    }
    return insert_row(connection, capture, row)


def streak(connection: Connection, page_id: int) -> Streak | None:
    """How the page's last looks went; None before the first. A look that never came to the page
    says nothing of it.
    """
    mine = (page_check.c.page_id == page_id) & page_check.c.asked
    last = select(page_check.c.state).where(mine).order_by(page_check.c.id.desc()).limit(1)
    state = connection.execute(last).scalar()
    if state is None:
        return None
    others = select(func.max(page_check.c.id)).where(mine, page_check.c.state != state)
    since = func.coalesce(others.scalar_subquery(), 0)
    wanted = select(func.count(), func.min(page_check.c.at)).where(mine, page_check.c.id > since)
    looks, first = connection.execute(wanted).one()
    return Streak(CheckState(state), int(looks), first)


def listed(
    connection: Connection,
    *,
    since: datetime | None,
    until: datetime | None,
    run: int | None,
    sources: Collection[str] | None,
    url: str | None,
    limit: int | None,
) -> tuple[Check, ...]:
    """The checks asked for, oldest first; of more than ``limit``, the newest."""
    wanted = (
        select(page_check, source.c.slug, version.c.id.label("version_id"))
        .join(page, page.c.id == page_check.c.page_id)
        .join(source, source.c.id == page.c.source_id)
        .outerjoin(version, version.c.check_id == page_check.c.id)
    )
    wanted = narrowed(wanted, page_check.c.at, since, until, run, sources)
    if url is not None:
        wanted = wanted.where(at_urls([url]))
    return tuple(check_of(row) for row in newest(connection, wanted, page_check.c.id, limit))


def narrowed(
    wanted: Select[Any],
    time: ColumnElement[Any],
    since: datetime | None,
    until: datetime | None,
    run: int | None,
    sources: Collection[str] | None,
) -> Select[Any]:
    """``wanted``, only of these times (both ends included), this run and these sources."""
    if since is not None:
        wanted = wanted.where(time >= since)
    if until is not None:
        wanted = wanted.where(time <= until)
    if run is not None:
        wanted = wanted.where(page_check.c.run_id == run)
    if sources is not None:
        wanted = wanted.where(source.c.slug.in_(list(sources)))
    return wanted


def at_urls(urls: Collection[str]) -> ColumnElement[bool]:
    """That a page lives, or once lived, at one of the addresses."""
    keys = [sha256_of(url) for url in urls]
    return page.c.id.in_(select(page_url.c.page_id).where(page_url.c.url_sha256.in_(keys)))


def newest(
    connection: Connection, wanted: Select[Any], key: ColumnElement[Any], limit: int | None
) -> list[Any]:
    """The rows, oldest first; of more than ``limit``, the newest."""
    if limit is None:
        return list(connection.execute(wanted.order_by(key)).mappings())
    rows = connection.execute(wanted.order_by(key.desc()).limit(limit)).mappings()
    return list(rows)[::-1]

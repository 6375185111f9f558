"""Runs: who asked for a crawl, of what, and how it ended."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Connection, select, update

from model import Dropped, Run, StorageError
from storage.engine import insert_row
from storage.rows import run_of
from storage.tables import run, source

INTERRUPTED = "interrupted"


def start(
    connection: Connection, requested_by: str, slugs: Iterable[str], now: datetime, owner: str
) -> Run:
    """A new run, open until it is ended."""
    named = list(slugs)
    row = {
        "requested_by": requested_by,
        "sources": named,
        "owner": owner,
        "started_at": now,
        "dropped": [],
    }
    run_id = insert_row(connection, run, row)
    mine = source.c.slug.in_(named)
    connection.execute(update(source).where(mine).values(last_run_id=run_id))
    return by_id(connection, run_id)


def end(
    connection: Connection,
    run_id: int,
    outcome: str,
    now: datetime,
    dropped: Iterable[Dropped] = (),
) -> Run:
    """The run, closed."""
    closing = update(run).where(run.c.id == run_id)
    values = {"outcome": outcome, "ended_at": now, "dropped": [list(each) for each in dropped]}
    connection.execute(closing.values(**values))
    return by_id(connection, run_id)


def interrupt_dead(
    connection: Connection, is_alive: Callable[[str], bool], now: datetime
) -> tuple[Run, ...]:
    """The open runs whose owner is gone, now closed as interrupted."""
    still_open = select(run.c.id, run.c.owner).where(run.c.ended_at.is_(None)).order_by(run.c.id)
    rows = connection.execute(still_open.with_for_update()).all()
    dead = [row.id for row in rows if not is_alive(row.owner)]
    return tuple(end(connection, run_id, INTERRUPTED, now) for run_id in dead)


def by_id(connection: Connection, run_id: int) -> Run:
    """The run. Raises: StorageError when there is none of that number."""
    row = connection.execute(select(run).where(run.c.id == run_id)).mappings().first()
    if row is None:
        raise StorageError(f"the store knows no run {run_id}")
    return run_of(row)


def listed(connection: Connection, limit: int) -> tuple[Run, ...]:
    """The last runs, newest first."""
    rows = connection.execute(select(run).order_by(run.c.id.desc()).limit(limit))
    return tuple(run_of(row) for row in rows.mappings())

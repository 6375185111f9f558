"""Leases: a role that one process at a time may have, such as the daemon."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from storage.engine import insert_new
from storage.tables import worker


def acquire(
    connection: Connection,
    name: str,
    owner: str,
    now: datetime,
    ttl: timedelta,
    is_alive: Callable[[str], bool],
) -> str:
    """Who holds the lease now: ``owner`` when it was free, run out, its holder dead, or ours."""
    times = {"heartbeat_at": now, "expires_at": now + ttl}
    insert_new(connection, worker, [{"name": name, "owner": owner, "acquired_at": now, **times}])
    row = connection.execute(select(worker).where(worker.c.name == name).with_for_update()).one()
    if row.owner != owner and row.expires_at > now and is_alive(row.owner):
        return str(row.owner)
    since = row.acquired_at if row.owner == owner else now
    mine = update(worker).where(worker.c.name == name)
    connection.execute(mine.values(owner=owner, acquired_at=since, **times))
    return owner


def release(connection: Connection, name: str, owner: str) -> None:
    """Give the lease back, if it is ours."""
    mine = delete(worker).where(worker.c.name == name, worker.c.owner == owner)
    connection.execute(mine)

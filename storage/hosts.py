"""What crawls remember of hosts: when each was asked, when it may be again, and its robots.txt."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select, update

from model import HostState, RobotsFile
from storage.engine import insert_new
from storage.tables import host, robots

_MOST_BYTES = 4 * 1024 * 1024  # of robots.txt handed to one crawl; what is left out is asked for


def states(connection: Connection) -> tuple[HostState, ...]:
    """Every host ever asked."""
    rows = connection.execute(select(host).order_by(host.c.name))
    return tuple(HostState(row.name, row.asked_at, row.not_before, row.reason) for row in rows)


def robots_files(connection: Connection, since: datetime) -> tuple[RobotsFile, ...]:
    """What was fetched ``since``, the latest first, as far as it is not too much."""
    wanted = select(robots).where(robots.c.fetched_at >= since).order_by(robots.c.fetched_at.desc())
    found: list[RobotsFile] = []
    left = _MOST_BYTES
    for row in connection.execute(wanted):
        if len(row.body) <= left:
            left -= len(row.body)
            found.append(RobotsFile(row.origin, row.fetched_at, row.status, bytes(row.body)))
    return tuple(found)


def remember(
    connection: Connection, seen: Iterable[HostState], files: Iterable[RobotsFile]
) -> None:
    """Put what a crawl learnt in the place of what was known."""
    _put(
        connection,
        host,
        "name",
        [
            {
                "name": each.host,
                "asked_at": each.asked_at,
                "not_before": each.not_before,
                "reason": each.reason,
            }
            for each in seen
        ],
    )
    _put(
        connection,
        robots,
        "origin",
        [
            {
                "origin": each.origin,
                "fetched_at": each.fetched_at,
                "status": each.status,
                "body": each.body,
            }
            for each in files
        ],
    )


def _put(connection: Connection, table: Table, key: str, rows: list[dict[str, Any]]) -> None:
    # In one order for everybody, so that no two wait for each other's rows.
    for row in sorted(rows, key=lambda each: str(each[key])):
        # Another crawl may be led to the same host, and be the first to know it.
        insert_new(connection, table, [row])
        known = update(table).where(table.c[key] == bindparam("its_key"))
        connection.execute(known, {**row, "its_key": row[key]})

"""Looks that found nothing new, many in one transaction: most looks are, and one by one each would
cost more than the fetch.

What a look brought still becomes true as a whole or not at all, and nothing is told before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, text

from model import BusyError, Check, Look, Page
from storage import pages, record
from storage.rows import check_fields, page_fields
from storage.tables import change, page_check, reading, run, version


def record_all(
    connection: Connection, looks: Sequence[Look], now: datetime
) -> tuple[Check | None, ...]:
    """Each check as stored, in the order of ``looks``; None for one that another process overtook:
    its look stands. Call it in a write transaction of its own.
    """
    stored = pages.locked_all(connection, [look.page.id for look in looks if look.page.id])
    busy = _to_be_settled(connection, stored) | _overtaken(connection, looks, stored)
    plain: dict[int, Look] = {}
    for position, look in enumerate(looks):
        if _is_plain(look, stored, busy):
            plain[position] = look
            busy.add(look.page.id or 0)  # a second look at the page follows on this one
    done = dict(zip(plain, _add_checks(connection, list(plain.values())), strict=True))
    _write_pages(connection, list(plain.values()))
    return tuple(
        done[position] if position in done else _alone(connection, look, now)
        for position, look in enumerate(looks)
    )


def _alone(connection: Connection, look: Look, now: datetime) -> Check | None:
    try:
        return record.record(connection, look, (), now)
    except BusyError:  # raised before anything of it was written
        return None


def _is_plain(look: Look, stored: Mapping[int, Page], busy: set[int]) -> bool:
    """Whether nothing but the page's own row is to be touched, and that is as the look knew it."""
    there = stored.get(look.page.id or 0)
    if there is None or there.id in busy:
        return False
    known = look.page
    return (there.url, there.etag, there.last_modified, there.body_sha256) == (
        known.url,
        known.etag,
        known.last_modified,
        known.body_sha256,
    )


_PROVISIONAL = select(change.c.page_id).where(
    change.c.page_id.in_(bindparam("pages", expanding=True)),
    # A literal, not a parameter: only so does the partial index serve.
    text("change.state = 'provisional'"),
)
# The pages of which another run read a version since the looks' own run began, as in `record`.
_NEWER = (
    select(version.c.page_id)
    .join(page_check, page_check.c.id == version.c.check_id)
    .join(reading, reading.c.version_id == version.c.id)
    .where(
        version.c.page_id.in_(bindparam("pages", expanding=True)),
        page_check.c.run_id != bindparam("its_run"),
    )
    .group_by(version.c.id, version.c.page_id)
    .having(
        func.min(reading.c.read_at)
        > select(run.c.started_at).where(run.c.id == bindparam("its_run")).scalar_subquery()
    )
)


def _to_be_settled(connection: Connection, stored: Mapping[int, Page]) -> set[int]:
    return set(connection.execute(_PROVISIONAL, {"pages": list(stored)}).scalars())


def _overtaken(
    connection: Connection, looks: Sequence[Look], stored: Mapping[int, Page]
) -> set[int]:
    found: set[int] = set()
    for its_run in {look.check.run for look in looks}:
        asked = {"pages": list(stored), "its_run": its_run}
        found |= set(connection.execute(_NEWER, asked).scalars())
    return found


_ADD = insert(page_check).returning(page_check.c.id, sort_by_parameter_order=True)


def _add_checks(connection: Connection, looks: Sequence[Look]) -> list[Check]:
    if not looks:
        return []
    rows = [
        {"run_id": look.check.run, "page_id": look.page.id, **check_fields(look.check)}
        for look in looks
    ]
    ids = connection.execute(_ADD, rows).scalars()
    return [
        replace(look.check, id=check_id, page=look.page.id)
        for look, check_id in zip(looks, ids, strict=True)
    ]


def _write_pages(connection: Connection, looks: Sequence[Look]) -> None:
    pages.write_all(
        connection,
        [
            {
                "its_id": look.page.id,
                **page_fields(look.page),
                "last_state": look.check.state.value,
                "seen_at": look.check.at,
            }
            for look in looks
        ],
    )

"""Alarms: what is wrong with a source as a whole, one at a time for each."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from model import Alarm, AlarmKind
from storage.engine import insert_row
from storage.tables import alarm, source
from storage.tables import run as run_table


def raise_or_sharpen(
    connection: Connection,
    source_id: int,
    kind: AlarmKind,
    *,
    held: bool,
    run_id: int,
    why: str,
    evidence: Iterable[tuple[str, str]],
    now: datetime,
) -> bool:
    """Whether an alarm was raised: where one is open already it learns what is known by now."""
    known = connection.execute(_open().where(alarm.c.source_id == source_id)).mappings().first()
    values = {"kind": kind.value, "held": held, "why": why, "evidence": [list(e) for e in evidence]}
    if known is not None:
        connection.execute(update(alarm).where(alarm.c.id == known["id"]).values(**values))
        return False
    row = {"source_id": source_id, "raised_at": now, "run_id": run_id, **values}
    insert_row(connection, alarm, row)
    return True


def end(connection: Connection, alarm_id: int, now: datetime, ended_by: str) -> None:
    """End the alarm, once."""
    still_open = (alarm.c.id == alarm_id, alarm.c.ended_at.is_(None))
    connection.execute(update(alarm).where(*still_open).values(ended_at=now, ended_by=ended_by))


def opened(connection: Connection) -> dict[str, Alarm]:
    """The open alarms, by the slug of their source."""
    rows = connection.execute(_open()).mappings()
    return {row["slug"]: _alarm(row) for row in rows}


def listed(
    connection: Connection,
    *,
    since: datetime | None,
    run: int | None,
    sources: Collection[str] | None,
) -> tuple[Alarm, ...]:
    """The alarms that were open at some time since then, or during the run, in the order they were
    raised.
    """
    wanted, still_open = _alarms().order_by(alarm.c.id), alarm.c.ended_at.is_(None)
    if run is not None:
        began = select(run_table.c.started_at).where(run_table.c.id == run).scalar_subquery()
        wanted = wanted.where(alarm.c.run_id <= run, still_open | (alarm.c.ended_at >= began))
    if since is not None:
        wanted = wanted.where(still_open | (alarm.c.ended_at >= since))
    if sources is not None:
        wanted = wanted.where(source.c.slug.in_(list(sources)))
    return tuple(_alarm(row) for row in connection.execute(wanted).mappings())


def _alarms() -> Any:  # noqa: ANN401 - a select
    return select(alarm, source.c.slug).join(source, source.c.id == alarm.c.source_id)


def _open() -> Any:  # noqa: ANN401 - a select
    return _alarms().where(alarm.c.ended_at.is_(None))


def _alarm(row: Mapping[Any, Any]) -> Alarm:
    return Alarm(
        id=row["id"],
        source=row["slug"],
        kind=AlarmKind(row["kind"]),
        held=row["held"],
        raised_at=row["raised_at"],
        run=row["run_id"],
        why=row["why"],
        evidence=tuple((url, words) for url, words in row["evidence"]),
        ended_at=row["ended_at"],
        ended_by=row["ended_by"],
    )

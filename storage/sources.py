"""The sources the store knows, and when each was and will be crawled."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, select, update

from model import Alarm, Source, SourceState, StorageError
from storage import alarms, health
from storage.engine import insert_new
from storage.tables import run, source


def sync(connection: Connection, sources: Iterable[Source], now: datetime) -> None:
    """Make the rows follow the configuration; rows it no longer names stay, as "removed"."""
    wanted = {each.slug: each for each in sources}
    columns = select(source.c.slug, source.c.config_hash, source.c.state)
    known = {row.slug: row for row in connection.execute(columns.with_for_update())}
    for slug, each in wanted.items():
        row = known.get(slug)
        state = _state(each)
        if row is None or (row.config_hash, row.state) != (each.config_hash, state):
            _put(connection, each, state, now)
    gone = [slug for slug, row in known.items() if slug not in wanted and row.state != "removed"]
    if gone:
        update_gone = update(source).where(source.c.slug.in_(gone))
        connection.execute(update_gone.values(state="removed", synced_at=now))


def _state(each: Source) -> str:
    return "active" if each.enabled else "paused"


def _put(connection: Connection, each: Source, state: str, now: datetime) -> None:
    values = {
        "name": each.name,
        "publisher": each.publisher,
        "config_hash": each.config_hash,
        "state": state,
        "synced_at": now,
    }
    insert_new(connection, source, [{"slug": each.slug, **values}])
    connection.execute(update(source).where(source.c.slug == each.slug).values(**values))


def id_of(connection: Connection, slug: str) -> int:
    """The source's row. Raises: StorageError for a source that was never synced."""
    found = connection.execute(select(source.c.id).where(source.c.slug == slug)).scalar()
    if found is None:
        raise StorageError(f"the store knows no source {slug!r}: sync_sources comes first")
    return int(found)


def next_run_at(connection: Connection, slug: str) -> datetime | None:
    """When the source is due; None when nothing is planned or the source is unknown."""
    wanted = select(source.c.next_run_at).where(source.c.slug == slug)
    when: datetime | None = connection.execute(wanted).scalar()
    return when


def set_next_run_at(connection: Connection, slug: str, when: datetime | None) -> None:
    """Plan the source's next run."""
    mine = source.c.id == id_of(connection, slug)
    connection.execute(update(source).where(mine).values(next_run_at=when))


def states(connection: Connection) -> Mapping[str, SourceState]:
    """Every source ever followed, by its slug."""
    rows = connection.execute(
        select(source, run.c.started_at, run.c.outcome)
        .outerjoin(run, run.c.id == source.c.last_run_id)
        .order_by(source.c.slug)
    ).all()
    opened = alarms.opened(connection)
    read_at = health.newest(connection, [row.id for row in rows])
    return {
        row.slug: SourceState(
            row.slug,
            row.name,
            _with_alarm(row.state, opened.get(row.slug)),
            row.started_at,
            row.next_run_at,
            row.last_run_id,
            row.outcome,
            read_at.get(row.id),
            opened.get(row.slug),
            health.lately(connection, row.id),
        )
        for row in rows
    }


def _with_alarm(state: str, alarm: Alarm | None) -> str:
    """A source is held by its alarm alone, so that the two can never disagree."""
    return "held" if alarm and alarm.held and state == "active" else state

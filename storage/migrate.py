"""Bring a database to the schema this program knows, under a lock, whole or not at all."""

import sqlite3
import time
from pathlib import Path
from sqlite3 import SQLITE_BUSY, SQLITE_LOCKED

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, inspect, text
from sqlalchemy.exc import OperationalError

from model import StorageError
from storage import tasks
from storage.engine import BUSY_TIMEOUT_S, connect, is_sqlite, our_errors, reading, shown, writing
from storage.tables import VERSION_TABLE, metadata

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x66696775_72657761  # "figurewa", for PostgreSQL's advisory lock


def migrate(address: URL) -> None:
    """Make or update the schema, and do what that leaves to do. Nothing is ever recreated or
    deleted.

    Raises: StorageError for a database of a newer program, or of another one altogether.
    """
    engine = connect(address, for_migration=True)
    try:
        with reading(engine) as connection:
            done = _is_current(connection)
        if not done:
            _use_wal(engine)
            with writing(engine) as connection:
                _bring_to_head(connection)
    finally:
        engine.dispose()
    _finish(address)


def _finish(address: URL) -> None:
    """Do the tasks of the migration, in a transaction of their own: should one fail, it is tried
    again when the store is next opened.
    """
    engine = connect(address)
    try:
        with reading(engine) as connection:
            waiting = tasks.pending(connection)
        if waiting:
            with writing(engine) as connection:
                _lock(connection)
                tasks.do(connection)  # what another process did meanwhile is no longer pending
    finally:
        engine.dispose()


def _lock(connection: Connection) -> None:
    """Wait for who else migrates this database; SQLite has but one writer."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _bring_to_head(connection: Connection) -> None:
    _lock(connection)
    if _is_current(connection):  # by another process, while we waited for the lock
        return
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise StorageError(f"the migration left rows that point nowhere: {broken[:5]}")


def _is_current(connection: Connection) -> bool:
    """Whether there is nothing to do. Raises: StorageError when nothing may be done."""
    options = {"version_table": VERSION_TABLE}
    current = MigrationContext.configure(connection, opts=options).get_current_revision()
    if current is None:
        _refuse_foreign(connection)
        return False
    known = ScriptDirectory.from_config(_config())
    try:
        known.get_revision(current)
    except CommandError as error:
        raise StorageError(
            f"{shown(connection.engine.url)}: was made by a newer figurewatch (schema {current}, "
            f"this one knows {known.get_current_head()}); update figurewatch. Nothing was changed"
        ) from error
    return current == known.get_current_head()


def _refuse_foreign(connection: Connection) -> None:
    """A file belongs to one program; in PostgreSQL others may live beside us under other names."""
    foreign = set(inspect(connection).get_table_names()) - {VERSION_TABLE}
    if connection.dialect.name != "sqlite":
        foreign &= set(metadata.tables)
    if foreign:
        raise StorageError(
            f"{shown(connection.engine.url)}: holds tables of another program "
            f"({', '.join(sorted(foreign)[:3])}); name an empty database"
        )


def _config() -> Config:
    config = Config()
    # Alembic reads its settings as a template, in which % is a sign of its own.
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return config


def _use_wal(engine: Engine) -> None:
    """Let readers and the writer of an SQLite file not wait for each other; it is kept in the
    file. Where the file system cannot do it, SQLite stays with its journal, slower and as safe.
    """
    if not is_sqlite(engine.url):
        return
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    # Unlike any other statement this one does not wait for a lock.
    while not _is_wal(engine, patient=time.monotonic() < deadline):
        time.sleep(0.05)


def _is_wal(engine: Engine, *, patient: bool) -> bool:
    """Whether the file was told; False when another process held it and we are ``patient``."""
    with our_errors(engine):
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if patient and error.sqlite_errorcode & 0xFF in (SQLITE_BUSY, SQLITE_LOCKED):
                return False
            raise OperationalError(None, None, error) from error
        finally:
            connection.close()
    return True

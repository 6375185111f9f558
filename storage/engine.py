"""How we speak to the database: one file with SQLite, or PostgreSQL by URL."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    Select,
    Table,
    create_engine,
    event,
    insert,
    literal_column,
    make_url,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from model import StorageError

BUSY_TIMEOUT_S = 30
_BEGIN = "figurewatch_begin"


def parsed(url: str) -> URL:
    """The database's address.

    Raises: StorageError for what is no address, or leads to a database that forgets.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        # Only the end of it: what stands before an @ may be a password.
        end = url.rpartition("@")[2].partition("?")[0]
        told = f"***@{end}" if "@" in url else end
        raise StorageError(
            f"{told!r} is no database address (sqlite:///FILE, postgresql://…)"
        ) from error
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise StorageError(f"{shown(address)}: only SQLite and PostgreSQL are supported")
    if is_sqlite(address) and address.database in (None, "", ":memory:"):
        raise StorageError(f"{shown(address)}: a store must outlive its process; name a file")
    return address


def is_sqlite(address: URL) -> bool:
    """Whether the database is a file of ours."""
    return address.get_backend_name() == "sqlite"


def shown(address: URL) -> str:
    """The address for people, without its password and options, which may hold another."""
    return address.set(query={}).render_as_string(hide_password=True)


def make_folder(address: URL) -> None:
    """Make the folder of an SQLite file, where it is missing."""
    if not is_sqlite(address):
        return
    assert address.database  # `parsed` refused what names no file
    try:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"{shown(address)}: cannot make its folder: {error}") from error


def connect(address: URL, *, for_migration: bool = False) -> Engine:
    """An engine for ``address``. One for migrations leaves foreign keys to a check at the end,
    as SQLite wants it while tables are rebuilt.
    """
    options: dict[str, Any] = {"poolclass": NullPool} if for_migration else {}
    if is_sqlite(address):
        engine = _engine(address, connect_args={"timeout": BUSY_TIMEOUT_S}, **options)
        _tame_sqlite(engine, foreign_keys=not for_migration)
        return engine
    return _engine(address, pool_pre_ping=not for_migration, **options)


def _engine(address: URL, **options: Any) -> Engine:  # noqa: ANN401 - SQLAlchemy's own
    try:
        return create_engine(address, **options)
    except ImportError as error:
        hint = "" if is_sqlite(address) else "; install the extra figurewatch[postgresql]"
        missing = f"the driver {error.name or address.drivername} is not installed"
        raise StorageError(f"{shown(address)}: {missing}{hint}") from error
    except SQLAlchemyError as error:
        raise StorageError(f"{shown(address)}: {error}") from error


def _tame_sqlite(engine: Engine, *, foreign_keys: bool) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late and too weak
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        # SQLite's own lower() knows ASCII only, PostgreSQL's every letter.
        connection.create_function("lower", 1, _lower, deterministic=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer that begins as a reader loses its transaction to any other writer:
        # measured, 399 of 400 lost with BEGIN, none with BEGIN IMMEDIATE.
        connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _lower(value: str | None) -> str | None:
    return None if value is None else value.lower()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the database, and changes nothing."""
    with our_errors(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection whose writes become true together when the block ends, or not at all."""
    with (
        our_errors(engine),
        engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"}).begin() as connection,
    ):
        yield connection


@contextmanager
def our_errors(engine: Engine) -> Iterator[None]:
    """Whatever the database refuses inside is a StorageError that names it."""
    try:
        yield
    except SQLAlchemyError as error:
        # Without the statement and its values: they can be a whole page.
        cause = getattr(error, "orig", None) or error
        hint = "; the file and its folder must be ours to write" if _is_barred(cause) else ""
        raise StorageError(f"{shown(engine.url)}: {cause}{hint}") from error


def _is_barred(cause: BaseException) -> bool:
    """Whether an SQLite file cannot be opened or written for want of permission."""
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF  # its extended codes
    return code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


def insert_row(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """The number of the row, now inserted."""
    # The row beside the statement, not in it: building one with .values() takes far longer.
    key = connection.execute(insert(table), dict(row)).inserted_primary_key
    assert key is not None  # our tables number their rows
    return int(key[0])


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows that no unique constraint finds there already."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    if rows:
        statement = dialect.insert(table).on_conflict_do_nothing()
        connection.execute(statement, [dict(row) for row in rows])


def insert_new_row(connection: Connection, table: Table, row: Mapping[str, Any]) -> int | None:
    """The number of the row, now inserted; None where a unique constraint finds it there."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).on_conflict_do_nothing().returning(table.c.id)
    key = connection.execute(statement, dict(row)).scalar()
    return None if key is None else int(key)


def there_is(wanted: Select[Any]) -> ColumnElement[bool]:
    """That ``wanted`` finds a row, asked anew for each row outside. PostgreSQL turns EXISTS into a
    join with the whole table where it guesses wrong; this it cannot.
    """
    return wanted.with_only_columns(literal_column("1")).limit(1).scalar_subquery().is_not(None)


def lock_table(connection: Connection, table: Table) -> None:
    """Let no other transaction write to ``table`` until this one ends. In SQLite none can."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"LOCK TABLE {table.name} IN EXCLUSIVE MODE")

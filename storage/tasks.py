"""Work that a migration leaves to the program, since it needs more than SQL."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, delete, select

from model import StorageError
from storage import findings, witnesses
from storage.tables import task


def pending(connection: Connection) -> tuple[str, ...]:
    """The names of what is still to be done, in their order."""
    return tuple(connection.execute(select(task.c.name).order_by(task.c.name)).scalars())


def do(connection: Connection) -> None:
    """Do what is pending. Each may be done again: what it makes is made from what is stored."""
    for name in pending(connection):
        if name not in _TASKS:
            raise StorageError(f"the database waits for {name!r}, which this figurewatch cannot do")
        _TASKS[name](connection)
        connection.execute(delete(task).where(task.c.name == name))


def _make_ledger(connection: Connection) -> None:
    witnesses.rebuild(connection)
    findings.point(connection)


_TASKS: Mapping[str, Callable[[Connection], None]] = {"ledger": _make_ledger}

"""The store: pages, versions, claims, changes and findings, in SQLite or PostgreSQL."""

from storage.engine import connect, make_folder, parsed
from storage.migrate import migrate
from storage.store import Store

__all__ = ["Store", "open_store"]


def open_store(url: str) -> Store:
    """The store at a SQLAlchemy URL, made where there is none, and brought to this program's
    schema. Raises: StorageError when it cannot be opened or belongs to a newer program.
    """
    address = parsed(url)
    make_folder(address)
    migrate(address)
    return Store(connect(address))

import multiprocessing
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from model import CheckState, Notice, Presence, StorageError
from storage import open_store, tasks
from storage.engine import connect, parsed, reading, writing
from storage.tables import VERSION_TABLE, finding, metadata, task
from tests.storage.first_revision import SERIES, first_revision
from tests.storage.samples import NOW, URL, later, source


def test_the_migrations_make_what_the_tables_say(store):
    """Alembic finds no difference between the migrated database and `tables.py`."""
    with reading(store._engine) as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_the_migrations_make_every_constraint(store, url, tmp_path):
    """Checks, keys and partial indexes, which Alembic does not compare, are the same too."""
    if not url.startswith("sqlite"):
        pytest.skip("the definitions are compared as SQLite keeps them")
    plain = connect(parsed(f"sqlite:///{tmp_path / 'plain.db'}"))
    with writing(plain) as connection:
        metadata.create_all(connection)
    assert _definitions(store._engine) == _definitions(plain)
    plain.dispose()


def _definitions(engine):
    with reading(engine) as connection:
        tables = inspect(connection)
        names = [name for name in tables.get_table_names() if name != VERSION_TABLE]
        return {
            name: (
                sorted(map(_words, tables.get_check_constraints(name))),
                sorted(map(str, tables.get_unique_constraints(name))),
                sorted(map(str, tables.get_foreign_keys(name))),
                sorted(map(_index, tables.get_indexes(name))),
                str(tables.get_pk_constraint(name)),
            )
            for name in names
        }


def _index(index):
    return f"{index['name']} {index['column_names']} {index['dialect_options'].get('sqlite_where')}"


def _words(constraint):
    return f"{constraint['name']}: {constraint['sqltext']}"


def test_a_store_is_opened_again_with_what_it_held(url):
    """Opening makes nothing anew."""
    with open_store(url) as store:
        store.sync_sources([source()], NOW)
    with open_store(url) as store:
        assert set(store.source_states()) == {"yangpu"}


def test_a_database_of_a_newer_program_is_refused_untouched(url):
    """An unknown schema is named in the error, and nothing is written."""
    with open_store(url) as store:
        store.sync_sources([source()], NOW)
        with writing(store._engine) as connection:
            connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StorageError, match=r"newer figurewatch \(schema 9999"):
        open_store(url)
    engine = connect(parsed(url))
    with reading(engine) as connection:
        assert connection.execute(text("SELECT slug FROM source")).scalars().all() == ["yangpu"]
    engine.dispose()


def test_a_file_of_another_program_is_refused_untouched(tmp_path):
    """We never put our tables beside those of a file that is not ours."""
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (id INTEGER)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StorageError, match=r"another program \(bookmarks\)"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_untouched(tmp_path):
    """A text file in the way is an error with its name, not a new database."""
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but someone's notes\n" * 100)
    before = path.read_bytes()
    with pytest.raises(StorageError, match=r"notes\.txt"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "url", ["", "nonsense", "sqlite://", "sqlite:///:memory:", "mysql://host/db"]
)
def test_an_address_that_cannot_hold_a_store_is_refused(url):
    """What is no address, forgets, or is no database we support gets one clear error."""
    with pytest.raises(StorageError):
        open_store(url)


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path):
    """A file where the folder should be is named."""
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(StorageError, match="cannot make its folder"):
        open_store(f"sqlite:///{tmp_path / 'data' / 'figurewatch.db'}")


def test_a_password_is_never_shown():
    """Errors name the database, not its password."""
    with pytest.raises(StorageError) as caught:
        open_store("postgresql://me:sesame@127.0.0.1:1/none?connect_timeout=2")
    assert "sesame" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "postgres me:sesame@host/x",
        "postgresql://me:sesame@host:port/x",
        "postgresql://me:ses@me:sesame@host:port/x?password=sesame",
        "mysql://host/x?password=sesame",
    ],
)
def test_a_password_in_what_is_no_address_is_not_shown(address):
    """An address with a mistake in it is told without what may be its password."""
    with pytest.raises(StorageError) as caught:
        open_store(address)
    assert "ses" not in str(caught.value)
    assert "host" in str(caught.value)


def test_a_missing_driver_says_what_to_install(monkeypatch):
    """Without psycopg a PostgreSQL address is told which extra to install."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(
        StorageError, match=r"psycopg is not installed; .*figurewatch\[postgresql\]"
    ):
        open_store("postgresql://me:sesame@127.0.0.1:1/none")
    with pytest.raises(StorageError, match="nosuch"):
        open_store("postgresql+nosuch://127.0.0.1:1/none")


@pytest.fixture
def as_somebody_else():
    """Folders can be closed to us: the superuser is none of those they are closed to."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.fixture
def closed():
    """A folder with a store, an empty file and nothing else, none of which we may write."""
    folder = Path(tempfile.mkdtemp())  # tmp_path lies where only its owner may look
    open_store(f"sqlite:///{folder / 'store.db'}").close()
    (folder / "empty.db").touch()
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("name", ["new.db", "empty.db", "store.db", "below/new.db"])
def test_what_we_may_not_write_is_told_at_once(closed, as_somebody_else, name):
    """A folder or file that is not ours to write is one sentence with its name."""
    begun = time.monotonic()
    with pytest.raises(StorageError, match=f"{name}: .*(?:ours to write|cannot make its folder)"):
        open_store(f"sqlite:///{closed / name}").sync_sources([source()], NOW)
    assert time.monotonic() - begun < 10  # it does not wait for a lock nobody holds


def test_a_folder_with_a_percent_sign_is_just_a_folder(tmp_path):
    """Neither Alembic nor the URL reads anything into a name."""
    with open_store(f"sqlite:///{tmp_path / '100% new' / 'a.db'}") as store:
        assert store.pages() == ()


def _open_and_close(url, ready):
    ready.wait()
    with open_store(url) as store:
        store.sync_sources([source()], NOW)


def test_processes_that_start_at_once_make_one_database(url):
    """Four processes open a store that does not exist yet: all succeed."""
    method = multiprocessing.get_context("spawn")
    ready = method.Barrier(4)
    processes = [method.Process(target=_open_and_close, args=(url, ready)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 4
    with open_store(url) as store:
        assert set(store.source_states()) == {"yangpu"}
        assert store.integrity() == ()


def test_sqlite_is_set_up_to_lose_nothing(sqlite_url):
    """Write-ahead log, a sync at every commit, and foreign keys that hold."""
    with open_store(sqlite_url) as store, reading(store._engine) as connection:
        wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}
        for name, value in wanted.items():
            assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value
    assert Path(parsed(sqlite_url).database).is_file()


def test_a_database_of_the_first_revision_has_a_ledger_when_it_is_opened(url):
    """Who said what from when to when, made from the versions that are stored."""
    first_revision(url)
    with open_store(url) as store:
        said = store.sightings([SERIES])[SERIES]
        assert [(int(each.statement.claim.quantity.value), each.presence) for each in said] == [
            (300, Presence.STATED),  # by the corpus
            (300, Presence.NOT_STATED),  # by the page that says 350 now
            (350, Presence.PAGE_GONE),
            (350, Presence.STATED),
        ]
        assert [each.since for each in said] == [None, later(2), later(9), None]
        assert [each.claim.quantity.value for each in store.known([SERIES])] == [300, 350]
        series = {SERIES, SERIES.replace("output", "schools")}
        assert {entry.series.key for entry in store.ledger()} == series
        assert store.integrity() == ()


def test_a_database_of_the_first_revision_keeps_what_it_held(url):
    """Pages, readings, changes and findings are as they were, with what is new filled in."""
    first_revision(url)
    with open_store(url) as store:
        [change] = store.changes()
        assert (change.change.notice, change.old_version.seq) == (Notice.NOW, 1)
        one, two = store.findings()
        assert one.changes == (change.id,) and two.changes == ()
        assert one.finding.claim.claim.quantity.value == 350
        assert store.latest_version(1).claims[0].quantity.value == 350
        assert [each.state for each in store.checks()][-1] is CheckState.GONE
        with reading(store._engine) as connection:
            rows = connection.execute(finding.select().order_by(finding.c.id)).all()
        assert [row.point_id for row in rows] == [rows[0].point_id] * 2 and rows[0].point_id
        assert rows[0].meeting and rows[1].meeting is None  # the second stays beside the first
        assert {each.url for each in one.witnesses} == {f"{URL}/a", f"{URL}/b"}


def test_a_task_is_done_once_and_again_after_it_failed(url, monkeypatch):
    """Opening fails whole when a task does, and the next opening does it."""
    first_revision(url)

    def fail(_):
        raise StorageError("the disk is full")

    monkeypatch.setitem(tasks._TASKS, "ledger", fail)
    with pytest.raises(StorageError, match="disk is full"):
        open_store(url)
    monkeypatch.undo()
    with open_store(url) as store:
        assert len(store.sightings([SERIES])[SERIES]) == 4
        with reading(store._engine) as connection:
            assert connection.execute(task.select()).all() == []
    monkeypatch.setitem(tasks._TASKS, "ledger", fail)
    open_store(url).close()


def test_a_task_of_another_program_is_refused(url):
    """What we cannot do we do not forget."""
    with open_store(url) as store, writing(store._engine) as connection:
        connection.execute(task.insert(), {"name": "atlas"})
    with pytest.raises(StorageError, match="'atlas'"):
        open_store(url)

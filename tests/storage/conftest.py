"""Every storage test runs on a real SQLite file, and on PostgreSQL where one is offered."""

import os
import uuid

import pytest
from sqlalchemy import create_engine, make_url, text

from storage import open_store

POSTGRESQL = os.environ.get("FIGUREWATCH_TEST_POSTGRESQL")
NO_POSTGRESQL = "no PostgreSQL is offered: FIGUREWATCH_TEST_POSTGRESQL names none"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'data' / 'figurewatch.db'}"
        return
    if not POSTGRESQL:
        pytest.skip(NO_POSTGRESQL)
    yield from _schema(POSTGRESQL)


def _schema(address):
    name = f"test_{uuid.uuid4().hex}"
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    mine = make_url(address).update_query_dict({"options": f"-csearch_path={name}"})
    yield mine.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@pytest.fixture
def store(url):
    with open_store(url) as store:
        yield store


@pytest.fixture
def sqlite_url(tmp_path):
    return f"sqlite:///{tmp_path / 'data' / 'figurewatch.db'}"

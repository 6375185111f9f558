from dataclasses import replace

import pytest

from model import PageKind, StorageError
from tests.storage.samples import NOW, later, source


def states(store):
    return {slug: state.state for slug, state in store.source_states().items()}


def test_sources_follow_the_configuration(store):
    """New ones are active, switched-off ones paused, and those no longer named keep their row."""
    store.sync_sources([source("a"), source("b"), source("c", enabled=False)], NOW)
    assert states(store) == {"a": "active", "b": "active", "c": "paused"}
    store.sync_sources([source("a"), source("c")], later(1))
    assert states(store) == {"a": "active", "b": "removed", "c": "active"}
    store.sync_sources([source("b")], later(2))
    assert states(store) == {"a": "removed", "b": "active", "c": "removed"}


def test_a_sync_updates_a_source_in_place(store):
    """A changed name is taken over; pages and plans stay."""
    store.sync_sources([source("a")], NOW)
    page = store.ensure_page("https://a.example/", "a", PageKind.INDEX, NOW)
    store.set_next_run_at("a", later(5))
    store.sync_sources([replace(source("a"), name="Another name")], NOW)
    assert store.source_states()["a"].name == "Another name"
    assert store.pages("a") == (page,)
    assert store.next_run_at("a") == later(5)


def test_a_source_tells_when_it_ran_and_is_due(store):
    """Its last run, how that ended, and the next one."""
    store.sync_sources([source("a"), source("b")], NOW)
    run = store.start_run("schedule", ["a"], later(1), "host:1")
    going_on = store.source_states()["a"]
    assert (going_on.last_run, going_on.last_run_at) == (run.id, later(1))
    assert going_on.last_outcome is None
    store.end_run(run.id, "finished", later(2))
    store.set_next_run_at("a", later(60))
    ended = store.source_states()["a"]
    assert (ended.last_outcome, ended.next_run_at) == ("finished", later(60))
    assert store.source_states()["b"].last_run_at is None


def test_an_unknown_source_is_an_error_where_something_would_be_written(store):
    """Reading tells None; writing says what to do first."""
    assert store.next_run_at("nobody") is None
    with pytest.raises(StorageError, match="sync_sources comes first"):
        store.set_next_run_at("nobody", NOW)
    with pytest.raises(StorageError, match="nobody"):
        store.ensure_page("https://a.example/", "nobody", PageKind.ARTICLE, NOW)

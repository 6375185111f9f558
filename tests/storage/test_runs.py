from datetime import timedelta

import pytest

from model import StorageError
from tests.storage.samples import NOW, later, source

TTL = timedelta(minutes=2)


def alive(_):
    return True


def dead(_):
    return False


def test_a_run_is_open_until_it_is_ended(store):
    """Who asked, for what, when; then how it ended and what it dropped."""
    store.sync_sources([source("a")], NOW)
    run = store.start_run("by hand", ("a", "b"), NOW, "host:1")
    assert (run.requested_by, run.sources, run.started_at) == ("by hand", ("a", "b"), NOW)
    assert (run.ended_at, run.outcome, run.dropped) == (None, None, ())
    ended = store.end_run(run.id, "finished", later(3), (("a", "too deep", 7), ("b", "robots", 1)))
    assert (ended.ended_at, ended.outcome) == (later(3), "finished")
    assert ended.dropped == (("a", "too deep", 7), ("b", "robots", 1))
    assert store.run(run.id) == store.last_run() == ended


def test_runs_come_newest_first(store):
    """And only as many as are asked for."""
    assert store.last_run() is None
    made = [store.start_run("test", (), later(n), "host:1").id for n in range(5)]
    assert [run.id for run in store.runs()] == made[::-1]
    assert [run.id for run in store.runs(limit=2)] == made[:2:-1]


def test_an_unknown_run_is_an_error(store):
    """Neither reading nor ending it passes silently."""
    with pytest.raises(StorageError, match="no run 9"):
        store.run(9)
    with pytest.raises(StorageError, match="no run 9"):
        store.end_run(9, "finished", NOW)


def test_runs_of_dead_owners_are_interrupted(store):
    """Those of living owners go on, and those that ended stay as they ended."""
    gone = store.start_run("test", (), NOW, "host:1")
    here = store.start_run("test", (), NOW, "host:2")
    ended = store.end_run(store.start_run("test", (), NOW, "host:1").id, "finished", NOW)
    [closed] = store.interrupt_dead_runs(lambda owner: owner == "host:2", later(1))
    assert (closed.id, closed.outcome, closed.ended_at) == (gone.id, "interrupted", later(1))
    assert store.run(here.id) == here
    assert store.run(ended.id) == ended
    assert store.interrupt_dead_runs(dead, later(2)) != ()
    assert store.interrupt_dead_runs(dead, later(3)) == ()


def test_a_lease_has_one_holder(store):
    """A second owner is told who holds it."""
    assert store.acquire_lease("daemon", "one", NOW, TTL, alive) == "one"
    assert store.acquire_lease("daemon", "two", later(1), TTL, alive) == "one"
    assert store.acquire_lease("other", "two", later(1), TTL, alive) == "two"


def test_a_lease_can_be_kept(store):
    """Asking again moves its end."""
    store.acquire_lease("daemon", "one", NOW, TTL, alive)
    assert store.acquire_lease("daemon", "one", later(1), TTL, alive) == "one"
    assert store.acquire_lease("daemon", "two", later(2.5), TTL, alive) == "one"
    assert store.acquire_lease("daemon", "one", later(2.5), TTL, alive) == "one"
    assert store.acquire_lease("daemon", "two", later(4), TTL, alive) == "one"


@pytest.mark.parametrize(("minutes", "is_alive"), [(1, dead), (2, alive), (60, alive)])
def test_a_lease_of_the_dead_or_run_out_is_free(store, minutes, is_alive):
    """A killed daemon is followed at once, a silent one after the lease."""
    store.acquire_lease("daemon", "one", NOW, TTL, alive)
    assert store.acquire_lease("daemon", "two", later(minutes), TTL, is_alive) == "two"


def test_a_lease_is_given_back_by_its_holder_only(store):
    """Releasing someone else's lease does nothing."""
    store.acquire_lease("daemon", "one", NOW, TTL, alive)
    store.release_lease("daemon", "two")
    assert store.acquire_lease("daemon", "two", NOW, TTL, alive) == "one"
    store.release_lease("daemon", "one")
    assert store.acquire_lease("daemon", "two", NOW, TTL, alive) == "two"

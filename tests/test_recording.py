"""Looks on their way into the store."""

from dataclasses import replace

import pytest

from model import CheckState
from recording import Recorder
from storage import open_store
from tests.storage.samples import NOW, URL, quiet_look, ready


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as opened:
        yield opened


class Seconds:
    """A clock that stands until it is moved."""

    now = 0.0

    def __call__(self):
        return self.now


def wall():
    return NOW


def looks(store, count):
    run, page = ready(store)
    urls = [f"{URL}/{n}" for n in range(count)]
    pages = [store.ensure_page(url, "yangpu", page.kind, NOW) for url in urls]
    made = [quiet_look(run, each) for each in pages]
    return [replace(each, check=replace(each.check, url=each.page.url)) for each in made]


def test_a_quiet_look_is_told_of_when_it_is_stored(store):
    """It waits for others; nobody hears of it before."""
    told = []
    recorder = Recorder(store, wall, told.append)
    recorder.record(looks(store, 1)[0])
    assert (told, store.checks()) == ([], ())
    recorder.flush()
    assert tuple(told) == store.checks()
    assert len(told) == 1
    recorder.flush()
    assert len(told) == 1


def test_no_look_waits_longer_than_a_second(store):
    """The next look takes those along that have waited for a second, whatever day it is said to be:
    a wall clock may be set back.
    """
    seconds, told = Seconds(), []
    recorder = Recorder(store, wall, told.append, seconds)
    one, two, three = looks(store, 3)
    recorder.record(one)
    seconds.now = 0.9
    recorder.record(two)
    assert not told
    seconds.now = 1.0
    recorder.record(three)
    assert [each.url for each in told] == [each.page.url for each in (one, two, three)]


def test_looks_wait_in_bounded_number(store):
    """However quick the answers are, a transaction holds a hundred looks at most."""
    told = []
    recorder = Recorder(store, wall, told.append)
    for look in looks(store, 130):
        recorder.record(look)
    assert len(told) == 100
    recorder.flush()
    assert len(told) == 130


def test_what_found_something_is_stored_at_once_and_in_order(store):
    """A look that is not quiet stores those before it first."""
    told = []
    recorder = Recorder(store, wall, told.append)
    one, two = looks(store, 2)
    recorder.record(one)
    recorder.record(replace(two, check=replace(two.check, state=CheckState.ERROR)))
    assert [each.state for each in told] == [CheckState.UNCHANGED, CheckState.ERROR]
    assert [each.state for each in store.checks()] == [each.state for each in told]

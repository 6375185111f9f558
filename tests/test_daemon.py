"""The daemon's life: it stops, goes on after failures, keeps its lease, replaces its workers."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest

import scheduler
from home import Home
from model import StorageError
from scheduler import LEASE, LEASE_TTL, Daemon
from tests.lines import line, look, now
from tests.many_pages import ManyPages


@contextmanager
def serving(home: Home, parser, **more) -> "Iterator[tuple[Daemon, threading.Thread]]":
    """A daemon at work in a thread; told to stop at the end, and it must."""
    daemon = Daemon(home.config.settings, home.config.enabled(), home.store, parser, now, **more)
    thread = threading.Thread(target=daemon.serve)
    thread.start()
    try:
        yield daemon, thread
    finally:
        daemon.stop()
        thread.join(30)
        assert not thread.is_alive(), "the daemon did not stop"


def wait_for(what, seconds: float = 30) -> None:
    end = monotonic() + seconds
    while not what():
        assert monotonic() < end, "it never came"
        sleep(0.02)


@pytest.fixture
def site(tmp_path: Path):
    with ManyPages(6) as pages:
        pages.write_home(tmp_path / "home", '[schedule]\nevery = "6h"\njitter = "1s"\n')
        pages.home = tmp_path / "home"
        yield pages


def test_it_runs_what_is_due_and_plans_the_next_run(site):
    """A source that was never run is run at once, and is due again after its interval."""
    with line(site.home) as (home, parser), serving(home, parser):
        wait_for(lambda: home.store.next_run_at("many"))
        assert home.store.next_run_at("many") - now() > timedelta(hours=5)
        assert len(home.store.pages("many")) == 7
        assert [run.outcome for run in home.store.runs()] == ["finished"]


def test_it_stops_in_the_middle_of_a_run(site):
    """Told to stop while pages come in, it ends after the page in hand; the source stays due."""
    site.pause = 0.2
    seen = threading.Event()
    with line(site.home) as (home, parser):
        with serving(home, parser, told=lambda check: seen.set()):
            assert seen.wait(30)
        assert [run.outcome for run in home.store.runs()] == ["stopped"]
        assert home.store.next_run_at("many") is None


def test_it_stops_while_a_run_ends(site, monkeypatch):
    """Told to stop just as a run ends by itself, neither waits for the other for ever."""
    with line(site.home) as (home, parser):
        real = home.store.set_next_run_at
        ending, go_on = threading.Event(), threading.Event()

        def slow(slug, when):
            ending.set()
            assert go_on.wait(30)
            real(slug, when)

        monkeypatch.setattr(type(home.store), "set_next_run_at", lambda self, s, w: slow(s, w))
        with serving(home, parser) as (daemon, _):
            assert ending.wait(30)
            daemon.stop()
            go_on.set()


def test_a_failed_write_does_not_park_a_source(site, monkeypatch):
    """When the plan cannot be written the source is tried again soon, not never."""
    monkeypatch.setattr(scheduler, "RETRY", timedelta(milliseconds=50))
    with line(site.home) as (home, parser):
        real, failed = home.store.set_next_run_at, []

        def broken_twice(self, slug, when):
            if len(failed) < 2:
                failed.append(when)
                raise StorageError("the disk is full")
            real(slug, when)

        monkeypatch.setattr(type(home.store), "set_next_run_at", broken_twice)
        with serving(home, parser):
            wait_for(lambda: home.store.next_run_at("many"))
        assert len(failed) == 2


def test_long_runs_do_not_keep_the_lease_from_being_renewed(site, monkeypatch):
    """While every crawl thread is busy the lease is still renewed, so nobody else gets it."""
    monkeypatch.setattr(scheduler, "RENEWAL", timedelta(milliseconds=50))
    site.pause, renewed = 0.3, threading.Event()
    with line(site.home) as (home, parser):
        busy = threading.Event()
        real = type(home.store).acquire_lease

        def noted(self, *words):
            if busy.is_set():
                renewed.set()
            return real(self, *words)

        monkeypatch.setattr(type(home.store), "acquire_lease", noted)
        with serving(home, parser, told=lambda check: busy.set()):
            assert renewed.wait(30)
            rival = home.store.acquire_lease(
                LEASE, "other:1:1", now(), LEASE_TTL, lambda name: True
            )
            assert rival != "other:1:1"


def test_a_plan_far_ahead_is_not_believed(site):
    """A next run far beyond the schedule (the clock ran ahead) is brought back to the schedule."""
    with line(site.home) as (home, parser):
        home.store.set_next_run_at("many", now() + timedelta(days=400))
        daemon = Daemon(home.config.settings, home.config.enabled(), home.store, parser, now)
        first = daemon._first_run_at(home.config.enabled()[0])
        assert first - now() <= timedelta(hours=6, seconds=1)


@pytest.mark.filterwarnings("ignore:resource_tracker")  # it was killed with the others
def test_killed_workers_are_replaced(site):
    """After the parse workers and their fork server were killed, pages are parsed again."""
    with line(site.home) as (home, parser):
        assert {check.state for check in look(home, parser).values()} == {"ok"}
        for child in descendants(os.getpid()):
            os.kill(child, signal.SIGKILL)
        site.raised = 50
        checks = look(home, parser)
        assert [check.changes for check in checks.values()] == [1] * 6


def descendants(pid: int) -> list[int]:
    """The processes below ``pid`` that run Python's fork server or a worker of it."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int(
                (folder / "stat").read_text().rpartition(")")[2].split()[1]
            )
        except OSError:
            continue
    found, level = [], [pid]
    while level:
        level = [child for child, parent in parents.items() if parent in level]
        found += level
    return found

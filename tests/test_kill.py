"""The process may be killed at any moment: what it reported is whole, and it carries on."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

from storage import Store, open_store
from tests.many_pages import ManyPages


def start(home: Path, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "cli", *words, "--home", str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_for(what: Callable[[], bool], process: "subprocess.Popen[str]", seconds: float = 60):
    """Wait until ``what`` holds; the limit only ends a test that would hang."""
    end = monotonic() + seconds
    while not what():
        if process.poll() is not None:
            raise AssertionError(f"it ended too early: {process.communicate()[0]}")
        assert monotonic() < end, "it never came"
        sleep(0.02)


def versions_of(store: Store) -> dict[str, list[int]]:
    """Every version's number by page, each proven whole: its text, its claims, its capture."""
    found: dict[str, list[int]] = {}
    for page in store.pages("many"):
        for ref in store.versions(page.id):
            version = store.version(ref.id)
            assert version is not None
            assert "billion yuan by the end of 2027" in version.article.text
            assert version.claims, page.url
            for claim in version.claims:
                text = version.article.text[claim.span.start : claim.span.end]
                assert text == claim.quote
            assert store.verify(ref.capture_sha256)
            found.setdefault(page.url, []).append(ref.seq)
    return found


def test_a_killed_crawl_loses_nothing_and_carries_on(tmp_path):
    """After kill -9 in mid-crawl every stored version is whole; the next crawl gets the rest."""
    with ManyPages(24, pause=0.05) as site:
        home = site.write_home(tmp_path / "home")
        url = f"sqlite:///{home / 'figurewatch.db'}"
        for enough in (3, 9):
            crawl = start(home, "check")
            wait_for((home / "figurewatch.db").exists, crawl)
            with open_store(url) as store:
                wait_for(lambda: len(versions_of(store)) >= enough, crawl)  # noqa: B023
            os.kill(crawl.pid, signal.SIGKILL)
            crawl.wait()
            with open_store(url) as store:
                assert store.integrity() == ()
                reported = versions_of(store)
                assert enough <= len(reported) < 24
        crawl = start(home, "check")
        output, _ = crawl.communicate(timeout=120)
        assert crawl.returncode == 0, output
        with open_store(url) as store:
            final = versions_of(store)
            assert len(final) == 24
            assert all(seqs == [1] for seqs in final.values()), "a version was doubled"
            assert set(reported) <= set(final)
            assert store.changes() == ()
            outcomes = [run.outcome for run in store.runs()]
            assert outcomes == ["finished", "interrupted", "interrupted"]


def test_a_killed_daemon_carries_on_where_it_was(tmp_path):
    """A daemon killed in mid-run runs its source again when restarted; SIGTERM ends it cleanly."""
    with ManyPages(12, pause=0.1) as site:
        home = site.write_home(tmp_path / "home", '[schedule]\nevery = "6h"\njitter = "1s"\n')
        url = f"sqlite:///{home / 'figurewatch.db'}"
        daemon = start(home, "run")
        wait_for((home / "figurewatch.db").exists, daemon)
        with open_store(url) as store:
            wait_for(lambda: len(versions_of(store)) >= 2, daemon)
            os.kill(daemon.pid, signal.SIGKILL)
            daemon.wait()
            assert store.next_run_at("many") is None, "killed too late to show anything"

            daemon = start(home, "run")
            wait_for(lambda: store.next_run_at("many") is not None, daemon)
            second = start(home, "run")
            refusal, _ = second.communicate(timeout=60)
            assert second.returncode == 1
            assert "another figurewatch daemon" in refusal
            daemon.send_signal(signal.SIGTERM)
            output, _ = daemon.communicate(timeout=60)
            assert daemon.returncode == 0, output
            final = versions_of(store)
            assert len(final) == 12
            assert all(seqs == [1] for seqs in final.values())
            assert [run.outcome for run in store.runs()] == ["finished", "interrupted"]
            assert store.changes() == ()

"""What crawls remember of hosts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from model import HostState, RobotsFile

NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
BUSY = HostState("b.example", NOW, NOW + timedelta(hours=1), "the host asked to wait")
QUIET = HostState("a.example", NOW)


def test_what_was_learnt_last_counts(store):
    """A host has one state, and an origin one robots.txt: the last that was learnt."""
    rules = RobotsFile("https://a.example", NOW, 200, b"User-agent: *\n\0\xff")
    store.remember_hosts([BUSY, QUIET], [rules])
    assert store.host_states() == (QUIET, BUSY)
    assert store.robots_files(NOW) == (rules,)
    answered = HostState("b.example", NOW + timedelta(hours=2))
    gone = replace(rules, fetched_at=NOW + timedelta(days=1), status=404, body=b"")
    store.remember_hosts([answered], [gone])
    assert store.host_states() == (QUIET, answered)
    assert store.robots_files(NOW) == (gone,)
    assert store.robots_files(NOW + timedelta(days=2)) == ()


def test_a_crawl_is_not_handed_more_rules_than_it_can_use(store):
    """Of more than 4 MiB of robots.txt the latest are handed out."""
    files = [
        RobotsFile(f"https://h{number}.example", NOW + timedelta(minutes=number), 200, b"#" * MIB)
        for number in range(6)
    ]
    store.remember_hosts([], files)
    assert store.robots_files(NOW) == tuple(reversed(files[2:]))


MIB = 1024 * 1024

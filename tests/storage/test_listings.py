import pytest

from model import CheckState, Finding, Relation, Statement, StorageError
from storage.engine import writing
from tests.storage.samples import (
    NOW,
    URL,
    added,
    claim,
    later,
    quiet_look,
    ready,
    source,
    version_look,
)


@pytest.fixture
def told(store):
    """Three changes and findings: two in the first run, at minutes 1 and 2, one in the second
    run of another source, at minute 3.
    """
    run, page = ready(store)
    store.sync_sources([source(), source("pudong")], NOW)
    _flag(store, run, page, 1, Relation.RAISES)
    _flag(store, run, page, 2, Relation.UPDATES)
    second = store.start_run("test", ["pudong"], later(3), "host:1").id
    other = store.ensure_page(URL + "/pudong", "pudong", page.kind, NOW)
    _flag(store, second, other, 3, Relation.RAISES)
    return store, run, second


def _flag(store, run, page, minute, relation):
    latest = store.latest_version(page.id)
    before = latest.id if latest else store.record(version_look(run, page, "0"), NOW).version
    new = claim(str(minute))
    finding = Finding(relation, Statement(new, "Plan"), None)
    look = version_look(
        run, page, str(minute), [new], before=before, changes=[added(new)], findings=[finding]
    )
    store.record(look, later(minute))


QUESTIONS = [
    ({}, ["1", "2", "3"]),
    ({"since": later(2)}, ["2", "3"]),
    ({"until": later(2)}, ["1", "2"]),
    ({"since": later(2), "until": later(2)}, ["2"]),
    ({"run": 1}, ["1", "2"]),
    ({"run": 2}, ["3"]),
    ({"sources": ["pudong"]}, ["3"]),
    ({"sources": []}, []),
    ({"limit": 2}, ["2", "3"]),
    ({"limit": 2, "sources": ["yangpu"]}, ["1", "2"]),
]


@pytest.mark.parametrize(("question", "answer"), QUESTIONS)
def test_changes_and_findings_are_asked_for_alike(told, question, answer):
    """By time (both ends included), run and source; oldest first; of too many, the newest."""
    store, *_ = told
    changes = store.changes(**question)
    assert [str(each.change.new.quantity.value) for each in changes] == answer
    findings = store.findings(**question)
    assert [str(each.finding.claim.claim.quantity.value) for each in findings] == answer
    assert [each.changes for each in findings] == [(each.id,) for each in changes]


def test_changes_of_some_pages_findings_of_some_relations(told):
    """Each listing has one question of its own."""
    store, *_ = told
    assert [each.url for each in store.changes(urls=[URL])] == [URL, URL]
    raised = store.findings(relations=[Relation.RAISES])
    assert [each.source for each in raised] == ["yangpu", "pudong"]
    assert store.findings(relations=[]) == ()


def test_checks_are_asked_for_like_changes(store):
    """By run, source, address and number."""
    run, page = ready(store)
    other = store.ensure_page(URL + "/2", "yangpu", page.kind, NOW)
    one = store.record(quiet_look(run, page, CheckState.GONE), NOW)
    two = store.record(quiet_look(run, other, CheckState.ROBOTS), NOW)
    assert store.checks() == (one, two)
    assert store.checks(url=other.url) == (two,)
    assert store.checks(limit=1) == (two,)
    assert store.checks(run=run, sources=["yangpu"], since=NOW, until=NOW) == (one, two)
    assert store.checks(run=run + 1) == store.checks(since=later(1)) == ()


def test_a_sound_database_has_no_problems(store):
    """And one whose rows point nowhere tells which."""
    run, page = ready(store)
    store.record(version_look(run, page, "one", [claim()]), NOW)
    assert store.integrity() == ()
    if store._engine.dialect.name == "sqlite":
        raw = store._engine.raw_connection()
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("DELETE FROM page_check")
        raw.invalidate()
        assert any("missing page_check" in problem for problem in store.integrity())


def test_a_row_that_breaks_a_rule_is_refused(store):
    """Constraints hold whoever writes: a state that is none, a version with two owners."""
    run, page = ready(store)
    store.record(version_look(run, page, "one", [claim()]), NOW)
    for statement in (
        "UPDATE page_check SET state = 'fine'",
        "UPDATE version SET page_id = NULL",
        "UPDATE version SET capture_id = 99",
        "UPDATE claim SET bound = 'maybe'",
        "INSERT INTO page SELECT id + 1, source_id, url, url_sha256, kind, found_on, "
        "first_seen_at, etag, last_modified, body_sha256, next_check_at, unchanged_streak, "
        "failure_streak, open_target, last_state, seen_at FROM page",
    ):
        with pytest.raises(StorageError), writing(store._engine) as connection:
            connection.exec_driver_sql(statement)

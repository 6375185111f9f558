"""A version read anew: the newest reading counts, and what was told of an older one stays."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date

import pytest

from model import Change, ChangeKind, DamagedError, ReadBy
from storage import open_store
from tests.storage.samples import (
    NOW,
    URL,
    article,
    claim,
    later,
    quiet_look,
    ready,
    version_look,
)

OLD, NEW, NEWER = ReadBy("e1", "r1"), ReadBy("e1", "r2"), ReadBy("e2", "r2")


@pytest.fixture
def told(store):
    """A page with two versions, the second of which changed a claim."""
    run, page = ready(store)
    old, new = claim("3E+11"), claim("3.5E+11", quote="350 billion yuan")
    first = store.record(version_look(run, page, "Output: 300 billion yuan", [old]), NOW).version
    change = Change(ChangeKind.CHANGED, old, new, ("value",))
    look = version_look(
        run, page, "Output: 350 billion yuan", [new], before=first, changes=[change]
    )
    second = store.record(look, later(1)).version
    return page, first, second


def test_a_version_says_what_its_newest_reading_says(store, told):
    """Article, dates and claims are those of the reading, and it names what read it."""
    page, _, second = told
    assert store.last_reading(page.id).read_by == OLD
    better = article("A better text", title="A better title", published=date(2026, 1, 2))
    found = claim("7", "schools", unit="school")
    assert store.add_reading(second, better, [found], NEWER, later(5))
    version = store.latest_version(page.id)
    assert (version.article, version.claims, version.read_by) == (better, (found,), NEWER)
    last = store.last_reading(page.id)
    assert (last.version, last.read_by, last.text_sha256) == (second, NEWER, better.text_sha256)
    assert [statement.claim for statement in store.claims()] == [found]


def test_what_was_told_stays_as_it_was_told(store, told):
    """After both versions are read anew with other text and other claims, the change still has
    its claims, quotes, offsets and evidence, and the offsets point into the text of then.
    """
    _, first, second = told
    before = store.changes()
    texts = store.texts_of_change(before[0].id)
    assert texts == ("Output: 300 billion yuan", "Output: 350 billion yuan")
    for version in (first, second):
        other = claim("9", "homes", unit="home")
        assert store.add_reading(version, article("Another text"), [other], NEWER, later(5))
    assert store.changes() == before
    assert store.texts_of_change(before[0].id) == texts
    assert store.version(first).article.text == "Another text"


def test_reading_anew_is_no_change_and_no_finding(store, told):
    """Nothing is listed but what the looks found."""
    _, _, second = told
    before = store.changes(), store.findings(), store.checks(), store.runs()
    store.add_reading(second, article("x"), [claim("9")], NEW, later(5))
    assert (store.changes(), store.findings(), store.checks(), store.runs()) == before


def test_the_same_is_not_read_twice(store, told):
    """What the same extractor and reader read already is not stored again."""
    _, _, second = told
    assert store.add_reading(second, article("x"), [], NEW, later(5))
    assert not store.add_reading(second, article("y"), [claim()], NEW, later(6))
    assert store.version(second).article.text == "x"


def test_a_reader_taken_back_counts_again(store, told):
    """Words that were tried and taken out again: their reading stays, the older one counts."""
    page, _, second = told
    text = store.version(second).article
    assert store.add_reading(second, text, [claim("9")], NEW, later(5))
    assert store.add_reading(second, text, [claim("3.5E+11")], OLD, later(6))
    assert store.last_reading(page.id).read_by == OLD
    assert store.latest_version(page.id).claims == (claim("3.5E+11"),)


def test_two_who_read_anew_at_once_store_it_once(store, told, url):
    """Four threads with one reading: one of them stores it."""
    _, _, second = told

    def add(_):
        with open_store(url) as mine:
            return mine.add_reading(second, article("x"), [claim("9")], NEW, later(5))

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(add, range(4))) == [False, False, False, True]


def test_a_later_look_is_compared_with_the_new_reading(store, told):
    """The old side of a change is a claim of the newest reading, and its text is found."""
    page, _, second = told
    run = store.start_run("test", ["yangpu"], later(9), "host:1").id
    read = claim("8", "schools", unit="school", quote="8 schools")
    store.add_reading(second, article("There are 8 schools"), [read], NEWER, later(5))
    now = claim("9", "schools", unit="school", quote="9 schools")
    change = Change(ChangeKind.CHANGED, read, now, ("value",))
    store.record(
        version_look(run, page, "There are 9 schools", [now], before=second, changes=[change]),
        later(10),
    )
    found = store.changes()[-1]
    assert store.texts_of_change(found.id) == ("There are 8 schools", "There are 9 schools")


def test_an_answer_comes_back_as_it_was_crawled(store):
    """What is extracted anew is what was extracted then: address, headers, bytes and time."""
    run, page = ready(store)
    look = version_look(run, page, "text")
    version = store.record(look, NOW).version
    assert store.capture(version) == look.capture
    document, _ = store.add_document(
        article("seed"), [], origin="a.md", now=NOW, extractor="e1", reader="r1"
    )
    assert store.capture(document.id) is None


def test_damaged_bytes_are_told_apart_from_a_lost_database(sqlite_url, tmp_path):
    """A blob that is not what it was is damaged; the rest of the store can be used."""
    with open_store(sqlite_url) as store:
        run, page = ready(store)
        version = store.record(version_look(run, page, "text"), NOW).version
        sha256 = store.latest_version(page.id).capture_sha256
        with closing(sqlite3.connect(tmp_path / "data" / "figurewatch.db")) as database:
            database.execute("UPDATE blob SET data = x'00' WHERE sha256 = ?", (sha256,))
            database.commit()
        with pytest.raises(DamagedError, match=sha256):
            store.capture(version)
        assert store.latest_version(page.id).article == article("text")
        assert not store.verify(sha256)


def test_readings_are_listed_by_page_and_document(store, told):
    """The newest version of each, or every one; of some sources and addresses, pages alone."""
    _, first, second = told
    document, _ = store.add_document(
        article("seed"), [], origin="a.md", now=NOW, extractor="e1", reader="r1"
    )
    listed = store.readings()
    assert [(each.version, each.name) for each in listed] == [(second, URL), (document.id, "a.md")]
    assert [each.version for each in store.readings(every=True)] == [first, second, document.id]
    assert [each.version for each in store.readings(sources=["yangpu"])] == [second]
    assert [each.version for each in store.readings(urls=[URL], every=True)] == [first, second]
    assert store.readings(sources=["pudong"]) == ()
    assert store.document_readings() == {"a.md": listed[1]}
    assert (listed[0].capture is None, listed[1].capture) == (False, None)


def test_a_document_read_by_another_reader_is_read_anew(store):
    """Its text is not stored again, its claims are; a copy of it elsewhere alters nothing."""

    def add(origin, reader, *claims):
        return store.add_document(
            article("seed"), claims, origin=origin, now=NOW, extractor="e1", reader=reader
        )

    first, _ = add("a.md", "r1", claim("1"))
    again, is_new = add("a.md", "r2", claim("2"))
    assert (is_new, again.id, again.claims) == (False, first.id, (claim("2"),))
    assert add("copy.md", "r3", claim("3"))[0] == again
    assert add("a.md", "r1", claim("1"))[0].claims == (claim("1"),)


def test_a_page_without_a_version_has_no_reading(store):
    """Nor has one that only failed so far."""
    run, page = ready(store)
    assert store.last_reading(page.id) is None
    store.record(quiet_look(run, page), NOW)
    assert store.last_reading(page.id) is None


def test_the_ledger_follows_the_newest_readings(store, told):
    """A series that only the old reader saw is no longer said by the page."""
    _, first, second = told
    assert store.known([claim().series])
    for version in (first, second):
        store.add_reading(version, article("x"), [claim("9", "homes")], NEW, later(5))
    assert store.known([claim().series]) == ()
    [known] = store.known([claim("9", "homes").series])
    assert known.claim == claim("9", "homes")


def test_the_ledger_may_be_renewed_with_the_last_version(store, told):
    """Who reads many versions of a page anew leaves its ledger until the last of them."""
    _, first, second = told
    store.add_reading(first, article("x"), [claim("9", "homes")], NEW, later(5), renew=False)
    assert store.known([claim("9", "homes").series]) == ()
    store.add_reading(second, article("y"), [], NEW, later(5))
    assert store.known([claim().series]) == ()
    store.renew_ledger()
    assert store.known([claim().series]) == ()


def test_a_lone_surrogate_survives_being_read_anew(store, told):
    """Half a character is stored like any other."""
    page, _, second = told
    text = article("Output \ud83d 5 bn")
    store.add_reading(second, text, [], NEW, later(5))
    assert store.latest_version(page.id).article == text


def test_a_page_does_not_cease_to_say_what_only_a_reader_called_otherwise(store):
    """The same sentence stands in both versions; only the newest was read by words that know its
    indicator. The ledger has one series for it, still stated.
    """
    run, page = ready(store)
    first = store.record(version_look(run, page, "one", [claim("7", "zibbles")]), NOW).version
    look = version_look(run, page, "two", [claim("7", "zibbles")], before=first)
    second = store.record(look, later(1)).version
    assert store.add_reading(second, article("two"), [claim("7", "schools")], NEW, later(5))
    (only,) = store.ledger()
    assert only.series.indicator_key == "schools"
    (point,) = store.history(only.series.id)
    assert [witness.gone_at for witness in point.witnesses] == [None]

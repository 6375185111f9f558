import threading
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from model import (
    BusyError,
    ChangeState,
    CheckState,
    Finding,
    Look,
    Page,
    Relation,
    Statement,
    StorageError,
    Streak,
)
from storage import open_store
from storage.engine import reading
from storage.tables import blob, metadata
from tests.storage.samples import (
    NOW,
    URL,
    added,
    article,
    capture,
    check,
    claim,
    later,
    quiet_look,
    ready,
    removed,
    version_look,
)


def everything(store):
    """All rows of all tables."""
    with reading(store._engine) as connection:
        return {
            table.name: sorted(map(repr, connection.execute(table.select())))
            for table in metadata.sorted_tables
        }


def look_with_everything(store, run, page):
    """A look that touches every table: a first version, then this second one."""
    old, new, gone = claim("3E+11"), claim("3.5E+11"), claim("7", "schools", unit="school")
    first = store.record(version_look(run, page, "old", [old, gone]), NOW)
    finding = Finding(Relation.RAISES, Statement(new, "Plan"), Statement(old, "Plan"))
    moved = replace(page, url=URL + "/moved")
    return version_look(
        run,
        moved,
        "new",
        [new],
        before=first.version,
        changes=[added(new), removed(gone)],
        findings=[finding],
    )


def test_a_look_is_stored_whole_or_not_at_all(store):
    """Whichever statement of the transaction fails, the database is as it was before."""
    run, page = ready(store)
    look = look_with_everything(store, run, page)
    before = everything(store)
    countdown = 0

    def fail(*_):
        nonlocal countdown
        countdown -= 1
        if countdown == 0:
            raise RuntimeError("this statement fails")

    event.listen(store._engine, "before_cursor_execute", fail)
    for statements in range(1, 200):
        countdown = statements
        try:
            store.record(look, NOW)
        except RuntimeError:
            assert everything(store) == before
        else:
            break
    event.remove(store._engine, "before_cursor_execute", fail)
    assert 15 < statements < 199  # it failed at each of them, and then did not
    after = everything(store)
    assert all(len(after[name]) > len(before[name]) for name in ("version", "change", "finding"))


def test_a_failing_commit_leaves_nothing(store):
    """A commit that fails is a look that never was."""
    run, page = ready(store)
    look = look_with_everything(store, run, page)
    before = everything(store)

    @event.listens_for(store._engine, "commit")
    def fail(_):
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        store.record(look, NOW)
    event.remove(store._engine, "commit", fail)
    assert everything(store) == before


def test_what_a_look_brought_is_told(store):
    """The check comes back with its id, page, version and counts."""
    run, page = ready(store)
    stored = store.record(version_look(run, page, "text", [claim(), claim("5")]), NOW)
    assert stored.id and stored.version and stored.page == page.id
    assert (stored.run, stored.claims, stored.title) == (run, 2, "Plan")
    assert store.checks() == (stored,)


def test_a_page_keeps_what_its_last_look_learnt(store):
    """Validators, streaks and the next check come back; a known page is not made twice."""
    run, page = ready(store)
    learnt = replace(
        page,
        etag='"9"',
        last_modified="Sun, 01 Mar 2026 08:00:00 GMT",
        body_sha256="a" * 64,
        next_check_at=later(60),
        unchanged_streak=3,
        failure_streak=2,
        open_target=True,
        due_on=date(2026, 12, 31),
        published=date(2026, 2, 28),
        listed_at=later(-60),
        gaps=(360, -720),
    )
    look = check(run, CheckState.UNCHANGED)
    store.record(Look(look, learnt), NOW)
    learnt = replace(learnt, seen_at=look.at, last_state=CheckState.UNCHANGED)
    assert store.page_by_url(URL) == learnt
    assert store.ensure_page(URL, "yangpu", page.kind, NOW) == learnt
    assert store.pages() == (learnt,)


def test_a_stale_look_is_refused_whole(store):
    """When another process recorded a version first, nothing of the late look is written."""
    run, page = ready(store)
    store.record(version_look(run, page, "one"), NOW)
    before = everything(store)
    with pytest.raises(BusyError, match="recorded version"):
        store.record(version_look(run, page, "two"), NOW)
    assert everything(store) == before


def test_a_quiet_look_that_was_overtaken_is_refused_whole(store, url):
    """A slow "unchanged" neither covers a newer version of another process nor confirms it."""
    run, page = ready(store)
    first = store.record(version_look(run, page, "one", [claim()]), NOW).version
    slow_run = store.start_run("test", ["yangpu"], later(1), "host:1").id
    slow_page = store.page_by_url(URL)
    with open_store(url) as other:
        theirs = other.start_run("test", ["yangpu"], later(2), "host:2").id
        newer = version_look(theirs, page, "two", before=first, changes=[removed(claim())])
        other.record(replace(newer, page=replace(page, etag='"new"')), later(3))
    before = everything(store)
    with pytest.raises(BusyError, match="meanwhile"):
        store.record(quiet_look(slow_run, slow_page), later(4))
    assert everything(store) == before
    assert states(store) == [ChangeState.PROVISIONAL]
    known = store.page_by_url(URL)
    store.record(quiet_look(store.start_run("test", [], later(5), "x").id, known), later(6))
    assert states(store) == [ChangeState.CONFIRMED]


def test_a_failure_is_recorded_and_covers_nothing(store, url):
    """A slow failure is never stale, but leaves what a newer version told of the page."""
    run, page = ready(store)
    first = store.record(version_look(run, page, "one"), NOW).version
    slow_run = store.start_run("test", ["yangpu"], later(1), "host:1").id
    slow_page = store.page_by_url(URL)
    with open_store(url) as other:
        theirs = other.start_run("test", ["yangpu"], later(2), "host:2").id
        newer = version_look(theirs, page, "two", before=first)
        told = replace(page, etag='"new"', body_sha256="b" * 64, open_target=True)
        other.record(replace(newer, page=told), later(3))
    failed = Look(check(slow_run, CheckState.ERROR), replace(slow_page, failure_streak=1))
    store.record(failed, later(4))
    known = store.page_by_url(URL)
    assert replace(known, seen_at=None, last_state=None) == replace(told, failure_streak=1)
    assert known.last_state is CheckState.ERROR
    assert store.checks()[-1].state is CheckState.ERROR


def test_a_page_the_store_does_not_know_yet_is_made(store):
    """A look at a page without an id makes the page in the same transaction."""
    run, _ = ready(store)
    look = Look(check(run, CheckState.GONE), Page(URL + "/new", "yangpu"))
    stored = store.record(look, NOW)
    assert store.page_by_url(URL + "/new").id == stored.page


def test_a_text_with_half_a_character_is_kept_exactly(store):
    """A lone surrogate is stored and read like any other character."""
    run, page = ready(store)
    text = "Output \ud83d 5 bn"
    store.record(version_look(run, page, "x"), NOW)
    before = store.latest_version(page.id)
    look = replace(version_look(run, page, "y", before=before.id), article=article(text))
    store.record(look, NOW)
    assert store.latest_version(page.id).article.text == text
    assert store.last_reading(page.id).text_sha256 == look.article.text_sha256


def test_a_streak_is_counted_back_from_the_last_look(store):
    """Only looks in a row up to now count, of that page, in one state."""
    run, page = ready(store)
    other = store.ensure_page(URL + "/other", "yangpu", page.kind, NOW)
    assert store.streak(page.id) is None
    for state in ("suspicious", "ok", "suspicious", "suspicious"):
        store.record(quiet_look(run, page, CheckState(state)), NOW)
    store.record(quiet_look(run, other, CheckState.SUSPICIOUS), NOW)
    assert store.streak(page.id) == Streak(CheckState.SUSPICIOUS, 2, NOW)
    store.record(quiet_look(run, page, CheckState.UNCHANGED), NOW)
    assert store.streak(page.id) == Streak(CheckState.UNCHANGED, 1, NOW)


def test_equal_bytes_are_stored_once(store):
    """Two looks at the same bytes are two captures of one blob."""
    run, page = ready(store)
    body = capture(b"blocked" * 100)
    for _ in range(2):
        store.record(Look(check(run, CheckState.BLOCKED), page, body), NOW)
    with reading(store._engine) as connection:
        assert len(connection.execute(blob.select()).all()) == 1
    assert store.capture_body(body.sha256) == body.body


def test_a_look_without_a_run_is_refused(store):
    """Every check belongs to a run."""
    _, page = ready(store)
    with pytest.raises(StorageError, match="no run"):
        store.record(quiet_look(None, page), NOW)


def test_a_naive_time_is_refused(store):
    """A time without a zone is never stored, nor anything beside it."""
    run, page = ready(store)
    with pytest.raises(StorageError, match="no time zone"):
        store.record(version_look(run, page, "one"), NOW.replace(tzinfo=None))
    assert store.checks() == ()


def versions_of_a_removal(store, run, page):
    """A page whose second version dropped a claim; the second version's id."""
    gone, stays = claim("7", "schools", unit="school"), claim()
    first = store.record(version_look(run, page, "one", [gone, stays]), NOW)
    second = version_look(run, page, "two", [stays], before=first.version, changes=[removed(gone)])
    return gone, store.record(second, NOW).version


def next_run(store):
    return store.start_run("test", ["yangpu"], later(60), "host:1").id


def states(store):
    return [each.change.state for each in store.changes()]


@pytest.mark.parametrize("state", [CheckState.OK, CheckState.UNCHANGED])
def test_a_second_look_confirms_a_removal(store, state):
    """A claim that is still missing at the next good look is truly gone."""
    run, page = ready(store)
    versions_of_a_removal(store, run, page)
    assert states(store) == [ChangeState.PROVISIONAL]
    store.record(quiet_look(next_run(store), page, state), NOW)
    assert states(store) == [ChangeState.CONFIRMED]


def test_a_second_look_of_the_same_run_confirms_nothing(store):
    """A moment later the same fault would still be there: the run after tells."""
    run, page = ready(store)
    versions_of_a_removal(store, run, page)
    store.record(quiet_look(run, page), NOW)
    assert states(store) == [ChangeState.PROVISIONAL]
    store.record(quiet_look(next_run(store), page), NOW)
    assert states(store) == [ChangeState.CONFIRMED]


@pytest.mark.parametrize(
    "state", [state for state in CheckState if state not in (CheckState.OK, CheckState.UNCHANGED)]
)
def test_a_look_that_did_not_see_the_article_settles_nothing(store, state):
    """A blocked, broken or empty answer says nothing about a missing claim."""
    run, page = ready(store)
    versions_of_a_removal(store, run, page)
    store.record(quiet_look(next_run(store), page, state), NOW)
    assert states(store) == [ChangeState.PROVISIONAL]


@pytest.mark.parametrize("again", [next_run, lambda store: 1], ids=["next run", "same run"])
def test_a_claim_that_came_back_reverts_its_removal(store, again):
    """A removal followed by the same claim in other words was none, nor is its return news."""
    run, page = ready(store)
    _, second = versions_of_a_removal(store, run, page)
    run = again(store)
    back = claim("7.0", "schools", unit="school", quote="seven schools")
    store.record(
        version_look(run, page, "three", [back], before=second, changes=[added(back)]), NOW
    )
    assert states(store) == [ChangeState.REVERTED, ChangeState.REVERTED]
    store.record(quiet_look(next_run(store), page), NOW)
    assert states(store) == [ChangeState.REVERTED, ChangeState.REVERTED]


def test_a_new_version_without_the_claim_confirms_its_removal(store):
    """A claim of another value, or of another series, is not the one that went."""
    run, page = ready(store)
    _, second = versions_of_a_removal(store, run, page)
    others = [claim("8", "schools", unit="school"), claim("7", "parks", unit="park")]
    changes = [added(each) for each in others]
    run = next_run(store)
    store.record(version_look(run, page, "three", others, before=second, changes=changes), NOW)
    assert states(store) == [ChangeState.CONFIRMED] * 3


def test_two_removals_of_one_page_are_settled_each_by_itself(store):
    """The claim that came back is reverted, the one that did not is confirmed."""
    run, page = ready(store)
    one, two = claim("1", "schools"), claim("2", "parks")
    first = store.record(version_look(run, page, "a", [one, two]), NOW).version
    changes = [removed(one), removed(two)]
    second = store.record(version_look(run, page, "b", before=first, changes=changes), NOW).version
    run = next_run(store)
    store.record(version_look(run, page, "c", [two], before=second, changes=[added(two)]), NOW)
    reverted = ChangeState.REVERTED
    assert states(store) == [ChangeState.CONFIRMED, reverted, reverted]


def test_a_removal_on_one_page_is_not_settled_by_another(store):
    """Looks settle the changes of their own page only."""
    run, page = ready(store)
    versions_of_a_removal(store, run, page)
    other = store.ensure_page(URL + "/other", "yangpu", page.kind, NOW)
    store.record(quiet_look(next_run(store), other), NOW)
    assert states(store) == [ChangeState.PROVISIONAL]


def test_threads_that_write_at_once_lose_nothing(store):
    """Four threads with one store: every look is stored, every version has its own number."""
    run, page = ready(store)
    pages = [store.ensure_page(f"{URL}/{n}", "yangpu", page.kind, NOW) for n in range(4)]
    errors = []

    def work(mine):
        try:
            before = None
            for n in range(10):
                look = version_look(run, mine, f"{mine.id} {n}", [claim(str(n))], before=before)
                before = store.record(look, NOW).version
        except Exception as error:  # noqa: BLE001 - told below, in the test's own thread
            errors.append(error)

    threads = [threading.Thread(target=work, args=(each,)) for each in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(store.checks()) == 40
    assert all([ref.seq for ref in store.versions(each.id)] == [*range(1, 11)] for each in pages)


def test_of_two_who_write_the_same_page_one_wins(store, url):
    """Two stores that compared with the same version: one records, the other is told so."""
    run, page = ready(store)
    first = store.record(version_look(run, page, "one"), NOW).version
    outcomes = []

    def work(text):
        with open_store(url) as mine:
            barrier.wait()
            try:
                mine.record(version_look(run, page, text, before=first), NOW)
                outcomes.append("recorded")
            except BusyError:
                outcomes.append("busy")

    barrier = threading.Barrier(2)
    threads = [threading.Thread(target=work, args=(text,)) for text in ("two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["busy", "recorded"]
    assert [ref.seq for ref in store.versions(page.id)] == [1, 2]

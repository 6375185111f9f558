"""Two pages that are one document become one, and nothing of either is lost."""

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text

from model import BusyError, Change, ChangeKind, CheckState, Comparison, Join, Look, PageKind
from tests.storage.samples import (
    NOW,
    URL,
    added,
    check,
    claim,
    later,
    quiet_look,
    ready,
    version_look,
)

TEXT = "Output is to reach 300 billion yuan by 2025."


@pytest.fixture
def moved(store):
    """A page with a version, and the page at its new address with one of another amount."""
    run, old = ready(store)
    store.record(version_look(run, old, TEXT, [claim()]), NOW)
    new = store.ensure_page(URL + "/new", "yangpu", PageKind.ARTICLE, later(1))
    raised = claim("350")
    look = version_look(run, new, TEXT.replace("300", "350"), [raised])
    capture = replace(look.capture, captured_at=later(1))
    store.record(replace(look, capture=capture), later(1))
    return store, run, store.page_by_url(URL), store.page_by_url(new.url)


def join_of(store, run, old, new, *, newest=None):
    before, after = store.latest_version(old.id), store.latest_version(new.id)
    change = Change(ChangeKind.CHANGED, before.claims[0], after.claims[0], ("value",))
    return Look(
        check(run, CheckState.MOVED, old),
        old,
        comparison=Comparison((change,)),
        joins=Join(old, new, new, before.id, after.id, newest or (before.id, after.id)),
    )


def test_the_older_history_goes_on_at_the_new_address(moved):
    """One page is left: with both addresses, both versions in order, and the looks of both."""
    store, run, old, new = moved
    store.record(join_of(store, run, old, new), later(2))
    assert [page.id for page in store.pages()] == [old.id]
    page = store.page_by_url(new.url)
    assert (page.id, page.url) == (old.id, new.url)
    assert store.page_by_url(URL) == page
    assert [ref.seq for ref in store.versions(page.id)] == [1, 2]
    assert {each.page for each in store.checks()} == {page.id}
    assert dict(store.other_addresses("yangpu")) == {URL: new.url}


def test_what_changed_during_the_move_is_told(moved):
    """Between the last version of the one and the first of the other, with both as evidence."""
    store, run, old, new = moved
    recorded = store.record(join_of(store, run, old, new), later(2))
    (change,) = store.changes(run=run)
    assert (change.change.old, change.change.new) == (claim(), claim("350"))
    assert recorded.changes == 1
    assert change.url == new.url


def test_the_ledger_knows_one_page(moved):
    """What only the first version said is gone; what the second says is said by the page."""
    store, run, old, new = moved
    store.record(join_of(store, run, old, new), later(2))
    known = store.known({claim().series})
    assert {each.claim.quantity.value for each in known} == {350}
    assert {each.url for each in known} == {new.url}


def test_nothing_is_deleted(moved, url):
    """The other row stays, and says which page it was."""
    store, run, old, new = moved
    store.record(join_of(store, run, old, new), later(2))
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, joined_id FROM page ORDER BY id")).all()
    engine.dispose()
    assert rows == [(old.id, None), (new.id, old.id)]


def test_a_join_of_what_is_no_longer_so_is_refused_whole(moved):
    """Another version meanwhile, or another join: nothing is written."""
    store, run, old, new = moved
    with pytest.raises(BusyError):
        store.record(join_of(store, run, old, new, newest=(None, None)), later(2))
    assert len(store.pages()) == 2
    look = join_of(store, run, old, new)
    store.record(look, later(2))
    with pytest.raises(BusyError):
        store.record(look, later(3))


def test_the_joined_page_goes_on_like_any_other(moved):
    """Its next version is the third, and a link to either address finds it."""
    store, run, old, new = moved
    store.record(join_of(store, run, old, new), later(2))
    page = store.ensure_page(URL, "yangpu", PageKind.ARTICLE, later(3))
    last = store.latest_version(page.id)
    now = claim("400")
    look = version_look(
        run, page, TEXT.replace("300", "400"), [now], before=last.id, changes=[added(now)]
    )
    store.record(look, later(3))
    assert [ref.seq for ref in store.versions(page.id)] == [1, 2, 3]


def test_a_late_look_at_a_page_that_was_joined_is_refused(moved):
    """Whatever it brought: a version of it would be nobody's."""
    store, run, old, new = moved
    store.record(join_of(store, run, old, new), later(2))
    last = store.latest_version(old.id)
    again = version_look(run, new, TEXT.replace("300", "380"), [claim("380")], before=last.id)
    with pytest.raises(BusyError, match="joined"):
        store.record(again, later(3))
    assert store.record_quiet([quiet_look(run, new)], later(3)) == (None,)
    assert [ref.seq for ref in store.versions(old.id)] == [1, 2]
    assert store.versions(new.id) == ()
    assert {each.claim.quantity.value for each in store.known({claim().series})} == {350}


def test_the_page_that_lives_is_asked_for_whole_when_the_other_was_read_last(moved):
    """Its validators are of another text than the one that the next look is compared with."""
    store, run, old, new = moved
    first = store.latest_version(old.id)
    look = version_look(run, old, TEXT.replace("300", "320"), [claim("320")], before=first.id)
    look = replace(look, capture=replace(look.capture, captured_at=later(2)))
    store.record(look, later(2))
    assert store.page_by_url(new.url).etag
    store.record(join_of(store, run, old, new), later(3))
    page = store.page_by_url(new.url)
    assert (page.etag, page.last_modified, page.body_sha256) == (None, None, None)
    assert store.latest_version(page.id).claims == (claim("320"),)


def test_validators_of_the_page_that_lives_stay_when_it_was_read_last(moved):
    """The next look may ask whether it was modified."""
    store, run, old, new = moved
    store.record(join_of(store, run, old, new), later(2))
    assert store.page_by_url(new.url).etag == new.etag is not None


def test_http_and_https_are_one_page(store):
    """Whichever is asked for; a port of its own is another site."""
    _, page = ready(store)
    assert store.page_by_url(URL.replace("https://", "http://")).id == page.id
    assert store.page_by_url("http://a.example:8080/") is None

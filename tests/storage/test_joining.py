"""Two pages that are one document become one, and nothing of either is lost."""

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text

from model import BusyError, Change, ChangeKind, CheckState, Comparison, Join, Look, PageKind
from tests.storage.samples import NOW, URL, added, check, claim, later, ready, version_look

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


def test_http_and_https_are_one_page(store):
    """Whichever is asked for; a port of its own is another site."""
    _, page = ready(store)
    assert store.page_by_url(URL.replace("https://", "http://")).id == page.id
    assert store.page_by_url("http://a.example:8080/") is None

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from model import BusyError, Page, PageKind
from storage.engine import reading
from storage.tables import page as page_table
from tests.storage.samples import NOW, URL, quiet_look, ready, source, version_look


@pytest.fixture
def sources(store):
    store.sync_sources([source("a"), source("b")], NOW)
    return store


def test_a_page_is_made_once(sources):
    """However often it is found, and by how many threads at once, a page is one page."""

    def find(_):
        return sources.ensure_page(URL, "a", PageKind.ARTICLE, NOW, found_on="https://a.example/")

    with ThreadPoolExecutor(4) as threads:
        found = set(threads.map(find, range(8)))
    assert found == set(sources.pages())
    assert len(found) == 1


def test_two_sources_may_watch_one_address(sources):
    """An address belongs to a source; without one the page found first is meant."""
    first = sources.ensure_page(URL, "a", PageKind.ARTICLE, NOW)
    second = sources.ensure_page(URL, "b", PageKind.INDEX, NOW)
    assert first.id != second.id
    assert sources.page_by_url(URL) == first
    assert sources.page_by_url(URL, "b") == second
    assert sources.page_by_url(URL + "/none") is None


def test_pages_are_listed_by_source_and_kind(sources):
    """In the order they were found."""
    one = sources.ensure_page(URL + "/1", "a", PageKind.ARTICLE, NOW)
    two = sources.ensure_page(URL + "/2", "a", PageKind.FEED, NOW)
    three = sources.ensure_page(URL + "/3", "b", PageKind.ARTICLE, NOW)
    assert sources.pages() == (one, two, three)
    assert sources.pages("a") == (one, two)
    assert sources.pages(kind=PageKind.ARTICLE) == (one, three)
    assert sources.pages("a", PageKind.FEED) == (two,)


def test_a_page_follows_the_kind_it_is_configured_as(store):
    """An article that becomes an index is asked for anew, whole; so is one that turns back."""
    run, page = ready(store)
    told = replace(page, etag='"1"', last_modified="x", body_sha256="a" * 64, next_check_at=NOW)
    for kind in (PageKind.INDEX, PageKind.ARTICLE):
        before = store.page_by_url(URL)
        store.record(quiet_look(run, replace(told, kind=before.kind)), NOW)
        turned = store.ensure_page(URL, "yangpu", kind, NOW)
        assert turned == store.page_by_url(URL)
        assert (turned.id, turned.kind, turned.next_check_at) == (page.id, kind, NOW)
        assert (turned.etag, turned.last_modified, turned.body_sha256) == (None, None, None)
    assert store.pages() == (turned,)


def test_a_page_that_moves_stays_the_same_page(store):
    """It is found at its new address and at the old one."""
    run, page = ready(store)
    moved = replace(page, url=URL + "/moved")
    store.record(quiet_look(run, moved), NOW)
    known = store.page_by_url(URL)
    assert (known.id, known.url) == (page.id, URL + "/moved")
    assert store.page_by_url(URL) == store.page_by_url(URL + "/moved") == known
    assert store.ensure_page(URL, "yangpu", PageKind.ARTICLE, NOW) == known


def test_a_page_that_moves_onto_another_keeps_its_address(store):
    """Two pages that come to one address lose neither their rows nor the look."""
    run, page = ready(store)
    other = store.ensure_page(URL + "/other", "yangpu", PageKind.ARTICLE, NOW)
    store.record(quiet_look(run, replace(page, url=other.url)), NOW)
    assert store.page_by_url(URL).id == page.id
    assert store.page_by_url(other.url) == other


def test_an_address_may_be_long_and_strange(sources):
    """Thousands of characters, a NUL, Chinese: still one page."""
    strange = "https://a.example/" + "杨浦\x00%" * 3000
    page = sources.ensure_page(strange, "a", PageKind.ARTICLE, NOW)
    assert page.url == strange
    assert sources.ensure_page(strange, "a", PageKind.ARTICLE, NOW) == page


def test_a_page_is_made_with_its_first_look(store):
    """In one transaction, with where it was found; a second look that knew of no page is stale."""
    run, known = ready(store)
    new = Page(URL + "/new", "yangpu")
    first = version_look(run, new, "first")
    first = replace(first, capture=replace(first.capture, found_on=URL))
    stored = store.record(first, NOW)
    page = store.page_by_url(new.url, "yangpu")
    assert page.id == stored.page != known.id
    assert [ref.seq for ref in store.versions(page.id)] == [1]
    with reading(store._engine) as connection:
        found_on = select(page_table.c.found_on).where(page_table.c.id == page.id)
        assert connection.execute(found_on).scalar() == URL
    with pytest.raises(BusyError):
        store.record(version_look(run, new, "second"), NOW)
    assert len(store.versions(page.id)) == 1


def test_no_page_is_made_of_a_look_that_fails(store):
    run, _ = ready(store)
    new = Page(URL + "/new", "yangpu")
    with pytest.raises(BusyError):
        store.record(version_look(run, new, "first", before=77), NOW)
    assert store.page_by_url(new.url, "yangpu") is None

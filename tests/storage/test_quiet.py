"""Looks that found nothing new, stored many at a time."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from model import CheckState
from tests.storage.samples import NOW, URL, check, claim, later, quiet_look, ready, version_look
from tests.storage.test_record import everything, next_run, states, versions_of_a_removal


def seen_again(store, run, url=URL):
    """A quiet look at the page as it is stored now, a minute later."""
    look = quiet_look(run, store.page_by_url(url))
    checked = replace(look.check, url=url, at=later(1), page=look.page.id, note="not modified")
    return replace(look, check=checked)


def two_pages(store):
    """A run, and the addresses of two pages with a version each."""
    run, page = ready(store)
    other = store.ensure_page(URL + "/other", "yangpu", page.kind, NOW)
    for each in (page, other):
        store.record(version_look(run, each, each.url), NOW)
    return run, (other.url, page.url)


def test_many_looks_are_stored_as_one_by_one(store, tmp_path):
    """Each check and each page is as `record` would have left it, in the order given."""
    run, urls = two_pages(store)
    looks = [seen_again(store, run, url) for url in urls]
    stored = store.record_quiet(looks, NOW)
    assert list(stored) == [
        replace(look.check, id=done.id) for look, done in zip(looks, stored, strict=True)
    ]
    assert [each.url for each in store.checks()[-2:]] == list(urls)
    assert store.checks()[-2:] == stored
    for look in looks:
        there = store.page_by_url(look.page.url)
        assert there.unchanged_streak == 1
        assert there.last_state is CheckState.UNCHANGED
        assert there.seen_at == look.check.at


def test_a_removal_is_confirmed_by_a_quiet_look_among_others(store):
    """A page with something to settle is settled, the others are just seen again."""
    run, page = ready(store)
    versions_of_a_removal(store, run, page)
    store.ensure_page(URL + "/other", "yangpu", page.kind, NOW)
    run = next_run(store)
    looks = [seen_again(store, run, URL + "/other"), seen_again(store, run)]
    assert None not in store.record_quiet(looks, NOW)
    assert states(store)[0].value == "confirmed"


def test_a_look_overtaken_by_another_run_is_dropped_alone(store):
    """That it is unchanged was said of the version before; what was said of other pages stands."""
    _, urls = two_pages(store)
    run = next_run(store)
    looks = [seen_again(store, run, url) for url in urls]
    other_run = next_run(store)
    page = store.page_by_url(urls[0])
    newer = version_look(other_run, page, "newer", before=store.versions(page.id)[-1].id)
    store.record(newer, later(120))
    dropped, kept = store.record_quiet(looks, later(121))
    assert dropped is None
    assert kept is not None and kept.url == urls[1]


def test_two_looks_at_one_page_are_both_stored(store):
    """Two addresses may lead to one page in one crawl: the second look follows on the first."""
    run, urls = two_pages(store)
    look = seen_again(store, run, urls[0])
    one, two = store.record_quiet([look, look], NOW)
    assert one.id != two.id
    assert len(store.checks(url=urls[0])) == 3


def test_a_look_that_brings_new_validators_is_stored_too(store):
    """The same text under another ETag is quiet, and the next look asks with the new one."""
    run, urls = two_pages(store)
    look = seen_again(store, run, urls[0])
    look = replace(look, page=replace(look.page, etag='"new"', body_sha256="1" * 64))
    assert None not in store.record_quiet([look], NOW)
    assert store.page_by_url(urls[0]).etag == '"new"'


def test_many_looks_are_stored_all_or_none(store):
    """Whichever statement fails, the database is as it was before."""
    run, urls = two_pages(store)
    looks = [seen_again(store, run, url) for url in urls]
    before = everything(store)
    countdown = 0

    def fail(*_):
        nonlocal countdown
        countdown -= 1
        if countdown == 0:
            raise RuntimeError("this statement fails")

    event.listen(store._engine, "before_cursor_execute", fail)
    for statements in range(1, 50):
        countdown = statements
        try:
            store.record_quiet(looks, NOW)
        except RuntimeError:
            assert everything(store) == before
        else:
            break
    event.remove(store._engine, "before_cursor_execute", fail)
    assert 4 < statements < 49  # it failed at each of them, and then did not


@pytest.mark.parametrize("state", [state for state in CheckState if state != "unchanged"])
def test_only_an_unchanged_page_is_quiet(store, state):
    """Whatever else a look says may matter to someone: it waits for no other."""
    run, page = ready(store)
    assert quiet_look(run, page).is_quiet
    assert not quiet_look(run, page, state).is_quiet
    assert not quiet_look(run, replace(page, id=None)).is_quiet
    said = version_look(run, page, "text", [claim()])
    assert not replace(said, check=check(run, CheckState.UNCHANGED)).is_quiet

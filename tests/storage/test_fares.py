"""What the looks at a source's pages add up to."""

from dataclasses import replace

from model import AlarmKind, CheckState, Look, PageKind
from tests.storage.samples import NOW, URL, check, later, ready, version_look


def failed(run, page, state, minutes, **fields):
    return Look(replace(check(run, state, page, **fields), at=later(minutes)), page)


def test_a_look_that_never_came_breaks_no_streak(store):
    """It says nothing of the page: neither that it is fine nor that it is not."""
    run, page = ready(store)
    for minutes in (1, 2):
        store.record(failed(run, page, CheckState.SUSPICIOUS, minutes), later(minutes))
    store.record(failed(run, page, CheckState.ERROR, 3, asked=False), later(3))
    streak = store.streak(page.id)
    assert (streak.state, streak.looks, streak.since) == (CheckState.SUSPICIOUS, 2, later(1))
    store.record(failed(run, page, CheckState.SUSPICIOUS, 4), later(4))
    assert store.streak(page.id).looks == 3


def test_no_streak_before_the_first_look(store):
    """A look that was never made is none."""
    run, page = ready(store)
    store.record(failed(run, page, CheckState.ERROR, 1, asked=False), later(1))
    assert store.streak(page.id) is None


def held(store):
    """A source of three articles, held since a run in which two of them were gone."""
    run, _ = ready(store)
    articles = [store.ensure_page(f"{URL}/{n}", "yangpu", PageKind.ARTICLE, NOW) for n in range(3)]
    for page in articles:
        store.record(version_look(run, page, "A plan."), NOW)
    began = store.start_run("test", ["yangpu"], later(10), "host:1").id
    articles = [store.page_by_url(page.url) for page in articles]
    for page in articles[1:]:
        store.record(failed(began, page, CheckState.GONE, 11), later(11))
    store.raise_alarm("yangpu", AlarmKind.REDESIGN, "", held=True, run=began, now=later(12))
    seen = replace(check(began, CheckState.UNCHANGED, articles[0]), at=later(11))
    store.record(Look(seen, articles[0]), later(11))
    return began, articles, store.open_alarms()["yangpu"]


def test_nobody_waits_for_pages_that_their_site_deleted(store):
    """Two looks at least an hour apart found them gone; one alone says nothing yet."""
    began, articles, alarm = held(store)
    assert store.fine_and_turned(alarm) == (1, 2)
    store.record(failed(began, articles[1], CheckState.GONE, 60), later(60))
    assert store.fine_and_turned(alarm) == (1, 2), "49 minutes apart"
    store.record(failed(began, articles[1], CheckState.GONE, 71), later(71))
    assert store.fine_and_turned(alarm) == (1, 1)
    store.record(failed(began, articles[2], CheckState.ERROR, 90), later(90))
    assert store.fine_and_turned(alarm) == (1, 1), "in error is not gone"

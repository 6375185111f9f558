import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from math import expm1, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.revisiting import doubling, learnt, mixture, reported, steady, together
from model import CheckState, Claim, Kind, Measure, Page, PageKind, Quantity, Schedule, Span
from model.plan import Rule
from revisit import (
    DAY,
    WEEK,
    change_rate,
    has_open_target,
    is_due,
    is_outdated,
    next_check_at,
    next_due,
    plan,
    remembered,
    rhythm,
    turn,
)
from revisit.rate import EXPECTED, HALF, MOST_GAPS, most_likely

NOW = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SIX_HOURS = Schedule(every_minutes=360)
OLD = date(2020, 1, 1)
DAY_MINUTES = 24 * 60


def article(**known) -> Page:
    """An article that was published long ago, with no looks yet."""
    return Page(**{"url": "https://a.example/", "source": "a", "published": OLD, **known})


def wait(page: Page, schedule: Schedule = SIX_HOURS, state: CheckState = CheckState.UNCHANGED):
    return next_check_at(page, state, schedule, NOW) - NOW


def rate_of(*gaps: int, pace: timedelta = 6 * HOUR, **known):
    return change_rate(article(gaps=gaps, **known), pace, NOW)


# ---- how often a page changes -------------------------------------------------------------------


def test_the_estimate_is_that_of_the_paper_for_looks_at_even_intervals():
    """Of many looks at even intervals it is -log(unchanged / all); at uneven ones it is where the
    changes weigh as much as the quiet time, whatever the unit.
    """
    assert most_likely(90, 2000, [(1, 1)] * 1000) == pytest.approx(-log(2 / 3), rel=0.001)
    uneven = [(1, 0.01), (0.5, 3), (1, 200), (0.1, 9000)]
    rate = most_likely(90, 70, uneven)
    weighed = sum(weight * rate * time / expm1(rate * time) for weight, time in uneven[:3])
    share = rate * 45 / (1 + rate * 45)
    assert weighed + EXPECTED == pytest.approx(rate * 70 + (EXPECTED + HALF) * share)
    assert most_likely(9, 7, [(w, t / 10) for w, t in uneven]) == pytest.approx(rate * 10)


def test_what_was_seen_is_counted():
    """Looks, changes among them, and the days they cover, for whoever asks why."""
    found = rate_of(*(DAY_MINUTES, DAY_MINUTES, -DAY_MINUTES) * 10)
    assert (found.looks, found.changes, found.days) == (30, 10, 30)
    assert 2.5 < found.every_days < 4


def test_nobody_looked_yet_so_the_rhythm_of_the_source_is_all_there_is():
    """Before the first look a page of a source that runs every six hours is thought to change every
    120 days; with each quiet look less often.
    """
    assert 1 / rate_of().per_day == pytest.approx(120)
    assert 1 / rate_of(pace=DAY).per_day == pytest.approx(360)
    assert rate_of(pace=timedelta(minutes=5)) == rate_of(pace=timedelta(minutes=30))
    assert 120 < rate_of(DAY_MINUTES).every_days < rate_of(9 * DAY_MINUTES).every_days < 360


def test_a_page_that_changed_at_every_look_has_a_rate():
    """Without its prior the estimate would be infinite, with it there is a largest one."""
    assert 4 < rate_of(*[-360] * 32).per_day < 32


def test_old_looks_fade():
    """A page that changed daily a year ago and never since is not taken for a daily one."""
    busy = (-DAY_MINUTES,) * 15
    assert rate_of(*busy).per_day > 4 * rate_of(*busy, 365 * DAY_MINUTES).per_day


def test_corrections_after_publication_say_little_of_later():
    """Two changes on the first days are what articles do; two on later days are a rhythm."""
    gaps = (-360, -360, *[3 * DAY_MINUTES] * 5)
    born = (NOW - timedelta(days=15.5)).date()
    assert rate_of(*gaps, published=born).per_day < rate_of(*gaps).per_day / 2


def test_a_date_that_cannot_be_is_not_believed():
    """An article dated next year counts from its first look, as one without a date does."""
    gaps = (DAY_MINUTES,) * 3
    unknown = rate_of(*gaps, published=None)
    assert rate_of(*gaps, published=date(2062, 1, 1)) == unknown
    assert unknown.fresh > rate_of(*gaps).fresh


def test_a_look_is_remembered_by_the_time_since_the_one_before():
    """Minutes, negative for a change; the first look tells nothing."""
    page = article()
    assert remembered(page, NOW, changed=True, pace=HOUR) == page
    page = replace(page, seen_at=NOW - 2 * HOUR)
    assert remembered(page, NOW, changed=False, pace=HOUR).gaps == (120,)
    assert remembered(page, NOW, changed=True, pace=HOUR).gaps == (-120,)
    again = replace(page, seen_at=NOW, gaps=(5,))
    assert remembered(again, NOW, changed=True, pace=HOUR).gaps == (5, -1)


def test_a_page_of_an_older_store_starts_with_its_quiet_streak():
    """What was quiet by the rule of then was quiet for so long: 6 h, 12 h and 24 h."""
    page = article(seen_at=NOW - HOUR, unchanged_streak=3)
    assert remembered(page, NOW, changed=False, pace=6 * HOUR).gaps == (42 * 60, 60)


@given(st.lists(st.integers(-50_000, 50_000).filter(bool), max_size=MOST_GAPS), st.booleans())
def test_no_more_looks_are_kept_than_have_room_and_no_time_is_lost(gaps, changed):
    """However often a page is looked at, its history has one size, and covers all its time."""
    page = article(seen_at=NOW - HOUR, gaps=tuple(gaps))
    kept = remembered(page, NOW, changed=changed, pace=HOUR).gaps
    assert len(kept) <= MOST_GAPS
    assert sum(map(abs, kept)) == sum(map(abs, gaps)) + 60
    assert (kept[-1] < 0) is changed or len(gaps) == MOST_GAPS


def test_what_is_forgotten_first_is_a_look_that_told_nothing():
    """Two quiet stretches are one; the changes between stay apart."""
    gaps = (-10, 20, 30, *[-1] * (MOST_GAPS - 3))
    kept = remembered(article(seen_at=NOW - HOUR, gaps=gaps), NOW, changed=True, pace=HOUR).gaps
    assert kept[:3] == (-10, 50, -1)
    assert len(kept) == MOST_GAPS


# ---- how long to wait ---------------------------------------------------------------------------

GAPS = st.lists(st.integers(1, 60 * DAY_MINUTES), max_size=MOST_GAPS - 1)
SIGNS = st.lists(st.booleans(), min_size=MOST_GAPS, max_size=MOST_GAPS)
SCHEDULES = st.one_of(
    st.integers(1, 100_000).map(lambda minutes: Schedule(every_minutes=minutes)),
    st.sampled_from(("0 8 * * *", "*/20 * * * *", "30 7 * * mon-fri", "0 8 30 2 *")).map(
        lambda cron: Schedule(None, cron, "Europe/Berlin")
    ),
)
PAGES = st.builds(
    Page,
    url=st.text(max_size=20),
    source=st.just("a"),
    kind=st.sampled_from(PageKind),
    unchanged_streak=st.integers(0, 10_000),
    failure_streak=st.sampled_from((0, 0, 0, 1, 3, 10_000)),
    open_target=st.booleans(),
    due_on=st.none() | st.dates(),
    published=st.none() | st.dates(),
    gaps=st.lists(st.integers(-(2**40), 2**40).filter(bool), max_size=MOST_GAPS).map(tuple),
)
TIMES = st.integers(0, 40_000).map(lambda hours: NOW + hours * HOUR)


@settings(deadline=None)
@given(PAGES, st.sampled_from(CheckState), SCHEDULES, TIMES)
def test_the_next_look_is_within_the_limits_of_the_source(page, state, schedule, at):
    """Whatever a page says of itself, it is never asked more often than its source, nor left alone
    for longer than its source allows; never in the past, and to the minute.
    """
    made = plan(page, state, schedule, at)
    pace = rhythm(schedule, at)
    assert made.due == at + made.wait
    assert pace <= made.wait <= max(pace, timedelta(seconds=schedule.longest_s))
    assert made.decides in Rule
    assert made.steps[-1][1] - made.wait < timedelta(minutes=1)


@given(GAPS, SIGNS, st.integers(0, MOST_GAPS - 2), st.dates(OLD, NOW.date()))
def test_more_changes_never_make_a_page_wait_longer(minutes, signs, at, published):
    """Were one quiet look another change, the next one would come as soon or sooner."""
    gaps = [-gap if sign else gap for gap, sign in zip(minutes, signs, strict=False)]
    page = article(gaps=tuple(gaps), published=published)
    if at < len(gaps):
        gaps[at] = -abs(gaps[at])
    assert wait(replace(page, gaps=tuple(gaps))) <= wait(page) + timedelta(minutes=1)


@given(GAPS, SIGNS, st.integers(1, 60 * DAY_MINUTES))
def test_more_quiet_never_makes_a_page_wait_less(minutes, signs, quiet):
    """One more look that found nothing puts the next one off, or leaves it."""
    gaps = tuple(-gap if sign else gap for gap, sign in zip(minutes, signs, strict=False))
    before = wait(article(gaps=gaps))
    assert wait(article(gaps=(*gaps, quiet))) >= before - timedelta(minutes=1)


def test_a_quiet_page_is_looked_at_less_and_less_and_a_busy_one_at_each_run():
    """Weeks lie between looks at a page that never moved, one run between those at a lively one."""
    quiet = [wait(article(gaps=(30 * DAY_MINUTES,) * n)) for n in range(20)]
    assert quiet == sorted(quiet)
    assert quiet[0] < 8 * DAY < quiet[-1] < 30 * DAY
    assert wait(article(gaps=(-360,) * 20)) == 6 * HOUR


def test_a_fresh_article_is_looked_at_soon_and_then_less():
    """The day it was published, then two weeks later, then years later."""
    ages = (0, 14, 2000)
    waits = [wait(article(published=NOW.date() - timedelta(days=age))) for age in ages]
    assert waits == sorted(waits)
    assert waits[0] < DAY < 4 * DAY < waits[1]


def test_a_page_with_an_open_target_is_never_left_alone_for_long():
    """An open target keeps a page within a week, however quiet it was."""
    quiet = (60 * DAY_MINUTES,) * 12
    made = plan(article(open_target=True, gaps=quiet), CheckState.UNCHANGED, SIX_HOURS, NOW)
    assert 6 * DAY < made.wait <= WEEK
    assert wait(article(open_target=True)) < wait(article())


@pytest.mark.parametrize(
    ("days", "longest"),
    [(3000, 7), (60, 7), (20, 5), (4, 1), (0, 1), (-1, 1), (-50, 1), (-72, 3), (-89, 7)],
)
def test_a_deadline_draws_the_looks_near(days, longest):
    """Around the day a target is due its page is looked at daily, farther away less and less."""
    due = NOW.date() + timedelta(days=days)
    quiet = (60 * DAY_MINUTES,) * 12
    found = wait(article(open_target=True, due_on=due, gaps=quiet))
    assert 0.9 * longest * DAY - HOUR <= found <= longest * DAY


def test_a_failure_is_tried_again_soon_and_never_costs_a_week():
    """The first two failures wait one interval, lasting ones a day; only "gone" the longest."""

    def failed(times, state=CheckState.ERROR, **known):
        return wait(article(failure_streak=times, **known), state=state)

    assert failed(1) == failed(2) == 6 * HOUR
    assert failed(3) == 12 * HOUR
    assert failed(30) == failed(30, gaps=(60_000,) * 9) == DAY
    assert failed(3, CheckState.GONE) == 12 * HOUR
    assert failed(30, CheckState.GONE) == failed(30, CheckState.SOFT404) == 30 * DAY
    assert failed(30, CheckState.GONE, open_target=True) == WEEK


def test_never_more_often_than_the_source_asks_nor_more_rarely_than_it_allows():
    """A source read once a fortnight is read once a fortnight; one that allows two days, two."""
    fortnight = Schedule(every_minutes=14 * DAY_MINUTES)
    due = NOW.date()
    made = plan(article(open_target=True, due_on=due), CheckState.OK, fortnight, NOW)
    assert (made.wait, made.decides) == (14 * DAY, Rule.RHYTHM)
    short = Schedule(longest_s=2 * DAY_MINUTES * 60)
    made = plan(article(gaps=(90_000,) * 5), CheckState.UNCHANGED, short, NOW)
    assert 1.8 * DAY <= made.wait <= 2 * DAY
    assert made.decides is Rule.LONGEST


def test_a_listing_is_read_in_every_run():
    """It leads to the new pages: nothing of it is ever learnt to be quiet."""
    index = Page("https://a.example/", "a", PageKind.INDEX, unchanged_streak=50)
    assert wait(index) == 6 * HOUR


def test_pages_found_together_fall_due_apart():
    """A thousand pages alike are spread over a tenth of their wait, each in a place of its own."""
    pages = [article(url=f"https://a.example/{n}") for n in range(1000)]
    waits = [wait(page) for page in pages]
    assert waits == [wait(page) for page in pages]
    assert 0.095 < 1 - min(waits) / max(waits) < 0.105
    assert len({found // HOUR for found in waits}) > 10


# ---- the rhythm of a source ---------------------------------------------------------------------


def test_the_rhythm_of_a_cron_line():
    """A cron line has the rhythm of its next two runs, one that never comes that of a day."""
    assert rhythm(Schedule(None, "0 * * * *"), NOW) == HOUR
    assert rhythm(Schedule(None, "30 7 * * *", "Asia/Shanghai"), NOW) == DAY
    assert rhythm(Schedule(None, "0 8 30 2 *"), NOW) == DAY


def test_a_clock_put_forward_is_no_other_day():
    """Between two mornings of Berlin lie 23 hours when its clocks are put forward."""
    eve = datetime(2026, 3, 28, 6, 0, tzinfo=UTC)
    daily = Schedule(None, "0 8 * * *", "Europe/Berlin")
    assert rhythm(daily, eve) == 23 * HOUR
    assert plan(article(), CheckState.OK, daily, eve).due.tzinfo is UTC


# ---- what is due --------------------------------------------------------------------------------


def test_every_run_of_a_daily_source_looks_at_its_changing_pages():
    """A page looked at a little after its run began is due at the next run, not the one after."""
    daily = Schedule(None, "0 8 * * *")
    run = datetime(2026, 1, 1, 8, 0, tzinfo=UTC)
    page = article(gaps=(-DAY_MINUTES,) * 9)
    due = next_check_at(page, CheckState.OK, daily, run + timedelta(minutes=20))
    looked_at = replace(page, next_check_at=due)
    assert is_due(looked_at, daily, run + DAY)
    assert not is_due(looked_at, daily, run + HOUR)


def test_what_a_listing_says_was_changed_is_due_at_once():
    """Unless the page fails, or was looked at on such a word a moment ago, and for nothing."""
    seen, later = NOW - DAY, NOW + 9 * DAY
    page = article(seen_at=seen, next_check_at=later, gaps=(5 * DAY_MINUTES,))
    assert not is_due(page, SIX_HOURS, NOW)
    listed = replace(page, listed_at=NOW - HOUR)
    assert is_due(listed, SIX_HOURS, NOW)
    assert is_due(replace(listed, gaps=(-60,)), SIX_HOURS, NOW)
    for not_now in (
        replace(listed, listed_at=seen - HOUR),
        replace(listed, listed_at=NOW + DAY),
        replace(listed, failure_streak=1),
        replace(listed, gaps=(360,)),
    ):
        assert not is_due(not_now, SIX_HOURS, NOW)


def test_a_crawl_takes_new_pages_first_then_who_waits_longest():
    """An open target is two days ahead of the others: what waits longer than that is before it."""
    new = article()
    late = article(next_check_at=NOW - 3 * DAY)
    target = article(next_check_at=NOW, open_target=True)
    just = article(next_check_at=NOW - DAY)
    assert sorted((just, target, late, new), key=turn) == [new, late, target, just]


# ---- targets ------------------------------------------------------------------------------------


def claim_of(kind: Kind, period: str | None) -> Claim:
    amount, span = Quantity(Decimal(1), "CNY"), Span(0, 1)
    return Claim(amount, kind, Measure.LEVEL, "x", "x", None, period, "1", span, "1", 0, "en")


@pytest.mark.parametrize(
    ("kind", "period", "open_"),
    [
        (Kind.TARGET, "by:2026", True),
        (Kind.TARGET, "by:2025", False),
        (Kind.TARGET, None, True),
        (Kind.TARGET, "2026-H1", True),
        (Kind.FIGURE, "by:2026", False),
        (Kind.FORECAST, "2026", False),
    ],
)
def test_what_an_open_target_is(kind, period, open_):
    """A target is open until its day is past; one without a day stays open."""
    assert has_open_target((claim_of(kind, period),), date(2026, 3, 1)) is open_


def test_the_day_that_counts_is_the_first_that_is_not_long_past():
    """A target is waited for a while after its day, because figures come then."""
    targets = [claim_of(Kind.TARGET, p) for p in ("by:2030", "by:2025", "2020", None)]
    claims = [*targets, claim_of(Kind.FIGURE, "2026-01")]
    assert next_due(claims, date(2026, 3, 1)) == date(2025, 12, 31)
    assert next_due(claims, date(2026, 7, 1)) == date(2030, 12, 31)
    assert next_due(claims[2:], date(2026, 7, 1)) is None


def test_what_is_known_of_targets_goes_out_of_date():
    """When the day waited for is long past, or in a store that kept none yet."""
    today = date(2026, 7, 1)
    assert is_outdated(article(open_target=True, due_on=date(2025, 12, 31)), today)
    assert not is_outdated(article(open_target=True, due_on=date(2026, 6, 30)), today)
    assert is_outdated(article(open_target=True), today)
    assert not is_outdated(article(open_target=True, gaps=(60,)), today)
    assert not is_outdated(article(), today)


# ---- a year of watching -------------------------------------------------------------------------


def test_a_year_takes_fewer_looks_than_doubling_did_and_changes_wait_less():
    """On the mixture of pages that the bench simulates, in small."""
    pages = list(mixture(60, random.Random(5)))
    before, now = together(pages, doubling), together(pages, learnt)
    assert now.looks < before.looks
    assert now.mean < before.mean
    weekly = list(steady(7, 4, random.Random(5)))
    assert together(weekly, learnt).mean < together(weekly, doubling).mean
    targets = list(reported(4, random.Random(5)))
    assert together(targets, learnt).looks < together(targets, doubling).looks / 2

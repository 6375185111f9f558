from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from model import CheckState, Claim, Kind, Measure, Page, Quantity, Schedule, Span
from revisit import DAY, WEEK, has_open_target, is_due, next_check_at, rhythm

NOW = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
SIX_HOURS = Schedule(every_minutes=360)


def wait(quiet=0, failed=0, target=False, schedule=SIX_HOURS, state=CheckState.ERROR):
    url = "https://a.example/"
    page = Page(url, "a", unchanged_streak=quiet, failure_streak=failed, open_target=target)
    return next_check_at(page, state, schedule, NOW) - NOW


def test_a_fresh_change_is_looked_at_in_the_sources_rhythm():
    """A page that just changed is due after one interval of its source."""
    assert wait() == timedelta(hours=6)


def test_a_quiet_page_is_looked_at_less_and_less_but_never_rarely():
    """Each quiet look doubles the wait, up to a week."""
    waits = [wait(quiet) for quiet in range(40)]
    assert waits[1] == timedelta(hours=12)
    assert waits == sorted(waits)
    assert waits[-1] == WEEK


def test_a_page_with_an_open_target_is_looked_at_every_day():
    """An open target keeps a page within a day, however quiet it was."""
    assert wait(30, target=True) == DAY


def test_a_failure_is_tried_again_soon_and_never_costs_a_week():
    """The first two failures wait one interval each, lasting ones a day; only "gone" a week."""
    assert wait(failed=1) == wait(failed=2) == timedelta(hours=6)
    assert wait(failed=3) == timedelta(hours=12)
    assert wait(failed=30) == DAY
    assert wait(failed=30, state=CheckState.GONE) == WEEK


def test_never_more_often_than_the_source_asks():
    """A source that is read once a fortnight is read once a fortnight."""
    fortnight = Schedule(every_minutes=14 * 24 * 60)
    assert wait(5, target=True, schedule=fortnight) == timedelta(days=14)


def test_the_rhythm_of_a_cron_line():
    """A cron line has the rhythm of its next two runs, one that never comes that of a day."""
    assert rhythm(Schedule(None, "0 * * * *"), NOW) == timedelta(hours=1)
    assert rhythm(Schedule(None, "30 7 * * *", "Asia/Shanghai"), NOW) == DAY
    assert rhythm(Schedule(None, "0 8 30 2 *"), NOW) == DAY


def test_every_run_of_a_daily_source_looks_at_its_changing_pages():
    """A page looked at a little after its run began is due at the next run, not the one after."""
    daily = Schedule(None, "0 8 * * *")
    run = datetime(2026, 1, 1, 8, 0, tzinfo=UTC)
    page = Page("https://a.example/", "a")
    due = next_check_at(page, CheckState.OK, daily, run + timedelta(minutes=20))
    looked_at = Page(page.url, "a", next_check_at=due)
    assert is_due(looked_at, daily, run + DAY)
    assert not is_due(looked_at, daily, run + timedelta(hours=1))


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
    amount = Quantity(Decimal(1), "CNY")
    span = Span(0, 1)
    claim = Claim(amount, kind, Measure.LEVEL, "x", "x", None, period, "1", span, "1", 0, "en")
    assert has_open_target((claim,), date(2026, 3, 1)) is open_

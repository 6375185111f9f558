from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from model import Claim, Kind, Measure, Quantity, Schedule, Span
from revisit import LONGEST, LONGEST_WITH_TARGET, has_open_target, next_check_at

NOW = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
SIX_HOURS = Schedule(every_minutes=360)


def wait(quiet: int, failed: int, target: bool = False, schedule: Schedule = SIX_HOURS):
    return next_check_at(NOW, schedule, quiet, failed, target) - NOW


def test_a_fresh_change_is_looked_at_in_the_sources_rhythm():
    """A page that just changed is due after one interval of its source."""
    assert wait(0, 0) == timedelta(hours=6)


def test_a_quiet_page_is_looked_at_less_and_less_but_never_rarely():
    """Each quiet look doubles the wait, up to a week."""
    waits = [wait(quiet, 0) for quiet in range(40)]
    assert waits[1] == timedelta(hours=12)
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST


def test_a_page_with_an_open_target_is_looked_at_every_day():
    """An open target keeps a page within a day, however quiet it was."""
    assert wait(30, 0, target=True) == LONGEST_WITH_TARGET


def test_a_failure_is_tried_again_soon_and_then_backs_off():
    """The first two failures wait one interval each; lasting ones wait longer, target or not."""
    assert wait(0, 1) == wait(0, 2) == timedelta(hours=6)
    assert wait(0, 3) == timedelta(hours=12)
    assert wait(0, 30, target=True) == LONGEST


def test_never_more_often_than_the_source_asks():
    """A source that is read once a fortnight is read once a fortnight."""
    fortnight = Schedule(every_minutes=14 * 24 * 60)
    assert wait(5, 0, target=True, schedule=fortnight) == timedelta(days=14)


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
    claim = Claim(
        Quantity(Decimal(1), "CNY"),
        kind,
        Measure.LEVEL,
        "x",
        "x",
        None,
        period,
        "1",
        Span(0, 1),
        "1",
        0,
        "en",
    )
    assert has_open_target((claim,), date(2026, 3, 1)) is open_

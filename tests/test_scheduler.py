from datetime import UTC, datetime, timedelta

from model import Schedule
from scheduler import next_run_at

NOW = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)  # a Saturday


def test_an_interval_counts_from_now():
    """A source every six hours is due six hours from now."""
    assert next_run_at(Schedule(every_minutes=360), NOW) == NOW + timedelta(hours=6)


def test_a_cron_line_is_read_in_its_time_zone():
    """Half past seven in Shanghai is half past eleven at night in UTC, the day before."""
    schedule = Schedule(every_minutes=None, cron="30 7 * * mon-fri", timezone="Asia/Shanghai")
    assert next_run_at(schedule, NOW) == datetime(2026, 3, 29, 23, 30, tzinfo=UTC)


def test_summer_time_keeps_the_hour_on_the_wall():
    """Eight in Helsinki is six in UTC before the clocks change and five after."""
    schedule = Schedule(every_minutes=None, cron="0 8 * * *", timezone="Europe/Helsinki")
    first = next_run_at(schedule, NOW - timedelta(days=1))
    second = next_run_at(schedule, NOW)
    assert (first.hour, second.hour) == (6, 5)


def test_a_slot_that_is_now_is_not_given_twice():
    """A run that ends within the second it was due gets the next slot, not the same one."""
    schedule = Schedule(every_minutes=None, cron="0 12 * * *")
    assert next_run_at(schedule, NOW) == NOW + timedelta(days=1)


def test_jitter_only_ever_delays():
    """The lot draws a delay between nothing and the whole jitter."""
    schedule = Schedule(every_minutes=60, jitter_s=600)
    assert next_run_at(schedule, NOW, 0.5) == NOW + timedelta(minutes=65)


def test_a_line_that_never_comes_is_looked_at_once_a_day():
    """The 30th of February never comes; the source is still looked at."""
    schedule = Schedule(every_minutes=None, cron="0 8 30 2 *")
    assert next_run_at(schedule, NOW) == NOW + timedelta(days=1)

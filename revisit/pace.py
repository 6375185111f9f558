"""The rhythm of a source: the time between two of its runs."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from apscheduler.triggers.cron import CronTrigger

from model import Schedule

DAY = timedelta(days=1)
_SOME_TIME = datetime(2026, 1, 1, tzinfo=UTC)


def rhythm(schedule: Schedule, now: datetime) -> timedelta:
    """The time between two runs of a source, as its schedule has it around ``now``."""
    if not schedule.cron:
        return timedelta(minutes=schedule.every_minutes or 24 * 60)
    return _between_runs(schedule.cron, schedule.timezone, now.replace(second=0, microsecond=0))


@lru_cache(maxsize=4096)  # the pages of a source are seen within the same few minutes
def _between_runs(cron: str, timezone: str, now: datetime) -> timedelta:
    trigger = _trigger(cron, timezone)
    first = trigger.get_next_fire_time(None, now) if trigger else None
    second = trigger and first and trigger.get_next_fire_time(first, first + timedelta(seconds=1))
    if not trigger or first is None or second is None:
        return DAY
    # In UTC: two times of one zone are subtracted as its clocks show them, an hour off when they
    # are put forward in between.
    gap: timedelta = second.astimezone(UTC) - first.astimezone(UTC)
    return gap


@lru_cache(maxsize=256)
def _trigger(cron: str, timezone: str) -> CronTrigger | None:
    """None for a line that never comes, such as 30 February: finding that out takes so long that
    it is done once.
    """
    trigger = CronTrigger.from_crontab(cron, timezone=timezone)
    return trigger if trigger.get_next_fire_time(None, _SOME_TIME) else None

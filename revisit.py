"""When to look at a page again: pure arithmetic on what is known of it.

A page that keeps still is looked at less and less often, one that just changed or still holds an
open target never rarely. The interval doubles with every quiet look, from the source's own rhythm
up to a week. A page that fails is tried again in the rhythm at first, then within a day: a host
that was down must not cost a week. Only a page that says it is gone is left alone for that long.
Source: the multiplicative back-off of Cho and Garcia-Molina, "Effective page refresh policies for
web crawlers" (2003), section 5, without their frequency estimate.
"""

from datetime import date, datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

from model import CheckState, Claim, Kind, Page, Schedule, days

DAY, WEEK = timedelta(days=1), timedelta(days=7)


def next_check_at(page: Page, state: CheckState, schedule: Schedule, now: datetime) -> datetime:
    """When ``page`` is due again, after a look that found it in ``state``; its streaks count
    that look already.
    """
    pace = rhythm(schedule, now)
    if page.failure_streak:
        longest = WEEK if state is CheckState.GONE else DAY
    else:
        longest = DAY if page.open_target else WEEK
    doublings = min(max(page.unchanged_streak, page.failure_streak - 2, 0), 16)
    return now + max(pace, min(pace * (1 << doublings), longest))


def is_due(page: Page, schedule: Schedule, now: datetime) -> bool:
    """Whether a crawl at ``now`` should fetch the page. One that falls due before the middle of
    the source's next interval is due: it would otherwise wait for the run after.
    """
    return page.next_check_at is None or page.next_check_at <= now + rhythm(schedule, now) / 2


def rhythm(schedule: Schedule, now: datetime) -> timedelta:
    """The time between two runs of a source, as its schedule has it around ``now``."""
    if not schedule.cron:
        return timedelta(minutes=schedule.every_minutes or 24 * 60)
    trigger = CronTrigger.from_crontab(schedule.cron, timezone=schedule.timezone)
    first = trigger.get_next_fire_time(None, now)
    second = first and trigger.get_next_fire_time(first, first + timedelta(seconds=1))
    if first is None or second is None:
        return DAY
    gap: timedelta = second - first
    return gap


def has_open_target(claims: tuple[Claim, ...], today: date) -> bool:
    """Whether any target among ``claims`` is not yet past its day (undated ones count as open)."""
    return any(claim.kind is Kind.TARGET and not _past(claim.period, today) for claim in claims)


def _past(period: str | None, today: date) -> bool:
    due = days(period) if period else None
    return due is not None and due.last < today

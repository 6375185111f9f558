"""Which pages a crawl fetches now, and which of them first."""

from datetime import UTC, datetime, timedelta

from model import Page, Schedule
from revisit.pace import rhythm

HEAD_START = timedelta(days=2)  # of a page with an open target, where not all can be fetched
_NEVER = datetime.min.replace(tzinfo=UTC)
_NEEDLESS = 4  # a quiet look this many times sooner than planned was one


def is_due(page: Page, schedule: Schedule, now: datetime) -> bool:
    """Whether a crawl at ``now`` should fetch the page. One that falls due before the middle of
    the source's next interval is due: it would otherwise wait for the run after.
    """
    if page.next_check_at is None or is_listed_as_changed(page, now):
        return True
    return page.next_check_at <= now + rhythm(schedule, now) / 2


def is_listed_as_changed(page: Page, now: datetime) -> bool:
    """Whether a sitemap or feed says that the page changed since it was seen, and is believed.

    Some listings say so of every page at every look: one that has just been looked at for nothing
    waits for its own time. A page that fails has asked to be left alone.
    """
    if page.listed_at is None or page.seen_at is None or page.failure_streak:
        return False
    return page.seen_at < page.listed_at <= now and not _looked_at_for_nothing(page)


def _looked_at_for_nothing(page: Page) -> bool:
    if not page.gaps or page.gaps[-1] < 0 or page.next_check_at is None or page.seen_at is None:
        return False
    planned = page.next_check_at - page.seen_at
    return timedelta(minutes=page.gaps[-1]) * _NEEDLESS < planned


def turn(page: Page) -> datetime:
    """What a crawl sorts pages by that may not come to all of them: never seen first, then who
    waits longest. An open target is `HEAD_START` ahead, so that nobody else waits for ever.
    """
    if page.next_check_at is None:
        return _NEVER
    return page.next_check_at - (HEAD_START if page.open_target else timedelta())

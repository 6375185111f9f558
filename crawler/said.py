"""When a sitemap or a feed says that a page was changed, and whether to believe it."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from model import Page

# Source: W3C, "Date and Time Formats" (1997), and what sites make of it.
_W3C = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?)?)?)?",
    re.I,
)
_EARLIEST = 1990
_FRESH = timedelta(minutes=2)
_AHEAD = timedelta(hours=38)  # the end of a day that began east of us
_MANY = 5  # entries from which on one time for most of them says nothing of any
_STILL = 3  # looks that found nothing new, after which a listing that cried wolf is not heeded


def moment(text: str | None) -> datetime | None:
    """The time that ``text`` names, in UTC, in a form of the W3C or of mail; None when it names
    none. A day, month or year means its end: the change may have come late in it.
    """
    text = (text or "").strip()[:60]
    found = _W3C.fullmatch(text)
    try:
        when = _w3c(*found.groups()) if found else parsedate_to_datetime(text)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return when.astimezone(UTC) if when.year >= _EARLIEST else None
    except (ValueError, OverflowError, TypeError):
        return None


def _w3c(
    year: str, month: str | None, day: str | None, hour: str | None, *rest: str | None
) -> datetime:
    minute, second, zone = rest
    if hour is None:
        start = datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
        if day:
            return start + timedelta(days=1, seconds=-1)
        after = start.replace(year=start.year + (month is None or month == "12"))
        following = 1 if month is None else int(month) % 12 + 1
        return after.replace(month=following) - timedelta(seconds=1)
    assert month and day and minute  # the pattern has them before an hour
    seconds = min(int(second or 0), 59)  # some clocks have a 61st
    clock = datetime(int(year), int(month), int(day), int(hour), int(minute), seconds, tzinfo=UTC)
    if zone and zone.upper() != "Z":
        sign = -1 if zone[0] == "-" else 1
        clock -= sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return clock


def told_apart(times: Iterable[datetime | None], read_at: datetime) -> set[datetime]:
    """The times of a listing that say something of their page. Not those that most entries share,
    and not the time of the reading: many sites give every page the time they are asked. What was
    truly changed just now is told by the next reading.
    """
    counts = Counter(time for time in times if time is not None)
    total = sum(counts.values())
    shared = {t for t, n in counts.items() if n >= _MANY and 2 * n > total}
    # A clock that was read for each entry anew gives many times within a moment.
    minutes: Counter[datetime] = Counter()
    for time, count in counts.items():
        minutes[time.replace(second=0, microsecond=0)] += count
    crowded = {m for m, n in minutes.items() if n >= _MANY and 2 * n > total}
    return {
        time
        for time in counts
        if time not in shared
        and time.replace(second=0, microsecond=0) not in crowded
        and not read_at - _FRESH <= time <= read_at + _FRESH
        and time <= read_at + _AHEAD
    }


def is_news(page: Page, changed_at: datetime | None) -> bool:
    """Whether a page that is not due is worth a look because a listing says that it was changed
    since it was seen: once for each time it says, and not when it said so in vain again and again.
    """
    if changed_at is None or page.seen_at is None or changed_at <= page.seen_at:
        return False
    if page.listed_at is not None and changed_at <= page.listed_at:
        return False
    return page.listed_at is None or page.unchanged_streak < _STILL

"""Asking for a page only if it changed, and noticing when a server's answer to that is not true.

Validators are the server's word that nothing changed. So that a wrong one cannot hide a change for
ever, a page is asked for whole every tenth time that it kept still, and once a week in any case.
A page whose validators were caught is not asked that way for a while: they are kept as "", not as
None, until it was seen whole and unchanged ten times.
"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zlib import crc32

from model import Capture, Page

_WHOLE_EVERY = 10  # looks in a row that found nothing new
_WEEK_S = 7 * 24 * 3600
_DISTRUSTED = ""
# A page changed twice within a minute may keep its date (RFC 9110 section 8.8.2.2), and a server
# that names the time of the answer names no date of the page at all.
_TOO_FRESH = timedelta(seconds=60)
_CLOCKS_DIFFER = timedelta(hours=1)


def conditional_headers(page: Page, now: datetime) -> dict[str, str]:
    """What to send so that an unchanged page is not sent; nothing when it is to be seen whole."""
    if _is_due_whole(page, now):
        return {}
    headers = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
    return {name: value for name, value in headers.items() if value}


def _is_due_whole(page: Page, now: datetime) -> bool:
    if page.unchanged_streak % _WHOLE_EVERY == _WHOLE_EVERY - 1:
        return True
    return page.seen_at is not None and _week_of(page, page.seen_at) != _week_of(page, now)


def _week_of(page: Page, at: datetime) -> int:
    """The number of a page's own week: weeks of different pages begin at different times."""
    return int((at.timestamp() + crc32(page.url.encode()) % _WEEK_S) // _WEEK_S)


def validators_after(
    page: Page, capture: Capture, *, changed: bool | None
) -> tuple[str | None, str | None]:
    """The ETag and Last-Modified to ask with next time, after a whole answer. ``changed`` is
    whether it brought another text than before; None when that cannot be told.
    """
    etag, modified = capture.header("etag"), _usable_date(capture)
    if changed and _is_caught(page, etag, modified):
        return _DISTRUSTED, _DISTRUSTED
    caught = page.etag == page.last_modified == _DISTRUSTED
    if caught and (changed or page.unchanged_streak < _WHOLE_EVERY):
        return _DISTRUSTED, _DISTRUSTED
    return etag, modified


def _is_caught(page: Page, etag: str | None, modified: str | None) -> bool:
    """Whether the server says "the same" of what is another text: by the validator that it gave
    before, or by a date before our last look.
    """
    if etag or page.etag:
        if etag and etag == page.etag:
            return True
    elif modified and modified == page.last_modified:
        return True
    when = _date(modified)
    return bool(when and page.seen_at and when < page.seen_at - _CLOCKS_DIFFER)


def _usable_date(capture: Capture) -> str | None:
    """Last-Modified, unless it is no date, in the future, or just now."""
    text = capture.header("last-modified")
    when = _date(text)
    return text if when and when <= capture.captured_at - _TOO_FRESH else None


def _date(text: str | None) -> datetime | None:
    """The HTTP date; None when it is none."""
    try:
        when = parsedate_to_datetime((text or "")[:60])
        return when if when.tzinfo else when.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None

"""Kindness to hosts: one request at a time, the pause they were promised, and waiting when asked.

Scrapy keeps the pause between two requests (its slots, widened by AutoThrottle). What it does not
know is Retry-After and when to stop asking; the turnstile here does.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING

from scrapy import Request, Spider
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

from crawler.addresses import host_of
from crawler.failures import is_untrusted

if TYPE_CHECKING:
    from crawler.spider import PageSpider

MAX_STRIKES = 3  # times in a row a host may say "too many" before we leave it alone
_LONGEST = timedelta(days=366)


class HostStoppedError(IgnoreRequest):
    """A host we leave alone for the rest of the crawl; ``retry_at`` when it said until when."""

    def __init__(self, reason: str, retry_at: datetime | None) -> None:
        super().__init__(reason)
        self.retry_at = retry_at


@dataclass(slots=True)
class _Host:
    """What we know of one host: who is at its door, and when it may be asked again."""

    door: asyncio.Lock = field(default_factory=asyncio.Lock)
    not_before: float = 0.0  # monotonic
    strikes: int = 0
    stopped: HostStoppedError | None = None


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """How long the Retry-After header ``value`` asks to wait, from ``now``: seconds or an HTTP
    date. None when it says nothing we understand; never negative, a year at most.

    Source: RFC 9110 section 10.2.3.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), _LONGEST)
    try:
        when = parsedate_to_datetime(text[:60])
        wait = (when if when.tzinfo else when.replace(tzinfo=UTC)) - now
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(wait, timedelta(0)), _LONGEST)


class Turnstile:
    """Lets one request per host through to the downloader, and none while the host wants peace."""

    def __init__(self, crawler: Crawler, spider: "PageSpider") -> None:
        self._crawler = crawler
        self._outbox = spider.outbox
        self._max_wait_s = spider.settings_of_crawl.max_wait_s
        self._delays = spider.delays
        self._hosts: dict[str, _Host] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Turnstile":
        """Scrapy's constructor."""
        return cls(crawler, crawler.spider)  # type: ignore[arg-type] # the only spider there is

    async def process_request(self, request: Request) -> None:
        """Wait for the host's door and for the time it asked for.

        Raises: HostStoppedError when the host is left alone for the rest of the crawl.
        """
        name = host_of(request.url)
        # A redirect to another host would otherwise wait in the line of the first one.
        request.meta["download_slot"] = name
        await self._outbox.room()
        host = self._hosts.setdefault(name, _Host())
        await host.door.acquire()
        try:
            await _peace(host)
        except BaseException:
            host.door.release()
            raise
        request.meta["at_door"] = host

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response, or the request once more when trying again may help."""
        host = self._leave(request)
        if host is None:
            return response
        if response.status in (429, 503):
            return self._asked_to_wait(host, request, response)
        host.strikes = 0
        if response.status in (502, 504):
            return _once_more(request) or response
        return response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """The request once more when the connection broke; None leaves the exception be."""
        if self._leave(request) is None or is_untrusted(exception):
            return None
        broken = isinstance(exception, DownloadFailedError)
        return _once_more(request) if broken else None

    def _leave(self, request: Request) -> _Host | None:
        # Taken out of meta, which redirects and retries copy: they must queue again.
        host: _Host | None = request.meta.pop("at_door", None)
        if host is not None:
            slot = self._crawler.engine.downloader.slots.get(request.meta["download_slot"])
            started = slot.lastseen if slot else monotonic()
            request.meta["elapsed_ms"] = int((monotonic() - started) * 1000)
            host.door.release()
        return host

    def _asked_to_wait(
        self, host: _Host, request: Request, response: Response
    ) -> Request | Response:
        now = datetime.now(UTC)
        header = response.headers.get("Retry-After")
        wait = retry_after(header.decode("latin-1") if header else None, now)
        host.strikes += 1
        if wait is not None and wait.total_seconds() > self._max_wait_s:
            until = now + wait
            host.stopped = HostStoppedError(
                f"the host asked to wait until {until:%Y-%m-%d %H:%M} UTC", until
            )
        elif host.strikes >= MAX_STRIKES:
            host.stopped = HostStoppedError(
                f"the host said {MAX_STRIKES} times in a row that it has too much to do", None
            )
        else:
            host.not_before = monotonic() + self._pause(host, request, wait)
            if wait is not None or response.status == 503:
                return _once_more(request) or response
        return response

    def _pause(self, host: _Host, request: Request, wait: timedelta | None) -> float:
        if wait is not None:
            return wait.total_seconds()
        delay = self._delays.get(request.meta["download_slot"], 0.0)
        return min(self._max_wait_s, max(1.0, delay) * 2.0**host.strikes)


async def _peace(host: _Host) -> None:
    """Wait until the host may be asked again; raises when it may not in this crawl."""
    if host.stopped is not None:
        raise HostStoppedError(str(host.stopped), host.stopped.retry_at)
    await asyncio.sleep(max(0.0, host.not_before - monotonic()))


def _once_more(request: Request) -> Request | None:
    if request.meta.get("tried_again"):
        return None
    again: Request = request.replace(dont_filter=True, priority=request.priority + 1)
    again.meta["tried_again"] = True
    return again


class Throttle(AutoThrottle):
    """AutoThrottle that never goes below a host's own pause, and leaves hosts without one alone."""

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        delays: dict[str, float] = getattr(spider, "delays", {})
        self.mindelay = delays.get(request.meta["download_slot"], self._min_delay())
        if self.mindelay > 0:
            super()._response_downloaded(response, request, spider)

    def _start_delay(self) -> float:
        # Scrapy would begin at 5 s for hosts it has no slot settings for.
        return self._min_delay()


def slow_down(crawler: Crawler, host: str, delay_s: float) -> None:
    """Make ``delay_s`` the least pause between two requests to ``host`` from now on."""
    spider: PageSpider = crawler.spider  # type: ignore[assignment] # the only spider there is
    if delay_s <= spider.delays.get(host, 0.0):
        return
    spider.delays[host] = delay_s
    downloader = crawler.engine.downloader
    # Both the slot in use and the settings of the one that replaces it when it was idle.
    downloader.per_slot_settings.setdefault(host, {})["delay"] = delay_s
    slot: Slot | None = downloader.slots.get(host)
    if slot is not None:
        slot.delay = max(slot.delay, delay_s)

"""Kindness to hosts: one request at a time, the pause they were promised, and waiting when asked.

Scrapy keeps a pause between the beginnings of two requests (its slots, widened by AutoThrottle).
What it does not know is a pause after an answer, Retry-After, other crawls and when to stop asking;
the turnstile here does.
"""

from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from scrapy import Request, Spider
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

from crawler.addresses import host_of
from crawler.failures import is_untrusted
from crawler.hosts import Host, retry_after
from crawler.locks import host_lock
from model import HostState

if TYPE_CHECKING:
    from crawler.spider import PageSpider


class Turnstile:
    """Lets one request per host through to the downloader, and none while the host wants peace."""

    def __init__(self, crawler: Crawler, spider: "PageSpider") -> None:
        self._crawler = crawler
        self._outbox = spider.outbox
        self._max_wait_s = spider.settings_of_crawl.max_wait_s
        self._delays, self._known = spider.delays, spider.known
        self._states = {state.host: state for state in spider.known.states}
        self._hosts: dict[str, Host] = {}

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
        host = self._hosts.get(name) or self._met(name)
        first = request.meta.get("first") or request.meta.get("robots_txt")
        await host.door.enter(first=bool(first))
        try:
            await host.peace(self._delay(name))
        except BaseException:
            host.door.leave()
            raise
        request.meta["at_door"] = host

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response, or the request once more when trying again may help."""
        host = self._leave(request)
        if host is None:
            return response
        again = None
        if response.status in (429, 503):
            again = self._asked_to_wait(host, request, response)
        else:
            host.answered(a_page=not request.meta.get("robots_txt"))
            if response.status in (502, 504):
                again = _once_more(request)
        self._outbox.put(host.state())
        return again or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """The request once more when the connection broke; None leaves the exception be."""
        host = self._leave(request)
        if host is None:
            return None
        self._outbox.put(host.state())
        broken = isinstance(exception, DownloadFailedError) and not is_untrusted(exception)
        return _once_more(request) if broken else None

    def _met(self, name: str) -> Host:
        known = self._states.get(name) or HostState(name)
        folder = None if name in self._known.held else self._known.locks
        lock = host_lock(folder, name) if folder else None
        self._hosts[name] = Host(known, self._max_wait_s, lock)
        return self._hosts[name]

    def _delay(self, name: str) -> float:
        # A host that no source names gets the longest pause of the crawl, as its slot does.
        return self._delays.get(name, self._crawler.settings.getfloat("DOWNLOAD_DELAY"))

    def _leave(self, request: Request) -> Host | None:
        # Taken out of meta, which redirects and retries copy: they must queue again.
        host: Host | None = request.meta.pop("at_door", None)
        if host is not None:
            slot = self._crawler.engine.downloader.slots.get(request.meta["download_slot"])
            started = slot.lastseen if slot else monotonic()
            request.meta["elapsed_ms"] = int((monotonic() - started) * 1000)
            host.left()
            host.door.leave()
        return host

    def _asked_to_wait(self, host: Host, request: Request, response: Response) -> Request | None:
        """The request once more, where the host said when, or seems to be gone for a moment."""
        header = response.headers.get("Retry-After")
        wait = retry_after(header.decode("latin-1") if header else None, datetime.now(UTC))
        may_ask = host.busy(wait, self._delay(request.meta["download_slot"]))
        worth_it = wait is not None or response.status == 503
        return _once_more(request) if may_ask and worth_it else None


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

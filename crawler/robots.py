"""robots.txt as RFC 9309 has it; Scrapy reads a 503 as rules and ignores Crawl-delay.

Not found (any 4xx) allows everything; a server error, a refusal to answer or too many requests
forbids everything, because the owner's wish is then unknown.
"""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from protego import Protego
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    IgnoreRequest,
    StopDownload,
)
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.addresses import host_of
from crawler.failures import is_untrusted, reason_of
from crawler.gate import UnresolvedError
from crawler.hosts import HostStoppedError
from crawler.once import Once
from crawler.politeness import slow_down
from crawler.redirects import TooManyRedirectsError
from model import RobotsFile

MAX_BYTES = 500 * 1024  # what RFC 9309 section 2.5 asks a crawler to read at least
_MAX_REDIRECTS = 5  # likewise section 2.3.1.2, whatever pages may do
_AGENT = "figurewatch"
_KEEP = timedelta(hours=24)  # section 2.4
# And for as long as this the old rules serve when the new ones cannot be reached.
_KEEP_UNREACHABLE = timedelta(days=30)


class RobotsError(IgnoreRequest):
    """A page that robots.txt keeps from us; its text says how."""


class RobotsMiddleware:
    """Asks each origin's robots.txt once a day and holds requests to it."""

    def __init__(self, crawler: Crawler) -> None:
        spider = crawler.spider
        self._crawler = crawler
        self._max_wait_s = spider.settings_of_crawl.max_wait_s  # type: ignore[union-attr]
        self._outbox = spider.outbox  # type: ignore[union-attr] # our spider, which has one
        self._known = {file.origin: file for file in spider.known.robots}  # type: ignore[union-attr]
        self._max_redirects = crawler.settings.getint("REDIRECT_MAX_TIMES")
        self._rules: Once[Protego] = Once(_KEEP.total_seconds())
        self._asking = 0
        self._bytes: WeakKeyDictionary[Request, int] = WeakKeyDictionary()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        """Scrapy's constructor."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or raise RobotsError; an unreachable host raises what its page
        would, since that is the plainer truth.
        """
        if not request.meta.get("robots", True):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = await self._rules.get(origin, lambda: self._rules_of(origin))
        if not rules.can_fetch(request.url, _AGENT):
            raise RobotsError("robots.txt forbids this page")

    async def _rules_of(self, origin: str) -> Protego:
        """The rules of ``origin``, kept or asked for; raises when they cannot be known."""
        kept, now = self._known.get(origin), datetime.now(UTC)
        if kept and timedelta(0) <= now - kept.fetched_at < _KEEP:
            return self._read(kept)
        try:
            file = await self._fetched(origin)
        except (RobotsError, HostStoppedError):
            raise
        except Exception as error:
            if kept and now - kept.fetched_at < _KEEP_UNREACHABLE:
                return self._read(kept)
            if is_untrusted(error) or isinstance(error, _PLAINER):
                raise
            raise RobotsError(f"robots.txt could not be read: {reason_of(error)}") from error
        self._outbox.put(file)
        return self._read(file)

    async def _fetched(self, origin: str) -> RobotsFile:
        """What the server says. Raises: RobotsError when it says that it cannot."""
        meta = {
            "robots": False,
            "robots_txt": True,
            "redirect_ttl": _MAX_REDIRECTS,
            # Counted up to the limit of pages.
            "redirect_times": self._max_redirects - _MAX_REDIRECTS,
        }
        request = Request(
            f"{origin}/robots.txt", callback=NO_CALLBACK, priority=1000, dont_filter=True, meta=meta
        )
        with self._capped():
            try:
                response = await self._crawler.engine.download_async(request)
            except TooManyRedirectsError:
                return RobotsFile(origin, datetime.now(UTC), 404, b"")  # as good as not there
        return _file(origin, response)

    @contextmanager
    def _capped(self) -> Iterator[None]:
        """Inside, no robots.txt is read further than it must be."""
        # Not for the whole crawl: the signal comes with every packet of every answer.
        if not self._asking:
            self._crawler.signals.connect(self._stop_when_enough, signals.bytes_received)
        self._asking += 1
        try:
            yield
        finally:
            self._asking -= 1
            if not self._asking:
                self._crawler.signals.disconnect(self._stop_when_enough, signals.bytes_received)

    def _stop_when_enough(self, data: bytes, request: Request) -> None:
        if request.meta.get("robots_txt"):
            self._bytes[request] = self._bytes.get(request, 0) + len(data)
            if self._bytes[request] > MAX_BYTES:
                raise StopDownload(fail=False)

    def _read(self, file: RobotsFile) -> Protego:
        rules = Protego.parse(rules_text(file.body))
        delay = rules.crawl_delay(_AGENT)
        if delay:
            slow_down(self._crawler, host_of(file.origin), min(delay, self._max_wait_s))
        return rules


# The host is not there at all, which is not about robots.txt.
_PLAINER = (UnresolvedError, CannotResolveHostError, DownloadConnectionRefusedError)


def _file(origin: str, response: Response) -> RobotsFile:
    """Any answer but a good one is no rules, and no rules allow everything."""
    if response.status >= 500 or response.status == 429:
        raise RobotsError(f"robots.txt could not be read (status {response.status})")
    body = response.body if 200 <= response.status < 300 else b""
    return RobotsFile(origin, datetime.now(UTC), response.status, _first_lines(body))


def _first_lines(body: bytes) -> bytes:
    """At most MAX_BYTES of it, in whole lines: half of "/private" might be "/"."""
    if len(body) <= MAX_BYTES:
        return body
    end = max(body.rfind(b"\n", 0, MAX_BYTES), body.rfind(b"\r", 0, MAX_BYTES))
    return body[: end + 1]


def rules_text(body: bytes) -> str:
    """The body of a robots.txt as text, whatever it was written in: rules are ASCII in every
    encoding but UTF-16, and what is not UTF-8 is in comments mostly.
    """
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = body.decode("utf-16", "replace")
    else:
        text = body.decode("utf-8-sig", "replace")
    return text.replace("\0", "")

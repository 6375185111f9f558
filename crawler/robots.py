"""robots.txt as RFC 9309 has it; Scrapy reads a 503 as rules and ignores Crawl-delay.

Not found (any 4xx) allows everything; a server error, a refusal to answer or too many requests
forbids everything, because the owner's wish is then unknown.
"""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser

from crawler.addresses import host_of
from crawler.failures import is_untrusted, reason_of
from crawler.gate import RefusedError, UnresolvedError
from crawler.once import Once
from crawler.politeness import slow_down

MAX_BYTES = 500 * 1024  # what RFC 9309 section 2.5 asks a crawler to read at least
_AGENT = "figurewatch"


class RobotsError(IgnoreRequest):
    """A page that robots.txt keeps from us; its text says how."""


class RobotsMiddleware:
    """Asks each host's robots.txt once per crawl and holds requests to it."""

    def __init__(self, crawler: Crawler, max_wait_s: float) -> None:
        self._crawler, self._max_wait_s = crawler, max_wait_s
        self._rules: Once[ProtegoRobotParser] = Once()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        """Scrapy's constructor."""
        spider = crawler.spider
        return cls(crawler, spider.settings_of_crawl.max_wait_s)  # type: ignore[union-attr]

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or raise RobotsError; an unreachable host raises what its page
        would, since that is the plainer truth.
        """
        if not request.meta.get("robots", True):
            return
        parts = urlsplit(request.url)
        root = f"{parts.scheme}://{parts.netloc}"
        rules = await self._rules.get(root, lambda: self._fetch(root))
        if not rules.allowed(request.url, _AGENT):
            raise RobotsError("robots.txt forbids this page")

    async def _fetch(self, root: str) -> ProtegoRobotParser:
        """The rules of ``root``; raises when they cannot be known."""
        url = f"{root}/robots.txt"
        request = Request(
            url, callback=NO_CALLBACK, priority=1000, dont_filter=True, meta={"robots": False}
        )
        try:
            response = await self._crawler.engine.download_async(request)
        except (
            RefusedError,
            UnresolvedError,
            CannotResolveHostError,
            DownloadConnectionRefusedError,
        ):
            raise
        except Exception as error:
            if is_untrusted(error):
                raise
            raise RobotsError(f"robots.txt could not be read: {reason_of(error)}") from error
        return self._parsed(response, host_of(url))

    def _parsed(self, response: Response, host: str) -> ProtegoRobotParser:
        if response.status >= 500 or response.status == 429:
            raise RobotsError(f"robots.txt could not be read (status {response.status})")
        # Any other answer is no rules, and no rules allow everything.
        rules = ProtegoRobotParser(response.body[:MAX_BYTES] * (response.status == 200), None)
        delay = rules.crawl_delay(_AGENT)
        if delay:
            slow_down(self._crawler, host, min(delay, self._max_wait_s))
        return rules

"""Pages that a browser makes: fetched like any other, run in Chromium, read as they then stand.

Chromium has no network. The page itself was fetched by the crawl, and whatever its scripts ask for
is fetched by the crawl too: so the address gate, robots.txt, the pause between two requests to a
host and every limit on size hold for all of it, and nothing that Chromium might do by itself
(WebSockets, prefetching, looking up names) reaches anybody.
"""

import asyncio
from contextlib import suppress
from time import monotonic
from typing import Any

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page, Route
from playwright.async_api import Request as Wanted
from playwright.async_api import TimeoutError as BrowserTimeoutError
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.http.request import NO_CALLBACK
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod
from scrapy_playwright.provider import PlaywrightBrowserProvider

from crawler.addresses import host_of
from crawler.limits import without_limit
from model import CrawlSettings

NOTE = "X-Figurewatch-Rendered"  # the header of a capture that a browser made
MAX_REQUESTS = 100  # of one page
_MAX_POST = 64 * 1024  # bytes a script may send to its own site
_MAX_SCRIPTS = 32 * 1024 * 1024  # bytes of scripts kept for the next page
_CLOSING_S = 5.0
_IDLE_SHARE = 0.75  # of the time a page has, after which what is there is read
# What a page is shown of our request, and a site of the page's.
_TOLD = ("content-type", "content-language", "content-security-policy")
_ASKED_WITH = ("accept", "content-type", "x-requested-with", "origin")
_ANSWERED_WITH = ("content-type", "access-control-allow-origin", "access-control-allow-credentials")


class RenderError(IgnoreRequest):
    """A page that the browser could not make; its text says why."""


class Provider(PlaywrightBrowserProvider):
    """Starts Playwright outside the memory limit of a crawl: Chromium reserves terabytes of
    addresses, of which it uses little.
    """

    async def start(self) -> None:
        """Start Playwright's driver, which starts Chromium later."""
        with without_limit():
            await super().start()


class RenderMiddleware:
    """Runs the pages of sources that ask for it in a browser, one at a time."""

    def __init__(self, crawler: Crawler, settings: CrawlSettings) -> None:
        self._crawler, self._settings = crawler, settings
        self._handler = ScrapyPlaywrightDownloadHandler(crawler)
        self._turn = asyncio.Lock()
        self._scripts: dict[str, Response] = {}
        self._pages = 0
        crawler.signals.connect(self._close, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RenderMiddleware":
        """Scrapy's constructor."""
        spider: Any = crawler.spider
        return cls(crawler, spider.settings_of_crawl)

    async def process_response(self, request: Request, response: Response) -> Response:
        """The page as its scripts made it; any other answer as it is.

        Raises: RenderError when the browser cannot run or the page does not come to an end.
        """
        if not request.meta.get("browser") or not _is_page(response):
            return response
        async with self._turn:
            return await self._rendered(request, response)

    async def _rendered(self, request: Request, response: Response) -> Response:
        self._pages += 1
        visit = _Visit(self._crawler, self._settings, request, response, self._scripts)
        name = f"page-{self._pages}"
        opening = _opening(visit, name, response.url, self._crawler)
        limit = self._settings.browser_timeout_s
        try:
            made = await asyncio.wait_for(self._handler.download_request(opening), limit)
        except TimeoutError:
            raise RenderError(
                f"the page's scripts did not come to an end within {limit:g} s"
            ) from None
        except BrowserError as error:
            raise RenderError(
                visit.problem or f"the browser failed: {_first_line(error)}"
            ) from None
        finally:
            visit.over = True
            await self._closed(name)
        if not isinstance(made, TextResponse):
            raise RenderError("the browser made no page of it")
        return visit.answer(made.text)

    async def _closed(self, name: str) -> None:
        """Close what the page opened; a browser that does not is ended, and started anew later."""
        wrapper = self._handler.context_wrappers.get(name)
        if wrapper is None:
            return
        try:
            await asyncio.wait_for(wrapper.context.close(), _CLOSING_S)
        except (TimeoutError, BrowserError):
            with suppress(TimeoutError, BrowserError, AttributeError):
                await asyncio.wait_for(self._handler.browser.close(), _CLOSING_S)

    async def _close(self, spider: Spider) -> None:
        with suppress(TimeoutError, BrowserError):
            await asyncio.wait_for(self._handler.close(), _CLOSING_S)


class _Visit:
    """One page in the browser: what it may ask for, and what it asked for."""

    def __init__(
        self,
        crawler: Crawler,
        settings: CrawlSettings,
        request: Request,
        response: Response,
        scripts: dict[str, Response],
    ) -> None:
        self._crawler, self._settings, self._response = crawler, settings, response
        self._robots = request.meta.get("robots", True)
        self._scripts = scripts
        self._ends_at = monotonic() + settings.browser_timeout_s * _IDLE_SHARE
        self._opened = False
        self._asked = self._refused = self._bytes = 0
        self.over = False
        self.problem = ""

    async def begin(self, page: Page, _: Request) -> None:
        """Stand between the page and the world, before it is opened."""
        await page.route("**/*", self._answer)
        await page.route_web_socket("**/*", lambda socket: socket.close())
        page.on("popup", lambda other: other.close())

    async def settle(self, page: Page) -> None:
        """Wait until the scripts ask for nothing more; one that never ends is read as it is."""
        left_s = max(0.1, self._ends_at - monotonic())
        with suppress(BrowserTimeoutError):
            await page.wait_for_load_state("networkidle", timeout=left_s * 1000)
        size = await page.evaluate("document.documentElement.outerHTML.length")
        if not isinstance(size, int) or size > self._settings.max_bytes:
            self.problem = f"the page's scripts made more than {self._settings.max_bytes:,} bytes"
            raise BrowserError(self.problem)

    def answer(self, text: str) -> Response:
        """The response with the page as it stands in place of its body. Its validators speak of
        the body that was, and do not come along.
        """
        headers = self._response.headers.copy()
        for name in ("ETag", "Last-Modified", "Content-Length"):
            headers.pop(name, None)
        headers["Content-Type"] = "text/html; charset=utf-8"
        browser = f"by a browser: {self._asked} more requests, {self._refused} refused"
        headers[NOTE] = browser
        return self._response.replace(body=text.encode(errors="replace"), headers=headers)

    async def _answer(self, route: Route) -> None:
        wanted = route.request
        with suppress(BrowserError):  # the page is gone already
            if not self._opened and wanted.is_navigation_request():
                self._opened = True
                headers = _headers(self._response, _TOLD)
                await route.fulfill(status=200, headers=headers, body=self._response.body)
            elif wanted.resource_type == "stylesheet":  # nothing of the text depends on it
                await route.fulfill(status=200, content_type="text/css", body="")
            elif (found := await self._found(wanted)) is None:
                await route.abort()
            else:
                headers = _headers(found, _ANSWERED_WITH)
                await route.fulfill(status=found.status, headers=headers, body=found.body)

    async def _found(self, wanted: Wanted) -> Response | None:
        """What the crawl was answered; None where it did not ask, or got no answer."""
        if not self._may_ask(wanted):
            return None
        url = wanted.url.partition("#")[0]
        if wanted.resource_type == "script" and url in self._scripts:
            return self._scripts[url]
        self._asked += 1
        try:
            found = await self._crawler.engine.download_async(self._request(wanted, url))
        except Exception:  # noqa: BLE001 - refused, forbidden, unreachable: the page goes without
            self._refused += 1
            return None
        self._bytes += len(found.body)
        if wanted.resource_type == "script" and found.status == 200:
            self._keep(url, found)
        return found

    def _may_ask(self, wanted: Wanted) -> bool:
        if wanted.resource_type not in {"script", "xhr", "fetch"} or self.over:
            return False  # pictures, sounds, fonts, frames, other pages, beacons
        if self._asked >= MAX_REQUESTS or self._bytes > self._settings.max_bytes:
            return False
        if wanted.method == "GET":
            return True
        # Many pages ask their own site for their text this way.
        own = host_of(wanted.url) == host_of(self._response.url)
        return wanted.method == "POST" and own and len(wanted.post_data_buffer or b"") <= _MAX_POST

    def _request(self, wanted: Wanted, url: str) -> Request:
        said = wanted.headers
        return Request(
            url,
            method=wanted.method,
            headers={name: said[name] for name in _ASKED_WITH if name in said},
            body=wanted.post_data_buffer if wanted.method == "POST" else None,
            callback=NO_CALLBACK,
            dont_filter=True,
            # Before other pages of its host, or the page would wait for all of them.
            meta={"robots": self._robots, "first": True},
        )

    def _keep(self, url: str, script: Response) -> None:
        held = sum(len(each.body) for each in self._scripts.values())
        if held + len(script.body) <= _MAX_SCRIPTS:
            self._scripts[url] = script


def _opening(visit: _Visit, context: str, url: str, crawler: Crawler) -> Request:
    """What scrapy-playwright is told to open, in a context of its own: nothing is kept."""
    spare = {
        "service_workers": "block",
        "accept_downloads": False,
        "user_agent": crawler.settings["USER_AGENT"],
    }
    return Request(
        url,
        callback=NO_CALLBACK,
        meta={
            "playwright": True,
            "playwright_context": context,
            "playwright_context_kwargs": spare,
            "playwright_page_init_callback": visit.begin,
            "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded", "timeout": 0},
            "playwright_page_methods": [PageMethod(visit.settle)],
        },
    )


def _is_page(response: Response) -> bool:
    return response.status == 200 and isinstance(response, HtmlResponse)


def _headers(response: Response, names: tuple[str, ...]) -> dict[str, str]:
    found = ((name, response.headers.get(name)) for name in names)
    return {name: value.decode("latin-1") for name, value in found if value}


def _first_line(error: BaseException) -> str:
    words = (str(error).strip().splitlines() or [""])[0]
    return "".join(c for c in words if c.isprintable())[:200]

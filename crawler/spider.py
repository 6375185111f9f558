"""The one spider: asks for what the frontiers name, and hands every answer to the outbox."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.browser import browser_problem, wants_browser
from crawler.conditional import conditional_headers
from crawler.discover import Frontier, Step
from crawler.failures import reason_of
from crawler.files import is_document
from crawler.gate import Gate, RefusedError
from crawler.redirects import moved_to
from crawler.robots import RobotsError
from model import (
    Capture,
    CheckState,
    CrawlOrder,
    CrawlSettings,
    Dropped,
    FetchFailure,
    KnownHosts,
    PageKind,
)

_MAX_HEADERS = 100
_MAX_HEADER = 8 * 1024
_MAX_ERROR_BODY = 1024 * 1024  # an error page says all it has to say in less
_CONDITIONS = ("If-None-Match", "If-Modified-Since")
_UNASKED = "the server says that the page is as we know it (304), without being asked"
_STATES: dict[type[BaseException], CheckState] = {
    RefusedError: CheckState.REFUSED,
    RobotsError: CheckState.ROBOTS,
}


class Outbox(Protocol):
    """Where answers go; ``room`` waits while too many are on their way."""

    def put(self, item: object) -> None: ...  # noqa: D102

    async def room(self) -> None: ...  # noqa: D102


class PageSpider(Spider):
    """Fetches every step of every frontier and reports each one exactly once."""

    name = "figurewatch"

    def __init__(
        self,
        orders: Sequence[CrawlOrder],
        settings_of_crawl: CrawlSettings,
        outbox: Outbox,
        gate: Gate,
        delays: dict[str, float],
        known: KnownHosts,
    ) -> None:
        super().__init__()
        self.settings_of_crawl, self.outbox, self.gate = settings_of_crawl, outbox, gate
        self.delays, self.known = delays, known
        self.browser_problem = browser_problem(settings_of_crawl)
        self.frontiers = [Frontier(order) for order in orders]
        self._orders = orders

    def dropped(self) -> tuple[Dropped, ...]:
        """How many links were not followed, by source and reason."""
        return tuple(
            Dropped(order.source.slug, reason, count)
            for order, frontier in zip(self._orders, self.frontiers, strict=True)
            for reason, count in sorted(frontier.dropped.items())
        )

    async def start(self) -> AsyncIterator[Request]:
        """The first requests of all sources."""
        for order, frontier in zip(self._orders, self.frontiers, strict=True):
            for step in frontier.first():
                if (request := self._request(order, frontier, step)) is not None:
                    yield request

    def _request(self, order: CrawlOrder, frontier: Frontier, step: Step) -> Request | None:
        """The request for ``step``; None (and a failure sent) when its address makes none."""
        # A browser would save a document instead of showing it.
        browser = wants_browser(order.source, step.kind) and not is_document(step.url)
        if self.browser_problem and browser:
            slug = order.source.slug
            reason = f"{slug}.toml says that this page needs a browser, but {self.browser_problem}"
            self._send_failure(order, step, CheckState.ERROR, reason)
            return None
        try:
            return Request(
                step.url,
                headers=_headers(order, step),
                callback=self._answered,
                errback=self._failed,
                cb_kwargs={"order": order, "frontier": frontier, "step": step},
                meta={
                    "robots": order.source.limits.robots,
                    "browser": browser,
                },
                dont_filter=True,
            )
        except ValueError:  # no scheme, or unparseable
            reason = "the address is not one of a web page"
            self._send_failure(order, step, CheckState.REFUSED, reason)
            return None

    def _answered(
        self, response: Response, order: CrawlOrder, frontier: Frontier, step: Step
    ) -> Iterator[Request]:
        capture = _capture(response, order, step)
        if capture.is_redirect and "led_to" not in response.meta:
            frontier.failed(step)
            self._send_failure(order, step, CheckState.REFUSED, _not_followed(response))
            return
        if response.status == 304 and not _is_conditional(response.request):
            self._send_failure(order, step, CheckState.ERROR, _UNASKED)
            return
        if _is_odd_answer(response):
            yield _unconditional(response)
            return
        for found in self._taken_in(capture, frontier, step):
            if (request := self._request(order, frontier, found)) is not None:
                yield request

    def _taken_in(self, capture: Capture, frontier: Frontier, step: Step) -> tuple[Step, ...]:
        """The steps that the answer leads to, once it is sent."""
        links = frontier.links_on(capture, step.part)
        steps = frontier.after(step, links or frontier.attached_to(capture))
        if links is not None:
            count = sum(not (link.flaw or link.onward) for link in links)
            # A listing is done with only when all it leads to is known: a crawl may end early.
            said = step.listed_at if frontier.is_exhausted(step) else None
            capture = replace(capture, links=count, listed_at=said)
        self.outbox.put(replace(capture, home=frontier.home_of(capture)))
        return steps

    def _failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined] # Scrapy puts it there
        error = failure.value or IgnoreRequest()
        order, step = request.cb_kwargs["order"], request.cb_kwargs["step"]
        request.cb_kwargs["frontier"].failed(step)
        state = next((s for k, s in _STATES.items() if isinstance(error, k)), CheckState.ERROR)
        self._send_failure(
            order,
            step,
            state,
            reason_of(error, self.settings_of_crawl.timeout_s),
            retry_at=getattr(error, "retry_at", None),
            elapsed_ms=request.meta.get("elapsed_ms", 0),
        )

    def _send_failure(
        self,
        order: CrawlOrder,
        step: Step,
        state: CheckState,
        reason: str,
        retry_at: datetime | None = None,
        elapsed_ms: int = 0,
    ) -> None:
        self.outbox.put(
            FetchFailure(
                url=step.url,
                source=order.source.slug,
                kind=step.kind,
                state=state,
                reason=reason,
                failed_at=datetime.now(UTC),
                found_on=step.found_on,
                retry_at=retry_at,
                elapsed_ms=elapsed_ms,
                listed_at=step.listed_at if step.kind is PageKind.ARTICLE else None,
            )
        )


def _is_conditional(request: Request | None) -> bool:
    return request is not None and any(name in request.headers for name in _CONDITIONS)


def _is_odd_answer(response: Response) -> bool:
    """Whether a server did not understand that we know the page already."""
    nothing = response.status == 200 and not response.body.strip()
    return (response.status == 412 or nothing) and _is_conditional(response.request)


def _unconditional(response: Response) -> Request:
    assert response.request is not None  # it was downloaded
    plain: Request = response.request.replace(dont_filter=True)
    for name in _CONDITIONS:
        plain.headers.pop(name, None)
    return plain


def _headers(order: CrawlOrder, step: Step) -> dict[str, str]:
    ours = "zh-CN,zh;q=0.9,en;q=0.5" if order.source.language == "zh" else "en,zh;q=0.5"
    headers = {"Accept-Language": ours}
    # The page of a browser is not what the server keeps validators of.
    if step.page and not wants_browser(order.source, step.kind):
        headers |= conditional_headers(step.page, datetime.now(UTC))
    # What a server once sent may not break out of its header line.
    return {name: " ".join(value.split())[:_MAX_HEADER] for name, value in headers.items()}


def _capture(response: Response, order: CrawlOrder, step: Step) -> Capture:
    whole = response.status in (200, 206)
    return Capture(
        url=step.url,
        final_url=response.meta.get("led_to", response.url),
        source=order.source.slug,
        kind=step.kind,
        status=response.status,
        headers=tuple(_plain_headers(response)),
        body=response.body if whole else response.body[:_MAX_ERROR_BODY],
        captured_at=datetime.now(UTC),
        elapsed_ms=response.meta.get("elapsed_ms", 0),
        found_on=step.found_on,
        truncated=_is_cut(response),
        moved_to=moved_to(step.url, response),
        listed_at=step.listed_at if step.kind is PageKind.ARTICLE else None,
    )


def _plain_headers(response: Response) -> Iterator[tuple[str, str]]:
    pairs = ((name, value) for name, values in response.headers.items() for value in values)
    for _, (name, value) in zip(range(_MAX_HEADERS), pairs, strict=False):
        text = value.decode("latin-1")[:_MAX_HEADER]
        yield name.decode("latin-1")[:200], "".join(c for c in text if c.isprintable())


def _is_cut(response: Response) -> bool:
    if "dataloss" in response.flags or response.status == 206:  # we never ask for a part
        return True
    # Without a length, only the page itself can say whether it is whole: one that opens <html>
    # and closes neither that nor <body> was cut. Pages of either style are otherwise left alone.
    if "partial" not in response.flags:
        return False
    body = response.body.lower()
    return b"<html" in body[:4096] and b"</html" not in body and b"</body" not in body


def _not_followed(response: Response) -> str:
    target = (response.headers.get("Location") or b"").decode("latin-1")[:80]
    shown = "".join(c for c in target if c.isprintable())
    return (
        f"redirected to {shown!r}, which is not a web address"
        if shown
        else (f"status {response.status} without a place to go")
    )

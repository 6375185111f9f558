"""Inside the child process: one Scrapy crawl, its limits, and the way its answers go home.

Imported by the fork server, so everything a crawl needs is loaded here, once, and each child
starts at once. Never the reactor: that belongs to one process and must be made after the fork.
"""

import asyncio
import logging
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Mapping, Sequence
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any

import scrapy.core.downloader.contextfactory
import scrapy.core.engine
import scrapy.core.scheduler
import scrapy.extensions.throttle
import scrapy.pqueues
import scrapy.squeues  # noqa: F401 - these are here to be loaded before the fork
from scrapy.crawler import AsyncCrawlerProcess

from crawler import handler, inflate, politeness, redirects, robots  # noqa: F401 - likewise
from crawler.browser import browser_problem, browser_settings, closed_door, is_root
from crawler.gate import Gate, GateResolver
from crawler.limits import limit_address_space
from crawler.settings import host_delays, scrapy_settings
from crawler.spider import PageSpider
from model import Capture, CrawlOrder, CrawlSettings, CrawlSummary, KnownHosts

MEMORY_ROOM = 2 * 1024**3  # bytes of address space a crawl may take beyond what it starts with
_TOGETHER = 64 * 1024  # bytes in one message, and a last answer
_FULL = 32 * 1024 * 1024  # bytes on their way home before the crawl waits


class PipeOutbox:
    """Sends answers to the parent from a thread of its own.

    A parent that is busy must not block the reactor: every download would then seem too slow.
    """

    def __init__(self, sender: "Connection[Any, Any]") -> None:
        self._sender = sender
        self._queue: SimpleQueue[object] = SimpleQueue()
        self._pending = 0
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def put(self, item: object) -> None:
        """Send ``item``, later; returns at once."""
        self._count(_weight(item))
        self._queue.put(item)

    async def room(self) -> None:
        """Wait until the parent has taken enough of what was put."""
        while self._pending > _FULL:
            await asyncio.sleep(0.02)

    def close(self) -> None:
        """Wait until everything is sent."""
        self._queue.put(None)
        self._thread.join()

    def _count(self, weight: int) -> None:
        with self._lock:
            self._pending += weight

    def _work(self) -> None:
        while items := self._waiting():
            try:
                self._sender.send(items)
            except OSError:  # the parent is gone: so is the reason for this process
                os._exit(1)
            self._count(-sum(map(_weight, items)))

    def _waiting(self) -> list[object]:
        """What there is to send: one message for all of it wakes the parent once. Nothing at the
        end.
        """
        items: list[object] = []
        weight = 0
        while (item := self._queue.get()) is not None:
            items.append(item)
            weight += _weight(item)
            if weight > _TOGETHER or self._queue.empty():
                return items
        if items:
            self._queue.put(None)  # the end is for the next time
        return items


def _weight(item: object) -> int:
    return len(item.body) + 1000 if isinstance(item, Capture) else 1000


class _ToParent(logging.Handler):
    """Carries errors home as plain one-line text; the terminal is not the child's."""

    def __init__(self, outbox: PipeOutbox) -> None:
        super().__init__(logging.ERROR)
        self._outbox = outbox

    def emit(self, record: logging.LogRecord) -> None:
        """Send the message and the exception, if there is one."""
        error = record.exc_info[1] if record.exc_info else None
        text = f"{record.getMessage()} ({error!r})" if error else record.getMessage()
        self._outbox.put(("error", "".join(c if c.isprintable() else " " for c in text)[:1000]))


def run(
    sender: "Connection[Any, Any]",
    orders: Sequence[CrawlOrder],
    settings: CrawlSettings,
    known: KnownHosts,
    scratch: str | None,
) -> None:
    """Crawl, send every answer through ``sender``, and a CrawlSummary as the last word.

    ``scratch`` is a folder for what a browser writes; None: no page needs one.
    """
    _behave(with_browser=scratch is not None)
    outbox = PipeOutbox(sender)
    logging.getLogger().handlers = [_ToParent(outbox)]
    with closed_door() as door:
        browser = _browser(settings, door, scratch, outbox) if scratch else {}
        outbox.put(_crawl(orders, settings, known, browser, outbox))
    outbox.close()
    # Not the usual way out: Twisted would wait for a name server that never answers.
    os._exit(0)


def _crawl(
    orders: Sequence[CrawlOrder],
    settings: CrawlSettings,
    known: KnownHosts,
    browser: Mapping[str, Any],
    outbox: PipeOutbox,
) -> CrawlSummary:
    gate = Gate(settings.allow_private, settings.timeout_s)
    delays = host_delays(orders)
    longest_s = max(delays.values(), default=0.0)
    for host, delay_s in known.delays:
        delays[host] = max(delays.get(host, 0.0), delay_s)

    # A function, because Scrapy copies its settings deeply and would copy the gate with them.
    def resolver(reactor: object) -> GateResolver:
        return GateResolver(reactor, gate)

    process = AsyncCrawlerProcess(
        scrapy_settings(settings, delays, longest_s, resolver, browser), install_root_handler=False
    )
    crawler = process.create_crawler(PageSpider)
    task = process.crawl(
        crawler,
        orders=orders,
        settings_of_crawl=settings,
        outbox=outbox,
        gate=gate,
        delays=delays,
        known=known,
    )
    process.start(install_signal_handlers=False)
    spider = crawler.spider
    dropped = spider.dropped() if isinstance(spider, PageSpider) else ()
    error = task.exception() if task.done() and not task.cancelled() else None
    return CrawlSummary(f"the crawl broke: {error!r}"[:300] if error else "finished", dropped)


def _browser(
    settings: CrawlSettings, door: socket.socket, scratch: str, outbox: PipeOutbox
) -> Mapping[str, Any]:
    """What Scrapy is told of the browser; nothing when there is none, which each page says."""
    if browser_problem(settings):
        return {}
    os.environ["TMPDIR"] = scratch
    if is_root():
        words = "pages are run in a browser as root, without its sandbox: use another user"
        outbox.put(("warning", words))
    return browser_settings(settings, door)


def _behave(*, with_browser: bool) -> None:
    """Take the place of a child: no terminal, no core dumps, no life without the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C, and ends us
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A browser is started without the limit, which it could not live with.
    limit_address_space(MEMORY_ROOM, for_good=not with_browser)
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


if "twisted.internet.reactor" in sys.modules:
    raise ImportError("the reactor was imported before the fork; it would be shared by all crawls")

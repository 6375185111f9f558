"""A run: one crawl of one or more sources, every look recorded as it comes.

orders ─crawl→ captures ─parse (in workers)→ looks ─record→ checks
"""

import os
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from check import Answer, look_at_capture, look_at_failure, needs_parsing
from crawler import canonical_url, crawl
from model import (
    BusyError,
    Capture,
    Check,
    CrawlOrder,
    CrawlSummary,
    ExtractError,
    FetchFailure,
    Look,
    Page,
    PageKind,
    Run,
    Settings,
    Source,
)
from parsing import Parsed, Parser
from storage import Store

# A page asked for by its address, on a host that no source follows, belongs here.
BY_HAND = Source(
    slug="by-hand",
    name="Pages asked for by hand",
    publisher="",
    kind="other",
    place=None,
    language="en",
    starts=(),
)

Clock = Callable[[], datetime]
Tell = Callable[[str], None]


def owner() -> str:
    """The name of our own process in runs and leases: host:pid."""
    return f"{socket.gethostname()}:{os.getpid()}"


def is_alive(name: str) -> bool:
    """Whether the process ``name`` (host:pid) may still run; another host's always may."""
    host, _, pid = name.rpartition(":")
    if host != socket.gethostname() or not pid.isdigit():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # it runs, as another user
    return True


def orders_for(
    names: Sequence[str], sources: Sequence[Source], store: Store
) -> tuple[CrawlOrder, ...]:
    """What to crawl for ``names``: sources by their slug, pages by their address; all sources
    when nothing is named. Raises: KeyError with the first name that is neither.
    """
    if not names:
        return tuple(CrawlOrder(source, store.pages(source.slug)) for source in sources)
    by_slug = {source.slug: source for source in sources}
    whole = [name for name in names if name in by_slug]
    pages = [name for name in names if name not in by_slug]
    orders = [CrawlOrder(by_slug[name], store.pages(name)) for name in dict.fromkeys(whole)]
    return (*orders, *_orders_for_pages(pages, sources, store))


def due_order(source: Source, store: Store, now: datetime) -> CrawlOrder:
    """The source's start pages, those of its pages that are due, and what is new on them."""
    pages = store.pages(source.slug)
    due = [page for page in pages if page.next_check_at is None or page.next_check_at <= now]
    resting = {page.url for page in pages if page.kind is PageKind.ARTICLE} - {p.url for p in due}
    starts = {start.url for start in source.starts if canonical_url(start.url) in resting}
    return CrawlOrder(source, tuple(due), not_due=tuple(sorted(resting | starts)))


def _orders_for_pages(
    urls: Iterable[str], sources: Sequence[Source], store: Store
) -> Iterator[CrawlOrder]:
    by_source: dict[Source, list[Page]] = {}
    for url in urls:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise KeyError(url)
        address = canonical_url(url)
        known = store.page_by_url(address)
        source = _source_of(address, known, sources)
        page = known if known and known.source == source.slug else Page(address, source.slug)
        by_source.setdefault(source, []).append(page)
    for source, pages in by_source.items():
        yield CrawlOrder(source, tuple(dict.fromkeys(pages)), discover=False)


def _source_of(url: str, known: Page | None, sources: Sequence[Source]) -> Source:
    """The source that watches ``url`` already, else the one whose host it is on, else none's:
    a page asked for by hand belongs to a source of its own.
    """
    host = urlsplit(url).netloc.lower()
    for source in sources:
        if known and known.source == source.slug:
            return source
    for source in sources:
        if host in source.hosts:
            return source
    return replace(BY_HAND, publisher=host, hosts=(host,))


def run(
    orders: Sequence[CrawlOrder],
    settings: Settings,
    store: Store,
    parser: Parser,
    *,
    requested_by: str,
    clock: Clock,
    told: Callable[[Check], None] = lambda check: None,
    say: Tell = lambda message: None,
    stop: threading.Event | None = None,
) -> Run:
    """Crawl ``orders`` and record every look; the run as it ended.

    ``told`` hears of each check once it is stored. ``stop`` ends the run early: what is stored
    stays, the rest is looked at next time.
    """
    with hosts_held(settings.home, orders, say):
        slugs = tuple(order.source.slug for order in orders)
        current = store.start_run(requested_by, slugs, clock(), owner())
        outcome: str = "failed"
        dropped: tuple[tuple[str, int], ...] = ()
        try:
            work = _Work(orders, settings, store, parser, current.id, clock, told)
            outcome, dropped = work.carry_out(stop or threading.Event())
        except KeyboardInterrupt:
            outcome = "stopped"
            raise
        finally:
            store.end_run(current.id, outcome, clock(), dropped)
    return store.run(current.id)


class _Work:
    """The loop of one run: captures come in, at most a few wait for a parser, looks go out."""

    def __init__(
        self,
        orders: Sequence[CrawlOrder],
        settings: Settings,
        store: Store,
        parser: Parser,
        run_id: int,
        clock: Clock,
        told: Callable[[Check], None],
    ) -> None:
        self._orders, self._settings, self._store = orders, settings, store
        self._parser, self._run, self._clock, self._told = parser, run_id, clock, told
        self._sources = {order.source.slug: order.source for order in orders}
        self._waiting: deque[tuple[Capture, Page, Future[Parsed] | None]] = deque()

    def carry_out(self, stop: threading.Event) -> tuple[str, tuple[tuple[str, int], ...]]:
        """How the crawl ended and what it dropped, by reason."""
        summary = CrawlSummary("failed")
        with closing(crawl(self._orders, self._settings.crawl)) as answers:
            for answer in answers:
                if isinstance(answer, CrawlSummary):
                    summary = answer
                elif isinstance(answer, FetchFailure):
                    self._record_failure(answer)
                else:
                    self._take(answer)
                if stop.is_set():
                    summary = CrawlSummary("stopped")
                    break
        while self._waiting:
            self._finish_one()
        return summary.outcome, summary.dropped

    def _take(self, capture: Capture) -> None:
        page = self._page(capture)
        future = None
        if needs_parsing(capture, page):
            known = self._store.latest_text_sha256(page.id) if page.id is not None else None
            place = self._sources[capture.source].place
            future = self._parser.submit(capture, place, known)
        self._waiting.append((capture, page, future))
        while len(self._waiting) > 2 * self._settings.read.workers:
            self._finish_one()

    def _finish_one(self) -> None:
        capture, page, future = self._waiting.popleft()
        parsed: Parsed | ExtractError | None = None
        if future is not None:
            try:
                parsed = self._parser.result(capture, future)
            except ExtractError as error:
                parsed = error
        answer = Answer(capture, page, self._sources[capture.source], self._run)
        self._record(look_at_capture(answer, parsed, self._store))

    def _record_failure(self, failure: FetchFailure) -> None:
        page = self._page(failure)
        source = self._sources[failure.source]
        self._record(look_at_failure(failure, page, source, self._run))

    def _page(self, answer: Capture | FetchFailure) -> Page:
        return self._store.ensure_page(
            canonical_url(answer.url),
            answer.source,
            answer.kind,
            self._clock(),
            found_on=answer.found_on,
        )

    def _record(self, look: Look) -> None:
        try:
            self._told(self._store.record(look, self._clock()))
        except BusyError:
            # Another process recorded this page since we compared: its look stands, ours is
            # dropped unrecorded, and the next check compares with what it stored.
            return


@contextmanager
def hosts_held(home: Path, orders: Sequence[CrawlOrder], say: Tell) -> Iterator[None]:
    """Hold every host of the orders: one crawl at a time asks a host, across all processes."""
    hosts = sorted({host for order in orders for host in order.source.hosts})
    folder = home / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        for host in hosts:  # in one order for everybody, so that no two wait for each other
            lock = FileLock(folder / f"{host.replace(':', '_')}.lock", thread_local=False)
            try:
                lock.acquire(timeout=0)
            except Timeout:
                say(f"another crawl is reading {host}; waiting for it to end")
                lock.acquire()
            held.callback(lock.release)
        yield

"""A run: one crawl of one or more sources, every look recorded as it comes.

orders ─crawl→ captures ─parse (in workers)→ looks ─record→ checks
"""

import os
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from filelock import Timeout

from check import Answer, look_at_capture, look_at_failure, needs_parsing, notified
from crawler import canonical_url, crawl, host_delays, host_lock, host_of, key_of
from health import loss
from model import (
    BusyError,
    Capture,
    Check,
    CrawlOrder,
    CrawlSummary,
    DamagedError,
    Dropped,
    ExtractError,
    FetchFailure,
    HostState,
    KnownHosts,
    Look,
    Page,
    PageKind,
    RobotsFile,
    Run,
    Settings,
    Source,
)
from parsing import Parsed, Parser, Pending
from recording import Recorder
from reread import Anew, begin, finish, keep
from revisit import is_due, turn
from settling import Doubts, settle
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

_ASIDE = 64  # whole answers kept until the end of a crawl, for the page they say they are

Clock = Callable[[], datetime]
Tell = Callable[[str], None]


def owner() -> str:
    """The name of our own process in runs and leases: host:pid:start."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def is_alive(name: str) -> bool:
    """Whether the process ``name`` (host:pid:start) may still run; another host's always may."""
    host, pid, start = [*name.rsplit(":", 2), "", ""][:3]
    if host != socket.gethostname() or not pid.isdigit():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it runs, as another user
    return _started(int(pid)) == start


def _started(pid: int) -> str:
    """When the process started, in clock ticks since boot; "" where the system does not say.

    A number of a process comes round again: in a container the daemon is always number 1.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]


def orders_for(
    names: Sequence[str], sources: Sequence[Source], store: Store
) -> tuple[CrawlOrder, ...]:
    """What to crawl for ``names``: sources by their slug, pages by their address; when nothing is
    named all sources, and the pages that were asked for by hand.

    Raises: KeyError with the first name that is neither.
    """
    if not names:
        by_hand = [page.url for page in store.pages(BY_HAND.slug)]
        whole = [_order(source, store, longest_waiting(store, source)) for source in sources]
        return (*whole, *_orders_for_pages(by_hand, (), store))
    by_slug = {source.slug: source for source in sources}
    wanted = [by_slug[name] for name in dict.fromkeys(names) if name in by_slug]
    pages = [name for name in names if name not in by_slug]
    orders = {each.slug: _order(each, store, longest_waiting(store, each)) for each in wanted}
    alone = []
    for order in _orders_for_pages(pages, sources, store):
        # A page beside its whole source is fetched once, not twice.
        whole_source = orders.get(order.source.slug)
        if whole_source is None:
            alone.append(order)
        else:
            both = dict.fromkeys((*order.pages, *whole_source.pages))
            orders[order.source.slug] = replace(whole_source, pages=tuple(both))
    return (*orders.values(), *alone)


def due_orders(source: Source, store: Store, now: datetime) -> tuple[CrawlOrder, ...]:
    """The source's start pages, those of its pages that are due, and what is new on them."""
    pages = longest_waiting(store, source)
    due = tuple(page for page in pages if is_due(page, source.schedule, now))
    if source.slug == BY_HAND.slug:
        return tuple(_orders_for_pages([page.url for page in due], (), store))
    asked = {page.id for page in due}
    resting = [p for p in pages if p.kind is PageKind.ARTICLE and p.id not in asked]
    # What earlier crawls learnt of listings says what need not be read of them now.
    listings = [p for p in pages if p.kind is not PageKind.ARTICLE and p.id not in asked]
    return (_order(source, store, (*due, *listings), tuple(resting)),)


def _order(
    source: Source, store: Store, pages: Sequence[Page], not_due: tuple[Page, ...] = ()
) -> CrawlOrder:
    """The order, with all other addresses that its pages are known by. A start that is written
    otherwise than the page it became is one of these.
    """
    others = store.other_addresses(source.slug)
    resting = {key_of(page.url) for page in not_due}
    starts = [
        start.url
        for start in source.starts
        if start.kind is PageKind.ARTICLE
        and (canonical_url(start.url) in others or key_of(start.url) in resting)
    ]
    return CrawlOrder(source, tuple(pages), not_due=not_due, also_known=(*others, *starts))


def longest_waiting(store: Store, source: Source) -> tuple[Page, ...]:
    """The source's pages, those first that wait longest: a crawl that runs out of time then
    does not leave out the same ones every time.
    """
    return tuple(sorted(store.pages(source.slug), key=turn))


def _orders_for_pages(
    urls: Iterable[str], sources: Sequence[Source], store: Store
) -> Iterator[CrawlOrder]:
    by_source: dict[Source, list[Page]] = {}
    for url in urls:
        address = _address(url)
        known = store.page_by_url(address)
        source = _source_of(address, known, sources)
        page = known if known and known.source == source.slug else Page(address, source.slug)
        by_source.setdefault(source, []).append(page)
    for source, pages in by_source.items():
        yield CrawlOrder(source, tuple(dict.fromkeys(pages)), discover=False)


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        named = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or 1)
        if named and len(url) <= 2000:
            return canonical_url(url)
    except ValueError:  # no such port, half an IPv6 address
        pass
    raise KeyError(url)


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
    orders: Callable[[], Sequence[CrawlOrder]],
    settings: Settings,
    store: Store,
    parser: Parser,
    *,
    requested_by: str,
    clock: Clock,
    told: Callable[[Check], None] = lambda check: None,
    say: Tell | None = None,
    stop: threading.Event | None = None,
    followed: Sequence[Source] = (),
) -> Run:
    """Crawl what is ordered and record every look; the run as it ended.

    ``orders`` is asked twice: for the hosts to hold, and again once they are held, when another
    crawl may have looked at some pages already. ``told`` hears of each check once it is stored.
    ``stop`` ends the run early: what is stored stays, the rest is looked at next time. A host that
    other sources of ``followed`` share gets the longest pause of them all.

    Raises: BusyError when a host is being crawled already and there is nobody to ``say`` it to.
    """
    with hosts_held(settings.home, orders(), say) as held:
        due = orders()
        known = _known_hosts(settings.home, held, followed, store, clock())
        slugs = tuple(dict.fromkeys(order.source.slug for order in due))
        current = store.start_run(requested_by, slugs, clock(), owner())
        outcome: str = "failed"
        dropped: tuple[Dropped, ...] = ()
        learnt = _Learnt(store)
        try:
            work = _Work(due, settings, store, parser, current.id, clock, told, known, learnt)
            try:
                outcome, dropped = work.carry_out(stop or threading.Event())
            finally:
                work.settle()
        except KeyboardInterrupt:
            outcome = "stopped"
            raise
        finally:
            learnt.keep()
            store.end_run(current.id, outcome, clock(), dropped)
    return store.run(current.id)


_ROBOTS_KEPT = timedelta(days=30)  # longer than that, and an old robots.txt serves for nothing


def _known_hosts(
    home: Path, held: frozenset[str], followed: Sequence[Source], store: Store, now: datetime
) -> KnownHosts:
    """What a crawl should know of hosts before it asks them."""
    delays = host_delays(CrawlOrder(source) for source in followed)
    return KnownHosts(
        states=store.host_states(),
        robots=store.robots_files(now - _ROBOTS_KEPT),
        delays=tuple(delays.items()),
        held=held,
        locks=_locks(home),
    )


class _Learnt:
    """What the crawl in hand learns of hosts, until it is stored."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._states: dict[str, HostState] = {}
        self._robots: dict[str, RobotsFile] = {}

    def hear(self, learnt: HostState | RobotsFile) -> None:
        """Keep it in mind. A host that asked to be left alone is stored at once: whatever becomes
        of this program, it is not asked before.
        """
        if isinstance(learnt, RobotsFile):
            self._robots[learnt.origin] = learnt
            return
        before = self._states.get(learnt.host)
        self._states[learnt.host] = learnt
        if learnt.not_before and (before is None or before.not_before != learnt.not_before):
            self.keep()

    def keep(self) -> None:
        """Store it, in one transaction."""
        if self._states or self._robots:
            self._store.remember_hosts(self._states.values(), self._robots.values())
            self._robots = {}


def _as_listed(page: Page, answer: Capture | FetchFailure) -> Page:
    return replace(page, listed_at=answer.listed_at) if answer.listed_at else page


@dataclass(frozen=True, slots=True)
class _InHand:
    """A capture waiting for its parser. Where another reader read the page's last version, that
    is on its way too, as ``anew``; ``unread`` says why it is not.
    """

    capture: Capture
    page: Page
    pending: Pending | None = None
    anew: Anew | None = None
    unread: str = ""


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
        known: KnownHosts,
        learnt: _Learnt,
    ) -> None:
        self._orders, self._settings, self._store = orders, settings, store
        self._known, self._learnt = known, learnt
        self._parser, self._run, self._clock = parser, run_id, clock
        self._recorder = Recorder(store, clock, told)
        self._pages = {
            (page.source, page.url): page for order in orders for page in order.pages if page.id
        }
        self._sources = {order.source.slug: order.source for order in orders}
        self._waiting: deque[_InHand] = deque()
        self._doubts = Doubts(store, run_id, self._keep, self._recorder.flush)
        self._held = frozenset(slug for slug, alarm in store.open_alarms().items() if alarm.held)
        self._put_aside: list[Capture] = []

    def carry_out(self, stop: threading.Event) -> tuple[str, tuple[Dropped, ...]]:
        """How the crawl ended and what it dropped, by source and reason."""
        summary = CrawlSummary("failed")
        crawling = crawl(
            self._orders,
            self._settings.crawl,
            self._known,
            self._learnt.hear,
            idle=self._recorder.flush,
        )
        with closing(crawling) as answers:
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
        self._finish_all()
        self._recorder.flush()
        for capture in self._put_aside:
            self._begin(capture)
        self._finish_all()
        self._recorder.flush()
        return summary.outcome, summary.dropped

    def settle(self) -> None:
        """Record what waits for the end of the run, and say what the run means for its sources."""
        self._doubts.settle()
        self._recorder.flush()
        followed = [slug for slug in self._sources if slug != BY_HAND.slug]
        conditions = self._settings.conditions
        settle(self._store, self._run, followed, conditions, self._clock())

    def _take(self, capture: Capture) -> None:
        """Begin with the capture now; with one that leads to another page when that was read."""
        if capture.is_redirect or (capture.home and len(self._put_aside) < _ASIDE):
            self._put_aside.append(capture)
        else:
            self._begin(capture)

    def _finish_all(self) -> None:
        while self._waiting:
            self._finish_one()

    def _begin(self, capture: Capture) -> None:
        page = self._page(capture)
        new = needs_parsing(capture, page)
        self._waiting.append(self._begun(capture, page) if new else _InHand(capture, page))
        while len(self._waiting) > 2 * self._settings.read.workers:
            self._finish_one()

    def _begun(self, capture: Capture, page: Page) -> _InHand:
        """The capture, given to a parser. What it is to be compared with is read anew where
        another reader read it: a better reader is no change of the page.
        """
        read_as = self._sources[capture.source].read_as
        last = self._store.last_reading(page.id) if page.id is not None else None
        if last is None:
            return _InHand(capture, page, self._parser.submit(capture, read_as))
        if last.read_by == self._parser.read_by(read_as):
            known = last.text_sha256
            return _InHand(capture, page, self._parser.submit(capture, read_as, known))
        pending = self._parser.submit(capture, read_as)
        try:
            return _InHand(capture, page, pending, begin(last, read_as, self._store, self._parser))
        except DamagedError as error:
            return _InHand(capture, page, pending, unread=str(error))

    def _finish_one(self) -> None:
        waiting = self._waiting.popleft()
        capture, page = waiting.capture, waiting.page
        parsed: Parsed | ExtractError | None = None
        unread = self._read_anew(waiting)
        if waiting.pending is not None:
            try:
                parsed = self._parser.result(waiting.pending)
            except ExtractError as error:
                parsed = error
        source = self._sources[capture.source]
        read_by = self._parser.read_by(source.read_as)
        conditions, patience = self._settings.conditions, source.slug in self._held or None
        answer = Answer(capture, page, source, self._run, read_by, unread, conditions, patience)
        self._record(lambda: look_at_capture(answer, parsed, self._store), answer)

    def _read_anew(self, waiting: _InHand) -> str:
        """Store the new reading of the version before; why there is none, or nothing."""
        if waiting.anew is None:
            return waiting.unread
        try:
            anew, parsed = finish(waiting.anew, self._store, self._parser)
        except (ExtractError, DamagedError) as error:
            return str(error)
        keep(anew, parsed, self._store, self._clock())
        return anew.problem

    def _record_failure(self, failure: FetchFailure) -> None:
        page = self._page(failure)
        source = self._sources[failure.source]
        self._record(lambda: look_at_failure(failure, page, source, self._run))

    def _page(self, answer: Capture | FetchFailure) -> Page:
        url = canonical_url(answer.url)
        # As it was when the run began; no other crawl asks its host meanwhile. If the page is
        # answered again, our own look has altered it.
        known = self._pages.pop((answer.source, url), None)
        if known is not None and known.kind is answer.kind:
            return _as_listed(known, answer)
        page = self._store.ensure_page(
            url,
            answer.source,
            answer.kind,
            self._clock(),
            found_on=answer.found_on,
        )
        return _as_listed(page, answer)

    def _record(self, look: Callable[[], Look], answer: Answer | None = None) -> None:
        try:
            made = look()
        except BusyError:  # as below, before there was anything to record
            return
        lost = loss(made.comparison)
        if lost and answer and answer.source.slug != BY_HAND.slug:
            self._doubts.wait(made, answer, lost)
        else:
            self._keep(made)

    def _keep(self, look: Look) -> None:
        try:
            self._recorder.record(notified(look, self._settings.conditions))
        except BusyError:
            # Another process recorded this page since we compared: its look stands, ours is
            # dropped unrecorded, and the next check compares with what it stored.
            return


@contextmanager
def hosts_held(
    home: Path, orders: Iterable[CrawlOrder], say: Tell | None
) -> Iterator[frozenset[str]]:
    """Hold every host of the orders: one crawl at a time asks a host, across all processes. The
    hosts held; a crawl that comes to others locks them itself.

    Waits for a host that is held, after telling ``say``; Raises: BusyError when that is None.
    """
    hosts = sorted({host_of(f"//{host}") for order in orders for host in order.source.hosts})
    with ExitStack() as held:
        for host in hosts:  # in one order for everybody, so that no two wait for each other
            lock = host_lock(_locks(home), host)
            try:
                lock.acquire(timeout=0)
            except Timeout:
                if say is None:
                    raise BusyError(f"another crawl is reading {host}") from None
                say(f"another crawl is reading {host}; waiting for it to end")
                lock.acquire()
            held.callback(lock.release)
        yield frozenset(hosts)


def _locks(home: Path) -> Path:
    folder = home / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder

"""A run: one crawl of one or more sources, every look recorded as it comes.

orders ─crawl→ captures ─parse (in workers)→ looks ─record→ checks
"""

import os
import socket
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from check import Answer, look_at_capture, look_at_failure, needs_parsing, notified
from crawler import canonical_url, crawl
from health import loss
from hosts import Learnt, Tell, hosts_held, known_hosts
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
    Join,
    KnownHosts,
    Look,
    Page,
    PageKind,
    Run,
    Settings,
    Source,
)
from orders import BY_HAND
from parsing import Parsed, Parser, Pending
from recording import Recorder
from reread import Anew, begin, finish, keep
from settling import Doubts, settle
from storage import Store

_ASIDE = 64  # whole answers kept until the end of a crawl, for the page they say they are

Clock = Callable[[], datetime]


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
        known = known_hosts(settings.home, held, followed, store, clock())
        slugs = tuple(dict.fromkeys(order.source.slug for order in due))
        current = store.start_run(requested_by, slugs, clock(), owner())
        outcome: str = "failed"
        dropped: tuple[Dropped, ...] = ()
        learnt = Learnt(store)
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


def _as_listed(page: Page, answer: Capture | FetchFailure) -> Page:
    return replace(page, listed_at=answer.listed_at) if answer.listed_at else page


def _leads_to(capture: Capture) -> set[str]:
    """Where the answer came from, and where it says that it lives."""
    return {canonical_url(capture.final_url), *filter(None, (capture.home,))}


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
        learnt: Learnt,
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
        self._waiting.append(self._in_hand(capture))
        while len(self._waiting) > 2 * self._settings.read.workers:
            self._finish_one()

    def _in_hand(self, capture: Capture) -> _InHand:
        page = self._page(capture)
        new = needs_parsing(capture, page)
        return self._begun(capture, page) if new else _InHand(capture, page)

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
        if self._comes_alone(answer, url) and not self._store.page_by_url(url, answer.source):
            return _as_listed(Page(url, answer.source), answer)  # stored with its first look
        page = self._store.ensure_page(
            url,
            answer.source,
            answer.kind,
            self._clock(),
            found_on=answer.found_on,
        )
        return _as_listed(page, answer)

    def _comes_alone(self, answer: Capture | FetchFailure, url: str) -> bool:
        """Whether it is an article that leads nowhere else, and nothing in hand leads to it: then
        nobody asks for its page before its look is stored.
        """
        if not isinstance(answer, Capture) or not (answer.body and 200 <= answer.status < 300):
            return False
        if answer.kind is not PageKind.ARTICLE or _leads_to(answer) != {url}:
            return False
        return not any(url in {each.page.url, *_leads_to(each.capture)} for each in self._waiting)

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
            if look.joins is not None:
                self._refresh(look.joins)
        except BusyError:
            # Another process recorded this page since we compared: its look stands, ours is
            # dropped unrecorded, and the next check compares with what it stored.
            return

    def _refresh(self, join: Join) -> None:
        """What the run holds of two pages that became one is of before: it is begun with anew."""
        both = (join.survivor, join.absorbed)
        for page in both:
            self._pages.pop((page.source, page.url), None)
        ids = {page.id for page in both}
        self._waiting = deque(
            self._in_hand(each.capture) if each.page.id in ids else each for each in self._waiting
        )

"""The parent's side of a crawl: one child process, its answers as they come, and its end.

The child may hang, crash or eat memory; the caller sees a stream that always ends in a summary.
"""

import logging
import multiprocessing
import shutil
import signal
import sys
import threading
import time
import types
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from crawler.orders import named
from model import (
    Capture,
    CheckState,
    CrawlOrder,
    CrawlSettings,
    CrawlSummary,
    FetchFailure,
    HostState,
    KnownHosts,
    PageKind,
    Render,
    RobotsFile,
)

log = logging.getLogger(__name__)

Answer = Capture | FetchFailure
Learnt = HostState | RobotsFile
_LAST_WRITES_S = 5.0
_IDLE_S = 1.0
ENDED_EARLY = "the crawl ended before this page"

_start_lock = threading.RLock()


def _forget(learnt: Learnt) -> None:
    """For crawls after which there is no other."""


def crawl(
    orders: Sequence[CrawlOrder],
    settings: CrawlSettings,
    known: KnownHosts = KnownHosts(),  # noqa: B008 - it never changes
    learn: Callable[[Learnt], None] = _forget,
    idle: Callable[[], None] | None = None,
) -> Generator[Capture | FetchFailure | CrawlSummary, None, None]:
    """Yield what each page answered, as it comes, and a CrawlSummary as the last item.

    ``known`` is what earlier crawls learnt of hosts; ``learn`` hears what the next should know.
    ``idle`` is called whenever nothing came for a second.

    One child process does the work; closing the generator ends it. Every page that was ordered
    is answered: those the child never came to are failures. Nothing that happens to the child
    raises here.
    """
    orders = tuple(orders)
    waiting = _ordered(orders)
    summary = CrawlSummary("nothing was ordered")
    if waiting:
        for item in _run(orders, settings, known, learn, idle):
            if isinstance(item, CrawlSummary):
                summary = item
            else:
                waiting.pop((item.source, item.url), None)
                yield item
    for (source, url), kind in waiting.items():
        now = datetime.now(UTC)
        yield FetchFailure(url, source, kind, CheckState.ERROR, ENDED_EARLY, now, reached=False)
    yield summary


def _ordered(orders: Sequence[CrawlOrder]) -> dict[tuple[str, str], PageKind]:
    """Every page the caller named, and what it is for."""
    return {(order.source.slug, each.url): each.kind for order in orders for each in named(order)}


def _run(
    orders: Sequence[CrawlOrder],
    settings: CrawlSettings,
    known: KnownHosts,
    learn: Callable[[Learnt], None],
    idle: Callable[[], None] | None,
) -> Iterator[Answer | CrawlSummary]:
    """The answers of a child. What a browser writes, it writes in a folder that ends with it."""
    if not any(order.source.render is Render.BROWSER for order in orders):
        yield from _answers(orders, settings, known, learn, idle, None)
        return
    with _scratch() as scratch:
        yield from _answers(orders, settings, known, learn, idle, scratch)


@contextmanager
def _scratch() -> Iterator[str]:
    """A folder that ends with the block, though a browser may be on its way out and still write."""
    folder = Path(mkdtemp(prefix="figurewatch-"))
    try:
        yield str(folder)
    finally:
        end = time.monotonic() + _LAST_WRITES_S
        while folder.exists() and time.monotonic() < end:
            shutil.rmtree(folder, ignore_errors=True)
            time.sleep(0.05)


def _answers(
    orders: Sequence[CrawlOrder],
    settings: CrawlSettings,
    known: KnownHosts,
    learn: Callable[[Learnt], None],
    idle: Callable[[], None] | None,
    scratch: str | None,
) -> Iterator[Answer | CrawlSummary]:
    """The child's answers, then a summary: its own, or ours when it did not live to give one."""
    try:
        child, receiver = _start(orders, settings, known, scratch)
    except (OSError, EOFError) as error:
        yield CrawlSummary(f"the crawler could not start: {error}")
        return
    out_of_time = threading.Event()

    def time_is_up() -> None:
        out_of_time.set()
        child.kill()

    clock = threading.Timer(settings.run_timeout_s, time_is_up)
    clock.daemon = True
    clock.start()
    try:
        for item in _received(receiver, idle):
            if isinstance(item, Learnt):
                learn(item)
                continue
            yield item
            if isinstance(item, CrawlSummary):
                return
        child.join(5)
        yield CrawlSummary(
            "time is up" if out_of_time.is_set() else _died(child.exitcode),
        )
    finally:
        clock.cancel()
        clock.join()
        child.kill()
        child.join()
        receiver.close()


def _received(
    receiver: "Connection[Any, Any]", idle: Callable[[], None] | None
) -> Iterator[Answer | Learnt | CrawlSummary]:
    while True:
        try:
            silent = idle is not None and not receiver.poll(_IDLE_S)
            items = () if silent else receiver.recv()
        except (EOFError, OSError):  # the child is gone, perhaps in the middle of a word
            return
        if silent and idle is not None:
            idle()
        for item in items:
            if isinstance(item, tuple):
                log.log(
                    logging.WARNING if item[0] == "warning" else logging.ERROR,
                    "crawl: %s",
                    item[1],
                )
            else:
                yield item


def _died(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return f"the crawler was ended by {signal.Signals(-exit_code).name}"
    return f"the crawler ended unexpectedly (exit code {exit_code})"


def _start(
    orders: Sequence[CrawlOrder], settings: CrawlSettings, known: KnownHosts, scratch: str | None
) -> tuple[BaseProcess, "Connection[Any, Any]"]:
    context = process_context()
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(
        target=_child_main, args=(sender, orders, settings, known, scratch), daemon=True
    )
    try:
        with as_nobody():
            child.start()
    except BaseException:
        receiver.close()
        raise
    finally:
        sender.close()
    return child, receiver


def _child_main(
    sender: "Connection[Any, Any]",
    orders: Sequence[CrawlOrder],
    settings: CrawlSettings,
    known: KnownHosts,
    scratch: str | None,
) -> None:
    # Imported in the child only: the parent stays free of Scrapy.
    from crawler.child import run  # noqa: PLC0415

    run(sender, orders, settings, known, scratch)


def process_context() -> ForkServerContext | SpawnContext:
    """A multiprocessing context whose processes start with the crawler's libraries loaded:
    0.2 s instead of 3 s. Where there is no fork server, processes start from nothing.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    with _start_lock:
        context.set_forkserver_preload(["crawler.child", "crawler.extraction"])
        # The tracker first: starting it would undo the mask set for the fork server.
        resource_tracker.ensure_running()
        with as_nobody(), _deaf_to_ctrl_c():
            forkserver.ensure_running()
    return context


@contextmanager
def as_nobody() -> Iterator[None]:
    """Hide the main module from processes started inside: they would import it again, and with
    it the whole program. One thread at a time: two could put each other's stand-in back.
    """
    with _start_lock:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What starts inside inherits a blocked SIGINT: Ctrl-C is the parent's to hear, and children
    in the same terminal print no tracebacks.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

"""Hosts between crawls: who may ask one now, and what a crawl should know before it does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from filelock import Timeout

from crawler import host_delays, host_lock, host_of
from model import BusyError, CrawlOrder, HostState, KnownHosts, RobotsFile, Source
from storage import Store

Tell = Callable[[str], None]


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


_ROBOTS_KEPT = timedelta(days=30)  # longer than that, and an old robots.txt serves for nothing


def known_hosts(
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


class Learnt:
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


def _locks(home: Path) -> Path:
    folder = home / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder

"""What one crawl knows of one host: who is at its door, when it may be asked, when to stop.

It begins with what earlier crawls learnt, and what it learns goes home for the next ones.
"""

import asyncio
from collections import deque
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from math import inf
from time import monotonic

from filelock import BaseFileLock, Timeout
from scrapy.exceptions import IgnoreRequest

from model import HostState

MAX_STRIKES = 3  # times in a row a host may say "too many" before we leave it alone
_LONGEST = timedelta(days=366)
# A host that asks for more is asked again after a week: a mistake in a header would otherwise
# silence a source for good.
_LONGEST_REST = timedelta(days=7)
_FIRST_REST_S = 15 * 60.0  # after too many strikes without a word for how long, and then doubled
_LAST_REST_S = 24 * 3600.0
_POLL_S = 0.2


class HostStoppedError(IgnoreRequest):
    """A host we leave alone for the rest of the crawl; ``retry_at`` is until when."""

    def __init__(self, reason: str, retry_at: datetime | None) -> None:
        super().__init__(reason)
        self.retry_at = retry_at


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """How long the Retry-After header ``value`` asks to wait, from ``now``: seconds or an HTTP
    date. None when it says nothing we understand; never negative, a year at most.

    Source: RFC 9110 section 10.2.3.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), _LONGEST)
    try:
        when = parsedate_to_datetime(text[:60])
        wait = (when if when.tzinfo else when.replace(tzinfo=UTC)) - now
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(wait, timedelta(0)), _LONGEST)


class Door:
    """Lets one in at a time, in the order they came; those who come ``first`` before the rest."""

    def __init__(self) -> None:
        self._inside = False
        self._first: deque[asyncio.Future[None]] = deque()
        self._rest: deque[asyncio.Future[None]] = deque()

    async def enter(self, *, first: bool) -> None:
        """Wait until nobody is inside, and go in."""
        if not self._inside:
            self._inside = True
            return
        turn = asyncio.get_running_loop().create_future()
        queue = self._first if first else self._rest
        queue.append(turn)
        try:
            await turn
        except BaseException:
            if turn.done() and not turn.cancelled():
                self.leave()  # our turn came as we gave up
            else:
                queue.remove(turn)
            raise

    def leave(self) -> None:
        """Go out; the next one goes in."""
        for queue in (self._first, self._rest):
            while queue:
                turn = queue.popleft()
                if not turn.done():
                    turn.set_result(None)
                    return
        self._inside = False


class Host:
    """One host in one crawl. ``max_wait_s`` is the longest wait it may ask for meanwhile."""

    def __init__(self, known: HostState, max_wait_s: float, lock: BaseFileLock | None) -> None:
        self.door = Door()
        self._name, self._max_wait_s, self._lock = known.host, max_wait_s, lock
        self._asked_at, self._asked_before = known.asked_at, known.asked_at
        self._not_before, self._reason = known.not_before, known.reason
        self._rest_s = _rest_of(known)  # given by the last crawl, until it answers again
        self._wait_until = 0.0  # monotonic, as is the next
        self._left_at = -inf
        self._strikes = 0
        self._stopped: HostStoppedError | None = None
        self._stop_if_resting()

    def state(self) -> HostState:
        """What the next crawl should know."""
        return HostState(self._name, self._asked_at, self._not_before, self._reason)

    async def peace(self, delay_s: float) -> None:
        """Wait until the host may be asked: ``delay_s`` after its last answer, that of an earlier
        crawl too.

        Raises: HostStoppedError when it may not in this crawl.
        """
        await self._locked()
        if self._stopped is not None:
            raise HostStoppedError(str(self._stopped), self._stopped.retry_at)
        if self._asked_before is not None:
            # Never longer than the pause: the clock may have been set back since.
            since = (datetime.now(UTC) - self._asked_before).total_seconds()
            self._wait_until = max(
                self._wait_until, monotonic() + min(delay_s, max(0.0, delay_s - since))
            )
            self._asked_before = None
        until = max(self._wait_until, self._left_at + delay_s)
        await asyncio.sleep(max(0.0, until - monotonic()))

    def left(self) -> None:
        """A request has ended, however it did."""
        self._asked_at, self._left_at = datetime.now(UTC), monotonic()

    def answered(self, *, a_page: bool) -> None:
        """It gave an answer, and not that it has too much to do. Who answers for robots.txt may
        still have too much to do for ``a_page``.
        """
        self._strikes = 0
        if not a_page:
            return
        self._rest_s = 0.0
        self._not_before, self._reason = None, ""

    def busy(self, wait: timedelta | None, delay_s: float) -> bool:
        """It said that it has too much to do, and asked to ``wait`` if it named a time. True when
        it may be asked again in this crawl.
        """
        self._strikes += 1
        pause = self._pause(wait, delay_s)
        self._not_before = datetime.now(UTC) + timedelta(seconds=pause)
        times = f"{self._strikes} times in a row " if self._strikes > 1 else ""
        self._reason = (
            "the host asked to wait"
            if wait is not None
            else f"the host said {times}that it has too much to do; it is left alone"
        )
        if pause > self._max_wait_s:
            self._stop()
            return False
        self._wait_until = monotonic() + pause
        return True

    def _pause(self, wait: timedelta | None, delay_s: float) -> float:
        """How long to leave it alone, in seconds."""
        if wait is not None:
            return min(wait, _LONGEST_REST).total_seconds()
        grown = 2 * self._rest_s
        if self._strikes >= MAX_STRIKES or grown > self._max_wait_s:
            least = _FIRST_REST_S if self._strikes >= MAX_STRIKES else 0.0
            return min(_LAST_REST_S, max(least, grown))
        return min(self._max_wait_s, max(grown, max(1.0, delay_s) * 2.0**self._strikes))

    def _stop(self) -> None:
        until = self._not_before
        assert until is not None  # set by whoever stops it
        self._stopped = HostStoppedError(f"{self._reason} until {until:%Y-%m-%d %H:%M} UTC", until)

    def _stop_if_resting(self) -> None:
        if self._not_before is None:
            return
        now = datetime.now(UTC)
        # Never longer than it asked for: the clock may have been set back since.
        left_s = min((self._not_before - now).total_seconds(), self._rest_s)
        if left_s > self._max_wait_s:
            self._not_before = now + timedelta(seconds=left_s)
            self._stop()
        else:
            self._wait_until = monotonic() + max(0.0, left_s)

    async def _locked(self) -> None:
        """Keep other crawls from the host, those of other processes too."""
        if self._lock is None or self._lock.is_locked:
            return
        end = monotonic() + self._max_wait_s
        while not self._taken(self._lock):
            if monotonic() > end:
                # For the rest of this crawl: else every page would wait as long.
                reason = f"another crawl is reading {self._name}"
                self._lock, self._stopped = None, HostStoppedError(reason, datetime.now(UTC))
                return
            # Whoever holds it is asking it now.
            self._asked_before = self._asked_at = datetime.now(UTC)
            await asyncio.sleep(_POLL_S)

    @staticmethod
    def _taken(lock: BaseFileLock) -> bool:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return False
        return True


def _rest_of(known: HostState) -> float:
    """How long the host was last left alone, in seconds; 0 when it was not."""
    if known.not_before is None or known.asked_at is None:
        return 0.0
    return max(0.0, (known.not_before - known.asked_at).total_seconds())

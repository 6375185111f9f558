"""Looks on their way into the store. Those that found nothing new wait for company."""

from collections.abc import Callable
from datetime import datetime
from time import monotonic

from model import Check, Look
from storage import Store

_TOGETHER = 100  # looks in one transaction, which holds other writers up for milliseconds
_LONGEST_S = 1  # that a look waits


class Recorder:
    """Stores looks in the order they were made, and tells of each check once it is stored.

    A look that found something has a transaction of its own, and is stored at once. One that
    found nothing waits, a second at most: of what a program that is killed had in hand, only that
    a page was seen again is lost, and it is asked for again.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        told: Callable[[Check], None],
        seconds: Callable[[], float] = monotonic,  # a clock that nobody sets back
    ) -> None:
        self._store, self._clock, self._told, self._seconds = store, clock, told, seconds
        self._waiting: list[Look] = []
        self._since = seconds()

    def record(self, look: Look) -> None:
        """Store the look, or keep it for a moment.

        Raises: BusyError when someone else stored a version meanwhile: theirs stands.
        """
        if not look.is_quiet:
            self.flush()
            self._told(self._store.record(look, self._clock()))
            return
        if not self._waiting:
            self._since = self._seconds()
        self._waiting.append(look)
        if len(self._waiting) >= _TOGETHER or self._seconds() - self._since >= _LONGEST_S:
            self.flush()

    def flush(self) -> None:
        """Store what waits."""
        looks, self._waiting = self._waiting, []
        if not looks:
            return
        for check in self._store.record_quiet(looks, self._clock()):
            if check is not None:
                self._told(check)

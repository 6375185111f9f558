"""Answers that many requests wait for: worked out once, handed out in the order they were asked."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from math import inf
from time import monotonic
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Once(Generic[Value]):
    """A value per key, or the error that working it out ended in, for ``keep_s`` seconds."""

    def __init__(self, keep_s: float = inf) -> None:
        self._keep_s = keep_s
        self._locks: dict[Hashable, asyncio.Lock] = {}
        self._known: dict[Hashable, tuple[float, Value | Exception]] = {}

    async def get(self, key: Hashable, work: Callable[[], Awaitable[Value]]) -> Value:
        """The value of ``key``, by ``work`` when it is not known. Raises what ``work`` raised."""
        # A lock and not a shared future: who comes last must not overtake those who wait.
        async with self._locks.setdefault(key, asyncio.Lock()):
            when, known = self._known.get(key, (-inf, None))
            if known is None or monotonic() - when > self._keep_s:
                known = await self._worked_out(work)
                self._known[key] = (monotonic(), known)
        if isinstance(known, Exception):
            raise known.with_traceback(None)
        return known

    async def _worked_out(self, work: Callable[[], Awaitable[Value]]) -> Value | Exception:
        try:
            return await work()
        except Exception as error:  # noqa: BLE001 - kept, and raised for each who asks
            return error

"""A host: what crawls remember of it from one to the next, so that a new one is as kind."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """What ``/robots.txt`` of an origin ("https://www.example.gov.cn") answered, and when."""

    origin: str
    fetched_at: datetime
    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class HostState:
    """When a host was last asked, and until when it wants to be left alone (None: it never said),
    with what it said.
    """

    host: str
    asked_at: datetime | None = None
    not_before: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class KnownHosts:
    """What a crawl is told of hosts before it begins.

    ``delays`` are the pauses, in seconds, that other sources on these hosts ask for. ``held`` are
    the hosts that nobody else crawls meanwhile; any other is locked by a file in the folder
    ``locks`` when it is first asked (None: there is nobody else).
    """

    states: tuple[HostState, ...] = ()
    robots: tuple[RobotsFile, ...] = ()
    delays: tuple[tuple[str, float], ...] = ()
    held: frozenset[str] = frozenset()
    locks: Path | None = None

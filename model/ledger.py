"""The ledger: every series ever seen, its points, and who says each of them."""

from dataclasses import dataclass
from datetime import date, datetime

from model.change import Statement
from model.claim import Claim, Measure


@dataclass(frozen=True, slots=True)
class Series:
    """What makes claims comparable: indicator, place, measure and dimension. ``names`` are the
    indicator in the words of each language that has spoken of it: (("zh", "地区生产总值"), …).
    """

    key: str
    indicator: str
    indicator_key: str
    place: str | None
    measure: Measure
    dimension: str
    names: tuple[tuple[str, str], ...] = ()
    id: int | None = None  # None until stored


@dataclass(frozen=True, slots=True)
class Witness:
    """A page or document that says a point, from when to when. ``gone_at`` is the capture that
    no longer says it; ``statement`` is what it said last.
    """

    statement: Statement
    first_seen: datetime
    last_seen: datetime
    gone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One thing said of a series, however many say it: the same kind, period, amount and bound.

    ``claim`` is one of its wordings, of the corpus where it is known from there; ``stands_on`` is
    the day it speaks of at the latest.
    """

    claim: Claim
    stands_on: date
    first_seen: datetime
    last_seen: datetime
    witnesses: tuple[Witness, ...] = ()
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A series as the ledger lists it: the latest figure, and what is aimed at."""

    series: Series
    latest: Point | None  # the figure of the latest time
    targets: tuple[Point, ...]  # those still said, by their day
    points: int
    witnesses: int
    last_seen: datetime

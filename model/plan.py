"""A plan: when a page is looked at next, and every rule that had a say in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Rule(StrEnum):
    """What may decide when a page is looked at next, in the order in which it is asked."""

    LISTING = "listing"  # it leads to other pages: every run of its source reads it
    GONE = "gone"  # it says that it is gone, again and again: ever more rarely
    FAILING = "failing"  # it could not be read: soon, then within a day
    LEARNT = "learnt"  # how often it changes, and how long a change may wait
    LONGEST = "longest"  # no page of the source is left alone for longer
    OPEN_TARGET = "open_target"  # a page that holds an open target is never left alone for long
    DEADLINE = "deadline"  # a target is nearly due, or was a short while ago
    SPREAD = "spread"  # a little sooner, so that pages found together are not due together
    RHYTHM = "rhythm"  # never more often than the source itself


@dataclass(frozen=True, slots=True)
class Rate:
    """How often the text of a page changes, and from what that is known. ``looks`` are those that
    could have found a change, ``changes`` those that did, over ``days`` in all; ``prior_days`` is
    how often a page of its source was thought to change before anybody looked. ``fresh`` is how
    many times likelier a change is now than once the article has settled.
    """

    per_day: float  # of the settled page
    looks: int
    changes: int
    days: float
    prior_days: float
    fresh: float = 1.0
    settled: bool = True  # no look of those counted fell in the first days of the article

    @property
    def every_days(self) -> float:
        """The days between two changes of the settled page, on average."""
        return 1 / self.per_day


@dataclass(frozen=True, slots=True)
class Plan:
    """``wait`` is the time from the look to the next. ``steps`` are the rules that had a say, each
    with the wait it left; the last one that altered it ``decides``. ``rate`` is None where nothing
    of it was asked.
    """

    due: datetime
    wait: timedelta
    steps: tuple[tuple[Rule, timedelta], ...]
    rate: Rate | None = None

    @property
    def decides(self) -> Rule:
        """The rule that made the wait what it is, the spreading apart."""
        told = [step for step in self.steps if step[0] is not Rule.SPREAD]
        before = [None, *(wait for _, wait in told)]
        altered = [rule for (rule, wait), was in zip(told, before, strict=False) if wait != was]
        return altered[-1]

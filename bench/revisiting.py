"""How many looks a year of watching takes, and how long a change waits to be noticed.

    python -m bench.revisiting                    each policy, on pages of one rate and on a mixture
    python -m bench.revisiting --pages 500 --seed 2

The pages are simulated, the policies are the real ones: what `check.py` asks of `revisit` after
each look, here told only whether the text changed. A source runs every six hours; a page that is
due is looked at in its run. A change waits from the minute it is made to the first look after it.
"""

import argparse
import random
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from model import CheckState, Page, Schedule
from revisit import DAY, WEEK, is_due, next_check_at, remembered

START = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = 365.0
PACE = timedelta(hours=6)
SOURCE = Schedule(every_minutes=360)

Policy = Callable[[Page, bool, datetime], Page]


@dataclass(frozen=True, slots=True)
class Simulated:
    """A page, from when it is watched (days from the start) and when its text changes."""

    group: str
    page: Page
    found: float
    changes: tuple[float, ...]


class Seen(NamedTuple):
    """What came of watching: the looks, and how long each change waited, in hours."""

    looks: int
    waits: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean wait in hours."""
        return sum(self.waits) / len(self.waits) if self.waits else 0.0

    @property
    def worst(self) -> float:
        """The wait in hours that 95 of 100 changes do not pass."""
        return sorted(self.waits)[int(len(self.waits) * 0.95)] if self.waits else 0.0


# ---- policies -----------------------------------------------------------------------------------


def each_run(page: Page, changed: bool, at: datetime) -> Page:
    """Look in every run."""
    return replace(page, next_check_at=at + PACE)


def doubling(page: Page, changed: bool, at: datetime) -> Page:
    """The rule of before: double the wait with each quiet look, up to a week, or a day with an
    open target.
    """
    streak = 0 if changed else page.unchanged_streak + 1
    wait = min(PACE * (1 << min(streak, 16)), DAY if page.open_target else WEEK)
    return replace(page, unchanged_streak=streak, next_check_at=at + wait)


def learnt(page: Page, changed: bool, at: datetime) -> Page:
    """What figurewatch does."""
    page = replace(remembered(page, at, changed=changed, pace=PACE), seen_at=at)
    state = CheckState.OK if changed else CheckState.UNCHANGED
    return replace(page, next_check_at=next_check_at(page, state, SOURCE, at))


POLICIES: dict[str, Policy] = {"each run": each_run, "doubling": doubling, "learnt": learnt}


def watched(simulated: Simulated, policy: Policy) -> Seen:
    """A year of looks at one page. The last changes are waited for beyond its end."""
    page, looks, seen = simulated.page, 0, 0
    waits: list[float] = []
    run = int(simulated.found / (PACE / DAY)) + 1
    while True:
        day = run * (PACE / DAY)
        if day > YEAR and seen == len(simulated.changes):
            return Seen(looks, tuple(waits))
        now = START + timedelta(days=day)
        if not is_due(page, SOURCE, now):
            assert page.next_check_at is not None  # else it is due
            ahead = page.next_check_at - PACE / 2 - now
            run += max(1, -(-ahead // PACE))  # no run before that one finds it due
            continue
        looks += day <= YEAR
        new = bisect_right(simulated.changes, day)
        waits += [(day - change) * 24 for change in simulated.changes[seen:new]]
        page = policy(page, new > seen, now)
        seen, run = new, run + 1


def together(pages: Sequence[Simulated], policy: Policy) -> Seen:
    """What came of watching all of them."""
    each = [watched(page, policy) for page in pages]
    return Seen(sum(one.looks for one in each), tuple(w for one in each for w in one.waits))


# ---- pages --------------------------------------------------------------------------------------

# Days between two changes of a settled page, and how many pages in a hundred are like that.
MIXTURE = {1000: 60, 120: 20, 30: 10, 7: 6, 1: 4}
CORRECTED = 0.3  # of the pages are corrected after publication, and of these
CORRECTIONS = 1.2  # so often, half of it within
CORRECTED_AFTER = (1 / 3, 1.5)  # days, log-normal with this sigma
WITH_TARGET = 0.15
REPORTED = 0.7  # of the targets get a figure on their page, half of them within
REPORTED_AFTER = (25.0, 0.8)  # days after the target's day


def steady(every: float, count: int, draw: random.Random, group: str = "") -> Iterator[Simulated]:
    """Old pages that change at one rate, as a Poisson process."""
    for number in range(count):
        page = Page(f"https://a.example/{every}/{number}", "a", published=_date(-900))
        name = group or f"every {every:g} days"
        yield Simulated(name, page, 0.0, tuple(_poisson(1 / every, 0.0, draw)))


def corrected(count: int, draw: random.Random) -> Iterator[Simulated]:
    """Articles found as they are published, that change only where they are corrected then."""
    for number in range(count):
        day = draw.uniform(0, YEAR - 30)
        page = Page(f"https://a.example/new/{number}", "a", published=_date(day))
        fixed = _corrections(draw) if draw.random() < CORRECTED else ()
        kept = tuple(sorted(day + after for after in fixed))
        yield Simulated("new, corrected soon", page, day, kept)


def reported(count: int, draw: random.Random) -> Iterator[Simulated]:
    """Old pages with a target whose day comes, that change only when a figure is reported then."""
    for number in range(count):
        due = draw.uniform(30, 300)
        page = Page(
            f"https://a.example/target/{number}",
            "a",
            published=_date(-400),
            open_target=True,
            due_on=_date(due),
        )
        yield Simulated("target, then figure", page, 0.0, (due + _lognormal(REPORTED_AFTER, draw),))


def mixture(count: int, draw: random.Random) -> Iterator[Simulated]:
    """Pages as a source of a district has them: some found while we watch and corrected then, some
    with a target whose day comes.
    """
    rates = draw.choices(list(MIXTURE), weights=list(MIXTURE.values()), k=count)
    for number, every in enumerate(rates):
        published = draw.uniform(-730, YEAR)
        found = max(0.0, published)
        changes = list(_poisson(1 / every, found, draw))
        if draw.random() < CORRECTED:
            changes += (published + day for day in _corrections(draw))
        page = Page(
            f"https://a.example/{number}",
            "a",
            published=_date(published),
        )
        if is_target := draw.random() < WITH_TARGET:
            due = draw.uniform(max(published, 0.0) + 30, max(published, 0.0) + 900)
            page = replace(page, open_target=True, due_on=_date(due))
            if draw.random() < REPORTED:
                changes.append(due + _lognormal(REPORTED_AFTER, draw))
        kept = tuple(sorted(day for day in changes if found < day <= YEAR))
        yield Simulated("open targets" if is_target else "the others", page, found, kept)


def _date(day: float) -> date:
    return (START + timedelta(days=day)).date()


def _poisson(rate: float, start: float, draw: random.Random) -> Iterator[float]:
    day = start + draw.expovariate(rate)
    while day <= YEAR:
        yield day
        day += draw.expovariate(rate)


def _corrections(draw: random.Random) -> Iterator[float]:
    for _ in _poisson(CORRECTIONS / YEAR, 0.0, draw):  # as many as in a year at that rate
        yield _lognormal(CORRECTED_AFTER, draw)


def _lognormal(half_and_sigma: tuple[float, float], draw: random.Random) -> float:
    half, sigma = half_and_sigma
    return half * draw.lognormvariate(0.0, sigma)


# ---- the tables ---------------------------------------------------------------------------------


def table(pages: Sequence[Simulated]) -> Iterator[str]:
    """A line for each group of pages and policy."""
    yield f"{'pages':<20}{'policy':<10}{'looks a page':>14}{'mean wait':>12}{'95 % within':>13}"
    groups = [(name, list(some)) for name, some in groupby(pages, lambda page: page.group)]
    everything = [("all", list(pages))] if len(groups) == 2 else []
    for name, some in [*groups, *everything]:
        for title, policy in POLICIES.items():
            seen = together(some, policy)
            each = seen.looks / len(some)
            yield f"{name:<20}{title:<10}{each:>14.1f}{seen.mean:>10.1f} h{seen.worst:>11.1f} h"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    draw = random.Random(given.seed)
    rates = (1, 7, 30, 90, 365)
    alike = [page for rate in rates for page in steady(rate, given.pages // 10, draw)]
    alike += corrected(given.pages // 4, draw)
    alike += reported(given.pages // 10, draw)
    mixed = sorted(mixture(given.pages, draw), key=lambda page: page.group)
    for pages in (alike, mixed):
        print("\n".join(table(pages)), end="\n\n")


if __name__ == "__main__":
    main()

"""The plan of a page: from its rate of change, its targets and its source to the next look.

A change that we have not seen waits to be noticed. With r changes a day, what is expected to have
waited when we look again after t days is r t²/2 days: so many changes, each for half the time. A
look is due when that reaches `WORTH`, so a page that changes four times as often is looked at
twice as often. Of all ways to spend a number of looks this one leaves the least waiting: it is
where one look more saves as much on each page. Source: Lagrange multipliers on the age of Cho and
Garcia-Molina, "Effective page refresh policies for web crawlers", ACM Transactions on Database
Systems 28(4), 2003, section 4, with their age counted for every change. `docs/decisions/0009`.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import blake2b
from math import expm1, log, sqrt

from model import CheckState, Page, PageKind, Schedule
from model.plan import Plan, Rate, Rule
from revisit.pace import DAY, rhythm
from revisit.rate import SETTLING, change_rate

WEEK = timedelta(days=7)
WORTH = 3 / 24  # days of expected waiting that one look is worth
TARGET_VALUE = 4.0  # how many times that a change of a page with an open target is worth
GRACE = 60  # days after its day in which a target is looked for every day
SPREAD = 0.1  # the share of a wait by which pages are spread
_NEAR = 4  # before and after, a wait takes this part of the time to the day at most
_GONE = (CheckState.GONE, CheckState.SOFT404)


def next_check_at(page: Page, state: CheckState, schedule: Schedule, now: datetime) -> datetime:
    """When ``page`` is due again, after a look at ``now`` that found it in ``state``; its streaks
    and gaps count that look already.
    """
    return plan(page, state, schedule, now).due


def plan(page: Page, state: CheckState, schedule: Schedule, at: datetime) -> Plan:
    """When ``page`` is due again after a look at ``at``, and what made it so."""
    pace = rhythm(schedule, at)
    asks = page.kind is PageKind.ARTICLE and not page.failure_streak
    rate = change_rate(page, pace, at) if asks else None
    steps = list(_steps(page, state, schedule, at, pace, rate))
    wait = steps[-1][1]
    wait -= wait % timedelta(minutes=1)
    if wait < pace:
        steps.append((Rule.RHYTHM, wait := pace))
    return Plan(at + wait, wait, tuple(steps), rate)


def _steps(
    page: Page,
    state: CheckState,
    schedule: Schedule,
    at: datetime,
    pace: timedelta,
    rate: Rate | None,
) -> Iterator[tuple[Rule, timedelta]]:
    """Each rule with the wait it leaves, from first to last."""
    longest = max(pace, timedelta(seconds=schedule.longest_s))
    if page.kind is not PageKind.ARTICLE:
        yield Rule.LISTING, pace
        return
    if rate is None:
        yield _after_failure(page, state, pace, longest)
        return
    wait = learnt_wait(rate, TARGET_VALUE if _has_target(page) else 1.0)
    yield Rule.LEARNT, wait
    if wait > longest:
        yield Rule.LONGEST, (wait := longest)
    if page.open_target and wait > WEEK:
        yield Rule.OPEN_TARGET, (wait := WEEK)
    if page.due_on is not None and (near := _near(page.due_on, at.date())) < wait:
        yield Rule.DEADLINE, (wait := near)
    if wait > pace:
        yield Rule.SPREAD, wait * (1 - SPREAD * _lot(page.url))


def _after_failure(
    page: Page, state: CheckState, pace: timedelta, longest: timedelta
) -> tuple[Rule, timedelta]:
    """Soon at first, then within a day: a host that was down must not cost a week. Only a page
    that says it is gone is left alone for longer.
    """
    doubled = pace * (1 << min(max(page.failure_streak - 2, 0), 16))
    if state not in _GONE:
        return Rule.FAILING, min(doubled, max(pace, DAY))
    return Rule.GONE, min(doubled, WEEK if page.open_target else longest)


def learnt_wait(rate: Rate, value: float) -> timedelta:
    """The time after which what is expected to have waited is worth a look."""
    worth = WORTH / (rate.per_day * value)
    # When it is settled; no sooner while it is fresh. What has waited grows ever faster with the
    # time, so Newton's steps from above come down to where it is worth a look, and never below.
    wait = sqrt(2 * worth)
    for _ in range(60):
        waited, faster = _waited(wait, rate.fresh)
        step = (waited - worth) / faster
        wait -= step
        if step < 1e-4:  # days: a few seconds
            break
    return timedelta(days=wait)


def _waited(days: float, fresh: float) -> tuple[float, float]:
    """What has waited after so many days, at one change a day of the settled page, and how fast
    that grows then.
    """
    settling = SETTLING / log(2)
    gone = -expm1(-days / settling)  # of the freshness
    grown = days + (fresh - 1) * settling * gone
    return days * days / 2 + (fresh - 1) * settling * (days - settling * gone), grown


def _has_target(page: Page) -> bool:
    return page.open_target or page.due_on is not None


def _near(due: date, today: date) -> timedelta:
    """The longest wait around the day a target is due: every day just before it and while a
    figure is most likely to be reported, and less and less often farther away.
    """
    far = max((due - today).days, (today - due).days - GRACE, 0)
    return min(max(DAY, timedelta(days=far) / _NEAR), WEEK)


def _lot(url: str) -> float:
    """A number from 0 to 1 that is always the same for an address."""
    return (
        int.from_bytes(blake2b(url.encode(errors="surrogatepass"), digest_size=4).digest()) / 2**32
    )

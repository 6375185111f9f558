"""How often a page changes, learnt from its own looks.

A look tells only *whether* the text changed since the look before, and looks come at uneven
intervals. Source: the maximum likelihood estimator for irregular access of Cho and Garcia-Molina,
"Estimating frequency of change", ACM Transactions on Internet Technology 3(3), 2003: changes come
as a Poisson process, and the rate r is the one at which

    sum over looks that found a change of  t / (e^(r t) - 1)   =   sum over quiet looks of  t

with t the time since the look before. Taken as it is, it says "never" of a page that was quiet so
far and "always" of one that changed each time. For even intervals the paper mends that by half an
unchanged look, -log((unchanged + 0.5) / (looks + 0.5)). We add what a source is thought to be like
before anybody looked, and take the likeliest log r after. Of the equation times r, `EXPECTED` of a
change weighs on the left, and (`EXPECTED` + `HALF`) r b / (1 + r b) on the right. That is a beta
prime prior, a gamma whose own time is uncertain: its mode is a page of that source, yet a rate a
hundred times as fast is no surprise. There half a change is all that remains of it, which keeps
the rate finite as the half look of the paper does.

Two more things bend time, and the same equation holds in bent time: a look counts half after
`HALF_LIFE`, and an hour just after publication counts `FRESH` times as much, because that is when
articles are corrected. `docs/decisions/0009` has the reasons.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import accumulate, pairwise
from math import exp, expm1, log

from model import Page, PageKind
from model.plan import Rate

MOST_GAPS = 32
EXPECTED = 0.25  # changes that the prior weighs
HALF = 0.5  # what it takes away where changes are fast
PRIOR_RUNS = 480  # of its source, in which a page is thought to change once
PRIOR_DAYS = (15.0, 360.0)  # whatever the rhythm of the source
HALF_LIFE = 180.0  # days after which a look counts half
FRESH = 80.0  # times likelier than later, in the hour of publication
SETTLING = 2.0  # days in which that halves
_DAY = timedelta(days=1)
_MINUTES = 24 * 60
_LN2 = log(2)


def remembered(page: Page, at: datetime, *, changed: bool, pace: timedelta) -> Page:
    """The page with one more look that saw its article, ``changed`` since the one before or not.
    A first look has none before it, and tells nothing yet.
    """
    if page.seen_at is None:
        return page
    minutes = max(1, round((at - page.seen_at) / timedelta(minutes=1)))
    before = page.gaps or _guessed(page, pace)
    return replace(page, gaps=_capped((*before, -minutes if changed else minutes)))


def _guessed(page: Page, pace: timedelta) -> tuple[int, ...]:
    """How long a page was quiet that was watched before its looks were kept: by the rule of then,
    each quiet look doubled the wait, up to a week.
    """
    streak = min(page.unchanged_streak, 200)
    quiet = sum((min(pace * (1 << min(n, 16)), 7 * _DAY) for n in range(streak)), timedelta())
    return (round(quiet / timedelta(minutes=1)),) if quiet else ()


def _capped(gaps: tuple[int, ...]) -> tuple[int, ...]:
    """At most `MOST_GAPS`: where there are more, the oldest look is forgotten that lay between two
    quiet stretches (they say the same as one), else the very oldest.
    """
    while len(gaps) > MOST_GAPS:
        quiet = (n for n, (one, other) in enumerate(pairwise(gaps)) if one > 0 and other > 0)
        at = next(quiet, 0)
        both = abs(gaps[at]) + abs(gaps[at + 1])
        was_quiet = gaps[at] > 0 and gaps[at + 1] > 0
        gaps = (*gaps[:at], both if was_quiet else -both, *gaps[at + 2 :])
    return gaps


def change_rate(page: Page, pace: timedelta, at: datetime) -> Rate:
    """How often the page changes, by its looks up to the last one at ``at``, and before them by
    the ``pace`` of its source.
    """
    age = page_age(page, at)
    prior = min(max(PRIOR_RUNS * (pace / _DAY), PRIOR_DAYS[0]), PRIOR_DAYS[1])
    quiet, changed = 0.0, []
    for minutes, start, end in _stretches(page.gaps):
        if minutes > 0:
            quiet += _exposure(start, end, age, HALF_LIFE)
        else:
            changed.append((0.5 ** (end / HALF_LIFE), _exposure(start, end, age)))
    return Rate(
        per_day=most_likely(prior, quiet, changed),
        looks=len(page.gaps),
        changes=len(changed),
        days=sum(map(abs, page.gaps)) / _MINUTES,
        prior_days=prior,
        fresh=freshness(age),
        settled=age - sum(map(abs, page.gaps)) / _MINUTES > 5 * SETTLING,
    )


def page_age(page: Page, at: datetime) -> float:
    """The days since the article was published; where that is not known, or cannot be, since it
    was first seen.
    """
    if page.kind is PageKind.ARTICLE and page.published is not None:
        published = datetime.combine(page.published, time(), UTC)
        # East of Greenwich a day begins before it does in UTC.
        if published <= at + _DAY:
            return max(0.0, (at - published) / _DAY)
    return sum(map(abs, page.gaps)) / _MINUTES


def freshness(age: float) -> float:
    """How many times likelier a change is at this age, in days, than once it has settled."""
    return 1 + FRESH * exp(-_LN2 * age / SETTLING)


def _stretches(gaps: tuple[int, ...]) -> Iterator[tuple[int, float, float]]:
    """Each gap with its start and end, in days before the last look."""
    ends = list(accumulate(map(abs, reversed(gaps)), initial=0))
    for minutes, end, start in zip(reversed(gaps), ends, ends[1:], strict=False):
        yield minutes, start / _MINUTES, end / _MINUTES


def _exposure(start: float, end: float, age: float, half_life: float = 0.0) -> float:
    """The days between, each as many times as a change was likelier then than it is of a settled
    page, and with a ``half_life`` less the longer ago. Before its publication a page counts as
    settled: what was there is not known.
    """
    fade = _LN2 / half_life if half_life else 0.0
    settled = _decayed(start, end, fade, 0.0)
    if age - start > 30 * SETTLING:  # a billionth of the freshness is left
        return settled
    return settled + FRESH * _decayed(min(start, age), min(end, age), fade, age)


def _decayed(start: float, end: float, fade: float, age: float) -> float:
    """The integral of e^(-fade s), or with an ``age`` of e^(-fade s - settle (age - s)), over the
    days s before the last look.
    """
    settle = _LN2 / SETTLING if age else 0.0
    slope = settle - fade
    if slope == 0.0:
        return start - end
    return (exp(slope * start - settle * age) - exp(slope * end - settle * age)) / slope


def most_likely(prior: float, quiet: float, changed: Iterable[tuple[float, float]]) -> float:
    """The changes a day at which those seen and expected weigh as much as the ``quiet`` days and
    the prior, that a change comes every ``prior`` days. ``changed`` are the weight and exposure of
    each look that found a change.

    What is weighed falls as the rate grows, and ever slower: Newton's steps from below never go
    too far.
    """
    usual = prior * EXPECTED / HALF
    rate = EXPECTED / (quiet + (EXPECTED + HALF) * usual)
    for _ in range(100):
        share = rate * usual / (1 + rate * usual)
        value = EXPECTED - rate * quiet - (EXPECTED + HALF) * share
        slope = -quiet - (EXPECTED + HALF) * usual / (1 + rate * usual) ** 2
        for weight, exposure in changed:
            x = rate * exposure
            if x < 1e-6:
                value, slope = value + weight * (1 - x / 2), slope - weight * exposure / 2
            elif x < 300:  # beyond, it weighs nothing
                grown = expm1(x)
                value += weight * x / grown
                slope += weight * exposure * (grown - x * (grown + 1)) / grown**2
        step = -value / slope
        rate += step
        if step < rate * 1e-9:
            break
    return rate

"""When to look at a page again: pure arithmetic on what is known of it.

A page that keeps still is looked at less and less often, one that just changed or still holds an
open target never rarely. The interval doubles with every quiet look, from the source's own rhythm
up to a week; the first failures are tried again at the source's rhythm, lasting ones back off too.
Source: the multiplicative back-off of Cho and Garcia-Molina, "Effective page refresh policies for
web crawlers" (2003), section 5, without their frequency estimate.
"""

from datetime import date, datetime, timedelta

from model import Claim, Kind, Schedule, days

LONGEST = timedelta(days=7)
LONGEST_WITH_TARGET = timedelta(days=1)


def next_check_at(
    now: datetime, schedule: Schedule, quiet_looks: int, failed_looks: int, open_target: bool
) -> datetime:
    """When a page is due again. ``quiet_looks`` and ``failed_looks`` count those in a row."""
    rhythm = timedelta(minutes=schedule.every_minutes or 24 * 60)
    longest = LONGEST_WITH_TARGET if open_target and not failed_looks else LONGEST
    doublings = min(max(quiet_looks, failed_looks - 2, 0), 16)
    return now + max(rhythm, min(rhythm * (1 << doublings), longest))


def has_open_target(claims: tuple[Claim, ...], today: date) -> bool:
    """Whether any target among ``claims`` is not yet past its day (undated ones count as open)."""
    return any(claim.kind is Kind.TARGET and not _past(claim.period, today) for claim in claims)


def _past(period: str | None, today: date) -> bool:
    due = days(period) if period else None
    return due is not None and due.last < today

"""What the targets of a page have to say about when to look at it."""

from collections.abc import Iterable
from datetime import date, timedelta

from model import Claim, Kind, Page, days

AFTERMATH = timedelta(days=90)  # by then whoever set a target has reported on it, or does not


def has_open_target(claims: Iterable[Claim], today: date) -> bool:
    """Whether any target among ``claims`` is not yet past its day (undated ones count as open)."""
    return any(claim.kind is Kind.TARGET and not _past(claim.period, today) for claim in claims)


def next_due(claims: Iterable[Claim], today: date) -> date | None:
    """The first day on which a target among ``claims`` is due, or was not long ago; None when
    there is none.
    """
    targets = (claim.period for claim in claims if claim.kind is Kind.TARGET and claim.period)
    known = (days(period) for period in targets)
    return min((d.last for d in known if d and d.last >= today - AFTERMATH), default=None)


def is_outdated(page: Page, today: date) -> bool:
    """Whether what the page knows of its targets is to be read from its claims anew: the day it
    waited for is long past, or it was stored before such days were kept.
    """
    if page.due_on is None:
        return page.open_target and not page.gaps
    return page.due_on < today - AFTERMATH


def _past(period: str | None, today: date) -> bool:
    due = days(period) if period else None
    return due is not None and due.last < today

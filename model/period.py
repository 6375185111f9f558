"""The written forms of a period, and the days each one covers.

A year ``2025``, a half ``2023-H1``, a quarter ``2025-Q1``, a month ``2025-06``, a day
``2022-12-31``, a span ``2021/2025`` or ``2025-01/2025-09``; ``by:`` before any of them makes it
a deadline. Source: the forms follow SDMX TIME_PERIOD and ISO 8601, with ``by:`` added.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_FORM = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d\d)(?:-(\d\d))?))?")


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day of a period, and whether the last one is a deadline."""

    first: date
    last: date
    deadline: bool


@lru_cache(maxsize=4096)  # an article asks for few periods, but often
def days(period: str) -> Days | None:
    """The days that ``period`` covers; None when it is in none of the written forms."""
    deadline = period.startswith("by:")
    first, _, last = period.removeprefix("by:").partition("/")
    start, end = _one(first), _one(last or first)
    if start is None or end is None:
        return None
    return Days(start[0], end[1], deadline)


def _one(text: str) -> tuple[date, date] | None:
    match = _FORM.fullmatch(text)
    if not match:
        return None
    year, half, quarter, month, day = (int(g) if g else None for g in match.groups())
    assert year is not None  # the form begins with a year
    try:
        if day and month:
            return date(year, month, day), date(year, month, day)
        first, last = _months(half, quarter, month)
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    except ValueError:  # month 13, day 32, year 0: no such day
        return None


def _months(half: int | None, quarter: int | None, month: int | None) -> tuple[int, int]:
    if half:
        return half * 6 - 5, half * 6
    if quarter:
        return quarter * 3 - 2, quarter * 3
    return (month, month) if month is not None else (1, 12)

"""Where an axis is marked, and with what words: round amounts, and the ends of years or months."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, floor

from reports.words import MONTHS

_ROUND = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_MONTHS = (1, 2, 3, 6)
_DAYS = (1, 2, 7, 14)
_BETWEEN = 3  # columns between two labels


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, with its words; ``value`` is the amount there."""

    at: float
    label: str
    value: Decimal = Decimal(0)


def amount_ticks(bottom: float, top: float, most: int, *, whole: bool = False) -> tuple[Tick, ...]:
    """Round amounts between bottom and top, not many more than ``most``; ``whole`` ones only."""
    size = _round_step((top - bottom) / most)
    size = max(Decimal(1), size) if whole else size
    first, last = ceil(bottom / float(size)), floor(top / float(size))
    values = [size * number for number in range(first, min(last, first + 2 * most) + 1)]
    return tuple(Tick(float(value), "", value) for value in values)


def power_ticks(bottom: float, top: float, most: int) -> tuple[Tick, ...]:
    """The powers of ten between two exponents, at most about ``most`` of them."""
    step = max(1, ceil((top - bottom) / most))
    exponents = range(ceil(bottom / step) * step, floor(top) + 1, step)
    return tuple(Tick(float(exponent), "", Decimal(10) ** exponent) for exponent in exponents)


def _round_step(least: float) -> Decimal:
    """The smallest of 1, 2, 2.5 and 5, times a power of ten, that is not below ``least``."""
    magnitude = Decimal(10) ** Decimal(least).adjusted()
    return next((n * magnitude for n in _ROUND if float(n * magnitude) >= least), 10 * magnitude)


def day_ticks(first: float, last: float, columns: int) -> tuple[Tick, ...]:
    """The ends of years, of months or of days between two ordinals: the finest that fit, and no
    finer than the stretch of time asks for. A year's figure stands at its end, above its label.
    """
    start, end = _day(ceil(first)), _day(floor(last))
    span = (end - start).days
    for wanted, label, room in (
        (_each_day(start, end) if span < 62 else (), _day_label, 11),
        (_ends_of_months(start, end) if span < 1000 else (), _month_label, 8),
        (_ends_of_years(start, end), _year_label, 4),
    ):
        for days in wanted:
            if len(days) > 1 and len(days) * (room + _BETWEEN) <= columns:
                return tuple(Tick(float(day.toordinal()), label(day)) for day in days)
    return tuple(Tick(float(day.toordinal()), _day_label(day)) for day in {start, end})


def _day(ordinal: int) -> date:
    return date.fromordinal(min(max(1, ordinal), date.max.toordinal()))


def _each_day(start: date, end: date) -> Iterator[list[date]]:
    for step in _DAYS:
        number = (end - start).days // step + 1
        yield [start + timedelta(days=step * n) for n in range(number)]


def _ends_of_months(start: date, end: date) -> Iterator[list[date]]:
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    for step in _MONTHS:
        months = [divmod(n, 12) for n in range(first, last + 1) if (n + 1) % step == 0]
        days = [date(y, m + 1, monthrange(y, m + 1)[1]) for y, m in months]
        yield [day for day in days if start <= day <= end]


def _ends_of_years(start: date, end: date) -> Iterator[list[date]]:
    for step in _YEARS:
        days = [date(y, 12, 31) for y in range(start.year, end.year + 1) if y % step == 0]
        yield [day for day in days if start <= day <= end]


def _day_label(day: date) -> str:
    return f"{day.day} {_month_label(day)}"


def _month_label(day: date) -> str:
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def _year_label(day: date) -> str:
    return str(day.year)

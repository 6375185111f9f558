"""A period as a sentence names it, and as it is written once the calendar is known."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

# Forms that name months but no year: the text or the calendar tells it.
WHOLE = frozenset({"year", "within"})  # 全年, and 年内: what of it is left
YEARLESS = frozenset("half quarter quarters months month month_span day year_to".split())
_NO_TIME = frozenset({"none", "years", "same"})  # of no year, or of one only the text can tell
_EARLY = 3  # months in which "the past years" and "the year" still mean what ended before


@dataclass(frozen=True, slots=True)
class Period:
    """A period found at ``[start, end)``. ``year`` is None when the text does not say which; then
    ``relative`` counts from the article's year, and without it nothing is known.
    """

    start: int
    end: int
    form: str
    year: int | None = None
    relative: int | None = None  # years from the article's year
    first: int = 1  # month
    last: int = 12
    day: int | None = None
    last_year: int | None = None
    shift: int = 0  # months, quarters or years from those of the article; of "last May", -1
    point: bool = False  # its last day: "at the end of"
    deadline: bool = False
    baseline: bool = False  # only compared with
    start_of_pair: bool = False  # "from 2020": speaks of the next number only
    since: bool = False  # from then until the article
    weak: bool = False  # names a plan or a report: counts where nothing else is said


def written(
    period: Period, published: date | None, year: int | None, *, future: bool
) -> str | None:
    """The period in the forms of `model.period`; None when its year cannot be known. ``year`` is
    what the text spoke of before; ``future`` says that the claim is about what is to come.
    """
    if period.form in _BY_DAY:
        return _BY_DAY[period.form](period, published, future) if published else None
    start = _year_of(period, published, year, future)
    if start is None or period.form in _NO_TIME:
        return None
    if period.since:
        return _since(period, start, published)
    plain = _form(period, start)
    if future and (period.deadline or (period.point and period.form in {"year", "plan", "decade"})):
        return f"by:{_deadline(period, start, plain)}"
    return _point(period, start) if period.point else plain


def _since(period: Period, start: int, published: date | None) -> str | None:
    if published is None:
        return None
    if start == published.year:
        return _so_far(period, published, future=False) if period.first == 1 else str(start)
    return f"{start}/{published.year}" if start < published.year else None


def _year_of(period: Period, published: date | None, year: int | None, future: bool) -> int | None:
    if period.year is not None:
        return period.year
    if period.relative is not None:
        return published.year + period.relative if published else None
    if period.form in YEARLESS:
        return _nearest_year(period, published, year, future) if published else year
    if year is not None or published is None:
        return year
    ended = published.month <= _EARLY and not future
    return published.year - ended  # "the full year"


def _nearest_year(period: Period, published: date, year: int | None, future: bool) -> int:
    """The year of "in March": the last one that has begun; for an aim, one not long over."""
    if period.shift:
        passed = period.first < published.month
        return published.year - (period.shift < 0 and not passed) + (period.shift > 0 and passed)
    if future:
        return published.year + (period.deadline and published.month > period.last)
    if year is not None and year < published.year:
        return year
    # Whether the period has begun; one that ends at a time must have ended.
    begins = period.last if period.form == "year_to" or period.point else period.first
    return published.year - ((begins, period.day or 1) > (published.month, published.day))


def _form(period: Period, start: int) -> str:  # noqa: PLR0911 - one return per written form
    if period.form == "year_to":
        return _year_to(period, start)
    if period.last_year is not None:
        if period.form == "month_range":
            return f"{start}-{period.first:02}/{period.last_year}-{period.last:02}"
        return f"{start}/{period.last_year}"
    months = (period.first, period.last)
    if period.day:
        return f"{start}-{period.first:02}-{period.day:02}"
    if months == (1, 12):
        return str(start)
    if months in {(1, 6), (7, 12)}:
        return f"{start}-H{period.last // 6}"
    if period.last - period.first == 2 and period.last % 3 == 0:
        return f"{start}-Q{period.last // 3}"
    if period.first == period.last:
        return f"{start}-{period.first:02}"
    return f"{start}-{period.first:02}/{start}-{period.last:02}"


def _year_to(period: Period, last: int) -> str:
    """The twelve months that end with the one named."""
    if period.last == 12:
        return str(last)
    return f"{last - 1}-{period.last + 1:02}/{last}-{period.last:02}"


def _point(period: Period, start: int) -> str:
    year = period.last_year or start
    day = period.day or monthrange(year, period.last)[1]
    return f"{year}-{period.last:02}-{day:02}"


def _deadline(period: Period, start: int, plain: str) -> str:
    # A fiscal year is one year, though it is written as two; of other spans the end is meant.
    if period.last_year is not None and period.form != "fiscal":
        return str(period.last_year)
    return plain


# -- forms that are counted from the article's day ---------------------------------------------


def _today(period: Period, published: date, future: bool) -> str:
    return (published + timedelta(days=period.shift)).isoformat()


def _this_month(period: Period, published: date, future: bool) -> str:
    months = published.year * 12 + published.month - 1 + period.shift
    return f"{months // 12}-{months % 12 + 1:02}"


def _this_quarter(period: Period, published: date, future: bool) -> str:
    quarters = published.year * 4 + (published.month - 1) // 3 + period.shift
    return f"{quarters // 4}-Q{quarters % 4 + 1}"


def _this_half(period: Period, published: date, future: bool) -> str:
    halves = published.year * 2 + (published.month - 1) // 6 + period.shift
    return f"{halves // 2}-H{halves % 2 + 1}"


def _fiscal_now(period: Period, published: date, future: bool) -> str | None:
    """The fiscal year of the day. Most begin in April, July or October: in between it depends on
    a country that is not known.
    """
    if 4 <= published.month <= 9:
        return None
    first = published.year - (published.month < 4) + period.shift
    return f"{first}/{first + 1}"


def _coming(period: Period, published: date, future: bool) -> str:
    return str(published.year + (published.month > _EARLY))


def _next_years(period: Period, published: date, future: bool) -> str:
    return f"by:{published.year + period.shift}"


def _past_years(period: Period, published: date, future: bool) -> str:
    # Early in a year "the past five years" ends with the year before.
    last = published.year - 1 if published.month <= _EARLY else published.year
    return str(last) if period.shift == 1 else f"{last - period.shift + 1}/{last}"


def _run_years(period: Period, published: date, future: bool) -> str:
    """The years ahead of an aim "over four years", or those behind a fact."""
    if future:
        return f"{published.year}/{published.year + period.shift}"
    last = published.year - 1 if published.month <= _EARLY else published.year
    return f"{last - period.shift}/{last}"


def _so_far(period: Period, published: date, future: bool) -> str:
    """The months of the year that have ended; early in January, the month that has begun."""
    last = max(1, published.month - 1)
    start = Period(0, 0, "months", published.year, last=last)
    return str(published.year) if future else _form(start, published.year)


def _occasion(period: Period, published: date, future: bool) -> str:
    """The year of a feast: its last one; for an aim that of the article."""
    if future:
        return str(published.year)
    return str(published.year - (period.first > published.month))


def _decade(period: Period, published: date, future: bool) -> str:
    last = (published.year + 9) // 10 * 10
    return f"by:{last}" if future or period.point else f"{last - 10}/{last}"


_BY_DAY = {
    "today": _today, "this_month": _this_month, "this_quarter": _this_quarter,
    "this_half": _this_half, "fiscal_now": _fiscal_now, "coming": _coming,
    "next_years": _next_years, "past_years": _past_years, "run_years": _run_years,
    "so_far": _so_far, "occasion": _occasion, "decade": _decade,
}  # fmt: skip

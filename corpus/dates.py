"""Find whole dates in a line: "2025-01-08", "January 8, 2025", "8 Jan 2025", 2025年1月8日.

A date without its year is no date here: a document that says "Jan 8" has not said when.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_NUMERALS = "〇零一二三四五六七八九十"
_DATE = re.compile(
    rf"""(?<![\d.\-/])(?P<y1>\d{{4}})(?P<sep>[-/.])(?P<m1>\d{{1,2}})(?P=sep)(?P<d1>\d{{1,2}})(?![\d%])
    |(?<!\d)(?P<y2>\d{{4}})\s?年\s?(?P<m2>\d{{1,2}})\s?月\s?(?P<d2>\d{{1,2}})\s?日
    |(?P<y3>[{_NUMERALS}]{{4}})年(?P<m3>[{_NUMERALS}]{{1,2}})月(?P<d3>[{_NUMERALS}]{{1,3}})日
    |\b{_MONTH.format("m4")}\s(?P<d4>{_DAY}),?\s(?P<y4>\d{{4}})(?!\d)
    |(?<!\d)(?P<d5>{_DAY})\s{_MONTH.format("m5")},?\s(?P<y5>\d{{4}})(?!\d)""",
    re.I | re.X,
)
_EARLIEST, _LATEST = 1980, 2100  # a year outside is a house number or a typing error


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and the half-open place ``[start, end)`` in the line it was read from."""

    day: date
    start: int
    end: int


def find_dates(line: str) -> Iterator[FoundDate]:
    """Yield the whole, plausible dates of a line, left to right.

    Expects compatibility forms folded (NFKC): full-width digits are plain ones by now.
    """
    for match in _DATE.finditer(line):
        parts = {name[0]: text for name, text in match.groupdict().items() if text}
        day = _date(_number(parts["y"]), _month(parts["m"]), _number(parts["d"]))
        if day:
            yield FoundDate(day, match.start(), match.end())


def _date(year: int, month: int, day: int) -> date | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:  # 2025-02-30: no such day
        return None


def _month(text: str) -> int:
    name = text[:3].lower()
    return _MONTHS.index(name) + 1 if name in _MONTHS else _number(text)


def _number(text: str) -> int:
    """The number in digits ("8th") or in Chinese numerals: 二〇二五, 十二, 三十一."""
    digits = "".join(c for c in text if c.isdecimal())
    if digits:
        return int(digits)
    tens, ten, ones = text.rpartition("十")
    if ten:
        return (_NUMERALS.index(tens) - 1 if tens else 1) * 10 + _numeral(ones)
    return _numeral(text)


def _numeral(text: str) -> int:
    """Positional Chinese numerals as a number: 二〇二五 is 2025, nothing is 0."""
    number = 0
    for sign in text:
        number = number * 10 + max(_NUMERALS.index(sign) - 1, 0)
    return number

"""Dates as pages write them: 2025-03-05, 2025年3月5日, 二〇二五年三月五日, 5 March 2025.

A date of numbers alone whose day and month could be told either way (05/03/2025) is no date here.
"""

import re
from datetime import date

_EARLIEST = date(1995, 1, 1)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_FORMS = (
    # year, month, day
    re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?=T|\d{4}|\d{6}|\s|$)"),
    re.compile(
        r"([12二一][〇零○九][〇零○一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月"
        r"([一二三四五六七八九十]{1,3})日"
    ),
)
_ENGLISH = (
    re.compile(
        rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}[.,]{{0,2}}\s(\d{{4}})\b", re.I
    ),
    re.compile(rf"\b{_MONTH}\.?\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s(\d{{4}})\b", re.I),
)
# Day and month told apart by one of them being no month.
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](20\d\d)(?!\d)")
_MAX = 400  # characters of a text in which a date is looked for


def date_in(text: object, latest: date) -> date | None:
    """The first date that ``text`` holds, no later than ``latest``; None when it holds none."""
    if not isinstance(text, str):
        return None
    text = text[:_MAX]
    found = [day for form in _FORMS for day in _by_form(form, text)]
    found += [day for form in _ENGLISH for day in _english(form, text)]
    found += _numbers(text)
    days = sorted((at, day) for at, day in found if day is not None)
    return next((day for _, day in days if _EARLIEST <= day <= latest), None)


def _by_form(form: re.Pattern[str], text: str) -> list[tuple[int, date | None]]:
    return [
        (match.start(), _day(*(_number(part) for part in match.groups())))
        for match in form.finditer(text)
    ]


def _english(form: re.Pattern[str], text: str) -> list[tuple[int, date | None]]:
    found = []
    for match in form.finditer(text):
        first, second, year = match.groups()
        name, day = (second, first) if first.isdigit() else (first, second)
        month = _MONTHS.index(name[:3].lower()) + 1
        found.append((match.start(), _day(int(year), month, int(day))))
    return found


def _numbers(text: str) -> list[tuple[int, date | None]]:
    found = []
    for match in _NUMBERS.finditer(text):
        first, second, year = map(int, match.groups())
        if first > 12 or first == second:
            found.append((match.start(), _day(year, second, first)))
        elif second > 12:
            found.append((match.start(), _day(year, first, second)))
    return found


def _number(text: str) -> int:
    """A number in digits of either writing: 12, 十二, 二〇二五."""
    text = text.translate(_DIGITS)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * int(tens or 1) + int(ones or 0)
    return int(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

"""What no crawl follows, however it is linked: addresses that a site makes up without end.

Each rule names itself in words that a person reads in `figurewatch runs`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import zip_longest
from typing import TypeVar
from urllib.parse import urlsplit

from crawler.addresses import MAX_URL

_MAX_REPEATS = 2  # of one path segment; more is a trap (Heritrix, "pathological path")
_MAX_NUMBER_REPEATS = 3  # 2011/11/11/11.html is a day
_MAX_SEGMENTS = 16
_MAX_QUERY = 600  # characters
_MAX_PARAMETERS = 16
_AHEAD, _EARLIEST = 1, 1990  # years from today that a page is dated, and the first year of the web
_MAX_CALENDAR = 24  # addresses of one place that name nothing but a day or month
_MAX_COMBINED = 30  # addresses of one place that only combine parameters seen before
# Six digits are more often a number than a month; eight before a slash are a day.
_DATE_IN_PATH = re.compile(
    r"/((?:19|20|21)\d\d)(?:[-/.](?:0[1-9]|1[0-2])(?![0-9])|(?:0[1-9]|1[0-2])[0-3]\d(?=[/_]))"
)
_ONLY_A_DATE = re.compile(r"(.*/)(?:19|20|21)\d\d(?:[-/.]?(?:0?[1-9]|1[0-2]))(?:[-/.]?[0-3]?\d)?/?")
_DATE_NAME = re.compile(
    r"(?:\w*[_-])?(?:date|month|year|day|ym|ymd|week|cal|calendar|from|to|start|end)\w{0,4}", re.I
)
_DATE_VALUE = re.compile(r"((?:19|20|21)\d\d)(?:[-/.]?\d{1,2}){0,2}|\d{1,2}")
_DIGITS = re.compile(r"\d+")

Item = TypeVar("Item")


def flaw_of(url: str, today: date) -> str:
    """Why no page of any source would live at ``url``; "" when one may."""
    if len(url) > MAX_URL:
        return "address too long"
    parts = urlsplit(url)
    segments = [each for each in parts.path.split("/") if each]
    if len(segments) > _MAX_SEGMENTS:
        return "path too deep"
    if _repeats(segments):
        return "path repeats itself"
    if len(parts.query) > _MAX_QUERY or parts.query.count("&") >= _MAX_PARAMETERS:
        return "too many parameters"
    if any(
        not _EARLIEST <= year <= today.year + _AHEAD for year in _years(parts.path, parts.query)
    ):
        return "a date far from today"
    return ""


def _repeats(segments: list[str]) -> bool:
    """a/a/a, or a/b/a/b: a path that goes round in circles."""
    for segment, count in Counter(segments).items():
        if count > (_MAX_NUMBER_REPEATS if segment.isdigit() else _MAX_REPEATS):
            return True
    for size in range(2, len(segments) // 2 + 1):
        for start in range(len(segments) - 2 * size + 1):
            block = segments[start : start + size]
            if block == segments[start + size : start + 2 * size] and not _is_number(block):
                return True
    return False


def _is_number(block: list[str]) -> bool:
    return all(segment.isdigit() for segment in block)


def _years(path: str, query: str) -> Iterator[int]:
    for found in _DATE_IN_PATH.finditer(path):
        yield int(found.group(1))
    for name, value in _parameters(query):
        dated = _DATE_VALUE.fullmatch(value)
        if dated and dated.group(1) and _DATE_NAME.fullmatch(name):
            yield int(dated.group(1))


def _parameters(query: str) -> list[tuple[str, str]]:
    pairs = (each.partition("=") for each in query.split("&") if each)
    return [(name, value) for name, _, value in pairs]


class Traps:
    """What one crawl has seen of calendars and of parameters: each place has so many of them."""

    def __init__(self) -> None:
        self._calendars: Counter[str] = Counter()
        self._values: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(dict)
        self._combined: Counter[tuple[str, ...]] = Counter()

    def is_one(self, url: str) -> str:
        """What endless thing ``url`` is one too many of; "" when it is none. Each address asked
        about is counted: ask once.
        """
        parts = urlsplit(url)
        given = _parameters(parts.query)
        if place := _calendar(parts.netloc + parts.path, given):
            self._calendars[place] += 1
            return "a calendar" if self._calendars[place] > _MAX_CALENDAR else ""
        return "parameters combined" if self._combines(parts.netloc + parts.path, given) else ""

    def _combines(self, path: str, given: list[tuple[str, str]]) -> bool:
        """Whether the address only combines values that came before, once too often. An article
        named by a parameter always brings a new one.
        """
        if len(given) < 2:
            return False
        group = (path, *sorted({name for name, _ in given}))
        seen = self._values[group]
        new = [(name, value) for name, value in given if value not in seen.get(name, ())]
        for name, value in new:
            seen.setdefault(name, set()).add(value)
        self._combined[group] += not new
        return self._combined[group] > _MAX_COMBINED


def _calendar(place: str, given: list[tuple[str, str]]) -> str:
    """The place whose days or months the address leads through; "" when it names more."""
    dated = [n for n, value in given if _DATE_NAME.fullmatch(n) and _DATE_VALUE.fullmatch(value)]
    if dated and len(dated) == len(given):
        return f"{place}?{'&'.join(sorted(dated))}"
    only = _ONLY_A_DATE.fullmatch(place) if not given else None
    return only.group(1) if only else ""


def shape_of(url: str) -> str:
    """What an address looks like but for its numbers and its last name."""
    parts = urlsplit(url)
    names = "&".join(name for name, _ in _parameters(parts.query))
    return f"{parts.netloc}{_DIGITS.sub('0', parts.path.rpartition('/')[0])}?{names}"


def in_turn(groups: Iterable[list[Item]]) -> Iterator[Item]:
    """One of each group, then the second of each: a long group keeps no short one waiting."""
    nothing = object()
    for row in zip_longest(*groups, fillvalue=nothing):
        yield from (each for each in row if each is not nothing)  # type: ignore[misc]

"""Periods compared: when two mean the same time, and which ends later."""

import re
from dataclasses import dataclass
from datetime import date

from model import Article, Days, days

# What dates a sentence is made of: years, months and quarters, in digits or in words.
_DATES = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}(?=\s?(?:个?月|日|号|个?季度))"
    r"|[一二三四五六七八九十]+(?=个?月|个?季度)"
    r"|\b[a-z0-9]+(?=[ -](?:months?|quarters?)\b)|\bhalf(?= of\b| year\b|-year\b)"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|[上下]半年"
    r"|\b(?:first|second|third|fourth|last|this|next|previous|same)\b|[今去明前本同]年|[十百]+[三四五六]五",
    re.I,
)

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def dates_in(sentence: str) -> tuple[str, ...]:
    """The words of the sentence that may date it, in order."""
    return tuple(_DATES.findall(sentence[:2_000].lower()))


def years_in(sentence: str) -> frozenset[str]:
    """The years that the sentence names in digits."""
    return frozenset(_YEAR.findall(sentence[:2_000]))


def year_of(period: str | None) -> str:
    """The year a period ends in, as written in a text."""
    known = days(period) if period else None
    return str(known.last.year) if known else ""


def same_time(a: str | None, b: str | None) -> bool:
    """Whether two stated periods mean one time. "In 2025", "by 2025" and "at the end of 2025" end
    together and do; a quarter is not the year that it closes.
    """
    if a == b:
        return True
    one, other = days(a or ""), days(b or "")
    if one is None or other is None or one.last != other.last:
        return False
    return one.first == other.first or any(
        known.deadline or known.first == known.last for known in (one, other)
    )


def overlaps(a: Days, b: Days) -> bool:
    """Whether one period lies in the other."""
    return (a.first <= b.first and b.last <= a.last) or (b.first <= a.first and a.last <= b.last)


def ends_later(old: str | None, new: str | None) -> int:
    """1 when the new period ends later, -1 when earlier, 0 when that cannot be said."""
    one, other = days(old or ""), days(new or "")
    if one is None or other is None:
        return 0
    return (other.last > one.last) - (other.last < one.last)


@dataclass(frozen=True, slots=True)
class PageDates:
    """The page's own dates, old and new. Undated figures carry them as their period, so that a
    page published anew moves them all without a word being changed.
    """

    old: frozenset[str | None]
    new: frozenset[str | None]

    @classmethod
    def of(cls, before: Article, after: Article) -> "PageDates":
        """The dates of two versions; a page without any gives its claims no period."""
        return cls(_dates(before), _dates(after))

    @property
    def moved(self) -> bool:
        """Whether the page was dated anew."""
        return self.old != self.new

    def own(self, *, new: bool) -> frozenset[str | None]:
        """The dates of the one version."""
        return self.new if new else self.old

    def canonical(self, period: str | None, *, new: bool) -> str | None:
        """The period, or "page" when it is but the page's own date, which has moved."""
        return "page" if self.moved and period in self.own(new=new) else period


def _dates(article: Article) -> frozenset[str | None]:
    stated = {_iso(article.published), _iso(article.modified)} - {None}
    return frozenset(stated or {None})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

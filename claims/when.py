"""Which of the periods named is a claim's own: beside it, before it, or carried along."""

import re
from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter

from claims.aside import aside
from claims.dated import WHOLE, YEARLESS, Period, written
from claims.kind import baseline
from claims.measure import Measured
from claims.quantity import Amount
from claims.sentences import Sentence
from claims.timeline import Timeline
from model import Kind, Measure
from model.words import Language

Places = list[tuple[int, int]]  # where the amounts of a sentence stand
_NONE: frozenset[str] = frozenset()
_CHANGES = frozenset({Measure.GROWTH, Measure.CHANGE, Measure.MULTIPLE})


def period_of(
    measured: Measured,
    kind: Kind,
    sentence: Sentence,
    named: list[Period],
    spans: Places,
    timeline: Timeline,
) -> tuple[str | None, str, Period | None]:
    """The claim's period as written, the rule that told it, and where it stands."""
    amount, future = measured.amount, kind is not Kind.FIGURE
    compared = baseline(amount, sentence) or _versus(amount.start, sentence)
    period = None
    if named:
        find = _beside if compared else _own
        period = find(amount, kind, sentence, named, spans)
    text = _text(period, measured, future, named, spans, timeline) if period else None
    if period is not None and text is None and period.year is None and len(named) > 1:
        # "By 2035 … work in the quarter": what tells no time may be no word of time.
        others = [one for one in named if one is not period]
        other = find(amount, kind, sentence, others, spans)
        told = _text(other, measured, future, others, spans, timeline) if other else None
        if told is not None:
            period, text, named = other, told, others
    if period is not None and text is not None and (future or not timeline.ahead(text)):
        leads = period.end <= amount.at
        timeline.keep(text, period, future=future, compared=compared, leads=leads)
        return text, "period:stated", period
    if period is not None and timeline.published is None and period.year is None:
        return None, "period:unresolved", period  # "last year" of no known day is no year
    if compared:
        return timeline.base, "period:baseline", None
    return (*timeline.carried(measured, kind, sentence, named), None)


def nearest(
    amount: Amount, kind: Kind, sentence: Sentence, named: list[Period], spans: Places
) -> Period | None:
    """The period stated for the amount: right behind it, else before it, else later on."""
    return _own(amount, kind, sentence, named, spans) if named else None


def _own(
    amount: Amount, kind: Kind, sentence: Sentence, named: list[Period], spans: Places
) -> Period | None:
    future = kind is not Kind.FIGURE
    usable = [p for p in named if not aside(p, amount, future, sentence)]
    if not usable:
        return None
    if len(usable) == len(spans) > 1 and _respectively(sentence):
        return usable[[start for start, _ in spans].index(amount.start)]
    behind = _right_behind(amount, sentence, usable, spans)
    if behind is not None:
        return behind
    for group in (
        [p for p in usable if not p.weak and not p.since],
        [p for p in usable if p.since],
        [p for p in usable if p.weak],
    ):
        found = _before_or_later(amount, future, sentence, group, spans) if group else None
        if found is not None:
            return found
    return None


def _respectively(sentence: Sentence) -> bool:
    """Whether the sentence gives its list of years one amount each."""
    return any(w in sentence.low for w in sentence.language.joins.get("respectively", ()))


def _before_or_later(
    amount: Amount, future: bool, sentence: Sentence, usable: list[Period], spans: Places
) -> Period | None:
    segment = max(sentence.low.rfind(sign, 0, amount.at) for sign in ";；")
    before = [
        p for p in usable if p.end <= amount.at and not _spent(p, amount, spans, sentence, future)
    ]
    if before:
        inside = [p for p in before if p.start > segment]
        return inside[-1] if inside else before[0]
    for period in usable:
        if period.start >= amount.end and not period.start_of_pair:
            return period if _reaches(amount, period, future, sentence, spans) else None
    return None


def _reaches(
    amount: Amount, period: Period, future: bool, sentence: Sentence, spans: Places
) -> bool:
    """Whether a period further behind is the amount's: no other amount that is only compared
    stands before it, and what is past is no aim's.
    """
    owner = sentence.language.governing.get("attributes", ())
    if not sentence.language.spaced and sentence.low.startswith(tuple(owner), period.end):
        return False  # 是2020年的2.3倍
    between = (start for start, _ in spans if amount.end <= start < period.start)
    if any(_versus(start, sentence) for start in between):
        return False
    if future:
        return period.relative is None or period.relative >= 0
    return _listed(amount, period, sentence)


def _versus(start: int, sentence: Sentence) -> bool:
    """Whether what begins at ``start`` is only compared with: "on the 641 recorded in 2023"."""
    before = f" {sentence.low[max(0, start - 24) : start]}".rstrip()
    return before.endswith(_compared(sentence.language))


@lru_cache(maxsize=16)
def _compared(language: Language) -> tuple[str, ...]:
    return tuple(f" {word}" for word in language.dating.get("compared", ()))


def _right_behind(
    amount: Amount, sentence: Sentence, usable: list[Period], spans: Places
) -> Period | None:
    limit = min(
        [_clause_end(amount, sentence), *(start for start, _ in spans if start > amount.start)]
    )
    for period in usable:
        if period.start < amount.end or period.start_of_pair:
            continue
        if period.start >= limit and not _in_brackets(amount, period, sentence):
            return None
        if period.form != "today" or period.start - amount.end <= 1:
            return period
    return None


def _clause_end(amount: Amount, sentence: Sentence) -> int:
    """Where the amount's clause ends; a conversion in brackets ends none."""
    low, at = sentence.low, amount.at
    for _ in range(3):
        _, at = sentence.clause(at)
        if at >= len(low) or low[at - 1] not in "()":
            return at
    return at


def _in_brackets(amount: Amount, period: Period, sentence: Sentence) -> bool:
    """Whether the period alone stands in brackets behind the amount: "3.5 percent (2022)"."""
    low = sentence.low
    between = low[amount.end : period.start].strip()
    small = sentence.language.dating.get("small", _NONE)
    opens = between[:1] in {"(", "["} and (len(between) == 1 or between[1:].lstrip() in small)
    return opens and low[period.end : period.end + 1] in {")", "]"}


def _beside(
    amount: Amount, kind: Kind, sentence: Sentence, named: list[Period], spans: Places
) -> Period | None:
    """The period right beside an amount that is only compared with."""
    limit = min([len(sentence.low), *(start for start, _ in spans if start > amount.start)])
    for period in named:
        if 0 <= amount.start - period.end <= 1 and not sentence.language.spaced:
            return period  # 2015年的130.6亿元
    for period in named:
        if amount.end <= period.start < limit and period.start - amount.end < 20:
            return period
    before = [p for p in named if p.end <= amount.at and amount.at - p.end <= 8]
    return before[-1] if before else None


def _spent(period: Period, amount: Amount, spans: Places, sentence: Sentence, future: bool) -> bool:
    """Whether a period already belongs to an amount before: "from 5,000 in 2020 to 7,000"."""
    if period.start_of_pair:
        return any(period.end <= start < amount.start for start, _ in spans)
    earlier = _amount_before(period, spans) if sentence.language.spaced else None
    if earlier is None:
        return False
    if future and sentence.clause(amount.at)[0] >= period.end:
        return True  # "30.9 billion in 2024, is to increase 2 percent"
    words = sentence.low[max(0, earlier[0] - 12) : earlier[0]].rpartition(",")[2].split()
    return not sentence.language.dating.get("versus", _NONE).isdisjoint(words)


def _amount_before(period: Period, spans: Places) -> tuple[int, int] | None:
    """The amount that the period stands right behind, as in "40 in 2024"."""
    index = bisect_right(spans, period.start, key=itemgetter(1)) - 1
    return spans[index] if index >= 0 and period.start - spans[index][1] < 8 else None


_BRACKETS = re.compile(r"\([^()]*\)")  # a conversion
_NO_LIST = re.compile(r"[;；:()]|, (?!\d)|，")


def _listed(amount: Amount, period: Period, sentence: Sentence) -> bool:
    """Whether nothing but a list stands between the amount and a period behind it."""
    between = _BRACKETS.sub("", sentence.low[amount.end : period.start])
    if _NO_LIST.search(between):
        return False
    words = between.split()
    return sentence.language.dating.get("breaks", _NONE).isdisjoint(words)


def _text(
    period: Period,
    measured: Measured,
    future: bool,
    named: list[Period],
    spans: Places,
    timeline: Timeline,
) -> str | None:
    if period.form == "same":
        return timeline.same(period.last)
    if period.form == "before":
        return _year_earlier(period, named, timeline)
    fiscal = timeline.fiscal(period)
    if fiscal:
        return fiscal
    year = timeline.year
    if period.year is None and period.relative is None:
        year = _year_before(period, named, spans, timeline) or year
        if period.form in WHOLE:
            year = timeline.full_year(future=future)
    if measured.measure in _CHANGES and period.point and not future:
        period = replace(period, point=False)  # growth runs over the year, not at its end
    text = written(period, timeline.published, year, future=future)
    if text and not future and period.point and period.year is None:
        return timeline.not_ahead(text, period)
    return text


def _year_earlier(period: Period, named: list[Period], timeline: Timeline) -> str | None:
    """The year before that of what the sentence or the paragraph spoke of: "a year earlier"."""
    told = [p for p in named if p.end <= period.start and not p.baseline and p.year is not None]
    text = written(told[-1], timeline.published, None, future=False) if told else timeline.figure
    if text is None and timeline.published is not None:
        text = str(timeline.published.year)
    if text is None or not text[:4].isdigit() or "/" in text or text.count("-") > 1:
        plain = replace(period, form="year")
        return written(plain, timeline.published, None, future=False)
    return f"{int(text[:4]) - 1}{text[4:]}"


def _year_before(
    period: Period, named: list[Period], spans: Places, timeline: Timeline
) -> int | None:
    """The year that the sentence named before: "In 2024 …, up 5 percent in May"."""
    found = None
    for other in named:
        if other.end > period.start:
            break
        if other.baseline or other.since or other.form in {"years", "same", "past_years"}:
            continue
        if period.form in YEARLESS and _amount_before(other, spans):
            continue  # "60 in 2024, fell to 3 in the first four months" speaks of two years
        if other.year is not None:
            found = other.last_year or other.year
        elif other.relative is not None and timeline.published:
            found = timeline.published.year + other.relative
    return found

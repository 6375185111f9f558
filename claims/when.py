"""Which of the periods named is a claim's own: beside it, before it, or carried along."""

import re
from dataclasses import replace
from datetime import date

from claims.kind import baseline
from claims.measure import Measured
from claims.period import Period, written
from claims.quantity import Amount
from claims.sentences import Sentence
from claims.timeline import Timeline
from model import Kind, Measure

Places = list[tuple[int, int]]  # where the amounts of a sentence stand


def period_of(
    measured: Measured,
    kind: Kind,
    sentence: Sentence,
    named: list[Period],
    spans: Places,
    timeline: Timeline,
) -> tuple[str | None, str]:
    """The claim's period as written, and the rule that told it."""
    amount, future = measured.amount, kind is not Kind.FIGURE
    compared = baseline(amount, sentence)
    if compared:
        period = _beside(amount, sentence, named, spans)
    else:
        period = nearest(amount, kind, sentence, named, spans)
    text = _text(period, measured, future, named, timeline) if period else None
    if period is not None and not (text and not future and timeline.ahead(text)):
        timeline.keep(text, period, future=future, compared=compared)
        return text, "period:stated"
    if compared:
        return timeline.base, "period:baseline"
    return timeline.carried(measured, kind, sentence)


def nearest(
    amount: Amount, kind: Kind, sentence: Sentence, named: list[Period], spans: Places
) -> Period | None:
    """The period stated for the amount: right behind it, else before it, else later on."""
    future = kind is not Kind.FIGURE
    usable = [p for p in named if not p.baseline and not _aside(p, amount, future, sentence)]
    behind = _right_behind(amount, sentence, usable, spans)
    if behind is not None:
        return behind
    segment = max(sentence.low.rfind(sign, 0, amount.at) for sign in ";；")
    before = [
        p for p in usable if p.end <= amount.at and not _spent(p, amount, spans, sentence, future)
    ]
    inside = [p for p in before if p.start > segment]
    if before:
        return inside[-1] if inside else before[0]
    for period in usable:
        if period.start >= amount.end and not period.start_of_pair:
            return period if future or _listed(amount, period, sentence) else None
    return None


def _right_behind(
    amount: Amount, sentence: Sentence, usable: list[Period], spans: Places
) -> Period | None:
    _, end = sentence.clause(amount.at)
    limit = min([end, *(start for start, _ in spans if start > amount.start)])
    for period in usable:
        if not amount.end <= period.start < limit or period.start_of_pair:
            continue
        if period.form != "today" or period.start - amount.end <= 1:
            return period
    return None


def _beside(
    amount: Amount, sentence: Sentence, named: list[Period], spans: Places
) -> Period | None:
    """The period right beside an amount that is only compared with."""
    limit = min([len(sentence.low), *(start for start, _ in spans if start > amount.start)])
    for period in named:
        if amount.end <= period.start < limit and period.start - amount.end < 20:
            return period
    before = [p for p in named if p.end <= amount.at and amount.at - p.end <= 8]
    return before[-1] if before else None


_TO_COMPARE = re.compile(r"\b(?:from|than|against|with)\b[^,]*$")


def _spent(period: Period, amount: Amount, spans: Places, sentence: Sentence, future: bool) -> bool:
    """Whether a period already belongs to an amount before: "from 5,000 in 2020 to 7,000"."""
    if period.start_of_pair:
        return any(period.end <= start < amount.start for start, _ in spans)
    earlier = [(start, end) for start, end in spans if end <= period.start]
    if not earlier or not sentence.language.spaced:
        return False
    start, end = earlier[-1]
    if future and period.start - end < 8 and sentence.clause(amount.at)[0] >= period.end:
        return True  # "30.9 billion in 2024, is to increase 2 percent"
    return (
        period.start - end < 8
        and _TO_COMPARE.search(sentence.low, max(0, start - 12), start) is not None
    )


_NO_LIST = re.compile(r"[;；:()]|, (?!\d)|，|\b(?:while|against|from)\b")


def _listed(amount: Amount, period: Period, sentence: Sentence) -> bool:
    """Whether nothing but a list stands between the amount and a period behind it."""
    return _NO_LIST.search(sentence.low, amount.end, period.start) is None


_PLAN_AFTER = re.compile(
    r"(?:的)?(?:年度)?(?:计划|目标|任务|预算|预期)| (?:plan|target|goal|budget)s?\b"
)
_EVENT_BEFORE = re.compile(
    r"(?:adopted|announced|set|unveiled|launched|released|approved|published|signed|promised|"
    r"agreed|outlined|issued|presented|drawn up|submitted)"
    r"(?: (?:in|on|by|last|earlier|during|at|voters))*\s*$"
)
_EVENT_AFTER = re.compile(
    r"[底末初]?(?:曾|所|正式|首次)?(?:公布|发布|提出|确定|制定|印发|出台|通过|设定|宣布|下达|召开)"
)


def _aside(period: Period, amount: Amount, future: bool, sentence: Sentence) -> bool:
    """Whether the period belongs to something else than the claim: it names a plan ("the annual
    plan"), dates one ("adopted in January"), or is what a multiple compares with.
    """
    low = sentence.low
    if amount.unit == "times" and low[period.end : amount.start] in {"的", ""}:
        return True  # 是2019年的1.8倍
    if not future:
        return _PLAN_AFTER.match(low, period.end) is not None
    if _EVENT_BEFORE.search(low, max(0, period.start - 36), period.start):
        return True
    return _EVENT_AFTER.match(low, period.end) is not None


def _text(
    period: Period, measured: Measured, future: bool, named: list[Period], timeline: Timeline
) -> str | None:
    year = timeline.year
    if period.year is None and period.relative is None:
        earlier = [p for p in named if p.end <= period.start and not p.baseline]
        years = [_year(p, timeline.published) for p in earlier]
        year = next((y for y in reversed(years) if y), None) or year
        if year is None and period.form == "year":
            year = timeline.full_year(future=future)
    if measured.measure in {Measure.GROWTH, Measure.CHANGE} and period.point and not future:
        period = replace(period, point=False)  # growth runs over the year, not at its end
    text = written(period, timeline.published, year, future=future)
    if text and not future and period.point and period.year is None:
        return timeline.not_ahead(text, period)
    return text


def _year(period: Period, published: date | None) -> int | None:
    if period.year is not None:
        return period.last_year or period.year
    counted = period.form not in {"past_years", "next_years", "today"}
    if period.relative is not None and published and counted:
        return published.year + period.relative
    return None

"""Which of the periods named is a claim's own: beside it, before it, or carried along."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from claims.kind import baseline
from claims.measure import Measured
from claims.period import Period, written
from claims.quantity import Amount
from claims.sentences import Sentence
from model import Kind, Measure, Quantity, days

_NOW = re.compile(
    r"\b(?:is|are|has|have|remain|remains|numbers?|houses?|boasts?|currently|now|so far|to date|already|"
    r"contains?|connects?|employs?|accounts?|stands?|operates?|covers?|hosts?)\b"
    r"|目前|现有|已|共有|集聚|累计|拥有|现|占|达|有|约|聚集|汇聚"
)
_MAIN = {
    "year",
    "half",
    "quarter",
    "quarters",
    "months",
    "month",
    "month_span",
    "span",
    "plan",
    "past_years",
}


@dataclass(slots=True)
class Timeline:
    """What the text has said of time so far. ``main`` is the period the text reports on,
    ``figure`` and ``aim`` those of the paragraph, each as written; ``year`` the last year named.
    """

    published: date | None
    title: str | None = None
    main: str | None = None
    figure: str | None = None
    aim: str | None = None
    base: str | None = None
    year: int | None = None

    def paragraph(self) -> None:
        """A new paragraph begins: what the last one said no longer holds of itself."""
        self.main = self.figure or self.main
        self.figure = self.aim = self.base = None
        self.year = None

    def heard(self, named: list[Period]) -> None:
        """Keep what a sentence without claims says of time: "First half."."""
        for period in named:
            if period.form in _MAIN and not period.baseline:
                text = written(period, self.published, self.year, future=period.deadline)
                if text and not text.startswith("by:") and self._past(text):
                    self.figure = text
                elif text:
                    self.aim = text
                self.year = period.year or self.year

    def _past(self, text: str) -> bool:
        found = days(text)
        return self.published is None or found is None or found.first <= self.published


def period_of(
    measured: Measured, kind: Kind, sentence: Sentence, named: list[Period],
    spans: list[tuple[int, int]], timeline: Timeline,
) -> tuple[str | None, str]:  # fmt: skip
    """The claim's period as written, and the rule that told it. ``spans`` are the places of all
    amounts of the sentence.
    """
    amount, future = measured.amount, kind is not Kind.FIGURE
    period = nearest(amount, kind, sentence, named, spans)
    compared = baseline(amount, sentence)
    if period is not None:
        text = _text(period, measured, future, named, timeline)
        _keep(text, period, future, compared, timeline)
        return text, "period:stated"
    if compared:
        return timeline.base, "period:baseline"
    return _carried(measured, future, sentence, timeline)


def nearest(
    amount: Amount,
    kind: Kind,
    sentence: Sentence,
    named: list[Period],
    spans: list[tuple[int, int]],
) -> Period | None:
    """The period stated for the amount: right behind it, else before it, else later on."""
    future = kind is not Kind.FIGURE
    usable = [p for p in named if not p.baseline and not (future and _event(p, sentence))]
    _, end = sentence.clause(amount.at)
    following = [start for start, _ in spans if start > amount.start]
    limit = min([end, *following])
    for period in usable:
        if (
            amount.end <= period.start < limit
            and not period.start_of_pair
            and period.form != "today"
        ):
            return period
    segment = max(sentence.low.rfind(sign, 0, amount.at) for sign in ";；")
    before = [
        p for p in usable
        if p.end <= amount.at and not _spent(p, amount, spans, sentence)
    ]  # fmt: skip
    inside = [p for p in before if p.start > segment]
    if inside:
        return inside[-1]
    if before:
        return before[0]
    for period in usable:
        if (
            period.start >= amount.end
            and not period.start_of_pair
            and (future or _open(amount, period, sentence))
        ):
            return period
    return None


def _spent(
    period: Period, amount: Amount, spans: list[tuple[int, int]], sentence: Sentence
) -> bool:
    """Whether a period already belongs to an amount before: "from 5,000 in 2020 to 7,000"."""
    between = [s for s, _ in spans if period.end <= s < amount.start]
    if period.start_of_pair:
        return bool(between)
    earlier = [(s, e) for s, e in spans if e <= period.start]
    if not earlier or not sentence.language.spaced:
        return False
    gap = sentence.low[earlier[-1][1] : period.start]
    before = sentence.low[max(0, earlier[-1][0] - 12) : earlier[-1][0]]
    return len(gap) < 8 and re.search(r"\b(?:from|than|against|with)\b[^,]*$", before) is not None


def _open(amount: Amount, period: Period, sentence: Sentence) -> bool:
    """Whether nothing but a list stands between the amount and a period behind it."""
    between = sentence.low[amount.end : period.start]
    return not re.search(r"[;；:()]|, (?!\d)|，|\bwhile\b|\bagainst\b|\bfrom\b", between)


_EVENT_BEFORE = re.compile(
    r"(?:adopted|announced|set|unveiled|launched|released|approved|published|signed|promised|agreed|"
    r"outlined|issued|presented|drawn up|submitted)(?: (?:in|on|by|last|earlier|during|at|voters))*\s*$"
)
_EVENT_AFTER = re.compile(
    r"(?:[底末初])?(?:曾|所|正式|首次)?(?:公布|发布|提出|确定|制定|印发|出台|通过|设定|宣布|下达|召开|印发|明确的|启动的)"
)


def _event(period: Period, sentence: Sentence) -> bool:
    """Whether the period only dates the plan itself: "adopted in January", 去年公布的方案."""
    if _EVENT_BEFORE.search(sentence.low, max(0, period.start - 36), period.start):
        return True
    return _EVENT_AFTER.match(sentence.low, period.end) is not None


def _text(
    period: Period, measured: Measured, future: bool, named: list[Period], timeline: Timeline
) -> str | None:
    year = timeline.year
    if period.year is None and period.relative is None:
        earlier = [p for p in named if p.end <= period.start and not p.baseline]
        years = [_year(p, timeline.published) for p in earlier]
        year = next((y for y in reversed(years) if y), None) or year
        if year is None and period.form == "year":
            year = _full_year(timeline, future)
    if measured.measure in {Measure.GROWTH, Measure.CHANGE} and period.point and not future:
        period = replace(period, point=False)
    return written(period, timeline.published, year, future=future)


def _year(period: Period, published: date | None) -> int | None:
    if period.year is not None:
        return period.last_year or period.year
    if (
        period.relative is not None
        and published
        and period.form not in {"past_years", "next_years", "today"}
    ):
        return published.year + period.relative
    return None


def _full_year(timeline: Timeline, future: bool) -> int | None:
    """The year of "the full year": the title's, else the one that just ended."""
    title = days(timeline.title) if timeline.title else None
    if title:
        return title.last.year
    published = timeline.published
    if published is None:
        return None
    return published.year - 1 if published.month <= 3 and not future else published.year


def _keep(
    text: str | None, period: Period, future: bool, compared: bool, timeline: Timeline
) -> None:
    if text is None or period.form not in _MAIN:
        return
    if compared:
        timeline.base = text
    elif future:
        timeline.aim = text
    elif timeline.figure is None or not period.start_of_pair:
        timeline.figure = _whole(text)
        timeline.year = int(text[:4])
    elif timeline.main is None:
        timeline.main = _whole(text)


def _whole(text: str) -> str:
    """The year of a point: "by the end of 2024" speaks of 2024 when it is carried on."""
    return text[:4] if text.endswith("-12-31") else text


def _carried(
    measured: Measured, future: bool, sentence: Sentence, timeline: Timeline
) -> tuple[str | None, str]:
    if future:
        if timeline.aim:
            return timeline.aim, "period:carried"
        ahead = _if(timeline.title, timeline.published, ahead=True)
        return (ahead, "period:title") if ahead else (None, "period:none")
    flow = _flows(measured)
    if timeline.figure:
        return timeline.figure, "period:carried"
    if not flow and timeline.published and _NOW.search(sentence.low):
        return timeline.published.isoformat(), "period:now"
    for text, rule in ((timeline.title, "period:title"), (timeline.main, "period:document")):
        past = _if(text, timeline.published, ahead=False)
        if past:
            return past, rule
    if timeline.published and _NOW.search(sentence.low):
        return timeline.published.isoformat(), "period:now"
    return None, "period:none"


def _if(text: str | None, published: date | None, *, ahead: bool) -> str | None:
    """``text`` when it lies ahead of the day (or behind it), else None."""
    found = days(text) if text else None
    if found is None or published is None:
        return text
    return (
        text if (found.last >= published) == ahead or (ahead and found.last >= published) else None
    )


def _flows(measured: Measured) -> bool:
    """Whether the amount runs over a period (revenue, growth) rather than stands at a time."""
    if measured.measure in {Measure.GROWTH, Measure.CHANGE}:
        return True
    kind = Quantity(Decimal(1), measured.amount.unit or "item").dimension
    return kind.startswith(("money", "mass", "energy")) or kind in {"count:visit", "count:TEU"}

"""One sentence after another to claims: what each step finds, put together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from claims.indicator import Named, indicator_of
from claims.kind import Cues, cues, kind_of
from claims.mask import is_header, masked
from claims.measure import Measured, measured
from claims.normalise import Normal, normalise
from claims.number import might_hold
from claims.period import Period, periods, written
from claims.place import Places, Region, place_of, places, region_of
from claims.quantity import Amount, amounts
from claims.sentences import Sentence, sentences
from model import Article, Bound, Claim, Kind, Measure, Quantity
from model.words import Words

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NOW = re.compile(
    r"\b(?:is|are|has|have|remain|remains|number|numbers|houses?|boasts?|currently|now|so far|to date|already|contain|contains|connects?|employs?|accounts?)\b|目前|现有|已|共有|集聚|累计|拥有|达|现"
)


@dataclass(slots=True)
class _Memory:
    """What the reader carries from one sentence to the next."""

    line: int = -1
    kind: Kind | None = None
    year: int | None = None
    period: Period | None = None
    place: str | None = None
    named: Named | None = None
    unit: Amount | None = None


@dataclass(frozen=True, slots=True)
class _Document:
    text: Normal
    original: str
    published: date | None
    title_year: int | None
    region: Region
    words: Words


def claims_of(article: Article, words: Words, place: str | None) -> Iterator[Claim]:
    """Every claim of the article, in the order of the text."""
    text = normalise(article.text)
    found = [s for s in sentences(text, words.languages, article.language) if not is_header(s.low)]
    title = normalise(article.title).text or (found[0].text if found else "")
    region = region_of(title, found[:60], words, place)
    year = _YEAR.search(title)
    document = _Document(
        text, article.text, article.published, int(year[1]) if year else None, region, words
    )
    memory = _Memory()
    for sentence in found:
        if sentence.line != memory.line:
            memory = _Memory(line=sentence.line, unit=memory.unit)
        if might_hold(sentence.low, sentence.language):
            yield from _of_sentence(sentence, document, memory)
        else:
            _remember(sentence, document, memory)


def _remember(sentence: Sentence, document: _Document, memory: _Memory) -> None:
    """Take from a sentence without numbers what it says for those behind it."""
    for period in periods(sentence.text, sentence.low, sentence.language):
        if not period.baseline and period.form not in {"day", "today", "none"}:
            memory.period = period


def _of_sentence(sentence: Sentence, document: _Document, memory: _Memory) -> Iterator[Claim]:
    named = periods(sentence.text, sentence.low, sentence.language)
    mask = masked(
        sentence.low, sentence.language, [(p.start, p.end) for p in named if p.form != "today"]
    )
    found = amounts(sentence.text, sentence.low, sentence.language, mask)
    found = _with_units(found, sentence, memory)
    if found:
        yield from _Reading(sentence, document, memory, named).claims(found)
    _keep_period(named, memory)


def _keep_period(named: tuple[Period, ...], memory: _Memory) -> None:
    stated = [
        p
        for p in named
        if not p.baseline
        and p.form not in {"day", "today", "none", "this_month"}
        and not p.deadline
    ]
    if stated:
        memory.period = stated[0]
        if stated[0].year is not None and stated[0].last_year is None:
            memory.year = stated[0].year


class _Reading:
    """The reading of one sentence."""

    def __init__(
        self, sentence: Sentence, document: _Document, memory: _Memory, named: tuple[Period, ...]
    ) -> None:
        self.sentence, self.document, self.memory = sentence, document, memory
        self.periods = [p for p in named if not p.baseline]
        self.cues: Cues = cues(sentence)
        self.places: Places = places(sentence, document.words, document.region)
        self.hidden = [(p.start, p.end) for p in named] + [
            (h.start, h.end) for h in self.places.hits
        ]
        self.spans: list[tuple[int, int]] = []

    def claims(self, found: list[Amount]) -> Iterator[Claim]:
        before: Measured | None = None
        last: tuple[Amount, Named] | None = None
        self.spans = [(a.start, a.end) for a in found]
        for amount in found:
            measure = measured(amount, self.sentence, before)
            kind, rule = kind_of(amount, self.cues, self.memory.kind)
            named = indicator_of(
                measure.amount,
                measure.measure,
                self.sentence,
                self.hidden,
                last,
                self.memory.named,
                self.document.words,
            )
            yield self._claim(measure, kind, rule, named)
            before, last = measure, (amount, named)
            self.memory.named = named
            self.memory.kind = kind
            self.memory.unit = amount

    def _claim(self, measure: Measured, kind: Kind | None, kind_rule: str, named: Named) -> Claim:
        amount = measure.amount
        place, place_rule = place_of(
            amount.at, self.places, self.document.words, self.document.region, self.memory.place
        )
        kind, kind_rule = self._settled(amount, kind, kind_rule)
        period, period_rule = self._period(amount, kind)
        span = self.document.text.span(
            self.sentence.start + amount.start, self.sentence.start + amount.end
        )
        whole = self.document.text.span(
            self.sentence.start, self.sentence.start + len(self.sentence.text)
        )
        original = self.document.original
        rules = (measure.rule, kind_rule, named.rule, place_rule, period_rule)
        return Claim(
            quantity=Quantity(_plain(amount.value), amount.unit or "item", amount.bound, _plain(amount.high) if amount.high is not None else None),
            kind=kind,
            measure=measure.measure,
            indicator=named.phrase,
            indicator_key=named.key,
            place=place,
            period=period,
            quote=original[span.start : span.end],
            span=span,
            sentence=original[whole.start : whole.end],
            sentence_start=whole.start,
            language=self.sentence.language.code,
            converted=tuple(replace(c, value=_plain(c.value)) for c in amount.converted),
            confidence=_confidence(rules, amount),
            rules=rules,
        )  # fmt: skip

    def _settled(self, amount: Amount, kind: Kind | None, rule: str) -> tuple[Kind, str]:
        """The kind, from the period where no word tells it: what lies ahead is aimed at."""
        if kind is not None:
            return kind, rule
        period = self._nearest(amount)
        published = self.document.published
        if (
            period is not None
            and period.deadline
            and period.year
            and published
            and period.year > published.year
        ):
            return Kind.TARGET, "kind:period-ahead"
        if period is not None and period.year and published and period.year > published.year:
            return Kind.TARGET, "kind:period-ahead"
        return Kind.FIGURE, "kind:default"

    def _nearest(self, amount: Amount) -> Period | None:
        """The period stated for the amount: right behind it, else before it, else later on."""
        _, end = self.sentence.clause(amount.at)
        following = [s for s, _ in self.spans if s > amount.start]
        limit = min([end, *following])
        for period in self.periods:
            if amount.end <= period.start < limit and not period.start_of_pair:
                return period
        before = [p for p in self.periods if p.end <= amount.at]
        for period in reversed(before):
            if period.start_of_pair and any(period.end <= s < amount.start for s, _ in self.spans):
                continue
            return period
        for period in self.periods:
            if period.start >= amount.end and not period.start_of_pair:
                return period
        return None

    def _period(self, amount: Amount, kind: Kind) -> tuple[str | None, str]:
        published = self.document.published
        future = kind is not Kind.FIGURE
        period, rule = self._nearest(amount), "period:stated"
        if period is None and self.memory.period is not None:
            period, rule = self.memory.period, "period:carried"
        year = self.memory.year or self.document.title_year
        if period is not None:
            if period.form == "year" and period.year is None and period.relative is None:
                year = self._year_around(year, future)
            return written(period, published, year, future=future), rule
        if self.document.title_year is not None and (
            not future or published is None or self.document.title_year >= published.year
        ):
            return str(self.document.title_year), "period:title"
        if not future and published and _NOW.search(self.sentence.low):
            return published.isoformat(), "period:now"
        return None, "period:none"

    def _year_around(self, year: int | None, future: bool) -> int | None:
        """The year of "the full year": one named nearby, else the one that just ended."""
        published = self.document.published
        if year is not None or published is None:
            return year
        return published.year - 1 if published.month <= 3 and not future else published.year


def _confidence(rules: tuple[str, ...], amount: Amount) -> float:
    """How sure the reading is: less for every field that only a default decided."""
    weak = sum(rule.endswith((":default", ":none", ":carried")) for rule in rules)
    return round(max(0.3, 1.0 - 0.1 * weak - (0.2 if amount.inherits else 0.0)), 2)


def _with_units(found: list[Amount], sentence: Sentence, memory: _Memory) -> list[Amount]:
    """The amounts that are quantities: bare numbers take a unit that stands nearby, or go."""
    out: list[Amount] = []
    for amount in found:
        if amount.unit is not None:
            if _is_structure(amount, sentence):
                continue
            out.append(amount)
            continue
        unit = _inherited(amount, sentence, out, memory)
        if unit is not None:
            out.append(replace(amount, unit=unit, inherits=True))
    return out


def _is_structure(amount: Amount, sentence: Sentence) -> bool:
    """Small counts in words structure a text ("four fields", 两个方面) more than they measure."""
    if (
        sentence.language.spaced
        or amount.number.digits
        or amount.number.scaled
        or not amount.counter
    ):
        return False
    if amount.value > 10:
        return False
    return amount.unit in {"item", "kind", "line"} or not amount.noun or amount.value == 1


_LEADS = re.compile(
    r"(?:\b(?:to|at|from|reached|was|were|is|by|hit|totaled|totalled|exceeded|than|of|number|numbered|planned|and|over|some|about|around|nearly|only|least|almost|a)|,)\s*$"
)


def _inherited(
    amount: Amount, sentence: Sentence, out: list[Amount], memory: _Memory
) -> str | None:
    low = sentence.low
    if not sentence.language.spaced:
        return None
    if not (_LEADS.search(low[: amount.at]) or amount.bound is not Bound.EXACT):
        return None
    if amount.value < 10 and amount.bound is Bound.EXACT:
        return None
    before = low[: amount.start].rstrip()
    if out and (
        before.endswith((" from", " to", ",", " and", "planned", "than"))
        or amount.start - out[-1].end < 60
    ):
        return (
            out[-1].unit if out[-1].unit not in {"percent", "times", "percentage_point"} else None
        )
    nouns = _nouns_before(amount, sentence)
    if nouns:
        return nouns
    if memory.unit and memory.unit.unit not in {"percent", "times", "percentage_point"}:
        return memory.unit.unit
    return None


def _nouns_before(amount: Amount, sentence: Sentence) -> str | None:
    from claims.lexicon import Lexicon

    last = None
    for hit in Lexicon(sentence.language.nouns).find(sentence.low, 0, amount.start):
        last = hit.meaning
    return last


def _plain(value):  # type: ignore[no-untyped-def]
    return value.quantize(1) if value == value.to_integral_value() else value.normalize()

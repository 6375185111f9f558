"""One sentence after another to claims: what each step finds, put together."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from claims.cells import is_caption, is_row, without_brackets
from claims.dated import WHOLE
from claims.evidence import Evidence, Heard, Listener
from claims.headers import is_header
from claims.heading import Headings
from claims.indicator import Names
from claims.kind import cues, kind_of
from claims.mask import masked
from claims.measure import Measured, measured
from claims.naming import Named
from claims.normalise import Normal, normalise
from claims.number import might_hold
from claims.period import Period, periods, written
from claims.place import Region, place_of, places
from claims.quantity import Amount, amounts
from claims.rank import ranks
from claims.region import region_of
from claims.scan import Hit
from claims.sentences import Sentence, sentences
from claims.sharing import with_units
from claims.table import Entry, Table
from claims.timeline import Timeline
from claims.tongue import in_its_language, language_of, lowered
from claims.when import nearest, period_of
from model import Article, Claim, Kind, Quantity, days
from model.units import CURRENCIES
from model.words import Words

_DOUBTED = frozenset({"kind:done", "kind:carried"})  # the period may tell another kind
_RETURNING = frozenset({"month", "day", "month_span"})  # forms that come back every year


@dataclass(slots=True)
class _Memory:
    """What the reader carries from one sentence to the next of a paragraph."""

    timeline: Timeline
    line: int = -1
    kind: Kind | None = None
    named: Named | None = None
    last: Amount | None = None
    money: str | None = None  # the currency the text used last
    home: str | None = None  # that of the document's nation
    headings: Headings = field(default_factory=Headings)
    above: Kind | None = None  # what the heading gives to this sentence

    def paragraph(self, line: int) -> None:
        """Forget what held in the paragraph before."""
        self.timeline.paragraph()
        self.line, self.kind, self.last = line, None, None


@dataclass(frozen=True, slots=True)
class _Document:
    text: Normal
    original: str
    published: date | None
    region: Region
    words: Words
    listen: Listener | None = None


def claims_of(
    article: Article, words: Words, place: str | None, listen: Listener | None = None
) -> Iterator[Claim]:
    """Every claim of the article, in the order of the text. ``listen`` is told how each came about;
    it hears a sentence behind the claims of it.
    """
    article = in_its_language(article, words.languages)
    text = normalise(article.text, words, article.language)
    found = [s for s in sentences(text, words, article.language) if not is_header(s.low, words)]
    title = normalise(article.title, words, article.language).text
    title = title or (found[0].text if found else "")
    language = language_of(title, words.languages, article.language)
    heading = Sentence(0, title, lowered(title, language), language, words)
    region = region_of(heading, found[:60], words, place)
    document = _Document(text, article.text, article.published, region, words, listen)
    memory = _Memory(Timeline(article.published, _title_period(title, article, words)))
    memory.money = memory.home = words.currencies.get(region.nation or "")
    table = Table()
    for sentence, following in zip(found, (*found[1:], None), strict=False):
        if sentence.line != memory.line:
            memory.paragraph(sentence.line)
        memory.headings.begins(sentence)
        if is_row(sentence.text, sentence.language):
            yield from _of_row(sentence, document, memory, table)
            continue
        table.above(sentence)
        if is_caption(sentence):
            continue
        named = _periods(sentence)
        memory.timeline.sentence(sentence)
        memory.above = memory.headings.given(sentence, following)
        claims = _of_sentence(sentence, document, memory, named)
        if not claims:
            memory.timeline.heard(named)
        if following is None or following.line != sentence.line:
            memory.headings.ends(sentence, claims=bool(claims), title=sentence is found[0])
        yield from claims


def _title_period(title: str, article: Article, words: Words) -> str | None:
    language = language_of(title, words.languages, article.language)
    for period in periods(title, lowered(title, language), language):
        # A deadline in a title is that of the title's own aim.
        whole = period.form in WHOLE and period.year is None and period.relative is None
        if not (period.baseline or period.deadline or whole or period.form == "day"):
            return written(period, article.published, None, future=False)
    return None


def _periods(sentence: Sentence) -> list[Period]:
    return list(periods(sentence.text, sentence.low, sentence.language))


def _of_sentence(
    sentence: Sentence, document: _Document, memory: _Memory, named: list[Period]
) -> list[Claim]:
    if not might_hold(sentence.low, sentence.language):
        return []
    hidden = [(p.start, p.end) for p in named if p.form != "today"]
    mask = masked(sentence, hidden)
    found = amounts(sentence, mask)
    found = with_units(found, sentence, memory.last, memory.money, memory.home)
    ranked = ranks(sentence)
    if ranked:
        found = sorted([*found, *ranked], key=lambda amount: amount.start)
    claims = list(_Reading(sentence, document, memory, named).claims(found)) if found else []
    if document.listen:
        document.listen(Heard(sentence, hidden, [(a.start, a.end) for a in found]))
    return claims


def _of_row(sentence: Sentence, document: _Document, memory: _Memory, table: Table) -> list[Claim]:
    reading = _Reading(sentence, document, memory, [])
    return [reading.entry(entry) for entry in table.row(sentence)]


class _Reading:
    """The reading of one sentence."""

    def __init__(
        self, sentence: Sentence, document: _Document, memory: _Memory, named: list[Period]
    ) -> None:
        self.sentence, self.document, self.memory = sentence, document, memory
        self.periods = named
        self.cues = cues(sentence)
        self.places = places(sentence, document.region)
        self.hidden = [(p.start, p.end) for p in named]
        self.hidden += [(hit.start, hit.end) for hit in self.places.hits]
        self.spans: list[tuple[int, int]] = []

    def claims(self, found: list[Amount]) -> Iterator[Claim]:
        """The claims of the sentence's amounts, left to right."""
        before: Measured | None = None
        last: tuple[Amount, Named] | None = None
        self.spans = [(amount.start, amount.end) for amount in found]
        names = Names(self.sentence, found, self.hidden, self.document.words)
        for amount in found:
            measure = measured(amount, self.sentence, before)
            told = self._kind(measure.amount)
            named = names.of(measure.amount, measure.measure, last, self.memory.named)
            yield self._claim(measure, told, named)
            before, last = measure, (amount, named)
            if amount.unit in CURRENCIES:
                self.memory.money = amount.unit
            self.memory.named, self.memory.kind = named, told[0]
            if amount.unit != "rank":  # nothing else is counted by ranks
                self.memory.last = amount

    def entry(self, entry: Entry) -> Claim:
        """The claim of a number in a table: its label and head are the words that govern it."""
        said = f"{entry.label} {without_brackets(entry.head)} "
        language = self.sentence.language
        spoken = Sentence(0, said, lowered(said, language), language, self.document.words)
        at = len(said)
        amount = replace(entry.amount, start=at, end=at, at=at, stop=at)
        measure = measured(amount, spoken, None)
        kind, rule, _ = kind_of(amount, cues(spoken), None)
        hidden = [(p.start, p.end) for p in periods(said, spoken.low, language)]
        names = Names(spoken, [], hidden, self.document.words)
        named = names.of(amount, measure.measure, None, None)
        found = replace(
            measure.amount, start=entry.amount.start, end=entry.amount.end, at=entry.amount.at
        )
        self.periods = [replace(p, start=0, end=0) for p in entry.periods]
        measure = replace(measure, amount=found)
        if kind is None:
            ahead = self._ahead(next(iter(self.periods), None))
            kind, rule = (Kind.TARGET, "kind:period") if ahead else (Kind.FIGURE, "kind:default")
        return self._claim(measure, (kind, rule, None), named)

    def _kind(self, amount: Amount) -> tuple[Kind, str, Hit | None]:
        """The kind; where no word tells it, the period does: what lies ahead is aimed at."""
        kind, rule, hit = kind_of(amount, self.cues, self.memory.kind, self.memory.above)
        if kind is not None and rule not in _DOUBTED:
            return kind, rule, hit
        period = nearest(amount, kind or Kind.FIGURE, self.sentence, self.periods, self.spans)
        ahead = self._ahead(period)
        if kind is None or (rule == "kind:done" and ahead):
            told = (Kind.TARGET, "kind:period") if ahead else (Kind.FIGURE, "kind:default")
            return (*told, None)
        if rule == "kind:carried" and (ahead is False or self._elsewhere(period)):
            return Kind.FIGURE, "kind:period", None
        return kind, rule, hit

    def _elsewhere(self, period: Period | None) -> bool:
        """Whether the period is another one than the aims of the paragraph are for."""
        timeline = self.memory.timeline
        if period is None or timeline.aim is None or self._ahead(period):
            return False
        text = written(period, timeline.published, timeline.year, future=True)
        return text is not None and _year(text) != _year(timeline.aim)

    def _ahead(self, period: Period | None) -> bool | None:
        """Whether the period lies ahead of the article; None when there is none to tell."""
        published = self.document.published
        if period is None or published is None:
            return None
        if period.form == "next_years":
            return True
        returns = period.form in _RETURNING or (period.point and not period.deadline)
        returns = returns and period.year is None and period.relative is None
        if returns and not period.deadline:
            return None  # "in November", "at the year's end" may be the last one or the next
        text = written(period, published, self.memory.timeline.year, future=True)
        found = days(text) if text else None
        over = found is not None and found.last <= published
        if found is None or (returns and found.last.year != published.year):
            # The year of the title or the section tells that it is over; else it may be either.
            return False if over and self.memory.timeline.year is not None else None
        if period.form == "today" or over:
            return False
        goes_on = period.form == "within" or (
            period.form == "span" and found.last.year > published.year
        )
        return True if found.deadline or goes_on or found.first > published else None

    def _claim(self, measure: Measured, told: tuple[Kind, str, Hit | None], named: Named) -> Claim:
        amount, document, sentence = measure.amount, self.document, self.sentence
        kind = told[0]
        placed = place_of(amount.at, self.places, document.words, document.region)
        dated = period_of(measure, kind, sentence, self.periods, self.spans, self.memory.timeline)
        span = document.text.span(sentence.start + amount.start, sentence.start + amount.end)
        whole = document.text.span(sentence.start, sentence.start + len(sentence.text))
        rules = (measure.rule, told[1], named.rule, placed[1], dated[1])
        high = None if amount.high is None else plain(amount.high)
        claim = Claim(
            quantity=Quantity(plain(amount.value), amount.unit or "item", amount.bound, high),
            kind=kind,
            measure=measure.measure,
            indicator=named.phrase,
            indicator_key=named.key,
            native=named.native,
            place=placed[0],
            period=dated[0],
            quote=document.original[span.start : span.end],
            span=span,
            sentence=document.original[whole.start : whole.end],
            sentence_start=whole.start,
            language=sentence.language.code,
            converted=tuple(replace(c, value=plain(c.value)) for c in amount.converted),
            confidence=_confidence(rules, amount),
            rules=rules,
        )
        if document.listen:
            named_at = (placed[2].start, placed[2].end) if placed[2] else None
            document.listen(
                Evidence(claim, sentence, amount, measure, told[2], named_at, dated[2], named)
            )
        return claim


def _year(period: str) -> str:
    return period.removeprefix("by:")[:4]


def _confidence(rules: tuple[str, ...], amount: Amount) -> float:
    """How sure the reading is: less for every field that only a default decided."""
    weak = sum(rule.endswith((":default", ":none", ":carried")) for rule in rules)
    return round(max(0.3, 1.0 - 0.1 * weak - (0.2 if amount.inherits else 0.0)), 2)


def plain(value: Decimal) -> Decimal:
    """The same number without an exponent or idle zeros: 3E+2 → 300, 5.0 → 5."""
    if value == value.to_integral_value():
        return Decimal(int(value))
    return value.normalize()

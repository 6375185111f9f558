"""What a text has said of time so far, for the claims that say nothing of it themselves."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from claims.measure import Measured
from claims.period import Period, written
from claims.sentences import Sentence
from model import Kind, Measure, Quantity, days

# Words of the present: a stock without a period then holds on the day of the article.
_NOW = re.compile(
    r"\b(?:is|are|has|have|remain|remains|numbers?|houses?|boasts?|currently|now|so far|to date|"
    r"already|contains?|connects?|employs?|accounts?|stands?|operates?|covers?|hosts?)\b"
    r"|目前|现有|已|共有|集聚|累计|拥有|现|占|达|有|约|聚集|汇聚"
)
_STRICTLY_NOW = re.compile(
    r"\b(?:now|currently|so far|to date|have|has)\b|目前|现有|共有|已有|集聚|拥有|总数|现在"
)
# "Over 20 percent for many years" is of no one year.
_FOR_YEARS = re.compile(
    r"\bfor (?:many|several|some|(?:the )?(?:\w+ )?(?:consecutive|straight|successive)) years\b"
    r"|\bfor \w+ (?:consecutive |straight |successive |years in a row)\b|\bover the years\b"
    r"|\byear after year\b|连续多年|多年来|常年|历年|连年"
    r"|连续[一二两三四五六七八九十\d]{1,3}年(?!居|位|排|获|稳居|蝉联)"
)
# Forms that a text can be about; a day or "today" only dates one thing in it.
MAIN = frozenset("year half quarter quarters months month month_span span plan past_years".split())


@dataclass(slots=True)
class Timeline:
    """``title`` is the period of the title, ``main`` the one the text reports on, ``plan`` the one
    it plans for; ``figure``, ``aim`` and ``base`` (what values are compared with) are those of the
    paragraph; all as written. ``year`` is the last year named in the paragraph.
    """

    published: date | None
    title: str | None = None
    main: str | None = None
    plan: str | None = None
    figure: str | None = None
    aim: str | None = None
    base: str | None = None
    year: int | None = None
    due: str | None = None  # a deadline named in this sentence

    def sentence(self) -> None:
        """A new sentence begins: a deadline governs the aims of its own sentence only."""
        self.due = None

    def paragraph(self) -> None:
        """A new paragraph begins: what the last one said holds only where nothing else does."""
        self.main = self.figure or self.main
        # A plan for a year goes on over paragraphs; a deadline belongs to its own target.
        year = str(self.published.year) if self.published else ""
        if year and self.aim and self.aim.startswith(year):
            self.plan = self.aim
        self.figure = self.aim = self.base = None
        self.year = None

    def heard(self, named: list[Period]) -> None:
        """Keep what a sentence without claims says of time: "First half."."""
        for period in named:
            if period.form not in MAIN or period.baseline:
                continue
            text = written(period, self.published, self.year, future=period.deadline)
            if text and not text.startswith("by:") and self._begun(text):
                self.figure = _whole(text)
            elif text:
                self.aim = text
            self.year = period.year or self.year

    def keep(self, text: str | None, period: Period, *, future: bool, compared: bool) -> None:
        """Keep a claim's own period for those behind it; a value only compared with sets none."""
        if text is None or period.form not in MAIN:
            return
        if compared:
            self.base = text
            return
        if future:
            self.aim = self.due = text
            if not self._over(text):
                return
        plain = _whole(text.removeprefix("by:"))
        # What is told for comparison lies further back: it does not become the topic.
        if self.figure is None or plain >= self.figure[:4] or period.start < 6:
            self.figure = plain
            self.year = int(plain[:4])

    def carried(self, measured: Measured, kind: Kind, sentence: Sentence) -> tuple[str | None, str]:
        """The period of a claim that states none, and the rule that told it."""
        if kind is not Kind.FIGURE:
            return self._aimed(kind)
        if _says(_FOR_YEARS, sentence.low):
            return None, "period:none"  # no one year of them
        today = self.published.isoformat() if self.published else None
        stock = not _flows(measured)
        if (
            stock
            and measured.measure is Measure.LEVEL
            and _says(_STRICTLY_NOW, sentence.low)
            and today
        ):
            return today, "period:now"
        now = today if _says(_NOW, sentence.low) else None
        title = self.title if self.title and not self._unfinished(self.title) else None
        main = self.main if self.main and not self._unfinished(self.main) else None
        for text, rule in (
            (self.figure, "period:carried"),
            (title, "period:title"),
            (now if stock else None, "period:now"),
            (main, "period:document"),
            (now, "period:now"),
        ):
            if text:
                return text, rule
        return None, "period:none"

    def _aimed(self, kind: Kind) -> tuple[str | None, str]:
        if self.due:
            return self.due, "period:carried"
        if self.aim and not self.aim.startswith("by:"):
            return self.aim, "period:carried"
        if kind is Kind.FORECAST and self.figure:
            return self.figure, "period:carried"
        for text, rule in ((self.title, "period:title"), (self.plan, "period:document")):
            if text and not self._over(text):
                return text, rule
        return None, "period:none"

    def full_year(self, *, future: bool) -> int | None:
        """The year of "the full year": the title's, else the one that just ended."""
        title = days(self.title) if self.title else None
        if title:
            return title.last.year
        if self.published is None:
            return None
        ended = self.published.month <= 3 and not future
        return self.published.year - 1 if ended else self.published.year

    def not_ahead(self, text: str, period: Period) -> str | None:
        """A fact's "end of the year" lies behind the article: the last one that does."""
        if not self._unfinished(text):
            return text
        found = days(text)
        assert found is not None  # an unfinished period has days
        return written(period, self.published, found.last.year - 1, future=False)

    def ahead(self, text: str) -> bool:
        """Whether the period begins after the article: no fact is of it."""
        return not self._begun(text)

    def _begun(self, text: str) -> bool:
        found = days(text)
        return self.published is None or found is None or found.first <= self.published

    def _over(self, text: str) -> bool:
        found = days(text)
        return found is not None and self.published is not None and found.last < self.published

    def _unfinished(self, text: str) -> bool:
        found = days(text)
        return found is not None and self.published is not None and found.last > self.published


@lru_cache(maxsize=64)
def _says(pattern: re.Pattern[str], low: str) -> bool:
    """Whether the sentence holds the pattern: looked for once, not for each of its claims."""
    return pattern.search(low) is not None


def _whole(text: str) -> str:
    """The year of a point: "by the end of 2024" speaks of 2024 when it is carried on."""
    return text[:4] if text.endswith("-12-31") else text


def _flows(measured: Measured) -> bool:
    """Whether the amount runs over a period (revenue, growth) rather than stands at a time."""
    if measured.measure in {Measure.GROWTH, Measure.CHANGE}:
        return True
    kind = Quantity(Decimal(1), measured.amount.unit or "item").dimension
    return kind.startswith(("money", "mass", "energy")) or kind in {"count:visit", "count:TEU"}

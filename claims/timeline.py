"""What a text has said of time so far, for the claims that say nothing of it themselves."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from claims.dated import WHOLE, Period, written
from claims.measure import Measured
from claims.sentences import Sentence
from model import Kind, Measure, Quantity, days

# Forms that a text can be about; a day or "today" only dates one thing in it.
MAIN = frozenset(
    "year within half quarter quarters months month month_span month_range span fiscal fiscal_now "
    "plan past_years this_quarter this_half this_month so_far year_to occasion same coming".split()
)
_ITEM = re.compile(r"[-*•◆◇·▪●○◦►➢✓▶■□]")
_HELD = {"held", "habit"}
_MONTH = re.compile(r"\d{4}-[01]\d")
_NUMBERED = re.compile(r"(\(?)[^\W_]{1,3}([、.)])")  # how a heading is numbered: 一、 1. (2)
_HEADING = {True: 80, False: 36}  # longest, with and without spaces
_ENDED = (".", "。", "!", "！", "?", "？", ";", "；", ",", "，", '."', "。”")
_MARKS = {1: "01", 3: "Q", 6: "H"}  # 2025-06, 2025-Q1, 2025-H1


@dataclass(slots=True)
class Timeline:
    """``title`` is the period of the title, ``section`` that of the last heading, ``topic`` the
    first one the text reports on, ``main`` the last and ``plan`` the one it plans for; ``figure``,
    ``aim``, ``base`` (what values are compared with) and ``intro`` (a deadline that a sentence
    without claims sets) are those of the paragraph; all as written. ``year`` is the last year
    named in the paragraph.
    """

    published: date | None
    title: str | None = None
    section: str | None = None
    topic: str | None = None
    main: str | None = None
    plan: str | None = None
    figure: str | None = None
    aim: str | None = None
    base: str | None = None
    intro: str | None = None
    year: int | None = None
    due: str | None = None  # a deadline named in this sentence
    named: str | None = None  # the last period named at all
    spoken: Sentence | None = None
    listing: bool = False  # the lines are items of one list
    fresh: bool = False
    style: str = ""  # how the heading of the section is numbered

    def paragraph(self) -> None:
        """A new paragraph begins: what the last one said holds only where nothing else does."""
        self.fresh = True

    def sentence(self, sentence: Sentence) -> None:
        """A new sentence begins: a deadline governs the aims of its own sentence only."""
        self.due = None
        if self.fresh:
            self._begin(sentence)
        self.fresh, self.spoken = False, sentence

    def _begin(self, sentence: Sentence) -> None:
        last = self.spoken
        item = last is not None and _ITEM.match(last.low) is not None
        introduced = last is not None and last.low.rstrip().endswith((":", "："))
        goes_on = last is not None and self.listing and (
            _ITEM.match(sentence.low) is not None or sentence.line == last.line + 1
        )  # fmt: skip
        self.listing = introduced or goes_on
        if self.figure:
            self.topic = self.topic or self.figure
            # One month is told in passing, an item speaks for itself.
            if not item and not _MONTH.fullmatch(self.figure):
                self.main = self.figure
        # A plan for a year goes on over paragraphs; a deadline belongs to its own target.
        if self.aim and not self.aim.startswith("by:") and not self._far(self.aim):
            self.plan = self.aim
        if self.listing and self.aim and self.aim.startswith("by:"):
            self.intro, self.aim = (self.aim if introduced else self.intro), None
        if not self.listing:
            self.figure = self.aim = self.base = self.intro = None
            self.year = int(self.section[:4]) if self.section and self.section[0] != "b" else None

    def _far(self, text: str) -> bool:
        """Whether the period begins later than next year: one aim's own, not the plan's."""
        return self.published is not None and int(text[:4]) > self.published.year + 1

    def heard(self, named: list[Period]) -> None:
        """Keep what a sentence without claims says of time: "First half."."""
        usable = [p for p in named if p.form in MAIN and not p.baseline and not p.since]
        if self._is_heading():
            self._head(usable)
            return
        for period in usable:
            year = self.full_year(future=False) if period.form in WHOLE else self.year
            text = self._written(period, year)
            if not text:
                continue
            if text.startswith("by:"):
                self.intro = text
            elif self._begun(text):
                self.figure = _whole(text)
            else:
                self.aim = text
            self.named = text
            self.year = period.year or self.year

    def _written(self, period: Period, year: int | None) -> str | None:
        if period.form == "same":
            return self.same(period.last)
        return written(period, self.published, year, future=period.deadline)

    def _is_heading(self) -> bool:
        """Whether the sentence is a short line of its own that ends no sentence."""
        said = self.spoken
        if said is None or not said.first or said.start == 0:
            return False
        low = said.low.rstrip()
        return len(low) <= _HEADING[said.language.spaced] and not low.endswith(_ENDED)

    def _head(self, usable: list[Period]) -> None:
        """A heading's period holds until the next heading that names one."""
        texts = {t for p in usable if p.form != "day" and (t := self._written(p, None))}
        match = _NUMBERED.match(self.spoken.low) if self.spoken else None
        style = f"{match[1]}{match[2]}" if match else ""
        if texts or (style and style == self.style):
            self.section = texts.pop() if len(texts) == 1 else None  # of several it is none
            self.style = style

    def keep(self, text: str, period: Period, *, future: bool, compared: bool, leads: bool) -> None:
        """Keep a claim's own period for those behind it; a value only compared with sets none."""
        self.named = text
        if period.form not in MAIN or period.since:
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
            if leads:
                found = days(plain)
                self.year = found.last.year if found else self.year

    def carried(
        self, measured: Measured, kind: Kind, sentence: Sentence, named: list[Period]
    ) -> tuple[str | None, str]:
        """The period of a claim that states none, and the rule that told it."""
        if any(period.form == "years" for period in named):
            return None, "period:none"  # "over 20 percent for many years": no one year of them
        if kind is not Kind.FIGURE:
            return self._aimed(kind)
        said = {hit.meaning for hit in sentence.scan.all("present")}
        today = self.published.isoformat() if self.published else None
        now = today if said else None
        stock = not _flows(measured)
        level = stock and measured.measure is Measure.LEVEL
        if level and "now" in said and today is None:
            return None, "period:none"
        section = self._of_section()
        for text, rule in (
            (now if level and "now" in said else None, "period:now"),
            (now if level and _HELD & said and not section else None, "period:now"),
            (self.figure, "period:carried"),
            (section, "period:section"),
            (self._done(self.title), "period:title"),
            (now if stock or "habit" in said else None, "period:now"),
            (today if stock and _timeless(sentence) else None, "period:now"),
            (self._recent(self.main), "period:document"),
            (self._recent(self.topic), "period:document"),
            (now, "period:now"),
        ):
            if text:
                return text, rule
        return None, "period:none"

    def _of_section(self) -> str | None:
        return self.section if self.section and not self.section.startswith("by:") else None

    def _done(self, text: str | None) -> str | None:
        return text if text and not self._unfinished(text) else None

    def _recent(self, text: str | None) -> str | None:
        """The period that a paragraph before was about, unless it lies far back."""
        done = self._done(text)
        if done is None or self.published is None:
            return done
        found = days(done)
        return done if found and found.last.year >= self.published.year - 1 else None

    def fiscal(self, period: Period) -> str | None:
        """What "this year" means in a text about a fiscal year; None where it is a calendar one."""
        title = self.title or ""
        told = len(title) == 9 and days(title) is not None
        if not told or period.form != "year" or period.relative is None or period.point:
            return None
        return written(
            replace(period, form="fiscal_now", shift=period.relative),
            self.published,
            None,
            future=False,
        )

    def _aimed(self, kind: Kind) -> tuple[str | None, str]:
        if self.due:
            return self.due, "period:carried"
        if self.aim and (not self.aim.startswith("by:") or self.listing):
            return self.aim, "period:carried"
        if self.intro:
            return self.intro, "period:carried"
        if kind is Kind.FORECAST and self.figure:
            return self.figure, "period:carried"
        for text, rule in (
            (self.section, "period:section"),
            (self.title, "period:title"),
            (self.plan, "period:document"),
        ):
            if text and not self._over(text):
                return text, rule
        return None, "period:none"

    def same(self, months: int) -> str | None:
        """What "that year" or "the quarter" leads back to: the last of its size that was named."""
        for text in (self.named, self.figure, self.section, self.main, self.topic, self.title):
            plain = text.removeprefix("by:") if text else ""
            if months == 12 and plain:
                fiscal = len(plain) == 9 and int(plain[5:]) == int(plain[:4]) + 1
                return plain if fiscal else plain[-4:] if len(plain) == 9 else plain[:4]
            if len(plain) == 7 and plain[5] in _MARKS.get(months, ""):
                return plain
        return None

    def full_year(self, *, future: bool) -> int | None:
        """The year of "the full year": the section's or title's, else the one that just ended."""
        for text in (self.section, self.aim if future else self.figure, self.title):
            found = days(text) if text else None
            if found:
                return found.last.year
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


def _timeless(sentence: Sentence) -> bool:
    """Whether a whole sentence tells of nothing done: what it says holds when it is said."""
    if not sentence.low.rstrip("\"'”).").endswith(_ENDED) and sentence.low[-1] not in '."。”':
        return False
    return all(hit.meaning != "figure" for hit in sentence.scan.all("cue"))


def _whole(text: str) -> str:
    """The year of a point: "by the end of 2024" speaks of 2024 when it is carried on."""
    return text[:4] if text.endswith("-12-31") else text


def _flows(measured: Measured) -> bool:
    """Whether the amount runs over a period (revenue, growth) rather than stands at a time."""
    if measured.measure in {Measure.GROWTH, Measure.CHANGE}:
        return True
    kind = Quantity(Decimal(1), measured.amount.unit or "item").dimension
    return kind.startswith(("money", "mass", "energy")) or kind in {"count:visit", "count:TEU"}

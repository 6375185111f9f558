"""Periods: "the first half of 2023", 去年前11个月, "by the end of the 14th Five-Year Plan"."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from claims.lexicon import beginning_of
from model.words import Language, PeriodRule

_CHINESE_YEAR = "[一二][〇零九][〇零一二三四五六七八九]{2}"
_SIGNS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0"}

_MAX = 60  # periods read from one sentence; more is no prose


@dataclass(frozen=True, slots=True)
class Period:
    """A period found at ``[start, end)``. ``year`` is None when the text does not say which; then
    ``shift`` counts from the article's year when ``relative`` and else nothing is known.
    """

    start: int
    end: int
    form: str
    year: int | None
    relative: int | None  # years from the article's year
    first: int = 1  # month
    last: int = 12
    day: int | None = None
    last_year: int | None = None
    point: bool = False  # its last day: "at the end of"
    deadline: bool = False
    baseline: bool = False  # only compared with
    start_of_pair: bool = False  # "from 2020": speaks of the next number only


def periods(text: str, low: str, language: Language) -> tuple[Period, ...]:
    """Every period named in the sentence, left to right."""
    reader = _reader(language)
    found = []
    if not reader.hint.search(low):
        return ()
    for match in reader.pattern.finditer(low):
        rule = reader.rules[match.lastgroup or ""]
        if language.spaced and reader.is_verb(match, text):
            continue
        made = reader.make(rule, match)
        if made is not None and not reader.is_count(match, low):
            found.append(reader.placed(made, low))
        if len(found) >= _MAX:
            break
    return tuple(found)


class _Reader:
    def __init__(self, language: Language) -> None:
        self.language = language
        self.rules: dict[str, PeriodRule] = {}
        branches = []
        for index, rule in enumerate(language.periods):
            self.rules[f"r{index}"] = rule
            branches.append(f"(?P<r{index}>{self._filled(rule.match, index)})")
        # Every rule names a year, month, ordinal … or begins with a word of its own.
        own = [w for rule in language.periods for w in re.findall(r"[^\W\d_]+", rule.match)]
        named = {*language.months, *language.ordinals, *language.relative, *own}
        first = named if language.spaced else {*named, *language.numerals}
        begins = rf"(?=(?:the |[“\"])?(?:\d|{beginning_of(first)}))"
        edge = (r"(?<![\w.,$£€¥/-])", r"(?![\w%])") if language.spaced else (r"(?<![\d.])", "")
        self.pattern = re.compile(f"{edge[0]}{begins}(?:{'|'.join(branches)}){edge[1]}")
        self.hint = re.compile(r"\d|" + _alternatives([w for w in named if len(w) > 1]))
        self.deadlines = _longest(language.deadlines)
        self.ends = _longest(language.ends)
        self.baselines = _longest(language.baselines)
        quantity = [*language.scales, *language.units, *language.currencies, *language.counters]
        words = "|".join(re.escape(w) for w in sorted(quantity, key=len, reverse=True))
        self.counts = re.compile(rf"[ -]?(?:{words})(?![a-z])")
        self.bounds = tuple(language.bounds_before)

    def _filled(self, match: str, index: int) -> str:
        seen: dict[str, int] = {}

        def fill(found: re.Match[str]) -> str:
            name = found[1]
            seen[name] = seen.get(name, 0) + 1
            return f"(?P<{name}{seen[name]}_{index}>{self._shape(name)})"

        return re.sub(r"\{([a-z]+)\}", fill, match)

    def _shape(self, name: str) -> str:
        language = self.language
        shapes: dict[str, str] = {
            "year": r"(?:19|20)\d\d(?!\d|,\d|\.\d)"
            + ("" if language.spaced else f"|{_CHINESE_YEAR}"),
            "shortyear": r"\d\d(?!\d)",
            "monthnumber": r"1[0-2]|0?[1-9](?!\d)",
            "day": r"3[01]|[12]\d|0?[1-9](?!\d)",
            "count": r"1[0-2]|[1-9]|" + _alternatives(language.numerals),
            "ordinal": _alternatives(language.ordinals),
            "relative": _alternatives(language.relative),
            "month": _alternatives(language.months),
        }
        return shapes[name]

    def is_verb(self, match: re.Match[str], text: str) -> bool:
        """Whether a month's name is another word: they "may" come, on a long "march"."""
        found = [m for name, m in match.groupdict().items() if m and name.startswith("month1_")]
        if not found:
            return False
        at = match.start() + match[0].index(found[0])
        return not text[at].isupper()

    def is_count(self, match: re.Match[str], low: str) -> bool:
        """Whether a bare "2025" is a number of things: "more than 2000 enterprises"."""
        if not match[0].isdigit():
            return False
        if self.counts.match(low, match.end()):
            return True
        before = low[max(0, match.start() - 16) : match.start()].rstrip()
        return self.language.spaced and before.endswith(
            ("more than", "over", "about", "nearly", "around", "some", "least", "almost", "roughly")
        )

    def make(self, rule: PeriodRule, match: re.Match[str]) -> Period | None:
        said = _Said(match, self.language)
        start, end = match.span()
        year, relative = said.year(1), said.relative(rule)
        base = Period(start, end, rule.form, year, relative)
        made: Period | None = getattr(self, f"_{rule.form}")(rule, said, base)
        return made

    def _none(self, rule: PeriodRule, said: "_Said", base: Period) -> Period:
        return _with(base, baseline=True)

    def _year(self, rule: PeriodRule, said: "_Said", base: Period) -> Period:
        return _with(base, point=rule.part == 12)

    def _plan(self, rule: PeriodRule, said: "_Said", base: Period) -> Period:
        last = 1955 + 5 * rule.part  # the first plan ran from 1953; the 14th ends in 2025
        return _with(base, year=last - 4, last_year=last)

    def _half(self, rule: PeriodRule, said: "_Said", base: Period) -> Period:
        part = said.ordinal() or said.digit()
        return _with(base, first=part * 6 - 5, last=part * 6) if part in {1, 2} else base

    def _quarter(self, rule: PeriodRule, said: "_Said", base: Period) -> Period:
        part = said.ordinal() or said.digit()
        return _with(base, first=part * 3 - 2, last=part * 3)

    def _quarters(self, rule: PeriodRule, said: "_Said", base: Period) -> Period:
        return _with(base, last=min(said.count(), 4) * 3)

    def _months(self, rule: PeriodRule, said: "_Said", base: Period) -> Period:
        return _with(base, last=min(said.count(), 12))

    def _month(self, rule: PeriodRule, said: "_Said", base: Period) -> Period:
        month = said.month(1)
        return _with(base, first=month, last=month)

    def _month_span(self, rule: PeriodRule, said: "_Said", base: Period) -> Period | None:
        first, last = said.month(1), said.month(2)
        return _with(base, first=first, last=last) if first <= last else None

    def _day(self, rule: PeriodRule, said: "_Said", base: Period) -> Period:
        month = said.month(1)
        return _with(base, first=month, last=month, day=said.number("day"))

    def _span(self, rule: PeriodRule, said: "_Said", base: Period) -> Period | None:
        assert base.year is not None  # a span's rule begins with a year
        short = said.number("shortyear")
        last = said.year(2) or (base.year // 100 * 100 + short if short is not None else None)
        if last is None or not 0 < last - base.year <= 30:
            return None
        return _with(base, last_year=last)

    def _next_years(self, rule: PeriodRule, said: "_Said", base: Period) -> Period:
        return _with(base, relative=said.count(), deadline=True)

    def _past_years(self, rule: PeriodRule, said: "_Said", base: Period) -> Period:
        return _with(base, relative=-said.count())

    def _this_month(self, rule: PeriodRule, said: "_Said", base: Period) -> Period:
        return _with(base, relative=0, first=rule.shift)

    def _today(self, rule: PeriodRule, said: "_Said", base: Period) -> Period:
        return _with(base, relative=0, first=rule.shift)

    def placed(self, period: Period, low: str) -> Period:
        """The period with what the words around it say: end of, by, compared with."""
        before = low[max(0, period.start - 28) : period.start].rstrip()
        after = low[period.end : period.end + 4]
        found = period
        if self.language.spaced:
            for word in self.ends:
                if _ends_with(before, word):
                    found = _with(found, point=True)
                    before = before.removesuffix(word).rstrip()
                    break
            before = before.removesuffix(" in").removesuffix(" the")
        else:
            if any(_ends_with(before, word) for word in self.ends):
                return _with(found, point=after[:1] in self.ends)
            ended = next((w for w in self.ends if after.startswith(w)), None)
            if ended:
                found = _with(
                    found, point=True, end=found.end + len(ended), deadline=ended.endswith("前")
                )
        if found.form in {"next_years", "past_years"}:
            return found
        if low.startswith(self.language.baselines_after, found.end):
            return _with(found, baseline=True)
        if any(_ends_with(before, word) for word in self.baselines):
            return _with(found, baseline=True)
        if any(_ends_with(before, word) for word in self.deadlines):
            found = _with(found, deadline=True)
        if any(_ends_with(before, w) for w in self.language.joins.get("from", ())):
            found = _with(found, start_of_pair=True)
        return found


class _Said:
    """The groups of one match, as numbers."""

    def __init__(self, match: re.Match[str], language: Language) -> None:
        self.language = language
        self.rest = [g for k, g in enumerate(match.groups(), 1) if g]
        self.groups = {
            k.rsplit("_", 1)[0]: v for k, v in match.groupdict().items() if v and "_" in k
        }
        self.text = match[0]

    def year(self, which: int) -> int | None:
        text = self.groups.get(f"year{which}")
        if text is None:
            return None
        return int("".join(_SIGNS.get(c, c) for c in text))

    def relative(self, rule: PeriodRule) -> int | None:
        word = self.groups.get("relative1")
        if word is not None:
            return self.language.relative[word.lower()]
        return rule.shift if rule.shift and rule.form == "year" else None

    def ordinal(self) -> int:
        return self.language.ordinals.get(self.groups.get("ordinal1", "").lower(), 0)

    def digit(self) -> int:
        found = re.search(r"[hq]([1-4])", self.text.lower())
        return int(found[1]) if found else 1

    def count(self) -> int:
        text = next(v for k, v in self.groups.items() if k.startswith("count")).lower()
        return int(text) if text.isdigit() else int(self.language.numerals[text])

    def month(self, which: int) -> int:
        named = self.groups.get(f"month{which}")
        if named:
            return self.language.months[named.lower()]
        return int(self.groups.get(f"monthnumber{which}", "1"))

    def number(self, name: str) -> int | None:
        text = self.groups.get(f"{name}1")
        return int(text) if text else None


def written(
    period: Period, published: date | None, year: int | None, *, future: bool
) -> str | None:
    """The period in the forms of `model.period`; None when its year cannot be known. ``year`` is
    what the text spoke of before; ``future`` says that the claim is about what is to come.
    """
    if period.form == "today":
        return published.isoformat() if published else None
    if period.form == "this_month":
        return _this_month(period, published)
    if period.form in {"next_years", "past_years"}:
        return _around(period, published)
    start = _year_of(period, published, year, future)
    if start is None:
        return None
    plain = _form(period, start)
    if future and (period.deadline or (period.point and period.form in {"year", "plan"})):
        return f"by:{_deadline(period, start, plain)}"
    return _point(period, start) if period.point else plain


def _year_of(period: Period, published: date | None, year: int | None, future: bool) -> int | None:
    if period.year is not None:
        return period.year
    if period.relative is not None:
        return published.year + period.relative if published else None
    if period.form in {"half", "quarter", "quarters", "months", "month", "month_span", "day"}:
        if published is None:
            return year
        ahead = (period.first, period.day or 1) > (published.month, published.day)
        if year is not None and year < published.year:
            return year if not future else published.year
        return published.year - 1 if ahead and not future else published.year
    return year if year is not None else (published.year if published else None)


def _form(period: Period, start: int) -> str:  # noqa: PLR0911 - one return per written form
    if period.last_year is not None:
        return f"{start}/{period.last_year}"
    months = (period.first, period.last)
    if period.day:
        return f"{start}-{period.first:02}-{period.day:02}"
    if months == (1, 12):
        return str(start)
    if months in {(1, 6), (7, 12)}:
        return f"{start}-H{period.last // 6}"
    if period.last - period.first == 2 and period.last % 3 == 0:
        return f"{start}-Q{period.last // 3}"
    if period.first == period.last:
        return f"{start}-{period.first:02}"
    return f"{start}-{period.first:02}/{start}-{period.last:02}"


def _point(period: Period, start: int) -> str:
    year = period.last_year or start
    last = monthrange(year, period.last)[1]
    return f"{year}-{period.last:02}-{last:02}"


def _deadline(period: Period, start: int, plain: str) -> str:
    if period.last_year is not None:
        return str(period.last_year)
    return plain


def _this_month(period: Period, published: date | None) -> str | None:
    if published is None:
        return None
    first = published.replace(day=1)
    day = first if period.first == 0 else first - timedelta(days=1)
    return f"{day.year}-{day.month:02}"


def _around(period: Period, published: date | None) -> str | None:
    if published is None or period.relative is None:
        return None
    if period.relative > 0:
        return f"by:{published.year + period.relative}"
    # Early in a year "the past five years" ends with the year before.
    last = published.year - 1 if published.month <= 3 else published.year
    return str(last) if period.relative == -1 else f"{last + period.relative + 1}/{last}"


@lru_cache(maxsize=16)
def _reader(language: Language) -> _Reader:
    return _Reader(language)


def _with(period: Period, **changes: object) -> Period:
    return replace(period, **changes)  # type: ignore[arg-type]  # names are checked by replace


def _alternatives(words: "Mapping[str, object] | list[str]") -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or "(?!)"


def _longest(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


def _ends_with(text: str, word: str) -> bool:
    if not text.endswith(word):
        return False
    return len(text) == len(word) or not (
        text[-len(word) - 1].isascii() and text[-len(word) - 1].isalnum()
    )

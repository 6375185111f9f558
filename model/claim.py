"""A claim: one statement of a quantity, with its quote."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from model.units import dimension, to_base


class Kind(StrEnum):
    """``figure`` is reported as fact, ``target`` aimed at, ``forecast`` expected."""

    FIGURE = "figure"
    TARGET = "target"
    FORECAST = "forecast"


class Measure(StrEnum):
    """How the indicator is measured."""

    LEVEL = "level"
    GROWTH = "growth"
    CHANGE = "change"
    SHARE = "share"
    MULTIPLE = "multiple"
    RANK = "rank"


class Bound(StrEnum):
    """Which side of the number the truth lies on."""

    EXACT = "exact"
    OVER = "over"
    AT_LEAST = "at_least"
    UNDER = "under"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"

    @property
    def plain(self) -> "Bound":
        """``over`` for ``at_least`` and ``under`` for ``at_most``: between two wordings of one
        thing ("more than 300", "300 or more") nobody means the difference.
        """
        return _PLAIN.get(self, self)


_PLAIN = {Bound.AT_LEAST: Bound.OVER, Bound.AT_MOST: Bound.UNDER}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open place ``[start, end)`` in a text, in Unicode code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit and bound. ``value`` is in the plain unit: 3000亿元 is 3e11 CNY,
    40 percent is 40, a fall of 3.7 percent is -3.7. ``value_max`` is set for ranges only.
    """

    value: Decimal
    unit: str
    bound: Bound = Bound.EXACT
    value_max: Decimal | None = None

    @property
    def dimension(self) -> str:
        """What the unit measures; only quantities of one dimension can be compared."""
        return dimension(self.unit)

    @property
    def base(self) -> tuple[Fraction, Fraction]:
        """Lowest and highest value in the dimension's base unit (equal unless a range)."""
        low = to_base(self.value, self.unit)
        return low, low if self.value_max is None else to_base(self.value_max, self.unit)


def digits(value: Decimal) -> tuple[int, ...]:
    """The significant digits: 3e11, 300 and 0.3 all have (3,)."""
    figures = value.as_tuple().digits
    end = len(figures)
    while end > 1 and figures[end - 1] == 0:
        end -= 1
    start = 0
    while start < end - 1 and figures[start] == 0:
        start += 1
    return figures[start:end]


def is_slip(old: Quantity, new: Quantity) -> bool:
    """Whether the digits stayed and the order of magnitude did not: 300 million ↔ 300 billion, or
    43 km² ↔ 430 hectares. Of a range both ends must have moved alike.
    """
    if old.dimension != new.dimension or not all((*old.base, *new.base)):
        return False
    ratio, other = (abs(b / a) for a, b in zip(old.base, new.base, strict=True))
    if ratio != other or Fraction(1, 10) < ratio < 10:
        return False
    return digits(old.value) == digits(new.value) or _is_power_of_ten(ratio)


def _is_power_of_ten(ratio: Fraction) -> bool:
    small, large = sorted((ratio.numerator, ratio.denominator))
    return small == 1 and str(large).strip("0") == "1"


# The first rule of a claim that the second reader proposed, and not the core read.
PROPOSED = "second-reader"


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantity, stated of one indicator at one place for one period.

    ``span`` points into ``Article.text``; ``sentence`` begins there at ``sentence_start``.
    ``indicator`` is the phrase for people, ``indicator_key`` the one for comparing: equal keys
    mean the same indicator. ``place`` is a plain English name ("Yangpu"), None when the text
    names none. ``period`` follows the forms of ``model.period``; None means not stated.
    ``converted`` holds the amounts in brackets: "230 billion yuan (US$31.5 billion)".
    ``anchor`` is where in a document of pages or cells it stands: "page 3".
    ``native`` is the indicator in the article's own words, known only to who just read it.
    """

    quantity: Quantity
    kind: Kind
    measure: Measure
    indicator: str
    indicator_key: str
    place: str | None
    period: str | None
    quote: str
    span: Span
    sentence: str
    sentence_start: int
    language: str
    converted: tuple[Quantity, ...] = ()
    confidence: float = 1.0
    rules: tuple[str, ...] = ()
    anchor: str | None = None
    native: str = field(default="", compare=False)

    @property
    def series(self) -> str:
        """Indicator, place, measure and dimension: what makes claims comparable."""
        return "|".join(
            (self.indicator_key, self.place or "", self.measure, self.quantity.dimension)
        )

    @property
    def proposed(self) -> bool:
        """Whether a second reader proposed it: shown as such, and never compared by itself."""
        return PROPOSED in self.rules


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity that a text mentions, claim or not. ``quantity`` is in plain units, to compare;
    ``written`` in the text's own terms: "a fifth of homes" is 20 percent, and 0.2 "home".
    ``role`` is "claim-like", "duration", "age", "structure" (a small count in words: "four
    fields") or "bare" (nothing says of what). ``sentence`` is where its sentence stands.
    """

    quantity: Quantity
    written: Quantity
    quote: str
    span: Span
    role: str
    sentence: Span
    language: str

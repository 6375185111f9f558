"""An amount: a number with its unit and bound, at its place in a sentence."""

from dataclasses import dataclass
from decimal import Decimal

from claims.digits import Number
from model import Bound, Quantity


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity at ``[start, end)`` of its sentence; ``at`` is where the number begins and
    ``stop`` where number and unit end. ``unit`` is None for a bare number. ``noun`` is the counted
    noun phrase behind it.
    """

    start: int
    end: int
    at: int
    stop: int
    number: Number
    value: Decimal
    high: Decimal | None
    unit: str | None
    bound: Bound
    noun: str = ""
    noun_span: tuple[int, int] = (0, 0)
    counter: bool = False  # the unit is only a counter: the noun stands elsewhere
    more: bool = False  # "1,200 more beds"
    ranged: bool = False
    inherits: bool = False  # the unit stands with another number
    converted: tuple[Quantity, ...] = ()
    lasting: bool = False  # a duration or an age
    per: str = ""  # what it is said by: "month" in "6,000 yuan a month"
    written: str = ""  # the unit in the text's own words, where ``unit`` is another


@dataclass(slots=True)
class Draft:
    """An amount in the making."""

    number: Number
    start: int
    end: int
    stop: int
    value: Decimal
    high: Decimal | None
    unit: str | None
    bound: Bound
    noun: str = ""
    noun_span: tuple[int, int] = (0, 0)
    counter: bool = False
    more: bool = False
    lasting: bool = False
    per: str = ""
    written: str = ""

    def reach(self, end: int) -> None:
        """Takes in the text up to ``end``."""
        self.end = self.stop = end

    def done(self) -> Amount:
        """The finished amount."""
        return Amount(
            self.start, self.end, self.number.start, self.stop, self.number, self.value, self.high,
            self.unit, self.bound, self.noun, self.noun_span, self.counter, self.more,
            lasting=self.lasting, per=self.per, written=self.written,
        )  # fmt: skip

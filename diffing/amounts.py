"""Quantities compared: when two are the same, which is firmer, and how far apart they are."""

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from model import Bound, Claim, Quantity
from model.claim import digits
from model.units import to_base

# How much a bound promises: "more than" > the number itself > a range > "about". A move up this
# table firms a claim, a move down softens it. "Over" and "at least" are one step: between two
# wordings of a page ("more than 300", "300 or more") nobody means the difference.
FIRMNESS = {
    Bound.OVER: 3,
    Bound.AT_LEAST: 3,
    Bound.UNDER: 3,
    Bound.AT_MOST: 3,
    Bound.EXACT: 2,
    Bound.RANGE: 1,
    Bound.ABOUT: 0,
}
SIDE = {Bound.OVER: 1, Bound.AT_LEAST: 1, Bound.UNDER: -1, Bound.AT_MOST: -1}

_ROUNDING = Fraction(1, 200)  # two roundings of one number differ by half a percent at most
_NEARLY = Fraction(1, 20)  # what "about" and "nearly" leave open
_MOST_OVER = 2  # "over 30" is met by 33; 300 is another number
_SLACK_BETWEEN_UNITS = Fraction(1, 100)
# Dimensions where unlike things share small numbers all the time: 5 percent of this and of that.
_RATIOS = frozenset({"percent", "percentage_point", "times", "rank"})
_UNSAID = {"number", "item"}  # units of what nobody named
_LATIN_WORD = re.compile("[a-z]+")
_BEHIND = re.compile(
    r"\d[十百千万亿]{0,4}(?:\s?(?:thousand|[mb]illion))?\s?([a-z]+|[^\W\d_]次?)", re.I
)
_SIX_PLACES = Decimal("0.000001")
_WIDE = Context(prec=60, rounding=ROUND_HALF_EVEN)
_MOST_APART = 10**30  # a ratio beyond this is a misreading, and no number to show


def bound_class(bound: Bound) -> tuple[int, int]:
    """Firmness and side: bounds of one class say the same."""
    return FIRMNESS[bound], SIDE.get(bound, 0)


def middle(quantity: Quantity) -> Fraction:
    """The value in base units; of a range the middle."""
    low, high = quantity.base
    return (low + high) / 2


def same_value(old: Quantity, new: Quantity) -> bool:
    """Whether both state one value, in whatever unit: 43 km² is 4,300 hectares, and 1,000 acres
    are "about 405 hectares", since the change of unit forces a rounding.
    """
    if old.dimension != new.dimension:
        return False
    if old.base == new.base:
        return True
    return old.unit != new.unit and (_rounds_to(old, new) or _rounds_to(new, old))


def _rounds_to(exact: Quantity, round_: Quantity) -> bool:
    """Whether the one, said in the other's unit with its digits, is the other."""
    factor = to_base(Decimal(1), round_.unit)
    places = len(digits(round_.value))
    for a, b in zip(exact.base, round_.base, strict=True):
        if places < 2 or abs(a - b) > _SLACK_BETWEEN_UNITS * abs(b):
            return False
        if _rounded(a / factor, places) != _rounded(b / factor, places):
            return False
    return True


def _rounded(value: Fraction, places: int) -> Decimal:
    return Context(prec=places).divide(Decimal(value.numerator), Decimal(value.denominator))


def is_telling(quantity: Quantity) -> bool:
    """Whether an equal amount elsewhere is hardly a coincidence: 4,458 households, 7,000 firms,
    12.75 percent; but not 5 percent.
    """
    return quantity.dimension not in _RATIOS or is_odd(quantity)


def tells_apart(quantity: Quantity) -> bool:
    """Whether the amount, told twice on one page, is hardly so by chance: two digits that count,
    or three of a ratio, or a number of named things.
    """
    named = is_count(quantity) and quantity.unit not in _UNSAID
    return named or len(digits(quantity.value)) > (2 if quantity.dimension in _RATIOS else 1)


def is_odd(quantity: Quantity) -> bool:
    """Whether the number has enough digits to be known again in whatever words."""
    return len(digits(quantity.value)) > 2


def comparable(old: Claim, new: Claim) -> bool:
    """Whether two claims are measured in one thing. What is counted may have been left to the
    sentence: "9,300".
    """
    one, other = old.quantity, new.quantity
    if one.dimension == other.dimension:
        return True
    return is_count(one) and is_count(other) and bool(_UNSAID & {one.unit, other.unit})


def counted_alike(old: Claim, new: Claim) -> bool:
    """Whether the same word stands behind both numbers, whatever the reader took it for: 套 of
    "8000套以上" and "约8000套".
    """
    if not (is_count(old.quantity) and is_count(new.quantity)):
        return False
    counted = _counted(old.quote)
    if not counted or counted != _counted(new.quote):
        return False
    # "98,000 public chargers" are not 98,000 public parking bays.
    one, other = _named(old.quote), _named(new.quote)
    return not (one and other) or one == other


def counts_unnamed(claim: Claim) -> bool:
    """Whether the quote counts something that it does not name: "exceeds 200,000"."""
    return is_count(claim.quantity) and not _counted(claim.quote)


def is_count(quantity: Quantity) -> bool:
    """Whether things are counted, and not measured."""
    return quantity.dimension.startswith("count:")


def _counted(quote: str) -> str:
    """The word right behind the number; 人次 are not 人."""
    found = _BEHIND.search(quote)
    return found[1].casefold() if found else ""


def _named(quote: str) -> str:
    """The last of several words behind the number: what is counted, where words are spaced."""
    found = _BEHIND.search(quote)
    words = _LATIN_WORD.findall(quote[found.start(1) :].casefold()) if found else []
    return str(words[-1]).rstrip("s") if len(words) > 1 else ""


def same_amount(old: Claim, new: Claim) -> bool:
    """Whether two claims state one amount. The amount in brackets may have become the main one
    ("230 billion yuan (US$31.5 billion)" ↔ "US$31.5 billion (230 billion yuan)").
    """
    if old.quantity.dimension == new.quantity.dimension:
        return same_value(old.quantity, new.quantity)
    if comparable(old, new):
        return old.quantity.base == new.quantity.base
    return any(same_value(q, new.quantity) for q in old.converted) or any(
        same_value(old.quantity, q) for q in new.converted
    )


def relative(old: Quantity, new: Quantity) -> Decimal | None:
    """(new - old) / |old|, six places; None when old is 0 or they cannot be compared."""
    counts = is_count(old) and is_count(new)
    if not (counts or old.dimension == new.dimension) or middle(old) == 0:
        return None
    share = (middle(new) - middle(old)) / abs(middle(old))
    if abs(share) > _MOST_APART:
        return None
    exact = _WIDE.divide(Decimal(share.numerator), Decimal(share.denominator))
    return exact.quantize(_SIX_PLACES, context=_WIDE)


def rounds(old: Quantity, new: Quantity) -> bool:
    """Whether the new value may be the old one said more or less precisely."""
    return old.dimension == new.dimension and abs(middle(old) - middle(new)) <= max(
        _tolerance(old), _tolerance(new)
    )


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether both can be true at once: 7,000 and "nearly 7,000", "over 30" and 33."""
    (a_low, a_high), (b_low, b_high) = _reach(a), _reach(b)
    return a_low <= b_high and b_low <= a_high


def reached(figure: Quantity, target: Quantity) -> bool:
    """Whether the figure is what the target asked for. A cap is kept from below; of a negative
    target (a cut) the larger cut is the better one.
    """
    value = middle(figure)
    low, high = target.base
    if SIDE.get(target.bound) == -1:
        return value <= high
    if high < 0:
        return value <= high + _tolerance(target)
    return value >= low - _tolerance(target)


def _reach(quantity: Quantity) -> tuple[Fraction, Fraction]:
    """The lowest and highest value the quantity leaves open. A bound speaks of the size of a
    fall, so that "down more than 3 percent" reaches from -3 downwards.
    """
    low, high = quantity.base
    if high < 0:
        mirrored = _open(-high, -low, quantity)
        return -mirrored[1], -mirrored[0]
    return _open(low, high, quantity)


def _open(low: Fraction, high: Fraction, quantity: Quantity) -> tuple[Fraction, Fraction]:
    side = SIDE.get(quantity.bound, 0)
    if side > 0:
        return low, high * _MOST_OVER
    if side < 0:
        return low / _MOST_OVER, high
    slack = _tolerance(quantity)
    return low - slack, high + slack


def _tolerance(quantity: Quantity) -> Fraction:
    """How far the truth may lie from the number as written."""
    if quantity.bound is Bound.RANGE:
        return Fraction(0)
    if quantity.bound is Bound.ABOUT:
        return abs(middle(quantity)) * _NEARLY
    return min(abs(middle(quantity)) * _ROUNDING, _half_last_place(quantity))


def _half_last_place(quantity: Quantity) -> Fraction:
    """Half a unit of the last digit that is not zero: 50 for 7,300."""
    if not quantity.value:
        return Fraction(0)
    trailing = quantity.value.adjusted() - len(digits(quantity.value)) + 1
    step = Fraction(10) ** trailing
    return step / 2 * abs(middle(quantity) / Fraction(quantity.value))

"""How far a figure is on the way to a target, in a few honest words.

A share of the target only says something of what is to grow. A cap is not reached but kept or
passed; a cut is measured by the cut; of ranks the smaller is the better one.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from model import Bound, Quantity

_CAPS = (Bound.AT_MOST, Bound.UNDER)
_MOST = Fraction(1000)  # a thousandfold is a misreading, and no progress


def progress(figure: Quantity, target: Quantity) -> Decimal | None:
    """The figure as a share of the target, 1 for the whole; None where a share says nothing: of
    a cap, a rank, a target of zero, or a figure on the other side of zero.
    """
    if figure.dimension != target.dimension or figure.dimension == "rank":
        return None
    now, aim = _middle(figure), _nearest(target)
    if target.bound in _CAPS or aim == 0 or now * aim < 0 or now / aim > _MOST:
        return None
    return _share(now / aim)


def progress_words(figure: Quantity, target: Quantity) -> str:
    """The progress as a person says it: "87 %", "within the cap", "68 % of the cut"; empty when
    the two cannot be compared.
    """
    if figure.dimension != target.dimension:
        return ""
    if target.dimension == "rank":
        places = int(_middle(figure) - _middle(target))
        return "reached" if places <= 0 else f"{places} to go"
    if target.bound in _CAPS:
        return _cap_words(figure, target)
    if target.value_max is not None and _middle(figure) > min(target.base):
        return "in the range" if _middle(figure) <= max(target.base) else "above the range"
    return _way_words(figure, target)


def _way_words(figure: Quantity, target: Quantity) -> str:
    now, aim = _middle(figure), _nearest(target)
    share = progress(figure, target)
    if share is not None:
        return f"{_percent(share)} of the cut" if aim < 0 else _percent(share)
    if aim == 0:
        return "reached" if now == 0 else ""
    return "the other way" if now * aim < 0 else ""


def _cap_words(figure: Quantity, target: Quantity) -> str:
    cap = max(target.base)
    over = _middle(figure) - cap
    if over < 0 or (over == 0 and target.bound is Bound.AT_MOST):
        return "within the cap"
    if over == 0:
        return "at the cap"
    return f"{_percent(_share(over / abs(cap)))} over the cap" if cap else "over the cap"


def _middle(quantity: Quantity) -> Fraction:
    low, high = quantity.base
    return (low + high) / 2


def _nearest(target: Quantity) -> Fraction:
    """The end of the target that is reached first."""
    return min(target.base, key=abs)


def _share(share: Fraction) -> Decimal:
    return Context(prec=12).divide(Decimal(share.numerator), Decimal(share.denominator))


def _percent(share: Decimal) -> str:
    """Whole percents; with a decimal where rounding would make it the whole or nothing."""
    exact = share * 100
    near = exact != exact.to_integral_value() and (exact < 1 or 99 < exact < 101)
    step = Decimal("0.1") if near else Decimal(1)
    rounded = exact.quantize(step, rounding=ROUND_HALF_EVEN)
    rounded = rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
    if rounded == 100 and exact < 100:
        return "just under 100 %"
    if rounded == 0 and exact > 0:
        return "under 0.1 %"
    return f"{rounded:,} %"

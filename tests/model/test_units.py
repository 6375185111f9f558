from decimal import Decimal
from fractions import Fraction

import pytest

from model import Bound, Quantity
from model.units import dimension, to_base


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("43", "km2"), ("4300", "hectare")),
        (("15", "mu"), ("1", "hectare")),
        (("1.5", "km"), ("1500", "m")),
        (("2", "GWh"), ("2000000", "kWh")),
        (("12", "CNY/mu"), ("180", "CNY/hectare")),
    ],
)
def test_equal_amounts_are_equal(one, other):
    """Amounts of one dimension compare exactly, whatever unit they were written in."""
    a, b = (Quantity(Decimal(value), unit) for value, unit in (one, other))
    assert a.dimension == b.dimension
    assert a.base == b.base


def test_what_is_not_comparable():
    """Currencies, percent and percentage points, people and visits are dimensions of their own."""
    units = ["CNY", "USD", "percent", "percentage_point", "person", "visit", "m2", "m"]
    assert len({dimension(unit) for unit in units}) == len(units)
    assert dimension("CNY/m2") == "money:CNY/area"


def test_a_range_has_two_ends():
    """A range keeps both ends in the base unit."""
    amount = Quantity(Decimal("2"), "km", Bound.RANGE, Decimal("3"))
    assert amount.base == (Fraction(2000), Fraction(3000))
    assert to_base(Decimal("0.1"), "percent") == Fraction(1, 10)

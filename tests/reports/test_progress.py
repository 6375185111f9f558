"""How far a figure is on the way to a target is said honestly."""

from decimal import Decimal

import pytest

from model import Bound, Quantity
from reports.progress import progress, progress_words


def amount(text: str, unit: str) -> Quantity:
    """A quantity as short as a table row: "over 300", "5..6", "12"."""
    bound, _, number = text.rpartition(" ")
    low, _, high = number.partition("..")
    kind = Bound.RANGE if high else Bound(bound or "exact")
    return Quantity(Decimal(low), unit, kind, Decimal(high) if high else None)


@pytest.mark.parametrize(
    ("figure", "target", "unit", "said"),
    [
        ("262e9", "over 3e11", "CNY", "87 %"),
        ("3e11", "3e11", "CNY", "100 %"),
        ("299.9e9", "3e11", "CNY", "just under 100 %"),
        ("300.1e9", "3e11", "CNY", "100 %"),
        ("302e9", "3e11", "CNY", "100.7 %"),
        ("350e9", "at_least 3e11", "CNY", "117 %"),
        ("1", "1e6", "home", "under 0.1 %"),
        # A cap is kept or passed; less is no shortfall.
        ("4.8", "at_most 5", "percent", "within the cap"),
        ("5", "at_most 5", "percent", "within the cap"),
        ("5", "under 5", "percent", "at the cap"),
        ("5.5", "under 5", "percent", "10 % over the cap"),
        ("3", "at_most 0", "accident", "over the cap"),
        # A cut is measured by the cut.
        ("-2", "over -3", "percent", "67 % of the cut"),
        ("-3.6", "-3", "percent", "120 % of the cut"),
        ("1.2", "-3", "percent", "the other way"),
        ("-1.2", "3", "percent", "the other way"),
        # The best rank is the smallest.
        ("3", "1", "rank", "2 to go"),
        ("1", "at_most 3", "rank", "reached"),
        ("4", "5..6", "percent", "80 %"),
        ("5.5", "5..6", "percent", "in the range"),
        ("7", "5..6", "percent", "above the range"),
        ("0", "0", "accident", "reached"),
        ("2", "0", "accident", ""),
        ("1e30", "1", "visit", ""),
    ],
)
def test_progress_in_words(figure, target, unit, said):
    """A share where it says something; of caps, cuts, ranks and ranges what holds for them."""
    assert progress_words(amount(figure, unit), amount(target, unit)) == said


def test_units_are_converted():
    """43 km² are on the way to 5,000 hectares; homes are not on the way to yuan."""
    area = amount("43", "km2")
    assert progress(area, amount("5000", "hectare")) == Decimal("0.86")
    assert progress_words(area, amount("5000", "home")) == ""


def test_a_share_is_a_number_or_nothing():
    """For machines the share is exact, and null where it would mislead."""
    assert progress(amount("4.8", "percent"), amount("at_most 5", "percent")) is None
    assert progress(amount("3", "rank"), amount("1", "rank")) is None
    assert progress(amount("150", "home"), amount("200", "home")) == Decimal("0.75")

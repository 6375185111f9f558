"""Quantities, periods and changes in plain English."""

from dataclasses import replace
from decimal import Decimal

import pytest

from model import Bound, Quantity
from reports import headline, period_words, quantity_words, relative_words
from reports.words import witness_words
from tests.reports import sample

QUANTITIES = [
    (Quantity(Decimal("3e11"), "CNY", Bound.OVER), "more than 300 billion yuan"),
    (Quantity(Decimal("1.5e12"), "CNY"), "1.5 trillion yuan"),
    (Quantity(Decimal("-4.2e9"), "CNY"), "-4.2 billion yuan"),
    (Quantity(Decimal("31500000000"), "USD"), "31.5 billion US dollars"),
    (Quantity(Decimal("123456789"), "CNY"), "123,456,789 yuan"),
    (Quantity(Decimal("45000"), "CNY/mu"), "45,000 yuan per mu"),
    (Quantity(Decimal("30"), "enterprise", Bound.AT_LEAST), "at least 30 enterprises"),
    (Quantity(Decimal("1"), "enterprise"), "1 enterprise"),
    (Quantity(Decimal("1"), "percentage_point"), "1 percentage point"),
    (Quantity(Decimal("2"), "company"), "2 companies"),
    (Quantity(Decimal("5"), "person"), "5 people"),
    (Quantity(Decimal("5.5"), "percent", Bound.RANGE, Decimal(6)), "5.5 to 6 percent"),
    (Quantity(Decimal("-3.70"), "percent"), "-3.7 percent"),
    (Quantity(Decimal("43"), "km2"), "43 km²"),
    (Quantity(Decimal("13400000"), "m2"), "13.4 million m²"),
    (Quantity(Decimal("4458"), "household", Bound.ABOUT), "about 4,458 households"),
    (Quantity(Decimal("0.3"), "percentage_point"), "0.3 percentage points"),
    (Quantity(Decimal("1.8"), "times"), "1.8 times"),
    (Quantity(Decimal("3"), "rank"), "rank 3"),
    (Quantity(Decimal("16.666666666666668"), "percent"), "16.67 percent"),
    (Quantity(Decimal("0"), "CNY"), "0 yuan"),
    (Quantity(Decimal("1e999"), "CNY"), "1e+999 yuan"),
]


@pytest.mark.parametrize(("quantity", "words"), QUANTITIES)
def test_quantities(quantity: Quantity, words: str) -> None:
    """Each quantity reads as a person would say it."""
    assert quantity_words(quantity) == words


PERIODS = [
    ("2025", "2025"),
    ("by:2025", "by the end of 2025"),
    ("2023-H1", "first half of 2023"),
    ("2025-Q3", "third quarter of 2025"),
    ("2025-06", "June 2025"),
    ("by:2024-06", "by June 2024"),
    ("2022-12-31", "31 December 2022"),
    ("2021/2025", "2021 to 2025"),
    ("2025-01/2025-09", "January 2025 to September 2025"),
    (None, "no date stated"),
    ("soon\x1b[2J", "soon"),
    ("2025-13", "2025-13"),
]


@pytest.mark.parametrize(("period", "words"), PERIODS)
def test_periods(period: str | None, words: str) -> None:
    """Each written form of a period reads as a person would say it."""
    assert period_words(period) == words


def test_relative_words() -> None:
    """A share with its sign; a factor from ten times on; nothing when there is none."""
    assert relative_words(Decimal("0.166667")) == "+16.7 %"
    assert relative_words(Decimal("-0.999")) == "-99.9 %"
    assert relative_words(Decimal("999")) == "×1,000"
    assert relative_words(Decimal("0.0001")) == "under 0.1 %"
    assert relative_words(None) == relative_words(Decimal(0)) == ""


def test_headlines() -> None:
    """Every change of the sample has a headline of its own meaning."""
    assert {headline(item.change) for item in sample.changes()} == {
        "target raised",
        "target lowered",
        "target softened",
        "target reported as reached",
        "deadline moved later",
        "figure raised",
        "figure lowered",
        "new target",
        "forecast gone",
    }


def test_a_third_is_told_with_two_decimals():
    """A fraction that never ends is not written out; every other number is."""
    assert quantity_words(Quantity(Decimal("33.333333"), "percent")) == "33.33 percent"
    assert quantity_words(Quantity(Decimal("12.754321"), "percent")) == "12.754321 percent"


def test_witnesses_are_named_and_the_rest_counted():
    """Three are named with their addresses, clean; a page of no known publisher by its own."""
    one = sample.findings()[0].finding.claim
    named = [replace(one, publisher=f"P{n}\x1b[2J", url=f"https://p.example/{n}") for n in range(5)]
    told = witness_words(named)
    assert told.startswith("P0 (https://p.example/0), P1 (") and told.endswith(" and 2 more")
    bare = replace(one, publisher=None, source=None, title="", url="https://p.example/9")
    assert (witness_words([bare]), witness_words([])) == ("https://p.example/9", "")

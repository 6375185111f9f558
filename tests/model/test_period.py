from datetime import date

import pytest

from model import Days, days


@pytest.mark.parametrize(
    ("period", "first", "last", "deadline"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), False),
        ("2023-H1", date(2023, 1, 1), date(2023, 6, 30), False),
        ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31), False),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), False),
        ("2022-12-31", date(2022, 12, 31), date(2022, 12, 31), False),
        ("2021/2025", date(2021, 1, 1), date(2025, 12, 31), False),
        ("2025-01/2025-09", date(2025, 1, 1), date(2025, 9, 30), False),
        ("by:2027", date(2027, 1, 1), date(2027, 12, 31), True),
        ("by:2027-06", date(2027, 6, 1), date(2027, 6, 30), True),
    ],
)
def test_the_days_of_a_period(period, first, last, deadline):
    """Each written form covers its days."""
    assert days(period) == Days(first, last, deadline)


@pytest.mark.parametrize("period", ["", "soon", "2025-13", "2025-02-30", "0000", "25", "2025-H3"])
def test_what_is_no_period(period):
    """What is in none of the forms covers no days, and is no error."""
    assert days(period) is None

"""Periods: as written, relative, carried along."""

from datetime import date

import pytest

from model import days
from tests.claims.said import claims, one


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("GDP grew 5 percent in 2024.", "2024"),
        ("GDP grew 5 percent in the first half of 2024.", "2024-H1"),
        ("GDP grew 5 percent in the third quarter of 2024.", "2024-Q3"),
        ("GDP grew 5 percent in the first three quarters of 2024.", "2024-01/2024-09"),
        ("Exports rose 5 percent in February.", "2025-02"),
        ("GDP grew 5 percent last year.", "2024"),
        ("At the end of 2023 it had 40 clinics.", "2023-12-31"),
        ("It will have 40 clinics by the end of 2027.", "by:2027"),
        ("It aims for 40 clinics by the end of the 15th Five-Year Plan.", "by:2030"),
        ("The budget for 2025/26 is 40 million yuan.", "2025/2026"),
        ("去年前11个月，出口增长5%。", "2024-01/2024-11"),
        ("2024年上半年，出口增长5%。", "2024-H1"),
        ("到2027年底，医院达到40家。", "by:2027"),
        ("截至2024年底，医院达到40家。", "2024-12-31"),
        ("今年1至2月，出口增长5%。", "2025-01/2025-02"),
        ("“十四五”期间，出口增长5%。", "2021/2025"),
        ("二〇二四年，出口增长5%。", "2024"),
        ("目前共有医院40家。", "2025-03-10"),
    ],
)
def test_periods(text, period):
    """A period is written in the forms of the model, relative ones by the article's date."""
    assert one(text).period == period
    assert days(period) is not None


def test_relative_periods_need_a_date():
    """Without the article's date "last year" is not guessed."""
    assert one("GDP grew 5 percent last year.", day=None).period is None


def test_a_period_holds_for_the_paragraph():
    """A period is carried to the next sentence, and the comparison's is not."""
    text = (
        "In 2023 GDP was 40 billion yuan, up from 35 billion yuan in 2020. Exports rose 3 percent."
    )
    assert [claim.period for claim in claims(text)] == ["2023", "2020", "2023"]


def test_from_and_to_have_their_own():
    """In words: "From 15 in 2022 to 18 in 2024" speaks of two years."""
    found = claims("The number of parks grew from 15 in 2022 to 18 in 2024.")
    assert [(c.quantity.value, c.period) for c in found] == [(15, "2022"), (18, "2024")]


def test_a_plan_made_last_month_is_not_about_last_month():
    """What dates the plan is not when the target is due."""
    text = "The plan, adopted in January, calls for 40 clinics."
    assert one(text, day=date(2025, 7, 8)).period is None


@pytest.mark.parametrize(
    "text",
    [
        "It aims to attract 500 firms by 2027. It will spend 3 billion yuan on parks.",
        "By 2027 it aims to attract 500 firms.\n\nIt also wants to build 30 museums.",
        "到2027年，力争引进企业500家。还将建设公园30座。",
    ],
)
def test_a_deadline_governs_its_own_sentence(text):
    """What another aim is due by is not when this one is due."""
    assert [claim.period for claim in claims(text)] == ["by:2027", None]


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 it had 40 clinics. Sales have grown by over 20 percent for many years.",
        "In 2024 it had 40 clinics. Exports grew 5 percent for six consecutive years.",
        "2024年建成医院40家。出口连续多年保持5%以上增长。",
    ],
)
def test_many_years_are_no_year(text):
    """What held for years is dated by none of them."""
    assert claims(text)[-1].period is None


def test_the_title_tells_the_year():
    """A statistical report's year is that of its title."""
    assert one("GDP was 40 billion yuan.", title="Yangpu in 2024").period == "2024"

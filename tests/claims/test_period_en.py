"""When the figures of English sentences hold: article date, sentence, expected periods, reason."""

from datetime import date

import pytest

from tests.claims.said import claims

MARCH, JULY, NOVEMBER = date(2025, 3, 10), date(2025, 7, 15), date(2025, 11, 20)

DATED = [
    # years
    (MARCH, "Output was 40 billion yuan in 2024.", ["2024"], "a plain year"),
    (MARCH, "In 2022 the county built 31 schools.", ["2022"], "the year in front"),
    (MARCH, "The county built 31 schools (2022).", ["2022"], "a year alone in brackets"),
    (MARCH, "Exports fell 3 percent last year.", ["2024"], "last year is counted from the article"),
    (MARCH, "Exports are to grow 3 percent this year.", ["2025"], "this year of an aim"),
    (MARCH, "The city plans to build 900 flats next year.", ["2026"], "next year"),
    (
        MARCH,
        "In the current year spending is budgeted at 9 million euros.",
        ["2025"],
        "current year",
    ),
    (MARCH, "Spending in calendar year 2023 was 9 million euros.", ["2023"], "calendar year"),
    (MARCH, "In early 2024 the port handled 40 ships.", ["2024"], "early in a year is the year"),
    (MARCH, "By mid-2027 the port will handle 40 ships.", ["by:2027"], "the middle as a deadline"),
    (
        MARCH,
        "In late 2023 the port employed 400 people.",
        ["2023"],
        "late in a year is no last day",
    ),
    (
        MARCH,
        "In the summer of 2024 the park drew 400 visitors.",
        ["2024"],
        "a season is of its year",
    ),
    (MARCH, "In autumn 2023 the park drew 400 visitors.", ["2023"], "a season without of"),
    # points and deadlines
    (MARCH, "At the end of 2024 it had 40 clinics.", ["2024-12-31"], "the last day of a year"),
    (MARCH, "At year-end 2024 it had 40 clinics.", ["2024-12-31"], "year-end with the year"),
    (JULY, "At the end of March it had 40 clinics.", ["2025-03-31"], "the last day of a month"),
    (JULY, "At the end of June 2024 it had 40 clinics.", ["2024-06-30"], "the month's year named"),
    (JULY, "As of 30 June it had 40 clinics.", ["2025-06-30"], "a day without its year"),
    (MARCH, "On 31 December 2022 it had 40 clinics.", ["2022-12-31"], "day first"),
    (MARCH, "On December 31, 2022 it had 40 clinics.", ["2022-12-31"], "month first"),
    (MARCH, "On 2022-12-31 it had 40 clinics.", ["2022-12-31"], "as ISO writes it"),
    (MARCH, "It will have 40 clinics by 2030.", ["by:2030"], "a deadline"),
    (MARCH, "It will have 40 clinics by the end of 2030.", ["by:2030"], "its end says the same"),
    (MARCH, "It will have 40 clinics before June 2026.", ["by:2026-06"], "before a month"),
    (MARCH, "It will have 40 clinics by 30 June 2026.", ["by:2026-06-30"], "by a day"),
    (MARCH, "It will have 40 clinics no later than 2028.", ["by:2028"], "no later than"),
    (MARCH, "By 2028, it will have 40 clinics.", ["by:2028"], "the deadline in front"),
    (MARCH, "It will have 40 clinics by the end of the decade.", ["by:2030"], "the decade's end"),
    (MARCH, "It will have 40 clinics within three years.", ["by:2028"], "within so many years"),
    (MARCH, "It will build 40 clinics over the next five years.", ["by:2030"], "the next years"),
    (MARCH, "It will have 40 clinics by year-end.", ["by:2025"], "year-end of the article's year"),
    (MARCH, "It will have 40 clinics by the end of this year.", ["by:2025"], "end of this year"),
    (NOVEMBER, "It will have 40 clinics by March.", ["by:2026-03"], "the month's next return"),
    (MARCH, "It will have 40 clinics in 2027.", ["2027"], "in a year is no deadline"),
    # plans
    (
        MARCH,
        "It will have 40 clinics by the end of the 14th Five-Year Plan.",
        ["by:2025"],
        "plan's end",
    ),
    (
        MARCH,
        "During the 14th Five-Year Plan period (2021-25) the county built 31 schools.",
        ["2021/2025"],
        "the years of a plan in brackets belong to it",
    ),
    (MARCH, "During the 13th FYP the county built 31 schools.", ["2016/2020"], "FYP"),
    (
        MARCH,
        "Between 2021 and 2024 the county built 31 schools.",
        ["2021/2024"],
        "between two years",
    ),
    (MARCH, "From 2021 to 2024 the county built 31 schools.", ["2021/2024"], "from and to"),
    (MARCH, "In 2021-2024 the county built 31 schools.", ["2021/2024"], "a span with a dash"),
    # halves, quarters, months
    (MARCH, "Exports rose 5 percent in the second half of 2024.", ["2024-H2"], "a half"),
    (MARCH, "Exports rose 5 percent in H1 2024.", ["2024-H1"], "H1"),
    (
        NOVEMBER,
        "In the first half, exports rose 5 percent.",
        ["2025-H1"],
        "the half's year is near",
    ),
    (
        MARCH,
        "Exports rose 5 percent in the fourth quarter of last year.",
        ["2024-Q4"],
        "of last year",
    ),
    (MARCH, "Exports rose 5 percent in Q4.", ["2024-Q4"], "a quarter that has ended"),
    (MARCH, "Fourth-quarter exports rose 5 percent.", ["2024-Q4"], "a quarter as an adjective"),
    (MARCH, "Exports rose 5 percent in Q3 2023.", ["2023-Q3"], "a quarter with its year"),
    (JULY, "Exports rose 5 percent last quarter.", ["2025-Q2"], "last quarter"),
    (JULY, "Exports rose 5 percent in the first six months.", ["2025-H1"], "six months are a half"),
    (
        NOVEMBER,
        "Exports rose 5 percent in the first nine months.",
        ["2025-01/2025-09"],
        "nine months",
    ),
    (
        NOVEMBER,
        "Exports rose 5 percent in the first three quarters of 2025.",
        ["2025-01/2025-09"],
        "three quarters",
    ),
    (
        JULY,
        "Exports rose 5 percent from January to May.",
        ["2025-01/2025-05"],
        "from month to month",
    ),
    (JULY, "Exports rose 5 percent in January-May 2025.", ["2025-01/2025-05"], "a dash between"),
    (
        JULY,
        "Exports rose 5 percent between January and March.",
        ["2025-Q1"],
        "between is a quarter",
    ),
    (MARCH, "Exports rose 5 percent in February.", ["2025-02"], "the last February"),
    (MARCH, "Exports rose 5 percent in November.", ["2024-11"], "the last November"),
    (MARCH, "Exports rose 5 percent in Sept. 2024.", ["2024-09"], "a short month"),
    (MARCH, "Exports rose 5 percent last month.", ["2025-02"], "last month"),
    (JULY, "Exports rose 5 percent last September.", ["2024-09"], "last with a month"),
    (JULY, "Exports through May rose 5 percent.", ["2025-01/2025-05"], "the months through May"),
    (JULY, "In the three months to June, exports rose 5 percent.", ["2025-Q2"], "months to one"),
    (MARCH, "Full-year exports rose 5 percent.", ["2024"], "early in a year: the one that ended"),
    (
        JULY,
        "In 2022, 2023 and 2024 it built 40, 50 and 60 homes respectively.",
        ["2022", "2023", "2024"],
        "a year for each amount",
    ),
    # fiscal years
    (MARCH, "The budget for 2025/26 is 40 million pounds.", ["2025/2026"], "a fiscal year"),
    (MARCH, "The budget for 2025-26 is 40 million pounds.", ["2025/2026"], "with a dash"),
    (MARCH, "Spending in FY2024/25 was 40 million pounds.", ["2024/2025"], "FY and both years"),
    (MARCH, "Spending in FY24 was 40 million dollars.", ["2024"], "FY and two digits"),
    (MARCH, "Spending in fiscal 2024 was 40 million dollars.", ["2024"], "fiscal and a year"),
    (
        MARCH,
        "Spending in the financial year 2023-24 was 40 million pounds.",
        ["2023/2024"],
        "financial",
    ),
    (
        JULY,
        "In the year to March 2025 it built 400 homes.",
        ["2024-04/2025-03"],
        "the year to a month",
    ),
    (JULY, "It built 400 homes in the year ending March.", ["2024-04/2025-03"], "without its year"),
    (
        MARCH,
        "The debt is to fall to 2 million pounds by 2026/27.",
        ["by:2026/2027"],
        "by a fiscal year",
    ),
    # comparisons
    (
        MARCH,
        "In 2024 it had 70 firms, up from 50 in 2020.",
        ["2024", "2020"],
        "the base has its own",
    ),
    (
        MARCH,
        "It had 70 firms in 2024, compared with 50 in 2019.",
        ["2024", "2019"],
        "compared with",
    ),
    (
        MARCH,
        "The number of parks rose from 15 in 2022 to 18 in 2024.",
        ["2022", "2024"],
        "from and to",
    ),
    (
        MARCH,
        "In 2024 it had 70 firms, 5 percent more than in 2023.",
        ["2024", "2024"],
        "what is only compared with is no claim's own",
    ),
    (MARCH, "Exports in 2024 rose 5 percent from a year earlier.", ["2024"], "a year earlier"),
    (MARCH, "Exports rose 5 percent year on year in January.", ["2025-01"], "year on year"),
    (MARCH, "In 2024 exports rose 5 percent, the fastest since 2015.", ["2024"], "a record since"),
    (
        MARCH,
        "Exports have risen 50 percent since 2020.",
        ["2020/2025"],
        "since reaches the article",
    ),
    (MARCH, "Since 2020 the county has built 31 schools.", ["2020/2025"], "since in front"),
    (
        JULY,
        "Starts surged to 60 units in 2024, then fell to 35 in the first four months.",
        ["2024", "2025-01/2025-04"],
        "months of the article's year behind another year's figure",
    ),
    # carried and not
    (
        MARCH,
        "In 2023 GDP was 4 billion yuan. Exports rose 3 percent.",
        ["2023", "2023"],
        "carried on",
    ),
    (MARCH, "It has 40 clinics.", ["2025-03-10"], "a present stock holds on the article's day"),
    (MARCH, "The museum now employs 40 people.", ["2025-03-10"], "now"),
    (MARCH, "Exports have grown over 5 percent for many years.", [None], "many years are no year"),
    (MARCH, "It hopes to hire 40 teachers every year.", [None], "every year is no year"),
    (
        MARCH,
        "The plan, announced last year, calls for 40 clinics.",
        [None],
        "when a plan was made is not when it is due",
    ),
    (MARCH, "Targets for 2026\nIt will build 40 clinics.", ["2026"], "the first line is a title"),
    (
        MARCH,
        "Report\n\nReview of 2024\n\nIt built 31 schools.\n\nAims for 2025\n\nIt will add 9 parks.",
        ["2024", "2025"],
        "headings date what stands below",
    ),
    (
        MARCH,
        "Report\n\nBy 2030 the county will have:\n- 40 clinics\n- 31 schools",
        ["by:2030", "by:2030"],
        "what leads a list governs its items",
    ),
    (
        MARCH,
        "In 2023 the county built 31 schools. That year it spent 4 million euros.",
        ["2023", "2023"],
        "that year leads back",
    ),
    (MARCH, "They may build 40 clinics.", [None], "may is no month here"),
    (MARCH, "In June 5 million people saw 3 parks.", ["2024-06", "2024-06"], "a number is no day"),
    (
        MARCH,
        "During Spring Festival the park drew 400 visitors.",
        ["2025"],
        "a feast is of its year",
    ),
    (MARCH, "The hall has more than 2000 seats.", ["2025-03-10"], "a number like a year"),
]


@pytest.mark.parametrize(("day", "text", "expected", "reason"), DATED)
def test_a_sentence_is_dated(day, text, expected, reason):
    """Each claim of the sentence has the period that its reason tells."""
    assert [claim.period for claim in claims(text, day=day)] == expected, reason


@pytest.mark.parametrize(
    "text", ["Exports fell 3 percent last year.", "It will build 40 clinics within three years."]
)
def test_no_day_no_guess(text):
    """What counts from an article without a date stays open."""
    assert [claim.period for claim in claims(text, day=None)] == [None]

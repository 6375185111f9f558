"""What is hidden from the reader of numbers, and what must not be."""

import pytest

from tests.claims.said import claims


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The council counted more than 547,996 homes in the county.", 547_996),
        ("Services account for one-fifteenth of national output.", None),
        ("Some 1\u00a0204 homes were completed in the year.", 1204),
    ],
)
def test_a_name_never_hides_part_of_a_number(text, value):
    """Names such as "996" and "for one" stand by themselves, not inside a number."""
    (found,) = claims(text)
    assert value is None or found.quantity.value == value


@pytest.mark.parametrize(
    "text",
    [
        "Staff are said to work 996 in the city's technology firms.",
        "Call the hotline on 020 7946 0958 or write to desk12@example.org.",
        "3.2 Borrowing costs are set out below.",
        "Phase 2 of the scheme begins at Gate 14.",
        "会议强调“1+3+5”工作布局，推进一网通办。",
        "G60科创走廊与第十四届全运会筹备同步推进。",
    ],
)
def test_names_codes_and_numbered_paragraphs_claim_nothing(text):
    """Numbers that only name something are not read."""
    assert claims(text) == ()

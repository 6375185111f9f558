"""Every quantity of a text, claim or not; and numbers we print read back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import quantities
from claims.number import numbers
from claims.vocabulary import vocabulary
from model import Article
from tests.claims.said import EN, WORDS, ZH, values


def said(text: str) -> list[tuple[str, str, str]]:
    return [
        (f"{m.written.value}", m.written.unit, m.role) for m in quantities(Article(text), WORDS)
    ]


def the_number(text, language):
    """The only number of a text."""
    (found,) = numbers(text, vocabulary(WORDS, language).scan(text), language)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The repairs took six hours.", ("6", "hour", "duration")),
        ("A 57-year-old driver was fined.", ("57", "year of age", "age")),
        ("Police arrested three suspects.", ("3", "suspect", "structure")),
        ("Nearly half of the respondents agreed.", ("0.5", "respondent", "claim-like")),
        ("The phone costs $649.", ("649", "USD", "claim-like")),
        ("The pool holds 40,000 litres.", ("40000", "litre", "claim-like")),
        ("It is one of the oldest bridges.", ("1", "old bridge", "structure")),
        ("Ruth Adler, 61, resigned.", ("61", "year of age", "age")),
        ("The stamp costs 85 pence.", ("85", "penny", "claim-like")),
        ("Gusts hit 90 miles per hour.", ("90", "mile per hour", "claim-like")),
        ("Half the windows broke.", ("0.5", "window", "claim-like")),
        ("They paid $US30 million for it.", ("30000000", "USD", "claim-like")),
        ("He packed 15-20kg of rice.", ("15", "kilogram", "claim-like")),
    ],
)
def test_mentions(text, expected):
    """Durations, ages and small counts are mentioned, in the text's own terms."""
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Windows 11 was slow.",
        "It opened on 5 May 2023.",
        "She won the final 6-4.",
        "Posted 10:42:05.",
    ],
)
def test_no_mentions(text):
    """Names, dates and scores are no quantities."""
    assert said(text) == []


def test_conversions_are_mentioned_too():
    """A length in brackets is a quantity of its own, as a bare number shares the unit before."""
    assert [unit for _, unit, _ in said("It flew 100 kilometers (62 miles).")] == [
        "kilometer", "mile",
    ]  # fmt: skip
    assert said("The index rose 12.5 points to 4,310.25.")[1][:2] == ("4310.25", "point")


@given(st.integers(0, 10**12))
def test_grouped_digits_read_back(value):
    """A whole number grouped by thousands has its value."""
    assert the_number(f"{value:,}", EN).value == value


@given(st.decimals(1, 999, places=2), st.sampled_from(sorted(EN.scales)))
def test_scaled_numbers_read_back(value, scale):
    """A decimal before a scale word is that many of it."""
    if len(scale) == 1:
        return
    assert the_number(f"{value} {scale}", EN).value == value * EN.scales[scale]


@given(st.decimals(1, 999, places=2), st.sampled_from(["万", "亿", "万亿", "千万", "百亿"]))
def test_chinese_scales_read_back(value, scale):
    """Scales multiply: 1.2万亿."""
    factor = Decimal(1)
    for one in scale:
        factor *= ZH.scales[one]
    assert the_number(f"{value}{scale}", ZH).value == value * factor


@given(
    # 996 names a way of working; after a comma it is masked still.
    st.integers(10, 10**9).filter(lambda n: "996" not in f"{n:,}"),
    st.sampled_from(
        [("more than {} homes", "over"), ("at least {} homes", "at_least"),
         ("fewer than {} homes", "under"), ("up to {} homes", "at_most"),
         ("about {} homes", "about"), ("{} homes", "exact")]
    ),
)  # fmt: skip
def test_bounds_read_back(value, said_so):
    """A count keeps its bound, whatever the number."""
    phrase, bound = said_so
    text = f"The council built {phrase.format(f'{value:,}')}."
    assert values(text) == [(str(value), "home", bound)]


@given(st.text())
def test_nothing_raises(text):
    """Any text can be looked through, and quotes are slices of it."""
    for mention in quantities(Article(text), WORDS):
        assert text[mention.span.start : mention.span.end] == mention.quote

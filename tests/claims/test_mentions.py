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
    ],
)
def test_mentions(text, expected):
    """Durations, ages and small counts are mentioned, in the text's own terms."""
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text", ["Windows 11 was slow.", "It opened on 5 May 2023.", "She won the final 6-4."]
)
def test_no_mentions(text):
    """Names, dates and scores are no quantities."""
    assert said(text) == []


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

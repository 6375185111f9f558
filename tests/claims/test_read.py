"""The door: spans, order, purity, and texts that mean harm."""

import pickle
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import read
from claims.normalise import normalise
from model import Article, Bound
from tests.claims.said import DAY, WORDS, claims

PIECES = st.sampled_from(
    "| |12|3.4 billion yuan| percent|五千|亿元|增长|，|。|. | by 2027|\n|（|)|more than | to |"
    "不低于|Yangpu |２０２５年|\u200b|½|“|-|; |目标|$".split("|")
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map("".join)))
def test_any_text_can_be_read(text):
    """No text makes the reader fail, and every span slices to its quote and sentence, in order."""
    found = read(Article(text, published=DAY), WORDS)
    for claim in found:
        assert text[claim.span.start : claim.span.end] == claim.quote
        end = claim.sentence_start + len(claim.sentence)
        assert text[claim.sentence_start : end] == claim.sentence
        assert claim.sentence_start <= claim.span.start < claim.span.end <= end
        assert 0 <= claim.confidence <= 1
        if claim.quantity.value_max is not None:
            assert claim.quantity.bound is Bound.RANGE
    starts = [claim.span.start for claim in found]
    assert starts == sorted(starts)


@given(st.text(max_size=80))
def test_the_way_back(text):
    """A place in the normalised text leads to the same character in the original."""
    normal = normalise(text, WORDS)
    for i, letter in enumerate(normal.text):
        span = normal.span(i, i + 1)
        assert span.end == span.start + 1
        if letter.isascii() and letter.isalpha() and text[span.start].isascii():
            assert text[span.start] == letter


def test_full_width_and_unseen_signs():
    """Full-width digits, curly quotes and zero-width spaces change nothing but the quote."""
    (claim,) = claims("全区医院达到３\u200b５０家。")
    assert claim.quantity.value == 350
    assert claim.quote == "３\u200b５０家"


def test_front_matter_and_headers_are_not_read():
    """Nothing is claimed in a front-matter block, a byline or a date line."""
    head = "+++\ntitle = '500 clinics'\n+++\nDate: 2026-01-21\n3 min read\n"
    text = head + "23:20 UTC+8, 2023-08-17\nIt has 40 clinics."
    (claim,) = claims(text)
    assert claim.quote == "40 clinics"


def test_reading_twice_is_the_same():
    """The reader is pure, and words sent to another process read the same."""
    text = "Yangpu has 40 clinics and plans 60 by 2027. 目标是医院达到50家。"
    copy = pickle.loads(pickle.dumps(WORDS))
    assert copy == WORDS
    assert hash(copy) == hash(WORDS)
    assert read(Article(text), copy) == read(Article(text), WORDS)


@pytest.mark.parametrize(
    "unit",
    [
        "7",
        "(",
        ",",
        "1,",
        "亿",
        "一",
        "one ",
        "五千万亿",
        "1.",
        "- ",
        "US$1 (",
        "2025-",
        "“1+",
        "a ",
        "、3",
        "to 5 ",
        "| 5 ",
    ],
)
def test_hostile_texts_are_read_in_bounded_work(unit):
    """Work grows with the text and no faster: four times the text, about four times the steps."""
    small, large = (_steps(unit * count) for count in (2_000, 8_000))
    assert large < 8 * small + 20_000


def _steps(text):
    import sys

    counted = 0

    def count(frame, event, argument):
        nonlocal counted
        counted += 1

    sys.setprofile(count)
    try:
        read(Article(text[:60_000], published=DAY), WORDS)
    finally:
        sys.setprofile(None)
    return counted


def test_a_long_run_of_digits_is_no_number():
    """300,000 digits are neither read nor slow."""
    assert claims("Revenue was " + "9" * 300_000 + " yuan.") == ()


def test_rules_and_confidence():
    """Every claim says what decided it."""
    (claim,) = claims("Yangpu aims to have 40 clinics by 2027.")
    assert any(re.match("kind:target", rule) for rule in claim.rules)
    assert claim.confidence == 1.0

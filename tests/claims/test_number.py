"""Numbers in digits and in words."""

import pytest

from claims.number import might_hold, numbers
from claims.vocabulary import vocabulary
from tests.claims.said import EN, WORDS, ZH


def found(text, language):
    return [
        (text[n.start : n.end], n.value, n.high)
        for n in numbers(text, vocabulary(WORDS, language).scan(text), language)
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("13.4 million", 13_400_000),
        ("1,234,567", 1_234_567),
        ("half a million", 500_000),
        ("two and a half billion", 2_500_000_000),
        ("ninety-two", 92),
        ("two hundred and fifty thousand", 250_000),
        ("a dozen", 12),
        ("us$2bn", 2_000_000_000),
        ("£103.8m", 103_800_000),
        ("a third of", pytest.approx(33.333333, abs=1e-5)),
        ("three quarters of", 75),
        ("one in every five", 20),
        ("2 out of 5", 40),
        ("doubled", 2),
    ],
)
def test_english(text, value):
    """An English number has its value in plain units, fractions in percent."""
    ((_, got, _),) = found(text, EN)
    assert float(got) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.2万亿", 1_200_000_000_000),
        ("两万五千", 25_000),
        ("两万五", 25_000),
        ("三千亿", 300_000_000_000),
        ("3亿5000万", 350_000_000),
        ("1683000万", 16_830_000_000),
        ("16830万", 168_300_000),
        ("17700亿", 1_770_000_000_000),
        ("一百二十万", 1_200_000),
        ("一千二百三十四亿", 123_400_000_000),
        ("3000多万", 30_000_000),
        ("一亿两千万", 120_000_000),
        ("三成五", 35),
        ("百分之五点三", 5.3),
        ("五分之二", 40),
        ("翻一番", 2),
        ("减半", -50),
        ("一半", 50),
    ],
)
def test_chinese(text, value):
    """A Chinese number has the same, with 成 and 分之 in percent."""
    ((_, got, _),) = found(text, ZH)
    assert float(got) == value


def test_vague_numbers_are_ranges():
    """In words: "Tens of billions" and 数百亿 reach from one power of ten to the next."""
    assert found("tens of billions", EN) == [("tens of billions", 10**10, 10**11)]
    assert found("数百亿", ZH) == [("数百亿", 10**10, 10**11)]


@pytest.mark.parametrize("text", ["a third runway", "billion yuan", "7" * 40, "mp3", "v2.1.3"])
def test_no_numbers(text):
    """An ordinal, a unit alone, an endless run of digits and a name hold no number."""
    assert [n for n in found(text, EN) if n[1] > 20] == []


def test_a_unit_alone_is_no_number():
    """单位：亿元 names a unit; 千亿元 is a number."""
    assert found("单位：亿元", ZH) == []
    assert found("千亿元", ZH) == [("千亿", 10**11, None)]


def test_the_quick_look_never_misses():
    """A sentence with a number passes the quick look."""
    for text, language in (("half of it", EN), ("翻一番", ZH), ("it doubled", EN), ("过半", ZH)):
        assert might_hold(text, language)
    assert not might_hold("nothing to see here", EN)

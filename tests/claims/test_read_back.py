"""Any number that we can print in a supported form reads back."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims import quantities
from claims.number import numbers
from claims.vocabulary import vocabulary
from model import Article
from tests.claims.said import EN, WORDS, ZH, values

_SIGNS = "零一二三四五六七八九"
_SMALL = ("", "十", "百", "千")
_LARGE = ("", "万", "亿")


def in_chinese(value: int) -> str:
    """A whole number below 10^12 in Chinese words: 两 is never needed."""
    groups = []
    while value:
        value, group = divmod(value, 10_000)
        groups.append(group)
    said = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        if said and (group < 1000 or not groups[place + 1]):
            said += "零"
        said += _below_10000(group) + _LARGE[place]
    return said


def _below_10000(value: int) -> str:
    said, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            said += ("零" if gap and said else "") + _SIGNS[digit] + _SMALL[place]
        gap = not digit
    return said


def mentioned(text: str) -> list[tuple[Decimal, Decimal | None, str, str]]:
    found = quantities(Article(text), WORDS)
    assert all(text[m.span.start : m.span.end] == m.quote for m in found)
    return [(m.written.value, m.written.value_max, m.written.unit, m.written.bound) for m in found]


@settings(deadline=None)
@given(st.integers(1, 10**12 - 1))
def test_chinese_words(value):
    """一千零五万 is 10,050,000, whatever the number."""
    said = in_chinese(value)
    if len(said) == 1:
        return
    found = list(numbers(said, vocabulary(WORDS, ZH).scan(said), ZH))
    assert [(n.value, n.start, n.end) for n in found] == [(value, 0, len(said))]


@settings(deadline=None)
@given(st.sampled_from(sorted(EN.denominators)), st.sampled_from(["one", "two", "three"]))
def test_fractions(below, above):
    """In words: "two thirds of the homes" is two of three, and of homes."""
    whole, part = EN.denominators[below], EN.numerals[above]
    if not part < whole:
        return
    (found,) = mentioned(f"They sold {above} {below} of the homes.")
    assert abs(found[0] - Decimal(part) / whole) < Decimal("1e-9")
    assert found[2] == "home"


@settings(deadline=None)
@given(st.integers(2, 9), st.integers(10, 99), st.sampled_from(["-", " to "]))
def test_ranges(low, more, joint):
    """The ends of a range share its unit, whichever way they are joined."""
    high = low + more
    text = f"They raised £{low}{joint}{high} million."
    ((value, value_max, unit, bound),) = mentioned(text)
    assert (value_max, unit, bound) == (high * 10**6, "GBP", "range")
    assert value in {low, low * 10**6}


@settings(deadline=None)
@example(96, 900)  # 996 is also what a working week is called
@given(st.integers(3, 900), st.integers(1, 900))
def test_movements(one, more):
    """What moved from one amount to another moved between both, up or down."""
    two = one + more
    expected = [(one, two, "kilogram", "range")]
    assert mentioned(f"It rose from {one}kg to {two}kg.") == expected
    assert mentioned(f"It fell from {two} kg to {one} kg.") == expected


@settings(deadline=None)
@given(
    st.decimals("0.01", 999, places=2),
    st.sampled_from(sorted(s for s in EN.signs if not s.isalnum() and " " not in s)),
    st.sampled_from(["", " million", "bn"]),
)
def test_currencies(value, sign, scale):
    """A sign before the digits tells the money."""
    factor = {"": 1, " million": 10**6, "bn": 10**9}[scale]
    ((found, _, unit, bound),) = mentioned(f"They paid {sign}{value}{scale} today.")
    assert (found, unit, bound) == (value * factor, EN.signs[sign], "exact")


@settings(deadline=None)
@given(st.decimals("0.1", 9999, places=1), st.sampled_from(["万元", "亿元", "万亿元"]))
def test_chinese_money(value, unit):
    """A claim in yuan has its value in yuan."""
    factor = {"万元": 10**4, "亿元": 10**8, "万亿元": 10**12}[unit]
    ((found, money, bound),) = values(f"全年营收达到{value}{unit}。")
    assert (Decimal(found), money, bound) == (value * factor, "CNY", "exact")


@pytest.mark.parametrize("mark", "0123456789.,-–%$£¥()/:½×亿万零点成分之一 \n\tabcx'\"")
def test_hostile_runs(mark):
    """A long run of one sign is read without harm."""
    text = mark * 3000
    mentioned(text)
    mentioned(f"The city built 12{text}5 homes in 2024.")


@settings(deadline=None)
@given(st.text(alphabet="0123456789.,-–%$£€ mkbn百千万亿点成分之of to andhalf()/", max_size=80))
def test_digits_and_their_signs(text):
    """Whatever stands among digits, quotes are slices of the text."""
    mentioned(text)


def test_a_share_of_a_pronoun():
    """A part of "it" at the end of the text is read, though nothing stands behind it."""
    found = values("The founder owns 27 percent of the firm and will keep a fifth of it.")
    assert [value for value, _, _ in found] == ["27", "20"]

"""What differs between two texts, in words and in Chinese characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diffing import Piece, PieceKind, words_diff
from model.text import tokens

EQUAL, REMOVED, ADDED = PieceKind.EQUAL, PieceKind.REMOVED, PieceKind.ADDED
TEXTS = st.text(st.sampled_from("ab 3,.5亿元增长\n|%’"), max_size=40) | st.text(max_size=30)


def test_tokens() -> None:
    """A number stays whole with its sign; Chinese is cut by character, English by word."""
    assert tokens("GDP增长5.5% to 7,000, it's") == [
        "GDP", "增", "长", "5.5%", " ", "to", " ", "7,000", ",", " ", "it's",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "figure",
    [
        "3500亿",
        "1.5万亿",
        "三千五百亿",
        "一百二十",
        "二〇二五",
        "四分之三",
        "百分之五点五",
        "八十四点五",
        "1,234,567.8",
        "5.5%",
        "12 %",
        "3‰",
    ],
)
def test_a_figure_is_one_token(figure: str) -> None:
    """A figure with its scale or sign is one token, in digits and in numerals."""
    assert tokens(f"达{figure}元") == ["达", figure, "元"]
    assert tokens(f"to {figure} now")[2] == figure


@pytest.mark.parametrize("word", ["一起", "十分", "统一"])
def test_a_numeral_in_a_word_is_no_figure(word: str) -> None:
    """A lone numeral is cut like any character."""
    assert tokens(word) == list(word)


@pytest.mark.parametrize(
    ("old", "new"),
    [("三千亿", "三千五百亿"), ("3000亿", "3500亿"), ("5.5%", "6%"), ("四分之三", "三分之二")],
)
def test_the_whole_figure_is_shown(old: str, new: str) -> None:
    """Whatever part of a figure changed, the figure before and after stands there whole."""
    assert words_diff(f"规模达{old}元。", f"规模达{new}元。") == (
        Piece(EQUAL, "规模达"),
        Piece(REMOVED, old),
        Piece(ADDED, new),
        Piece(EQUAL, "元。"),
    )


def test_a_number_is_shown_whole() -> None:
    """312 against 322 shows both figures, not one digit."""
    found = words_diff("grew to 312.5 million", "grew to 322.5 million")
    assert found == (
        Piece(EQUAL, "grew to "),
        Piece(REMOVED, "312.5"),
        Piece(ADDED, "322.5"),
        Piece(EQUAL, " million"),
    )


def test_chinese() -> None:
    """Only the characters that differ are shown."""
    found = words_diff("营业收入突破3000亿元", "营业收入达到3500亿元")
    assert found == (
        Piece(EQUAL, "营业收入"),
        Piece(REMOVED, "突破3000亿"),
        Piece(ADDED, "达到3500亿"),
        Piece(EQUAL, "元"),
    )


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_texts(old: str, new: str) -> None:
    """Nothing is lost: the equal and removed pieces are the old text, the others the new one."""
    found = words_diff(old, new)
    assert "".join(p.text for p in found if p.kind is not ADDED) == old
    assert "".join(p.text for p in found if p.kind is not REMOVED) == new
    assert all(p.text for p in found)


@given(TEXTS)
def test_equal_texts_are_one_piece(text: str) -> None:
    """A text does not differ from itself."""
    assert words_diff(text, text) == ((Piece(EQUAL, text),) if text else ())


def test_huge_texts_are_compared_as_a_whole() -> None:
    """Beyond the cap the middle is one removed and one added piece; the ends stay equal."""
    found = words_diff("same " + "a " * 9000 + "end", "same " + "b " * 9000 + "end")
    assert [p.kind for p in found] == [EQUAL, REMOVED, ADDED, EQUAL]

"""What differs between two texts, in words and in Chinese characters."""

from hypothesis import given
from hypothesis import strategies as st

from diffing import Piece, PieceKind, words_diff
from model.text import tokens

EQUAL, REMOVED, ADDED = PieceKind.EQUAL, PieceKind.REMOVED, PieceKind.ADDED
TEXTS = st.text(st.sampled_from("ab 3,.5亿元增长\n|%’"), max_size=40) | st.text(max_size=30)


def test_tokens() -> None:
    """A number stays whole with its separators; Chinese is cut by character, English by word."""
    assert tokens("GDP增长5.5% to 7,000, it's") == [
        "GDP", "增", "长", "5.5", "%", " ", "to", " ", "7,000", ",", " ", "it's",
    ]  # fmt: skip


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
        Piece(REMOVED, "突破3000"),
        Piece(ADDED, "达到3500"),
        Piece(EQUAL, "亿元"),
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

"""What the tests of the reader share: the words, and short ways to read a sentence."""

from datetime import date

from claims import read
from config.words import load_words
from model import Article, Claim

WORDS = load_words()
EN, ZH = (next(one for one in WORDS.languages if one.code == code) for code in ("en", "zh"))
DAY = date(2025, 3, 10)


def claims(text: str, *, title: str = "", day: date | None = DAY, place: str | None = None):
    """The claims of a text."""
    return read(Article(text, title=title, published=day), WORDS, place=place)


def one(text: str, **known) -> Claim:
    """The only claim of a text."""
    found = claims(text, **known)
    assert len(found) == 1, [claim.quote for claim in found]
    return found[0]


def values(text: str) -> list[tuple[str, str, str]]:
    """Value, unit and bound of each claim, as a table can hold them."""
    return [
        (
            f"{c.quantity.value}"
            + ("" if c.quantity.value_max is None else f"..{c.quantity.value_max}"),
            c.quantity.unit,
            c.quantity.bound.value,
        )
        for c in claims(text)
    ]


def told(text: str) -> str:
    """Kind, measure and value of each claim, as a table can hold them: "target level 500; …"."""
    return "; ".join(
        f"{c.kind.value} {c.measure.value} {round(c.quantity.value, 2).normalize():f}"
        for c in claims(text)
    )

"""Ranks: "ranked third in the city", 位居全国第二. Ordinals that only count or name are none."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from claims.amount import Amount
from claims.digits import Number
from claims.sentences import Sentence
from model import Bound
from model.words import Language

_DIGITS = re.compile(r"\d{1,4}")


def ranks(sentence: Sentence) -> list[Amount]:
    """Every rank the sentence states, left to right."""
    hits = sentence.scan.all("rank")
    return list(_found(sentence, [hit.start for hit in hits])) if hits else []


def _found(sentence: Sentence, starts: list[int]) -> Iterator[Amount]:
    patterns, ordinals = _patterns(sentence.language), sentence.language.ranks.ordinals
    taken = 0
    for at in starts:
        if at < taken:
            continue
        for pattern in patterns:
            match = pattern.match(sentence.low, at)
            value = _value(match["rank"], ordinals) if match else None
            if match and value is not None:
                taken = match.end()
                yield _amount(*match.span("rank"), value)
                break


def _value(text: str, ordinals: Mapping[str, int]) -> int | None:
    digits = _DIGITS.search(text)
    return int(digits[0]) if digits else ordinals.get(text)


def _amount(start: int, end: int, value: int) -> Amount:
    number = Number(start, end, Decimal(value), digits=False, size=Decimal(value))
    return Amount(
        start, end, start, end, number, Decimal(value), None, unit="rank", bound=Bound.EXACT
    )


@lru_cache(maxsize=16)
def _patterns(language: Language) -> list[re.Pattern[str]]:
    return [re.compile(match) for match in language.ranks.matches]

"""What is written in numbers and is no quantity: dates, plans, model numbers, slogans, ages."""

import re
from bisect import bisect_right
from functools import lru_cache

from model.words import Language

# A header line of a plain-text file, or a line that only credits somebody.
_HEADER = re.compile(
    r"\s*(?:date|source|author|editor|by|published|updated|url|link|publisher|photo|tags?|keywords|"
    r"来源|作者|日期|发布时间|发布日期|时间|责任编辑|编辑|链接|浏览次数|字号|索取号|文号|发文日期)\s*[:：]|"
    r".{0,60}\butc ?[+-] ?\d|\s*\d{1,3} min(?:ute)? read\s*$|"
    r".{0,40}\b(?:updated|published|posted)\s*[:：]? ?(?:on )?\d|"
    r"\s*记者\s*[:：].{0,12}$|"
    r"\s*(?:copyright|©|icp|沪icp|京公网|沪公网)",
    re.I,
)


def is_header(low: str) -> bool:
    """Whether a line only says where the text comes from: nothing is claimed there."""
    return len(low) < 200 and _HEADER.match(low) is not None


class Mask:
    """Places of a sentence where no number is read."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]

    def hides(self, start: int, end: int) -> bool:
        """Whether any of ``[start, end)`` lies under the mask."""
        before = bisect_right(self._starts, end - 1) - 1
        return before >= 0 and self._ends[before] > start


def masked(low: str, language: Language, periods: list[tuple[int, int]]) -> Mask:
    """The mask of a lower-case sentence; ``periods`` are hidden too."""
    spans = [match.span() for match in _pattern(language).finditer(low)]
    return Mask(spans + periods)


@lru_cache(maxsize=16)
def _pattern(language: Language) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in language.masks))

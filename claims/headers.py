"""Lines that say where a text comes from, and claim nothing."""

import re
from functools import lru_cache

from model.words import Words

_LONGEST = 200  # characters; a longer line is prose


def is_header(low: str, words: Words) -> bool:
    """Whether a lower-case line only credits, dates or links the text."""
    return len(low) < _LONGEST and _pattern(words).match(low) is not None


@lru_cache(maxsize=8)
def _pattern(words: Words) -> re.Pattern[str]:
    # A header may stand in any language, whatever the article is written in.
    credits = [word for one in words.languages for word in one.masks.credits]
    longest = sorted(map(re.escape, credits), key=len, reverse=True)
    lines = [rf"\s*(?:{'|'.join(longest)})\s*[:：]"] if longest else []
    lines += [f"(?:{line})" for one in words.languages for line in one.masks.headers]
    return re.compile("|".join(lines) or "(?!)")

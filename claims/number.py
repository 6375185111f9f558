"""The numbers of a sentence: "13.4 million", "half a million", 两万五千, 三成, "doubled"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from claims.digits import RUN, Number, Reader
from claims.numerals import NOTHING
from claims.scan import Scan
from claims.spaced import Spaced
from claims.unspaced import Unspaced
from model.words import Language

_DIGIT = re.compile(r"\d")


def numbers(low: str, scan: Scan, language: Language) -> Iterator[Number]:
    """Every number in the lower-case sentence, left to right."""
    reader = _reader(language)
    starts = [(match.start(), match.end()) for match in RUN.finditer(low)]
    worded = [(hit.start, 0) for hit in scan.all("number")]
    if worded:
        starts = sorted(starts + worded) if starts else worded
    taken = 0
    for start, stop in starts:
        if start < taken:
            continue
        found = reader.digits(low, start, stop, scan) if stop else reader.words(low, start, scan)
        if found is not None:
            taken = found.end
            if found.unit is not NOTHING:
                yield found
        elif stop:
            taken = stop


def might_hold(low: str, language: Language) -> bool:
    """False when there is certainly no number; far quicker than looking for them."""
    return _DIGIT.search(low) is not None or _reader(language).hints(low)


@lru_cache(maxsize=16)
def _reader(language: Language) -> Reader:
    return Spaced(language) if language.spaced else Unspaced(language)

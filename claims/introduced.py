"""Places known in full only that a text has introduced, and may then call by their mere name.

"Reading" is a town where the text says "Reading, Berkshire" or "Reading Borough Council", and a
pastime elsewhere; "Anji, a county in Zhejiang" is Anji in the rest of the text.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from claims.atlas import Atlas
from claims.letters import LARGE
from claims.scan import Hit
from claims.sentences import Sentence
from model.words import Language

_FIRST = 7  # sentences that introduce, where looking costs more: the title and some more
_NEAR = 40  # characters from a name to the area that it is said to lie in
_SHORTEST = 4  # letters of a name that may stand alone
_WORD = re.compile(r"\w+")
_CAPITALISED = re.compile(rf"(?<!\w)[{LARGE}]\w+")


def introduced(sentences: Iterable[Sentence], atlas: Atlas, home: str | None) -> frozenset[str]:
    """The names, in small letters. Where the source is at home needs no introduction."""
    found: set[str] = set()
    for index, sentence in enumerate(sentences):
        spaced = sentence.language.spaced
        if (index >= _FIRST and not spaced) or (spaced and not _may_name(sentence, atlas)):
            continue
        for hit in sentence.scan.every("place-in-full"):
            name = sentence.low[hit.start : hit.end]
            if name in found or (spaced and not sentence.text[hit.start].isupper()):
                continue
            if any(place.name == home for place in hit.meaning) or _is_told(hit, sentence, atlas):
                found.add(name)
    return frozenset(found)


def _may_name(sentence: Sentence, atlas: Atlas) -> bool:
    """Whether such a name may stand there: cheaper than to look at every word."""
    names = _by_first_word(atlas, sentence.language)
    return any(
        name in sentence.low
        for word in _CAPITALISED.findall(sentence.text)
        for name in names.get(word.lower(), ())
    )


@lru_cache(maxsize=8)
def _by_first_word(atlas: Atlas, language: Language) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in atlas.in_full(language):
        first = _WORD.match(name)
        if first:
            found[first[0]] = (*found.get(first[0], ()), name)
    return found


def _is_told(hit: Hit, sentence: Sentence, atlas: Atlas) -> bool:
    """Whether a word of kind follows, or the area it lies in stands beside it."""
    spaced = sentence.language.spaced
    kind = sentence.scan.at("area-after", hit.end + spaced)
    if kind is not None and (spaced or sentence.scan.at("place", hit.start) is not None):
        return True
    around = {area for place in hit.meaning for area in atlas.around(place.name)}
    return any(
        _is_beside(hit, wider, sentence)
        for wider in sentence.scan.all("place")
        if not around.isdisjoint(place.name for place in wider.meaning)
    )


def _is_beside(hit: Hit, wider: Hit, sentence: Sentence) -> bool:
    """Whether the wider area is "…, a county in Zhejiang" or "Zhejiang's …"."""
    low, owner = sentence.low, sentence.language.owner
    if not sentence.language.spaced:
        return wider.end == hit.start
    if wider.start >= hit.end:
        return low.startswith(", ", hit.end) and wider.start - hit.end <= _NEAR
    return bool(owner) and low[wider.end : hit.start] == f"{owner} "


def with_introduced(hits: list[Hit], sentence: Sentence, names: frozenset[str]) -> list[Hit]:
    """The places of a sentence with those that the text has introduced."""
    if not names:
        return hits
    more = [
        hit
        for hit in sentence.scan.every("place-in-full")
        if sentence.low[hit.start : hit.end] in names
        and (hit.end - hit.start >= _SHORTEST or not sentence.language.spaced)
        and not any(one.start < hit.end and hit.start < one.end for one in hits)
    ]
    return sorted([*hits, *more])

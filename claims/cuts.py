"""The words of a language that no name of an indicator holds."""

from collections.abc import Iterator
from functools import lru_cache

from model.words import Language, Words


@lru_cache(maxsize=32)
def cut_words(words: Words, language: Language) -> frozenset[str]:
    """The words at which a name ends: stops, verbs, cues and moves that name nothing."""
    moves = language.moves
    cut = {
        w
        for m in ("rise", "fall", "narrow", "cut", "pace", "level", "reach", "base")
        for w in moves.get(m, ())
    }
    cut |= {word for word, meaning in language.cues.items() if meaning != "neutral"}
    cut |= {*language.bounds_before, *language.bounds_after, *language.here}
    if language.spaced:
        cut |= {form for verb in language.verbs for form in _forms(verb, language)}
        cut |= language.stops
    else:
        # Single signs stand inside too many words to cut at, but for a few.
        cut = {word for word in cut | language.fillers if len(word) > 1}
        cut |= set(language.naming.cuts)
    surfaces = (name for one in words.indicators for name in one.names.get(language.code, ()))
    return frozenset(cut.difference(name.lower() for name in surfaces))


def _forms(verb: str, language: Language) -> Iterator[str]:
    """A verb as it may stand in a sentence: raise, raises, raised, raising."""
    yield verb
    yield from (verb + ending for ending in language.naming.endings)
    yield from (verb[:-1] + ending for ending in language.naming.short_endings)

"""Which roles the words of a language play for the reader, out of its file, glossary and atlas."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from claims.atlas import atlas_of
from claims.cuts import cut_words
from claims.scan import Vocabulary
from model.words import Language, Words

_MOVES = (
    "reach",
    "level",
    "compared",
    "add",
    "cut",
    "fall",
    "rise",
    "narrow",
    "share",
    "pace",
    "rate",
    "drop",
    "plain",
)  # fmt: skip - what is named later wins


@lru_cache(maxsize=32)
def vocabulary(words: Words, language: Language) -> Vocabulary:
    """The vocabulary of ``language``, made once."""
    return Vocabulary(dict(_roles(words, language)))


def _roles(words: Words, language: Language) -> Iterable[tuple[str, Mapping[str, Any]]]:
    yield "unit", dict(language.currencies) | dict(language.units)
    yield "counter", language.counters
    yield "duration", dict.fromkeys(language.durations, "") | dict(language.times)
    yield from _numbers(language)
    yield "noun", language.nouns
    yield "bound-before", language.bounds_before
    yield "bound-after", language.bounds_after
    yield "bound-between", language.bounds_between
    yield "cue", language.cues
    yield "move", {w: meaning for meaning in _MOVES for w in language.moves.get(meaning, ())}
    yield "here", language.here
    yield "mask-name", dict.fromkeys(language.masks.names, True)
    yield "mask-label", dict.fromkeys(language.masks.labels, True)
    yield "mask-phrase", {word: word for word, _ in language.masks.phrases}
    yield "rank", dict.fromkeys(language.ranks.words, True)
    yield "clause", dict.fromkeys(language.clauses, True)
    said = language.dating
    yield "present", {w: m for m in ("present", "habit", "held", "now") for w in said.get(m, ())}
    yield "place", atlas_of(words).surfaces(language)
    yield "place-in-full", atlas_of(words).in_full(language)
    yield "area-after", _by_word(language.areas.after)
    yield "area-before", _by_word(language.areas.before)
    yield "name", _names(words, language)
    if not language.spaced:
        yield "cut", dict.fromkeys(cut_words(words, language), True)


def _numbers(language: Language) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """The roles that the words of numbers play."""
    marks = language.marks
    first = (
        language.numerals, language.scales, language.shares, language.multiples, language.vague,
        dict.fromkeys(language.halves, True), language.denominators,
    )  # fmt: skip
    yield "number", {word: True for words in first for word in words}
    yield from zip(
        ("numeral", "scale", "share", "multiple", "vague", "halved", "below"), first, strict=True
    )
    for mark in (
        "of",
        "of-a",
        "and",
        "and-half",
        "half",
        "not-tenth",
        "every",
        "holds",
        "by",
        "not-per",
    ):
        yield mark, dict.fromkeys(marks.get(mark, ()), True)
    every = dict.fromkeys(marks.get("in-every", ()), True)
    yield "ratio", dict.fromkeys(marks.get("in", ()), False) | every
    # What may stand behind a number in words, where nothing stands between them.
    inner = ("tenth", "part", "point", "some", "tail")
    yield "mark", {word: mark for mark in inner for word in marks.get(mark, ())}
    yield "hundredth", language.hundredths
    for role in (
        "per",
        "scale-of",
        "break",
        "of-them",
        "lasting",
        "count-of",
        "lead",
        "follow",
        "worth",
        "weighing",
        "solid",
    ):
        yield role, dict.fromkeys(language.phrase.get(role, ()), True)
    for role in ("far", "cut", "end", "bare"):
        yield f"bound-{role}", dict.fromkeys(language.near.get(role, ()), True)
    yield "filler", dict.fromkeys((*language.fillers, *language.particles), True)


def _names(words: Words, language: Language) -> dict[str, Any]:
    """The glossary's surfaces in the language; the first entry that has one keeps it."""
    found: dict[str, Any] = {}
    for indicator in words.indicators:
        for name in indicator.names.get(language.code, ()):
            found.setdefault(name.lower(), indicator)
    return found


def _by_word(levels: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: level for level, words in levels.items() for word in words}

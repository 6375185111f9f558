"""The small words of a language that show what governs a number, made ready for look-ups."""

from dataclasses import dataclass
from functools import lru_cache

from model.words import Language

_REACH = 60  # characters in which the words before a number are looked at
_WORDS = 7  # and how many of them


@dataclass(frozen=True, slots=True)
class Governing:
    """What `[governing]` of a language's file says, and the joins that a list goes on with."""

    spaced: bool
    names: frozenset[str]
    auxiliaries: frozenset[str]
    copulas: frozenset[str]
    determiners: frozenset[str]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    baselines: tuple[str, ...]
    nearby: frozenset[str]
    nearby_words: tuple[str, ...]
    participles: frozenset[str]
    aims: tuple[str, ...]
    outlooks: tuple[str, ...]
    aim_links: tuple[str, ...]
    aim_gaps: tuple[str, ...]
    set_aside: tuple[str, ...]
    met: frozenset[str]
    limits: tuple[str, ...]
    bases: tuple[str, ...]
    progress: tuple[str, ...]
    progress_links: tuple[str, ...]
    tenseless: tuple[str, ...]
    degrees: frozenset[str]
    parts: tuple[str, ...]
    attributes: tuple[str, ...]
    more: frozenset[str]
    breaks: frozenset[str]
    joins: frozenset[str]
    ranges: frozenset[str]
    list_signs: tuple[str, ...]

    def last_word(self, low: str, at: int) -> str:
        """The word right before ``at``, in a language with spaces."""
        words = low[max(0, at - 24) : at].rsplit(None, 1)
        return words[-1] if words else ""

    def compares(self, low: str, at: int) -> bool:
        """Whether a baseline stands before ``at``: "from just over", in a language with spaces."""
        words = low[max(0, at - _REACH) : at].split()[-_WORDS:]
        while words and words[-1] in self.nearby:
            words.pop()
        return bool(words) and (
            words[-1] in self.baselines or " ".join(words[-2:]) in self.baselines
        )

    def is_adverb(self, word: str) -> bool:
        """Whether the word may stand between an auxiliary and its verb."""
        return word in self.adverbs or word.endswith(self.adverb_endings)

    def bare(self, text: str) -> bool:
        """Whether ``text`` holds nothing but ``nearby`` words."""
        if self.spaced:
            return all(word in self.nearby for word in text.split())
        return not beyond(text.strip(), self.nearby_words)


@lru_cache(maxsize=32)
def governing(language: Language) -> Governing:
    """The governing words of ``language``, made once."""
    words = language.governing

    def some(key: str) -> tuple[str, ...]:
        found = (word.lower() for word in words.get(key, ()))
        return tuple(sorted(found, key=len, reverse=True))

    return Governing(
        spaced=language.spaced,
        copulas=frozenset(some("copulas")),
        names=frozenset(some("names")),
        auxiliaries=frozenset(some("auxiliaries")),
        determiners=frozenset(some("determiners")),
        adverbs=frozenset(some("adverbs")),
        adverb_endings=some("adverb_endings"),
        baselines=some("baselines"),
        nearby=frozenset(some("nearby")),
        nearby_words=some("nearby"),
        participles=frozenset(some("participles")),
        aims=_meaning(language, "aim", "noun"),
        outlooks=_meaning(language, "aim", "noun", "forecast"),
        aim_links=some("aim_links"),
        aim_gaps=some("aim_gaps"),
        set_aside=some("set_aside"),
        met=frozenset(some("met")),
        limits=some("limits"),
        bases=language.moves.get("base", ()),
        progress=some("progress"),
        progress_links=some("progress_links"),
        tenseless=some("tenseless"),
        degrees=frozenset(some("degrees")),
        parts=some("parts"),
        attributes=some("attributes"),
        more=frozenset(some("more")),
        breaks=frozenset(some("breaks")),
        joins=frozenset(language.joins.get("list", ())),
        ranges=frozenset(language.joins.get("range", ())),
        list_signs=language.joins.get("list", ()),
    )


def _meaning(language: Language, *meanings: str) -> tuple[str, ...]:
    return tuple(word for word, meaning in language.cues.items() if meaning in meanings)


def beyond(text: str, words: tuple[str, ...]) -> str:
    """What is left of a text without the ``words`` it begins with."""
    while text.startswith(words):
        text = text[next(len(word) for word in words if text.startswith(word)) :]
    return text

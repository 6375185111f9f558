"""Noun phrases of a language with spaces: what is counted behind a number, by its plural."""

import re
from functools import lru_cache
from typing import NamedTuple

from claims.letters import SMALL
from model.words import Language

_WORD = re.compile(rf"[{SMALL}][{SMALL}&'/.]*")
_SHORT = 3  # letters of a word that is hardly a plural
_MOST = 8  # words of one phrase


class Phrase(NamedTuple):
    """A counted noun phrase at ``[start, end)``, and the unit it is known by. ``plural`` says
    whether it shows that it is counted, ``known`` whether the language file lists it.
    """

    start: int
    end: int
    head: str
    unit: str
    plural: bool
    known: bool


class Phrases:
    """The noun phrases of one language."""

    def __init__(self, language: Language) -> None:
        words = language.phrase
        self.nouns = language.nouns
        self.stops = language.stops | frozenset(language.numerals)
        self.more = frozenset(words.get("more", ()))
        self.joints = frozenset(words.get("and", ()))
        self._first = language.head == "first"
        self._endings = tuple(words.get("plural", ()))
        self._except = tuple(words.get("not_plural", ()))
        self._irregular = dict(word.split("=", 1) for word in words.get("irregular", ()))
        self._singular = [tuple(one.split("=", 1)) for one in words.get("singular", ())]
        self._adverbs = tuple(words.get("adverbs", ()))
        self.participles = tuple(words.get("participles", ()))
        self.verbs = frozenset(language.verbs)
        self.verb_endings = language.naming.endings
        self._nouns_like = tuple(words.get("not_participles", ()))

    def word(self, low: str, at: int) -> str:
        """The word that begins at ``at``, or an empty one."""
        match = _WORD.match(low, at)
        return match[0].rstrip(".'/") if match else ""

    def plural(self, word: str) -> bool:
        """Whether a word is a plural by its form."""
        if word in self._irregular:
            return True
        return (
            len(word) > _SHORT and word.endswith(self._endings) and not word.endswith(self._except)
        )

    def singular(self, word: str) -> str:
        """The singular, well enough to compare."""
        known = self._irregular.get(word)
        if known is not None:
            return known
        if word.endswith(self._except):
            return word
        for ending, single in self._singular:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return word[: len(word) - len(ending)] + single
        return word

    def plurals(self, word: str) -> list[str]:
        """The plurals that would lead back to the word."""
        return [
            word.removesuffix(single) + ending
            for ending, single in self._singular
            if word.endswith(single)
        ]

    def counts(self, low: str, at: int) -> bool:
        """Whether a counted noun follows at ``at``: " visitors", " new homes"."""
        found, _ = self.behind(low, at)
        return found is not None and (found.plural or found.known)

    def compound(self, low: str, at: int) -> Phrase | None:
        """What is joined to the number by a hyphen: "500-bed", "186-seat"."""
        start, match = at, _WORD.match(low, at)
        if match is None:
            return None
        word, end = match[0].rstrip(".'/"), match.end()
        while low[end : end + 1] == "-" and (match := _WORD.match(low, end + 1)):
            word, end = match[0], match.end()
        if word in self.stops:
            return None
        unit = self.nouns.get(word) or self.singular(word)
        return Phrase(start, end, word, unit, self.plural(word), word in self.nouns)

    def behind(self, low: str, at: int) -> tuple[Phrase | None, bool]:
        """The phrase that begins behind ``at``, and whether it says "more" or "new"."""
        words: list[tuple[str, int, int]] = []
        more, plural = False, -1
        while len(words) < _MOST:
            gap = _gap(low, at)
            match = _WORD.match(low, gap) if gap else None
            if match is None:
                break
            word = match[0].rstrip(".'/")
            start, at = match.start(), match.start() + len(word)
            if not words and word in self.more:
                more = True
                continue
            if words and plural < 0 and word in self.joints and self._plural_ahead(low, at):
                words.append((word, start, at))
                continue
            if word in self.stops or self._ends(word, plural, len(words)):
                break
            words.append((word, start, at))
            if self.plural(word):
                plural = len(words) - 1
            if at != match.end():
                break
        return self._headed(words, plural), more

    def _headed(self, words: list[tuple[str, int, int]], plural: int) -> Phrase | None:
        if not words:
            return None
        if self._first:
            return self._led(words)
        if plural >= 0:
            words = words[: plural + 1]
        elif words[-1][0] not in self.nouns:
            word, _start, end = words[-1]
            return Phrase(words[0][1], end, word, word, False, False)
        head = words[-1][0]
        two = f"{words[-2][0]} {head}" if len(words) > 1 else ""
        unit = self.nouns.get(two) or self.nouns.get(head)
        known = unit is not None
        return Phrase(
            words[0][1], words[-1][2], head, unit or self.singular(head), plural >= 0, known
        )

    def _led(self, words: list[tuple[str, int, int]]) -> Phrase:
        """The phrase where the head comes first: "logements sociaux". What stands before a known
        noun describes it: "grandes entreprises".
        """
        texts = [word for word, _, _ in words]
        for at, (word, _, end) in enumerate(words):
            two = " ".join(texts[at : at + 2])
            unit = self.nouns.get(two) or self.nouns.get(word)
            if unit is not None:
                last = words[at + 1][2] if " " in two and two in self.nouns else end
                return Phrase(words[0][1], last, word, unit, self.plural(word), True)
        word, start, end = words[0]
        return Phrase(start, end, word, self.singular(word), self.plural(word), False)

    def _plural_ahead(self, low: str, at: int) -> bool:
        for word in _WORD.findall(low, at, at + 40)[:3]:
            if word in self.stops:
                return False
            if self.plural(word):
                return True
        return False

    def _ends(self, word: str, plural: int, count: int) -> bool:
        """Whether a phrase of ``count`` words ends before ``word``: an adverb, or a verb."""
        if not count:
            return False
        if word.endswith(self._adverbs):
            return True
        if plural != count - 1:
            return False
        return word.endswith(self.participles) and not word.endswith(self._nouns_like)


def _gap(low: str, at: int) -> int:
    """Where the next word may begin: behind a space, a hyphen, or a space and a quote."""
    if low[at : at + 1] not in {" ", "-"}:
        return 0
    return at + 2 if low[at + 1 : at + 2] == '"' else at + 1


@lru_cache(maxsize=16)
def phrases(language: Language) -> Phrases:
    """The phrases of ``language``, made ready once."""
    return Phrases(language)

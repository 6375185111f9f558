"""Many words looked for at once: a tree of their letters, as one regular expression."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V")

Tree = dict[str, "Tree"]
_END = ""


@dataclass(frozen=True, slots=True)
class Hit(Generic[V]):
    """A word found at ``[start, end)``, and what it means."""

    start: int
    end: int
    meaning: V


class Lexicon(Generic[V]):
    """Words and what they mean. The longest word wins; Latin ones only match as whole words, and
    a space in them also matches a hyphen. Texts are searched in lower case.
    """

    def __init__(self, words: Mapping[str, V]) -> None:
        self._meanings = {_key(word.lower()): meaning for word, meaning in words.items()}
        self._pattern = re.compile(pattern_of(words) if words else r"(?!)")

    def find(self, low: str, start: int = 0, end: int | None = None) -> Iterator[Hit[V]]:
        """Every word in ``low``, left to right, none overlapping another."""
        last = len(low) if end is None else end
        for match in self._pattern.finditer(low, start, last):
            yield Hit(match.start(), match.end(), self._meanings[_key(match[0])])

    def at(self, low: str, start: int) -> Hit[V] | None:
        """The longest word that begins exactly at ``start``."""
        match = self._pattern.match(low, start)
        return Hit(start, match.end(), self._meanings[_key(match[0])]) if match else None

    def whole(self, low: str) -> V | None:
        """What ``low`` as a whole means."""
        return self._meanings.get(_key(low))


def pattern_of(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, longest first, whole words where Latin."""
    tree: Tree = {}
    for word in words:
        node = tree
        for step in _steps(word.lower()):
            node = node.setdefault(step, {})
        node[_END] = {}
    return _render(tree)


def beginning_of(words: Iterable[str]) -> str:
    """A regular expression for the beginning of any of ``words``, whatever follows."""
    tree: Tree = {}
    for word in words:
        node = tree
        for letter in word.lower():
            node = node.setdefault("[ -]" if letter in " -" else re.escape(letter), {})
        node[_END] = {}
    return _render(tree)


def _key(word: str) -> str:
    return word.replace("-", " ")


def _steps(word: str) -> Iterator[str]:
    if _latin(word[0]):
        yield "(?<![a-z])"
    for letter in word:
        yield "[ -]" if letter in " -" else re.escape(letter)
    if _latin(word[-1]):
        yield "(?![a-z0-9])"


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _render(tree: Tree) -> str:
    # A word's edge takes no letter and always fits: it must be tried after longer words.
    steps = sorted((step for step in tree if step != _END), key=lambda step: step.startswith("(?!"))
    branches = [step + _render(tree[step]) for step in steps]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else "|".join(branches)
    if _END in tree:
        return f"(?:{joined})?"
    return joined if len(branches) == 1 else f"(?:{joined})"

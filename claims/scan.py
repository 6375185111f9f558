"""All words of a language looked for at once: one pass over a sentence, then look-ups by role.

A word may play several roles: "target" governs a kind, 万 is a scale, "Shanghai" a place. An
Aho-Corasick automaton finds the words of every role in one pass, in time that does not grow with
their number; what each part of the reader asks for is then a look-up.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation


class Hit(NamedTuple):
    """A word found at ``[start, end)``, and what it means in its role."""

    start: int
    end: int
    meaning: Any


_Found = tuple[int, int, Any]
_NONE: tuple[list[int], list[Hit]] = ([], [])


class Vocabulary:
    """The words of one language by role: ``roles["unit"]["km"] == "km"``. Words are lower case; a
    space in one also matches a hyphen, and one that begins or ends in a Latin letter or a digit
    only matches where that is the edge of a word.
    """

    def __init__(self, roles: Mapping[str, Mapping[str, Any]]) -> None:
        plays: dict[str, list[tuple[str, Any]]] = {}
        for role, words in roles.items():
            for word, meaning in words.items():
                plays.setdefault(_plain(word.lower()), []).append((role, meaning))
        self.roles = frozenset(roles)
        self._plays = list(plays.values())
        self._edges = [(_latin(word[0]), _latin(word[-1])) for word in plays]
        # Built once and asked for every sentence: the faster search is worth the memory.
        self._automaton = AhoCorasick(list(plays) or ["\0"], implementation=Implementation.DFA)

    def scan(self, low: str) -> "Scan":
        """The words of every role in a lower-case text."""
        found: dict[str, list[_Found]] = {}
        size = len(low)
        edges, plays = self._edges, self._plays
        for index, start, end in self._automaton.find_matches_as_indexes(
            _plain(low), overlapping=True
        ):
            first, last = edges[index]
            if first and start and _is_letter(low[start - 1]):
                continue
            if last and end < size and _is_latin(low[end]):
                continue
            for role, meaning in plays[index]:
                if role in found:
                    found[role].append((start, end, meaning))
                else:
                    found[role] = [(start, end, meaning)]
        return Scan(found)


class Scan:
    """What one text holds, by role."""

    __slots__ = ("_begins", "_found", "_longest")

    def __init__(self, found: dict[str, list[_Found]]) -> None:
        self._found = found
        self._longest: dict[str, dict[int, Hit]] = {}
        self._begins: dict[str, tuple[list[int], list[Hit]]] = {}

    def at(self, role: str, start: int) -> Hit | None:
        """The longest word of ``role`` that begins exactly at ``start``."""
        longest = self._longest.get(role)
        return (self._by_start(role) if longest is None else longest).get(start)

    def all(self, role: str) -> list[Hit]:
        """The words of ``role``, left to right: the first and longest wins, none overlap."""
        return self._apart(role)[1]

    def within(self, role: str, start: int, end: int) -> list[Hit]:
        """Those of ``all`` that lie in ``[start, end)`` as a whole."""
        begins, hits = self._apart(role)
        first, stop = bisect_left(begins, start), bisect_left(begins, end)
        while stop > first and hits[stop - 1].end > end:
            stop -= 1
        return hits[first:stop]

    def last(self, role: str, start: int, end: int) -> Hit | None:
        """The last of ``all`` that lies in ``[start, end)`` as a whole."""
        begins, hits = self._apart(role)
        index = bisect_right(begins, end) - 1
        while index >= 0 and hits[index].end > end:
            index -= 1
        return hits[index] if index >= 0 and hits[index].start >= start else None

    def _by_start(self, role: str) -> dict[int, Hit]:
        longest = self._longest.get(role)
        if longest is None:
            longest = self._longest[role] = {}
            for found in self._found.get(role, ()):
                other = longest.get(found[0])
                if other is None or other.end < found[1]:
                    longest[found[0]] = Hit._make(found)
        return longest

    def _apart(self, role: str) -> tuple[list[int], list[Hit]]:
        apart = self._begins.get(role)
        if apart is None:
            if role not in self._found:
                return _NONE
            longest = self._by_start(role)
            hits: list[Hit] = []
            taken = 0
            for start in sorted(longest):
                hit = longest[start]
                if start >= taken:
                    hits.append(hit)
                    taken = hit.end
            apart = self._begins[role] = ([hit.start for hit in hits], hits)
        return apart


def _plain(text: str) -> str:
    return text.replace("-", " ")


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _is_letter(letter: str) -> bool:
    return "a" <= letter <= "z"


def _is_latin(letter: str) -> bool:
    return "a" <= letter <= "z" or "0" <= letter <= "9"

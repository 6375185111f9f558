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
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz") | {chr(c) for c in range(0xDF, 0x250)} - {"÷"}
_LATIN = _LETTERS | frozenset("0123456789")
_hit = tuple.__new__  # a Hit without the cost of a call to its own constructor


class Vocabulary:
    """The words of one language by role: ``roles["unit"]["km"] == "km"``. Words are lower case; a
    space in one also matches a hyphen, and one that begins or ends in a Latin letter, accented or
    not, or in a digit only matches where that is the edge of a word.
    """

    def __init__(self, roles: Mapping[str, Mapping[str, Any]]) -> None:
        plays: dict[str, dict[str, Any]] = {}
        for role, words in roles.items():
            for word, meaning in words.items():
                plays.setdefault(titled(word.lower()), {}).setdefault(role, meaning)
        self.roles = frozenset(roles)
        self._plays = [
            (word[0].isdecimal(), _latin(word[-1]), tuple(meanings.items()))
            for word, meanings in plays.items()
        ]
        # Built once and asked for every sentence: the faster search is worth the memory.
        self._automaton = AhoCorasick(list(plays) or ["\0"], implementation=Implementation.DFA)

    def scan(self, low: str) -> "Scan":
        """The words of every role in a lower-case text."""
        found: dict[str, list[_Found]] = {}
        size, plays = len(low), self._plays
        for index, start, end in self._automaton.find_matches_as_indexes(
            titled(low), overlapping=True
        ):
            digit, latin, meanings = plays[index]
            if latin and end < size and low[end] in _LATIN:
                continue
            if digit and start and low[start - 1] in _LETTERS:
                continue
            for role, meaning in meanings:
                if role in found:
                    found[role].append((start, end, meaning))
                else:
                    found[role] = [(start, end, meaning)]
        return Scan(_whole(found) if "solid" in found else found)


class Scan:
    """What one text holds, by role."""

    __slots__ = ("_begins", "_found", "_longest")

    def __init__(self, found: dict[str, list[_Found]]) -> None:
        self._found = found
        self._longest: dict[str, dict[int, Hit]] = {}
        self._begins: dict[str, tuple[list[int], list[Hit]]] = {}

    def at(self, role: str, start: int) -> Hit | None:
        """The longest word of ``role`` that begins exactly at ``start``."""
        if role not in self._found:
            return None
        longest = self._longest.get(role)
        return (self._by_start(role) if longest is None else longest).get(start)

    def all(self, role: str) -> list[Hit]:
        """The words of ``role``, left to right: the first and longest wins, none overlap."""
        return self._apart(role)[1] if role in self._found else []

    def every(self, role: str) -> list[Hit]:
        """The words of ``role``, the longest at each place, also where they overlap."""
        return sorted(self._by_start(role).values()) if role in self._found else []

    def within(self, role: str, start: int, end: int) -> list[Hit]:
        """Those of ``all`` that lie in ``[start, end)`` as a whole."""
        if role not in self._found:
            return []
        begins, hits = self._apart(role)
        first, stop = bisect_left(begins, start), bisect_left(begins, end)
        while stop > first and hits[stop - 1].end > end:
            stop -= 1
        return hits[first:stop]

    def last(self, role: str, start: int, end: int) -> Hit | None:
        """The last of ``all`` that lies in ``[start, end)`` as a whole."""
        if role not in self._found:
            return None
        begins, hits = self._apart(role)
        index = bisect_right(begins, end) - 1
        while index >= 0 and hits[index].end > end:
            index -= 1
        return hits[index] if index >= 0 and hits[index].start >= start else None

    def holds(self, role: str) -> bool:
        """Whether there is any word of ``role``."""
        return role in self._found

    def _by_start(self, role: str) -> dict[int, Hit]:
        longest = self._longest.get(role)
        if longest is None:
            # Words are found by where they end: of those with one start the last is the longest.
            longest = self._longest[role] = {one[0]: _hit(Hit, one) for one in self._found[role]}
        return longest

    def _apart(self, role: str) -> tuple[list[int], list[Hit]]:
        apart = self._begins.get(role)
        if apart is None:
            found = self._found[role]
            if len(found) == 1:
                hits = [_hit(Hit, found[0])]
            else:
                hits = _first_and_longest(self._by_start(role))
            apart = self._begins[role] = ([hit[0] for hit in hits], hits)
        return apart


def _whole(found: dict[str, list[_Found]]) -> dict[str, list[_Found]]:
    """What is found, without words that begin inside a solid one and go beyond it: no 现在 (now)
    stands in 实现在线 (reach online …).
    """
    solid = found["solid"]
    split = {at: end for start, end, _ in solid for at in range(start + 1, end)}
    kept = {
        role: [one for one in hits if one[1] <= split.get(one[0], one[1])]
        for role, hits in found.items()
    }
    return {role: hits for role, hits in kept.items() if hits}


def _first_and_longest(by_start: dict[int, Hit]) -> list[Hit]:
    hits: list[Hit] = []
    taken = 0
    for start in sorted(by_start):
        if start >= taken:
            hit = by_start[start]
            hits.append(hit)
            taken = hit[1]
    return hits


def titled(low: str) -> str:
    """The text with the first letter of every word as a capital, so that the automaton itself
    only finds words where they begin; of equal length.
    """
    titled = low.title()
    if len(titled) != len(low):  # a letter that has no one capital, as "ﬁ"
        titled = "".join(one if len(one.title()) == 1 else "x" for one in low).title()
    return titled.replace("-", " ")


def _latin(letter: str) -> bool:
    return letter.lower() in _LATIN

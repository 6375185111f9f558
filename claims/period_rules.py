"""The rules by which a language writes periods, made ready: templates in, readings out."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from claims.period_forms import Fields, fields_of
from model.words import Language, PeriodRule

_CHINESE_YEAR = "[一二][〇零九][〇零一二三四五六七八九]{2}"
_SIGNS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_NUMBER = "0"  # stands for any digit where a rule may begin
_WORD = re.compile(r"[^\W\d_]+")
_PIECE = re.compile(r"\{([a-z]+)\}|\[|\]|\(|\)|\||\\.|[^\[\](){}|\\]+")


class Reading(NamedTuple):
    """What a stretch of text says of time: how long it is, and the fields of its `Period`."""

    length: int
    fields: Fields
    month: int  # where a month's name begins in it, or -1
    alone: bool  # nothing but a month's name
    bare: bool  # nothing but a number of four digits


class Sequence(NamedTuple):
    """One way to write a rule: literal texts and ``{slots}``."""

    rule: PeriodRule
    steps: tuple[str, ...]


class Rules:
    """The rules of one language, found by the word (spaced) or letter they begin with."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.slots = _slots(language)
        groups: dict[str, list[Sequence]] = {}
        for rule in language.periods:
            for steps in _expanded(rule.match):
                for key in self._keys(steps[0]):
                    groups.setdefault(key, []).append(Sequence(rule, steps))
        made: dict[tuple[Sequence, ...], _Group] = {}
        self.groups = {
            key: made.setdefault(tuple(found), _Group(tuple(found), self))
            for key, found in groups.items()
        }
        self.numbered = self.groups.get(_NUMBER)
        self.begins = self._pattern()

    def _pattern(self) -> re.Pattern[str]:
        """Where a rule may begin: a digit, or a known word or letter."""
        if self.language.spaced:
            return re.compile(r"(?<![^\W_])(?:\d|[^\W\d_]+)")
        letters = "".join(re.escape(key) for key in self.groups if key != _NUMBER)
        return re.compile(rf"(?<![\d.])\d|[{letters}]" if letters else r"(?<![\d.])\d")

    def _keys(self, step: str) -> Iterable[str]:
        words = [step] if step[0] != "{" else [*self.slots[step[1:-1]].words]
        keys = {self._key(word) for word in words}
        if step[0] == "{" and self.slots[step[1:-1]].digits:
            keys.add(_NUMBER)
        return keys

    def _key(self, word: str) -> str:
        if word[0].isdigit():
            return _NUMBER
        found = _WORD.match(word) if self.language.spaced else None
        return found[0] if found else word[0]

    def at(self, low: str, start: int, key: str) -> Reading | None:
        """What is written at ``start``, where a rule with the key may begin."""
        group = self.groups.get(key) if key[0] not in "0123456789" else self.numbered
        return group.read(low, start) if group else None


class _Slot(NamedTuple):
    pattern: str
    words: tuple[str, ...]  # it may begin with
    digits: bool  # or with a digit
    value: Callable[[str], int]


def _slots(language: Language) -> dict[str, _Slot]:
    chinese = "" if language.spaced else f"|{_CHINESE_YEAR}"
    year = rf"(?:19|20)\d\d(?!\d|,\d|\.\d){chinese}"
    numbers = {
        "year": _Slot(year, ("一", "二") if chinese else (), True, _as_year),
        "shortyear": _Slot(r"\d\d(?![\d%])", (), True, int),
        "monthnumber": _Slot(r"1[0-2]|0?[1-9](?!\d)", (), True, int),
        "day": _Slot(r"(?:3[01]|[12]\d|0?[1-9])(?!\d|,\d|\.\d|%)", (), True, int),
        "number": _Slot(r"[1-4](?!\d)", (), True, int),
    }
    return numbers | {
        name: _named(words, digits=name == "count")
        for name, words in (
            ("count", {word: int(value) for word, value in language.numerals.items()}),
            *language.dates.items(),
        )
    }


def _as_year(text: str) -> int:
    return int(text.translate(_SIGNS))


def _named(words: Mapping[str, int], *, digits: bool) -> _Slot:
    known = {word.lower(): value for word, value in words.items()}
    pattern = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True)) or "(?!)"
    if digits:
        pattern = rf"1\d(?!\d)|[1-9](?!\d)|{pattern}"
    numbered = digits or any(word[0].isdigit() for word in known)
    return _Slot(pattern, tuple(known), numbered, lambda text: known.get(text) or int_of(text))


def int_of(text: str) -> int:
    """The number in digits; 0 where there is none."""
    return int(text) if text.isdigit() else 0


class _Group:
    """All sequences that may begin at one place, as one pattern: earlier rules win."""

    def __init__(self, sequences: tuple[Sequence, ...], rules: Rules) -> None:
        self.rules, self.language = rules, rules.language
        self.sequences: dict[str, tuple[Sequence, tuple[tuple[str, int], ...]]] = {}
        branches, group = [], 0
        for index, sequence in enumerate(sequences):
            group += 1
            name, places, parts = f"s{index}", [], []
            for step in sequence.steps:
                if step[0] == "{":
                    group += 1
                    places.append((step[1:-1], group))
                    parts.append(f"({rules.slots[step[1:-1]].pattern})")
                else:
                    parts.append(_literal(step))
            branches.append(f"(?P<{name}>{''.join(parts)})")
            self.sequences[name] = (sequence, tuple(places))
        edge = r"(?![^\W_])" if self.language.spaced else ""
        self.pattern = re.compile(f"(?:{'|'.join(branches)}){edge}")
        self.cached = lru_cache(maxsize=4096)(self._made)

    def read(self, low: str, start: int) -> Reading | None:
        match = self.pattern.match(low, start)
        if match is None:
            return None
        name = match.lastgroup
        assert name is not None  # every branch is a named group
        groups = tuple(match[group] for _, group in self.sequences[name][1])
        month = self._month(match, name) if self.language.spaced else -1
        made = self.cached(name, groups)
        if made is None:
            return None
        length = match.end() - start
        alone = month == 0 and len(groups) == 1 and len(groups[0]) == length
        return Reading(length, made, month, alone, length == 4 and match[0].isdigit())

    def _month(self, match: re.Match[str], name: str) -> int:
        for slot, group in self.sequences[name][1]:
            if slot == "month":
                return match.start(group) - match.start()
        return -1

    def _made(self, name: str, groups: tuple[str, ...]) -> Fields | None:
        sequence, places = self.sequences[name]
        said: dict[str, list[int]] = {}
        for (slot, _), text in zip(places, groups, strict=True):
            said.setdefault(slot, []).append(self.rules.slots[slot].value(text))
        return fields_of(sequence.rule, said)


def _literal(text: str) -> str:
    return "".join("[ -]" if c in " -" else re.escape(c) for c in text)


def _expanded(template: str) -> list[tuple[str, ...]]:
    """Every way to write the template: ``[x]`` may be left out, ``(a|b)`` is either."""
    pieces = [match[0] for match in _PIECE.finditer(template)]
    ways, rest = _alternatives(pieces)
    assert not rest  # the brackets of a template were checked on load
    return [tuple(_joined(way)) for way in ways if way]


def _alternatives(pieces: list[str]) -> tuple[list[tuple[str, ...]], list[str]]:
    """The ways up to the bracket that closes, and the pieces behind it."""
    done: list[tuple[str, ...]] = []
    ways: list[tuple[str, ...]] = [()]
    while pieces:
        piece, *pieces = pieces
        if piece in "])":
            return done + ways, pieces
        if piece == "|":
            done, ways = done + ways, [()]
        elif piece in "[(":
            inner, pieces = _alternatives(pieces)
            choices = [*inner, ()] if piece == "[" else inner
            ways = [one + other for one, other in product(ways, choices)]
        else:
            ways = [(*one, piece.removeprefix("\\")) for one in ways]
    return done + ways, pieces


def _joined(way: tuple[str, ...]) -> list[str]:
    """Literal texts side by side become one."""
    joined: list[str] = []
    for step in way:
        if joined and step[0] != "{" and joined[-1][0] != "{":
            joined[-1] += step
        else:
            joined.append(step)
    return joined


@lru_cache(maxsize=16)
def rules_of(language: Language) -> Rules:
    """The rules of ``language``, made once."""
    return Rules(language)

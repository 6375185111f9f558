"""The rules by which a language writes periods, made ready: templates in, readings out."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from claims.period_forms import Fields, fields_of
from claims.scan import titled
from model.words import Language, PeriodRule

_NUMBER = "0"  # stands for any digit where a rule may begin
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_PIECE = re.compile(r"\{[a-z]+\}|\[|\]|\(|\)|\||\\.|[^\[\](){}|\\]+")
_KEPT = 4096  # readings kept of one group of rules


class Reading(NamedTuple):
    """What a stretch of text says of time: how long it is, and the fields of its `Period`."""

    length: int
    fields: Fields
    month: int  # where a month's name begins in it, or -1
    alone: bool  # nothing but a month's name
    bare: bool  # nothing but a number of four digits


class _Slot(NamedTuple):
    """What may stand in a slot: its pattern, the words it begins with, whether a digit may."""

    pattern: str
    words: tuple[str, ...]
    digits: bool
    value: Callable[[str], int]


class Rules:
    """The rules of one language, found by the word (spaced) or letter they begin with."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.slots = _slots(language)
        groups: dict[str, list[_Template]] = {}
        templates = [_Template(rule, self) for rule in language.periods]
        for template in templates:
            for key in {self.key(begin) for begin in template.begins}:
                groups.setdefault(key, []).append(template)
        made: dict[tuple[int, ...], _Group] = {}
        self.groups: dict[str, _Group] = {}
        for key, found in groups.items():
            same = tuple(map(id, found))
            if same not in made:
                made[same] = _Group(found, self)
            self.groups[key] = made[same]
        # Looked for are whole beginnings ("the next "); the groups are by their first words.
        begins = {begin for template in templates for begin in template.begins} - {_NUMBER}
        self._keys = [self.key(begin) for begin in begins]
        self._words = AhoCorasick([titled(begin) for begin in begins] or ["\0"])

    def begins(self, low: str) -> list[tuple[int, str]]:
        """Where a rule may begin, left to right, with what it is found by there: a known word or
        sign, or a digit that no other digit, letter or point stands before.
        """
        spaced = self.language.spaced
        found = [
            (match.start(), _NUMBER) for match in _DIGITS.finditer(low)
            if _opens(low[match.start() - 1 : match.start()], spaced)
        ]  # fmt: skip
        words: dict[int, str] = {}
        for index, start, _ in self._words.find_matches_as_indexes(titled(low), overlapping=True):
            key = self._keys[index]
            end = start + len(key)
            if spaced and (low[start - 1 : start].isalnum() or low[end : end + 1].isalpha()):
                continue  # only a part of another word
            words[start] = key
        return sorted([*found, *words.items()])

    def key(self, word: str) -> str:
        """What a rule that begins with the word is found by."""
        if word[0].isdigit():
            return _NUMBER
        found = _WORD.match(word) if self.language.spaced else None
        return found[0] if found else word[0]

    def at(self, low: str, start: int, key: str) -> Reading | None:
        """What is written at ``start``, where a rule with the key may begin."""
        group = self.groups.get(key)
        return group.read(low, start) if group else None


class _Template:
    """A rule as a regular expression with a group for each slot, and what it may begin with."""

    def __init__(self, rule: PeriodRule, rules: Rules) -> None:
        self.rule, self.rules = rule, rules
        self.slots: list[str] = []  # in the order of their groups
        pieces = _PIECE.findall(rule.match)
        self.pattern, begins, _ = self._sequences(pieces)
        self.begins = frozenset(begins)  # a number as "0"

    def _sequences(self, pieces: list[str]) -> tuple[str, set[str], bool]:
        """The pattern up to the bracket that closes, what it begins with, whether it may be empty;
        the pieces are used up to there.
        """
        patterns: list[str] = []
        parts: list[str] = []
        begins: set[str] = set()
        empty = open_ = True  # open: nothing was certain to be written so far
        any_empty = False
        while pieces:
            piece = pieces.pop(0)
            if piece in "])":
                break
            if piece == "|":
                patterns.append("".join(parts))
                parts, any_empty, open_ = [], any_empty or open_, True
                continue
            part, first, empty = self._part(piece, pieces)
            parts.append(part)
            if open_:
                begins |= first
                open_ = empty
        patterns.append("".join(parts))
        return "|".join(patterns), begins, any_empty or open_

    def _part(self, piece: str, pieces: list[str]) -> tuple[str, set[str], bool]:
        if piece in "[(":
            inner, begins, empty = self._sequences(pieces)
            optional = piece == "["
            return f"(?:{inner})" + ("?" if optional else ""), begins, empty or optional
        if piece[0] == "{":
            slot = self.rules.slots[piece[1:-1]]
            self.slots.append(piece[1:-1])
            begins = {word for word in slot.words if not word[0].isdigit()}
            return f"({slot.pattern})", begins | ({_NUMBER} if slot.digits else set()), False
        text = piece.removeprefix("\\")
        return _literal(text), {_NUMBER if text[0].isdigit() else text}, False


class _Group:
    """All rules that may begin alike, as one pattern: earlier rules win."""

    def __init__(self, templates: list[_Template], rules: Rules) -> None:
        self.rules, self.spaced = rules, rules.language.spaced
        self.templates: dict[str, tuple[_Template, int]] = {}
        branches, group = [], 0
        for index, template in enumerate(templates):
            group += 1
            self.templates[f"s{index}"] = (template, group + 1)
            branches.append(f"(?P<s{index}>{template.pattern})")
            group += len(template.slots)
        edge = r"(?![^\W_])" if self.spaced else ""
        self.pattern = re.compile(f"(?:{'|'.join(branches)}){edge}")
        self.cached = lru_cache(maxsize=_KEPT)(self._made)

    def read(self, low: str, start: int) -> Reading | None:
        """What the first rule that fits here says."""
        match = self.pattern.match(low, start)
        if match is None:
            return None
        name = match.lastgroup
        assert name is not None  # every branch is a named group
        template, first = self.templates[name]
        said = match.groups()[first - 1 : first - 1 + len(template.slots)]
        fields = self.cached(name, said)
        if fields is None:
            return None
        length = match.end() - start
        month = -1
        if self.spaced and "month" in template.slots:
            named = (n for n, s in enumerate(template.slots) if s == "month" and said[n])
            month = next((match.start(first + n) - start for n in named), -1)
        alone = month == 0 and len(template.slots) == 1 and match.end(first) == match.end()
        return Reading(length, fields, month, alone, length == 4 and match[0].isdigit())

    def _made(self, name: str, texts: tuple[str | None, ...]) -> Fields | None:
        template, _ = self.templates[name]
        said: dict[str, list[int]] = {}
        for slot, text in zip(template.slots, texts, strict=True):
            if text is not None:
                said.setdefault(slot, []).append(self.rules.slots[slot].value(text))
        return fields_of(template.rule, said)


def _opens(before: str, spaced: bool) -> bool:
    """Whether a number may begin behind the letter or sign."""
    return not before.isalnum() if spaced else before != "."


def _literal(text: str) -> str:
    return "".join("[ -]" if c in " -" else re.escape(c) for c in text)


def _slots(language: Language) -> dict[str, _Slot]:
    signs = language.year_signs
    signed, begins = "", tuple[str, ...]()
    if signs:  # a year in signs of its own: 二〇二五
        signed = f"|[{signs[1]}{signs[2]}][{signs[0]}{signs[9]}][{''.join(signs)}]{{2}}"
        begins = (signs[1], signs[2])
    year = rf"(?:19|20)\d\d(?!\d|,\d|\.\d){signed}"
    digits = str.maketrans({sign: str(i) for i, same in enumerate(signs) for sign in same})
    numbers = {
        "year": _Slot(year, begins, True, lambda text: int(text.translate(digits))),
        "shortyear": _Slot(r"\d\d(?![\d%])", (), True, int),
        "monthnumber": _Slot(r"1[0-2]|0?[1-9](?!\d)", (), True, int),
        "day": _Slot(r"(?:3[01]|[12]\d|0?[1-9])(?!\d|,\d|\.\d|%)", (), True, int),
        "number": _Slot(r"[1-4](?!\d)", (), True, int),
    }
    counts = {word: int(value) for word, value in language.numerals.items()}
    named = {name: _named(words, digits=False) for name, words in language.dates.items()}
    return numbers | named | {"count": _named(counts, digits=True)}


def _named(words: Mapping[str, int], *, digits: bool) -> _Slot:
    known = {word.lower(): value for word, value in words.items()}
    pattern = _any_of(known)
    if digits:
        pattern = rf"1\d(?!\d)|[1-9](?!\d)|{pattern}"
    numbered = digits or any(word[0].isdigit() for word in known)
    return _Slot(pattern, tuple(known), numbered, lambda text: known.get(text) or _int(text))


def _any_of(words: Iterable[str]) -> str:
    # Longest first: an alternation stops at the first word that fits.
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or "(?!)"


def _int(text: str) -> int:
    return int(text) if text.isdigit() else 0


@lru_cache(maxsize=16)
def rules_of(language: Language) -> Rules:
    """The rules of ``language``, made once."""
    return Rules(language)

"""The rules by which a language writes periods, made ready: templates in, readings out."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from model.words import Language, PeriodRule

Fields = dict[str, Any]  # of a Period
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
        month = -1
        if self.language.spaced:
            month = self._month(match, name)
        made = self.cached(name, groups)
        if made is None:
            return None
        length = match.end() - start
        return Reading(length, made, month, length == 4 and match[0].isdigit())

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


# -- what the slots of a rule make ---------------------------------------------------------------


def fields_of(rule: PeriodRule, said: Mapping[str, list[int]]) -> Fields | None:
    """The fields of the rule's period; None when the numbers make none (May to March)."""
    years = said.get("year", [])
    fields: Fields = {"form": rule.form, "year": years[0] if years else None}
    fields["relative"] = said["relative"][0] if "relative" in said else None
    if rule.form == "this_year" or (rule.form == "year" and rule.shift):
        fields |= {"form": "year", "relative": rule.shift}
    if rule.part == 12:
        fields["point"] = True
    if rule.form == "none":
        fields["baseline"] = True
    maker = _MAKERS.get(rule.form)
    if rule.form == "same":
        return fields | {"last": rule.part, "point": False}
    if maker is None:
        return fields | {"shift": rule.shift}
    more = maker(rule, said)
    return None if more is None else fields | more


def _part(said: Mapping[str, list[int]]) -> int:
    return (said.get("ordinal") or said.get("number") or [1])[0]


def _half(rule: PeriodRule, said: Mapping[str, list[int]]) -> Fields | None:
    part = _part(said)
    part = 2 if part == 4 else part  # the "final" half
    return {"first": part * 6 - 5, "last": part * 6} if part in {1, 2} else None


def _quarter(rule: PeriodRule, said: Mapping[str, list[int]]) -> Fields:
    part = _part(said)
    return {"first": part * 3 - 2, "last": part * 3}


def _month(rule: PeriodRule, said: Mapping[str, list[int]]) -> Fields:
    month = (said.get("month") or said["monthnumber"])[0]
    return {"first": month, "last": month, "shift": rule.shift}


def _month_span(rule: PeriodRule, said: Mapping[str, list[int]]) -> Fields | None:
    first, last = said.get("month") or said["monthnumber"]
    return {"first": first, "last": last} if first <= last else None


def _month_range(rule: PeriodRule, said: Mapping[str, list[int]]) -> Fields | None:
    first, last = said.get("month") or said["monthnumber"]
    start, end = said["year"]
    fits = (start, first) <= (end, last) and end - start <= _LONGEST
    return {"first": first, "last": last, "last_year": end} if fits else None


def _short(rule: PeriodRule, said: Mapping[str, list[int]]) -> Fields | None:
    """ "FY25" and "FY24/25": no such year is of the last century."""
    start, last = said["shortyear"][0], said["shortyear"][-1]
    if rule.form == "year_short":
        return {"form": "year", "year": 2000 + start}
    return {"form": "fiscal", "year": 2000 + start, "last_year": 2000 + last} if last == start + 1 else None


_LONGEST = 40  # years of one span; more are two years that stand side by side


def _span(rule: PeriodRule, said: Mapping[str, list[int]]) -> Fields | None:
    start = said["year"][0]
    last = said["year"][1] if len(said["year"]) > 1 else start // 100 * 100 + said["shortyear"][0]
    if rule.form == "fiscal" and last != start + 1:
        return {"form": "span", "last_year": last} if 0 < last - start <= _LONGEST else None
    return {"last_year": last} if 0 < last - start <= _LONGEST else None


def _plan(rule: PeriodRule, said: Mapping[str, list[int]]) -> Fields:
    last = 1955 + 5 * said["plan"][0]  # the first plan ran from 1953; the 14th ends in 2025
    if rule.part:  # one year of it: 1 its first, -1 its last
        return {"form": "year", "year": last - 4 if rule.part == 1 else last, "last_year": None}
    return {"year": last - 4, "last_year": last, "weak": rule.shift == 1}


def _years(rule: PeriodRule, said: Mapping[str, list[int]]) -> Fields | None:
    count = said["count"][0] if "count" in said else rule.part
    return {"shift": count} if 1 <= count <= _LONGEST else None


def _ago(rule: PeriodRule, said: Mapping[str, list[int]]) -> Fields | None:
    count = said["count"][0] if "count" in said else rule.part
    return {"form": "year", "relative": -count} if 1 <= count <= _LONGEST else None


def _count(rule: PeriodRule, said: Mapping[str, list[int]]) -> Fields:
    each = 3 if rule.form == "quarters" else 1
    return {"last": min(max(said["count"][0], 1) * each, 12)}


def _day(rule: PeriodRule, said: Mapping[str, list[int]]) -> Fields:
    return _month(rule, said) | {"day": said["day"][0]}


def _occasion(rule: PeriodRule, said: Mapping[str, list[int]]) -> Fields:
    if "year" in said or "relative" in said:
        return {"form": "year"}
    return {"first": said["occasion"][0]}


def _year_to(rule: PeriodRule, said: Mapping[str, list[int]]) -> Fields:
    return {"last": (said.get("month") or said["monthnumber"])[0]}


_MAKERS: dict[str, Callable[[PeriodRule, Mapping[str, list[int]]], Fields | None]] = {
    "half": _half, "quarter": _quarter, "quarters": _count, "months": _count, "month": _month,
    "month_span": _month_span, "month_range": _month_range, "day": _day, "span": _span,
    "fiscal": _span, "fiscal_short": _short, "year_short": _short, "plan": _plan, "next_years": _years, "past_years": _years,
    "run_years": _years, "ago": _ago, "occasion": _occasion, "year_to": _year_to,
}  # fmt: skip


@lru_cache(maxsize=16)
def rules_of(language: Language) -> Rules:
    """The rules of ``language``, made once."""
    return Rules(language)

"""The numbers of a sentence: "13.4 million", "half a million", 两万五千, 三成, "doubled"."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from claims.lexicon import pattern_of
from model.units import CURRENCIES
from model.words import Language

# Twelve digits and the scales reach any amount a budget names; longer runs are no numbers.
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.\d{1,10})?(?!\d)"
_BEFORE = r"(?<![a-z0-9_.])(?<!\d,)"
_PLACES = Decimal("1e-10")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``[start, end)``. ``high`` closes a range such as "tens of billions". ``unit``
    is set when the number itself tells it: percent for "a third", times for "doubled".
    """

    start: int
    end: int
    value: Decimal
    high: Decimal | None = None
    unit: str | None = None
    digits: bool = True  # written in digits
    scaled: bool = False  # with a scale word
    bare_scale: bool = False  # a scale word alone: 千亿
    currency: str | None = None
    over: bool = False  # 余 or 多 inside: 3000多万
    size: Decimal = Decimal(0)  # as written, before the scale
    scale: Decimal = Decimal(1)
    signed: bool = False  # with a sign before it


def numbers(low: str, language: Language) -> Iterator[Number]:
    """Every number in the lower-case sentence, left to right."""
    reader = _reader(language)
    match = reader.pattern.search(low)
    while match:
        found = reader.read(match, low)
        if found is None and match.lastgroup in {"ratio", "fraction"}:
            # "15 in 2022" is no ratio, and 15 is still a number.
            match = reader.plain.match(low, match.start()) or match
            found = reader.read(match, low) if match.lastgroup == "number" else None
        if found is not None:
            yield found
        match = reader.pattern.search(low, max(match.end(), match.start() + 1))


def might_hold(low: str, language: Language) -> bool:
    """False when there is certainly no number; far quicker than looking for them."""
    return _reader(language).hint.search(low) is not None


class _Reader:
    """The patterns of one language, compiled once."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.words = dict(language.numerals) | dict(language.scales)
        marks = language.marks
        pieces = _spaced(language) if language.spaced else _unspaced(language)
        pieces |= {
            "multiple": _any(language.multiples),
            "halved": _any(language.halves),
            "vague": _any(language.vague)
            + (rf"(?: ?{_any(_plural(language.scales))})?" if language.spaced else ""),
            "share": _any(language.shares),
        }
        # Words such as "won" stand before numbers for other reasons than money.
        money = [s for s in language.currencies if not s.replace(" ", "").isalpha() or _is_code(s)]
        currency = "|".join(sorted(map(re.escape, money), key=len, reverse=True))
        order: tuple[str, ...] = (
            "ratio",
            "tenths",
            "part",
            "fraction",
            "vague",
            "multiple",
            "halved",
        )
        if language.spaced:
            order += ("number", "share")  # "half a million" is no share
        else:
            order += ("share", "number")  # 一半 is no one
        joined = "|".join(f"(?P<{key}>{pieces[key]})" for key in order if pieces.get(key))
        self.pattern = re.compile(rf"(?:(?<![a-z])(?P<currency>{currency}) ?)?(?:{joined})")
        self.plain = re.compile(
            rf"(?:(?<![a-z])(?P<currency>{currency}) ?)?(?P<number>{pieces['number']})"
        )
        letters = "[a-z]+" if language.spaced else f"[{''.join(self.words)}]"
        self.token = re.compile(rf"{_DIGITS}|{letters}")
        self.point = "".join(marks.get("point", ()))
        hints = [
            *self.words,
            *language.shares,
            *language.multiples,
            *language.halves,
            *language.vague,
            *language.denominators,
        ]
        self.hint = re.compile(r"\d|" + (_any(hints)))
        follow = language.after_fraction
        self.follow = (
            re.compile(rf" (?:{_any(follow)})|[,.;:)\"'!?]|$| ?-(?!\w)") if follow else None
        )

    def read(self, match: re.Match[str], low: str) -> Number | None:
        kind = match.lastgroup or ""
        # lastgroup names the last closed group; the currency comes first, so it is never it.
        text = match[kind]
        start, end = match.start(kind), match.end()
        currency = match["currency"]
        if currency:
            start = match.start("currency")
        make = getattr(self, f"_{kind}")
        if (
            text[-1] in "mk"
            and text[-2:-1].isdigit()
            and (text[-1] == "m" or "." in text)
            and not currency
        ):
            text, end = text[:-1], end - 1  # "400m" is a length unless it is money
        found: Number | None = make(text, start, end, low)
        if found is None or not currency:
            return found
        return _with_currency(found, self.language.currencies[currency.strip()])

    def _number(self, text: str, start: int, end: int, low: str) -> Number | None:
        over = False
        for word in self.language.bounds_between:
            if word in text:
                text, over = text.replace(word, ""), True
        text, extra = self._half(text)
        tokens = self._tokens(text)
        value = self._value(tokens)
        if value is None:
            return None
        scales = [self.language.scales[t] for t in tokens if t in self.language.scales]
        scale = Decimal(1)
        for one in scales:
            scale *= one
        digits = tokens[0][0].isdigit()
        if _only_scale(tokens, text, self.language):
            return None
        if extra:
            value += scale / 2
        return Number(
            start, end, value, digits=digits, scaled=bool(scales),
            bare_scale=tokens[0] in self.language.scales, over=over,
            size=value / scale if scale else value, scale=scale,
        )  # fmt: skip

    def _tokens(self, text: str) -> list[str]:
        """The parts of a number: digits, numerals and scales in the singular."""
        found = self.token.findall(text)
        known = [t if t in self.words else t.removesuffix("s") for t in found]
        return [t for t in known if t[0].isdigit() or t in self.words]

    def _half(self, text: str) -> tuple[str, bool]:
        """The text without "half a" or "and a half", and whether a half is to be added."""
        for mark in self.language.marks.get("half", ()):
            if text.startswith(mark + " "):
                return "0.5 " + text[len(mark) + 1 :], False
        if " and a half" in text:
            return text.replace(" and a half", ""), True
        return text, False

    def _value(self, tokens: Sequence[str]) -> Decimal | None:
        """What the parts come to: each scale takes the number right before it, however large
        (16830万), and all smaller parts before that (一百二十万, but 3亿5000万).
        """
        parts: list[Decimal] = []
        plain = False
        if not tokens or len(tokens) > 16:
            return None
        for token in tokens:
            scale = self.language.scales.get(token)
            if scale is None:
                parts.append(_decimal(token, self.language.numerals))
                plain = True
                continue
            small = parts.pop() if plain else Decimal(0)
            plain = False
            while parts and parts[-1] < scale:
                small += parts.pop()
            parts.append((small or Decimal(1)) * scale)
        if not self.language.spaced and _colloquial(tokens, self.language):
            parts[-1] *= self.language.scales[tokens[-2]] / 10
        return sum(parts, Decimal(0))

    def _fraction(self, text: str, start: int, end: int, low: str) -> Number | None:
        top, bottom = re.split(r"[ -]", text, maxsplit=1)
        if self.follow and not self.follow.match(low, end):
            return None
        above = self.language.numerals.get(top, Decimal(1))
        below = self.language.denominators[bottom]
        return _percent(start, end, above, below) if above < below else None

    def _ratio(self, text: str, start: int, end: int, low: str) -> Number | None:
        found = re.findall(rf"{_DIGITS}|[a-z]+", text)
        above, below = (_number_of(word, self.language) for word in (found[0], found[-1]))
        if above is None or below is None or not 0 < above < below <= 1000:
            return None
        return _percent(start, end, above, below)

    def _tenths(self, text: str, start: int, end: int, low: str) -> Number | None:
        mark = self.language.marks["tenth"][0]
        whole, _, rest = text.partition(mark)
        value = _number_of(whole, self.language)
        if value is None or value > 10:
            return None
        value *= 10
        if rest:
            value += Decimal(5) if rest in self.language.marks["half"] else self._digit(rest)
        return Number(start, end, value, unit="percent", digits=False, size=value)

    def _digit(self, text: str) -> Decimal:
        return self.language.numerals.get(text, Decimal(0))

    def _part(self, text: str, start: int, end: int, low: str) -> Number | None:
        mark = self.language.marks["part"][0]
        below_text, _, above_text = text.partition(mark)
        below = self._chinese(below_text)
        above = self._chinese(above_text)
        if below is None or above is None or not below:
            return None
        return _percent(start, end, above, below)

    def _chinese(self, text: str) -> Decimal | None:
        if self.point and self.point in text:
            whole, _, rest = text.partition(self.point)
            digits = "".join(str(self._digit(c)) for c in rest)
            value = self._value(self.token.findall(whole))
            return None if value is None else value + Decimal(f"0.{digits or 0}")
        return self._value(self.token.findall(text))

    def _vague(self, text: str, start: int, end: int, low: str) -> Number | None:
        for word in sorted(self.language.vague, key=len, reverse=True):
            if text.startswith(word):
                scale = self._scale(text[len(word) :].strip())
                value = self.language.vague[word] * scale
                return Number(start, end, value, high=value * 10, digits=False, scaled=True)
        return None

    def _scale(self, word: str) -> Decimal:
        single = word if word in self.language.scales else word.removesuffix("s")
        return self.language.scales.get(single, Decimal(1))

    def _multiple(self, text: str, start: int, end: int, low: str) -> Number | None:
        value = self.language.multiples[text.replace("-", " ")]
        return Number(start, end, value, unit="times", digits=False, size=value)

    def _halved(self, text: str, start: int, end: int, low: str) -> Number | None:
        return Number(start, end, Decimal(-50), unit="percent", digits=False)

    def _share(self, text: str, start: int, end: int, low: str) -> Number | None:
        if self.follow and not self.follow.match(low, end):
            return None
        return Number(start, end, self.language.shares[text], unit="percent", digits=False)


@lru_cache(maxsize=16)
def _reader(language: Language) -> _Reader:
    return _Reader(language)


def _only_scale(tokens: Sequence[str], text: str, language: Language) -> bool:
    """Whether the words name a unit and no number: "billion yuan", 单位：亿元."""
    if tokens[0] not in language.scales:
        return False
    if language.spaced:
        return " " not in text and not text.endswith("s")
    return len(tokens) == 1 and language.scales[tokens[0]] >= 10_000


def _is_code(sign: str) -> bool:
    return sign.upper() in {*CURRENCIES, "RMB"}


def _spaced(language: Language) -> dict[str, str]:
    """The shapes of numbers in a language that puts spaces between words."""
    marks = language.marks
    scale = _any(_plural(language.scales))
    glued = "|".join(sorted(map(re.escape, _plural(language.scales)), key=len, reverse=True))
    tail = rf"(?:[ -]?(?:{glued})(?![a-z0-9])){{0,2}}"
    numeral = _any(language.numerals)
    article = _any([f"{a} " for a in (*marks.get("half", ()), *marks.get("article", ()))])
    joined = "|".join(rf"(?<={w}) and " for w in language.scales if len(w) > 4)
    first = rf"(?:{numeral}|{article}(?:{scale}|dozen)|{scale})"
    worded = rf"{first}(?:(?:[ -]|{joined})(?:{numeral}|{scale})){{0,8}}"
    below = _any(language.denominators)
    small = rf"(?:{_DIGITS}|{numeral})"
    inner = "|".join(map(re.escape, sorted(marks.get("in", ()), key=len, reverse=True)))
    return {
        "ratio": rf"{_BEFORE}{small} (?:{inner}) {small}(?! ?(?:percent|%))(?![a-z0-9])"
        rf"|{_BEFORE}[1-9]/[1-9](?![\d/])",
        "fraction": rf"(?:{numeral}|(?<![a-z])an?)[ -]{below}(?! million| billion| hundred)",
        "number": rf"{_BEFORE}{_DIGITS}{tail}|{worded}(?: and a half{tail})?",
    }


def _unspaced(language: Language) -> dict[str, str]:
    """The shapes of numbers in a language without spaces."""
    marks = language.marks
    # In 千瓦 the first sign is part of the unit: 1768万千瓦 are 17.68 million kilowatts.
    scales = "".join(language.scales)
    units = "".join({u[1] for u in language.units if u[0] in language.scales and len(u) > 1})
    scale = f"[{scales}](?![{units}])" if units else f"[{scales}]"
    signs = "".join([*language.numerals, *language.scales])
    point = "".join(marks.get("point", ()))
    between = "".join(language.bounds_between)
    worded = rf"[{signs}]{{1,18}}(?:[{between}][{scales}]{{1,3}})?"
    part = marks.get("part", ("",))[0]
    tenth = marks.get("tenth", ("",))[0]
    half = "".join(marks.get("half", ()))
    numerals = "".join(language.numerals)
    tail = rf"(?:[{numerals}{half}](?![{signs}个家年月日]))?"
    mixed = rf"(?:{scale}){{0,4}}(?:[{between}][{scales}]{{1,3}})?"
    return {
        "tenths": rf"(?:[{numerals}]|{_BEFORE}\d(?:\.\d)?){tenth}{tail}"
        "(?![立功员果为长都效绩就熟交分份天套])",
        "part": rf"(?:[{signs}]{{1,8}}|{_BEFORE}\d{{1,4}}){part}"
        rf"(?:[{signs}]{{1,8}}(?:{point}[{signs}]{{1,6}})?|{_DIGITS})",
        "ratio": rf"{_BEFORE}[1-9]/[1-9](?![\d/])",
        "number": rf"{_BEFORE}{_DIGITS}{mixed}(?:\d{{1,8}}[{scales}]{{1,3}}){{0,2}}|{worded}",
    }


def _any(words: Iterable[str]) -> str:
    found = list(words)
    return pattern_of(found) if found else "(?!)"


def _plural(scales: Iterable[str]) -> list[str]:
    found = list(scales)
    return found + [f"{word}s" for word in found if len(word) > 4]


def _number_of(text: str, language: Language) -> Decimal | None:
    if text and text[0].isdigit():
        return Decimal(text.replace(",", ""))
    return language.numerals.get(text, language.scales.get(text))


def _decimal(token: str, numerals: Mapping[str, Decimal]) -> Decimal:
    return Decimal(token.replace(",", "")) if token[0].isdigit() else numerals[token]


def _colloquial(tokens: Sequence[str], language: Language) -> bool:
    """Whether the last digit stands for a tenth of the scale before it: 两万五."""
    return (
        len(tokens) >= 3
        and tokens[-1] in language.numerals
        and language.scales.get(tokens[-2], Decimal(0)) >= 100
    )


def _percent(start: int, end: int, above: Decimal, below: Decimal) -> Number:
    value = (Decimal(100) * above / below).quantize(_PLACES)
    if value == value.to_integral_value():
        value = value.to_integral_value()
    return Number(start, end, value, unit="percent", digits=False, size=value)


def _with_currency(number: Number, currency: str) -> Number:
    return replace(number, currency=currency)

"""A number written in digits; what both ways of writing numbers share."""

import re
import unicodedata
from abc import ABC, abstractmethod
from decimal import Decimal
from typing import NamedTuple

from claims.scan import Scan, Vocabulary
from model.words import Language

_PLACES = Decimal("1e-10")
_HUNDRED = Decimal(100)
_VULGAR = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_VULGAR_SIGNS = frozenset(_VULGAR)
# One run of digits with what may part them is looked at once, however long it is.
RUN = re.compile(rf"\d(?:[\d.,]*\d)?[{_VULGAR}]?|[{_VULGAR}]")
_SLASH = re.compile(r"/([1-9]|1\d)(?![\d/])")
_MIXED = re.compile(r"[ -]([1-9])/([1-9])(?![\d/])")
_CODE = 4  # digits; longer ones with a nought before them are numbers of a register
_LONGEST = 15  # digits; longer runs are no numbers


class Number(NamedTuple):
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
    over: str = ""  # the bound inside: 余 or 多 in 3000多万
    size: Decimal = Decimal(0)  # as written, before the scale
    scale: Decimal = Decimal(1)
    signed: bool = False  # with a sign before it
    part: bool = False  # a fraction or a share: "a third", "one in five"
    grouped: bool = False  # with separators between thousands
    sign: str = ""  # the currency's sign, as written


def percent(above: Decimal, below: Decimal) -> Decimal:
    """``above`` of ``below`` in percent."""
    value = (_HUNDRED * above / below).quantize(_PLACES)
    return value.to_integral_value() if value == value.to_integral_value() else value


class Reader(ABC):
    """What both ways of writing numbers share; `claims/numerals.py` holds the two."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.joint = " " if language.spaced else ""
        marks = language.marks
        self.decimal = marks.get("decimal", (".",))[0]
        self.group = marks.get("group", (",",))
        self._groups = [sign for sign in self.group if sign != " "]
        fraction = rf"(?:{re.escape(self.decimal)}\d{{1,10}})?" if " " in self.group else ""
        self._spaced_groups = re.compile(rf"(?: \d{{3}}){{1,4}}{fraction}(?![.,]?\d)")
        # Where "half a" and "a" both fit before a scale, the longer is meant.
        self.articles = {word: Decimal("0.5") for word in marks.get("half-article", ())}
        self.articles |= {word: Decimal(1) for word in marks.get("article", ())}
        self.ambiguous = frozenset(language.scales) & frozenset(language.units)
        self.not_half = frozenset(marks.get("not-half", ()))  # "the first half"
        words = (*language.numerals, *language.scales, *language.shares, *language.multiples,
                 *language.halves, *language.vague, *language.denominators)  # fmt: skip
        self._hints = Vocabulary({"number": dict.fromkeys(words, True)})

    def hints(self, low: str) -> bool:
        """Whether a word of numbers is there."""
        if self._hints.scan(low).holds("number"):
            return True
        return not low.isascii() and not _VULGAR_SIGNS.isdisjoint(low)

    @abstractmethod
    def words(self, low: str, start: int, scan: Scan) -> Number | None:
        """The number whose first word begins at ``start``."""

    @abstractmethod
    def after(self, low: str, found: Number, scan: Scan) -> Number | None:
        """The number in digits with the scales and marks behind it."""

    def digits(self, low: str, start: int, stop: int, scan: Scan) -> Number | None:
        """The number that the digits in ``[start, stop)`` begin."""
        run = low[start:stop]
        sign, begin = self._sign(low, start, scan)
        if begin == start and start and not self._free(low, start):
            if low[start - 1] != self.decimal or not run.isdigit() or not _opens(low, start - 1):
                return None
            begin, run = start - 1, self.decimal + run  # ".5 percent"
        value = self.plain(run)
        if value is None:
            return None
        if low[stop : stop + 1] == " " and low[stop + 1 : stop + 2].isdecimal():
            value, stop = self._spaced(low, value, run, stop)
        end, part = stop, False
        fraction = _SLASH.match(low, stop) if len(run) == 1 else None
        if fraction and 0 < value < int(fraction[1]):
            value, part = percent(value, Decimal(fraction[1])), True
            end = fraction.end()
        mixed = None if part else _MIXED.match(low, stop)
        if mixed and mixed[1] < mixed[2]:
            value, end = value + Decimal(mixed[1]) / Decimal(mixed[2]), mixed.end()
        found = Number(
            begin, end, value, size=value, unit="percent" if part else None, digits=not part,
            part=part, grouped=any(one in low[start:stop] for one in self.group), sign=sign,
            currency=self.language.signs.get(sign),
        )  # fmt: skip
        return found if part else self.after(low, found, scan)

    def plain(self, run: str) -> Decimal | None:
        """The value of digits with separators; None when they are no one number."""
        if run.isdecimal():
            code = run[0] == "0" and len(run) > _CODE
            return None if code or len(run) > _LONGEST else Decimal(run)
        if len(run) > 3 * _LONGEST:
            return None
        more = Decimal(0)
        if run[-1] in _VULGAR:
            more = Decimal(unicodedata.numeric(run[-1])).quantize(_PLACES).normalize()
            run = run[:-1]
        whole, point, rest = run.partition(self.decimal)
        if point and not rest.isdecimal():
            return None
        sign = next((sign for sign in self._groups if sign in whole), "")
        first, *groups = whole.split(sign) if sign else [whole]
        if groups and (not 0 < len(first) <= 3 or any(len(g) != 3 for g in groups)):
            return None
        whole = first + "".join(groups)
        if (whole and not whole.isdecimal()) or len(whole) > _LONGEST or len(rest) > 10:
            return None
        return Decimal(f"{whole or 0}.{rest or 0}" if point else whole or 0) + more

    def _spaced(self, low: str, value: Decimal, run: str, stop: int) -> tuple[Decimal, int]:
        """With thousands parted by spaces: once only where the language writes
        them so, or the second cannot begin a number (60 000).
        """
        short = len(run) <= 3 and run.isdecimal()
        match = self._spaced_groups.match(low, stop) if short else None
        once = match is not None and match.end() - stop == 4 and low[stop + 1] != "0"
        if match is None or (once and " " not in self.group):
            return value, stop
        return Decimal(run + match[0].replace(" ", "").replace(self.decimal, ".")), match.end()

    def _free(self, low: str, start: int) -> bool:
        """Whether digits may begin here: not in "mp3", "v2.1" or after another number."""
        before = low[start - 1]
        return not (before.isalpha() and before < "\u0250") and before not in ("_", self.decimal)

    def _sign(self, low: str, start: int, scan: Scan) -> tuple[str, int]:
        """The currency's sign before the digits, and where it begins."""
        if not start:
            return "", start
        at = start - 1 if low[start - 1] == " " else start
        if not at or low[at - 1] == " ":
            return "", start
        for size in (4, 3, 2, 1):
            begin = at - size
            sign = low[begin:at] if begin >= 0 else ""
            if sign in self.language.signs and (
                not begin or not sign[0].isalpha() or not low[begin - 1].isalpha()
            ):
                return sign, begin
        return "", start


def _opens(low: str, at: int) -> bool:
    """Whether nothing is written right before ``at``."""
    return at == 0 or not (low[at - 1].isalnum() or low[at - 1] in "._")

"""Text as it is read: one form for every digit, dash, space and bracket, with the way back."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from claims.tongue import lowered, of_script
from claims.wrapped import soft_breaks
from model import Span
from model.words import Words

# Chinese punctuation stays: it tells clauses from thousands ("3，200").
_KEPT = "，。；：！？、（）“”‘’《》【】〔〕"
_TO_DASH = "‐‑‒–—―−﹣－"
_TO_TILDE = "～〜∼"
_NARROW = "\u2009\u202f\u2007"
_FEW = 24  # kinds of characters that are replaced one after another
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
# Between full-width digits, a full-width comma parts thousands.
_WIDE_GROUP = re.compile(r"，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")
# Tabs inside a line part the cells of a table.
_TABS = re.compile(r"(?<=\S)\t[\t ]{0,40}(?=\S)")
_NARROW_GROUP = re.compile(r"[\u2009\u202f\u2007\u00a0](?<=\d.)(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Normal:
    """A normalised text and its lower-case twin, of equal length; ``span`` leads back to the
    original. ``starts`` is None when no character was dropped, as in nearly every text.
    """

    text: str
    low: str
    starts: tuple[int, ...] | None = None
    shifts: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The original place of ``[start, end)``."""
        return Span(self._back(start), self._back(end - 1) + 1)

    def _back(self, at: int) -> int:
        if self.starts is None:
            return at
        return at + self.shifts[bisect_right(self.starts, at) - 1]


def normalise(text: str, words: Words, main: str = "") -> Normal:
    """``text`` with every character in its plain form, as the language with the code ``main``
    writes them. Characters that cannot be seen are dropped; all others keep their count, so that
    places need no map.
    """
    language = of_script(words.languages, "latin", main)
    group = next(iter(language.marks.get("group", ())), ",")
    if "\t" in text:
        text = _TABS.sub(lambda match: "|".ljust(len(match[0])), text)
    kept = _WIDE_GROUP.sub(",", _NARROW_GROUP.sub(group, text))
    kept, dropped = _joined(kept, words)
    if not dropped:
        plain = _plain(kept)
        return Normal(plain, lowered(plain, language))
    pieces, starts, shifts, taken = [], [0], [0], 0
    for start, end in dropped:
        pieces.append(kept[taken:start])
        taken = end
        starts.append(starts[-1] + len(pieces[-1]))
        shifts.append(taken - starts[-1])
    plain = _plain("".join(pieces) + kept[taken:])
    return Normal(plain, lowered(plain, language), tuple(starts), tuple(shifts))


def _plain(text: str) -> str:
    """The text with a plain character for each that has one. A text holds few of them."""
    if text.isascii():
        return text.replace("\r", " ").replace("\t", " ")
    table = _table()
    special = {sign for signs in _special() for sign in signs.findall(text)}
    if len(special) > _FEW:
        return text.translate({ord(one): table[one] for one in special})
    for one in special:
        text = text.replace(one, table[one])
    return text


def _joined(text: str, words: Words) -> tuple[str, list[tuple[int, int]]]:
    """The text with a space for each break of a line inside a sentence, and what is to drop."""
    dropped = [match.span() for match in _UNSEEN.finditer(text)]
    spaces: list[int] = []
    for one in soft_breaks(text, words) if "\n" in text else ():
        if one.spaced:
            spaces.append(one.newline)
            around = [(one.start, one.newline), (one.newline + 1, one.end)]
            dropped += [place for place in around if place[0] < place[1]]
        else:
            dropped.append((one.start, one.end))
    if spaces:
        letters = list(text)
        for at in spaces:
            letters[at] = " "
        text = "".join(letters)
    return text, sorted(dropped)


@cache
def _special() -> tuple[re.Pattern[str], ...]:
    """Any character that has a plain form. Those of the basic plane are looked for by themselves:
    a set that goes beyond it is far slower.
    """
    signs = [re.escape(sign) for sign in sorted(_table())]
    basic = "".join(sign for sign in signs if sign <= "\uffff")
    return re.compile(f"[{basic}]"), re.compile("[\U0001d400-\U0001d7ff]")


@cache
def _table() -> dict[str, str]:
    """The plain forms."""
    table = {ord(c): "-" for c in _TO_DASH} | {ord(c): "~" for c in _TO_TILDE}
    table |= {ord(c): " " for c in "\u00a0\u3000\t" + _NARROW} | {ord("\r"): " "}
    table |= {ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"'}
    table |= {ord("（"): "(", ord("）"): ")", ord("％"): "%", ord("﹪"): "%"}
    table |= {0xFF01 + i: chr(0x21 + i) for i in range(94) if chr(0xFF01 + i) not in _KEPT}
    for code in (*range(0x2070, 0x209D), *range(0x2460, 0x24EA)):
        table[code] = " "  # footnote signs and circled numbers are no quantities
    for code in range(0x1D400, 0x1D800):  # mathematical letters and digits
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = plain
    table |= {ord("（"): "(", ord("）"): ")"}
    return {chr(code): plain for code, plain in table.items()}

"""The quantities of a sentence: numbers with their unit, bound and counted noun."""

from typing import Protocol

from claims.amount import Amount, Draft
from claims.bound import bounded
from claims.digits import Number
from claims.number import numbers
from claims.phrase import phrases
from claims.scan import Scan
from claims.sentences import Sentence
from claims.several import several
from claims.unit import units
from model import Bound
from model.units import CURRENCIES
from model.words import Language

_WRITTEN_ON = "\u2e80"  # from here on the letters of scripts without spaces
_RATES = {"percent", "percentage_point", "permille"}
_MOST = 60  # quantities read from one sentence; more is no prose

__all__ = ["Amount", "amounts"]


class Hiding(Protocol):
    """What tells where no number is read."""

    def hides(self, start: int, end: int) -> bool:
        """Whether any of ``[start, end)`` is hidden."""


def amounts(sentence: Sentence, mask: Hiding, *, wide: bool = False) -> list[Amount]:
    """Every amount of the sentence, left to right: ranges joined, conversions attached, units
    shared by a list handed out. With ``wide``, durations and small counts too.
    """
    low, scan, language = sentence.low, sentence.scan, sentence.language
    reader = units(language, wide)
    found: list[Amount] = []
    for number in numbers(low, scan, language):
        if found and number.start < found[-1].stop:
            continue  # "twenty-foot equivalent units" is a unit, not twenty of them
        if mask.hides(number.start + len(number.sign), number.end):
            continue
        draft = _draft(_signed(number, low, scan, found[-1].end if found else 0), scan)
        # "Ann Lee, 44, said" tells an age; a list of names with numbers is no news.
        apart = wide and low.endswith(", ", 0, number.start)
        if reader.read(draft, low, scan) and (apart or not _is_name(draft, sentence)):
            bounded(draft, low, scan, language, found[-1] if found else None)
            found.append(draft.done())
            if len(found) >= _MOST:
                break
    return several(language, wide).joined(found, low, scan)


def _draft(number: Number, scan: Scan) -> Draft:
    at, over = number.end, number.over
    between = scan.at("bound-between", at)
    # A part is more than it says (四成多), never roughly that way: 四成|来自.
    if between and not (number.unit == "percent" and between.meaning == Bound.ABOUT):
        at, over = between.end, between.meaning
    bound = Bound(over) if over else Bound.EXACT if number.high is None else Bound.RANGE
    return Draft(number, number.start, at, at, number.value, number.high, number.unit, bound)


def _signed(number: Number, low: str, scan: Scan, taken: int) -> Number:
    """The number with the sign right before it: "; -2.4%", not "6-8%" nor "($5)". The amount
    before ends at ``taken``.
    """
    at = number.start - 1
    if at < 0 or low[at] not in "+-" or not number.digits:
        return number
    joined = at > 0 and (low[at - 1].isalnum() or low[at - 1] in ")%]-+")
    if joined and not (at > taken and low[at - 1] >= _WRITTEN_ON and _is_rate(number, scan)):
        return number
    value = -number.value if low[at] == "-" else number.value
    return number._replace(start=at, value=value, signed=True)


def _is_rate(number: Number, scan: Scan) -> bool:
    """Whether the number's unit is one that falls below nothing: 涨幅为-1.4%."""
    unit = scan.at("unit", number.end)
    return unit is not None and (unit.meaning in _RATES or unit.meaning in CURRENCIES)


def _is_name(draft: Draft, sentence: Sentence) -> bool:
    """Whether a bare number belongs to a name: "Changbai 228", "Tongji Ring 3.0"."""
    text, language, scan = sentence.text, sentence.language, sentence.scan
    at = draft.number.start
    if draft.noun and _is_titled(draft, text, language):
        return True
    if text[draft.stop - 1].isupper() and draft.unit and draft.stop == draft.number.end + 1:
        return text[draft.stop - 1].lower() in language.phrase.get("small", ())  # 5G
    if draft.unit is not None or not language.spaced or text[at - 1 : at] != " ":
        return False
    begin = text.rfind(" ", max(0, at - 24), at - 1) + 1
    word = text[begin : at - 1]
    if not word or not word[0].isupper():
        return False
    first = not text[:begin].strip("\"'( ")
    if first or word.lower() in language.bounds_before:
        return False
    place = scan.last("place", begin, at)
    return place is None or place.end != at - 1


def _is_titled(draft: Draft, text: str, language: Language) -> bool:
    """Whether capitals make number and singular noun a name: "the 798 Art District"."""
    start, end = draft.noun_span
    if not text[start].isupper() or draft.stop != draft.number.end or not language.spaced:
        return False
    words = text[start:end].split(" ")
    return all(word[0].isupper() for word in words if word) and not phrases(language).plural(
        words[-1].lower()
    )

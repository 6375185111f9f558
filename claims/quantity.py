"""The quantities of a sentence: numbers with their unit, bound and counted noun."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from claims.mask import Mask
from claims.number import Number, numbers
from claims.scan import Scan
from claims.sentences import Sentence
from model import Bound, Quantity
from model.words import Language

_WORD = re.compile(r"[a-z][a-z&'/.]*")
_MAX = 60  # quantities read from one sentence; more is no prose


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity at ``[start, end)`` of its sentence; ``at`` is where the number begins and
    ``stop`` where number and unit end. ``unit`` is None for a bare number. ``noun`` is the counted
    noun phrase behind it.
    """

    start: int
    end: int
    at: int
    stop: int
    number: Number
    value: Decimal
    high: Decimal | None
    unit: str | None
    bound: Bound
    noun: str = ""
    noun_span: tuple[int, int] = (0, 0)
    counter: bool = False  # the unit is only a counter: the noun stands elsewhere
    more: bool = False  # "1,200 more beds"
    ranged: bool = False
    inherits: bool = False  # the unit stands with another number
    converted: tuple[Quantity, ...] = ()


def amounts(sentence: Sentence, mask: Mask) -> list[Amount]:
    """Every amount of the sentence, left to right: ranges joined, conversions attached, units
    shared by a list handed out.
    """
    low, language = sentence.low, sentence.language
    reader = _Reader(language, sentence.scan)
    found: list[Amount] = []
    for number in numbers(low, language):
        if found and number.start < found[-1].stop:
            continue  # "twenty-foot equivalent units" is a unit, not twenty of them
        if not mask.hides(number.start, number.end):
            amount = reader.amount(number, sentence.text, low)
            if amount is not None:
                found.append(amount)
        if len(found) >= _MAX:
            break
    return reader.joined(found, low)


class _Reader:
    def __init__(self, language: Language, scan: Scan) -> None:
        self.language = language
        self.scan = scan
        self.range, self.list = _gaps(language)
        self.both = language.joins.get("both", ())
        self.both_of = language.joins.get("from", ())

    # -- one number ---------------------------------------------------------------------------

    def amount(self, number: Number, text: str, low: str) -> Amount | None:
        found = self._with_unit(number, low)
        if found is None or self._is_name(found, text, low):
            return None
        return self._bounded(found, low)

    def _with_unit(self, number: Number, low: str) -> Amount | None:
        number = _signed(number, low)
        at, over = number.end, number.over
        between = self.scan.at("bound-between", at)
        if between:
            at, over = between.end, True
        bound = Bound.OVER if over else Bound.RANGE if number.high else Bound.EXACT
        base = Amount(number.start, at, number.start, at, number, number.value, number.high,
                      number.unit, bound)  # fmt: skip
        if number.unit:
            return self._of_point(base, low)
        if number.currency:
            return self._compound(replace(base, unit=number.currency), low)
        after = self.scan.at("bound-after", at + 1) if self.language.spaced else None
        if after and low[at : at + 1] == " ":  # "30 or more leading enterprises"
            at = after.end
            base = replace(base, end=at, stop=at, bound=Bound(after.meaning))
        gap = at + 1 if low[at : at + 1] in {" ", "-"} and self.language.spaced else at
        if number.high is not None and low.startswith(" of ", at):
            gap = at + 4  # "tens of billions of yuan"
        longest = self._longest_unit(low, gap)
        if longest == "duration":
            return None
        if isinstance(longest, tuple):
            unit, end, counter = longest
            made = replace(base, unit=unit, end=end, stop=end, counter=counter)
            made = self._compound(made, low)
            return self._counted_noun(made, low) if counter else made
        return self._noun(base, low) if self.language.spaced else self._glued(base, low)

    def _longest_unit(self, low: str, at: int) -> tuple[str, int, bool] | str | None:
        unit, counter = self.scan.at("unit", at), self.scan.at("counter", at)
        duration = self.scan.at("duration", at)
        ends = [hit.end if hit else -1 for hit in (unit, counter, duration)]
        best = max(ends)
        if best < 0:
            return None
        if unit and unit.end == best:
            return unit.meaning, best, False
        if counter and counter.end == best:
            return counter.meaning, best, True
        return "duration"

    def _of_point(self, base: Amount, low: str) -> Amount:
        """The fraction of a point: "four-tenths of a percentage point" is 0.4, not 40 percent."""
        match = _OF_POINT.match(low, base.stop)
        if not match or not self.language.spaced:
            return base
        unit = "percentage_point" if "point" in match[0] else "percent"
        return replace(base, value=base.value / 100, unit=unit, end=match.end(), stop=match.end())

    def _compound(self, base: Amount, low: str) -> Amount:
        """With what the unit is divided by: "yuan per square meter"."""
        match = _PER.match(low, base.stop)
        if not match or not self.language.spaced:
            return base
        under = self.scan.at("unit", match.end())
        if under is None or under.meaning in {"percent", "times"}:
            return base
        return replace(base, unit=f"{base.unit}/{under.meaning}", end=under.end, stop=under.end)

    def _glued(self, base: Amount, low: str) -> Amount | None:
        """A number of an unspaced language with neither unit nor counter: it may share one."""
        return base if base.number.digits or base.number.scaled else None

    def _counted_noun(self, base: Amount, low: str) -> Amount | None:
        """The noun right behind a counter: 3000套人才公寓."""
        hit, at = None, base.stop
        for found in self.scan.within("noun", at, at + 16):
            between = low[at : found.start]
            if _BREAK.search(between) or len(between) > 10:
                break
            hit, at = found, found.end
        if hit is None:
            return base
        if any(low.startswith(word, base.stop) for word in self.language.bounds_after):
            return base
        span = (base.stop, hit.end)
        unit = _sharper(base.unit, hit.meaning)
        noun = low[slice(*span)].lstrip("的")
        return replace(base, noun=noun, noun_span=span, unit=unit, counter=True)

    def _noun(self, base: Amount, low: str) -> Amount | None:
        """The noun phrase that is counted, in a spaced language."""
        words: list[tuple[str, int, int]] = []
        at, more = base.stop, False
        plural = -1
        while len(words) < 8:
            gap = at + 1 if low[at : at + 1] in {" ", "-"} else None
            match = _WORD.match(low, gap) if gap is not None else None
            if match is None:
                break
            word = match[0].rstrip(".'")
            if word in _MORE and not words:
                at, more = match.end(), True
                continue
            if word == "and" and words and plural < 0 and self._plural_ahead(low, match.end()):
                words.append((word, match.start(), match.end()))
                at = match.end()
                continue
            if word in self.language.stops or self._ends_phrase(word, plural, len(words)):
                break
            words.append((word, match.start(), match.start() + len(word)))
            if self._plural(word):
                plural = len(words) - 1
            at = match.start() + len(word)
            if len(word) != len(match[0]):
                break
        return self._headed(base, low, words, plural, more)

    def _plural_ahead(self, low: str, at: int) -> bool:
        following = _WORD.findall(low[at : at + 40])[:3]
        for word in following:
            if word in self.language.stops:
                return False
            if self._plural(word):
                return True
        return False

    def _ends_phrase(self, word: str, plural: int, count: int) -> bool:
        if word.endswith("ly") and count:
            return True
        return (
            plural == count - 1
            and count > 0
            and word.endswith(("ed", "ing"))
            and not word.endswith("eed")
        )

    def _plural(self, word: str) -> bool:
        if word in {"people", "children", "men", "women", "staff", "personnel", "headquarters"}:
            return True
        return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))

    def _headed(
        self, base: Amount, low: str, words: list[tuple[str, int, int]], plural: int, more: bool
    ) -> Amount | None:
        known = self.language.nouns.get(words[-1][0]) if words else None
        if plural < 0 and known is None:
            return replace(base, more=more) if base.number.digits or base.number.scaled else None
        words = words[: plural + 1] if plural >= 0 else words
        head = words[-1][0]
        if head in self.language.durations:
            return None
        if head == "times":
            return replace(base, unit="times", end=words[-1][2], stop=words[-1][2])
        start, end = words[0][1], words[-1][2]
        phrase = low[start:end]
        unit = self._unit_of(words)
        if not base.number.digits and base.value <= 10 and not self._known(words):
            return None
        return replace(base, unit=unit, end=end, noun=phrase, noun_span=(start, end), more=more)

    def _unit_of(self, words: Sequence[tuple[str, int, int]]) -> str:
        for count in (2, 1):
            phrase = " ".join(word for word, _, _ in words[-count:])
            meaning = self.language.nouns.get(phrase.replace("-", " "))
            if meaning:
                return meaning
        return singular(words[-1][0])

    def _known(self, words: Sequence[tuple[str, int, int]]) -> bool:
        return any(self.language.nouns.get(" ".join(w for w, _, _ in words[-n:])) for n in (2, 1))

    def _is_name(self, amount: Amount, text: str, low: str) -> bool:
        """Whether a bare number belongs to a name: "Changbai 228", "Tongji Ring 3.0"."""
        if amount.unit is not None or not self.language.spaced:
            return False
        before = re.search(r"([A-Za-z][\w'&-]*) $", text[max(0, amount.at - 24) : amount.at])
        if before is None or not before[1][0].isupper():
            return False
        first = not text[: max(0, amount.at - len(before[0]))].strip("\"'( ")
        return not first and before[1].lower() not in self.language.bounds_before

    # -- bounds -------------------------------------------------------------------------------

    def _bounded(self, amount: Amount, low: str) -> Amount:
        found = self._bound_before(amount, low)
        behind = amount.stop
        for place in (amount.end, amount.stop):
            gap = place + 1 if low[place : place + 1] == " " else place
            after = self.scan.at("bound-after", gap)
            if after:
                behind = after.end
                found = replace(found, end=max(found.end, behind))
                if found.bound is Bound.EXACT:
                    found = replace(found, bound=Bound(after.meaning))
                break
        return found

    def _bound_before(self, amount: Amount, low: str) -> Amount:
        begin = max(0, amount.at - 40)
        last = self.scan.last("bound-before", begin, amount.at)
        if last is None:
            return amount
        if last.meaning in {"over", "under"} and _BESIDE.search(low, begin, last.start):
            return amount  # "6 percent more than 160 billion" compares
        between = low[last.end : amount.at]
        near = not between.strip(' "') or between.strip() in {"a", "an", "to", "了"}
        if not near and not (
            not self.language.spaced and _far(last.meaning, low[last.start : last.end], between)
        ):
            return amount
        return replace(amount, start=last.start, bound=Bound(last.meaning))

    # -- several numbers ----------------------------------------------------------------------

    def joined(self, found: list[Amount], low: str) -> list[Amount]:
        found = self._ranges(found, low)
        found = self._conversions(found, low)
        return self._lists(found, low)

    def _ranges(self, found: list[Amount], low: str) -> list[Amount]:
        out: list[Amount] = []
        for amount in found:
            if out and self._one_range(out[-1], amount, low):
                out[-1] = _range(out[-1], amount)
            else:
                out.append(amount)
        return out

    def _one_range(self, one: Amount, two: Amount, low: str) -> bool:
        gap = low[one.stop : two.at]
        if len(gap) > 6 or one.ranged or one.noun or not self.range.fullmatch(gap):
            return False
        if one.unit not in {None, two.unit} or (one.unit is None and two.unit is None):
            return False
        before = low[max(0, one.start - 10) : one.start].rstrip()
        both = any(before.endswith(word) for word in self.both)
        if any(before.endswith(word) for word in self.both_of) and not both:
            return False
        if gap.strip() == "and" and not both:
            return False
        return one.number.size < two.number.size or one.value < two.value

    def _conversions(self, found: list[Amount], low: str) -> list[Amount]:
        """Money in brackets right behind money is the same amount in another currency."""
        out: list[Amount] = []
        for amount in found:
            if out and self._converts(out[-1], amount, low):
                quantity = Quantity(amount.value, amount.unit or "", Bound.EXACT, amount.high)
                out[-1] = replace(out[-1], converted=(*out[-1].converted, quantity))
            else:
                out.append(amount)
        return out

    def _converts(self, one: Amount, two: Amount, low: str) -> bool:
        if not one.unit or not two.unit or one.unit == two.unit:
            return False
        gap = low[one.end : two.start]
        bracket = _CONVERTED.fullmatch(gap)
        said = _ABOUT_EQUAL.search(low[one.end : two.at])
        kinds = _dimension(one.unit), _dimension(two.unit)
        same = kinds[0] == kinds[1] or all(k.startswith("money") for k in kinds)
        return same and len(low[one.end : two.at]) < 30 and bool(bracket or said)

    def _lists(self, found: list[Amount], low: str) -> list[Amount]:
        """A unit at the end of a list goes to every number before it."""
        out = list(found)
        for i in range(len(out) - 2, -1, -1):
            one, two = out[i], out[i + 1]
            gap = low[one.stop : two.start]
            if one.unit is None and two.unit and len(gap) < 8 and self.list.fullmatch(gap):
                value = one.value
                if not one.number.scaled and two.number.scaled and "." in low[one.at : one.stop]:
                    value *= two.number.scale
                out[i] = replace(one, unit=two.unit, value=value, noun=two.noun,
                                 counter=two.counter, inherits=True)  # fmt: skip
        return out


# Counters that fit nearly any noun: the noun says what is counted.
LOOSE = frozenset(
    """item enterprise building line patent site machine school document team kind room paper event
    bed gun train home""".split()
)
_BESIDE = re.compile(r"(?:percent|per cent|%|points?|times) $")
_OF_POINT = re.compile(
    r" of a (?:percentage point|percent(?:age)?(?: point)?)| (?:a )?percentage points?"
)
_PER = re.compile(r" (?:per|a|an|each|for each|for every) |/")
_BREAK = re.compile(
    r"[，。；：、！？,;:()（）|\d\"]|以上|左右|以内|达到|占|为|已|增长|实现|完成|将|全|均|累计|正式|较|比"
)
_CONVERTED = re.compile(
    r"\s?\((?:about |around |approximately |or |equivalent to |nearly |some |约|约合|折合|合)?"
)
_ABOUT_EQUAL = re.compile(r"约合|折合|equivalent to|\bor about\b")
_MORE = {"more", "additional", "new", "further", "other", "extra", "another"}
_FAR = (
    "约占",
    "最高",
    "最多",
    "不超过",
    "不低于",
    "不少于",
    "至少",
    "至多",
    "上限为",
    "最低",
    "控制在",
)


def _far(meaning: str, word: str, between: str) -> bool:
    """Whether a bound holds across a few words: 不超过市场价的八成."""
    return word.startswith(_FAR) and len(between) <= 8 and not _CUT.search(between)


_CUT = re.compile(r"[，。；：、！？,;:()\d]|水平|纪录|记录|点的|值的|成|[达为至到]$")


def _signed(number: Number, low: str) -> Number:
    """The number with the sign right before it: "; -2.4%", not "6-8%" nor "($5)"."""
    at = number.start - 1
    if at < 0 or low[at] not in "+-" or not number.digits:
        return number
    if at and (low[at - 1].isalnum() or low[at - 1] in ")%]-+"):
        return number
    value = -number.value if low[at] == "-" else number.value
    return replace(number, start=at, value=value, signed=True)


def _gap(words: Sequence[str], spaced: bool) -> re.Pattern[str]:
    joined = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"\s?(?:{joined})\s?")


def _range(one: Amount, two: Amount) -> Amount:
    value = one.value
    if (
        one.unit is None
        and two.number.scaled
        and not one.number.scaled
        and one.number.size < two.number.size
    ):
        value *= two.number.scale
    return replace(
        two, start=one.start, at=one.at, value=value, high=two.value, bound=Bound.RANGE, ranged=True
    )


def _sharper(counter: str | None, noun: str) -> str | None:
    """The noun's unit, unless the counter says more (户 are households whatever follows)."""
    return noun if counter in LOOSE else counter


def singular(word: str) -> str:
    """The singular of an English noun, well enough to compare."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _dimension(unit: str) -> str:
    return Quantity(Decimal(1), unit).dimension


@lru_cache(maxsize=16)
def _gaps(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand between the ends of a range, and between the numbers of a list."""
    joins, spaced = language.joins, language.spaced
    return _gap(joins.get("range", ()), spaced), _gap(joins.get("list", ()), spaced)

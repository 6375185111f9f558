"""Several numbers of one sentence: ranges, conversions in brackets, lists that share a unit."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from claims.amount import Amount
from claims.digits import percent
from claims.scan import Scan
from model import Bound, Quantity
from model.words import Language

_RELATIVE = {"times", "percent", "percentage_point"}
_GAP = 6  # characters between the ends of a range
_LIST_GAP = 8  # between the numbers of a list
_OF_EVERY = 14  # between the numbers of "in every ten there is one"
_CONVERTED = 30  # between an amount and the same in another currency


class Several:
    """What joins numbers in one language. With ``wide``, "from 5 to 6" is a range too."""

    def __init__(self, language: Language, wide: bool) -> None:
        joins, marks = language.joins, language.marks
        self.language, self.wide = language, wide
        self.decimal = next(iter(marks.get("decimal", ())), ".")
        self.range = _gap(joins.get("range", ()))
        self.list = _gap(joins.get("list", ()))
        self.both = tuple(joins.get("both", ()))
        self.varied = tuple(joins.get("varied", ()))
        self.ends = tuple(joins.get("from", ()))
        self.between = frozenset(marks.get("between", ()))
        self.equal = _any(marks.get("equal-said", ()))
        self.bracket = re.compile(rf"\s?\((?:{_alternatives(marks.get('equal', ()))})?\s?")

    def joined(self, found: list[Amount], low: str, scan: Scan) -> list[Amount]:
        """The amounts with ranges joined, conversions attached and shared units handed out."""
        if len(found) < 2:
            return found
        found = self._ranges(found, low, scan)
        found = found if self.wide else self._conversions(found, low)
        found = self._of_every(found, low, scan)
        return self._lists(found, low)

    def _ranges(self, found: list[Amount], low: str, scan: Scan) -> list[Amount]:
        out: list[Amount] = []
        for amount in found:
            if (
                out
                and amount.at - out[-1].stop <= _GAP
                and self._one_range(out[-1], amount, low, scan)
            ):
                out[-1] = _range(out[-1], amount)
            else:
                out.append(amount)
        return out

    def _one_range(self, one: Amount, two: Amount, low: str, scan: Scan) -> bool:
        gap = low[one.stop : two.at]
        if one.ranged or one.noun or not self.range.fullmatch(gap):
            return False
        if one.number.sign and two.unit is None and not two.noun and two.number.scaled:
            between = gap.strip() in self.between
            return not between and one.value < two.value  # "£40-50 million"
        if one.unit != two.unit and one.unit is not None:
            return False
        before = low[max(0, one.start - 10) : one.start].rstrip()
        both = before.endswith(self.both) if self.both else False
        if not both and not low.startswith(self.varied, two.end):
            # Two values: "from 5 to 6", "3 and 4", "up 12 cents to $34.85".
            ends = bool(self.ends) and before.endswith(self.ends) and not self.wide
            moved = one.unit is not None and _moves(one, scan, low)
            if ends or moved or gap.strip() in self.between:
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
        if two.at - one.end >= _CONVERTED or not one.unit or not two.unit or one.unit == two.unit:
            return False
        if not (
            self.bracket.fullmatch(low[one.end : two.start])
            or self.equal.search(low, one.end, two.at)
        ):
            return False
        kinds = _dimension(one.unit), _dimension(two.unit)
        return kinds[0] == kinds[1] or all(kind.startswith("money") for kind in kinds)

    def _of_every(self, found: list[Amount], low: str, scan: Scan) -> list[Amount]:
        """每10辆车里就有1辆: one in ten."""
        out: list[Amount] = []
        for amount in found:
            one = out[-1] if out else None
            if one is not None and self._one_of(one, amount, scan):
                value = percent(amount.value, one.value)
                out[-1] = replace(
                    amount, start=one.start - 1, at=one.at, value=value, unit="percent", noun="",
                    counter=False,
                )  # fmt: skip
            else:
                out.append(amount)
        return out

    def _one_of(self, one: Amount, two: Amount, scan: Scan) -> bool:
        if one.unit != two.unit or not 0 < two.value < one.value <= 1000:
            return False
        if two.at - one.end > _OF_EVERY or not scan.within("every", one.start - 1, one.start):
            return False
        holds = scan.last("holds", one.end, two.at)
        return holds is not None and holds.end == two.at

    def _lists(self, found: list[Amount], low: str) -> list[Amount]:
        """A unit at the end of a list goes to every number before it."""
        for i in range(len(found) - 2, -1, -1):
            one, two = found[i], found[i + 1]
            if one.unit is not None or two.start - one.stop >= _LIST_GAP:
                continue
            if not two.unit:
                found[i] = self._scale_of(one, two, low)
                continue
            if one.number.grouped and two.unit in _RELATIVE:
                continue  # "5,866, 1.6 times the number before"
            if self.list.fullmatch(low[one.stop : two.start]):
                value = one.value
                parted = self.decimal in low[one.at : one.stop]
                if parted and not one.number.scaled and two.number.scaled:
                    value *= two.number.scale
                found[i] = replace(
                    one, unit=two.unit, value=value, noun=two.noun, counter=two.counter,
                    lasting=two.lasting, inherits=True,
                )  # fmt: skip
        return found

    def _scale_of(self, one: Amount, two: Amount, low: str) -> Amount:
        """The number with the scale of the one behind it: "were 3.1 and 3.4 million"."""
        number, other = one.number, two.number
        if number.scaled or not other.scaled or "." not in low[one.at : one.stop]:
            return one
        if not self.list.fullmatch(low[one.stop : two.start]):
            return one
        scaled = number._replace(scaled=True, scale=other.scale)
        return replace(one, value=one.value * other.scale, number=scaled)


def _moves(one: Amount, scan: Scan, low: str) -> bool:
    """Whether money or things are said to have moved by the first number."""
    if one.unit in _RELATIVE or low[one.stop : one.stop + 1] == "-":
        return False
    by = scan.last("by", max(0, one.start - 4), one.start)
    end = by.start if by is not None else one.start
    move = scan.last("move", max(0, end - 16), end)
    return by is not None or (move is not None and not low[move.end : end].strip())


def _range(one: Amount, two: Amount) -> Amount:
    value = one.value
    if not one.number.scaled and two.number.scaled and one.number.size < two.number.size:
        value *= two.number.scale
    if one.unit is None and two.number.unit == "percent" and one.value < 10 < two.value:
        value *= 10  # 三到四成
    return replace(
        two, unit=two.unit or one.unit, start=one.start, at=one.at, value=value,
        high=two.high or two.value, bound=Bound.RANGE, ranged=True,
    )  # fmt: skip


def _alternatives(words: Sequence[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or "(?!)"


def _gap(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{_alternatives(words)})\s?")


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(_alternatives(words))


def _dimension(unit: str) -> str:
    return Quantity(Decimal(1), unit).dimension


@lru_cache(maxsize=32)
def several(language: Language, wide: bool) -> Several:
    """What joins numbers in ``language``, made ready once."""
    return Several(language, wide)

"""Units that stand elsewhere: "surged to 7,000", "from 15 in 2022 to 18", 专利42件 and the like."""

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.amount import Amount
from claims.phrase import phrases
from claims.scan import Scan
from claims.sentences import Sentence
from claims.unit import units
from model import Bound
from model.units import dimension

_NOT_COUNTED = {"percent", "times", "percentage_point"}
_COUNTED_BEFORE = 160  # characters in which a bare number looks for its noun
_NEAR = 60
_LEAD = 24
_WORD = re.compile(r"[^\W\d_][^\W\d_'-]*")


def with_units(
    found: Sequence[Amount], sentence: Sentence, last: Amount | None, money: str | None,
    home: str | None = None,
) -> list[Amount]:  # fmt: skip
    """The amounts that are quantities. Bare numbers take a unit that stands nearby, or go;
    counters learn their noun. ``last`` is the last amount of the paragraph, ``money`` the
    currency the text uses, ``home`` that of the document's nation: in Melbourne "$5" is AUD.
    """
    found = [_at_home(a, home, sentence) for a in found] if home else found
    out: list[Amount] = []
    for amount in found:
        if amount.unit is None:
            unit = _shared(amount, sentence, out, last, money)
            if unit is not None:
                out.append(replace(amount, unit=unit, inherits=True))
        elif sentence.language.spaced or not amount.counter:
            out.append(amount)
        else:
            if not amount.noun and amount.unit in units(sentence.language, False).loose:
                amount = _with_noun_before(amount, sentence, out)
            if not _is_structure(amount, sentence):
                out.append(amount)
    return out


def _at_home(amount: Amount, home: str | None, sentence: Sentence) -> Amount:
    """The amount in the nation's own money, where the sign before it is that of several."""
    sign, signs = amount.number.sign, sentence.language.signs
    if len(sign) != 1 or amount.number.currency == home or amount.unit is None:
        return amount
    if not any(meaning == home and one.endswith(sign) for one, meaning in signs.items()):
        return amount
    return replace(amount, unit=amount.unit.replace(amount.number.currency or "", home or ""))


def _shared(
    amount: Amount, sentence: Sentence, out: list[Amount], last: Amount | None, money: str | None
) -> str | None:
    if not sentence.language.spaced:
        return None
    before = sentence.scan.last("worth", 0, amount.start)
    if money and before is not None and not sentence.low[before.end : amount.start].strip():
        return money
    return _inherited(amount, sentence, out, last)


def _with_noun_before(amount: Amount, sentence: Sentence, out: list[Amount]) -> Amount:
    """The counter with the noun before it: 签约项目63个. A list goes on with the noun before."""
    begin, _ = sentence.clause(amount.at)
    start = max([begin, *(a.end for a in out if a.end <= amount.at)])
    hit = sentence.scan.last("noun", start, amount.at)
    if hit is not None and _passes(sentence.low, hit.end, amount.at, sentence.scan):
        return replace(amount, unit=hit.meaning)
    alike = [a for a in out if a.counter and a.number.end < amount.at]
    if alike and _counter(alike[-1], sentence) == _counter(amount, sentence):
        return replace(amount, unit=alike[-1].unit)
    return amount


def _passes(low: str, start: int, end: int, scan: Scan) -> bool:
    """Whether only bounds, verbs and small signs stand between: 企业|诉求|1.2万件 do not."""
    spans = [
        (hit.start, hit.end)
        for role in ("filler", "cue", "bound-before", "move")
        for hit in scan.within(role, start, end)
    ]
    at = start
    for begin, stop in sorted(spans):
        if begin > at and low[at:begin].strip(" 的，"):
            return False
        at = max(at, stop)
    return not low[at:end].strip(" 的，")


def _counter(amount: Amount, sentence: Sentence) -> str:
    at = amount.number.end
    between = sentence.scan.at("bound-between", at)
    return sentence.low[between.end if between else at : amount.stop]


def _is_structure(amount: Amount, sentence: Sentence) -> bool:
    """Small counts in words structure a text (四个方面) more than they measure."""
    if amount.number.digits or amount.number.scaled or amount.value > 10:
        return False
    structure = sentence.language.phrase.get("structure", ())
    if amount.value == 1 or (amount.bound is Bound.EXACT and amount.unit in structure):
        return True
    loose = units(sentence.language, False).loose
    return amount.bound is Bound.EXACT and not amount.noun and amount.unit in loose


def _inherited(
    amount: Amount, sentence: Sentence, out: list[Amount], last: Amount | None
) -> str | None:
    low, scan = sentence.low, sentence.scan
    at = amount.stop + 1 if low[amount.stop : amount.stop + 1] == " " else -1
    follows = scan.at("follow", at) is not None
    if not _speaks(amount, low, follows, scan):
        return None
    counted = [a for a in out if a.unit not in _NOT_COUNTED and not a.lasting]
    if not amount.number.scaled and amount.value < 1000 and (follows or _led(amount, scan, low)):
        things = [a for a in counted if not _divides(a)]
        counted = things or counted
    behind = _of_noun(amount, low, sentence)
    if behind is not None:
        return behind
    before = counted[-1] if counted else None
    if not amount.number.scaled and amount.value % 1 and (before is None or not _divides(before)):
        return "ratio"  # nothing is counted by a fraction: a PUE of 1.2
    if before is not None and (before is out[-1] or amount.start - before.end < _NEAR):
        if follows or amount.start - before.end < _NEAR or _led(amount, scan, low):
            return before.unit
    named = _counted_before(amount, sentence) or _noun_before(amount, sentence)
    if named:
        return named
    if counted:
        return counted[-1].unit
    if last is not None and last.unit not in _NOT_COUNTED and not last.lasting:
        return last.unit
    return None


def _divides(amount: Amount) -> bool:
    """Whether a fraction of the unit is said too: money and measures, not things."""
    return not dimension(amount.unit or "").startswith("count")


def _of_noun(amount: Amount, low: str, sentence: Sentence) -> str | None:
    """What the number is some of: "315 of the world's top 500 companies" counts companies."""
    at = amount.stop + 1
    of = sentence.scan.at("of", at) if low[at - 1 : at] == " " else None
    if of is None or sentence.scan.at("of-them", at) is not None:
        return None
    reader = phrases(sentence.language)
    for match in list(_WORD.finditer(low, of.end, of.end + _NEAR))[1:7]:
        word = match[0].removesuffix("'s")
        if reader.plural(match[0]) and low[match.end() : match.end() + 1] != "'":
            return reader.nouns.get(match[0]) or reader.singular(word)
    return None


def _speaks(amount: Amount, low: str, follows: bool, scan: Scan) -> bool:
    """Whether a bare number is likely to count something at all."""
    if follows or amount.number.scaled or amount.number.grouped:
        return True
    if amount.value < 10 and amount.bound is Bound.EXACT:
        return False
    return amount.bound is not Bound.EXACT or _led(amount, scan, low)


def _led(amount: Amount, scan: Scan, low: str) -> bool:
    """Whether the word before the number leads to one: "rose to 7,000"."""
    begin = max(0, amount.start - _LEAD)
    gap = low[begin : amount.start].rstrip()
    if gap.endswith(","):
        return True
    hit = scan.last("lead", begin, amount.start)
    return hit is not None and not low[hit.end : amount.start].strip()


def _counted_before(amount: Amount, sentence: Sentence) -> str | None:
    """What the clause says is counted: "the number of children looked after fell to 589"."""
    hit = sentence.scan.last("count-of", max(0, amount.start - _COUNTED_BEFORE), amount.start)
    if hit is None:
        return None
    found, _ = phrases(sentence.language).behind(sentence.low, hit.end)
    return found.unit if found is not None and (found.plural or found.known) else None


def _noun_before(amount: Amount, sentence: Sentence) -> str | None:
    begin = max(0, amount.start - _COUNTED_BEFORE)
    hit = sentence.scan.last("noun", begin, amount.start)
    if hit is not None:
        return str(hit.meaning)
    if not amount.number.grouped and not amount.number.scaled:
        return None
    reader, found = phrases(sentence.language), None
    for match in _WORD.finditer(sentence.low, begin, amount.start):
        if reader.plural(match[0]) and match[0] not in reader.stops:
            found = match[0]
    return reader.singular(found) if found else None

"""What news leaves out beside its numbers: "fell from 208 pounds to 193", "Ann, 44, said"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.amount import Amount
from claims.phrase import phrases
from claims.sentences import Sentence
from model import Bound
from model.units import CURRENCIES

_FAR = 48  # characters between the ends of a movement
_LONG = 40  # letters of a phrase that is hardly one
_LEADING = 3  # words between "one of" and what it is one of
_OLDEST = 115
_RELATIVE = frozenset({"percent", "percentage_point", "times"})
_LARGE = 100  # more is hardly meant in percent
_AGED = re.compile(r"[^\W\d_]{2,}, $")
_CLOSED = re.compile(r",|\.$|$")


def completed(found: Sequence[Amount], sentence: Sentence) -> list[Amount]:
    """The amounts with their units, and two numbers that something moved between as one range."""
    out: list[Amount] = []
    for index, amount in enumerate(found):
        one = _completed(amount, found[index + 1 : index + 2], out, sentence)
        if out and _moves(out[-1], one, sentence):
            out[-1] = _movement(out[-1], one)
        else:
            out.append(one)
    return out


def _completed(
    amount: Amount, after: Sequence[Amount], before: Sequence[Amount], sentence: Sentence
) -> Amount:
    if amount.number.part and amount.unit == "percent" and not amount.written:
        return _of_many(amount, sentence)
    if amount.unit is not None:
        return amount
    return _with_unit(amount, after, before, sentence)


def _with_unit(
    amount: Amount, after: Sequence[Amount], before: Sequence[Amount], sentence: Sentence
) -> Amount:
    """A bare number with what it counts or measures."""
    if _is_age(amount, sentence):
        return replace(amount, unit="year of age", lasting=True)
    capital = _capital(amount, sentence)
    if capital is not None:
        stop = amount.stop + 2
        return replace(amount, unit=capital, stop=stop, end=max(amount.end, stop))
    if after and sentence.low[amount.stop : after[0].start] == " " and after[0].unit:
        return _packed(amount, after[0], sentence)  # "eight million 250ml bottles"
    several = _of_many(amount, sentence)
    return _with_shared(amount, before, sentence) if several is amount else several


def _with_shared(amount: Amount, before: Sequence[Amount], sentence: Sentence) -> Amount:
    one = _shared(amount, before, sentence)
    if one is None:
        return amount
    value = amount.value / 100 if one.written else amount.value  # "84.75 cents … 74.07"
    return replace(amount, unit=one.unit, value=value, written=one.written, inherits=True)


def _of_many(amount: Amount, sentence: Sentence) -> Amount:
    """What the number is of: "one of the best screens" is one, "half the condos" a share."""
    low, scan, language = sentence.low, sentence.scan, sentence.language
    reader, at = phrases(language), amount.stop
    of = scan.at("of", at + 1) if low[at : at + 1] == " " else None
    at = of.end if of is not None else at
    before = language.phrase.get("determiners", ())
    if of is None and reader.word(low, at + 1) not in before:
        return amount
    for _ in range(_LEADING):
        word = reader.word(low, at + 1)
        if not word or not (word in before or word.endswith(language.naming.owners)):
            break
        at += len(word) + 1
    found, _ = reader.behind(low, at)
    if found is None or not (found.plural or found.known or amount.number.part):
        return amount
    noun = low[found.start : found.end]
    if len(noun) > _LONG:
        return amount
    if amount.number.part:
        return replace(amount, written=noun)
    return replace(amount, unit=found.unit, noun=noun, noun_span=(found.start, found.end))


def _is_age(amount: Amount, sentence: Sentence) -> bool:
    """Whether a number between commas behind a name says how old someone is."""
    text, number = sentence.text, amount.number
    if not number.digits or not 0 < amount.value <= _OLDEST or amount.bound is not Bound.EXACT:
        return False
    if number.end != amount.stop or amount.value % 1:
        return False
    before = _AGED.search(text, max(0, amount.start - 24), amount.start)
    if before is None or not text[text.rfind(" ", 0, before.start() + 1) + 1 :][:1].isupper():
        return False
    return _CLOSED.match(text, amount.stop) is not None


def _capital(amount: Amount, sentence: Sentence) -> str | None:
    """The unit of one capital letter behind a space: "12 C", "a 5 W charger"."""
    text, at = sentence.text, amount.stop
    letter = text[at + 1 : at + 2]
    if text[at : at + 1] != " " or not amount.number.digits or not letter.isupper():
        return None
    if text[at + 2 : at + 3].isalnum() or text[at + 2 : at + 3] in {".", "'", "&", "-"}:
        return None
    return sentence.language.units.get(letter.lower())


def _packed(amount: Amount, after: Amount, sentence: Sentence) -> Amount:
    """The number with the noun behind what each of them holds."""
    found, _ = phrases(sentence.language).behind(sentence.low, after.stop)
    if found is None or not (found.plural or found.known) or after.noun:
        return amount
    return replace(
        amount, unit=found.unit, noun=sentence.low[found.start : found.end],
        noun_span=(found.start, found.end),
    )  # fmt: skip


def _shared(amount: Amount, before: Sequence[Amount], sentence: Sentence) -> Amount | None:
    """The amount before whose unit a bare number has: "rose 64.06 points to 4,577.10"."""
    if not amount.number.digits or not _led(amount, sentence):
        return None
    word = phrases(sentence.language).word(sentence.low, amount.stop + 1)
    if word and amount.value % 1 == 0 and word not in sentence.language.stops:
        return None  # "138 yards and 2 TDs"
    for one in reversed(before):
        if one.unit is None or one.lasting or one.number.part:
            continue
        if one.unit in _RELATIVE:
            if abs(amount.value) >= _LARGE or amount.number.grouped or one is not before[-1]:
                continue
            return one if amount.start - one.end < _FAR // 2 else None
        measure = one.unit in CURRENCIES or one.unit in sentence.language.units.values()
        dotted = amount.value % 1 != 0
        if measure or (one.noun and one.unit in sentence.language.durations):
            return one
        return None if dotted else (one if one is before[-1] and _alike(one, amount) else None)
    return None


def _alike(one: Amount, two: Amount) -> bool:
    return one.number.digits and two.start - one.end < _FAR and two.value < one.value * _LARGE


def _led(amount: Amount, sentence: Sentence) -> bool:
    """Whether the word before says that the number is one more of the same."""
    hit = sentence.scan.last("lead", max(0, amount.start - 10), amount.start)
    return hit is not None and not sentence.low[hit.end : amount.start].strip()


def _moves(one: Amount, two: Amount, sentence: Sentence) -> bool:
    """Whether both are the ends of one movement: "from 13.5 (in May) to 14.0 mm"."""
    low, joins = sentence.low, sentence.language.joins
    if one.ranged or two.ranged or one.high is not None or two.high is not None:
        return False
    begins, goes = joins.get("from", ()), joins.get("to", ())
    if not goes or not low[max(0, one.start - 12) : one.start].rstrip().endswith(begins):
        return False
    gap = low[one.stop : two.start]
    if len(gap) > _FAR or not gap.endswith(goes) or ";" in gap:
        return False
    return one.unit is None or two.unit is None or one.unit == two.unit


def _movement(one: Amount, two: Amount) -> Amount:
    whole = two if two.unit is not None and not two.inherits else one
    values = sorted((one.value, two.value))
    value, high = values
    return replace(
        whole, start=one.start, at=one.at, end=two.end, stop=two.stop, value=value, high=high,
        bound=Bound.RANGE, ranged=True, noun_span=whole.noun_span,
    )  # fmt: skip

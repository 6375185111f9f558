"""Units that stand elsewhere: "surged to 7,000", "from 15 in 2022 to 18", 专利42件 and the like."""

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.amount import Amount
from claims.phrase import Phrases, phrases
from claims.scan import Scan
from claims.sentences import Sentence
from claims.unit import units
from model import Bound
from model.units import dimension

_NOT_COUNTED = {"percent", "times", "percentage_point"}
_COUNTED_BEFORE = 160  # characters in which a bare number looks for its noun
_NEAR = 60
_LEAD = 24
_LARGE = 100  # a number that a verb tells is a quantity, whatever it is of: "employs 900"
_YEARS = range(1000, 2200)  # four digits of these are rather a year than a number of things
_LABEL = re.compile(r"[^:;]*\b([^\W\d_]+)(?: \([^()]{1,30}\))?: ?")
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
            loose = not amount.noun and amount.unit in units(sentence.language, False).loose
            named = _with_noun_before(amount, sentence, out) if loose else amount
            if not _is_structure(named, sentence):
                out.append(named)
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
        return _known_before(amount, sentence, money)
    before = sentence.scan.last("worth", 0, amount.start)
    if money and before is not None and not sentence.low[before.end : amount.start].strip():
        return money
    return _inherited(amount, sentence, out, last)


def _known_before(amount: Amount, sentence: Sentence, money: str | None) -> str | None:
    """What a large number that ends its clause counts, 注册用户突破五百万; or money, where what it
    is of is always money: 税收突破两千亿.
    """
    low, begin = sentence.low, sentence.clause(amount.at)[0]
    if not amount.number.scaled or low[amount.end : amount.end + 1].strip("，。；、！:;,.!()"):
        return None
    scan = sentence.scan
    worth, hit = (scan.last(role, begin, amount.start) for role in ("worth", "noun"))
    if worth is not None and (hit is None or worth.end >= hit.end):
        money = money or next(iter(sentence.language.currencies.values()), None)
        return money if _passes(sentence, worth.end, amount.at) else None
    if hit is None or not low[hit.end : amount.at].strip():
        return None  # 古镇 23万+ counts no towns
    return str(hit.meaning) if _passes(sentence, hit.end, amount.at) else None


def _with_noun_before(amount: Amount, sentence: Sentence, out: list[Amount]) -> Amount:
    """The counter with the noun before it: 签约项目63个. A list goes on with the noun before."""
    begin, _ = sentence.clause(amount.at)
    start = max([begin, *(a.end for a in out if a.end <= amount.at)])
    hit = sentence.scan.last("noun", start, amount.at)
    if hit is not None and _passes(sentence, hit.end, amount.at):
        return replace(amount, unit=hit.meaning)
    alike = [a for a in out if a.counter and a.number.end < amount.at]
    if alike and _counter(alike[-1], sentence) == _counter(amount, sentence):
        return replace(amount, unit=alike[-1].unit)
    return amount


def _passes(sentence: Sentence, start: int, end: int) -> bool:
    """Whether only bounds, verbs and small signs stand between: 企业|诉求|1.2万件 do not."""
    low, scan = sentence.low, sentence.scan
    idle = " ，" + "".join(sentence.language.governing.get("attributes", ()))
    spans = [
        (hit.start, hit.end)
        for role in ("filler", "cue", "bound-before", "move")
        for hit in scan.within(role, start, end)
    ]
    at = start
    for begin, stop in sorted(spans):
        if begin > at and low[at:begin].strip(idle):
            return False
        at = max(at, stop)
    return not low[at:end].strip(idle)


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
    if not _speaks(amount, sentence, follows) and not _likewise(amount, sentence, out):
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
        # Nothing is counted by a fraction, a PUE of 1.2, but on an average: "patents per head".
        return _per_noun(amount, sentence) or "ratio"
    if before is not None and (before is out[-1] or amount.start - before.end < _NEAR):
        led = follows or amount.start - before.end < _NEAR or _led(amount, scan, low)
        if led and not _named_since(before, amount, scan):
            return before.unit
    named = _counted_before(amount, sentence) or _noun_before(amount, sentence)
    return named or _of_last(amount, before or last, sentence)


def _named_since(before: Amount, amount: Amount, scan: Scan) -> bool:
    """Whether another thing is named behind the amount before: "a 15 km coast, and the number of
    visitors reached 550,000".
    """
    if scan.last("count-of", before.end, amount.start) is not None:
        return True
    return _divides(before) and scan.last("noun", before.end, amount.start) is not None


def _of_last(amount: Amount, last: Amount | None, sentence: Sentence) -> str | None:
    """The unit of the amount before, however far; else that of a large number of no plural."""
    if last is not None and last.unit not in _NOT_COUNTED and not last.lasting:
        return last.unit
    # What so large a number is of has no plural: "net migration was 728,000".
    large = amount.number.grouped or amount.number.scaled
    told = amount.value >= _LARGE and _told(amount, sentence)
    return "number" if large or told else None


def _per_noun(amount: Amount, sentence: Sentence) -> str | None:
    """What an average counts: "patents per 10,000 people rose to 57.4"."""
    hit = sentence.scan.last("noun", max(0, amount.start - _COUNTED_BEFORE), amount.start)
    while hit is not None:
        if sentence.scan.at("per", hit.end + 1):
            return str(hit.meaning)
        hit = sentence.scan.last("noun", max(0, amount.start - _COUNTED_BEFORE), hit.start)
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
        word = match[0].removesuffix(sentence.language.owner)
        if reader.plural(match[0]) and low[match.end() : match.end() + 1] != "'":
            return reader.nouns.get(match[0]) or reader.singular(word)
    return None


def _speaks(amount: Amount, sentence: Sentence, follows: bool) -> bool:
    """Whether a bare number is likely to count something at all."""
    if follows or amount.number.scaled or amount.number.grouped:
        return True
    low, scan = sentence.low, sentence.scan
    exact = amount.bound is Bound.EXACT
    if exact and ((amount.value < 10 and amount.value % 1 == 0) or _is_year(amount, low)):
        return False
    return not exact or _led(amount, scan, low) or _is_labelled(amount, sentence)


def _is_labelled(amount: Amount, sentence: Sentence) -> bool:
    """Whether a line only says how many there are of something: "Cruise calls: 112"."""
    match = _LABEL.fullmatch(sentence.low, 0, amount.start)
    return match is not None and phrases(sentence.language).plural(match[1])


def _is_year(amount: Amount, low: str) -> bool:
    return amount.stop - amount.at == 4 and amount.value in _YEARS and low[amount.at] != "0"


def _likewise(amount: Amount, sentence: Sentence, out: list[Amount]) -> bool:
    """Whether a second verb or place has a number of its own: "built 940 homes and demolished 85",
    "Derby added 410 places and Nottingham 650".
    """
    if not out or amount.value < 10 or _is_year(amount, sentence.low):
        return False
    joints = sentence.language.joins.get("list", ())
    between = sentence.low[out[-1].end : amount.start - 1]
    verb = between.rpartition(" ")[2]
    place = sentence.scan.last("place", out[-1].end, amount.start)
    if place is not None and place.end == amount.start - 1:
        return between[: place.start - out[-1].end].strip() in joints
    return verb.endswith(phrases(sentence.language).participles) and len(between) < _NEAR


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
    reader, found = phrases(sentence.language), None
    hit = sentence.scan.last("noun", begin, amount.start)
    while hit is not None and _is_one(sentence.low[hit.start : hit.end], reader):
        hit = sentence.scan.last("noun", begin, hit.start)
    if hit is not None:
        head = reader.word(sentence.low, hit.end + 1)  # "hotel nights"
        return reader.singular(head) if _counts(head, reader) else str(hit.meaning)
    large = amount.number.grouped or amount.number.scaled
    if not large and not _told(amount, sentence):
        return None
    for match in _WORD.finditer(sentence.low, begin, amount.start):
        word = match[0]
        start = match.start()
        if (
            word in reader.stops
            or sentence.scan.at("cue", start)
            or sentence.scan.at("move", start)
        ):
            continue
        if _counts(word, reader) or (found is None and reader.plural(word)):
            found = word
    return reader.singular(found) if found else None


def _told(amount: Amount, sentence: Sentence) -> bool:
    """Whether a verb or a colon leads right to the number: "complaints fell to 112"."""
    scan, at = sentence.scan, amount.start - 1
    if sentence.low[at - 1 : at] == ":":
        return True
    lead = scan.last("lead", at - _LEAD, at)
    ends = {at, lead.start - 1} if lead is not None and lead.end == at else {at}
    hits = (scan.last(role, at - _LEAD, end) for role in ("move", "cue") for end in ends)
    return any(hit is not None and hit.end in ends for hit in hits)


def _is_one(word: str, reader: Phrases) -> bool:
    """Whether a noun speaks of one thing: "library membership climbed to 84,000"."""
    return not reader.plural(word) and any(one in reader.nouns for one in reader.plurals(word))


def _counts(word: str, reader: Phrases) -> bool:
    """Whether a word is the plural of things; "draws" is a verb."""
    if not reader.plural(word) or word in reader.stops:
        return False
    base = (word.removesuffix(ending) for ending in reader.verb_endings)
    return reader.singular(word) not in reader.verbs and reader.verbs.isdisjoint(base)

"""Units that stand elsewhere: "surged to 7,000", "from 15 in 2022 to 18", 专利42件 and the like."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from claims.lexicon import Lexicon
from claims.quantity import LOOSE, Amount
from claims.sentences import Sentence
from model import Bound
from model.words import Language

_NOT_COUNTED = {"percent", "times", "percentage_point"}
_LEADS = re.compile(
    r"(?:\b(?:to|at|from|reached|was|were|is|are|by|hit|totaled|totalled|exceeded|than|of|number|numbers|"
    r"numbered|planned|and|over|some|about|around|nearly|only|least|almost|a|with|another|needs?|for)|,|date)\s*$"
)
_OF_THEM = re.compile(r" (?:of (?:them|these|those|which|whom)|have|has|were|are|more|in \d{4})\b")


_WORTH = re.compile(
    r"\b(?:valued at|worth|costing|priced at)(?: about| around| over| nearly| more than)?\s*$"
)


def with_units(
    found: Sequence[Amount], sentence: Sentence, last: Amount | None, money: str | None
) -> list[Amount]:
    """The amounts that are quantities. Bare numbers take a unit that stands nearby, or go;
    counters learn their noun. ``last`` is the last amount of the paragraph, ``money`` the
    currency the text uses.
    """
    out: list[Amount] = []
    for amount in found:
        if amount.unit is None and money and _WORTH.search(sentence.low, 0, amount.start):
            out.append(replace(amount, unit=money, inherits=True))
            continue
        shared = _shared(amount, sentence, out, last)
        if shared is not None:
            out.append(shared)
    return out


def _shared(
    amount: Amount, sentence: Sentence, out: list[Amount], last: Amount | None
) -> Amount | None:
    if amount.unit is None:
        unit = _inherited(amount, sentence, out, last) if sentence.language.spaced else None
        return replace(amount, unit=unit, inherits=True) if unit else None
    if sentence.language.spaced or not amount.counter:
        return amount
    if not amount.noun and amount.unit in LOOSE:
        amount = _with_noun_before(amount, sentence, out)
    return None if _is_structure(amount) else amount


def _with_noun_before(amount: Amount, sentence: Sentence, out: list[Amount]) -> Amount:
    """The counter with the noun before it: 签约项目63个. A list goes on with the noun before."""
    begin, _ = sentence.clause(amount.at)
    start = max([begin, *(a.end for a in out if a.end <= amount.at)])
    hit = sentence.scan.last("noun", start, amount.at)
    if hit is not None and not _between(sentence.low[hit.end : amount.at], sentence.language):
        return replace(amount, unit=hit.meaning)
    alike = [a for a in out if a.counter and a.number.end < amount.at]
    if alike and _counter(alike[-1], sentence) == _counter(amount, sentence):
        return replace(amount, unit=alike[-1].unit)
    return amount


def _between(gap: str, language: Language) -> str:
    """What stands between a noun and its number, bounds and verbs aside: 企业|诉求|1.2万件."""
    left = gap
    for hit in _passing(language).find(gap):
        left = left.replace(gap[hit.start : hit.end], "", 1)
    return left.strip(" 的，约近")


@lru_cache(maxsize=16)
def _passing(language: Language) -> Lexicon[bool]:
    moves = [word for words in language.moves.values() for word in words]
    words = [*language.fillers, *language.cues, *language.bounds_before, *moves]
    return Lexicon(dict.fromkeys(words, True))


def _counter(amount: Amount, sentence: Sentence) -> str:
    return sentence.low[amount.number.end : amount.stop].lstrip("余多")


def _is_structure(amount: Amount) -> bool:
    """Small counts in words structure a text (四个方面) more than they measure."""
    if amount.number.digits or amount.number.scaled or amount.value > 10:
        return False
    if amount.value == 1 or (amount.bound is Bound.EXACT and amount.unit in {"item", "kind"}):
        return True
    return amount.bound is Bound.EXACT and not amount.noun and amount.unit in LOOSE


def _inherited(
    amount: Amount, sentence: Sentence, out: list[Amount], last: Amount | None
) -> str | None:
    low = sentence.low
    follows = _OF_THEM.match(low, amount.stop)
    if not _speaks(amount, low, bool(follows)):
        return None
    before = out[-1] if out else None
    if before and before.unit not in _NOT_COUNTED:
        linked = re.search(
            r"\b(?:from|to|planned|than|and|at|of|or)\s*$|,\s*$", low[: amount.start]
        )
        if follows or linked or amount.start - before.end < 60:
            return before.unit
    noun = _noun_before(amount, sentence)
    if noun:
        return noun
    earlier = [a for a in out if a.unit not in _NOT_COUNTED]
    if earlier:
        return earlier[-1].unit
    return last.unit if last and last.unit not in _NOT_COUNTED else None


def _speaks(amount: Amount, low: str, follows: bool) -> bool:
    """Whether a bare number is likely to count something at all."""
    if follows or amount.number.scaled or "," in low[amount.at : amount.stop]:
        return True
    if amount.value < 10 and amount.bound is Bound.EXACT:
        return False
    return (
        amount.bound is not Bound.EXACT
        or _LEADS.search(low, max(0, amount.at - 24), amount.at) is not None
    )


def _noun_before(amount: Amount, sentence: Sentence) -> str | None:
    hit = sentence.scan.last("noun", max(0, amount.start - 160), amount.start)
    return hit.meaning if hit else None

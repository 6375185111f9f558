"""Level, growth, change, share, multiple: how the indicator is measured, and which way it went."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from claims.lexicon import Lexicon
from claims.quantity import Amount
from claims.sentences import Sentence
from model import Bound, Measure
from model.words import Language

_FLIPPED = {
    Bound.OVER: Bound.UNDER,
    Bound.UNDER: Bound.OVER,
    Bound.AT_LEAST: Bound.AT_MOST,
    Bound.AT_MOST: Bound.AT_LEAST,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount with its measure; ``amount`` is negative when it fell."""

    amount: Amount
    measure: Measure
    rule: str


def measured(amount: Amount, sentence: Sentence, before: Measured | None) -> Measured:
    """How the amount measures. ``before`` is the one before it in the sentence: lists share."""
    left, right = _sides(amount, sentence, before)
    words = _words(sentence.language)
    if amount.unit == "times":
        return _times(amount, left, words)
    if amount.number.signed and amount.unit in {"percent", "percentage_point"}:
        points = amount.unit == "percentage_point"
        return Measured(amount, Measure.CHANGE if points else Measure.GROWTH, "measure:signed")
    if amount.unit == "percentage_point":
        return _signed(amount, left, right, words, Measure.CHANGE, "measure:points")
    if amount.unit == "percent":
        return _percent(amount, left, right, words, before)
    return _plain(amount, left, right, words)


def _sides(amount: Amount, sentence: Sentence, before: Measured | None) -> tuple[str, str]:
    """The words that may govern: back to the amount before, ahead to the end of the clause."""
    begin, end = sentence.clause(amount.at)
    if sentence.language.spaced:
        begin = max(0, amount.at - 120)
    if before is not None:
        begin = max(begin, before.amount.end) if before.amount.end <= amount.at else begin
    left = sentence.low[begin : max(begin, amount.start)]
    return left, sentence.low[amount.stop : min(end, amount.stop + 40)]


def _times(amount: Amount, left: str, words: "_Words") -> Measured:
    """增长1.2倍 adds 120 percent; "doubled" and 是2019年的1.8倍 compare two levels."""
    near = words.found(left[-8:])
    if words.spaced or amount.number.unit == "times" or not near or near[-1][0] != "rise":
        return Measured(amount, Measure.MULTIPLE, "measure:times")
    if left.rstrip("了约近逾").endswith(("到", "至", "为")):
        return Measured(amount, Measure.MULTIPLE, "measure:times")
    high = amount.high * 100 if amount.high is not None else None
    grown = replace(amount, value=amount.value * 100, high=high, unit="percent")
    return Measured(grown, Measure.GROWTH, "measure:times-more")


class _Words:
    def __init__(self, language: Language) -> None:
        named: dict[str, str] = {}
        for meaning in ("level", "add", "fall", "rise", "share", "rate"):
            named |= dict.fromkeys(language.moves.get(meaning, ()), meaning)
        self.spaced = language.spaced
        self.adds = {*language.moves.get("add", ())} - {*language.moves.get("fall", ())}
        self.all = Lexicon(named)

    def found(self, low: str) -> list[tuple[str, int, int]]:
        return [(hit.meaning, hit.start, hit.end) for hit in self.all.find(low)]


def _percent(  # noqa: PLR0911 - one return per way a percentage is governed
    amount: Amount, left: str, right: str, words: _Words, before: Measured | None
) -> Measured:
    if amount.number.unit == "percent" and amount.value < 0:  # halved
        return Measured(amount, Measure.GROWTH, "measure:halved")
    ahead = _ahead(right, words)
    if ahead == "share":
        return Measured(amount, Measure.SHARE, "measure:of")
    if ahead in {"rise", "fall"}:
        return _grown(amount, ahead, "measure:behind")
    moves = [("rise" if left[:end].endswith(" of") else m) for m, _, end in words.found(left)]
    near = [m for m in moves if m in {"rise", "fall", "share", "rate"}]
    if near and near[-1] == "share" and words.spaced and _listed(left) and before is not None:
        near = []
    if near:
        if near[-1] == "rate":
            return Measured(amount, Measure.GROWTH, "measure:rate")
        if near[-1] == "share":
            return Measured(amount, Measure.SHARE, "measure:share")
        if "share" in near and _reaches(left, words.spaced):
            return Measured(amount, Measure.SHARE, "measure:share-reached")
        way = "rise" if _reaches(left, words.spaced) else near[-1]  # "slowed to 8.1 percent"
        return _grown(amount, way, "measure:moved")
    if before is not None and before.amount.unit == "percent":
        if before.measure is Measure.GROWTH and before.amount.value < 0:
            return _grown(amount, "fall", "measure:list")
        return Measured(amount, before.measure, "measure:list")
    return Measured(amount, Measure.SHARE, "measure:default")


def _listed(left: str) -> bool:
    return not left.strip(" ,").replace("and", "").strip()


def _reaches(left: str, spaced: bool) -> bool:
    ending = left.rstrip()
    return ending.endswith((" to", " at")) if spaced else ending.endswith(("到", "至", "为"))


_OF = re.compile(
    r"\s*(?:or more |or so |or less )?"
    r"(?:of (?!growth|increase)|to (?:its|the|their) |的(?!增|速|目标|年|涨|水平))"
)


def _ahead(right: str, words: _Words) -> str | None:
    """What stands right behind a percentage: "of the total", "growth", "less"."""
    if words.spaced and _OF.match(right):
        return "share"
    if not words.spaced:
        return None
    found = [f for f in words.found(right[:30]) if f[0] in {"rise", "fall"}]
    if found and not re.search(
        r"[,.;:]|\b(?:to|and|in|by|from|of|that|which|of|the)\b", right[: found[0][1]]
    ):
        return found[0][0]
    return None


def _plain(  # noqa: PLR0911 - one return per way a plain amount is governed
    amount: Amount, left: str, right: str, words: _Words
) -> Measured:
    near = words.found(left)
    if words.spaced:
        return _plain_spaced(amount, left, right, near)
    last = near[-1] if near else None
    if last is None:
        return Measured(amount, Measure.LEVEL, "measure:plain")
    if last[0] in {"level", "share", "rate"}:
        return Measured(amount, Measure.LEVEL, "measure:level")
    moved = [n for n in near if n[0] in {"add", "rise", "fall"}]
    noun = left[last[2] :].strip("了约近逾超过")
    if left[last[1] : last[2]] in words.adds and noun and not noun.startswith("值"):
        return Measured(amount, Measure.CHANGE, "measure:added")
    if last[0] == "add" and not left.rstrip().endswith(("至", "到")):
        if left[last[1] :].startswith(("减少", "下降")):
            return _grown(amount, "fall", "measure:moved", Measure.CHANGE)
        return Measured(amount, Measure.CHANGE, "measure:added")
    tail = left[moved[-1][2] :] if moved else "?"
    if (
        moved
        and moved[-1][0] in {"rise", "fall"}
        and tail.strip() in {"", "了", "约", "近", "逾", "超过"}
    ):
        return _grown(amount, moved[-1][0], "measure:moved", Measure.CHANGE)
    return Measured(amount, Measure.LEVEL, "measure:plain")


def _plain_spaced(
    amount: Amount, left: str, right: str, near: list[tuple[str, int, int]]
) -> Measured:
    if amount.more:
        return Measured(amount, Measure.CHANGE, "measure:more")
    tail = left.rstrip()
    if tail.endswith((" by", "rise of", "increase of", "drop of", "fall of", "decrease of")):
        moved = [n[0] for n in near if n[0] in {"rise", "fall"}]
        if moved:
            return _grown(amount, moved[-1], "measure:by", Measure.CHANGE)
    if near and near[-1][0] == "add" and len(left) - near[-1][2] < 25:
        return Measured(amount, Measure.CHANGE, "measure:added")
    return Measured(amount, Measure.LEVEL, "measure:plain")


def _signed(
    amount: Amount, left: str, right: str, words: _Words, measure: Measure, rule: str
) -> Measured:
    near = [m for m, _, _ in words.found(left) if m in {"rise", "fall"}]
    ahead = [m for m, _, _ in words.found(right[:24]) if m in {"rise", "fall"}]
    way = near[-1] if near else (ahead[0] if ahead else "rise")
    if words.spaced and ahead:
        way = ahead[0]
    return _grown(amount, way, rule, measure)


def _grown(amount: Amount, way: str, rule: str, measure: Measure = Measure.GROWTH) -> Measured:
    if way != "fall" or amount.value < 0:
        return Measured(amount, measure, rule)
    low, high = amount.value, amount.high
    fallen = replace(
        amount,
        value=-(high if high is not None else low),
        high=-low if high is not None else None,
        bound=_FLIPPED.get(amount.bound, amount.bound),
    )
    return Measured(fallen, measure, rule)


@lru_cache(maxsize=16)
def _words(language: Language) -> _Words:
    return _Words(language)

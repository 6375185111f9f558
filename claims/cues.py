"""The words of a sentence that may govern a number, and what is only compared with."""

from typing import NamedTuple

from claims.governing import Governing, governing
from claims.quantity import Amount
from claims.scan import Hit
from claims.sentences import Sentence
from model import Kind

Told = tuple[Kind | None, str]  # a kind, and the rule that told it

NOTHING: Told = (None, "kind:none")
KINDS = {
    "target": Kind.TARGET, "aim": Kind.TARGET, "future": Kind.TARGET, "ahead": Kind.TARGET,
    "forecast": Kind.FORECAST, "figure": Kind.FIGURE, "done": Kind.FIGURE,
}  # fmt: skip
TOLD: dict[str, Told] = {m: (kind, f"kind:{m}") for m, kind in KINDS.items()}
BEHIND: dict[str, Told] = {m: (kind, f"kind:{m}-behind") for m, kind in KINDS.items()}
_SILENT = {"neutral", "review"}
REPORTS = {"figure", "done"}
AIMS = {"target", "aim", "future"}


class Cues(NamedTuple):
    """The governing words of one sentence, left to right, and where they begin."""

    sentence: Sentence
    words: Governing
    hits: list[Hit]
    starts: list[int]


def cues(sentence: Sentence) -> Cues:
    """Every governing word of the sentence, left to right."""
    words = governing(sentence.language)
    hits = [
        hit for hit in sentence.scan.all("cue")
        if hit.meaning not in _SILENT and not _is_name(hit, sentence, words)
    ]  # fmt: skip
    return Cues(sentence, words, hits, [hit.start for hit in hits])


def _is_name(hit: Hit, sentence: Sentence, words: Governing) -> bool:
    """Whether a verb with a capital is a name: "in May"."""
    if not words.names or sentence.low[hit.start : hit.end] not in words.names:
        return False
    return sentence.text[hit.start] != sentence.low[hit.start]


def baseline(amount: Amount, sentence: Sentence) -> bool:
    """Whether the amount is only what another is compared with: "up from 7,000", 由3.2万人."""
    words = governing(sentence.language)
    if not sentence.language.spaced:
        return _compared(amount, sentence, words)
    return words.compares(sentence.low, amount.start)


_AHEAD = 8  # characters behind a baseline in which the value it came to begins


def _compared(amount: Amount, sentence: Sentence, words: Governing) -> bool:
    low, begin = sentence.low, max(0, amount.start - 16)
    at, length = max(
        ((low.rfind(word, begin, amount.start), len(word)) for word in words.baselines),
        default=(-1, 0),
    )
    if at < 0 or sentence.clause(at)[0] != sentence.clause(amount.start)[0]:
        return False
    between = low[at + length : amount.start]
    if words.bare(between) or between.endswith(words.attributes):
        return True
    reach = sentence.scan.within("move", amount.stop, amount.stop + _AHEAD)
    return any(hit.meaning == "reach" for hit in reach)

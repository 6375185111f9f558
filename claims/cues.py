"""The words of a sentence that may govern a number, and what is only compared with."""

import re
from typing import NamedTuple

from claims.governing import Governing, beyond, governing
from claims.quantity import Amount
from claims.scan import Hit
from claims.sentences import Sentence
from model import Kind

# A kind, the rule that told it, and the word that made the rule fire.
Told = tuple[Kind | None, str, Hit | None]

NOTHING: Told = (None, "kind:none", None)
BASELINE: Told = (Kind.FIGURE, "kind:baseline", None)
KINDS = {
    "target": Kind.TARGET, "aim": Kind.TARGET, "future": Kind.TARGET, "ahead": Kind.TARGET,
    "forecast": Kind.FORECAST, "figure": Kind.FIGURE, "done": Kind.FIGURE,
}  # fmt: skip
TOLD = {meaning: f"kind:{kind.value}" for meaning, kind in KINDS.items()}
BEHIND = {meaning: f"{rule}-behind" for meaning, rule in TOLD.items()}
_SILENT = {"neutral", "review"}
REPORTS = {"figure", "done"}
AIMS = {"target", "aim", "future"}


_SHARE = re.compile(r"[\d.]{1,6}%")
_COMPARED = 6  # characters before an aim in which it is compared with: 比年初目标高


def told(hit: Hit, meaning: str | None = None) -> Told:
    """What a word before the number tells; ``meaning`` where it is not its own."""
    said = meaning or hit.meaning
    return KINDS[said], TOLD[said], hit


def told_behind(hit: Hit, meaning: str | None = None) -> Told:
    """What a word behind the number tells."""
    said = meaning or hit.meaning
    return KINDS[said], BEHIND[said], hit


def named(hit: Hit) -> Told:
    """What a noun such as "target" tells of the number it names."""
    return Kind.TARGET, "kind:noun", hit


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
    if not words.spaced:
        hits = [hit for hit in hits if not _only_measures(hit, sentence, words)]
    return Cues(sentence, words, hits, [hit.start for hit in hits])


def _only_measures(hit: Hit, sentence: Sentence, words: Governing) -> bool:
    """Whether an aim is only what progress is measured by: 为全年计划的22%."""
    if hit.meaning not in {"aim", "noun"}:
        return False
    low = sentence.low
    before = low[max(sentence.clause(hit.start)[0], hit.start - 12) : hit.start]
    if any(word in before[-_COMPARED:] for word in words.bases):
        move = sentence.scan.at("move", hit.end)
        return move is not None and move.meaning in {"rise", "fall"}
    if not any(word in before for word in words.progress):
        return False
    return _SHARE.match(beyond(low[hit.end : hit.end + 16], words.progress_links)) is not None


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
    at, length = -1, 0
    for word in words.baselines:
        found = low.rfind(word, begin, amount.start)
        if found > at:
            at, length = found, len(word)
    if at < 0 or sentence.clause(at)[0] != sentence.clause(amount.start)[0]:
        return False
    between = low[at + length : amount.start]
    if words.bare(between) or between.endswith(words.attributes):
        return True
    reach = sentence.scan.within("move", amount.stop, amount.stop + _AHEAD)
    return any(hit.meaning == "reach" for hit in reach)

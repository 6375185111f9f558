"""Target, forecast or figure: by the word that governs the number, not by any that is near."""

from bisect import bisect_left

from claims.cues import Cues, Told, baseline, cues
from claims.governing import beyond
from claims.quantity import Amount
from claims.tensed import tensed
from claims.untensed import untensed
from model import Kind

__all__ = ["baseline", "cues", "kind_of"]


def kind_of(amount: Amount, cues: Cues, carried: Kind | None, heading: Kind | None = None) -> Told:
    """The kind of the amount and the rule that told it. ``carried`` is the kind of the sentence
    before in the same paragraph, ``heading`` that of the heading above. The kind is None where
    nothing says it.
    """
    if _noun_behind(amount, cues):
        return Kind.TARGET, "kind:noun-behind", None
    if not cues.sentence.language.spaced:
        return untensed(amount, cues, carried, heading)
    told = tensed(amount, cues)
    return (heading, "kind:carried", None) if heading and _weak(told, amount, cues) else told


def _weak(told: Told, amount: Amount, cues: Cues) -> bool:
    """Whether a heading knows better: no word tells, or a bare participle ("60 units raised")."""
    if told[1] != "kind:figure-behind":
        return told[0] is None
    return cues.starts[bisect_left(cues.starts, amount.end)] - amount.end <= 1


def _noun_behind(amount: Amount, cues: Cues) -> bool:
    """Whether the aim stands right behind the number: "the 300 billion yuan goal", 4458户计划."""
    words, low = cues.words, cues.sentence.low
    if not words.spaced:
        return beyond(low[amount.stop : amount.stop + 16], words.aim_gaps).startswith(words.aims)
    index = bisect_left(cues.starts, amount.stop)
    if index == len(cues.hits):
        return False
    hit = cues.hits[index]
    if hit.meaning not in {"noun", "aim"} or hit.start - amount.stop > 40:
        return False
    return _names(low[amount.stop : hit.start], cues)


def _names(gap: str, cues: Cues) -> bool:
    """Whether nothing but a name stands in the gap: "annual sales revenue"."""
    stops = cues.sentence.language.stops
    words = gap.split()
    return len(words) <= 4 and all(
        word.replace("-", "").replace("'", "").isalpha() and word not in stops for word in words
    )

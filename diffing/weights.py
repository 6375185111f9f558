"""How much a change matters, 0..1: from what it means, never from the size of the edit."""

from dataclasses import replace
from decimal import Decimal
from math import sqrt

from diffing.amounts import reached, rounds
from model import Change, ChangeKind, Claim, Kind

KIND = {Kind.TARGET: 0.35, Kind.FIGURE: 0.25, Kind.FORECAST: 0.2}
ASPECT = {
    "value": 0.35,
    "unit": 0.3,
    "period": 0.25,
    "kind": 0.25,
    "bound": 0.2,
    "place": 0.1,
    "measure": 0.1,
}
EVENT = {ChangeKind.REMOVED: 0.2, ChangeKind.ADDED: 0.15}
SIZE = 0.15  # at most, for the relative size of a change of value
ALSO = 0.05  # for every further aspect
SLIP = 0.1

Part = tuple[float, str]


def weigh(change: Change) -> Change:
    """The change with its weight, and each part of the weight in words."""
    parts = [*_kind(change), *_event(change), *_size(change)]
    total = sum(part for part, _ in parts)
    why = tuple(f"{words} ({part:+.2f})" for part, words in parts)
    return replace(change, weight=round(min(1.0, max(0.0, total)), 3), why=why + _doubt(change))


def _kind(change: Change) -> list[Part]:
    kinds = [claim.kind for claim in (change.old, change.new) if claim]
    kind = max(kinds, key=KIND.__getitem__)
    return [(KIND[kind], f"a {kind}")]


def _event(change: Change) -> list[Part]:
    if change.change in EVENT:
        words = "new on this page" if change.change is ChangeKind.ADDED else "gone from this page"
        return [(EVENT[change.change], words)]
    assert change.old and change.new  # only an added or removed claim has one side
    heaviest, *others = sorted(change.aspects, key=lambda aspect: -ASPECT[aspect])
    parts = [(ASPECT[heaviest], _words(heaviest, change.old, change.new))]
    return parts + [(ALSO, _words(aspect, change.old, change.new)) for aspect in others]


def _words(aspect: str, old: Claim, new: Claim) -> str:
    if aspect == "kind" and new.kind is Kind.FIGURE:
        enough = reached(new.quantity, old.quantity)
        return f"a {old.kind} reported as {'' if enough else 'not '}reached"
    if aspect == "kind":
        return f"a {old.kind} now called a {new.kind}"
    if aspect == "period" and None in {old.period, new.period}:
        return "the date was taken out" if new.period is None else "a date was put in"
    if aspect == "period" and new.kind is Kind.TARGET:
        return "the deadline moved"
    return f"the {aspect} changed"


def _size(change: Change) -> list[Part]:
    if change.relative is None or not change.old or not change.new:
        return []
    old, new = change.old.quantity, change.new.quantity
    if change.slip:
        return [(SLIP, "likely slip: same digits, other magnitude")]
    if rounds(old, new):
        return [(-ALSO, "may be the same number, rounded otherwise")]
    size = abs(change.relative)
    way = "larger" if change.relative > 0 else "smaller"
    return [(SIZE * sqrt(min(1.0, float(size))), f"{way} by {percent(size)}")]


def percent(share: Decimal) -> str:
    """A share as a person says it: 16.7 %."""
    return f"{share * 100:.1f} %"


def _doubt(change: Change) -> tuple[str, ...]:
    least = min(claim.confidence for claim in (change.old, change.new) if claim)
    return ("the sentence was hard to read",) if least < 0.5 else ()

"""Quantities, periods, changes and relations in plain English."""

from collections.abc import Sequence
from decimal import Decimal

from model import (
    Bound,
    Change,
    ChangeKind,
    Claim,
    Direction,
    Finding,
    Kind,
    Measure,
    Notice,
    Quantity,
    Relation,
    Statement,
    days,
)
from model.units import CURRENCIES
from reports.outlets import clean

BOUNDS = {
    Bound.EXACT: "",
    Bound.RANGE: "",
    Bound.OVER: "more than ",
    Bound.AT_LEAST: "at least ",
    Bound.UNDER: "less than ",
    Bound.AT_MOST: "at most ",
    Bound.ABOUT: "about ",
}
CURRENCY = {"CNY": "yuan", "USD": "US dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen"}
SYMBOLS = {
    "m2": "m²",
    "km2": "km²",
    "m3": "m³",
    "percentage_point": "percentage points",
    "hectare": "hectares",
    "tonne": "tonnes",
    "acre": "acres",
    "mile": "miles",
    "sqft": "sq ft",
    "visit": "visits",
}
AS_THEY_ARE = {
    "m",
    "km",
    "kg",
    "kWh",
    "MWh",
    "GWh",
    "TWh",
    "kW",
    "MW",
    "GW",
    "mu",
    "percent",
    "TEU",
}
SCALES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
IRREGULAR = {
    "person": "people",
    "child": "children",
    "foot": "feet",
    "man": "men",
    "woman": "women",
}

RELATIONS = {
    Relation.RESTATES: "restates",
    Relation.UPDATES: "updates",
    Relation.REVISES: "revises",
    Relation.CONTRADICTS: "contradicts",
    Relation.PROGRESS: "is progress towards",
    Relation.ACHIEVES: "achieves",
    Relation.MISSES: "misses",
    Relation.RAISES: "raises",
    Relation.LOWERS: "lowers",
    Relation.MOVES_DEADLINE: "moves the deadline of",
    Relation.NEW_SERIES: "is the first of its series",
}
_MOST_WITNESSES = 3  # are named
_ENDLESS = 8  # digits that repeat themselves: nobody wrote them
MONTHS = (
    "January February March April May June July August September October November December".split()
)


def quantity_words(quantity: Quantity) -> str:
    """The quantity as a person says it: "more than 300 billion yuan", "5.5 to 6 percent"."""
    unit = quantity.unit
    if unit == "rank":
        return f"{BOUNDS[quantity.bound]}rank {_digits(quantity.value)}"
    scaled = unit in CURRENCIES or "/" not in unit
    scale, name = _scale(quantity) if scaled else (Decimal(1), "")
    numbers = [_digits(v / scale) for v in (quantity.value, quantity.value_max) if v is not None]
    words = f"{BOUNDS[quantity.bound]}{' to '.join(numbers)} {name} {unit_words(quantity)}"
    return " ".join(words.split())


def unit_words(quantity: Quantity) -> str:
    """The unit in the number that the value asks for: "enterprises", "1 enterprise"."""
    above, _, below = quantity.unit.partition("/")
    one = quantity.value == 1 and quantity.value_max is None
    words = _unit(above, one=one)
    return f"{words} per {_unit(below, one=True)}" if below else words


def _unit(unit: str, *, one: bool) -> str:
    if unit in CURRENCIES:
        return CURRENCY.get(unit, unit)
    if unit in AS_THEY_ARE:
        return unit
    if unit in SYMBOLS:
        return SYMBOLS[unit].removesuffix("s") if one else SYMBOLS[unit]
    name = clean(unit).replace("_", " ")
    return name if one else _plural(name)


def _plural(noun: str) -> str:
    head, _, last = noun.rpartition(" ")
    if last in IRREGULAR:
        last = IRREGULAR[last]
    elif last.endswith(("s", "x", "z", "ch", "sh")):
        last += "" if last.endswith("s") and not last.endswith("ss") else "es"
    elif last.endswith("y") and last[-2:-1] not in set("aeiou"):
        last = last[:-1] + "ies"
    elif last.isascii() and last:
        last += "s"
    return f"{head} {last}".strip()


def _scale(quantity: Quantity) -> tuple[Decimal, str]:
    """The largest scale word in which the numbers need no more digits than they have."""
    size = max(abs(v) for v in (quantity.value, quantity.value_max) if v is not None)
    for scale, name in SCALES if size.adjusted() < 20 else ():
        if size >= scale and _places(quantity.value / scale) <= 4:
            return scale, name
    return Decimal(1), ""


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _digits(value: Decimal) -> str:
    """The number with thousands separators, at most six decimals, no trailing zeros; of one that
    never ends (a third: 33.333…) two decimals say enough.
    """
    if value.adjusted() > 30 or value.adjusted() < -12:
        return f"{value:.6g}"
    places = 2 if _is_endless(value) else 6
    text = f"{value:,.{places}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _is_endless(value: Decimal) -> bool:
    """Whether the number is a fraction written out as far as it was worth."""
    digits = value.as_tuple().digits
    return len(digits) >= _ENDLESS and abs(value) >= 1 and len(set(digits[-4:-1])) == 1


# ---- periods ----------------------------------------------------------------------------------


def period_words(period: str | None) -> str:
    """The period as a person says it: "by the end of 2025", "first half of 2023"."""
    if period is None:
        return "no date stated"
    if days(period) is None:
        return clean(period)
    deadline = period.startswith("by:")
    first, _, last = period.removeprefix("by:").partition("/")
    if last:
        words = f"{_one(first)} to {_one(last)}"
    elif deadline and len(first) == 4:
        words = f"the end of {first}"
    else:
        words = _one(first)
    return f"by {words}" if deadline else words


def _one(text: str) -> str:
    year, *rest = text.split("-")
    if not rest:
        return year
    part = rest[0]
    if part.startswith("H"):
        return f"{('first', 'second')[int(part[1]) - 1]} half of {year}"
    if part.startswith("Q"):
        return f"{('first', 'second', 'third', 'fourth')[int(part[1]) - 1]} quarter of {year}"
    month = MONTHS[int(part) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


# ---- changes ----------------------------------------------------------------------------------


def headline(change: Change) -> str:
    """What happened in two or three words: "target raised", "new figure", "target softened"."""
    claim = change.new or change.old
    assert claim is not None  # a change has at least one side
    kind = (change.old or claim).kind.value
    if change.slip:
        return f"{kind} {change.direction.value if change.direction else 'changed'}, likely a slip"
    if change.change is ChangeKind.ADDED:
        return f"new {kind}"
    if change.change is ChangeKind.REMOVED:
        return f"{kind} gone"
    if "kind" in change.aspects and change.new:
        return f"{kind} {_other_kind(change, change.new.kind)}"
    return _moved(change, kind)


def _moved(change: Change, kind: str) -> str:
    """What moved, and which way."""
    if change.direction in {Direction.LATER, Direction.EARLIER}:
        return f"{'period' if kind == 'figure' else 'deadline'} moved {change.direction}"
    if change.direction:
        return f"{kind} {change.direction.value}"
    return f"{kind}: {' and '.join(change.aspects)} changed"


def _other_kind(change: Change, kind: Kind) -> str:
    if kind is not Kind.FIGURE:
        return f"now a {kind.value}"
    return f"reported as {'not ' if _falls_short(change) else ''}reached"


def _falls_short(change: Change) -> bool:
    """Whether the figure that took a target's place is not what was aimed at: less, or more than
    a cap allows.
    """
    capped = change.old is not None and change.old.quantity.bound in {Bound.UNDER, Bound.AT_MOST}
    return change.direction is (Direction.RAISED if capped else Direction.LOWERED)


def side_words(change: Change, claim: Claim) -> str:
    """One side of a change, in the words of what changed: the amount, else the time, else the
    kind: "by the end of 2025", "target".
    """
    aspects = set(change.aspects)
    if not aspects or aspects & {"value", "unit", "bound"}:
        return quantity_words(claim.quantity)
    if "period" in aspects:
        return period_words(claim.period)
    if "kind" in aspects:
        return claim.kind.value
    return (clean(claim.place) if claim.place else "") if "place" in aspects else claim.measure


def relative_words(relative: Decimal | None) -> str:
    """The relative difference: "+16.7 %", "-99.9 %"; "×1,000" from ten times on; empty if none."""
    if not relative:  # none, or a range that only grew narrower
        return ""
    if relative >= 9:
        return f"×{_digits(round(relative + 1, 1))}"
    return f"{relative * 100:+.1f} %" if abs(relative) >= Decimal("0.0005") else "under 0.1 %"


def subject_words(claim: Claim) -> str:
    """What is measured: "online new economy revenue", "GDP (growth)"."""
    return measured_words(claim.indicator, claim.measure)


def measured_words(indicator: str, measure: Measure) -> str:
    """The indicator, with its measure where the name does not tell."""
    told = "" if measure in {Measure.LEVEL, Measure.RANK} else measure.value
    words = clean(indicator) or "unnamed indicator"
    return f"{words} ({told})" if told and told not in words.lower() else words


def notice_words(told: Change | Finding) -> str:
    """When a person is told, and the condition that decided it: "digest by everything-else";
    empty where none did, as with two files compared.
    """
    when = {Notice.NONE: "recorded only"}.get(told.notice, told.notice.value)
    return f"{when} by {clean(told.condition)}" if told.condition else ""


def state_words(state: str, reverts: int | None, reverted_by: int | None) -> str:
    """How a change stands: "reverted by change 5", "confirmed, takes back change 3"."""
    by = f" by change {reverted_by}" if reverted_by is not None else ""
    back = f", takes back change {reverts}" if reverts is not None else ""
    return f"{state}{by}{back}"


def relation_words(relation: Relation, against: Kind | None) -> str:
    """The relation with what it holds to: "raises the target", "contradicts the figure"."""
    words = RELATIONS[relation]
    return f"{words} the {against.value}" if against else words


def witness_words(witnesses: Sequence[Statement]) -> str:
    """Who else says so: "SHINE (https://…) and 3 more"; "" for nobody."""
    told = [_witness(one) for one in witnesses[:_MOST_WITNESSES]]
    more = len(witnesses) - len(told)
    words = ", ".join(told)
    return f"{words} and {more} more" if more else words


def _witness(one: Statement) -> str:
    who = clean(one.publisher or one.source or one.title)
    where = clean(one.url) if one.url else ""
    return f"{who} ({where})" if who and where else who or where

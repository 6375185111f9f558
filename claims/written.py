"""A quantity in the text's own terms: a fifth is 0.2, "67 cents" are 67, km2 a square kilometer."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from claims.amount import Amount
from claims.phrase import phrases
from claims.reading import plain
from model import Quantity
from model.units import CURRENCIES
from model.words import Language

_HUNDRED = Decimal(100)
_CODE = 4  # letters of a unit that is hardly a word
_KEPT = frozenset({"percent", "times"})


def in_own_words(amount: Amount, unit: str, low: str, language: Language) -> Quantity:
    """The quantity as the lower-case sentence has it; its unit is empty where nothing is named."""
    value, high = amount.value, amount.high
    if amount.number.part and unit == "percent":
        value, high = value / _HUNDRED, None
        unit = _one(amount.written, language)
    elif amount.written:
        value, high, unit = value * _HUNDRED, high and high * _HUNDRED, amount.written
    elif amount.noun and language.spaced:
        unit = _one(_told_apart(amount, low, language) + amount.noun, language)
    else:
        unit = _named(unit, language)
    if amount.per and " per " not in unit:
        unit = f"{unit} per {amount.per}".strip()
    high = None if high is None else plain(high)
    return Quantity(plain(value), unit.replace("_", " "), amount.bound, high)


def _told_apart(amount: Amount, low: str, language: Language) -> str:
    """The word between number and noun that tells the counted from those before: "new"."""
    between = low[amount.number.end : amount.noun_span[0]].strip()
    return f"{between} " if between in language.phrase.get("apart", ()) else ""


def _one(phrase: str, language: Language) -> str:
    """A noun phrase with its head in the singular and no adverbs: "good screen"."""
    if not phrase:
        return ""
    words, reader, base = phrase.split(), phrases(language), _base(language)
    joints, adverbs = reader.joints, tuple(language.phrase.get("adverbs", ()))
    kept, skip = [], False
    for word in words[:-1]:
        adverb = word.endswith(adverbs) and word not in language.naming.kept
        if not (adverb or word in joints or (skip and word.endswith(reader.participles))):
            kept.append(base.get(word, word))
        skip = adverb
    return " ".join([*kept, reader.singular(words[-1])])


def _named(unit: str, language: Language) -> str:
    """The unit by its first name: "square meter" for m2; money keeps its code."""
    names = _names(language)
    return names.get(unit) or " per ".join(names.get(part, part) for part in unit.split("/"))


@lru_cache(maxsize=16)
def _base(language: Language) -> Mapping[str, str]:
    return dict(one.split("=", 1) for one in language.phrase.get("base", ()))


@lru_cache(maxsize=16)
def _names(language: Language) -> dict[str, str]:
    names: dict[str, str] = {}
    if not language.spaced:
        return names
    reader = phrases(language)
    for surface, unit in language.units.items():
        if unit in names or unit in _KEPT or unit in CURRENCIES:
            continue
        if unit.isalpha() and unit.islower() and len(unit) > _CODE:
            names[unit] = unit
            continue
        first, per, below = surface.partition(" per ")
        before, gap, head = first.rpartition(" ")
        if gap and reader.plural(before):  # "degrees celsius"
            before = reader.singular(before)
        elif len(head) > _CODE:
            head = reader.singular(head)
        names[unit] = f"{before}{gap}{head}{per}{below}"
    return names

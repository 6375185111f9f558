"""How a name is put: by what is measured of it, whose it is, what was done to it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.doing import doing
from claims.glossary import Piece, Span
from claims.naming import Named, Said, dimension_of, formed, is_wordy, owned, plain
from claims.quantity import Amount
from model import Measure

if TYPE_CHECKING:
    from claims.indicator import Names


def composed(
    names: "Names", said: Said, measure: Measure, amount: Amount, group: Sequence[Piece],
    before: tuple[Amount, Named] | None, rule: str,
) -> Named:  # fmt: skip
    """The name as the claim carries it. What is put around ``said`` is this amount's own: a later
    number of the same thing goes on without it.
    """
    language = names.sentence.language
    at = (group[0].start, group[-1].end) if group else (0, 0)
    is_money = dimension_of(amount) == "money" and _has_unit(names, said, "money")
    done = "" if is_money else doing(language).of(amount, at, names.sentence)
    form = _form(names, said, measure, amount, at)
    told = formed(language.naming.forms, form, _with_owner(names, said, group, before))
    spoken, name = said._replace(native=told), is_wordy(said)
    named = plain(spoken, measure, amount, rule, language, names.words, done, by_name=name)
    return named._replace(said=said)


def _form(names: "Names", said: Said, measure: Measure, amount: Amount, at: Span) -> str:
    """By which form what is measured of a thing is written: its area, its part, its money."""
    dimension = dimension_of(amount)
    if dimension == "area":
        return "area" if _has_unit(names, said, "count") else ""
    if measure is Measure.SHARE:
        parts = _has_unit(names, said, "count") or _has_unit(names, said, "money")
        return "fraction" if parts else ""
    if dimension != "money" or measure is not Measure.LEVEL or _has_unit(names, said, "money"):
        return ""
    return "purpose" if _is_purpose(names, amount, at) else ""


def _is_purpose(names: "Names", amount: Amount, at: Span) -> bool:
    """Whether the name tells what the money is for: "$9 million for hospitals", "Health: £3m"."""
    if names.gaps[at[1] : amount.start].strip() == ":":
        return True
    gap = names.gaps[amount.stop : at[0]].split()
    return bool(gap) and gap[0] in names.sentence.language.naming.purposes


def _has_unit(names: "Names", said: Said, unit: str) -> bool:
    """Whether the glossary knows what is named as something of the dimension."""
    head = names.glossary.by_id.get(said.key.split("+")[0])
    return head is not None and unit in head.units


def _with_owner(
    names: "Names", said: Said, group: Sequence[Piece], before: tuple[Amount, Named] | None
) -> str:
    """The phrase with the things counted just before that have it: "42 projects with a combined
    investment of 36 billion".
    """
    if not before or len(group) != 1 or dimension_of(before[0]) != "count":
        return said.native
    gap = names.gaps[before[0].stop : group[0].start].split()[-2:]
    naming = names.sentence.language.naming
    if not naming.companions.intersection(gap):
        return said.native
    return owned(naming.forms, said.native, before[1].said.native)

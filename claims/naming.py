"""What an indicator is called: a phrase for people, and a key that is equal for the same thing."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from claims.glossary import Piece
from claims.quantity import Amount
from claims.scan import Hit
from model import Measure
from model.units import dimension as dimension_of_unit
from model.words import Indicator, Language, Words


class Said(NamedTuple):
    """An indicator as it was said: in the article's own words, by the glossary's names (empty
    where it does not know every word), and as a key.
    """

    native: str
    name: str
    key: str


_MOVES = ("rate", "pace", "rise", "fall")
_WORDY = 4  # words of a phrase that may be told by the glossary's shorter name

NOTHING = Said("", "", "")


class Named(NamedTuple):
    """An indicator's phrase and key, and the rule that found it. ``native`` is the phrase in the
    article's own words; ``said`` is what a later number of the same thing goes on with.
    """

    phrase: str
    native: str
    key: str
    rule: str
    said: Said = NOTHING


class Parts(NamedTuple):
    """What a key is made of: the head, what narrows it, what is done to it, unknown words."""

    head: Indicator | None
    others: tuple[Indicator, ...]
    actions: tuple[Indicator, ...]
    rest: tuple[str, ...]

    @property
    def key(self) -> str:
        """The structural key: head, then modifiers and actions in order, then unknown words."""
        narrowed = sorted({item.id for item in (*self.others, *self.actions)})
        unknown = sorted({f"~{word}" for word in self.rest})
        return "+".join([*([self.head.id] if self.head else []), *narrowed, *unknown])

    @property
    def name(self) -> str:
        """The glossary's names, or nothing where there is a word it does not know."""
        if self.rest or not (self.head or self.others):
            return ""
        items = [*self.others, *([self.head] if self.head else []), *self.actions]
        return " ".join(dict.fromkeys(item.name for item in items))


def parts_of(
    pieces: Sequence[Piece], dimension: str, by_id: Mapping[str, Indicator], *, last: bool
) -> Parts:
    """The parts of the pieces, of which the first is the main one. ``last`` says that of several
    heads the last one counts, as in "hospital beds"; else the first piece's does.
    """
    first = pieces[0]
    head = head_of(first.heads, dimension) or head_of(_heads(pieces[1:]), dimension)
    if last:
        head = head_of(_heads(pieces), dimension)
    if head is None:
        head = next((hit.meaning for hit in reversed(first.heads or _heads(pieces))), None)
    found: list[Indicator] = [h.meaning for p in pieces for h in (*p.modifiers, *p.heads)]
    if head is not None and head.weak:
        # A word like "area" steps back behind what it is the area of.
        head = next((i for i in reversed(found) if i.role == "head" and not i.weak), head)
    if head is not None and head.means:
        apart = [by_id[one] for one in head.means if one in by_id]
        found, head = [*found, *apart[1:]], apart[0] if apart else head
    others = [i for i in found if i is not head and not i.weak and not i.means]
    actions = [h.meaning for p in pieces for h in p.actions]
    actions += [by_id[i.otherwise] for i in others if _is_other(i, dimension, by_id)]
    others = [i for i in others if not _is_other(i, dimension, by_id)]
    rest = [word for p in pieces for word in p.rest]
    return Parts(head, _unique(others), _unique(actions), tuple(dict.fromkeys(rest)))


def _is_other(indicator: Indicator, dimension: str, by_id: Mapping[str, Indicator]) -> bool:
    """Whether the unit shows that another thing is meant: "output" of so many cars."""
    return indicator.otherwise in by_id and not fits(indicator, dimension)


def _heads(pieces: Sequence[Piece]) -> list[Hit]:
    return [hit for piece in pieces for hit in piece.heads]


def _unique(items: Iterable[Indicator]) -> tuple[Indicator, ...]:
    return tuple({item.id: item for item in items}.values())


def head_of(hits: Sequence[Hit], dimension: str) -> Indicator | None:
    """The last of the heads that can be measured in the dimension."""
    return next((h.meaning for h in reversed(hits) if fits(h.meaning, dimension)), None)


def measurable(group: Sequence[Piece], dimension: str) -> bool:
    """Whether the main piece, or where it has no head another, can be measured in it."""
    first, *others = group
    if head_of(first.heads, dimension):
        return True
    return not first.heads and any(head_of(piece.heads, dimension) for piece in others)


def fits(indicator: Indicator, dimension: str) -> bool:
    """Whether the indicator can be measured in the dimension."""
    units = indicator.units
    if not units or dimension in units or dimension == "times":
        return True
    return dimension == "percentage_point" and "percent" in units


def dimension_of(amount: Amount) -> str:
    """The dimension of the amount, without currency or counted noun."""
    return _dimension(amount.unit or "")


@lru_cache(maxsize=1_024)
def _dimension(unit: str) -> str:
    return dimension_of_unit(unit).split(":")[0].split("/")[0]


def plain(
    said: Said, measure: Measure, amount: Amount, rule: str, language: Language, words: Words,
    done: str = "", by_name: bool = False,
) -> Named:  # fmt: skip
    """The indicator as a claim of the measure carries it: growth is named as such. ``done`` is
    the word of a verb that ends the phrase, ``by_name`` asks for the glossary's own.
    """
    form = _form(said, measure, amount, language)
    own = said.native
    if done and own and not form:
        told = own.lower().split(" ")
        own = own if done in told or language.naming.fresh.intersection(told) else f"{own} {done}"
    native = formed(language.naming.forms, form, own)
    name = formed(words.forms, form, said.name)
    phrase = name if by_name and name else _phrase(native, name, language, words)
    key = said.key if measure is not Measure.GROWTH else _without_growth(said.key, language)
    return Named(phrase, native, key, rule, said)


def _without_growth(key: str, language: Language) -> str:
    """The key without words that only say that it is growth: its measure does already."""
    if "~" not in key:
        return key
    return "+".join(part for part in key.split("+") if part not in _growing(language)) or key


@lru_cache(maxsize=16)
def _growing(language: Language) -> frozenset[str]:
    moves = (word for move in _MOVES for word in language.moves.get(move, ()))
    return frozenset(f"~{word}" for word in moves if " " not in word)


def _form(said: Said, measure: Measure, amount: Amount, language: Language) -> str:
    """By which form the phrase is written."""
    if amount.unit == "percentage_point":
        return "points"
    last = said.native.rsplit(" ", 1)[-1].lower()
    if measure is Measure.GROWTH:
        return "increase" if last in language.naming.raised and amount.value > 0 else "growth"
    if measure is Measure.CHANGE and dimension_of(amount) == "money":
        return "increase" if amount.value > 0 else ""
    if measure is Measure.MULTIPLE:
        return "multiple"
    return "rate" if measure is Measure.SHARE and last in language.naming.rates else ""


def shared(part: Said, whole: Said, language: Language, words: Words) -> Named:
    """The indicator of a share: part and whole by name."""
    own = _ratio(language.naming.forms, part.native, whole.native)
    name = _ratio(words.forms, part.name, whole.name)
    if (part.native and not part.name) or not whole.name:
        name = ""
    key = f"{part.key}/{whole.key}"
    return Named(_phrase(own, name, language, words), own, key, "indicator:share", part)


def _phrase(native: str, name: str, language: Language, words: Words) -> str:
    # Half of it in one language and half in another would help nobody.
    return native if language.code == words.named_in or not name else name


def formed(forms: object, form: str, text: str) -> str:
    """The text as the form writes it; unchanged where there is no such form."""
    pattern = forms.get(form, "{}") if isinstance(forms, dict) else "{}"
    if not text or pattern == "{}" or text.endswith(pattern.replace("{}", "").strip() or "\0"):
        return text
    return str(pattern.replace("{}", text))


def is_wordy(said: Said) -> bool:
    """Whether the glossary's name is shorter and another: "output of goods and services"."""
    told, named = said.native.lower().split(" "), said.name.lower().split(" ")
    return len(told) > max(_WORDY, len(named)) and not set(told) & set(named)


def owned(forms: object, part: str, whole: str) -> str:
    """The part as that of its whole; alone where the language has no form for both."""
    pattern = forms.get("owned") if isinstance(forms, dict) else None
    if not pattern or not whole or not part or part in whole:
        return part
    return str(pattern.replace("{part}", part).replace("{whole}", whole))


def _ratio(forms: object, part: str, whole: str) -> str:
    if not isinstance(forms, dict) or not whole:
        return part
    pattern = forms.get("share" if part else "part", "{part} / {whole}")
    return str(pattern.replace("{part}", part).replace("{whole}", whole))

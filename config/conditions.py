"""conditions.toml: which changes and findings a person is told of, and when.

The home's own conditions come before the shipped ones, each in the order of its file.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field

from config.toml import Shape, in_file, read_toml
from config.topics import areas_of, topic_of
from model import (
    Bound,
    ChangeKind,
    ChangeState,
    ConfigError,
    Direction,
    Kind,
    Measure,
    Notice,
    Quantity,
    Relation,
)
from model.condition import ASPECTS, DAYS, LAST, RELATIVE, Condition, Delta, possible
from model.units import CURRENCIES, SCALES
from model.words import Words

_SHIPPED = Path(__file__).parent / "conditions.toml"
_DAYS = {"day": 1, "week": 7, "year": 365}
_WANTED = '"5 percent", "2 percentage points", "10 billion yuan", "40 hectares" or "90 days"'


class Known(NamedTuple):
    """What conditions may speak of: the sources by slug, the words, and how to read an amount
    ("10 billion yuan"; None for what is no single exact quantity).
    """

    sources: frozenset[str]
    words: Words
    amount: Callable[[str], Quantity | None]


def _one_or_more(value: object) -> object:
    return (
        (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value
    )


def _among(allowed: Iterable[str]) -> AfterValidator:
    """Each value must be one of those allowed."""
    known = [str(each) for each in allowed]

    def check(values: tuple[str, ...]) -> tuple[str, ...]:
        for value in values:
            if value not in known:
                near = get_close_matches(value, known, n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise ValueError(f"must be among {', '.join(known)}{hint}")
        return values

    return AfterValidator(check)


def _known_later(values: tuple[str, ...]) -> tuple[str, ...]:
    if "reverted" in values:
        raise ValueError(
            "must be provisional or confirmed: that a change is taken back is only known after a "
            "person was told"
        )
    return values


_Text = Annotated[str, Field(min_length=1, max_length=200)]
_Many = Annotated[
    tuple[_Text, ...], BeforeValidator(_one_or_more), Field(min_length=1, max_length=100)
]
_Name = Annotated[str, Field(pattern=r"^[^\W_][\w.-]{0,59}$")]


class _Condition(Shape):
    name: _Name
    notice: Literal["now", "digest", "none"]
    source: _Many = ()
    place: _Many = ()
    indicator: _Many = ()
    kind: Annotated[_Many, _among(Kind)] = ()
    event: Annotated[_Many, _among([*ChangeKind, *Relation])] = ()
    aspect: Annotated[_Many, _among(ASPECTS)] = ()
    direction: Annotated[_Many, _among(Direction)] = ()
    measure: Annotated[_Many, _among(Measure)] = ()
    state: Annotated[_Many, AfterValidator(_known_later), _among(ChangeState)] = ()
    by_at_least: _Text | None = None
    by_less_than: _Text | None = None
    weight_at_least: Annotated[float, Field(ge=0, le=1, strict=False)] | None = None
    seed: bool | None = None
    slip: bool | None = None


class _File(Shape):
    condition: Annotated[tuple[_Condition, ...], Field(max_length=200, strict=False)] = ()


def load_conditions(own: Path | None, known: Known) -> tuple[Condition, ...]:
    """The conditions in the order they are tried: those of the file ``own``, the shipped ones, and
    last the one that everything meets.

    Raises: ConfigError, also for a condition that could never match.
    """
    shipped = [replace(each, shipped=True) for each in _load(_SHIPPED, known, {LAST.name})]
    names = {each.name for each in shipped} | {LAST.name}
    mine = _load(own, known, names) if own is not None and own.exists() else []
    return (*mine, *shipped, LAST)


def _load(path: Path, known: Known, taken: set[str]) -> list[Condition]:
    made: list[Condition] = []
    for number, shape in enumerate(read_toml(path, _File).condition):
        at = _Place(path, f"condition[{number}]")
        condition = _condition(shape, known, at)
        if condition.name in taken:
            raise at.error("name", f"{condition.name!r} is the name of a shipped condition; yours "
                           "are tried before it, so give yours another name")  # fmt: skip
        _refuse_out_of_reach(condition, made, at)
        made.append(condition)
    return made


class _Place(NamedTuple):
    """A condition in its file, to say what to mend."""

    path: Path
    table: str

    def error(self, key: str, problem: str) -> ConfigError:
        return in_file(self.path, f"{self.table}.{key}" if key else self.table, problem)


def _condition(shape: _Condition, known: Known, at: _Place) -> Condition:
    values = shape.model_dump(exclude_unset=True)
    _refuse_unknown_sources(shape.source, known.sources, at)
    condition = Condition(
        name=shape.name,
        notice=Notice(shape.notice),
        sources=shape.source,
        places=_places(shape.place, known.words, at),
        topics=tuple(topic_of(phrase, known.words) for phrase in shape.indicator),
        kinds=tuple(map(Kind, shape.kind)),
        events=tuple(_event(event) for event in shape.event),
        aspects=shape.aspect,
        directions=tuple(map(Direction, shape.direction)),
        measures=tuple(map(Measure, shape.measure)),
        states=tuple(map(ChangeState, shape.state)),
        by_at_least=_delta("by_at_least", shape.by_at_least, known, at),
        by_less_than=_delta("by_less_than", shape.by_less_than, known, at),
        weight_at_least=shape.weight_at_least,
        seed=shape.seed,
        slip=shape.slip,
        said=tuple((k, _said(v)) for k, v in values.items() if k not in {"name", "notice"}),
    )
    _refuse_impossible(condition, at)
    return condition


def _event(name: str) -> ChangeKind | Relation:
    return ChangeKind(name) if name in set(ChangeKind) else Relation(name)


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _places(names: Sequence[str], words: Words, at: _Place) -> frozenset[str]:
    inside: set[str] = set()
    for number, name in enumerate(names):
        areas, read_as = areas_of(name, words)
        if read_as:
            raise at.error(f"place[{number}]", f"a figure of {name} is read as one of {read_as}: "
                           f"name {read_as}")  # fmt: skip
        inside |= areas
    return frozenset(inside)


# ---- amounts ------------------------------------------------------------------------------------


def _delta(key: str, text: str | None, known: Known, at: _Place) -> Delta | None:
    if text is None:
        return None
    quantity = known.amount(text)
    if quantity is None or quantity.bound is not Bound.EXACT or quantity.value <= 0:
        raise at.error(
            key, f"read {text!r}, but it must be an amount with its unit, such as {_WANTED}"
        )
    if quantity.unit in _DAYS:
        return Delta(text, DAYS, Fraction(quantity.value) * _DAYS[quantity.unit])
    if quantity.unit == "percent":
        return Delta(text, RELATIVE, Fraction(quantity.value) / 100)
    if quantity.unit == "percentage_point":  # what lies between two shares
        return Delta(text, "percent", Fraction(quantity.value))
    if problem := _unit_problem(quantity.unit, known.words):
        raise at.error(key, f"read {text!r}, but {problem}; write an amount such as {_WANTED}")
    return Delta(text, quantity.dimension, quantity.base[0])


def _unit_problem(unit: str, words: Words) -> str | None:
    units = {*SCALES, *CURRENCIES}
    surfaces = set(units)
    for language in words.languages:
        for table in (language.units, language.counters, language.nouns):
            units |= set(table.values())
            surfaces |= set(table)
    missing = [part for part in unit.split("/") if part not in units]
    if not missing and unit != "item":
        return None
    near = get_close_matches(unit, surfaces, n=1) if missing else []
    hint = f" (did you mean {near[0]!r}?)" if near else ""
    return (
        f"{(missing or [unit])[0]!r} is no unit figurewatch knows{hint}"
        if missing
        else "it has no unit"
    )


# ---- what could never match ---------------------------------------------------------------------


def _refuse_unknown_sources(patterns: Sequence[str], slugs: frozenset[str], at: _Place) -> None:
    for number, pattern in enumerate(patterns):
        if not any(fnmatchcase(slug, pattern) for slug in slugs):
            near = get_close_matches(pattern, sorted(slugs), n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            known = ", ".join(sorted(slugs))
            raise at.error(
                f"source[{number}]", f"{pattern!r} is no source{hint} (there are: {known})"
            )


def _refuse_impossible(condition: Condition, at: _Place) -> None:
    low, high = condition.by_at_least, condition.by_less_than
    if low and high and low.dimension == high.dimension and low.amount >= high.amount:
        raise at.error("by_less_than", f"nothing moves by at least {low.text} and by less than "
                       f"{high.text}, so it could never match")  # fmt: skip
    if not possible(condition):
        fields = " and ".join(f"{key} = {value}" for key, value in condition.said)
        raise at.error("", f"{condition.name!r} could never match: no change and no finding has "
                       f"{fields}; docs/howto/conditions.md says what goes together")  # fmt: skip


def _refuse_out_of_reach(condition: Condition, before: Iterable[Condition], at: _Place) -> None:
    for other in before:
        if other.name == condition.name:
            raise at.error("name", f"{condition.name!r} is taken by a condition above it")
        if set(other.said) <= set(condition.said):
            raise at.error("", f"{condition.name!r} could never match: {other.name!r} comes before "
                           "it and takes everything it speaks of; put it first")  # fmt: skip

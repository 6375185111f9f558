"""languages/*.toml, indicators.toml and places.toml in, Words out."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field

from config.toml import Shape, in_file, read_toml, unknown_key
from model.words import Areas, Indicator, Language, Masks, Naming, PeriodRule, Place, Ranks, Words

SHIPPED = Path(__file__).parent

_PLAIN = Naming()

Number = int | float
Surfaces = dict[str, list[str]]  # what the words mean -> the words
Level = Literal["country", "province", "city", "county", "district"]


def _pattern(value: str) -> str:
    # Placeholders such as {year} are filled by the reader; here any number stands for them.
    try:
        re.compile(re.sub(r"\{[a-z]+\}", "0", value))
    except re.error as error:
        raise ValueError(f"must be a regular expression ({error})") from error
    return value


Pattern = Annotated[str, AfterValidator(_pattern)]


class NumbersShape(Shape):
    """How numbers are written."""

    numerals: dict[str, int]
    scales: dict[str, int]
    denominators: dict[str, int] = Field(default_factory=dict)
    shares: dict[str, int] = Field(default_factory=dict)
    multiples: dict[str, int] = Field(default_factory=dict)
    halves: list[str] = Field(default_factory=list)
    vague: dict[str, int] = Field(default_factory=dict)
    marks: Surfaces = Field(default_factory=dict)
    after_fraction: list[str] = Field(default_factory=list)


class UnitsShape(Shape):
    """Currencies, measures, counters and counted nouns."""

    currencies: Surfaces
    measures: Surfaces
    counters: Surfaces = Field(default_factory=dict)
    nouns: Surfaces = Field(default_factory=dict)
    durations: list[str] = Field(default_factory=list)
    signs: Surfaces = Field(default_factory=dict)
    hundredths: Surfaces = Field(default_factory=dict)
    times: Surfaces = Field(default_factory=dict)
    phrase: Surfaces = Field(default_factory=dict)


class BoundsShape(Shape):
    """Words on either side of a number."""

    before: Surfaces
    between: Surfaces = Field(default_factory=dict)
    after: Surfaces
    near: Surfaces = Field(default_factory=dict)


def _template(value: str) -> str:
    plain = re.sub(r"\\.", "", value)
    unknown = set(re.findall(r"\{(\w*)\}", plain)) - _SLOTS
    if unknown:
        raise ValueError(f"no such slot: {', '.join(sorted(unknown))}")
    while (shorter := re.sub(r"\[[^\[\]()]*\]|\([^\[\]()]*\)", "", plain)) != plain:
        plain = shorter
    if re.search(r"[\[\]()]", plain):
        raise ValueError("must close every bracket that it opens")
    return value


_SLOTS = {
    "year", "shortyear", "month", "monthnumber", "day", "count", "number", "ordinal", "relative",
    "plan", "occasion",
}  # fmt: skip
Template = Annotated[str, AfterValidator(_template)]


class RuleShape(Shape):
    """One way to write a period."""

    match: Template
    form: Literal[
        "plan", "half", "quarters", "quarter", "months", "month_span", "month_range", "day",
        "month", "span", "fiscal", "fiscal_short", "fiscal_now", "year", "year_short", "year_to",
        "months_to", "this_year", "coming", "decade", "none", "years", "skip", "same", "before",
        "within", "ago", "next_years", "past_years", "run_years", "so_far", "occasion",
        "this_month", "this_quarter", "this_half", "today",
    ]  # fmt: skip
    shift: int = 0
    part: int = 0


class PeriodsShape(Shape):
    """How periods are written."""

    months: dict[str, int] = Field(default_factory=dict)
    ordinals: dict[str, int] = Field(default_factory=dict)
    relative: dict[str, int] = Field(default_factory=dict)
    plans: dict[str, int] = Field(default_factory=dict)
    occasions: dict[str, int] = Field(default_factory=dict)
    year_signs: list[str] = Field(default_factory=list, max_length=10)
    rules: list[RuleShape]
    words: Surfaces = Field(default_factory=dict)


class PhraseShape(Shape):
    """A regular expression, tried where one of the words it begins with stands."""

    words: list[str]
    match: Pattern


class MasksShape(Shape):
    """What is written in numbers and is no quantity."""

    names: list[str] = Field(default_factory=list)
    labels: list[str] = Field(default_factory=list)
    phrases: list[PhraseShape] = Field(default_factory=list)
    numbers: list[Pattern] = Field(default_factory=list)
    credits: list[str] = Field(default_factory=list)
    headers: list[Pattern] = Field(default_factory=list)


class GrammarShape(Shape):
    """The small words that hold a sentence together."""

    unit_labels: list[str] = Field(default_factory=list)
    stops: list[str]
    fillers: list[str]
    verbs: list[str] = Field(default_factory=list)
    particles: list[str] = Field(default_factory=list)
    clauses: list[str] = Field(default_factory=list)
    elisions: list[str] = Field(default_factory=list)
    head: Literal["first", "last"] = "last"
    abbreviations: list[str] = Field(default_factory=list)
    joins: Surfaces
    here: Surfaces = Field(default_factory=dict)


class NamingShape(Shape):
    """How what is measured is named; see Naming in model/words.py."""

    links: list[str] = Field(default_factory=list)
    loose: list[str] = Field(default_factory=list)
    articles: list[str] = Field(default_factory=list)
    owners: list[str] = Field(default_factory=list)
    wholes: list[str] = Field(default_factory=list)
    shares: list[str] = Field(default_factory=list)
    relative: list[str] = Field(default_factory=list)
    actors: list[str] = Field(default_factory=list)
    speakers: list[str] = Field(default_factory=list)
    pronouns: list[str] = Field(default_factory=list)
    sectors: list[str] = Field(default_factory=list)
    containers: list[str] = Field(default_factory=list)
    before_verbs: list[str] = Field(default_factory=list)
    before_participles: list[str] = Field(default_factory=list)
    participles: list[str] = Field(default_factory=list)
    adverbs: list[str] = Field(default_factory=list)
    kept: list[str] = Field(default_factory=list)
    endings: list[str] = Field(default_factory=list)
    short_endings: list[str] = Field(default_factory=list)
    cuts: list[str] = Field(default_factory=list)
    unsaid: list[str] = Field(default_factory=list)
    rates: list[str] = Field(default_factory=list)
    raised: list[str] = Field(default_factory=list)
    fresh: list[str] = Field(default_factory=list)
    passives: list[str] = Field(default_factory=list)
    says: list[str] = Field(default_factory=list)
    purposes: list[str] = Field(default_factory=list)
    companions: list[str] = Field(default_factory=list)
    forms: dict[str, str] = Field(default_factory=dict)
    done: dict[str, list[str]] = Field(default_factory=dict)
    deeds: dict[str, list[str]] = Field(default_factory=dict)


class AreasShape(Shape):
    """How places are spoken of; see Areas in model/words.py."""

    after: dict[Level | Literal["known"], list[str]] = Field(default_factory=dict)
    before: dict[Level, list[str]] = Field(default_factory=dict)
    unnamed: list[str] = Field(default_factory=list)
    parts: list[str] = Field(default_factory=list)
    wholes: list[str] = Field(default_factory=list)
    alls: list[str] = Field(default_factory=list)
    compared: list[str] = Field(default_factory=list)
    owns: list[str] = Field(default_factory=list)
    partners: list[str] = Field(default_factory=list)
    inside: list[str] = Field(default_factory=list)
    fields: list[str] = Field(default_factory=list)
    ranks: list[str] = Field(default_factory=list)
    sites: list[str] = Field(default_factory=list)
    names: list[str] = Field(default_factory=list)
    of: list[str] = Field(default_factory=list)
    greater: list[str] = Field(default_factory=list)
    daters: list[str] = Field(default_factory=list)
    joins: list[str] = Field(default_factory=list)


class GoverningShape(Shape):
    """The small words that show what governs a number."""

    names: list[str] = Field(default_factory=list)
    auxiliaries: list[str] = Field(default_factory=list)
    copulas: list[str] = Field(default_factory=list)
    adverbs: list[str] = Field(default_factory=list)
    adverb_endings: list[str] = Field(default_factory=list)
    determiners: list[str] = Field(default_factory=list)
    baselines: list[str] = Field(default_factory=list)
    nearby: list[str] = Field(default_factory=list)
    participles: list[str] = Field(default_factory=list)
    aim_links: list[str] = Field(default_factory=list)
    aim_gaps: list[str] = Field(default_factory=list)
    set_aside: list[str] = Field(default_factory=list)
    met: list[str] = Field(default_factory=list)
    limits: list[str] = Field(default_factory=list)
    progress: list[str] = Field(default_factory=list)
    progress_links: list[str] = Field(default_factory=list)
    reviewed: list[str] = Field(default_factory=list)
    tenseless: list[str] = Field(default_factory=list)
    degrees: list[str] = Field(default_factory=list)
    parts: list[str] = Field(default_factory=list)
    attributes: list[str] = Field(default_factory=list)
    more: list[str] = Field(default_factory=list)
    breaks: list[str] = Field(default_factory=list)


class CuesShape(Shape):
    """Words that tell a kind."""

    target: list[str] = Field(default_factory=list)
    aim: list[str] = Field(default_factory=list)
    noun: list[str] = Field(default_factory=list)
    future: list[str] = Field(default_factory=list)
    ahead: list[str] = Field(default_factory=list)
    forecast: list[str] = Field(default_factory=list)
    figure: list[str] = Field(default_factory=list)
    done: list[str] = Field(default_factory=list)
    vote: list[str] = Field(default_factory=list)
    hold: list[str] = Field(default_factory=list)
    review: list[str] = Field(default_factory=list)
    neutral: list[str] = Field(default_factory=list)
    stop: list[str] = Field(default_factory=list)
    settled: list[str] = Field(default_factory=list)


class MovesShape(Shape):
    """Words that tell a measure, and which way it went."""

    plain: list[str] = Field(default_factory=list)
    rise: list[str] = Field(default_factory=list)
    fall: list[str] = Field(default_factory=list)
    narrow: list[str] = Field(default_factory=list)
    add: list[str] = Field(default_factory=list)
    cut: list[str] = Field(default_factory=list)
    share: list[str] = Field(default_factory=list)
    rate: list[str] = Field(default_factory=list)
    pace: list[str] = Field(default_factory=list)
    drop: list[str] = Field(default_factory=list)
    compared: list[str] = Field(default_factory=list)
    level: list[str] = Field(default_factory=list)
    reach: list[str] = Field(default_factory=list)
    base: list[str] = Field(default_factory=list)


class MentionsShape(Shape):
    """What is not even mentioned as a quantity."""

    masks: list[Pattern] = Field(default_factory=list)


class RanksShape(Shape):
    """How a language ranks: patterns tried where one of ``words`` stands, with a group ``rank``."""

    words: list[str] = Field(default_factory=list)
    matches: list[Pattern] = Field(default_factory=list)
    ordinals: dict[str, int] = Field(default_factory=dict)


class LanguageShape(Shape):
    """What a file in languages/ may hold."""

    code: str
    name: str
    script: Literal["latin", "han"]
    spaced: bool
    numbers: NumbersShape
    units: UnitsShape
    bounds: BoundsShape
    mentions: MentionsShape = MentionsShape()
    cues: CuesShape
    moves: MovesShape
    governing: GoverningShape = Field(default_factory=GoverningShape)
    periods: PeriodsShape
    masks: MasksShape
    ranks: RanksShape = Field(default_factory=RanksShape)
    grammar: GrammarShape
    naming: NamingShape = Field(default_factory=NamingShape)
    areas: AreasShape = Field(default_factory=AreasShape)


class IndicatorShape(Shape):
    """One thing that is measured, or a word that narrows one. Its names in a language stand under
    the language's code.
    """

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)
    __pydantic_extra__: dict[str, list[str]] = Field(init=False)

    name: str = ""
    units: list[str] = Field(default_factory=list)
    weak: bool = False
    otherwise: str = ""
    means: list[str] = Field(default_factory=list)


class IndicatorsShape(Shape):
    """What indicators.toml may hold. ``language`` is that of the names, ``forms`` how they are
    written by measure.
    """

    language: str = ""
    forms: dict[str, str] = Field(default_factory=dict)
    heads: dict[str, IndicatorShape] = Field(default_factory=dict)
    modifiers: dict[str, IndicatorShape] = Field(default_factory=dict)
    actions: dict[str, IndicatorShape] = Field(default_factory=dict)


class PlacesShape(Shape):
    """What places.toml may hold: names by level, then by the area they lie in."""

    currencies: dict[str, str] = Field(default_factory=dict)
    countries: Surfaces = Field(default_factory=dict)
    provinces: dict[str, Surfaces] = Field(default_factory=dict)
    counties: dict[str, Surfaces] = Field(default_factory=dict)
    cities: dict[str, Surfaces] = Field(default_factory=dict)
    districts: dict[str, Surfaces] = Field(default_factory=dict)
    parks: dict[str, Surfaces] = Field(default_factory=dict)
    provinces_in_full: dict[str, str] = Field(default_factory=dict)
    cities_in_full: dict[str, str] = Field(default_factory=dict)
    counties_in_full: dict[str, str] = Field(default_factory=dict)
    districts_in_full: dict[str, str] = Field(default_factory=dict)


def load_words(directory: Path | None = None) -> Words:
    """The words shipped with figurewatch, overlaid by those in ``directory``: a file there with
    the name of a shipped language replaces it, other languages and entries are added.

    Raises: ConfigError, naming file and key.
    """
    files = _Files.of(directory)
    languages = tuple(_language(path) for path in files.languages)
    indicators, places = files.indicators, files.places
    named_in, forms = _named_in(indicators)
    return Words(
        languages=languages,
        indicators=_overlaid(indicators, {one.code: one for one in languages}),
        places=tuple(p for path in places for p in _places(path)),
        digest=files.digest,
        currencies={c: m for p in places for c, m in read_toml(p, PlacesShape).currencies.items()},
        named_in=named_in,
        forms=forms,
    )


@dataclass(frozen=True, slots=True)
class _Files:
    """The files that words come from, in the order in which they are laid over each other."""

    languages: tuple[Path, ...]
    indicators: tuple[Path, ...]
    places: tuple[Path, ...]

    @classmethod
    def of(cls, directory: Path | None) -> "_Files":
        folders = [SHIPPED] if directory is None else [SHIPPED, directory]
        languages = {path.name: path for folder in folders for path in _toml(folder / "languages")}
        return cls(
            tuple(path for _, path in sorted(languages.items())),
            tuple(_merged(folders, "indicators.toml")),
            tuple(_merged(folders, "places.toml")),
        )

    @property
    def digest(self) -> str:
        """Another whenever the bytes of a file are, or what it is there for."""
        told = hashlib.sha256()
        for role in (self.languages, self.indicators, self.places):
            told.update(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in role))
            told.update(b"|")
        return told.hexdigest()


def _toml(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml")) if folder.is_dir() else []


def _merged(folders: Iterable[Path], name: str) -> list[Path]:
    return [folder / name for folder in folders if (folder / name).is_file()]


def _overlaid(paths: Iterable[Path], known: Mapping[str, Language]) -> tuple[Indicator, ...]:
    """The indicators of all files: a later entry replaces an earlier one, or adds its names to it
    where it gives no ``name``.
    """
    found: dict[tuple[str, str], Indicator] = {}
    for path in paths:
        for one in _indicators(path, known):
            key, entry = (one.role, one.id), one
            if not one.name:
                if key not in found:
                    raise in_file(path, f"{one.role}s.{one.id}.name", "is missing, and must be set")
                entry = replace(found[key], names={**found[key].names, **one.names})
            found[key] = entry
    return tuple(found.values())


def _language(path: Path) -> Language:
    shape = _parted(read_toml(path, LanguageShape))
    numbers, units, periods, grammar = shape.numbers, shape.units, shape.periods, shape.grammar
    return Language(
        code=shape.code,
        name=shape.name,
        script=shape.script,
        spaced=shape.spaced,
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        numerals=_decimals(numbers.numerals),
        scales=_decimals(numbers.scales),
        denominators=_decimals(numbers.denominators),
        shares=_decimals(numbers.shares),
        multiples=_decimals(numbers.multiples),
        halves=tuple(numbers.halves),
        vague=_decimals(numbers.vague),
        marks={meaning: tuple(words) for meaning, words in numbers.marks.items()},
        after_fraction=tuple(numbers.after_fraction),
        currencies=_turned(path, "units.currencies", units.currencies),
        units=_turned(path, "units.measures", units.measures),
        counters=_turned(path, "units.counters", units.counters),
        nouns=_turned(path, "units.nouns", units.nouns),
        bounds_before=_turned(path, "bounds.before", shape.bounds.before),
        bounds_between=_turned(path, "bounds.between", shape.bounds.between),
        bounds_after=_turned(path, "bounds.after", shape.bounds.after),
        cues=_turned(path, "cues", dict(shape.cues)),
        moves={meaning: tuple(words) for meaning, words in shape.moves},
        governing={meaning: tuple(words) for meaning, words in shape.governing},
        dates={
            "month": dict(periods.months),
            "ordinal": dict(periods.ordinals),
            "relative": dict(periods.relative),
            "plan": dict(periods.plans),
            "occasion": dict(periods.occasions),
        },
        periods=tuple(PeriodRule(r.match, r.form, r.shift, r.part) for r in periods.rules),
        dating={r: frozenset(w.lower() for w in ws) for r, ws in periods.words.items()},
        masks=_masks(shape.masks),
        ranks=_ranks(path, shape.ranks),
        durations=frozenset(units.durations),
        signs=_turned(path, "units.signs", units.signs),
        hundredths=_turned(path, "units.hundredths", units.hundredths),
        times=_turned(path, "units.times", units.times),
        phrase={meaning: tuple(words) for meaning, words in units.phrase.items()},
        mentions=tuple(shape.mentions.masks),
        near={meaning: tuple(words) for meaning, words in shape.bounds.near.items()},
        stops=frozenset(grammar.stops),
        fillers=frozenset(grammar.fillers),
        joins={meaning: tuple(words) for meaning, words in grammar.joins.items()},
        here=_turned(path, "grammar.here", grammar.here),
        areas=_areas(shape.areas),
        unit_labels=tuple(grammar.unit_labels),
        verbs=frozenset(grammar.verbs),
        particles=frozenset(grammar.particles),
        clauses=tuple(grammar.clauses),
        year_signs=_ten(path, periods.year_signs),
        elisions=tuple(word.lower() for word in grammar.elisions),
        head=grammar.head,
        abbreviations=tuple(grammar.abbreviations),
        naming=_naming(shape.naming),
    )


def _parted(shape: LanguageShape) -> LanguageShape:
    """The words of the file as the reader sees them: "l'emploi" is two."""
    short = tuple(word.lower() for word in shape.grammar.elisions)
    if not short:
        return shape

    def mended(value: object) -> Any:  # noqa: ANN401 - whatever TOML may hold
        if isinstance(value, str):
            return parted(value, short)
        if isinstance(value, list):
            return [mended(one) for one in value]
        if isinstance(value, dict):
            return {mended(key): mended(one) for key, one in value.items()}
        return value

    return LanguageShape.model_validate(mended(shape.model_dump()))


def parted(text: str, elisions: tuple[str, ...]) -> str:
    """The text with a space for the apostrophe behind each of ``elisions``."""
    if not elisions or "'" not in text:
        return text
    short = "|".join(re.escape(word.rstrip("'")) for word in elisions)
    text = re.sub(rf"(?i:(?<![^\W_])({short}))'$", r"\1", text)
    return re.sub(rf"(?i:(?<![^\W_])({short}))'(?=[\w{{(\[])", r"\1 ", text)


def _ranks(path: Path, shape: RanksShape) -> Ranks:
    for index, match in enumerate(shape.matches):
        if "(?P<rank>" not in match:
            raise in_file(path, f"ranks.matches[{index}]", "has no group (?P<rank>...)")
    return Ranks(tuple(shape.words), tuple(shape.matches), dict(shape.ordinals))


def _masks(shape: MasksShape) -> Masks:
    return Masks(
        names=tuple(shape.names),
        labels=tuple(shape.labels),
        phrases=tuple((word, one.match) for one in shape.phrases for word in one.words),
        numbers=tuple(shape.numbers),
        credits=tuple(shape.credits),
        headers=tuple(shape.headers),
    )


def _naming(shape: NamingShape) -> Naming:
    words: dict[str, Any] = {
        key: frozenset(value) if isinstance(getattr(_PLAIN, key), frozenset) else tuple(value)
        for key, value in shape.model_dump(exclude={"forms", "done", "deeds"}).items()
    }
    done, deeds = (
        {w: said for said, ws in t.items() for w in ws} for t in (shape.done, shape.deeds)
    )
    return Naming(**words, forms=shape.forms, done=done, deeds=deeds)


def _areas(shape: AreasShape) -> Areas:
    return Areas(
        after={level: tuple(words) for level, words in shape.after.items()},
        before={level: tuple(words) for level, words in shape.before.items()},
        unnamed=frozenset(shape.unnamed),
        parts=tuple(shape.parts),
        wholes=tuple(shape.wholes),
        alls=tuple(shape.alls),
        compared=tuple(shape.compared),
        owns=frozenset(shape.owns),
        partners=tuple(shape.partners),
        inside=tuple(shape.inside),
        fields=tuple(shape.fields),
        ranks=tuple(shape.ranks),
        sites=frozenset(shape.sites),
        names=tuple(shape.names),
        of=tuple(shape.of),
        greater=frozenset(shape.greater),
        daters=tuple(shape.daters),
        joins=frozenset(shape.joins),
    )


def _decimals(values: Mapping[str, Number]) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in values.items()}


def _turned(path: Path, key: str, surfaces: Surfaces) -> dict[str, str]:
    """Each word with what it means: the file lists them the other way round."""
    turned: dict[str, str] = {}
    for meaning, words in surfaces.items():
        for word in words:
            if not word.strip():
                raise in_file(path, f"{key}.{meaning}", "holds an empty word")
            turned.setdefault(word.lower(), meaning)
    return turned


def _ten(path: Path, signs: list[str]) -> tuple[str, ...]:
    if signs and (len(signs) != 10 or not all(signs)):
        raise in_file(path, "periods.year_signs", "must hold the signs of the ten digits, 0 first")
    return tuple(signs)


def _indicators(path: Path, known: Mapping[str, Language]) -> Iterable[Indicator]:
    shape = read_toml(path, IndicatorsShape)
    roles = (("head", shape.heads), ("modifier", shape.modifiers), ("action", shape.actions))
    owners: dict[tuple[str, str], str] = {}
    for role, found in roles:
        for id_, item in found.items():
            names: dict[str, tuple[str, ...]] = {}
            for code, surfaces in (item.__pydantic_extra__ or {}).items():
                if code not in known:
                    problem = unknown_key(code, [*known, *IndicatorShape.model_fields])
                    raise in_file(path, f"{role}s.{id_}.{code}", problem)
                names[code] = tuple(parted(surface, known[code].elisions) for surface in surfaces)
                for surface in names[code]:
                    _own(path, f"{role}s.{id_}.{code}", (code, surface.lower()), owners)
            yield Indicator(
                id_, item.name, role, names, tuple(item.units), item.weak,
                tuple(item.means), item.otherwise,
            )  # fmt: skip


def _own(
    path: Path, key: str, surface: tuple[str, str], owners: dict[tuple[str, str], str]
) -> None:
    """A surface with two meanings would merge claims or keep them apart by chance."""
    if not surface[1].strip():
        raise in_file(path, key, "holds an empty word")
    other = owners.setdefault((surface[0], surface[1].replace("-", " ")), key)
    if other != key:
        raise in_file(path, key, f"{surface[1]!r} is also in {other}")


def _named_in(paths: Iterable[Path]) -> tuple[str, dict[str, str]]:
    """The language of the indicators' names, and how they are written by measure."""
    language, forms = "", dict[str, str]()
    for path in paths:
        shape = read_toml(path, IndicatorsShape)
        language, forms = shape.language or language, forms | shape.forms
    return language, forms


def _places(path: Path) -> Iterable[Place]:
    shape = read_toml(path, PlacesShape)
    for name, others in shape.countries.items():
        yield Place(name, "country", None, tuple(others))
    for level, areas in (
        ("province", shape.provinces),
        ("county", shape.counties),
        ("city", shape.cities),
        ("district", shape.districts),
        ("park", shape.parks),
    ):
        for within, names in areas.items():
            for name, others in names.items():
                yield Place(name, level, within, tuple(others))
    yield from _in_full(path, shape)


def _in_full(path: Path, shape: PlacesShape) -> Iterable[Place]:
    for level, key, areas in (
        ("province", "provinces_in_full", shape.provinces_in_full),
        ("city", "cities_in_full", shape.cities_in_full),
        ("county", "counties_in_full", shape.counties_in_full),
        ("district", "districts_in_full", shape.districts_in_full),
    ):
        for within, line in areas.items():
            for item in line.split(";"):
                name, *others = (word.strip() for word in item.split("="))
                if not all((name, *others)):
                    raise in_file(path, f"{key}.{within}", "holds an empty name")
                yield Place(name, level, within, tuple(others), in_full=True)

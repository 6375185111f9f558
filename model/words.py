"""The words that articles are read by: languages, indicators and places, out of `config/`.

Everything compares by the digest of the files it was read from, so that a copy sent to another
process finds the patterns compiled for the first one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """One way a language writes a period. ``match`` is a regular expression; ``form`` names how
    its groups become dates (see `claims/period.py`); ``shift`` and ``part`` are the constants a
    form may need: "last year" is form "year", shift -1; "first half" is form "half", part 1.
    """

    match: str
    form: str
    shift: int = 0
    part: int = 0


@dataclass(frozen=True, slots=True)
class Masks:
    """What a language writes in numbers that is no quantity, and lines that claim nothing.
    ``names`` are fixed phrases, ``labels`` make the number behind them a name, ``phrases`` are
    regular expressions by the word they begin with, ``numbers`` those that begin with a number.
    ``credits`` begin a line with a colon, ``headers`` are regular expressions of whole lines.
    """

    names: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    phrases: tuple[tuple[str, str], ...] = ()
    numbers: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The words of one language: one file in `config/languages/`.

    ``script`` is "latin" or "han" and says which letters tell that a sentence is in it.
    ``spaced`` languages put spaces between words, and the counted noun after the number.
    """

    code: str
    name: str
    script: str
    spaced: bool
    digest: str
    numerals: Mapping[str, Decimal] = field(repr=False)
    scales: Mapping[str, Decimal] = field(repr=False)
    denominators: Mapping[str, Decimal] = field(repr=False)
    shares: Mapping[str, Decimal] = field(repr=False)
    multiples: Mapping[str, Decimal] = field(repr=False)
    halves: tuple[str, ...] = field(repr=False)
    vague: Mapping[str, Decimal] = field(repr=False)
    marks: Mapping[str, tuple[str, ...]] = field(repr=False)
    after_fraction: tuple[str, ...] = field(repr=False)
    currencies: Mapping[str, str] = field(repr=False)
    units: Mapping[str, str] = field(repr=False)
    counters: Mapping[str, str] = field(repr=False)
    nouns: Mapping[str, str] = field(repr=False)
    bounds_before: Mapping[str, str] = field(repr=False)
    bounds_between: Mapping[str, str] = field(repr=False)
    bounds_after: Mapping[str, str] = field(repr=False)
    cues: Mapping[str, str] = field(repr=False)
    moves: Mapping[str, tuple[str, ...]] = field(repr=False)
    months: Mapping[str, int] = field(repr=False)
    ordinals: Mapping[str, int] = field(repr=False)
    relative: Mapping[str, int] = field(repr=False)
    periods: tuple[PeriodRule, ...] = field(repr=False)
    deadlines: tuple[str, ...] = field(repr=False)
    ends: tuple[str, ...] = field(repr=False)
    baselines: tuple[str, ...] = field(repr=False)
    baselines_after: tuple[str, ...] = field(repr=False)
    masks: Masks = field(repr=False)
    durations: frozenset[str] = field(repr=False)
    stops: frozenset[str] = field(repr=False)
    fillers: frozenset[str] = field(repr=False)
    joins: Mapping[str, tuple[str, ...]] = field(repr=False)
    here: Mapping[str, str] = field(repr=False)
    verbs: frozenset[str] = field(default=frozenset(), repr=False)
    particles: frozenset[str] = field(default=frozenset(), repr=False)
    clauses: tuple[str, ...] = field(default=(), repr=False)
    abbreviations: tuple[str, ...] = field(default=(), repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Language) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A thing that is measured, or a word that narrows one. ``units`` are the dimensions it may
    have ("money", "count", "area", "percent" …; empty: any); ``names`` are its surfaces by
    language code.
    """

    id: str
    name: str
    role: str  # "head" or "modifier"
    names: Mapping[str, tuple[str, ...]]
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative area: its plain English name, its level and the area it lies in."""

    name: str
    level: str  # "country", "province", "city", "county" (a city in a city), "district"
    within: str | None
    names: tuple[str, ...] = ()  # other surfaces, in any language


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """All words of one set-up. ``digest`` changes when any of the files does."""

    languages: tuple[Language, ...]
    indicators: tuple[Indicator, ...]
    places: tuple[Place, ...]
    digest: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

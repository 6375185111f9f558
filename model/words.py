"""The words that articles are read by: languages, indicators and places, out of `config/`.

Everything compares by the digest of the files it was read from, so that a copy sent to another
process finds the patterns compiled for the first one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """One way a language writes a period. ``match`` is a template of words and ``{slots}``;
    ``form`` names how its slots become dates (see `claims/period_rules.py`); ``shift`` and
    ``part`` are the constants a form may need: "last quarter" is form "this_quarter", shift -1.
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


@dataclass(frozen=True, slots=True)
class Naming:
    """How a language names what is measured. ``links`` and ``loose`` bind what narrows a name
    behind it ("of", "in"), ``owners`` before it; ``wholes`` lead from a share to its whole, from
    behind the number or, as ``shares`` do, before it. Words that end like ``participles`` or
    ``adverbs`` are no part of a name, but for ``kept``; ``endings`` are those of its verbs.
    ``forms`` write a phrase by measure: "{} growth"; one that ends in a word of ``raised`` is said
    to increase, one of ``rates`` is a rate. ``unsaid`` words open no phrase. ``done`` gives by verb
    what was done to what is counted ("complete": "completed"), behind it with ``passives`` between,
    where no word is ``fresh``; ``deeds`` by verb what an amount of money is ("spent": "spending").
    Who ``says`` something is not measured; ``purposes`` lead from money to what it is for,
    ``companions`` from what is counted to what else it has ("with", "their").
    """

    links: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    actors: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    pronouns: tuple[str, ...] = ()
    sectors: frozenset[str] = frozenset()
    containers: frozenset[str] = frozenset()
    before_verbs: frozenset[str] = frozenset()
    before_participles: frozenset[str] = frozenset()
    participles: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    kept: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    short_endings: tuple[str, ...] = ()
    cuts: tuple[str, ...] = ()
    unsaid: frozenset[str] = frozenset()
    rates: frozenset[str] = frozenset()
    raised: frozenset[str] = frozenset()
    fresh: frozenset[str] = frozenset()
    passives: tuple[str, ...] = ()
    says: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    companions: frozenset[str] = frozenset()
    forms: Mapping[str, str] = field(default_factory=dict)
    done: Mapping[str, str] = field(default_factory=dict)
    deeds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Areas:
    """How a language speaks of places. ``after`` and ``before`` are by level the words of kind
    around a name ("County Council", "Borough of"); ``unnamed`` words before one are no
    name. ``parts`` make the place behind them a whole of which the number is a part, as ``wholes``
    do behind it, and ``alls`` mean it all; ``compared`` lead to another's number, which ``owns``
    lead on to; ``partners`` lead to where something comes from or goes, ``inside`` to where it
    lies; ``fields`` rank or serve the place behind them, as ``ranks`` do before. ``sites`` lie in
    the area they are named after; ``names`` behind a place and ``of`` between make it part of
    another name. ``greater`` words narrow a name before it; ``daters`` close a dateline;
    ``joins`` stand between several places.
    """

    after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unnamed: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    alls: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    owns: frozenset[str] = frozenset()
    partners: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    sites: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    greater: frozenset[str] = frozenset()
    daters: tuple[str, ...] = ()
    joins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ranks:
    """How a language ranks: ``matches`` are tried where one of ``words`` stands; their group
    ``rank`` is an ordinal, in digits or one of ``ordinals``.
    """

    words: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    ordinals: Mapping[str, int] = field(default_factory=dict)


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
    dates: Mapping[str, Mapping[str, int]] = field(repr=False)  # slot of a rule -> its words
    periods: tuple[PeriodRule, ...] = field(repr=False)
    dating: Mapping[str, frozenset[str]] = field(repr=False)  # words around periods, by role
    masks: Masks = field(repr=False)
    durations: frozenset[str] = field(repr=False)
    stops: frozenset[str] = field(repr=False)
    fillers: frozenset[str] = field(repr=False)
    joins: Mapping[str, tuple[str, ...]] = field(repr=False)
    here: Mapping[str, str] = field(repr=False)
    areas: Areas = field(repr=False)
    unit_labels: tuple[str, ...] = field(repr=False)  # "Unit", over a table or its column
    governing: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    signs: Mapping[str, str] = field(default_factory=dict, repr=False)
    hundredths: Mapping[str, str] = field(default_factory=dict, repr=False)
    times: Mapping[str, str] = field(default_factory=dict, repr=False)
    phrase: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    mentions: tuple[str, ...] = field(default=(), repr=False)
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    verbs: frozenset[str] = field(default=frozenset(), repr=False)
    particles: frozenset[str] = field(default=frozenset(), repr=False)
    naming: Naming = field(default=Naming(), repr=False)
    clauses: tuple[str, ...] = field(default=(), repr=False)
    ranks: Ranks = field(default=Ranks(), repr=False)
    year_signs: tuple[str, ...] = field(default=(), repr=False)  # the ten digits of 二〇二五
    elisions: tuple[str, ...] = field(default=(), repr=False)  # "l'", written onto the next word
    head: str = field(default="last", repr=False)  # which noun of a phrase is counted
    abbreviations: tuple[str, ...] = field(default=(), repr=False)

    @property
    def owner(self) -> str:
        """What stands behind an owner in a language with spaces: "'s"; "" for nothing."""
        return self.naming.owners[0] if self.spaced and self.naming.owners else ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Language) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A thing that is measured, a word that narrows one, or what is done to one. ``units`` are
    the dimensions it may have ("money", "count", "area", "percent" …; empty: any); ``names`` are
    its surfaces by language code. A ``weak`` one says nothing beside another: 绿地面积 is 绿地.
    """

    id: str
    name: str
    role: str  # "head", "modifier" or "action"
    names: Mapping[str, tuple[str, ...]]
    units: tuple[str, ...] = ()
    weak: bool = False
    means: tuple[str, ...] = ()  # the entries it is made of, where they may stand apart
    otherwise: str = ""  # the entry that is meant where the unit does not fit: "output"


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative area: its plain English name, its level and the area it lies in. One
    ``in_full`` is only meant by the names written out, or with a word of kind: Reading Borough.
    """

    name: str
    level: str  # "country", "province", "city", "county" (a city in a city), "district", "park"
    within: str | None
    names: tuple[str, ...] = ()  # other surfaces, in any language
    in_full: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """All words of one set-up. ``digest`` changes when any of the files does."""

    languages: tuple[Language, ...]
    indicators: tuple[Indicator, ...]
    places: tuple[Place, ...]
    digest: str
    # The language of the indicators' own names, and how they are written by measure.
    named_in: str = ""
    currencies: Mapping[str, str] = field(default_factory=dict, repr=False)  # by country
    forms: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

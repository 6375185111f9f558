"""Where a number holds: the places a sentence names, and which of them it speaks of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from claims.atlas import Atlas, atlas_of
from claims.introduced import with_introduced
from claims.mask import is_measured
from claims.scan import Hit
from claims.sentences import Sentence
from model.words import Areas, Language, Place, Words

# What a place is to its clause. Only one that is spoken of, or that lies behind "in", holds.
SPOKEN, INSIDE, COMPARED, ASIDE = "spoken", "inside", "compared", "aside"
_WORDS = 3  # of a name that no list knows
_NEAR = 12  # letters from the start of a clause: what stands there is what it is about
_LONGEST = 40  # letters of the words before a place


@dataclass(frozen=True, slots=True)
class Region:
    """What a document speaks of: its place, and the areas around it."""

    place: str | None
    city: str | None
    nation: str | None
    province: str | None = None
    around: tuple[str, ...] = ()
    introduced: frozenset[str] = frozenset()  # names known in full only, that the text has told

    @property
    def context(self) -> tuple[str, ...]:
        """The place and the areas around it: names that several bear are its neighbours'."""
        return (self.place, *self.around) if self.place else ()


class Named(NamedTuple):
    """A place named at ``[start, end)``: its name, what it is to the clause (``use``), and
    whether the name is of an area or of a park in it.
    """

    start: int
    end: int
    name: str
    use: str
    area: bool = True


Told = tuple[str | None, str, Named | None]


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one sentence. ``hits`` are the names of areas: they name nothing else."""

    sentence: Sentence
    hits: tuple[Hit, ...]
    named: tuple[Named, ...]


def places(sentence: Sentence, region: Region) -> Places:
    """Every place the sentence names, generic ones ("the city") resolved by the document's."""
    found = list(named_in(sentence, region))
    generics = sentence.scan.all("here")
    if generics:
        found += _generics(generics, sentence, region)
        found.sort()
    hits = tuple(Hit(one.start, one.end, one.name) for one in found if one.area)
    return Places(sentence, hits, _joined(found, sentence))


def place_of(at: int, places: Places, words: Words, region: Region) -> Told:
    """The place the number at ``at`` speaks of, the rule that told it, and where it is named."""
    if not places.named:
        return region.place, "place:document", None
    sentence, atlas = places.sentence, atlas_of(words)
    begin, end = sentence.clause(at)
    chosen: Named | None = None
    for one in places.named:
        if one.end > at:
            break
        if one.use == COMPARED and _owns(one, at, sentence):
            return one.name, "place:owner", one
        if one.use in (SPOKEN, INSIDE):
            chosen = _narrower(chosen, one, begin, atlas)
    if chosen is None or chosen.start < begin or _is_spent(chosen, begin, sentence):
        behind = _behind(at, end, places, region, atlas)
        if behind is not None:
            return behind.name, "place:behind", behind
    if chosen is not None:
        return chosen.name or region.place, "place:named", chosen
    return region.place, "place:document", None


def _narrower(chosen: Named | None, one: Named, begin: int, atlas: Atlas) -> Named:
    """The later of two places, but for one that only says where the other lies."""
    if chosen is None or one.name not in atlas.around(chosen.name):
        return one
    return chosen if one.start < begin or one.start - chosen.end <= _NEAR else one


def _is_spent(one: Named, begin: int, sentence: Sentence) -> bool:
    """Whether a place already belongs to a number before: "8.1% in Bristol, 6.4% in Leeds"."""
    return one.use == INSIDE and any(c.isdigit() for c in sentence.low[begin : one.start])


def _owns(one: Named, at: int, sentence: Sentence) -> bool:
    """Whether the number is the compared place's own: "than Shanghai's 5 percent"."""
    between = sentence.low[one.end : at]
    if len(between) > 24:
        return False
    return between.strip() in sentence.language.areas.owns


def _behind(at: int, end: int, places: Places, region: Region, atlas: Atlas) -> Named | None:
    """The place behind the number that it lies in: "134 homes in Cork"."""
    sentence = places.sentence
    if not sentence.language.spaced:
        return None
    for one in places.named:
        if one.start <= at:
            continue
        if one.start >= end:
            return None
        between = sentence.low[at : one.start].partition(" ")[2]
        if any(letter.isdigit() for letter in between):
            return None
        if one.use == INSIDE and one.name not in region.around:
            return one
    return None


# -- the names of a sentence ----------------------------------------------------------------------


def named_in(sentence: Sentence, region: Region, title: bool = False) -> Iterator[Named]:
    """The places the sentence names, left to right. In a ``title`` capitals tell nothing."""
    hits = list(_unknown(sentence, region, _known(sentence, region)))
    if not hits:
        return
    title = title or (sentence.language.spaced and _capitals(sentence.text))
    look = _Look(sentence, region, title)
    before: Named | None = None
    for hit in hits:
        named = look.named(hit)
        if named is None:
            continue
        if before and hit.start - before.end <= 3 and before.name in look.atlas.around(named.name):
            named = named._replace(use=before.use)  # "East China's Shanghai"
        yield named
        before = named


def _known(sentence: Sentence, region: Region) -> list[Hit]:
    hits = with_introduced(sentence.scan.all("place"), sentence, region.introduced)
    if not sentence.language.spaced:
        return [hit for hit in hits if not is_measured(hit, sentence)]
    if not hits:
        return hits
    text, short = sentence.text, atlas_of(sentence.words).short
    return [
        hit
        for hit in hits
        if (text[hit.start].isupper() or text[_last_word(hit, text)].isupper())  # "the UK"
        and (hit.end - hit.start > 3 or text[hit.start : hit.end] in short)
        and text[hit.end : hit.end + 1] not in ("$", "£", "€")
    ]


def _last_word(hit: Hit, text: str) -> int:
    """Where the last word of a name begins."""
    return max(hit.start, text.rfind(" ", hit.start, hit.end) + 1)


class _Look:
    """How the places of one sentence are looked at."""

    def __init__(self, sentence: Sentence, region: Region, title: bool) -> None:
        self.sentence, self.region, self.title = sentence, region, title
        self.low, self.language = sentence.low, sentence.language
        self.words = _spoken(sentence.language)
        self.atlas = atlas_of(sentence.words)

    def named(self, hit: Hit) -> Named | None:
        """The place of the hit; None where the words are another name."""
        if self._other_name(hit):
            return None
        bearers: tuple[Place, ...] = hit.meaning
        if self.language.spaced and self.sentence.scan.at("area-after", hit.end + 1):
            # With its word of kind a name also means those that are only known in full.
            bearers = self.atlas.bearers(self.low[hit.start : hit.end]) or bearers
        place = self.atlas.among(bearers, self.region.context)
        name = self.atlas.area(place)
        return Named(hit.start, hit.end, name, self._use(hit, name), place.level != "park")

    def _other_name(self, hit: Hit) -> bool:
        low, words = self.low, self.words
        if low.startswith(words.names, hit.end) or self._ends(words.of, hit.start):
            return True
        if self.title or not self.language.spaced:
            return False
        return self._behind_a_name(hit) or self._before_a_name(hit)

    def _behind_a_name(self, hit: Hit) -> bool:
        """Whether a capitalised word before makes it a person's name: "Michael Jordan"."""
        text = self.sentence.text
        if hit.start < 2 or text[hit.start - 1] != " ":
            return False
        begin = text.rfind(" ", max(0, hit.start - 30), hit.start - 1) + 1
        word = text[begin : hit.start - 1]
        if not word or not word[0].isupper() or not word.isalpha() or begin == 0:
            return False
        low = word.lower()
        areas = self.language.areas
        if low in areas.greater or low in self.language.stops or low in _months(self.language):
            return False
        return not self.atlas.bearers(low)

    def _before_a_name(self, hit: Hit) -> bool:
        """Whether a capitalised word behind makes it part of a name: "Leeds University Press"."""
        text = self.sentence.text
        if text[hit.end : hit.end + 1] != " " or not text[hit.end + 1 : hit.end + 2].isupper():
            return False
        stop = text.find(" ", hit.end + 1, hit.end + 30)
        word = text[hit.end + 1 : stop if stop > 0 else hit.end + 30].strip(",.;:'’()")
        if len(word) < 3 or word.isupper() or not word[1].islower():
            return False
        if self.sentence.scan.at("area-after", hit.end + 1) or word.lower() in self.words.sites:
            return False
        return not self.atlas.bearers(word)

    def _use(self, hit: Hit, name: str) -> str:
        low, words, end = self.low, self.words, hit.end
        wider = name in self.region.around
        if low.startswith(words.wholes, end) or self._ends(words.parts, hit.start):
            return ASIDE
        if self._ends(words.compared, hit.start):
            return COMPARED
        if wider and (low.startswith(words.ranks, end) or self._ends(words.fields, hit.start)):
            return ASIDE
        inside = self._ends(words.inside, hit.start)
        if wider:
            return SPOKEN if self._subject(hit, inside) else ASIDE
        if inside:
            return INSIDE
        return ASIDE if self._ends(words.partners, hit.start) else SPOKEN

    def _subject(self, hit: Hit, inside: bool) -> bool:
        """Whether a wider area is what the clause is about, and not where something lies."""
        if self._ends(self.words.alls, hit.start):
            return True
        if inside and self.language.spaced:
            return self._opens(hit)
        owner = self.language.owner
        if owner and self.low.startswith(f"{owner} ", hit.end):
            return True
        begin, _ = self.sentence.clause(hit.start)
        return hit.start - begin <= _NEAR or hit.start <= _NEAR

    def _opens(self, hit: Hit) -> bool:
        """Whether "In China, …" opens a sentence that goes on without its document's place."""
        return self.low.startswith(",", hit.end) and hit.start <= _NEAR

    def _ends(self, words: tuple[str, ...], at: int) -> bool:
        """Whether one of the words stands right before ``at``."""
        if not words:
            return False
        if at > _LONGEST or not self.language.spaced:
            return self.low.endswith(words, max(0, at - _LONGEST), at)
        return f" {self.low[:at]}".endswith(words)


def _generics(hits: list[Hit], sentence: Sentence, region: Region) -> Iterator[Named]:
    look = _Look(sentence, region, title=True)
    meant = {
        "here": region.place,
        "city": region.city,
        "province": region.province,
        "nation": region.nation,
    }
    for hit in hits:
        name = meant[hit.meaning]
        if name:
            use = look._use(hit, name)
            yield Named(hit.start, hit.end, name, SPOKEN if use == INSIDE else use)


def _joined(found: list[Named], sentence: Sentence) -> tuple[Named, ...]:
    """The places, none of several that stand for one: "Leeds and Bradford have 1.3 million"."""
    joins = sentence.language.areas.joins
    out: list[Named] = []
    for named in found:
        one = named
        if out and one.name != out[-1].name and SPOKEN in (one.use, out[-1].use):
            between = sentence.low[out[-1].end : one.start].strip()
            if between in joins and between != "," and out[-1].use != COMPARED:
                out[-1] = out[-1]._replace(use=ASIDE)
                one = one._replace(use=ASIDE)
        out.append(one)
    return tuple(out)


# -- names that no list knows ---------------------------------------------------------------------


def _unknown(sentence: Sentence, region: Region, known: list[Hit]) -> Iterable[Hit]:
    """The known places, and those that a word of kind tells: "Wellford City Council"."""
    if not sentence.language.spaced:
        return known
    ends = {hit.end for hit in known}
    found: list[Hit] = []
    for kind in sentence.scan.all("area-after"):
        if kind.start and kind.start - 1 not in ends:
            found += _before_kind(kind, sentence)
    for kind in sentence.scan.all("area-before"):
        found += _behind_kind(kind, sentence)
    if not found:
        return known
    apart = [
        one for one in found if not any(h.start < one.end and one.start < h.end for h in known)
    ]
    return sorted([*known, *apart])


def _before_kind(kind: Hit, sentence: Sentence) -> Iterator[Hit]:
    text = sentence.text
    start = end = kind.start - 1
    for _ in range(_WORDS):
        begin = text.rfind(" ", max(0, start - 30), start) + 1
        word = text[begin:start]
        if not _is_name(word, sentence) or text[start : start + 1] != " ":
            break
        start = begin
        if begin == 0:
            break
    if start < end and text[end] == " ":
        yield from _made(start, end, kind, sentence)


def _behind_kind(kind: Hit, sentence: Sentence) -> Iterator[Hit]:
    text = sentence.text
    begin = end = kind.end + 1
    for _ in range(_WORDS):
        stop = text.find(" ", end, end + 30)
        stop = stop if stop >= 0 else min(len(text), end + 30)
        word = text[end:stop].rstrip(",.;:)")
        word = word.removesuffix(sentence.language.owner)
        if not _is_name(word, sentence):
            break
        last = end + len(word)
        if text[last : last + 1] != " ":
            end = last + 1
            break
        end = last + 1
    if end - 1 > begin and text[kind.start : kind.start + 1] != " ":
        yield from _made(begin, min(end - 1, len(text)), kind, sentence)


def _is_name(word: str, sentence: Sentence) -> bool:
    if len(word) < 3 or not word[0].isupper() or not word[1].islower():
        return False
    low = word.lower()
    return low not in sentence.language.areas.unnamed and low not in sentence.language.stops


def _made(start: int, end: int, kind: Hit, sentence: Sentence) -> Iterator[Hit]:
    """The name at ``[start, end)``: a listed one of that level, or one made up here."""
    name = sentence.text[start:end]
    bearers = atlas_of(sentence.words).bearers(name)
    level: str = kind.meaning
    fitting = tuple(place for place in bearers if place.level == level)
    if level == "known" and not bearers:
        return  # "the Asia-Pacific Region"
    if not fitting and level != "known" and (not bearers or level == "county"):
        # "Cook County" keeps its word: "Cook" alone is no place.
        whole = sentence.text[start : kind.end] if level == "county" and kind.start > end else name
        fitting = (Place(whole, level, None),)
    fitting = fitting or bearers
    yield Hit(start, end, fitting)


# -- words ----------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def _spoken(language: Language) -> Areas:
    """The words around places as they stand in a text: with the space that follows them."""
    areas = language.areas
    if not language.spaced:
        return areas
    return Areas(
        parts=_before(areas.parts),
        wholes=areas.wholes,
        alls=_before(areas.alls),
        compared=_before(areas.compared),
        partners=_before(areas.partners),
        inside=_before(areas.inside),
        fields=_before(areas.fields),
        ranks=areas.ranks,
        names=areas.names,
        of=_before(areas.of),
        sites=areas.sites,
    )


def _before(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f" {word} " for word in words)


@lru_cache(maxsize=16)
def _months(language: Language) -> frozenset[str]:
    return frozenset(word for words in language.dates.values() for word in words)


def _capitals(text: str) -> bool:
    """Whether most words have capitals, as in a headline: they tell no names then."""
    words = [word for word in text.split(" ", 60)[:60] if len(word) > 3 and word[0].isalpha()]
    return len(words) > 1 and sum(word[0].isupper() for word in words) * 10 >= len(words) * 7

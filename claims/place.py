"""Where a claim holds: the areas a text names, and which of them a number speaks of."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from claims.scan import Hit
from claims.sentences import Sentence
from model.words import Place, Words

_WIDER = {"country": 0, "province": 1, "city": 2, "county": 3, "district": 3}
# A capitalised name with one of these is a place we may not know: "Leeds City Council".
_UNKNOWN = re.compile(
    r"\b((?:St\.? )?[A-Z][a-z]+"
    r"(?:[ -](?!City|Borough|County|District|Town|New|Council)[A-Z][a-z]+)?)"
    r"(?: City| Borough| County| District| Town| Metropolitan| Municipal)*"
    r" (?:Council|County|District|Borough|City|New Area|Municipality|city council|district|county|"
    r"borough)\b|\b([A-Z][a-z]+(?: [A-Z][a-z]+)?), (?:Texas|California|Ohio|Florida|Oregon|"
    r"Washington|Arizona|Colorado|Georgia|Illinois|Michigan|Minnesota|Virginia|Tennessee|"
    r"Massachusetts|England|Scotland|Wales|Ontario)\b"
)
_UNKNOWN_HAN = re.compile(
    "(?:^|[，。、；\\s在对为由])([^\\W\\d比较全本我该各这那与和及的城郊社小园景街学地]{2,3}(?:新区|区|市|县|省))"
)
_NOT_PLACES = {
    "The",
    "This",
    "That",
    "Our",
    "Their",
    "Local",
    "Each",
    "New",
    "National",
    "Central",
    "City",
    "District",
}
_WHOLE = re.compile(
    r"'s (?:total|overall|average|downtown)|'s (?:gdp|economy)$"
    r"|的[一二三四五六七八九\d]|平均|的比重|的份额"
)
_PART_OF = re.compile(r"(?:\bof|\bof the|占|占到|约占|相当于|高于|低于|比|of all of)\s*$")
_ASIDE = re.compile(
    r"\b(?:in|across|throughout|within|downtown|outside|for|among|with|of|near|from|to|between|and|"
    r"district in|at)\s+(?:the |downtown |east china's )*$"
)


@dataclass(frozen=True, slots=True)
class Region:
    """What a document speaks of: its place, and the city and nation around it."""

    place: str | None
    city: str | None
    nation: str | None


def region_of(
    title: Sentence, sentences: Iterable[Sentence], words: Words, default: str | None
) -> Region:
    """The document's place: out of its title, else what it names most, narrow before wide."""
    atlas = _atlas(words)
    found = list(sentences)
    named = _first_named([title, *found[:1]], atlas)
    if named is None:
        counts = Counter(hit.meaning for one in found for hit in one.scan.all("place"))
        named = _most(counts, atlas)
    place = named or default or _unknown([one.text for one in (title, *found)])
    return Region(place, atlas.city(place), atlas.nation(place))


class _Atlas:
    def __init__(self, places: tuple[Place, ...]) -> None:
        self.places: dict[str, Place] = {}
        for place in places:
            self.places.setdefault(place.name, place)

    def level(self, name: str | None) -> int:
        place = self.places.get(name or "")
        return _WIDER[place.level] if place else 3

    def around(self, name: str | None) -> list[str]:
        """The areas ``name`` lies in, nearest first."""
        found: list[str] = []
        place = self.places.get(name or "")
        while place and place.within and place.within not in found:
            found.append(place.within)
            place = self.places.get(place.within)
        return found

    def city(self, name: str | None) -> str | None:
        place = self.places.get(name or "")
        if place is None or place.level != "district":
            return name
        around = self.around(name)
        return around[0] if around else name

    def nation(self, name: str | None) -> str | None:
        around = [name or "", *self.around(name)]
        countries = [a for a in around if a in self.places and self.level(a) == 0]
        return countries[0] if countries else ("China" if around[-1] in self.places else None)


def _first_named(sentences: list[Sentence], atlas: _Atlas) -> str | None:
    for sentence in sentences:
        hits: list[str] = [h.meaning for h in sentence.scan.all("place")]
        if hits:
            narrow = max(atlas.level(h) for h in hits)
            # "Shanghai's Yangpu district": the narrowest, and the first of those.
            within = [h for h in hits if atlas.level(h) == narrow]
            return within[0]
    return None


def _most(counts: Counter[str], atlas: _Atlas) -> str | None:
    if not counts:
        return None
    return max(counts, key=lambda name: counts[name] + atlas.level(name) * 0.5)


def _unknown(texts: list[str]) -> str | None:
    counts: Counter[str] = Counter()
    for text in texts[:200]:
        for match in _UNKNOWN.finditer(text):
            name = match[1] or match[2]
            if name.split()[0] not in _NOT_PLACES:
                counts[name] += 1
        for match in _UNKNOWN_HAN.finditer(text):
            counts[match[1]] += 1
    return counts.most_common(1)[0][0] if counts else None


_ROAD = re.compile(
    r" (?:(?:north|south|east|west|central|middle) )?(?:road|rd|street|avenue|university|railway|"
    r"expressway|east road|west road|normal university)\b"
    r"|[东西南北中]?[一二三]?(?:路|街|大道|大学|高速|铁路|师范)"
)


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one sentence."""

    sentence: Sentence
    hits: tuple[Hit, ...]


def places(sentence: Sentence, region: Region) -> Places:
    """Every place the sentence names, generic ones ("the city") resolved by the document's."""
    found = []
    for hit in sentence.scan.all("place"):
        if sentence.language.spaced and not sentence.text[hit.start].isupper():
            continue
        if _ROAD.match(sentence.low, hit.end):
            continue  # Nanjing Road runs through Shanghai
        found.append(hit)
    for generic in sentence.scan.all("here"):
        name = {"here": region.place, "city": region.city, "nation": region.nation}[generic.meaning]
        if name:
            found.append(Hit(generic.start, generic.end, name))
    return Places(sentence, tuple(sorted(found, key=lambda h: h.start)))


def place_of(at: int, places: Places, words: Words, region: Region) -> tuple[str | None, str]:
    """The place the number at ``at`` speaks of, and the rule that told it."""
    atlas = _atlas(words)
    low = places.sentence.low
    begin, _ = places.sentence.clause(at)
    chosen: str | None = None
    for hit in places.hits:
        if hit.end > at:
            break
        if _COMPARED.search(low, max(0, hit.start - 12), hit.start):
            if _OWNS.fullmatch(low, hit.end, at):
                return hit.meaning, "place:owner"
            continue  # what is compared with is not what is spoken of
        if _is_denominator(low, hit):
            continue
        if hit.meaning in atlas.around(region.place) and not _subject(low, hit, begin):
            continue
        if chosen and chosen in atlas.around(hit.meaning):
            chosen = hit.meaning
            continue
        if chosen and hit.meaning in atlas.around(chosen) and hit.start < begin:
            continue
        chosen = hit.meaning
    if chosen:
        return chosen, "place:named"
    return region.place, "place:document"


def _is_denominator(low: str, hit: Hit) -> bool:
    before, after = low[max(0, hit.start - 14) : hit.start], low[hit.end : hit.end + 12]
    if before.endswith("whole of "):
        return False
    return bool(_PART_OF.search(before)) or bool(_WHOLE.match(after))


def _subject(low: str, hit: Hit, begin: int) -> bool:
    """Whether a wider area is what the clause is about, and not where something lies."""
    if re.match(r"'s (?!downtown|total|yangpu|pudong)[a-z]", low[hit.end : hit.end + 16]):
        return True
    before = low[max(0, hit.start - 24) : hit.start]
    if before.endswith("whole of "):
        return True
    if _ASIDE.search(before):
        return False
    after = low[hit.end : hit.end + 2]
    return hit.start - begin <= 12 or hit.start <= 14 or after.startswith("'s")


# "Higher than Shanghai's 5 percent": the number is that place's own.
_OWNS = re.compile(r"(?:'s (?:average |overall )?(?:of )?|(?:全市|全省|全国|全区)?(?:平均)?的)")


_COMPARED = re.compile(r"(?:高于|低于|快于|慢于|优于|超过|than|above|below|against)\s*$")


@lru_cache(maxsize=8)
def _atlas(words: Words) -> _Atlas:
    return _Atlas(words.places)

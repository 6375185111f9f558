"""The areas of the world as the reader knows them: names, and what lies in what."""

from collections.abc import Iterable
from functools import lru_cache

from claims.tongue import lowered
from model.words import Language, Place, Words

# How narrow an area is; a park is read as the area it lies in.
_NARROW = {"country": 0, "province": 1, "city": 2, "county": 3, "district": 3, "park": 4}
_CITIES = {"city", "county"}
_COMMA = ", "  # "Baiyun, Guiyang": behind it stands what tells it from another Baiyun


class Atlas:
    """Every known place by name, and by the names that several places bear."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places: dict[str, Place] = {}
        for place in places:
            self.places.setdefault(place.name, place)
        self._bearers: dict[str, tuple[Place, ...]] = {}
        for place in self.places.values():
            for name in (plain(place.name), *place.names):
                key = name.lower()
                self._bearers[key] = (*self._bearers.get(key, ()), place)
        self._around: dict[str, tuple[str, ...]] = {}
        self.short = frozenset(
            name
            for place in self.places.values()
            for name in (place.name, *place.names)
            if len(name) <= _SHORT
        )

    def surfaces(self, language: Language) -> dict[str, tuple[Place, ...]]:
        """What a text in the language may call a place, with the places that bear the name."""
        found: dict[str, tuple[Place, ...]] = {}
        for place in self.places.values():
            names = place.names if place.in_full else (plain(place.name), *place.names)
            for name in names:
                if is_han(name) == (language.script == "han"):
                    for surface in _written(name, place, language):
                        key = lowered(surface, language)
                        if place not in found.get(key, ()):
                            found[key] = (*found.get(key, ()), place)
        return found

    def in_full(self, language: Language) -> dict[str, tuple[Place, ...]]:
        """The mere names of places that are known in full only: "Anji", and 安吉 of 安吉县."""
        found: dict[str, tuple[Place, ...]] = {}
        for place in self.places.values():
            for name in _mere(place, language) if place.in_full else ():
                key = lowered(name, language)
                found[key] = (*found.get(key, ()), place)
        return found

    def bearers(self, name: str) -> tuple[Place, ...]:
        """The places of this name, those known in full only included."""
        return self._bearers.get(name.lower(), ())

    def level(self, name: str | None) -> int:
        """How narrow the place is: 0 for a country; an unknown one is narrow."""
        place = self.places.get(name or "")
        return _NARROW[place.level] if place else _NARROW["district"]

    def around(self, name: str | None) -> tuple[str, ...]:
        """The areas ``name`` lies in, nearest first."""
        if name is None:
            return ()
        known = self._around.get(name)
        if known is None:
            known = self._around[name] = self._chain(name) if name in self.places else ()
        return known

    def _chain(self, name: str) -> tuple[str, ...]:
        found: list[str] = []
        place = self.places.get(name)
        while place and place.within and place.within not in found:
            found.append(place.within)
            place = self.places.get(place.within)
        return tuple(found)

    def among(self, bearers: tuple[Place, ...], context: Iterable[str]) -> Place:
        """The one of several places of a name that lies in or around a place of ``context``."""
        if len(bearers) > 1:
            named = {name for name in context if self.level(name) > 0}
            for place in bearers:
                if place.name in named or not named.isdisjoint(self.around(place.name)):
                    return place
        return bearers[0]

    def area(self, place: Place) -> str:
        """The administrative area a place is read as: itself, or the one that a park lies in."""
        return place.within if place.level == "park" and place.within else place.name

    def city(self, name: str | None) -> str | None:
        """What "the city" means in a text about ``name``."""
        place = self.places.get(name or "")
        if place is None or place.level != "district":
            return name
        around = self.around(name)
        return around[0] if around else name

    def province(self, name: str | None) -> str | None:
        """What "the province" means in a text about ``name``."""
        for area in (name or "", *self.around(name)):
            if area in self.places and self.places[area].level == "province":
                return area
        return None

    def nation(self, name: str | None) -> str | None:
        """The country ``name`` lies in."""
        for area in (name or "", *self.around(name)):
            if area in self.places and self.places[area].level == "country":
                return area
        return None


_LEAST = 2  # signs of a name without its word of kind
_SHORT = 3  # so short a name must be written as it is listed: "US" is not "us"


def plain(name: str) -> str:
    """The name without what tells it from another of that name."""
    return name.split(_COMMA, maxsplit=1)[0]


def _mere(place: Place, language: Language) -> Iterable[str]:
    """The place's names without their words of kind, in the script of the language."""
    if language.spaced:
        return [] if is_han(place.name) else [plain(place.name)]
    kinds = [kind for words in language.areas.after.values() for kind in words]
    names = (name for name in place.names if is_han(name) and language.script == "han")
    ends = ((name, kind) for name in names for kind in kinds if name.endswith(kind))
    return {name.removesuffix(kind) for name, kind in ends if len(name) - len(kind) >= _LEAST}


def is_han(name: str) -> bool:
    """Whether a name is written in Chinese."""
    return any("\u3400" <= letter <= "\u9fff" for letter in name)


def _written(name: str, place: Place, language: Language) -> Iterable[str]:
    """The name; where words are not spaced, also with its words of kind: 杨浦 and 杨浦区."""
    yield name
    kinds = language.areas.after.get(place.level, ())
    if not language.spaced and not place.in_full and not name.endswith(kinds or ("",)):
        yield from (name + kind for kind in kinds)


@lru_cache(maxsize=8)
def atlas_of(words: Words) -> Atlas:
    """The atlas of these words, made once."""
    return Atlas(words.places)

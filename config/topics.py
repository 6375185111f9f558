"""What a person calls an indicator or a place, in the terms in which claims are compared."""

import re
from collections.abc import Iterable

from model.condition import Topic
from model.text import whole_word
from model.words import Place, Words

_PLAIN = re.compile(r"[a-z0-9][a-z0-9.'-]*|[^\x00-\x7f]+")


def topic_of(phrase: str, words: Words) -> Topic:
    """The entries of the glossary that the phrase names, in any of the languages, and its words
    that are in none: "online new economy revenue" is what 在线新经济营业收入 is.
    """
    text = " ".join(phrase.casefold().split())
    known: list[frozenset[str]] = []
    rest = text
    weak = {one.id for one in words.indicators if one.weak}
    for surface, ids in _surfaces_in(text, words):
        found = whole_word(surface).search(rest)
        if found:
            rest = f"{rest[: found.start()]} | {rest[found.end() :]}"
            known.append(frozenset(ids))
    # A weak word says nothing beside another one, and then it is not in the key either.
    strong = [group for group in known if not group <= weak] or known
    return Topic(text, tuple(strong), tuple(_words(rest, words)))


def _surfaces_in(text: str, words: Words) -> list[tuple[str, set[str]]]:
    """The glossary's names in the text, the longest first, with the entries each one may mean."""
    found: dict[str, set[str]] = {}
    for one in words.indicators:
        for name in (name for names in one.names.values() for name in names):
            low = name.casefold()
            if low in text:
                found.setdefault(low, set()).update({one.id, one.otherwise} - {""})
    return sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))


def _words(rest: str, words: Words) -> Iterable[str]:
    small = {
        word
        for language in words.languages
        for names in (language.naming.links, language.naming.loose, language.naming.articles)
        for word in names
    }
    return (word for word in _PLAIN.findall(rest) if word not in small)


def areas_of(name: str, words: Words) -> tuple[frozenset[str], str | None]:
    """The places that bear the name, in any language, with all places inside them, in lower case;
    and for one that is read as the area it lies in (a park), that area. A name that no place
    bears is a place of its own: pages name more places than figurewatch knows.
    """
    low = name.casefold()
    named = [place for place in words.places if low in _names(place)]
    if not named:
        return frozenset({low}), None
    if all(place.level == "park" for place in named):
        return frozenset(), named[0].within
    inside = {place.name for place in named if place.level != "park"}
    for _ in words.places:  # country, province, city, district: a few steps down
        further = {p.name for p in words.places if p.within in inside} - inside
        if not further:
            break
        inside |= further
    return frozenset(place.casefold() for place in inside), None


def _names(place: Place) -> set[str]:
    return {each.casefold() for each in (place.name, *place.names)}

"""What a document speaks of: the place of its title, its first sentence, its dateline, its source,
or the one that most of what it names lies in.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from claims.atlas import Atlas, atlas_of
from claims.introduced import introduced, with_introduced
from claims.letters import LARGE
from claims.place import ASIDE, COMPARED, Named, Region, named_in
from claims.scan import Hit
from claims.sentences import Sentence
from model.words import Language, Place, Words

_HEAD = 4  # sentences that may open with a dateline: a title and a byline may stand before
_ENOUGH = 12  # mentions that tell what a text is about
_MOST = 60  # sentences looked at when neither title nor first sentence tells
_CONTEXT = 6  # sentences that tell which of several places of a name is meant
# The roles of words that name places.
_NAMING = ("place", "place-in-full", "area-after", "area-before")
_NOWHERE = Region(None, None, None)
# "LEEDS, March 3 (Reuters) --": capitals, then a dash.
_CAPITALS = re.compile(
    rf"([{LARGE}][{LARGE}.'-]+(?: [{LARGE}][{LARGE}.'-]+){{0,3}})"
    r"(?:,[^—–]{1,40}?)?\s?(?:—|–|--|-\s)"
)
_DATED = re.compile(r"\s?\d{1,2}\D\d{1,2}\D{1,3}")


def region_of(
    title: Sentence, sentences: Iterable[Sentence], words: Words, default: str | None
) -> Region:
    """The document's place, with the areas around it. Only as much of the text is looked at as
    it takes to tell.
    """
    atlas = atlas_of(words)
    found = list(sentences)[:_MOST]
    look = _Reader(atlas, found, default, introduced([title, *found], atlas, default))
    place = look.first_named(title) or look.opening()
    if place is None:
        place = look.dateline() if default is None else None
    if place is None:
        place = look.mostly(default) or default or _guessed([title, *found])
    return region(place, atlas, look.introduced)


def region(place: str | None, atlas: Atlas, introduced: frozenset[str] = frozenset()) -> Region:
    """The region of a place."""
    return Region(
        place, atlas.city(place), atlas.nation(place), atlas.province(place), atlas.around(place),
        introduced,
    )  # fmt: skip


class _Reader:
    def __init__(
        self, atlas: Atlas, found: list[Sentence], default: str | None, names: frozenset[str]
    ) -> None:
        self.atlas, self.found, self.default, self.introduced = atlas, found, default, names

    def first_named(self, sentence: Sentence) -> str | None:
        """The place the sentence is about: the first it names, and what is narrower in it."""
        at = _dateline_end(sentence)
        named = [one for one in self._named(sentence) if one.start >= at]
        spoken = [one for one in named if one.use not in (ASIDE, COMPARED)] or named
        if not spoken:
            return None
        name = spoken[0].name
        for one in spoken[1:]:
            if name in self.atlas.around(one.name):
                name = one.name
        return name

    def opening(self) -> str | None:
        """The place that the first sentence of the text names."""
        return self.first_named(self.found[0]) if self.found else None

    def dateline(self) -> str | None:
        """Where the text was written."""
        for sentence in self.found[:_HEAD]:
            end = _dateline_end(sentence)
            if not end:
                continue
            for one in self._named(sentence, title=True):
                if one.end <= end:
                    return one.name
            match = _CAPITALS.match(sentence.text)
            if match:
                return self._written(match[1])
        return None

    def _written(self, capitals: str) -> str:
        """The place of a dateline: "READING" is the town, whatever the word may mean."""
        bearers = self.atlas.bearers(capitals)
        if bearers:
            return self.atlas.area(self.atlas.among(bearers, self._context()))
        return capitals.title()

    def mostly(self, default: str | None) -> str | None:
        """The narrowest area that most of the places named lie in. Where the source is at home
        only a place in it says more.
        """
        counts: Counter[str] = Counter()
        for sentence in self.found:
            for one in self._named(sentence):
                if one.use != COMPARED:
                    counts[one.name] += 1
            if counts.total() >= _ENOUGH:
                break
        total = counts.total()
        held = Counter(counts)
        for name, count in counts.items():
            for area in self.atlas.around(name):
                held[area] += count
        fitting = [name for name, count in held.items() if count * 2 >= total > 1]
        if default is not None:
            fitting = [name for name in fitting if default in self.atlas.around(name)]
        return max(fitting, key=lambda n: (self.atlas.level(n), held[n]), default=None) or (
            None if default or total != 1 else next(iter(counts))
        )

    def _named(self, sentence: Sentence, title: bool = False) -> list[Named]:
        if not any(map(sentence.scan.holds, _NAMING)):
            return []
        hits = with_introduced(sentence.scan.all("place"), sentence, self.introduced)
        several = any(len(hit.meaning) > 1 for hit in hits)
        here = region_context(self._context()) if several else _NOWHERE
        here = replace(here, introduced=self.introduced)
        return list(named_in(sentence, here, title))

    def _context(self) -> tuple[str, ...]:
        """The places that the beginning of the text names without doubt, and the source's."""
        names = [self.default] if self.default else []
        for sentence in self.found[:_CONTEXT]:
            for hit in sentence.scan.all("place"):
                if len(hit.meaning) == 1:
                    names.append(hit.meaning[0].name)
        return (*names, *(area for name in names for area in self.atlas.around(name)))


def region_context(names: tuple[str, ...]) -> Region:
    """A region that only says among which places a text moves."""
    return Region(names[0], None, None, None, names[1:]) if names else _NOWHERE


def _dateline_end(sentence: Sentence) -> int:
    """Where a dateline at the start of the sentence ends; 0 without one."""
    text = sentence.text
    if sentence.language.spaced:
        match = _CAPITALS.match(text) if text[:2].isupper() else None
        return match.end() if match else 0
    for word in sentence.language.areas.daters:
        at = text.find(word, 0, 40)
        if at > 0 and _dated(text, at):
            return at + len(word)
    return 0


def _dated(text: str, at: int) -> bool:
    """Whether a day stands right before ``at``: 杭州1月5日|电."""
    return any(_DATED.fullmatch(text, max(0, at - size), at) for size in (4, 5, 6, 7))


# -- where no known place is named ----------------------------------------------------------------


def _guessed(sentences: list[Sentence]) -> str | None:
    """The name with a word of kind that is named most: 凤冈县."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(_names(sentence))
    return counts.most_common(1)[0][0] if counts else None


def _names(sentence: Sentence) -> Iterator[str]:
    language = sentence.language
    if language.spaced:
        for hit in sentence.scan.all("place"):
            yield from _beside(hit, sentence)
        return
    for kind in sentence.scan.all("area-after"):
        name = _unspaced(kind, sentence)
        if name is not None:
            yield name


def _beside(hit: Hit, sentence: Sentence) -> Iterator[str]:
    """A name before that of a wider area: "Wellford, Texas"."""
    place: Place = hit.meaning[0]
    text = sentence.text
    if place.level not in ("province", "country") or text[hit.start - 2 : hit.start] != ", ":
        return
    begin = text.rfind(" ", 0, hit.start - 2) + 1
    word = text[begin : hit.start - 2]
    if len(word) > 2 and word[0].isupper() and word.isalpha():
        yield word


def _unspaced(kind: Hit, sentence: Sentence) -> str | None:
    match = _before_kind(sentence.language).search(sentence.low, max(0, kind.start - 4), kind.start)
    return match[1] + sentence.low[kind.start : kind.end] if match else None


@lru_cache(maxsize=16)
def _before_kind(language: Language) -> re.Pattern[str]:
    """Two or three signs of a name, with nothing before them that could belong to it."""
    barred = "".join(re.escape(sign) for sign in sorted(language.areas.unnamed) if len(sign) == 1)
    begins = "".join(re.escape(word) for word in language.areas.inside if len(word) == 1)
    return re.compile(rf"(?:^|[\W{begins}])([^\W\d_{barred}]{{2,3}})\Z")

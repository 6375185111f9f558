"""Which names belong together: what binds, owns or lists them."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from claims.glossary import Piece
from claims.phrase import phrases
from model.words import Language

_MOST = 5  # pieces of one group


class Grouping:
    """The words of one language that bind names, as patterns of what stands between two."""

    def __init__(self, language: Language) -> None:
        naming = language.naming
        self.spaced = language.spaced
        self.containers = naming.containers
        self.sectors = naming.sectors
        self.actors = naming.actors | set(map(phrases(language).singular, naming.actors))
        self.speakers = naming.speakers
        self._pronoun = re.compile(rf"{_any(naming.pronouns)}\b")
        articles = f"(?: {_any(naming.articles)})*" if naming.articles else ""
        hidden = rf"(?: ?\|+{_any(naming.owners)})?" if naming.owners else ""
        doing = rf"(?: \w+{_any(naming.participles)})?" if naming.participles else ""
        strict, loose = _any(naming.links), _any((*naming.links, *naming.loose))
        owned = rf"|{_any(naming.owners)} ?" if naming.owners else ""
        if self.spaced:
            self._strict = re.compile(rf"{doing} {strict}{articles}{hidden} {owned}")
            self._link = re.compile(rf"{doing} {loose}{articles}{hidden} {owned}")
        else:
            self._strict = self._link = re.compile(_any(naming.owners))
        gap = " " if self.spaced else ""
        self._of = re.compile(rf"{gap}{_any(naming.wholes[:1])}{articles}{hidden}{gap}")
        self._whole = re.compile(rf"{gap}{_any(naming.wholes)}{articles}{hidden}{gap}")
        self._article = re.compile(rf"(?:^|[ (]){_any(naming.articles)}\s*$")
        of = rf" {_any(naming.wholes[:1])}{articles}{hidden} " if self.spaced else ""
        self._share = re.compile(_any(naming.shares) + of)
        # "42 projects with a combined investment": the other is a thing of its own.
        has = rf" {_any(naming.companions)} {_any(naming.articles)} "
        self._apart = re.compile(has if naming.companions and naming.articles else "(?!)")
        self._speaks = re.compile(rf" {_any(naming.says)}(?!\w)")
        lists = [word for word in language.joins.get("list", ()) if word.strip()]
        self._list_end = re.compile(rf"{_any(lists)}\s*$")
        self._listed = re.compile(rf"\s*(?:{_any(lists)}\s*)+(?:{_any(naming.articles)} )*")

    def linked(self, gap: str) -> bool:
        """Whether the gap binds what follows to what goes before: " of the "."""
        return self._link.fullmatch(gap) is not None and not self._apart.match(gap)

    def strictly_linked(self, gap: str) -> bool:
        """Whether the gap says whose or what for: " for the "."""
        return self._strict.fullmatch(gap) is not None

    def is_of(self, gap: str) -> bool:
        """Whether the gap says at once what a number is of."""
        return self._of.fullmatch(gap) is not None

    def leads_whole(self, low: str, at: int) -> int:
        """Where the whole begins that a share at ``at`` is a share of; 0 when it has none."""
        match = self._whole.match(low, at)
        return match.end() if match else 0

    def share_before(self, low: str, begin: int, end: int) -> int:
        """Where the whole begins that stands between a share's word and the number."""
        found = [match.end() for match in self._share.finditer(low, begin, end)]
        return found[-1] if found else 0

    def within(self, pieces: Sequence[Piece], gaps: str) -> int:
        """The index of the piece that is bound as the whole of those before it."""
        for index in range(1, len(pieces)):
            gap = gaps[pieces[index - 1].end : pieces[index].start]
            if self.linked(gap) and not self._strict.fullmatch(gap):
                return index
        return len(pieces)

    def ends_in_article(self, low: str, end: int) -> bool:
        """Whether an article stands right before ``end``."""
        return self._article.search(low, max(0, end - 12), end) is not None

    def is_pronoun(self, low: str, at: int) -> bool:
        """Whether a word stands at ``at`` that means what was said last."""
        return self._pronoun.match(low, at) is not None

    def acts(self, group: Sequence[Piece], gaps: str) -> bool:
        """Whether the group only says who speaks or acts."""
        if self._speaks.match(gaps, group[-1].end):
            return True
        words = (word for piece in group for word in piece.rest)
        first = group[0]
        if first.rest and not first.heads and first.rest[-1] in self.speakers:
            return True
        return not any(piece.known for piece in group) and self.actors.issuperset(words)

    def ends_in_list(self, gap: str) -> bool:
        """Whether a list goes on behind the gap."""
        return self._list_end.search(gap) is not None

    @staticmethod
    def ends_clause(gap: str) -> bool:
        """Whether a new clause begins in the gap."""
        return ";" in gap or "；" in gap

    def onward(self, pieces: Sequence[Piece], index: int, gaps: str) -> list[Piece]:
        """The piece at ``index`` with those bound to it from behind."""
        group = [pieces[index]]
        for piece in pieces[index + 1 : index + _MOST]:
            if not self._bound(group[-1], piece, gaps):
                break
            group.append(piece)
        return group

    def around(
        self, pieces: Sequence[Piece], index: int, gaps: str, begin: int
    ) -> tuple[int, list[Piece]]:
        """The group that the piece at ``index`` ends, and where it begins."""
        first = index
        while first > 0 and index - first < _MOST - 1 and pieces[first - 1].start >= begin:
            if not self._bound(pieces[first - 1], pieces[first], gaps):
                break
            first -= 1
        return first, list(pieces[first : index + 1])

    def _bound(self, one: Piece, two: Piece, gaps: str) -> bool:
        if two.start - one.end > 48:
            return False
        return self.linked(gaps[one.end : two.start])

    def listed(self, pieces: Sequence[Piece], index: int, gaps: str) -> list[Piece]:
        """What is named together with the piece: "green industries, the metaverse and …"."""
        found: list[Piece] = []
        at = pieces[index] if index < len(pieces) else None
        for piece in reversed(pieces[max(0, index - 4) : index]):
            gap = gaps[piece.end : at.start] if at else ""
            if len(gap) > 16 or not self._listed.fullmatch(gap):
                break
            if piece.heads and (at is None or not at.heads or not self._same(piece, at)):
                break
            found.append(piece)
            at = piece
        return found

    @staticmethod
    def _same(one: Piece, two: Piece) -> bool:
        """Whether two pieces of a list have one head and differ in what narrows it."""
        return one.heads[-1].meaning is two.heads[-1].meaning

    def narrowing(self, pieces: Iterable[Piece], low: str) -> list[Piece]:
        """The pieces that make another indicator of what they are bound to: an unknown word only
        where it is not merely where something is.
        """
        return [
            piece
            for piece in pieces
            if piece.known
            or not piece.rest
            or self._is_sector(piece, low)
            or self._strictly(piece, low)
        ]

    def _strictly(self, piece: Piece, low: str) -> bool:
        return not self.spaced or any(
            self._strict.fullmatch(low, start, piece.start)
            for start in range(max(0, piece.start - 24), piece.start)
        )

    def _is_sector(self, piece: Piece, low: str) -> bool:
        return low[piece.start : piece.end].rsplit(" ", 1)[-1] in self.sectors


def _any(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")" if ordered else "(?!)"


@lru_cache(maxsize=32)
def grouping(language: Language) -> Grouping:
    """The grouping of ``language``, made once."""
    return Grouping(language)

"""What is measured: which words of a sentence name it.

The key is a head with its modifiers out of the bilingual glossary, so that 数字经济企业 and
"digital economy enterprises" meet; words the glossary does not know stay in it and keep apart.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from claims.composing import composed
from claims.glossary import Piece, Span, glossary
from claims.grouping import Grouping, grouping
from claims.listed import respectively
from claims.naming import (
    NOTHING,
    Named,
    Parts,
    Said,
    dimension_of,
    head_of,
    measurable,
    parts_of,
)
from claims.narrowing import narrowed
from claims.portion import portion_of
from claims.quantity import Amount
from claims.sentences import Sentence
from claims.wording import native_of
from model import Measure
from model.words import Words

_FAR = 60  # characters behind a number that may name it
_NEAR = 40  # pieces before a number that may


class Names:
    """The names in one sentence. ``found`` are its amounts, ``hidden`` its places and periods."""

    def __init__(
        self, sentence: Sentence, found: Sequence[Amount], hidden: Sequence[Span], words: Words
    ) -> None:
        self.sentence, self.words, self.found = sentence, words, found
        self.spaced = sentence.language.spaced
        self.hidden = [one for one in hidden if self.spaced or not self._crossed(one)]
        self.told: list[tuple[Amount, Said]] = []  # what was named so far
        self.glossary = glossary(words, sentence.language)
        self.grouping: Grouping = grouping(sentence.language)

    def _crossed(self, place: Span) -> bool:
        """Whether another word begins before the place and ends in it: 新|增城|镇."""
        start, end = place
        moves = self.sentence.scan.within("move", max(0, start - 3), end)
        return any(move.meaning == "add" and move.start < start < move.end < end for move in moves)

    @cached_property
    def pieces(self) -> list[Piece]:
        """The runs of words that may name something; numbers name nothing."""
        numbers = [(a.start, a.stop) for a in self.found]
        return self.glossary.pieces(self.sentence, [*self.hidden, *numbers])

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    @cached_property
    def gaps(self) -> str:
        """The sentence with what is hidden blotted out: what binds names is read here."""
        low = self.sentence.low
        for start, end in self.hidden:
            low = low[:start] + "|" * (end - start) + low[end:]
        return low

    def of(
        self, amount: Amount, measure: Measure, before: tuple[Amount, Named] | None,
        carried: Named | None,
    ) -> Named:  # fmt: skip
        """The indicator of the amount. ``before`` is the amount before it in the sentence,
        ``carried`` the last indicator of the paragraph.
        """
        last = before[1].said if before else carried.said if carried else NOTHING
        group, pieces = self._own(amount, before)
        own = self._said(group, amount, pieces) if group else None
        if measure is Measure.SHARE:
            portion = portion_of(self, amount, own, last, before)
            if portion is not None:
                return portion
        said = own or self._of_same_unit(amount) or last
        if own:
            self.told.append((amount, own))
        if own is None and measure is Measure.SHARE:
            again = before[1] if before else carried
            if again and "/" in again.key:
                return again._replace(rule="indicator:carried")
        rule = "indicator:words" if own else "indicator:carried" if last.key else "indicator:none"
        return composed(self, said, measure, amount, group, before, rule)

    def _of_same_unit(self, amount: Amount) -> Said | None:
        """What an amount of the same unit was of: "42 projects worth 3 billion, and another 30"."""
        if not self.spaced or not amount.inherits or not self.told:
            return None
        if self.told[-1][0].unit == amount.unit:
            return None
        return next((said for one, said in reversed(self.told) if one.unit == amount.unit), None)

    # -- which words ---------------------------------------------------------------------------

    def _own(
        self, amount: Amount, before: tuple[Amount, Named] | None
    ) -> tuple[list[Piece], list[Piece]]:
        """The group that names the amount, and the same with all that narrows it."""
        listed = respectively(self, amount)
        counted = listed or self._counted(amount)
        if counted:
            return counted, listed or narrowed(self, counted, amount)
        behind, per = self.behind(amount), self._per(amount)
        if behind and behind[:1] == per:
            behind = []
        if behind and self._is_attribute(behind[0], amount):
            return behind, behind
        near = self._before(amount, self._begin(before, amount))
        if behind and self._is_for(behind[0], near, amount, before):
            return behind, behind
        if near and not (behind and not self._known(near) and self._known(behind)):
            return near, [*narrowed(self, near, amount), *per]
        if not behind or (before and not self._belongs(behind[0], amount)):
            behind = []
        bound = self._known(behind) or (behind and self._touches(behind[0], amount))
        return (behind, behind) if bound else ([], [])

    def _is_for(
        self, piece: Piece, near: list[Piece], amount: Amount,
        before: tuple[Amount, Named] | None,
    ) -> bool:  # fmt: skip
        """Whether the number is bound to what is behind it more than to what is near before it:
        "£9 million for hospitals", "3% core and 2% for the precept".
        """
        if not self.grouping.strictly_linked(self.gaps[amount.stop : piece.start]):
            return False
        if self.sentence.scan.within("per", amount.stop, piece.start):
            return False  # "worth up to $755 per child"
        if before and near and 0 <= near[0].start - before[0].stop < 2:
            return True
        money = self.spaced and dimension_of(amount) == "money"
        return money and not (near and measurable(near, "money"))

    def _touches(self, piece: Piece, amount: Amount) -> bool:
        """Whether the number is bound to the unknown words behind it."""
        gap = self.gaps[amount.stop : piece.start]
        return not self.spaced or gap in {" ", "-"} or self.grouping.linked(gap)

    def _begin(self, before: tuple[Amount, Named] | None, amount: Amount) -> int:
        """From where on words may name the amount: behind the one before it and its whole."""
        if not before or before[0].end > amount.start:
            return 0
        end = before[0].end
        shares = self.spaced and amount.unit == before[0].unit == "percent"
        at = self.grouping.leads_whole(self.gaps, before[0].stop) if shares else 0
        if at:
            index = self.index(before[0].stop)
            if index < len(self.pieces) and self.pieces[index].start <= at:
                end = max(end, self.pieces[index].end)
        return end

    @staticmethod
    def _known(group: Sequence[Piece]) -> bool:
        return any(piece.known for piece in group)

    def index(self, at: int) -> int:
        """The index of the first piece at or behind ``at``."""
        return bisect_left(self._starts, at)

    def _counted(self, amount: Amount) -> list[Piece]:
        """The counted noun with what narrows it from behind."""
        if not amount.noun:
            return []
        index = self.index(amount.stop)
        if index == len(self.pieces) or self.pieces[index].start >= amount.noun_span[1]:
            return []
        group = self.grouping.onward(self.pieces, index, self.gaps)
        first = group[0]
        if self.spaced and not first.known and set(first.rest) <= self.grouping.containers:
            bound = len(group) > 1 and self.grouping.is_of(self.gaps[first.end : group[1].start])
            return group[1:] if bound else []
        return group

    def behind(self, amount: Amount) -> list[Piece]:
        """What stands behind the number up to the next one, if it is bound to it."""
        index = self.index(amount.stop)
        limit = self.limit(amount)
        if index == len(self.pieces) or self.pieces[index].start >= limit:
            return []
        if amount.unit == "percent" and self.grouping.leads_whole(self.gaps, amount.stop):
            return []
        group = self.grouping.onward(self.pieces, index, self.gaps)
        return [piece for piece in group if piece.end <= limit] or group[:1]

    def _per(self, amount: Amount) -> list[Piece]:
        """What the number is measured per: "40,000 yuan per person"."""
        index = self.index(amount.stop)
        if index == len(self.pieces) or self.gaps[amount.stop : self.pieces[index].start] != " ":
            return []
        piece = self.pieces[index]
        return [piece] if piece.modifiers and not piece.heads and not piece.rest else []

    def limit(self, amount: Amount) -> int:
        """Where what is said behind the number ends: the next number or the clause's end."""
        following = (a.start for a in self.found if a.start >= amount.stop)
        _, end = self.sentence.clause(amount.at)
        return min(end, amount.stop + _FAR, next(following, end))

    def _is_attribute(self, piece: Piece, amount: Amount) -> bool:
        """Whether the number describes the piece: "a $3 billion operating budget"."""
        gap = self.gaps[amount.stop : piece.start]
        if amount.unit in {"percent", "percentage_point", "times"}:
            return False
        if self.grouping.is_of(gap):
            return True
        head = head_of(piece.heads, dimension_of(amount))
        return gap in {" ", "-"} and (head is not None or self._has_article(amount))

    def _has_article(self, amount: Amount) -> bool:
        return self.grouping.ends_in_article(self.gaps, amount.start)

    def _belongs(self, piece: Piece, amount: Amount) -> bool:
        """Whether what stands behind a later number is its own and not said in passing."""
        head = head_of(piece.heads, dimension_of(amount))
        return head is not None or self.grouping.is_of(self.gaps[amount.end : piece.start])

    def _before(self, amount: Amount, begin: int) -> list[Piece]:
        """The group before the number, nearest first, that can be measured in its unit."""
        clause, _ = self.sentence.clause(amount.at)
        known: list[Piece] = []
        near: list[Piece] = []
        for group in self._groups(amount, begin):
            if measurable(group, dimension_of(amount)):
                return group
            if self._known(group):
                known = known or group
            if group[-1].start >= clause:
                near = near or group
        # An unknown word that stands nearest may be said in passing.
        passing = not self._known(near) and any(piece.modifiers for piece in known)
        return near if near and not passing else known

    def _groups(self, amount: Amount, begin: int) -> Iterator[list[Piece]]:
        """The groups before the number, nearest first, without those who only speak or act."""
        stop = self.index(amount.start)
        index = stop - 1
        while index >= max(0, stop - _NEAR) and self.pieces[index].start >= begin:
            index, group = self.grouping.around(self.pieces, index, self.gaps, begin)
            index -= 1
            if not self.grouping.acts(group, self.gaps):
                yield group

    # -- in words ------------------------------------------------------------------------------

    def parts(self, group: Sequence[Piece], amount: Amount) -> Parts:
        """What the key of the pieces is made of."""
        return parts_of(group, dimension_of(amount), self.glossary.by_id, last=not self.spaced)

    def _said(self, group: list[Piece], amount: Amount, pieces: Sequence[Piece]) -> Said:
        rest = [p for p in pieces if p not in group]
        kept = self.grouping.narrowing(group[1:], self.sentence.low) if self.spaced else group[1:]
        parts = self.parts([group[0], *kept, *rest], amount)
        done = self._done(amount, group)
        if done is not None and done.actions:
            actions = tuple({h.meaning.id: h.meaning for h in done.actions}.values())
            parts = parts._replace(actions=(*parts.actions, *actions))
        native = native_of(self, group, rest, amount, done)
        return Said(native, parts.name, parts.key)

    def _done(self, amount: Amount, group: Sequence[Piece]) -> Piece | None:
        """What is done to the thing counted: "renovated 280 homes", "patents were granted"."""
        index = self.index(amount.start) - 1
        if index >= 0 and self._acts(index, amount):
            return self.pieces[index]
        if not self.spaced:
            return None
        index = self.index(max(amount.end, group[-1].end))
        if index < len(self.pieces) and self.pieces[index].start - amount.end < 24:
            piece = self.pieces[index]
            alone = piece.actions and not piece.known and not piece.rest
            alone = alone and not self.grouping.ends_in_list(self.gaps[amount.end : piece.start])
            return piece if alone and piece.start < self.limit(amount) + 1 else None
        return None

    def _acts(self, index: int, amount: Amount) -> bool:
        piece = self.pieces[index]
        if not piece.actions or piece.known or piece.rest:
            return False
        return len(self.gaps[piece.end : amount.start].strip()) < 12

"""What the core has read in an article: its numbers, and which of them are claims already."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from model import Claim, Mention, Span

_Amount: TypeAlias = tuple[Decimal, str]


@dataclass(slots=True)
class Numbers:
    """The core's mentions of an article beside its claims; both are looked up by their place."""

    mentions: Sequence[Mention]
    known: Sequence[Claim]
    _starts: list[int] = field(init=False, repr=False)
    _taken: set[int] = field(init=False, repr=False)
    _converted: dict[_Amount, list[tuple[int, int]]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.mentions = sorted(self.mentions, key=lambda mention: mention.span)
        self._starts = [mention.span.start for mention in self.mentions]
        self._taken = _places(claim.span for claim in self.known)
        self._converted = {}
        for claim in sorted(self.known, key=lambda claim: claim.span):
            end = claim.sentence_start + len(claim.sentence)
            for other in claim.converted:
                places = self._converted.setdefault((other.value, other.unit), [])
                places.append((claim.span.start, end))

    def within(self, span: Span) -> Sequence[Mention]:
        """The mentions that begin in the span, in order."""
        first, last = (bisect_left(self._starts, at) for at in (span.start, span.end))
        return self.mentions[first:last]

    def is_known(self, mention: Mention) -> bool:
        """Whether the core has made a claim of it, or holds it for the conversion of one."""
        if not self._taken.isdisjoint(range(mention.span.start, mention.span.end)):
            return True
        amount = (mention.quantity.value, mention.quantity.unit)
        places = self._converted.get(amount, [])
        before = bisect_right(places, mention.span.start, key=lambda place: place[0])
        return before > 0 and mention.span.start < places[before - 1][1]

    def open(self, span: Span) -> list[Mention]:
        """The mentions in the span that no claim has: all that can be proposed there."""
        return [mention for mention in self.within(span) if not self.is_known(mention)]


def _places(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}

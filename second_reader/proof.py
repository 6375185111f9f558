"""What becomes of a proposal: a claim that the text and the core's own numbers bear out, or a
refusal that says why. Only these two are believed, so a page that talks a model into inventing
figures gets nothing through.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TypeVar

from model import Article, Claim, Kind, Measure, Mention, Quantity, Span, days
from model.claim import PROPOSED
from model.words import Words
from second_reader.answer import Proposal
from second_reader.numbers import Numbers
from second_reader.passages import Passage

E = TypeVar("E", Kind, Measure)
TRUST = 0.5  # the most that a proposal is trusted; less for each field that is not its own
_OCCURRENCES = 100
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")


class Reason(StrEnum):
    """Why a proposal is refused."""

    FORM = "not in the form asked for"
    QUOTE = "the quote is not in the passage"
    NO_NUMBER = "the core reads no number in the quote"
    OTHER_NUMBER = "the core reads another number in the quote"
    KNOWN = "the core has read this claim already"
    TWICE = "proposed twice"


@dataclass(frozen=True, slots=True)
class Refused:
    """A proposal that was not taken, for the record. ``quote`` is the service's text."""

    quote: str
    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """An article with all that the core reads in it, to hold proposals against."""

    article: Article
    words: Words
    numbers: Numbers
    place: str | None = None

    def judged(
        self, answer: Iterable[Proposal | str], passage: Passage
    ) -> tuple[list[Claim], list[Refused]]:
        """The proposals of one answer: those borne out as claims, the others with the reason."""
        claims: list[Claim] = []
        refused: list[Refused] = []
        places = _Places(passage)
        for proposal in answer:
            found = self._borne_out(proposal, places)
            if isinstance(found, Refused):
                refused.append(found)
                continue
            mention, proposed = found
            if any(claim.span == mention.span for claim in claims):
                refused.append(Refused(proposed.quote, Reason.TWICE))
            else:
                claims.append(self._claim(proposed, mention))
        return claims, refused

    def _borne_out(
        self, proposal: Proposal | str, places: "_Places"
    ) -> tuple[Mention, Proposal] | Refused:
        if isinstance(proposal, str):
            return Refused("", Reason.FORM, proposal)
        quote = places.of(proposal.quote)
        if quote is None:
            return Refused(proposal.quote, Reason.QUOTE)
        found = self._number(proposal, quote, places.passage)
        return found if isinstance(found, Refused) else (found, proposal)

    def _number(self, proposal: Proposal, quote: Span, passage: Passage) -> Mention | Refused:
        """The core's number in the quote, if it is the proposal's and nobody's yet."""
        held = [m for m in self.numbers.within(passage.span) if _holds(quote, m, self.article.text)]
        same = [mention for mention in held if _agrees(proposal, mention.quantity)]
        if not held:
            return Refused(proposal.quote, Reason.NO_NUMBER)
        if not same:
            read = ", ".join(f"{m.quantity.value:f} {m.quantity.unit}" for m in held[:5])
            detail = f"{proposal.value:f} {proposal.unit} proposed, {read} read"
            return Refused(proposal.quote, Reason.OTHER_NUMBER, detail)
        new = [mention for mention in same if not self.numbers.is_known(mention)]
        return new[0] if new else Refused(proposal.quote, Reason.KNOWN)

    def _claim(self, proposal: Proposal, mention: Mention) -> Claim:
        """The claim: number, quote and place in the text are the core's, the rest is checked."""
        kind, measure = _one_of(Kind, proposal.kind), _one_of(Measure, proposal.measure)
        indicator = proposal.indicator.strip() if self._says(proposal.indicator) else ""
        place, period = self._place(proposal.place), self._period(proposal.period)
        kept = {"kind": kind, "measure": measure, "indicator": indicator,
                "place": place, "period": period}  # fmt: skip
        text, sentence = self.article.text, mention.sentence
        return Claim(
            quantity=mention.quantity,
            kind=kind or Kind.FIGURE,
            measure=measure or Measure.LEVEL,
            indicator=indicator,
            # No key of the core's: what is only proposed must not meet what was read.
            indicator_key=f"{PROPOSED}:{' '.join(indicator.casefold().split())}",
            place=place or self.place,
            period=period,
            quote=text[mention.span.start : mention.span.end],
            span=mention.span,
            sentence=text[sentence.start : sentence.end],
            sentence_start=sentence.start,
            language=mention.language,
            confidence=round(TRUST - 0.05 * sum(not value for value in kept.values()), 2),
            rules=(PROPOSED, *(f"{n}:{'proposed' if v else 'default'}" for n, v in kept.items())),
        )

    def _says(self, phrase: str) -> bool:
        """Whether the article has the phrase, word for word."""
        phrase = phrase.strip()
        return bool(phrase) and (phrase in self.article.text or phrase in self.article.title)

    def _place(self, phrase: str) -> str | None:
        """A place that the article names, by its plain name if only one place is called so."""
        if not self._says(phrase):
            return None
        phrase = phrase.strip()
        named = {place.name for place in self.words.places if phrase in (place.name, *place.names)}
        return named.pop() if len(named) == 1 else phrase

    def _period(self, period: str) -> str | None:
        """The period, if it is written as ours are and in years that the article can mean."""
        found = days(period)
        if found is None or found.first > found.last:
            return None
        article = self.article
        years = {int(year) for year in _YEAR.findall(f"{article.title}\n{article.text}")}
        if article.published:
            years |= {article.published.year + shift for shift in (-1, 0, 1)}
        return period if {found.first.year, found.last.year} <= years else None


class _Places:
    """Where the quotes of one answer stand in the article."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._near = passage.start  # where the quote before ended
        self._used: set[int] = set()

    def of(self, quote: str) -> Span | None:
        """The place of the quote nearest to the one before, of those not yet used if there are
        any; None when it is not in the passage, character for character.
        """
        matches = islice(re.finditer(re.escape(quote), self.passage.text), _OCCURRENCES)
        found = [self.passage.start + match.start() for match in matches]
        free = [at for at in found if at not in self._used] or found
        at = min(free, key=lambda at: abs(at - self._near), default=None)
        if at is None:
            return None
        self._used.add(at)
        self._near = at + len(quote)
        return Span(at, self._near)


def _holds(quote: Span, mention: Mention, text: str) -> bool:
    """Whether the whole number is in the quote; its unit and bound may stand outside."""
    first, last = mention.span.start, mention.span.end - 1
    signs = [at for at in range(first, last + 1) if text[at].isnumeric()] or [first, last]
    return quote.start <= signs[0] and signs[-1] < quote.end


def _agrees(proposal: Proposal, quantity: Quantity) -> bool:
    return (
        proposal.value == quantity.value
        and proposal.unit.casefold() == quantity.unit.casefold()
        and (proposal.value_max is None or proposal.value_max == quantity.value_max)
    )


def _one_of(choices: type[E], name: str) -> E | None:
    return next((choice for choice in choices if choice.value == name), None)

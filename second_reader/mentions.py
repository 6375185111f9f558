"""Every number that the core can read in an article, whether it makes a claim of it or not."""

from collections.abc import Iterator
from typing import NamedTuple

from claims.mask import masked
from claims.normalise import normalise
from claims.number import might_hold
from claims.period import periods
from claims.quantity import Amount, amounts
from claims.reading import plain
from claims.sentences import Sentence, sentences
from model import Article, Quantity, Span
from model.words import Words


class Mention(NamedTuple):
    """A quantity where the text states it, in its sentence. A bare number counts items."""

    quantity: Quantity
    span: Span
    sentence: Span
    language: str


def mentions(article: Article, words: Words) -> Iterator[Mention]:
    """The numbers of the article in the order of its text; what the core knows to be a date, a
    name or a label is none.
    """
    text = normalise(article.text, words)
    for sentence in sentences(text, words, article.language):
        if might_hold(sentence.low, sentence.language):
            whole = text.span(sentence.start, sentence.start + len(sentence.text))
            for amount in _amounts(sentence):
                span = text.span(sentence.start + amount.start, sentence.start + amount.end)
                yield Mention(_quantity(amount), span, whole, sentence.language.code)


def _amounts(sentence: Sentence) -> list[Amount]:
    dates = periods(sentence.text, sentence.low, sentence.language)
    return amounts(sentence, masked(sentence, [(date.start, date.end) for date in dates]))


def _quantity(amount: Amount) -> Quantity:
    high = None if amount.high is None else plain(amount.high)
    return Quantity(plain(amount.value), amount.unit or "item", amount.bound, high)

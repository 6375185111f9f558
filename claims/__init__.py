"""The claims reader: an article in, its claims out. Pure: no clock, no network, no files."""

import hashlib

from claims.anchored import anchored
from claims.explain import Decision, Explanation, explained
from claims.mentions import mentions_of
from claims.reading import claims_of
from model import Article, Claim, Mention
from model.words import Words

# Goes up with every change of what is read: a new reading of an old version is no change.
READER_VERSION = "5"


def reader_label(words_digest: str, place: str | None = None) -> str:
    """What a reading keeps of its reader: "3+1f0c9a2b". Another whenever the same text may be
    read otherwise: by other code, by other words, or at home in another ``place``.
    """
    read_with = hashlib.sha256(f"{words_digest}\n{place or ''}".encode())
    return f"{READER_VERSION}+{read_with.hexdigest()[:8]}"


def read(article: Article, words: Words, *, place: str | None = None) -> tuple[Claim, ...]:
    """Every claim of the article in the order of its text. ``place`` is where the source is at
    home, used when the text names no place; ``article.published`` resolves "this year" (None:
    such periods stay None). Spans point into ``article.text``.
    """
    return anchored(claims_of(article, words, place), article)


def quantities(article: Article, words: Words) -> tuple[Mention, ...]:
    """Every quantity of the article in the order of its text, also those that are no claims:
    durations, ages, small counts; not dates, ordinals and names. Spans point into the text.
    """
    return tuple(mentions_of(article, words))


def explain(article: Article, words: Words, *, place: str | None = None) -> tuple[Explanation, ...]:
    """How every sentence with a number was read: each claim's fields with the rule that decided
    and the words it saw, and why the other numbers are no claims.
    """
    return tuple(explained(article, words, place))


__all__ = [
    "READER_VERSION",
    "Decision",
    "Explanation",
    "explain",
    "quantities",
    "read",
    "reader_label",
]

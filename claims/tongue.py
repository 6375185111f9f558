"""Which language a text is in, and its letters as they are compared."""

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache

from claims.letters import LARGE, SMALL
from model import Article
from model.words import Language

_HAN = re.compile("[\u3400-\u9fff]+")
_WORD = re.compile(f"[{SMALL}]+")
_ENOUGH = 4_000  # characters that tell the language
_LETTER = re.compile(f"[{SMALL}{LARGE}]{{2,}}")


def language_of(text: str, languages: tuple[Language, ...], main: str) -> Language:
    """The language whose letters the text is written in; ``main`` decides among several."""
    han = 0 if text.isascii() else sum(map(len, _HAN.findall(text)))
    script = "han" if han and han * 3 > len(_LETTER.findall(text)) else "latin"
    return of_script(languages, script, main)


@lru_cache(maxsize=64)
def of_script(languages: tuple[Language, ...], script: str, main: str) -> Language:
    """The language that is read where letters of ``script`` stand."""
    fitting = [one for one in languages if one.script == script] or list(languages)
    return next((one for one in fitting if one.code == main), fitting[0])


def in_its_language(article: Article, languages: tuple[Language, ...]) -> Article:
    """The article with the language that most of its small words are of, among those that are
    written in its letters.
    """
    script = next((one.script for one in languages if one.code == article.language), "latin")
    several = [one for one in languages if one.script == script and one.spaced]
    if len(several) <= 1:
        return article
    small = Counter(_WORD.findall(article.text[:_ENOUGH].lower()))
    counts = {one.code: sum(small[word] for word in one.stops) for one in several}
    best = max(counts, key=lambda code: (counts[code], code == article.language))
    return article if best == article.language else replace(article, language=best)


def lowered(text: str, language: Language) -> str:
    """The text in lower case, of the same length, with a word of its own for each that an
    apostrophe cuts short: "l'emploi" is "l emploi".
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    if not language.elisions or "'" not in low:
        return low
    return _elided(language).sub(" ", low)


@lru_cache(maxsize=16)
def _elided(language: Language) -> re.Pattern[str]:
    # What stands before is of a few fixed lengths: a look-behind for each.
    short = sorted({word.rstrip("'") for word in language.elisions})
    behind = "|".join(rf"(?<=(?<![^\W_]){re.escape(word)})" for word in short)
    return re.compile(rf"(?:{behind})'(?=\w)")

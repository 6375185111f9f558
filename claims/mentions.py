"""Every quantity a text mentions, also those that are no claims: durations, ages, small counts."""

import re
from collections.abc import Iterator
from functools import lru_cache

from claims.amount import Amount
from claims.elided import completed
from claims.headers import is_header
from claims.mask import is_counted, masked
from claims.normalise import Normal, normalise
from claims.number import might_hold
from claims.period import periods
from claims.phrase import phrases
from claims.quantity import amounts
from claims.reading import plain
from claims.sentences import Sentence, sentences
from claims.tongue import in_its_language
from claims.written import in_own_words
from model import Article, Mention, Quantity
from model.words import Language, Words

_STRUCTURE = 10  # a count in words up to here structures a text
_LASTING = frozenset(
    {"next_years", "past_years", "months", "years", "run_years"}
)  # periods that say how long
_NAMED = 4  # digits of a number that may be part of a name
_CAPITAL = re.compile(r"([^\W\d_][\w&'.]*)[ -]$")


def mentions_of(article: Article, words: Words) -> Iterator[Mention]:
    """Every quantity of the article, in the order of the text."""
    article = in_its_language(article, words.languages)
    text = normalise(article.text, words, article.language)
    for sentence in sentences(text, words, article.language):
        if is_header(sentence.low, words) or not might_hold(sentence.low, sentence.language):
            continue
        for amount in _of_sentence(sentence):
            yield _mention(amount, sentence, text, article.text)


def _of_sentence(sentence: Sentence) -> list[Amount]:
    language = sentence.language
    mask = masked(sentence, []) if not language.mentions else _Mask(sentence)
    found = amounts(sentence, mask, wide=True)
    return completed([a for a in found if _is_said(a, sentence)], sentence)


class _Mask:
    """Hides dates, names and codes, and nothing else that is written in numbers."""

    def __init__(self, sentence: Sentence) -> None:
        low, language = sentence.low, sentence.language
        self.low, self.pattern, self.hidden = low, _pattern(language), 0
        named = periods(sentence.text, low, language)
        self.spans = [(p.start, p.end) for p in named if p.form not in _LASTING]
        for role in ("mask-name", "place"):
            names = (hit for hit in sentence.scan.all(role) if not is_counted(hit, sentence))
            self.spans += [(hit.start, hit.end) for hit in names]

    def hides(self, start: int, end: int) -> bool:
        """Whether any of ``[start, end)`` is hidden."""
        if any(begin < end and start < stop for begin, stop in self.spans):
            return True
        match = self.pattern.match(self.low, start) if start >= self.hidden else None
        self.hidden = match.end() if match is not None else self.hidden
        return start < self.hidden


@lru_cache(maxsize=16)
def _pattern(language: Language) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in language.mentions) or "(?!)")


def _is_said(amount: Amount, sentence: Sentence) -> bool:
    """Whether an amount is one: not a name, a code, a pronoun or a mere "doubled"."""
    number, low, language = amount.number, sentence.low, sentence.language
    if number.unit == "times" or (number.unit == "percent" and number.value < 0):
        return False
    if not language.spaced:
        return True
    glued = amount.stop == number.end and low[number.end : number.end + 1].isalpha()
    if (number.digits and glued) or _is_score(amount, low):  # "20th", "1970s", "5g"
        return False
    if (amount.unit is None or amount.noun) and _is_name(amount, sentence):
        return False
    return _means(amount, sentence)


def _means(amount: Amount, sentence: Sentence) -> bool:
    """Whether a number in words has something to count."""
    number, language = amount.number, sentence.language
    if amount.unit is not None or number.scaled or amount.ranged or number.digits:
        return True
    of = sentence.scan.at("of", number.end + 1)
    word = phrases(language).word(sentence.low, number.end + 1)
    return of is not None or (amount.value == 1 and bool(word) and word not in language.stops)


def _is_score(amount: Amount, low: str) -> bool:
    """Whether a number is one side of a score: "6-4", "a 10-3 run"; "14-18 mpg" is a range."""
    start, stop = amount.start, amount.number.end
    if amount.ranged:
        return amount.unit is None and "-" in low[start:stop]
    after = low[stop : stop + 2]
    if amount.unit is None and after[:1] == "-" and after[1:].isdigit():
        return True
    if low[max(0, start - 1) : start] != "-":
        return False
    return amount.unit is None or (bool(amount.noun) and low[max(0, start - 2)].isdigit())


def _is_name(amount: Amount, sentence: Sentence) -> bool:
    """Whether a number is part of a name: "Windows 11", "FTSE 100", "Catch-22"."""
    number, language = amount.number, sentence.language
    if not number.digits:  # "Apple One", not "One of them" or "ONE BILLION"
        of = sentence.scan.at("of", number.end + 1)
        if amount.unit is not None or of is not None or sentence.text[amount.at].islower():
            return False
    if number.grouped or number.scaled or number.sign:
        return False
    if number.end - number.start > _NAMED:
        return False
    label = sentence.scan.last("mask-label", max(0, number.start - 20), number.start)
    if label is not None and label.end + 1 >= number.start:
        return True
    before = _CAPITAL.search(sentence.text, max(0, amount.start - 24), amount.start)
    if before is None or not before[1][0].isupper():
        return False
    word = before[1].lower().rstrip(".'")
    known = word in language.stops or word in language.fillers or word in language.bounds_before
    return not known and word not in language.numerals


def _mention(amount: Amount, sentence: Sentence, text: Normal, original: str) -> Mention:
    span = text.span(sentence.start + amount.start, sentence.start + amount.end)
    whole = text.span(sentence.start, sentence.start + len(sentence.text))
    high = None if amount.high is None else plain(amount.high)
    unit = amount.unit or ""
    if unit == "GBP" and _weighs(amount, sentence):
        unit = "pound"
    return Mention(
        quantity=Quantity(plain(amount.value), unit or "item", amount.bound, high),
        written=in_own_words(amount, unit, sentence.low, sentence.language),
        quote=original[span.start : span.end],
        span=span,
        role=_role(amount, unit),
        sentence=whole,
        language=sentence.language.code,
    )


def _weighs(amount: Amount, sentence: Sentence) -> bool:
    """Whether pounds are no money: nothing in the sentence pays, or something weighs."""
    if amount.number.sign or amount.number.scaled:
        return False
    scan = sentence.scan
    return bool(scan.all("weighing")) or not scan.all("worth")


def _role(amount: Amount, unit: str) -> str:
    number = amount.number
    if amount.lasting:
        return "age" if unit == "year of age" else "duration"
    if not unit:
        return "bare"
    small = not number.digits and not number.scaled and not number.part
    return "structure" if small and amount.value <= _STRUCTURE else "claim-like"

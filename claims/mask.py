"""What is written in numbers and is no quantity: dates, plans, model numbers, slogans, ages."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from claims.letters import LARGE
from claims.phrase import phrases
from claims.scan import Hit
from claims.sentences import Sentence
from model.words import Language

Span = tuple[int, int]  # of a sentence

# Where a number begins, with the sign before it that a pattern may need.
_BEGINS = re.compile(r"[(\"'\[+-]?(?<![\d.,])\d")
# What numbers a paragraph: "3.2 Borrowing costs".
_NUMBERED = re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\.? (?=[{LARGE}])")
_ALONE = {"", " ", "(", '"', "'"}  # before a name of digits
_MOST = 12  # numbers that one label names
_LABELLED = re.compile(r" ?[-.]? ?\d{1,5}(?:\.\d{1,3})?[a-z]?(?![\w,]?\d)(?![a-z])")


class Mask:
    """Places of a sentence where no number is read."""

    def __init__(
        self, spans: list[Span], low: str = "", numbers: "re.Pattern[str] | None" = None
    ) -> None:
        merged: list[Span] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]
        self._low, self._numbers = low, numbers

    def hides(self, start: int, end: int) -> bool:
        """Whether any of ``[start, end)`` lies under the mask."""
        before = bisect_right(self._starts, end - 1) - 1
        if before >= 0 and self._ends[before] > start:
            return True
        # Numbers in words begin nearly anywhere: only those that are read are looked at.
        return self._numbers is not None and self._numbers.match(self._low, start) is not None


def masked(sentence: Sentence, periods: list[Span]) -> Mask:
    """The mask of a sentence; ``periods`` are hidden too."""
    spans = [span for _, found in hidden(sentence, periods) for span in found]
    return Mask(spans, sentence.low, _patterns(sentence.language).numbers)


def hidden(sentence: Sentence, periods: list[Span]) -> Iterator[tuple[str, list[Span]]]:
    """What is hidden in a sentence, by the reason why."""
    patterns = _patterns(sentence.language)
    yield "period", periods
    yield "pattern", _digits(sentence.low, patterns.numbers)
    yield "name", _names(sentence, patterns)
    yield "label", _labelled(sentence)
    numbered = _NUMBERED.match(sentence.text) if sentence.first else None
    yield "paragraph", [numbered.span()] if numbered else []
    yield "phrase", list(_phrases(sentence, patterns))


def _phrases(sentence: Sentence, patterns: "_Patterns") -> Iterator[Span]:
    for hit in sentence.scan.all("mask-phrase"):
        found = patterns.phrases[hit.meaning].match(sentence.low, hit.start)
        if found:
            yield found.span()


class _Patterns:
    def __init__(self, language: Language) -> None:
        masks = language.masks
        self.numbers = re.compile("|".join(f"(?:{one})" for one in masks.numbers) or "(?!)")
        by_word: dict[str, list[str]] = {}
        for word, match in masks.phrases:
            by_word.setdefault(word, []).append(match)
        self.phrases = {
            word: re.compile("|".join(f"(?:{one})" for one in found))
            for word, found in by_word.items()
        }
        # Where nothing stands between words, 三百万 must not be taken for the name 百万.
        self.signs = "" if language.spaced else "".join([*language.numerals, *language.scales])


def _digits(low: str, numbers: re.Pattern[str]) -> list[Span]:
    found: list[Span] = []
    at = 0
    for begin in _BEGINS.finditer(low):
        start = begin.start()
        if start < at:
            continue
        match = numbers.match(low, start)
        if match is None and begin.end() - start > 1:
            match = numbers.match(low, begin.end() - 1)
        if match:
            found.append(match.span())
            at = match.end()
    return found


def _names(sentence: Sentence, patterns: _Patterns) -> list[Span]:
    low, signs = sentence.low, patterns.signs
    hits = [*sentence.scan.all("mask-name"), *sentence.scan.all("place")]
    hits = [hit for hit in hits if not low.startswith("$", hit.end)]  # "US$5" is money
    if not signs:
        names = [hit for hit in hits if not _goes_on(low, hit)]
        return [(hit.start, hit.end) for hit in names if not is_counted(hit, sentence)]
    return [(hit.start, hit.end) for hit in hits if not _counts(hit, sentence, signs)]


def _counts(hit: Hit, sentence: Sentence, signs: str) -> bool:
    """Whether the signs of a name are those of a number here: 三|百万, 近|百家, 十分|之一."""
    low, scan = sentence.low, sentence.scan
    before, after = low[hit.start - 1 : hit.start], low[hit.end : hit.end + 1]
    if (before and before in signs) or before.isdigit() or (after and after in signs):
        return True
    if is_measured(hit, sentence):
        return True
    mark = scan.at("mark", hit.end - 1)
    if mark is not None and mark.meaning == "part" and mark.end > hit.end:
        return True
    scale, bound = scan.at("scale", hit.start), scan.last("bound-before", hit.start - 2, hit.start)
    if scale is None or bound is None or bound.end != hit.start:
        return False
    counter = scan.at("counter", scale.end)
    return counter is not None and counter.end >= hit.end


def is_measured(hit: Hit, sentence: Sentence) -> bool:
    """Whether the name is a number and the beginning of its unit: 四|平方公里 is not 四平."""
    if sentence.low[hit.start] not in sentence.language.numerals:
        return False
    unit = sentence.scan.at("unit", hit.end - 1)
    return unit is not None and unit.end > hit.end


def is_counted(hit: Hit, sentence: Sentence) -> bool:
    """Whether a name of nothing but digits counts here: 996 is a working week, 996 kg is not."""
    low, scan = sentence.low, sentence.scan
    if not low[hit.start : hit.end].isdigit():
        return False
    if _goes_on(low, hit) or low[hit.start - 1 : hit.start] not in _ALONE:
        return True  # $996
    after = hit.end + (low[hit.end : hit.end + 1] in {" ", "-"})
    return bool(scan.at("unit", after) or scan.at("scale", after) or scan.at("noun", after))


def _goes_on(low: str, hit: Hit) -> bool:
    """Whether the name is only a part of a number: 547,996 is not 996, nor "for one-fifth" one."""
    before, after = low[max(0, hit.start - 2) : hit.start], low[hit.end : hit.end + 2]
    if before and before[-1] in ",." and before[0].isdigit():
        return True
    return len(after) == 2 and after[0] in ",.-" and (after[1].isdigit() or after[0] == "-")


def _labelled(sentence: Sentence) -> list[Span]:
    """Numbers that only name something: "phase 2", but not "phase 2 billion yuan"."""
    low, scan = sentence.low, sentence.scan
    found = []
    for hit in scan.all("mask-label"):
        match = _LABELLED.match(low, hit.end)
        if match is None:
            continue
        after = match.end() + (low[match.end() : match.end() + 1] in {" ", "-"})
        if scan.at("unit", after) or scan.at("scale", after) or scan.at("noun", after):
            continue
        found.append((hit.start, _list_end(match.end(), hit, sentence)))
    return found


def _list_end(at: int, label: Hit, sentence: Sentence) -> int:
    """Where the numbers end that one label names: "routes 12, 36 and 148"."""
    low, scan = sentence.low, sentence.scan
    if not phrases(sentence.language).plural(low[label.start : label.end]):
        return at
    more = _more(sentence.language)
    for _ in range(_MOST):
        match = more.match(low, at)
        if match is None:
            break
        after = match.end() + 1
        if scan.at("unit", after) or scan.at("scale", after) or scan.at("noun", after):
            break
        at = match.end()
    return at


@lru_cache(maxsize=16)
def _patterns(language: Language) -> _Patterns:
    return _Patterns(language)


@lru_cache(maxsize=16)
def _more(language: Language) -> re.Pattern[str]:
    """What a list of labels goes on with: "phases 2 and 3"."""
    joins = (*language.joins.get("list", ()), *language.joins.get("range", ()))
    words = {f" {word}" if word.isalpha() else word for word in joins if word != "-"}
    any_of = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?:{any_of}) \d{{1,5}}[a-z]?(?![\w,]?\d)(?![a-z])")

"""Periods that are no claim's own: they name a plan, date one, or are only compared with."""

from collections.abc import Iterable
from functools import lru_cache

from claims.dated import Period
from claims.quantity import Amount
from claims.sentences import Sentence
from model.words import Language

_FILLED = 4  # small words between a period and the verb before it
_COMPARED = {"times", "percent"}


def aside(period: Period, amount: Amount, future: bool, sentence: Sentence) -> bool:
    """Whether the period belongs to something else than the claim: it names a plan ("the annual
    plan"), dates one ("adopted in January"), or is what a multiple compares with.
    """
    if period.baseline or period.form in {"none", "years"}:
        return True
    if future and period.form == "today":
        return True  # what is there today is no aim
    low, words = sentence.low, _words(sentence.language)
    if amount.unit in _COMPARED and 0 <= amount.start - period.end <= 1:
        between = low[period.end : amount.start]
        if between in words.owned or (between == "" and amount.unit == "times"):
            return True  # 是2019年的1.8倍
    if not future:
        return words.names_a_plan(low, period.end)
    return words.dates_a_plan(low, period)


class _Words:
    """The words of one language that tell it."""

    def __init__(self, language: Language) -> None:
        said = language.dating
        self.spaced, self.owner = language.spaced, language.owner
        lead = " " if language.spaced else ""
        self.owned = frozenset(said.get("small", ())) if not language.spaced else frozenset()
        self.plan = _longest(said.get("plan", ()), "")
        self.plan_fill = _longest(said.get("plan-fill", ()), "")
        self.event = _longest(said.get("event", ()), lead)
        self.event_fill = _longest(said.get("event-fill", ()), lead)
        self.event_behind = _longest(said.get("event-behind", ()), "")

    def names_a_plan(self, low: str, end: int) -> bool:
        """Whether a plan stands right behind: "last year's plan", 年度计划."""
        behind = low[end : end + 24].removeprefix(self.owner).lstrip(" ")
        for _ in range(2):
            if not behind.startswith(self.plan_fill):
                break
            fill = next(w for w in self.plan_fill if behind.startswith(w))
            behind = behind[len(fill) :]
        if not behind.startswith(self.plan):
            return False
        word = next(w for w in self.plan if behind.startswith(w))
        return not self.spaced or not behind[len(word) : len(word) + 1].isalpha()

    def dates_a_plan(self, low: str, period: Period) -> bool:
        """Whether what was done then is planning: "announced last year", 去年公布."""
        before = " " + low[max(0, period.start - 36) : period.start].rstrip()
        if self.event:
            for _ in range(_FILLED):
                if not before.endswith(self.event_fill):
                    break
                fill = next(w for w in self.event_fill if before.endswith(w))
                before = before.removesuffix(fill).rstrip()
            if before.endswith(self.event):
                return True
        if not self.event_behind:
            return False
        behind = low[period.end : period.end + 16]
        for _ in range(2):
            if not behind.startswith(self.event_fill):
                break
            fill = next(w for w in self.event_fill if behind.startswith(w))
            behind = behind[len(fill) :]
        return behind.startswith(self.event_behind)


def _longest(words: Iterable[str], lead: str) -> tuple[str, ...]:
    return tuple(lead + word for word in sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=16)
def _words(language: Language) -> _Words:
    return _Words(language)

"""The kind of a number in a language whose verbs have no tense: clause by clause up to it."""

from bisect import bisect_left, bisect_right

from claims.cues import AIMS, BASELINE, NOTHING, Cues, Told, baseline, named, told
from claims.governing import beyond
from claims.quantity import Amount
from claims.scan import Hit
from model import Kind

_FAR = 600  # characters an aim reaches ahead in one sentence


def untensed(amount: Amount, cues: Cues, carried: Kind | None, heading: Kind | None) -> Told:
    """The kind of the amount and the rule that told it: see `claims.kind.kind_of`."""
    sentence = cues.sentence
    if baseline(amount, sentence):
        return _moved_aim(amount, cues)
    above = heading if carried is None or sentence.first else carried
    if carried is Kind.FORECAST and above is carried:
        above = None
    clauses = sentence.clauses
    own = bisect_right(clauses, amount.at) - 1
    chain = _Chain(cues, above)
    first = bisect_left(clauses, clauses[own] - _FAR) if own else 0
    for index in range(first, own):
        chain.clause(clauses[index], clauses[index + 1])
    stop = clauses[own + 1] if own + 1 < len(clauses) else len(sentence.low)
    chain.clause(clauses[own], stop, amount)
    return chain.told(amount)


def _moved_aim(amount: Amount, cues: Cues) -> Told:
    """What a baseline tells: a figure, or an aim or forecast that moved: 目标由300亿元上调至."""
    at = bisect_left(cues.starts, amount.start) - 1
    hit = cues.hits[at] if at >= 0 else None
    if hit is not None and cues.sentence.low.startswith(cues.words.baselines, hit.end):
        if hit.meaning in {"aim", "noun"}:
            return named(hit)
        if hit.meaning == "forecast":
            return told(hit)
    return BASELINE


class _Chain:
    """The clauses up to a number, one after another: an aim holds on until a report follows."""

    def __init__(self, cues: Cues, above: Kind | None) -> None:
        self.cues = cues
        self.above = above
        self.kind: Kind | None = None
        self.by: Hit | None = None  # what told it
        self.done = False  # only 完成 has told: it is what is to be done before a deadline
        self.said = False  # the clause before ends with what somebody expects: 协会预计，

    def told(self, amount: Amount) -> Told:
        """What governs the amount, where the last clause was its own."""
        if self.kind is not None:
            rule = "kind:done" if self.done else f"kind:{self.kind.value}"
            return self.kind, rule, self.by
        settled = any(h.meaning == "settled" for h in self.cues.hits if h.start < amount.at)
        if self.above in {Kind.TARGET, Kind.FORECAST} and not settled:
            return self.above, "kind:carried", None
        return NOTHING

    def clause(self, start: int, stop: int, amount: Amount | None = None) -> None:
        """Hear one more clause; that of the amount last."""
        low = self.cues.sentence.low
        if start and low[start - 1] in "；;" and self.kind is Kind.FORECAST:
            self.kind = None
        here = self._here(start, stop, amount)
        found = self._kind(here, amount)
        if found is Kind.TARGET and self.said and here[-1].meaning in {"future", "target"}:
            found = Kind.FORECAST
        if found is not None:
            self.kind, self.done = found, here[-1].meaning == "done" and len(here) == 1
            self.by = here[-1]
        last = here[-1] if here else None
        self.said = last is not None and last.meaning == "forecast" and last.end >= stop - 1

    def _here(self, start: int, stop: int, amount: Amount | None) -> list[Hit]:
        starts = self.cues.starts
        hits = self.cues.hits[bisect_left(starts, start) : bisect_left(starts, stop)]
        if amount is None:
            return hits
        return [hit for hit in hits if hit.start < amount.at] or hits

    def _kind(self, here: list[Hit], amount: Amount | None) -> Kind | None:
        kind = None
        for hit in here:
            meaning = hit.meaning
            if meaning == "forecast":
                return Kind.FORECAST
            if meaning in AIMS or (meaning == "noun" and self._names(hit, amount)):
                kind = Kind.TARGET
            elif meaning == "hold":
                kind = kind or self._held()
            elif meaning == "figure" or (meaning == "done" and not self._ahead(kind, hit, amount)):
                kind = Kind.FIGURE
        return kind

    def _names(self, hit: Hit, amount: Amount | None) -> bool:
        """Whether the aim is the number right behind it: 年度任务220台."""
        if amount is None or not 0 <= amount.start - hit.end <= 4:
            return False
        return _only(self.cues.sentence.low[hit.end : amount.start], self.cues.words.aim_links)

    def _held(self) -> Kind | None:
        """What 控制在 says: what is said around it, else an aim."""
        if self.kind is not None:
            return self.kind
        return None if self.above is Kind.FIGURE else Kind.TARGET

    def _ahead(self, kind: Kind | None, hit: Hit, amount: Amount | None) -> bool:
        """Whether 完成 speaks of what lies ahead (将完成); how much of it is done is a fact."""
        if (kind or self.kind) is not Kind.TARGET:
            return False
        return amount is None or amount.unit != "percent" or not 0 <= amount.start - hit.end <= 2


def _only(gap: str, words: tuple[str, ...]) -> bool:
    """Whether the gap is made of nothing but ``words``."""
    return len(gap) <= 12 and not beyond(gap, words)

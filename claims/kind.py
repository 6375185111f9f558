"""Target, forecast or figure: by the word that governs the number, not by any that is near."""

from dataclasses import dataclass
from functools import lru_cache

from claims.lexicon import Hit, Lexicon
from claims.quantity import Amount
from claims.sentences import Sentence
from model import Kind
from model.words import Language

_KINDS = {"target": Kind.TARGET, "forecast": Kind.FORECAST, "figure": Kind.FIGURE}


@dataclass(frozen=True, slots=True)
class Cues:
    """The governing words of one sentence."""

    sentence: Sentence
    hits: tuple[Hit[str], ...]


def cues(sentence: Sentence) -> Cues:
    """Every governing word of the sentence, left to right."""
    found = _lexicon(sentence.language).find(sentence.low)
    return Cues(sentence, tuple(hit for hit in found if hit.meaning != "neutral"))


def kind_of(amount: Amount, cues: Cues, carried: Kind | None) -> tuple[Kind | None, str]:
    """The kind of the amount and the rule that told it. ``carried`` is the kind of the sentence
    before in the same paragraph. The kind is None where nothing says it.
    """
    if cues.sentence.language.spaced:
        return _spaced(amount, cues)
    return _unspaced(amount, cues, carried)


def _spaced(amount: Amount, cues: Cues) -> tuple[Kind | None, str]:
    low = cues.sentence.low
    if _noun_behind(amount, cues):
        return Kind.TARGET, "kind:noun-behind"
    begin, end = cues.sentence.clause(amount.at)
    for hit in reversed([h for h in cues.hits if h.end <= amount.at]):
        between = low[hit.end : amount.start]
        if hit.meaning == "noun":
            if _noun_governs(low, hit, between):
                return Kind.TARGET, "kind:noun"
            continue
        if hit.meaning == "stop":
            break
        if hit.meaning == "figure" and _passive(low, hit.start):
            continue
        return _KINDS[hit.meaning], f"kind:{hit.meaning}"
    for hit in cues.hits:
        if amount.end <= hit.start < end and hit.meaning in _KINDS:
            if hit.meaning == "figure" and _passive(low, hit.start):
                continue
            return _KINDS[hit.meaning], f"kind:{hit.meaning}-behind"
    return None, "kind:none"


def _passive(low: str, at: int) -> bool:
    return low[max(0, at - 4) : at].endswith(("be ", "to "))


def _noun_governs(low: str, hit: Hit[str], between: str) -> bool:
    """ "The target of …", "the goal for 2025 is …"; not "it missed its goal: …"."""
    if len(between) > 60 or any(sign in between for sign in ",;."):
        return False
    words = between.split()
    if not words:
        return True
    if between.lstrip().startswith((":", "-")):
        return True if not low[: hit.start].rstrip().endswith(("missed its", "met its")) else False
    return words[0] in {"of", "is", "was", "at", "are", "were", "for", "to", "in", "calls", "remains",
                        "set"} or len(words) <= 1  # fmt: skip


def _noun_behind(amount: Amount, cues: Cues) -> bool:
    """ "The 300 billion yuan goal", 4458户计划."""
    for hit in cues.hits:
        if hit.meaning not in {"noun", "target"} or hit.start < amount.stop:
            continue
        between = cues.sentence.low[amount.stop : hit.start].strip()
        if hit.meaning == "noun" or not cues.sentence.language.spaced:
            return between in {"", "的", "年度", "的年度", "的年度目标", "以上的", "左右的", "growth",
                               "annual", "sales", "revenue", "gdp", "investment"}  # fmt: skip
        return False
    return False


def _unspaced(amount: Amount, cues: Cues, carried: Kind | None) -> tuple[Kind | None, str]:
    if _noun_behind(amount, cues):
        return Kind.TARGET, "kind:noun-behind"
    sentence = cues.sentence
    begin, end = sentence.clause(amount.at)
    kind, rule = carried, "kind:carried"
    if sentence.first:
        kind = None
    for start, stop in zip(
        sentence.clauses, (*sentence.clauses[1:], len(sentence.low)), strict=True
    ):
        if start > begin:
            break
        found = _of_clause(cues, start, stop, amount if start == begin else None)
        if found is not None:
            kind, rule = found, f"kind:{found.value}"
    return kind, rule if kind else "kind:none"


def _of_clause(cues: Cues, start: int, stop: int, amount: Amount | None) -> Kind | None:
    here = [h for h in cues.hits if start <= h.start < stop]
    meanings = {h.meaning for h in here}
    if "forecast" in meanings:
        return Kind.FORECAST
    aims = [h for h in here if h.meaning in {"target", "noun"}]
    done = [h for h in here if h.meaning == "figure"]
    strong = [h for h in aims if h.meaning == "target"]
    if done and aims and amount is not None:
        before = [h for h in (*done, *strong) if h.start < amount.at]
        if before:
            return _KINDS[max(before, key=lambda h: h.start).meaning]
    if strong:
        return Kind.TARGET
    if done:
        return Kind.FIGURE
    if "stop" in meanings:
        return None
    return None


@lru_cache(maxsize=16)
def _lexicon(language: Language) -> Lexicon[str]:
    return Lexicon(language.cues)

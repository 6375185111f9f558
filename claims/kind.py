"""Target, forecast or figure: by the word that governs the number, not by any that is near."""

import re
from dataclasses import dataclass

from claims.quantity import Amount
from claims.scan import Hit
from claims.sentences import Sentence
from model import Kind

_KINDS = {"target": Kind.TARGET, "forecast": Kind.FORECAST, "figure": Kind.FIGURE}
Told = tuple[Kind | None, str]  # a kind, and the rule that told it


@dataclass(frozen=True, slots=True)
class Cues:
    """The governing words of one sentence."""

    sentence: Sentence
    hits: tuple[Hit, ...]


def cues(sentence: Sentence) -> Cues:
    """Every governing word of the sentence, left to right."""
    found = sentence.scan.all("cue")
    return Cues(sentence, tuple(hit for hit in found if hit.meaning != "neutral"))


def kind_of(amount: Amount, cues: Cues, carried: Kind | None) -> Told:
    """The kind of the amount and the rule that told it. ``carried`` is the kind of the sentence
    before in the same paragraph. The kind is None where nothing says it.
    """
    if _noun_behind(amount, cues):
        return Kind.TARGET, "kind:noun-behind"
    if cues.sentence.language.spaced:
        return _spaced(amount, cues)
    return _unspaced(amount, cues, carried)


# -- languages that mark time on the verb -----------------------------------------------------


def _spaced(amount: Amount, cues: Cues) -> Told:
    if _is_baseline(amount, cues.sentence):
        return Kind.FIGURE, "kind:baseline"
    begin, end = cues.sentence.clause(amount.at)
    if not cues.sentence.low[begin : amount.start].strip(" '\"").replace("and", "").strip():
        told = _behind(amount, cues, end)  # the number is the subject: its verb follows
        if told[0] is not None:
            return told
    for hit in reversed([h for h in cues.hits if h.end <= amount.at]):
        if hit.meaning == "stop":
            break
        told = _governed(hit, amount, cues, begin)
        if told[0] is not None:
            return told
    return _behind(amount, cues, end)


def _governed(hit: Hit, amount: Amount, cues: Cues, begin: int) -> Told:
    low = cues.sentence.low
    if hit.meaning == "noun":
        governs = _noun_governs(low, hit, low[hit.end : amount.start])
        return (Kind.TARGET, "kind:noun") if governs else (None, "")
    if hit.meaning == "figure" and _passive(low, hit.start):
        return None, ""
    if hit.start < begin and _attributive(low, hit):
        return None, ""
    if hit.meaning == "target" and _foretold(hit, cues):
        return Kind.FORECAST, "kind:forecast"
    return _KINDS[hit.meaning], f"kind:{hit.meaning}"


def _behind(amount: Amount, cues: Cues, end: int) -> Told:
    """What the verb behind the number says: "1,900 apartments would go up"."""
    low = cues.sentence.low
    following = [
        h for h in cues.hits if amount.end <= h.start < end and h.meaning in _KINDS
        and not (h.meaning == "figure" and _passive(cues.sentence.low, h.start))
    ]  # fmt: skip
    ahead = next((h for h in following if h.meaning != "figure" and not _attributive(low, h)), None)
    chosen = ahead or next(iter(following), None)
    return (
        (_KINDS[chosen.meaning], f"kind:{chosen.meaning}-behind") if chosen else (None, "kind:none")
    )


_AUXILIARY = re.compile(
    r"\b(?:be|being|to|will|would|should|shall|could|can|may|might|must)(?: not| also| only)? $"
)


def _passive(low: str, at: int) -> bool:
    """Whether the verb only completes another: "to be completed", "will hit"."""
    return _AUXILIARY.search(low, max(0, at - 14), at) is not None


_DETERMINER = re.compile(
    r"\b(?:a|an|the|its|their|his|her|with|this|that|of|than|from|against)\s+$"
)


def _attributive(low: str, hit: Hit) -> bool:
    """Whether the cue only describes a noun: "with a planned area of …, and …"."""
    word = low[hit.start : hit.end]
    return word.endswith("ed") and bool(_DETERMINER.search(low, max(0, hit.start - 8), hit.start))


def _foretold(hit: Hit, cues: Cues) -> bool:
    """Whether an expectation stands above a plain future: "expects that it will"."""
    low = cues.sentence.low
    if low[hit.start : hit.end] not in {"will", "would", "should"}:
        return False
    above = [h for h in cues.hits if h.end <= hit.start and h.meaning == "forecast"]
    return bool(above) and not re.search(r"[,;]", low[above[-1].end : hit.start])


_NOUN_THEN = re.compile(
    r"\s*(?:[a-z0-9-]+ ){0,2}?(?:of|is|was|at|are|were|for|to|in|calls|by|remains)\b"
    r"|, (?:set|fixed|put|adopted|agreed)\b"
)


def _noun_governs(low: str, hit: Hit, between: str) -> bool:
    """Whether the aim is this number: "the goal for 2025 is …"; not "it missed its goal: …"."""
    if len(between) > 60 or ";" in between or ". " in between:
        return False
    if not between.strip(" :"):
        return not low[: hit.start].rstrip().endswith(("missed its", "met its", "beat its"))
    parenthesis = re.match(r", (?:set|fixed|put|adopted|agreed)\b", between)
    if "," in between and not parenthesis:
        return False
    if ":" in between:
        return False
    return bool(_NOUN_THEN.match(between)) or len(between.split()) <= 1


_BASELINE = re.compile(
    r"\b(?:than|from|against|versus|compared with|compared to|vs)\s+"
    r"(?:(?:a|an|the|just|about|some|only|around|nearly|record|over|roughly|almost|last|year's|"
    r"intake|of|figure|level|total) ?)*$"
)
_BASELINE_HAN = re.compile(r"(?:由|从)(?:[^，。；：]{0,12}的)?(?:约|近|不足|不到)?$")


def _is_baseline(amount: Amount, sentence: Sentence) -> bool:
    return (
        baseline(amount, sentence)
        and "planned" not in sentence.low[max(0, amount.start - 9) : amount.at]
    )


def baseline(amount: Amount, sentence: Sentence) -> bool:
    """Whether the amount is only what another is compared with: "up from 7,000", 由3.2万人."""
    pattern = _BASELINE if sentence.language.spaced else _BASELINE_HAN
    return pattern.search(sentence.low, max(0, amount.start - 40), amount.start) is not None


# -- both ------------------------------------------------------------------------------------

_NOUN_GAP = re.compile(
    r"(?:的?(?:年度|全年|发展|既定)?|growth|annual|sales|revenue|gdp|investment|reduction|emissions|'s)"
)


def _noun_behind(amount: Amount, cues: Cues) -> bool:
    """Whether the aim stands right behind the number: "the 300 billion yuan goal", 4458户计划."""
    low = cues.sentence.low
    for hit in cues.hits:
        if hit.start < amount.stop:
            continue
        if hit.meaning != "noun" and (hit.meaning != "target" or cues.sentence.language.spaced):
            return False
        behind = min(amount.end, hit.start) if amount.noun == "" else amount.stop
        return _NOUN_GAP.fullmatch(low[behind : hit.start].strip()) is not None
    return False


# -- languages that do not -------------------------------------------------------------------


_FAR = 600  # characters an aim reaches ahead in one sentence


def _unspaced(amount: Amount, cues: Cues, carried: Kind | None) -> Told:
    sentence = cues.sentence
    if baseline(amount, sentence):
        return Kind.FIGURE, "kind:baseline"
    begin, _ = sentence.clause(amount.at)
    settled = any(h.meaning == "settled" for h in cues.hits if h.start < amount.at)
    goes_on = carried is Kind.TARGET and not sentence.first and not settled
    kind: Kind | None = carried if goes_on else None
    aimed = False
    rule = "kind:carried" if kind else "kind:none"
    ends = (*sentence.clauses[1:], len(sentence.low))
    for start, stop in zip(sentence.clauses, ends, strict=True):
        if start > begin:
            break
        if start != begin and start < begin - _FAR:
            continue
        if start and sentence.low[start - 1] in "；;" and kind is Kind.FORECAST:
            kind, rule = None, "kind:none"
        found = _of_clause(cues, start, stop, amount if start == begin else None, aimed=aimed)
        aimed = (aimed and found is not Kind.FIGURE) or found is Kind.TARGET
        if found is not None:
            kind, rule = found, f"kind:{found.value}"
    return kind, rule


_COMPLETED = re.compile(r"(?:为|占|达到?|完成|相当于|实现)[^，。；]{0,8}$")
_SHARE_OF = re.compile(r"的?(?:比重|比例)?(?:约|近|超过?|逾)?[\d.]{1,6}%")


def _measured_by(low: str, hit: Hit) -> bool:
    """Whether an aim is only what progress is measured by: 为全年计划的22%."""
    if not low.startswith(("计划", "目标", "任务", "预算", "指标"), hit.start):
        return False
    if not _COMPLETED.search(low, max(0, hit.start - 12), hit.start):
        return False
    return _SHARE_OF.match(low, hit.end) is not None


def _completes(hit: Hit, amount: Amount | None, low: str) -> bool:
    """Whether the verb may speak of what lies ahead; how much of a task is done is a fact."""
    if not low.startswith(_COMPLETING, hit.start):
        return False
    return amount is None or amount.unit != "percent" or not 0 <= amount.start - hit.end <= 2


# What these complete may lie ahead: 将完成, 力争…，完成….
_COMPLETING = ("完成", "实现了", "获得", "获评")


def _of_clause(
    cues: Cues, start: int, stop: int, amount: Amount | None, *, aimed: bool
) -> Kind | None:
    low = cues.sentence.low
    here = [h for h in cues.hits if start <= h.start < stop and not _measured_by(low, h)]
    if any(h.meaning == "forecast" for h in here):
        return Kind.FORECAST
    aims = [h for h in here if h.meaning == "target"]
    done = [h for h in here if h.meaning == "figure"]
    first = min((h.start for h in aims), default=start if aimed else stop)
    done = [h for h in done if h.start < first or not _completes(h, amount, low)]
    if aims and done:
        before = [h for h in (*aims, *done) if amount is None or h.start < amount.at]
        return _KINDS[max(before or aims, key=lambda h: h.start).meaning]
    if aims:
        return Kind.TARGET
    return Kind.FIGURE if done else None

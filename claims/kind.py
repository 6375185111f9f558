"""Target, forecast or figure: by the word that governs the number, not by any that is near."""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from claims.governing import Governing, beyond, governing
from claims.quantity import Amount
from claims.scan import Hit
from claims.sentences import Sentence
from model import Kind

Told = tuple[Kind | None, str]  # a kind, and the rule that told it

_NOTHING: Told = (None, "kind:none")
_KINDS = {
    "target": Kind.TARGET, "aim": Kind.TARGET, "future": Kind.TARGET, "ahead": Kind.TARGET,
    "forecast": Kind.FORECAST, "figure": Kind.FIGURE, "done": Kind.FIGURE,
}  # fmt: skip
_TOLD: dict[str, Told] = {m: (kind, f"kind:{m}") for m, kind in _KINDS.items()}
_BEHIND: dict[str, Told] = {m: (kind, f"kind:{m}-behind") for m, kind in _KINDS.items()}
_SILENT = {"neutral", "review"}
_REPORTS = {"figure", "done"}
_AIMS = {"target", "aim", "future"}


class Cues(NamedTuple):
    """The governing words of one sentence, left to right, and where they begin."""

    sentence: Sentence
    words: Governing
    hits: list[Hit]
    starts: list[int]


def cues(sentence: Sentence) -> Cues:
    """Every governing word of the sentence, left to right."""
    words = governing(sentence.language)
    hits = [
        hit for hit in sentence.scan.all("cue")
        if hit.meaning not in _SILENT and not _is_name(hit, sentence, words)
    ]  # fmt: skip
    return Cues(sentence, words, hits, [hit.start for hit in hits])


def _is_name(hit: Hit, sentence: Sentence, words: Governing) -> bool:
    """Whether a verb with a capital is a name: "in May"."""
    if not words.names or sentence.low[hit.start : hit.end] not in words.names:
        return False
    return sentence.text[hit.start] != sentence.low[hit.start]


def kind_of(amount: Amount, cues: Cues, carried: Kind | None, heading: Kind | None = None) -> Told:
    """The kind of the amount and the rule that told it. ``carried`` is the kind of the sentence
    before in the same paragraph, ``heading`` that of the heading above. The kind is None where
    nothing says it.
    """
    if _noun_behind(amount, cues):
        return Kind.TARGET, "kind:noun-behind"
    if not cues.sentence.language.spaced:
        return _unspaced(amount, cues, carried, heading)
    told = _spaced(amount, cues)
    return (heading, "kind:carried") if heading and _weak(told, amount, cues) else told


def _weak(told: Told, amount: Amount, cues: Cues) -> bool:
    """Whether a heading knows better: no word tells, or a bare participle ("60 units raised")."""
    if told[1] != "kind:figure-behind":
        return told[0] is None
    return cues.starts[bisect_left(cues.starts, amount.end)] - amount.end <= 1


def baseline(amount: Amount, sentence: Sentence) -> bool:
    """Whether the amount is only what another is compared with: "up from 7,000", 由3.2万人."""
    words = governing(sentence.language)
    if not sentence.language.spaced:
        return _baseline_unspaced(amount, sentence, words)
    return words.compares(sentence.low, amount.start)


def _noun_behind(amount: Amount, cues: Cues) -> bool:
    """Whether the aim stands right behind the number: "the 300 billion yuan goal", 4458户计划."""
    words, low = cues.words, cues.sentence.low
    if not words.spaced:
        return beyond(low[amount.stop : amount.stop + 16], words.aim_gaps).startswith(words.aims)
    index = bisect_left(cues.starts, amount.stop)
    if index == len(cues.hits):
        return False
    hit = cues.hits[index]
    if hit.meaning not in {"noun", "aim"} or hit.start - amount.stop > 40:
        return False
    return _names(low[amount.stop : hit.start], cues)


def _names(gap: str, cues: Cues) -> bool:
    """Whether nothing but a name stands in the gap: "annual sales revenue"."""
    stops = cues.sentence.language.stops
    words = gap.split()
    return len(words) <= 4 and all(
        word.replace("-", "").replace("'", "").isalpha() and word not in stops for word in words
    )


def _only(gap: str, words: tuple[str, ...]) -> bool:
    """Whether the gap is made of nothing but ``words``."""
    return len(gap) <= 12 and not beyond(gap, words)


# -- languages that mark time on the verb -----------------------------------------------------

_YEAR = 4  # digits of one
_SUBJECT = 100  # characters of a subject that a copula ends


def _spaced(amount: Amount, cues: Cues) -> Told:
    begin, end = cues.sentence.clause(amount.at)
    index = bisect_left(cues.starts, amount.end)
    told = _participle(amount, cues.hits[index], cues) if index < len(cues.hits) else _NOTHING
    if told[0] is not None:
        return told
    if baseline(amount, cues.sentence):
        return Kind.FIGURE, "kind:baseline"
    if _is_subject(cues, begin, amount.start):
        told = _behind(amount, cues, index, end)
    elif index < len(cues.hits) and _begins_again(amount, cues.hits[index], cues):
        told = _BEHIND[cues.hits[index].meaning]
    if told[0] is not None:
        return told
    at = bisect_right(cues.starts, amount.at) - 1
    while at >= 0:
        hit = cues.hits[at]
        if hit.meaning == "stop":
            break
        if hit.end <= amount.at:
            told = _governed(at, amount, cues, begin)
            if told is not None:
                return told
        at -= 1
    return _behind(amount, cues, index, end)


def _participle(amount: Amount, hit: Hit, cues: Cues) -> Told:
    """What a participle right behind the number tells: "than the 300 homes planned"."""
    low = cues.sentence.low
    if hit.start - amount.end > 1 or low[hit.start : hit.end] not in cues.words.participles:
        return _NOTHING
    following = low[hit.end : hit.end + 4]
    return _NOTHING if following.startswith(" to ") else _BEHIND.get(hit.meaning, _NOTHING)


def _begins_again(amount: Amount, hit: Hit, cues: Cues) -> bool:
    """Whether the number is the subject of a verb of its own: "… opened and another 200 will"."""
    if hit.meaning not in _AIMS | {"forecast"} or hit.start - amount.end > 1:
        return False
    words = cues.sentence.low[max(0, amount.start - 24) : amount.start].split()
    while words and words[-1] in cues.words.nearby:
        words.pop()
    return bool(words) and words[-1] in cues.words.joins


def _is_subject(cues: Cues, begin: int, start: int) -> bool:
    """Whether the clause begins with the number: its verb follows."""
    if start - begin > 24:
        return False
    words, nearby = cues.sentence.low[begin:start].split(), cues.words.nearby
    return all(
        word in nearby or word in cues.words.joins or not word[-1].isalnum() for word in words
    )


def _governed(at: int, amount: Amount, cues: Cues, begin: int) -> Told | None:
    hit = cues.hits[at]
    meaning = hit.meaning
    if meaning == "noun":
        return (Kind.TARGET, "kind:noun") if _noun_governs(hit, amount, cues) else None
    if meaning not in _TOLD or meaning == "ahead":
        return None
    if meaning in _REPORTS:
        return None if _completes(hit, cues) else _reported(at, cues)
    if hit.start < begin and (_attributive(hit, cues) or _postposed(hit, cues)):
        return None
    if meaning == "aim" and _other_number(hit, cues):
        return None
    return _TOLD["forecast"] if meaning == "future" and _foretold(at, cues) else _TOLD[meaning]


def _reported(at: int, cues: Cues) -> Told:
    """What a report tells; "the planned area is" only says how large the plan was."""
    hit, low = cues.hits[at], cues.sentence.low
    if at and low[hit.start : hit.end] in cues.words.copulas:
        above = cues.hits[at - 1]
        if hit.start - above.start <= _SUBJECT and _attributive(above, cues):
            return _TOLD[above.meaning]
    return _TOLD[hit.meaning]


def _behind(amount: Amount, cues: Cues, index: int, end: int) -> Told:
    """What the verb behind the number says: "1,900 apartments would go up"."""
    first: Hit | None = None
    for at in range(index, len(cues.hits)):
        hit = cues.hits[at]
        if hit.start >= end:
            break
        if hit.meaning in _REPORTS:
            if first is None and not _completes(hit, cues):
                first = hit
        elif hit.meaning in _TOLD and not _attributive(hit, cues):
            if first is not None and _goes_on(cues.sentence.low[first.end : hit.start], cues):
                break
            return _BEHIND["forecast"] if _foretold(at, cues) else _BEHIND[hit.meaning]
    return _BEHIND[first.meaning] if first else _NOTHING


def _goes_on(between: str, cues: Cues) -> bool:
    """Whether another statement begins: "300 opened and another 40 will"."""
    return any(word in cues.words.joins for word in between.split())


def _completes(hit: Hit, cues: Cues) -> bool:
    """Whether the verb only completes another: "to be completed", "will hit"; or has no tense of
    its own: "…, with spending held at".
    """
    low, words = cues.sentence.low, cues.words
    last = words.last_word(low, hit.start)
    if words.is_adverb(last):
        last = words.last_word(low, hit.start - len(last) - 1)
    if last in words.auxiliaries:
        return True
    begin, _ = cues.sentence.clause(hit.start)
    return bool(begin) and low.startswith(words.tenseless, begin)


def _attributive(hit: Hit, cues: Cues) -> bool:
    """Whether the cue only describes a noun: "with a planned area of …, and …"."""
    low = cues.sentence.low
    if low[hit.start : hit.end] not in cues.words.participles:
        return False
    before: str = cues.words.last_word(low, hit.start)
    return before in cues.words.determiners


def _postposed(hit: Hit, cues: Cues) -> bool:
    """Whether the cue ends its clause behind its noun: "of the 800 homes planned, 310 are"."""
    low = cues.sentence.low
    return low[hit.end : hit.end + 1] == "," and low[hit.start : hit.end] in cues.words.participles


def _foretold(at: int, cues: Cues) -> bool:
    """Whether an expectation stands above a plain future: "expects that it will"."""
    hit = cues.hits[at]
    if hit.meaning != "future":
        return False
    for above in reversed(cues.hits[:at]):
        if above.meaning == "forecast":
            begin, _ = cues.sentence.clause(hit.start)
            return above.start >= begin
        if above.meaning == "stop":
            return False
    return False


def _other_number(hit: Hit, cues: Cues) -> bool:
    """Whether the aim was met or missed: the number behind it is not the aim."""
    words = cues.sentence.low[max(0, hit.start - 24) : hit.start].split()[-2:]
    return any(word in cues.words.met for word in words)


def _noun_governs(hit: Hit, amount: Amount, cues: Cues) -> bool:
    """Whether the aim is this number: "the goal for 2025 is …"; not "it missed its goal: …"."""
    low, words = cues.sentence.low, cues.words
    if amount.start - hit.end > 60:
        return False
    between = low[hit.end : amount.start]
    if ";" in between or ". " in between:
        return False
    bare = between.strip()
    if bare in {"", ":"}:
        return bare == "" or not _other_number(hit, cues)
    if ":" in between:
        return not _other_number(hit, cues) and "," not in between.split(":", 1)[0]
    if "," in between:
        return between.startswith(", ") and between[2:].startswith(words.set_aside)
    said = between.split()
    if any(_is_value(word) for word in said) and said[-1] not in words.joins:
        return False
    return len(said) <= 1 or any(word in words.aim_links for word in said[:3])


def _is_value(word: str) -> bool:
    """Whether a word is a number other than a year."""
    digits = "".join(letter for letter in word if letter.isdigit())
    return bool(digits) and len(digits) != _YEAR


# -- languages that do not -------------------------------------------------------------------


_SHARE = re.compile(r"[\d.]{1,6}%")
_FAR = 600  # characters an aim reaches ahead in one sentence
_AHEAD = 8  # characters behind a baseline in which the value it came to begins


def _baseline_unspaced(amount: Amount, sentence: Sentence, words: Governing) -> bool:
    low, begin = sentence.low, max(0, amount.start - 16)
    at, length = max(
        ((low.rfind(word, begin, amount.start), len(word)) for word in words.baselines),
        default=(-1, 0),
    )
    if at < 0 or sentence.clause(at)[0] != sentence.clause(amount.start)[0]:
        return False
    between = low[at + length : amount.start]
    if words.bare(between) or between.endswith(words.attributes):
        return True
    reach = sentence.scan.within("move", amount.stop, amount.stop + _AHEAD)
    return any(hit.meaning == "reach" for hit in reach)


def _unspaced(amount: Amount, cues: Cues, carried: Kind | None, heading: Kind | None) -> Told:
    sentence = cues.sentence
    if baseline(amount, sentence):
        return Kind.FIGURE, "kind:baseline"
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


class _Chain:
    """The clauses up to a number, one after another: an aim holds on until a report follows."""

    def __init__(self, cues: Cues, above: Kind | None) -> None:
        self.cues = cues
        self.above = above
        self.kind: Kind | None = None
        self.said = False  # the clause before ends with what somebody expects: 协会预计，

    def told(self, amount: Amount) -> Told:
        """What governs the amount, where the last clause was its own."""
        if self.kind is not None:
            return self.kind, f"kind:{self.kind.value}"
        settled = any(h.meaning == "settled" for h in self.cues.hits if h.start < amount.at)
        if self.above in {Kind.TARGET, Kind.FORECAST} and not settled:
            return self.above, "kind:carried"
        return _NOTHING

    def clause(self, start: int, stop: int, amount: Amount | None = None) -> None:
        """Hear one more clause; that of the amount last."""
        low = self.cues.sentence.low
        if start and low[start - 1] in "；;" and self.kind is Kind.FORECAST:
            self.kind = None
        here = self._here(start, stop, amount)
        found = self._kind(here, amount)
        if found is Kind.TARGET and self.said and here[-1].meaning == "future":
            found = Kind.FORECAST
        self.kind = found or self.kind
        last = here[-1] if here else None
        self.said = last is not None and last.meaning == "forecast" and last.end >= stop - 1

    def _here(self, start: int, stop: int, amount: Amount | None) -> list[Hit]:
        starts = self.cues.starts
        hits = self.cues.hits[bisect_left(starts, start) : bisect_left(starts, stop)]
        hits = [hit for hit in hits if not self._measured_by(hit)]
        if amount is None:
            return hits
        return [hit for hit in hits if hit.start < amount.at] or hits

    def _kind(self, here: list[Hit], amount: Amount | None) -> Kind | None:
        kind = None
        for hit in here:
            meaning = hit.meaning
            if meaning == "forecast":
                return Kind.FORECAST
            if meaning in _AIMS or (meaning == "noun" and self._names(hit, amount)):
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

    def _measured_by(self, hit: Hit) -> bool:
        """Whether an aim is only what progress is measured by: 为全年计划的22%."""
        if hit.meaning not in {"aim", "noun"}:
            return False
        low, words = self.cues.sentence.low, self.cues.words
        begin, _ = self.cues.sentence.clause(hit.start)
        before = low[max(begin, hit.start - 12) : hit.start]
        if not any(word in before for word in words.progress):
            return False
        return _SHARE.match(beyond(low[hit.end : hit.end + 16], words.progress_links)) is not None

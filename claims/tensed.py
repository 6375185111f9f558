"""The kind of a number in a language that marks time on the verb."""

from bisect import bisect_left, bisect_right

from claims.cues import (
    AIMS,
    BASELINE,
    KINDS,
    NOTHING,
    REPORTS,
    Cues,
    Told,
    baseline,
    named,
    told,
    told_behind,
)
from claims.quantity import Amount
from claims.scan import Hit
from model.units import CURRENCIES

_YEAR = 4  # digits of one
_ABOVE = 12  # words that may stand between an expectation and the future it governs
_NAMED = 60  # characters between an aim and its number
_SUBJECT = 100  # characters of a subject that a copula ends


def tensed(amount: Amount, cues: Cues) -> Told:
    """The kind of the amount and the rule that told it."""
    begin, end = cues.sentence.clause(amount.at)
    index = bisect_left(cues.starts, amount.end)
    found = _participle(amount, cues.hits[index], cues) if index < len(cues.hits) else NOTHING
    if found[0] is not None:
        return found
    if baseline(amount, cues.sentence):
        return _moved_aim(amount, cues) or BASELINE
    before = bisect_left(cues.starts, amount.start) - 1
    if before >= 0 and cues.hits[before].meaning == "noun":
        found = _governed(before, amount, cues, begin) or found
    elif _is_subject(cues, begin, amount.start):
        found = _behind(amount, cues, index, end)
    elif index < len(cues.hits) and _begins_again(amount, cues.hits[index], cues):
        found = told_behind(cues.hits[index])
    if found[0] is not None:
        return found
    at = bisect_right(cues.starts, amount.at) - 1
    while at >= 0:
        hit = cues.hits[at]
        if hit.meaning == "stop":
            break
        if hit.end <= amount.at:
            governed = _governed(at, amount, cues, begin)
            if governed is not None:
                return governed
        at -= 1
    return _behind(amount, cues, index, end)


def _moved_aim(amount: Amount, cues: Cues) -> Told | None:
    """What a number tells that an aim or a forecast was moved from: "its target from 300 to"."""
    at = bisect_left(cues.starts, amount.start) - 1
    hit = cues.hits[at] if at >= 0 else None
    if hit is None or hit.meaning not in {"noun", "forecast"} or amount.start - hit.end > _NAMED:
        return None
    between = cues.sentence.low[hit.end : amount.start].split()
    if not between or between[0] in cues.words.auxiliaries:
        return None
    return named(hit) if hit.meaning == "noun" else told(hit)


def _participle(amount: Amount, hit: Hit, cues: Cues) -> Told:
    """What a participle right behind the number tells: "than the 300 homes planned"."""
    low = cues.sentence.low
    if hit.start - amount.end > 1 or low[hit.start : hit.end] not in cues.words.participles:
        return NOTHING
    following = low[hit.end : hit.end + 12].split(None, 1)
    if following and following[0] in cues.words.auxiliaries:
        return NOTHING  # "300 homes expected to": it governs what follows
    return told_behind(hit) if hit.meaning in KINDS else NOTHING


def _begins_again(amount: Amount, hit: Hit, cues: Cues) -> bool:
    """Whether the number is the subject of a verb of its own: "… opened and another 200 will"."""
    if hit.meaning not in AIMS | {"forecast"} or hit.start - amount.end > 1:
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
        return named(hit) if _noun_governs(hit, amount, cues) else None
    if meaning == "vote":  # money voted is money planned
        meaning = "target" if amount.unit in CURRENCIES else "figure"
    if meaning in REPORTS:
        return None if _completes(hit, cues) else _reported(at, cues, told(hit, meaning))
    if meaning not in KINDS or meaning == "ahead":
        return None
    aside = hit.start < begin and (_attributive(hit, cues) or _postposed(hit, cues))
    if aside or (meaning == "aim" and _other_number(hit, cues)):
        return None
    foretold = meaning == "future" and _foretold(at, cues)
    return told(hit, "forecast" if foretold else meaning)


def _reported(at: int, cues: Cues, report: Told) -> Told:
    """What a report tells; "the planned area is" only says how large the plan was."""
    hit, low = cues.hits[at], cues.sentence.low
    if at and low[hit.start : hit.end] in cues.words.copulas:
        above = cues.hits[at - 1]
        if hit.start - above.start <= _SUBJECT and _attributive(above, cues):
            return told(above)
    return report


def _behind(amount: Amount, cues: Cues, index: int, end: int) -> Told:
    """What the verb behind the number says: "1,900 apartments would go up"."""
    first: Hit | None = None
    for at in range(index, len(cues.hits)):
        hit = cues.hits[at]
        if hit.start >= end:
            break
        if hit.meaning in REPORTS:
            if first is None and not _completes(hit, cues):
                first = hit
        elif hit.meaning in KINDS and not _attributive(hit, cues):
            since = first.end if first else hit.start - 1
            if _goes_on(cues.sentence.low[since : hit.start], cues) or _joined(hit, cues):
                break
            return told_behind(hit, "forecast" if _foretold(at, cues) else None)
    return told_behind(first) if first else NOTHING


def _goes_on(between: str, cues: Cues) -> bool:
    """Whether another statement begins: "300 opened and another 40 will"."""
    return any(word in cues.words.joins for word in between.split())


def _joined(hit: Hit, cues: Cues) -> bool:
    """Whether the verb is another one of the number's clause: "… 100 firms and hopes for"."""
    return cues.words.last_word(cues.sentence.low, hit.start) in cues.words.joins


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
    begin, _ = cues.sentence.clause(hit.start)
    for before in range(at - 1, max(-1, at - 1 - _ABOVE), -1):
        above = cues.hits[before]
        if above.start < begin or above.meaning == "stop":
            return False
        if above.meaning == "forecast":
            return True
    return False


def _other_number(hit: Hit, cues: Cues) -> bool:
    """Whether the aim was met or missed: the number behind it is not the aim."""
    words = cues.sentence.low[max(0, hit.start - 24) : hit.start].split()[-3:]
    return any(word in cues.words.met for word in words)


def _noun_governs(hit: Hit, amount: Amount, cues: Cues) -> bool:
    """Whether the aim is this number: "the goal for 2025 is …"; not "it missed its goal: …"."""
    low, words = cues.sentence.low, cues.words
    between = low[hit.end : amount.start]
    if len(between) > _NAMED or ";" in between or ". " in between:
        return False
    if ":" in between or not any(letter.isalnum() for letter in between):
        aside = "," in between.split(":", 1)[0]
        return not aside and (":" not in between or not _other_number(hit, cues))
    if "," in between:
        return between.startswith(", ") and between[2:].startswith(words.set_aside)
    said = between.split()
    if any(_is_value(word) for word in said) and said[-1] not in words.joins | words.ranges:
        return False
    linked = any(word in words.aim_links for word in said[:3])
    return linked or len(said) <= 1 or said[0] in words.baselines


def _is_value(word: str) -> bool:
    """Whether a word is a number other than a year."""
    digits = "".join(letter for letter in word if letter.isdigit())
    return bool(digits) and len(digits) != _YEAR

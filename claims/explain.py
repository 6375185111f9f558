"""How claims came about: for each field its value, the rule that decided, and the words it saw."""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.evidence import Evidence, Heard
from claims.mask import hidden
from claims.number import numbers
from claims.reading import claims_of
from model import Article, Claim
from model.words import Words

# What each rule says, for the people who read an explanation. Every rule that can fire is here.
RULES = {
    "measure:added": "a word of adding or cutting governs an amount",
    "measure:behind": "a word of rising or falling stands behind it",
    "measure:by": "it moved by this amount",
    "measure:compared": "it is compared with another value",
    "measure:default": "a percentage that no word measures is a share",
    "measure:halved": "halving is a fall by half",
    "measure:level": "a word says that this was reached",
    "measure:list": "it goes on as the number before it in the list",
    "measure:more": "the number is said to be more or fewer than before",
    "measure:moved": "a word of rising or falling governs it",
    "measure:of": "it is part of what stands behind it",
    "measure:plain": "an amount that no word moves is a level",
    "measure:points": "percentage points measure a change",
    "measure:rank": "an ordinal that a word of ranking governs",
    "measure:rate": "a word for a rate of growth governs it",
    "measure:reached": "a rate came to this value",
    "measure:share": "a word for a share or a rate governs it",
    "measure:share-reached": "a share came to this value",
    "measure:signed": "a percentage with a sign is growth",
    "measure:times": "times compare two levels",
    "measure:times-more": "growing by so many times is growth in percent",
    "kind:baseline": "it is only what another number is compared with",
    "kind:carried": "the aim of the heading or the sentence before holds on",
    "kind:default": "nothing says that it is aimed at or expected",
    "kind:done": "a word of completing governs it",
    "kind:figure": "a word that reports governs it",
    "kind:figure-behind": "the verb behind it reports",
    "kind:forecast": "a word of expecting governs it",
    "kind:forecast-behind": "a word of expecting stands behind it",
    "kind:noun": "a noun such as a goal names it",
    "kind:noun-behind": "it stands before the noun of an aim",
    "kind:period": "its period tells whether it lies ahead",
    "kind:target": "a word of aiming governs it",
    "kind:target-behind": "a word of aiming stands behind it",
    "indicator:carried": "the sentence names none: what was measured before goes on",
    "indicator:none": "the text names none",
    "indicator:share": "part and whole of the share are named",
    "indicator:words": "the words around the number name it",
    "place:behind": "the place behind the number holds it",
    "place:document": "the sentence names none: the document's place",
    "place:named": "the sentence names it",
    "place:owner": "the number is the compared place's own",
    "period:baseline": "the period of what it is compared with",
    "period:carried": "the period said before goes on",
    "period:document": "what the document has spoken of so far",
    "period:none": "the text does not say",
    "period:now": "what holds when the document is written",
    "period:section": "the heading above says it",
    "period:stated": "the sentence says it",
    "period:title": "the title says it",
    "period:unresolved": "relative to a date the document does not give",
}
REASONS = {
    "period": "it is part of a date or a period",
    "pattern": "it looks like no quantity: a time, a code, an ordinal, an age group",
    "name": "it is part of a name",
    "label": "it is the number of something named before it",
    "paragraph": "it numbers a paragraph",
    "phrase": "it is part of a phrase that counts nothing",
}
_BARE = "it has no unit, and nothing near is counted by it"


@dataclass(frozen=True, slots=True)
class Decision:
    """One field of a claim: its value, the rule that decided and what that means. ``words`` are
    those of the text that made the rule fire; empty where none did.
    """

    field: str
    value: str
    rule: str
    meaning: str
    words: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a sentence was read: its claims with the decisions behind each, and the numbers that
    are no claims, with the reason.
    """

    sentence: str
    claims: tuple[tuple[Claim, tuple[Decision, ...]], ...]
    passed: tuple[tuple[str, str], ...]


def explained(article: Article, words: Words, place: str | None) -> Iterator[Explanation]:
    """The explanation of every sentence and table row that holds a number."""
    heard: list[Evidence | Heard] = []
    for _ in claims_of(article, words, place, heard.append):
        pass
    waiting: list[Evidence] = []
    for one in heard:
        if isinstance(one, Evidence):
            if waiting and one.sentence is not waiting[0].sentence:
                yield _explanation(waiting, ())  # a row of a table
                waiting = []
            waiting.append(one)
            continue
        if waiting and waiting[0].sentence is not one.sentence:
            yield _explanation(waiting, ())
            waiting = []
        passed = tuple(_passed(one))
        if waiting or passed:
            yield _explanation(waiting, passed, one)
        waiting = []
    if waiting:
        yield _explanation(waiting, ())


def _explanation(
    told: list[Evidence], passed: tuple[tuple[str, str], ...], heard: Heard | None = None
) -> Explanation:
    sentence = heard.sentence if heard else told[0].sentence
    return Explanation(
        sentence.text, tuple((one.claim, tuple(_decisions(one))) for one in told), passed
    )


def _decisions(one: Evidence) -> Iterator[Decision]:
    claim, low = one.claim, one.sentence.text
    yield from _quantity(one)
    kind = low[one.kind.start : one.kind.end] if one.kind else ""
    hit = one.measure.hit
    moved = low[hit.start : hit.end] if hit else ""
    period = one.period
    stated = low[period.start : period.end] if period else ""
    place = low[slice(*one.place)] if one.place else ""
    measure_rule, kind_rule, indicator_rule, place_rule, period_rule = claim.rules
    yield _decision("kind", claim.kind.value, kind_rule, kind)
    yield _decision("measure", claim.measure.value, measure_rule, moved)
    yield _decision("period", claim.period or "-", period_rule, stated)
    yield _decision("place", claim.place or "-", place_rule, place)
    named = one.named.native if indicator_rule != "indicator:carried" else ""
    yield _decision("indicator", claim.indicator or "-", indicator_rule, named)
    yield Decision("key", claim.indicator_key or "-", "", "equal keys are compared", "")


def _quantity(one: Evidence) -> Iterator[Decision]:
    claim, amount, text = one.claim, one.amount, one.sentence.text
    number = amount.number
    high = "" if claim.quantity.value_max is None else f" to {claim.quantity.value_max:,f}"
    value = f"{claim.quantity.value:,f}{high}"
    yield Decision(
        "value", value, "", "the number as written", text[amount.at : number.end].strip()
    )
    unit = text[number.end : amount.stop].strip() or amount.noun
    whence = "taken from another number" if amount.inherits else "what stands with the number"
    yield Decision("unit", claim.quantity.unit, "", whence, "" if amount.inherits else unit)
    before, behind = text[amount.start : amount.at], text[amount.stop : amount.end]
    bound = before.strip() if before.strip() else behind.strip() if not amount.noun else ""
    limits = "what limits the number" if bound else "nothing limits the number"
    yield Decision("bound", claim.quantity.bound.value, "", limits, bound)
    for other in claim.converted:
        yield Decision(
            "converted", f"{other.value:,f} {other.unit}", "", "the same amount again", ""
        )


def _decision(field: str, value: str, rule: str, words: str) -> Decision:
    return Decision(field, value, rule, RULES.get(rule, ""), words)


def _passed(heard: Heard) -> Iterator[tuple[str, str]]:
    """The numbers of a sentence that are no claims, with the reason why not."""
    sentence = heard.sentence
    spans = [(a, b, why) for why, found in hidden(sentence, heard.periods) for a, b in found]
    shown: set[tuple[int, int]] = set()
    for number in numbers(sentence.low, sentence.scan, sentence.language):
        if any(start < number.end and number.start < end for start, end in heard.read):
            continue
        covers = [one for one in spans if one[0] < number.end and number.start < one[1]]
        start, end, why = covers[0] if covers else (number.start, number.end, "")
        if (start, end) not in shown:
            shown.add((start, end))
            yield sentence.text[start:end], REASONS.get(why, _BARE)

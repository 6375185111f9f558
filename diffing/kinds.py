"""Whether a claim's kind was changed, or only read otherwise in new words."""

import re

from diffing.amounts import SIDE
from diffing.clauses import clause
from diffing.mentions import KIND_UNSAID, NOT_NAMED, Mention, plain
from model import Claim, Kind, Measure

# The reader's rules where no word of the sentence tells the kind.
_FALLEN_BACK = frozenset({KIND_UNSAID, "kind:period", "kind:carried"})
_FOLLOWERS = {Measure.GROWTH, Measure.CHANGE, Measure.SHARE, Measure.MULTIPLE}
# 5 yuan a meal, and not 5,000 homes a year.
_PER_PIECE = re.compile(
    r"每(?![年月日天周季])|人均|户均|\b(?:each|every|per)\b(?!\s(?:year|month|day|week|quarter|annum))",
    re.I,
)
# A state of things that is reported, although by no word that the reader takes for one.
_IS = re.compile(
    r"\b(?:now|already|currently|ha(?:s|ve|d)|w(?:as|ere)|there (?:is|are)|st(?:ands?|ood)"
    r"|to date|so far)\b|[已现了]|目前|至今",
    re.I,
)
_AIMED = re.compile(
    r"\b(?:aim|goal|target|plan|intend|pledge|commit|strive)|目标|规划|计划|力争|确保", re.I
)
_EXPECTED = re.compile(
    r"\b(?:expect|forecast|predict|anticipat|project(?:ed|ion)|likely|should)|预计|预期|预测|有望",
    re.I,
)


def kind_is_guessed(old: Claim, new: Claim) -> bool:
    """Whether a new wording may have changed the kind that is read, and not the meaning, since
    one of the wordings has no word for it. An aim, an expectation and a report told by words are
    never mistaken for each other.
    """
    fallen = [claim for claim in (old, new) if _FALLEN_BACK.intersection(claim.rules)]
    if Kind.FIGURE not in {old.kind, new.kind}:
        return bool(fallen) or _says_both(old) or _says_both(new)
    if Kind.TARGET not in {old.kind, new.kind}:
        return bool(fallen)
    return bool(fallen) and not any(
        claim.kind is Kind.FIGURE and _IS.search(claim.sentence[:1_000]) for claim in fallen
    )


def _says_both(claim: Claim) -> bool:
    """Whether words of either sort stand in the sentence: "should fall, the plan says"."""
    said = claim.sentence[:1_000]
    return bool(_AIMED.search(said) and _EXPECTED.search(said))


def follows_its_sentence(old: Mention, new: Mention) -> bool:
    """Whether the kind is only that of another amount of the sentence, and the words that stand
    by this one are the same: "…, 5 yuan a meal"; "…, down 5 percent". Or it is a cap, and nothing
    was edited but its bound: 控制在17万吨以内, 不超过17万吨.
    """
    one, other = old.claim, new.claim
    fallen = any(_FALLEN_BACK.intersection(claim.rules) for claim in (one, other))
    if fallen and all(SIDE.get(claim.quantity.bound) == -1 for claim in (one, other)):
        return old.spelled == new.spelled
    words = clause(one)
    if plain(words) != plain(clause(other)):
        return False
    follower = one.measure in _FOLLOWERS and NOT_NAMED in one.rules
    return (fallen and follower) or bool(_PER_PIECE.search(words))

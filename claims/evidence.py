"""What a reading can tell of itself: each claim with what decided its fields."""

from collections.abc import Callable
from typing import NamedTuple

from claims.amount import Amount
from claims.measure import Measured
from claims.naming import Named
from claims.period import Period
from claims.scan import Hit
from claims.sentences import Sentence
from model import Claim

Place = tuple[int, int]  # of the sentence


class Evidence(NamedTuple):
    """One claim of a sentence, and what decided its fields: for each the words that made its rule
    fire, where words did.
    """

    claim: Claim
    sentence: Sentence
    amount: Amount
    measure: Measured
    kind: Hit | None
    place: Place | None
    period: Period | None
    named: Named


class Heard(NamedTuple):
    """A sentence that may hold numbers, the places its periods hide, and where it was read."""

    sentence: Sentence
    periods: list[Place]
    read: list[Place]


Listener = Callable[[Evidence | Heard], None]

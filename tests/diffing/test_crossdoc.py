"""The relations of annotated documents to the seed documents."""

import pytest

from bench.relations import claim_of, from_gold, from_text, key_of, rows, scored
from model import Measure
from tests.shared import SHARED, WHY_SKIPPED

beside = pytest.mark.skipif(SHARED is None, reason=WHY_SKIPPED)


@pytest.fixture(scope="module")
def gold():
    """The annotated pairs."""
    return rows(SHARED / "gold" / "dev_crossdoc.jsonl")


@beside
def test_from_the_annotated_claims(gold):
    """The reader's faults apart: F1 of 0.90 in the strictest counting, and nothing on a trap."""
    found = scored(from_gold(SHARED / "gold", SHARED / "seeds"), gold, annotated_only=False)
    assert found.f1 >= 0.90
    assert found.false_on_none == 0


@beside
def test_from_raw_text(gold):
    """From the texts alone, through our own reader: F1 of 0.80, and nothing on a trap."""
    predicted = from_text(SHARED / "gold", SHARED / "seeds")
    strict = scored(predicted, gold, annotated_only=False)
    assert strict.f1 >= 0.80
    assert strict.false_on_none == 0
    assert scored(predicted, gold, annotated_only=True).f1 >= strict.f1


@beside
def test_the_traps_are_annotated(gold):
    """The traps are there to fall into: their claims are read and met like any other."""
    none = [row for row in gold if row["relation"] == "none"]
    assert len(none) >= 15
    claims = {row["id"]: claim_of(row) for row in rows(SHARED / "gold" / "dev.jsonl")}
    assert all(claims[row["claim"]].indicator_key for row in none)


@beside
def test_one_phrase_has_one_key():
    """The key of an annotated phrase is the reader's; the measure is no part of a name."""
    assert (
        key_of("GDP growth", Measure.GROWTH) == key_of("economic growth", Measure.GROWTH) == "gdp"
    )
    assert key_of("digital economy enterprises", Measure.LEVEL) == "digital_enterprises"
    assert key_of("urban income", Measure.LEVEL) != key_of("rural income", Measure.LEVEL)


PAIRS = [
    {"claim": "a#1", "seed_claim": "s#1", "relation": "restates"},
    {"claim": "a#2", "seed_claim": "s#1", "relation": "updates"},
    {"claim": "a#3", "seed_claim": "s#2", "relation": "none"},
]


def test_every_prediction_counts():
    """Right is the triple; a wrong relation, a wrong seed, a trap and an unknown pair are false."""
    predicted = [
        ("a#1", "s#1", "restates"),
        ("a#2", "s#1", "revises"),
        ("a#2", "s#2", "updates"),
        ("a#3", "s#2", "restates"),
        ("b#9", "s#1", "updates"),
    ]
    strict = scored(predicted, PAIRS, annotated_only=False)
    assert (strict.right, strict.predicted, strict.wanted, strict.false_on_none) == (1, 5, 2, 1)
    assert strict.missed == (("a#2", "s#1", "updates"),)
    assert (strict.precision, strict.recall) == (1 / 5, 1 / 2)
    assert strict.f1 == pytest.approx(2 / 7)
    lenient = scored(predicted, PAIRS, annotated_only=True)
    assert (lenient.right, lenient.predicted, lenient.false_on_none) == (1, 4, 1)


def test_nothing_predicted_is_nothing_right():
    """No prediction: no division by zero, and no credit."""
    nothing = scored([], PAIRS, annotated_only=False)
    assert (nothing.precision, nothing.recall, nothing.f1) == (0.0, 0.0, 0.0)

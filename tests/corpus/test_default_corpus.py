"""The shipped digests say, in our own words, everything that the seed documents claim."""

import importlib.util
import json
from functools import cache

import pytest

from claims import read
from config import load_words
from corpus import DEFAULT_DOCUMENTS, read_documents
from model import Article, Claim
from tests.shared import SHARED, WHY_SKIPPED

pytestmark = pytest.mark.skipif(SHARED is None, reason=WHY_SKIPPED)

DIGESTS = {
    "000": "yangpu-2025-goals.md",
    "001": "yangpu-digital-economy-surge.md",
    "002": "pudong-modern-industrial-system.md",
    "003": "yangpu-people-oriented-innovation.md",
    "004": "yangpu-innovation-and-growth.md",
}


def no_html(body: bytes, name: str) -> Article:
    raise AssertionError(name)


@cache
def digest_claims(name: str) -> tuple[Claim, ...]:
    (_, article), *_ = read_documents([DEFAULT_DOCUMENTS / name], no_html)
    return read(article, load_words())


@cache
def scorer():
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def row(claim: Claim) -> dict:
    quantity = claim.quantity
    return {
        "value": float(quantity.value),
        "value_max": None if quantity.value_max is None else float(quantity.value_max),
        "unit": quantity.unit,
        "period": claim.period,
        "place": claim.place,
    }


def gold() -> list[dict]:
    if SHARED is None:
        return []
    lines = (SHARED / "gold" / "seeds.jsonl").read_text("utf-8").splitlines()
    return [claim for claim in map(json.loads, lines) if not claim.get("optional")]


def says(claim: Claim, wanted: dict) -> bool:
    found = row(claim)
    return (
        scorer().value_ok(wanted, found)
        and claim.kind in [wanted["kind"], *wanted.get("alt_kind", [])]
        and claim.quantity.bound in [wanted["bound"], *wanted.get("alt_bound", [])]
        and claim.measure == wanted["measure"]
        and scorer().place_ok(wanted, found)
        and period_is_compatible(claim, wanted)
    )


def period_is_compatible(claim: Claim, wanted: dict) -> bool:
    """The gold period; or, where gold leaves it open, one of a year that gold also accepts.

    A digest is dated where its seed is not: its "now" is a day, the seed's is not stated.
    """
    open_in_gold = wanted["period"] is None
    return scorer().period_ok(wanted, row(claim), lenient=open_in_gold)


@pytest.mark.parametrize("wanted", gold(), ids=lambda claim: claim["id"])
def test_a_digest_carries_the_claim(wanted):
    """Reading the digest gives the claim: value, unit, kind, bound, measure, place and period."""
    claims = digest_claims(DIGESTS[wanted["doc"][:3]])
    assert any(says(claim, wanted) for claim in claims), [
        (c.quote, c.kind, c.quantity.bound, c.measure, c.place, c.period) for c in claims
    ]


@pytest.mark.parametrize("name", DIGESTS.values())
def test_a_digest_has_its_own_words(name):
    """No run of eight words, numbers apart, is the same in a digest and in any seed document."""
    seeds = " ".join(path.read_text("utf-8") for path in (SHARED / "seeds").glob("*.txt"))
    digest = (DEFAULT_DOCUMENTS / name).read_text("utf-8").rpartition("+++")[2]
    theirs, ours = runs(seeds), runs(digest)
    assert not theirs & ours, sorted(theirs & ours)


def runs(text: str, length: int = 8) -> set[tuple[str, ...]]:
    words = "".join(c.lower() if c.isalpha() else " " for c in text).split()
    return {tuple(words[n : n + length]) for n in range(len(words) - length)}

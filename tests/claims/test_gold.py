"""The bar on the seed documents."""

import json
import subprocess
import sys

import pytest

from claims import read
from corpus import article_from_text
from tests.claims.said import WORDS
from tests.shared import SHARED, WHY_SKIPPED


def predicted(path):
    """The gold's fields of every claim read from a file."""
    text = path.open(encoding="utf-8", newline="").read()
    for claim in read(article_from_text(text, path.name), WORDS):
        quantity = claim.quantity
        yield {
            "doc": path.name, "quote": claim.quote, "start": claim.span.start,
            "sentence": claim.sentence, "kind": claim.kind, "measure": claim.measure,
            "value": float(quantity.value), "unit": quantity.unit, "bound": quantity.bound,
            "value_max": None if quantity.value_max is None else float(quantity.value_max),
            "place": claim.place, "indicator": claim.indicator, "period": claim.period,
        }  # fmt: skip


def levels(gold, files, where):
    lines = [json.dumps(line) for path in files for line in predicted(path)]
    where.write_text("\n".join(lines) + "\n")
    command = [sys.executable, str(SHARED / "gold" / "score.py"), str(gold), str(where), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    scored = json.loads(done.stdout)["total"]["levels"]
    return {level[0]: found["F1"] for level, found in scored.items() if "~" not in level}


@pytest.mark.skipif(SHARED is None, reason=WHY_SKIPPED)
def test_the_seeds_are_read(tmp_path):
    """Value and unit, and with them kind, bound, period and place, are read off the seeds."""
    files = sorted((SHARED / "seeds").glob("*.txt"))
    reached = levels(SHARED / "gold" / "seeds.jsonl", files, tmp_path / "seeds.jsonl")
    assert reached["b"] >= 0.95
    assert reached["c"] >= 0.92
    assert reached["f"] >= 0.85


@pytest.mark.skipif(SHARED is None, reason=WHY_SKIPPED)
def test_the_development_set_is_read(tmp_path):
    """The same on two dozen reports of other places."""
    files = sorted((SHARED / "gold" / "dev").glob("*.txt"))
    reached = levels(SHARED / "gold" / "dev.jsonl", files, tmp_path / "dev.jsonl")
    assert reached["b"] >= 0.95
    assert reached["c"] >= 0.92
    assert reached["f"] >= 0.8

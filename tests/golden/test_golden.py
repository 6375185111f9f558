"""Whole articles beside the claims a person read from them."""

import json
from datetime import date
from pathlib import Path

import pytest

from claims import read
from config.words import load_words
from model import Article

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("name", "day"), [("reservoir", date(2025, 2, 14)), ("gongbao", date(2025, 2, 20))]
)
def test_golden(name, day):
    """Every claim of the article is read, with all its fields, and nothing else."""
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    expected = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text().splitlines()]
    found = read(Article(text, title=text.splitlines()[0], published=day), load_words())
    assert [_line(claim) for claim in found] == expected


def _line(claim):
    quantity = claim.quantity
    return {
        "quote": claim.quote,
        "kind": claim.kind,
        "measure": claim.measure,
        "value": str(quantity.value),
        "unit": quantity.unit,
        "bound": quantity.bound,
        "indicator": claim.indicator_key,
        "place": claim.place,
        "period": claim.period,
    }

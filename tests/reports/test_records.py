"""Records: the fields of the design, exact numbers, one safe line each."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from model import Check, CheckState, Quantity
from reports import change_json, check_json, claim_json, finding_json, json_line
from reports.records import number
from tests.diffing.claims import NOW, claim
from tests.reports import sample

CLAIM = claim("It aims at 300 billion yuan.", "300 billion yuan", "3e11")
CLAIM_FIELDS = [
    "id", "quote", "start", "end", "sentence", "kind", "measure", "value", "value_max", "unit",
    "bound", "place", "indicator", "period", "converted", "lang", "indicator_key", "series",
    "confidence", "rules", "version", "published_at",
]  # fmt: skip


def test_a_claim_of_a_file_and_of_a_page() -> None:
    """The gold fields come first, under "doc" or "url"."""
    assert list(claim_json(CLAIM, doc="a.txt", id="a.txt#1")) == ["doc", *CLAIM_FIELDS]
    record = claim_json(sample.statement(CLAIM, sample.EN))
    assert list(record) == ["url", *CLAIM_FIELDS]
    assert record["url"] == sample.EN
    assert record["published_at"] == "2026-01-14"


def test_a_change_has_the_fields_of_the_design() -> None:
    """Stored or not, the same fields in the same order."""
    stored = sample.changes()[0]
    fields = [
        "id", "detected_at", "run", "source", "url", "page", "change", "aspects", "direction",
        "relative", "old", "new", "state", "reverts", "reverted_by", "weight", "why",
        "slip",
        "old_version", "new_version",
        "notice", "condition",
    ]  # fmt: skip
    assert list(change_json(stored)) == list(change_json(stored.change)) == fields
    assert change_json(stored)["detected_at"] == "2026-01-15T08:00:12Z"
    assert change_json(stored)["new"]["version"] == stored.new_version.id


def test_a_finding_has_the_fields_of_the_design() -> None:
    """Stored or not, the same fields in the same order."""
    stored = sample.findings()[0]
    fields = [
        "id", "at", "relation", "claim", "against", "seed", "witnesses", "changes", "weight", "why",
        "notice", "condition",
    ]  # fmt: skip
    assert list(finding_json(stored)) == list(finding_json(stored.finding)) == fields
    assert finding_json(stored)["seed"] is True


def test_a_check() -> None:
    """A check tells the page, the time and what came of it."""
    record = check_json(Check("https://a.example", "a", NOW, CheckState.GONE, note="status 410"))
    assert (record["at"], record["state"]) == ("2026-01-02T03:04:05Z", "gone")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("3E+11", "300000000000"),
        ("0.1", "0.1"),
        ("16.7", "16.7"),
        ("5.50", "5.5"),
        ("-3.7", "-3.7"),
        ("16.666666666666668", "16.666666666666668"),
        ("1234567890123.123456789", "1234567890123.123456789"),
        ("1E+999999", "1E+999999"),
        ("0", "0"),
    ],
)
def test_numbers_are_exact(value: str, written: str) -> None:
    """An int when integral, else the shortest exact decimal: no artefact of binary floats."""
    assert json_line({"v": number(Decimal(value))}) == f'{{"v": {written}}}'


def test_lines_are_safe_and_lossless() -> None:
    """No character of a page ends a line, steers a terminal or cannot be written as UTF-8."""
    nasty = "a\u2028b\u2029c\x1b[31m\x9b31m\u202e\x00\ud800\n\ufeff中文"
    line = json_line({"sentence": nasty})
    assert line.isprintable()
    assert line.encode()
    assert "中文" in line
    assert json.loads(line)["sentence"] == nasty


def test_infinite_numbers_are_null() -> None:
    """NaN is no JSON."""
    record = claim_json(replace(CLAIM, quantity=Quantity(Decimal("NaN"), "CNY")))
    assert record["value"] is None

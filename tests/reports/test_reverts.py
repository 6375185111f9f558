"""A change that was taken back is told with the change that did."""

import json
from dataclasses import replace

import pytest

from model import ChangeState
from reports import render_report, render_rows
from tests.reports import sample

first, second = sample.changes()[:2]
THERE = replace(
    first, change=replace(first.change, state=ChangeState.REVERTED), reverted_by=second.id
)
BACK = replace(second, reverts=first.id)


@pytest.mark.parametrize("style", ["text", "md", "html"])
def test_a_report_tells_both_with_the_note(style) -> None:
    """Whichever way it is written."""
    report = replace(sample.report(), changes=(THERE, BACK))
    text = render_report(report, style, width=160)
    assert f"everted by change {second.id}" in text
    assert f"onfirmed, takes back change {first.id}" in text


def test_a_listing_tells_both() -> None:
    """For the eye beside the headline; for a program in fields of their own."""
    table = " ".join(render_rows("changes", [THERE, BACK], "table", width=250).split())
    assert f"(reverted by change {second.id})" in table
    assert f"(takes back change {first.id})" in table
    rows = [json.loads(row) for row in render_rows("changes", [THERE, BACK], "jsonl").splitlines()]
    assert [(row["reverts"], row["reverted_by"], row["state"]) for row in rows] == [
        (None, second.id, "reverted"),
        (first.id, None, "confirmed"),
    ]
    sheet = render_rows("changes", [THERE, BACK], "csv").splitlines()
    assert {"state", "reverts", "reverted_by"} <= set(sheet[0].split(","))

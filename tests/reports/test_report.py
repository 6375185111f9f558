"""What a report tells, in the order that matters."""

import json

import pytest

from reports import Column, render_report, render_rows, render_table
from reports.outlets import terminal_width
from reports.terminal import text_report
from reports.view import excerpt, side_by_side, view_of
from tests.diffing.claims import claim
from tests.reports import sample

TEXT = render_report(sample.report(), "text", width=100)


def test_the_text_shows_the_evidence() -> None:
    """What, how much, both amounts, both sentences with the figure marked, page and captures."""
    for part in (
        "* TARGET RAISED +16.7 %   online new economy revenue, Yangpu",
        "more than 300 billion yuan (target, by the end of 2025)",
        "[more than 350 billion yuan]",
        "2025 goals: Yangpu district to propel digital economy growth",
        sample.EN,
        "version 2, captured 2026-01-14",
        "RAISES THE TARGET +16.7 %",
        "eastday, 2025-01-08",
        "17  not modified (304)",
        "new version, the same claims in other words",
        "soft404: says page not found with status 200",
        "https://en.shyp.example/old/plan",
        "12 changes on 4 pages, 2 findings, 31 looks at pages.",
    ):
        assert part in " ".join(TEXT.split()) or part in TEXT


def test_the_heaviest_comes_first() -> None:
    """Pages by their heaviest change, changes by weight, where all is told at once."""
    groups = view_of(sample.report()).groups
    urgent = [group.urgency for group in groups]
    assert urgent == sorted(urgent)
    for group in groups:
        on_page = [item.change.weight for item in group.changes]
        assert on_page == sorted(on_page, reverse=True)


@pytest.mark.parametrize("width", [40, 72, 120])
def test_the_text_fits(width: int) -> None:
    """No line but an address is wider than the terminal."""
    for line in render_report(sample.report(), "text", width=width).splitlines():
        assert terminal_width(line) <= width or "://" in line or "javascript" in line


@pytest.mark.parametrize("width", [40, 79, 120])
def test_plain_text_is_written_as_rich_lays_it_out(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = text_report(sample.report(), width=width)
    monkeypatch.setattr("reports.terminal._fits", lambda line, room: False)
    assert text_report(sample.report(), width=width) == plain


def test_json_lines() -> None:
    """Each line is one named record."""
    lines = render_report(sample.report(), "jsonl").splitlines()
    names = [next(iter(json.loads(line))) for line in lines]
    assert names == ["change"] * 12 + ["finding"] * 3 + ["check"] * 31


def test_an_unknown_style() -> None:
    """The error names the styles there are."""
    with pytest.raises(ValueError, match="text, md, html, jsonl, csv"):
        render_report(sample.report(), "pdf")
    with pytest.raises(ValueError, match="table, jsonl, csv, md"):
        render_rows("claims", [], "xml")
    with pytest.raises(ValueError, match="claims"):
        render_rows("thoughts", [])


def test_side_by_side_marks_figure_and_difference() -> None:
    """The pieces are the sentence; the figure is marked, and what differs."""
    old = claim("It aims at 300 billion yuan by 2025.", "300 billion yuan", "3e11")
    new = claim("It aims at 350 billion yuan by 2027.", "350 billion yuan", "3.5e11")
    was, now = side_by_side(old, new)
    assert "".join(part.text for part in was) == old.sentence
    assert "".join(part.text for part in now) == new.sentence
    assert "".join(part.text for part in now if part.figure) == "350 billion yuan"
    assert [part.text for part in now if part.changed] == ["350", "2027"]
    assert side_by_side(None, new)[0] == ()


def test_long_sentences_are_cut_around_the_figure() -> None:
    """A line of 50,000 characters shows what stands around its figure."""
    made = claim("x " * 20_000 + "300 yuan" + " y" * 20_000, "300 yuan", "300")
    part = excerpt(made)
    assert part.quote == "300 yuan"
    assert len(part.before) + len(part.after) < 400
    assert part.before.startswith("… ")


def test_tables_fit_and_align() -> None:
    """Numbers stand to the right, Chinese counts double, wide columns give way."""
    columns = [
        Column("name", lambda row: row[0]),
        Column("number", lambda row: row[1]),
    ]
    rows = [("杨浦", 5), ("a" * 80, 12345)]
    lines = render_table(columns, rows, "table", width=40).splitlines()
    assert all(terminal_width(line) <= 40 for line in lines)
    assert lines[2].endswith("     5")
    assert lines[3].endswith(" 12345")
    assert render_table(columns, rows, "md").splitlines()[2] == "| 杨浦 | 5 |"
    assert render_table(columns, rows, "jsonl").splitlines()[0] == '{"name": "杨浦", "number": 5}'


@pytest.mark.parametrize("style", ["table", "md", "csv", "jsonl"])
def test_every_listing_has_every_style(style: str) -> None:
    """Changes, findings, checks and claims are listed in each style."""
    listings = {
        "changes": sample.changes(),
        "findings": sample.findings(),
        "checks": sample.checks(),
        "claims": [*sample.en(0), sample.statement(sample.zh(0)[0], sample.ZH)],
    }
    for kind, rows in listings.items():
        lines = render_rows(kind, rows, style, width=120).splitlines()
        heads = {"table": 2, "md": 2, "csv": 1, "jsonl": 0}[style]
        if style == "table":  # a row may go on in the next line
            assert len(lines) >= len(rows) + heads
        else:
            assert len(lines) == len(rows) + heads
        if style == "jsonl":
            assert all(json.loads(line) for line in lines)
        if style == "table":
            assert all(terminal_width(line) <= 120 for line in lines)
    assert render_rows("claims", [], "table") == "No claims.\n"

"""Tables as rows of text."""

import lxml.html
import pytest

from crawler.tables import MAX_CELLS, MAX_COLUMNS, flatten_tables, grid


def table(rows: str):
    return lxml.html.fromstring(f"<table>{rows}</table>")


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ("<tr><td>a<td>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
        (
            "<tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d",
            [["a", "b", "b"], ["a", "c", "d"]],
        ),
        (
            "<tr><td>a<td rowspan=3>x<td>b<tr><td>c<td>d<tr><td>e<td>f",
            [["a", "x", "b"], ["c", "x", "d"], ["e", "x", "f"]],
        ),
        ("<tr><td>a<td rowspan=2>x<tr><td>b", [["a", "x"], ["b", "x"]]),
        ("<thead><tr><th>h</thead><tbody><tr><td>v</tbody>", [["h"], ["v"]]),
        ("<tr><td colspan=0>a<td colspan=-3>b<td colspan=x>c", [["a", "b", "c"]]),
        ("<tr><td> a \n b <br>c", [["a b c"]]),
    ],
)
def test_spans_are_spread(rows, cells):
    """A spanned cell stands in every row and column it reaches; odd spans count as one."""
    assert grid(table(rows)) == cells


def test_a_span_of_any_size_is_capped():
    """A colspan of nine thousand billion is a wide table, no wider than the cap."""
    rows = grid(table("<tr><td colspan=9007199254740991 rowspan=99999999>a</td></tr>" * 500))
    assert all(len(row) <= MAX_COLUMNS for row in rows)
    assert sum(map(len, rows)) <= MAX_CELLS


def flat(body: str) -> list[str]:
    tree = lxml.html.document_fromstring(f"<body>{body}</body>")
    flatten_tables(tree)
    assert tree.find(".//table") is None
    return [" ".join(p.itertext()).strip() for p in tree.iter("p")]


def test_a_data_table_becomes_lines():
    """A row is a line; what follows the table stays."""
    rows = "<tr><th>Item<th>2024<tr><td>GDP<td>300<tr><td colspan=2>Notes"
    assert flat(f"<table>{rows}</table>after<p>end</p>") == [
        "Item | 2024",
        "GDP | 300",
        "Notes",
        "end",
    ]


def test_a_layout_table_becomes_blocks():
    """Prose, menus and tables within a table are no rows of values."""
    prose = "<p>" + "A long paragraph of the article. " * 20 + "</p>"
    lines = flat(f"<table><tr><td>Menu<td>x<tr><td>{prose}<td>y</table>")
    assert len(lines) == 1
    menu = "".join(f"<tr><td><a>Link {n}</a><td><a>Link</a>" for n in range(5))
    assert flat(f"<table>{menu}</table>") == []


def test_a_title_above_and_a_note_below_make_no_layout():
    """A caption and a note as wide as the table, however long, leave it one; each comes once."""
    note = "Figures are provisional and will be revised. " * 12
    rows = (
        "<caption>Table 1, in million yuan</caption><tr><th>Item<th>2024<th>2025"
        f"<tr><td>Exports<td>300<td>320<tr><td colspan=3>{note}"
    )
    assert flat(f"<table>{rows}</table>") == [
        "Table 1, in million yuan",
        "Item | 2024 | 2025",
        "Exports | 300 | 320",
        note.strip(),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<table><tr><td>Menu<td><h1>Notice</h1>The rent is 71 yuan.<tr><td>x<td>y</table>",
        "<table><tr><td>Menu<td><table><tr><td>a<td>1<tr><td>b<td>2</table><tr><td>x<td>y</table>",
    ],
)
def test_what_lays_out_a_page_is_no_row_of_values(table):
    """A table said to be for layout, or that holds a heading or another table, joins no cells."""
    assert not any("Menu |" in line or "a | b" in line for line in flat(table))


def test_a_long_cell_that_claims_to_be_wide_is_said_once():
    """Memory is bounded whatever a colspan claims: prose is not repeated for it."""
    rows = grid(table(f"<tr><td colspan=9007199254740991>{'x' * 5000}<td>b</tr>" * 20))
    assert [len(row) for row in rows] == [2] * 20

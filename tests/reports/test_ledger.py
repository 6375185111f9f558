"""The ledger, a series' history and the corpus' standing are told so that a person can act."""

import csv
import io
import json
from dataclasses import replace

import pytest

from model import Presence, Status
from reports import Aim, LedgerRow, Match, render_rows, seed_totals
from reports.history import heading
from reports.outlets import terminal_width
from tests.reports import ledger_rows as made


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def squeezed(text: str) -> str:
    return " ".join(text.split())


# ---- the ledger ---------------------------------------------------------------------------------


def test_a_row_says_where_the_series_stands():
    """Number, indicator, place, latest figure and who says it; each target with its day, how it
    stands and how far it is.
    """
    text = render_rows("ledger", [made.row()], width=120)
    row = text.splitlines()[2]
    assert row.split()[0] == "12"
    assert "online new economy revenue, Yangpu" in row
    assert "262 billion yuan, 2024" in row
    assert "Publisher 1" in row
    assert "2026-01-15" in row
    below = lines(text)[3:]
    assert below == [
        "target: more than 300 billion yuan by the end of 2025: overdue, 87 %",
        "target: 350 billion yuan by the end of 2027: open, 75 %",
    ]


def test_eighty_columns_are_enough():
    """On a narrow terminal no line but an address is wider, and nothing important is lost."""
    for kind, rows in (
        ("ledger", [made.row()] * 3),
        ("points", made.history()),
        ("seeds", made.seeds()),
    ):
        text = render_rows(kind, rows, width=80)
        shown = [line for line in text.splitlines() if "https://" not in line]
        assert max(map(terminal_width, shown)) <= 80
    narrow = render_rows("ledger", [made.row()], width=80)
    assert "262 billion yuan" in narrow
    assert "target: more than 300 billion yuan by the end of 2025: overdue" in squeezed(narrow)


def test_chinese_keeps_the_columns():
    """Behind a Chinese name the next column stands where it stands behind an English one."""
    row = made.row()
    series = replace(row.series, indicator="在线新经济营业收入")
    chinese = LedgerRow(replace(row.entry, series=series), ())
    text = render_rows("ledger", [chinese, LedgerRow(row.entry, ())], width=120).splitlines()
    at = [terminal_width(line[: line.index("262 billion")]) for line in text[2:4]]
    assert at[0] == at[1]


def test_what_is_settled_is_shown_only_when_nothing_is_open():
    """A reached target gives way to one still open; a series with nothing open shows its last."""
    row = made.row()
    reached = Aim(row.aims[0].point, made.standing(made.TARGET, Status.REACHED))
    both = LedgerRow(row.entry, (reached, row.aims[1]))
    assert [aim.status for aim in both.shown] == ["open"]
    alone = LedgerRow(row.entry, (reached,))
    assert [aim.status for aim in alone.shown] == ["reached"]


def test_what_decided_a_target_is_what_it_is_measured_by():
    """A target that was reached is held against the figure that reached it, not against a later
    one.
    """
    result = made.statement(made.revenue("315 billion yuan", "3.15e11", "2025"), 30)
    row = made.row()
    reached = Aim(row.aims[0].point, made.standing(made.TARGET, Status.REACHED, by=result))
    text = render_rows("ledger", [LedgerRow(row.entry, (reached,))], width=120)
    assert "reached, 105 %" in text


def test_the_ledger_as_records():
    """A line of JSON has everything: key, names in both languages, points, every witness."""
    record = json.loads(render_rows("ledger", [made.row()], "jsonl"))
    assert record["series"] == 12
    assert record["key"] == made.SERIES.key
    assert record["names"] == {
        "en": "online new economy revenue",
        "zh": "在线新经济营业收入",
    }
    assert (record["points"], record["witnesses"]) == (3, 5)
    assert record["latest"]["value"] == 262_000_000_000
    assert [t["status"] for t in record["targets"]] == ["overdue", "open"]
    assert [t["due"] for t in record["targets"]] == ["2025-12-31", "2027-12-31"]
    assert record["targets"][0]["progress"] == pytest.approx(0.8733, abs=1e-4)
    assert record["latest"]["witnesses"][0]["claim"]["quote"] == "262 billion yuan"


def test_the_ledger_as_a_spreadsheet():
    """One row a series, the next target's parts in columns of their own."""
    (row,) = csv.DictReader(io.StringIO(render_rows("ledger", [made.row()], "csv")))
    assert row["latest_value"] == "262000000000"
    assert (row["target_value"], row["target_due"]) == ("300000000000", "2025-12-31")
    assert row["status"] == "overdue"
    assert row["names"] == "en: online new economy revenue; zh: 在线新经济营业收入"


def test_markdown_keeps_the_targets():
    """Where nothing can stand under a row, the targets are a column."""
    text = render_rows("ledger", [made.row()], "md")
    assert "| targets |" in text.splitlines()[0]
    assert "overdue, 87 %" in text


def test_the_next_day_due():
    """What is sorted by deadline is sorted by the first day that is still open."""
    row = made.row()
    assert row.next_due(made.TODAY).isoformat() == "2027-12-31"
    assert row.is_overdue
    assert LedgerRow(row.entry, ()).next_due(made.TODAY).year == 9999


# ---- history ------------------------------------------------------------------------------------


def test_history_names_everyone_who_says_a_point():
    """A point is one row; under it stand the quotes with source, date, address and presence."""
    text = render_rows("points", made.history(), width=100)
    plain = squeezed(text)
    for number, now in enumerate(
        ("still stated", "not read since 2026-01-12", "page gone since 2026-01-12",
         "not stated since 2026-01-12"), start=1,
    ):  # fmt: skip
        assert f"Publisher {number}, 2025-01-08: {now} https://gov{number}.example/page" in plain
    assert "Publisher 5, 2025-01-08: in the corpus" in plain
    assert "“Yangpu's online new economy revenue was 262 billion yuan.”" in plain


def test_a_point_stands_as_long_as_anyone_states_it():
    """Not stated, not read and page gone are told apart; stated anywhere is stated."""
    row = made.history()[0]
    assert row.now == "still stated"
    unread = replace(row, spoken=row.spoken[2:])
    assert unread.now.startswith("not read")
    dropped = replace(row, spoken=row.spoken[3:])
    assert dropped.now.startswith("not stated")
    assert replace(row, spoken=row.spoken[:1]).now == "in the corpus"


def test_many_witnesses_are_counted():
    """Five are named, and the rest counted; files have them all."""
    row = made.history()[0]
    crowd = replace(row, spoken=row.spoken * 3)
    assert "and 10 more who say the same" in render_rows("points", [crowd], width=100)
    assert len(render_rows("points", [crowd], "csv").splitlines()) == 16


def test_history_as_records():
    """Each point is a line with its series, and each witness with its presence."""
    first, second = map(json.loads, render_rows("points", made.history(), "jsonl").splitlines())
    assert first["key"] == second["key"] == made.SERIES.key
    witnesses = first["point"]["witnesses"]
    assert [each["presence"] for each in witnesses] == [
        None,
        "stated",
        "not_read",
        "page_gone",
        "not_stated",
    ]
    assert witnesses[2]["since"] == "2026-01-12T08:00:00Z"
    assert second["point"]["kind"] == "target"


def test_history_as_a_spreadsheet():
    """A row for each witness, with its words and address."""
    rows = list(csv.DictReader(io.StringIO(render_rows("points", made.history(), "csv"))))
    assert len(rows) == 6
    assert rows[1]["now"] == "still stated"
    assert rows[1]["url"] == "https://gov1.example/page"
    assert rows[5]["value"] == "300000000000"


def test_the_heading_names_the_series_in_other_languages():
    """The series is named with its number and what other languages call it."""
    words = heading(made.SERIES)
    assert words == "series 12: online new economy revenue, Yangpu - zh: 在线新经济营业收入"


# ---- the corpus ---------------------------------------------------------------------------------


def test_the_corpus_status_shows_what_decided():
    """Each claim with its status; under it where it stands, and by what statement."""
    text = squeezed(render_rows("seeds", made.seeds(), width=100))
    assert "it was reached; on watched pages: still stated, seen 2026-01-15" in text
    assert "312 billion yuan (figure, 2025), Publisher 21, 2025-12-30: “Yangpu's" in text
    assert "not stated since 2026-01-10, seen 2026-01-15" in text
    assert "on watched pages: never seen" in text


def test_the_corpus_status_is_summed_up():
    """How many stand how, by status and by presence."""
    assert seed_totals(made.seeds()) == (
        "3 claims: 1 reached, 1 superseded, 1 not seen.\n"
        "On watched pages: 1 still stated, 1 not stated, 1 never seen on a watched page.\n"
    )
    assert seed_totals([made.standing(made.FIGURE, Status.PAGE_GONE, presence=Presence.PAGE_GONE)])


def test_the_corpus_status_as_records():
    """Status, presence, the claim and what decided are fields of their own."""
    records = [
        json.loads(line) for line in render_rows("seeds", made.seeds(), "jsonl").splitlines()
    ]
    assert [r["status"] for r in records] == ["reached", "superseded", "not_seen"]
    assert [r["presence"] for r in records] == ["stated", "not_stated", "never"]
    assert records[0]["by"]["value"] == 312_000_000_000
    assert records[0]["at"] == "2025-12-30"
    assert records[2]["by"] is None
    shown = json.loads(render_rows("seed claims", made.seeds()[:1], "jsonl"))
    assert (shown["value"], shown["status"]) == (300_000_000_000, "reached")


def test_the_corpus_status_as_a_spreadsheet():
    """The claim's own columns stand beside those of its standing."""
    rows = list(csv.DictReader(io.StringIO(render_rows("seeds", made.seeds(), "csv"))))
    assert rows[0]["status"] == "reached"
    assert rows[0]["value"] == "300000000000"
    assert rows[1]["by_publisher"] == "Publisher 1"


# ---- what a document is to the corpus -----------------------------------------------------------


def test_a_claim_that_met_nothing_is_listed():
    """A claim whose series is known, and nothing of its time, has a row and a null relation."""
    rows = [Match(1, made.FIGURE, None)]
    text = render_rows("matches", rows, width=100)
    assert "nothing known for its time" in text
    record = json.loads(render_rows("matches", rows, "jsonl"))
    assert (record["relation"], record["against"], record["weight"]) == (None, None, 0)
    assert record["claim"]["value"] == 262_000_000_000
    assert "nothing known" in render_rows("matches", rows, "csv")

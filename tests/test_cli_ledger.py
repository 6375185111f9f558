"""The ledger, the history of a series and the corpus' standing, as a person types for them."""

import csv
import io
import json
import sqlite3
import sys

import pytest

from cli import main
from reports.outlets import terminal_width
from tests.many_pages import ManyPages

SETTINGS = "default_sources = false\ndefault_corpus = false\n"
PLAN = """Report on the plan of Leeds
2024-01-20

Leeds aims to build 2,000 affordable homes by 2030. In 2023 Leeds built 640 affordable homes.
Leeds is to keep its unemployment rate within 5 percent in 2031.
Leeds aims to plant 30,000 trees by 2025.
"""
RESULTS = """Leeds in figures
2025-03-10

In 2024 Leeds built 900 affordable homes.
"""
SPEECH = """A speech in Leeds
2026-02-01

Leeds aims to build 2,500 affordable homes by 2030. Leeds opened 14 new libraries in 2025.
In 2024 Leeds built 900 affordable homes.
"""


class Branches(ManyPages):
    """A page for each branch of the economy, each a series of its own; the third never moves."""

    def page(self, path: str) -> str | None:
        text = super().page(path)
        if text is None:
            return None
        for number, name in enumerate(("tourism", "software", "logistics"), start=1):
            text = text.replace(f"revenue of the industry {number}", f"{name} revenue")
        return text.replace(f"{103 + self.raised} billion", "103 billion")


@pytest.fixture
def typed(monkeypatch, capsys):
    """Type a command line; what came out, what was said beside it, and the exit code."""

    def run(*words: object, columns: int = 100) -> tuple[str, str, int]:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr(sys, "argv", ["figurewatch", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
            sys.exit(0)
        out, err = capsys.readouterr()
        return out, err, int(ended.value.code or 0)

    return run


def type_quietly(*words: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["figurewatch", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
            sys.exit(0)
        assert not ended.value.code


@pytest.fixture(scope="module")
def leeds(tmp_path_factory):
    """A home whose corpus is two documents about one city."""
    folder = tmp_path_factory.mktemp("leeds")
    (folder / "config").mkdir()
    (folder / "config" / "figurewatch.toml").write_text(SETTINGS)
    for name, text in (("plan.txt", PLAN), ("results.txt", RESULTS)):
        (folder / name).write_text(text, encoding="utf-8")
    type_quietly("corpus", "add", folder / "plan.txt", folder / "results.txt", "--home", folder)
    return folder


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """A home that watched three pages raise their targets, one of which then disappeared."""
    folder = tmp_path_factory.mktemp("watched")
    plan = folder / "plan.txt"
    plan.write_text(
        "Plan of Yangpu\n2025-01-02\n\n"
        "Yangpu aims to raise tourism revenue to 101 billion yuan by the end of 2027.\n"
        "Yangpu aims to raise logistics revenue to 103 billion yuan by the end of 2027.\n"
    )
    with Branches(3) as site:
        site.write_home(folder)
        type_quietly("corpus", "add", plan, "--home", folder)
        for site.raised in (0, 50):
            type_quietly("check", "--home", folder)
        site.count = 1
        type_quietly("check", "--home", folder)
        an_hour_passes(folder)
        type_quietly("check", "--home", folder)
    return folder


def an_hour_passes(folder) -> None:
    """All that happened until now happened an hour earlier."""
    with sqlite3.connect(folder / "figurewatch.db") as database:
        for table, column in (("page_check", "at"), ("page", "seen_at")):
            earlier = f"strftime('%Y-%m-%d %H:%M:%S', {column}, '-1 hour') || '.000000'"
            database.execute(f"UPDATE {table} SET {column} = {earlier}")


def records(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


# ---- ledger -------------------------------------------------------------------------------------


def test_the_ledger_lists_each_series_once(typed, leeds):
    """A row for each series: number, what and where, the latest figure, and targets below it."""
    out, _, code = typed("ledger", "--home", leeds, columns=80)
    assert code == 0
    assert max(map(terminal_width, out.splitlines())) <= 80
    rows = records(typed("ledger", "--home", leeds, "--format", "jsonl")[0])
    assert len({row["key"] for row in rows}) == len(rows) >= 3
    for row in rows:
        assert str(row["series"]) in out.split()
    homes = next(row for row in rows if "homes" in row["indicator"] and row["latest"])
    assert homes["latest"]["value"] == 900


def test_open_targets_come_by_deadline(typed, leeds):
    """Only what is still to come, the next deadline first; the past is under --overdue."""
    out, _, _ = typed("ledger", "--home", leeds, "--open-targets", "--format", "jsonl")
    days = [row["targets"][0]["due"] for row in records(out)]
    assert days == sorted(days) == ["2030-12-31", "2031-12-31"]
    out, _, _ = typed("ledger", "--home", leeds, "--overdue", "--format", "jsonl")
    (late,) = records(out)
    assert "trees" in late["indicator"]
    assert late["targets"][0]["status"] == "overdue"
    assert "overdue" in typed("ledger", "--home", leeds, "--overdue")[0]


def test_the_ledger_is_narrowed(typed, leeds, watched):
    """By place, by words, by number; a place may be typed by any of its names."""
    everything = typed("ledger", "--home", leeds, "--format", "csv")[0]
    assert typed("ledger", "--place", "leeds", "--home", leeds, "--format", "csv")[0] == everything
    out, _, _ = typed("ledger", "--indicator", "trees", "--home", leeds, "--format", "csv")
    assert [row["place"] for row in csv.DictReader(io.StringIO(out))] == ["Leeds"]
    out, err, _ = typed("ledger", "--limit", 1, "--home", leeds, "--format", "jsonl")
    assert len(records(out)) == 1
    assert "--limit shows more" in err
    chinese = typed("ledger", "--place", "杨浦区", "--home", watched, "--format", "jsonl")[0]
    assert {row["place"] for row in records(chinese)} == {"Yangpu"}
    seeds = typed("ledger", "--seeds", "--home", watched, "--format", "jsonl")[0]
    assert 0 < len(records(seeds)) < len(records(chinese))


def test_nothing_to_list_says_what_to_do(typed, tmp_path, leeds):
    """An empty ledger, and filters that leave nothing, say what to type next."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "figurewatch.toml").write_text(SETTINGS)
    out, _, code = typed("ledger", "--home", tmp_path)
    assert code == 0
    assert "figurewatch check" in out
    assert "figurewatch corpus add" in out
    assert "No series fits" in typed("ledger", "--place", "Atlantis", "--home", leeds)[0]
    assert "No target is overdue" in typed("ledger", "--overdue", "--home", tmp_path)[0]
    assert "No target is still to come" in typed("ledger", "--open-targets", "--home", tmp_path)[0]
    assert typed("ledger", "--home", tmp_path, "--format", "jsonl")[0] == ""
    assert typed("ledger", "--open-targets", "--overdue", "--home", leeds)[2] == 2
    assert "corpus is empty" in typed("corpus", "status", "--home", tmp_path)[0]


# ---- history ------------------------------------------------------------------------------------


def test_history_by_words_number_and_key(typed, leeds):
    """The same series by any name: its points with who says them, and where."""
    rows = records(typed("history", "trees", "leeds", "--home", leeds, "--format", "jsonl")[0])
    assert [row["point"]["value"] for row in rows] == [30000]
    for name in (rows[0]["series"], rows[0]["key"]):
        again = records(typed("history", name, "--home", leeds, "--format", "jsonl")[0])
        assert again == rows
    out, _, _ = typed("history", "trees", "--home", leeds)
    assert "Leeds aims to plant 30,000 trees by 2025." in out
    assert "2024-01-20: in the corpus" in " ".join(out.split())


def test_history_is_drawn_where_asked(typed, leeds):
    """Not into a pipe, unless --plot says so; never into a file format."""
    rows = records(typed("ledger", "--home", leeds, "--format", "jsonl")[0])
    number = next(row["series"] for row in rows if row["latest"])
    assert "o figure" not in typed("history", number, "--home", leeds)[0]
    out, _, _ = typed("history", number, "--plot", "--home", leeds, columns=80)
    assert "o figure" in out
    assert "\x1b" not in out
    assert max(map(terminal_width, out.splitlines())) <= 80
    assert "o figure" not in typed("history", number, "--plot", "--home", leeds, "-f", "csv")[0]


def test_several_series_are_told_apart(typed, leeds):
    """Words that fit several name each with its number, and end with code 2."""
    out, err, code = typed("history", "leeds", "--home", leeds)
    assert (out, code) == ("", 2)
    rows = records(typed("ledger", "--home", leeds, "--format", "jsonl")[0])
    assert f"{len(rows)} series fit" in err
    for row in rows:
        assert f"{row['series']}: " in err


def test_a_series_that_is_not_there(typed, leeds):
    """A slip of the pen gets suggestions, nonsense the way to the list; both end with code 2."""
    _, err, code = typed("history", "afordable", "home", "--home", leeds)
    assert code == 2
    assert "come near" in err
    assert "affordable homes" in err
    _, err, code = typed("history", "qqqqxxxx", "--home", leeds)
    assert code == 2
    assert "figurewatch ledger" in err


def test_pages_that_are_gone_are_told(typed, watched):
    """Still stated, not stated and page gone are three answers, each with its day."""
    rows = records(typed("ledger", "--home", watched, "--format", "jsonl")[0])
    found = set()
    for row in rows:
        out = typed("history", row["series"], "--home", watched, "--format", "jsonl")[0]
        for point in records(out):
            for each in point["point"]["witnesses"]:
                found.add(each["presence"])
                gone = each["presence"] in {"not_stated", "page_gone"}
                assert bool(each["since"]) == gone
    assert {"stated", "not_stated", "page_gone"} <= found


# ---- corpus -------------------------------------------------------------------------------------


def test_corpus_status(typed, watched):
    """Each seed claim with status, presence and evidence, and totals at the end."""
    out, _, code = typed("corpus", "status", "--home", watched, columns=80)
    assert code == 0
    assert "2 claims: " in out
    assert "On watched pages: " in out
    rows = {
        row["claim"]["value"]: row
        for row in records(typed("corpus", "status", "--home", watched, "-f", "jsonl")[0])
    }
    raised, gone = rows[101_000_000_000], rows[103_000_000_000]
    assert (raised["status"], raised["presence"]) == ("superseded", "not_stated")
    assert raised["by"]["value"] == 151_000_000_000
    assert (gone["status"], gone["presence"]) == ("page_gone", "page_gone")
    assert "superseded" in typed("corpus", "show", "plan.txt", "--home", watched)[0]
    one = typed("corpus", "status", "plan.txt", "--home", watched, "-f", "csv")[0]
    assert len(list(csv.DictReader(io.StringIO(one)))) == 2
    assert typed("corpus", "status", "nothing", "--home", watched)[2] == 2


def test_corpus_match_prints_every_claim(typed, leeds, tmp_path):
    """Each claim in the order of the text beside what it is to the corpus, with the evidence."""
    file = tmp_path / "speech.txt"
    file.write_text(SPEECH, encoding="utf-8")
    rows = records(typed("corpus", "match", file, "--home", leeds, "--format", "jsonl")[0])
    starts = [row["claim"]["start"] for row in rows]
    assert starts == sorted(starts)
    said = {row["claim"]["value"]: row for row in rows}
    assert set(said) == {2500, 14, 900}
    assert said[2500]["relation"] == "raises_target"
    assert said[2500]["against"]["value"] == 2000
    assert said[2500]["why"]
    assert (said[14]["relation"], said[14]["against"]) == ("new_series", None)
    assert said[900]["relation"] == "restates"
    table = " ".join(typed("corpus", "match", file, "--home", leeds, columns=120)[0].split())
    assert "raises the target +25.0 %" in table
    assert "2024-01-20: “Leeds aims to build 2,000 affordable homes by 2030.”" in table
    assert "a higher target than the known one (+0.70)" in table


def test_corpus_match_tells_scripts(typed, leeds, tmp_path):
    """With --exit-code what is news ends with 10; what only restates, or is new, with 0."""
    file = tmp_path / "speech.txt"
    file.write_text(SPEECH, encoding="utf-8")
    assert typed("corpus", "match", file, "--exit-code", "--home", leeds)[2] == 10
    file.write_text(RESULTS + "Leeds opened 14 new libraries in 2025.\n", encoding="utf-8")
    assert typed("corpus", "match", file, "--exit-code", "--home", leeds)[2] == 0


def test_what_a_series_knows_nothing_of_is_printed_too(typed, leeds, tmp_path):
    """An older figure of a known series says nothing about a newer one, and is listed still."""
    file = tmp_path / "old.txt"
    file.write_text("In 2011 Leeds built 410 affordable homes.\n", encoding="utf-8")
    (row,) = records(typed("corpus", "match", file, "--home", leeds, "--format", "jsonl")[0])
    assert (row["relation"], row["against"]) == (None, None)
    assert row["claim"]["value"] == 410


@pytest.mark.parametrize("name", ["ledger", "history", "corpus status", "corpus match"])
def test_help_has_an_example(typed, name):
    """--help of each command shows how it is used."""
    page, _, code = typed(*name.split(), "--help")
    assert code == 0
    assert f"Example: figurewatch {name}" in page

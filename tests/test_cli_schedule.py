"""The next checks, as a person asks for them."""

import csv
import io
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cli import main
from model import Check, CheckState, HostState, Look, Page, PageKind, Schedule, Source
from reports.outlets import terminal_width
from revisit import next_check_at
from runs import owner
from storage import open_store

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
SOURCE = (
    'name = "{0}"\nkind = "government"\nlanguage = "en"\nfollow = ["x"]\n{1}\n'
    '[[start]]\nurl = "https://{0}.example/"\nkind = "index"\n'
)
HOSTILE = "https://alpha.example/\x1b[31m=cmd|x.html"


@pytest.fixture
def typed(monkeypatch, capsys):
    """Type a command line; what came out, what was said beside it, and the exit code."""

    def run(*words: object) -> tuple[str, str, int]:
        monkeypatch.setenv("COLUMNS", "90")
        monkeypatch.setattr(sys, "argv", ["figurewatch", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
            sys.exit(0)
        out, err = capsys.readouterr()
        return out, err, int(ended.value.code or 0)

    return run


def source(slug: str) -> Source:
    return Source(slug, slug, slug, "government", None, "en", ())


@pytest.fixture
def home(tmp_path):
    """A home of two sources, one of them paused, and five pages, each with a story of its own."""
    folder = tmp_path / "config" / "sources"
    folder.mkdir(parents=True)
    settings = "default_sources = false\ndefault_corpus = false\n"
    (tmp_path / "config" / "figurewatch.toml").write_text(settings)
    (folder / "alpha.toml").write_text(SOURCE.format("alpha", ""))
    (folder / "beta.toml").write_text(SOURCE.format("beta", "enabled = false"))
    with open_store(f"sqlite:///{tmp_path / 'figurewatch.db'}") as store:
        store.sync_sources([source("alpha"), source("beta"), source("gone")], NOW)
        store.set_next_run_at("alpha", NOW + timedelta(hours=3))
        seen = NOW - timedelta(hours=2)
        quiet = {"gaps": (2880, 2880, -2880, 2880, 2880), "published": (NOW - 900 * DAY).date()}
        rare = {**quiet, "gaps": (-129600, 129600, 129600, 129600, 129600)}
        in_a_week = (NOW + 7 * DAY).date()
        for path, slug, state, known in (
            ("quiet", "alpha", CheckState.UNCHANGED, quiet),
            ("target", "alpha", CheckState.OK, {**rare, "open_target": True, "due_on": in_a_week}),
            ("blocked", "alpha", CheckState.BLOCKED, {"failure_streak": 4}),
            ("listed", "alpha", CheckState.UNCHANGED, {**quiet, "listed_at": NOW - DAY / 24}),
            ("paused", "beta", CheckState.OK, quiet),
            ("removed", "gone", CheckState.OK, quiet),
        ):
            page = store.ensure_page(
                f"https://{slug}.example/{path}.html", slug, PageKind.ARTICLE, NOW
            )
            page = replace(page, **known)
            keep(
                store,
                replace(page, next_check_at=next_check_at(page, state, Schedule(), seen)),
                state,
                seen,
            )
        store.ensure_page(HOSTILE, "alpha", PageKind.ARTICLE, NOW)
    return tmp_path


def keep(store, page: Page, state: CheckState, at: datetime) -> None:
    run = store.start_run("test", [page.source], at, owner())
    check = Check(page.url, page.source, at, state, run=run.id, page=page.id)
    store.record(Look(check, page), at)
    store.end_run(run.id, "finished", at)


def records(out: str) -> dict[str, dict]:
    rows = [json.loads(line) for line in out.splitlines()]
    return {
        row["url"].split("/")[-1].split(".")[0] if row["url"] else row["source"]: row
        for row in rows
    }


def test_the_next_checks_come_in_order_of_time_and_say_why(typed, home):
    """At once first, never last, and a sentence for each."""
    out, _, code = typed("schedule", "--home", home, "--format", "jsonl")
    assert code == 0
    rows = records(out)
    assert list(rows)[-4:] == ["beta", "gone", "paused", "removed"]
    times = [row["due"] for row in rows.values() if row["due"]]
    assert times == sorted(times)
    assert (rows["quiet"]["looks"], rows["quiet"]["changes"]) == (5, 1)
    assert rows["quiet"]["rule"] == "learnt"
    assert "changes call for" in rows["quiet"]["why"]
    assert rows["target"]["why"] == f"a target is due on {(NOW + 7 * DAY).date()}"
    assert "blocked at 4 looks in a row, never read so far" in rows["blocked"]["why"]
    assert "a listing says that it changed" in rows["listed"]["why"]
    assert "its source is paused" in rows["paused"]["why"]
    assert "its source is removed" in rows["removed"]["why"]
    assert "enabled = false" in rows["beta"]["why"]
    assert rows["alpha"]["why"] == "a run of the source, every 6 hours"
    assert sum("never looked at" in row["why"] for row in rows.values()) == 1


def test_one_source_and_a_few_of_its_checks(typed, home):
    """A source's name narrows, --limit shortens and says so."""
    out, err, _ = typed("schedule", "alpha", "--home", home, "--limit", 2, "-f", "jsonl")
    assert {row["source"] for row in records(out).values()} == {"alpha"}
    assert len(out.splitlines()) == 2
    assert "The first 2 of 6 are shown" in err


def test_a_page_is_explained_in_full(typed, home):
    """Its looks, what is learnt from them, and every rule with its wait."""
    out, _, code = typed("schedule", "https://alpha.example/target.html#top", "--home", home)
    assert code == 0
    for part in (
        "alpha, active, every 6 h, each page every 30 days at least, next run",
        "changed 1 time in 5 looks over 450 days: about every",
        "90 days*, 90 days, 90 days, 90 days, 90 days",
        "pages of its source are thought to change every 120 days",
        "learnt",
        "deadline",
        f"a target is due on {(NOW + 7 * DAY).date()}",
        "Next check",
    ):
        assert part in out
    out, _, _ = typed(
        "schedule", "https://alpha.example/target.html", "--home", home, "-f", "jsonl"
    )
    (row,) = records(out).values()
    rules = [rule for rule, _ in row["steps"]]
    assert rules == ["learnt", "deadline", "spread"]


def test_a_site_that_asked_to_wait_is_left_alone_and_says_what_it_said(typed, home):
    """The host's own word goes before every rule."""
    until = NOW + 2 * DAY
    with open_store(f"sqlite:///{home / 'figurewatch.db'}") as store:
        store.remember_hosts([HostState("alpha.example", NOW, until, "Retry-After\x1b[2J: 172800")])
    out, _, _ = typed("schedule", "https://alpha.example/listed.html", "--home", home)
    assert f"the site asked to wait until {until:%Y-%m-%d %H:%M} UTC (Retry-After: 172800)" in out


def test_what_pages_are_called_harms_no_outlet(typed, home):
    """No escape reaches a terminal, no line is too wide, no cell of a spreadsheet is a formula."""
    out, _, _ = typed("schedule", "--home", home)
    assert "\x1b" not in out
    assert max(map(terminal_width, out.splitlines())) <= 90
    sheet = typed("schedule", "--home", home, "--format", "csv")[0]
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert len(rows) == 10
    assert not any(str(cell).startswith(("=", "+", "@")) for row in rows for cell in row.values())
    markdown = typed("schedule", "--home", home, "--format", "md")[0]
    assert {line.count(" | ") for line in markdown.splitlines()} == {4}


def test_what_is_neither_a_source_nor_a_page_is_told(typed, home):
    """Exit code 2, with the names that would do."""
    for wrong in ("nobody", "https://alpha.example/other.html", "http://[::1"):
        out, err, code = typed("schedule", wrong, "--home", home)
        assert (out, code) == ("", 2)
        assert "neither a source (alpha, beta, by-hand, gone)" in err

"""The commands as a person types them: what they print, and how they end."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from claims.explain import RULES
from cli import main
from tests.many_pages import ManyPages

BEFORE = "Yangpu aims to raise online new economy revenue to more than 300 billion yuan by 2027.\n"
AFTER = BEFORE.replace("300", "350")


@pytest.fixture
def typed(monkeypatch, capsys):
    """Type a command line; what came out, what was said beside it, and the exit code."""

    def run(*words: object) -> tuple[str, str, int]:
        monkeypatch.setattr(sys, "argv", ["figurewatch", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
            sys.exit(0)
        out, err = capsys.readouterr()
        return out, err, int(ended.value.code or 0)

    return run


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """A home with two crawls of a small site, between which every target was raised."""
    folder = tmp_path_factory.mktemp("home")
    with ManyPages(3) as site, pytest.MonkeyPatch.context() as patch:
        site.write_home(folder)
        for site.raised in (0, 50):
            patch.setattr(sys, "argv", ["figurewatch", "check", "--home", str(folder)])
            with pytest.raises(SystemExit) as ended:
                main()
                sys.exit(0)
            assert not ended.value.code
    return folder


def test_every_command_has_help_with_an_example(typed):
    """--help of every command shows how it is used, with an example."""
    out, _, code = typed("--help")
    assert code == 0
    names = "demo init check run report changes findings claims checks runs sources read compare "
    names += "reread"
    for name in names.split():
        assert f"  {name} " in out
        page, _, code = typed(name, "--help")
        assert code == 0
        assert f"Example: figurewatch {name}" in page
    for name in ("corpus add", "corpus list", "corpus show", "corpus match", "config show"):
        page, _, _ = typed(*name.split(), "--help")
        assert f"Example: figurewatch {name}" in page


def test_changes_as_json_lines(typed, crawled):
    """Changes --format jsonl gives one object a line, with both claims and the evidence."""
    out, _, code = typed("changes", "--home", crawled, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    olds = sorted(row["old"]["value"] for row in rows)
    assert olds == [101_000_000_000, 102_000_000_000, 103_000_000_000]
    for row in rows:
        assert row["change"] == "changed"
        assert row["aspects"] == ["value"]
        assert row["direction"] == "raised"
        assert row["new"]["value"] - row["old"]["value"] == 50_000_000_000
        assert row["old"]["kind"] == row["new"]["kind"] == "target"
        assert len(row["new_version"]["capture_sha256"]) == 64


def test_run_last_and_since_narrow_the_list(typed, crawled):
    """--run and --since choose what is listed; --exit-code says whether there was any."""
    assert typed("changes", "--home", crawled, "--run", "last", "--exit-code")[2] == 10
    assert typed("changes", "--home", crawled, "--run", "1", "--exit-code")[2] == 0
    assert typed("changes", "--home", crawled, "--since", "2000-01-01", "--exit-code")[2] == 10
    assert typed("changes", "--home", crawled, "--since", "2999-01-01", "--exit-code")[2] == 0


@pytest.mark.parametrize("style", ["text", "md", "html", "jsonl", "csv"])
def test_report_in_every_style(typed, crawled, tmp_path, style):
    """Report writes each style, to a file when asked, with both quantities in it."""
    target = tmp_path / "report"
    _, err, code = typed("report", "--home", crawled, "-f", style, "--output", target)
    text = target.read_text(encoding="utf-8")
    assert code == 0
    assert str(target) in err
    assert "101" in text
    assert "151" in text


def test_listings(typed, crawled):
    """Claims, checks, runs and sources are listed as tables and as spreadsheets."""
    out, _, _ = typed("claims", "--home", crawled, "--kind", "target", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["kind"] for row in rows} == {"target"}
    assert {row["place"] for row in rows} == {"Yangpu"}
    out, _, _ = typed("checks", "--home", crawled, "--run", "last", "--format", "jsonl")
    assert {json.loads(line)["state"] for line in out.splitlines()} == {"ok"}
    out, _, _ = typed("runs", "--home", crawled, "--format", "jsonl")
    assert [json.loads(line)["outcome"] for line in out.splitlines()] == ["finished"] * 2
    out, _, _ = typed("sources", "--home", crawled)
    assert "many" in out


def test_a_reading_is_explained(typed):
    """With --explain, read shows words and rule behind each field, and what is no claim."""
    said = ("--text", "Phase 2: Leeds aims to build over 2,000 homes by 2030.")
    out, _, code = typed("read", "--explain", *said, "--published", "2026-03-31")
    assert code == 0
    kind = next(line for line in out.splitlines() if line.strip().startswith("kind"))
    assert kind.split() == [
        "kind",
        "target",
        "“aims”",
        *RULES["kind:target"].split(),
        "[kind:target]",
    ]
    assert "Phase 2" in out.split("no claim")[1]
    out, _, code = typed("read", "--explain", *said, "--format", "jsonl")
    (row,) = map(json.loads, out.splitlines())
    fields = {d["field"]: d["value"] for d in row["claims"][0]["decisions"]}
    assert (fields["value"], fields["period"], fields["bound"]) == ("2,000", "by:2030", "over")


def test_read_wants_files_or_a_sentence(typed, tmp_path):
    """Neither or both is a mistake that says what to give."""
    for words in ((), (tmp_path / "a.txt", "--text", "300 homes")):
        _, err, code = typed("read", *words)
        assert code == 2
        assert "--text" in err


def test_read_needs_no_database(typed, tmp_path):
    """Read gives a file's claims with offsets into the file's own text, and leaves no trace."""
    file = tmp_path / "report.txt"
    file.write_text(BEFORE, encoding="utf-8")
    out, _, code = typed("read", file, "--format", "jsonl", "--home", tmp_path / "nowhere")
    (row,) = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert (row["doc"], row["value"], row["unit"], row["bound"]) == (
        "report.txt",
        300_000_000_000,
        "CNY",
        "over",
    )
    assert BEFORE[row["start"] : row["end"]] == row["quote"]
    assert not (tmp_path / "nowhere").exists()


def test_compare_two_files(typed, tmp_path):
    """Compare prints what changed between two files, and says so by its exit code if asked."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(BEFORE, encoding="utf-8")
    new.write_text(AFTER, encoding="utf-8")
    out, _, code = typed("compare", old, new, "--format", "jsonl", "--exit-code")
    (row,) = [json.loads(line) for line in out.splitlines()]
    assert code == 10
    assert (row["direction"], row["old"]["value"], row["new"]["value"]) == (
        "raised",
        300_000_000_000,
        350_000_000_000,
    )
    assert typed("compare", old, old, "--exit-code")[2] == 0


def test_the_corpus(typed, tmp_path):
    """The shipped corpus is there from the start; a document is added once; a file meets it."""
    home, file = tmp_path / "home", tmp_path / "speech.txt"
    file.write_text(AFTER.replace("by 2027", "in 2025"), encoding="utf-8")
    out, _, _ = typed("corpus", "list", "--home", home, "--format", "jsonl")
    assert len(out.splitlines()) == 5
    out, _, code = typed("corpus", "match", file, "--home", home, "--format", "jsonl")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert "raises_target" in {row["relation"] for row in found}
    assert all(row["against"]["value"] for row in found if row["seed"])
    assert typed("corpus", "add", file, "--home", home)[0].startswith("added")
    assert typed("corpus", "add", file, "--home", home)[0].startswith("known")
    (tmp_path / "mixed").mkdir()
    (tmp_path / "mixed" / "a.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "mixed" / "b.txt").write_text("Yangpu has 7,000 digital economy enterprises.")
    out, err, code = typed("corpus", "add", tmp_path / "mixed", "--home", home)
    assert code == 2
    assert "a.txt" in err
    assert "b.txt" in out
    out, _, _ = typed("corpus", "show", "speech.txt", "--home", home, "--format", "jsonl")
    assert json.loads(out.splitlines()[0])["value"] == 350_000_000_000


def test_init_makes_a_home(typed, tmp_path):
    """Init writes the settings once and never over what is there."""
    out, _, code = typed("init", "--home", tmp_path / "h", "--contact", 'me "x" <a@example.org>')
    settings = tmp_path / "h" / "config" / "figurewatch.toml"
    assert code == 0
    assert str(settings) in out
    written = settings.read_text(encoding="utf-8")
    typed("init", "--home", tmp_path / "h", "--contact", "other@example.org")
    assert settings.read_text(encoding="utf-8") == written
    shown = typed("config", "show", "--home", tmp_path / "h")[0]
    assert 'contact = "me \\"x\\" <a@example.org>"' in shown
    settings.write_text(shown, encoding="utf-8")
    assert typed("config", "show", "--home", tmp_path / "h")[0] == shown, (
        "what is shown is accepted"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "nobody"], "nobody: neither a source (many) nor a web address"),
        (["check", "file:///etc/passwd"], "neither a source"),
        (["changes", "--since", "soon"], "--since soon"),
        (["changes", "--run", "x"], "--run x"),
        (["report", "--source", "nobody"], "--source nobody: no such source"),
        (["claims", "--kind", "wish"], "target, forecast or figure"),
        (["corpus", "show", "nothing"], "corpus list"),
    ],
)
def test_wrong_use_is_one_sentence_and_code_2(typed, crawled, words, said):
    """What cannot be meant ends with one sentence that says what to write, and code 2."""
    out, err, code = typed(*words, "--home", crawled)
    assert (out, code) == ("", 2)
    assert said in err
    assert "Traceback" not in err


def test_missing_files_and_mistakes_are_named(typed, tmp_path):
    """A missing document or a mistake in the config names the file; nothing else runs."""
    _, err, code = typed("read", tmp_path / "none.txt")
    assert code == 2
    assert "none.txt" in err
    config = tmp_path / "config"
    (config / "sources").mkdir(parents=True)
    (config / "sources" / "bad.toml").write_text('nmae = "x"')
    for words in (["sources"], ["check"], ["run"], ["config", "check"]):
        _, err, code = typed(*words, "--home", tmp_path)
        assert code == 2
        assert ": nmae" in err
    assert not (tmp_path / "figurewatch.db").exists()


def test_a_database_that_is_none_is_left_alone(typed, tmp_path):
    """A file that is not our database is refused in a sentence and not touched."""
    broken = tmp_path / "figurewatch.db"
    broken.write_bytes(b"this is no database" * 100)
    _, err, code = typed("changes", "--home", tmp_path)
    assert code == 1
    assert "figurewatch.db" in err
    assert "Traceback" not in err
    assert broken.read_bytes() == b"this is no database" * 100


def test_where_is_the_module():
    """The names at the top level are ours, not somebody else's of the same name."""
    import check
    import crawler
    import storage

    here = Path(__file__).resolve().parents[1]
    for module in (check, crawler, storage):
        assert Path(module.__file__).is_relative_to(here)


def test_a_site_that_is_down_is_no_good_news(typed, tmp_path):
    """When no page could be read, check says so and fails; its JSON lines stay empty."""
    with ManyPages(2) as site:
        site.write_home(tmp_path)
        assert typed("check", "--home", tmp_path)[2] == 0
    out, err, code = typed("check", "--home", tmp_path)
    assert code == 1
    assert "No page could be read" in out
    assert "connection refused" in err
    out, _, code = typed("check", "--home", tmp_path, "--format", "jsonl")
    assert (out, code) == ("", 1)


def test_check_prints_its_changes_as_json_lines(typed, tmp_path):
    """Check --format jsonl prints the run's changes, one plain object a line, and nothing else."""
    with ManyPages(2) as site:
        site.write_home(tmp_path)
        assert typed("check", "--home", tmp_path, "--format", "jsonl")[0] == ""
        site.raised = 50
        out, _, code = typed("check", "--home", tmp_path, "--format", "jsonl", "--exit-code")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 10
    assert [row["direction"] for row in rows] == ["raised", "raised"]
    assert {row["source"] for row in rows} == {"many"}

"""Conditions on the whole line: what is found is recorded with its notice, listed and tried."""

import json
import sys

import pytest

from cli import main
from model import Relation
from tests.lines import line, look, write_home
from tests.many_pages import ManyPages
from tests.site import Site, pages

MINE = """
[[condition]]
name = "small-step"
indicator = "industry revenue"
by_less_than = "10 percent"
notice = "none"
"""


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
    """A home that asks not to be told of small steps; one target rose by little, two by much."""
    folder = tmp_path_factory.mktemp("home")
    with ManyPages(3) as site, pytest.MonkeyPatch.context() as patch:
        site.write_home(folder)
        (folder / "config" / "conditions.toml").write_text(MINE)
        for raised, names in ((0, []), (5, [f"{site.address}/a/1.html"]), (50, [])):
            site.raised = raised
            patch.setattr(sys, "argv", ["figurewatch", "check", *names, "--home", str(folder)])
            with pytest.raises(SystemExit) as ended:
                main()
                sys.exit(0)
            assert not ended.value.code
    return folder


def rows(typed, *words):
    out, _, code = typed(*words, "--format", "jsonl")
    assert code == 0
    return [json.loads(line) for line in out.splitlines()]


def test_everything_is_recorded_with_what_decided_it(typed, crawled):
    """Programs read every change, also those nobody is told of, with notice and condition."""
    found = rows(typed, "changes", "--home", crawled)
    by_size = sorted((row["relative"], row["notice"], row["condition"]) for row in found)
    assert [told[1:] for told in by_size] == [("none", "small-step")] + [
        ("now", "target-edited")
    ] * 3
    met = rows(typed, "findings", "--home", crawled)
    assert {row["condition"] for row in met if row["relation"] == "restates"} == {"known-already"}
    assert {row["condition"] for row in met if row["relation"] == "new_series"} == {
        "first-of-its-series"
    }


def test_a_table_leaves_out_what_is_recorded_only(typed, crawled):
    """It says how much, and by which conditions; --all lists it."""
    out, err, _ = typed("changes", "--home", crawled)
    assert len(out.splitlines()) == 2 + 3
    assert "1 recorded only: 1 by small-step; --all lists them" in err
    out, err, _ = typed("changes", "--home", crawled, "--all")
    assert len(out.splitlines()) == 2 + 4
    assert err == ""
    out, err, _ = typed("findings", "--home", crawled)
    assert "restates" not in out
    assert "by known-already" in err
    assert "restates" in typed("findings", "--home", crawled, "--all")[0]


def test_a_report_counts_what_is_recorded_only(typed, crawled):
    """One line says how much by which condition; a run with nothing else says just that."""
    out, _, _ = typed("report", "--home", crawled, "--run", "2")
    said = " ".join(out.split())
    assert "Nothing to tell: 1 change recorded only." in said
    assert "1 by small-step" in said
    assert "106" not in said
    assert "0 changes" in said
    said = " ".join(typed("report", "--home", crawled, "--run", "2", "--all")[0].split())
    assert "106 billion yuan" in said
    assert "recorded only by small-step" in said
    assert "--all lists them" not in said
    for style in ("md", "html"):
        assert "1 by small" in typed("report", "--home", crawled, "--run", "2", "-f", style)[0]
    assert "now by target-edited" in typed("report", "--home", crawled, "--run", "3")[0]


def test_exit_codes_are_notices_too(typed, crawled):
    """--exit-code says whether there is something to tell."""
    assert typed("report", "--home", crawled, "--run", "2", "--exit-code")[2] == 0
    assert typed("changes", "--home", crawled, "--run", "2", "--exit-code")[2] == 0
    assert typed("changes", "--home", crawled, "--run", "2", "--exit-code", "--all")[2] == 10
    assert typed("changes", "--home", crawled, "--run", "3", "--exit-code")[2] == 10


def test_the_conditions_are_listed_in_order_with_what_they_decided(typed, crawled):
    """One's own first, the one that everything meets last; each with its changes and findings."""
    found = rows(typed, "conditions", "--home", crawled)
    assert [row["order"] for row in found] == list(range(1, len(found) + 1))
    assert (found[0]["condition"], found[0]["from"]) == ("small-step", "yours")
    assert found[0]["speaks_of"] == "indicator industry revenue; by_less_than 10 percent"
    assert (found[-1]["condition"], found[-1]["speaks_of"]) == ("everything-else", "everything")
    changes = {row["condition"]: row["changes"] for row in found}
    assert (changes["small-step"], changes["target-edited"]) == (1, 3)
    assert sum(changes.values()) == len(rows(typed, "changes", "--home", crawled))
    met = sum(row["findings"] for row in found)
    assert met == len(rows(typed, "findings", "--home", crawled))
    none = rows(typed, "conditions", "--home", crawled, "--since", "2999-01-01")
    assert sum(row["changes"] + row["findings"] for row in none) == 0


def test_a_draft_is_tried_without_changing_anything(typed, crawled, tmp_path):
    """--try shows what would be decided otherwise, and records nothing of it."""
    draft = tmp_path / "draft.toml"
    draft.write_text('[[condition]]\nname="calm"\nevent="changed"\nnotice="digest"\n')
    before = rows(typed, "changes", "--home", crawled)
    found = rows(typed, "conditions", "--try", draft, "--home", crawled)
    tried = {row["change"]: row for row in found if "change" in row}
    assert set(tried) == {row["id"] for row in before}
    assert all(
        row["would_be"] == {"notice": "digest", "condition": "calm"} for row in tried.values()
    )
    # The draft stands in place of one's own conditions: nothing would be a small step.
    assert "small-step" in {row["condition"] for row in found if "finding" in row}
    assert "small-step" not in {row["would_be"]["condition"] for row in found}
    assert rows(typed, "changes", "--home", crawled) == before

    out, err, _ = typed("conditions", "--try", draft, "--home", crawled)
    assert "digest by calm" in out
    assert f"tried: {len(found)} would be decided otherwise" in err


def test_a_condition_that_is_gone_is_still_named(typed, crawled):
    """What an earlier condition decided stays as it was decided, under its name."""
    file = crawled / "config" / "conditions.toml"
    file.write_text(MINE.replace("small-step", "tiny-step"))
    try:
        found = {row["condition"]: row for row in rows(typed, "conditions", "--home", crawled)}
        assert found["tiny-step"]["changes"] == 0
        assert (found["small-step"]["from"], found["small-step"]["changes"]) == (
            "no longer there", 1,
        )  # fmt: skip
        assert "tiny-step" in typed("conditions", "--try", "--home", crawled)[0]
    finally:
        file.write_text(MINE)
    out, err, _ = typed("conditions", "--try", "--home", crawled)
    assert out == ""
    assert ": 0 would be decided otherwise" in err


def test_the_configuration_is_checked_with_its_conditions(typed, tmp_path):
    """Config check counts them; one that could never match stops every command."""
    assert "conditions" in typed("config", "check", "--home", tmp_path)[0]
    (tmp_path / "config").mkdir()
    mine = tmp_path / "config" / "conditions.toml"
    mine.write_text('[[condition]]\nname="a"\nnotice="none"\nsource="nowhere"\n')
    for command in (("config", "check"), ("changes",), ("conditions",)):
        _, err, code = typed(*command, "--home", tmp_path)
        assert code == 2
        assert f"{mine}:4: condition[0].source[0]: 'nowhere' is no source" in err


def test_wrong_use(typed, tmp_path):
    """A file is only tried, and has to be there."""
    mine = tmp_path / "mine.toml"
    assert "add --try" in typed("conditions", mine, "--home", tmp_path)[1]
    assert "no such file" in typed("conditions", "--try", mine, "--home", tmp_path)[1]
    mine.write_text("[[condition]]\n")
    _, err, code = typed("conditions", "--try", mine, "--home", tmp_path)
    assert (code, f"{mine}:1: condition[0]" in err) == (2, True)


SOURCE = """name = "{0}"
kind = "news"
place = "Yangpu"
language = "en"
[[start]]
url = "{1}"
kind = "article"
[limits]
delay = 0
"""
HUSHED = """
[[condition]]
name = "no-news"
source = "news*"
notice = "none"
"""


def test_a_source_that_nobody_listens_to_hides_nothing(tmp_path):
    """News said it first, on record only: the portal that says it then is told of, once."""
    text = "Yangpu aims to raise the revenue of its online new economy to {} billion yuan by 2027. "
    said = {"plan": 300, "news": 350, "news-2": 350, "portal": 350, "portal-2": 350}
    with Site() as site:
        for slug, value in said.items():
            more = f"The {slug} page says so, and residents asked for more than an hour. " * 2
            site.put(f"/{slug}", pages.page("Goals of the district", text.format(value) + more))
        folder = write_home(tmp_path, [])
        (folder / "config" / "sources" / "site.toml").unlink()
        for slug in said:
            source = SOURCE.format(slug, site.url(f"/{slug}"))
            (folder / "config" / "sources" / f"{slug}.toml").write_text(source)
        (folder / "config" / "conditions.toml").write_text(HUSHED)
        with line(folder) as (home, parser):
            for slug in said:
                look(home, parser, slug)
            raised = [
                (each.source, each.finding.notice.value, each.finding.condition)
                for each in home.store.findings(relations=[Relation.RAISES])
            ]
            assert raised == [("news", "none", "no-news"), ("portal", "now", "target-moved")]

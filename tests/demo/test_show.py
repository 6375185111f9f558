"""The demo flags exactly what a day has changed, with the machinery that reads the web."""

import io
import re
from types import SimpleNamespace

import pytest
from rich.console import Console

from demo import PLANTED, QUIET, show, verdict
from demo.site import DemoSite


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """One run of the demo: its exit code, its words, its site, its second day's report."""
    seen = SimpleNamespace(home=tmp_path_factory.mktemp("demo") / ".demo")

    class WatchedSite(DemoSite):
        def __init__(self):
            super().__init__()
            seen.site = self

    def reported(*args, **kwargs):
        seen.report = report_of(*args, **kwargs)
        return seen.report

    report_of = show.report_of
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(show, "DemoSite", WatchedSite)
        patch.setattr(show, "report_of", reported)
        console = Console(file=out, markup=False, highlight=False, emoji=False, width=100)
        seen.code = show.run_demo(seen.home, console)
    seen.words = out.getvalue()
    return seen


def found_by_page(shown) -> list[str]:
    return [
        f"{c.change.change} {c.url} {c.change.aspects} {c.change.direction}"
        f" {c.change.old and c.change.old.quote} -> {c.change.new and c.change.new.quote}"
        for c in shown.report.changes
    ]


def test_every_planted_change_is_flagged_and_nothing_else(shown):
    """Page, kind of change, aspects, direction, old and new value: all as planted, both ways."""
    judged = verdict(shown.report.changes, shown.site)
    assert not judged.missed, found_by_page(shown)
    assert not judged.extra, found_by_page(shown)
    assert len(judged.found) == len(PLANTED)
    assert shown.code == 0


def test_every_page_was_looked_at_on_both_days(shown):
    """Each page of the site was fetched twice, and the crawl went on past the broken ones."""
    asked = [(site, path) for site, path, _ in shown.site.requests]
    for page in (*PLANTED, *QUIET):
        assert asked.count((page.site, page.path)) == 2, page.path


def test_robots_txt_was_obeyed(shown):
    """Nothing that robots.txt forbids was asked for, though every page links there."""
    paths = [path for _, path, _ in shown.site.requests]
    assert "/robots.txt" in paths
    assert not [path for path in paths if path.startswith(("/search", "/login"))]


def test_unchanged_pages_cost_nothing(shown):
    """A page that gave a validator is asked with it, and answers 304."""
    answers = [s for _, p, s in shown.site.requests if p == "/en/2023-01/05/district-profile.html"]
    assert answers == [200, 304]


def test_it_says_what_it_found_and_where(shown):
    """The last lines name the report's file, and the report shows old and new."""
    assert "report.html" in shown.words
    html = re.sub(r"<[^>]*>", "", (shown.home / "report.html").read_text("utf-8"))
    for words in ("300 billion", "350 billion", "7000家", "9100家"):
        assert words in html
        assert words in shown.words
    assert f"{len(PLANTED)} of {len(PLANTED)} planted changes, and nothing else" in shown.words
    assert f"{len(QUIET)} of {len(QUIET)} other pages" in shown.words

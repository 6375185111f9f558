"""Whatever a page wrote, no outlet obeys it."""

import base64
import csv
import hashlib
import io
import re
from html.parser import HTMLParser

import pytest

from model import Report
from reports import Match, render_report, render_rows
from reports.history import heading
from reports.outlets import cell, clean, link, markdown, terminal_width
from reports.plot import plot_points
from reports.render import STYLES
from tests.reports import ledger_rows, sample


class Page(HTMLParser):
    """The tags and attributes of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


HTML = render_report(sample.report(), "html")


def test_html_runs_and_loads_nothing() -> None:
    """No script, no handler, no request; links lead to the web only, without a referrer."""
    page = Page(HTML)
    allowed = {"html", "head", "meta", "title", "style", "body", "header", "section", "article"}
    allowed |= {"h1", "h2", "h3", "p", "a", "bdi", "span", "div", "blockquote", "mark", "del"}
    allowed |= {"ins", "table", "thead", "tbody", "tr", "th", "td", "code", "meter", "ul", "li"}
    allowed |= {"details", "summary", "footer"}
    assert {tag for tag, _ in page.tags} <= allowed
    for tag, attributes in page.tags:
        assert not any(name.startswith("on") or name in {"src", "style"} for name in attributes)
        if tag == "a" and not (attributes["href"] or "").startswith("#change-"):
            assert re.match(r"https?://", attributes["href"] or "")
            assert attributes["rel"] == "noreferrer noopener"
    assert "<script>alert(1)</script>" in page.text


def test_html_policy_allows_its_own_style_only() -> None:
    """The policy names the digest of the one style element, and nothing else may load."""
    style = re.search(r"<style>(.*?)</style>", HTML, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = Page(HTML).tags[3][1]["content"]
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in policy
    assert "url(" not in style
    assert "@import" not in style


def test_html_isolates_and_strips() -> None:
    """Controls and overrides are gone; the hostile sentence stands inside a bdi."""
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", HTML)
    assert re.search(r"<bdi>&lt;script&gt;alert\(1\)&lt;/script&gt;", HTML)


@pytest.mark.parametrize("style", STYLES)
def test_no_style_carries_a_control(style: str) -> None:
    """In no outlet an escape, a NUL or an override; colour is our own, and only where asked."""
    text = render_report(sample.report(), style)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_colour_is_ours_only() -> None:
    """With colour the only escapes are colours: none that moves, clears or retitles."""
    text = render_report(sample.report(), "text", color=True)
    assert "\x1b[" in text
    assert not re.search(r"\x1b(?!\[[0-9;]*m)", text)


def test_csv_has_no_formulas() -> None:
    """No text cell begins like a formula; numbers are numbers, also negative ones."""
    rows = list(csv.DictReader(io.StringIO(render_report(sample.report(), "csv"))))
    assert len(rows) == len(sample.changes()) + len(sample.findings())
    numeric = {
        "id",
        "old_value",
        "old_value_max",
        "new_value",
        "new_value_max",
        "relative",
        "weight",
    }
    for row in rows:
        for name, text in row.items():
            if name in numeric:
                assert text == "" or float(text) is not None
            else:
                assert not text.startswith(("=", "+", "-", "@", "\t", "\r"))
    lowered = next(row for row in rows if row["what"] == "target lowered")
    assert float(lowered["relative"]) < 0
    assert lowered["old_value"] == "4458"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "\x00=1", "＝1"]
)
def test_formulas_are_defused(text: str) -> None:
    """Also behind spaces and controls, which a spreadsheet would drop."""
    assert cell(text).startswith("'")


def test_markdown_shows_what_was_written() -> None:
    """No link, image, heading, table cell, HTML or mention comes from a page's text."""
    text = "[x](javascript:alert(1)) ![i](http://e) <b> # a | b * _ ` @all &lt; www.evil.example"
    escaped = markdown(text)
    assert "\\[x\\](" in escaped
    assert "\\<b\\>" in escaped
    assert "http\\://e" in escaped
    assert "\\| b" in escaped
    assert "\\@all" in escaped
    assert "www\\.evil" in escaped
    assert markdown("- item").startswith("\\-")
    assert markdown("1. item").startswith("1\\.")


def test_markdown_report_links_the_web_only() -> None:
    """A page with a hostile address is named, not linked."""
    report = render_report(sample.report(), "md")
    assert not re.search(r"(?<!\\)\]\((?!<https?://)", report)
    assert "<script>" not in report.replace("\\<script\\>", "")


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", " https://a.example", "https://a.example/\n", "//a",
     "https://a.example/<b>", "https://a.example/\"x", "https://a.example/\u202egpj.exe",
     "file:///etc/passwd", "", None],
)  # fmt: skip
def test_other_addresses_are_no_links(url: str | None) -> None:
    """Only a plain http or https address becomes a link."""
    assert link(url) is None


def test_clean() -> None:
    """One line, visible characters only, terminal sequences gone as a whole."""
    assert clean("a\x1b[31mb\x1b[0m\u202ec\u202c\x00\nd\ud800\x9b") == "abc d"
    assert clean("\x1b]0;title\x07x") == "0;titlex"


def test_width_counts_columns() -> None:
    """Chinese characters take two columns."""
    assert terminal_width("中文a") == 5


def test_an_empty_report_says_so() -> None:
    """Nothing found is said plainly, in every style for people."""
    empty = Report("A quiet day", None, sample.NOW)
    for style in ("text", "md", "html"):
        assert "Nothing was found" in render_report(empty, style)
    assert render_report(empty, "jsonl") == ""
    assert render_report(empty, "csv").count("\n") == 1


def test_hostile_rows() -> None:
    """Listings are as safe as reports."""
    for style in ("table", "md", "csv", "jsonl"):
        for kind, rows in (("changes", sample.changes()), ("checks", sample.checks())):
            text = render_rows(kind, rows, style)
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


@pytest.mark.parametrize("style", ["table", "md", "csv", "jsonl"])
def test_hostile_ledger(style: str) -> None:
    """What a page named, said or is published by is text, in each listing of the ledger."""
    for kind, rows in (
        ("ledger", [ledger_rows.hostile_row()]),
        ("points", ledger_rows.hostile_history()),
        ("seeds", ledger_rows.hostile_seeds()),
        ("seed claims", ledger_rows.hostile_seeds()),
        ("matches", [Match(1, ledger_rows.hostile_statement(), None)]),
    ):
        text = render_rows(kind, rows, style)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text), kind
        if style == "csv":
            cells = [c for row in csv.reader(io.StringIO(text)) for c in row]
            assert not any(c.startswith(("=", "@", "\t")) for c in cells)
        if style == "md":
            assert "<script>" not in text.replace("\\<script\\>", "")
            assert not re.search(r"(?<!\\)\]\(", text)


def test_hostile_plot() -> None:
    """A unit, a name and a quote from a page draw nothing of their own."""
    points = [row.point for row in ledger_rows.hostile_history()]
    text = plot_points(points, ledger_rows.TODAY)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert "\x1b" not in clean(heading(ledger_rows.hostile_row().series))

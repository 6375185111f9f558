"""Lists of the text are kept in every frame; menus are not."""

from datetime import UTC, datetime

import pytest

from crawler import extract
from model import Capture, PageKind

PROMISES = "<ul><li>新增养老床位260张</li><li>改造老旧小区12个</li><li>建成口袋公园8座</li></ul>"
TERMS = "<dl><dt>Homes built</dt><dd>1,350 homes</dd><dt>Trees planted</dt><dd>24,000</dd></dl>"
MENU = '<ul><li><a href="/a">Home and news</a></li><li><a href="/b">Contact us</a></li></ul>'
PROSE = "<p>今年，区政府将继续办好一批为民实事项目，回应居民的期待。</p>"


def text(body: str, title: str = "为民实事") -> str:
    page = f"<html><head><title>{title}</title></head><body><nav>{MENU}</nav>{body}</body></html>"
    url = "https://district.example/a.html"
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    now = datetime(2025, 1, 8, tzinfo=UTC)
    capture = Capture(url, url, "s", PageKind.ARTICLE, 200, headers, page.encode(), now)
    return extract(capture).text


@pytest.mark.parametrize(
    "frame",
    [
        "<div>{}</div>",
        "<section>{}</section>",
        "<div class='content'>{}</div>",
        "<article>{}</article>",
        "<main>{}</main>",
        "{}",
    ],
)
def test_a_list_below_one_paragraph_is_kept(frame):
    """The items of a list are lines of the article, whatever holds the list."""
    found = text(frame.format(f"<h1>为民实事</h1>{PROSE}{PROMISES}"))
    assert "新增养老床位260张" in found.splitlines()
    assert "建成口袋公园8座" in found.splitlines()
    assert "Contact us" not in found


@pytest.mark.parametrize("frame", ["<div>{}</div>", "<article>{}</article>", "{}"])
def test_terms_stand_beside_their_definitions(frame):
    """A definition list gives one line for each term, as a table's row does."""
    prose = "<p>The council published its figures for the year on Tuesday morning, as it does.</p>"
    found = text(frame.format(f"<h1>Our year</h1>{prose}{TERMS}"), "Our year")
    assert "Homes built | 1,350 homes" in found.splitlines()
    assert "Trees planted | 24,000" in found.splitlines()


def test_a_menu_in_the_text_stays_out():
    """A list of links is a menu, wherever it stands."""
    found = text(f"<div>{PROSE * 4}{MENU}</div>")
    assert "Home and news" not in found

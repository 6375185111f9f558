"""A source may say where its articles lie; what it does not say is found as ever."""

from datetime import date

import pytest

from crawler import extract
from model import Selectors
from tests.crawler.looks import capture

PAGE = """<html><head><title>Site</title></head><body><h1>Our paper</h1>
<div class="meta tags"><b id="head">Rent support goes up</b><i class="when">3 March 2024</i></div>
<div class="teaser"><p>From April the rent support rises from 62 to 71 yuan per square metre.
</p></div>
<div class="ask"><p>Did you know that 300 people call our office every single day of the week?
</p></div>
<div class="teaser"><p>Households may ask for 50 square metres at most.</p><p class="x">Extra.</p>
</div>
<div class="long"><p>An unrelated story of the same page tells of 900 new buses, at great length and
with many words, so that it would be taken for the article of the page.</p></div></body></html>"""
LINES = [
    "From April the rent support rises from 62 to 71 yuan per square metre.",
    "Households may ask for 50 square metres at most.",
]


@pytest.mark.parametrize(
    "body",
    [("div.teaser",), ("//div[@class='teaser']",), (".ask + div", "//div[@class='teaser'][1]")],
)
def test_the_body_is_what_the_source_says(body):
    """Every element that matches, XPath or CSS, in page order, whatever it is called; no more."""
    found = extract(capture(PAGE), Selectors(body=body, drop=("p.x",)))
    assert found.text.split("\n") == LINES
    assert found.note == ""


def test_title_and_date_are_those_the_source_points_at():
    """The text of the first match; a date in whatever form."""
    said = Selectors(title="#head", published="//i[@class='when']")
    found = extract(capture(PAGE, url="http://e.example/a"), said)
    assert (found.title, found.published) == ("Rent support goes up", date(2024, 3, 3))


def test_what_is_dropped_is_nowhere():
    """A part that the source excludes is no part of the article."""
    assert "900 new buses" in extract(capture(PAGE)).text
    assert "900" not in extract(capture(PAGE), Selectors(drop=("div.long",))).text


@pytest.mark.parametrize("body", ["#renamed", "//article[@id='x']", "document('/etc/passwd')//a"])
def test_a_selector_that_finds_nothing_is_done_without_and_said(body):
    """A redesign does not silence a source: the article is found as ever, and a note says why."""
    found = extract(capture(PAGE), Selectors(body=(body,), title="#gone"))
    assert found.text == extract(capture(PAGE)).text
    assert found.note == "selectors that match nothing on the page: body, title"


def test_a_source_without_selectors_reads_as_ever():
    """No selectors and empty ones are the same."""
    assert extract(capture(PAGE), Selectors()) == extract(capture(PAGE))

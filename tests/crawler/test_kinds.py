"""Pages that lead to articles are told from articles, whatever stands beside them."""

from datetime import UTC, datetime

import pytest

from crawler import extract
from crawler.kinds import kind_of
from model import Capture, ExtractError, PageKind
from tests.crawler.kind_pages import ARTICLES, LISTINGS

HOST = "https://www.district.example"


def told(path: str, html: str, *, readable: bool = True) -> PageKind:
    capture = Capture(
        url=HOST + path,
        final_url=HOST + path,
        source="trial",
        kind=PageKind.ARTICLE,
        status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=html.encode(),
        captured_at=datetime(2026, 3, 9, tzinfo=UTC),
    )
    try:
        article = extract(capture) if readable else None
    except ExtractError:
        article = None
    return kind_of(capture, article)


@pytest.mark.parametrize("name", LISTINGS, ids=" ".join)
def test_a_page_that_leads_to_articles_is_an_index(name):
    """Few headlines or many, excerpts beside them, twins of them, a sentence about the section."""
    assert told(*LISTINGS[name]) is PageKind.INDEX


@pytest.mark.parametrize("name", ARTICLES, ids=" ".join)
def test_an_article_stays_one_among_links(name):
    """Its own body outweighs what a side bar, a box and its sentences link to."""
    assert told(*ARTICLES[name]) is PageKind.ARTICLE


def test_three_links_to_articles_are_enough_where_no_text_is_found():
    """What cannot be read as an article may still lead to some."""
    assert told(*LISTINGS["en", "/app 3"], readable=False) is PageKind.INDEX


def test_a_short_article_may_link_within_every_sentence():
    """A paragraph is found again in the extracted text though its links are left out of it."""
    sentences = "".join(
        f"<p>The council will talk about <a href='/news/{n}.html'>the plan for affordable homes "
        f"number {n}</a> on Tuesday evening at the town hall.</p>"
        for n in range(4000, 4004)
    )
    html = f"<html><body><h1>Council meets on Tuesday</h1>{sentences}</body></html>"
    assert told("/news/77.html", html) is PageKind.ARTICLE

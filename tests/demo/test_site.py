"""The demo site behaves like the sites it stands for."""

import re
import socket
import urllib.error
import urllib.request
from xml.etree import ElementTree

import pytest

from demo import PLANTED, QUIET, DemoSite
from demo.site import SITES
from demo.stories import stories


@pytest.fixture
def site():
    with DemoSite() as running:
        yield running


def get(url: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return read(answer)
    except urllib.error.HTTPError as error:
        return read(error)


def read(answer):
    charset = answer.headers.get_content_charset("utf-8")
    return answer.status, answer.read().decode(charset), dict(answer.headers)


def listed(site: DemoSite, name: str) -> set[str]:
    paths = ("/", "/zh/") if name == "portal" else ("/",)
    pages = "".join(get(site.address(name) + path)[1] for path in paths)
    return set(re.findall(r'href="(/[^"?]+\.html)"', pages))


@pytest.mark.parametrize("name", SITES)
def test_every_page_is_there_on_the_first_day(site, name):
    """Each page answers 200 with its title and every word of its body."""
    for story in stories(name, 1):
        status, html, _ = get(site.address(name) + story.path)
        assert status == 200, story.path
        assert html.count("<h1") == 1
        for kind, content in story.blocks():
            rows = [[content]] if isinstance(content, str) else content
            for words in (cell for row in rows for cell in row):
                assert words.replace("'", "&#39;") in html, (story.path, kind)


def test_pages_are_found_through_indexes_sitemap_and_feed(site):
    """Every page is on an index, in the sitemap and, for the news, in the feed."""
    portal = {story.path for story in stories("portal", 1)}
    news = {story.path for story in stories("news", 1)}
    assert listed(site, "portal") == portal
    assert listed(site, "news") == news
    for name, path, tag, paths in (
        ("portal", "/sitemap.xml", "{*}url/{*}loc", portal),
        ("news", "/feed.xml", "channel/item/link", news),
    ):
        tree = ElementTree.fromstring(get(site.address(name) + path)[1].encode())
        assert {link.text.removeprefix(site.address(name)) for link in tree.findall(tag)} == paths


@pytest.mark.parametrize("name", SITES)
def test_no_two_answers_are_the_same(site, name):
    """Counters, tokens and teasers differ at every fetch, also on pages that stay."""
    for path in ["/", *(story.path for story in stories(name, 1))]:
        first, second = (get(site.address(name) + path)[1] for _ in range(2))
        assert first != second, path


def test_a_page_with_a_validator_answers_304_until_it_changes(site):
    """The ETag that was given brings 304 without a body, on both days: the page stays."""
    url = site.address("portal") + "/en/2023-01/05/district-profile.html"
    etag = get(url)[2]["ETag"]
    site.next_day()
    status, body, _ = get(url, **{"If-None-Match": etag})
    assert (status, body) == (304, "")
    assert get(url, **{"If-None-Match": '"other"'})[0] == 200


def test_a_day_changes_what_is_planted(site):
    """On the second day every planted page has another body, and keeps its title."""
    today = {(s.site, s.path): s for name in SITES for s in stories(name, 1)}
    site.next_day()
    tomorrow = {(s.site, s.path): s for name in SITES for s in stories(name, 2)}
    for planted in PLANTED:
        key = (planted.site, planted.path)
        assert today[key].body != tomorrow[key].body
        assert today[key].title == tomorrow[key].title
        assert (today[key].status, today[key].design) == (
            tomorrow[key].status,
            tomorrow[key].design,
        )
    assert {(p.site, p.path) for p in PLANTED}.isdisjoint({(q.site, q.path) for q in QUIET})
    assert {(p.site, p.path) for p in (*PLANTED, *QUIET)} == set(today)


@pytest.mark.parametrize(
    ("name", "path", "status", "says"),
    [
        ("portal", "/en/2023-06/08/incentives.html", 200, "Page not found"),
        ("portal", "/en/2023-05/20/waterfront.html", 500, "unexpected"),
        ("news", "/2023/01/07/pudong-trade.html", 404, "Page not found"),
        ("news", "/nothing-here", 404, "Page not found"),
    ],
)
def test_pages_break_as_pages_do(site, name, path, status, says):
    """On the second day one page is gone, one fails, and one says so with status 200."""
    site.next_day()
    found = get(site.address(name) + path)
    assert found[0] == status
    assert says in found[1]


def test_a_redesign_keeps_every_word(site):
    """The redesigned pages have other markup around the same words, one in another encoding."""
    for name, path in (
        ("portal", "/zh/2023-12/28/jiuqu-gaizao.html"),
        ("news", "/2025/02/06/pudong-economy.html"),
    ):
        before = next(story for story in stories(name, 1) if story.path == path)
        after = next(story for story in stories(name, 2) if story.path == path)
        assert before.body == after.body
        assert before.design != after.design
    url = site.address("portal") + "/zh/2023-12/28/jiuqu-gaizao.html"
    assert "gb18030" in get(url)[2]["Content-Type"]
    site.next_day()
    assert "utf-8" in get(url)[2]["Content-Type"]


def test_robots_txt_forbids_the_endless_search(site):
    """robots.txt keeps crawlers out of the search and names the sitemap."""
    text = get(site.address("portal") + "/robots.txt")[1]
    assert "Disallow: /search" in text
    assert site.address("portal") + "/sitemap.xml" in text


def test_nothing_listens_after_the_block():
    """The ports are closed once the site is left."""
    with DemoSite() as site:
        ports = [int(site.address(name).rpartition(":")[2]) for name in SITES]
    for port in ports:
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0

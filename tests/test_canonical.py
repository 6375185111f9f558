"""What a page says of where it lives (rel=canonical), and what may come of it."""

import pytest

from crawler import agree, is_plainer
from model import Article, CheckState
from tests.lines import line, look, write_home
from tests.site import Answer, Site, pages

SHARED = "The report was given to the congress and put before all delegates in writing. "
OWN = {
    "beijing": "Beijing aims to build {} affordable homes by the end of 2027. ",
    "shanghai": "Shanghai aims to build {} affordable homes by the end of 2027. ",
}
REPORT = "/{}/2026-work-report.html"
STORY = "\n".join(
    f"Street number {n} of the district gets {n * 7} new trees." for n in range(9, 30)
)


def report(city, homes="9,000", home=None, talk=""):
    said = f'<link rel="canonical" href="{home}">' if home else ""
    page = pages.page(f"Report on the work of {city}", OWN[city].format(homes) + 6 * SHARED + talk)
    return Answer(page.body.replace(b"<head>", b"<head>" + said.encode(), 1), headers=page.headers)


def test_a_broken_canonical_joins_no_two_cities(tmp_path):
    """Two reports of one template, of which one names the other as its home: two pages, and no
    change is told from one to the other.
    """
    paths = [REPORT.format(city) for city in ("beijing", "shanghai")]
    with Site() as site:
        site.put(paths[0], report("beijing"))
        site.put(paths[1], report("shanghai", "5,000"))
        with line(write_home(tmp_path, [site.url(path) for path in paths])) as (home, parser):
            look(home, parser)
            site.put(paths[1], report("shanghai", "5,000", paths[0]))
            again = look(home, parser)
            assert [again[path].changes for path in paths] == [0, 0]
            assert {page.url for page in home.store.pages("site")} == {
                site.url(path) for path in paths
            }
            site.put(paths[1], report("shanghai", "7,000", paths[0]))
            assert look(home, parser)[paths[1]].changes == 1


def test_a_broken_canonical_hides_no_page_that_is_found_later(tmp_path):
    """The address it names is not remembered as its own: a page there is a page of its own."""
    paths = [REPORT.format(city) for city in ("beijing", "shanghai")]
    with Site() as site:
        site.put(paths[1], report("shanghai", home=paths[0]))
        with line(write_home(tmp_path, [site.url(paths[1])])) as (home, parser):
            look(home, parser)
            assert home.store.other_addresses("site") == {}
            site.put(paths[0], report("beijing"))
            assert look(home, parser, site.url(paths[0]))[paths[0]].version is not None
            assert home.store.page_by_url(site.url(paths[0])).url == site.url(paths[0])


def test_pages_that_say_the_same_become_one_where_one_says_so(tmp_path):
    """A copy under another folder, with a line of furniture more, is one document."""
    paths = ["/news/2026-work-report.html", "/topic/2026-work-report.html"]
    with Site() as site:
        for path in paths:
            site.put(path, report("beijing"))
        with line(write_home(tmp_path, [site.url(path) for path in paths])) as (home, parser):
            look(home, parser)
            site.put(paths[1], report("beijing", home=paths[0], talk="</p><p>Share this page."))
            check = look(home, parser)[paths[1]]
            assert (check.state, check.changes) == (CheckState.MOVED, 0)
            (page,) = home.store.pages("site")
            assert page.url == site.url(paths[0])


@pytest.mark.parametrize(
    ("here", "there", "plainer"),
    [
        ("https://a.cn/n/1.html?amp=1", "https://a.cn/n/1.html", True),
        ("https://m.a.cn/n/1.html", "https://www.a.cn/n/1.html", True),
        ("https://a.cn/n/123456.html?x=1", "https://a.cn/n/123456.html", True),
        ("https://a.cn/view.php?id=5", "https://a.cn/view.php", False),
        ("https://a.cn/zh/2026-report.html", "https://a.cn/en/2026-report.html", False),
        ("https://a.cn/user/t20260501_1.html", "https://a.cn/news/t20260501_1.html", False),
    ],
)
def test_an_address_is_but_a_plainer_one_by_a_rule(here, there, plainer):
    """The same path on the same site; the same name in another folder is not enough."""
    assert is_plainer(here, there) is plainer


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (20 * SHARED, 20 * SHARED, True),
        (STORY, STORY + "\nPrinted today.", True),
        (STORY, STORY.replace("number 9 ", "number 8 "), False),
        (OWN["beijing"] + STORY, OWN["shanghai"] + STORY, False),
        (STORY, STORY + "\n" + STORY.replace("trees", "lamps"), False),
        ("Room 1, Tuesday.", "Room 2, Tuesday.", False),
    ],
)
def test_two_texts_agree_when_they_differ_in_furniture_alone(one, other, alike):
    """What pages of one template share is not enough, nor is a short text that is not the same."""
    texts = [Article(url="u", title="t", text=each, language="en") for each in (one, other)]
    assert agree(*texts) is alike
    assert agree(*reversed(texts)) is alike

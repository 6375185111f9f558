"""What the owner of a site reads in the log after we were there: two sources, two whole crawls.

The site measures how many requests it is answering at once; times are when a request came in.
"""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from home import open_home
from model import CheckState, PageKind
from orders import orders_for
from parsing import Parser
from runs import run
from tests.lines import now
from tests.site import Answer, Site, pages
from tests.site.watched import Watched

SETTINGS = """default_sources = false
default_corpus = false
[crawl]
contact = "test@example.org"
allow_private = ["127.0.0.1"]
"""
SOURCE = """name = "{slug}"
kind = "government"
place = "Yangpu"
language = "en"
follow = ['/news/', '/moved/', '/twin/', '/private/']
{starts}
[limits]
delay = {delay}
max_pages = 100
"""
DELAY_S, CRAWL_DELAY_S = 0.03, 0.08
ROBOTS = b"User-agent: *\nCrawl-delay: 0.08\nDisallow: /private/\nSitemap: /unasked.xml\n"
ARTICLES = 6


def build(watched: Watched) -> None:
    """Articles that are named by an index, a feed and a sitemap at once, and what else there is."""
    site = watched.site
    watched.put("/robots.txt", Answer(ROBOTS, content_type="text/plain"))
    articles = [f"/news/{number}.html" for number in range(ARTICLES)]
    watched.put(
        "/",
        pages.index(
            *articles,
            *(f"{a}?utm_source=index#top" for a in articles),
            "/moved/1",
            "/private/1.html",
        ),
    )
    items = "".join(f"<item><link>{site.url(path)}</link></item>" for path in articles)
    watched.put(
        "/feed.xml",
        Answer(
            f'<rss version="2.0"><channel>{items}</channel></rss>'.encode(),
            content_type="application/rss+xml",
        ),
    )
    places = "".join(f"<url><loc>{site.url(path)}</loc></url>" for path in [*articles, "/twin/2"])
    name = "http://www.sitemaps.org/schemas/sitemap/0.9"
    watched.put(
        "/sitemap.xml",
        Answer(
            f'<urlset xmlns="{name}">{places}</urlset>'.encode(), content_type="application/xml"
        ),
    )
    for number, path in enumerate(articles):
        watched.put(path, pages.page(f"Article {number}", ETag=f'"{number}"'))
    watched.put("/moved/1", pages.redirect("/news/moved.html", 301))
    watched.put("/news/moved.html", pages.page("Moved", ETag='"moved"'))
    watched.put("/twin/2", pages.redirect("/twin/3"))
    watched.put("/twin/3", pages.page("Twin", ETag='"twin"'))
    watched.put("/private/1.html", pages.page("Private"))
    watched.put("/report.html", pages.page("Report", ETag='"report"'))


def write_home(folder: Path, site: Site) -> Path:
    """Two sources on one host, of which one is in more of a hurry than the other."""
    sources = folder / "config" / "sources"
    sources.mkdir(parents=True)
    (folder / "config" / "figurewatch.toml").write_text(SETTINGS)
    starts = {
        "hasty": (0, {"/": "index", "/sitemap.xml": "sitemap", "/feed.xml": "feed"}),
        "quiet": (DELAY_S, {"/report.html": "article"}),
    }
    for slug, (delay, named) in starts.items():
        blocks = "".join(
            f'[[start]]\nurl = "{site.url(path)}"\nkind = "{kind}"\n'
            for path, kind in named.items()
        )
        (sources / f"{slug}.toml").write_text(SOURCE.format(slug=slug, starts=blocks, delay=delay))
    return folder


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """The site, its log of two crawls, and the checks that each made."""
    with Site() as site:
        watched = Watched(site)
        build(watched)
        folder = write_home(tmp_path_factory.mktemp("home"), site)
        logs, checks = [], []
        with (
            open_home(folder, now) as home,
            Parser(home.words, home.config.settings.read) as parser,
        ):
            for _ in range(2):
                before = len(site.log)
                ended = run(
                    lambda: orders_for((), home.config.enabled(), home.store),
                    home.config.settings,
                    home.store,
                    parser,
                    requested_by="test",
                    clock=now,
                    followed=home.config.enabled(),
                )
                assert ended.outcome == "finished"
                logs.append(site.log[before:])
                checks.append(home.store.checks(run=ended.id))
            yield watched, logs, checks


def test_everything_allowed_is_read(crawled):
    """Kindness costs no page: what was found is checked, and what is forbidden says so."""
    _, logs, (first, second) = crawled
    articles = [check for check in first if check.kind is PageKind.ARTICLE]
    states = Counter(check.state for check in articles)
    assert states[CheckState.ROBOTS] == 1
    assert sum(check.version is not None for check in articles) == ARTICLES + 3
    again = Counter(check.state for check in second if check.kind is PageKind.ARTICLE)
    assert again[CheckState.UNCHANGED] == ARTICLES + 3
    assert all(logs)


def test_robots_txt_is_obeyed_and_read_once_in_two_crawls(crawled):
    """What is forbidden was never asked for, and the rules were asked for once."""
    _, (first, second), _ = crawled
    asked = Counter(hit.path for hit in (*first, *second))
    assert asked["/robots.txt"] == 1
    assert first[0].path == "/robots.txt"
    assert not any(path.startswith("/private") for path in asked)
    assert "/unasked.xml" not in asked


def test_there_is_never_more_than_one_request_at_a_time(crawled):
    """Two sources, and their redirects, stand in one line."""
    watched, _, _ = crawled
    assert watched.most == 1


def test_the_longest_pause_lies_between_any_two_requests(crawled):
    """The pause of robots.txt is longer than that of both sources: all keep it, also from the
    last request of a crawl to the first of the next.
    """
    _, (first, second), _ = crawled
    times = [hit.at for hit in (*first, *second)]
    # Kept from answer to request, the pause cannot look shorter to the site than it was.
    assert min(later - before for before, later in pairwise(times)) >= CRAWL_DELAY_S


def test_no_document_is_asked_for_twice_in_a_crawl(crawled):
    """However many listings name it, and however they write its address."""
    _, logs, _ = crawled
    for log in logs:
        asked = Counter(hit.path for hit in log)
        assert {path: times for path, times in asked.items() if times > 1} == {}


def test_the_second_crawl_asks_for_what_changed_only(crawled):
    """Every article that has a validator is asked for with it, and was not sent again."""
    _, (_, second), (_, checks) = crawled
    again = [hit for hit in second if hit.path.startswith(("/news/", "/twin/3", "/report"))]
    assert len(again) == ARTICLES + 3
    assert all("if-none-match" in hit.headers for hit in again)
    articles = [c for c in checks if c.state is CheckState.UNCHANGED]
    assert all(check.status == 304 for check in articles)


def test_every_request_says_who_we_are(crawled):
    """A site's owner sees what came, of which version, and whom to write to."""
    _, logs, _ = crawled
    for hit in (hit for log in logs for hit in log):
        assert hit.headers["user-agent"].startswith("figurewatch/")
        assert "+test@example.org" in hit.headers["user-agent"]

"""robots.txt by RFC 9309, on real servers."""

from dataclasses import replace

import pytest

from model import Capture, CheckState, FetchFailure, Limits
from tests.crawler.crawls import FAST, answers, order, source
from tests.site import Answer, Site, dead_port, pages


def site_with(robots) -> Site:
    site = Site()
    site.put(
        "/robots.txt", robots if callable(robots) else Answer(*robots, content_type="text/plain")
    )
    for path in ("/a", "/b", "/secret/c"):
        site.put(path, pages.page())
    return site


RULES = b"User-agent: *\nDisallow: /secret/\n\nUser-agent: figurewatch\nDisallow: /b\n"


@pytest.fixture(scope="module")
def crawled():
    """One crawl over sites that differ in their robots.txt only."""
    sites = {
        "rules": site_with((RULES,)),
        "none": site_with((b"not here", 404)),
        "down": site_with((b"User-agent: *\nAllow: /\n", 503)),
        "busy": site_with((b"", 429)),
        "silent": site_with(pages.silence),
        "huge": site_with((b"User-agent: *\nDisallow: /secret/\n" + b"# filler\n" * 70_000,)),
        "hostile": site_with((b"User-agent: *\nDisallow: /" + b"*a" * 2_000 + b"$\n",)),
        "html": site_with((b"<html><body>Welcome</body></html>",)),
    }
    for site in sites.values():
        site.__enter__()
    orders = [
        order(*(site.url(path) for path in ("/a", "/b", "/secret/c")), slug=name)
        for name, site in sites.items()
    ]
    dead = f"http://127.0.0.1:{dead_port()}/"
    free = order(sites["down"].url("/b?free"), slug="free", robots=False)
    settings = replace(FAST, allow_private=("127.0.0.1",))
    found, _ = answers([*orders, free, order(dead, slug="dead")], settings)
    yield (
        {
            (name, path): found[site.url(path)]
            for name, site in sites.items()
            for path in ("/a", "/b", "/secret/c")
        }
        | {"free": found[sites["down"].url("/b?free")], "dead": found[dead]},
        sites,
    )
    for site in sites.values():
        site.__exit__(None, None, None)


def test_rules_for_us_go_before_rules_for_all(crawled):
    """The group that names us is the one that counts."""
    answer, _ = crawled
    assert isinstance(answer["rules", "/a"], Capture)
    assert isinstance(answer["rules", "/secret/c"], Capture)
    failure = answer["rules", "/b"]
    assert isinstance(failure, FetchFailure)
    assert failure.state is CheckState.ROBOTS
    assert failure.reason == "robots.txt forbids this page"


@pytest.mark.parametrize("name", ["none", "html"])
def test_no_rules_allow_everything(crawled, name):
    """A robots.txt that is missing, or is no robots.txt, forbids nothing."""
    assert isinstance(crawled[0][name, "/secret/c"], Capture)


@pytest.mark.parametrize(
    ("name", "why"),
    [("down", "status 503"), ("busy", "status 429"), ("silent", "no answer in time")],
)
def test_unreadable_rules_forbid_everything(crawled, name, why):
    """When the owner's wish cannot be read, nothing is fetched; that is no failure of the page."""
    answer, sites = crawled
    failure = answer[name, "/a"]
    assert isinstance(failure, FetchFailure)
    assert failure.state is CheckState.ROBOTS
    assert failure.reason.startswith("robots.txt could not be read")
    assert why in failure.reason
    assert sites[name].hits("/a") == 0


def test_only_the_start_of_a_huge_file_is_read(crawled):
    """Half a megabyte of rules is read, and still obeyed."""
    answer, _ = crawled
    assert answer["huge", "/secret/c"].state is CheckState.ROBOTS
    assert isinstance(answer["huge", "/a"], Capture)


def test_hostile_rules_do_not_hang_us(crawled):
    """A rule made to take for ever to match does not."""
    assert isinstance(crawled[0]["hostile", "/a"], Capture)


def test_rules_are_asked_once(crawled):
    """One request for robots.txt serves the whole crawl."""
    assert crawled[1]["rules"].hits("/robots.txt") == 1


def test_a_source_may_turn_the_rules_off(crawled):
    """A source whose owner agreed is fetched whatever its robots.txt says."""
    assert isinstance(crawled[0]["free"], Capture)


def test_a_dead_host_is_an_error_not_a_rule(crawled):
    """A host that refuses the connection is unreachable, which is not about robots.txt."""
    failure = crawled[0]["dead"]
    assert failure.state is CheckState.ERROR
    assert failure.reason == "connection refused"


def test_crawl_delay_is_honoured_and_capped():
    """The pause robots.txt asks for is kept, up to the longest we wait."""
    with Site() as site:
        site.put("/robots.txt", Answer(b"User-agent: *\nCrawl-delay: 3600\n"))
        for path in ("/1", "/2"):
            site.put(path, pages.page())
        settings = replace(FAST, max_wait_s=0.5)
        answers([order(site.url("/1"), site.url("/2"))], settings)
        first, second = (hit.at for hit in site.log if hit.path != "/robots.txt")
        assert 0.4 < second - first < 10


def test_the_longest_pause_of_the_sources_sharing_a_host_counts():
    """Two sources on one host are kind to it together."""
    with Site() as site:
        for path in ("/1", "/2"):
            site.put(path, pages.page())
        slow = order(site.url("/1"), slug="slow", robots=False, limits=Limits(delay_s=0.4))
        fast = order(site.url("/2"), slug="fast", robots=False)
        found, _ = answers([slow, fast])
        assert len(found) == 2
        first, second = (hit.at for hit in site.log)
        assert second - first > 0.35
        assert source("fast").limits.delay_s == 0

"""robots.txt by RFC 9309, on real servers."""

import codecs
import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from protego import Protego

from crawler import crawl
from crawler.robots import rules_text
from model import Capture, CheckState, FetchFailure, KnownHosts, Limits, RobotsFile
from tests.crawler.crawls import FAST, answers, order, source
from tests.site import Answer, Site, dead_port, pages

FIRST = KnownHosts()


def site_with(robots) -> Site:
    site = Site()
    if isinstance(robots, tuple):
        robots = Answer(*robots, content_type="text/plain")
    site.put("/robots.txt", robots)
    for path in ("/a", "/b", "/secret/c"):
        site.put(path, pages.page())
    return site


RULES = b"User-agent: *\nDisallow: /secret/\n\nUser-agent: figurewatch\nDisallow: /b\n"


def url_of(name: str, site: Site, path: str) -> str:
    """The sites are on one host, but for one of the two that are busy: three strikes are out."""
    return site.url(path).replace("127.0.0.1", "localhost" if name == "busy" else "127.0.0.1")


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
        order(*(url_of(name, site, path) for path in ("/a", "/b", "/secret/c")), slug=name)
        for name, site in sites.items()
    ]
    dead = f"http://127.0.0.1:{dead_port()}/"
    free = order(sites["down"].url("/b?free"), slug="free", robots=False)
    found, _ = answers([*orders, free, order(dead, slug="dead")])
    yield (
        {
            (name, path): found[url_of(name, site, path)]
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


def crawl_with(urls, known=FIRST, settings=FAST):
    """What each page answered, and every robots.txt to remember, by origin."""
    files = {}

    def learn(learnt):
        if isinstance(learnt, RobotsFile):
            files[learnt.origin] = learnt

    *items, _ = crawl([order(*urls)], settings, known, learn)
    return {item.url: item for item in items}, files


def kept(site: Site, hours: float, body: bytes = RULES, status: int = 200) -> KnownHosts:
    """That the robots.txt of ``site`` was read so long ago."""
    fetched = datetime.now(UTC) - timedelta(hours=hours)
    return KnownHosts(robots=(RobotsFile(f"http://{site.host}", fetched, status, body),))


PATTERNS = b"""
# what RFC 9309 says of groups and of matching
User-agent: otherbot
Disallow: /

User-Agent: FigureWatch   # its case does not matter
User-agent: thirdbot
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Disallow: /tie
Allow: /tie
Disallow: /%E5%8C%BA/
Sitemap: http://127.0.0.1:9/never-asked.xml

User-agent: *
Disallow: /everybody

User-agent: figurewatch
Disallow: /second-group
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private", False),
        ("/private/x", False),
        ("/private/open/x", True),  # the longest match counts
        ("/a/b.pdf", False),
        ("/a/b.pdf?page=2", True),  # $ is the end
        ("/tie", True),  # of two as long, the one that allows
        ("/everybody", True),  # the group for all is not ours
        ("/second-group", False),  # groups that name us are one
        ("/区/1.html", False),  # escapes are compared as what they mean
        ("/%e5%8c%ba/1.html", False),
        ("/robots.txt", True),
    ],
)
def test_groups_and_patterns(path, allowed):
    """Rules are matched as RFC 9309 sections 2.2.1 and 2.2.2 have it."""
    rules = Protego.parse(rules_text(PATTERNS))
    assert rules.can_fetch("http://h.example" + path, "figurewatch") is allowed


@pytest.mark.parametrize(
    "body",
    [
        codecs.BOM_UTF8 + RULES,
        RULES.decode().encode("utf-16"),
        codecs.BOM_UTF16_BE + RULES.decode().encode("utf-16-be"),
        RULES.replace(b"\n", b"\r\n"),
        RULES.replace(b"\n", b"\r"),
        b"# \xc7\xf8\xd5\xfe\xb8\xae \xff\xfe\n" + RULES,  # a comment in GBK, and worse
        b"\0\0" + RULES.replace(b"Disallow", b"Dis\0allow"),
        b"<html><body>\n" + RULES + b"</body></html>",
    ],
    ids=["bom", "utf-16", "utf-16-be", "crlf", "cr", "gbk", "nul", "html"],
)
def test_rules_are_read_in_whatever_form(body):
    """An odd encoding or stray bytes do not turn rules into none."""
    rules = Protego.parse(rules_text(body))
    assert not rules.can_fetch("http://h.example/b", "figurewatch")
    assert rules.can_fetch("http://h.example/a", "figurewatch")


def test_fresh_rules_are_not_asked_for_again():
    """What was read less than a day ago serves the next crawl, its pause included."""
    with site_with((b"",)) as site:
        body = b"User-agent: *\nDisallow: /b\nCrawl-delay: 0.4\n"
        urls = [site.url(path) for path in ("/a", "/b", "/secret/c")]
        found, files = crawl_with(urls, kept(site, 23, body), replace(FAST, max_wait_s=5))
        assert site.hits("/robots.txt") == 0
        assert files == {}
        assert found[site.url("/b")].state is CheckState.ROBOTS
        first, second = (hit.at for hit in site.log)
        assert second - first > 0.35, "a part of a second counts"


def test_old_rules_are_asked_for_again():
    """After a day robots.txt is read anew, and what it says now counts."""
    with site_with((RULES,)) as site:
        found, files = crawl_with([site.url("/b")], kept(site, 25, b""))
        assert found[site.url("/b")].state is CheckState.ROBOTS
        assert files[f"http://{site.host}"].body == RULES
        assert (files[f"http://{site.host}"].status, site.hits("/robots.txt")) == (200, 1)


def test_rules_from_the_future_are_asked_for_again():
    """A clock that was set back makes no rules everlasting."""
    with site_with((RULES,)) as site:
        found, _ = crawl_with([site.url("/b")], kept(site, -48, b""))
        assert found[site.url("/b")].state is CheckState.ROBOTS


def test_a_missing_file_is_remembered_as_missing():
    """That there are no rules is asked once a day too, whatever page came in its place."""
    with site_with((b"User-agent: *\nDisallow: /\n", 403)) as site:
        found, files = crawl_with([site.url("/a")])
        assert found[site.url("/a")].status == 200
        (file,) = files.values()
        assert (file.status, file.body) == (403, b"")
        crawl_with([site.url("/a")], KnownHosts(robots=(file,)))
        assert site.hits("/robots.txt") == 1


@pytest.mark.parametrize(("hours", "allowed"), [(25, True), (31 * 24, False)])
def test_old_rules_serve_while_new_ones_cannot_be_reached(hours, allowed):
    """RFC 9309 section 2.4: for a month, here. Without any, nothing is fetched."""
    with site_with(pages.hang_up) as site:
        found, files = crawl_with([site.url("/a"), site.url("/b")], kept(site, hours))
        assert isinstance(found[site.url("/a")], Capture) is allowed
        assert found[site.url("/b")].state is CheckState.ROBOTS
        assert files == {}


def test_old_rules_do_not_serve_when_the_server_says_no():
    """A server error is the server's wish to be left alone, and is asked about again."""
    with site_with((b"", 500)) as site:
        found, files = crawl_with([site.url("/a")], kept(site, 25))
        assert found[site.url("/a")].reason == "robots.txt could not be read (status 500)"
        assert files == {}


def test_rules_may_lie_elsewhere():
    """Five redirects are followed, to another host too, whatever pages may follow."""
    with Site() as site:
        there = site.url("/5").replace("127.0.0.1", "localhost")
        for number, to in enumerate(["/1", "/2", "/3", "/4", there]):
            site.put(f"/{number}" if number else "/robots.txt", pages.redirect(to, 301))
        site.put("/5", Answer(RULES))
        site.put("/b", pages.page())
        found, files = crawl_with([site.url("/b")], settings=replace(FAST, max_redirects=1))
        assert found[site.url("/b")].state is CheckState.ROBOTS
        assert files[f"http://{site.host}"].body == RULES


def test_rules_behind_too_many_redirects_are_none():
    """RFC 9309 section 2.3.1.2: after five redirects there is no robots.txt."""
    with site_with(pages.redirect("/robots.txt")) as site:
        found, _ = crawl_with([site.url("/secret/c")])
        assert isinstance(found[site.url("/secret/c")], Capture)
        assert site.hits("/robots.txt") == 6


def test_rules_on_a_private_address_are_not_asked_for():
    """The address gate stands before robots.txt, too; the page is then not fetched."""
    with Site() as site, Site() as private:
        private.put("/robots.txt", Answer(b""))
        site.put("/robots.txt", pages.redirect(private.url("/robots.txt")))
        site.put("/a", pages.page())
        settings = replace(FAST, allow_private=(site.host,))
        found, _ = crawl_with([site.url("/a")], settings=settings)
        assert found[site.url("/a")].state is CheckState.ROBOTS
        assert "is not a public address" in found[site.url("/a")].reason
        assert (private.log, site.hits("/a")) == ([], 0)


def test_an_endless_file_is_read_as_far_as_it_must_be():
    """Half a megabyte of a file without end is enough, and a rule cut in half is none."""

    def endless(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + RULES)
        while not handler.server.site.over.is_set():
            handler.wfile.write(b"Disallow: /" + b"x" * 65_536 + b"\n")

    with site_with(endless) as site:
        found, files = crawl_with([site.url("/a"), site.url("/b")])
        assert found[site.url("/b")].state is CheckState.ROBOTS
        assert found[site.url("/a")].status == 200
        (file,) = files.values()
        assert 400_000 < len(file.body) <= 500 * 1024
        assert file.body.endswith(b"\n")


def test_packed_rules_are_read():
    """robots.txt may come in gzip, like any answer."""
    with site_with(pages.packed(RULES, "gzip", gzip.compress)) as site:
        found, _ = crawl_with([site.url("/b")])
        assert found[site.url("/b")].state is CheckState.ROBOTS


def test_a_busy_robots_txt_says_until_when():
    """Too many requests for robots.txt are too many requests: the host is left alone."""
    busy = Answer(b"", 429, {"Retry-After": "3600"})
    with site_with(lambda handler: handler.answer(busy)) as site:
        found, _ = crawl_with([site.url("/a"), site.url("/b")])
        assert site.hits("/robots.txt") == 1
        assert len(site.log) == 1
        assert all(item.state is CheckState.ROBOTS for item in found.values())

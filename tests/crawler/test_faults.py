"""One crawl of a site with everything wrong: every page is answered, once, in plain words."""

import gzip
from dataclasses import replace
from importlib.metadata import version

import brotli
import pytest

from model import Capture, CheckState, FetchFailure, Page, PageKind
from tests.crawler.crawls import FAST, answers, order
from tests.site import Answer, Site, dead_port, pages

GBK = "<html><body><p>2025年目标为3000亿元</p></body></html>".encode("gb18030")


@pytest.fixture(scope="module")
def crawled():
    """The answers of one crawl over all the faults, by path, and the site."""
    with Site() as site, Site() as private:
        private.put("/secret", pages.page("Secret"))
        put = site.put
        put("/ok", pages.page("Fine", ETag='"1"'))
        put("/missing", Answer(b"gone", 404))
        put("/gone", Answer(b"gone", 410))
        put("/broken", Answer(b"broken", 500))
        put("/forbidden", Answer(b"no", 403))
        put("/bad-gateway", Answer(b"", 502))
        put("/moved", pages.redirect("/ok", 301))
        put("/loop", pages.redirect("/loop"))
        for n in range(9):
            put(f"/far/{n}", pages.redirect(f"/far/{n + 1}"))
        put("/to-private", pages.redirect(private.url("/secret")))
        put("/to-short-ip", pages.redirect(f"http://127.1:{private.port}/secret"))
        put("/to-decimal-ip", pages.redirect(f"http://2130706433:{private.port}/secret"))
        put("/to-hex-ip", pages.redirect(f"http://0x7f000001:{private.port}/secret"))
        put("/to-v6", pages.redirect(f"http://[::1]:{private.port}/secret"))
        put("/to-v4-in-v6", pages.redirect(f"http://[::ffff:127.0.0.1]:{private.port}/secret"))
        put("/to-zero", pages.redirect(f"http://0.0.0.0:{private.port}/secret"))
        put("/to-name", pages.redirect(f"http://localhost:{private.port}/secret"))
        put("/to-user", pages.redirect(f"http://example.com@127.0.0.1:{private.port}/secret"))
        put("/to-backslash", pages.redirect(f"http:\\\\127.0.0.1:{private.port}\\secret\\b"))
        put("/to-no-scheme", pages.redirect(f"//127.0.0.1:{private.port}/secret/n"))
        put("/to-file", pages.redirect("file:///etc/passwd"))
        put("/to-script", pages.redirect("javascript:alert(1)"))
        put("/to-ftp", pages.redirect("ftp://127.0.0.1/x"))
        put("/to-nowhere", Answer(b"", 302))
        put("/silent", pages.silence)
        put("/drip", pages.drip)
        put("/cut", pages.cut_short)
        put("/cut-chunked", pages.cut_chunked)
        put("/cut-no-length", pages.cut_without_length)
        put("/old-style", pages.without_length)
        put("/wrong-length", pages.wrong_length)
        put("/hang-up", pages.hang_up)
        put("/garbage", pages.garbage)
        put("/endless", pages.endless)
        put("/huge", Answer(b"x" * 1_200_000))
        put("/bomb", pages.bomb(50_000_000))
        put("/gzip", pages.packed(pages.html("Zipped"), "gzip", gzip.compress))
        put("/brotli", pages.packed(pages.html("Brotli"), "br", brotli.compress))
        put("/deflate", pages.raw_deflate(pages.html("Deflated")))
        put("/twice", pages.packed(gzip.compress(pages.html("Twice")), "gzip, gzip", gzip.compress))
        put("/cut-gzip", pages.cut_gzip(pages.html("Cut", "word " * 5000)))
        put("/not-gzip", pages.packed(b"plain text", "gzip", lambda body: body))
        put("/unknown-packing", pages.packed(b"x", "rot13", lambda body: body))
        put("/part", Answer(b"<p>part", 206))
        put("/nothing", Answer(b"", 204))
        put("/empty", Answer(b""))
        put("/gbk-says-utf8", Answer(GBK))
        put("/cookies", pages.many_cookies)
        put("/after-cookies", pages.page("After"))
        # Not the pages on the way: what is fetched for itself is not fetched for another.
        paths = [path for path in site.pages if not path.startswith("/far/") or path == "/far/0"]
        elsewhere = [
            f"http://127.0.0.1:{dead_port()}/",
            "http://10.0.0.1/",
            "http://no-such-host.invalid/",
            "ftp://127.0.0.1/x",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "no address at all",
            "http://[",
            "http://user:pass@127.0.0.1/",
        ]
        # Only this site: the private one is what the redirects try to reach.
        settings = replace(FAST, allow_private=(site.host, elsewhere[0].split("/")[2]))
        found, summary = answers([order(*map(site.url, paths), *elsewhere, robots=False)], settings)
        assert summary.outcome == "finished"
        yield {url.removeprefix(site.url("")): item for url, item in found.items()}, site, private


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/ok", 200),
        ("/missing", 404),
        ("/gone", 410),
        ("/broken", 500),
        ("/forbidden", 403),
        ("/bad-gateway", 502),
        ("/part", 206),
        ("/nothing", 204),
        ("/empty", 200),
        ("/old-style", 200),
    ],
)
def test_every_status_is_an_answer(crawled, path, status):
    """Whatever the status, the answer comes back as a capture."""
    capture = crawled[0][path]
    assert isinstance(capture, Capture)
    assert capture.status == status


def test_a_redirect_keeps_the_address_that_was_asked(crawled):
    """A capture knows both the address asked for and the one that answered."""
    answer, site, _ = crawled
    assert answer["/moved"].url == site.url("/moved")
    assert answer["/moved"].final_url == site.url("/ok")


@pytest.mark.parametrize(
    ("path", "state", "reason"),
    [
        ("/loop", CheckState.ERROR, "redirected more than 5 times"),
        ("/far/0", CheckState.ERROR, "redirected more than 5 times"),
        ("/silent", CheckState.ERROR, "no answer within 1.5 s"),
        ("/drip", CheckState.ERROR, "no answer within 1.5 s"),
        ("/hang-up", CheckState.ERROR, "the connection was closed before an answer came"),
        ("/garbage", CheckState.ERROR, "the answer is not HTTP"),
        ("/endless", CheckState.ERROR, "the answer is larger than we read"),
        ("/huge", CheckState.ERROR, "the answer is larger than we read"),
        ("/bomb", CheckState.ERROR, "the answer unpacks to more than 1,000,000 bytes"),
        ("/not-gzip", CheckState.ERROR, "the answer says it is gzip, but is not"),
        (
            "/unknown-packing",
            CheckState.ERROR,
            "the answer is packed as 'rot13', which we cannot undo",
        ),
        ("/to-file", CheckState.REFUSED, "which is not a web address"),
        ("/to-script", CheckState.REFUSED, "which is not a web address"),
        ("/to-ftp", CheckState.REFUSED, "which is not a web address"),
        ("/to-nowhere", CheckState.REFUSED, "status 302 without a place to go"),
        ("http://10.0.0.1/", CheckState.REFUSED, "10.0.0.1 is not a public address"),
        ("http://no-such-host.invalid/", CheckState.ERROR, "no such host: no-such-host.invalid"),
        ("ftp://127.0.0.1/x", CheckState.REFUSED, "only http and https"),
        ("file:///etc/passwd", CheckState.REFUSED, "only http and https"),
        ("javascript:alert(1)", CheckState.REFUSED, ""),
        ("no address at all", CheckState.REFUSED, "not one of a web page"),
        ("http://[", CheckState.REFUSED, ""),
        ("http://user:pass@127.0.0.1/", CheckState.REFUSED, "hides its host"),
    ],
)
def test_a_failure_says_why(crawled, path, state, reason):
    """A fetch that brought nothing says why, in words a person understands."""
    failure = crawled[0][path]
    assert isinstance(failure, FetchFailure)
    assert failure.state is state
    assert reason in failure.reason


def test_a_dead_port_is_named(crawled):
    """Nobody listening is "connection refused"."""
    reasons = {f.reason for f in crawled[0].values() if isinstance(f, FetchFailure)}
    assert "connection refused" in reasons


PRIVATE = [
    "/to-private",
    "/to-short-ip",
    "/to-decimal-ip",
    "/to-hex-ip",
    "/to-v6",
    "/to-v4-in-v6",
    "/to-zero",
    "/to-name",
    "/to-user",
    "/to-backslash",
    "/to-no-scheme",
]


@pytest.mark.parametrize("path", PRIVATE)
def test_no_redirect_reaches_a_private_machine(crawled, path):
    """However a redirect writes a private address, it is refused and never fetched."""
    answer, _, private = crawled
    assert isinstance(answer[path], FetchFailure)
    assert answer[path].state is CheckState.REFUSED or "no such host" in answer[path].reason
    assert private.log == []


@pytest.mark.parametrize("path", ["/cut", "/cut-chunked", "/cut-no-length", "/cut-gzip", "/part"])
def test_a_cut_answer_is_marked(crawled, path):
    """An answer whose end is missing is kept, and marked as cut."""
    assert crawled[0][path].truncated


@pytest.mark.parametrize("path", ["/ok", "/old-style", "/gzip", "/brotli", "/deflate", "/twice"])
def test_a_whole_answer_is_not(crawled, path):
    """A whole answer, packed or not, comes unpacked and unmarked."""
    capture = crawled[0][path]
    assert not capture.truncated
    assert b"</html>" in capture.body


def test_bytes_come_as_they_were_sent(crawled):
    """The body is what the server sent, whatever its header claims of it."""
    assert crawled[0]["/gbk-says-utf8"].body == GBK


def test_cookies_are_not_sent_back(crawled):
    """A megabyte of cookies is neither kept whole nor sent back."""
    answer, site, _ = crawled
    kept = sum(len(name) + len(value) for name, value in answer["/cookies"].headers)
    assert kept < 500_000
    assert "cookie" not in site.asked("/after-cookies").headers


def test_we_say_who_we_are(crawled):
    """Every request carries our name and contact, and no referer."""
    _, site, _ = crawled
    headers = site.asked("/ok").headers
    agent = headers["user-agent"]
    assert agent == f"figurewatch/{version('figurewatch')} (document monitor; +watch@example.org)"
    assert "referer" not in headers


def test_a_broken_connection_is_tried_once_more():
    """A connection that breaks is tried once more, a silence or a broken page is not."""
    faults = {
        "/hang-up": (pages.hang_up, 2),
        "/bad-gateway": (Answer(b"", 502), 2),
        "/silent": (pages.silence, 1),
        "/broken": (Answer(b"broken", 500), 1),
    }
    for path, (page, times) in faults.items():
        # Each on a site of its own: a kept connection that closes under a request takes the one
        # more try before the server sees anything.
        with Site() as site:
            site.put(path, page)
            answers([order(site.url(path), robots=False)])
            assert site.hits(path) == times, path


def test_validators_are_sent_back_and_304_is_an_answer():
    """An unchanged page costs neither side its body: the capture says 304 and is empty."""
    with Site() as site:
        site.put("/etag", pages.page(ETag='"v1"'))
        site.put("/dated", pages.page(Last_Modified="Mon, 01 Jan 2024 00:00:00 GMT"))
        site.put("/changed", pages.page(ETag='"v2"'))
        known = [
            Page(site.url("/etag"), "test", PageKind.ARTICLE, etag='"v1"'),
            Page(site.url("/dated"), "test", last_modified="Mon, 01 Jan 2024 00:00:00 GMT"),
            Page(site.url("/changed"), "test", etag='"v1"'),
        ]
        found, _ = answers([order(*known)])
        statuses = [found[page.url].status for page in known]
        assert statuses == [304, 304, 200]
        assert found[site.url("/etag")].body == b""

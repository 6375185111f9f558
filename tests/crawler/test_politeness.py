"""Waiting when a host asks for it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from crawler.politeness import retry_after
from model import CheckState, FetchFailure
from tests.crawler.crawls import FAST, answers, order
from tests.site import Answer, Site, pages

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Sun, 01 Mar 2026 12:01:00 GMT", 60),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("99999999999999999999", 366 * 86400),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("1e9", None),
        ("٣", None),
        ("Sun, 99 Foo 2026 12:01:00 GMT", None),
    ],
)
def test_retry_after(value, seconds):
    """Seconds or a date, never negative, a year at most; anything else says nothing."""
    wait = retry_after(value, NOW)
    assert wait == (None if seconds is None else timedelta(seconds=seconds))


class Busy:
    """A page that answers ``status`` so many times, and then is there."""

    def __init__(self, times: int, status: int = 429, **headers: str) -> None:
        self.left, self.status = times, status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def __call__(self, handler) -> None:
        self.left -= 1
        handler.close_connection = False
        busy = Answer(b"busy", self.status, self.headers)
        handler.answer(busy if self.left >= 0 else pages.page("There"))


def test_a_short_wait_is_waited_and_the_page_tried_again():
    """A host that asks for a moment gets it, and then gives the page."""
    with Site() as site:
        site.put("/page", Busy(1, Retry_After="1"))
        found, _ = answers([order(site.url("/page"), robots=False)], replace(FAST, max_wait_s=5))
        assert found[site.url("/page")].status == 200
        first, second = (hit.at for hit in site.log)
        assert second - first >= 0.95


def test_a_long_wait_ends_the_host_for_this_crawl():
    """A host that asks for an hour is left alone; each page left says until when."""
    with Site() as site:
        until = datetime.now(UTC) + timedelta(hours=1)
        site.put("/1", Answer(b"", 429, {"Retry-After": format_datetime(until, usegmt=True)}))
        urls = [site.url(path) for path in ("/1", "/2", "/3")]
        found, summary = answers([order(*urls, robots=False)])
        assert found[urls[0]].status == 429
        for url in urls[1:]:
            failure = found[url]
            assert isinstance(failure, FetchFailure)
            assert failure.state is CheckState.ERROR
            assert failure.reason.startswith("the host asked to wait until ")
            assert abs(failure.retry_at - until) < timedelta(seconds=5)
        assert len(site.log) == 1
        assert summary.outcome == "finished"


def test_a_host_that_is_always_busy_is_left_alone_after_three_times():
    """Too many requests, three times in a row, and the rest of the crawl spares the host."""
    with Site() as site:
        urls = [site.url(f"/{number}") for number in range(6)]
        for number in range(6):
            site.put(f"/{number}", Answer(b"", 429))
        found, _ = answers([order(*urls, robots=False)])
        assert len(site.log) == 3
        spared = [item for item in found.values() if isinstance(item, FetchFailure)]
        assert len(spared) == 3
        assert all("3 times in a row" in failure.reason for failure in spared)


def test_one_unavailable_page_does_not_end_its_host():
    """A page that is always unavailable is tried twice, and its neighbours are fetched."""
    with Site() as site:
        site.put("/down", Answer(b"", 503))
        for path in ("/1", "/2"):
            site.put(path, pages.page())
        urls = [site.url(path) for path in ("/down", "/1", "/2")]
        found, _ = answers([order(*urls, robots=False)])
        assert [found[url].status for url in urls] == [503, 200, 200]
        assert site.hits("/down") == 2


def test_one_request_at_a_time():
    """A host is never asked for two pages at once."""
    with Site() as site:
        busy, most = [0], [0]

        def slow(handler):
            busy[0] += 1
            most[0] = max(most[0], busy[0])
            handler.server.site.over.wait(0.05)
            busy[0] -= 1
            handler.answer(pages.page())

        for number in range(8):
            site.put(f"/{number}", slow)
        found, _ = answers([order(*(site.url(f"/{n}") for n in range(8)), robots=False)])
        assert all(item.status == 200 for item in found.values())
        assert most[0] == 1

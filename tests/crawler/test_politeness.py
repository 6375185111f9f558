"""Waiting when a host asks for it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from crawler import crawl
from crawler.hosts import retry_after
from crawler.locks import host_lock
from model import CheckState, FetchFailure, HostState, KnownHosts, Limits
from tests.crawler.crawls import FAST, answers, order
from tests.lines import line, look, write_home
from tests.site import Answer, Site, pages

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST = KnownHosts()


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


def crawl_again(urls, known=FIRST, settings=FAST, robots=False, **more):
    """What each page answered, and what the next crawl should know."""
    states, files = {}, {}

    def learn(learnt):
        if isinstance(learnt, HostState):
            states[learnt.host] = learnt
        else:
            files[learnt.origin] = learnt

    *items, _ = crawl([order(*urls, robots=robots, **more)], settings, known, learn)
    after = replace(known, states=tuple(states.values()), robots=tuple(files.values()))
    return {item.url: item for item in items}, after


def test_a_host_that_asked_for_peace_is_not_asked_by_the_next_crawl():
    """The next crawl makes no request before the time; each page says why and until when."""
    with Site() as site:
        site.put("/1", Answer(b"", 429, {"Retry-After": "3600"}))
        site.put("/2", pages.page())
        _, known = crawl_again([site.url("/1")])
        found, still = crawl_again([site.url("/1"), site.url("/2")], known)
        assert len(site.log) == 1
        for failure in found.values():
            assert failure.reason.startswith("the host asked to wait until ")
            assert abs(failure.retry_at - datetime.now(UTC) - timedelta(hours=1)) < timedelta(
                minutes=1
            )
        assert still.states == (), "nothing was asked, nothing is learnt"


def test_a_host_may_be_asked_again_when_its_time_has_come():
    """What a host said once does not silence it for good, and a good answer ends it."""
    with Site() as site:
        site.put("/1", pages.page())
        before = HostState("127.0.0.1", NOW, NOW + timedelta(hours=1), "the host asked to wait")
        found, after = crawl_again([site.url("/1")], KnownHosts((before,)))
        assert found[site.url("/1")].status == 200
        assert after.states[0].not_before is None
        assert after.states[0].reason == ""


def test_a_clock_that_was_set_back_does_not_silence_a_host():
    """A host that asked for a second, by a clock that ran a year ahead, is asked again."""
    with Site() as site:
        site.put("/1", pages.page())
        ahead = datetime.now(UTC) + timedelta(days=365)
        before = HostState("127.0.0.1", ahead, ahead + timedelta(seconds=0.1), "busy")
        found, _ = crawl_again([site.url("/1")], KnownHosts((before,)))
        assert found[site.url("/1")].status == 200


def test_silence_about_how_long_grows_from_crawl_to_crawl():
    """A host that is too busy, and never says for how long, is left alone for longer each time."""
    with Site() as site:
        for number in range(4):
            site.put(f"/{number}", Answer(b"", 503))
        urls = [site.url(f"/{number}") for number in range(4)]
        known, rests = FIRST, []
        for _ in range(3):
            _, known = crawl_again(urls, known)
            (state,) = known.states
            rests.append((state.not_before - state.asked_at).total_seconds())
            # As if that time had passed.
            passed = state.not_before - state.asked_at + timedelta(seconds=5)
            state = replace(
                state, asked_at=state.asked_at - passed, not_before=state.not_before - passed
            )
            known = replace(known, states=(state,))
        assert [round(rest / 60) for rest in rests] == [15, 30, 60]
        assert len(site.log) == 3 + 1 + 1, "a host that is still busy is asked once"


def test_a_host_is_not_asked_sooner_because_another_crawl_begins():
    """The pause lies between the last request of a crawl and the first of the next."""
    with Site() as site:
        site.put("/1", pages.page())
        limits = Limits(delay_s=0.6)
        _, known = crawl_again([site.url("/1")], limits=limits)
        _, _ = crawl_again([site.url("/1")], known, limits=limits)
        first, second = (hit.at for hit in site.log)
        assert second - first > 0.55


def test_the_longest_pause_counts_whichever_source_crawls():
    """A quick source that shares its host with a slow one keeps the slow one's pause."""
    with Site() as site:
        for path in ("/1", "/2"):
            site.put(path, pages.page())
        known = KnownHosts(delays=(("127.0.0.1", 0.4),))
        crawl_again([site.url("/1"), site.url("/2")], known)
        first, second = (hit.at for hit in site.log)
        assert second - first > 0.35


def test_a_host_reached_by_a_redirect_is_not_shared_with_another_crawl(tmp_path):
    """A crawl that is led to a host waits while another one reads it."""
    with Site() as site:
        there = site.url("/there").replace("127.0.0.1", "localhost")
        site.put("/moved", pages.redirect(there))
        site.put("/there", pages.page())
        known = KnownHosts(held=frozenset({"127.0.0.1"}), locks=tmp_path)
        other = host_lock(tmp_path, "localhost")
        with other:
            found, _ = crawl_again([site.url("/moved")], known)
            failure = found[site.url("/moved")]
            assert failure.reason == "another crawl is reading localhost"
            assert site.hits("/there") == 0
        found, _ = crawl_again([site.url("/moved")], known)
        assert found[site.url("/moved")].final_url == there


def test_what_a_host_asked_for_outlives_the_program(tmp_path):
    """It is in the store: another run, of another program even, asks nothing before its time."""
    with Site() as site:
        site.put("/1", Answer(b"", 503, {"Retry-After": "7200"}))
        home = write_home(tmp_path, [site.url("/1"), site.url("/2")])
        with line(home) as (here, parser):
            look(here, parser)
        with line(home) as (here, parser):
            checks = look(here, parser)
            pages_known = here.store.pages()
            (state,) = here.store.host_states()
        assert [hit.path for hit in site.log] == ["/robots.txt", "/1"]
        assert all(
            check.note.startswith("the host asked to wait until ") for check in checks.values()
        )
        assert state.not_before - datetime.now(UTC) > timedelta(hours=1, minutes=50)
        planned = [page.next_check_at for page in pages_known if page.next_check_at]
        assert planned
        assert min(planned) >= state.not_before

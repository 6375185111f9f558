"""The life and death of the child process that crawls."""

import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from crawler import crawl
from model import Capture, CrawlOrder, CrawlSummary, FetchFailure
from tests.crawler.crawls import FAST, answers, order, source
from tests.site import Answer, Site, pages

ROOT = Path(__file__).resolve().parents[2]
LONG = replace(FAST, timeout_s=30)


def stalled(site: Site) -> list[str]:
    """The addresses of a page that comes and of two that never do."""
    site.put("/1", pages.page())
    site.put("/2", pages.silence)
    site.put("/3", pages.silence)
    # Under another name, so that it does not stand in line behind the silent ones.
    return [site.url("/1").replace("127.0.0.1", "localhost"), site.url("/2"), site.url("/3")]


def stalled_order(site: Site) -> CrawlOrder:
    return order(*stalled(site), robots=False)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A child of a dead parent may wait, as a zombie, for whoever inherits it.
    return (
        not Path(f"/proc/{pid}/stat").exists() or " Z " not in Path(f"/proc/{pid}/stat").read_text()
    )


def wait_until(done, seconds=10.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.05)
    return done()


def first_answer(stream):
    """Read until the page that answers came; the child is then in the middle of its work."""
    for item in stream:
        if isinstance(item, Capture):
            return item
    raise AssertionError("no page answered")


def test_nothing_ordered_is_finished_at_once():
    """No order needs no process."""
    assert list(crawl([], FAST)) == [CrawlSummary("nothing was ordered")]
    assert [type(item) for item in crawl([CrawlOrder(source())], FAST)] == [CrawlSummary]


def test_closing_the_generator_ends_the_child():
    """Whoever stops listening leaves no process behind."""
    with Site() as site:
        stream = crawl([stalled_order(site)], LONG)
        first_answer(stream)
        (child,) = multiprocessing.active_children()
        stream.close()
        assert not is_alive(child.pid)


def test_a_killed_child_is_an_outcome():
    """A child that dies ends the crawl with its reason; its pages are failures, not silence."""
    with Site() as site:
        stream = crawl([stalled_order(site)], LONG)
        first_answer(stream)
        (child,) = multiprocessing.active_children()
        os.kill(child.pid, signal.SIGKILL)
        *left, summary = stream
        assert {item.url for item in left} == {site.url("/2"), site.url("/3")}
        assert all(isinstance(item, FetchFailure) for item in left)
        assert {item.reason for item in left} == {"the crawl ended before this page"}
        assert summary.outcome == "the crawler was ended by SIGKILL"


def test_a_stopped_child_meets_its_time_limit():
    """A child that hangs altogether is ended when its time is up."""
    with Site() as site:
        stream = crawl([stalled_order(site)], replace(LONG, run_timeout_s=3))
        first_answer(stream)
        (child,) = multiprocessing.active_children()
        os.kill(child.pid, signal.SIGSTOP)
        *left, summary = stream
        assert len(left) == 2
        assert summary.outcome == "time is up"
        assert not is_alive(child.pid)


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="limits can be read on Linux only")
def test_the_child_is_limited():
    """The child may not take all memory, nor write its memory to disk."""
    with Site() as site:
        stream = crawl([stalled_order(site)], LONG)
        first_answer(stream)
        (child,) = multiprocessing.active_children()
        memory = resource.prlimit(child.pid, resource.RLIMIT_AS)[0]
        assert 0 < memory < 64 * 1024**3
        assert resource.prlimit(child.pid, resource.RLIMIT_CORE)[0] == 0
        stream.close()


# Whoever starts the tests in the background has Ctrl-C ignored by all that they start.
SCRIPT = """
import multiprocessing, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from crawler import crawl
from model import Capture
from tests.crawler.crawls import FAST, order
from dataclasses import replace
if __name__ == "__main__":
    try:
        for item in crawl([order(*sys.argv[1:], robots=False)], replace(FAST, timeout_s=30)):
            if isinstance(item, Capture):
                print(multiprocessing.active_children()[0].pid, flush=True)
        print("scrapy" in sys.modules, flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


def script(*urls: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, *urls],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
    )


def test_the_child_does_not_outlive_a_killed_parent():
    """Kill -9 on the program ends its crawl too."""
    with Site() as site:
        parent = script(*stalled(site))
        pid = int(parent.stdout.readline())
        assert is_alive(pid)
        parent.kill()
        parent.communicate()
        assert wait_until(lambda: not is_alive(pid))


def test_ctrl_c_prints_nothing_of_ours():
    """Ctrl-C in the terminal reaches every process of the group; only the program speaks."""
    with Site() as site:
        parent = script(*stalled(site))
        pid = int(parent.stdout.readline())
        os.killpg(parent.pid, signal.SIGINT)
        out, err = parent.communicate(timeout=20)
        assert (out, err) == ("interrupted\n", "")
        assert wait_until(lambda: not is_alive(pid))


def test_the_terminal_stays_clean_and_the_parent_light():
    """Faults leave no word on the terminal, and the parent never loads Scrapy."""
    with Site() as site:
        for path, fault in {
            "/1": pages.page(),
            "/2": pages.hang_up,
            "/3": pages.garbage,
            "/4": pages.cut_short,
            "/5": pages.bomb(5_000_000),
        }.items():
            site.put(path, fault)
        out, err = script(*(site.url(f"/{n}") for n in range(1, 6))).communicate(timeout=40)
        assert out.endswith("False\n")
        assert err == ""


def test_a_slow_reader_loses_nothing():
    """While the caller works, downloads do not seem slow, and no page is lost."""
    with Site() as site:
        urls = [site.url(f"/{number}") for number in range(45)]
        for number in range(45):
            site.put(f"/{number}", Answer(b"x" * 990_000))
        stream = crawl([order(*urls, robots=False)], FAST)
        first_answer(stream)
        time.sleep(2.5)  # longer than a fetch may take
        *left, summary = stream
        assert len(left) == 44
        assert all(isinstance(item, Capture) and len(item.body) == 990_000 for item in left)
        assert summary.outcome == "finished"


def test_crawls_may_run_side_by_side():
    """Two threads may crawl at once, each in a process of its own."""
    with Site() as site:
        site.put("/1", pages.page())
        results = []

        def one(slug):
            results.append(answers([order(site.url("/1"), slug=slug, robots=False)]))

        threads = [threading.Thread(target=one, args=(f"s{n}",)) for n in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [found[site.url("/1")].status for found, _ in results] == [200, 200]


def test_the_door_is_light():
    """Importing the crawler loads none of its big libraries."""
    code = (
        "import sys, crawler; from crawler import crawl, canonical_url;"
        "print([m for m in ('scrapy', 'twisted', 'trafilatura', 'lxml') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert out.stdout == "[]\n"


def test_a_crawl_that_breaks_says_so():
    """A rule that cannot be used ends the crawl with its reason, and every page is answered."""
    with Site() as site:
        found, summary = answers([order(site.url("/1"), follow=("(",))])
        assert summary.outcome.startswith("the crawl broke: ")
        assert found[site.url("/1")].reason == "the crawl ended before this page"


def test_a_silent_crawl_is_heard_of():
    """Who collects answers is called when none came for a second, and need not wait for one."""
    heard = []
    with Site() as site:
        site.put("/2", pages.silence)
        ordered = [order(site.url("/2"), robots=False)]
        items = list(crawl(ordered, FAST, idle=lambda: heard.append("nothing came")))
    assert "nothing came" in heard
    assert len(items) == 2

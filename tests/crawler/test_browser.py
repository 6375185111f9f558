"""Pages that only a browser can make, driven with the Chromium of this machine."""

import multiprocessing
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.browser import browser_problem
from model import Capture, CheckState, FetchFailure, Limits, PageKind, Render
from tests.crawler.crawls import FAST, answers, discovery, order
from tests.site import Answer, Site, pages

SETTINGS = replace(FAST, timeout_s=20, browser_timeout_s=60, run_timeout_s=200)
PROBLEM = browser_problem(SETTINGS)
needs_browser = pytest.mark.skipif(bool(PROBLEM), reason=PROBLEM or "there is a browser")
SCRIPT = Answer(
    b"fetch('/api/1').then(r => r.json()).then(said => {"
    b" document.getElementById('app').textContent = said.text; });",
    content_type="text/javascript",
)


def shell(script: str = "", head: str = "") -> Answer:
    """A page whose text is all made by its script."""
    return Answer(
        f'<!DOCTYPE html><html><head><title>Shell</title>{head}</head><body><div id="app"></div>'
        f"<script>{script}</script></body></html>".encode()
    )


def in_browser(*urls: str, settings=SETTINGS, **more) -> dict[str, Capture | FetchFailure]:
    return answers([order(*urls, render=Render.BROWSER, **more)], settings)[0]


@needs_browser
def test_a_page_that_scripts_make_is_read_as_it_then_stands():
    """What a script fetches and writes is in the capture, which says how it was made."""
    with Site() as site:
        site.put("/app.js", SCRIPT)
        site.put(
            "/api/1", Answer('{"text": "产值300亿元"}'.encode(), content_type="application/json")
        )
        site.put("/style.css", Answer(b"body {}", content_type="text/css"))
        site.put("/photo.jpg", Answer(b"", content_type="image/jpeg"))
        head = '<link rel="stylesheet" href="/style.css">'
        for path in ("/1", "/2"):
            site.put(
                path,
                replace(
                    shell("", head + '<img src="/photo.jpg"><script defer src="/app.js"></script>'),
                    headers={"ETag": '"of-the-shell"'},
                ),
            )
        found = in_browser(site.url("/1"), site.url("/2"))
        for path in ("/1", "/2"):
            page = found[site.url(path)]
            assert "产值300亿元" in page.body.decode()
            assert page.header("X-Figurewatch-Rendered").startswith("by a browser: ")
            assert page.header("Content-Type") == "text/html; charset=utf-8"
            assert page.header("ETag") is None, "the shell's validator says nothing of the text"
            assert page.status == 200
        asked = [hit.path for hit in site.log]
        assert sorted(asked) == sorted(
            ["/robots.txt", "/1", "/2", "/app.js", "/api/1", "/api/1"]
        ), "a script serves every page, and nothing is asked for that is no text"


@needs_browser
def test_scripts_are_held_to_the_rules_of_the_crawl():
    """robots.txt and the pause between two requests hold for what a page asks for, too."""
    with Site() as site:
        site.put("/robots.txt", Answer(b"User-agent: *\nDisallow: /hidden\n"))
        site.put("/hidden", Answer(b"secret", content_type="text/plain"))
        site.put("/open", Answer(b"known", content_type="text/plain"))
        site.put(
            "/1",
            shell("""
            for (const path of ['/hidden', '/open'])
              fetch(path).then(r => r.text()).then(t => document.getElementById('app').append(t));
        """),
        )
        found = in_browser(site.url("/1"), limits=Limits(delay_s=0.3))
        body = found[site.url("/1")].body
        assert b"known</div>" in body
        assert site.hits("/hidden") == 0
        times = [hit.at for hit in site.log]
        assert all(later - before > 0.28 for before, later in pairwise(times))


@needs_browser
def test_a_page_reaches_no_private_address():
    """Whatever way a script knows of talking to a machine, a private one hears nothing."""
    with Site() as site, Site() as private:
        host = private.host
        site.put("/there", pages.redirect(private.url("/redirected")))
        site.put(
            "/1",
            shell(f"""
            const app = document.getElementById('app');
            fetch('http://{host}/fetch').catch(() => app.append('refused '));
            fetch('/there').catch(() => app.append('refused '));
            new WebSocket('ws://{host}/socket').onerror = () => app.append('refused ');
            new EventSource('http://{host}/events');
            navigator.sendBeacon('http://{host}/beacon', 'x');
            new Image().src = 'http://{host}/image';
            window.open('http://{host}/popup');
            for (const [tag, key] of [['iframe', 'src'], ['script', 'src'], ['object', 'data']]) {{
              const made = document.createElement(tag);
              made[key] = 'http://{host}/' + tag;
              document.body.append(made);
            }}
            for (const rel of ['prefetch', 'preload', 'preconnect', 'dns-prefetch', 'prerender']) {{
              const link = document.createElement('link');
              link.rel = rel; link.href = 'http://{host}/' + rel; link.as = 'fetch';
              document.head.append(link);
            }}
            const peer = new RTCPeerConnection({{iceServers: [{{urls: 'stun:{host}'}}]}});
            peer.createDataChannel('x');
            peer.createOffer().then(offer => peer.setLocalDescription(offer));
            navigator.serviceWorker && navigator.serviceWorker.register('/worker.js');
            setTimeout(() => {{ location.href = 'http://{host}/navigation'; }}, 50);
        """),
        )
        settings = replace(SETTINGS, allow_private=(site.host,))
        found = in_browser(site.url("/1"), settings=settings)
        page = found[site.url("/1")]
        assert private.log == []
        assert isinstance(page, Capture), page
        assert page.final_url == site.url("/1")
        assert "refused" in page.header("X-Figurewatch-Rendered")


@needs_browser
def test_a_script_without_end_is_ended():
    """A page that never comes to an end is an error of that page, and the next one is read."""
    with Site() as site:
        site.put("/1", shell("for (;;) {}"))
        site.put("/2", shell("setTimeout(() => { for (;;) {} }, 10)"))
        site.put("/3", shell("document.getElementById('app').textContent = 'made'"))
        urls = [site.url(path) for path in ("/1", "/2", "/3")]
        found = in_browser(*urls, settings=replace(SETTINGS, browser_timeout_s=8))
        for url in urls[:2]:
            assert found[url].state is CheckState.ERROR
            assert found[url].reason == "the page's scripts did not come to an end within 8 s"
        assert b"made</div>" in found[urls[2]].body


@needs_browser
def test_a_page_that_never_stops_asking_is_read_as_it_is():
    """A counter that asks for ever is asked about a hundred times, and the page is read."""
    with Site() as site:
        site.put("/tick", Answer(b"1", content_type="text/plain"))
        site.put(
            "/1",
            shell("""
            document.getElementById('app').textContent = 'made';
            (async () => { for (;;) { await fetch('/tick?' + Math.random()).catch(() => {});
              await new Promise(done => setTimeout(done, 1)); } })();
        """),
        )
        found = in_browser(site.url("/1"), settings=replace(SETTINGS, browser_timeout_s=16))
        assert b"made</div>" in found[site.url("/1")].body
        assert 0 < sum(hit.path.startswith("/tick") for hit in site.log) <= 100


@needs_browser
def test_a_page_that_grows_without_end_is_refused():
    """A script may not make more of a page than a server may send."""
    with Site() as site:
        site.put("/1", shell("document.getElementById('app').textContent = 'x'.repeat(2000000)"))
        found = in_browser(site.url("/1"))
        assert found[site.url("/1")].reason == "the page's scripts made more than 1,000,000 bytes"


@needs_browser
def test_only_pages_that_are_read_are_run():
    """A list of links that a script makes is followed; an error page and a feed are left alone."""
    with Site() as site:
        site.put("/", shell("document.getElementById('app').innerHTML = '<a href=/news/1>1</a>'"))
        site.put("/news/1", shell("document.getElementById('app').textContent = 'made'"))
        found, _ = answers(
            [
                discovery(
                    site,
                    {"/": PageKind.INDEX, "/gone": PageKind.ARTICLE},
                    follow=("/news/",),
                    hosts=(site.host,),
                    render=Render.BROWSER,
                )
            ],
            SETTINGS,
        )
        assert b"made</div>" in found[site.url("/news/1")].body
        assert found[site.url("/gone")].status == 404
        assert found[site.url("/gone")].header("X-Figurewatch-Rendered") is None


@needs_browser
def test_the_browser_ends_with_its_crawl(monkeypatch, request):
    """When the crawl is ended, so is Chromium, and nothing of it stays on the disk."""
    # Not pytest's own folder: Chromium's sockets may have no long names.
    folder = Path(tempfile.mkdtemp())
    request.addfinalizer(lambda: shutil.rmtree(folder))
    monkeypatch.setattr("crawler.process.mkdtemp", partial(tempfile.mkdtemp, dir=folder))
    running = []

    def never(handler):
        running.extend(_running(folder))
        (child,) = multiprocessing.active_children()
        child.kill()

    with Site() as site:
        site.put("/1", shell("fetch('/never')"))
        site.put("/never", never)
        found = in_browser(site.url("/1"))
        assert found[site.url("/1")].reason == "the crawl ended before this page"
        assert running, "it was there while the page was in it"
        end = time.monotonic() + 20
        while time.monotonic() < end and _running(folder):
            time.sleep(0.1)
        assert _running(folder) == []
        assert list(folder.iterdir()) == []


def _running(folder: Path) -> list[str]:
    """The browsers that write to the folder."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found.append(line.read_bytes().decode(errors="replace"))
    return [said for said in found if str(folder) in said and "chrom" in said]


def test_a_missing_browser_is_said_and_costs_other_sources_nothing():
    """Pages that need a browser where there is none say what to do; the site is not asked."""
    with Site() as site:
        for path in ("/1", "/2"):
            site.put(path, pages.page())
        settings = replace(SETTINGS, browser="/nowhere/chromium")
        shown = order(site.url("/1"), slug="shown", render=Render.BROWSER)
        found, summary = answers([shown, order(site.url("/2"), slug="plain")], settings)
        failure = found[site.url("/1")]
        assert failure.state is CheckState.ERROR
        assert failure.reason.startswith("shown.toml says that this page needs a browser, but ")
        assert found[site.url("/2")].status == 200
        assert site.hits("/1") == 0
        assert summary.outcome == "finished"

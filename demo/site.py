"""A small web site on this machine: a district's portal and a news site, on two ports.

It behaves like the sites it stands for: every answer differs in counters, tokens and teasers,
some pages answer 304, one is served in GB18030, and after ``next_day`` some have changed, some
only look different, and some are gone.
"""

import hashlib
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from demo.churn import Churn
from demo.stories import PAGES, Story, stories
from demo.words import NAMES, PUBLISHERS, WORDS, menu

SITES = ("portal", "news")

_HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page answers before the protocol has its say."""

    status: int
    content_type: str
    text: str
    charset: str = "utf-8"
    etag: str | None = None


class DemoSite:
    """The two sites while the ``with`` block lasts; they are at day 1 until ``next_day``.

    ``requests`` lists (site, path, status) of every request answered so far.
    """

    def __init__(self) -> None:
        self.day = 1
        self.requests: list[tuple[str, str, int]] = []
        self._servers = {site: _server(site, self) for site in SITES}
        self._threads = [
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
            for server in self._servers.values()
        ]
        self._environment = Environment(
            loader=FileSystemLoader(PAGES / "templates"), autoescape=True, undefined=StrictUndefined
        )

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for server in self._servers.values():
            server.shutdown()
            server.server_close()
        for thread in self._threads:
            thread.join()

    def address(self, site: str) -> str:
        """Where "portal" or "news" is served: http://127.0.0.1:port, without a slash at the end."""
        return f"http://127.0.0.1:{self._servers[site].server_address[1]}"

    def next_day(self) -> None:
        """Let a day pass on both sites."""
        self.day += 1

    def answer(self, site: str, path: str) -> Answer:
        """What the site answers to ``path`` today."""
        pages = stories(site, self.day)
        story = next((page for page in pages if page.path == path), None)
        if story:
            return self._story(story)
        listing = _LISTINGS.get((site, path))
        return listing(self, pages) if listing else self._not_found(site, HTTPStatus.NOT_FOUND)

    def _story(self, story: Story) -> Answer:
        if story.status == HTTPStatus.NOT_FOUND:
            return self._not_found(story.site, HTTPStatus.NOT_FOUND)
        if story.status != HTTPStatus.OK:
            return Answer(story.status, "text/plain", "The server met an unexpected condition.\n")
        if story.design == "notfound":
            return self._not_found(story.site, HTTPStatus.OK)
        text = self._page(
            f"{story.design}.html",
            story.site,
            story.language,
            story=story,
            blocks=list(story.blocks()),
            charset=story.charset,
            section="/zh/" if story.language == "zh" else "/",
            related=[(page.title, page.path) for page in stories(story.site, 1)[:3]],
        )
        etag = _etag(story) if story.validators else None
        return Answer(HTTPStatus.OK, _HTML, text, story.charset, etag)

    def _not_found(self, site: str, status: int) -> Answer:
        return Answer(status, _HTML, self._page("notfound.html", site, "en", charset="utf-8"))

    def _page(self, template: str, site: str, language: str, **values: object) -> str:
        return self._environment.get_template(template).render(
            site_name=NAMES[site, language],
            publisher=PUBLISHERS[site, language],
            words=WORDS[language],
            menu=menu(site, language),
            churn=Churn(),
            language=language,
            **values,
        )

    def index(self, language: str, pages: tuple[Story, ...]) -> Answer:
        """The list of the portal's pages in one language, or of all the news."""
        site = pages[0].site
        listed = [page for page in pages if site == "news" or page.language == language]
        return Answer(200, _HTML, self._page("index.html", site, language, stories=listed))

    def sitemap(self, pages: tuple[Story, ...]) -> Answer:
        """The addresses of all of a site's pages, for crawlers."""
        home = self.address(pages[0].site)
        urls = "".join(
            f"<url><loc>{home}{page.path}</loc><lastmod>{page.published}</lastmod></url>"
            for page in pages
        )
        schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{schema}">{urls}</urlset>\n'
        return Answer(200, "application/xml", text)

    def feed(self, pages: tuple[Story, ...]) -> Answer:
        """The news as an RSS feed."""
        site = pages[0].site
        text = self._page("feed.xml", site, "en", stories=pages, home=self.address(site))
        return Answer(200, "application/rss+xml", text)

    def robots(self, pages: tuple[Story, ...]) -> Answer:
        """What crawlers may not ask for: the search, which has no end."""
        home = self.address(pages[0].site)
        rules = "User-agent: *\nDisallow: /search\nDisallow: /login\n"
        return Answer(200, "text/plain", f"{rules}Sitemap: {home}/sitemap.xml\n")


_LISTINGS: dict[tuple[str, str], Callable[[DemoSite, tuple[Story, ...]], Answer]] = {
    ("portal", "/"): lambda site, pages: site.index("en", pages),
    ("portal", "/zh/"): lambda site, pages: site.index("zh", pages),
    ("portal", "/sitemap.xml"): DemoSite.sitemap,
    ("portal", "/robots.txt"): DemoSite.robots,
    ("news", "/"): lambda site, pages: site.index("en", pages),
    ("news", "/feed.xml"): DemoSite.feed,
    ("news", "/sitemap.xml"): DemoSite.sitemap,
    ("news", "/robots.txt"): DemoSite.robots,
}


def _etag(story: Story) -> str:
    return '"' + hashlib.sha256(repr(story).encode()).hexdigest()[:20] + '"'


def _server(site: str, demo: DemoSite) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        """One connection to one of the two sites."""

        protocol_version = "HTTP/1.1"
        timeout = 5  # seconds; an idle connection must not outlive the demo

        def do_GET(self) -> None:  # the name http.server asks for
            self._send(with_body=True)

        def do_HEAD(self) -> None:
            self._send(with_body=False)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the demo's output belongs to figurewatch."""

        def _send(self, *, with_body: bool) -> None:
            answer = demo.answer(site, re.split(r"[?#]", self.path)[0])
            fresh = answer.etag is not None and answer.etag == self.headers.get("If-None-Match")
            status = HTTPStatus.NOT_MODIFIED if fresh else answer.status
            body = b"" if fresh else answer.text.encode(answer.charset, "xmlcharrefreplace")
            demo.requests.append((site, self.path, int(status)))
            self.send_response(status)
            if answer.etag:
                self.send_header("ETag", answer.etag)
            if not fresh:
                self.send_header("Content-Type", f"{answer.content_type}; charset={answer.charset}")
                self.send_header("Content-Length", str(len(body)))
            self.send_header("Set-Cookie", f"sid={Churn().token()}; Path=/; HttpOnly")
            self.end_headers()
            if with_body:
                self.wfile.write(body)

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)

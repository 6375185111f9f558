"""A site of many small articles for tests of whole runs: real HTTP, on a thread of the test."""

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep
from typing import Self

ARTICLE = """<!doctype html><html lang="en"><head><title>Report {n}</title>
<meta property="article:published_time" content="2025-01-{day:02d}T08:00:00Z"></head><body>
<nav><a href="/">Home</a></nav><main><article><h1>Report {n}</h1>
<p>The district government of Yangpu set out its plans for industry number {n} on Wednesday, and
officials answered questions from residents and from the press for more than an hour.</p>
<p>Yangpu aims to raise revenue of the industry {n} to {value} billion yuan by the end of 2027.</p>
<p>At the end of last year the district was home to {firms} software companies, the report said,
and the work of the years before is to be carried on in all of its twelve sub-districts.</p>
</article></main><footer>All rights reserved</footer></body></html>"""


class ManyPages:
    """``count`` articles behind one index page; ``pause`` seconds before each answer."""

    def __init__(self, count: int, pause: float = 0.0) -> None:
        self.count, self.pause, self.raised = count, pause, 0
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                text = site.page(self.path)
                if self.path.startswith("/a/"):
                    sleep(site.pause)
                body = (text or "no such page").encode()
                with suppress(ConnectionError):  # whoever asked was killed
                    self.send_response(200 if text else 404)
                    self.send_header("Content-Type", "text/html; charset=utf-8")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    def page(self, path: str) -> str | None:
        if path == "/":
            links = "".join(f'<li><a href="/a/{n}.html">Report {n}</a></li>' for n in self.numbers)
            return f"<html><body><ul>{links}</ul></body></html>"
        number = path.removeprefix("/a/").removesuffix(".html")
        if not number.isdigit() or int(number) not in self.numbers:
            return None
        n = int(number)
        return ARTICLE.format(n=n, day=n % 28 + 1, value=100 + n + self.raised, firms=4000 + n)

    @property
    def numbers(self) -> range:
        return range(1, self.count + 1)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def write_home(self, home: Path, schedule: str = "") -> Path:
        """A home folder that follows this site alone."""
        sources = home / "config" / "sources"
        sources.mkdir(parents=True)
        (home / "config" / "figurewatch.toml").write_text(
            "default_sources = false\ndefault_corpus = false\n"
            '[crawl]\ncontact = "test@example.org"\nallow_private = ["127.0.0.1"]\n'
        )
        (sources / "many.toml").write_text(
            'name = "Many pages"\nkind = "government"\nplace = "Yangpu"\nlanguage = "en"\n'
            f"follow = ['/a/\\d+\\.html$']\n"
            f'[[start]]\nurl = "{self.address}/"\nkind = "index"\n'
            f"[limits]\ndelay = 0\n{schedule}"
        )
        return home

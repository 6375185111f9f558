"""A threaded HTTP server whose pages a test can name, change and count, and which can misbehave.

with Site() as site:
    site.put("/a.html", page("Hello"))
    site.put("/old", redirect("/a.html"))
    ...crawl site.url("/a.html")...
    assert site.hits("/a.html") == 1
"""

import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from types import TracebackType
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What the server sends: an honest answer, unless a fault replaces it."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str | None = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Hit:
    """One request the server got."""

    at: float
    path: str
    headers: dict[str, str]


# A page is an answer, or a function that writes what it likes to the connection.
Page = Answer | Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers from the site's pages; ``wfile`` is there for faults."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for an acknowledgement
    server: "_Server"

    def do_GET(self):
        site = self.server.site
        path = urlsplit(self.path).path
        site.log.append(
            Hit(monotonic(), self.path, {k.lower(): v for k, v in self.headers.items()})
        )
        page = site.pages.get(self.path) or site.pages.get(path) or site.default(path)
        if callable(page):
            self.close_connection = True
            page(self)
        else:
            self.answer(page)

    def answer(self, answer: Answer) -> None:
        headers = {k.lower(): v for k, v in answer.headers.items()}
        etag, modified = headers.get("etag"), headers.get("last-modified")
        asked = {k.lower(): v for k, v in self.headers.items()}
        fresh = (etag and asked.get("if-none-match") == etag) or (
            not etag and modified and asked.get("if-modified-since") == modified
        )
        status, body = (
            (304, b"") if fresh and answer.status == 200 else (answer.status, answer.body)
        )
        self.send_response(status)
        if answer.content_type and "content-type" not in headers:
            self.send_header("Content-Type", answer.content_type)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if status not in (204, 304) and "content-length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def handle_error(self, *_):
        pass  # a client that hangs up on a fault is what the fault is for


class Site:
    """The server; ``pages`` maps a path (with or without its query) to what it answers."""

    def __init__(self, certificate: tuple[str, str] | None = None) -> None:
        self.pages: dict[str, Page] = {}
        self.log: list[Hit] = []
        self.over = threading.Event()  # set when the site closes, so that silences end
        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.site = self
        self._scheme = "https" if certificate else "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )

    @property
    def port(self) -> int:
        return self._server.server_port

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str = "/") -> str:
        return f"{self._scheme}://{self.host}{path}"

    def put(self, path: str, page: Page) -> None:
        self.pages[path] = page

    def default(self, path: str) -> Page:
        return Answer(b"<html><title>Not found</title><p>no such page</p></html>", 404)

    def hits(self, path: str) -> int:
        return sum(hit.path == path for hit in self.log)

    def asked(self, path: str) -> Hit:
        """The last request for ``path``."""
        return next(hit for hit in reversed(self.log) if hit.path == path)

    def __enter__(self) -> "Site":
        self._thread.start()
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()


def dead_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

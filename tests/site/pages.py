"""Pages for the site: honest ones, and the faults that real servers have."""

import gzip
import zlib
from collections.abc import Callable

from tests.site.server import Answer, Handler

ARTICLE = (
    "The district aims to raise its gross domestic product to more than 300 billion yuan by 2025, "
    "officials said. It attracted 420 new companies in the first half of the year. "
)


def html(title: str = "A page", body: str = ARTICLE, lang: str = "en") -> bytes:
    """A small whole page."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title></head>'
        f"<body><main><h1>{title}</h1><p>{body}</p></main></body></html>"
    ).encode()


def page(title: str = "A page", body: str = ARTICLE, **headers: str) -> Answer:
    """An honest answer; headers by name, underscores for hyphens."""
    return Answer(html(title, body), headers={k.replace("_", "-"): v for k, v in headers.items()})


def index(*links: str) -> Answer:
    """A page of links."""
    items = "".join(f'<li><a href="{link}">{n}</a></li>' for n, link in enumerate(links))
    return Answer(f"<html><body><ul>{items}</ul></body></html>".encode())


def redirect(to: str, status: int = 302) -> Answer:
    return Answer(b"", status, {"Location": to})


def packed(body: bytes, encoding: str, packer: Callable[[bytes], bytes]) -> Answer:
    return Answer(packer(body), headers={"Content-Encoding": encoding})


def bomb(size: int) -> Answer:
    """A few kilobytes that unpack to ``size`` bytes."""
    return packed(b"\0" * size, "gzip", lambda body: gzip.compress(body, 9))


def cut_gzip(body: bytes) -> Answer:
    """A gzip stream without its end, honestly counted."""
    return packed(
        body, "gzip", lambda whole: gzip.compress(whole)[: len(gzip.compress(whole)) // 2]
    )


def raw_deflate(body: bytes) -> Answer:
    return packed(body, "deflate", lambda whole: zlib.compress(whole)[2:-4])


# Faults: functions that write to the connection what no honest server would.


def silence(handler: Handler) -> None:
    """Take the request and never answer."""
    handler.server.site.over.wait(30)


def drip(handler: Handler) -> None:
    """Answer so slowly that no pause is ever long, and never end."""
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n"
    )
    while not handler.server.site.over.wait(0.1):
        handler.wfile.write(b"<p>")


def cut_short(handler: Handler) -> None:
    """Promise more than comes."""
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n"
    )
    handler.wfile.write(html("Cut short")[:120])


def cut_chunked(handler: Handler) -> None:
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nff\r\nab"
    )


def cut_without_length(handler: Handler) -> None:
    """End where nobody can know that it is not the end, but for the page's own markup."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + html("Cut")[:120])


def without_length(handler: Handler) -> None:
    """A whole page in the old style."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + html("Old style"))


def wrong_length(handler: Handler) -> None:
    """Send more than promised: the rest is not the page's."""
    body = html("Wrong length")
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
        % (len(body) - 7)
    )
    handler.wfile.write(body)


def hang_up(handler: Handler) -> None:
    """Close the connection instead of answering."""


def garbage(handler: Handler) -> None:
    handler.wfile.write(b"\x00\x01\x02 this is not HTTP\r\n\r\n")


def endless(handler: Handler) -> None:
    """Send for ever, as fast as it goes."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while not handler.server.site.over.is_set():
        handler.wfile.write(b"x" * 65536)


def many_cookies(handler: Handler) -> None:
    """A megabyte of cookies."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n")
    for number in range(300):
        handler.wfile.write(b"Set-Cookie: c%d=%s\r\n" % (number, b"x" * 4000))
    handler.wfile.write(b"\r\nok")

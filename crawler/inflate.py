"""Undo gzip, deflate and brotli with a cap on what comes out, and notice when the end is missing.

Scrapy's own middleware returns the readable part of a cut stream as if it were the page; a figure
in the lost part would look removed.
"""

import zlib

import brotli
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

MAX_SITEMAP_BYTES = 50 * 1024 * 1024  # unpacked; the protocol's own limit (sitemaps.org)
_STEP = 64 * 1024
_MAX_LAYERS = 3
_ZLIB_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class TooBigError(IgnoreRequest):
    """An answer larger than a crawl reads."""


class UnreadableError(IgnoreRequest):
    """An answer packed in a way that cannot be undone."""


def inflate(body: bytes, encodings: list[str], cap: int) -> tuple[bytes, bool]:
    """``body`` unpacked, last encoding first, and True when the stream was whole.

    Raises: TooBigError beyond ``cap`` bytes, UnreadableError for an unknown or broken packing.
    """
    if len(encodings) > _MAX_LAYERS:
        raise UnreadableError(f"the answer is packed {len(encodings)} times over")
    whole = True
    for encoding in reversed(encodings):
        if encoding in _ZLIB_BITS:
            body, ended = _unzip(body, _ZLIB_BITS[encoding], cap)
        elif encoding == "br":
            body, ended = _unbrotli(body, cap)
        elif encoding == "identity":
            ended = True
        else:
            raise UnreadableError(
                f"the answer is packed as {encoding[:30]!r}, which we cannot undo"
            )
        whole = whole and ended
    return body, whole


def gunzip(body: bytes, cap: int) -> bytes:
    """A gzip file unpacked (sitemaps). Raises: TooBigError, UnreadableError."""
    return _unzip(body, 31, cap)[0]


def _unzip(body: bytes, bits: int, cap: int) -> tuple[bytes, bool]:
    try:
        return _unzip_members(body, bits, cap)
    except zlib.error:
        if bits != 15:
            raise UnreadableError("the answer says it is gzip, but is not") from None
    try:  # some servers send deflate without the zlib header
        return _unzip_members(body, -15, cap)
    except zlib.error:
        raise UnreadableError("the answer says it is deflate, but is not") from None


def _unzip_members(body: bytes, bits: int, cap: int) -> tuple[bytes, bool]:
    parts: list[bytes] = []
    size, ended = 0, not body
    while body:
        stream = zlib.decompressobj(bits)
        while body and not stream.eof:
            part = stream.decompress(body, _STEP)
            body = stream.unconsumed_tail
            size = _within(size + len(part), cap)
            parts.append(part)
        ended = stream.eof
        body = stream.unused_data
        if not body.startswith(b"\x1f\x8b"):  # padding after the last member is no member
            break
    return b"".join(parts), ended


def _unbrotli(body: bytes, cap: int) -> tuple[bytes, bool]:
    stream = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    try:
        part = stream.process(body, output_buffer_limit=_STEP)
        while part:
            size = _within(size + len(part), cap)
            parts.append(part)
            part = b"" if stream.is_finished() else stream.process(b"", output_buffer_limit=_STEP)
    except brotli.error:
        raise UnreadableError("the answer says it is brotli, but is not") from None
    return b"".join(parts), bool(stream.is_finished()) or not body


def _within(size: int, cap: int) -> int:
    if size > cap:
        raise TooBigError(f"the answer unpacks to more than {cap:,} bytes")
    return size


class InflateMiddleware:
    """Asks for packed answers and unpacks them; a cut stream is flagged "dataloss"."""

    def __init__(self, cap: int) -> None:
        self._cap = cap

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "InflateMiddleware":
        """Scrapy's constructor."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_request(self, request: Request) -> None:
        """Say which packings we can undo."""
        request.headers["Accept-Encoding"] = "gzip, deflate, br"

    def process_response(self, request: Request, response: Response) -> Response:
        """The response with its body unpacked, or as it is when it was not packed."""
        names = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1").lower()
        encodings = [name.strip() for name in names.split(",") if name.strip()]
        if not encodings or not response.body:
            return response
        body, whole = inflate(response.body, encodings, self._cap)
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        flags = response.flags if whole else [*response.flags, "dataloss"]
        return response.replace(body=body, headers=headers, flags=flags)

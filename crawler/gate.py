"""The address gate: which machines a crawl may talk to, decided on the address it connects to.

Every connection asks the resolver below for its addresses, so start pages, links, redirects and
robots.txt pass one gate, and what was checked is what is connected to (no second look-up that a
hostile name server could answer differently).
"""

import asyncio
import ipaddress
import socket
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import HostResolution
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface.declarations import implementer

from crawler.addresses import MAX_URL
from crawler.once import Once

_MAX_HOST = 253
_KEEP_S = 60.0  # how long checked addresses serve: a crawl asks again, as name servers expect
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class RefusedError(IgnoreRequest):
    """An address the crawl must not go to; its text says why."""


class UnresolvedError(IgnoreRequest):
    """A host whose name no name server knows; its text says so."""


def allowed_address(
    host: str, address: str, allow: Collection[str] = (), port: int | None = None
) -> bool:
    """True when ``host``, resolved to ``address``, may be talked to: the address is public, or
    the host as written (alone or with its port) is one of ``allow``.

    The address itself never matches ``allow``: else any name could be pointed at an allowed
    private machine.
    """
    name = host.strip("[]").lower()
    if name in allow or (port is not None and f"{name}:{port}" in allow):
        return True
    try:
        return _is_public(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return False


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        # An IPv6 address that carries an IPv4 one is as public as what it carries.
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
        if address.teredo is not None or address.is_site_local:
            return False
    odd = address.is_multicast or address.is_unspecified or address.is_reserved
    return address.is_global and not odd


def checked_url(url: str) -> tuple[str, int]:
    """The host and port of ``url``. Raises: RefusedError when it is no plain web address."""
    if len(url) > MAX_URL:
        raise RefusedError(f"the address is longer than {MAX_URL:,} characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise RefusedError("the address cannot be parsed") from None
    if parts.scheme not in ("http", "https"):
        raise RefusedError(f"only http and https are fetched, not {parts.scheme[:20] or 'this'}:")
    if not parts.hostname:
        raise RefusedError("the address names no host")
    # Two parsers may disagree on where user names and backslashes end the host.
    if "@" in parts.netloc or "\\" in url:
        raise RefusedError("the address hides its host behind a user name or backslash")
    if not _is_name(parts.hostname):
        raise RefusedError("the host's name is too long or malformed")
    return parts.hostname, port or (443 if parts.scheme == "https" else 80)


def _is_name(host: str) -> bool:
    """Whether ``host`` can be the name of a machine. Source: RFC 1035 section 2.3.4."""
    try:
        return len(host.rstrip(".").encode("idna")) <= _MAX_HOST
    except UnicodeError:  # a part that is empty or longer than 63
        return False


class Gate:
    """Looks hosts up, checks every address they have, and remembers it for a minute."""

    def __init__(self, allow: Collection[str], timeout_s: float) -> None:
        self._allow = frozenset(name.lower() for name in allow)
        self._timeout_s = timeout_s
        self._checked: Once[tuple[str, ...]] = Once(_KEEP_S)

    async def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """The checked addresses of ``host``. Raises: RefusedError when one of them is not
        allowed, UnresolvedError when there are none.
        """
        return await self._checked.get((host, port), lambda: self._check(host, port))

    async def _check(self, host: str, port: int) -> tuple[str, ...]:
        found = await self._look_up(host, port)
        for address in found:
            if not allowed_address(host, address, self._allow, port):
                at = "" if host == address else f" is at {address}, which"
                raise RefusedError(f"{host}{at} is not a public address")
        return found

    async def _look_up(self, host: str, port: int) -> tuple[str, ...]:
        loop = asyncio.get_running_loop()
        look_up = loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        try:
            answers = await asyncio.wait_for(look_up, self._timeout_s)
        except TimeoutError:
            raise UnresolvedError(f"no name server answered for {host}") from None
        except (OSError, UnicodeError):
            raise UnresolvedError(f"no such host: {host}") from None
        return tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))


@implementer(IHostnameResolver)  # type: ignore[no-untyped-call] # zope ships no types
class GateResolver:
    """Twisted's only way to an address: a host the gate refuses has none."""

    def __init__(self, reactor: Any, gate: Gate) -> None:  # noqa: ANN401 - Twisted is untyped
        self._reactor, self._gate = reactor, gate

    def install_on_reactor(self) -> None:
        """Take the place of the reactor's resolver (Scrapy calls this)."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - Twisted's name
        self,
        receiver: Any,  # noqa: ANN401
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        *_: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Tell ``receiver`` the checked addresses of the host, or none."""
        resolution = HostResolution(hostName)
        receiver.resolutionBegan(resolution)
        asyncio.ensure_future(self._answer(receiver, hostName, portNumber))  # noqa: RUF006
        return resolution

    async def _answer(self, receiver: Any, host: str, port: int) -> None:  # noqa: ANN401
        try:
            for address in await self._gate.addresses(host, port):
                form = IPv6Address if ":" in address else IPv4Address
                receiver.addressResolved(form("TCP", address, port))
        except IgnoreRequest:  # refused or unknown: no address, so no connection
            pass
        finally:
            receiver.resolutionComplete()


class GateMiddleware:
    """Stops a request before it costs anything, so that its failure says why.

    The resolver would stop it anyway; it can only say that there is no address.
    """

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "GateMiddleware":
        """Scrapy's constructor."""
        return cls(crawler.spider.gate)  # type: ignore[union-attr] # our spider, which has one

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or raise the reason it must not."""
        host, port = checked_url(request.url)
        await self._gate.addresses(host, port)

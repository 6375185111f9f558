"""The address gate: what may be talked to, decided on addresses."""

import asyncio
import socket

import pytest

from crawler.gate import Gate, RefusedError, UnresolvedError, allowed_address, checked_url

PRIVATE = """
127.0.0.1 127.255.255.254 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0
198.18.0.1 192.0.0.1 192.0.2.1 224.0.0.1 240.0.0.1 255.255.255.255 ::1 :: fe80::1 fe80::1%eth0
fc00::1 fd00:ec2::254 fec0::1 ff02::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::127.0.0.1
64:ff9b::a00:1 2002:a00:1::1 2001:db8::1 2001:0:1::1 nonsense
""".split()
PUBLIC = ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused(address):
    """Nothing that is not a public address passes, however it is written."""
    assert not allowed_address("example.com", address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_pass(address):
    """A public address needs no permission."""
    assert allowed_address("example.com", address)


def test_permission_is_by_the_name_asked_for():
    """A host may be allowed by name, or by name and port; another name for it is not."""
    assert allowed_address("intranet.local", "10.0.0.1", {"intranet.local"})
    assert allowed_address("127.0.0.1", "127.0.0.1", {"127.0.0.1:8000"}, 8000)
    assert not allowed_address("127.0.0.1", "127.0.0.1", {"127.0.0.1:8000"}, 9000)
    assert not allowed_address("evil.example", "127.0.0.1", {"127.0.0.1"})


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http:///nohost",
        "http://user@example.com/",
        "http://example.com\\@127.0.0.1/",
        "http://[::1",
        "http://example.com:99999/",
        f"http://{'a' * 64}.example/",
        f"http://{'a.' * 150}example/",
        "http://a..example/",
        "http://example.com/" + "x" * 2000,
    ],
)
def test_odd_addresses_are_refused(url):
    """What is no plain web address is refused before anything is looked up."""
    with pytest.raises(RefusedError):
        checked_url(url)


def look_up(answers, host="h.example", allow=()):
    """The gate's verdict when name servers give ``answers``, and how often they were asked."""
    asked = []

    async def check():
        gate = Gate(allow, timeout_s=1)
        loop = asyncio.get_running_loop()

        async def getaddrinfo(name, port, **_):
            asked.append(name)
            if not answers:
                raise socket.gaierror("unknown")
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in answers]

        loop.getaddrinfo = getaddrinfo
        both = (gate.addresses(host, 80), gate.addresses(host, 80))
        return await asyncio.gather(*both, return_exceptions=True)

    return asyncio.run(check()), len(asked)


def test_every_address_of_a_name_is_checked():
    """One private address among public ones refuses the host."""
    (first, _), _ = look_up(["8.8.8.8", "10.0.0.1"])
    assert isinstance(first, RefusedError)
    assert str(first) == "h.example is at 10.0.0.1, which is not a public address"


def test_names_are_looked_up_once_for_all_that_wait():
    """Many requests to a host ask the name server once."""
    found, asked = look_up(["8.8.8.8", "1.1.1.1", "8.8.8.8"])
    assert found == [("8.8.8.8", "1.1.1.1")] * 2
    assert asked == 1


def test_an_unknown_name_is_not_a_refusal():
    """A name nobody knows is an error of its own kind."""
    (first, _), _ = look_up([])
    assert isinstance(first, UnresolvedError)

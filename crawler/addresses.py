"""The identity of an address: two ways to write one page are one page.

Only the standard library, because every part of a crawl and of its tests asks for it.
"""

import re
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

MAX_URL = 2_000
_PORTS = {"http": 80, "https": 443}

# Parameters that say where a reader came from or who shared the link, never which page it is.
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|hsa_\w+|spm|scm|from|isappinstalled|fbclid|gclid|dclid|msclkid|yclid|igshid"
    r"|mc_[ce]id|_ga|_gl|wt\.\w+|share_?\w*|shareid|sharetoken|timestamp_share|bd_vid|pk_campaign"
    r"|pk_kwd|ref_src|cmpid|nsukey|wxshare\w*",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"(?:jsessionid|phpsessid|aspsessionid\w*|sessionid|session_id|cfid|cftoken|oscsid|zenid)", re.I
)
# Also ASP.NET's, a segment of its own: /(S(lit3py55t21z5v55vlm25s55))/news.aspx
_SESSION_PATH = re.compile(
    r";(?:jsessionid|phpsessid|sid)=[^/?#;]*|/\((?:[A-Z]\([\w-]{8,64}\)){1,3}\)(?=/)", re.I
)
_CACHE_BUSTER = re.compile(r"(?:_|_t|_ts|rnd|random)=\d{8,}", re.I)
# A short `sid` may name a page; a long one of hex digits is a session.
_LONG_ID = re.compile(r"(?:sid=[0-9a-f]{16,}|(?:s|sess|session)=[0-9a-f]{32,})", re.I)
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
# An address that is canonical as it stands: most are, and taking one apart takes time.
_SIMPLE = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w~-]+(?:\.[\w~-]+)*)*/?", re.ASCII)
_BREAKS = re.compile(r"[\t\r\n]")


def canonical_url(url: str) -> str:
    """``url`` without what does not tell pages apart: fragment, tracking and session parameters,
    default port, letter case of scheme and host. Anything else than an address on the web comes
    back as it is.

    The order of parameters is kept: some sites route by it.
    """
    if _is_simple(url):
        return url
    url = url.strip()
    if not is_address(url):
        return url
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.hostname:
        return url
    port = "" if parts.port in (None, _PORTS[scheme]) else f":{parts.port}"
    host = _host(parts.hostname)
    path = _escaped(_SESSION_PATH.sub("", parts.path)) or "/"
    query = "&".join(p for p in parts.query.split("&") if p and not _is_noise(p))
    return urlunsplit((scheme, f"{host}{port}", path, _escaped(query), ""))


def joined(base: str, href: str) -> str:
    """The canonical address that ``href`` means on the page at ``base``; "" when it is none, like
    http://[. Read as browsers do: broken lines are one, a backslash is a slash.
    Source: WHATWG URL standard, section 4.4.
    """
    if _is_simple(href):
        return href
    href = _BREAKS.sub("", href).strip()
    path, mark, rest = href.partition("?")
    try:
        url = canonical_url(urljoin(base, path.replace("\\", "/") + mark + rest))
    except ValueError:
        return ""
    return url if is_address(url) else ""


def _is_simple(url: str) -> bool:
    return _SIMPLE.fullmatch(url) is not None and url.count("/") > 2


def is_address(url: str) -> bool:
    """Whether ``url`` can be taken apart at all: `http://[` and port 99999 cannot."""
    try:
        _ = urlsplit(url).port
    except ValueError:
        return False
    return True


def netloc_of(url: str) -> str:
    """The host of the canonical ``url`` with its port; "" when it has none."""
    try:
        return urlsplit(canonical_url(url)).netloc
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """The host of ``url`` in lower case, without port; "" when there is none."""
    try:
        return _host(urlsplit(url).hostname or "")
    except ValueError:
        return ""


@lru_cache(maxsize=1000)  # a crawl has few hosts, and asks for each many times a page
def _host(name: str) -> str:
    name = name.rstrip(".").lower()
    if ":" in name:
        return f"[{name}]"
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:  # too long, or empty labels: the resolver will say so
        return name


def _is_noise(parameter: str) -> bool:
    name = parameter.partition("=")[0]
    return bool(
        _TRACKING.fullmatch(name)
        or _SESSION.fullmatch(name)
        or _CACHE_BUSTER.fullmatch(parameter)
        or _LONG_ID.fullmatch(parameter)
    )


def _escaped(part: str) -> str:
    quoted = quote(part, safe="%/:=&?~+!$,;'@()*[]-._|", errors="surrogatepass")
    return _ESCAPE.sub(_plainly, quoted)


def _plainly(escape: re.Match[str]) -> str:
    """%7E is ~, and %e4 is %E4. Source: RFC 3986, section 6.2.2."""
    character = chr(int(escape.group()[1:], 16))
    return character if character in _PLAIN else escape.group().upper()

"""One document under several addresses: twins that a rule knows, and what a page declares."""

import re
from itertools import islice
from urllib.parse import SplitResult, urlsplit

from crawler.addresses import canonical_url, is_address, joined

_HEAD = 200_000  # bytes of a page in which it declares where it lives
_TWIN_QUERY = re.compile(
    r"(?:amp|print|printable)(?:=(?:1|y|yes|true|on)?)?|(?:outputtype|view|format|mode|type)="
    r"(?:amp|print|printable)",
    re.I,
)
_MAY_BE_TWIN = re.compile(r"amp|print", re.I)
_TWIN_SEGMENTS = frozenset(("amp", "print"))
_TWIN_ENDING = re.compile(r"\.amp(?=\.\w{2,5}$)|\.amp$", re.I)
_SAME_HOST = re.compile(r"^(?:(?:www|amp)\.)+")
_SAME_SITE = re.compile(r"^(?:(?:www|amp|m|wap|mobile|3g|touch|h5)\.)+")
_FRONT = re.compile(r"(?:index|default|home|main)\.\w{1,5}", re.I)
_LINK = re.compile(rb"<link\b([^<>]{1,1000})>", re.I)
_MAX_DECLARED = 200  # links in a head that are looked at
_ATTRIBUTE = re.compile(
    r"""(?<![a-z])([a-z]{1,20})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I
)
# A name that only one document of a site has: a number, or several words.
_TELLING = re.compile(r"\d{4}|(?<![^\W_])[^\W_]+[-_][^\W_]+[-_][^\W_]+")
_PART = re.compile(r"(?:p|pn|page\w*|cur_?page|offset|start)=", re.I)  # a part of a long article


def key_of(url: str) -> str:
    """What makes two addresses one page: http and https, with and without "www.", the AMP and the
    printed twin are one.
    """
    return _key(urlsplit(canonical_url(url))) if is_address(url) else url


def _key(parts: SplitResult) -> str:
    host = _SAME_HOST.sub("", parts.netloc)
    if not _MAY_BE_TWIN.search(parts.path) and not _MAY_BE_TWIN.search(parts.query):
        return f"{host}{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    segments = parts.path.split("/")
    kept = [each for each in segments if each.lower() not in _TWIN_SEGMENTS]
    # "/news/amp" is a twin of "/news"; "/amp" alone is a page.
    if len(kept) < len(segments) and any(kept):
        ends = segments[-1].lower() in _TWIN_SEGMENTS or segments[-2].lower() in _TWIN_SEGMENTS
        segments = [*kept, ""] if ends and kept[-1] else kept
    path = _TWIN_ENDING.sub("", "/".join(segments))
    query = "&".join(p for p in parts.query.split("&") if p and not _TWIN_QUERY.fullmatch(p))
    if path != parts.path and path.endswith("/") and not parts.path.endswith("/"):
        path = path[:-1]
    return f"{host}{path or '/'}{'?' if query else ''}{query}"


def is_twin(url: str, key: str) -> bool:
    """Whether the canonical ``url`` itself says that its document, ``key``, has a plainer one."""
    parts = urlsplit(url)
    host = _SAME_HOST.sub("", parts.netloc)
    bare = f"{host}{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    return key != bare or parts.netloc.startswith("amp.")


def declared(body: bytes, url: str) -> str | None:
    """The address that the page at ``url`` says it lives at (rel=canonical), when that is another
    one and can be believed; None otherwise. Many sites declare their front page, or the section,
    as the home of everything.
    """
    said = set()
    for link in islice(_LINK.finditer(body[:_HEAD]), _MAX_DECLARED):
        attributes = {
            name.lower(): a or b or c
            for name, a, b, c in _ATTRIBUTE.findall(link.group(1).decode("utf-8", "replace"))
        }
        if "canonical" in attributes.get("rel", "").lower().split() and attributes.get("href"):
            said.add(joined(url, attributes["href"]))
    here, there = canonical_url(url), next(iter(said), "")
    if len(said) != 1 or not there.startswith(("http://", "https://")) or here == there:
        return None
    return there if _is_believable(here, there) else None


def _is_believable(here: str, there: str) -> bool:
    if key_of(here) == key_of(there):
        return True
    one, other = urlsplit(here), urlsplit(there)
    if _SAME_SITE.sub("", one.netloc) != _SAME_SITE.sub("", other.netloc):
        return False
    mine, theirs = (set(filter(None, parts.query.split("&"))) for parts in (one, other))
    if not theirs <= mine or any(_PART.match(each) for each in mine - theirs):
        return False
    if mine == theirs and _bare(one.path) == _bare(other.path):
        return True
    return same_name(here, there)


def is_plainer(here: str, there: str) -> bool:
    """Whether an address that the page at ``here`` declares is but another way to write its own,
    by a rule: only then is the declaration enough to leave ``there`` alone. A template that names
    the page of another city, or of another language, would else hide that.
    """
    if key_of(here) == key_of(there):
        return True
    one, other = urlsplit(here), urlsplit(there)
    return _is_believable(here, there) and _bare(one.path) == _bare(other.path)


def same_name(one: str, other: str) -> bool:
    """Whether two addresses end in the same name, and one that only one document has."""
    names = [_bare(urlsplit(url).path).rpartition("/")[2] for url in (one, other)]
    return names[0] == names[1] and _TELLING.search(names[0]) is not None


def _bare(path: str) -> str:
    """The path without what servers add and leave out: a slash at the end, the front page."""
    segments = path.rstrip("/").split("/")
    return "/".join(segments[:-1] if _FRONT.fullmatch(segments[-1]) else segments)

"""How the addresses of a site are written: shapes, as regular expressions, by which its articles
can be told from its other pages.

A site system files its articles by one rule: a date, a number, a long name of words. Links of one
rule have one shape, and a listing has many of them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from model import Shape

MAX_SHAPES = 40
_MAX_EXAMPLES = 3
_ENOUGH = 3  # links of one shape in as many folders, from which on the folder is any
_SLUG_WORDS = 3  # parts of a name, as in "city-sets-out-goals", that make it a headline
_LONG_TITLE = 16  # columns of a link's words that are a headline rather than a section's name
_SUFFIX = re.compile(r"\.[A-Za-z]{2,6}$")
_DATES = (
    (
        re.compile(r"(?:19|20)\d\d[-_](?:0[1-9]|1[0-2])[-_](?:0[1-9]|[12]\d|3[01])"),
        r"20\d\d-\d\d-\d\d",
    ),
    (re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])"), r"20\d\d-\d\d"),
    (re.compile(r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"), r"20\d{6}"),
    (re.compile(r"20\d\d(?:0[1-9]|1[0-2])"), r"20\d{4}"),
    (re.compile(r"20\d\d"), r"20\d\d"),
)
_RUNS = re.compile(r"[0-9]+|[^0-9]+")
_HEX = re.compile(r"(?=.*[0-9])[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
_FILE_NAME = r"[\w-]+"
_ESCAPED_NAME = r"[\w%.-]+"  # of an address in Chinese, which is written in escapes


def pattern_of(url: str) -> str:
    """The regular expression of all addresses written like ``url``: its host and its folders as
    they are, numbers, dates and names of articles as any.
    """
    parts = urlsplit(url)
    folders = parts.path.split("/")
    names = [*map(_folder, folders[:-1]), _name(folders[-1])]
    if len(folders) > 2 and not folders[-1]:  # some sites end the names of articles in a slash
        names[-2] = _name(folders[-2])
    path = "/".join(names)
    query = rf"\?{_query(parts.query)}" if parts.query else ""
    return rf"^https?://{re.escape(parts.netloc)}{path}{query}$"


def shapes_of(links: Iterable[tuple[str, str]]) -> tuple[Shape, ...]:
    """The shapes of the links (address, words), those with most links first. Where a name is all
    that a shape says, its links must read like headlines to be followed.
    """
    by_pattern: dict[str, dict[str, str]] = {}
    for url, words in links:
        titles = by_pattern.setdefault(pattern_of(url), {})
        titles[url] = max(titles.get(url, ""), words, key=len)
    found = [_shape(pattern, titles) for pattern, titles in by_pattern.items()]
    merged = [*_merged(found)]
    merged.sort(key=lambda shape: (not shape.follow, -shape.count))
    return tuple(merged[:MAX_SHAPES])


def _shape(pattern: str, titles: dict[str, str]) -> Shape:
    examples = sorted(titles.items(), key=lambda link: -len(link[1]))[:_MAX_EXAMPLES]
    long = sum(columns(words) >= _LONG_TITLE for words in titles.values())
    reads = 2 * long > len(titles)
    follow = _is_filed(pattern) and (reads or not any(titles.values()))
    return Shape(pattern, len(titles), follow or (reads and _is_named(pattern)), tuple(examples))


def _is_filed(pattern: str) -> bool:
    """Whether the address carries a date or a number, as articles do."""
    return r"\d" in pattern.partition("://")[2]


def _is_named(pattern: str) -> bool:
    name = pattern.removesuffix("/$").rpartition("/")[2]
    return _FILE_NAME in name or _ESCAPED_NAME in name


def _merged(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Shapes that differ in one folder alone become one: a site has many sections."""
    following = [shape for shape in shapes if shape.follow]
    yield from (shape for shape in shapes if not shape.follow)
    for place in range(3, 12):
        frames: dict[str, list[Shape]] = {}
        for shape in following:
            frames.setdefault(_without(shape.pattern, place) or shape.pattern, []).append(shape)
        following = []
        for same in frames.values():
            following += [_joined(same, place)] if len(same) >= _ENOUGH else same
    yield from following


def _without(pattern: str, place: int) -> str:
    """The pattern with its folder number ``place`` left out; "" when it has no such folder, or
    one that is any already.
    """
    parts = pattern.split("/")
    if place >= len(parts) - 1 or "\\d" in parts[place] or parts[place] == _FILE_NAME:
        return ""
    return "/".join([*parts[:place], "", *parts[place + 1 :]])


def _joined(group: Sequence[Shape], place: int) -> Shape:
    parts = group[0].pattern.split("/")
    parts[place] = _FILE_NAME
    examples = tuple(example for shape in group for example in shape.examples[:1])
    count = sum(shape.count for shape in group)
    return replace(
        group[0], pattern="/".join(parts), count=count, examples=examples[:_MAX_EXAMPLES]
    )


def _folder(name: str) -> str:
    if "%" in name:
        return _ESCAPED_NAME
    return _filed(name) if any(c.isdigit() for c in name) else re.escape(name)


def _name(name: str) -> str:
    suffix = _SUFFIX.search(name)
    stem, ending = (name[: suffix.start()], suffix.group()) if suffix else (name, "")
    if len(re.split(r"[-_]", stem)) > _SLUG_WORDS and not stem.replace("-", "").isdigit():
        return _FILE_NAME + re.escape(ending)
    return (_folder(stem) if stem else "") + re.escape(ending)


def _filed(name: str) -> str:
    """A name with numbers in it: dates as dates, other numbers as any number."""
    for form, any_of_it in _DATES:
        if form.fullmatch(name):
            return any_of_it
    if _HEX.fullmatch(name):
        return r"[0-9a-fA-F-]+"
    runs = _RUNS.findall(name)
    if len(runs) > 8:
        return _FILE_NAME
    return "".join(r"\d+" if run.isdigit() else re.escape(run) for run in runs)


def _query(query: str) -> str:
    pairs = (pair.partition("=") for pair in query.split("&"))
    return "&".join(
        re.escape(name)
        + re.escape(sign)
        + (_filed(value) if any(map(str.isdigit, value)) else "[^&]*" if value else "")
        for name, sign, value in pairs
    )


def columns(words: Iterable[str]) -> int:
    """How long words read: a Chinese character says as much as two letters."""
    return sum(2 if ord(char) > 0x2E80 else 1 for char in words)

"""Title, author, publisher and dates of a page, from what it says of itself.

The order is from the most deliberate statement to the least: the meta tags that Chinese government
systems must fill in, the tags for sharing, structured data, then what a reader sees.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.html import HtmlElement

_MAX_JSON = 500_000
_MAX_NODES = 2_000
_MAX_NAME = 80
_MAX_TITLE = 300
_TITLES = ("articletitle", "og:title", "twitter:title", "dc.title", "title")
_AUTHORS = ("author", "contentauthor", "dc.creator", "byl", "parsely-author", "article:author")
_PUBLISHERS = ("contentsource", "source", "og:site_name", "sitename", "dc.publisher", "publisher")
_PUBLISHED = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "publish-date",
    "publication_date",
    "og:release_date",
    "date",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmodified",
    "last-modified",
    "dc.date.modified",
    "revised",
)
_ARTICLE_TYPES = re.compile(r"(?:\w*Article|Report|BlogPosting|WebPage)$")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
# /20240501/ or /2024/05/01/ or t20240501_1.html: how site systems file their pages.
_IN_ADDRESS = re.compile(
    r"(?<!\d)(20[0-3]\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
_LABELLED = re.compile(
    r"(?:发布时间|发布日期|发表时间|发文日期|时间|日期)\s{0,3}[:：]?\s{0,3}"
    r"((?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2})"
)
_SOURCE = re.compile(
    r"(?:信息|文章|稿件|新闻)?(?:(?:来源|出处)\s{0,3}[:：]|来源于)\s{0,3}[“\"]?"
    r"([^\s|,，;；<>”\"【】\[\]（）()]{2,30})"
)
# A line that is a medium's name, as it stands beside the date on news pages.
_MEDIUM = re.compile(
    r"[\w《》·-]{1,16}(?:报|网|社|台|电视|新闻|杂志|周刊|客户端|融媒体?|新媒体|发布|网络版)》?"
)
_SOURCE_LABEL = re.compile(r"^(?:信息|文章|稿件)?(?:来源|出处|source)\s{0,3}[:：]\s{0,3}", re.I)
_SUFFIX = re.compile(r"\s*(?:[|_»]|\s[-—–]\s|-(?=[^-]{2,20}(?:网|政府|网站|平台)$)).*$")
_EARLIEST = date(1995, 1, 1)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; "" or None where it says nothing."""

    title: str = ""
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    modified: date | None = None


def metadata(tree: HtmlElement, url: str, captured_at: datetime) -> Metadata:
    """The metadata of the page at ``url``. No date lies after the day it was captured on, a day
    of time zones apart.
    """
    tags = _tags(tree)
    data = _structured(tree)
    latest = captured_at.date() + timedelta(days=1)
    head = _visible_head(tree)
    published = (
        _first_date(tags, _PUBLISHED[:2], latest)
        or _labelled_date(head, latest)
        or _first_date(tags, _PUBLISHED[2:], latest)
        or _date(data.get("datePublished"), latest)
        or _date_in_address(url, latest)
        or _guessed_date(tree, url, latest)
    )
    modified = _first_date(tags, _MODIFIED, latest) or _date(data.get("dateModified"), latest)
    return Metadata(
        title=_title(tree, tags, data),
        author=_author(tags, data),
        publisher=_publisher(tags, data, head),
        published=published,
        # A page cannot be changed before it was published: such a date is of something else.
        modified=modified if modified and (not published or modified >= published) else None,
    )


def _tags(tree: HtmlElement) -> dict[str, str]:
    """The meta tags by lower-case name; the first of each counts."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("name") or tag.get("property") or tag.get("itemprop") or "").strip().lower()
        content = " ".join((tag.get("content") or "").split())
        if name and content:
            found.setdefault(name, content)
    return found


def _structured(tree: HtmlElement) -> dict[str, Any]:
    """The JSON-LD object that describes an article, or {}."""
    best: dict[str, Any] = {}
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        text = script.text or ""
        if len(text) > _MAX_JSON:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _objects(data):
            kinds = node.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(n, str) and _ARTICLE_TYPES.fullmatch(n) for n in names):
                best = best or node
                if node.get("datePublished"):
                    return node
    return best


def _objects(data: object) -> Iterator[dict[str, Any]]:
    waiting = [data]
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def _title(tree: HtmlElement, tags: dict[str, str], data: dict[str, Any]) -> str:
    said = [tags.get("articletitle"), data.get("headline"), *(tags.get(n) for n in _TITLES[1:])]
    headings = [line for h in tree.iter("h1", "h2") if 4 < len(line := _line(h)) <= _MAX_TITLE]
    main = [line for h in tree.iter("h1") if 4 < len(line := _line(h)) <= _MAX_TITLE]
    head = " ".join((tree.findtext(".//title") or "").split())
    # Many sites give every page the site's own title; a lone heading then names the page.
    if len(main) == 1 and not any(heading in head for heading in headings):
        head = main[0]
    for text in (*said, head, *main):
        if isinstance(text, str) and (title := " ".join(unescape(text).split())):
            # "Title_Section_Site": what the page also shows as a heading is the title in it.
            shown = [heading for heading in headings if heading in title]
            return max(shown, key=len, default=_SUFFIX.sub("", title) or title)[:_MAX_TITLE]
    return ""


def _author(tags: dict[str, str], data: dict[str, Any]) -> str | None:
    return _name(*(tags.get(n) for n in _AUTHORS), data.get("author"))


def _publisher(tags: dict[str, str], data: dict[str, Any], head: str) -> str | None:
    seen = _SOURCE.search(head)
    return _name(
        *(tags.get(n) for n in _PUBLISHERS[:2]),
        seen.group(1) if seen else _beside_date(head),
        data.get("publisher"),
        *(tags.get(n) for n in _PUBLISHERS[2:]),
    )


def _beside_date(head: str) -> str | None:
    lines = [line for line in head.split("\n") if len(line) > 1]
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if len(line) <= 25 and _DATE.search(line):
            return next((one for one in (after, before) if _MEDIUM.fullmatch(one)), None)
    return None


def _name(*said: object) -> str | None:
    """The first that is a name: not empty, not an address, not a paragraph."""
    for one in said:
        values = one if isinstance(one, list) else [one]
        names = [value.get("name") if isinstance(value, dict) else value for value in values[:5]]
        text = ", ".join(" ".join(n.split()) for n in names if isinstance(n, str) and n.strip())
        text = _SOURCE_LABEL.sub("", text).strip("　 :：-|")
        if text and len(text) <= _MAX_NAME and not re.search(r"https?:|^@|\.(?:com|cn)/", text):
            return text
    return None


def _line(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _visible_head(tree: HtmlElement) -> str:
    """The lines that say when and from whom: short texts with a label, in page order."""
    parts = []
    for text in tree.xpath("//body//text()[not(ancestor::script or ancestor::style)]"):
        line = " ".join(str(text).split())
        if 0 < len(line) <= 120:
            parts.append(line)
        if len(parts) >= 600:
            break
    return "\n".join(parts)


def _labelled_date(head: str, latest: date) -> date | None:
    found = _LABELLED.search(head)
    return _date(found.group(1), latest) if found else None


def _first_date(tags: dict[str, str], names: tuple[str, ...], latest: date) -> date | None:
    return next((d for name in names if (d := _date(tags.get(name), latest))), None)


def _date(text: object, latest: date) -> date | None:
    if not isinstance(text, str):
        return None
    found = _DATE.search(text[:60])
    compact = re.match(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T|\d{6}|$)", text.strip())
    match = found or compact
    if match is None:
        return None
    try:
        day = date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    except ValueError:
        return None
    return day if _EARLIEST <= day <= latest else None


def _date_in_address(url: str, latest: date) -> date | None:
    found = _IN_ADDRESS.search(urlsplit(url).path)
    return _date("-".join(found.groups()), latest) if found else None


def _guessed_date(tree: HtmlElement, url: str, latest: date) -> date | None:
    try:
        found = find_date(
            tree,
            url=url,
            extensive_search=True,
            original_date=True,
            max_date=latest.isoformat(),
            min_date=_EARLIEST.isoformat(),
        )
    except (ValueError, TypeError, RecursionError):  # its parsers meet pages nobody foresaw
        return None
    day = _date(found, latest)
    # It makes a New Year's Day of every lone year, and our pages are full of years.
    return None if day and (day.month, day.day) == (1, 1) and not _is_written(tree, day) else day


def _is_written(tree: HtmlElement, day: date) -> bool:
    """True when that New Year's Day itself stands on the page."""
    form = (
        rf"{day.year}\s?[-/.年]\s?0?1\s?[-/.月]\s?0?1(?!\d)"
        rf"|\b1(?:st)? jan\w{{0,5}} {day.year}|\bjan\w{{0,5}} 1(?:st)?, {day.year}"
    )
    return bool(re.search(form, "".join(tree.itertext())[:_MAX_JSON], re.I))

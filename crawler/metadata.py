"""Title, author, publisher and dates of a page, from what it says of itself.

The order is from the most deliberate statement to the least: the meta tags that Chinese government
systems must fill in, the tags for sharing, structured data, then what a reader sees.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.html import HtmlElement

from crawler.dates import date_in

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
# /20240501/ or /2024/05/01/ or t20240501_1.html: how site systems file their pages.
_IN_ADDRESS = re.compile(
    r"(?<!\d)(20[0-3]\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
# What stands before the date of publication, or of the last change, on a page's own line.
_LABELLED = re.compile(
    r"(?:发布时间|发布日期|发表时间|发表于|发布于|发文日期|成文日期|印发日期|公开日期|生成日期"
    r"|(?<!更新)(?<!截止)(?<!截稿)时间|(?<!更新)(?<!截止)日期)\s{0,3}[:：]?\s{0,3}(.{6,40})"
    r"|\b(?:published|posted|issued|released|first published|date published|publication date"
    r"|release date|date)(?: on| at)?\s{0,3}[:：|]?\s{0,3}(.{6,40})",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"(?:更新时间|更新日期|更新于|修改时间|最后更新)\s{0,3}[:：]?\s{0,3}(.{6,40})"
    r"|\b(?:last )?(?:updated|modified|reviewed|revised)(?: on| at)?\s{0,3}[:：|]?\s{0,3}(.{6,40})",
    re.IGNORECASE,
)
_MAX_DATE_LINE = 60  # characters of a line by which a page dates itself without a label
_NEAR_TITLE = 12  # lines below the title in which such a line stands
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
_LONGEST_TITLE = 2_000  # characters, with the names of the site behind it
_EARLIEST = date(1995, 1, 1)
_MAX_LINES = 1_500


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; "" or None where it says nothing."""

    title: str = ""
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    modified: date | None = None


def metadata(tree: HtmlElement, data: dict[str, Any], url: str, latest: date) -> Metadata:
    """The metadata of the page at ``url``, whose structured data is ``data``. No date lies after
    ``latest``. ``tree`` has no scripts any more.
    """
    tags = _tags(tree)
    lines = _visible_lines(tree)
    head = "\n".join(lines)
    title = _title(tree, tags, data)
    published = (
        _first_date(tags, _PUBLISHED[:2], latest)
        or _labelled_date(_LABELLED, lines, latest)
        or _first_date(tags, _PUBLISHED[2:], latest)
        or date_in(data.get("datePublished") or data.get("pubDate"), latest)
        or _marked_date(tree, "datePublished", latest)
        or _date_in_address(url, latest)
        or _date_below_title(lines, title, latest)
        or _guessed_date(tree, url, latest)
    )
    modified = (
        _first_date(tags, _MODIFIED, latest)
        or date_in(data.get("dateModified") or data.get("upDate"), latest)
        or _marked_date(tree, "dateModified", latest)
        or _labelled_date(_CHANGED, lines, latest)
    )
    return Metadata(
        title=title,
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


def structured(tree: HtmlElement) -> dict[str, Any]:
    """The JSON-LD object that describes an article, or {}; Baidu's form of it has no type."""
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
                best = best if best.get("@type") else node
                if node.get("datePublished"):
                    return node
            elif "pubDate" in node:
                best = best or node
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
        if isinstance(text, str) and (title := " ".join(unescape(text[:_LONGEST_TITLE]).split())):
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
        if len(line) <= 25 and date_in(line, date.max):
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


def _visible_lines(tree: HtmlElement) -> list[str]:
    """The short lines of the page in its order: those that say when and from whom."""
    lines = []
    body = tree.find("body")
    for text in (tree if body is None else body).itertext():
        line = " ".join(text.split())
        if 0 < len(line) <= 120:
            lines.append(line)
        if len(lines) >= _MAX_LINES:
            break
    return lines


def _labelled_date(label: re.Pattern[str], lines: list[str], latest: date) -> date | None:
    """The date on the first line with such a ``label``, or on the line below a bare label."""
    for line, below in zip(lines, [*lines[1:], ""], strict=False):
        found = label.search(f"{line} {below}" if len(line) <= 12 else line)
        if found and (day := date_in(found.group(1) or found.group(2), latest)):
            return day
    return None


def _date_below_title(lines: list[str], title: str, latest: date) -> date | None:
    """The date on a short line of its own right below the title."""
    plain = "".join(title.split())
    if not plain:
        return None
    at = next((n for n, line in enumerate(lines) if "".join(line.split()) == plain), None)
    if at is None:
        return None
    near = lines[at + 1 : at + 1 + _NEAR_TITLE]
    return next(
        (day for line in near if len(line) <= _MAX_DATE_LINE and (day := date_in(line, latest))),
        None,
    )


def _marked_date(tree: HtmlElement, name: str, latest: date) -> date | None:
    """The date of an element marked as microdata, or of a <time> said to be of publication."""
    for element in tree.iterfind(f".//*[@itemprop='{name}']"):
        said = element.get("datetime") or element.get("content") or _line(element)
        if day := date_in(said, latest):
            return day
    if name != "datePublished":
        return None
    times = [one for one in tree.iter("time") if one.get("pubdate") is not None or _dates(one)]
    return next((day for one in times if (day := date_in(one.get("datetime"), latest))), None)


def _dates(time: HtmlElement) -> bool:
    return bool(re.search(r"publi|posted|entry-date|date", (time.get("class") or "")[:200], re.I))


def _first_date(tags: dict[str, str], names: tuple[str, ...], latest: date) -> date | None:
    return next((d for name in names if (d := date_in(tags.get(name), latest))), None)


def _date_in_address(url: str, latest: date) -> date | None:
    found = _IN_ADDRESS.search(urlsplit(url).path)
    return date_in("-".join(found.groups()), latest) if found else None


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
    day = date_in(found, latest)
    # It makes a New Year's Day of every lone year, and our pages are full of years.
    return None if day and (day.month, day.day) == (1, 1) and not _is_written(tree, day) else day


def _is_written(tree: HtmlElement, day: date) -> bool:
    """True when that New Year's Day itself stands on the page."""
    form = (
        rf"{day.year}\s?[-/.年]\s?0?1\s?[-/.月]\s?0?1(?!\d)"
        rf"|\b1(?:st)? jan\w{{0,5}} {day.year}|\bjan\w{{0,5}} 1(?:st)?, {day.year}"
    )
    return bool(re.search(form, "".join(tree.itertext())[:_MAX_JSON], re.I))

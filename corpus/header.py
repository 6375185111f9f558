"""What a plain document says of itself: its title, dates, publisher and author.

Documents copied from the web carry such lines in many hands: "Date: 2026-01-21", "Source: SHINE",
" 23:20 UTC+8, 2023-08-17 ", 发布日期：2025-01-08 来源：…. A date inside a sentence of the body
is never taken: it is when something happened, not when it was written.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.byline import byline_date, only_says_when
from corpus.dates import find_dates

_TOP_LINES, _LAST_LINES = 16, 3  # where a document speaks of itself, blank lines not counted
_LONGEST = 160  # a longer line is prose

_LABELS = {
    "published": """first published|date published|date posted|date issued|publication date
        |publish date|published date|publishing date|release date|date|published|posted
        |released|issued
        |发布日期|发布时间|发表时间|发文日期|发稿时间|公布日期|公开日期|印发日期|成文日期
        |发布于|发表于|报道时间|上传时间|上线时间|录入时间|签发日期|颁布日期|日期|时间""",
    "modified": """last updated|last modified|last revised|updated|modified|revised|update time
        |更新日期|更新时间|修改时间""",
    "publisher": """source|publisher|published by|信息来源|稿件来源|文章来源|来源|发布单位
        |发布机构|发文机关""",
    "author": "author|written by|byline|by|reporter|作者|记者|撰稿|撰文",
}
_WORDS = {
    field: "".join(line.strip() for line in words.splitlines()) for field, words in _LABELS.items()
}
# Before a label: the line's start, or a gap. 截止时间 ends in 时间 and is another thing.
_LABEL = re.compile(
    r"(?P<gap>^[\s\W]*|\s{2,}|[|\t]\s*|(?<=[\s)\]】])|(?<=\d))"
    rf"(?:{'|'.join(f'(?P<{field}>{words})' for field, words in _WORDS.items())})(?: on)?\s*:",
    re.I,
)
# What ends a value: a gap, or the next label, known or not (Editor:, 浏览次数：).
_VALUE_END = re.compile(r"\s{2,}|[|\t]|\s+(?=[A-Z][A-Za-z]{1,14}:|[\u4e00-\u9fff]{2,6}:)")
_DATE_LABEL = re.compile(
    rf"^\W*(?:(?P<modified>{_WORDS['modified']})|{_WORDS['published']})(?: on)?\s+(?=\S)", re.I
)
# 发 布 日 期 : is how some pages spread a label.
_SPACED_LABEL = re.compile(r"^(?:[\u4e00-\u9fff] ){1,5}[\u4e00-\u9fff] ?(?=:)")
_HOST = re.compile(r"^\s*[\w-]+(?:\.[\w-]+)+\s*$")
_BYLINE = re.compile(r"^(?:By|BY|by)\s+(?P<name>[A-Z][\w.'’-]*(?:\s+(?:and|[A-Z][\w.'’-]*)){0,6})$")


@dataclass(frozen=True, slots=True)
class Header:
    """What was found; None where the document does not say. ``lines`` are the numbers of the
    lines that only describe the document: none of them is its title.
    """

    published: date | None = None
    modified: date | None = None
    publisher: str | None = None
    author: str | None = None
    lines: frozenset[int] = frozenset()


def read_header(text: str) -> Header:
    """What the document's first and last lines say of it: the first statement of each counts."""
    lines = [(n, _folded(line)) for n, line in enumerate(text.splitlines()) if line.strip()]
    top, last = lines[:_TOP_LINES], lines[_TOP_LINES:][-_LAST_LINES:]
    header = Header()
    for number, line in top:
        header = _add(header, number, line)
    for number, line in last:
        found = _add(Header(), number, line)
        header = replace(header, publisher=header.publisher or found.publisher)
    published = (
        header.published
        or header.modified
        or byline_date([line for _, line in top])
        or _signed(last)
    )
    return replace(header, published=published)


def _folded(line: str) -> str:
    # NFKC makes full-width colons and digits plain and no-break spaces spaces.
    line = unicodedata.normalize("NFKC", line[: _LONGEST * 2]).rstrip()
    return _SPACED_LABEL.sub(lambda label: label[0].replace(" ", ""), line, count=1)


def _add(header: Header, number: int, line: str) -> Header:
    """The header with what one line adds to it; earlier lines win."""
    if len(line) > _LONGEST:
        return header
    fields = dict(_fields(line))
    if not fields:
        return header
    return Header(
        header.published or _day(fields.get("published")),
        header.modified or _day(fields.get("modified")),
        header.publisher or fields.get("publisher") or None,
        header.author or fields.get("author") or None,
        header.lines | {number},
    )


def _day(value: str | None) -> date | None:
    return next((found.day for found in find_dates(value)), None) if value else None


def _fields(line: str) -> Iterator[tuple[str, str]]:
    """Yield (field, value) for each statement of a line that describes the document."""
    if byline := _BYLINE.match(line.strip()):
        yield "author", byline["name"]
    elif label := _DATE_LABEL.match(line):
        yield from _dated(line[label.end() :], "modified" if label["modified"] else "published")
    elif only_says_when(line):
        yield "published", line
    else:
        yield from _labelled(line)


def _dated(value: str, field: str) -> Iterator[tuple[str, str]]:
    """A label without a colon counts only when nothing but a date follows: "date 2023-08-17"."""
    if only_says_when(value):
        yield field, value


def _labelled(line: str) -> Iterator[tuple[str, str]]:
    at_home = False
    for label in _LABEL.finditer(line):
        field = next(field for field in _LABELS if label[field])
        at_home = at_home or _at_home(line[: label.start()], label["gap"])
        value = line[label.end() :].strip()
        if not at_home:
            continue
        if field in ("publisher", "author"):
            yield field, _until_next_label(value)
        elif (found := next(find_dates(value), None)) and found.start == 0:
            yield field, value[: found.end]


def _at_home(before: str, gap: str) -> bool:
    """Whether the label opens the line, or follows a gap, a time or a host's name."""
    gapped = gap.startswith("  ") or bool(gap.strip(" "))
    return gapped or not before.strip() or only_says_when(before) or bool(_HOST.match(before))


def _until_next_label(value: str) -> str:
    end = _VALUE_END.search(value)
    value = (value[: end.start()] if end else value).strip(" .,;。")
    # "(Source: Xinhua)": the closing bracket belongs to the line, not to the name.
    return value if "(" in value or "【" in value else value.rstrip(")】]").strip()


def _signed(last: list[tuple[int, str]]) -> date | None:
    """The date a document is signed with: alone on one of its last lines."""
    days = (next(find_dates(line)).day for _, line in last if only_says_when(line))
    return next(days, None)

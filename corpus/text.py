"""A plain text or Markdown document as an article: its text untouched, its header read."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import PurePath
from typing import Any

from corpus.header import read_header
from model import Article, DocumentError

_FENCE = "+++"
_KEYS = ("title", "publisher", "author", "published", "modified", "url", "language")
_LONGEST_TITLE = 200
_CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


def article_from_text(text: str, name: str) -> Article:
    """The document as an article whose ``text`` is ``text``, character for character.

    What a front-matter block (TOML between two ``+++`` lines) states wins over what header
    lines say. ``name`` is the file's: it goes into errors, and is the title of last resort.
    A document that only says when it was updated counts as published then.

    Raises: DocumentError when the front matter is broken.
    """
    front, body = _front_matter(text, name)
    header = read_header(body)
    return Article(
        text=text,
        title=front.get("title") or _title(body, header.lines) or PurePath(name).stem,
        language=front.get("language") or language_of(body),
        author=front.get("author") or header.author,
        publisher=front.get("publisher") or header.publisher,
        published=_stated_date(front, "published", name) or header.published,
        modified=_stated_date(front, "modified", name) or header.modified,
        url=front.get("url"),
    )


def dated(article: Article, latest: date) -> Article:
    """A document with pages or cells, with the dates and publisher that its own lines state; none
    of its dates lies more than a day, for time zones, after ``latest``. What the file's properties
    say is not asked: they change whenever it is saved. A page of the web is left as it is.
    """
    if not article.anchors:
        return article
    # The rows of a table state the dates of other things.
    lines = ("" if " | " in line else line for line in article.text.split("\n"))
    header = read_header("\n".join(lines))
    last = latest + timedelta(days=1)
    published, modified = (
        day if day and day <= last else None for day in (header.published, header.modified)
    )
    return replace(
        article,
        published=published or article.published,
        modified=modified or article.modified,
        publisher=article.publisher or header.publisher,
    )


def language_of(text: str) -> str:
    """Chinese or English ("zh", "en"), by the share of Chinese characters.

    One is worth about two letters: a Chinese text may be full of English names.
    """
    return "zh" if 2 * len(_CJK.findall(text)) > len(_LATIN.findall(text)) else "en"


def _front_matter(text: str, name: str) -> tuple[Mapping[str, Any], str]:
    """The front matter's values and the text after it; no values when there is no block."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != _FENCE:
        return {}, text
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == _FENCE), None)
    if end is None:
        raise DocumentError(name, f"the front matter opened by {_FENCE} is never closed")
    try:
        front = tomllib.loads("".join(lines[1:end]).replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise DocumentError(name, f"the front matter is not TOML: {error}") from error
    _check_keys(front, name)
    return front, "".join(lines[end + 1 :])


def _check_keys(front: Mapping[str, Any], name: str) -> None:
    for key, value in front.items():
        if key not in _KEYS:
            allowed = ", ".join(_KEYS)
            raise DocumentError(name, f"front matter: unknown key {key!r}; known are {allowed}")
        if not isinstance(value, str) and not (_is_date_key(key) and isinstance(value, date)):
            raise DocumentError(name, f"front matter: {key} must be text, not {value!r}")


def _is_date_key(key: str) -> bool:
    return key in ("published", "modified")


def _stated_date(front: Mapping[str, Any], key: str, name: str) -> date | None:
    value = front.get(key)
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        problem = f"front matter: {key} must be a date like 2025-01-08, not {value!r}"
        raise DocumentError(name, problem) from error


def _title(body: str, header_lines: frozenset[int]) -> str:
    """The first line that is not a header line, without Markdown's signs; "" if it is prose."""
    for number, line in enumerate(body.splitlines()):
        title = line.strip().lstrip("#").strip().strip("*").strip()
        if title and number not in header_lines:
            return title if len(title) <= _LONGEST_TITLE else ""
    return ""

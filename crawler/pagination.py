"""Where an index page goes on: by its own word, its numbers, or the script that writes them."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from crawler.addresses import joined

# What links to the next page say, whole. Lower case, without blanks.
_NEXT_WORDS = frozenset(
    "next nextpage nextpage» next» next> next>> next→ older olderposts olderentries morenews "
    "下一页 下一頁 下页 下頁 后一页 後一頁 后页 下一页> 下一页» 下一页>> › » > >> → 〉 》".split()
)
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-]|page)", re.I)
_MAX_ANCHORS = 5_000
_DIGITS = re.compile(r"\d+")
# TRS and its kin: createPageHTML(12, 0, "index", "html") writes the links to index_1.html …; some
# name the box before, some the number of entries after. Pages count from the second number on.
_CREATE = re.compile(r"\bcreatePage(?:HTML|Html)?\s*\(([^()<>]{1,300})\)")
_NAMED = re.compile(r"""["']([\w-]{1,60})["']\s*,\s*["']\.?(s?html?|jsp|aspx?|php)["']""", re.I)
_NUMBER = re.compile(r"""(?<![\w"'])\d{1,6}(?![\w"'])""")
_CURRENT = re.compile(r"\bcurrentPage\s*=\s*(\d{1,6})\b")
_COUNT = re.compile(r"\b(?:countPage|totalPages?|pageCount)\s*=\s*(\d{1,6})\b")
_WRITTEN = re.compile(
    r"""["'][^"'<>]{0,80}?([\w-]{0,60}_)["']?\s*\+\s*nextPage\s*\+\s*["']\.?(s?html?|jsp|aspx?|php)\b"""
)


def next_of(tree: Any, html: str, base: str, here: str, part: int) -> str:  # noqa: ANN401 - lxml
    """The address of the page after page ``part`` of the list at ``here``; "" for none."""
    for url in _candidates(tree, html, base, here, part):
        if url and url != here and urlsplit(url).netloc == urlsplit(here).netloc:
            return url
    return ""


def _candidates(tree: Any, html: str, base: str, here: str, part: int) -> Iterator[str]:  # noqa: ANN401
    for element in tree.xpath("//link[@rel][@href] | //a[@rel][@href]"):
        if "next" in element.get("rel").lower().split():
            yield _address(base, element)
    anchors = [
        a for _, a in zip(range(_MAX_ANCHORS), tree.iter("a"), strict=False) if a.get("href")
    ]
    for anchor in anchors:
        if _says_next(anchor):
            url = _address(base, anchor)
            # "Next" beside an article leads to the next article: only a number may differ.
            if _is_alike(url, here):
                yield url
    for anchor in anchors:
        if _text(anchor) == str(part + 1):
            url = _address(base, anchor)
            if _is_alike(url, here):
                yield url
    yield _scripted(html, base, here)


def is_numbered(anchor: Any, url: str, here: str) -> bool:  # noqa: ANN401 - lxml
    """Whether the link is a number that leads to another page of the list at ``here``."""
    text = _text(anchor)
    return text.isdigit() and len(text) <= 4 and _is_alike(url, here)


def _address(base: str, element: Any) -> str:  # noqa: ANN401 - lxml
    url = joined(base, element.get("href"))
    return url if url.startswith(("http://", "https://")) else ""


def _text(element: Any) -> str:  # noqa: ANN401 - lxml
    text = "".join(piece for _, piece in zip(range(20), element.itertext(), strict=False))
    return "".join(text.split())[:20].lower()


def _says_next(anchor: Any) -> bool:  # noqa: ANN401 - lxml
    said = (
        _text(anchor),
        *("".join((anchor.get(n) or "").lower().split()) for n in ("title", "aria-label")),
    )
    named = f"{anchor.get('class') or ''} {anchor.get('id') or ''}"
    return any(one in _NEXT_WORDS for one in said) or bool(_NEXT_CLASS.search(named[:200]))


def _is_alike(url: str, here: str) -> bool:
    """Whether two addresses are pages of one list: the same place, but for a number at the end or
    in a parameter.
    """
    one, other = urlsplit(url), urlsplit(here)
    if one.netloc != other.netloc or url == here:
        return False
    return _place(one.path) == _place(other.path)


def _place(path: str) -> str:
    """What the pages of one list share: of "/news/", "/news/index.html", "/news/index_2.html",
    "/news/page/2/" and "/news/2.html" it is "/news/".
    """
    folder, _, name = path.rpartition("/")
    folder = re.sub(r"/(?:page|p|list)?[_-]?/?\d{1,4}$|/page$", "", folder)
    stem = re.sub(r"\.\w{2,5}$", "", name)
    stem = re.sub(r"[_-]?(?:page|p)?[_-]?\d{1,4}$", "", stem, flags=re.I)
    return f"{folder}/{'' if stem.lower() in ('index', 'default', 'list', 'page') else stem}"


def _scripted(html: str, base: str, here: str) -> str:
    """The next page as a script would write it."""
    for call in _CREATE.finditer(html):
        named = _NAMED.search(call.group(1))
        numbers = [int(each) for each in _NUMBER.findall(call.group(1))]
        if named and len(numbers) >= 2 and numbers[1] + 1 < numbers[0] + (numbers[1] > 0):
            return joined(base, f"{named.group(1)}_{numbers[1] + 1}.{named.group(2)}")
    current, count, written = (each.search(html) for each in (_CURRENT, _COUNT, _WRITTEN))
    if current and count and written and int(current.group(1)) + 1 < int(count.group(1)):
        number = int(current.group(1)) + 1
        return joined(here, f"{written.group(1)}{number}.{written.group(2)}")
    return ""

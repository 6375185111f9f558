"""Running heads, feet and page numbers: what a page says of the document, over and over.

They are no text: with another page break they would stand in the middle of another sentence.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.files.glyphs import Printed, Run
from crawler.files.grid import lines_of, spoken

_ZONE = 0.095  # of the page's height, above and below
_FOOT = 0.14  # a page number may stand further in
_YEARS = 1500  # from which on a number may be a year, and is none of a page
_OUTER = 3  # lines at either end that are looked at
_NUMBER = re.compile(r"\d{1,4}")
_FORM = re.compile(
    r"[-—–―•·\s]*(?:第\s*)?(?:page\s*)?\d{1,4}(?:\s*页)?(?:\s*(?:/|of|,|，|共)\s*(?:共\s*)?\d{1,4}\s*页?)?"
    r"[-—–―•·\s]*|[ivxlc]{1,6}",
    re.I,
)
_SURE = re.compile(
    r"\s*[-—–―]+\s*\d{1,4}\s*[-—–―]+\s*|第\s*\d{1,4}\s*页.*|page\s+\d{1,4}\b.*", re.I
)


@dataclass(frozen=True, slots=True)
class _Outer:
    """A line near the upper or lower end of a page."""

    page: int
    text: str
    runs: tuple[Run, ...]
    top: bool
    inner: bool  # too far in for anything but a page number
    last: bool  # nothing stands further out

    @property
    def form(self) -> tuple[str, bool]:
        """What is the same on every page."""
        return _NUMBER.sub("#", "".join(self.text.split())).lower(), self.top


def without_margins(pages: Sequence[Printed]) -> None:
    """Take running heads, feet and page numbers from the pages, in place."""
    outer = [line for number, page in enumerate(pages) for line in _outer(number, page)]
    forms = Counter(
        form for form, _ in {(line.form, line.page) for line in outer if not line.inner}
    )
    counted = _counted(outer)
    gone: dict[int, set[int]] = {}
    for line in outer:
        repeats = not line.inner and forms[line.form] > 1
        number = _FORM.fullmatch(line.text) and (
            _SURE.fullmatch(line.text) or (line.last and line.page in counted)
        )
        if repeats or number:
            gone.setdefault(line.page, set()).update(map(id, line.runs))
    for at, runs in gone.items():
        page = pages[at]
        page.runs[:] = [run for run in page.runs if id(run) not in runs]


def _outer(number: int, page: Printed) -> Iterator[_Outer]:
    lines = lines_of(page.runs)
    height = page.height
    for top, some in ((True, lines[:_OUTER]), (False, lines[-_OUTER:])):
        for line in some:
            middle = line[0].base - 0.3 * line[0].size
            far = middle if top else height - middle
            if far > _FOOT * height:
                continue
            text = spoken(line)
            last = line is (lines[0] if top else lines[-1])
            yield _Outer(number, text, tuple(line), top, far > _ZONE * height, last)


def _counted(outer: Sequence[_Outer]) -> set[int]:
    """The pages whose bare numbers count on from page to page."""
    steps: dict[tuple[int, bool], set[int]] = {}
    for line in outer:
        number = _NUMBER.search(line.text)
        if line.last and number and int(number[0]) < _YEARS and _FORM.fullmatch(line.text):
            steps.setdefault((int(number[0]) - line.page, line.top), set()).add(line.page)
    counting = [pages for pages in steps.values() if len(pages) > 1]
    return set().union(*counting)

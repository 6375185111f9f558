"""A page of a PDF as what is printed on it: runs of characters and ruled lines, with their places.

Places are in points from the upper left corner of the page as it is read, turned pages included.
"""

import ctypes
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

MAX_CHARACTERS = 50_000  # of a page; a newspaper page has about 15,000
_MAX_SEGMENTS = 20_000  # of the drawings of a page
_MAX_PARTING = 3_000  # upright lines of a page, from which on they are no columns
_THIN = 3.0  # points: a rectangle so thin is drawn for a line
_STRAIGHT = 1.0  # points that a straight line may lean
_GAP = 0.55  # of the size of the letters: a wider gap may part two cells
_SPACE = 0.15  # of the size: a gap that stands for a space
_BETWEEN_DIGITS = 0.2  # of the size: a space that is drawn is wider
_LINE = 0.45  # of the size: how far a raised or lowered letter stands from its line
_UPRIGHT = 0.1  # radians a line of text may lean; more is a stamp across the page
_HYPHENS = "\x02\ufffe\xad"  # what PDFium gives for a hyphen at the end of a line
_LAST_LETTER = 0x10FFFF  # of Unicode
_SAMPLED = 4  # every so many letters are asked whether their font says what they mean
_NO_MAP = 0.3  # share of letters without a meaning that makes a page unreadable


@dataclass(slots=True)
class Run:
    """Characters that stand together on one line; ``base`` is the line they stand on, ``space``
    the widest gap between its words.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    space: float = 0.0

    @property
    def middle(self) -> float:
        """Half way between left and right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line at ``at`` that reaches from ``first`` to ``last``."""

    at: float
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Printed:
    """What a page shows. ``across`` and ``down`` are its ruled lines; ``images`` how many pictures
    it has; ``garbled`` whether its fonts do not say what letters they draw.
    """

    width: float
    height: float
    runs: list[Run]
    across: list[Rule]
    down: list[Rule]
    images: int
    garbled: bool
    cut: bool


def printed(page: Any) -> Printed:  # noqa: ANN401 - PDFium's page comes without types
    """What the page shows."""
    turn = _Turn(page)
    across, down, images = _drawn(page, turn)
    text = page.get_textpage()
    try:
        letters = _Letters(text.raw, turn, down if len(down) <= _MAX_PARTING else [])
        runs = list(letters.runs())
    finally:
        text.close()
    garbled = letters.unknown > _NO_MAP * max(1, letters.seen) and letters.seen > 5
    return Printed(
        turn.width, turn.height, runs, across, down, images, garbled, letters.count > MAX_CHARACTERS
    )


class _Turn:
    """From the page's own coordinates to those it is read in."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401
        left, bottom, right, top = page.get_cropbox()
        self._left, self._bottom = min(left, right), min(bottom, top)
        self._wide, self._high = abs(right - left), abs(top - bottom)
        self._by = page.get_rotation() % 360
        self.width, self.height = (
            (self._high, self._wide) if self._by in (90, 270) else (self._wide, self._high)
        )
        self.upright = math.radians(-self._by % 360)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where the point is seen: from the left, from above."""
        x, y = x - self._left, y - self._bottom
        if self._by == 90:
            return y, x
        if self._by == 180:
            return self._wide - x, y
        if self._by == 270:
            return self._high - y, self._wide - x
        return x, self._high - y


class _Letters:
    """The characters of a page, put together to runs in the order in which they were printed."""

    def __init__(self, text: Any, turn: _Turn, down: list[Rule]) -> None:  # noqa: ANN401
        self._text, self._turn = text, turn
        self._down = sorted(down, key=lambda rule: rule.at)
        self._at = [rule.at for rule in self._down]
        self.count = max(0, pdfium.FPDFText_CountChars(text))
        self.seen = self.unknown = 0

    def runs(self) -> Iterator[Run]:
        """Every run of the page; what stands across it is left out."""
        run: Run | None = None
        spaced = False
        for index in range(min(self.count, MAX_CHARACTERS)):
            letter = chr(min(pdfium.FPDFText_GetUnicode(self._text, index), _LAST_LETTER))
            if letter.isspace() or letter == "\0":
                spaced = True
                continue
            found = self._placed(index, "-" if letter in _HYPHENS else letter)
            if found is None:
                continue
            if run is not None and self._follows(run, found):
                _append(run, found, spaced=spaced)
            elif self._is_upright(index):
                if run is not None:
                    yield run
                run = found
            spaced = False
        if run is not None:
            yield run

    def _is_upright(self, index: int) -> bool:
        lean = abs(pdfium.FPDFText_GetCharAngle(self._text, index) - self._turn.upright)
        return bool(min(lean, math.tau - lean) <= _UPRIGHT)

    def _placed(self, index: int, letter: str) -> Run | None:
        """The letter with its place; None for one without any."""
        if index % _SAMPLED == 0:
            self.seen += 1
            self.unknown += pdfium.FPDFText_HasUnicodeMapError(self._text, index) == 1
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        if not pdfium.FPDFText_GetLooseCharBox(self._text, index, box):
            return None
        pdfium.FPDFText_GetCharOrigin(self._text, index, x, y)
        left, top = self._turn.point(box.left, box.top)
        right, bottom = self._turn.point(box.right, box.bottom)
        _, base = self._turn.point(x.value, y.value)
        size = abs(bottom - top)
        return Run(letter, min(left, right), max(left, right), base, size) if size > 0.5 else None

    def _follows(self, run: Run, found: Run) -> bool:
        size = max(run.size, found.size)
        gap = found.left - run.right
        if abs(found.base - run.base) > _LINE * size or not -0.5 * size < gap <= _GAP * size:
            return False
        # A ruled line between two letters parts them, however near they stand.
        near = bisect_left(self._at, run.right - 0.2 * size)
        beyond = bisect_right(self._at, found.left + 0.2 * size)
        middle = found.base - 0.3 * size
        return not any(rule.first <= middle <= rule.last for rule in self._down[near:beyond])


def _append(run: Run, found: Run, *, spaced: bool) -> None:
    """Put the letter to the run. Chinese knows no spaces, and lines that are set to a width have
    gaps anywhere: there, and between the digits of a number, only a wide gap is a space.
    """
    gap = (found.left - run.right) / max(run.size, found.size)
    ends = run.text[-1] + found.text
    if is_wide(ends[0]) or is_wide(ends[1]):
        spaced = False
    elif ends[1].isdigit() and (ends[0].isdigit() or ends[0] in ".,"):
        spaced = gap > _BETWEEN_DIGITS
    else:
        spaced = spaced or gap > _SPACE
    # Signs of another font may be a little higher; what is much higher is what the line is set in.
    if found.size > 1.25 * run.size:
        run.base, run.size = found.base, found.size
    if spaced:
        run.space = max(run.space, found.left - run.right)
    run.text += f" {found.text}" if spaced else found.text
    run.right = max(run.right, found.right)


def is_wide(letter: str) -> bool:
    """Whether a letter is of a writing that puts no spaces between words."""
    return "\u2e80" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or letter >= "\ufe30"


def _drawn(page: Any, turn: _Turn) -> tuple[list[Rule], list[Rule], int]:  # noqa: ANN401
    """The ruled lines across and down, and how many pictures there are."""
    across: list[Rule] = []
    down: list[Rule] = []
    images, left = 0, _MAX_SEGMENTS
    for item in page.get_objects(
        filter=[pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4
    ):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            images += 1
            continue
        for (x0, y0), (x1, y1) in _strokes(item, turn):
            left -= 1
            if abs(y1 - y0) <= _STRAIGHT < abs(x1 - x0):
                across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) <= _STRAIGHT < abs(y1 - y0):
                down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        if left <= 0:
            break
    return across, down, images


Point = tuple[float, float]


def _strokes(item: Any, turn: _Turn) -> Iterator[tuple[Point, Point]]:  # noqa: ANN401
    """The straight lines of a drawing; of a thin filled shape, the line it is drawn for."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item.raw, fill, stroke)
    for points in _outlines(item, turn):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        if high <= _THIN < wide:
            yield (min(xs), middle[1]), (max(xs), middle[1])
        elif wide <= _THIN < high:
            yield (middle[0], min(ys)), (middle[0], max(ys))
        elif stroke.value:
            yield from pairwise(points)


def _outlines(item: Any, turn: _Turn) -> Iterator[list[Point]]:  # noqa: ANN401
    """The points of each connected part of a drawing; curves count as their ends."""
    matrices = []
    holder = item
    while holder is not None:
        matrices.append(holder.get_matrix())
        holder = holder.container
    points: list[Point] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(item.raw), _MAX_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item.raw, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        place = x.value, y.value
        for matrix in matrices:
            place = matrix.on_point(*place)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(turn.point(*place))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            yield [*points, points[0]]
            points = []
    if len(points) > 1:
        yield points

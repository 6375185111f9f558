"""A Word document (.docx) as lines of text: paragraphs, tables and notes in their order.

python-docx opens the file; its own text leaves out what was inserted with changes tracked, so the
words are gathered here, as the document reads when every change is accepted.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from crawler.files.archive import checked
from crawler.files.text import Found, Line, Piece, plain, row, titled_part

_MAX_DEPTH = 8  # of tables within tables
_MAX_COLUMNS = 60
_MAX_CELLS = 50_000  # of the document, spread out
_MAX_HEADING = 60  # characters of a heading in an anchor
_GONE = frozenset(map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:rPr", "w:pPr")))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
_P, _TBL, _TR, _TC, _T = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t"))
_BOX = qn("w:txbxContent")
_NOTE_MARKS = (qn("w:footnoteReference"), qn("w:endnoteReference"))
_VAL = qn("w:val")


def read_word(body: bytes) -> Found:
    """The text of the document, as it reads with all changes accepted.

    Raises: FileError when it is locked, or would unpack to more than we take.
    """
    checked(body).close()
    document = docx.Document(io.BytesIO(body))
    reading = _Reading(_notes(document), _headings(document))
    lines = tuple(reading.lines(document.element.body))
    about = document.core_properties
    return Found(lines, about.title or "", tuple(reading.said))


@dataclass(slots=True)
class _Reading:
    """The way through a document: where it is, for the anchors."""

    notes: dict[tuple[str, str], str]
    headings: frozenset[str]
    heading: str = ""
    paragraphs: int = 0
    tables: int = 0
    cells: int = 0
    said: list[str] = field(default_factory=list)

    def lines(self, holder: Any, depth: int = 0) -> Iterator[Line]:  # noqa: ANN401
        """The lines of what holds paragraphs and tables, in order."""
        for part in _blocks(holder):
            if part.tag == _TBL:
                yield from self._table(part, depth)
            else:
                yield from self._paragraph(part, depth)

    def _paragraph(self, element: Any, depth: int) -> Iterator[Line]:  # noqa: ANN401
        text = plain(_text(element))
        if text:
            self.paragraphs += 1
            if _style(element) in self.headings:
                self.heading, self.paragraphs = text[:_MAX_HEADING], 0
            yield (Piece(text, self._anchor()),)
        for mark in element.iter(*_NOTE_MARKS):
            name = mark.tag.rpartition("}")[2].removesuffix("Reference")
            number = mark.get(qn("w:id"))
            note = self.notes.get((name, number or ""))
            if note:
                yield (Piece(note, f"{name} {number}"),)
        for box in _boxes(element):
            if depth < _MAX_DEPTH:
                yield from self.lines(box, depth + 1)

    def _anchor(self) -> str:
        if not self.heading:
            return f"paragraph {self.paragraphs}"
        place = f"under “{self.heading}”"
        return f"{place}, paragraph {self.paragraphs}" if self.paragraphs else place

    def _table(self, table: Any, depth: int) -> Iterator[Line]:  # noqa: ANN401
        """The rows of a table; a table that only lays out the page gives its paragraphs."""
        if depth >= _MAX_DEPTH:
            self.said.append("tables within tables were read only to the eighth")
            return
        if _lays_out(table):
            for cell in table.iterfind(f"./{_TR}/{_TC}"):
                yield from self.lines(cell, depth + 1)
            return
        self.tables += 1
        for number, cells in enumerate(self._grid(table), 1):
            name = f"table {self.tables}, row {number}"
            pieces = [Piece(text, name) for text in cells]
            filled = sum(map(bool, cells))
            if filled:
                lone = filled == 1 and number > 1 and len(cells) > 1
                yield titled_part(pieces) if lone else row(pieces)

    def _grid(self, table: Any) -> Iterator[list[str]]:  # noqa: ANN401
        """The cells row by row, merged ones repeated wherever they reach."""
        above: list[str] = []
        for tr in table.iter(_TR):
            if next(tr.iterancestors(_TBL)) is not table or _is_deleted(tr):
                continue
            cells: list[str] = [""] * _number(tr, "w:gridBefore", 0)
            for tc in tr.iter(_TC):
                if next(tc.iterancestors(_TR)) is not tr:
                    continue
                text = self._cell(tc)
                merge = tc.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                if merge is not None and merge.get(_VAL) != "restart" and len(cells) < len(above):
                    text = above[len(cells)]
                cells += [text] * _number(tc, "w:gridSpan", 1)
            above = cells[:_MAX_COLUMNS]
            self.cells += len(above)
            if self.cells > _MAX_CELLS:
                self.said.append(f"only the first {_MAX_CELLS} cells of its tables were read")
                return
            yield above

    def _cell(self, tc: Any) -> str:  # noqa: ANN401
        return plain(" ".join(_text(paragraph) for paragraph in tc.iter(_P)))


def _blocks(holder: Any) -> Iterator[Any]:  # noqa: ANN401
    """The paragraphs and tables of a holder, also those inside content controls."""
    for child in holder.iterchildren():
        if child.tag in (_P, _TBL):
            yield child
        elif child.tag not in _GONE and isinstance(child.tag, str):
            yield from _blocks(child)


def _text(element: Any) -> str:  # noqa: ANN401
    """The words of a paragraph, without those deleted and those of boxes that float beside it."""
    parts: list[str] = []
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == _T:
            parts.append(child.text or "")
        elif child.tag in _SIGNS:
            parts.append(_SIGNS[child.tag])
        elif child.tag not in _GONE and child.tag not in (_FALLBACK, _BOX, _TBL):
            waiting.append(iter(child))
    return "".join(parts)


def _boxes(element: Any) -> Iterator[Any]:  # noqa: ANN401
    for box in element.iter(_BOX):
        if not any(True for _ in box.iterancestors(_FALLBACK)):
            holder = next(box.iterancestors(_P))
            if holder is element:
                yield box


def _is_deleted(tr: Any) -> bool:  # noqa: ANN401
    return tr.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _lays_out(table: Any) -> bool:  # noqa: ANN401
    """Whether a table holds other tables or prose: it then only lays out the page."""
    rows = table.findall(f"./{_TR}")
    nested = table.find(f".//{_TC}//{_TBL}") is not None
    return nested or all(len(tr.findall(f"./{_TC}")) < 2 for tr in rows)


def _number(element: Any, name: str, least: int) -> int:  # noqa: ANN401
    for holder in ("w:tcPr", "w:trPr"):
        found = element.find(f"{qn(holder)}/{qn(name)}")
        if found is not None:
            value = (found.get(_VAL) or "").strip()[:4]
            return min(max(least, int(value)), _MAX_COLUMNS) if value.isdecimal() else least
    return least


def _style(element: Any) -> str:  # noqa: ANN401
    found = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return found.get(_VAL, "") if found is not None else ""


def _headings(document: Any) -> frozenset[str]:  # noqa: ANN401
    """The styles that are headings, by whatever name: those with a level of the outline."""
    found = set()
    for style in document.styles.element.iterfind(qn("w:style")):
        name = style.find(qn("w:name"))
        level = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        named = name is not None and name.get(_VAL, "").lower().startswith("heading ")
        if named or (level is not None and level.get(_VAL, "9") != "9"):
            found.add(style.get(qn("w:styleId"), ""))
    return frozenset(found - {""})


def _notes(document: Any) -> dict[tuple[str, str], str]:  # noqa: ANN401
    """The footnotes and endnotes by kind and number."""
    found: dict[tuple[str, str], str] = {}
    parse: Callable[[bytes], Any] = docx.oxml.parser.parse_xml
    for related in document.part.rels.values():
        kind = related.reltype.rpartition("/")[2]
        if related.is_external or kind not in ("footnotes", "endnotes"):
            continue
        name = kind.removesuffix("s")
        try:
            root = parse(related.target_part.blob)
        except etree.XMLSyntaxError:
            continue
        for note in root.iterfind(qn(f"w:{name}")):
            if note.get(qn("w:type")) in (None, "normal"):
                text = plain(" ".join(_text(each) for each in note.iter(_P)))
                found[name, note.get(qn("w:id"), "")] = text
    return found

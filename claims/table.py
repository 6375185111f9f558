"""Tables: rows whose cells are joined by " | ", with units and periods in heads and captions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from claims.lexicon import Lexicon
from claims.mask import Mask
from claims.period import Period, periods
from claims.quantity import Amount, amounts
from claims.sentences import Sentence
from model.words import Language

SEPARATOR = " | "
_NUMBER = re.compile(r"[+-]?\s?[$£€¥]?\d[\d,]*(?:\.\d+)?\s?(?:%|[^\d\s|][^\d|]{0,20})?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年.*|[ -].*|[qh]\d)?", re.I)
_IN_BRACKETS = re.compile(r"[(（]([^()（）]{1,30})[)）]")
_COUNTED_BY = re.compile(r"([1-9][\d,]{0,12})\s*(\D{1,30})")
_COLUMNS = 100  # of a table; more is none that a person reads
_UNIT_LABEL = re.compile(r"(?:单位|计量单位|unit|units)\s*[:：]?\s*(.*)", re.I)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at ``[start, end)`` of its row."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A number in a table: its amount, in places of the row; the label of its row, the head of its
    column, and the periods these name.
    """

    amount: Amount
    label: str
    head: str
    periods: tuple[Period, ...]


@dataclass(slots=True)
class Table:
    """The table being read: what its rows so far say of those below."""

    heads: list[str] = field(default_factory=list)
    caption: str = ""
    line: int = -2

    def row(self, sentence: Sentence) -> Iterator[Entry]:
        """The entries of the row, left to right; none for a head."""
        if sentence.line > self.line + 1:
            self.heads = []
        self.line = sentence.line
        cells = _cells(sentence.text)
        if not self.heads or not any(_is_number(cell.text) for cell in cells[1:]):
            self.heads = [cell.text for cell in cells]
            if any(_is_number(cell.text) for cell in cells[1:]):
                self.heads = [""] * len(cells)  # a table without a head
            else:
                return
        yield from self._entries(cells, sentence)

    def _entries(self, cells: list[Cell], sentence: Sentence) -> Iterator[Entry]:
        label = cells[0].text
        row_unit = next((c.text for c, h in self._headed(cells) if _UNIT_LABEL.fullmatch(h)), "")
        for cell, head in self._headed(cells[1:], 1):
            if not _is_number(cell.text):
                continue
            amount = self._amount(cell, (row_unit, _unit_of(head), _unit_of(label)), sentence)
            amount = amount or self._counted(cell, label, head, sentence)
            if amount is None:
                continue
            named = [p for t in (head, label) for p in periods(t, t.lower(), sentence.language)]
            stated = tuple(p for p in named if not p.baseline)
            yield Entry(amount, without_brackets(label), head, stated)

    def _counted(self, cell: Cell, label: str, head: str, sentence: Sentence) -> Amount | None:
        """The amount of a bare number whose label or head names what can be counted."""
        unit = counted_in(label, sentence.language) or counted_in(head, sentence.language)
        if unit is None:
            return None
        found = amounts(_spoken(cell.text, sentence), Mask([]))
        if len(found) != 1 or found[0].unit is not None:
            return None
        return _placed(replace(found[0], unit=unit), cell)

    def _headed(self, cells: list[Cell], first: int = 0) -> Iterator[tuple[Cell, str]]:
        for index, cell in enumerate(cells, first):
            yield cell, self.heads[index] if index < len(self.heads) else ""

    def _amount(self, cell: Cell, units: tuple[str, ...], sentence: Sentence) -> Amount | None:
        """The cell's amount, with the first unit stated: in it, its row, column or caption."""
        space = " " if sentence.language.spaced else ""
        for stated in dict.fromkeys(("", *units, self.caption)):
            factor, unit = _times(stated)
            text = cell.text + (space + unit if unit else "")
            found = amounts(_spoken(text, sentence), Mask([]))
            if len(found) == 1 and found[0].unit is not None:
                high = None if found[0].high is None else found[0].high * factor
                amount = replace(found[0], value=found[0].value * factor, high=high)
                return _placed(amount, cell)
        return None


def _spoken(text: str, sentence: Sentence) -> Sentence:
    return Sentence(0, text, text.lower(), sentence.language, sentence.words)


def without_brackets(text: str) -> str:
    """A label without its unit: "GDP (billion yuan)" → "GDP"."""
    return _IN_BRACKETS.sub("", text).strip()


def caption_unit(low: str) -> str | None:
    """The unit a caption states for the table below it: 单位：亿元; None when it states none."""
    match = re.search(r"(?:单位|unit)s?\s*[:：]\s*([^\s,，。;；)）]{1,20}(?: [a-z]+)?)", low)
    return match[1] if match else None


def _cells(text: str) -> list[Cell]:
    cells, at = [], 0
    for part in text.split("|", _COLUMNS)[:_COLUMNS]:
        lead = len(part) - len(part.lstrip())
        cells.append(Cell(at + lead, at + len(part.rstrip()), part.strip()))
        at += len(part) + 1
    return cells


def _times(unit: str) -> tuple[Decimal, str]:
    """A unit that counts by the ten thousand: "10,000 persons" is (10000, "persons")."""
    match = _COUNTED_BY.fullmatch(unit)
    return (Decimal(match[1].replace(",", "")), match[2]) if match else (Decimal(1), unit)


@lru_cache(maxsize=256)
def counted_in(label: str, language: Language) -> str | None:
    """What a label without a unit counts: "Newly registered enterprises"; None if it may not."""
    low = without_brackets(label).lower()
    for hit in reversed(list(_nouns(language).find(low))):
        return hit.meaning
    return None


@lru_cache(maxsize=16)
def _nouns(language: Language) -> Lexicon[str]:
    return Lexicon(language.nouns)


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def _unit_of(text: str) -> str:
    """The unit a head or label gives in brackets: "GDP (billion yuan)"."""
    match = _IN_BRACKETS.search(text)
    if match:
        return _UNIT_LABEL.sub(r"\1", match[1])
    return "%" if text.endswith("%") else ""


def _placed(amount: Amount, cell: Cell) -> Amount:
    end = min(cell.end, cell.start + amount.end)
    return replace(
        amount, start=cell.start + amount.start, at=cell.start + amount.at, end=end,
        stop=min(end, cell.start + amount.stop), noun="", inherits=False,
    )  # fmt: skip

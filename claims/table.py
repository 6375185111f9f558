"""Tables: rows of cells, with units and periods in heads, labels and captions."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from claims.cells import (
    Cell,
    bare,
    captions_of,
    cells_of,
    counted_by,
    is_bare_year,
    is_number,
    is_rule,
    spoken,
    unit_column,
    unit_of,
    without_brackets,
)
from claims.mask import Mask
from claims.period import Period, periods
from claims.phrase import phrases
from claims.quantity import Amount, amounts
from claims.sentences import Sentence
from claims.tongue import lowered

_CAPTION_LINES = 3  # a caption holds for a table that begins no further below
_RUNNING = 3  # digits of a running number; four are a year
_HEADS = 3  # rows of a head
_NOTHING = Mask([])
_PARTS = {"rise", "fall", "rate", "pace", "drop", "share"}


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
    captions: tuple[str, ...] = ()
    line: int = -2
    head_rows: int = 0
    captioned: int = -9

    def above(self, sentence: Sentence) -> None:
        """Hear what a line that is no row says of the table below it: 单位：亿元."""
        captions = captions_of(sentence)
        if captions:
            self.captions, self.captioned = captions, sentence.line
        elif sentence.line - self.captioned > _CAPTION_LINES:
            self.captions = ()

    def row(self, sentence: Sentence) -> Iterator[Entry]:
        """The entries of the row, left to right; none for a head."""
        if sentence.line > self.line + 1:
            self.heads, self.head_rows = [], 0
        self.line = sentence.line
        if is_rule(sentence.text):
            return
        cells = cells_of(sentence.text)
        first = _label_at(cells, sentence)
        if not any(is_number(cell, sentence) for cell in cells[first + 1 :]):
            self._head(cells)
            return
        if not self.heads:
            self.heads = [""] * len(cells)  # a table without a head
        self.head_rows = _HEADS
        if self.captioned >= 0:
            self.captioned = sentence.line  # it holds as long as the table goes on
        yield from self._entries(cells, first, sentence)

    def _head(self, cells: list[Cell]) -> None:
        """Take a row without numbers as a head, another one of a head, or the title of a part."""
        texts = [cell.text for cell in cells]
        if self.heads and sum(map(bool, texts)) * 2 <= len(self.heads):
            return  # "Industry | | |" leads a part of the table: the head above still holds
        if self.heads and self.head_rows < _HEADS and len(texts) == len(self.heads):
            self.heads = [_both(a, b) for a, b in zip(self.heads, texts, strict=True)]
            self.head_rows += 1
            return
        self.heads, self.head_rows = texts, 1

    def _entries(self, cells: list[Cell], first: int, sentence: Sentence) -> Iterator[Entry]:
        label = cells[first].text
        language = sentence.language
        units = [c.text for c, head in self._headed(cells) if unit_column(head, language)]
        for cell, head in self._headed(cells):
            if cell.start <= cells[first].start:
                continue
            if not (is_number(cell, sentence) or (unit_of(label, language) and is_bare_year(cell))):
                continue
            caption = self._caption(head, label, sentence)
            stated = (unit_of(head, language), *units[:1], unit_of(label, language), caption)
            found = self._amounts(cell, stated, label, head, sentence)
            if not found:
                continue
            named = [p for t in (head, label) for p in periods(t, lowered(t, language), language)]
            kept = tuple(p for p in named if not p.baseline)
            for amount in found:
                yield Entry(amount, _without_unit(label, stated[-2], sentence), head, kept)

    def _caption(self, head: str, label: str, sentence: Sentence) -> str:
        """The unit that the caption states for a column. Of several, percent is that of growth and
        shares, by their head or label, and the other one that of the rest; of more than two it
        is not told which is whose.
        """
        if len(self.captions) < 2:
            return next(iter(self.captions), "")
        parts = [c for c in self.captions if _is_part(c, sentence)]
        others = [c for c in self.captions if c not in parts]
        if any(_tells_part(text, sentence) for text in (head, label)):
            return next(iter(parts), "")
        return others[0] if len(others) == 1 else ""

    def _headed(self, cells: list[Cell]) -> Iterator[tuple[Cell, str]]:
        for index, cell in enumerate(cells):
            yield cell, self.heads[index] if index < len(self.heads) else ""

    def _amounts(
        self, cell: Cell, units: tuple[str, ...], label: str, head: str, sentence: Sentence
    ) -> list[Amount]:
        """The cell's amounts; the first takes a unit stated in its column, row or caption, others
        only their own: "120.3 (+5.2%)".
        """
        text = bare(cell.text)
        found = amounts(spoken(text, sentence), _NOTHING)
        if not found:
            return []
        rest = [_placed(amount, cell) for amount in found[1:] if amount.unit is not None]
        if found[0].unit is not None:
            return [_placed(found[0], cell), *rest]
        number = text[: found[0].stop]
        # A column of percentages says so itself: the row's unit is that of the others.
        for stated in dict.fromkeys(units):
            amount = _with_unit(number, stated, sentence)
            if amount is not None:
                return [_placed(amount, cell), *rest]
        unit = _counted(label, sentence) or _counted(head, sentence)
        if unit is None or (self.captions and not units[-1]):  # which of the units is not known
            return rest
        counted = replace(found[0], unit=unit)
        factors = (counted_by(stated) for stated in units)
        factor = next((by for by, what in factors if by != 1 and not what), Decimal(1))
        return [_placed(_scaled(counted, factor), cell), *rest]


def _label_at(cells: list[Cell], sentence: Sentence) -> int:
    """Which cell labels the row: the first, or the second behind a running number."""
    number = cells[0].text.rstrip(".、")
    numbered = len(cells) > 2 and number.isdigit() and len(number) <= _RUNNING
    return 1 if numbered and cells[1].text and not is_number(cells[1], sentence) else 0


def _without_unit(label: str, unit: str, sentence: Sentence) -> str:
    """A label without the unit it gives: "Output, million tonnes" → "Output"."""
    if unit and label.endswith(unit) and _with_unit("1", unit, sentence) is not None:
        return label.removesuffix(unit).rstrip(" ,/")
    return without_brackets(label)


def _is_part(unit: str, sentence: Sentence) -> bool:
    """Whether a unit says what part something is of something: %, ‰."""
    amount = _with_unit("1", unit, sentence)
    return amount is not None and amount.unit in {"percent", "permille", "percentage_point"}


def _tells_part(text: str, sentence: Sentence) -> bool:
    """Whether a head or a label is of growth or of a share."""
    moves = spoken(without_brackets(text), sentence).scan.all("move")
    return any(hit.meaning in _PARTS for hit in moves)


def _both(above: str, below: str) -> str:
    """The head of a column out of two rows: "2024" over "Target"."""
    if not above or not below or above == below:
        return above or below
    return f"{above} {below}"


def _with_unit(number: str, stated: str, sentence: Sentence) -> Amount | None:
    """The amount of the number with the unit; None where that makes none."""
    if not stated:
        return None
    factor, unit = counted_by(stated)
    space = " " if sentence.language.spaced else ""
    sign = _sign(unit, sentence)
    for text in (sign + number + unit.removeprefix(sign), number + space + unit, unit + number):
        found = amounts(spoken(text, sentence), _NOTHING)
        if len(found) == 1 and found[0].unit is not None:
            return _scaled(found[0], factor)
    return None


def _sign(unit: str, sentence: Sentence) -> str:
    """The currency's sign that a stated unit begins with: "£m", "US$ million"."""
    signs = sentence.language.signs
    return next((unit[:n] for n in (4, 3, 2, 1) if unit[:n].lower() in signs), "")


def _scaled(amount: Amount, factor: Decimal) -> Amount:
    high = None if amount.high is None else amount.high * factor
    return replace(amount, value=amount.value * factor, high=high)


def _counted(label: str, sentence: Sentence) -> str | None:
    """What a label without a unit counts: "Newly registered enterprises"; None if it may not."""
    said = spoken(without_brackets(label), sentence)
    nouns = said.scan.all("noun")
    if nouns:
        return str(nouns[-1].meaning)
    if not sentence.language.spaced:
        return None
    reader, words = phrases(sentence.language), said.low.split()
    plural = [w for w in words if w.isalpha() and w not in reader.stops and reader.plural(w)]
    return reader.singular(plural[-1]) if plural else None


def _placed(amount: Amount, cell: Cell) -> Amount:
    end = min(cell.end, cell.start + amount.end)
    return replace(
        amount, start=min(end - 1, cell.start + amount.start), at=cell.start + amount.at, end=end,
        stop=min(end, cell.start + amount.stop), noun="", inherits=False,
    )  # fmt: skip

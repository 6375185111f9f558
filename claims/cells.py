"""The cells of a row, and what a head, a label or a caption says of their unit."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from claims.letters import SMALL
from claims.period import periods
from claims.sentences import Sentence
from claims.tongue import lowered
from model.words import Language

SEPARATOR = " | "
_COLUMNS = 100  # of a table; more is none that a person reads
_SHORT = 40  # characters of a cell where only spaces part the cells
# What parts cells: bars, or runs of spaces. A tab has become a bar.
_GAP = re.compile(r" *\| *| {2,}")
_BAR = re.compile(r" *\| *")
_RULE = re.compile(r"[|:=+ -]{3,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKS = re.compile(r"\s?(?:[*†‡§#①-⑳]|\[\w{1,2}\])+$")
_IN_BRACKETS = re.compile(r"[(（]([^()（）]{1,30})[)）]")
_THOUSANDS = re.compile(r"(?<![^\W\d_])['‘’]?000s?\b ?")  # "('000)", "£'000"
_AND = re.compile(r"\s*(?:[、，;；]|,(?!\d{3}))\s*")  # what parts the units of a caption
_BEFORE_CAPTION = 12  # characters: the number of the table, a bracket
_COUNTED_BY = re.compile(r"([1-9][\d,]{0,12})\s*(\D{1,30})")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at ``[start, end)`` of its row."""

    start: int
    end: int
    text: str


def is_row(text: str, language: Language) -> bool:
    """Whether a line is a row of a table: cells parted by bars, or short ones by wide gaps."""
    if SEPARATOR in text:
        return True
    if "|" not in text and "  " not in text:
        return False
    if text.startswith("|") and text.endswith("|") and len(text) > 2:
        return True
    cells = cells_of(text)
    if any(len(cell.text) > _SHORT for cell in cells):
        return False
    if len(cells) > 2:
        return True
    return len(cells) == 2 and _number(language).fullmatch(bare(cells[1].text)) is not None


def is_rule(text: str) -> bool:
    """Whether a line only draws a line: |---|:--:|."""
    return _RULE.fullmatch(text) is not None


def cells_of(text: str) -> list[Cell]:
    """The cells of a row, left to right."""
    gap = _BAR if "|" in text else _GAP
    begin, stop = 0, len(text)
    if text.startswith("|") and text.endswith("|") and stop > 1:
        begin, stop = 1, stop - 1
    cells, at = [], begin
    for match in gap.finditer(text, begin, stop):
        cells.append(_cell(text, at, match.start()))
        at = match.end()
        if len(cells) >= _COLUMNS:
            return cells
    cells.append(_cell(text, at, stop))
    return cells


def _cell(text: str, start: int, end: int) -> Cell:
    part = text[start:end]
    lead = len(part) - len(part.lstrip())
    plain = part.strip()
    return Cell(start + lead, start + lead + len(plain), plain)


def bare(text: str) -> str:
    """A cell without the marks of its footnotes: "216.4*"."""
    return _MARKS.sub("", text)


def is_number(cell: Cell, sentence: Sentence) -> bool:
    """Whether a cell holds a number that is no year or other period."""
    text = _unbounded(bare(cell.text), sentence)
    if not text or _number(sentence.language).fullmatch(text) is None:
        return False
    text = without_brackets(text)
    if _YEAR.fullmatch(text):
        return False
    if not text[-1].isdigit() and text[-1] not in "%)":
        return not _is_period(text, sentence.language)
    return True


def _unbounded(text: str, sentence: Sentence) -> str:
    """A cell's number without the bound before it: "≥2.8", 不低于28."""
    if not text or text[0].isdigit() or len(text) > _SHORT:
        return text
    if not any(letter.isdigit() for letter in text[1:]):
        return text
    bound = spoken(text, sentence).scan.at("bound-before", 0)
    return text[bound.end :].lstrip() if bound is not None else text


def is_bare_year(cell: Cell) -> bool:
    """Whether a cell holds what may be a year, or a number between 1900 and 2099."""
    return _YEAR.fullmatch(bare(cell.text)) is not None


@lru_cache(maxsize=512)
def _is_period(text: str, language: Language) -> bool:
    named = periods(text, lowered(text, language), language)
    return bool(named) and named[0].start == 0


def spoken(text: str, sentence: Sentence) -> Sentence:
    """A text of the table as a sentence of its own."""
    return Sentence(0, text, lowered(text, sentence.language), sentence.language, sentence.words)


def without_brackets(text: str) -> str:
    """A label without its unit: "GDP (billion yuan)" → "GDP"."""
    return _IN_BRACKETS.sub("", text).strip()


def unit_of(text: str, language: Language) -> str:
    """The unit a head or label gives in brackets or behind a comma: "GDP (billion yuan)"."""
    match = _IN_BRACKETS.search(text)
    if match:
        return _unit_label(language).sub("", match[1]).strip()
    if text.endswith("%"):
        return "%"
    # "Output, million tonnes"; 产值/亿元
    _, _, behind = text.replace("/", ", ").rpartition(", ")
    return behind if behind != text and not any(c.isdigit() for c in behind) else ""


def unit_column(head: str, language: Language) -> bool:
    """Whether a column holds the units of its rows."""
    return _unit_label(language).fullmatch(head.lower()) is not None


def captions_of(sentence: Sentence) -> tuple[str, ...]:
    """The units that a line states for the table below it: 单位：亿元、%."""
    match = _caption(sentence.language).search(sentence.low)
    return tuple(part.strip() for part in _AND.split(match[1]) if part.strip()) if match else ()


def is_caption(sentence: Sentence) -> bool:
    """Whether a line does nothing but name units, as above a table: 表3 单位：亿元."""
    match = _caption(sentence.language).search(sentence.low)
    if match is None or match.start() > _BEFORE_CAPTION:
        return False
    return not sentence.low[match.end() :].strip(" )）.。")


def counted_by(unit: str) -> tuple[Decimal, str]:
    """A unit that counts by the ten thousand: "10,000 persons" is (10000, "persons")."""
    if _THOUSANDS.match(unit):
        return Decimal(1000), _THOUSANDS.sub("", unit)
    match = _COUNTED_BY.fullmatch(unit)
    return (Decimal(match[1].replace(",", "")), match[2]) if match else (Decimal(1), unit)


@lru_cache(maxsize=16)
def _number(language: Language) -> re.Pattern[str]:
    """A cell that is a number with its sign and unit, in the language's way of writing it."""
    decimal = "".join(map(re.escape, language.marks.get("decimal", ())))
    group = "".join(re.escape(sign) for sign in language.marks.get("group", ()) if sign != " ")
    spaced = r"(?: \d{3})*" if " " in language.marks.get("group", ()) else ""
    return re.compile(
        rf"(?:[+±-]\s?)?(?:(?:{_money(language)})\s?)?\d[\d{group}]*{spaced}"
        rf"(?:[{decimal or '.'}]\d+)?\s?"
        r"(?:%|[^\d\s|()][^\d|()]{0,20})?(?:\s?\([^()]{1,30}\))?",
        re.I,
    )


def _money(language: Language) -> str:
    """What may stand before an amount of money: signs and codes, "C$", "Rs", "EUR"."""
    return "|".join(map(re.escape, sorted({*"$£€¥", *language.signs}, key=len, reverse=True)))


@lru_cache(maxsize=16)
def _unit_label(language: Language) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(language.unit_labels, key=len, reverse=True))
    return re.compile(rf"(?:{words or '(?!)'})\s*[:：]?\s*", re.I)


@lru_cache(maxsize=16)
def _caption(language: Language) -> re.Pattern[str]:
    """A word for "unit" with what it says; where words are spaced, up to three of them."""
    labels = "|".join(re.escape(w) for w in sorted(language.unit_labels, key=len, reverse=True))
    more = rf"(?: [{SMALL}]+){{0,2}}" if language.spaced else ""
    unit = rf"(?:[^\s,，、。;；:：)）]|,(?=\d{{3}})){{1,20}}{more}"
    units = rf"{unit}(?:{_AND.pattern}{unit}){{0,4}}"
    return re.compile(rf"(?:{labels or '(?!)'})\s*[:：]\s*({units})")

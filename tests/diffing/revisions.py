"""Revisions of pages, as raw text before and after, and how well their changes are found.

A pair in `pairs/*.toml` names its trap, the text before and after, and the changes to be found:
each with a part of the quote before (`was`) and after (`now`), the aspects and the way it moved. A
pair without changes says the same in other words.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from claims import read
from config import load_words
from diffing import compare
from model import Article, Change, Comparison, Version
from model.words import Words
from tests.diffing.claims import NOW

PAIRS = Path(__file__).parent / "pairs"
DATED = date(2025, 3, 1)

Case = dict[str, Any]


class Score(NamedTuple):
    """Changes found, found wrongly and missed."""

    found: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        return self.found / ((self.found + self.false) or 1)

    @property
    def recall(self) -> float:
        return self.found / ((self.found + self.missed) or 1)


def cases(language: str) -> list[Case]:
    """The pairs of one language."""
    found = tomllib.loads((PAIRS / f"{language}.toml").read_text("utf-8"))["pair"]
    return [case | {"language": language} for case in found]


@cache
def _words() -> Words:
    return load_words()


def version(text: str, language: str, published: date | None = DATED) -> Version:
    """A version of a page as our own reader reads it; its first line is the title."""
    text = text.strip("\n")
    title = text.split("\n", 1)[0]
    article = Article(text, title=title, language=language, published=published)
    return Version(article, read(article, _words()), NOW)


def compared(case: Case, *, back: bool = False) -> Comparison:
    """The changes from the old text to the new one, or ``back`` again."""
    dates = case.get("dates", [DATED, DATED])
    versions = [
        version(text, case["language"], day)
        for text, day in zip((case["old"], case["new"]), dates, strict=True)
    ]
    return compare(*(versions[::-1] if back else versions))


def scores(case: Case) -> dict[str, Score]:
    """How many changes of each sort were found, wrongly found and missed."""
    wanted = list(case.get("changes", []))
    found, false = Counter[str](), Counter[str]()
    for change in compared(case).changes:
        row = next((row for row in wanted if is_said(change, row)), None)
        if row is None:
            false[change.change.value] += 1
        else:
            wanted.remove(row)
            found[change.change.value] += 1
    missed = Counter(_sort(row) for row in wanted)
    return {
        sort: Score(found[sort], false[sort], missed[sort])
        for sort in ("changed", "added", "removed")
    }


def total(many: Iterable[dict[str, Score]]) -> dict[str, Score]:
    """The scores of many pairs as one."""
    rows = list(many)
    return {
        sort: Score(*(sum(column) for column in zip(*(row[sort] for row in rows), strict=True)))
        for sort in ("changed", "added", "removed")
    }


def _sort(row: Case) -> str:
    return "added" if "was" not in row else "removed" if "now" not in row else "changed"


def is_said(change: Change, row: Case) -> bool:
    """Whether the change is the one that a row of the table asks for."""
    if change.change.value != _sort(row):
        return False
    if any(
        claim is not None and row[side] not in claim.quote
        for side, claim in (("was", change.old), ("now", change.new))
    ):
        return False
    return _sort(row) != "changed" or (
        set(change.aspects) == set(row["aspects"])
        and (change.direction or "") == row.get("way", "")
        and change.slip == row.get("slip", False)
    )


def told(comparison: Comparison) -> list[str]:
    """The changes in short, to show beside what was expected."""
    return [
        f"{c.change} {c.old.quote if c.old else ''!r} -> {c.new.quote if c.new else ''!r}"
        f" {','.join(c.aspects)} {c.direction or ''}{' slip' if c.slip else ''}"
        for c in comparison.changes
    ]

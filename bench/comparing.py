"""How quickly two versions of a page are compared, beside what a user would pick instead.

    python -m bench.comparing            every page and contender, in one run

An *edited* page has every tenth value changed; a *rewritten* one says the same in other words,
every sentence of it, with every tenth value changed. Figures are CPU milliseconds, the best of
several passes. DeepDiff compares the same claims as dicts, told to ignore their order; difflib
gets the two texts. Neither of them says which claim became which.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from claims import read
from config import load_words
from diffing import compare
from diffing.mentions import skeleton
from model import Article, Version
from model.words import Words

SIZES = (20, 1_000)
_PASSES = 5
_BUDGET = 20.0  # CPU seconds for one contender on one page, after which fewer passes will do
_CAPTURED = datetime(2026, 1, 2, tzinfo=UTC)

# What a district counts, in two wordings each: a new wording names the same things.
_WORDINGS = (
    ("The {name} quarter plans to build {n:,} flats by 2027.",
     "By 2027, {n:,} flats are to be built in the {name} quarter."),
    ("Revenue of the {name} park reached {n:,} million yuan in 2024.",
     "In 2024, the {name} park posted revenue of {n:,} million yuan."),
    ("The {name} office registered {n:,} enterprises in 2024.",
     "In 2024, {n:,} enterprises were registered by the {name} office."),
    ("Some {n:,} households in the {name} block have moved.",
     "In the {name} block, some {n:,} households have moved by now."),
)  # fmt: skip
_FIRST = "North South East West Upper Lower Old New Inner Outer".split()
_THIRD = ["", *" end, top, side, head, edge, rise, bank, bend, view".split(",")]
_SECOND = "bridge creek field garden gate harbor hill lake mill orchard".split()


@dataclass(frozen=True, slots=True)
class Revision:
    """Two versions of a page, with their claims already read."""

    name: str
    before: Version
    after: Version


def revisions(words: Words, count: int) -> list[Revision]:
    """A page of so many claims, edited and rewritten."""
    before = _version(_text(count, wording=0, edited=False), words)
    edited = _version(_text(count, wording=0, edited=True), words)
    rewritten = _version(_text(count, wording=1, edited=True), words)
    return [
        Revision(f"{count:,} claims, edited", before, edited),
        Revision(f"{count:,} claims, rewritten", before, rewritten),
    ]


def _text(count: int, *, wording: int, edited: bool) -> str:
    lines = []
    for row in range(count):
        name = f"{_FIRST[row % 10]} {_SECOND[row // 10 % 10]}{_THIRD[row // 100 % 10]}"
        value = 1_000 + 37 * row + (250 if edited and row % 10 == 0 else 0)
        lines.append(_WORDINGS[row % len(_WORDINGS)][wording].format(name=name, n=value))
    return "\n".join(lines)


def _version(text: str, words: Words) -> Version:
    article = Article(text)
    return Version(article, read(article, words), _CAPTURED)


def figurewatch(pair: Revision) -> object:
    """Changes with what became of each claim."""
    return compare(pair.before, pair.after)


def deepdiff(pair: Revision) -> object:
    """The claims as dicts, in any order."""
    from deepdiff import DeepDiff

    old, new = ([asdict(claim) for claim in v.claims] for v in (pair.before, pair.after))
    return DeepDiff(old, new, ignore_order=True)


def html_diff(pair: Revision) -> object:
    """The texts as difflib shows them side by side."""
    from difflib import HtmlDiff

    old, new = (v.article.text.splitlines() for v in (pair.before, pair.after))
    return HtmlDiff().make_table(old, new)


def sequence_matcher(pair: Revision) -> object:
    """The texts word by word, as difflib matches them."""
    from difflib import SequenceMatcher

    old, new = (v.article.text.split() for v in (pair.before, pair.after))
    return SequenceMatcher(None, old, new).get_opcodes()


CONTENDERS: dict[str, Callable[[Revision], object]] = {
    "figurewatch": figurewatch,
    "DeepDiff, ignore_order": deepdiff,
    "difflib HtmlDiff": html_diff,
    "difflib SequenceMatcher": sequence_matcher,
}


def _milliseconds(run: Callable[[Revision], object], pair: Revision) -> float:
    best, spent = float("inf"), 0.0
    for _ in range(_PASSES):
        skeleton.cache_clear()  # no page is compared twice
        start = time.process_time()
        run(pair)
        took = time.process_time() - start
        best, spent = min(best, took), spent + took
        if spent > _BUDGET:
            break
    return best * 1e3


def _cell(took: float, base: float) -> str:
    return f"{took:,.1f}" if took == base else f"{took:,.1f} ({took / base:,.1f}×)"


def main() -> None:
    """Print one table: CPU milliseconds, and how many times as long as figurewatch."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--only", choices=CONTENDERS, action="append")
    chosen = options.parse_args().only or list(CONTENDERS)
    words = load_words()
    print("| CPU milliseconds | found | " + " | ".join(chosen) + " |")
    print("| --- | ---: |" + " ---: |" * len(chosen))
    for count in SIZES:
        for pair in revisions(words, count):
            took = [_milliseconds(CONTENDERS[name], pair) for name in chosen]
            found = len(compare(pair.before, pair.after).changes)
            cells = [_cell(one, took[0]) for one in took]
            print(f"| {pair.name} | {found} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()

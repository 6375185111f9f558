"""How well the relations of claims to the corpus are found, on annotated pairs beside the project.

    python -m bench.relations            F1 from the annotated claims, and from raw text
    python -m bench.relations --errors   with what was missed and what was wrong

A prediction is one finding of a document's claim against a seed's claim; it counts when claim,
seed claim and relation are the annotated ones. Two countings, both printed. *Strict*: every
prediction that is no row is false, also of claims and seeds that nobody annotated; only the
neutral `new_series` is none. *Annotated claims*: predictions of claims that are in no row are left
out, since nobody has said that they are wrong; a claim in a row still has to be right every time.
A finding against another seed that states the same point (same series, kind and time, a compatible
value) is right in neither; how often that happens is printed beside.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from check import statement_of
from claims import read
from config import load_words
from diffing import find
from documents import documents_read
from model import Article, Bound, Claim, Kind, Measure, Quantity, Span, Statement
from model.words import Words
from tests.shared import SHARED

Row = dict[str, Any]
Triple = tuple[str, str, str]  # claim, seed claim, relation


class Score(NamedTuple):
    """Counts of one way to look. ``false_on_none`` are predictions on pairs annotated as none."""

    right: int
    predicted: int
    wanted: int
    false_on_none: int
    missed: tuple[Triple, ...]
    wrong: tuple[Triple, ...]

    @property
    def precision(self) -> float:
        """The share of the predictions that are right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the rows that were found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.predicted + self.wanted)


def rows(path: Path) -> list[Row]:
    """The lines of a file of JSON."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def scored(predicted: Iterable[Triple], gold: Sequence[Row], *, annotated_only: bool) -> Score:
    """How the predictions do on the rows."""
    triples = {(row["claim"], row["seed_claim"], row["relation"]) for row in gold}
    none = {(claim, seed) for claim, seed, relation in triples if relation == "none"}
    wanted = {triple for triple in triples if triple[2] != "none"}
    known = {claim for claim, _, _ in triples}
    found = {one for one in predicted if not annotated_only or one[0] in known}
    return Score(
        right=len(found & wanted),
        predicted=len(found),
        wanted=len(wanted),
        false_on_none=sum((claim, seed) in none for claim, seed, _ in found),
        missed=tuple(sorted(wanted - found)),
        wrong=tuple(sorted(found - wanted)),
    )


# ---- from the annotated claims ----------------------------------------------------------------


def from_gold(folder: Path, seeds: Path, pairs: str = "dev") -> set[Triple]:
    """What is found when the claims are the annotated ones, so that no fault is the reader's."""
    names, known = {}, []
    for statement, name in _annotated(rows(folder / "seeds.jsonl"), seeds):
        known.append(replace(statement, seed=True, url=name))
        names[id(known[-1])] = name
    found: set[Triple] = set()
    for _, group in _by_document(_annotated(rows(folder / f"{pairs}.jsonl"), folder / pairs)):
        names.update({id(statement): name for statement, name in group})
        findings = find([statement for statement, _ in group], known)
        found |= {
            (names[id(one.claim)], names[id(one.against)], one.relation.value)
            for one in findings
            if one.against is not None
        }
    return found


def _by_document(
    pairs: Iterable[tuple[Statement, str]],
) -> Iterator[tuple[str, list[tuple[Statement, str]]]]:
    groups: dict[str, list[tuple[Statement, str]]] = {}
    for statement, name in pairs:
        groups.setdefault(name.split("#")[0], []).append((statement, name))
    return iter(groups.items())


def _annotated(found: Iterable[Row], folder: Path) -> Iterator[tuple[Statement, str]]:
    """Each annotated claim as a statement of its document, with its name."""
    articles = {Path(o).name: a for o, a, _ in documents_read([folder], _words())}
    for row in found:
        yield statement_of(claim_of(row), articles[row["doc"]], row["doc"]), row["id"]


def claim_of(row: Row) -> Claim:
    """The annotated claim. Its key is what the reader makes of the annotated phrase."""
    measure = Measure(row["measure"])
    top = row.get("value_max")
    return Claim(
        quantity=Quantity(
            _decimal(row["value"]), _UNITS.get(row["unit"], row["unit"] or ""), Bound(row["bound"]),
            None if top is None else _decimal(top),
        ),
        kind=Kind(row["kind"]),
        measure=measure,
        indicator=row["indicator"],
        indicator_key=key_of(row["indicator"], measure),
        place=row["place"],
        period=row["period"],
        quote=row["quote"],
        span=Span(row["start"], row["start"] + len(row["quote"])),
        sentence=row["sentence"],
        sentence_start=row["start"] - max(0, row["sentence"].find(row["quote"])),
        language=row["lang"],
    )  # fmt: skip


def _decimal(value: object) -> Decimal:
    return Decimal(str(value))


# One thing under two names in the annotation, as its scorer has it too.
_UNITS = {"visitor": "visit"}

# How a phrase is put into a sentence that says nothing else, by measure.
_FRAMES = {Measure.GROWTH: "{} was 5 percent.", Measure.SHARE: "{} was 5 percent."}


@cache
def key_of(phrase: str, measure: Measure) -> str:
    """The reader's key for an annotated phrase, read out of a sentence made of nothing else; the
    phrase itself where the reader finds no name in it.
    """
    sentence = _FRAMES.get(measure, "The {} was 7,000.").format(phrase[:1].upper() + phrase[1:])
    found = read(Article(sentence), _words())
    key = found[0].indicator_key if found and found[0].indicator_key else phrase.lower()
    # "GDP growth" is GDP, measured by its growth: the measure is no part of the name.
    return "+".join(part for part in key.split("+") if part != f"~{measure}") or key


@cache
def _words() -> Words:
    return load_words()


# ---- from raw text ----------------------------------------------------------------------------


def from_text(folder: Path, seeds: Path, pairs: str = "dev") -> set[Triple]:
    """What is found from the texts alone, named by the annotated claims whose quotes overlap."""
    known: list[Statement] = []
    for origin, article, claims in documents_read([seeds], _words()):
        name = Path(origin).name
        known += [replace(statement_of(c, article, name), seed=True) for c in claims]
    naming = {**_naming(rows(folder / "seeds.jsonl"), known)}
    gold = rows(folder / f"{pairs}.jsonl")
    found: set[Triple] = set()
    for origin, article, claims in documents_read([folder / pairs], _words()):
        new = [statement_of(claim, article, Path(origin).name) for claim in claims]
        naming |= _naming(gold, new)
        found |= {
            (_name(naming, one.claim), _name(naming, one.against), one.relation.value)
            for one in find(new, known)
            if one.against is not None
        }
    return found


def _name(naming: dict[int, str], statement: Statement) -> str:
    """The annotated claim's name; one of its own where none was annotated there."""
    span = statement.claim.span
    return naming.get(id(statement), f"{statement.url}@{span.start}")


def _naming(gold: Sequence[Row], statements: Sequence[Statement]) -> dict[int, str]:
    """The names of the annotated claims by predicted ones: one to one, equal values first."""
    candidates = sorted(
        (
            (not _equal(row, one.claim), abs(row["start"] - one.claim.span.start), i, j)
            for i, row in enumerate(gold)
            for j, one in enumerate(statements)
            if row["doc"] == one.url and _overlap(row, one.claim)
        )
    )
    taken: set[int] = set()
    names: dict[int, str] = {}
    for _, _, i, j in candidates:
        if i not in taken and id(statements[j]) not in names:
            taken.add(i)
            names[id(statements[j])] = gold[i]["id"]
    return names


def _overlap(row: Row, claim: Claim) -> bool:
    end = row["start"] + len(row["quote"])
    return bool(row["start"] < claim.span.end and claim.span.start < end)


def _equal(row: Row, claim: Claim) -> bool:
    low, want = claim.quantity.value, _decimal(row["value"])
    return abs(low - want) <= abs(want) / 1000


# ---- on paper ---------------------------------------------------------------------------------


def _shown(title: str, found: set[Triple], gold: Sequence[Row], *, errors: bool) -> None:
    print(f"\n{title}")
    for name, annotated_only in (("strict", False), ("annotated claims", True)):
        one = scored(found, gold, annotated_only=annotated_only)
        print(
            f"  {name:17} P {one.precision:.3f}  R {one.recall:.3f}  F1 {one.f1:.3f}"
            f"  ({one.right} right of {one.predicted} predicted and {one.wanted} annotated;"
            f" {one.false_on_none} on none rows)"
        )
    if errors:
        one = scored(found, gold, annotated_only=False)
        for triple in one.missed:
            print("    missed", *triple)
        for triple in one.wrong:
            print("    wrong ", *triple)


def main() -> None:
    """Score both ways and print the figures."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--errors", action="store_true", help="list what was missed or wrong")
    chosen = options.parse_args()
    if SHARED is None:
        print("the annotated documents are not beside this project: nothing to score")
        return
    folder, seeds = SHARED / "gold", SHARED / "seeds"
    gold = rows(folder / "dev_crossdoc.jsonl")
    _shown("from the annotated claims", from_gold(folder, seeds), gold, errors=chosen.errors)
    _shown("from raw text", from_text(folder, seeds), gold, errors=chosen.errors)


if __name__ == "__main__":
    main()

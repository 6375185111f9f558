"""How well claims are read, on annotated documents that lie beside the project, in two halves.

    python -m bench.gold            F1 by level, language and half
    python -m bench.gold --errors   what went wrong, of the half that may be looked at

The documents are parted by a seed before anybody reads them: rules are written with the open half
at hand, the other half is only ever scored. The difference between them is the honest figure.
"""

import argparse
import importlib.util
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from claims import read
from cli.files import claims_of_file
from config import load_words
from documents import documents_read
from tests.shared import SHARED

SEED = 20261122
LEVELS = {
    "a detection": "detection",
    "b +value/unit": "value, unit",
    "c +kind": "+ kind",
    "d +bound": "+ bound",
    "e~ lenient period": "+ period (lenient)",
    "e +period": "+ period",
    "f +place": "+ place",
}
Rows = list[dict[str, Any]]


def halves(folder: Path) -> dict[str, list[str]]:
    """The names of the documents by half: six of each language are never looked at."""
    names = sorted(path.stem for path in folder.glob("*.txt"))
    chosen = random.Random(SEED)
    shut = [
        name
        for language in ("en", "zh")
        for name in chosen.sample([n for n in names if language in n], 6)
    ]
    return {"open": [n for n in names if n not in shut], "shut": sorted(shut)}


def predictions(files: list[Path]) -> Rows:
    """What is read of the files, as `figurewatch read --format jsonl` gives it."""
    words = load_words()
    lines = [
        line
        for origin, article, _ in documents_read(files, words)
        for line in claims_of_file(Path(origin).name, article, read(article, words)).splitlines()
    ]
    return [json.loads(line) for line in lines]


def scorer(path: Path) -> ModuleType:
    """The scorer that belongs to the annotation, as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _shown(title: str, scored: dict[str, Any], strict: dict[str, Any]) -> None:
    print(f"\n{title}")
    for language in ("en", "zh"):
        found = scored[language]
        if not found["gold"]:
            continue
        print(f"  {language}, {found['gold']} claims")
        for level, name in LEVELS.items():
            one, hard = found["levels"][level], strict[language]["levels"][level]
            print(
                f"    {name:20} P {one['P']:.3f}  R {one['R']:.3f}  F1 {one['F1']:.3f}"
                f"  strict F1 {hard['F1']:.3f}"
            )
        print(f"    {'indicator tokens':20} F1 {found['indicator_f1']:.3f}")


def _strict(gold: Rows) -> Rows:
    drop = {"alt_kind", "alt_bound", "alt_period"}
    return [{key: value for key, value in one.items() if key not in drop} for one in gold]


def main() -> None:
    """Score the seeds and both halves of the annotated documents."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--errors", action="store_true", help="list errors of the open half")
    chosen = options.parse_args()
    if SHARED is None:
        print("the annotated documents are not beside this project: nothing to score")
        return
    score = scorer(SHARED / "gold" / "score.py")
    gold = score.load(SHARED / "gold" / "dev.jsonl")
    seeds = score.load(SHARED / "gold" / "seeds.jsonl")
    texts = SHARED / "gold" / "dev"
    parts = {
        name: ([g for g in gold if g["doc"].removesuffix(".txt") in names],
               [texts / f"{one}.txt" for one in names])
        for name, names in halves(texts).items()
    }  # fmt: skip
    parts["seeds"] = (seeds, sorted((SHARED / "seeds").glob("*.txt")))
    for name, (wanted, files) in parts.items():
        found = predictions(files)
        strict = score.score(_strict(wanted), found)[0]
        _shown(name, score.score(wanted, found)[0], strict)
        if chosen.errors and name == "open":
            _errors(wanted, found, SHARED / "gold" / "score.py")


def _errors(wanted: Rows, found: Rows, program: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"]
        for path, rows in zip(paths, (wanted, found), strict=True):
            path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
        subprocess.run([sys.executable, program, *paths, "--errors", "99"], check=True)


if __name__ == "__main__":
    main()

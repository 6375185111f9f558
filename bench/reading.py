"""How quickly claims are read, beside what a user would pick instead, on the same sentences.

    make bench                                     every reader and text, in one run
    python -m bench.reading --reader figurewatch   one of them

Figures are sentences per CPU second, the best of several passes: what else the machine does only
ever makes a pass slower. Each reader runs in a process of its own, so that its memory is its own.
quantulum3 and Recognizers-Text find numbers with units; figurewatch reads kind, measure, bound,
period, place and indicator in the same time.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

from bench.texts import articles, number_rich, sentences, slow

READERS = ("figurewatch", "quantulum3", "recognizers")
_PASSES = 5
_BUDGET = 8.0  # CPU seconds for the passes over one text, after which fewer will do
_ARTICLE = 20  # sentences of one article, where sentences are read that stand for themselves

Read = Callable[[list[str]], object]  # a reader over the sentences of one article


def figurewatch(language: str) -> Read:
    """Claims with all their fields; the sentences are lines of one article."""
    from claims import read
    from config import load_words
    from model import Article

    words = load_words()

    def run(lines: list[str]) -> object:
        text = "\n".join(lines)
        return read(Article(text=text, language=language, published=date(2025, 3, 1)), words)

    return run


def quantulum3(language: str) -> Read:
    """Quantities by quantulum3, as it comes without its classifier. English only."""
    from quantulum3 import parser

    return lambda lines: [parser.parse(line) for line in lines]


def recognizers(language: str) -> Read:
    """Numbers, percentages, money and dimensions by Recognizers-Text."""
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_text import Culture

    culture = Culture.Chinese if language == "zh" else Culture.English
    numbers, units = NumberRecognizer(culture), NumberWithUnitRecognizer(culture)
    models = [numbers.get_number_model(), numbers.get_percentage_model()]
    models += [units.get_currency_model(), units.get_dimension_model()]
    return lambda lines: [model.parse(line) for line in lines for model in models]


def _rate(read: Read, texts: list[list[str]]) -> float:
    """Sentences per CPU second over all ``texts``, the best pass."""
    count = sum(map(len, texts))
    read(texts[0])  # compiles and caches what the reader makes once
    best, spent = 0.0, 0.0
    for _ in range(_PASSES):
        start = time.process_time()
        for lines in texts:
            read(lines)
        took = time.process_time() - start
        best, spent = max(best, count / took), spent + took
        if spent > _BUDGET:
            break
    return best


def _measure(reader: str) -> dict[str, float]:
    """What one reader does, in this process."""
    found: dict[str, float] = {}
    for language in ("en", "zh"):
        if (reader, language) == ("quantulum3", "zh"):
            continue
        read = globals()[reader](language)
        rich = number_rich(language)
        groups = [rich[i : i + _ARTICLE] for i in range(0, len(rich), _ARTICLE)]
        found[f"{language} rich"] = _rate(read, groups)
        found[f"{language} articles"] = _rate(read, [sentences(one) for one in articles(language)])
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if reader == "figurewatch":
        found |= _slow()
    return found


def _slow() -> dict[str, float]:
    """Microseconds per character of texts made to be slow, and of prose."""
    prose = {"prose": " ".join(number_rich("en")), "prose, Chinese": "".join(number_rich("zh"))}
    readers = {language: figurewatch(language) for language in ("en", "zh")}
    for read in readers.values():
        read(["300 homes", "住房300套"])  # compiles what is made once
    found = {}
    for name, text in (prose | slow()).items():
        read = readers["en" if text.isascii() else "zh"]
        start = time.process_time()
        read([text])
        found[f"slow {name}"] = (time.process_time() - start) / len(text) * 1e6
    return found


def _table(results: dict[str, dict[str, float]]) -> str:
    rows = [
        "| sentences per CPU second | " + " | ".join(results) + " |",
        "| --- |" + " ---: |" * len(results),
    ]
    for key in ("en rich", "en articles", "zh rich", "zh articles"):
        base = results.get("figurewatch", {}).get(key)
        cells = [_cell(found.get(key), base) for found in results.values()]
        rows.append(f"| {key} | " + " | ".join(cells) + " |")
    memory = [f"{found['memory']:.0f} MB" for found in results.values()]
    rows.append("| memory, with its data | " + " | ".join(memory) + " |")
    return "\n".join(rows)


def _cell(rate: float | None, base: float | None) -> str:
    if rate is None:
        return "-"
    return f"{rate:,.0f}" if not base or rate == base else f"{rate:,.0f} (1/{base / rate:.0f})"


def main() -> None:
    """Measure each reader in a process of its own and print one table."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--reader", choices=READERS, action="append")
    options.add_argument("--measure", choices=READERS, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.measure:
        print(json.dumps(_measure(chosen.measure)))
        return
    results = {}
    for reader in chosen.reader or READERS:
        command = [sys.executable, "-W", "ignore", "-m", "bench.reading", "--measure", reader]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{reader}: not measured ({done.stderr.strip().splitlines()[-1]})")
            continue
        results[reader] = json.loads(done.stdout.splitlines()[-1])
    print(_table(results))
    slowest = {k: v for k, v in results.get("figurewatch", {}).items() if k.startswith("slow ")}
    for name, cost in slowest.items():
        print(f"{name.removeprefix('slow '):20} {cost:6.2f} us per character")


if __name__ == "__main__":
    main()

"""How well and how quickly the text of a page is found, beside what a user would pick instead.

    python -m bench.extraction           every contender that is installed, in one run

Quality is F1 of 4-token shingles on annotated pages, Chinese (a character is a token) and others
apart, as the pages' own `score.py` counts it; speed is CPU milliseconds a page, the best of three
passes, of text and metadata. The contenders are given the same bytes. Skipped with a reason: a
contender that is not installed (`pip install figurewatch[bench]`), and all of it where the
annotated pages, which are not ours to give, do not lie beside the checkout.
"""

import argparse
import gzip
import importlib.util
import json
import logging
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from lxml.html import fromstring

from crawler import extract
from crawler.decoding import decode
from model import Article, Capture, PageKind
from tests.shared import SHARED, WHY_SKIPPED

PASSES = 3
_CAPTURED = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """An annotated page. ``date`` is its day of publication, "" when nobody noted it."""

    name: str
    url: str
    is_chinese: bool
    body: bytes
    truth: str
    date: str


def annotated(folder: Path) -> list[Page]:
    """The annotated pages of ``folder``."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    return [
        Page(
            name,
            one["url"],
            one["lang"] == "zh",
            gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()),
            one["articleBody"],
            one.get("date") or "",
        )
        for name, one in truth.items()
    ]


def article(page: Page) -> Article:
    """Our article of the page."""
    headers = (("Content-Type", "text/html"),)
    return extract(
        Capture(
            page.url, page.url, "b", PageKind.ARTICLE, 200, headers, page.body, _CAPTURED
        )
    )  # fmt: skip


def ours(page: Page) -> str:
    """Text, title and dates."""
    return article(page).text


def _trafilatura(**options: Any) -> Callable[[Page], str]:  # noqa: ANN401 - its own
    def run(page: Page) -> str:
        import trafilatura

        found = trafilatura.bare_extraction(
            page.body, url=page.url, with_metadata=True, include_comments=False, **options
        )
        return getattr(found, "text", None) or ""

    return run


def readability(page: Page) -> str:
    """readability-lxml, its HTML as text."""
    from readability import Document

    tree = fromstring(Document(decode(page.body)).summary())  # type: ignore[no-untyped-call]
    for block in tree.iter("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "td"):
        block.tail = "\n" + (block.tail or "")
    return str(tree.text_content())


def newspaper(page: Page) -> str:
    """newspaper4k, told the language; without jieba it finds nothing in Chinese."""
    import newspaper

    try:
        found = newspaper.Article(page.url, language="zh" if page.is_chinese else "en")
        found.download(input_html=decode(page.body))
        found.parse()
    except ImportError as error:
        raise LookupError("no jieba") from error
    return str(found.text)


CONTENDERS: dict[str, Callable[[Page], str]] = {
    "figurewatch": ours,
    "trafilatura": _trafilatura(),
    "trafilatura, precision": _trafilatura(favor_precision=True),
    "trafilatura, fast": _trafilatura(fast=True),
    "trafilatura, fast and precise": _trafilatura(fast=True, favor_precision=True),
    "trafilatura, recall": _trafilatura(favor_recall=True),
    "readability-lxml": readability,
    "newspaper4k": newspaper,
}


def scorer(folder: Path) -> ModuleType:
    """The score of the pages' own makers."""
    spec = importlib.util.spec_from_file_location("score_extraction", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def f1(folder: Path, pages: list[Page], texts: dict[str, str]) -> tuple[float, float]:
    """F1 in Chinese and in the others."""
    score = scorer(folder)
    found = []
    for zh, mode in ((True, "cjk"), (False, "word")):
        wanted = {page.name: page.truth for page in pages if page.is_chinese == zh}
        found.append(float(score.evaluate(wanted, texts, mode)["f1"]))
    return found[0], found[1]


def dates_right(pages: list[Page]) -> tuple[int, int]:
    """On how many pages the day of publication is right, and how many have one."""
    dated = [page for page in pages if page.date]
    right = sum(str(article(page).published) == page.date[:10] for page in dated)
    return right, len(dated)


def _timed(run: Callable[[Page], str], pages: list[Page]) -> tuple[dict[str, str], list[float]]:
    texts: dict[str, str] = {}
    best = {page.name: float("inf") for page in pages}
    for _ in range(PASSES):
        for page in pages:
            start = time.process_time()
            try:
                texts[page.name] = run(page)
            except ImportError:
                raise
            except Exception:  # noqa: BLE001 - a contender that fails on a page has found nothing
                texts[page.name] = ""
            best[page.name] = min(best[page.name], (time.process_time() - start) * 1e3)
    return texts, list(best.values())


def main() -> None:
    """Print one table, and how many dates are right."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--only", choices=CONTENDERS, action="append")
    chosen = options.parse_args().only or list(CONTENDERS)
    if SHARED is None:
        print(f"Skipped: {WHY_SKIPPED}.")
        return
    logging.disable(logging.CRITICAL)
    folder = SHARED / "extraction-dev"
    pages = annotated(folder)
    print("| extractor | F1, Chinese | F1, others | ms, median | ms, all pages |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name in chosen:
        try:
            texts, took = _timed(CONTENDERS[name], pages)
        except ImportError as error:
            print(f"| {name} | skipped: {error.name or error} is not installed | | | |", flush=True)
            continue
        zh, others = f1(folder, pages, texts)
        print(
            f"| {name} | {zh:.3f} | {others:.3f} | {statistics.median(took):.1f} "
            f"| {sum(took):,.0f} |",
            flush=True,
        )
    right, dated = dates_right(pages)
    print(f"Published dates right: {right} of {dated}.")


if __name__ == "__main__":
    main()

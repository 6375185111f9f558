"""What it costs to read PDF, Word and Excel files, beside the bare library on the same bytes.

    python -m bench.documents                 every kind, in one run
    python -m bench.documents --only pdf-zh   one of them
    python -m bench.documents FILE...         your own files

CPU milliseconds of a page (of a sheet of 1,000 rows, of a document of 400 paragraphs), the best of
several passes, and the peak memory of a process that does nothing else. The bare library only takes
the text out: no lines, tables, paragraphs or places.
"""

import argparse
import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from model import Capture, PageKind

_PASSES = 5
_PAGES = 40
_ROWS = 1_000
_PARAGRAPHS = 400
_SENTENCES = {
    "zh": "过去一年，全区地区生产总值达到1286.4亿元，比上年增长5.3%。全年新增就业3.25万人，"
    "居民人均可支配收入达到8.6万元，增长5.1%，一般公共预算收入118.7亿元，增长3.9%。",
    "en": "The council completed 1,240 new homes in 2025, which is 140 more than the year before"
    " and the largest number since the housing programme was established in the district.",
}


def pdf(language: str) -> bytes:
    """A report of many pages, with a table on every fourth."""
    from tests.crawler.files.printing import flowed
    from tests.crawler.files.printing import pdf as printed

    pages = flowed([_SENTENCES[language]] * (_PAGES * (11 if language == "zh" else 9)))[:_PAGES]
    rows = [["Indicator", "2024", "2025"]] + [[f"Item {n}", f"{n}.4", f"{n}.9"] for n in range(25)]
    for page in pages[::4]:
        page.parts.clear()
        page.table(80, 90, [200, 80, 80], rows)
    return bytes(printed(pages))


def word() -> bytes:
    """A plan of many paragraphs with a table."""
    from tests.crawler.files.office import word as made

    table = [["Indicator", "2024", "2025"]] + [[f"Item {n}", f"{n}.4", f"{n}.9"] for n in range(40)]
    return bytes(made(*[_SENTENCES["en"]] * _PARAGRAPHS, table))


def sheet() -> bytes:
    """A budget of many rows."""
    from tests.crawler.files.office import workbook

    rows = [[f"Item {n}", n * 1.1, n * 1.2, n * 1.3, 0.05, "note"] for n in range(_ROWS)]
    return bytes(workbook({"Budget": [["Item", "2023", "2024", "2025", "%", "Note"], *rows]}))


def bare_pdf(body: bytes) -> object:
    """PDFium's text of every page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(body)
    return [page.get_textpage().get_text_range() for page in document]


def bare_word(body: bytes) -> object:
    """python-docx's text of every paragraph and cell."""
    import docx

    document = docx.Document(io.BytesIO(body))
    texts = [paragraph.text for paragraph in document.paragraphs]
    rows = [row for table in document.tables for row in table.rows]
    return texts + [cell.text for row in rows for cell in row.cells]


def bare_sheet(body: bytes) -> object:
    """The values of every row, by openpyxl."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    return [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]


def ours(body: bytes) -> object:
    """The article."""
    from crawler import extract

    now = datetime.now(UTC)
    return extract(Capture("x", "http://x.example/x", "", PageKind.ARTICLE, 200, (), body, now))


Read = Callable[[bytes], object]
FILES: dict[str, tuple[Callable[[], bytes], Read, int]] = {
    "pdf-zh": (lambda: pdf("zh"), bare_pdf, _PAGES),
    "pdf-en": (lambda: pdf("en"), bare_pdf, _PAGES),
    "word": (word, bare_word, 1),
    "sheet": (sheet, bare_sheet, 1),
}


def measured(name: str, reader: str) -> dict[str, float]:
    """CPU milliseconds of a unit of the file, and MiB at the peak, in this process."""
    make, bare, units = FILES[name]
    body = make()
    read = bare if reader == "bare" else ours
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times = []
    for _ in range(_PASSES):
        start = time.process_time()
        read(body)
        times.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"ms": 1000 * min(times) / units, "mib": peak / 1024, "grown": (peak - before) / 1024}


def main(arguments: Sequence[str]) -> None:
    """Print the table, each figure from a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_Plain)
    parser.add_argument("--only", choices=FILES)
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.parse_args(arguments)
    if given.measure:
        print(json.dumps(measured(*given.measure)))
        return
    for path in given.files:
        start = time.process_time()
        ours(path.read_bytes())
        print(f"{path.name}: {1000 * (time.process_time() - start):.0f} ms")
    if given.files:
        return
    print(f"{'':8} {'ours ms':>9} {'bare ms':>9} {'ratio':>6} {'ours MiB':>9} {'bare MiB':>9}")
    for name in [given.only] if given.only else FILES:
        own, bare = (_apart(name, reader) for reader in ("ours", "bare"))
        ratio = own["ms"] / bare["ms"]
        print(
            f"{name:8} {own['ms']:9.2f} {bare['ms']:9.2f} {ratio:6.1f} {own['mib']:9.0f}"
            f" {bare['mib']:9.0f}"
        )


def _apart(name: str, reader: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.documents", "--measure", name, reader]
    found: dict[str, float] = json.loads(subprocess.check_output(command))
    return found


class _Plain(argparse.RawDescriptionHelpFormatter):
    pass


if __name__ == "__main__":
    main(sys.argv[1:])

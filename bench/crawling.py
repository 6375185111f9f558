"""What crawling costs beside bare Scrapy and trafilatura on the same pages, in one run.

    python -m bench.crawling                   both bars
    python -m bench.crawling --recheck 10000   pages not modified since the last look
    python -m bench.crawling --first 1000      articles never seen before
    python -m bench.crawling --memory 500 2000 8000

CPU is user and system time of every process that a command starts, the start of each included;
the site answers from a process of its own, in nobody's sum. Contenders take turns, and the best of
several rounds counts: what else the machine does only ever makes a round dearer.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bench.processes import Cost, cost_of
from bench.site import (
    MODIFIED,
    PAGES_PER_INDEX,
    article_html,
    etag_of,
    real_pages,
    url_of,
)

_PYTHON = sys.executable


@contextmanager
def site(count: int, hosts: int, html: Path | None, port: int = 0) -> Iterator[int]:
    """The port of a site of ``count`` pages that answers until the block ends."""
    command = [_PYTHON, "-m", "bench.site", "--count", str(count), "--hosts", str(hosts)]
    command += ["--port", str(port), *(["--html", str(html)] if html else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None  # it is a pipe
        try:
            yield int(server.stdout.readline())
        finally:
            server.terminate()


def make_home(home: Path, count: int, hosts: int, port: int) -> None:
    """A home that follows the site, one source to a host, with the shipped corpus."""
    sources = home / "config" / "sources"
    sources.mkdir(parents=True)
    allowed = json.dumps([f"127.0.0.{host + 1}" for host in range(hosts)])
    (home / "config" / "figurewatch.toml").write_text(
        "default_sources = false\n[crawl]\n"
        f'contact = "bench@example.org"\nallow_private = {allowed}\nrun_timeout = "10h"\n'
    )
    indexes = range(-(-count // (hosts * PAGES_PER_INDEX)))
    for host in range(hosts):
        starts = "".join(
            f'[[start]]\nurl = "http://127.0.0.{host + 1}:{port}/index/{page}"\nkind = "index"\n'
            for page in indexes
        )
        (sources / f"host{host}.toml").write_text(
            f'name = "Host {host}"\nkind = "news"\nlanguage = "en"\n'
            f"follow = ['/a/\\d+\\.html$']\n{starts}[limits]\ndelay = 0\n"
            f"max_pages = {count + 1000}\nmax_pages_per_pattern = {count + 1000}\n"
        )
    subprocess.run([*_figurewatch("init", home)], check=True, capture_output=True)


def fill(home: Path, count: int, hosts: int, port: int) -> None:
    """Put every page into the store as a first crawl would leave it: seen once, with a version and
    a claim of its own. Short ones, for nobody reads them again.
    """
    from claims import read
    from config import load_words
    from model import Article, Capture, Check, CheckState, Comparison, Look, PageKind
    from storage import open_store

    words, now = load_words(), datetime.now(UTC)
    with open_store(f"sqlite:///{home / 'figurewatch.db'}") as store:
        run = store.start_run("bench", [f"host{host}" for host in range(hosts)], now, "bench:1:")
        for number in range(count):
            url, slug = url_of(number, hosts, port), f"host{number % hosts}"
            page = store.ensure_page(url, slug, PageKind.ARTICLE, now)
            text = f"Depot {number} had {number + 100} buses at the end of 2025."
            article = Article(text=text, title=f"Depot {number}", language="en", url=url)
            body = text.encode()
            seen = replace(page, etag=etag_of(number), last_modified=MODIFIED)
            look = Look(
                Check(url, slug, now, CheckState.OK, run=run.id, page=page.id),
                replace(seen, body_sha256=hashlib.sha256(body).hexdigest(), next_check_at=now),
                Capture(url, url, slug, PageKind.ARTICLE, 200, (), body, now),
                article,
                read(article, words),
                comparison=Comparison(),
                extractor="bench",
                reader="bench",
            )
            store.record(look, now)
        store.end_run(run.id, "finished", now)


def _figurewatch(command: str, home: Path) -> list[str]:
    return [_PYTHON, "-m", "cli", command, "--home", str(home)]


def check(home: Path, names: tuple[str, ...] = ()) -> Cost:
    """One ``figurewatch check`` of everything, or of what is named."""
    return cost_of([*_figurewatch("check", home), *names])


def bare(count: int, hosts: int, port: int, *, again: bool) -> Cost:
    """The same pages by bare Scrapy."""
    command = [_PYTHON, "-m", "bench.bare", "--count", str(count), "--hosts", str(hosts)]
    return cost_of([*command, "--port", str(port), *(["--again"] if again else [])])


def trafilatura_seconds(count: int, html: Path | None, *, precise: bool) -> float:
    """CPU seconds that trafilatura alone takes for the pages, its loading not counted."""
    code = (
        "import sys; from bench.crawling import trafilatura_here; "
        "print(trafilatura_here(int(sys.argv[1]), sys.argv[2], sys.argv[3] == 'precise'))"
    )
    mode = "precise" if precise else "default"
    command = [_PYTHON, "-c", code, str(count), str(html or ""), mode]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout.splitlines()[-1])


def trafilatura_here(count: int, html: str, precise: bool) -> float:
    """The same, in this process."""
    import trafilatura

    real = real_pages(Path(html) if html else None)
    spent = 0.0
    for number in range(count):
        body, url = article_html(number, real), url_of(number, 1, 80)
        start = time.process_time()
        trafilatura.extract(body, url=url, with_metadata=True, favor_precision=precise)
        spent += time.process_time() - start
    return spent


def _best(rounds: int, contenders: Mapping[str, Callable[[], Cost]]) -> dict[str, Cost]:
    """The cheapest round of each; they take turns."""
    found: dict[str, Cost] = {}
    for turn in range(rounds):
        for name, run in contenders.items():
            cost = run()
            print(f"  round {turn + 1}  {name:12} {cost.cpu:8.2f} s CPU {cost.wall:8.2f} s wall")
            sys.stdout.flush()
            if name not in found or cost.cpu < found[name].cpu:
                found[name] = cost
    return found


def recheck(count: int, hosts: int, rounds: int, kept: Path | None) -> None:
    """Pages that answer "not modified", against the bar of 1.3 times bare Scrapy."""
    print(f"{count:,} pages not modified, {hosts} hosts, one request at a time each")
    with tempfile.TemporaryDirectory() as folder:
        home = kept or Path(folder) / "home"
        port = int((home / "port").read_text()) if (home / "port").exists() else 0
        with site(count, hosts, None, port) as port:
            if not (home / "port").exists():
                make_home(home, count, hosts, port)
                fill(home, count, hosts, port)
                (home / "port").write_text(str(port))
            # figurewatch asks for the index pages too, which bare Scrapy leaves out here.
            best = _best(
                rounds,
                {
                    "bare Scrapy": lambda: bare(count, hosts, port, again=True),
                    "figurewatch": lambda: check(home),
                },
            )
    ratio = best["figurewatch"].cpu / best["bare Scrapy"].cpu
    print(f"  figurewatch / bare Scrapy = {ratio:.2f} (bar: 1.3)")
    print(f"  peak MB: {best['figurewatch'].peak}")


def first(count: int, hosts: int, rounds: int, html: Path | None) -> None:
    """Articles never seen before, against 1.25 times trafilatura's CPU and bare Scrapy's."""
    what = f"saved pages of {html.name}" if html else "generated pages"
    print(f"{count:,} articles seen for the first time ({what}), {hosts} hosts")
    modes = {"default": False, "precision": True}
    spent = {
        name: min(trafilatura_seconds(count, html, precise=precise) for _ in range(rounds))
        for name, precise in modes.items()
    }
    with tempfile.TemporaryDirectory() as folder, site(count, hosts, html) as port:
        made = Path(folder) / "made"
        make_home(made, count, hosts, port)

        def crawl() -> Cost:
            home = Path(folder) / "home"
            shutil.rmtree(home, ignore_errors=True)
            shutil.copytree(made, home)
            return check(home)

        best = _best(
            rounds,
            {"bare Scrapy": lambda: bare(count, hosts, port, again=False), "figurewatch": crawl},
        )
    ours, scrapy = best["figurewatch"].cpu, best["bare Scrapy"].cpu
    for name, seconds in spent.items():
        ratio = ours / (seconds + scrapy)
        bar = " (bar: 1.25)" if name == "default" else ""
        print(f"  figurewatch / (trafilatura {name} {seconds:.2f} s + Scrapy) = {ratio:.2f}{bar}")
    print(f"  peak MB: {best['figurewatch'].peak}")


def memory(counts: list[int], hosts: int) -> None:
    """Peak memory of each part of a first crawl and of the next, by the number of pages."""
    print("peak MB of each part, by the number of pages")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder, site(count, hosts, None) as port:
            home = Path(folder) / "home"
            make_home(home, count, hosts, port)
            print(f"  {count:6,} first  {check(home).peak}")
            print(f"  {count:6,} again  {check(home).peak}", flush=True)


def main() -> None:
    """Measure what is asked, or both bars."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--recheck", type=int, metavar="PAGES")
    options.add_argument("--first", type=int, metavar="PAGES")
    options.add_argument("--memory", type=int, nargs="+", metavar="PAGES")
    options.add_argument("--hosts", type=int, default=8)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--html", type=Path, help="a folder of saved pages to crawl instead")
    options.add_argument("--kept", type=Path, help="a home to keep between runs of --recheck")
    chosen = options.parse_args()
    everything = not (chosen.recheck or chosen.first or chosen.memory)
    if chosen.recheck or everything:
        recheck(chosen.recheck or 10_000, chosen.hosts, chosen.rounds, chosen.kept)
    if chosen.first or everything:
        first(chosen.first or 1_000, chosen.hosts, chosen.rounds, chosen.html)
    if chosen.memory:
        memory(chosen.memory, chosen.hosts)


if __name__ == "__main__":
    main()

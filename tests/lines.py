"""Helpers of the tests of the whole line: a home that follows a test site, and runs in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from home import Home, open_home
from model import Check, PageKind
from orders import orders_for
from parsing import Parser
from runs import run

SETTINGS = """default_sources = false
default_corpus = false
[crawl]
contact = "test@example.org"
timeout = "2s"
max_wait = "1s"
allow_private = ["127.0.0.1"]
[read]
timeout = "{parse_s}s"
workers = 1
"""


def write_home(folder: Path, urls: list[str], parse_s: int = 10) -> Path:
    """A home that watches these pages alone."""
    sources = folder / "config" / "sources"
    sources.mkdir(parents=True)
    (folder / "config" / "figurewatch.toml").write_text(SETTINGS.format(parse_s=parse_s))
    starts = "".join(f'[[start]]\nurl = "{url}"\nkind = "article"\n' for url in urls)
    (sources / "site.toml").write_text(
        'name = "A site"\nkind = "government"\nplace = "Yangpu"\nlanguage = "en"\n'
        f"{starts}[limits]\ndelay = 0\n"
    )
    return folder


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def line(folder: Path, parser: Parser | None = None) -> Iterator[tuple[Home, Parser]]:
    """The home there, and what reads its pages: to start a worker takes longer than most tests, so
    that those of one vocabulary may share a ``parser``.
    """
    with open_home(folder, now) as home:
        if parser is not None:
            yield home, parser
            return
        with Parser(home.words, home.config.settings.read) as own:
            yield home, own


def look(home: Home, parser: Parser, *names: str) -> dict[str, Check]:
    """Crawl now; every article's check by the path of its address."""
    ended = run(
        lambda: orders_for(names, home.config.enabled(), home.store),
        home.config.settings,
        home.store,
        parser,
        requested_by="test",
        clock=now,
    )
    assert ended.outcome == "finished"
    checks = home.store.checks(run=ended.id)
    assert len({check.url for check in checks}) == len(checks), "a page was looked at twice"
    return {
        "/" + check.url.split("/", 3)[3]: check
        for check in checks
        if check.kind is PageKind.ARTICLE
    }

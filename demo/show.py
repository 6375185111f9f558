"""The main job, shown: crawl a small site, let a day pass, crawl it again, report what changed.

Nothing is pretended. The site is served over HTTP, and everything that reads it is the same code
that reads the web; only the site and its second day are made up.
"""

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console
from rich.status import Status

from demo.folder import NotOursError, fresh_folder, write_config
from demo.planted import QUIET
from demo.site import SITES, DemoSite
from demo.verdict import Verdict, verdict
from home import Home, open_home, report_of
from model import SEEN, Check, Claim, PageKind, RecordedChange, Report
from orders import orders_for
from parsing import Parser
from reports import clean, headline, period_words, quantity_words, render_report
from runs import run


def run_demo(home: Path, console: Console | None = None) -> int:
    """0 when the demo flagged exactly what a day had changed on its site, else 1.

    Writes only below ``home``, which an earlier demo may have left behind and nobody else.
    """
    console = console or Console(markup=False, highlight=False, emoji=False)
    try:
        fresh_folder(home)
    except NotOursError as error:
        console.print(f"{error}: name another folder with --home DIR.", soft_wrap=True)
        return 1
    with DemoSite() as site:
        write_config(home, site)
        with open_home(home, _now) as here, Parser(here.words, here.config.settings.read) as parser:
            _introduce(console, here, site)
            _crawl(console, here, parser, "Day 1")
            site.next_day()
            console.print(
                "\nA day passes on the two sites. Their pages are edited, moved, broken.\n"
            )
            report = _crawl(console, here, parser, "Day 2")
        console.print()
        console.out(render_report(report, color=console.is_terminal, width=console.width), end="")
        page = home / "report.html"
        page.write_text(render_report(report, "html"), encoding="utf-8")
        return _conclude(console, report, site, page)


def _now() -> datetime:
    return datetime.now(UTC)


def _introduce(console: Console, here: Home, site: DemoSite) -> None:
    documents = here.store.documents()
    claims = sum(len(document.version.claims) for document in documents)
    where = " and ".join(site.address(name) for name in SITES)
    console.print(
        "figurewatch demo: a district portal and a newspaper, served on this machine only"
    )
    console.print(f"  sites   {where}")
    console.print(
        f"  corpus  {len(documents)} seed documents with {claims} claims known beforehand"
    )
    console.print(f"  folder  {here.config.settings.home}\n", soft_wrap=True)


def _crawl(console: Console, here: Home, parser: Parser, day: str) -> Report:
    """Crawl both sites as ``figurewatch check`` does; the report of that run."""
    started = time.monotonic()
    with _progress(console, f"{day}: crawling") as progress:
        ended = run(
            lambda: orders_for([], here.config.enabled(), here.store),
            here.config.settings,
            here.store,
            parser,
            requested_by="demo",
            clock=_now,
            told=progress.told,
            say=console.print,
        )
    report = report_of(here, f"{day} of the demo", run=ended.id)
    articles = [check for check in report.checks if check.kind is PageKind.ARTICLE]
    claims = sum(check.claims for check in articles)
    console.print(
        f"{day}: {len(report.checks)} pages looked at, {len(articles)} of them articles, "
        f"{claims} claims read in new versions, {time.monotonic() - started:.1f} s",
        soft_wrap=True,
    )
    return report


class _Progress:
    """Says each page as it is done: in place on a terminal, a line each elsewhere."""

    def __init__(self, console: Console, status: Status | None, what: str) -> None:
        self._console, self._status, self._what, self._done = console, status, what, 0

    def told(self, check: Check) -> None:
        self._done += 1
        path = clean(urlsplit(check.url).path)
        if self._status:
            self._status.update(f"{self._what}, page {self._done}: {path}")
        else:
            self._console.print(f"  {check.state:<10} {path}  {clean(check.note)}", soft_wrap=True)


@contextmanager
def _progress(console: Console, what: str) -> Iterator[_Progress]:
    if not console.is_terminal:
        console.print(what)
        yield _Progress(console, None, what)
        return
    with console.status(what) as status:
        yield _Progress(console, status, what)


def _conclude(console: Console, report: Report, site: DemoSite, page: Path) -> int:
    """The last lines: what was found, what was not, where it is, what to type next."""
    found = verdict(report.changes, site)
    console.print()
    console.rule("the demo in short", align="left", characters="-")
    _say_found(console, report, found)
    _say_quiet(console, report, site)
    command = _command()
    console.print(f"\nThe report for a browser: {_short(page)}", soft_wrap=True)
    console.print("What to type next:", soft_wrap=True)
    home = _short(page.parent)
    for line in (
        f"{command} changes --home {home}     the changes again, with --format jsonl for scripts",
        f"{command} init --contact YOU@EXAMPLE.ORG     a home folder of your own",
        f"{command} check     look at the real sources now",
    ):
        console.print(f"  {line}", soft_wrap=True)
    return 0 if found.right else 1


def _say_found(console: Console, report: Report, found: Verdict) -> None:
    planted = len(found.found) + len(found.missed)
    else_ = "and nothing else" if found.right else "but not as it should be"
    console.print(f"Found {len(found.found)} of {planted} planted changes, {else_}:")
    for recorded in sorted(report.changes, key=lambda each: -each.change.weight):
        console.print(f"  {_in_short(recorded)}", soft_wrap=True)
    for missed in found.missed:
        console.print(f"MISSED: {missed.change} on {missed.path}", soft_wrap=True)
    for extra in found.extra:
        console.print(f"NOT PLANTED: {_in_short(extra)}", soft_wrap=True)


def _in_short(recorded: RecordedChange) -> str:
    """The change on one line: what happened, from what to what, on which page."""
    change = recorded.change
    sides = [_side(claim, change.aspects) for claim in (change.old, change.new) if claim]
    return f"{headline(change)}: {' -> '.join(sides)}, {clean(urlsplit(recorded.url).path)}"


def _side(claim: Claim, aspects: tuple[str, ...]) -> str:
    """The claim's quantity, with its period and kind where these are what differs."""
    more = {"period": period_words(claim.period), "kind": str(claim.kind)}
    differing = [words for aspect, words in more.items() if aspect in aspects]
    return ", ".join([quantity_words(claim.quantity), *differing])


def _say_quiet(console: Console, report: Report, site: DemoSite) -> None:
    checks = {check.url: check for check in report.checks}
    silent = [(q, checks.get(site.address(q.site) + q.path)) for q in QUIET]
    kept = [(quiet, check) for quiet, check in silent if check and not check.changes]
    console.print(f"\nRightly kept quiet about {len(kept)} of {len(QUIET)} other pages:")
    for quiet, check in kept:
        judged = check.note if check.state in SEEN else check.state
        console.print(f"  {quiet.path}: {quiet.why} ({clean(judged)})", soft_wrap=True)
    console.print("  and about every counter, token, teaser and clock, which no two answers share")


def _short(path: Path) -> str:
    """The path from here when it lies below, else the whole of it."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _command() -> str:
    """How to call figurewatch from here: by its name, or by the path it was called by."""
    return "figurewatch" if shutil.which("figurewatch") else _short(Path(sys.argv[0]).absolute())

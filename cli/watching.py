"""Commands that look at the web: demo, init, run, check."""

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.contact import settle_contact, warn_without_contact
from cli.listings import listing, written
from cli.opening import home_folder, now, opened
from cli.options import (
    FOUND,
    ExitCodeOption,
    HomeOption,
    ReportStyle,
    RowStyle,
    UsageError,
    put,
    tell,
)

if TYPE_CHECKING:
    from model import Check, CrawlOrder


def demo(home: HomeOption = None) -> None:
    """Show the main job on a small local site: crawl, a day passes, crawl again, report.

    Example: figurewatch demo
    """
    from demo import run_demo

    raise typer.Exit(run_demo(home.absolute() if home else Path.cwd() / ".demo"))


def init(
    contact: Annotated[
        str | None,
        typer.Option(help="An address a site owner can write to; sent with every request."),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Make a home folder: config to fill in, a store, and the seed corpus.

    Example: figurewatch init --contact me@example.org
    """
    folder = home_folder(home)
    settings = folder / "config" / "figurewatch.toml"
    (folder / "config" / "sources").mkdir(parents=True, exist_ok=True)
    known = settings.exists()
    if not settle_contact(folder, contact) and not known:
        settle_contact(folder, "")  # nobody is there to be asked
    with opened(folder, prepare=True) as here:
        documents, sources = len(here.store.documents()), len(here.config.enabled())
    put(f"Home folder    {folder}")
    put(f"Settings       {settings}{' (kept as they were)' if known else ''}")
    put(f"Sources        {sources} followed (figurewatch sources); yours go in config/sources/")
    put(f"Seed corpus    {documents} documents (figurewatch corpus list)")
    put("Next           figurewatch check, then figurewatch run")


def run(home: HomeOption = None) -> None:
    """Run as a daemon: check each source on its schedule until stopped (SIGTERM or Ctrl-C).

    Example: figurewatch run
    """
    from orders import BY_HAND
    from parsing import Parser
    from scheduler import Daemon, stop_on_signals

    log_lines()
    settle_contact(home_folder(home))
    with (
        opened(home, prepare=True) as here,
        Parser(here.words, here.config.settings.read) as parser,
    ):
        sources = (*here.config.enabled(), BY_HAND)
        warn_without_contact(here.config)
        daemon = Daemon(here.config.settings, sources, here.store, parser, now, log_check)
        stop_on_signals(daemon)
        logging.getLogger("figurewatch").info(
            "watching %d sources; stop with Ctrl-C or SIGTERM", len(sources) - 1
        )
        daemon.serve()


def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE|URL]...", help="What to look at; all sources if nothing."),
    ] = None,
    style: Annotated[
        ReportStyle, typer.Option("--format", "-f", help="How the changes are written.")
    ] = ReportStyle.TEXT,
    exit_code: ExitCodeOption = False,
    home: HomeOption = None,
) -> None:
    """Look now, due or not, at sources or pages; wait for the end; print what changed.

    Example: figurewatch check yangpu-zh https://www.shine.cn/news/metro/2308177863/
    """
    from home import report_of
    from model import SEEN, PageKind
    from orders import orders_for
    from parsing import Parser
    from runs import run as carry_out

    settle_contact(home_folder(home))
    with opened(home, prepare=True) as here:
        settings, followed = here.config.settings, here.config.enabled()

        def orders() -> "tuple[CrawlOrder, ...]":
            return orders_for(names or [], followed, here.store)

        try:
            if not orders():
                raise UsageError("there is nothing to look at: no source is enabled")
        except KeyError as error:
            known = ", ".join(source.slug for source in followed)
            raise UsageError(
                f"{error.args[0]}: neither a source ({known}) nor a web address"
            ) from error
        warn_without_contact(here.config)
        with Parser(here.words, settings.read) as parser:
            ended = carry_out(
                orders,
                settings,
                here.store,
                parser,
                requested_by="check",
                clock=now,
                told=lambda done: tell(check_line(done)),
                say=tell,
                followed=followed,
            )
        report = report_of(here, f"Check {ended.id}", run=ended.id)
        if style is ReportStyle.JSONL:  # for scripts: the changes and nothing else
            put(listing("changes", report.changes, RowStyle.JSONL))
        else:
            put(written(report, style))
    if ended.outcome != "finished":
        tell(f"the crawl did not finish: {ended.outcome}")
        raise typer.Exit(1)
    if not any(done.state in SEEN for done in report.checks if done.kind is PageKind.ARTICLE):
        tell("no page could be read")
        raise typer.Exit(1)
    if exit_code and report.told:
        raise typer.Exit(FOUND)


def check_line(done: "Check") -> str:
    """One check as a line of progress."""
    from reports import clean

    note = f" ({clean(done.note)})" if done.note else ""
    found = f", {done.changes} changed" if done.changes else ""
    return f"{done.state:<11}{clean(done.url)}{note}{found}"


def log_lines() -> None:
    """Log to standard error, one line each with its time in UTC."""
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(message)s",
        datefmt="%Y-%m-%dT%H:%M:%S%z",
        stream=sys.stderr,
    )
    for noisy in ("scrapy", "twisted", "apscheduler", "trafilatura", "htmldate", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def log_check(done: "Check") -> None:
    """Log one check of the daemon."""
    logging.getLogger("figurewatch.check").info("%s", check_line(done))

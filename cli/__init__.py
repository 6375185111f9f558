"""The command line: arguments in, one call, lines out."""

import os
import sys
from importlib.metadata import version as installed
from typing import Annotated

import typer

from cli import (
    conditions,
    corpus,
    files,
    ledger,
    listings,
    rereading,
    schedule,
    settings,
    sources,
    watching,
)
from cli.options import UsageError, put, tell
from model import ConfigError, DocumentError, FigurewatchError

app = typer.Typer(
    name="figurewatch",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=(
        "Watch government and news pages; flag new or changed targets and figures, with the "
        "evidence.\n\nStart with: figurewatch demo"
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)


for command in (
    watching.demo,
    watching.init,
    watching.check,
    watching.run,
    listings.report,
    listings.changes,
    listings.findings,
    listings.claims,
    ledger.ledger,
    ledger.history,
    listings.checks,
    listings.runs,
    schedule.schedule,
    conditions.conditions,
    files.read,
    files.compare,
    rereading.reread,
):
    app.command()(command)
app.add_typer(corpus.corpus_app)
app.add_typer(sources.sources_app)
app.add_typer(settings.config_app)


def version(shown: bool) -> None:
    """Print the version and stop."""
    if shown:
        put(f"figurewatch {installed('figurewatch')}")
        raise typer.Exit


@app.callback()
def main_options(
    _version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options before the command."""


def main() -> None:
    """Run a command; a person's mistake or a known failure is one sentence, never a traceback."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here, where a full disk or a closed pipe is still ours to tell
    except (UsageError, ConfigError, DocumentError) as error:
        tell(f"figurewatch: {error}")
        sys.exit(2)
    except FigurewatchError as error:
        tell(f"figurewatch: {error}")
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output has enough: point stdout elsewhere, so that closing it is quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:  # no such folder, no room, no right: the text names the file
        tell(f"figurewatch: {error}")
        sys.exit(1)

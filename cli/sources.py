"""Commands on sources: the list of them, trying an address, releasing a source that is held."""

from typing import Annotated

import typer

from cli.listings import listing, written
from cli.opening import now, opened
from cli.options import HomeOption, ReportStyle, RowsOption, RowStyle, UsageError, put, tell
from cli.trying import try_source
from cli.watching import check_line

sources_app = typer.Typer(
    name="sources",
    rich_markup_mode=None,
    invoke_without_command=True,
)


@sources_app.callback()
def sources(
    context: typer.Context, style: RowsOption = RowStyle.TABLE, home: HomeOption = None
) -> None:
    """The sources that are followed; without a command, the list of them.

    Example: figurewatch sources

    Example: figurewatch sources try https://www.example.gov.cn/news/
    """
    if context.invoked_subcommand is None:
        list_sources(style, home)


@sources_app.command("list")
def list_sources(style: RowsOption = RowStyle.TABLE, home: HomeOption = None) -> None:
    """List the sources, how each fares, and when it is due next.

    Example: figurewatch sources list --format csv
    """
    with opened(home, prepare=True) as here:
        states = here.store.source_states()
        put(listing("sources", [(s, states.get(s.slug)) for s in here.config.sources], style))


sources_app.command("try")(try_source)


@sources_app.command("release")
def release_source(
    slug: Annotated[str, typer.Argument(help="The source that is held.")],
    home: HomeOption = None,
) -> None:
    """Release a source that is held: what its pages that turned seem to say is told now, from the
    answers that were kept. Nothing is fetched.

    Example: figurewatch sources release yangpu-en
    """
    from home import report_of
    from parsing import Parser
    from releasing import release
    from runs import owner

    with opened(home, prepare=True) as here:
        source = next((each for each in here.config.sources if each.slug == slug), None)
        if source is None:
            raise UsageError(f"{slug}: no such source; figurewatch sources lists them")
        alarm = here.store.open_alarms().get(slug)
        if alarm is None or not alarm.held:
            tell(f"{slug} is not held: there is nothing to release")
            return
        settings = here.config.settings
        with Parser(here.words, settings.read) as parser:
            ended = release(
                source,
                settings,
                here.store,
                parser,
                clock=now,
                owner=owner(),
                told=lambda done: tell(check_line(done)),
            )
        put(written(report_of(here, f"Release of {slug}", run=ended.id), ReportStyle.TEXT))

"""Commands on sources: the list of them, and trying an address before it is followed."""

import typer

from cli.listings import listing
from cli.opening import opened
from cli.options import HomeOption, RowsOption, RowStyle, put
from cli.trying import try_source

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
    """List the sources, their schedules, and when each is due next.

    Example: figurewatch sources list --format csv
    """
    with opened(home, prepare=True) as here:
        states = here.store.source_states()
        put(listing("sources", [(s, states.get(s.slug)) for s in here.config.sources], style))


sources_app.command("try")(try_source)

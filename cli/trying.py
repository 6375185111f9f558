"""The command that tries an address before it is followed: sources try."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.opening import home_folder, opened
from cli.options import HomeOption, UsageError, put, tell

if TYPE_CHECKING:
    from pathlib import Path

    from model import Trial


def try_source(
    url: Annotated[str, typer.Argument(help="An article, an index page, a feed or a sitemap.")],
    samples: Annotated[
        int, typer.Option(min=0, max=20, help="How many of its articles to read.")
    ] = 3,
    browser: Annotated[
        bool, typer.Option("--browser", help="Fetch with a browser, for pages made by scripts.")
    ] = False,
    save: Annotated[
        bool, typer.Option("--save", help="Save the source file in config/sources/ of the home.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Show what would happen to an address: how it is found, what text, dates and claims come
    out, which links would be followed; and a source file ready to save. Nothing of the page is
    stored; what its host asks for (robots.txt, pauses) is remembered for the next time.

    Example: figurewatch sources try https://www.example.gov.cn/news/ --save
    """
    from model import Render
    from orders import address_of
    from parsing import Parser
    from reports import trial_text
    from trying import try_address

    try:
        url = address_of(url)
    except KeyError:
        ask = "write the whole address of a page, beginning with https:// or http://"
        raise UsageError(f"{url[:200]}: {ask}") from None
    folder = home_folder(home)
    with opened(folder) as here, Parser(here.words, here.config.settings.read) as parser:
        trial = try_address(
            url,
            here.config.sources,
            here.config.settings,
            parser,
            here.store,
            samples=samples,
            render=Render.BROWSER if browser else Render.HTTP,
            say=tell,
        )
    put(trial_text(trial))
    if not trial.file:
        raise typer.Exit(1)
    if save:
        tell(f"saved as {_saved(trial, folder)}; try: figurewatch check {trial.slug}")


def _saved(trial: "Trial", folder: "Path") -> "Path":
    """Where the file was saved. One that is there already is never written over."""
    from config import load_source

    file = folder / "config" / "sources" / f"{trial.slug}.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(trial.file)
    except FileExistsError as error:
        raise UsageError(f"{file}: is there already; move it away, or edit it by hand") from error
    load_source(file)
    return file

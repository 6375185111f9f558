"""Commands on the configuration."""

import typer

from cli.opening import home_folder
from cli.options import HomeOption, put

config_app = typer.Typer(
    name="config", no_args_is_help=True, rich_markup_mode=None, help="The settings in force."
)


@config_app.command("check")
def config_check(home: HomeOption = None) -> None:
    """Check every file of the configuration; nothing else runs.

    Example: figurewatch config check
    """
    from home import configured

    found, _ = configured(home_folder(home))
    conditions = len(found.settings.conditions)
    followed = f"{len(found.sources)} sources, {len(found.enabled())} followed"
    put(f"good: {followed}; {conditions} conditions")


@config_app.command("show")
def config_show(home: HomeOption = None) -> None:
    """Show every setting in force.

    Example: figurewatch config show
    """
    from config import load, settings_toml

    folder = home_folder(home)
    put(f"# home: {folder}\n{settings_toml(load(folder).settings)}")

"""Commands on the configuration."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

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
    from config import load
    from documents import words_of

    folder = home_folder(home)
    found = load(folder)
    words_of(folder)
    put(f"good: {len(found.sources)} sources, {len(found.enabled())} followed")


@config_app.command("show")
def config_show(home: HomeOption = None) -> None:
    """Show every setting in force.

    Example: figurewatch config show
    """
    from config import load

    def lines(
        value: Any,  # noqa: ANN401 - any dataclass of settings
        prefix: str,
    ) -> Iterator[str]:
        for field in fields(value):
            inner = getattr(value, field.name)
            name = f"{prefix}{field.name}"
            if is_dataclass(inner):
                yield from lines(inner, f"{name}.")
            else:
                yield f"{name} = {without_password(inner)}"

    for line in lines(load(home_folder(home)).settings, ""):
        put(line)


def without_password(value: object) -> str:
    """The value as text; the password in a database URL is not shown."""
    return re.sub(r"(://[^:/]*):.*@", r"\1:***@", str(value))

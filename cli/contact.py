"""The address that every request carries: asked for once, and never again."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.options import tell

if TYPE_CHECKING:
    from config import Config

_QUESTION = (
    "Site owners like to know whom to write to. An address of yours, sent with every request"
    " (Enter for none)"
)
_LONGEST = 200  # characters


def settle_contact(folder: Path, contact: str | None = None) -> bool:
    """Write a home's first settings, with ``contact`` or what a person at the terminal says to the
    question; True when they were written, False when there are some already.
    """
    settings = folder / "config" / "figurewatch.toml"
    if settings.exists() or (contact is None and not sys.stdin.isatty()):
        return False
    said = _asked() if contact is None else contact
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(
        "# Your settings; what is not here is as in the shipped figurewatch.toml.\n"
        f"[crawl]\ncontact = {quoted(said)}\n",
        encoding="utf-8",
    )
    if contact is None:
        _was_asked(folder).touch()
    return True


def warn_without_contact(config: "Config") -> None:
    """Say once, and no more, that no contact address is set."""
    home = config.settings.home
    if config.settings.crawl.contact or _was_asked(home).exists():
        return
    where = home / "config" / "figurewatch.toml"
    tell(f'no contact address is set: add [crawl] contact = "you@example.org" to {where}')
    _was_asked(home).touch()


def quoted(text: str) -> str:
    """``text`` as a TOML string."""
    return json.dumps(text, ensure_ascii=False)


def _asked() -> str:
    said: str = typer.prompt(_QUESTION, default="", show_default=False, err=True)
    return " ".join(said.split())[:_LONGEST]


def _was_asked(home: Path) -> Path:
    """The file that tells that the question was put."""
    return home / "contact-asked"

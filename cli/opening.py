"""What was typed, in our terms: the home folder, times, runs and sources."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from cli.options import UsageError

if TYPE_CHECKING:
    from config import Config
    from home import Home
    from model.words import Words
    from storage import Store

# Loading Scrapy, trafilatura and SQLAlchemy takes seconds: each command imports what it needs.


def now() -> datetime:
    """The time, in UTC. Only the front doors read the clock."""
    return datetime.now(UTC)


def home_folder(home: Path | None) -> Path:
    """The home named, else the platform's user data folder."""
    return (home or user_data_path("figurewatch", appauthor=False)).expanduser().absolute()


@contextmanager
def opened(home: Path | None, *, prepare: bool = False) -> Iterator["Home"]:
    """The home named, open; to ``prepare`` it is to bring its sources and corpus up to date."""
    from home import open_home

    with open_home(home_folder(home), now, prepare=prepare) as here:
        yield here


def since_time(text: str | None) -> datetime | None:
    """The moment that --since names: 2d, 12h, 30m, a date or an ISO time (UTC when unsaid)."""
    if text is None:
        return None
    units = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
    try:
        if re.fullmatch(r"[0-9]{1,6}[mhdw]", text):
            return now() - timedelta(**{units[text[-1]]: int(text[:-1])})
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        wanted = "such as 2d, 12h, 30m, 2026-01-31 or 2026-01-31T08:00+08:00"
        raise UsageError(
            f"--since {text}: not a time figurewatch knows; write one {wanted}"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def run_number(text: str | None, store: "Store") -> int | None:
    """The run that --run names: its number, or "last"."""
    if text is None:
        return None
    if text == "last":
        last = store.last_run()
        if last is None:
            raise UsageError("--run last: nothing was crawled yet; begin with: figurewatch check")
        return last.id
    if not re.fullmatch(r"[0-9]{1,15}", text):
        raise UsageError(
            f"--run {text}: write a run's number (figurewatch runs lists them) or last"
        )
    last = store.last_run()
    if last is None or int(text) > last.id:
        raise UsageError(f"--run {text}: no such run; figurewatch runs lists them")
    return int(text)


def place_name(text: str, words: "Words") -> str:
    """The plain English name of a known place, whatever name it was typed by: 杨浦区 is Yangpu.
    What is no known place stays as it is.
    """
    asked = text.casefold()
    shorter = asked[:-1] if asked[-1:] in set("区市县省") else asked
    for place in words.places:
        names = {name.casefold() for name in (place.name, *place.names)}
        if names & {asked, shorter}:
            return place.name
    return text


def known_sources(slugs: list[str] | None, config: "Config") -> list[str] | None:
    """The slugs given, each of which must be a source."""
    known = {source.slug for source in config.sources} | {"by-hand"}
    for slug in slugs or []:
        if slug not in known:
            raise UsageError(
                f"--source {slug}: no such source; there are: {', '.join(sorted(known))}"
            )
    return slugs or None

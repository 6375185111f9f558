"""The pages of the demo site: small TOML files with a body for each of two days."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PAGES = Path(__file__).parent / "pages"

Block = tuple[str, str | list[list[str]]]


@dataclass(frozen=True, slots=True)
class Story:
    """One page as it stands on one day. ``design`` names its template, or "notfound" for an error
    page served as if all were well; ``validators`` says whether it answers 304 when unchanged.
    """

    site: str
    path: str
    title: str
    author: str
    published: date
    language: str
    body: str
    design: str
    charset: str
    status: int
    validators: bool

    def blocks(self) -> Iterator[Block]:
        """Yield ("heading", text), ("text", text) and ("table", rows), in order."""
        for part in self.body.strip().split("\n\n"):
            if part.startswith("## "):
                yield "heading", part.removeprefix("## ")
            elif part.startswith("|"):
                yield "table", [_cells(line) for line in part.splitlines()]
            else:
                yield "text", part


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("| ").split("|")]


def stories(site: str, day: int) -> tuple[Story, ...]:
    """The pages of a site on day 1 or 2, newest first."""
    files = sorted((PAGES / site).glob("*.toml"))
    found = [_story(site, tomllib.loads(file.read_text("utf-8")), day) for file in files]
    return tuple(sorted(found, key=lambda story: story.published, reverse=True))


def _story(site: str, file: dict[str, object], day: int) -> Story:
    """A page's file on one day: what ``day2_…`` keys say replaces the rest from day 2 on."""
    now = dict(file)
    if day > 1:
        now |= {key.removeprefix("day2_"): value for key, value in file.items() if "day2_" in key}
    published = file["published"]
    assert isinstance(published, date)
    return Story(
        site=site,
        path=str(now["path"]),
        title=str(now["title"]),
        author=str(now.get("author", "")),
        published=published,
        language=str(now["language"]),
        body=str(now.get("day2", now["day1"]) if day > 1 else now["day1"]),
        design=str(now.get("design", site)),
        charset=str(now.get("charset", "utf-8")),
        status=int(str(now.get("status", 200))),
        validators=bool(now.get("validators", False)),
    )

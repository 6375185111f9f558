"""The command that reads stored versions anew: reread."""

import sys
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from cli.listings import listing
from cli.opening import now, opened
from cli.options import HomeOption, RowsOption, RowStyle, UsageError, put, tell

if TYPE_CHECKING:
    from home import Home
    from model import ReadAs, Reread, StoredReading
    from parsing import Parser
    from reports import ReadOtherwise


def reread(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE|URL]...", help="Whose pages to read; all, and the corpus, if nothing."
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every version ever stored, not the newest alone.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Store nothing; show what would be read otherwise.")
    ] = False,
    style: RowsOption = RowStyle.TABLE,
    home: HomeOption = None,
) -> None:
    """Read stored pages anew with this reader, and show what it reads otherwise. No change, no
    finding and no notice comes of it; what this reader read already is left out.

    Example: figurewatch reread --dry-run

    Example: figurewatch reread yangpu-zh --all --format csv
    """
    from parsing import Parser
    from reread import reread as read_anew

    with opened(home) as here, Parser(here.words, here.config.settings.read) as parser:
        rules = rules_of(here)
        stored = here.store.readings(**chosen(names or [], rules, here), every=every)
        todo, orphans = to_read(stored, rules, parser)
        told = Told(len(todo), len(stored) - len(todo) - orphans, orphans)
        for done in read_anew(
            todo,
            rules,
            here.store,
            parser,
            now,
            in_hand=2 * here.config.settings.read.workers,
            dry_run=dry_run,
        ):
            told.hear(done)
    told.close()
    put(listing("claims read otherwise", told.rows, style))
    say = put if style in {RowStyle.TABLE, RowStyle.MD} else tell
    for words in told.totals(dry_run=dry_run):
        say(words)


def rules_of(here: "Home") -> "dict[str, ReadAs]":
    """How the pages of each source that is configured are read."""
    from orders import BY_HAND

    return {source.slug: source.read_as for source in (*here.config.sources, BY_HAND)}


def chosen(
    names: Sequence[str], places: Collection[str], here: "Home"
) -> dict[str, Collection[str] | None]:
    """What the names mean to the store: sources by their slugs, and pages by their addresses."""
    if not names:
        return {"sources": None, "urls": None}
    sources = [name for name in names if name in places]
    urls = [address_of(name, places, here) for name in names if name not in places]
    return {"sources": sources, "urls": urls}


def address_of(name: str, places: Collection[str], here: "Home") -> str:
    """The address of a page that is watched."""
    from crawler import canonical_url

    try:
        for address in (name, canonical_url(name)):
            if here.store.page_by_url(address) is not None:
                return address
    except ValueError:  # no such port, half an IPv6 address
        pass
    known = ", ".join(sorted(places))
    raise UsageError(f"{name}: neither a source ({known}) nor the address of a stored page")


def to_read(
    stored: "Sequence[StoredReading]", rules: "dict[str, ReadAs]", parser: "Parser"
) -> "tuple[list[StoredReading], int]":
    """What another extractor or reader read last; and how many versions are of sources that are
    configured no longer: nobody knows how they are read.
    """
    from model import ReadAs
    from reread import wanted_by

    known = [each for each in stored if each.source is None or each.source in rules]
    todo = [
        each
        for each in known
        if wanted_by(each, rules[each.source] if each.source else ReadAs(), parser) != each.read_by
    ]
    return todo, len(stored) - len(known)


@dataclass(slots=True)
class Told:
    """What was heard of the versions read so far."""

    todo: int
    current: int
    orphans: int
    rows: "list[ReadOtherwise]" = field(default_factory=list)
    read: int = 0
    failed: int = 0
    before: int = 0
    after: int = 0

    def hear(self, done: "Reread") -> None:
        """Count one version; say how far it is."""
        from reports import ReadOtherwise

        self.read += 1
        self.before += done.before
        self.after += done.after
        self.rows += [ReadOtherwise(done, change) for change in done.changes]
        if done.problem:
            self.failed += 1
            self.wipe()
            tell(f"{done.reading.name}: version {done.reading.seq}: {done.problem}")
        self.progress()

    def progress(self) -> None:
        """One line that is written over on a terminal; elsewhere a line for every hundred."""
        count = self.read
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{count} of {self.todo} versions read anew")
            sys.stderr.flush()
        elif count % 100 == 0:
            tell(f"{count} of {self.todo} versions read anew")

    def wipe(self) -> None:
        """Take the line of progress away."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    close = wipe

    def totals(self, *, dry_run: bool) -> list[str]:
        """What it comes to, in sentences."""
        kinds = Counter(row.change.change.value for row in self.rows)
        lines = [
            f"Versions read anew: {self.read}; read so already: {self.current}.",
            f"Claims before: {self.before}; now: {self.after}. Now read: {kinds['added']}; "
            f"no longer read: {kinds['removed']}; read otherwise: {kinds['changed']}.",
        ]
        if self.failed:
            lines.append(f"Versions whose page could not be extracted anew: {self.failed}.")
        if self.orphans:
            lines.append(
                f"Versions of sources no longer configured, left as they are: {self.orphans}."
            )
        if dry_run:
            lines.append("Nothing was stored.")
        return lines

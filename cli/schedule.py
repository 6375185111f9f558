"""The command that shows and explains the next checks: schedule."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from cli.listings import listing
from cli.opening import now, opened
from cli.options import HomeOption, RowsOption, RowStyle, UsageError, put, tell

if TYPE_CHECKING:
    from home import Home
    from model import HostState, Page, Source
    from reports import Awaited


def schedule(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE|URL]...", help="Which checks; all if nothing."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many, soonest first.")] = 50,
    style: RowsOption = RowStyle.TABLE,
    home: HomeOption = None,
) -> None:
    """Show the next checks in order of time, and why each is due then; a page's address explains
    that page in full.

    Example: figurewatch schedule yangpu-zh --limit 20

    Example: figurewatch schedule https://www.shine.cn/news/metro/2308177863/
    """
    with opened(home, prepare=True) as here:
        waiting = _Waiting(here, now())
        slugs = [name for name in names or [] if name in waiting.states]
        pages = [waiting.page_at(name) for name in names or [] if name not in waiting.states]
        rows = [waiting.row(page) for page in pages]
        if slugs or not names:
            rows += waiting.of_sources(slugs or list(waiting.states), pages)
        rows.sort(key=lambda row: row.order)
        shown = [waiting.explained(row) for row in rows[:limit]]
    if style is RowStyle.TABLE and pages and not slugs:
        put(_in_full(shown))
    else:
        put(listing("next checks", shown, style))
    if len(rows) > limit:
        tell(f"The first {limit} of {len(rows)} are shown; --limit shows more.")


def _in_full(rows: "Sequence[Awaited]") -> str:
    from reports import plan_in_full

    return "\n".join(plan_in_full(row) for row in rows)


class _Waiting:
    """What is known of sources and hosts while rows are made of pages."""

    def __init__(self, here: "Home", moment: datetime) -> None:
        from orders import BY_HAND

        self._here, self._now = here, moment
        self.states = here.store.source_states()
        self._sources: dict[str, Source] = {
            source.slug: source for source in (*here.config.sources, BY_HAND)
        }
        self._resting: dict[str, HostState] = {
            host.host: host
            for host in here.store.host_states()
            if host.not_before and host.not_before > moment
        }

    def page_at(self, url: str) -> "Page":
        """The page of that address. Raises: UsageError when none is watched there."""
        from crawler import canonical_url

        try:
            page = self._here.store.page_by_url(canonical_url(url))
        except ValueError:  # no such port, half an IPv6 address
            page = None
        if page is None:
            known = ", ".join(self.states)
            raise UsageError(f"{url}: neither a source ({known}) nor the address of a watched page")
        return page

    def of_sources(self, slugs: Iterable[str], known: "Sequence[Page]") -> "Iterator[Awaited]":
        """The runs and pages of the sources, without the pages ``known`` already."""
        from orders import BY_HAND
        from reports import Awaited
        from revisit import rhythm

        wanted, named = set(slugs), {page.id for page in known}
        for slug in wanted:
            source, state = self._sources.get(slug), self.states[slug]
            pace = rhythm(source.schedule, self._now) if source else None
            if slug != BY_HAND.slug or state.next_run_at:  # else nobody asked for a page by hand
                yield Awaited(slug, state, self._now, source=source, pace=pace)
        only = next(iter(wanted)) if len(wanted) == 1 else None
        for page in self._here.store.pages(only):
            if page.source in wanted and page.id not in named:
                yield self.row(page)

    def row(self, page: "Page") -> "Awaited":
        """The page beside what its time depends on, not explained yet."""
        from reports import Awaited
        from revisit import is_listed_as_changed

        return Awaited(
            slug=page.source,
            state=self.states.get(page.source),
            now=self._now,
            page=page,
            source=self._sources.get(page.source),
            listed=is_listed_as_changed(page, self._now),
            asked=self._resting_host(page.url),
        )

    def _resting_host(self, url: str) -> "HostState | None":
        if not self._resting:
            return None
        parts = urlsplit(url)
        return self._resting.get(parts.netloc) or self._resting.get(parts.hostname or "")

    def explained(self, row: "Awaited") -> "Awaited":
        """The row with its plan, as its last look made it."""
        from model import CheckState
        from revisit import plan, rhythm

        page, source = row.page, row.source
        if page is None or source is None or page.next_check_at is None:
            return row
        at = page.seen_at or self._now
        made = plan(page, page.last_state or CheckState.OK, source.schedule, at)
        return replace(row, plan=made, pace=rhythm(source.schedule, at))

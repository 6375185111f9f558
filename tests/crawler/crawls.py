"""Helpers of the crawler's tests: a source on a test site, and a crawl of it by address."""

from dataclasses import replace

from crawler import crawl
from model import (
    Capture,
    CrawlOrder,
    CrawlSettings,
    CrawlSummary,
    FetchFailure,
    Limits,
    Page,
    PageKind,
    Source,
    Start,
)
from tests.site import Site

FAST = CrawlSettings(
    contact="watch@example.org",
    timeout_s=1.5,
    max_bytes=1_000_000,
    max_wait_s=0.2,
    run_timeout_s=40,
    allow_private=("127.0.0.1", "localhost"),
)
KIND = Limits(delay_s=0)


def source(slug="test", *, starts=(), robots=True, **more) -> Source:
    limits = replace(more.pop("limits", KIND), robots=robots)
    return Source(
        slug=slug,
        name=slug,
        publisher="A district",
        kind="government",
        place=None,
        language=more.pop("language", "en"),
        starts=tuple(Start(url, kind) for url, kind in starts),
        limits=limits,
        **more,
    )


def order(*urls: str, robots=True, slug="test", **more) -> CrawlOrder:
    """An order for these addresses and nothing else."""
    pages = tuple(u if isinstance(u, Page) else Page(u, slug, PageKind.ARTICLE) for u in urls)
    return CrawlOrder(source(slug, robots=robots, **more), pages, discover=False)


def discovery(site: Site, starts: dict[str, PageKind], **more) -> CrawlOrder:
    """An order to follow what these start pages of ``site`` lead to."""
    return CrawlOrder(source(starts=[(site.url(p), k) for p, k in starts.items()], **more))


def answers(
    orders: list[CrawlOrder], settings: CrawlSettings = FAST
) -> tuple[dict[str, Capture | FetchFailure], CrawlSummary]:
    """What each address answered (exactly once), and the summary (exactly last)."""
    *items, summary = crawl(orders, settings)
    assert isinstance(summary, CrawlSummary)
    assert not any(isinstance(item, CrawlSummary) for item in items)
    by_url = {item.url: item for item in items}
    assert len(by_url) == len(items), "an address was answered twice"
    return by_url, summary


def dropped(summary: CrawlSummary) -> dict[str, int]:
    """What was not followed, by reason; all of one source."""
    assert len({each.source for each in summary.dropped}) <= 1
    return {each.reason: each.number for each in summary.dropped}

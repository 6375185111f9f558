"""What a run is to crawl: of whole sources what is due, of names what they mean."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from crawler import canonical_url, key_of
from model import CrawlOrder, Page, PageKind, Source
from revisit import is_due, turn
from storage import Store

# A page asked for by its address, on a host that no source follows, belongs here.
BY_HAND = Source(
    slug="by-hand",
    name="Pages asked for by hand",
    publisher="",
    kind="other",
    place=None,
    language="en",
    starts=(),
)


def orders_for(
    names: Sequence[str], sources: Sequence[Source], store: Store
) -> tuple[CrawlOrder, ...]:
    """What to crawl for ``names``: sources by their slug, pages by their address; when nothing is
    named all sources, and the pages that were asked for by hand.

    Raises: KeyError with the first name that is neither.
    """
    if not names:
        by_hand = [page.url for page in store.pages(BY_HAND.slug)]
        whole = [_order(source, store, longest_waiting(store, source)) for source in sources]
        return (*whole, *_orders_for_pages(by_hand, (), store))
    by_slug = {source.slug: source for source in sources}
    wanted = [by_slug[name] for name in dict.fromkeys(names) if name in by_slug]
    pages = [name for name in names if name not in by_slug]
    orders = {each.slug: _order(each, store, longest_waiting(store, each)) for each in wanted}
    alone = []
    for order in _orders_for_pages(pages, sources, store):
        # A page beside its whole source is fetched once, not twice.
        whole_source = orders.get(order.source.slug)
        if whole_source is None:
            alone.append(order)
        else:
            both = dict.fromkeys((*order.pages, *whole_source.pages))
            orders[order.source.slug] = replace(whole_source, pages=tuple(both))
    return (*orders.values(), *alone)


def due_orders(source: Source, store: Store, now: datetime) -> tuple[CrawlOrder, ...]:
    """The source's start pages, those of its pages that are due, and what is new on them."""
    pages = longest_waiting(store, source)
    due = tuple(page for page in pages if is_due(page, source.schedule, now))
    if source.slug == BY_HAND.slug:
        return tuple(_orders_for_pages([page.url for page in due], (), store))
    asked = {page.id for page in due}
    resting = [p for p in pages if p.kind is PageKind.ARTICLE and p.id not in asked]
    # What earlier crawls learnt of listings says what need not be read of them now.
    listings = [p for p in pages if p.kind is not PageKind.ARTICLE and p.id not in asked]
    order = _order(source, store, (*due, *listings), tuple(resting))
    return (replace(order, trusts_indexes=True),)


def _order(
    source: Source, store: Store, pages: Sequence[Page], not_due: tuple[Page, ...] = ()
) -> CrawlOrder:
    """The order, with all other addresses that its pages are known by. A start that is written
    otherwise than the page it became is one of these.
    """
    others = store.other_addresses(source.slug)
    resting = {key_of(page.url) for page in not_due}
    starts = [
        start.url
        for start in source.starts
        if start.kind is PageKind.ARTICLE
        and (canonical_url(start.url) in others or key_of(start.url) in resting)
    ]
    return CrawlOrder(source, tuple(pages), not_due=not_due, also_known=(*others, *starts))


def longest_waiting(store: Store, source: Source) -> tuple[Page, ...]:
    """The source's pages, those first that wait longest: a crawl that runs out of time then
    does not leave out the same ones every time.
    """
    return tuple(sorted(store.pages(source.slug), key=turn))


def _orders_for_pages(
    urls: Iterable[str], sources: Sequence[Source], store: Store
) -> Iterator[CrawlOrder]:
    by_source: dict[Source, list[Page]] = {}
    for url in urls:
        address = address_of(url)
        known = store.page_by_url(address)
        source = _source_of(address, known, sources)
        page = known if known and known.source == source.slug else Page(address, source.slug)
        by_source.setdefault(source, []).append(page)
    for source, pages in by_source.items():
        yield CrawlOrder(source, tuple(dict.fromkeys(pages)), discover=False)


def address_of(url: str) -> str:
    """The canonical form of an address that a person typed.

    Raises: KeyError with it when it is none of a web page.
    """
    try:
        parts = urlsplit(url)
        named = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or 1)
        if named and len(url) <= 2000:
            return canonical_url(url)
    except ValueError:  # no such port, half an IPv6 address
        pass
    raise KeyError(url)


def _source_of(url: str, known: Page | None, sources: Sequence[Source]) -> Source:
    """The source that watches ``url`` already, else the one whose host it is on, else none's:
    a page asked for by hand belongs to a source of its own.
    """
    host = urlsplit(url).netloc.lower()
    for source in sources:
        if known and known.source == source.slug:
            return source
    for source in sources:
        if host in source.hosts:
            return source
    return replace(BY_HAND, publisher=host, hosts=(host,))

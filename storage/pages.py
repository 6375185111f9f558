"""The pages we watch, and the addresses they have had."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select, update

from model import BusyError, CheckState, Page, PageKind, StorageError, other_scheme
from storage import sources
from storage.engine import insert_new, insert_new_row
from storage.rows import page_fields, page_of
from storage.tables import page, page_url, source


def _pages() -> Select[tuple[object, ...]]:
    return select(page, source.c.slug).join(source, source.c.id == page.c.source_id)


_STANDS = page.c.joined_id.is_(None)  # a page, and not what another one once was

# Built once: every look needs both, and building takes longer than asking.
_LOCKED = _pages().where(page.c.id == bindparam("its_id")).with_for_update(of=page)
_WRITE = update(page).where(page.c.id == bindparam("its_id"))
_ALL_LOCKED = (
    _pages()
    .where(page.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(page.c.id)  # one order for all writers, or two could wait for each other
    .with_for_update(of=page)
)
_LIVES = page.c.url_sha256 == bindparam("url_sha256")
_LIVED = page.c.id.in_(
    select(page_url.c.page_id).where(page_url.c.url_sha256 == bindparam("url_sha256"))
)
_AT = tuple(
    _pages().where(there, _STANDS).order_by(page.c.id).limit(1) for there in (_LIVES, _LIVED)
)
_AT_OF_SOURCE = tuple(at.where(source.c.slug == bindparam("slug")) for at in _AT)


def sha256_of(url: str) -> str:
    """What an address is indexed by."""
    return hashlib.sha256(url.encode(errors="surrogatepass")).hexdigest()


def by_url(connection: Connection, url: str, slug: str | None = None) -> Page | None:
    """The page that lives at ``url``, else the one that used to; the oldest where several do. Else
    the one at the same address by https, or by http.
    """
    for address in filter(None, (url, other_scheme(url))):
        asked = {"url_sha256": sha256_of(address), "slug": slug}
        for wanted in _AT if slug is None else _AT_OF_SOURCE:
            row = connection.execute(wanted, asked).mappings().first()
            if row is not None:
                return page_of(row)
    return None


def listed(
    connection: Connection, slug: str | None = None, kind: PageKind | None = None
) -> tuple[Page, ...]:
    """All pages, of one source or kind where asked, in the order they were found."""
    wanted = _pages().where(_STANDS).order_by(page.c.id)
    if slug is not None:
        wanted = wanted.where(source.c.slug == slug)
    if kind is not None:
        wanted = wanted.where(page.c.kind == PageKind(kind).value)
    return tuple(page_of(row) for row in connection.execute(wanted).mappings())


def other_addresses(connection: Connection, slug: str) -> tuple[tuple[str, str], ...]:
    """Where the source's pages have lived before, or live besides, each with the page's address."""
    joined = page_url.join(page, page.c.id == page_url.c.page_id)
    joined = joined.join(source, source.c.id == page.c.source_id)
    other = page_url.c.url_sha256 != page.c.url_sha256
    wanted = select(page_url.c.url, page.c.url.label("lives")).select_from(joined)
    wanted = wanted.where(source.c.slug == slug, other, _STANDS).order_by(page_url.c.id)
    return tuple((row.url, row.lives) for row in connection.execute(wanted))


def ensure(
    connection: Connection,
    url: str,
    slug: str,
    kind: PageKind,
    now: datetime,
    found_on: str | None = None,
) -> Page:
    """The page at ``url``, made where the source had none, and made ``kind`` where it was none."""
    known = by_url(connection, url, slug)
    if known is not None:
        return known if known.kind is kind else _turned_into(connection, known, kind)
    made, _ = _made(connection, Page(url, slug, kind), now, found_on)
    return made


def _made(
    connection: Connection, new: Page, now: datetime, found_on: str | None
) -> tuple[Page, bool]:
    """The page at an address where there was none, and whether it was us who made it."""
    url, slug = new.url, new.source
    row = {
        "source_id": sources.id_of(connection, slug),
        "url": url,
        "url_sha256": sha256_of(url),
        "found_on": found_on,
        "first_seen_at": now,
        **page_fields(Page(url, slug, new.kind)),
    }
    if (made_id := insert_new_row(connection, page, row)) is not None:
        remember_url(connection, made_id, url, now)
        return Page(url, slug, new.kind, id=made_id), True
    made = by_url(connection, url, slug)
    assert made is not None and made.id is not None  # inserted a moment before us
    remember_url(connection, made.id, url, now)
    return made, False


def _turned_into(connection: Connection, known: Page, kind: PageKind) -> Page:
    # Without validators: "not modified" would hide the links or the text never read before.
    turned = replace(known, kind=kind, etag=None, last_modified=None, body_sha256=None)
    connection.execute(_WRITE, {"its_id": known.id, **page_fields(turned)})
    return turned


def held(
    connection: Connection, wanted: Page, now: datetime, found_on: str | None = None
) -> tuple[Page, bool]:
    """The stored page, as ``locked`` gives it, and whether it was made just now: then nothing else
    that is stored can be of it.
    """
    if wanted.id is None and by_url(connection, wanted.url, wanted.source) is None:
        stored, is_new = _made(connection, wanted, now, found_on)
        if is_new:
            return stored, True
        wanted = stored
    return locked(connection, wanted, now), False


def locked(connection: Connection, wanted: Page, now: datetime) -> Page:
    """The stored page, held until the transaction ends, so that its looks come one by one.

    Raises: BusyError when the page was joined to another: that one is looked at from then on.
    """
    page_id = wanted.id
    if page_id is None:
        page_id = ensure(connection, wanted.url, wanted.source, wanted.kind, now).id
    row = connection.execute(_LOCKED, {"its_id": page_id}).mappings().first()
    if row is None:
        raise StorageError(f"{wanted.url}: the store knows no page {page_id}")
    if row["joined_id"] is not None:
        raise BusyError(f"{wanted.url}: the page was joined to another meanwhile")
    return page_of(row)


def locked_all(connection: Connection, ids: Sequence[int]) -> dict[int, Page]:
    """The stored pages by their numbers, held until the transaction ends; none that was joined to
    another, for it is no page any more.
    """
    rows = connection.execute(_ALL_LOCKED, {"ids": sorted(set(ids))}).mappings()
    return {row["id"]: page_of(row) for row in rows if row["joined_id"] is None}


def write_all(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """What looks learnt of pages: the columns of each, with its number as ``its_id``."""
    if rows:
        connection.execute(_WRITE, list(rows))


def write(
    connection: Connection,
    stored: Page,
    seen: Page,
    state: CheckState | None,
    now: datetime,
    *,
    seen_at: datetime | None,
    also_at: Iterable[str] = (),
) -> None:
    """What a look learnt of the page; ``seen_at`` when it saw the article itself, ``also_at``
    where it lives besides: an address of another page is that page's.
    """
    assert stored.id is not None  # it comes from the store
    values = {**page_fields(seen), "last_state": state.value if state else None}
    if seen_at is not None:
        values["seen_at"] = seen_at
    if seen.url != stored.url and _is_free(connection, stored, seen.url):
        values |= {"url": seen.url, "url_sha256": sha256_of(seen.url)}
        remember_url(connection, stored.id, seen.url, now)
    for url in also_at:
        if by_url(connection, url, stored.source) is None:
            remember_url(connection, stored.id, url, now)
    connection.execute(_WRITE, {"its_id": stored.id, **values})


def _is_free(connection: Connection, stored: Page, url: str) -> bool:
    """Whether no other page of the source lives there: two pages may come to redirect to one
    address, and a look is not to be lost over that.
    """
    mine = select(page.c.source_id).where(page.c.id == stored.id).scalar_subquery()
    taken = select(page.c.id).where(page.c.source_id == mine, page.c.url_sha256 == sha256_of(url))
    return connection.execute(taken).first() is None


def remember_url(connection: Connection, page_id: int, url: str, now: datetime) -> None:
    """That the page is found at ``url`` too."""
    row = {"page_id": page_id, "url": url, "url_sha256": sha256_of(url), "first_seen_at": now}
    insert_new(connection, page_url, [row])

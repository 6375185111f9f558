"""Two pages that are one document become one page: nothing is deleted, all leads to one history.

A page that moves may be found at its new address before its old one says so: it then has two
rows, and what changed on the way would be told by neither. The row with the older history goes on
with the versions of both, in the order they were captured; the other one keeps its row and says
which page it was (`joined_id`).
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select, update

from model import BusyError, Check, Claim, Join, Look, Page, PageKind, StorageError
from storage import changes, checks, pages, versions, witnesses
from storage.rows import page_fields
from storage.tables import change, finding, finding_witness, page, page_check, page_url, version

_ASIDE = 1_000_000  # a place in the order of versions that none has
_MOST_GAPS = 32  # of both pages, the latest


def record(connection: Connection, look: Look, join: Join, now: datetime) -> Check:
    """The check as stored, on the page that goes on. Call it in a write transaction of its own.

    Raises: BusyError when either page is not as it was compared.
    """
    survivor, absorbed = join.survivor, join.absorbed
    if look.check.run is None or survivor.id is None or absorbed.id is None:
        raise StorageError(f"{look.check.url}: the look names no run, or a page without a number")
    if survivor.source != absorbed.source or {survivor.kind, absorbed.kind} != {PageKind.ARTICLE}:
        raise StorageError(f"{survivor.url}, {absorbed.url}: not articles of one source")
    stored = _held(connection, join, now)
    count = len(look.comparison.changes) if look.comparison else 0
    check = replace(look.check, changes=count)
    check_id = checks.add(connection, check, look.check.run, survivor.id)
    _lead(connection, absorbed.id, survivor.id)
    _merge_versions(connection, absorbed.id, survivor.id)
    _write_pages(connection, join, stored, now)
    for page_id in (absorbed.id, survivor.id):
        witnesses.rebuild(connection, page_id=page_id)
    _add_changes(connection, look, join, check_id, now)
    return replace(check, id=check_id, page=survivor.id, version=None)


def _held(connection: Connection, join: Join, now: datetime) -> dict[int | None, Page]:
    """Both pages as stored, held until the transaction ends; always in one order."""
    both = sorted((join.survivor, join.absorbed), key=lambda each: each.id or 0)
    stored = {each.id: pages.locked(connection, each, now) for each in both}
    ids = [join.survivor.id, join.absorbed.id]
    gone = select(page.c.id).where(page.c.id.in_(ids), page.c.joined_id.is_not(None))
    newest = tuple(versions.latest_id(connection, each) for each in ids if each is not None)
    if connection.execute(gone).first() is not None or newest != join.newest:
        raise BusyError(f"{join.survivor.url}: another process recorded a version meanwhile")
    return stored


def _lead(connection: Connection, absorbed: int, survivor: int) -> None:
    """Looks, changes, findings and addresses of the one are the other's from now on."""
    for table in (page_check, change, finding):
        mine = update(table).where(table.c.page_id == absorbed)
        connection.execute(mine.values(page_id=survivor))
    # Where both are witnesses of one finding, the survivor's word stands, and the other's stays.
    heard = select(finding_witness.c.finding_id).where(finding_witness.c.page_id == survivor)
    mine = update(finding_witness).where(
        finding_witness.c.page_id == absorbed, finding_witness.c.finding_id.not_in(heard)
    )
    connection.execute(mine.values(page_id=survivor))
    joined_before = update(page).where(page.c.joined_id == absorbed)
    connection.execute(joined_before.values(joined_id=survivor))
    addresses = select(page_url.c.url, page_url.c.first_seen_at).where(
        page_url.c.page_id == absorbed
    )
    for row in connection.execute(addresses.order_by(page_url.c.id)).all():
        pages.remember_url(connection, survivor, row.url, row.first_seen_at)


def _merge_versions(connection: Connection, absorbed: int, survivor: int) -> None:
    """One history, in the order of capture."""
    both = select(version.c.id).where(version.c.page_id.in_([absorbed, survivor]))
    ids = connection.execute(both.order_by(version.c.captured_at, version.c.id)).scalars().all()
    # Two steps, for no two versions of a page may ever have one place.
    for first in (_ASIDE, 1):
        for seq, version_id in enumerate(ids, start=first):
            its_row = update(version).where(version.c.id == version_id)
            connection.execute(its_row.values(page_id=survivor, seq=seq))


def _write_pages(
    connection: Connection, join: Join, stored: dict[int | None, Page], now: datetime
) -> None:
    survivor, absorbed, lives = (
        stored[each.id] for each in (join.survivor, join.absorbed, join.lives)
    )
    assert survivor.id is not None and absorbed.id is not None  # `record` refused others
    # Its address is another's now, and no two pages of a source share one.
    sha256 = pages.sha256_of(f"{absorbed.url}#joined-{absorbed.id}")
    away = {"joined_id": survivor.id, "url_sha256": sha256, "next_check_at": None}
    connection.execute(update(page).where(page.c.id == absorbed.id).values(away))
    seen = [each.seen_at for each in (survivor, absorbed) if each.seen_at]
    newest = versions.latest_id(connection, survivor.id)
    if newest != join.newest[0 if lives is survivor else 1]:
        # The last text of the two is not of the page that lives: "not modified" would be said of
        # another one than the text that the next look is compared with.
        lives = replace(lives, etag=None, last_modified=None, body_sha256=None)
    gaps = (*survivor.gaps, *absorbed.gaps)[-_MOST_GAPS:]
    on = {
        **page_fields(replace(lives, gaps=gaps)),
        "url": lives.url,
        "url_sha256": pages.sha256_of(lives.url),
        "last_state": lives.last_state.value if lives.last_state else None,
        "seen_at": max(seen, default=None),
    }
    connection.execute(update(page).where(page.c.id == survivor.id).values(on))
    pages.remember_url(connection, survivor.id, lives.url, now)


def _add_changes(
    connection: Connection, look: Look, join: Join, check_id: int, now: datetime
) -> None:
    """What changed on the way from the one to the other."""
    given = look.comparison.changes if look.comparison else ()
    if not given or join.old is None or join.new is None:
        return
    assert join.survivor.id is not None and look.check.run is not None  # as above
    found = changes.settle(
        connection, join.survivor.id, look.check.run, check_id, given, whole=False
    )
    where = {
        "page_id": join.survivor.id,
        "check_id": check_id,
        "detected_at": now,
        "old_version_id": join.old,
        "new_version_id": join.new,
    }
    ids = [_claims(connection, each) for each in (join.old, join.new)]
    changes.add(connection, found, ids[0], ids[1], where)


def _claims(connection: Connection, version_id: int) -> dict[Claim, int]:
    return {each: claim_id for claim_id, each in versions.claims_of(connection, version_id)}

"""Changes: what a look flagged, and what later looks made of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, FromClause, Select, bindparam, select, text, update

from model import Change, ChangeState, Claim, Notice, RecordedChange
from storage.checks import at_urls, narrowed, newest
from storage.claim_rows import claim_of
from storage.engine import insert_row
from storage.reverts import Earlier, earlier_changes, taken_back, was_out_of_sight
from storage.rows import change_fields, change_of
from storage.tables import capture, change, page, page_check, source, version


class Settled(NamedTuple):
    """A change to be stored, and the earlier one that it takes back. ``since`` is the removal that
    it shows to be none: its evidence is the version that last said what came back otherwise.
    """

    change: Change
    reverts: int | None = None
    since: Earlier | None = None


def add(
    connection: Connection,
    changes: Iterable[Settled],
    before: Mapping[Claim, int],
    after: Mapping[Claim, int],
    where: Mapping[str, Any],
) -> dict[Claim, int]:
    """Store the changes; for each claim that came or changed, the id of its change."""
    ids = {}
    for each, reverts, since in changes:
        row = {
            **where,
            **change_fields(each),
            "reverts_id": reverts,
            "old_claim_id": before.get(each.old) if each.old else None,
            **({"old_claim_id": since.claim, "old_version_id": since.version} if since else {}),
            "new_claim_id": after.get(each.new) if each.new else None,
        }
        change_id = insert_row(connection, change, row)
        if each.new:
            ids[each.new] = change_id
    return ids


_OPEN = (
    select(change.c.id, page_check.c.run_id)
    .join(page_check, page_check.c.id == change.c.check_id)
    .where(
        change.c.page_id == bindparam("page"),
        # A literal, not a parameter: only so does the partial index serve.
        text("change.state = 'provisional'"),
        change.c.check_id < bindparam("check"),
    )
)


_UNCONFIRMED = (
    select(change.c.old, change.c.old_version_id)
    .where(
        change.c.page_id == bindparam("page"),
        text("change.state = 'provisional'"),
        change.c.new.is_(None),
        change.c.old_version_id.is_not(None),
    )
    .order_by(change.c.id)
)


def unconfirmed_removals(connection: Connection, page_id: int) -> tuple[tuple[Claim, int], ...]:
    """What one look did not find on the page and none has confirmed, each with the version that
    last said it.
    """
    rows = connection.execute(_UNCONFIRMED, {"page": page_id})
    return tuple((claim_of(row.old), row.old_version_id) for row in rows)


def settle(
    connection: Connection,
    page_id: int,
    run_id: int,
    check_id: int,
    changes: Iterable[Change],
    *,
    whole: bool = True,
) -> tuple[Settled, ...]:
    """``changes``, each with the earlier one it takes back, after the earlier ones are settled:
    reverted where a change takes them back; confirmed where a removal is still missing in a later
    run. A second look of the same run comes too soon to tell. What comes back before its removal
    was confirmed was never gone: its return is reverted too, for the two cancel out; and what
    comes back with another amount changed, and its removal is none. A comparison that was not
    ``whole`` confirms nothing.
    """
    changes = tuple(changes)
    earlier = earlier_changes(connection, page_id, check_id) if changes else []
    settled = []
    for each, undone in taken_back(changes, earlier):
        since = was_out_of_sight(each, earlier)
        settled.append(_settled(each, undone)._replace(since=since))
        for none in filter(None, (undone, since)):
            _set_state(connection, none.id, ChangeState.REVERTED, check_id)
    for row in connection.execute(_OPEN, {"page": page_id, "check": check_id}).all():
        if whole and row.run_id != run_id:
            _set_state(connection, row.id, ChangeState.CONFIRMED, check_id)
    return tuple(settled)


def _settled(each: Change, undone: Earlier | None) -> Settled:
    if undone is None:
        return Settled(each)
    if undone.state is ChangeState.PROVISIONAL:
        each = replace(each, state=ChangeState.REVERTED)
    return Settled(each, undone.id)


def _set_state(connection: Connection, change_id: int, state: ChangeState, check_id: int) -> None:
    its_row = update(change).where(change.c.id == change_id)
    connection.execute(its_row.values(state=state.value, settled_by=check_id))


def listed(
    connection: Connection,
    *,
    since: datetime | None,
    until: datetime | None,
    run: int | None,
    sources: Collection[str] | None,
    urls: Collection[str] | None,
    limit: int | None,
) -> tuple[RecordedChange, ...]:
    """The changes asked for, oldest first; of more than ``limit``, the newest."""
    wanted = narrowed(_changes(), change.c.detected_at, since, until, run, sources)
    if urls is not None:
        wanted = wanted.where(at_urls(urls))
    return tuple(change_of(row) for row in newest(connection, wanted, change.c.id, limit))


def confirmed(
    connection: Connection,
    *,
    since: datetime | None,
    run: int | None,
    sources: Collection[str] | None,
) -> tuple[RecordedChange, ...]:
    """The changes found before then, or before the run, that have been confirmed since or in it,
    oldest first: this is when a person is told of them in earnest.
    """
    settled = page_check.alias("settled")
    wanted = _changes().join(settled, settled.c.id == change.c.settled_by)
    wanted = wanted.where(change.c.state == ChangeState.CONFIRMED.value)
    if run is not None:
        wanted = wanted.where(settled.c.run_id == run, page_check.c.run_id != run)
    if since is not None:
        wanted = wanted.where(settled.c.at >= since, change.c.detected_at < since)
    if sources is not None:
        wanted = wanted.where(source.c.slug.in_(list(sources)))
    rows = connection.execute(wanted.order_by(change.c.id)).mappings()
    return tuple(change_of(row) for row in rows)


def set_notice(
    connection: Connection, change_id: int, notice: Notice, condition: str | None
) -> None:
    """Store when a person is told of the change, now that it stands otherwise."""
    its_row = update(change).where(change.c.id == change_id)
    connection.execute(its_row.values(notice=notice.value, condition=condition))


def _changes() -> Select[Any]:
    columns: list[Any] = [change, page_check.c.run_id, page.c.url.label("page_url"), source.c.slug]
    later = change.alias("later")
    columns += [later.c.id.label("reverted_by"), later.c.state.label("later_state")]
    joined: FromClause = change.outerjoin(later, later.c.reverts_id == change.c.id)
    joined = joined.join(page_check, page_check.c.id == change.c.check_id)
    joined = joined.join(page, page.c.id == change.c.page_id)
    joined = joined.join(source, source.c.id == page.c.source_id)
    for name in ("old_version", "new_version"):
        its_version, its_capture = version.alias(name), capture.alias(f"{name}_capture")
        joined = joined.outerjoin(its_version, its_version.c.id == change.c[f"{name}_id"])
        joined = joined.outerjoin(its_capture, its_capture.c.id == its_version.c.capture_id)
        wanted = [its_version.c[key] for key in ("captured_at", "title", "seq")]
        wanted.append(its_capture.c.blob_sha256)
        columns += [column.label(f"{name}_{column.name}") for column in wanted]
    return select(*columns).select_from(joined)

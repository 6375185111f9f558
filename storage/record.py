"""The one write path of a look: everything it brought becomes true together, or nothing does."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from model import (
    SEEN,
    BusyError,
    Check,
    Claim,
    Look,
    Page,
    Statement,
    StorageError,
)
from storage import blobs, changes, checks, findings, joining, pages, versions, witnesses
from storage.tables import page_check, reading, run, version
from storage.witnesses import page_speaker


@dataclass(frozen=True, slots=True)
class _Made:
    """What a look made: its check, its version if any, the claims of that version, and the points
    of the ledger that they are.
    """

    check: int
    version: int | None
    claims: Mapping[Claim, int]
    points: Mapping[Claim, int]


def packed_bodies(look: Look) -> tuple[blobs.Packed, ...]:
    """The look's bytes, ready to be stored. Packing takes time and needs no transaction."""
    bodies = []
    if look.capture is not None:
        bodies.append(look.capture.body)
    if look.article is not None:
        bodies.append(look.article.text.encode(errors="surrogatepass"))
    return tuple(blobs.packed(body) for body in bodies)


def record(
    connection: Connection, look: Look, bodies: tuple[blobs.Packed, ...], now: datetime
) -> Check:
    """The check as stored. Call it in a write transaction of its own.

    Raises: BusyError when the look was compared with a version that is no longer the latest.
    """
    if look.check.run is None:
        raise StorageError(f"{look.check.url}: the look names no run")
    if look.joins is not None:
        return joining.record(connection, look, look.joins, now)
    found_on = look.capture.found_on if look.capture else None
    stored, is_new = pages.held(connection, look.page, now, found_on)
    assert stored.id is not None  # it comes from the store
    if not is_new or look.before is not None:
        _refuse_stale(connection, look, stored.id)
    blobs.keep(connection, bodies)
    check = _counted(look)
    check_id = checks.add(connection, check, look.check.run, stored.id)
    made = _add_version(connection, look, stored.id, check_id, now, is_new=is_new)
    _add_changes(connection, look, stored, made, now, is_new=is_new)
    seen_at = check.at if check.state in SEEN else None
    after = _validated(look, stored)
    state = check.state if check.asked else stored.last_state
    pages.write(connection, stored, after, state, now, seen_at=seen_at, also_at=look.also_at)
    return replace(check, id=check_id, page=stored.id, version=made.version)


def _refuse_stale(connection: Connection, look: Look, page_id: int) -> None:
    """A failure is never stale. A look that found nothing new is when another run, since this
    one began, found that there is: "unchanged" was said of the version before.
    """
    if look.article is None and look.before is None:
        if look.check.state in SEEN and _overtaken(connection, look, page_id):
            raise BusyError(f"{look.page.url}: another process recorded a version meanwhile")
        return
    latest = versions.latest_id(connection, page_id)
    if latest != look.before:
        raise BusyError(
            f"{look.page.url}: another process recorded version {latest} first; "
            f"this look was compared with {look.before}"
        )


# Built once: building takes longer than asking.
_NEWER = (
    select(version.c.id)
    .join(page_check, page_check.c.id == version.c.check_id)
    .join(reading, reading.c.version_id == version.c.id)
    .where(version.c.page_id == bindparam("its_page"), page_check.c.run_id != bindparam("its_run"))
    .group_by(version.c.id)
    .having(
        func.min(reading.c.read_at)
        > select(run.c.started_at).where(run.c.id == bindparam("its_run")).scalar_subquery()
    )
    .limit(1)
)


def _overtaken(connection: Connection, look: Look, page_id: int) -> bool:
    """Whether another run recorded a version of the page since the look's own run began."""
    asked = {"its_page": page_id, "its_run": look.check.run}
    return connection.execute(_NEWER, asked).first() is not None


def _validated(look: Look, stored: Page) -> Page:
    """The page as the look leaves it. What it holds and how to ask for it next time are a good
    answer's to say: a failure may know an older version than the one recorded meanwhile.
    """
    if look.check.state in SEEN:
        return look.page
    return replace(
        look.page,
        etag=stored.etag,
        last_modified=stored.last_modified,
        body_sha256=stored.body_sha256,
        open_target=stored.open_target,
        due_on=stored.due_on,
        published=stored.published,
    )


def _counted(look: Look) -> Check:
    check = look.check
    if look.article is not None:
        check = replace(check, claims=len(look.claims), title=check.title or look.article.title)
    if look.comparison is not None:
        compared = look.comparison
        check = replace(check, changes=len(compared.changes), reworded=compared.reworded)
    return check


def _add_version(
    connection: Connection,
    look: Look,
    page_id: int,
    check_id: int,
    now: datetime,
    *,
    is_new: bool,
) -> _Made:
    capture_id, captured_at = None, look.check.at
    if look.capture is not None:
        capture_id = checks.add_capture(connection, look.capture, check_id)
        captured_at = look.capture.captured_at
    if look.article is None:
        return _Made(check_id, None, {}, {})
    version_id = versions.add(
        connection,
        look.article,
        captured_at,
        look.extractor,
        page_id=page_id,
        check_id=check_id,
        capture_id=capture_id,
        is_first=is_new,
    )
    claims = versions.add_reading(
        connection,
        version_id,
        look.claims,
        extractor=look.extractor,
        reader=look.reader,
        text_sha256=look.article.text_sha256,
        now=now,
    )
    said = [(claim_id, each) for each, claim_id in claims.items()]
    speaker = page_speaker(page_id)
    published = look.article.published
    points = witnesses.enter(connection, speaker, said, captured_at, published, is_new=is_new)
    return _Made(check_id, version_id, claims, points)


def _is_whole(look: Look) -> bool:
    """Whether the look would have found whatever came back: a new version that could not be
    compared in everything tells of nothing that it is still missing.
    """
    if look.article is None or look.before is None:
        return True
    return look.comparison is not None and not look.comparison.partial


def _add_changes(
    connection: Connection, look: Look, stored: Page, made: _Made, now: datetime, *, is_new: bool
) -> None:
    assert stored.id is not None  # it comes from the store
    given = look.comparison.changes if look.comparison else ()
    found = tuple(changes.Settled(each) for each in given)
    if look.check.state in SEEN and not is_new:
        assert look.check.run is not None  # `record` refused a look without
        run_id, whole = look.check.run, _is_whole(look)
        found = changes.settle(connection, stored.id, run_id, made.check, given, whole=whole)
    ids: Mapping[Claim, int] = {}
    if found:
        compared = versions.claims_of(connection, look.before) if look.before else ()
        before = {claim: claim_id for claim_id, claim in compared}
        where = {
            "page_id": stored.id,
            "check_id": made.check,
            "detected_at": now,
            "old_version_id": look.before,
            "new_version_id": made.version,
        }
        ids = changes.add(connection, found, before, made.claims, where)
    found_out = [
        replace(
            each,
            claim=_placed(each.claim, look, stored, made),
            witnesses=tuple(_placed(one, look, stored, made) for one in each.witnesses),
        )
        for each in look.findings
    ]
    findings.add(connection, found_out, ids, page_id=stored.id, check_id=made.check, now=now)


def _placed(statement: Statement, look: Look, stored: Page, made: _Made) -> Statement:
    """The statement with what only the store could know: its version, claim and point."""
    claim_id = made.claims.get(statement.claim)
    if claim_id is None:
        return statement
    captured_at = look.capture.captured_at if look.capture else look.check.at
    return replace(
        statement,
        claim_id=claim_id,
        version=made.version,
        point=made.points.get(statement.claim),
        url=statement.url or stored.url,
        source=statement.source or stored.source,
        captured_at=statement.captured_at or captured_at,
    )

"""Who says a point, from when to when, and how each stands on its page now."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, func, or_, select

from model import CONFIRMED_AFTER, NOT_THERE, SEEN, CheckState, Presence, Sighting, Witness
from storage.claim_rows import Fields, read_statement
from storage.points import SERIES, chunks, key_sha256
from storage.statements import COLUMNS, with_articles
from storage.tables import claim, page, page_check, point, source, witness


@dataclass(frozen=True, slots=True)
class Heard:
    """A witness of a point, with its page and how that was found last; None of a document, and of
    a page that nobody looks at any more.
    """

    witness: Witness
    page: int | None
    page_state: CheckState | None


_HEARD = (
    select(
        *COLUMNS,
        witness.c.point_id,
        witness.c.page_id,
        witness.c.first_seen_at,
        witness.c.last_seen_at,
        witness.c.gone_at,
        page.c.last_state,
        page.c.seen_at,
        source.c.state.label("source_state"),
    )
    .select_from(with_articles(witness.join(claim, claim.c.id == witness.c.claim_id)))
    .where(witness.c.point_id.in_(bindparam("points", expanding=True)))
    .order_by(
        witness.c.point_id, witness.c.rank.desc(), witness.c.last_seen_at.desc(), witness.c.id
    )
)


def heard_of(connection: Connection, ids: Collection[int]) -> dict[int, list[Heard]]:
    """The witnesses of each point that has any: who speaks for it first comes first."""
    found: dict[int, list[Heard]] = defaultdict(list)
    for some in chunks(sorted(ids)):
        for row in connection.execute(_HEARD, {"points": some}).mappings():
            found[row["point_id"]].append(_heard(row))
    return found


def _heard(row: Fields) -> Heard:
    statement = read_statement(row, row["point_id"])
    last_seen: datetime = row["last_seen_at"]
    # Of a page that still says it, the last look that saw the article is the last time.
    if row["gone_at"] is None and row["seen_at"] is not None:
        last_seen = max(last_seen, row["seen_at"])
    said = Witness(statement, row["first_seen_at"], last_seen, row["gone_at"])
    followed = row["last_state"] and row["source_state"] != "removed"
    state = CheckState(row["last_state"]) if followed else None
    return Heard(said, row["page_id"], state)


def sightings(connection: Connection, keys: Collection[str]) -> dict[str, tuple[Sighting, ...]]:
    """Who says or said each point of these series, and how each stands on its page."""
    ids = SERIES.ids(connection, {key_sha256(key) for key in keys})
    of: dict[int, int] = {}
    for some in chunks(sorted(ids.values())):
        rows = connection.execute(_POINTS, {"its_series": some})
        of |= {row.id: row.series_id for row in rows}
    heard: dict[int, list[Heard]] = defaultdict(list)
    for point_id, some_heard in heard_of(connection, of).items():
        heard[of[point_id]] += some_heard
    lost = _lost_since(
        connection, {each.page for some in heard.values() for each in some if each.page}
    )
    return {
        key: tuple(_sighting(each, lost) for each in heard.get(ids.get(key_sha256(key), 0), ()))
        for key in keys
    }


_POINTS = select(point.c.id, point.c.series_id).where(
    point.c.series_id.in_(bindparam("its_series", expanding=True))
)


@dataclass(frozen=True, slots=True)
class _Lost:
    """Since when the looks at a page have not seen its article, and whether two of them, some time
    apart, found that it is not there.
    """

    since: datetime
    is_gone: bool


def _sighting(heard: Heard, lost: Mapping[int, _Lost]) -> Sighting:
    said = heard.witness
    presence, since = Presence.STATED, None
    if said.gone_at is not None:
        presence, since = Presence.NOT_STATED, said.gone_at
    elif heard.page is not None and heard.page_state not in SEEN:
        missing = lost.get(heard.page)
        gone = heard.page_state in NOT_THERE and missing is not None and missing.is_gone
        presence = Presence.PAGE_GONE if gone else Presence.NOT_READ
        since = missing.since if missing else None
    return Sighting(said.statement, said.first_seen, said.last_seen, presence, since)


def _lost_since(connection: Connection, pages: Collection[int]) -> dict[int, _Lost]:
    """How the looks at a page went since its article was last seen."""
    not_there = page_check.c.state.in_([each.value for each in NOT_THERE])
    found: dict[int, _Lost] = {}
    for some in chunks(sorted(pages)):
        wanted = (
            select(
                page.c.id,
                func.min(page_check.c.at).label("at"),
                func.min(case((not_there, page_check.c.at))).label("first"),
                func.max(case((not_there, page_check.c.at))).label("last"),
            )
            .join(page_check, page_check.c.page_id == page.c.id)
            .where(page.c.id.in_(some), page.c.last_state.not_in([each.value for each in SEEN]))
            .where(or_(page.c.seen_at.is_(None), page_check.c.at > page.c.seen_at))
            .group_by(page.c.id)
        )
        for row in connection.execute(wanted):
            gone = row.first is not None and row.last - row.first >= CONFIRMED_AFTER
            found[row.id] = _Lost(row.at, gone)
    return found

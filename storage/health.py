"""How sources fare: counted once for each run, when it ends, so that asking costs a few rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from model import CONFIRMED_AFTER, NOT_THERE, SEEN, CheckState, PageKind, SourceRun
from storage.engine import insert_new
from storage.points import chunks
from storage.tables import page, page_check, run, source, source_run, version

_LATELY = 10  # runs that a source is judged by
_RECENT = 3  # looks: what failed as often before was no page when the trouble began
_FORGOTTEN = timedelta(days=30)  # not seen for so long before an alarm, a page is no part of it
_SEEN = [state.value for state in SEEN]
_ARTICLE = PageKind.ARTICLE.value
_STANDS = page.c.joined_id.is_(None)  # a page, and not what another one once was
# A listing found so says nothing of where it leads.
_UNREAD = {
    CheckState.ERROR,
    CheckState.MAINTENANCE,
    CheckState.TRUNCATED,
    CheckState.BLOCKED,
    CheckState.LOGIN,
    CheckState.ROBOTS,
    CheckState.REFUSED,
}


def count(connection: Connection, run_id: int, slugs: Iterable[str], now: datetime) -> None:
    """Store how each source fared in the run; what is stored already stays."""
    wanted = select(source.c.id, source.c.slug).where(source.c.slug.in_(list(slugs)))
    for row in connection.execute(wanted.order_by(source.c.id)).all():
        fields = _counted(connection, run_id, row.id)
        insert_new(
            connection,
            source_run,
            [{"source_id": row.id, "run_id": run_id, "at": now, **fields}],
        )


def _counted(connection: Connection, run_id: int, source_id: int) -> dict[str, Any]:
    is_new = version.c.id.is_not(None)
    failed = page_check.c.asked & (page_check.c.state == CheckState.ERROR.value)
    silent = failed & page_check.c.status.is_(None)
    wanted = (
        select(
            page_check.c.kind,
            page_check.c.state,
            _number(page_check.c.asked).label("asked"),
            _number(~page_check.c.asked).label("unasked"),
            _number(silent).label("silent"),
            func.sum(page_check.c.links).label("links"),
            func.sum(page_check.c.text_chars).label("chars"),
            func.count(page_check.c.text_chars).label("texts"),
            _number(is_new).label("versions"),
            _number(version.c.seq == 1).label("first"),
            func.sum(case((is_new, page_check.c.claims), else_=0)).label("claims"),
        )
        .join(page, page.c.id == page_check.c.page_id)
        .outerjoin(version, version.c.check_id == page_check.c.id)
        .where(page_check.c.run_id == run_id, page.c.source_id == source_id)
        .group_by(page_check.c.kind, page_check.c.state)
    )
    rows = connection.execute(wanted).mappings().all()
    articles = [row for row in rows if row["kind"] == _ARTICLE]
    listings = [row for row in rows if row["kind"] != _ARTICLE]
    texts, versions = _sum(articles, "texts"), _sum(articles, "versions")
    states: dict[str, int] = {}
    for row in rows:
        if row["asked"]:
            states[row["state"]] = states.get(row["state"], 0) + row["asked"]
    return {
        "articles": _sum(articles, "asked"),
        "read": _sum([row for row in articles if row["state"] in _SEEN], "asked"),
        "unasked": _sum(articles, "unasked"),
        "silent": _sum(rows, "silent"),
        "listings": _sum(listings, "asked"),
        "links": _links(listings),
        "new_pages": _sum(articles, "first"),
        "versions": versions,
        "text_chars": _sum(articles, "chars") // texts if texts else None,
        "claims": round(_sum(articles, "claims") / versions, 2) if versions else None,
        "states": sorted(states.items()),
    }


def _links(listings: Sequence[Mapping[Any, Any]]) -> int | None:
    """How many links the listings led on to; None when that is not known: no listing was asked,
    or one that could not be read may have led on.
    """
    links = _sum(listings, "links")
    unread = any(row["asked"] and CheckState(row["state"]) in _UNREAD for row in listings)
    return links if links or (_sum(listings, "asked") and not unread) else None


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _sum(rows: Iterable[Mapping[Any, Any]], name: str) -> int:
    return sum(int(row[name] or 0) for row in rows)


def lately(connection: Connection, source_id: int, limit: int = _LATELY) -> tuple[SourceRun, ...]:
    """How the source fared in its last runs, newest first."""
    mine = _runs().where(source_run.c.source_id == source_id)
    rows = connection.execute(mine.order_by(source_run.c.id.desc()).limit(limit))
    return tuple(_source_run(row) for row in rows.mappings())


def others_since(
    connection: Connection, source_id: int, since: datetime, limit: int = 200
) -> tuple[SourceRun, ...]:
    """How the other sources fared since then, newest first."""
    others = _runs().where(source_run.c.source_id != source_id, source_run.c.at >= since)
    rows = connection.execute(others.order_by(source_run.c.at.desc()).limit(limit))
    return tuple(_source_run(row) for row in rows.mappings())


def listed(
    connection: Connection,
    *,
    run_id: int | None,
    since: datetime | None,
    limit: int = 5_000,
) -> tuple[SourceRun, ...]:
    """How sources fared in a run, or since some time, oldest first; of more, the newest."""
    wanted = _runs()
    if run_id is not None:
        wanted = wanted.where(source_run.c.run_id == run_id)
    if since is not None:
        wanted = wanted.where(source_run.c.at >= since)
    rows = connection.execute(wanted.order_by(source_run.c.id.desc()).limit(limit))
    return tuple(_source_run(row) for row in rows.mappings())[::-1]


def _runs() -> Any:  # noqa: ANN401 - a select
    return select(source_run, source.c.slug).join(source, source.c.id == source_run.c.source_id)


def _source_run(row: Mapping[Any, Any]) -> SourceRun:
    return SourceRun(
        run=row["run_id"],
        source=row["slug"],
        at=row["at"],
        articles=row["articles"],
        read=row["read"],
        unasked=row["unasked"],
        silent=row["silent"],
        listings=row["listings"],
        links=row["links"],
        new_pages=row["new_pages"],
        versions=row["versions"],
        text_chars=row["text_chars"],
        claims=row["claims"],
        states=tuple((state, number) for state, number in row["states"]),
    )


# ---- pages that turned ---------------------------------------------------------------------------


def _known(run_id: int, source_id: int) -> list[ColumnElement[bool]]:
    """That a look of the run was at an article which was there before the run, and not long ago."""
    began = select(run.c.started_at).where(run.c.id == run_id).scalar_subquery()
    lately_fine = page.c.failure_streak.between(1, _RECENT)
    return [
        page_check.c.run_id == run_id,
        page_check.c.kind == _ARTICLE,
        page_check.c.asked,
        page.c.source_id == source_id,
        _STANDS,
        page.c.seen_at.is_not(None),
        page.c.first_seen_at < began,
        page_check.c.state.in_(_SEEN) | lately_fine,
    ]


def turned_in(connection: Connection, run_id: int, source_id: int) -> dict[CheckState, int]:
    """How the run's looks went at those articles of the source that were there until lately. An
    answer in which no text could be found counts as empty, whatever kept it from being read.
    """
    unread = (page_check.c.state == CheckState.ERROR.value) & page_check.c.status.between(200, 299)
    went = case((unread, CheckState.EMPTY.value), else_=page_check.c.state).label("went")
    wanted = (
        select(went, func.count())
        .join(page, page.c.id == page_check.c.page_id)
        .where(*_known(run_id, source_id))
        .group_by("went")
    )
    return {CheckState(state): number for state, number in connection.execute(wanted).all()}


def pages_there(connection: Connection, source_id: int) -> int:
    """How many articles of the source are there, or were until lately."""
    there = page.c.failure_streak <= _RECENT
    mine = (page.c.source_id == source_id, page.c.kind == _ARTICLE, _STANDS)
    seen = page.c.seen_at.is_not(None)
    wanted = select(func.count()).select_from(page).where(*mine, seen, there)
    return int(connection.execute(wanted).scalar_one())


def fine_and_turned(
    connection: Connection, source_id: int, since: datetime, besides: Collection[int]
) -> tuple[int, int]:
    """How many articles of the source have been there since an alarm began, and how many of those
    that were there before it are not; ``besides`` these pages. One that its site has deleted, as
    two looks some time apart found, is neither: nobody need wait for it.
    """
    fine = page.c.last_state.in_(_SEEN) & (page.c.seen_at >= since)
    turned = page.c.last_state.not_in(_SEEN) & (page.c.seen_at >= since - _FORGOTTEN)
    mine = [page.c.source_id == source_id, page.c.kind == _ARTICLE, _STANDS]
    mine += [page.c.id.not_in(some) for some in chunks(sorted(besides))]
    row = connection.execute(select(_number(fine), _number(turned)).where(*mine)).one()
    deleted = _deleted(connection, [*mine, turned])
    return int(row[0] or 0), int(row[1] or 0) - deleted


def _deleted(connection: Connection, mine: Sequence[ColumnElement[bool]]) -> int:
    """How many of the pages are gone, and were found so by looks some time apart."""
    not_there = [state.value for state in NOT_THERE]
    wanted = (
        select(func.min(page_check.c.at).label("first"), func.max(page_check.c.at).label("last"))
        .join(page, page.c.id == page_check.c.page_id)
        .where(*mine, page.c.last_state.in_(not_there))
        .where(page_check.c.state.in_(not_there), page_check.c.asked)
        .where(page_check.c.at > page.c.seen_at)
        .group_by(page.c.id)
    )
    rows = connection.execute(wanted)
    return sum(row.last - row.first >= CONFIRMED_AFTER for row in rows)


def evidence(
    connection: Connection, run_id: int, source_id: int, each: int = 3, most: int = 9
) -> tuple[tuple[str, str], ...]:
    """Pages that turned in the run, a few of each state, with what was there and what is now."""
    claims = (
        select(page_check.c.claims)
        .join(version, version.c.check_id == page_check.c.id)
        .where(version.c.page_id == page.c.id)
        .order_by(version.c.seq.desc())
        .limit(1)
        .correlate(page)
        .scalar_subquery()
    )
    place = func.row_number().over(partition_by=page_check.c.state, order_by=page_check.c.id)
    now = select(page_check.c.id, place.label("place")).join(
        page, page.c.id == page_check.c.page_id
    )
    now = now.where(*_known(run_id, source_id), page_check.c.state.not_in(_SEEN))
    some = now.subquery("some")
    looks = page_check.alias("looks")
    wanted = (
        select(looks.c.url, looks.c.state, looks.c.note, page.c.seen_at, claims.label("claims"))
        .select_from(some)
        .join(looks, looks.c.id == some.c.id)
        .join(page, page.c.id == looks.c.page_id)
        .where(some.c.place <= each)
        .order_by(looks.c.id)
        .limit(most)
    )
    return tuple((row.url, _then_and_now(row)) for row in connection.execute(wanted).all())


def _then_and_now(row: Any) -> str:  # noqa: ANN401 - a row
    seen = f"{row.seen_at:%Y-%m-%d}" if row.seen_at else "never"
    then = "" if row.claims is None else f" with {row.claims} claim{'' if row.claims == 1 else 's'}"
    return f"last there {seen}{then}; now {row.state}: {row.note}"


def newest(connection: Connection, source_ids: Sequence[int]) -> dict[int, datetime]:
    """When an article of each source was last there."""
    found: dict[int, datetime] = {}
    for source_id in source_ids:
        mine = (page.c.source_id == source_id, page.c.kind == _ARTICLE, _STANDS)
        seen = connection.execute(select(func.max(page.c.seen_at)).where(*mine)).scalar()
        if seen is not None:
            found[source_id] = seen
    return found

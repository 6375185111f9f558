"""The ledger as it is read: the points of a series, and series as they are listed."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    bindparam,
    case,
    false,
    func,
    or_,
    select,
    true,
)

from model import Entry, Kind, Point, Series
from storage.engine import there_is
from storage.points import chunks
from storage.series import is_at, is_said, series_of, speaks_of
from storage.sightings import Heard, heard_of
from storage.tables import page, point, series, witness
from storage.witnesses import Rank

_AT_ONCE = 200  # series of a listing that are read together
_MOST_TARGETS = 64  # of one series in a listing, the latest


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which series of the ledger are asked for; None asks nothing."""

    place: str | None = None
    indicator: str | None = None
    open_on: date | None = None
    overdue_on: date | None = None
    seeds: bool | None = None
    limit: int | None = None


def history(connection: Connection, series_id: int) -> tuple[Point, ...]:
    """Every point of the series that somebody says or said, by the day it speaks of."""
    ids = select(point.c.id).where(point.c.series_id == series_id)
    return tuple(_points(connection, [row.id for row in connection.execute(ids)]).values())


def _points(connection: Connection, ids: Collection[int]) -> dict[int, Point]:
    """The points with their witnesses, by the day they speak of."""
    heard = heard_of(connection, ids)
    days: dict[int, date] = {}
    for some in chunks(sorted(heard)):
        wanted = select(point.c.id, point.c.stands_on).where(point.c.id.in_(some))
        days |= {row.id: row.stands_on for row in connection.execute(wanted)}
    ordered = sorted(heard, key=lambda point_id: (days[point_id], point_id))
    return {each: _point(each, days[each], heard[each]) for each in ordered}


def _point(point_id: int, stands_on: date, heard: Sequence[Heard]) -> Point:
    return Point(
        claim=heard[0].witness.statement.claim,
        stands_on=stands_on,
        first_seen=min(each.witness.first_seen for each in heard),
        last_seen=max(each.witness.last_seen for each in heard),
        witnesses=tuple(each.witness for each in heard),
        id=point_id,
    )


def entries(connection: Connection, wanted: Wanted) -> Iterator[Entry]:
    """The series asked for, in the order they became known, read while you go."""
    after, left = 0, wanted.limit
    while left is None or left > 0:
        most = _AT_ONCE if left is None else min(left, _AT_ONCE)
        rows = connection.execute(_page_of(wanted, after, most)).mappings().all()
        if not rows:
            return
        yield from _entries(connection, [series_of(row) for row in rows])
        after, left = rows[-1]["id"], None if left is None else left - len(rows)
        if len(rows) < most:
            return


def _page_of(wanted: Wanted, after: int, most: int) -> Select[Any]:
    asked = select(series).where(series.c.id > after, is_said())
    if wanted.place is not None:
        asked = asked.where(is_at(wanted.place))
    if wanted.indicator is not None:
        asked = asked.where(*map(speaks_of, wanted.indicator.split()))
    if wanted.open_on is not None:
        asked = asked.where(_aims(point.c.stands_on >= wanted.open_on))
    if wanted.overdue_on is not None:
        asked = asked.where(_aims(point.c.stands_on < wanted.overdue_on, _is_after_the_figures()))
    if wanted.seeds is not None:
        of_it = point.c.series_id == series.c.id
        known = there_is(select(point.c.id).where(of_it, point.c.seed == true()))
        asked = asked.where(known if wanted.seeds else ~known)
    return asked.order_by(series.c.id).limit(most)


def _aims(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """That the series has a target with a day of its own that is still said."""
    dated, said = point.c.period.is_not(None), _said(point.c.id, Rank.PAGE)
    return or_(
        *(
            there_is(select(point.c.id).where(_of(point, seed, aim=True), dated, said, *conditions))
            for seed in (True, False)
        )
    )


def _of(points: FromClause, seed: bool, *, aim: bool) -> ColumnElement[bool]:
    """The part of a series that the index holds in the order of days."""
    mine = points.c.series_id == series.c.id
    return and_(mine, points.c.seed == _truth(seed), points.c.aim == _truth(aim))


def _truth(value: bool) -> ColumnElement[bool]:
    return true() if value else false()


def _said(point_id: ColumnElement[int], lowest: Rank) -> ColumnElement[bool]:
    says = witness.alias("says")
    return there_is(select(says.c.id).where(says.c.point_id == point_id, says.c.rank >= lowest))


def _is_after_the_figures() -> ColumnElement[bool]:
    """That no figure is known of the target's day or later."""
    return and_(*(point.c.stands_on > _last_figure(seed) for seed in (True, False)))


def _last_figure(seed: bool) -> ColumnElement[date]:
    """The day of the latest figure of the series; before all days where there is none."""
    figure = point.alias("figure")
    reported = figure.c.kind == Kind.FIGURE.value
    days = select(figure.c.stands_on).where(_of(figure, seed, aim=False), reported)
    last = days.where(_said(figure.c.id, Rank.GONE)).order_by(figure.c.stands_on.desc()).limit(1)
    return func.coalesce(last.correlate(series).scalar_subquery(), date.min)


def _entries(connection: Connection, known: Sequence[Series]) -> Iterator[Entry]:
    asked = {"its_series": [each.id for each in known]}
    counted = {row.series_id: row for row in connection.execute(_COUNTED, asked)}
    latest = {row.series_id: row.id for row in connection.execute(_LATEST, asked)}
    aims: dict[int, list[int]] = defaultdict(list)
    for row in connection.execute(_AIMS, asked):
        aims[row.series_id].append(row.id)
    points = _points(
        connection, {*latest.values(), *(each for ids in aims.values() for each in ids)}
    )
    for each in known:
        assert each.id is not None  # it comes from the store
        count, targets = counted[each.id], set(aims[each.id])
        yield Entry(
            series=each,
            latest=points.get(latest.get(each.id, 0)),
            targets=tuple(one for point_id, one in points.items() if point_id in targets),
            points=count.points,
            witnesses=count.witnesses,
            last_seen=count.last_seen,
        )


_OF_THESE = point.c.series_id.in_(bindparam("its_series", expanding=True))
_SEEN_AT = case(
    (witness.c.gone_at.is_(None) & (page.c.seen_at > witness.c.last_seen_at), page.c.seen_at),
    else_=witness.c.last_seen_at,
)
_COUNTED = (
    select(
        point.c.series_id,
        func.count(witness.c.point_id.distinct()).label("points"),
        func.count().label("witnesses"),
        func.max(_SEEN_AT).label("last_seen"),
    )
    .select_from(point.join(witness).outerjoin(page, page.c.id == witness.c.page_id))
    .where(_OF_THESE)
    .group_by(point.c.series_id)
)


def _last(most: int, *conditions: ColumnElement[bool]) -> Select[Any]:
    """Of each series, the points of the latest days."""
    newest = (point.c.stands_on.desc(), point.c.id.desc())
    place = func.row_number().over(partition_by=point.c.series_id, order_by=newest).label("place")
    ranked = select(point.c.series_id, point.c.id, place).where(_OF_THESE, *conditions).subquery()
    return select(ranked.c.series_id, ranked.c.id).where(ranked.c.place <= most)


_LATEST = _last(1, point.c.kind == Kind.FIGURE.value, _said(point.c.id, Rank.GONE))
_AIMS = _last(_MOST_TARGETS, point.c.aim == true(), _said(point.c.id, Rank.PAGE))

"""What is known of a series: what a new claim meets. The one query that must stay quick however
large the ledger grows; `docs/howto/database.md` shows its plans.
"""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    bindparam,
    false,
    select,
    true,
    union_all,
)

from model import Statement
from storage.claim_rows import read_statement
from storage.engine import there_is
from storage.points import SERIES, chunks, key_sha256
from storage.statements import COLUMNS, with_articles
from storage.tables import claim, point, witness
from storage.tables import series as series_table
from storage.witnesses import Rank

# PostgreSQL plans for a series of a few points, and would sort the ten thousand of a busy one.
_IN_ORDER = "SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off"
_NOBODY = 0  # no page has this number: with NULL the documents would be left out


def known(
    connection: Connection,
    series: Collection[str],
    *,
    besides_page: int | None,
    seeds_only: bool,
    limit: int,
) -> tuple[Statement, ...]:
    """One statement for each point that someone else says: all that the corpus says, and of the
    rest of each series the ``limit`` newest aims and as many reports; in the order the points came.
    """
    ids = SERIES.ids(connection, {key_sha256(key) for key in series})
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_IN_ORDER)
    asked = {"besides": besides_page or _NOBODY, "most": limit}
    found = []
    for series_id in ids.values():
        met = connection.execute(_meeting(seeds_only), {**asked, "its_series": series_id})
        # All rows at once: one by one they take twice as long.
        found += [read_statement(row, row["point_id"]) for row in met.mappings().all()]
    return tuple(sorted(found, key=lambda each: each.point or 0))


def told_of(connection: Connection, places: Collection[str]) -> tuple[str, ...]:
    """The series that the corpus speaks of at these places, in order."""
    found: set[str] = set()
    for some in chunks(sorted(places)):  # a page may name more places than one statement takes
        found |= set(connection.execute(_OF_CORPUS.where(series_table.c.place.in_(some))).scalars())
    return tuple(sorted(found))


_OF_CORPUS = (
    select(series_table.c.key)
    .join(point, point.c.series_id == series_table.c.id)
    # A literal, not a parameter: only so does the partial index serve.
    .where(point.c.seed == true())
    .distinct()
)


@cache  # building takes longer than asking
def _meeting(seeds_only: bool) -> Select[Any]:
    """The statements of one series, each with its point. Asked series by series: no database
    finds the newest of several groups at once without reading all of each.
    """
    of_corpus = _points(true())
    everything = union_all(of_corpus, _newest(true()), _newest(false()))
    met = (of_corpus if seeds_only else everything).subquery("met")
    first = witness.alias("first")
    its_words = (
        select(first.c.claim_id)
        .where(first.c.point_id == met.c.id, _may_speak(first))
        .order_by(first.c.rank.desc(), first.c.last_seen_at.desc(), first.c.page_id.desc())
        .limit(1)
        .scalar_subquery()
    )
    said = with_articles(met.join(claim, claim.c.id == its_words))
    return select(*COLUMNS, met.c.id.label("point_id")).select_from(said)


def _points(seed: ColumnElement[bool]) -> Select[Any]:
    return select(point.c.id).where(
        point.c.series_id == bindparam("its_series"), point.c.seed == seed
    )


def _newest(aim: ColumnElement[bool]) -> Select[Any]:
    """The newest points besides the corpus that another says."""
    others = witness.alias("others")
    said = select(others.c.claim_id).where(others.c.point_id == point.c.id, _may_speak(others))
    newest = _points(false()).where(point.c.aim == aim, there_is(said))
    newest = newest.order_by(point.c.stands_on.desc(), point.c.id.desc())
    # In a query of its own, for SQLite takes no LIMIT in a part of a union.
    return select(newest.limit(bindparam("most")).subquery().c.id)


def _may_speak(other: FromClause) -> ColumnElement[bool]:
    besides = other.c.page_id.is_distinct_from(bindparam("besides"))
    return (other.c.rank >= Rank.GONE) & besides

"""How long a claim takes to meet a large ledger, on SQLite and PostgreSQL.

    python -m bench.ledger                      a million points in a new SQLite file
    python -m bench.ledger --points 100000
    python -m bench.ledger --database sqlite:///ledger.db      kept, and used again

PostgreSQL is measured too where FIGUREWATCH_TEST_POSTGRESQL names a database that may be made
schemas in. The ledger: a fifth as many series as points, ten of them with a hundredth of all
points each, twenty points with a thousand witnesses, fifty documents of a corpus. Milliseconds,
as `time.perf_counter` sees them: median and the 95th of a hundred.
"""

import argparse
import hashlib
import os
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Engine,
    Table,
    bindparam,
    create_engine,
    event,
    func,
    insert,
    make_url,
    select,
    text,
)

from model import (
    Article,
    Capture,
    Check,
    CheckState,
    Claim,
    Kind,
    Look,
    Measure,
    PageKind,
    Quantity,
    Source,
    Span,
)
from storage import Store, open_store, tables
from storage.columns import Utc
from storage.engine import reading, writing
from storage.points import key_sha256
from storage.witnesses import Rank

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PLACES, HOT, CROWDED, CROWD = 1_000, 10, 20, 1_000
AT_ONCE = 10_000
POSTGRESQL = "FIGUREWATCH_TEST_POSTGRESQL"
_SHA = "0" * 64


class Size(NamedTuple):
    """How much there is of what."""

    points: int
    documents: int = 50

    @property
    def series(self) -> int:
        """A fifth of the points."""
        return self.points // 5

    @property
    def pages(self) -> int:
        """Of fifty claims each, but enough for a crowd."""
        return max(CROWD, self.points // 50)

    @property
    def hot(self) -> int:
        """The points of each hot series."""
        return self.points // 100


def claim_of(number: int, value: int = 1, day: date | None = None) -> Claim:
    """A claim of the numbered series."""
    place, indicator = number % PLACES, number // PLACES
    amount = f"{value} yuan"
    return Claim(
        quantity=Quantity(Decimal(value), "CNY"),
        kind=Kind.TARGET if value % 4 == 0 else Kind.FIGURE,
        measure=Measure.LEVEL,
        indicator=f"output of industry {indicator}",
        indicator_key=f"industry {indicator} output",
        place=f"Place {place}",
        period=None if day is None else f"{day:%Y-%m}",
        quote=amount,
        span=Span(0, len(amount)),
        sentence=f"{amount} is what industry {indicator} of Place {place} put out, as was said.",
        sentence_start=0,
        language="en",
    )


# ---- filling ------------------------------------------------------------------------------------


def fill(store: Store, size: Size) -> None:
    """Put the whole ledger into an empty store, past the code that is measured."""
    store.sync_sources([Source("s", "S", "the S", "press", None, "en", ())], NOW)
    store.start_run("bench", ["s"], NOW, "bench")
    with writing(store._engine) as connection:
        _add(connection, tables.blob, [{"sha256": _SHA, "encoding": "raw", "size": 0, "data": b""}])
        for table, rows in _around(size).items():
            _add(connection, table, rows)
        _add(connection, tables.series, map(_series_row, range(size.series)))
        _add_points(connection, size)
        if connection.dialect.name == "postgresql":
            _count_on(connection)


def _add(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    some: list[dict[str, Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == AT_ONCE:
            connection.execute(insert(table), some)
            some = []
    if some:
        connection.execute(insert(table), some)


def _around(size: Size) -> dict[Table, Iterator[dict[str, Any]]]:
    """The rows that witnesses need: pages and documents, each with one version, read once."""
    both = range(1, size.pages + size.documents + 1)
    page = {"source_id": 1, "kind": "article", "first_seen_at": NOW, "last_state": "ok"}
    page |= {"unchanged_streak": 0, "failure_streak": 0, "open_target": True, "seen_at": NOW}
    version = {"seq": 1, "captured_at": NOW, "text_sha256": _SHA, "title": "A plan"}
    version |= {"language": "en", "extractor": "e"}
    read = {"extractor": "e", "reader": "r", "cause": "look", "text_sha256": _SHA, "read_at": NOW}
    return {
        tables.page: (
            {"id": n, "url": _url(n), "url_sha256": _sha(_url(n)), **page}
            for n in range(1, size.pages + 1)
        ),
        tables.corpus_document: (
            {"id": n, "origin": f"{n}.md", "added_at": NOW} for n in range(1, size.documents + 1)
        ),
        tables.version: (
            {
                "id": n,
                "page_id": n if n <= size.pages else None,
                "document_id": n - size.pages if n > size.pages else None,
                **version,
            }
            for n in both
        ),
        tables.reading: ({"id": n, "version_id": n, **read} for n in both),
    }


def _url(number: int) -> str:
    return f"https://s.example/{number}"


def _sha(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _series_row(number: int) -> dict[str, Any]:
    claim = claim_of(number)
    return {
        "id": number + 1,
        "key": claim.series,
        "key_sha256": key_sha256(claim.series),
        "indicator": claim.indicator,
        "indicator_key": claim.indicator_key,
        "names": [["en", claim.indicator]],
        "place": claim.place,
        "measure": claim.measure.value,
        "dimension": claim.quantity.dimension,
    }


def _add_points(connection: Connection, size: Size) -> None:
    """Points in no order of series, as pages bring them; then the crowds' other witnesses. Made by
    the database itself: a million rows of three tables take Python many minutes.
    """
    values = {
        "points": size.points,
        "hot": size.hot * HOT,
        "series": size.series,
        "pages": size.pages,
        "documents": size.documents,
        "seeds": size.points // (size.documents * 40),
        "now": NOW,
        "hottest": HOT,
        "crowded": CROWDED,
        "crowd": CROWD,
        "of_page": int(Rank.PAGE),
        "of_document": int(Rank.DOCUMENT),
    }
    texts = dict(_TEXTS)
    if connection.dialect.name == "postgresql":
        texts["day"] = f"CAST({texts['day']} AS DATE)"
    for statement in (_CLAIMS, _POINTS, _WITNESSES, _CROWDS):
        asked = text(_NUMBERED + statement.format(**texts)).bindparams(bindparam("now", type_=Utc))
        connection.execute(asked, values)


# Each number once, with the series it falls to: a prime apart, so that neighbours are strangers.
_NUMBERED = """
    WITH RECURSIVE n(i) AS (
        SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < :points
    ),
    fallen AS (SELECT i, (i * 7368787) % :points AS at FROM n),
    said AS (
        SELECT i, CASE WHEN at < :hot THEN at % :hottest ELSE at % :series END AS s,
        (i / 11) % :seeds = 0 AS seed, (i / 1000) % 4 = 0 AS aim,
        1 + i * (:pages - 1) / :points AS page,
        i % :documents AS document, :now AS at FROM fallen
    )
"""
_TEXTS = {
    "industry": f"'industry ' || (s / {PLACES})",
    "place": f"'Place ' || (s % {PLACES})",
    "period": "(2000 + i % 26) || CASE WHEN i % 12 < 9 THEN '-0' ELSE '-' END || (1 + i % 12)",
    "kind": "CASE WHEN aim THEN 'target' ELSE 'figure' END",
}
_TEXTS["day"] = f"({_TEXTS['period']} || '-28')"
_CLAIMS = """
    INSERT INTO claim (id, reading_id, position, series, kind, measure, value, unit, bound,
        indicator, indicator_key, place, period, quote, span_start, span_end, sentence,
        sentence_start, language, converted, confidence, rules)
    SELECT i, CASE WHEN seed THEN :pages + 1 + document ELSE page END, i,
        {industry} || ' output|' || {place} || '|level|money:CNY', {kind}, 'level', '' || i, 'CNY',
        'exact', 'output of ' || {industry}, {industry} || ' output', {place}, {period},
        i || ' yuan', 0, 6, i || ' yuan is what ' || {industry} || ' of ' || {place}
        || ' put out in ' || {period} || ', as the bureau said in its report of the year.',
        0, 'en', '[]', 1.0, '[]' FROM said
"""
_POINTS = """
    INSERT INTO point (id, series_id, fact, kind, aim, seed, period, stands_on, value, unit, bound)
    SELECT i, s + 1, 'fact ' || i, {kind}, aim, seed, {period}, {day}, '' || i, 'CNY', 'exact'
    FROM said
"""
_WITNESSES = """
    INSERT INTO witness (id, point_id, page_id, document_id, first_claim_id, claim_id, rank,
        first_seen_at, last_seen_at)
    SELECT i, i, CASE WHEN seed THEN NULL ELSE page END, CASE WHEN seed THEN 1 + document END, i, i,
        CASE WHEN seed THEN :of_document ELSE :of_page END, at, at FROM said
"""
_CROWDS = """
    INSERT INTO witness (id, point_id, page_id, first_claim_id, claim_id, rank, first_seen_at,
        last_seen_at)
    SELECT :points + c.i * :crowd + w.i, c.i, 2 + (c.i + w.i) % (:pages - 1), c.i, c.i, :of_page,
        :now, :now FROM n AS c JOIN n AS w ON w.i < :crowd WHERE c.i <= :crowded
"""


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL number the next rows after ours, and know the tables, as it would of itself
    a minute later.
    """
    connection.execute(text("ANALYZE"))
    for table in tables.metadata.sorted_tables:
        if "id" in table.c:
            numbers = func.pg_get_serial_sequence(table.name, "id")
            largest = select(func.coalesce(func.max(table.c.id), 1)).scalar_subquery()
            connection.execute(select(func.setval(numbers, largest)))


# ---- measuring ----------------------------------------------------------------------------------


def measure(store: Store, size: Size) -> None:
    """Print what each question takes."""
    chosen = random.Random(2)

    def some(count: int) -> set[str]:
        return {claim_of(n).series for n in chosen.sample(range(HOT, size.series), count)}

    crowded = _series_of_point(store, 1)
    for count, times in ((1, 400), (20, 100), (200, 20)):
        _time(f"met, {count} claims at once", times, partial(some, count), store.known, per=count)
    hot = claim_of(1).series
    _time("met, a series of many points", 100, lambda: {hot}, store.known)
    _time("met, a point with many witnesses", 100, lambda: {crowded}, store.known)
    _time("met, nothing known", 100, lambda: {f"none {chosen.random()}"}, store.known)
    _time("entered, a version of 20 claims", 20, lambda: _look(store, size, 20), _recorded(store))
    _time("entered, a version of 1000", 5, lambda: _look(store, size, 1000), _recorded(store))
    _time("sightings of 20 series", 20, lambda: some(20), store.sightings)
    _time("history of many points", 3, lambda: 2, store.history)
    _time("ledger, the first 50", 20, lambda: 50, lambda n: list(store.ledger(limit=n)))
    day = NOW.date()
    _time(
        "ledger, 50 overdue", 5, lambda: day, lambda d: list(store.ledger(overdue_on=d, limit=50))
    )
    _time("ledger of a place", 5, lambda: "Place 7", lambda p: list(store.ledger(place=p)))
    _time("series found by words", 5, lambda: ["industry", "place 77"], store.find_series)
    print(_plan(store._engine, lambda: store.known([hot])))


def _series_of_point(store: Store, point_id: int) -> str:
    wanted = tables.series.join(tables.point)
    with reading(store._engine) as connection:
        asked = tables.series.select().select_from(wanted).where(tables.point.c.id == point_id)
        return str(connection.execute(asked).mappings().one()["key"])


def _time(
    name: str, times: int, ask: Callable[[], Any], do: Callable[[Any], Any], *, per: int = 1
) -> None:
    taken = []
    do(ask())  # statements are built once, in whatever process
    for _ in range(times):
        question = ask()
        began = time.perf_counter()
        do(question)
        taken.append((time.perf_counter() - began) * 1000 / per)
    worst = sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.95))]
    unit = "ms a claim" if per > 1 else "ms"
    print(f"  {name:34} {statistics.median(taken):9.2f} {worst:9.2f} {unit}")


def _look(store: Store, size: Size, claims: int) -> Look:
    """A page's first version, half of it about known series."""
    url = f"https://s.example/new/{uuid.uuid4()}"
    page = store.ensure_page(url, "s", PageKind.ARTICLE, NOW)
    said = tuple(
        claim_of(random.randrange(size.series * 2), random.randrange(10**9), NOW.date())
        for _ in range(claims)
    )
    check = Check(url, "s", NOW, CheckState.OK, run=1, page=page.id)
    capture = Capture(url, url, "s", PageKind.ARTICLE, 200, (), url.encode(), NOW, 1)
    look = Look(check, page, capture, Article(url, title="A plan"), said)
    return replace(look, extractor="e", reader="r")


def _recorded(store: Store) -> Callable[[Look], object]:
    return lambda look: store.record(look, NOW)


def _plan(engine: Engine, ask: Callable[[], Collection[object]]) -> str:
    """How the database goes about the last statement of ``ask``."""
    asked: list[tuple[str, Any]] = []

    def note(_c: Any, _u: Any, statement: str, values: Any, *_: Any) -> None:  # noqa: ANN401
        asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    ask()
    event.remove(engine, "before_cursor_execute", note)
    explain = (
        "EXPLAIN QUERY PLAN "
        if engine.dialect.name == "sqlite"
        else "EXPLAIN (ANALYZE, COSTS OFF) "
    )
    statement, values = asked[-1]
    with reading(engine) as connection:
        rows = connection.exec_driver_sql(explain + statement, values).all()
    if engine.dialect.name != "sqlite":
        return "\n".join(row[0] for row in rows)
    depth = {0: 0}
    for row in rows:
        depth[row[0]] = depth[row[1]] + 2
    return "\n".join(" " * depth[row[0]] + row[3] for row in rows)


# ---- databases ----------------------------------------------------------------------------------


@contextmanager
def _new_database(named: str | None) -> Iterator[list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        addresses = [named] if named else [f"sqlite:///{folder}/ledger.db"]
        offered = None if named else os.environ.get(POSTGRESQL)
        schema = f"bench_{uuid.uuid4().hex}"
        if offered:
            _run(offered, f"CREATE SCHEMA {schema}")
            mine = make_url(offered).update_query_dict({"options": f"-csearch_path={schema}"})
            addresses.append(mine.render_as_string(hide_password=False))
        try:
            yield addresses
        finally:
            if offered:
                _run(offered, f"DROP SCHEMA {schema} CASCADE")


def _run(address: str, statement: str) -> None:
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def main() -> None:
    """Fill and measure each database."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--database", help="one address, filled if it is empty, and kept")
    asked = parser.parse_args()
    size = Size(asked.points)
    with _new_database(asked.database) as addresses:
        for address in addresses:
            with open_store(address) as store:
                began = time.perf_counter()
                if not store.runs():
                    fill(store, size)
                print(f"{store._engine.dialect.name}, {size.points:,} points,", end=" ")
                print(f"filled in {time.perf_counter() - began:.0f} s: median and 95th")
                measure(store, size)


if __name__ == "__main__":
    main()

"""Series: what claims are comparable by, and how one is found."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Text, func, or_, select, type_coerce

from model import Measure, Series
from storage.claim_rows import Fields
from storage.engine import there_is
from storage.points import key_sha256
from storage.tables import point, series, witness


def series_of(row: Fields) -> Series:
    """The series."""
    return Series(
        key=row["key"],
        indicator=row["indicator"],
        indicator_key=row["indicator_key"],
        place=row["place"],
        measure=Measure(row["measure"]),
        dimension=row["dimension"],
        names=tuple((language, name) for language, name in row["names"]),
        id=row["id"],
    )


def by_key(connection: Connection, key: str) -> Series | None:
    """The series of that key, else of that number; None when there is neither."""
    named = series.c.key_sha256 == key_sha256(key)
    if key.isascii() and key.isdecimal() and len(key) < 19:  # a larger one is no row's
        named = or_(named, series.c.id == int(key))
    rows = connection.execute(select(series).where(named, is_said())).mappings().all()
    found = [series_of(row) for row in rows]
    return next((one for one in found if one.key == key), next(iter(found), None))


def found(
    connection: Connection, words: Sequence[str], place: str | None, limit: int
) -> tuple[Series, ...]:
    """The series in whose indicator, names, key or place every word occurs, in either case."""
    wanted = select(series).where(is_said(), *map(speaks_of, words))
    if place is not None:
        wanted = wanted.where(is_at(place))
    rows = connection.execute(wanted.order_by(series.c.id).limit(limit)).mappings()
    return tuple(series_of(row) for row in rows)


def is_at(place: str) -> ColumnElement[bool]:
    """That the series is of the place, in either case."""
    return func.lower(series.c.place) == place.lower()


def speaks_of(word: str) -> ColumnElement[bool]:
    """That the word occurs in what the series is called, in either case."""
    parts = (series.c.indicator, series.c.key, series.c.names, series.c.place)
    needle = word.lower()
    return or_(
        *(func.lower(type_coerce(part, Text)).contains(needle, autoescape=True) for part in parts)
    )


def is_said() -> ColumnElement[bool]:
    """That somebody says, or said, a point of the series."""
    said = select(point.c.id).join(witness).where(point.c.series_id == series.c.id)
    return there_is(said)

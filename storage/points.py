"""Series and points: what a claim speaks of, and what it says of it, each stored once."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Row, Select, Table, bindparam, select, update

from model import Claim, Days, Kind, Quantity, days
from storage.claim_rows import text_or_none
from storage.columns import decimal_text
from storage.engine import insert_new
from storage.tables import point, series

_T = TypeVar("_T")

CHUNK = 500  # far below what either database takes in one IN
_LONGEST = 100  # digits of a number that is written out to compare it


class Keyed:
    """Rows known by one text each: asked for, and made, many at a time."""

    def __init__(self, key: Column[str], *besides: Column[Any]) -> None:
        assert isinstance(key.table, Table)
        self._table = key.table
        named = key.in_(bindparam("keys", expanding=True))
        self._ids = select(key, self._table.c.id).where(named)
        self._rows = select(key, self._table.c.id, *besides).where(named)

    def ids(self, connection: Connection, keys: Iterable[str]) -> dict[str, int]:
        """The number of each key that has a row."""
        return {key: row.id for key, row in self._asked(connection, self._ids, keys).items()}

    def _asked(
        self, connection: Connection, wanted: Select[Any], keys: Iterable[str]
    ) -> dict[str, Row[Any]]:
        found: dict[str, Row[Any]] = {}
        for some in chunks(sorted(set(keys))):
            found |= {row[0]: row for row in connection.execute(wanted, {"keys": some})}
        return found

    def ensure(
        self, connection: Connection, rows: Mapping[str, Mapping[str, Any]]
    ) -> dict[str, Row[Any]]:
        """Every row by its key, with its ``id`` and what is asked besides, made where there was
        none. Two processes that make the same rows at once get the same numbers.
        """
        found = self._asked(connection, self._rows, rows)
        # In one order for all writers, or two of them could wait for each other in PostgreSQL.
        missing = sorted(rows.keys() - found.keys())
        if missing:
            insert_new(connection, self._table, [rows[key] for key in missing])
            found |= self._asked(connection, self._rows, missing)
        return found


SERIES = Keyed(series.c.key_sha256, series.c.names)
POINTS = Keyed(point.c.fact)

_NAME = update(series).where(series.c.id == bindparam("its_id"))


def chunks(values: Sequence[_T]) -> Iterable[Sequence[_T]]:
    """The values, as many at a time as one statement takes."""
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))


def key_sha256(key: str) -> str:
    """What a series is unique by."""
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()


def ensure(connection: Connection, claims: Iterable[Claim], said_on: date) -> dict[Claim, int]:
    """The point of each claim, made with its series where it is new. ``said_on`` is the day of
    the text: what a claim without a period speaks of at the latest.
    """
    claims = list(claims)
    of = _series(connection, claims)
    facts = {claim: fact(claim) for claim in claims}
    rows: dict[str, dict[str, Any]] = {}
    for claim, key in facts.items():
        rows.setdefault(key, _point_row(claim, key, of[claim.series], said_on))
    stored = POINTS.ensure(connection, rows)
    return {claim: stored[key].id for claim, key in facts.items()}


def name(connection: Connection, claims: Iterable[Claim]) -> None:
    """Make the series of the claims known, by the names that their texts have for them."""
    _series(connection, claims)


def _series(connection: Connection, claims: Iterable[Claim]) -> dict[str, int]:
    """The number of each series the claims are of, with the names they call it by."""
    keys: dict[str, str] = {}
    rows: dict[str, dict[str, Any]] = {}
    names: dict[str, dict[str, str]] = {}
    for claim in claims:
        key = keys.setdefault(claim.series, key_sha256(claim.series))
        rows.setdefault(key, _series_row(claim, key))
        if name := _name(claim):
            names.setdefault(key, {}).setdefault(claim.language, name)
    for key, known in names.items():
        rows[key]["names"] = sorted(map(list, known.items()))
    stored = SERIES.ensure(connection, rows)
    _add_names(connection, stored, names)
    return {text: stored[key].id for text, key in keys.items()}


def _name(claim: Claim) -> str:
    """The indicator in the words of the claim's language, where they are known."""
    return claim.native or (claim.indicator if claim.language == "en" else "")


def _add_names(
    connection: Connection,
    stored: Mapping[str, Row[Any]],
    names: Mapping[str, Mapping[str, str]],
) -> None:
    """Add the languages a series had no name in; the first name stays."""
    rows = sorted(((stored[key], known) for key, known in names.items()), key=_by_id)
    changed = [
        {"its_id": row.id, "names": sorted(map(list, {**known, **dict(row.names)}.items()))}
        for row, known in rows
        if known.keys() - dict(row.names).keys()
    ]
    if changed:
        connection.execute(_NAME, changed)


def _by_id(named: tuple[Row[Any], Mapping[str, str]]) -> int:
    return int(named[0].id)


def _series_row(claim: Claim, key: str) -> dict[str, Any]:
    return {
        "key": claim.series,
        "key_sha256": key,
        "indicator": claim.indicator,
        "indicator_key": claim.indicator_key,
        "names": [],
        "place": claim.place,
        "measure": claim.measure.value,
        "dimension": claim.quantity.dimension,
    }


def _point_row(claim: Claim, key: str, series_id: int, said_on: date) -> dict[str, Any]:
    known = days(claim.period) if claim.period else None
    return {
        "series_id": series_id,
        "fact": key,
        "kind": claim.kind.value,
        "aim": claim.kind is Kind.TARGET,
        "seed": False,
        "period": claim.period,
        "stands_on": known.last if known else said_on,
        "value": decimal_text(claim.quantity.value),
        "value_max": text_or_none(claim.quantity.value_max),
        "unit": claim.quantity.unit,
        "bound": claim.quantity.bound.value,
    }


def fact(claim: Claim) -> str:
    """What makes two claims one point, as 32 hex digits: series, kind, time, amount in base units
    and side of the bound. 300 billion yuan and 3000亿元 are one, so are "over" and "at least".
    """
    said = (claim.series, claim.kind, time_of(claim.kind, claim.period), *_amount(claim.quantity))
    text = "\n".join((*said, claim.quantity.bound.plain))
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


def time_of(kind: Kind, period: str | None) -> str:
    """The period in one form: the first quarter is January to March. To aim at a year, at its
    end or by its end is one aim.
    """
    known = days(period) if period else None
    if known is None:
        return period or ""
    if known.deadline or (kind is Kind.TARGET and _is_due_at_its_end(known)):
        return f"by:{known.last}"
    return f"{known.first}/{known.last}"


def _is_due_at_its_end(known: Days) -> bool:
    year = known.last.year
    return known.first == known.last or (known.first, known.last) == (
        date(year, 1, 1),
        date(year, 12, 31),
    )


def _amount(quantity: Quantity) -> tuple[str, ...]:
    """The ends of the quantity in base units, exactly."""
    ends = (quantity.value, quantity.value_max)
    # A number from the web may be 1E+999999, which no fraction can hold.
    if any(end and abs(end.adjusted()) + len(end.as_tuple().digits) > _LONGEST for end in ends):
        return (quantity.unit, *(decimal_text(end) for end in ends if end is not None))
    return tuple(map(str, quantity.base))

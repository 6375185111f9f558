"""Claims as rows, alone or beside the article that makes them."""

from collections.abc import Callable

from model import Claim, Statement
from reports.table import Column, Value
from reports.words import period_words, quantity_words, subject_words


def _claim(row: Statement | Claim) -> Claim:
    return row.claim if isinstance(row, Statement) else row


def _statement(name: str) -> Callable[[Statement | Claim], Value]:
    return lambda row: getattr(row, name) if isinstance(row, Statement) else None


def _kind(row: Statement | Claim) -> Value:
    claim = _claim(row)
    return f"{claim.kind.value} (proposed)" if claim.proposed else claim.kind.value


CLAIMS: tuple[Column[Statement | Claim], ...] = (
    Column("kind", _kind),
    Column("quantity", lambda row: quantity_words(_claim(row).quantity)),
    Column("indicator", lambda row: subject_words(_claim(row))),
    Column("place", lambda row: _claim(row).place),
    Column("period", lambda row: period_words(_claim(row).period)),
    Column("source", lambda row: _statement("source")(row) or _statement("publisher")(row)),
    Column("published", _statement("published")),
)

CLAIMS_SHEET: tuple[Column[Statement | Claim], ...] = (
    Column("url", _statement("url")),
    Column("title", _statement("title")),
    Column("publisher", _statement("publisher")),
    Column("published_at", _statement("published")),
    Column("place", lambda row: _claim(row).place),
    Column("indicator", lambda row: _claim(row).indicator),
    Column("measure", lambda row: _claim(row).measure.value),
    Column("kind", lambda row: _claim(row).kind.value),
    Column("value", lambda row: _claim(row).quantity.value),
    Column("value_max", lambda row: _claim(row).quantity.value_max),
    Column("unit", lambda row: _claim(row).quantity.unit),
    Column("bound", lambda row: _claim(row).quantity.bound.value),
    Column("period", lambda row: _claim(row).period),
    Column("quote", lambda row: _claim(row).quote),
    Column("start", lambda row: _claim(row).span.start),
    Column("end", lambda row: _claim(row).span.end),
    Column("sentence", lambda row: _claim(row).sentence),
    Column("lang", lambda row: _claim(row).language),
    Column("series", lambda row: _claim(row).series),
    Column("confidence", lambda row: _claim(row).confidence),
    Column("proposed", lambda row: "yes" if _claim(row).proposed else None),
)

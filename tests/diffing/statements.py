"""Statements for the tests, written as shortly as a table row."""

from datetime import UTC, datetime

from model import Statement
from tests.diffing.claims import claim

RATE = {"measure": "growth", "unit": "percent"}
SHARE = {"measure": "share", "unit": "percent"}


def said(
    quote: str,
    value: str,
    unit: str = "CNY",
    *,
    kind: str = "figure",
    period: str | None = "2025",
    published: str | None = None,
    publisher: str | None = "district",
    url: str | None = None,
    title: str = "title",
    seed: bool = False,
    pad: str = "",
    seen: str | None = None,
    **more: object,
) -> Statement:
    """A figure, on a page when ``url`` is given; ``pad`` makes its sentence longer."""
    made = claim(f"It is {quote}{pad}.", quote, value, unit, kind=kind, period=period, **more)
    at = datetime.fromisoformat(seen).replace(tzinfo=UTC) if seen else None
    return Statement(made, title, url, publisher, published, seed=seed, captured_at=at)


def target(quote: str, value: str, unit: str = "CNY", **more: object) -> Statement:
    """A target."""
    return said(quote, value, unit, kind="target", **more)


def outlook(quote: str, value: str, unit: str = "CNY", **more: object) -> Statement:
    """A forecast."""
    return said(quote, value, unit, kind="forecast", **more)

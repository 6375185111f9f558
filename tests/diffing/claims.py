"""Claims and versions for the tests, written as shortly as a table row."""

from datetime import UTC, date, datetime
from decimal import Decimal

from model import Article, Bound, Claim, Kind, Measure, Quantity, Span, Version

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def claim(
    sentence: str,
    quote: str,
    value: str,
    unit: str = "CNY",
    *,
    bound: str = "exact",
    top: str | None = None,
    kind: str = "target",
    measure: str = "level",
    indicator: str = "online new economy revenue",
    key: str | None = None,
    place: str | None = "Yangpu",
    period: str | None = "2025",
    converted: tuple[Quantity, ...] = (),
    confidence: float = 1.0,
) -> Claim:
    """A claim whose span is still relative to its sentence; `version` puts it in its place."""
    start = sentence.index(quote)
    return Claim(
        quantity=Quantity(Decimal(value), unit, Bound(bound), Decimal(top) if top else None),
        kind=Kind(kind),
        measure=Measure(measure),
        indicator=indicator,
        indicator_key=key or indicator,
        place=place,
        period=period,
        quote=quote,
        span=Span(start, start + len(quote)),
        sentence=sentence,
        sentence_start=0,
        language="en",
        converted=converted,
        confidence=confidence,
    )


def version(
    *claims: Claim, title: str = "", published: date | None = None, above: str = "", **more: object
) -> Version:
    """A version whose text is the sentences of its claims, one a line, each sentence once."""
    from dataclasses import replace

    text, starts, placed = above, {}, []
    for item in claims:
        if item.sentence not in starts:
            starts[item.sentence] = len(text)
            text += item.sentence + "\n"
        at = starts[item.sentence]
        span = Span(at + item.span.start, at + item.span.end)
        placed.append(replace(item, span=span, sentence_start=at))
    article = Article(text, title=title, published=published)
    return Version(article, tuple(placed), NOW, **more)

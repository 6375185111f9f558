"""Claims and statements as plain fields and back: columns of a table, and JSON elsewhere."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from model import Bound, Claim, Kind, Measure, Quantity, Span, Statement
from storage.columns import decimal_text

Fields = Mapping[Any, Any]


def claim_fields(claim: Claim) -> dict[str, Any]:
    """The claim as plain fields: columns of its table, and its JSON in changes and findings."""
    return {
        **_quantity_fields(claim.quantity),
        "kind": claim.kind.value,
        "measure": claim.measure.value,
        "indicator": claim.indicator,
        "indicator_key": claim.indicator_key,
        "place": claim.place,
        "period": claim.period,
        "quote": claim.quote,
        "span_start": claim.span.start,
        "span_end": claim.span.end,
        "sentence": claim.sentence,
        "sentence_start": claim.sentence_start,
        "language": claim.language,
        "converted": [_quantity_fields(quantity) for quantity in claim.converted],
        "confidence": claim.confidence,
        "rules": list(claim.rules),
        "anchor": claim.anchor,
    }


def claim_of(fields: Fields) -> Claim:
    """The claim that ``claim_fields`` was given."""
    return Claim(
        quantity=_quantity_of(fields),
        kind=Kind(fields["kind"]),
        measure=Measure(fields["measure"]),
        indicator=fields["indicator"],
        indicator_key=fields["indicator_key"],
        place=fields["place"],
        period=fields["period"],
        quote=fields["quote"],
        span=Span(fields["span_start"], fields["span_end"]),
        sentence=fields["sentence"],
        sentence_start=fields["sentence_start"],
        language=fields["language"],
        converted=tuple(_quantity_of(quantity) for quantity in fields["converted"]),
        confidence=fields["confidence"],
        rules=tuple(fields["rules"]),
        anchor=fields.get("anchor"),  # changes stored before there were anchors have none
    )


def _quantity_fields(quantity: Quantity) -> dict[str, Any]:
    return {
        "value": decimal_text(quantity.value),
        "value_max": text_or_none(quantity.value_max),
        "unit": quantity.unit,
        "bound": quantity.bound.value,
    }


def _quantity_of(fields: Fields) -> Quantity:
    return Quantity(
        Decimal(fields["value"]),
        fields["unit"],
        Bound(fields["bound"]),
        decimal_or_none(fields["value_max"]),
    )


def statement_fields(statement: Statement) -> dict[str, Any]:
    """The statement as JSON."""
    at = statement.captured_at
    if at is not None and at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return {
        "claim": claim_fields(statement.claim),
        "title": statement.title,
        "url": statement.url,
        "publisher": statement.publisher,
        "published": statement.published,
        "version": statement.version,
        "seed": statement.seed,
        "claim_id": statement.claim_id,
        "source": statement.source,
        "captured_at": at.isoformat() if at else None,
        "point": statement.point,
    }


def statement_of(fields: Fields) -> Statement:
    """The statement that ``statement_fields`` was given."""
    at = fields["captured_at"]
    return Statement(
        **{
            **fields,
            "claim": claim_of(fields["claim"]),
            "captured_at": datetime.fromisoformat(at) if at else None,
        }
    )


def read_statement(row: Fields, point: int | None = None) -> Statement:
    """The statement in a row of claim, version, page and source."""
    published = row["version_published"]
    return Statement(
        claim=claim_of(row),
        title=row["version_title"],
        url=row["page_url"] or row["version_article_url"],
        publisher=row["version_publisher"] or row["source_publisher"],
        published=published.isoformat() if published else None,
        version=row["version_id"],
        seed=row["version_document_id"] is not None,
        claim_id=row["id"],
        source=row["source_slug"],
        captured_at=row["version_captured_at"],
        point=point,
    )


def text_or_none(value: Decimal | None) -> str | None:
    """The number as it is stored."""
    return None if value is None else decimal_text(value)


def decimal_or_none(value: str | None) -> Decimal | None:
    """The number that was stored."""
    return None if value is None else Decimal(value)

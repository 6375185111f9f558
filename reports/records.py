"""Claims, changes, findings and checks as JSON: the fields of the design, in its order."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from model import (
    Change,
    Check,
    Claim,
    Finding,
    Quantity,
    RecordedChange,
    RecordedFinding,
    Statement,
    VersionRef,
)

Record: TypeAlias = dict[str, Any]

# Valid in JSON, yet a terminal obeys some of them, JavaScript breaks its lines at others, and a
# lone surrogate cannot be written as UTF-8. Escaped, nothing is lost.
_UNSAFE = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def json_line(record: Mapping[str, Any]) -> str:
    """The record as one line of JSON, without its line end. Decimals are written exactly."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", _encoded(record))


def _encoded(value: object) -> str:
    if isinstance(value, Mapping):
        items = (f"{_encoded(str(key))}: {_encoded(item)}" for key, item in value.items())
        return "{" + ", ".join(items) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_encoded, value)) + "]"
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def claim_json(
    item: Claim | Statement,
    *,
    doc: str | None = None,
    url: str | None = None,
    id: str | int | None = None,  # the field's name
    version: int | None = None,
    published_at: str | None = None,
) -> Record:
    """A claim's fields, those of the gold files first. It is of a ``doc`` or of a ``url``; what
    a statement knows of itself need not be given.
    """
    claim = item.claim if isinstance(item, Statement) else item
    if isinstance(item, Statement):
        url, version = url or item.url, version or item.version
        published_at, id = published_at or item.published, item.claim_id if id is None else id
    quantity = claim.quantity
    return {
        **({"doc": doc} if doc is not None else {"url": url}),
        "id": id,
        "quote": claim.quote,
        "start": claim.span.start,
        "end": claim.span.end,
        "sentence": claim.sentence,
        **({"anchor": claim.anchor} if claim.anchor else {}),
        "kind": claim.kind.value,
        "measure": claim.measure.value,
        "value": number(quantity.value),
        "value_max": number(quantity.value_max),
        "unit": quantity.unit,
        "bound": quantity.bound.value,
        "place": claim.place,
        "indicator": claim.indicator,
        **({f"indicator_{claim.language}": claim.native} if claim.native else {}),
        "period": claim.period,
        "converted": [_converted(other) for other in claim.converted],
        "lang": claim.language,
        "indicator_key": claim.indicator_key,
        "series": claim.series,
        "confidence": claim.confidence,
        "rules": list(claim.rules),
        "version": version,
        "published_at": published_at,
    }


def change_json(item: RecordedChange | Change, *, url: str | None = None) -> Record:
    """A change's fields. One that is not stored (two files compared) has no id, run or page."""
    recorded = item if isinstance(item, RecordedChange) else None
    change = item.change if isinstance(item, RecordedChange) else item
    url = recorded.url if recorded else url
    return {
        "id": recorded.id if recorded else None,
        "detected_at": time(recorded.detected_at) if recorded else None,
        "run": recorded.run if recorded else None,
        "source": recorded.source if recorded else None,
        "url": url,
        "page": recorded.page if recorded else None,
        "change": change.change.value,
        "aspects": list(change.aspects),
        "direction": change.direction.value if change.direction else None,
        "relative": number(change.relative),
        "old": _side(change.old, url, recorded.old_version if recorded else None),
        "new": _side(change.new, url, recorded.new_version if recorded else None),
        "state": change.state.value,
        "reverts": recorded.reverts if recorded else None,
        "reverted_by": recorded.reverted_by if recorded else None,
        "weight": change.weight,
        "why": list(change.why),
        "slip": change.slip,
        "old_version": version_json(recorded.old_version) if recorded else None,
        "new_version": version_json(recorded.new_version) if recorded else None,
        **_notice(change),
    }


def _notice(told: Change | Finding) -> Record:
    """When a person is told and what decided it; both null where no condition has decided."""
    return {"notice": told.notice.value if told.condition else None, "condition": told.condition}


def _side(claim: Claim | None, url: str | None, version: VersionRef | None) -> Record | None:
    return claim_json(claim, url=url, version=version.id if version else None) if claim else None


def version_json(version: VersionRef | None) -> Record | None:
    """Where the evidence lies: version, capture and time."""
    if version is None:
        return None
    return {
        "id": version.id,
        "seq": version.seq,
        "captured_at": time(version.captured_at),
        "capture_sha256": version.capture_sha256,
        "title": version.title,
    }


def finding_json(item: RecordedFinding | Finding) -> Record:
    """A finding's fields. One that is not stored (a file met the corpus) has no id or time."""
    recorded = item if isinstance(item, RecordedFinding) else None
    finding = item.finding if isinstance(item, RecordedFinding) else item
    against = finding.against
    return {
        "id": recorded.id if recorded else None,
        "at": time(recorded.at) if recorded else None,
        "relation": finding.relation.value,
        "claim": claim_json(finding.claim),
        "against": claim_json(against) if against else None,
        "seed": against.seed if against else False,
        "witnesses": [claim_json(other) for other in recorded.witnesses] if recorded else [],
        "changes": list(recorded.changes) if recorded else [],
        "weight": finding.weight,
        "why": list(finding.why),
        **_notice(finding),
    }


def check_json(check: Check) -> Record:
    """A check's fields: which page, when, what came of it."""
    return {
        "id": check.id,
        "at": time(check.at),
        "run": check.run,
        "source": check.source,
        "url": check.url,
        "page": check.page,
        "kind": check.kind.value,
        "state": check.state.value,
        "note": check.note,
        "status": check.status,
        "bytes": check.bytes,
        "elapsed_ms": check.elapsed_ms,
        "version": check.version,
        "title": check.title,
        "claims": check.claims,
        "changes": check.changes,
        "reworded": check.reworded,
        "text_chars": check.text_chars,
        "links": check.links,
    }


def number(value: Decimal | None) -> int | float | Decimal | None:
    """The value as a JSON number: an int when integral, a float when a float says exactly the
    same, else the Decimal itself (`json_line` writes it digit by digit).
    """
    if value is None or not value.is_finite():
        return None
    if abs(value.adjusted()) > 60:
        return value  # an int of a million digits helps nobody
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else value


def time(at: datetime) -> str:
    """The time in ISO 8601, in UTC, to the second: 2026-01-02T03:04:05Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _converted(quantity: Quantity) -> Record:
    return {"value": number(quantity.value), "unit": quantity.unit}


def json_lines(records: Sequence[Mapping[str, Any]]) -> str:
    """One line of JSON for each record."""
    return "".join(json_line(record) + "\n" for record in records)

"""What is read otherwise when stored versions are read anew, as rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from model import Change, ChangeKind, Claim, ReadBy, Reread
from reports.matches import quoted
from reports.records import Record, claim_json, time
from reports.table import Column, Value
from reports.words import period_words, quantity_words, subject_words

_READ = {
    ChangeKind.ADDED: "now read",
    ChangeKind.REMOVED: "no longer read",
    ChangeKind.CHANGED: "read otherwise",
}


@dataclass(frozen=True, slots=True)
class ReadOtherwise:
    """One claim of a stored version as it was read, and as it is read now."""

    reread: Reread
    change: Change

    @property
    def claim(self) -> Claim:
        """The claim it is about: as it is read now, or the one no longer read."""
        claim = self.change.new or self.change.old
        assert claim is not None  # a change has at least one side
        return claim


def read_words(change: Change) -> str:
    """What became of the claim: "now read", "read otherwise: value, period"."""
    aspects = ", ".join(change.aspects)
    return f"{_READ[change.change]}: {aspects}" if aspects else _READ[change.change]


def _side(claim: Claim | None, change: Change) -> str | None:
    """The side in words, with all that the two sides differ in."""
    if claim is None:
        return None
    words = [quantity_words(claim.quantity)]
    if "kind" in change.aspects:
        words.append(claim.kind.value)
    if "period" in change.aspects:
        words.append(period_words(claim.period) or "undated")
    if "place" in change.aspects:
        words.append(claim.place or "nowhere named")
    if "measure" in change.aspects:
        words.append(claim.measure.value)
    if "indicator" in change.aspects:
        words.append(claim.indicator_key)
    return ", ".join(words)


def quotes(row: ReadOtherwise) -> Sequence[str]:
    """The sentences that the two sides were read from; one where both are the same."""
    sides = [side for side in (row.change.old, row.change.new) if side is not None]
    return tuple(dict.fromkeys(quoted(side) for side in sides))


REREADINGS: tuple[Column[ReadOtherwise], ...] = (
    Column("read", lambda row: read_words(row.change)),
    Column("of what", lambda row: subject_words(row.claim)),
    Column("was", lambda row: _side(row.change.old, row.change)),
    Column("now", lambda row: _side(row.change.new, row.change)),
    Column("version", lambda row: row.reread.reading.seq),
    Column("page", lambda row: row.reread.reading.name),
)


def _of(side: str, part: Callable[[Claim], Value]) -> Callable[[ReadOtherwise], Value]:
    def value(row: ReadOtherwise) -> Value:
        claim = row.change.old if side == "old" else row.change.new
        return part(claim) if claim else None

    return value


_PARTS: tuple[tuple[str, Callable[[Claim], Value]], ...] = (
    ("quote", lambda claim: claim.quote),
    ("value", lambda claim: claim.quantity.value),
    ("value_max", lambda claim: claim.quantity.value_max),
    ("unit", lambda claim: claim.quantity.unit),
    ("bound", lambda claim: claim.quantity.bound.value),
    ("kind", lambda claim: claim.kind.value),
    ("measure", lambda claim: claim.measure.value),
    ("period", lambda claim: claim.period),
    ("place", lambda claim: claim.place),
    ("indicator", lambda claim: claim.indicator),
    ("indicator_key", lambda claim: claim.indicator_key),
    ("sentence", lambda claim: claim.sentence),
)

REREADINGS_SHEET: tuple[Column[ReadOtherwise], ...] = (
    Column("page", lambda row: row.reread.reading.name),
    Column("source", lambda row: row.reread.reading.source),
    Column("version", lambda row: row.reread.reading.version),
    Column("seq", lambda row: row.reread.reading.seq),
    Column("captured_at", lambda row: time(row.reread.reading.captured_at)),
    Column("read", lambda row: row.change.change.value),
    Column("aspects", lambda row: ", ".join(row.change.aspects)),
    *(Column(f"old_{name}", _of("old", part)) for name, part in _PARTS),
    *(Column(f"new_{name}", _of("new", part)) for name, part in _PARTS),
    Column("old_reader", lambda row: row.reread.reading.read_by.reader),
    Column("new_reader", lambda row: row.reread.read_by.reader),
    Column("old_extractor", lambda row: row.reread.reading.read_by.extractor),
    Column("new_extractor", lambda row: row.reread.read_by.extractor),
)


def rereading_json(row: ReadOtherwise) -> Record:
    """Which claim of which version is read otherwise, as it was and as it is, and by what."""
    reading, change = row.reread.reading, row.change
    old = claim_json(change.old, url=reading.url, version=reading.version) if change.old else None
    new = claim_json(change.new, url=reading.url, version=reading.version) if change.new else None
    return {
        "url": reading.url,
        "document": reading.origin,
        "source": reading.source,
        "version": reading.version,
        "seq": reading.seq,
        "captured_at": time(reading.captured_at),
        "read": change.change.value,
        "aspects": list(change.aspects),
        "old": old,
        "new": new,
        "old_read_by": _labels(reading.read_by),
        "new_read_by": _labels(row.reread.read_by),
    }


def _labels(read_by: ReadBy) -> Record:
    return {"extractor": read_by.extractor, "reader": read_by.reader}

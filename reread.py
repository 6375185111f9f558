"""Stored versions read anew, by a better extractor or reader: new readings, and never a change.

    StoredReading ─begin→ Anew ─finish→ Parsed ─keep→ the newest reading

Bytes are extracted again only where the extractor is another; else the stored text is read.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from diffing import compare
from model import (
    Article,
    Capture,
    Change,
    ChangeKind,
    Claim,
    DamagedError,
    ExtractError,
    ReadBy,
    Reread,
    StoredReading,
    Version,
)
from parsing import Parsed, Parser, Pending
from storage import Store


@dataclass(frozen=True, slots=True)
class Anew:
    """A stored version on its way through a worker once more."""

    reading: StoredReading
    read_by: ReadBy
    pending: Pending


def wanted_by(reading: StoredReading, place: str | None, parser: Parser) -> ReadBy:
    """By what the version would be read now. A document keeps its extractor: there are no bytes
    to extract it from.
    """
    now = parser.read_by(place)
    return now if reading.capture is not None else now._replace(extractor=reading.read_by.extractor)


def begin(reading: StoredReading, place: str | None, store: Store, parser: Parser) -> Anew:
    """The version given to a worker; ``place`` is where its source is at home.

    Raises: DamagedError when what is to be read is no longer as it was stored.
    """
    wanted = wanted_by(reading, place, parser)
    work: Capture | Article | None = None
    if wanted.extractor != reading.read_by.extractor:
        work = store.capture(reading.version)
    if work is None:
        work = _stored(reading, store).article
    return Anew(reading, wanted, parser.submit(work, place))


def _stored(reading: StoredReading, store: Store) -> Version:
    version = store.version(reading.version)
    assert version is not None  # its reading was read a moment ago, and none is ever deleted
    return version


def keep(anew: Anew, store: Store, parser: Parser, now: datetime) -> Parsed:
    """What was read anew, stored as the version's newest reading.

    Raises: ExtractError saying why it cannot be read any more; the old reading stands.
    """
    parsed = parser.result(anew.pending)
    store.add_reading(anew.reading.version, parsed.article, parsed.claims or (), anew.read_by, now)
    return parsed


def reread(
    readings: Iterable[StoredReading],
    places: Mapping[str, str | None],
    store: Store,
    parser: Parser,
    clock: Callable[[], datetime],
    *,
    in_hand: int = 4,
    dry_run: bool = False,
) -> Iterator[Reread]:
    """Each version read anew, in the order given, with what is read otherwise now; ``places`` is
    where each source is at home. What cannot be read is told, and its old reading stands; a
    ``dry_run`` stores nothing. At most ``in_hand`` versions are with the workers at a time.
    """
    waiting: deque[Anew | Reread] = deque()
    for reading in readings:
        place = places[reading.source] if reading.source is not None else None
        waiting.append(_begun(reading, place, store, parser))
        if len(waiting) >= in_hand:
            yield _finished(waiting.popleft(), store, parser, clock, dry_run)
    while waiting:
        yield _finished(waiting.popleft(), store, parser, clock, dry_run)


def _begun(
    reading: StoredReading, place: str | None, store: Store, parser: Parser
) -> Anew | Reread:
    try:
        return begin(reading, place, store, parser)
    except DamagedError as error:
        return Reread(reading, wanted_by(reading, place, parser), problem=str(error))


def _finished(
    anew: Anew | Reread, store: Store, parser: Parser, clock: Callable[[], datetime], dry_run: bool
) -> Reread:
    if isinstance(anew, Reread):
        return anew
    try:
        before = _stored(anew.reading, store)
        read = parser.result(anew.pending) if dry_run else keep(anew, store, parser, clock())
    except (ExtractError, DamagedError) as error:
        return Reread(anew.reading, anew.read_by, problem=str(error))
    after = replace(before, article=read.article, claims=read.claims or (), read_by=anew.read_by)
    counts = len(before.claims), len(after.claims)
    return Reread(anew.reading, anew.read_by, *counts, read_otherwise(before, after))


def read_otherwise(before: Version, after: Version) -> tuple[Change, ...]:
    """What two readings of one version differ in: as between two versions, and the claims that
    are of another indicator now. Nothing here is provisional, for nothing was missed.
    """
    changes = compare(before, after).changes
    told = {claim for change in changes for claim in (change.old, change.new)}
    renamed = tuple(
        Change(ChangeKind.CHANGED, old, new, aspects=("indicator",))
        for old, new in _same_place(before.claims, after.claims)
        if old.indicator_key != new.indicator_key and not {old, new} & told
    )
    return changes + renamed


def _same_place(old: Iterable[Claim], new: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Claims that were read from the same words, also where the text around them moved."""
    waiting: dict[tuple[str, str, int], list[Claim]] = {}
    for claim in old:
        waiting.setdefault(_words_of(claim), []).append(claim)
    for claim in new:
        same = waiting.get(_words_of(claim))
        if same:
            yield same.pop(0), claim


def _words_of(claim: Claim) -> tuple[str, str, int]:
    return claim.quote, claim.sentence, claim.span.start - claim.sentence_start

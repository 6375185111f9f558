"""Stored versions read anew, by a better extractor or reader: new readings, and never a change.

    StoredReading ─begin→ Anew ─finish→ Parsed ─keep→ the newest reading

Bytes are extracted again only where the extractor is another; else the stored text is read. So it
is where the bytes are damaged or end the worker: by the old extractor then, and labelled so.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from diffing import compare
from model import (
    Change,
    ChangeKind,
    Claim,
    DamagedError,
    ExtractError,
    ReadAs,
    ReadBy,
    Reread,
    StoredReading,
    Version,
)
from parsing import Parsed, Parser, Pending
from storage import Store


@dataclass(frozen=True, slots=True)
class Anew:
    """A stored version on its way through a worker once more. ``problem`` says why it is only
    its text that is read, and its bytes are not extracted again.
    """

    reading: StoredReading
    read_as: ReadAs
    read_by: ReadBy
    pending: Pending
    problem: str = ""


def wanted_by(reading: StoredReading, read_as: ReadAs, parser: Parser) -> ReadBy:
    """By what the version would be read now. A document keeps its extractor: there are no bytes
    to extract it from.
    """
    now = parser.read_by(read_as)
    return now if reading.capture is not None else now._replace(extractor=reading.read_by.extractor)


def begin(reading: StoredReading, read_as: ReadAs, store: Store, parser: Parser) -> Anew:
    """The version given to a worker, ``read_as`` its source says. Where its bytes are no longer
    as they were stored, its text is read.

    Raises: DamagedError when neither is.
    """
    wanted = wanted_by(reading, read_as, parser)
    problem = ""
    if wanted.extractor != reading.read_by.extractor:
        try:
            capture = store.capture(reading.version)
            if capture is not None:
                return Anew(reading, read_as, wanted, parser.submit(capture, read_as))
        except DamagedError as error:
            problem = str(error)
    return _begin_text(reading, read_as, store, parser, problem)


def _begin_text(
    reading: StoredReading, read_as: ReadAs, store: Store, parser: Parser, problem: str
) -> Anew:
    read_by = parser.read_by(read_as)._replace(extractor=reading.read_by.extractor)
    pending = parser.submit(_stored(reading, store).article, read_as)
    return Anew(reading, read_as, read_by, pending, problem)


def _stored(reading: StoredReading, store: Store) -> Version:
    version = store.version(reading.version)
    assert version is not None  # its reading was read a moment ago, and none is ever deleted
    return version


def finish(anew: Anew, store: Store, parser: Parser) -> tuple[Anew, Parsed]:
    """What was read, and how: from the text, where the bytes could not be extracted again.

    Raises: ExtractError saying why it cannot be read any more; DamagedError.
    """
    try:
        return anew, parser.result(anew.pending)
    except ExtractError as error:
        if anew.read_by.extractor == anew.reading.read_by.extractor:
            raise
        again = _begin_text(anew.reading, anew.read_as, store, parser, error.problem)
        return again, parser.result(again.pending)


def keep(anew: Anew, parsed: Parsed, store: Store, now: datetime, *, renew: bool = True) -> bool:
    """Store what was read as the version's newest reading; False where another process was
    faster. To ``renew`` the ledger of its page takes the longer the more versions it has.
    """
    version, claims = anew.reading.version, parsed.claims or ()
    return store.add_reading(version, parsed.article, claims, anew.read_by, now, renew=renew)


def reread(
    readings: Sequence[StoredReading],
    rules: Mapping[str, ReadAs],
    store: Store,
    parser: Parser,
    clock: Callable[[], datetime],
    *,
    in_hand: int = 4,
    dry_run: bool = False,
) -> Iterator[Reread]:
    """Each version read anew, in the order given, with what is read otherwise now; ``rules`` are
    how each source's pages are read. What cannot be read is told, and its old reading stands; a
    ``dry_run`` stores nothing. At most ``in_hand`` versions are with the workers at a time.
    """
    last = {(reading.page, reading.document): reading.version for reading in readings}
    again = _Again(store, parser, clock, frozenset(last.values()), dry_run)
    waiting: deque[Anew | Reread] = deque()
    for reading in readings:
        read_as = rules[reading.source] if reading.source is not None else ReadAs()
        waiting.append(again.begun(reading, read_as))
        if len(waiting) >= in_hand:
            yield again.finished(waiting.popleft())
    while waiting:
        yield again.finished(waiting.popleft())


@dataclass(frozen=True, slots=True)
class _Again:
    """Versions read anew, one after the other. The ledger of a page is renewed with the ``last``
    of its versions: in that order a page that was not read to its end has some left to read.
    """

    store: Store
    parser: Parser
    clock: Callable[[], datetime]
    last: frozenset[int]
    dry_run: bool

    def begun(self, reading: StoredReading, read_as: ReadAs) -> Anew | Reread:
        """The version on its way, or why it is not."""
        try:
            return begin(reading, read_as, self.store, self.parser)
        except DamagedError as error:
            return Reread(reading, wanted_by(reading, read_as, self.parser), problem=str(error))

    def finished(self, anew: Anew | Reread) -> Reread:
        """The version read, and stored unless this is a rehearsal."""
        if isinstance(anew, Reread):
            return self._unread(anew)
        renew = anew.reading.version in self.last
        try:
            before = _stored(anew.reading, self.store)
            anew, read = finish(anew, self.store, self.parser)
        except (ExtractError, DamagedError) as error:
            return self._unread(Reread(anew.reading, anew.read_by, problem=str(error)))
        if not self.dry_run and not keep(anew, read, self.store, self.clock(), renew=renew):
            self._renew(anew.reading)  # who was faster may not know the versions before
        after = replace(before, article=read.article, claims=read.claims or ())
        counts = len(before.claims), len(after.claims)
        changes = read_otherwise(before, after)
        return Reread(anew.reading, anew.read_by, *counts, changes, anew.problem)

    def _unread(self, done: Reread) -> Reread:
        if not self.dry_run:
            self._renew(done.reading)
        return done

    def _renew(self, reading: StoredReading) -> None:
        if reading.version in self.last:
            self.store.renew_ledger(page=reading.page, document=reading.document)


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

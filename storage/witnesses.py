"""Witnesses: which page or document says a point, from when to when.

A version enters when it is recorded: what it says has a witness in its page from then on, and
what the page no longer says is gone. A page that is read anew is entered anew, version by version.
"""

from collections.abc import Container, Iterable, Mapping
from datetime import date, datetime
from enum import IntEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, exists, insert, select, update

from model import Claim, Kind
from storage import points, versions
from storage.engine import lock_table
from storage.points import chunks
from storage.rows import article_of
from storage.tables import claim as claim_table
from storage.tables import corpus_document, page, point, reading, series, version, witness

_SHIPPED = "shipped/"  # how the origin of a document begins that came with figurewatch


class Rank(IntEnum):
    """Who speaks for a point first, the highest before the others; none who took it back."""

    TAKEN_BACK = 0  # the page says another amount for that time now, or the document was mended
    GONE = 1  # the page says it no longer: what it said of a past month is still known
    PAGE = 2
    SHIPPED = 3
    DOCUMENT = 4  # added by the user


class Speaker(NamedTuple):
    """A page, or a document of the corpus."""

    page: int | None
    document: int | None
    rank: Rank

    @property
    def column(self) -> str:
        """What of a witness names it."""
        return "page_id" if self.document is None else "document_id"

    @property
    def id(self) -> int:
        """Its number."""
        found = self.page if self.document is None else self.document
        assert found is not None  # one of the two is named
        return found


def page_speaker(page_id: int) -> Speaker:
    """A page, to speak through."""
    return Speaker(page_id, None, Rank.PAGE)


def document_speaker(document_id: int, origin: str) -> Speaker:
    """A document of the corpus; the user's own come before those that figurewatch brought."""
    rank = Rank.SHIPPED if origin.startswith(_SHIPPED) else Rank.DOCUMENT
    return Speaker(None, document_id, rank)


# Built once: building takes longer than asking.
_COLUMNS = (
    witness.c.id,
    witness.c.point_id,
    witness.c.gone_at,
    series.c.key,
    point.c.kind,
    point.c.period,
)
_KNOWN = select(*_COLUMNS).select_from(witness.join(point).join(series))
_OPEN = {
    owner: _KNOWN.where(witness.c[owner] == bindparam("speaker"), witness.c.gone_at.is_(None))
    for owner in ("page_id", "document_id")
}
_SAID = {
    owner: _KNOWN.where(
        witness.c[owner] == bindparam("speaker"),
        witness.c.point_id.in_(bindparam("points", expanding=True)),
    )
    for owner in ("page_id", "document_id")
}
_INSERT = insert(witness)
_UPDATE = update(witness).where(witness.c.id == bindparam("its_id"))
_VERSIONS = {
    owner: select(
        version.c.id,
        version.c.captured_at,
        version.c.published,
        reading.c.article,
        reading.c.extractor,
        reading.c.reader,
    )
    .select_from(version.join(reading, versions.is_newest_reading()))
    .where(version.c[owner] == bindparam("speaker"))
    .order_by(version.c.seq)
    for owner in ("page_id", "document_id")
}
_GONE = {
    owner: select(witness.c.id, claim_table.c.sentence, claim_table.c.quote)
    .join(claim_table, claim_table.c.id == witness.c.claim_id)
    .where(witness.c[owner] == bindparam("speaker"), witness.c.gone_at == bindparam("at"))
    for owner in ("page_id", "document_id")
}
_FROM_CORPUS = exists().where(witness.c.point_id == point.c.id, witness.c.rank >= Rank.SHIPPED)
_SEED = (
    update(point)
    .where(point.c.id.in_(bindparam("points", expanding=True)))
    .values(seed=_FROM_CORPUS)
)


class _Spoken(NamedTuple):
    claim: Claim
    claim_id: int


def enter(
    connection: Connection,
    speaker: Speaker,
    claims: Iterable[tuple[int, Claim]],
    said_at: datetime,
    published: date | None,
    *,
    is_new: bool = False,
) -> dict[Claim, int]:
    """The point of each claim (by its number) that the speaker's newest version makes. What a
    second reader proposed has none: the ledger holds what was read. ``is_new``: the speaker never
    said anything before.
    """
    read = {claim: claim_id for claim_id, claim in claims if not claim.proposed}
    of = points.ensure(connection, read, published or said_at.date())
    spoken = _spoken(read, of)
    known = {} if is_new else _witnesses(connection, speaker, spoken)
    _say(connection, speaker, spoken, known, said_at)
    fell_silent = [row for row in known.values() if row.point_id not in spoken]
    _let_go(connection, speaker, fell_silent, _times(spoken.keys() - _open(known), spoken), said_at)
    if speaker.document is not None:
        _mark_seeds(connection, spoken.keys() | known.keys())
    return of


def _spoken(read: Mapping[Claim, int], of: Mapping[Claim, int]) -> dict[int, _Spoken]:
    """What stands for each point: of several claims the one in the longest sentence."""
    kept: dict[int, _Spoken] = {}
    for claim, point_id in of.items():
        other = kept.get(point_id)
        if other is None or len(other.claim.sentence) < len(claim.sentence):
            kept[point_id] = _Spoken(claim, read[claim])
    return kept


def _witnesses(
    connection: Connection, speaker: Speaker, said: Mapping[int, _Spoken]
) -> dict[int, Row[Any]]:
    """What the speaker is known to have said, by point: all it said last, and of what is long
    gone only what it says again.
    """
    me = {"speaker": speaker.id}
    found: dict[int, Row[Any]] = {}
    found |= {row.point_id: row for row in connection.execute(_OPEN[speaker.column], me)}
    for some in chunks(sorted(said.keys() - found.keys())):
        rows = connection.execute(_SAID[speaker.column], {**me, "points": some})
        found |= {row.point_id: row for row in rows}
    return found


def _open(known: Mapping[int, Row[Any]]) -> set[int]:
    return {point_id for point_id, row in known.items() if row.gone_at is None}


def _times(points_said: Iterable[int], spoken: Mapping[int, _Spoken]) -> set[tuple[str, ...]]:
    """What times of what series the points speak of, and how."""
    claims = [spoken[point_id].claim for point_id in points_said]
    return {(each.series, each.kind, points.time_of(each.kind, each.period)) for each in claims}


def _say(
    connection: Connection,
    speaker: Speaker,
    spoken: Mapping[int, _Spoken],
    known: Mapping[int, Row[Any]],
    said_at: datetime,
) -> None:
    """Store that the speaker says these points: again, once more, or for the first time."""
    new, again = [], []
    for point_id, each in sorted(spoken.items()):
        last = {"claim_id": each.claim_id, "last_seen_at": said_at, "rank": speaker.rank}
        if point_id in known:
            again.append({"its_id": known[point_id].id, "gone_at": None, **last})
            continue
        first = {"first_claim_id": each.claim_id, "first_seen_at": said_at}
        owner = {"page_id": speaker.page, "document_id": speaker.document}
        new.append({"point_id": point_id, **owner, **first, **last})
    if new:
        connection.execute(_INSERT, new)
    if again:
        connection.execute(_UPDATE, again)


def _let_go(
    connection: Connection,
    speaker: Speaker,
    silent: Iterable[Row[Any]],
    anew: Container[tuple[str, ...]],
    said_at: datetime,
) -> None:
    """Store that the speaker no longer says these. What it took back is known no longer: another
    page that says it now does not only restate what is known.
    """
    gone = []
    for row in silent:
        said = (row.key, row.kind, points.time_of(Kind(row.kind), row.period))
        took_back = speaker.document is not None or said in anew
        rank = Rank.TAKEN_BACK if took_back else Rank.GONE
        gone.append({"its_id": row.id, "gone_at": said_at, "rank": rank})
    if gone:
        connection.execute(_UPDATE, gone)


def _mark_seeds(connection: Connection, touched: Iterable[int]) -> None:
    for some in chunks(sorted(touched)):
        connection.execute(_SEED, {"points": some})


def rebuild(
    connection: Connection,
    *,
    page_id: int | None = None,
    document_id: int | None = None,
    read: Iterable[Claim] = (),
) -> None:
    """Make the ledger of a page or document, or of everything, anew: from the newest readings of
    its versions, in their order. Points that nobody says any more stay without a witness.
    ``read`` is what was just read: stored claims no longer know what a text calls its indicators.
    """
    for speaker in _speakers(connection, page_id, document_id):
        _silence(connection, speaker)
        read_by = None
        for row in connection.execute(_VERSIONS[speaker.column], {"speaker": speaker.id}).all():
            claims = versions.claims_of(connection, row.id)
            # A better extractor may have found another day.
            published = (
                row.published if row.article is None else article_of(row.article, "").published
            )
            enter(connection, speaker, claims, row.captured_at, published)
            if read_by not in {None, (row.extractor, row.reader)}:
                _forget_renamed(connection, speaker, [each for _, each in claims], row.captured_at)
            read_by = row.extractor, row.reader
    points.name(connection, [claim for claim in read if not claim.proposed])


def _speakers(
    connection: Connection, page_id: int | None, document_id: int | None
) -> list[Speaker]:
    """Who is to be heard again, held until the transaction ends."""
    everything = page_id is None and document_id is None
    if everything:
        # Nobody may hold a page and wait for a series of ours while we wait for that page.
        lock_table(connection, page)
        lock_table(connection, corpus_document)
    found: list[Speaker] = []
    if everything or page_id is not None:
        pages = select(page.c.id).order_by(page.c.id).with_for_update()
        wanted = pages if everything else pages.where(page.c.id == page_id)
        found += [page_speaker(row.id) for row in connection.execute(wanted)]
    if everything or document_id is not None:
        columns = select(corpus_document.c.id, corpus_document.c.origin)
        documents = columns.order_by(corpus_document.c.id).with_for_update()
        wanted = documents if everything else documents.where(corpus_document.c.id == document_id)
        found += [document_speaker(*row) for row in connection.execute(wanted)]
    return found


def _forget_renamed(
    connection: Connection, speaker: Speaker, claims: Iterable[Claim], at: datetime
) -> None:
    """Drop what only another reader took the same words for: its page never said it, and so has
    not ceased to say it either.
    """
    said = {(each.sentence, each.quote) for each in claims}
    gone = connection.execute(_GONE[speaker.column], {"speaker": speaker.id, "at": at}).all()
    for some in chunks([row.id for row in gone if (row.sentence, row.quote) in said]):
        connection.execute(delete(witness).where(witness.c.id.in_(some)))


def _silence(connection: Connection, speaker: Speaker) -> None:
    mine = witness.c[speaker.column] == speaker.id
    said = connection.execute(select(witness.c.point_id).where(mine)).scalars().all()
    connection.execute(delete(witness).where(mine))
    if speaker.document is not None:
        _mark_seeds(connection, said)

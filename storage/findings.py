"""Findings: what met what, once for two points, however many pages say them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from model import Claim, Finding, Notice, RecordedFinding, Relation, Statement
from storage import points
from storage.checks import narrowed, newest
from storage.claim_rows import read_statement, statement_fields, statement_of
from storage.engine import insert_new, lock_table
from storage.points import CHUNK, POINTS, chunks, key_sha256
from storage.rows import finding_fields, finding_of
from storage.statements import COLUMNS, with_articles
from storage.tables import claim, finding, finding_witness, page, page_check, source, witness
from storage.witnesses import Rank

_MOST_WITNESSES = 64  # told of one finding, the newest

_MET = select(finding.c.meeting, finding.c.id, finding.c.page_id, finding.c.notice).where(
    finding.c.meeting.in_(bindparam("keys", expanding=True))
)
_UNMEET = update(finding).where(finding.c.id == bindparam("its_id")).values(meeting=None)


def add(
    connection: Connection,
    found: Iterable[Finding],
    changed: Mapping[Claim, int],
    *,
    page_id: int,
    check_id: int,
    now: datetime,
) -> None:
    """Store what the look found. What another page has found already gets this one as a witness,
    unless it is told sooner here: a page that nobody is told of hides it on no other. ``changed``
    is the change that each claim came with.
    """
    found = _with_points(connection, found)
    if not found:
        return
    lock_table(connection, finding)  # or two pages could find one thing at the same moment
    keys = [key for each in found if (key := _meeting(each))]
    known = {row.meeting: row for some in chunks(keys) for row in _rows(connection, some)}
    made: set[str | None] = set()
    new: list[dict[str, Any]] = []
    seen = {"page_id": page_id, "check_id": check_id, "at": now}
    for each in found:
        key = _meeting(each)
        if key in known and each.notice.rank < Notice(known[key].notice).rank:
            connection.execute(_UNMEET, {"its_id": known.pop(key).id})
        if key is None or key not in known.keys() | made:
            new.append({**seen, **_fields(each, key, changed)})
            made.add(key)
        elif key not in made and known[key].page_id != page_id:
            row = {"finding_id": known[key].id, "claim": statement_fields(each.claim), **seen}
            insert_new(connection, finding_witness, [row])
    if new:
        connection.execute(_ADD, new)


_ADD = insert(finding)
_UNPOINTED = (
    select(finding.c.id, finding.c.relation, finding.c.claim, finding.c.against)
    .where(finding.c.point_id.is_(None), finding.c.id > bindparam("after"))
    .order_by(finding.c.id)
    .limit(CHUNK)
)
_POINT = update(finding).where(finding.c.id == bindparam("its_id"))


def point(connection: Connection) -> None:
    """Tie findings that are older than the ledger to its points. Of several that are one now, the
    first is what others will be witnesses of; all stay.
    """
    after = 0
    while rows := connection.execute(_UNPOINTED, {"after": after}).all():
        after = rows[-1].id
        found = _with_points(connection, [_plain(row) for row in rows])
        keys = {key for each in found if (key := _meeting(each))}
        taken = {row.meeting for row in _rows(connection, sorted(keys))}
        changed = []
        for row, each in zip(rows, found, strict=True):
            key = _meeting(each)
            changed.append(
                {
                    "its_id": row.id,
                    "point_id": each.claim.point,
                    "against_point_id": each.against.point if each.against else None,
                    "meeting": None if key in taken else key,
                }
            )
            taken.add(key)
        connection.execute(_POINT, changed)


def _plain(row: Any) -> Finding:  # noqa: ANN401 - a row
    against = statement_of(row.against) if row.against else None
    return Finding(Relation(row.relation), statement_of(row.claim), against)


def _rows(connection: Connection, keys: Sequence[str]) -> Iterable[Any]:
    return connection.execute(_MET, {"keys": keys})


def _with_points(connection: Connection, found: Iterable[Finding]) -> list[Finding]:
    """The findings, each statement with its point in the ledger where it has one."""
    found = list(found)
    both = [one for each in found for one in (each.claim, each.against) if one]
    facts = {points.fact(one.claim) for one in both if one.point is None}
    ids = POINTS.ids(connection, facts) if facts else {}

    def pointed(one: Statement) -> Statement:
        return one if one.point else replace(one, point=ids.get(points.fact(one.claim)))

    return [
        replace(each, claim=pointed(each.claim), against=each.against and pointed(each.against))
        for each in found
    ]


def _meeting(each: Finding) -> str | None:
    """What makes two findings one: the relation and both points; of a new series, the series."""
    if each.relation is Relation.NEW_SERIES:
        return f"{each.relation} {key_sha256(each.claim.claim.series)[:32]}"
    if each.against is None or each.claim.point is None or each.against.point is None:
        return None
    return f"{each.relation} {each.claim.point} {each.against.point}"


def _fields(each: Finding, key: str | None, changed: Mapping[Claim, int]) -> dict[str, Any]:
    return {
        **finding_fields(each),
        "claim_id": each.claim.claim_id,
        "against_id": each.against.claim_id if each.against else None,
        "change_id": changed.get(each.claim.claim),
        "point_id": each.claim.point,
        "against_point_id": each.against.point if each.against else None,
        "meeting": key,
        "witnesses": [statement_fields(one) for one in each.witnesses],
    }


def listed(
    connection: Connection,
    *,
    since: datetime | None,
    until: datetime | None,
    run: int | None,
    sources: Collection[str] | None,
    relations: Collection[Relation] | None,
    limit: int | None,
) -> tuple[RecordedFinding, ...]:
    """The findings asked for, oldest first; of more than ``limit``, the newest."""
    wanted = (
        select(finding, page_check.c.run_id, source.c.slug)
        .join(page_check, page_check.c.id == finding.c.check_id)
        .join(page, page.c.id == finding.c.page_id)
        .join(source, source.c.id == page.c.source_id)
    )
    wanted = narrowed(wanted, finding.c.at, since, until, run, sources)
    if relations is not None:
        wanted = wanted.where(finding.c.relation.in_([Relation(each).value for each in relations]))
    rows = newest(connection, wanted, finding.c.id, limit)
    told = _told(connection, [row["id"] for row in rows])
    say = _who_say(connection, {row["point_id"] for row in rows if row["point_id"]})
    return tuple(_recorded(row, told[row["id"]], say[row["point_id"]]) for row in rows)


def _recorded(
    row: Mapping[Any, Any], told: Iterable[Statement], say: Iterable[Statement]
) -> RecordedFinding:
    """The finding with its witnesses: of each page or document but its own, one."""
    recorded = finding_of(row)
    own = tuple(statement_of(fields) for fields in row["witnesses"])
    others: dict[tuple[str | None, bool], Statement] = {}
    for one in (*told, *say):
        others.setdefault((one.url or one.title, one.seed), one)
    others.pop((recorded.finding.claim.url, False), None)
    return replace(
        recorded,
        finding=replace(recorded.finding, witnesses=own),
        witnesses=(*own, *list(others.values())[:_MOST_WITNESSES]),
    )


def _told(connection: Connection, ids: Sequence[int]) -> Mapping[int, list[Statement]]:
    """What other pages said when they found the same, as they said it then."""
    found: dict[int, list[Statement]] = defaultdict(list)
    for some in chunks(ids):
        wanted = select(finding_witness).where(finding_witness.c.finding_id.in_(some))
        for row in connection.execute(wanted.order_by(finding_witness.c.id)).mappings():
            found[row["finding_id"]].append(statement_of(row["claim"]))
    return found


def _who_say(connection: Connection, ids: Collection[int]) -> Mapping[int, list[Statement]]:
    """The newest of those who say each point, the corpus first."""
    found: dict[int, list[Statement]] = defaultdict(list)
    for some in chunks(sorted(ids)):
        place = func.row_number().over(
            partition_by=witness.c.point_id,
            order_by=(witness.c.rank.desc(), witness.c.last_seen_at.desc()),
        )
        said = select(witness.c.point_id, witness.c.claim_id, place.label("place"))
        said = said.where(witness.c.point_id.in_(some), witness.c.rank > Rank.TAKEN_BACK)
        best = said.subquery("best")
        joined = with_articles(best.join(claim, claim.c.id == best.c.claim_id))
        wanted = select(*COLUMNS, best.c.point_id).select_from(joined)
        wanted = wanted.where(best.c.place <= _MOST_WITNESSES)
        for row in connection.execute(wanted.order_by(best.c.point_id, best.c.place)).mappings():
            found[row["point_id"]].append(read_statement(row, row["point_id"]))
    return found

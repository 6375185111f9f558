"""New statements meet the known ones of their series: what of it is worth telling, once.

What two statements are to each other is `diffing.relations`, how much it weighs
`diffing.weighing`, and which series goes by another name in the new text `diffing.kinship`.

One point, many witnesses. What is known is met once for each thing said, however many copies of
it there are. A new statement that only says a known one again is one more witness of it: a quiet
``restates``, and no second copy of the finding that the known one made when it was new.

Against what. Of the known statements, one that is restated comes before others, one of the same
time before one of another; then the newest. A page that says 400 after another had raised the
corpus's 300 to 350 has raised the 350: the step from 300 was told when it happened. Only a
contradiction is told against the corpus first, since that is what the reader trusts.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from diffing.context import in_its_text
from diffing.kinship import Kinship, Known, document
from diffing.names import is_one_size
from diffing.relations import Timed, compatible, relate, timed
from diffing.times import same_time
from diffing.weighing import LOOSE, SHORT, weighed
from model import Bound, Claim, Finding, Kind, Relation, Statement

# Points of one series that a statement meets, the corpus and the newest first.
_MOST_AIMS = 32
_MOST_REPORTS = 96
_MOST_SAID = 128  # things that one text says of one series; more is a table, or made to hold us up
_LOOSE_SIZE = 4  # how many times larger what goes by another name may be
_SOON = timedelta(days=731)  # within which a value that stood still is one point


class _Point(NamedTuple):
    """A thing known, with the statement that stands for it. ``on_record`` says whether a page
    said it too, so that what it is to the others has been told.
    """

    timed: Timed
    on_record: bool


class _Meeting(NamedTuple):
    relation: Relation
    point: _Point
    plain: Relation  # without what else the text says


def find(
    new: Sequence[Statement], known: Sequence[Statement], beside: Sequence[Statement] = ()
) -> tuple[Finding, ...]:
    """What each new statement is to the known ones of its series, heaviest first: at most one
    finding against what was aimed at and one against what was reported, however many copies of
    either there are. What the same text says twice is one finding with a witness.

    ``beside`` is what the texts of the new ones say besides, and said before: it is met by
    nothing, but tells what the new ones speak of.
    """
    points = {series: _points(group) for series, group in _at_hand(new, known).items()}
    texts: dict[Hashable, list[Timed]] = defaultdict(list)
    for statement in _once(sorted([*new, *beside], key=_place)):
        texts[document(statement)].append(timed(statement))
    found = [finding for text in texts.values() for finding in _met(text, points)]
    if beside:
        wanted = {_key(statement) for statement in new}
        found = [finding for finding in found if _key(finding.claim) in wanted]
    return tuple(sorted(_gathered(found), key=_heaviest))


def _heaviest(finding: Finding) -> tuple[object, ...]:
    return -finding.weight, *_place(finding.claim), finding.relation


def _at_hand(new: Sequence[Statement], known: Iterable[Statement]) -> dict[str, list[Statement]]:
    """By series, the known statements that the new ones can be anything to: of one of their
    series, or of one of their places by another name.
    """
    wanted = {one.claim.series for one in new}
    places = {one.claim.place for one in new} - {None}
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in known:
        series = statement.claim.series
        if statement.claim.place in places or series in wanted:
            found[series].append(statement)
    return found


def _met(text: Sequence[Timed], points: dict[str, tuple[_Point, ...]]) -> Iterator[Finding]:
    """The findings of one text."""
    kin = Kinship(text, (Known(s, tuple(p.timed for p in ps)) for s, ps in points.items()))
    named: dict[str, list[Timed]] = defaultdict(list)
    names = []
    for one in text:
        name = kin.of(one)
        names.append(name)
        named[name].append(one)
    for one, name in zip(text, names, strict=True):
        loose = name != one.claim.series
        yield from _meet(one, points.get(name, ()), named[name][:_MOST_SAID], loose=loose)


def _place(statement: Statement) -> tuple[object, ...]:
    """Where it stands: what is said first comes first, whatever order the claims come in."""
    claim = statement.claim
    where = (statement.url or "", claim.span, claim.quote, statement.published or "")
    return *where, claim.series, claim.kind, claim.period or "", statement.title


def _once(statements: Iterable[Statement]) -> list[Statement]:
    """Each thing said once, in its longest sentence, in the order of the first mentions."""
    kept: dict[Hashable, Statement] = {}
    for statement in statements:
        key = _key(statement)
        other = kept.get(key)
        if other is None or len(other.claim.sentence) < len(statement.claim.sentence):
            kept[key] = statement
    return list(kept.values())


def _key(statement: Statement) -> Hashable:
    """Equal for what one text says twice."""
    where = (document(statement), statement.published)
    return statement.claim.series, _said(statement.claim), where


def _said(claim: Claim) -> Hashable:
    amount = claim.quantity
    bound = Bound.OVER if amount.bound is Bound.AT_LEAST else amount.bound
    return claim.kind, claim.period, amount.value, amount.value_max, amount.unit, bound


def _points(statements: Iterable[Statement]) -> tuple[_Point, ...]:
    """One statement for each thing known: the corpus before the copies, the newest first."""
    kept: dict[Hashable, Statement] = {}
    pages: set[Hashable] = set()
    for statement in sorted(statements, key=_rank, reverse=True):
        said = _said(statement.claim)
        kept.setdefault(said, statement)
        if not statement.seed:
            pages.add(said)
    aims = [item for item in kept.items() if item[1].claim.kind is Kind.TARGET][:_MOST_AIMS]
    rest = [item for item in kept.items() if item[1].claim.kind is not Kind.TARGET]
    most = aims + rest[:_MOST_REPORTS]
    return tuple(_Point(timed(statement), said in pages) for said, statement in most)


def _rank(statement: Statement) -> tuple[object, ...]:
    return statement.seed, _said_on(statement), statement.url or "", statement.title


def _said_on(statement: Statement) -> str:
    """The day it was said, as far as is known: a page was at least seen on a day."""
    seen = statement.captured_at if not statement.seed else None
    return statement.published or (seen.date().isoformat() if seen else "")


# ---- one statement ------------------------------------------------------------------------------


def _meet(
    new: Timed, points: Sequence[_Point], text: Sequence[Timed], *, loose: bool
) -> list[Finding]:
    others = [point for point in points if not _is_itself(new.statement, point.timed.statement)]
    if loose:
        others = [point for point in others if is_one_size(new, point.timed, _LOOSE_SIZE)]
    if not others:
        return [weighed(Relation.NEW_SERIES, new.statement, None)]
    aim = _most_telling(new, [p for p in others if p.timed.claim.kind is Kind.TARGET], text)
    report = _most_telling(new, [p for p in others if p.timed.claim.kind is not Kind.TARGET], text)
    if aim and report and _is_told(aim, report):
        aim = None
    found = [meeting for meeting in (aim, report) if meeting]
    if loose:
        # Two names and two values for one time are two things, before they are a contradiction.
        found = [meeting for meeting in found if meeting.relation is not Relation.CONTRADICTS]
    return [_of(new, meeting, loose=loose) for meeting in found]


def _is_itself(new: Statement, known: Statement) -> bool:
    return not known.seed and new.url is not None and new.url == known.url


def _is_told(aim: _Meeting, report: _Meeting) -> bool:
    """Whether the statement that is restated has already been to the target what the new one is.
    A figure of the corpus that no page had stated made no finding yet; that it is on the way is
    none of today's news.
    """
    if report.relation is not Relation.RESTATES:
        return False
    if not report.point.on_record and aim.relation is not Relation.PROGRESS:
        return False
    return relate(report.point.timed, aim.point.timed) in {aim.plain, aim.relation}


def _most_telling(new: Timed, points: Iterable[_Point], text: Sequence[Timed]) -> _Meeting | None:
    """The one meeting worth telling, None when no known statement says anything about it."""
    found = [
        _Meeting(relation, point, plain)
        for point in points
        if (plain := relate(new, point.timed))
        and (relation := in_its_text(plain, new, point.timed, text))
    ]
    if not found:
        return None
    telling = [_telling(new, meeting) for meeting in found]
    most = max(telling)
    equal = (one for one, key in zip(found, telling, strict=True) if key == most)
    best = max(equal, key=lambda one: _one_of_many(one.point.timed.statement))
    if best.relation is not Relation.UPDATES or best.point.timed.dates_itself:
        return best
    # A value that stood still is compared where a text dates it, not with the day of an article.
    alike = [other for other in found if _is_same_point(best, other)]
    return max(alike, key=lambda other: other.point.timed.dates_itself)


def _telling(new: Timed, meeting: _Meeting) -> tuple[object, ...]:
    old, relation = meeting.point.timed, meeting.relation
    trusted = relation in {Relation.CONTRADICTS, Relation.RESTATES} and old.statement.seed
    return (
        relation is Relation.RESTATES,
        same_time(new.claim.period, old.claim.period),
        trusted,
        old.last,
        _said_on(old.statement),
        old.statement.seed,
        old.claim.kind is new.claim.kind,
    )


def _one_of_many(statement: Statement) -> tuple[object, ...]:
    """What decides where nothing else does, so that no order of what is known matters."""
    claim = statement.claim
    where = (statement.url or "", statement.title, claim.span, claim.quote)
    return *where, claim.kind, claim.period or "", claim.quantity.value, claim.quantity.bound


def _is_same_point(best: _Meeting, other: _Meeting) -> bool:
    one, two = best.point.timed, other.point.timed
    return (
        other.relation is best.relation
        and (one is two or two.dates_itself)
        and one.claim.kind is two.claim.kind
        and (one is two or (two.when is not None and one.last - two.last <= _SOON))
        and compatible(one.claim.quantity, two.claim.quantity)
    )


# ---- one text -----------------------------------------------------------------------------------


def _gathered(found: Iterable[Finding]) -> list[Finding]:
    """The findings with one for each thing: "about 350" in the title is a witness of the 350 in
    the text. What only restates is told for each mention: it is quiet, and marks the text.
    """
    kept: dict[Hashable, list[Finding]] = defaultdict(list)
    for finding in found:
        key = (finding.relation, finding.claim.claim.series, id(finding.against), finding.claim.url)
        same = kept[key]
        first = enumerate(same[:_MOST_SAID])
        at = next((i for i, one in first if _says_again(one, finding)), None)
        if at is None:
            same.append(finding)
        else:
            same[at] = _witnessed(same[at], finding)
    return [finding for same in kept.values() for finding in same]


def _says_again(one: Finding, other: Finding) -> bool:
    a, b = one.claim.claim, other.claim.claim
    return (
        one.relation is not Relation.RESTATES
        and a.kind is b.kind
        and same_time(a.period, b.period)
        and compatible(a.quantity, b.quantity)
    )


def _witnessed(one: Finding, other: Finding) -> Finding:
    """The finding of the exact number, or of the first, with the other as its witness."""
    exact = Bound.EXACT
    if other.claim.claim.quantity.bound is exact and one.claim.claim.quantity.bound is not exact:
        one, other = other, one
    return replace(one, witnesses=(*one.witnesses, other.claim, *other.witnesses))


def _of(new: Timed, meeting: _Meeting, *, loose: bool) -> Finding:
    also = [LOOSE] if loose else []
    if meeting.plain is Relation.MISSES and meeting.relation is Relation.PROGRESS:
        also.append(SHORT)
    return weighed(meeting.relation, new.statement, meeting.point.timed.statement, also)

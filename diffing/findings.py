"""New statements meet the known ones of their series: what each is to what was said before."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from diffing.amounts import (
    bound_class,
    compatible,
    middle,
    reached,
    relative,
    rounds,
)
from diffing.times import overlaps, same_time
from diffing.weights import percent
from model import (
    Bound,
    Claim,
    Days,
    Finding,
    Kind,
    Measure,
    Relation,
    Statement,
    days,
)
from model.claim import is_slip

_MOST_KNOWN = 64  # statements of one series that a new one meets, the corpus and the newest first
_YEAR = timedelta(days=366)

WEIGHT = {
    Relation.CONTRADICTS: 0.75,
    Relation.MISSES: 0.75,
    Relation.LOWERS: 0.75,
    Relation.RAISES: 0.7,
    Relation.MOVES_DEADLINE: 0.7,
    Relation.REVISES: 0.6,
    Relation.ACHIEVES: 0.6,
    Relation.UPDATES: 0.35,
    Relation.PROGRESS: 0.35,
    Relation.NEW_SERIES: 0.2,
    Relation.RESTATES: 0.1,
}
REASON = {
    Relation.CONTRADICTS: "same period, another value, and no word of a correction",
    Relation.MISSES: "the deadline is reached and the target is not",
    Relation.LOWERS: "a lower target than the known one",
    Relation.RAISES: "a higher target than the known one",
    Relation.MOVES_DEADLINE: "the same target for another time",
    Relation.REVISES: "same period, and the known value is replaced",
    Relation.ACHIEVES: "the figure is what the target asked for",
    Relation.UPDATES: "a newer period",
    Relation.PROGRESS: "a figure on the way to the target",
    Relation.NEW_SERIES: "nothing is known of this series yet",
    Relation.RESTATES: "the same as known",
}
SEED = 0.05
TARGET = 0.05
SLIP = 0.1


@dataclass(frozen=True, slots=True)
class _Timed:
    """A statement and the days it speaks of: as stated, or as far as its date of publication
    tells. ``stated`` says which; ``when`` is None when nothing tells.
    """

    statement: Statement
    when: Days | None
    stated: bool

    @property
    def claim(self) -> Claim:
        return self.statement.claim

    @property
    def last(self) -> date:
        return self.when.last if self.when else date.min


def find(new: Sequence[Statement], known: Sequence[Statement]) -> tuple[Finding, ...]:
    """What each new statement is to the known ones of its series, heaviest first: at most one
    finding against what was aimed at and one against what was reported, however many copies of
    either there are.
    """
    by_series: dict[str, list[Statement]] = defaultdict(list)
    for statement in known:
        by_series[statement.claim.series].append(statement)
    met = {series: _worth_meeting(group) for series, group in by_series.items()}
    found = [
        finding
        for statement in _once(new)
        for finding in _meet(statement, met.get(_series(statement), ()))
    ]
    return tuple(sorted(found, key=lambda finding: -finding.weight))


def _series(statement: Statement) -> str:
    return statement.claim.series


def _once(statements: Iterable[Statement]) -> list[Statement]:
    """Each thing said once, in its longest sentence, in the order of the first mentions."""
    kept: dict[Hashable, Statement] = {}
    for statement in statements:
        key = (_said(statement.claim), statement.url)
        other = kept.get(key)
        if other is None or len(other.claim.sentence) < len(statement.claim.sentence):
            kept[key] = statement
    return list(kept.values())


def _said(claim: Claim) -> Hashable:
    quantity = claim.quantity
    return claim.series, claim.kind, claim.period, quantity.base, bound_class(quantity.bound)


def _worth_meeting(statements: Iterable[Statement]) -> tuple[_Timed, ...]:
    """One statement for each thing known: the corpus before the copies, the newest first."""
    ranked = sorted(statements, key=_rank, reverse=True)
    kept: dict[Hashable, Statement] = {}
    for statement in ranked:
        kept.setdefault(_said(statement.claim), statement)
    return tuple(_timed(statement) for statement in list(kept.values())[:_MOST_KNOWN])


def _rank(statement: Statement) -> tuple[bool, str, str]:
    return statement.seed, statement.published or "", statement.url or ""


def _timed(statement: Statement) -> _Timed:
    claim = statement.claim
    stated = days(claim.period) if claim.period else None
    if stated is not None or not statement.published:
        return _Timed(statement, stated, stated is not None)
    # Undated, it speaks of the time it was published: a target of that year, a figure of that day.
    year = claim.kind is Kind.TARGET or claim.measure is Measure.GROWTH
    return _Timed(statement, days(statement.published[: 4 if year else 10]), stated=False)


def _meet(statement: Statement, known: Sequence[_Timed]) -> list[Finding]:
    others = [other for other in known if not _is_itself(statement, other.statement)]
    if not others:
        return [_finding(Relation.NEW_SERIES, statement, None)]
    new = _timed(statement)
    aims = [other for other in others if other.claim.kind is Kind.TARGET]
    reports = [other for other in others if other.claim.kind is not Kind.TARGET]
    found = (_most_telling(new, aims), _most_telling(new, reports))
    return [finding for finding in found if finding]


def _is_itself(new: Statement, known: Statement) -> bool:
    return not known.seed and new.url is not None and new.url == known.url


def _most_telling(new: _Timed, others: Sequence[_Timed]) -> Finding | None:
    """The one finding worth telling: of the same time before another, the corpus before others,
    the newest before older ones.
    """
    found = [(relation, other) for other in others if (relation := relate(new, other))]
    if not found:
        return None
    relation, other = max(found, key=lambda pair: _telling(new, *pair))
    return _finding(relation, new.statement, other.statement)


def _telling(new: _Timed, relation: Relation, other: _Timed) -> tuple[bool, bool, date, str]:
    same = same_time(new.claim.period, other.claim.period) or relation is Relation.RESTATES
    return same, other.statement.seed, other.last, other.statement.published or ""


# ---- relations --------------------------------------------------------------------------------


def relate(new: _Timed, old: _Timed) -> Relation | None:
    """What a new statement is to a known one of its series; None when neither says anything
    about the other (an older figure, a target of another year).
    """
    return _RELATE[new.claim.kind, old.claim.kind](new, old)


def _report_to_report(new: _Timed, old: _Timed) -> Relation | None:
    """A figure or forecast meets a figure or forecast."""
    alike = compatible(new.claim.quantity, old.claim.quantity)
    if new.stated and old.stated and same_time(new.claim.period, old.claim.period):
        return Relation.RESTATES if alike else _other_value(new, old)
    # Of times that only may be one, 800,000 is no longer "over 620,000".
    if _vaguely_same_time(new, old) and rounds(new.claim.quantity, old.claim.quantity):
        return Relation.RESTATES
    if new.claim.kind is Kind.FIGURE and old.claim.kind is Kind.FORECAST and _is_later(old, new):
        return Relation.PROGRESS if _has_deadline(old) else None
    return Relation.UPDATES if _is_later(new, old) else None


def _vaguely_same_time(new: _Timed, old: _Timed) -> bool:
    if not (new.stated and old.stated):
        return True
    return bool(new.when and old.when and overlaps(new.when, old.when))


def _is_later(new: _Timed, old: _Timed) -> bool:
    return bool(new.when and old.when and new.when.last > old.when.last)


def _other_value(new: _Timed, old: _Timed) -> Relation | None:
    kinds = (new.claim.kind, old.claim.kind)
    if kinds == (Kind.FIGURE, Kind.FORECAST):
        return Relation.REVISES
    if kinds == (Kind.FORECAST, Kind.FIGURE):
        return None  # an outlook from before the result was known
    one, other = new.statement, old.statement
    later = (one.published or "9999") >= (other.published or "")
    if kinds == (Kind.FORECAST, Kind.FORECAST):
        return Relation.REVISES if later else None
    own = one.publisher is not None and one.publisher == other.publisher
    corrected = own and (one.published or "") > (other.published or "9999")
    return Relation.REVISES if corrected else Relation.CONTRADICTS


def _target_to_target(new: _Timed, old: _Timed) -> Relation | None:
    one, other = new.claim, old.claim
    same = _same_number(one, other)
    if same_time(one.period, other.period) or not (new.stated and old.stated):
        return Relation.RESTATES if same else _raised_or_lowered(new, old)
    if same and _has_deadline(new, old):
        return Relation.MOVES_DEADLINE
    if not _is_later(new, old):
        return None  # a stage on the way, or last year's plan
    return Relation.UPDATES if same else _raised_or_lowered(new, old)


def _same_number(a: Claim, b: Claim) -> bool:
    """Whether two targets name one number; a bound given or left out is no other target."""
    plain_a = replace(a.quantity, bound=Bound.EXACT)
    return rounds(plain_a, replace(b.quantity, bound=Bound.EXACT))


def _has_deadline(*both: _Timed) -> bool:
    return any(one.when and one.when.deadline for one in both)


def _raised_or_lowered(new: _Timed, old: _Timed) -> Relation | None:
    if (new.statement.published or "9999") < (old.statement.published or ""):
        return None  # an older text with the target of its time
    higher = middle(new.claim.quantity) > middle(old.claim.quantity)
    return Relation.RAISES if higher else Relation.LOWERS


def _figure_to_target(new: _Timed, old: _Timed) -> Relation | None:
    figure, target = new.claim.quantity, old.claim.quantity
    met = reached(figure, target)
    if new.when is None or old.when is None:
        return Relation.ACHIEVES if met else Relation.PROGRESS
    if _too_far_apart(new, old):
        return None
    if new.when.last >= old.when.last:
        return Relation.ACHIEVES if met else Relation.MISSES
    cap = target.bound in {Bound.AT_MOST, Bound.UNDER}
    early = met and not cap and new.claim.measure is Measure.LEVEL
    return Relation.ACHIEVES if early else Relation.PROGRESS


def _too_far_apart(new: _Timed, old: _Timed) -> bool:
    """Whether the figure is of another time than the target: before it was set, long after it
    was due, or the result of another year than the one that the target is for.
    """
    assert new.when and old.when  # asked for dated ones only
    announced = days(old.statement.published or "")
    if announced and new.when.last < announced.first - _YEAR:
        return True
    if new.when.last > old.when.last + 2 * _YEAR:
        return True
    if old.when.deadline or overlaps(new.when, old.when):
        return False
    return new.when.last > old.when.last or new.claim.measure is not Measure.LEVEL


def _outlook_to_target(new: _Timed, old: _Timed) -> Relation | None:
    if not same_time(new.claim.period, old.claim.period):
        return None
    same = _same_number(new.claim, old.claim)
    return Relation.RESTATES if same else Relation.PROGRESS


def _target_to_report(new: _Timed, old: _Timed) -> Relation | None:
    if old.claim.kind is Kind.FORECAST and same_time(new.claim.period, old.claim.period):
        return Relation.RESTATES if _same_number(new.claim, old.claim) else Relation.REVISES
    return None  # an aim is no news of what was reported


_RELATE: dict[tuple[Kind, Kind], Callable[[_Timed, _Timed], Relation | None]] = {
    (Kind.TARGET, Kind.TARGET): _target_to_target,
    (Kind.TARGET, Kind.FIGURE): _target_to_report,
    (Kind.TARGET, Kind.FORECAST): _target_to_report,
    (Kind.FIGURE, Kind.TARGET): _figure_to_target,
    (Kind.FIGURE, Kind.FIGURE): _report_to_report,
    (Kind.FIGURE, Kind.FORECAST): _report_to_report,
    (Kind.FORECAST, Kind.TARGET): _outlook_to_target,
    (Kind.FORECAST, Kind.FIGURE): _report_to_report,
    (Kind.FORECAST, Kind.FORECAST): _report_to_report,
}


# ---- weight -----------------------------------------------------------------------------------


def _finding(relation: Relation, new: Statement, old: Statement | None) -> Finding:
    one, other = new.claim, old.claim if old else None
    moved = relative(other.quantity, one.quantity) if other else None
    parts = [(WEIGHT[relation], REASON[relation])]
    if old and old.seed and relation is not Relation.RESTATES:
        parts.append((SEED, "known from the corpus"))
    if one.kind is Kind.TARGET and relation is not Relation.RESTATES:
        parts.append((TARGET, "a target"))
    if other and is_slip(other.quantity, one.quantity):
        parts.append((SLIP, "likely slip: same digits, other magnitude"))
    why = tuple(f"{words} ({part:+.2f})" for part, words in parts)
    weight = round(min(1.0, sum(part for part, _ in parts)), 3)
    return Finding(relation, new, old, moved or None, weight, why + _how_far(relation, moved))


def _how_far(relation: Relation, moved: Decimal | None) -> tuple[str, ...]:
    against = {Relation.PROGRESS, Relation.MISSES, Relation.ACHIEVES}
    if moved is None or relation not in against:
        return ()
    return (f"{percent(1 + moved)} of the target",)

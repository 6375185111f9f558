"""What one statement is to another of its series: the table of relations, and nothing of choice.

Two times are one when they end together (`same_time`). What is undated speaks of the time it was
published: a target or a growth of that year, a figure of that day; what was not even published
on a known day came before whatever is dated, because it was on record first.

Targets for different years are one line of aims: the same number again is ``updates``, a later
one that is higher or lower ``raises`` or ``lowers`` it. An earlier year's target is a stage on
the way, and nothing; so is a figure older than the known one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from diffing import amounts
from diffing.amounts import middle
from diffing.times import overlaps, same_time
from model import Bound, Claim, Days, Kind, Measure, Quantity, Relation, Statement, days

# How far a number may reach by its bound, and a little more: what lies outside needs no fractions.
_EXACT = (Decimal("0.994"), Decimal("1.006"))
_REACH = {
    Bound.ABOUT: (Decimal("0.949"), Decimal("1.051")),
    Bound.OVER: (Decimal("0.994"), Decimal("2.001")),
    Bound.AT_LEAST: (Decimal("0.994"), Decimal("2.001")),
    Bound.UNDER: (Decimal("0.499"), Decimal("1.006")),
    Bound.AT_MOST: (Decimal("0.499"), Decimal("1.006")),
}
_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Timed:
    """A statement and the days it speaks of: as stated, or as far as its date of publication
    tells. ``stated`` says which; ``when`` is None when nothing tells.
    """

    statement: Statement
    claim: Claim
    when: Days | None
    stated: bool

    @property
    def last(self) -> date:
        """The last day it speaks of."""
        return self.when.last if self.when else date.min

    @property
    def dates_itself(self) -> bool:
        """Whether a period of its own dates it, and not merely the day of its article."""
        return self.stated and self.claim.period != self.statement.published


def timed(statement: Statement) -> Timed:
    """The statement with the days it speaks of."""
    claim = statement.claim
    stated = days(claim.period) if claim.period else None
    if stated is not None or not statement.published:
        return Timed(statement, claim, stated, stated is not None)
    year = claim.kind is Kind.TARGET or claim.measure is Measure.GROWTH
    when = days(statement.published[: 4 if year else 10])
    return Timed(statement, claim, when, stated=False)


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether both can be true at once: 7,000 and "nearly 7,000", "over 30" and 33."""
    return not far_off(a, b) and amounts.compatible(a, b)


def rounds(a: Quantity, b: Quantity) -> bool:
    """Whether one value may be the other said more or less precisely."""
    return not far_off(a, b) and amounts.rounds(a, b)


def reached(figure: Quantity, target: Quantity) -> bool:
    """Whether the figure is what the target asked for."""
    if far_off(figure, target) and figure.value > 0 and target.value > 0:
        cap = target.bound in {Bound.AT_MOST, Bound.UNDER}
        return (figure.value < target.value) is cap
    return amounts.reached(figure, target)


def far_off(a: Quantity, b: Quantity) -> bool:
    """Whether a look is enough to tell that no bound makes two amounts one. Most of what a new
    claim meets is far off, and exact arithmetic costs fifty times as much.
    """
    if a.unit != b.unit or a.value_max is not None or b.value_max is not None:
        return False
    if not a.value or not b.value:
        return bool(a.value) is not bool(b.value)
    if (a.value > 0) is not (b.value > 0):
        return True
    one, other = abs(a.value), abs(b.value)
    (low, high), (least, most) = _REACH.get(a.bound, _EXACT), _REACH.get(b.bound, _EXACT)
    return one * low > other * most or one * high < other * least


def relate(new: Timed, old: Timed) -> Relation | None:
    """What a new statement is to a known one of its series; None when neither says anything
    about the other (an older figure, a target of another year).
    """
    return _RELATE[new.claim.kind, old.claim.kind](new, old)


def is_aim(one: Timed) -> bool:
    """Whether it is something to be reached: a target, or a forecast with a deadline."""
    return one.claim.kind is Kind.TARGET or (one.claim.kind is Kind.FORECAST and _has_deadline(one))


# ---- figures and forecasts ----------------------------------------------------------------------


def _report_to_report(new: Timed, old: Timed) -> Relation | None:
    """A figure or forecast meets a figure or forecast."""
    one, other = new.claim.quantity, old.claim.quantity
    if new.stated and old.stated and same_time(new.claim.period, old.claim.period):
        return Relation.RESTATES if compatible(one, other) else _other_value(new, old)
    # Of times that only may be one, 800,000 is no longer "over 620,000".
    if _vaguely_same_time(new, old) and rounds(one, other):
        return Relation.RESTATES
    # "It has 15 parks", two years later: still the same, and no figure of a newer period.
    undated = not (new.dates_itself and old.dates_itself)
    if undated and _is_news(new, old) and same_number(new.claim, old.claim):
        return Relation.RESTATES
    if not _is_news(new, old):
        outcome = new.claim.kind is Kind.FIGURE and old.claim.kind is Kind.FORECAST
        if not (outcome and is_later(old, new) and _has_deadline(old)):
            return None
        # All of it long before its time is what was expected, told by the day it was said.
        return Relation.RESTATES if same_number(new.claim, old.claim) else Relation.PROGRESS
    return Relation.UPDATES


def _vaguely_same_time(new: Timed, old: Timed) -> bool:
    if not (new.stated and old.stated):
        return True
    return bool(new.when and old.when and overlaps(new.when, old.when))


def is_later(new: Timed, old: Timed) -> bool:
    """Whether the new statement speaks of a time that ends later."""
    return bool(new.when and old.when and new.when.last > old.when.last)


def _is_news(new: Timed, old: Timed) -> bool:
    """Whether the new statement speaks of a later time; of its own time, where the known one has
    none at all.
    """
    return _is_current(new) if old.when is None else is_later(new, old)


def _is_current(new: Timed) -> bool:
    """Whether it is no look back from its own text: the year it was published, or the one before
    that the text reports on.
    """
    published = days(new.statement.published or "")
    return bool(new.when) and (published is None or new.last.year >= published.last.year - 1)


def _other_value(new: Timed, old: Timed) -> Relation | None:
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


# ---- targets ------------------------------------------------------------------------------------


def _target_to_target(new: Timed, old: Timed) -> Relation | None:
    if _one_aim(new, old):
        same = same_number(new.claim, old.claim) or _in_range(new.claim, old.claim)
        return Relation.RESTATES if same else _raised_or_lowered(new, old)
    same = same_number(new.claim, old.claim)
    if same and _has_deadline(new, old):
        return Relation.MOVES_DEADLINE
    if not _is_news(new, old):
        return None  # a stage on the way, or last year's plan
    return Relation.UPDATES if same else _raised_or_lowered(new, old)


def _one_aim(new: Timed, old: Timed) -> bool:
    """Whether both targets are for one time, as far as is known. A growth is aimed at year by
    year: without its year it is the aim of the year it was published in, or of none to be named.
    """
    if new.stated and old.stated:
        return same_time(new.claim.period, old.claim.period)
    if new.claim.measure is not Measure.GROWTH:
        return True
    if old.when is None:
        return not (new.stated and _is_ahead(new))
    return new.when is None or overlaps(new.when, old.when)


def _is_ahead(new: Timed) -> bool:
    published = days(new.statement.published or "")
    return published is None or new.last.year >= published.last.year


def same_number(a: Claim, b: Claim) -> bool:
    """Whether two targets name one number; a bound given or left out is no other target."""
    one, other = a.quantity, b.quantity
    if one.unit == other.unit and one.value == other.value and one.value_max == other.value_max:
        return True
    if far_off(one, other):
        return False
    return rounds(replace(one, bound=Bound.EXACT), replace(other, bound=Bound.EXACT))


def _in_range(a: Claim, b: Claim) -> bool:
    """Whether one target is a range and the other lies in it: "4.5 to 5" and "about 5"."""
    ranges = Bound.RANGE in {a.quantity.bound, b.quantity.bound}
    return ranges and compatible(a.quantity, b.quantity)


def _has_deadline(*both: Timed) -> bool:
    return any(one.when and one.when.deadline for one in both)


def _raised_or_lowered(new: Timed, old: Timed) -> Relation | None:
    """Which way a target went. Of two cuts the deeper one is the higher aim."""
    if (new.statement.published or "9999") < (old.statement.published or ""):
        return None  # an older text with the target of its time
    now, was = middle(new.claim.quantity), middle(old.claim.quantity)
    cuts = now < 0 and was < 0
    return Relation.RAISES if (now < was if cuts else now > was) else Relation.LOWERS


def _target_to_report(new: Timed, old: Timed) -> Relation | None:
    """An aim is no news of what was reported, but it settles what was only expected."""
    if old.claim.kind is not Kind.FORECAST:
        return None
    if same_time(new.claim.period, old.claim.period):
        return Relation.RESTATES if same_number(new.claim, old.claim) else Relation.REVISES
    return _target_to_target(new, old) if is_aim(old) and new.stated else None


# ---- figures on the way -------------------------------------------------------------------------


def _figure_to_target(new: Timed, old: Timed) -> Relation | None:
    figure, target = new.claim.quantity, old.claim.quantity
    if new.when is None or old.when is None:
        return Relation.ACHIEVES if reached(figure, target) else Relation.PROGRESS
    if _too_far_apart(new, old):
        return None
    met = reached(figure, target)
    if new.when.last >= old.when.last:
        return Relation.ACHIEVES if met else Relation.MISSES
    cap = target.bound in {Bound.AT_MOST, Bound.UNDER}
    early = met and not cap and new.claim.measure is Measure.LEVEL
    return Relation.ACHIEVES if early else Relation.PROGRESS


def _too_far_apart(new: Timed, old: Timed) -> bool:
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


def _outlook_to_target(new: Timed, old: Timed) -> Relation | None:
    if not same_time(new.claim.period, old.claim.period):
        return None
    same = same_number(new.claim, old.claim)
    return Relation.RESTATES if same else Relation.PROGRESS


_RELATE: dict[tuple[Kind, Kind], Callable[[Timed, Timed], Relation | None]] = {
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

"""What conditions keep to the record: recorded like all else, and not told."""

from collections import Counter
from collections.abc import Iterable

from model import RecordedChange, RecordedFinding, Relation, Report
from model.report import is_told
from reports.outlets import clean

_NO_NEWS = (Relation.RESTATES, Relation.NEW_SERIES)


def is_shown(item: RecordedChange | RecordedFinding, report: Report) -> bool:
    """Whether the report lists it; where no condition has decided, all but what is no news."""
    if report.everything:
        return True
    if isinstance(item, RecordedFinding) and item.finding.condition is None:
        return item.finding.relation not in _NO_NEWS
    return is_told(item)


def recorded_only(kept: Iterable[RecordedChange | RecordedFinding]) -> str:
    """How much is recorded and not told, by the conditions that say so: "12 recorded only: 9 by
    small-drift, 3 by known-already"; empty when nothing is.
    """
    told = [item.change if isinstance(item, RecordedChange) else item.finding for item in kept]
    by_name = Counter(clean(one.condition) if one.condition else "no condition" for one in told)
    ranked = sorted(by_name.items(), key=lambda item: (-item[1], item[0]))
    named = ", ".join(f"{number:,} by {name}" for name, number in ranked)
    return f"{by_name.total():,} recorded only: {named}" if named else ""

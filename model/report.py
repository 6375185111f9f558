"""A report: what was found since some time, and what was rightly kept quiet."""

from dataclasses import dataclass
from datetime import datetime

from model.change import RecordedChange, RecordedFinding
from model.check import Check


@dataclass(frozen=True, slots=True)
class Report:
    """Changes, findings and checks of a stretch of time, newest last."""

    title: str
    since: datetime | None
    until: datetime
    changes: tuple[RecordedChange, ...] = ()
    findings: tuple[RecordedFinding, ...] = ()
    checks: tuple[Check, ...] = ()

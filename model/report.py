"""A report: what was found since some time, and what was rightly kept quiet."""

from dataclasses import dataclass
from datetime import datetime

from model.alarm import Alarm
from model.change import Notice, RecordedChange, RecordedFinding
from model.check import Check


@dataclass(frozen=True, slots=True)
class Report:
    """Changes, findings and checks of a stretch of time, newest last. With ``everything`` a person
    also wants to read what conditions keep to the record.
    """

    title: str
    since: datetime | None
    until: datetime
    changes: tuple[RecordedChange, ...] = ()
    findings: tuple[RecordedFinding, ...] = ()
    checks: tuple[Check, ...] = ()
    everything: bool = False
    alarms: tuple[Alarm, ...] = ()  # open, or ended since
    notices: tuple[str, ...] = ()  # of our own side: the network was down
    confirmed: tuple[RecordedChange, ...] = ()  # found earlier, confirmed meanwhile

    @property
    def items(self) -> tuple[RecordedChange | RecordedFinding, ...]:
        """The changes, those found earlier and confirmed meanwhile too, then the findings."""
        return (*self.changes, *self.confirmed, *self.findings)

    @property
    def told(self) -> tuple[RecordedChange, ...]:
        """The changes that a person is told of."""
        changes = (*self.changes, *self.confirmed)
        return tuple(c for c in changes if self.everything or is_told(c))


def is_told(item: RecordedChange | RecordedFinding) -> bool:
    """Whether a person is told of it; else it is only recorded."""
    told = item.change if isinstance(item, RecordedChange) else item.finding
    return told.notice is not Notice.NONE

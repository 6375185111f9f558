"""An alarm: one thing that is wrong with a source as a whole, told once."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlarmKind(StrEnum):
    """What went wrong. A source without news is none: a quiet week is no alarm."""

    REDESIGN = "redesign"  # most pages still answer, but their text or claims turned at once
    BLOCKED = "blocked"  # most pages are a captcha, a login or a refusal
    OUTAGE = "outage"  # most pages fail, or say that they are being maintained
    LOST = "lost"  # the start pages lead to no article any more
    UNREAD = "unread"  # pages answer, but no text is found in most of them


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm of a source. While ``held``, what its pages that turned seem to say is kept back.
    ``evidence`` are pages with what was seen of them then and now, a few of each. ``ended_by`` says
    why it ended: the claims were found again, or who released it.
    """

    id: int
    source: str
    kind: AlarmKind
    held: bool
    raised_at: datetime
    run: int
    why: str
    evidence: tuple[tuple[str, str], ...] = ()
    ended_at: datetime | None = None
    ended_by: str | None = None

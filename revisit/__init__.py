"""When to look at a page again: pure arithmetic on what is known of it."""

from revisit.due import is_due, is_listed_as_changed, turn
from revisit.pace import DAY, rhythm
from revisit.planning import WEEK, next_check_at, plan
from revisit.rate import change_rate, remembered
from revisit.targets import has_open_target, is_outdated, next_due

__all__ = [
    "DAY",
    "WEEK",
    "change_rate",
    "has_open_target",
    "is_due",
    "is_listed_as_changed",
    "is_outdated",
    "next_check_at",
    "next_due",
    "plan",
    "remembered",
    "rhythm",
    "turn",
]

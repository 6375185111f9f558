"""The next checks as rows: when each page and source is looked at, and why then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from model import CheckState, HostState, Page, Source, SourceState
from model.plan import Plan, Rate, Rule
from reports.outlets import clean
from reports.records import time
from reports.table import Column, Value
from reports.view import count, utc

_WATCHED = ("active", "held")
_SAME = timedelta(minutes=1)  # two plans that differ by less are one


@dataclass(frozen=True, slots=True)
class Awaited:
    """A page, or the next run of a source when ``page`` is None, and what its time is known from.

    ``plan`` is made anew from what the page is now; None where there was no look yet. ``pace`` is
    the time between two runs. ``listed``: a sitemap or feed says that it changed since it was
    seen. ``asked`` is a host that wants to be left alone.
    """

    slug: str
    state: SourceState | None
    now: datetime
    page: Page | None = None
    source: Source | None = None
    plan: Plan | None = None
    pace: timedelta | None = None
    listed: bool = False
    asked: HostState | None = None

    @property
    def stands(self) -> str:
        """How the source stands: "active", "paused", "held" or "removed"."""
        return self.state.state if self.state else "removed"

    @property
    def is_watched(self) -> bool:
        """Whether its time will ever come."""
        return self.stands in _WATCHED

    @property
    def due(self) -> datetime | None:
        """When it is due; None when that is never, or at once."""
        if not self.is_watched:
            return None
        if self.page is None:
            return self.state.next_run_at if self.state else None
        planned = None if self.listed else self.page.next_check_at
        until = self.asked.not_before if self.asked else None
        if until is None:
            return planned
        return max(planned, until) if planned else until

    @property
    def order(self) -> tuple[bool, datetime, bool, str]:
        """By time; what is due at once first, what never comes last, a run before its pages."""
        return not self.is_watched, self.due or self.now, self.page is not None, self.slug


def span_words(span: timedelta) -> str:
    """The length of time to a person: "12 days", "3.5 days", "6 hours", "20 minutes"."""
    for unit, length in (("day", timedelta(days=1)), ("hour", timedelta(hours=1))):
        if span >= length * (2 if unit == "day" else 1):
            number = round(span / length, 1 if span < 10 * length else 0)
            return f"{number:g} {unit}{'' if number == 1 else 's'}"
    minutes = max(1, round(span / timedelta(minutes=1)))
    return count(minutes, "minute")


def every_words(rate: Rate) -> str:
    """How often the page is thought to change: "about every 12 days"."""
    return f"about every {span_words(timedelta(days=rate.every_days))}"


def history_words(rate: Rate) -> str:
    """What its looks showed: "changed 2 times in 14 looks over 30 days: about every 12 days"."""
    if not rate.looks:
        return f"not looked at again yet; pages of its source change {every_words(rate)}, we think"
    seen = f"{count(rate.looks, 'look')} over {span_words(timedelta(days=rate.days))}"
    if not rate.changes:
        return f"did not change in {seen}"
    settled = "" if rate.settled else "once settled "
    return f"changed {count(rate.changes, 'time')} in {seen}: {settled}{every_words(rate)}"


def why(row: Awaited) -> str:
    """Why then, in a sentence."""
    if row.page is None:
        return _why_run(row)
    if not row.is_watched:
        return f"not looked at any more: its source is {row.stands}"
    return _told_otherwise(row, row.page) or _by_rule(row)


def _told_otherwise(row: Awaited, page: Page) -> str:
    """What goes before every rule; nothing when rules decide."""
    if row.asked and row.asked.not_before and row.due == row.asked.not_before:
        said = f" ({clean(row.asked.reason)})" if row.asked.reason else ""
        return f"the site asked to wait until {utc(row.due)}{said}"
    if page.next_check_at is None:
        return "never looked at: due at the next run of its source"
    if row.listed:
        return f"a listing says that it changed on {utc(page.listed_at)}: due at once"
    return ""


def _by_rule(row: Awaited) -> str:
    overdue = "overdue; " if row.due and row.due < row.now else ""
    if row.plan is None or is_of_old(row):
        return f"{overdue}as it was planned at its last look"
    return overdue + rule_words(row.plan.decides, row)


def _why_run(row: Awaited) -> str:
    if not row.is_watched:
        named = {"paused": "paused: enabled = false in its file", "removed": "no longer configured"}
        return named.get(row.stands, row.stands)
    how = f"every {span_words(row.pace)}" if row.pace else "on its schedule"
    held = (
        "; held: its pages are looked at, their changes kept back" if row.stands == "held" else ""
    )
    if row.due is None:
        return f"due as soon as the daemon runs; then {how}{held}"
    late = "overdue: the daemon does not run, or is busy; " if row.due < row.now else ""
    return f"{late}a run of the source, {how}{held}"


def is_of_old(row: Awaited) -> bool:
    """Whether the page's time was set by other rules than today's: a setting changed since, or the
    server said when to come back. A failure's time is not known well enough to tell.
    """
    page, plan = row.page, row.plan
    if page is None or plan is None or page.next_check_at is None or page.failure_streak:
        return False
    return abs(page.next_check_at - plan.due) > _SAME


def rule_words(rule: Rule, row: Awaited) -> str:
    """What a rule says of the page, in a sentence."""
    assert row.page is not None  # a run has no rules
    return _WORDS[rule](row, row.page)


def _learnt(row: Awaited, page: Page) -> str:
    if row.plan and row.plan.rate and row.plan.rate.fresh > 2:
        return "a new article: if it is corrected, then soon"
    targeted = ", sooner for its open target" if page.open_target else ""
    return f"as often as its changes call for{targeted}"


def _in_a_row(page: Page) -> str:
    state = page.last_state.value if page.last_state else "error"
    return f"{state} at {count(page.failure_streak, 'look')} in a row"


def _failing(row: Awaited, page: Page) -> str:
    since = f"last read {utc(page.seen_at)}" if page.seen_at else "never read so far"
    return f"{_in_a_row(page)}, {since}: tried again within a day"


def _longest(row: Awaited, page: Page) -> str:
    seconds = row.source.schedule.longest_s if row.source else 0
    return f"no page of its source waits longer than {span_words(timedelta(seconds=seconds))}"


def _deadline(row: Awaited, page: Page) -> str:
    if page.due_on is None or page.due_on >= row.now.date():
        return f"a target is due on {page.due_on}"
    return f"a target was due on {page.due_on}: a figure may be reported any day"


def _rhythm(row: Awaited, page: Page) -> str:
    """With what would have it sooner."""
    steps = row.plan.steps if row.plan else ()
    wanted = [rule for rule, _ in steps if rule not in (Rule.SPREAD, Rule.RHYTHM, Rule.LONGEST)]
    why_sooner = f"{rule_words(wanted[-1], row)}; " if wanted else ""
    pace = span_words(row.pace) if row.pace else "run"
    return f"{why_sooner}not more often than its source, every {pace}"


_WORDS: dict[Rule, Callable[[Awaited, Page], str]] = {
    Rule.LISTING: lambda row, page: "it leads to other pages: read at every run",
    Rule.GONE: lambda row, page: f"{_in_a_row(page)}: ever more rarely",
    Rule.FAILING: _failing,
    Rule.LEARNT: _learnt,
    Rule.LONGEST: _longest,
    Rule.OPEN_TARGET: lambda row, page: "it holds an open target: looked at every week at least",
    Rule.DEADLINE: _deadline,
    Rule.SPREAD: lambda row, page: "a little sooner, so that not all are due together",
    Rule.RHYTHM: _rhythm,
}


def below(row: Awaited) -> list[str]:
    """What stands under a row: the address, what its looks showed, and why then."""
    if row.page is None:
        return [why(row)]
    rate = row.plan.rate if row.plan else None
    return [row.page.url, *([history_words(rate)] if rate else []), why(row)]


def _when(row: Awaited) -> str:
    if not row.is_watched:
        return "never"
    return utc(row.due) if row.due else "at once"


def _last_seen(row: Awaited) -> str | None:
    if row.page is None:
        return None
    return utc(row.page.seen_at) or "never"


def _what(row: Awaited) -> str:
    return "run" if row.page is None else row.page.kind.value


SCHEDULE: tuple[Column[Awaited], ...] = (
    Column("next check", _when),
    Column("source", lambda row: row.slug),
    Column("what", _what),
    Column("last seen", _last_seen),
)


def schedule_json(row: Awaited) -> dict[str, Any]:
    """The row as a record; times in UTC, waits in minutes, rates in days."""
    page, plan = row.page, row.plan
    rate = plan.rate if plan else None
    state: CheckState | None = page.last_state if page else None
    return {
        "due": time(row.due) if row.due else None,
        "source": row.slug,
        "what": _what(row),
        "url": page.url if page else None,
        "state": row.stands,
        "rule": plan.decides.value if plan else None,
        "why": why(row),
        "last_seen": time(page.seen_at) if page and page.seen_at else None,
        "last_state": state.value if state else None,
        "failures": page.failure_streak if page else None,
        "looks": rate.looks if rate else None,
        "changes": rate.changes if rate else None,
        "over_days": round(rate.days, 1) if rate else None,
        "every_days": round(rate.every_days, 2) if rate else None,
        "published": page.published.isoformat() if page and page.published else None,
        "open_target": page.open_target if page else None,
        "due_on": page.due_on.isoformat() if page and page.due_on else None,
        "steps": [[rule.value, _minutes(wait)] for rule, wait in plan.steps] if plan else [],
    }


def _minutes(wait: timedelta) -> int:
    return round(wait / timedelta(minutes=1))


def _of_record(name: str) -> Column[dict[str, Value]]:
    return Column(name, lambda record: record[name])


_SHEET = (
    "due",
    "source",
    "what",
    "url",
    "state",
    "rule",
    "why",
    "last_seen",
    "last_state",
    "failures",
    "looks",
    "changes",
    "over_days",
    "every_days",
    "published",
    "open_target",
    "due_on",
)
SCHEDULE_SHEET: tuple[Column[dict[str, Value]], ...] = tuple(_of_record(name) for name in _SHEET)


def as_records(rows: Sequence[Awaited]) -> list[dict[str, Any]]:
    """The rows of a spreadsheet."""
    return [schedule_json(row) for row in rows]

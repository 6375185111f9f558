"""Alarms and the health of sources in words and records."""

from collections.abc import Mapping
from typing import Any

from model import Alarm, AlarmKind, SourceState
from reports.outlets import clean
from reports.records import time
from reports.view import count, utc

_WHAT = {
    AlarmKind.REDESIGN: "a redesign, or pages that moved",
    AlarmKind.BLOCKED: "the site refuses us",
    AlarmKind.OUTAGE: "an outage",
    AlarmKind.LOST: "its start pages lead nowhere",
    AlarmKind.UNREAD: "no text is found on its pages",
}


def alarm_heading(alarm: Alarm) -> str:
    """The alarm in a line: which source, since when, what."""
    state = "was held" if alarm.ended_at else "is held"
    named = f"{clean(alarm.source)} {state}" if alarm.held else clean(alarm.source)
    return f"{named}: {_WHAT[alarm.kind]}"


def alarm_lines(alarm: Alarm) -> tuple[str, ...]:
    """What is known of it, and what a person may do."""
    lines = [f"{clean(alarm.why)}; since {utc(alarm.raised_at)}, run {alarm.run}"]
    if alarm.ended_at:
        return (*lines, f"ended {utc(alarm.ended_at)}: {clean(alarm.ended_by or '')}")
    if alarm.held:
        lines.append(
            "What its pages that turned seem to say is kept back until they are read again. "
            f"To be told all of it now: figurewatch sources release {clean(alarm.source)}"
        )
    return tuple(lines)


def alarm_json(alarm: Alarm) -> Mapping[str, Any]:
    """An alarm's fields."""
    return {
        "id": alarm.id,
        "source": alarm.source,
        "kind": alarm.kind.value,
        "held": alarm.held,
        "raised_at": time(alarm.raised_at),
        "run": alarm.run,
        "why": alarm.why,
        "evidence": [{"url": url, "seen": seen} for url, seen in alarm.evidence],
        "ended_at": time(alarm.ended_at) if alarm.ended_at else None,
        "ended_by": alarm.ended_by,
    }


def health_words(state: SourceState) -> str:
    """How the source fares, from its last run: what was read, found and new; or its alarm."""
    if state.alarm:
        return f"{state.alarm.kind.value}: {clean(state.alarm.why)}"
    if not state.lately:
        return "not looked at yet" if state.last_run is None else ""
    last = state.lately[0]
    parts = []
    if last.articles:
        parts.append(f"{last.read} of {count(last.articles, 'article')} read")
    if last.unasked:
        parts.append(f"{last.unasked} not asked for")
    if last.links is not None:
        parts.append(count(last.links, "link"))
    if last.new_pages:
        parts.append(f"{last.new_pages} new")
    failed = [(name, n) for name, n in last.states if name not in {"ok", "unchanged"}]
    parts += [f"{number} {name}" for name, number in sorted(failed, key=lambda pair: -pair[1])]
    return ", ".join(parts) or "nothing was due"


def health_json(state: SourceState) -> list[Mapping[str, Any]]:
    """How the source fared in its last runs, newest first."""
    return [
        {
            "run": each.run,
            "at": time(each.at),
            "articles": each.articles,
            "read": each.read,
            "unasked": each.unasked,
            "silent": each.silent,
            "listings": each.listings,
            "links": each.links,
            "new_pages": each.new_pages,
            "versions": each.versions,
            "text_chars": each.text_chars,
            "claims": each.claims,
            "states": dict(each.states),
        }
        for each in state.lately
    ]

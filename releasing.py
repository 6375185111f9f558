"""A source that is held, released by hand: what its pages that turned seem to say is told now.

Nothing is fetched. The answers kept as evidence are read, as if their source had never been held.
"""

from collections.abc import Callable
from datetime import datetime

from check import Answer, look_at_capture, notified
from model import (
    BusyError,
    Capture,
    Check,
    CheckState,
    DamagedError,
    ExtractError,
    Page,
    Run,
    Settings,
    Source,
)
from parsing import Parser
from storage import Store


def release(
    source: Source,
    settings: Settings,
    store: Store,
    parser: Parser,
    *,
    clock: Callable[[], datetime],
    owner: str,
    told: Callable[[Check], None],
) -> Run:
    """The run in which the source was released: its alarm has ended, and what its pages seemed to
    say is recorded. A text that cannot be believed still waits for a page that can be read.
    """
    alarm = store.open_alarms().get(source.slug)
    run = store.start_run("release", [source.slug], clock(), owner)
    outcome = "failed"
    try:
        for page in store.pages(source.slug):
            if check := _told_now(page, source, run.id, settings, store, parser, clock):
                told(check)
        # Last: who is cut off before leaves the source held, to be released again.
        if alarm is not None:
            store.end_alarm(alarm.id, "released by hand", clock())
        outcome = "finished"
    finally:
        store.end_run(run.id, outcome, clock())
    return store.run(run.id)


def _told_now(
    page: Page,
    source: Source,
    run: int,
    settings: Settings,
    store: Store,
    parser: Parser,
    clock: Callable[[], datetime],
) -> Check | None:
    """The look at what was set aside of the page, recorded; None where there is nothing to tell."""
    if page.id is None or page.last_state is not CheckState.SUSPICIOUS:
        return None
    try:
        capture = store.set_aside(page.id)
        if capture is None:
            return None
        parsed = parser.result(parser.submit(capture, source.read_as))
        answer = _answer(capture, page, source, run, settings, parser)
        look = look_at_capture(answer, parsed, store)
        if look.check.state is not CheckState.OK:
            return None
        return store.record(notified(look, settings.conditions), clock())
    except (ExtractError, DamagedError, BusyError):
        return None  # as it stood: the next look at the page tells


def _answer(
    capture: Capture, page: Page, source: Source, run: int, settings: Settings, parser: Parser
) -> Answer:
    read_by = parser.read_by(source.read_as)
    return Answer(capture, page, source, run, read_by, "", settings.conditions, patience=False)

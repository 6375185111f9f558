"""What the looks at a source say of the source: pure judging."""

from datetime import UTC, datetime, timedelta

import pytest

from health import Tally, kind_of, leads_nowhere, others_answer, turned_at_once, unreachable
from model import AlarmKind, CheckState, SourceRun

NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fine", "turned", "pages", "said"),
    [
        (2, 8, 10, True),
        (5, 5, 10, True),
        (6, 4, 10, False),
        (2, 2, 4, False),  # two pages may have two reasons
        (1, 3, 4, True),
        (0, 1, 1, None),  # one page is weather, also where there is no other
        (0, 2, 2, True),
        (1, 1, 2, False),
        (1, 2, 3, False),
        (0, 3, 3, True),
        (0, 2, 10, None),  # the other eight were not looked at
        (0, 0, 10, None),
        (0, 0, 0, None),
    ],
)
def test_how_many_pages_have_to_turn(fine, turned, pages, said):
    """Most of what was looked at; of a handful all; and nothing is said of too few."""
    assert turned_at_once(Tally(fine, {CheckState.GONE: turned}, pages)) is said


@pytest.mark.parametrize(
    ("states", "kind"),
    [
        ({CheckState.BLOCKED: 3, CheckState.LOGIN: 3, CheckState.ERROR: 5}, AlarmKind.BLOCKED),
        ({CheckState.ERROR: 5, CheckState.MAINTENANCE: 1, CheckState.GONE: 5}, AlarmKind.OUTAGE),
        ({CheckState.GONE: 4, CheckState.SUSPICIOUS: 4, CheckState.BLOCKED: 2}, AlarmKind.REDESIGN),
        ({CheckState.EMPTY: 4, CheckState.OK: 40}, AlarmKind.UNREAD),
    ],
)
def test_the_states_of_looks_name_the_trouble(states, kind):
    """The kind that most of the failing looks are of."""
    assert kind_of(states) is kind


def fared(hours: int, source: str = "a", **fields) -> SourceRun:
    states = fields.pop("states", (("ok", 1),))
    return SourceRun(1, source, NOW + timedelta(hours=hours), states=states, **fields)


def silent(hours: int, source: str = "a") -> SourceRun:
    return fared(hours, source, states=(("error", 4),), silent=4)


@pytest.mark.parametrize(
    ("links", "lost"),
    [
        ([20, 20, 20], False),  # a quiet week: the same links
        ([20, 20, 0], False),  # once may be a flaky look
        ([20, 0, 0], True),
        ([20, 0, 0, 0], True),
        ([0, 0, 0], False),  # it never led anywhere
        ([20, 0, 12], False),
        ([20, 0, 4, 0], False),
    ],
)
def test_start_pages_that_lead_nowhere(links, lost):
    """Only where they used to lead somewhere, and twice in a row."""
    lately = [fared(n, listings=1, links=each) for n, each in enumerate(links)][::-1]
    assert leads_nowhere(lately) is lost


def test_runs_without_a_start_page_say_nothing_of_links():
    """A page looked at by its address is no crawl of the start pages."""
    lately = [fared(n, listings=1, links=each) for n, each in enumerate([20, 0])]
    assert not leads_nowhere([fared(3), *lately[::-1]])


def test_whose_fault_silence_is():
    """Another source that answers shows that our network works; one that is silent too, or was
    not asked since, does not.
    """
    lately = [silent(2), silent(1), fared(0)]
    assert others_answer(lately, [fared(3, "b"), silent(2, "b")]) is True
    assert others_answer(lately, [silent(2, "b"), silent(1, "c")]) is False
    assert others_answer(lately, [fared(0, "b")]) is None


def test_silence_of_several_sources_is_one_trouble():
    """Silent runs in a row, of more than one source, are one stretch."""
    rows = [silent(0, "a"), silent(1, "a"), fared(2, "b"), silent(3, "a"), silent(4, "b")]
    assert [[(each.source, each.at.hour) for each in one] for one in unreachable(rows)] == [
        [("a", 11), ("b", 12)]
    ]

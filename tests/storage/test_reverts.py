"""A → B → A: two changes and a note, whatever came between; nothing stored is lost."""

from dataclasses import replace

import pytest

from model import Bound, Change, ChangeKind, ChangeState, Comparison, Direction, Kind
from tests.storage.samples import (
    NOW,
    added,
    claim,
    later,
    quiet_look,
    ready,
    removed,
    version_look,
)

CONFIRMED, REVERTED = ChangeState.CONFIRMED, ChangeState.REVERTED


class Story:
    """One page, and what its looks found one after the other, each in a run of its own."""

    def __init__(self, store):
        self.store = store
        self.run, self.page = ready(store)
        self.texts = 0
        self.version = None
        self.look()

    def look(self, *changes, same_run=False, comparison=None):
        """The next version, with these changes."""
        self.texts += 1
        if not same_run:
            self.run = self.store.start_run("test", ["yangpu"], later(self.texts), "host:1").id
        found = version_look(
            self.run,
            self.page,
            f"text {self.texts}",
            [change.new for change in changes if change.new],
            before=self.version,
            changes=changes,
        )
        if comparison is not None:
            found = replace(found, comparison=comparison)
        self.version = self.store.record(found, NOW).version

    def quiet(self):
        run = self.store.start_run("test", ["yangpu"], later(self.texts), "host:1").id
        self.store.record(quiet_look(run, self.page), NOW)

    def told(self):
        """Each change: its state, what it takes back, what took it back."""
        return [(c.change.state, c.reverts, c.reverted_by) for c in self.store.changes()]


@pytest.fixture
def story(store):
    return Story(store)


def changed(old, new, *aspects, direction=Direction.RAISED):
    return Change(ChangeKind.CHANGED, old, new, aspects or ("value",), direction)


A, B, C = claim("3E+11"), claim("3.5E+11"), claim("4E+11")


@pytest.mark.parametrize("same_run", [False, True], ids=["a later run", "the same run"])
def test_there_and_back_is_two_changes_and_a_note(story, same_run):
    """The first one is reverted, the second one says what it takes back; both stay whole."""
    story.look(changed(A, B))
    [before] = story.store.changes()
    story.look(changed(B, A, direction=Direction.LOWERED), same_run=same_run)
    assert story.told() == [(REVERTED, None, 2), (CONFIRMED, 1, None)]
    first, second = story.store.changes()
    assert first == replace(
        before, change=replace(before.change, state=REVERTED), reverted_by=second.id
    )
    assert not first.cancelled
    assert not second.cancelled


def test_a_page_that_flaps_loses_no_state(story):
    """Each turn is a change of its own, and takes back the one before."""
    for _ in range(3):
        story.look(changed(A, B))
        story.look(changed(B, A))
    assert story.told() == [
        (REVERTED, None, 2),
        (REVERTED, 1, 3),
        (REVERTED, 2, 4),
        (REVERTED, 3, 5),
        (REVERTED, 4, 6),
        (CONFIRMED, 5, None),
    ]


def test_a_return_by_way_of_another_value_is_noted(story):
    """A → B → C → A takes back the change that left A; the one between stands."""
    story.look(changed(A, B))
    story.look(changed(B, C))
    story.look(changed(C, A))
    assert story.told() == [(REVERTED, None, 3), (CONFIRMED, None, None), (CONFIRMED, 1, None)]


def test_the_last_departure_is_the_one_taken_back(story):
    """A → B → A → C → A: the second return takes back the second departure."""
    story.look(changed(A, B))
    story.look(changed(B, A))
    story.look(changed(A, C))
    story.look(changed(C, A))
    assert story.told() == [
        (REVERTED, None, 2),
        (CONFIRMED, 1, None),
        (REVERTED, None, 4),
        (CONFIRMED, 3, None),
    ]


def test_what_moves_on_takes_nothing_back(story):
    """A → B → C is no return, nor is the same pair of values of another thing."""
    story.look(changed(A, B))
    story.look(changed(B, C))
    other = {"indicator_key": "housing", "indicator": "homes", "sentence": "Homes."}
    story.look(changed(replace(C, **other), replace(A, **other)))
    assert [reverts for _, reverts, _ in story.told()] == [None, None, None]


def test_other_units_and_words_are_the_same_value(story):
    """300 billion yuan that comes back as 0.3 trillion has come back."""
    ha, km = claim("200", unit="hectare"), claim("2", unit="km2", quote="two square kilometres")
    story.look(changed(ha, claim("300", unit="hectare")))
    story.look(changed(claim("3", unit="km2"), km))
    assert story.told()[1] == (CONFIRMED, 1, None)


def test_a_series_that_a_later_reader_names_otherwise_is_known_by_its_words(story):
    """The old row keeps the old name; the sentence is the same."""
    renamed = {"indicator_key": "revenue", "indicator": "revenue"}
    story.look(changed(A, B))
    story.look(changed(replace(B, **renamed), replace(A, **renamed)))
    assert story.told()[1] == (CONFIRMED, 1, None)


@pytest.mark.parametrize(
    ("there", "aspect"),
    [
        (replace(A, period="by:2030"), "period"),
        (replace(A, kind=Kind.FIGURE), "kind"),
        (replace(A, quantity=replace(A.quantity, bound=Bound.OVER)), "bound"),
    ],
)
def test_deadlines_kinds_and_bounds_come_back_too(story, there, aspect):
    """Whatever moved and moved back is noted."""
    story.look(changed(A, there, aspect))
    story.look(changed(there, A, aspect))
    assert story.told() == [(REVERTED, None, 2), (CONFIRMED, 1, None)]


def test_a_value_that_comes_back_with_another_deadline_has_not_come_back(story):
    """300 billion by 2027 is not 300 billion by 2025."""
    story.look(changed(A, B))
    story.look(changed(B, replace(A, period="by:2027"), "value", "period"))
    assert story.told()[1] == (CONFIRMED, None, None)


def test_a_figure_dated_by_its_page_comes_back_on_a_later_day(story):
    """The day of the page moved with the page."""
    figure = replace(A, kind=Kind.FIGURE, period="2026-03-01")
    other = replace(B, kind=Kind.FIGURE, period="2026-03-02")
    story.look(changed(figure, other))
    story.look(changed(other, replace(figure, period="2026-03-03")))
    assert story.told()[1] == (CONFIRMED, 1, None)


def test_two_figures_that_swap_are_each_taken_back_by_their_own(story):
    """One change takes back one, and none is taken back twice."""
    homes = {"indicator_key": "homes", "sentence": "Homes."}
    a, b = replace(A, **homes), replace(B, **homes)
    story.look(changed(A, B), changed(a, b))
    story.look(changed(b, a), changed(B, A))
    assert story.told()[2:] == [(CONFIRMED, 2, None), (CONFIRMED, 1, None)]


def test_a_removal_seen_once_and_its_return_cancel_out(story):
    """Both stay listed, tied to each other, and neither is told in a report."""
    story.look(removed(A))
    story.look(added(A))
    assert story.told() == [(REVERTED, None, 2), (REVERTED, 1, None)]
    assert [each.cancelled for each in story.store.changes()] == [True, True]


def test_the_return_of_what_was_truly_gone_is_told(story):
    """A removal that was confirmed is reverted by the return, and both are told."""
    story.look(removed(A))
    story.quiet()
    assert story.told() == [(CONFIRMED, None, None)]
    story.look(added(A))
    assert story.told() == [(REVERTED, None, 2), (CONFIRMED, 1, None)]
    assert [each.cancelled for each in story.store.changes()] == [False, False]


def test_another_deadline_is_no_return(story):
    """A target that comes back for another year did not come back: both are told."""
    story.look(removed(A))
    story.look(added(replace(A, period="by:2030")))
    assert story.told() == [(CONFIRMED, None, None), (CONFIRMED, None, None)]


@pytest.mark.parametrize("comparison", [None, Comparison(partial=True)])
def test_what_could_not_be_compared_settles_no_removal(story, comparison):
    """Whether the claim is back is not known, so its removal stays provisional."""
    story.look(removed(A))
    found = {"comparison": comparison} if comparison else {}
    run = story.store.start_run("test", ["yangpu"], later(9), "host:1").id
    look = version_look(run, story.page, "uncompared", [A], before=story.version)
    story.store.record(replace(look, **{"comparison": None, **found}), NOW)
    assert story.told() == [(ChangeState.PROVISIONAL, None, None)]


def test_pages_do_not_take_back_each_others_changes(story):
    """The same values on another page are another story."""
    story.look(changed(A, B))
    other = story.store.ensure_page("https://portal.example/2", "yangpu", story.page.kind, NOW)
    story.page, story.version = other, None
    story.look()
    story.look(changed(B, A))
    assert story.told() == [(CONFIRMED, None, None), (CONFIRMED, None, None)]

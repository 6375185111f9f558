"""Claims that only their amount tells, in two versions of a page."""

from diffing.leftovers import leftovers, things
from diffing.mentions import Mention
from tests.diffing.test_echoes import told


def pairs(old: list[Mention], new: list[Mention]) -> list[tuple[str, str]]:
    """The quotes of the pairs."""
    return [(a.claim.quote, b.claim.quote) for _, a, b in leftovers(old, new)]


def test_a_telling_amount_once_on_either_side() -> None:
    """£26 million for the dredging of a basin is itself, however the sentence is turned."""
    old = told("Port\nThe authority will spend £26 million on dredging the Albert basin.")
    new = told("Port\nDredging of the Albert basin gets £26 million from the authority.")
    assert pairs(old, new) == [("£26 million", "£26 million")]


def test_sentences_without_a_word_in_common() -> None:
    """The same money for something that shares no word is another claim."""
    old = told("Port\nThe authority will spend £26 million on dredging the Albert basin.")
    new = told("Port\nA museum of whaling was given £26 million by a donor.")
    assert pairs(old, new) == []


def test_an_amount_that_stands_twice_tells_nothing() -> None:
    """Which of two it would be cannot be said."""
    old = told("Port\nThe authority spends £26 million on the Albert basin.")
    new = told("Port\nThe Albert basin gets £26 million. The Albert lock costs £26 million.")
    assert pairs(old, new) == []


def test_other_things_are_counted() -> None:
    """36 bridges do not become 36 roundabouts."""
    old = told("Roads\nThe county repaired 36 bridges on the Mill road.")
    new = told("Roads\nThe county will build 36 roundabouts on the Mill road.")
    assert pairs(old, new) == []


def test_a_ratio_needs_more_words() -> None:
    """12 percent of anything may be 12 percent of something else."""
    old = told("Survey\nUnemployment among women fell to 12 percent.")
    new = told("Survey\nSome 12 percent of women smoke.")
    assert pairs(old, new) == []


def test_the_only_count_of_a_thing() -> None:
    """The stops of a tram are the stops of the tram, also when there are more of them now."""
    old = told("Tram\nLeeds will build a tram line with 34 stops by 2033.")
    new = told("Tram\nA tram line of 38 stops is to be built in Leeds by 2033.")
    assert [(a.claim.quote, b.claim.quote) for _, a, b in things(old, new)] == [
        ("34 stops", "38 stops")
    ]


def test_people_here_and_there() -> None:
    """Visitors of a fair and workers of a shipyard are not one count of people revised."""
    old = told("Fair\nThe fair drew 12,500 people over the weekend.")
    new = told("Fair\nThe new shipyard employs 9,800 people in three shifts.")
    assert not list(things(old, new))

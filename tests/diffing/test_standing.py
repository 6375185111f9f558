"""How a known statement stands, in the light of everything seen of its series."""

# ruff: noqa: E501  # the tables read best with one case on a line

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from diffing import due, is_open, open_targets, overdue, standing
from model import Statement
from model.standing import Presence, Sighting, Standing, Status
from tests.diffing.statements import RATE, SHARE, outlook, said, target

TODAY = date(2026, 3, 1)


def at(day: str) -> datetime:
    """Noon of a day."""
    return datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)


def seen(
    statement: Statement,
    last: str = "2026-02-27",
    presence: str = "stated",
    *,
    first: str = "2025-06-01",
    since: str | None = None,
) -> Sighting:
    """A statement on a page, as the last look found it."""
    return Sighting(
        statement, at(first), at(last), Presence(presence), at(since) if since else None
    )


def page(statement: Statement, url: str = "https://a.example/1") -> Statement:
    """The statement on a page of its own, whatever else it says."""
    return replace(statement, url=url, seed=False)


def of(claim: Statement, *known: Sighting, today: date = TODAY) -> Standing:
    """How the claim stands today."""
    return standing(claim, known, today)


AIM = target("300", "3e11", period="by:2025", seed=True, published="2024-01-08")
LATER = target("300", "3e11", period="by:2027", seed=True, published="2024-01-08")
FACT = said("7,000", "7000", "firm", period="2022-12-31", seed=True, published="2023-02-01")
CAP = target(
    "below 5", "5", bound="under", period="2025", seed=True, published="2025-01-08", **SHARE
)
GROWTH = target("5", "5", period="2025", seed=True, published="2025-01-08", **RATE)

AGAIN = page(target("over 300", "3e11", bound="over", period="by:2027"))
SAME_FACT = page(said("nearly 7,000", "7000", "firm", bound="about", period="2022-12-31"))

# status, claim, sightings, and why
STATUS = [
    # nothing but the corpus
    ("open", LATER, [], "its day is to come"),
    ("overdue", AIM, [], "its day has passed"),
    ("open", target("300", "3e11", period=None, seed=True), [], "no day, none passed"),
    ("overdue", target("5", "5", period=None, seed=True, published="2025-01-16", **RATE), [], "the growth of the year it was published in"),
    ("open", target("300", "3e11", period=None, seed=True, published="2023-01-16"), [], "an amount without a day is never overdue"),
    ("not_seen", FACT, [], "a figure that no page ever stated"),
    ("overdue", outlook("100", "1e11", period="by:2025", seed=True), [], "expected, and its day has passed"),
    ("open", outlook("100", "1e11", period="by:2027", seed=True), [], "expected, and its day is to come"),
    ("confirmed", FACT, [seen(said("7,000", "7000", "firm", period="2022-12-31", seed=True, title="another"))], "by another document"),
    # pages
    ("confirmed", LATER, [seen(AGAIN)], "stated, with a fuller bound"),
    ("confirmed", FACT, [seen(SAME_FACT)], "stated, rounded"),
    ("confirmed", LATER, [seen(AGAIN, "2026-02-20", "not_read", since="2026-02-25")], "could not be read since"),
    ("not_seen", LATER, [seen(AGAIN, "2025-10-20", "not_read", since="2025-10-21")], "could not be read for months"),
    ("not_seen", LATER, [seen(AGAIN, "2025-10-20")], "nobody looked for months"),
    ("not_seen", LATER, [seen(AGAIN, "2026-02-20", "not_stated", since="2026-02-25")], "read, and stated no more"),
    ("page_gone", LATER, [seen(AGAIN, "2026-02-20", "page_gone", since="2026-02-25")], "the page is gone"),
    ("confirmed", LATER, [seen(AGAIN, "2026-02-20", "page_gone"), seen(page(AGAIN, "https://b.example/2"))], "one page is gone, another states it"),
    ("not_seen", LATER, [seen(AGAIN, "2026-02-20", "page_gone"), seen(page(AGAIN, "https://b.example/2"), "2026-02-20", "not_stated")], "one is gone, one says it no more"),
    # results
    ("reached", AIM, [seen(page(said("312", "3.12e11", period="2025", published="2026-01-20")))], "met at its day"),
    ("reached", AIM, [seen(page(said("301", "3.01e11", period="2024", published="2025-01-20")))], "met before its day"),
    ("reached", LATER, [seen(page(said("312", "3.12e11", period="2025"))), seen(AGAIN)], "met, and still stated"),
    ("missed", AIM, [seen(page(said("280", "2.8e11", period="2025", published="2026-01-20")))], "short at its day"),
    ("overdue", AIM, [seen(page(said("280", "2.8e11", period="2024", published="2025-01-20")))], "short before its day, and nothing since"),
    ("open", LATER, [seen(page(said("280", "2.8e11", period="2025")))], "on the way"),
    ("missed", GROWTH, [seen(page(said("4.6", "4.6", **RATE)))], "short for the year"),
    ("overdue", GROWTH, [seen(page(said("5.4", "5.4", period="2025-H1", **RATE)))], "half a year is no result"),
    ("reached", CAP, [seen(page(said("4.8", "4.8", **SHARE)))], "a cap kept"),
    ("missed", CAP, [seen(page(said("5.2", "5.2", **SHARE)))], "a cap broken"),
    ("reached", target("-13.5", "-13.5", seed=True, **RATE), [seen(page(said("-14", "-14", **RATE)))], "a cut, deeper than asked for"),
    ("missed", AIM, [seen(page(said("280", "2.8e11", period="2025"))), seen(page(said("310", "3.1e11", period="2026-06")))], "reached half a year late"),
    ("reached", AIM, [seen(page(said("298", "2.98e11", period="2025", published="2026-01-20"))), seen(page(said("301", "3.01e11", period="2025", published="2026-02-20")))], "the revised result counts"),
    ("missed", AIM, [seen(page(said("280", "2.8e11", period="2025")), "2026-02-20", "not_stated")], "a result that scrolled off its page"),
    # other statements instead
    ("superseded", LATER, [seen(page(target("350", "3.5e11", period="by:2027", published="2025-06-01")))], "raised for the same day"),
    ("superseded", LATER, [seen(page(target("250", "2.5e11", period="by:2027", published="2025-06-01")))], "lowered"),
    ("superseded", LATER, [seen(page(target("300", "3e11", period="by:2028", published="2025-06-01")))], "put off"),
    ("open", LATER, [seen(page(target("500", "5e11", period="by:2030", published="2025-06-01")))], "a further stage"),
    ("open", LATER, [seen(page(target("250", "2.5e11", period="by:2026", published="2025-06-01")))], "a stage on the way"),
    ("overdue", AIM, [seen(page(target("360", "3.6e11", period="by:2027", published="2026-01-22")))], "the next aim, and no figure"),
    ("missed", AIM, [seen(page(target("360", "3.6e11", period="by:2027", published="2026-01-22"))), seen(page(said("280", "2.8e11", period="2025")))], "the next aim, after a miss"),
    ("reached", AIM, [seen(page(target("360", "3.6e11", period="by:2027", published="2026-01-22"))), seen(page(said("312", "3.12e11", period="2025")))], "the next aim, after success"),
    ("superseded", AIM, [seen(page(target("300", "3e11", period="by:2027", published="2025-03-01"))), seen(page(said("280", "2.8e11", period="2025")))], "put off in time: not missed"),
    ("missed", AIM, [seen(page(target("300", "3e11", period="by:2027", published="2026-01-22"))), seen(page(said("280", "2.8e11", period="2025")))], "put off when it was too late"),
    ("overdue", GROWTH, [seen(page(target("4.5", "4.5", period="2026", published="2026-01-22", **RATE)))], "next year's, and no result"),
    ("open", LATER, [seen(page(target("250", "2.5e11", period="by:2027", published="2023-06-01")))], "an older text with the target of its time"),
    ("superseded", FACT, [seen(page(said("8,900", "8900", "firm", period="2025-12-31")))], "a newer figure"),
    ("superseded", FACT, [seen(SAME_FACT), seen(page(said("8,900", "8900", "firm", period="2025-12-31")))], "a newer figure, though still stated"),
    ("confirmed", FACT, [seen(SAME_FACT), seen(page(said("5,000", "5000", "firm", period="2020-12-31")))], "an older figure is nothing"),
    ("superseded", outlook("230", "2.3e11", period="2025", seed=True), [seen(page(said("238.6", "2.386e11")))], "the result of what was expected"),
    ("superseded", outlook("230", "2.3e11", period="2025", seed=True), [seen(page(said("230", "2.3e11")))], "just as expected"),
    ("contradicted", FACT, [seen(SAME_FACT), seen(page(said("6,100", "6100", "firm", period="2022-12-31", publisher="news")))], "another number for the day"),
    ("confirmed", FACT, [seen(SAME_FACT), seen(page(said("6,100", "6100", "firm", period="2022-12-31", publisher="news")), "2026-02-20", "not_stated")], "another number, withdrawn"),
    ("superseded", FACT, [seen(page(said("6,100", "6100", "firm", period="2022-12-31", published="2023-06-01")))], "corrected by its own publisher"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "claim", "known", "why"), STATUS)
def test_status(status: str, claim: Statement, known: list[Sighting], why: str) -> None:
    """Each claim stands as a reader would say, whatever order the sightings come in."""
    for sightings in (known, known[::-1], [seen(claim), *known]):
        assert of(claim, *sightings).status == status, why


@pytest.mark.parametrize(("status", "claim", "known", "why"), STATUS)
def test_what_made_it_so(status: str, claim: Statement, known: list[Sighting], why: str) -> None:
    """What confirms, replaces or decides is one of the sightings; else there is none."""
    found = of(claim, *known)
    assert found.why
    assert (found.by is None) == (found.at is None)
    if found.by is not None:
        assert found.by in [sighting.statement for sighting in known]
    assert (found.by is None) == (status in {"open", "overdue"} or not known)


def test_a_result_names_its_figure_and_day() -> None:
    """Reached by which figure, published when."""
    result = page(said("312", "3.12e11", period="2025", published="2026-01-20"))
    found = of(AIM, seen(result))
    assert (found.by, found.at) == (result, date(2026, 1, 20))
    assert found.why == "“312” is what it asked for"


def test_confirmed_where_and_when_last() -> None:
    """Of two pages that state it the one seen last confirms it."""
    other = page(AGAIN, "https://b.example/2")
    found = of(LATER, seen(AGAIN, "2026-02-20"), seen(other, "2026-02-26"))
    assert (found.by, found.at) == (other, date(2026, 2, 26))
    assert (found.last_seen, found.days_unseen) == (at("2026-02-26"), 3)


def test_superseded_by_the_newest() -> None:
    """Two newer figures: the one of the later time."""
    one = page(said("7,600", "7600", "firm", period="2024-05-23"))
    two = page(said("8,900", "8900", "firm", period="2025-12-31"))
    assert of(FACT, seen(two), seen(one)).by == two


def test_the_way_so_far_is_told() -> None:
    """An open target says how far things have come."""
    found = of(LATER, seen(page(said("280", "2.8e11", period="2025"))), seen(AGAIN))
    assert found.why == "still stated: “over 300”; on the way at “280”"


# ---- presence -----------------------------------------------------------------------------------

PRESENCE = [
    ("never", []),
    ("stated", [seen(AGAIN)]),
    ("not_stated", [seen(AGAIN, "2026-02-20", "not_stated", since="2026-02-25")]),
    ("not_read", [seen(AGAIN, "2026-02-20", "not_read", since="2026-02-25")]),
    ("page_gone", [seen(AGAIN, "2026-02-20", "page_gone", since="2026-02-25")]),
    ("stated", [seen(AGAIN, "2026-02-20", "not_stated"), seen(page(AGAIN, "b"))]),
    ("not_read", [seen(AGAIN, "2026-02-20", "not_stated"), seen(page(AGAIN, "b"), "2026-02-10", "not_read")]),
    ("never", [seen(target("300", "3e11", period="by:2027", seed=True, title="another"))]),
    ("never", [seen(page(target("350", "3.5e11", period="by:2027")))]),
]  # fmt: skip


@pytest.mark.parametrize(("presence", "known"), PRESENCE)
def test_presence(presence: str, known: list[Sighting]) -> None:
    """Not stated, not read, gone and never seen are different answers; the corpus is no page, and
    a page that says another number does not say this one.
    """
    assert of(LATER, *known).presence == presence


def test_presence_is_not_the_status() -> None:
    """A target that was reached may still stand on its page, or have gone from it."""
    result = seen(page(said("312", "3.12e11", period="2025")))
    stated, gone = (
        of(LATER, result, seen(AGAIN)),
        of(LATER, result, seen(AGAIN, presence="page_gone")),
    )
    assert stated.status is gone.status is Status.REACHED
    assert (stated.presence, gone.presence) == (Presence.STATED, Presence.PAGE_GONE)


def test_since_when_it_is_not_stated() -> None:
    """The page was read on the 25th and said it no more; it was last seen there on the 20th."""
    found = of(LATER, seen(AGAIN, "2026-02-20", "not_stated", since="2026-02-25"))
    assert found.since == at("2026-02-25")
    assert (found.last_seen, found.days_unseen) == (at("2026-02-20"), 9)
    assert (
        found.why == "not seen for 9 days; its page was read and states it no more since 2026-02-25"
    )


def test_patience_is_the_callers() -> None:
    """A source that is looked at once a quarter is not unseen after a month."""
    known = [seen(AGAIN, "2025-12-20")]
    assert standing(LATER, known, TODAY).status is Status.NOT_SEEN
    assert standing(LATER, known, TODAY, patience=100).status is Status.CONFIRMED


# ---- days and lists -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "day"),
    [
        (target("300", "3e11", period="by:2025"), date(2025, 12, 31)),
        (target("300", "3e11", period="by:2025-06"), date(2025, 6, 30)),
        (target("600", "600", "home", period="2025/2026"), date(2026, 12, 31)),
        (target("5", "5", period=None, published="2025-01-16", **RATE), date(2025, 12, 31)),
        (target("300", "3e11", period=None, published="2025-01-16"), None),
        (target("300", "3e11", period=None), None),
        (outlook("5", "5", **RATE), date(2025, 12, 31)),
        (said("312", "3.12e11"), None),
    ],
)
def test_due(statement: Statement, day: date | None) -> None:
    """The last day of what a target is for; a figure has none, nor has an amount without a day."""
    assert due(statement) == day


def test_overdue_from_the_next_day_on() -> None:
    """On its last day a target is not overdue yet."""
    assert of(AIM, today=date(2025, 12, 31)).status is Status.OPEN
    assert of(AIM, today=date(2026, 1, 1)).status is Status.OVERDUE


def test_open_and_overdue_are_listed_by_their_day() -> None:
    """The next to fall due first, those without a day last; what is decided is in neither list."""
    dayless = target("9", "9", "park", period=None, seed=True)
    sooner = target("9", "9", "park", period="by:2026", seed=True)
    done = of(AIM, seen(page(said("312", "3.12e11", period="2025"))))
    late, later = of(AIM), of(target("9", "9", "park", period="2024", seed=True))
    all_of = [of(dayless), done, of(LATER), late, of(sooner), later, of(FACT)]
    assert [one.claim for one in open_targets(all_of)] == [sooner, LATER, dayless]
    assert overdue(all_of) == (later, late)
    assert not is_open(done)


def test_unseen_targets_stay_open() -> None:
    """A target whose page is gone may still be reached."""
    assert is_open(of(LATER, seen(AGAIN, presence="page_gone")))


def test_a_target_taken_back_replaces_nothing() -> None:
    """Where 300 is stated again, the 350 that a page said for a while is no successor; where
    nothing states the 300 any more, it is the last word.
    """
    raised = page(target("350", "3.5e11", period="by:2027", published="2025-09-01"))
    again, gone = seen(AGAIN), seen(raised, presence="not_stated", since="2026-01-10")
    assert of(LATER, again, gone).status is Status.CONFIRMED
    assert of(LATER, gone).status is Status.SUPERSEDED


def test_a_day_without_it_is_not_counted() -> None:
    """What went today is told by its page, not as "not seen for 0 days"."""
    gone = seen(SAME_FACT, last="2026-03-01", presence="not_stated", since="2026-03-01")
    told = of(FACT, gone)
    assert told.status is Status.NOT_SEEN
    assert told.why == "its page was read and states it no more since 2026-03-01"

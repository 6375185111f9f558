from dataclasses import replace
from datetime import date

import pytest

from model import Bound, CheckState, Kind, Presence, Quantity
from model.claim import PROPOSED
from tests.storage.samples import NOW, claim, later
from tests.storage.test_ledger import Pages, add

OUTPUT = claim().series


@pytest.fixture
def pages(store):
    return Pages(store)


def figure(value, period, indicator="output", **fields):
    return claim(value, indicator, kind=Kind.FIGURE, period=period, **fields)


def keys(entries):
    return {entry.series.indicator_key for entry in entries}


def test_a_series_is_listed_with_its_latest_figure_and_its_targets(pages):
    """The figure of the latest time, whenever it was said; targets still said, by their day."""
    pages.say("a", figure("6", "2025"), claim("9", period="by:2030"), claim("8", period="by:2027"))
    pages.say("b", figure("5", "2024"), figure("6", "2025"), claim("7", period="by:2026"))
    pages.say("b", figure("5", "2024"), figure("6", "2025"))
    [entry] = pages.store.ledger()
    assert (entry.series.key, entry.series.place) == (OUTPUT, "Yangpu")
    assert entry.latest.claim.quantity.value == 6
    assert [each.stands_on.year for each in entry.targets] == [2027, 2030]
    assert (entry.points, entry.witnesses, entry.last_seen) == (5, 6, later(3))
    assert [len(each.witnesses) for each in (entry.latest, *entry.targets)] == [2, 1, 1]


def test_a_forecast_and_what_was_taken_back_are_no_latest_figure(pages):
    """The latest figure is one that somebody reports."""
    pages.say("a", figure("5", "2024"), figure("6", "2025"), claim("9", kind=Kind.FORECAST))
    pages.say("a", figure("5", "2024"), figure("7", "2025"))
    [entry] = pages.store.ledger()
    assert entry.latest.claim.quantity.value == 7
    pages.say("b", claim("1", "schools", kind=Kind.FORECAST))
    [_, other] = pages.store.ledger()
    assert other.latest is None and other.targets == ()


def test_the_last_look_that_saw_the_article_is_when_it_was_last_seen(pages):
    """An unchanged page is seen again; a broken answer sees nothing."""
    pages.say("a", claim())
    seen = pages.look("a", CheckState.UNCHANGED)
    pages.look("a", CheckState.ERROR)
    [entry] = pages.store.ledger()
    assert entry.last_seen == entry.targets[0].last_seen == seen
    assert entry.targets[0].first_seen == later(1)


def test_series_are_asked_for_by_place_words_and_corpus(pages):
    """In either case; every word of the indicator counts; the corpus speaks of it or not."""
    pages.say("a", claim("1", "primary schools"), claim("2", "schools", place="Pudong"))
    add(pages.store, "seed", [claim("3", "parks", language="zh", native="公园面积")])
    store = pages.store
    assert keys(store.ledger(place="PUDONG")) == {"schools"}
    assert keys(store.ledger(indicator="Schools")) == {"schools", "primary schools"}
    assert keys(store.ledger(indicator="schools primary")) == {"primary schools"}
    assert keys(store.ledger(indicator="公园")) == {"parks"}
    assert keys(store.ledger(indicator="%")) == set()
    assert keys(store.ledger(seeds=True)) == {"parks"}
    assert keys(store.ledger(seeds=False)) == {"schools", "primary schools"}


def test_open_targets_are_those_whose_day_is_to_come(pages):
    """The day itself included; one without a day, or no longer said, is not open."""
    pages.say(
        "a",
        claim("1", "today", period="by:2026-03-01"),
        claim("2", "yesterday", period="by:2026-02-28"),
        claim("3", "undated", period=None),
        claim("4", "dropped", period="by:2030"),
        figure("5", "2030", "figure"),
    )
    first = claim("1", "today", period="by:2026-03-01")
    pages.say("a", first, claim("2", "yesterday", period="by:2026-02-28"))
    assert keys(pages.store.ledger(open_on=date(2026, 3, 1))) == {"today"}


def test_overdue_are_targets_past_their_day_without_a_figure_since(pages):
    """A figure of that time or later answers it, one of an earlier time does not."""
    day = "by:2025"
    pages.say(
        "a",
        claim("1", "late", period=day),
        claim("2", "reached", period=day),
        figure("2", "2025", "reached"),
        claim("3", "early figure", period=day),
        figure("2", "2025-06", "early figure"),
        claim("4", "not yet", period="by:2026"),
        claim("5", "forecast only", period=day),
        claim("5", "forecast only", period="2025", kind=Kind.FORECAST),
    )
    overdue = pages.store.ledger(overdue_on=date(2026, 3, 1))
    assert keys(overdue) == {"late", "early figure", "forecast only"}
    assert keys(pages.store.ledger(overdue_on=date(2025, 12, 31))) == set()


def test_a_long_ledger_is_read_in_parts(pages):
    """Each series once, and no more than asked for."""
    claims = [claim(str(n), f"indicator {n}") for n in range(450)]
    pages.say("a", *claims)
    entries = list(pages.store.ledger())
    assert len(entries) == 450
    assert keys(entries) == {each.indicator_key for each in claims}
    assert list(pages.store.ledger(limit=250)) == entries[:250]
    assert list(pages.store.ledger(limit=0)) == []
    assert next(pages.store.ledger()) == entries[0]


def test_a_series_is_found_by_its_number_its_key_or_its_words(pages):
    """A key that looks like a number comes first; unknown ones are none."""
    pages.say("a", claim(), claim("1", "schools", language="zh", native="学校"))
    store = pages.store
    output = store.series(OUTPUT)
    assert (output.key, output.indicator) == (OUTPUT, "the output of the district")
    assert output.names == (("en", "the output of the district"),)
    assert store.series(str(output.id)) == output
    assert store.series("999") is store.series("9" * 30) is store.series("²") is None
    assert store.series("nothing") is None
    assert store.find_series(["OUTPUT", "yangpu"]) == (output,)
    assert [each.indicator_key for each in store.find_series(["学校"])] == ["schools"]
    assert store.find_series(["output"], place="pudong") == ()
    assert len(store.find_series([], limit=1)) == 1


def test_the_history_of_a_series_is_every_point_by_its_day(pages):
    """With all who say or said it, whoever speaks first first."""
    pages.say("a", figure("5", "2024"), figure("6", "2025"))
    pages.say("b", figure("5", "2024", quote="five"))
    pages.say("a", figure("6", "2025"))
    add(pages.store, "seed", [claim("9", period="by:2030"), figure("5", "2024", quote="seed")])
    [series] = pages.store.find_series(["output"])
    old, new, aim = pages.store.history(series.id)
    assert [each.stands_on.year for each in (old, new, aim)] == [2024, 2025, 2030]
    assert [each.statement.claim.quote for each in old.witnesses][:2] == ["seed", "five"]
    assert old.claim.quote == "seed"
    assert [each.gone_at for each in old.witnesses] == [None, None, later(3)]
    assert (old.first_seen, old.last_seen) == (NOW, later(2))
    assert all(each.statement.point == old.id for each in old.witnesses)
    assert pages.store.history(999) == ()


def test_a_sighting_tells_how_a_statement_stands(pages):
    """Stated, not stated, not read and page gone are different answers; that a page is gone is
    said of one that two looks, an hour apart, did not find.
    """
    for name in ("stated", "dropped", "broken", "gone", "moved", "missing once"):
        pages.say(name, claim())
    pages.say("dropped", claim("1", "schools"))
    seen = pages.look("stated", CheckState.UNCHANGED)
    broken = pages.look("broken", CheckState.BLOCKED)
    pages.look("broken", CheckState.ERROR)
    gone = pages.look("gone", CheckState.GONE)
    moved = pages.look("moved", CheckState.MOVED)
    pages.minute += 60
    pages.look("gone", CheckState.GONE)
    pages.look("moved", CheckState.MOVED)
    once = pages.look("missing once", CheckState.GONE)
    add(pages.store, "seed", [claim()], url=None)
    found = pages.store.sightings([OUTPUT, "nothing|said|of|this"])
    assert found["nothing|said|of|this"] == ()
    told = {
        each.statement.url and each.statement.url.rsplit("/")[-1]: each for each in found[OUTPUT]
    }
    assert {name: each.presence for name, each in told.items()} == {
        None: Presence.STATED,
        "stated": Presence.STATED,
        "dropped": Presence.NOT_STATED,
        "broken": Presence.NOT_READ,
        "gone": Presence.PAGE_GONE,
        "moved": Presence.PAGE_GONE,
        "missing once": Presence.NOT_READ,
    }
    since = {name: each.since for name, each in told.items()}
    assert since == {
        None: None,
        "stated": None,
        "dropped": later(7),
        "broken": broken,
        "gone": gone,
        "moved": moved,
        "missing once": once,
    }
    assert told["stated"].last_seen == seen and told["broken"].last_seen == later(3)
    assert told[None].statement.seed


def test_a_page_that_comes_back_is_stated_again(pages):
    """And when it was not read is told from the last time it was."""
    pages.say("a", claim())
    pages.look("a", CheckState.ERROR)
    pages.look("a", CheckState.UNCHANGED)
    again = pages.look("a", CheckState.ERROR)
    [said] = pages.store.sightings([OUTPUT])[OUTPUT]
    assert (said.presence, said.since, said.last_seen) == (Presence.NOT_READ, again, later(3))


def test_the_corpus_says_what_its_newest_versions_say(pages):
    """With the points they are; of one document, or of all."""
    over = replace(claim(), quantity=Quantity(claim().quantity.value, "CNY", Bound.OVER))
    add(pages.store, "old", [claim("1")])
    add(pages.store, "new", [claim(), over, claim("2", rules=(PROPOSED,))])
    add(pages.store, "other", [claim()], "other.md")
    pages.say("a", claim("7"))
    said = pages.store.seed_statements()
    assert [each.claim for each in said] == [
        claim(),
        over,
        claim("2", rules=(PROPOSED,)),
        claim(),
    ]
    assert said[0].point == said[3].point and said[1].point not in (None, said[0].point)
    assert said[2].point is None
    assert all(each.seed for each in said)
    [_, document] = pages.store.documents()
    [one] = pages.store.seed_statements(document.id)
    assert one.version == document.version.id

import threading
from dataclasses import replace

import pytest
from sqlalchemy import event

from model import Kind
from storage.engine import reading
from storage.known import _meeting
from storage.points import CHUNK
from tests.storage.samples import NOW, URL, article, capture, claim, later, ready, version_look


def add(store, text, claims, origin="seed.md", reader="r1", **fields):
    return store.add_document(
        article(text, **fields), claims, origin=origin, now=NOW, extractor="e1", reader=reader
    )


def values(statements):
    return [str(int(each.claim.quantity.value)) for each in statements]


def test_only_what_is_said_now_is_met(store):
    """Each page's newest version and the corpus speak; what they said before does not."""
    run, page = ready(store)
    first = store.record(version_look(run, page, "one", [claim("1")]), NOW).version
    store.record(version_look(run, page, "two", [claim("2")], before=first), NOW)
    add(store, "seed", [claim("3"), claim("4", "schools")])
    add(store, "seed, mended", [claim("5")])
    series = claim().series
    assert values(store.known([series])) == ["2", "5"]
    assert values(store.claims()) == ["2", "5"]
    assert values(store.claims(current=False)) == ["1", "2", "3", "4", "5"]
    assert store.known([]) == ()
    assert store.known(["nothing|said|of|this"]) == ()


def test_a_statement_names_its_article(store):
    """Of a page: its source and address. Of the corpus: a seed, with its own address."""
    run, page = ready(store)
    version = store.record(version_look(run, page, "one", [claim()]), NOW).version
    seed, _ = add(store, "seed", [claim()], url="https://elsewhere.example/", publisher=None)
    mine, known = store.claims()
    assert mine.claim == known.claim == claim()
    assert (mine.title, mine.url, mine.source) == ("Plan", page.url, "yangpu")
    assert (mine.version, mine.seed, mine.captured_at) == (version, False, NOW)
    assert (mine.publisher, mine.published) == ("The Bureau", "2026-02-28")
    assert (known.seed, known.version, known.source) == (True, seed.id, None)
    assert (known.url, known.publisher) == ("https://elsewhere.example/", None)


def test_a_page_that_names_no_publisher_has_its_source_s(store):
    """The evidence always says who spoke, where we know."""
    run, page = ready(store)
    look = version_look(run, page, "one", [claim()])
    store.record(replace(look, article=article("one", publisher=None)), NOW)
    [mine] = store.claims()
    assert mine.publisher == "yangpu government"


def test_what_is_known_is_found_by_indexes(store):
    """Meeting the known reads no table from end to end."""
    if store._engine.dialect.name != "sqlite":
        pytest.skip("the plan is read as SQLite tells it")
    add(store, "seed", [claim()])

    def explain(connection, cursor, statement, parameters, context, many):
        told = "EXPLAIN QUERY PLAN " if statement.startswith("SELECT claim.id") else ""
        return told + statement, parameters

    asked = {"besides": 0, "most": 64, "its_series": 1}
    with reading(store._engine) as connection:
        event.listen(store._engine, "before_cursor_execute", explain, retval=True)
        rows = connection.execute(_meeting(False), asked).cursor.fetchall()
        event.remove(store._engine, "before_cursor_execute", explain)
    plan = [row[3] for row in rows]
    assert any("ix_point_met" in step for step in plan)
    assert any("COVERING INDEX ix_witness_met" in step for step in plan)
    # What is scanned are the few points that were found.
    assert not any(step.startswith("SCAN") and "anon" not in step for step in plan)


def test_claims_are_listed_by_what_they_say(store):
    """Place and a part of the indicator in either case, and kind."""
    school = claim("1", "Primary Schools", unit="school", place="Pudong", kind=Kind.FIGURE)
    energy = claim("2", "öffentliche ÉNERGIE 100%_", place="杨浦")
    add(store, "seed", [school, energy])
    assert values(store.claims(place="pudong")) == ["1"]
    assert values(store.claims(place="杨浦")) == ["2"]
    assert values(store.claims(indicator="SCHOOLS")) == ["1"]
    assert values(store.claims(indicator="énergie 100%_")) == ["2"]
    assert values(store.claims(indicator="1000_")) == []
    assert values(store.claims(kind=Kind.FIGURE)) == ["1"]


def test_claims_are_listed_by_where_and_when(store):
    """Source, address, time of capture and run."""
    run, page = ready(store)
    store.record(version_look(run, page, "one", [claim("1")]), NOW)
    second = store.start_run("test", ["yangpu"], NOW, "host:1").id
    other = store.ensure_page(URL + "/2", "yangpu", page.kind, NOW)
    look = version_look(second, other, "two", [claim("2")])
    store.record(replace(look, capture=capture(captured_at=later(9))), NOW)
    add(store, "seed", [claim("3")], url="https://elsewhere.example/")
    assert values(store.claims(source="yangpu")) == ["1", "2"]
    assert values(store.claims(url=other.url)) == ["2"]
    assert values(store.claims(url="https://elsewhere.example/")) == ["3"]
    assert values(store.claims(since=later(9))) == ["2"]
    assert values(store.claims(run=run)) == ["1"]
    assert values(store.claims(run=second)) == ["2"]


def test_a_listing_may_be_left_half_read(store):
    """Writers go on while someone reads, and a reader that goes away holds nothing."""
    run, page = ready(store)
    add(store, "seed", [claim(str(n), f"indicator {n}") for n in range(2 * CHUNK)])
    for n in range(20):
        listing = store.claims()
        assert next(listing).seed
        store.ensure_page(f"{URL}/{n}", "yangpu", page.kind, NOW)
        del listing
    writer = threading.Thread(target=store.start_run, args=("test", [], NOW, "host:1"))
    writer.start()
    writer.join(20)
    assert not writer.is_alive()
    assert run == 1 or store.last_run().id > run


def test_a_better_reader_makes_a_new_reading(store):
    """The same text read by a new reader keeps its version and gets the new claims."""
    first, is_new = add(store, "seed", [claim("1")])
    again, is_new_again = add(store, "seed", [claim("2")], reader="r2")
    assert (is_new, is_new_again) == (True, False)
    assert again.id == first.id
    assert again.claims == (claim("2"),)
    assert values(store.known([claim().series])) == ["2"]

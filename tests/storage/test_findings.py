import multiprocessing

import pytest
from sqlalchemy import select

from model import Finding, PageKind, Relation, Statement
from storage import open_store
from storage.engine import reading
from storage.tables import finding, finding_witness, point, series, witness
from tests.storage.conftest import NO_POSTGRESQL, POSTGRESQL
from tests.storage.samples import NOW, URL, article, claim, ready, source, version_look

OLD, NEW = claim("3E+11"), claim("3.5E+11", quote="350 billion yuan")
SERIES = OLD.series


def seed(store, *claims):
    store.add_document(
        article("seed", url=None), claims, origin="seed.md", now=NOW, extractor="e1", reader="r1"
    )


def raised(store, new=NEW, relation=Relation.RAISES, **fields):
    [old] = [each for each in store.known([new.series]) if each.claim.quantity == OLD.quantity]
    return Finding(relation, Statement(new, "Plan"), old, **fields)


def say(store, name, *findings, before=None, text="one"):
    run = store.last_run().id
    page = store.ensure_page(f"{URL}/{name}", "yangpu", PageKind.ARTICLE, NOW)
    claims = [each.claim.claim for each in findings]
    look = version_look(run, page, f"{name} {text}", claims, before=before, findings=findings)
    return store.record(look, NOW)


def count(store, table):
    with reading(store._engine) as connection:
        return len(connection.execute(select(table)).all())


@pytest.fixture
def known(store):
    ready(store)
    seed(store, OLD)
    return store


def test_what_several_pages_say_is_one_finding(known):
    """The first page's is kept; each other page is a witness of it, once."""
    say(known, "a", raised(known))
    other = claim("3500E+8", quote="3500亿元", language="zh")
    first = say(known, "b", raised(known, other)).version
    say(known, "b", raised(known, other), before=first, text="two")
    say(known, "c", raised(known))
    [found] = known.findings()
    assert found.finding.claim.url == f"{URL}/a"
    assert [each.url for each in found.witnesses] == [f"{URL}/b", f"{URL}/c"]
    assert found.witnesses[0].claim.quote == "3500亿元"
    assert count(known, finding_witness) == 2


def test_a_page_that_says_it_again_is_no_witness_of_itself(known):
    """Nor is it found twice."""
    first = say(known, "a", raised(known)).version
    say(known, "a", raised(known), before=first, text="two")
    [found] = known.findings()
    assert found.witnesses == ()


def test_another_relation_or_another_point_is_another_finding(known):
    """To raise is not to contradict, and 350 by 2030 is not 350 by 2025."""
    later = claim("3.5E+11", period="by:2030")
    say(known, "a", raised(known), raised(known, relation=Relation.CONTRADICTS))
    say(known, "b", raised(known, later))
    assert len(known.findings()) == 3


def test_one_look_finds_a_thing_once(known):
    """Two mentions of one thing in one text are one finding."""
    say(known, "a", raised(known), raised(known, claim("350E+9", quote="RMB 350bn")))
    [found] = known.findings()
    assert found.finding.claim.claim == NEW


def test_a_series_is_new_once(store):
    """Whichever page brings it, with whatever figure."""
    ready(store)
    for name, value in (("a", "1"), ("b", "2")):
        new = Finding(Relation.NEW_SERIES, Statement(claim(value), "Plan"), None)
        say(store, name, new)
    [found] = store.findings()
    assert found.finding.claim.url == f"{URL}/a"
    assert [each.url for each in found.witnesses] == [f"{URL}/b"]


def test_the_witnesses_of_a_text_are_kept_as_they_were(known):
    """What else the text said of it comes back with the finding."""
    about = Statement(claim("3.5E+11", quote="about 350"), "Plan")
    say(known, "a", raised(known, witnesses=(about,)))
    [found] = known.findings()
    assert [each.claim for each in found.finding.witnesses] == [about.claim]
    assert found.witnesses == found.finding.witnesses


def test_who_says_the_new_point_is_told_though_it_found_nothing(known):
    """A document of the corpus, or a page that only restated it, is a witness too."""
    say(known, "a", raised(known))
    known.add_document(
        article("mine", url="https://else.example/"),
        [NEW],
        origin="mine.md",
        now=NOW,
        extractor="e1",
        reader="r1",
    )
    restated = Finding(Relation.RESTATES, Statement(NEW, "Plan"), known.known([SERIES])[-1])
    say(known, "b", restated)
    found, _ = known.findings()
    told = {(each.url, each.seed) for each in found.witnesses}
    assert told == {("https://else.example/", True), (f"{URL}/b", False)}


def test_a_finding_without_points_is_stored_as_it_is(store):
    """One whose claims the ledger does not hold is nobody's witness."""
    ready(store)
    foreign = Finding(Relation.RAISES, Statement(NEW, "Plan"), Statement(OLD, "Elsewhere"))
    for name in ("a", "b"):
        say(store, name, foreign)
    assert len(store.findings()) == 2


def _enter(url, name, ready_to_go):
    with open_store(url) as store:
        claims = [claim(str(n), f"indicator {n}") for n in range(200)]
        # Each in another order: who sorts nothing waits for the other, who waits for us.
        claims = claims if name == "a" else claims[::-1]
        found = [
            Finding(Relation.NEW_SERIES, Statement(each, "Plan"), None) for each in claims[:50]
        ]
        page = store.ensure_page(f"{URL}/{name}", "yangpu", PageKind.ARTICLE, NOW)
        look = version_look(1, page, name, claims, findings=found)
        ready_to_go.wait()
        store.record(look, NOW)


def test_processes_that_enter_the_same_series_at_once_make_them_once(url):
    """Four processes with the same new claims: all succeed, and nothing is there twice."""
    if not POSTGRESQL and url.startswith("postgresql"):
        pytest.skip(NO_POSTGRESQL)
    with open_store(url) as store:
        store.sync_sources([source()], NOW)
        store.start_run("test", ["yangpu"], NOW, "host:1")
        method = multiprocessing.get_context("spawn")
        barrier = method.Barrier(4)
        processes = [
            method.Process(target=_enter, args=(url, name, barrier))
            for name in ("a", "b", "c", "d")
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join(120)
        assert [process.exitcode for process in processes] == [0] * 4
        assert (count(store, series), count(store, point)) == (200, 200)
        assert count(store, witness) == 800
        # The last 50 in one order are the first 50 of none in the other.
        assert count(store, finding) == 100
        assert count(store, finding_witness) == 100

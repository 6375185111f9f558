from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event, select

from model import Bound, CheckState, Kind, Measure, Quantity
from model.claim import PROPOSED
from storage.engine import reading, writing
from storage.points import CHUNK
from storage.tables import point, witness
from storage.tables import series as series_table
from storage.witnesses import rebuild
from tests.storage.samples import (
    NOW,
    URL,
    article,
    capture,
    claim,
    later,
    quiet_look,
    ready,
    version_look,
)

SERIES = claim().series


def add(store, text, claims, origin="seed.md", **fields):
    version, _ = store.add_document(
        article(text, **fields), claims, origin=origin, now=NOW, extractor="e1", reader="r1"
    )
    return version


class Pages:
    """Pages that say things, one version after another."""

    def __init__(self, store):
        self.store = store
        self.run, self.first = ready(store)
        self.latest = {}
        self.minute = 0

    def page(self, name):
        return self.store.ensure_page(f"{URL}/{name}", "yangpu", self.first.kind, NOW)

    def say(self, name, *claims, published=date(2026, 2, 28)):
        self.minute += 1
        page, at = self.page(name), later(self.minute)
        text = f"{name} {self.minute}"
        look = version_look(self.run, page, text, claims, before=self.latest.get(name))
        look = replace(
            look,
            article=article(text, published=published, url=page.url),
            capture=capture(text.encode(), captured_at=at),
            check=replace(look.check, at=at),
        )
        self.latest[name] = self.store.record(look, at).version
        return page

    def look(self, name, state):
        self.minute += 1
        look = quiet_look(self.run, self.page(name), state)
        at = later(self.minute)
        self.store.record(replace(look, check=replace(look.check, at=at)), at)
        return at


@pytest.fixture
def pages(store):
    return Pages(store)


def values(statements):
    return sorted(str(each.claim.quantity.value.normalize()) for each in statements)


def rows(store, table):
    with reading(store._engine) as connection:
        return connection.execute(select(table).order_by(table.c.id)).mappings().all()


def money(value, unit="CNY", **fields):
    return claim(value, unit=unit, **fields)


def area(value, unit, **fields):
    return claim(value, "built area", unit=unit, **fields)


Q = Quantity
SAME = [
    (claim("3E+11"), claim("300000000000.0", quote="3000亿元", language="zh")),
    (area("43", "km2"), area("4300", "hectare")),
    (area("1", "mu"), area("1", "mu", period="by:2025-12")),
    (claim(period="by:2025"), claim(period="2025")),
    (claim(period="by:2025"), claim(period="2025-12-31")),
    (claim(period="2025-Q1", kind=Kind.FIGURE), claim(period="2025-01/2025-03", kind=Kind.FIGURE)),
    (
        replace(claim(), quantity=Q(claim().quantity.value, "CNY", Bound.OVER)),
        replace(claim(), quantity=Q(claim().quantity.value, "CNY", Bound.AT_LEAST)),
    ),
    (
        replace(claim(), quantity=Q(claim().quantity.value, "CNY", Bound.UNDER)),
        replace(claim(), quantity=Q(claim().quantity.value, "CNY", Bound.AT_MOST)),
    ),
    (claim("1E+999999"), claim("10E+999998")),
]
OTHER = [
    (claim("3E+11"), claim("3.5E+11")),
    (claim(kind=Kind.FIGURE), claim(kind=Kind.TARGET)),
    (claim(kind=Kind.FIGURE), claim(kind=Kind.FORECAST)),
    (claim(period="by:2025"), claim(period="by:2026")),
    (claim(period="by:2025"), claim(period="2025-Q4")),
    (claim(period="2025", kind=Kind.FIGURE), claim(period="2025-12-31", kind=Kind.FIGURE)),
    (claim(period="2025"), claim(period=None)),
    (claim(place="Yangpu"), claim(place="Pudong")),
    (claim(unit="CNY"), claim(unit="USD")),
    (claim(), replace(claim(), quantity=Q(claim().quantity.value, "CNY", Bound.OVER))),
    (claim(), replace(claim(), quantity=Q(claim().quantity.value, "CNY", Bound.ABOUT))),
    (
        replace(claim(), quantity=Q(claim().quantity.value, "CNY", Bound.OVER)),
        replace(claim(), quantity=Q(claim().quantity.value, "CNY", Bound.UNDER)),
    ),
    (claim(), claim(measure=Measure.GROWTH)),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_says_the_same_is_one_point(pages, one, other):
    """In other words, units, languages and forms of the period: one point with two witnesses."""
    pages.say("a", one)
    pages.say("b", other)
    assert len(rows(pages.store, point)) == 1
    assert len(rows(pages.store, witness)) == 2


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_says_something_else_is_another_point(pages, one, other):
    """Another amount, kind, time, place, currency, bound or measure."""
    pages.say("a", one)
    pages.say("b", other)
    assert len(rows(pages.store, point)) == 2


def test_a_point_stands_on_the_last_day_it_speaks_of(pages):
    """The end of its period; without one, the day of the article, else of the capture."""
    pages.say("a", claim(period="by:2025"), claim("1", "b", period="2024-Q1"))
    pages.say("b", claim("2", "c", period=None), published=date(2024, 5, 6))
    pages.say("c", claim("3", "d", period=None), published=None)
    days = [row["stands_on"] for row in sorted(rows(pages.store, point), key=lambda r: r["value"])]
    assert days == [date(2024, 3, 31), date(2024, 5, 6), NOW.date(), date(2025, 12, 31)]


def test_a_series_is_called_by_the_names_of_its_languages(pages):
    """The first name in each; English speaks for itself, others by their own words."""
    chinese = claim(language="zh", native="产值", indicator_key="output")
    pages.say("a", claim())
    pages.say("b", chinese, replace(chinese, native="总产值", period="by:2030"))
    pages.say("c", claim("1", "schools", language="zh"))
    names = [row["names"] for row in rows(pages.store, series_table)]
    assert names == [[["en", "the output of the district"], ["zh", "产值"]], []]


def test_a_page_witnesses_from_when_to_when(pages):
    """First seen, last seen, no longer said, said again: each look that read the page tells."""
    pages.say("a", claim(), claim("7", "schools"))
    pages.say("a", claim(quote="three hundred billion"))
    stays, gone = rows(pages.store, witness)
    assert (stays["first_seen_at"], stays["last_seen_at"]) == (later(1), later(2))
    assert stays["gone_at"] is None and stays["first_claim_id"] < stays["claim_id"]
    assert (gone["last_seen_at"], gone["gone_at"]) == (later(1), later(2))
    pages.say("a", claim(), claim("7", "schools"))
    assert [row["gone_at"] for row in rows(pages.store, witness)] == [None, None]
    back = rows(pages.store, witness)[1]
    assert (back["first_seen_at"], back["last_seen_at"]) == (later(1), later(3))


def test_an_unchanged_page_costs_nothing_beyond_its_row(pages):
    """Looks that found nothing new write no row of the ledger, and do not read it."""
    pages.say("a", claim())
    asked = []
    event.listen(pages.store._engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    seen = pages.look("a", CheckState.UNCHANGED)
    assert asked
    assert not any(word in each for each in asked for word in ("witness", "point", "series"))
    [said] = pages.store.sightings([SERIES])[SERIES]
    assert said.last_seen == seen


def test_what_a_second_reader_proposed_is_not_entered(pages):
    """The ledger holds what was read."""
    pages.say("a", claim(rules=(PROPOSED,)))
    assert rows(pages.store, point) == rows(pages.store, series_table) == []


def test_the_longest_sentence_stands_for_what_is_said_twice(pages):
    """A title and its text are one witness, quoted from the text."""
    short, long = claim(sentence="300 bn by 2025"), claim(quote="CNY 300 billion")
    pages.say("a", short, long, short)
    [known] = pages.store.known([SERIES])
    assert known.claim == long


def test_a_thousand_claims_enter_in_few_statements(pages):
    """A version asks the database no more often for a thousand claims than its rows need."""
    claims = [claim(str(n), f"indicator {n}") for n in range(1000)]
    asked = []
    event.listen(pages.store._engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    pages.say("a", *claims)
    assert len(rows(pages.store, witness)) == 1000
    assert len(asked) < 60


# ---- what a claim meets -------------------------------------------------------------------------


def test_one_statement_is_met_for_each_point(pages):
    """However many pages say it: the newest speaks, with its point."""
    pages.say("a", claim())
    newest = pages.say("b", claim(quote="RMB 300 billion"))
    pages.say("c", claim("4E+11", period="by:2030"))
    known = pages.store.known([SERIES])
    assert values(known) == ["3E+11", "4E+11"]
    assert [each.point for each in known] == sorted(each["id"] for each in rows(pages.store, point))
    [one] = [each for each in known if each.point == 1]
    assert (one.url, one.claim.quote, one.source) == (newest.url, "RMB 300 billion", "yangpu")
    assert pages.store.known([]) == pages.store.known(["nothing|said|of|this"]) == ()


def test_the_corpus_speaks_before_pages_and_the_user_s_before_the_shipped(pages):
    """Whatever was said last."""
    add(pages.store, "mine", [claim(quote="mine")], "/home/me/mine.md")
    add(pages.store, "theirs", [claim(quote="theirs"), claim("5", "b")], "shipped/seed.md")
    pages.say("a", claim(quote="page"), claim("5", "b", quote="page"))
    [one] = pages.store.known([SERIES])
    assert (one.claim.quote, one.seed, one.source) == ("mine", True, None)
    [other] = pages.store.known([claim("5", "b").series])
    assert other.seed and other.claim.quote != "page"


def test_a_page_does_not_meet_itself(pages):
    """What only the page says is not known besides it; what another says too is."""
    page = pages.say("a", claim(), claim("4E+11", period="by:2030"))
    other = pages.say("b", claim())
    assert [each.url for each in pages.store.known([SERIES], besides_page=page.id)] == [other.url]
    assert values(pages.store.known([SERIES], besides_page=other.id)) == ["3E+11", "4E+11"]


def test_the_newest_are_met_and_all_of_the_corpus(pages):
    """Of aims and of reports the newest each, of the corpus everything."""
    years = range(2001, 2011)
    aims = [claim(str(y), period=f"by:{y}") for y in years]
    reports = [claim(str(y), period=f"{y}", kind=Kind.FIGURE) for y in years]
    pages.say("a", *aims, *reports)
    add(pages.store, "seed", [aims[0], reports[1]])
    known = pages.store.known([SERIES], limit=2)
    assert values(known) == ["2.01E+3", "2.01E+3", "2001", "2002", "2009", "2009"]
    assert values(pages.store.known([SERIES], limit=2, seeds_only=True)) == ["2001", "2002"]
    assert len(pages.store.known([SERIES])) == 20


def test_the_corpus_is_known_at_a_place_by_any_name(pages):
    """A claim may speak of a seed by another name: all that the corpus says of its place is met,
    and nothing that only pages say.
    """
    add(pages.store, "seed", [claim(indicator_key="gdp"), claim(place="Baoshan")])
    pages.say("a", claim(indicator_key="exports"))
    known = pages.store.known(["nothing"], places={claim().place})
    assert [each.claim.indicator_key for each in known] == ["gdp"]
    assert pages.store.known(["nothing"]) == ()


def test_what_a_page_says_no_longer_is_known_unless_it_took_it_back(pages):
    """Last month's figure was true; the amount that another replaced is no longer said to be."""
    may = claim("5", kind=Kind.FIGURE, period="2025-05")
    june = claim("6", kind=Kind.FIGURE, period="2025-06")
    pages.say("a", may, claim("3E+11"))
    pages.say("a", june, claim("3.5E+11"))
    assert values(pages.store.known([SERIES])) == ["3.5E+11", "5", "6"]
    pages.say("a", june, claim("3E+11"))
    assert values(pages.store.known([SERIES])) == ["3E+11", "5", "6"]


def test_what_another_page_still_says_stays_known(pages):
    """One that took it back does not speak for the others."""
    pages.say("a", claim())
    other = pages.say("b", claim())
    pages.say("a", claim("3.5E+11"))
    assert values(pages.store.known([SERIES])) == ["3.5E+11", "3E+11"]
    assert values(pages.store.known([SERIES], besides_page=other.id)) == ["3.5E+11"]


def test_a_document_that_was_mended_says_only_what_it_says_now(pages):
    """The corpus is what its documents read today."""
    add(pages.store, "one", [claim("1"), claim("2", "schools")])
    add(pages.store, "two", [claim("3")])
    assert values(pages.store.known([SERIES, claim("2", "schools").series])) == ["3"]
    pages.say("a", claim("1"))
    assert [each.seed for each in pages.store.known([SERIES])] == [False, True]
    assert [row["seed"] for row in rows(pages.store, point)] == [False, False, True]


def test_more_series_than_one_statement_takes_are_met(pages):
    """Each is answered once."""
    claims = [claim(str(n), f"indicator {n}") for n in range(CHUNK + 50)]
    add(pages.store, "seed", claims)
    wanted = {each.series for each in claims} | {f"unknown {n}" for n in range(5_000)}
    found = pages.store.known(wanted)
    assert {each.claim for each in found} == set(claims) and len(found) == len(claims)


# ---- made anew ----------------------------------------------------------------------------------


def told(store):
    return [
        {name: row[name] for name in row if name != "id"}
        for row in sorted(
            rows(store, witness), key=lambda row: (row["page_id"] or 0, row["point_id"])
        )
    ]


def test_the_ledger_made_anew_is_the_ledger(pages):
    """From the readings alone come the same witnesses, for a page, a document or everything."""
    page = pages.say("a", claim(), claim("7", "schools"))
    pages.say("a", claim("3.5E+11"), claim("7", "schools"))
    pages.say("b", claim("7", "schools"))
    pages.say("a", claim())
    version = add(pages.store, "seed", [claim(), claim("1", "b")])
    add(pages.store, "mended", [claim()])
    [document] = pages.store.documents()
    before, points = told(pages.store), rows(pages.store, point)
    for what in ({"page_id": page.id}, {"document_id": document.id}, {}, {}):
        with writing(pages.store._engine) as connection:
            rebuild(connection, **what)
        assert told(pages.store) == before
        assert rows(pages.store, point) == points
    assert version.seq == 1


def test_a_point_that_nobody_says_any_more_is_never_met(pages):
    """A reader's mistake leaves the ledger with the reader."""
    page = pages.say("a", claim())
    with writing(pages.store._engine) as connection:
        connection.exec_driver_sql("UPDATE claim SET value = '4'")
        rebuild(connection, page_id=page.id)
    assert len(rows(pages.store, point)) == 2
    assert values(pages.store.known([SERIES])) == ["4"]
    [series] = pages.store.find_series(["output"])
    assert len(pages.store.history(series.id)) == 1

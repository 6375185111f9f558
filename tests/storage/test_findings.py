"""One finding for all pages that say the same, and none of them hides it from a person."""

from dataclasses import replace

import pytest

from model import Finding, Notice, PageKind, Relation, Statement
from tests.storage.samples import NOW, claim, later, source, version_look

KNOWN, NEW = claim("3E+11"), claim("3.5E+11")


@pytest.fixture
def pages(store):
    """A run with the pages of three sources; the first said 300."""
    slugs = ("plan", "news", "portal")
    store.sync_sources([source(slug) for slug in slugs], NOW)
    run = store.start_run("test", slugs, NOW, "host:1").id
    made = [
        store.ensure_page(f"https://{slug}.example/1", slug, PageKind.ARTICLE, NOW)
        for slug in slugs
    ]
    store.record(version_look(run, made[0], "300", [KNOWN]), NOW)
    return run, made


def find(store, run, page, notice, minutes):
    """The page says 350, which raises the 300; its source's condition gives the notice."""
    plan = Statement(KNOWN, "Plan", "https://plan.example/1")
    found = Finding(Relation.RAISES, Statement(NEW, "Report", page.url), plan, notice=notice,
                    condition=f"say-{notice}")  # fmt: skip
    look = version_look(run, page, f"350 at {page.url}", [NEW], findings=[found])
    store.record(replace(look, check=replace(look.check, at=later(minutes))), later(minutes))


def told(store):
    return [(each.source, each.finding.notice) for each in store.findings()]


@pytest.mark.parametrize("second", [Notice.NOW, Notice.DIGEST, Notice.NONE])
def test_another_page_that_says_the_same_is_a_witness(store, pages, second):
    """What a person was told at once is not told again, whatever the other page's condition."""
    run, (_, news, portal) = pages
    find(store, run, news, Notice.NOW, 1)
    find(store, run, portal, second, 2)
    assert told(store) == [("news", Notice.NOW)]
    (only,) = store.findings()
    assert portal.url in {each.url for each in only.witnesses}


@pytest.mark.parametrize(
    ("first", "second"),
    [(Notice.NONE, Notice.NOW), (Notice.NONE, Notice.DIGEST), (Notice.DIGEST, Notice.NOW)],
)
def test_a_page_that_is_told_sooner_makes_a_finding_of_its_own(store, pages, first, second):
    """A source that nobody is told of does not hide what a source says that one is told of."""
    run, (plan, news, portal) = pages
    find(store, run, news, first, 1)
    find(store, run, portal, second, 2)
    assert told(store) == [("news", first), ("portal", second)]
    assert [each.finding.condition for each in store.findings()] == [
        f"say-{first}",
        f"say-{second}",
    ]
    # The one that was told is the one that others are witnesses of from now on.
    third = store.ensure_page("https://portal.example/2", "portal", PageKind.ARTICLE, NOW)
    find(store, run, third, second, 3)
    assert told(store) == [("news", first), ("portal", second)]
    assert third.url in {each.url for each in store.findings()[1].witnesses}
    assert plan.url not in {each.finding.claim.url for each in store.findings()}

import json
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import (
    Article,
    Bound,
    Change,
    ChangeKind,
    ChangeState,
    Claim,
    Direction,
    Finding,
    Kind,
    Measure,
    Quantity,
    Relation,
    Span,
    Statement,
)
from storage import open_store
from storage.claim_rows import claim_fields, claim_of, statement_fields, statement_of
from tests.storage.samples import NOW, claim, quiet_look, ready, version_look

words = st.text(max_size=20)
numbers = st.decimals(allow_nan=False, allow_infinity=False)
quantities = st.builds(Quantity, numbers, words, st.sampled_from(Bound), st.none() | numbers)
small = st.integers(0, 10_000)
claims = st.builds(
    Claim,
    quantity=quantities,
    kind=st.sampled_from(Kind),
    measure=st.sampled_from(Measure),
    indicator=words,
    indicator_key=words,
    place=st.none() | words,
    period=st.none() | words,
    quote=words,
    span=st.builds(Span, small, small),
    sentence=words,
    sentence_start=small,
    language=words,
    converted=st.lists(quantities, max_size=2).map(tuple),
    confidence=st.floats(0, 1),
    rules=st.lists(words, max_size=3).map(tuple),
)


@given(claims)
def test_a_claim_survives_as_fields_and_as_json(each):
    """A claim is the same after its fields, and after their JSON."""
    assert claim_of(claim_fields(each)) == each
    assert claim_of(json.loads(json.dumps(claim_fields(each)))) == each


@given(st.builds(Statement, claim=claims, title=words, url=st.none() | words, seed=st.booleans()))
def test_a_statement_survives_as_json(each):
    """A statement is the same after its JSON."""
    assert statement_of(json.loads(json.dumps(statement_fields(each)))) == each


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(claims, max_size=5), st.text(max_size=200), words)
def test_a_version_survives_the_database(url, found, text, title):
    """Article and claims come back equal, in order, whatever characters they hold."""
    with open_store(url) as store:
        run, page = ready(store)
        before = store.latest_version(page.id)
        look = version_look(run, page, text, found, before=before.id if before else None)
        article = Article(text, title, "zh", title, None, None, date(2026, 1, 2), None)
        store.record(replace(look, article=article), NOW)
        version = store.latest_version(page.id)
    assert version.article == article
    assert version.claims == tuple(found)
    assert version.captured_at == NOW
    assert version.capture_sha256 == look.capture.sha256


def test_a_change_and_a_finding_survive_the_database(store):
    """Every field of a change and a finding comes back, with its evidence beside it."""
    run, page = ready(store)
    old, new = claim("3E+11"), claim("3.5E+11")
    first = store.record(version_look(run, page, "old", [old]), NOW)
    known = store.known([old.series])
    change = Change(
        ChangeKind.CHANGED,
        old,
        new,
        ("value", "bound"),
        Direction.RAISED,
        Quantity(new.quantity.value / old.quantity.value - 1, "").value,
        0.9,
        ("a target was raised",),
    )
    finding = Finding(
        Relation.RAISES, Statement(new, "Plan"), known[0], change.relative, 0.8, ("why",)
    )
    look = version_look(
        run, page, "new", [new], before=first.version, changes=[change], findings=[finding]
    )
    second = store.record(look, NOW)
    [recorded], [found] = store.changes(), store.findings()
    assert recorded.change == change
    assert (recorded.run, recorded.source, recorded.url) == (run, "yangpu", page.url)
    assert (recorded.old_version, recorded.new_version) == store.versions(page.id)
    assert (recorded.old_version.id, recorded.new_version.id) == (first.version, second.version)
    assert recorded.new_version.capture_sha256 == look.capture.sha256
    assert found.changes == (recorded.id,)
    assert found.finding.against == known[0]
    assert (found.finding.relative, found.finding.weight) == (change.relative, 0.8)
    assert found.finding.claim.claim == new
    assert found.finding.claim.version == second.version
    assert found.finding.claim.claim_id == store.known([new.series])[-1].claim_id
    assert store.record(quiet_look(run, page), NOW).version is None
    assert change.state is ChangeState.CONFIRMED

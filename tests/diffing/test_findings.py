"""What a new statement is to the known ones of its series."""

# ruff: noqa: E501  # the table reads best with one case on a line

from decimal import Decimal

import pytest

from diffing import find
from model import Relation, Statement
from tests.diffing.claims import claim


def said(
    quote: str,
    value: str,
    unit: str = "CNY",
    *,
    kind: str = "figure",
    period: str | None = "2025",
    published: str | None = None,
    publisher: str | None = "district",
    url: str | None = None,
    seed: bool = False,
    pad: str = "",
    **more: object,
) -> Statement:
    made = claim(f"It is {quote}{pad}.", quote, value, unit, kind=kind, period=period, **more)
    return Statement(made, "title", url, publisher, published, seed=seed)


def target(quote: str, value: str, unit: str = "CNY", **more: object) -> Statement:
    return said(quote, value, unit, kind="target", **more)


RATE = {"measure": "growth", "unit": "percent"}
TABLE = [
    ("restates", target("300", "3e11"), target("over 300", "3e11", bound="over")),
    ("restates", said("7,000", "7000", "firm"), said("nearly 7,000", "7000", "firm", bound="about")),
    ("restates", said("33", "33", "firm"), said("over 30", "30", "firm", bound="over")),
    ("restates", said("24.087", "2.4087e10"), said("24", "2.4e10", period=None)),
    ("restates", said("43 km²", "43", "km2"), said("4,300 ha", "4300", "hectare")),
    ("restates", said("15", "15", "park", period="2022-12-31"), said("15", "15", "park", period="2022")),
    ("updates", said("8,900", "8900", "firm"), said("7,000", "7000", "firm", period="2022-12-31")),
    ("updates", said("7.5", "7.5", period="2023-01/2023-09", **RATE), said("12.7", "12.7", period="2023-H1", **RATE)),
    ("updates", said("800,000", "8e5", "visitor", published="2024-01-06", period=None),
     said("over 550,000", "5.5e5", "visitor", bound="over", published="2023-08-17", period=None)),
    ("revises", said("238.6", "2.386e11"), said("230", "2.3e11", kind="forecast")),
    ("revises", said("5.1", "5.1", published="2025-09-01", **RATE), said("5.3", "5.3", published="2025-02-01", **RATE)),
    ("revises", said("110", "1.1e11", kind="forecast"), said("100", "1e11", kind="forecast")),
    ("contradicts", said("12.1", "12.1", period="2023-H1", publisher="news", **RATE),
     said("12.7", "12.7", period="2023-H1", **RATE)),
    ("contradicts", said("31", "31", "firm", publisher="news"), said("over 33", "33", "firm", bound="over")),
    ("achieves_target", said("312", "3.12e11"), target("over 300", "3e11", bound="over")),
    ("achieves_target", said("4.9", "4.9", measure="share", unit="percent"),
     target("within 5", "5", measure="share", unit="percent", bound="at_most")),
    ("achieves_target", said("-12", "-12", **RATE), target("-10", "-10", **RATE)),
    ("progress_towards_target", said("22", "22", "firm", period="2024-05-23"),
     target("30", "30", "firm", period="by:2025")),
    ("progress_towards_target", said("5.4", "5.4", period="2025-H1", **RATE), target("5", "5", **RATE)),
    ("misses_target", said("4.6", "4.6", **RATE), target("5", "5", **RATE)),
    ("misses_target", said("8,900", "8900", "firm", period="2026-06"), target("10,000", "10000", "firm", period="by:2025")),
    ("raises_target", target("350", "3.5e11", period="by:2027"), target("300", "3e11")),
    ("raises_target", target("350", "3.5e11"), target("300", "3e11")),
    ("lowers_target", target("5", "5", period="2026", **RATE), target("5.5", "5.5", **RATE)),
    ("moves_deadline", target("10,000", "10000", "firm", period="by:2027"), target("10,000", "10000", "firm", period="by:2025")),
    ("updates", target("5", "5", period="2026", **RATE), target("5", "5", **RATE)),
    ("new_series", said("12", "12", "park"), said("12", "12", "hospital")),
    ("new_series", said("12", "12", "park"), said("12", "12", "park", place="Pudong")),
]  # fmt: skip


@pytest.mark.parametrize(("relation", "new", "known"), TABLE)
def test_relations(relation: str, new: Statement, known: Statement) -> None:
    """Each pair has this relation, with its reasons and a weight."""
    found = find([new], [known])
    assert [f.relation for f in found] == [Relation(relation)]
    assert found[0].why
    assert 0 < found[0].weight <= 1


SILENT = [
    (said("7,000", "7000", "firm", period="2020"), said("9,000", "9000", "firm")),  # older
    (said("5", "5", period="2024", **RATE), target("5", "5", period="2026", **RATE)),  # other year
    (said("5", "5", kind="forecast", **RATE), said("5.3", "5.3", **RATE)),  # outlook after result
]


@pytest.mark.parametrize(("new", "known"), SILENT)
def test_nothing_to_tell(new: Statement, known: Statement) -> None:
    """Neither statement says anything about the other."""
    assert find([new], [known]) == ()


def test_the_corpus_comes_first_and_copies_count_once() -> None:
    """Ten pages copied the known target: one finding, against the corpus."""
    seed = target("300", "3e11", seed=True, published="2025-01-08")
    copies = [
        target("300", "3e11", url=f"https://example.org/{n}", published="2025-06-01")
        for n in range(10)
    ]
    found = find([target("350", "3.5e11", period="by:2027")], [*copies, seed])
    assert [(f.relation, f.against) for f in found] == [(Relation.RAISES, seed)]
    assert found[0].relative == Decimal("0.166667")


def test_a_new_statement_said_twice_is_one_finding() -> None:
    """Title and text say it: one finding, with the longer sentence."""
    short = said("312", "3.12e11", url="https://example.org/a")
    long = said("312", "3.12e11", url="https://example.org/a", pad=" for all of the district")
    found = find([short, long], [target("300", "3e11")])
    assert [f.claim for f in found] == [long]


def test_a_figure_meets_figure_and_target() -> None:
    """A figure both updates the last figure and is progress towards the target: two findings."""
    known = [
        said("7,000", "7000", "firm", period="2022-12-31"),
        said("7,600", "7600", "firm", period="2024-05-23"),
        target("10,000", "10000", "firm", period="by:2026"),
    ]
    found = find([said("8,900", "8900", "firm", period="2025-12-31")], known)
    assert {f.relation for f in found} == {Relation.UPDATES, Relation.PROGRESS}
    updated = next(f for f in found if f.relation is Relation.UPDATES)
    assert updated.against == known[1]


def test_a_page_does_not_meet_itself() -> None:
    """What the same page said before is a change of the page, not a finding."""
    page = "https://example.org/a"
    found = find([target("350", "3.5e11", url=page)], [target("300", "3e11", url=page)])
    assert [f.relation for f in found] == [Relation.NEW_SERIES]


def test_a_slip_is_named() -> None:
    """300 million against a known 300 billion is called a likely slip."""
    found = find([target("300 million", "3e8")], [target("300 billion", "3e11", seed=True)])
    assert any("likely slip" in part for part in found[0].why)

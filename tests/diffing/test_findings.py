"""What is told of a new statement that meets the known ones of its series."""

# ruff: noqa: E501  # the table reads best with one case on a line

import re
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diffing import find
from model import Relation, Statement
from tests.diffing.statements import RATE, said, target

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


def test_a_tenth_of_the_way_is_no_slip() -> None:
    """300 homes built of a planned 3,000 are progress, and nobody's slip of the pen."""
    new = said("300", "300", "home", period="2024-06-30")
    (found,) = find([new], [target("3,000", "3000", "home", period="by:2026")])
    assert found.relation is Relation.PROGRESS
    assert "10.0 % of the target" in found.why
    assert not any("slip" in part for part in found.why)


# ---- one point, many witnesses ------------------------------------------------------------------

SEED = target("300", "3e11", seed=True, published="2025-01-08", period="by:2027")
PAGE_A = target(
    "350", "3.5e11", url="https://a.example/1", published="2025-06-01", period="by:2027"
)


def test_the_first_page_tells_the_raise() -> None:
    """A page raises the target of the corpus: one finding, against the corpus."""
    assert told([PAGE_A], [SEED]) == [("raises_target", SEED)]


def test_a_copy_is_a_witness() -> None:
    """Another site, another language, another wording of the raised target: it only restates."""
    copies = [
        target(
            "350", "3.5e11", url="https://b.example/1", published="2025-06-02", period="by:2027"
        ),
        target("3500亿元", "3.5e11", url="https://b.example/2", period="by:2027"),
        target("about 350", "3.5e11", url="https://b.example/3", bound="about", period="by:2027"),
        target("over 350", "3.5e11", url="https://b.example/4", bound="over", period="by:2027"),
    ]
    for copy in copies:
        assert told([copy], [SEED, PAGE_A]) == [("restates", PAGE_A)]


def test_the_next_step_is_told_against_the_last() -> None:
    """300, then 350, then 400: the second page raises the 350, the step from 300 was told."""
    third = target(
        "400", "4e11", url="https://c.example/1", published="2025-09-01", period="by:2027"
    )
    assert told([third], [SEED, PAGE_A]) == [("raises_target", PAGE_A)]
    assert told([third], [PAGE_A, SEED]) == [("raises_target", PAGE_A)]


def test_an_older_page_is_no_step_back() -> None:
    """A page that still says 300 after the raise restates the corpus, and lowers nothing."""
    late = target(
        "300", "3e11", url="https://d.example/1", published="2025-09-01", period="by:2027"
    )
    assert told([late], [SEED, PAGE_A]) == [("restates", SEED)]


def test_a_copied_figure_makes_no_second_progress() -> None:
    """A page reports 312 of a target of 400; a second one copies it: nothing but a witness."""
    aim = target("400", "4e11", seed=True, period="by:2027", published="2025-01-08")
    first = said("312", "3.12e11", url="https://a.example/1", published="2026-01-20")
    copy = said("312", "3.12e11", url="https://b.example/1", published="2026-01-21")
    assert told([first], [aim]) == [("progress_towards_target", aim)]
    assert told([copy], [aim, first]) == [("restates", first)]


def test_a_copied_success_is_told_once() -> None:
    """The figure that reached the target is on record: its copies restate it."""
    aim = target("300", "3e11", seed=True, published="2025-01-08")
    first = said("312", "3.12e11", url="https://a.example/1", published="2026-01-20")
    copy = said("about 312", "3.12e11", url="https://b.example/1", bound="about")
    assert told([first], [aim]) == [("achieves_target", aim)]
    assert told([copy], [aim, first]) == [("restates", first)]


def test_what_the_corpus_alone_knew_is_still_told() -> None:
    """The corpus holds target and result; the first page with the result tells what it is."""
    aim = target("300", "3e11", seed=True)
    known = said("312", "3.12e11", seed=True)
    page = said("312", "3.12e11", url="https://a.example/1")
    assert told([page], [aim, known]) == [("achieves_target", aim), ("restates", known)]


def test_a_restated_figure_may_still_miss() -> None:
    """A year later the number is the same, now at the deadline: restated or not, it is missed."""
    aim = target("10,000", "10000", "firm", period="by:2025", seed=True)
    before = said(
        "8,900", "8900", "firm", period=None, published="2024-12-30", url="https://a.example/1"
    )
    now = said("8,900", "8900", "firm", period="2025-12-31", url="https://b.example/1")
    assert ("misses_target", aim) in told([now], [aim, before])


def test_title_and_text_are_one_finding() -> None:
    """In the headline "about 350" in the text 350: one raise, the headline its witness."""
    page = {"url": "https://a.example/1", "period": "by:2027"}
    title = target("about 350", "3.5e11", bound="about", **page)
    text = target("350", "3.5e11", **page)
    for new in ([title, text], [text, title]):
        (found,) = find(new, [SEED])
        assert (found.relation, found.claim, found.witnesses) == (Relation.RAISES, text, (title,))


def test_order_does_not_matter() -> None:
    """Whatever order the known and the new come in, the findings are the same."""
    known = [SEED, PAGE_A, said("200", "2e11", period="2023"), said("230", "2.3e11", period="2024")]
    new = [said("260", "2.6e11", url="https://n.example/1"),
           target("400", "4e11", url="https://n.example/1", period="by:2027")]  # fmt: skip
    one, other = find(new, known), find(new[::-1], known[::-1])
    assert sorted(map(shown, one)) == sorted(map(shown, other))
    assert len(one) == 3


def test_a_contradiction_is_told_against_the_corpus() -> None:
    """Two pages and the corpus disagree with a third: the corpus is what the reader trusts."""
    seed = said("5.0", "5.0", seed=True, published="2026-01-20", **RATE)
    page = said(
        "5.3", "5.3", url="https://a.example/1", published="2026-02-01", publisher="a", **RATE
    )
    third = said(
        "5.6", "5.6", url="https://b.example/1", published="2026-03-01", publisher="b", **RATE
    )
    assert told([third], [seed, page]) == [("contradicts", seed)]


def test_the_newest_value_where_it_is_dated() -> None:
    """7,000 stood at the end of 2022 and was repeated in passing in 2023: 8,900 updates the dated
    one; had the value moved meanwhile, the newest would count.
    """
    dated = said("nearly 7,000", "7000", "firm", bound="about", period="2022-12-31", seed=True)
    passing = said("7,000", "7000", "firm", period="2023-08-17", published="2023-08-17", seed=True)
    moved = said("7,800", "7800", "firm", period="2023-08-17", published="2023-08-17", seed=True)
    new = said("8,900", "8900", "firm", period="2025-12-31")
    assert told([new], [dated, passing]) == [("updates", dated)]
    assert told([new], [dated, moved]) == [("updates", moved)]


AMOUNTS = st.sampled_from(["290", "300", "301", "350", "400"])
PERIODS = st.sampled_from([None, "2024", "2025", "by:2025", "by:2027", "2025-06-30"])
STATEMENTS = st.builds(
    lambda value, period, kind, seed, site, day: said(
        value, value + "e9", kind=kind, period=period, published=day, seed=seed,
        url=None if seed else f"https://{site}.example/{value}/{period}/{kind}/{day}",
    ),
    AMOUNTS, PERIODS, st.sampled_from(["figure", "target", "forecast"]), st.booleans(),
    st.sampled_from("abc"), st.sampled_from([None, "2024-05-01", "2026-01-20"]),
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(STATEMENTS, max_size=8), st.lists(STATEMENTS, max_size=3), st.randoms())
def test_no_order_matters(known: list[Statement], new: list[Statement], shuffle: Random) -> None:
    """However the known and the new are ordered, the findings are the same, one or two for each
    new statement, and each with the sum of its parts.
    """
    found = find(new, known)
    mixed_known, mixed_new = list(known), list(dict.fromkeys(new))
    shuffle.shuffle(mixed_known)
    shuffle.shuffle(mixed_new)
    assert sorted(map(shown, find(mixed_new, mixed_known))) == sorted(map(shown, found))
    for one in found:
        assert one.weight == pytest.approx(sum(parts(one.why)), abs=1e-9)
        assert (one.against is None) == (one.relation is Relation.NEW_SERIES)
    assert len(found) <= 2 * len(new)


# ---- weight -------------------------------------------------------------------------------------


def parts(why: tuple[str, ...]) -> list[float]:
    """The signed numbers at the ends of the reasons."""
    return [float(p) for words in why for p in re.findall(r"\(([+-]\d\.\d\d)\)$", words)]


@pytest.mark.parametrize(("relation", "new", "known"), TABLE)
def test_the_weight_is_the_sum_of_its_parts(
    relation: str, new: Statement, known: Statement
) -> None:
    """Whatever the finding, the parts in words add up to its weight."""
    for found in (*find([new], [known]), *find([new], [replace(known, seed=True)])):
        assert found.weight == pytest.approx(sum(parts(found.why)), abs=1e-9)


def test_a_quiet_edit_outweighs_news() -> None:
    """A raised, lowered, moved, missed or contradicted one outweighs any new series or update."""
    loud = ("raises_target", "lowers_target", "moves_deadline", "misses_target", "contradicts")
    quiet = ("restates", "updates", "new_series", "progress_towards_target")
    by = {row[0]: find([row[1]], [row[2]])[0].weight for row in TABLE}
    assert min(by[one] for one in loud) > max(by[one] for one in quiet)


def test_falling_short_weighs_more_than_being_on_the_way() -> None:
    """8,900 of 10,000 when it was due, and 10,000 promised for later: progress that says so."""
    page = {"unit": "firm", "url": "https://a.example/1"}
    known = target("10,000", "10000", "firm", period="by:2025", seed=True)
    new = [said("8,900", "8900", period="2025-12-31", **page),
           target("10,000", "10000", period="by:2027", **page)]  # fmt: skip
    found = {one.relation: one for one in find(new, [known])}
    assert set(found) == {Relation.PROGRESS, Relation.MOVES_DEADLINE}
    assert any("short of it" in words for words in found[Relation.PROGRESS].why)
    assert found[Relation.MOVES_DEADLINE].weight > found[Relation.PROGRESS].weight > 0.5


def told(new: list[Statement], known: list[Statement]) -> list[tuple[str, Statement | None]]:
    """Relation and known statement of each finding."""
    return [(one.relation.value, one.against) for one in find(new, known)]


def shown(found: object) -> str:
    """A finding as something to be sorted."""
    return repr(found)

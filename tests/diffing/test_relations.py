"""What one statement is to another of its series."""

# ruff: noqa: E501  # the tables read best with one case on a line

import pytest

from diffing.context import in_its_text
from diffing.relations import compatible, far_off, is_aim, reached, relate, timed
from model import Relation, Statement
from tests.diffing.statements import RATE, SHARE, outlook, said, target

PERCENT = {"unit": "percent"}

# relation (None: neither says anything about the other), new, known, and why
TABLE = [
    # roundings and bounds
    ("restates", said("7,000", "7000", "firm"), said("近7000家", "7000", "firm", bound="about"), "nearly"),
    ("restates", said("33", "33", **SHARE), said("over 30 percent", "30", bound="over", **SHARE), "a bound that is met"),
    ("restates", said("超过三成", "30", bound="over", **SHARE), said("33", "33", **SHARE), "and the other way round"),
    ("contradicts", said("28", "28", publisher="news", **SHARE), said("over 30 percent", "30", bound="over", **SHARE), "a bound that is not met"),
    ("contradicts", said("300", "300", "firm", publisher="news"), said("over 30", "30", "firm", bound="over"), "ten times is not over"),
    ("restates", said("24.087", "2.4087e10", "USD"), said("24", "2.4e10", "USD"), "one rounds the other"),
    ("contradicts", said("24.6", "2.46e10", "USD", publisher="news"), said("24", "2.4e10", "USD"), "none rounds the other"),
    ("restates", said("not more than 5", "5", bound="at_most", **SHARE), said("4.9", "4.9", **SHARE), "below a cap"),
    ("restates", said("down more than 3", "-3", bound="over", **RATE), said("-3.4", "-3.4", **RATE), "a bound on a fall"),
    ("restates", said("1,000 mu", "1000", "mu"), said("66.7 ha", "66.7", "hectare"), "another unit"),
    ("restates", said("4.5–5", "4.5", top="5", bound="range", **RATE), said("4.8", "4.8", **RATE), "in a range"),
    # times of figures
    ("updates", said("8,900", "8900", "firm", period="2025-12-31"), said("7,000", "7000", "firm", period="2022-12-31"), "a later day"),
    ("updates", said("5.2", "5.2", period="2025", **RATE), said("5.4", "5.4", period="2025-H1", **RATE), "the year after its half"),
    (None, said("5.4", "5.4", period="2025-H1", **RATE), said("5.2", "5.2", period="2025", **RATE), "the half after its year"),
    ("updates", said("7.5", "7.5", period="2023-01/2023-09", **RATE), said("12.7", "12.7", period="2023-H1", **RATE), "more months"),
    ("updates", said("620", "620", "home", period="2025/2026"), said("580", "580", "home", period="2024/2025"), "the next fiscal year"),
    ("restates", said("620", "620", "home", period="2025/2026"), said("620", "620", "home", period="2025/2026"), "one fiscal year"),
    (None, said("580", "580", "home", period="2024/2025"), said("620", "620", "home", period="2025/2026"), "the fiscal year before"),
    (None, said("4,000", "4000", "firm", period="2020", published="2026-01-21"), said("9,000", "9000", "firm"), "an older figure in a later text"),
    ("restates", said("15", "15", "park", period="2024-11-06", published="2024-11-06"), said("15", "15", "park", period="2022-08-01", published="2022-08-01"), "still fifteen, in passing"),
    ("updates", said("18", "18", "park", period="2024-11-06", published="2024-11-06"), said("15", "15", "park", period="2022-08-01", published="2022-08-01"), "three more, in passing"),
    ("updates", said("7,300", "7300", "firm", bound="about", period="2023-12-28", published="2023-12-28"), said("7,000", "7000", "firm", period="2023-08-17", published="2023-08-17"), "about is no licence across times"),
    # undated
    ("restates", said("15.5", "15.5", "km", period="2024"), said("15.5", "15.5", "km", period=None), "an undated fact"),
    ("updates", said("17.7", "1.77e10", "USD", period="2024", published="2025-01-16"), said("24", "2.4e10", "USD", period=None), "what is undated came before"),
    (None, said("19", "1.9e10", "USD", period="2019", published="2025-01-16"), said("24", "2.4e10", "USD", period=None), "but not before a look back"),
    (None, said("17.7", "1.77e10", "USD", period=None), said("24", "2.4e10", "USD", period=None), "nothing dates either"),
    # forecasts
    ("revises", outlook("110", "1.1e11", period="by:2025", published="2024-11-06"), outlook("100", "1e11", period="by:2025", published="2022-08-01"), "a newer forecast"),
    (None, outlook("100", "1e11", period="by:2025", published="2022-08-01"), outlook("110", "1.1e11", period="by:2025", published="2024-11-06"), "an older forecast"),
    ("revises", said("238.6", "2.386e11", period="2023"), outlook("230", "2.3e11", period="2023"), "the result"),
    ("restates", said("约占六分之一", "16.67", bound="about", **SHARE), outlook("one-sixth", "16.67", bound="about", **SHARE), "the result is as expected"),
    ("progress_towards_target", said("38.6", "3.86e10", period="2023-H1"), outlook("100", "1e11", period="by:2025"), "on the way to what is expected"),
    ("restates", said("100", "1e11", period="2022"), outlook("100", "1e11", period="by:2025"), "what was expected, told by the year it was said"),
    (None, outlook("5", "5", **RATE), said("5.3", "5.3", **RATE), "an outlook after the result"),
    ("updates", outlook("over 25", "25", bound="over", period="2023", **RATE), said("40", "40", period="2023-H1", **RATE), "an outlook beyond the last result"),
    ("revises", target("120", "1.2e11", period="by:2025"), outlook("100", "1e11", period="by:2025"), "a target settles what was expected"),
    ("raises_target", target("150", "1.5e11", period="by:2027"), outlook("100", "1e11", period="by:2025"), "expected by a day is aimed at"),
    (None, target("5", "5", **RATE), said("5.3", "5.3", **RATE), "an aim is no news of a result"),
    ("restates", outlook("5", "5", **RATE), target("around 5", "5", bound="about", **RATE), "expected to be met"),
    ("progress_towards_target", outlook("4.8", "4.8", **RATE), target("5", "5", **RATE), "expected to fall short"),
    # targets
    ("restates", target("300", "3e11"), target("over 300", "3e11", bound="over"), "the bound left out"),
    ("restates", target("3000亿元", "3e11", period="by:2025"), target("300", "3e11", period="2025"), "in the year, by the year"),
    ("restates", target("4.5 to 5", "4.5", top="5", bound="range", **RATE), target("about 5", "5", bound="about", **RATE), "in the range"),
    ("raises_target", target("12,000", "12000", "firm", period="by:2027"), target("10,000", "10000", "firm", period="by:2025"), "more, later"),
    ("lowers_target", target("8,000", "8000", "firm", period="by:2025"), target("10,000", "10000", "firm", period="by:2025"), "less"),
    ("lowers_target", target("4.5", "4.5", period="2026", **RATE), target("5", "5", period="2025", **RATE), "less, the year after"),
    ("updates", target("5", "5", period="2026", **RATE), target("5", "5", period="2025", **RATE), "the same, the year after"),
    ("updates", target("about 5", "5", bound="about", period="2025", published="2025-01-16", **RATE), target("5", "5", period=None, **RATE), "this year's, after some year's"),
    ("restates", target("5", "5", period="2024", published="2025-01-16", **RATE), target("5", "5", period=None, **RATE), "last year's may be that year's"),
    ("moves_deadline", target("10,000", "10000", "firm", period="by:2027"), target("over 10,000", "10000", "firm", bound="over", period="by:2025"), "later"),
    ("moves_deadline", target("10,000", "10000", "firm", period="by:2024"), target("10,000", "10000", "firm", period="by:2025"), "earlier"),
    (None, target("2,000", "2000", "home", period="by:2025"), target("9,000", "9000", "home", period="by:2030"), "a stage on the way"),
    ("raises_target", target("-15", "-15", period="by:2025", **RATE), target("-13.5", "-13.5", period="by:2025", **RATE), "a deeper cut is the higher aim"),
    ("lowers_target", target("-10", "-10", period="by:2025", **RATE), target("-13.5", "-13.5", period="by:2025", **RATE), "a smaller cut"),
    ("raises_target", target("within 6", "6", bound="at_most", **SHARE), target("within 5", "5", bound="at_most", **SHARE), "a cap lifted"),
    (None, target("250", "2.5e11", published="2024-01-08"), target("300", "3e11", published="2025-01-08"), "the aim of an older text"),
    ("restates", target("300", "3e11", period=None), target("300", "3e11", period="by:2025"), "no day given"),
    ("raises_target", target("350", "3.5e11", period=None), target("300", "3e11", period="by:2025"), "no day given, another number"),
    # figures against targets
    ("achieves_target", said("3150亿元", "3.15e11"), target("over 300", "3e11", bound="over"), "met"),
    ("achieves_target", said("10,200", "10200", "firm", period="2024-06-30"), target("10,000", "10000", "firm", period="by:2025"), "a level met early"),
    ("progress_towards_target", said("7,600", "7600", "firm", period="2024-05-23"), target("10,000", "10000", "firm", period="by:2025"), "not yet"),
    ("progress_towards_target", said("5.4", "5.4", period="2025-H1", **RATE), target("5", "5", **RATE), "half a year is no year"),
    ("misses_target", said("8,900", "8900", "firm", period="2025-12-31"), target("10,000", "10000", "firm", period="by:2025"), "on the very day"),
    ("misses_target", said("4.6", "4.6", **RATE), target("5", "5", **RATE), "for the year"),
    ("achieves_target", said("4.8", "4.8", **SHARE), target("below 5", "5", bound="under", **SHARE), "a cap kept"),
    ("misses_target", said("5.3", "5.3", **SHARE), target("below 5", "5", bound="under", **SHARE), "a cap broken"),
    ("progress_towards_target", said("4.8", "4.8", period="2024-06-30", **SHARE), target("below 5", "5", bound="under", period="by:2025", **SHARE), "a cap is kept on its day"),
    ("achieves_target", said("-14", "-14", **RATE), target("-13.5", "-13.5", **RATE), "a deeper cut than asked for"),
    ("misses_target", said("-9", "-9", **RATE), target("-13.5", "-13.5", **RATE), "a smaller one"),
    ("achieves_target", said("48", "48", **SHARE), target("45 to 50", "45", top="50", bound="range", **SHARE), "within the range"),
    ("misses_target", said("540", "540", "home", period="2025/2026"), target("600", "600", "home", period="2025/2026"), "for the fiscal year"),
    ("achieves_target", said("5", "5", period="2024", published="2025-01-16", **RATE), target("5", "5", period=None, **RATE), "this year's, of no year"),
    (None, said("4.6", "4.6", period="2024", **RATE), target("5", "5", period="2026", **RATE), "another year's growth"),
    (None, said("4,100", "4100", "firm", period="2019", published="2026-01-21"), target("10,000", "10000", "firm", period="by:2025", published="2023-03-01"), "from before it was set"),
    (None, said("12,000", "12000", "firm", period="2031"), target("10,000", "10000", "firm", period="by:2025"), "long after its day"),
]  # fmt: skip


@pytest.mark.parametrize(("relation", "new", "known", "why"), TABLE)
def test_relations(relation: str | None, new: Statement, known: Statement, why: str) -> None:
    """Each pair is to each other what a reader would say."""
    assert relate(timed(new), timed(known)) == relation, why


@pytest.mark.parametrize(("relation", "new", "known", "why"), TABLE)
def test_a_statement_restates_itself(
    relation: str | None, new: Statement, known: Statement, why: str
) -> None:
    """Whatever is said, said again it is the same."""
    for one in (timed(new), timed(known)):
        assert relate(one, one) is Relation.RESTATES


def test_a_look_is_never_wrong() -> None:
    """What is far off at a look is incompatible by exact arithmetic too, for every bound."""
    from diffing import amounts

    values = ("-400", "-30", "0", "28", "29.9", "30", "30.1", "31.6", "33", "59", "60", "61", "300")
    bounds = ("exact", "about", "over", "at_least", "under", "at_most")
    all_of = [said(v, v, "firm", bound=b).claim.quantity for v in values for b in bounds]
    for a in all_of:
        for b in all_of:
            if far_off(a, b):
                assert not amounts.compatible(a, b)
                assert not amounts.rounds(a, b)
            assert reached(a, b) == amounts.reached(a, b)
            assert compatible(a, b) == amounts.compatible(a, b) == compatible(b, a)


def test_what_is_aimed_at() -> None:
    """A target is, and what is expected by a day; a figure and a plain forecast are not."""
    assert is_aim(timed(target("300", "3e11")))
    assert is_aim(timed(outlook("300", "3e11", period="by:2025")))
    assert not is_aim(timed(outlook("300", "3e11")))
    assert not is_aim(timed(said("300", "3e11")))


# ---- in the text around it ----------------------------------------------------------------------


def _in(new: Statement, known: Statement, *text: Statement) -> Relation | None:
    one, other = timed(new), timed(known)
    relation = relate(one, other)
    return relation and in_its_text(relation, one, other, [one, *map(timed, text)])


def test_a_text_that_quotes_the_old_value_corrects_it() -> None:
    """In words: "not 12.7 percent, as reported, but 12.1": revised; 12.1 alone contradicts."""
    known = said("12.7", "12.7", period="2023-H1", **RATE)
    new = said("12.1", "12.1", period="2023-H1", publisher="news", **RATE)
    assert _in(new, known) is Relation.CONTRADICTS
    assert _in(new, known, said("12.7", "12.7", period="2023-H1", **RATE)) is Relation.REVISES


def test_a_moved_target_is_not_missed() -> None:
    """Short at the deadline, and the text sets a later one: under way, and the move is told."""
    known = target("10,000", "10000", "firm", period="by:2025")
    new = said("8,900", "8900", "firm", period="2025-12-31")
    later = target("10,000", "10000", "firm", period="by:2027")
    assert _in(new, known) is Relation.MISSES
    assert _in(new, known, target("10,000", "10000", "firm", period="by:2025")) is Relation.MISSES
    assert _in(new, known, later) is Relation.PROGRESS
    assert _in(later, known, new) is Relation.MOVES_DEADLINE


def test_the_remainder_is_the_target_at_a_later_time() -> None:
    """9.7 of 13.4 are done and 3.7 follow next year: nobody lowered anything; nor where a text
    says how much is missing yet.
    """
    known = target("13.4", "1.34e7", "m2", period="by:2023")
    rest = target("3.7", "3.7e6", "m2", period="by:2024-06")
    assert _in(rest, known) is Relation.LOWERS
    assert _in(rest, known, said("9.7", "9.7e6", "m2", period="2023")) is Relation.MOVES_DEADLINE
    gap = target("3.7", "3.7e6", "m2", period="by:2023")
    assert _in(gap, known, said("9.7", "9.7e6", "m2", period="2023-06")) is None
    assert _in(rest, known, said("5.1", "5.1e6", "m2", period="2023")) is Relation.LOWERS


def test_the_target_told_beside_the_result() -> None:
    """4,612 were done where 4,458 were promised: the 4,458, read as a result, is the promise."""
    known = target("4,458", "4458", "household", period="by:2023")
    promise = said("4,458", "4458", "household", period="2023-12-31")
    result = said("4,612", "4612", "household", period="2023-12-31")
    assert _in(promise, known) is Relation.ACHIEVES
    assert _in(promise, known, result) is Relation.RESTATES
    assert _in(result, known, promise) is Relation.ACHIEVES

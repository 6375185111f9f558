"""Pairing claims: properties that hold for any page, and the work it takes."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diffing import compare
from diffing.match import match
from diffing.times import PageDates
from model import Claim, Version
from tests.diffing.claims import claim, version

NAMES = ("GDP", "retail trade", "exports", "digital economy", "增加值", "财政收入")
FORMS = (
    "{name} is to reach {quote} by {year}.",
    "By {year}, {quote} of {name}.",
    "{name} | {quote}",
)
UNITS = (("billion yuan", "CNY", 10**9), ("亿元", "CNY", 10**8), ("percent", "percent", 1))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    name, form = draw(st.sampled_from(NAMES)), draw(st.sampled_from(FORMS))
    word, unit, scale = draw(st.sampled_from(UNITS))
    number = draw(st.integers(1, 12))
    year = draw(st.sampled_from((2025, 2027)))
    quote = f"{number} {word}"
    sentence = form.format(name=name, quote=quote, year=year)
    return claim(
        sentence,
        quote,
        str(Decimal(number * scale)),
        unit,
        kind=draw(st.sampled_from(("target", "figure", "forecast"))),
        bound=draw(st.sampled_from(("exact", "over", "about"))),
        indicator=name,
        place=draw(st.sampled_from(("Yangpu", None))),
        period=draw(st.sampled_from((f"by:{year}", str(year), None))),
    )


pages = st.lists(claims(), max_size=9).map(lambda items: version(*items))


@given(pages)
@settings(max_examples=40, deadline=None)
def test_a_version_does_not_differ_from_itself(page: Version) -> None:
    """compare(v, v) has no changes, and neither has a copy whose claims are other objects."""
    assert compare(page, page).changes == ()
    copy = replace(page, claims=tuple(replace(c, rules=("copy",)) for c in page.claims))
    assert compare(page, copy).changes == ()


@given(pages, pages, st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_of_claims_does_not_matter(before: Version, after: Version, rnd) -> None:
    """However the reader orders its claims, the changes are the same."""
    shuffled = [list(before.claims), list(after.claims)]
    for items in shuffled:
        rnd.shuffle(items)
    mixed = [
        replace(page, claims=tuple(items))
        for page, items in zip((before, after), shuffled, strict=True)
    ]
    assert compare(before, after) == compare(*mixed)


@given(pages, pages)
@settings(max_examples=40, deadline=None)
def test_pairs_are_the_same_both_ways(before: Version, after: Version) -> None:
    """Who is paired with whom does not depend on which version is the old one."""
    dates = PageDates.of(before.article, after.article)
    forth, back = match(before, after, dates), match(after, before, dates)
    assert {(p.old.order, p.new.order) for p in forth.pairs} == {
        (p.new.order, p.old.order) for p in back.pairs
    }
    assert [m.order for m in forth.removed] == [m.order for m in back.added]


@given(pages, pages)
@settings(max_examples=40, deadline=None)
def test_every_claim_is_accounted_for(before: Version, after: Version) -> None:
    """Each claim is in one pair, or removed, added, or a repetition: none is lost or doubled."""
    found = match(before, after, PageDates.of(before.article, after.article))
    olds = [p.old.order for p in found.pairs] + [m.order for m in found.removed]
    news = [p.new.order for p in found.pairs] + [m.order for m in found.added]
    assert len(set(olds)) == len(olds)
    assert len(set(news)) == len(news)
    assert len(olds) + len(news) + found.repeated == len(before.claims) + len(after.claims)


def table(rows: int, edited: int, text: str = "{name} stood at {value}.") -> Version:
    """A page of so many claims; every ``edited``-th has another value than it had."""
    items = []
    for row in range(rows):
        value = str(1000 + row + (7 if edited and row % edited == 0 else 0))
        name = f"Row {row // 26} {chr(97 + row % 26)}"
        sentence = text.format(name=name, value=value)
        items.append(claim(sentence, value, value, "household", indicator=name, kind="figure"))
    return version(*items)


def test_work_grows_with_the_claims_not_with_their_square() -> None:
    """Of 3,000 claims a tenth changed: all found, with at most 100 closer looks for each."""
    before, after = table(3000, 0), table(3000, 10)
    found = match(before, after, PageDates.of(before.article, after.article))
    assert found.scored < 100 * 300
    assert len(compare(before, after).changes) == 300


@pytest.mark.parametrize("rows", [250, 500])
def test_a_page_rewritten_as_a_whole_stays_linear(rows: int) -> None:
    """Every sentence is another: still a bounded number of looks for each claim, no change."""
    before, after = table(rows, 0), table(rows, 0, "It is {value} now for {name}, we hear.")
    found = match(before, after, PageDates.of(before.article, after.article))
    assert found.scored < 100 * rows
    assert compare(before, after).changes == ()


def test_twice_the_claims_are_twice_the_looks() -> None:
    """Edited or rewritten, a claim is looked at a dozen times at most, on a page of any size."""
    for text in ("{name} stood at {value}.", "It is {value} now for {name}, we hear."):
        for rows in (250, 500, 1000):
            before, after = table(rows, 0), table(rows, 5, text)
            found = match(before, after, PageDates.of(before.article, after.article))
            assert found.scored <= 12 * rows


def test_one_value_a_thousand_times() -> None:
    """A table full of ones neither explodes nor makes changes."""
    items = [claim(f"Cell {n} | 1 unit", "1 unit", "1", "unit", indicator="x") for n in range(1000)]
    before, after = version(*items), version(*items[:990])
    found = match(before, after, PageDates.of(before.article, after.article))
    assert found.scored < 1000
    assert compare(before, after).changes == ()


def test_a_hostile_sentence_is_only_read_near_the_quote() -> None:
    """A line of 200,000 characters with two hundred claims is compared in a moment."""
    line = "x" * 100_000 + "".join(f" {n} units" for n in range(200)) + "y" * 100_000
    items = [claim(line, f" {n} units", str(n), "unit", indicator="x") for n in range(200)]
    before = version(*items)
    after = version(*(replace(c, kind=c.kind, rules=("r",)) for c in items))
    assert compare(before, after).changes == ()

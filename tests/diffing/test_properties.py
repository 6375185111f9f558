"""What holds for the changes between any two versions of a page."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from diffing import compare
from model import Change, ChangeKind, Claim, Direction, Version
from tests.diffing.claims import claim, version

# A unit as written and its name and scale, another one for the same, and how many of the first
# make one of the other. Numbers are multiples of 15, so that 亩 come out even.
UNITS = {
    "billion yuan": ("CNY", 10**9, "trillion yuan", "CNY", 10**12, Decimal(1000)),
    "亿元": ("CNY", 10**8, "万亿元", "CNY", 10**12, Decimal(10_000)),
    "km²": ("km2", 1, "hectares", "hectare", 1, Decimal("0.01")),
    "亩": ("mu", 1, "公顷", "hectare", 1, Decimal(15)),
    "MW": ("MW", 1, "GW", "GW", 1, Decimal(1000)),
    "homes": ("home", 1, "thousand homes", "home", 1000, Decimal(1000)),
}
NAMES = ("revenue", "parks", "output", "investment", "capacity", "housing", "增加值", "绿地")
FORMS = (
    "The {name} of {place} is to reach {quote} by {year}.",
    "By {year}, {place} wants {quote} of {name}.",
    "到{year}年，{place}的{name}达到{quote}。",
    "{place} {name} | {quote}",
)
OPPOSITE = {
    Direction.RAISED: Direction.LOWERED,
    Direction.FIRMED: Direction.SOFTENED,
    Direction.LATER: Direction.EARLIER,
}
OPPOSITE |= {b: a for a, b in OPPOSITE.items()}
TURNED = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}


@st.composite
def claims(draw: st.DrawFn, translated: bool | None = None) -> Claim:
    """A claim of an ordinary page, in one unit or the other."""
    word = draw(st.sampled_from(sorted(UNITS)))
    number = draw(st.integers(1, 40)) * draw(st.sampled_from((15, 30, 300)))
    return _claim(
        word,
        number,
        name=draw(st.sampled_from(NAMES)),
        form=draw(st.sampled_from(FORMS)),
        place=draw(st.sampled_from(("Yangpu", "Pudong"))),
        year=draw(st.sampled_from((2025, 2027, 2030))),
        bound=draw(st.sampled_from(("exact", "over", "about", "at_most"))),
        kind=draw(st.sampled_from(("target", "figure", "forecast"))),
        dated=draw(st.booleans()),
    )


def _claim(
    word: str,
    number: int,
    *,
    name: str,
    form: str,
    place: str,
    year: int,
    bound: str,
    kind: str,
    dated: bool,
    translated: bool = False,
) -> Claim:
    unit, scale, word_too, unit_too, scale_too, factor = UNITS[word]
    said = Decimal(number)
    if translated:
        word, unit, scale, said = word_too, unit_too, scale_too, said / factor
    quote, value = f"{said.normalize():f} {word}", said * scale
    sentence = form.format(name=name, place=place, quote=quote, year=year)
    period = (f"by:{year}" if kind == "target" else str(year)) if dated else None
    return claim(
        sentence,
        quote,
        str(value),
        unit,
        bound=bound,
        kind=kind,
        indicator=name,
        place=place,
        period=period,
    )


pages = st.lists(claims(), max_size=9).map(lambda items: version(*items))


def said(change: Change) -> tuple[Hashable, ...]:
    """The change without its evidence's place and weight."""
    sides = (change.old, change.new)
    return (
        change.change,
        change.aspects,
        change.direction,
        *(c and (c.quote, c.series) for c in sides),
    )


def turned(change: Change) -> tuple[Hashable, ...]:
    """What the change is on the way back."""
    kind = TURNED.get(change.change, change.change)
    direction = OPPOSITE[change.direction] if change.direction else None
    old, new = (c and (c.quote, c.series) for c in (change.old, change.new))
    return kind, change.aspects, direction, new, old


@given(pages, st.dates(date(2024, 1, 1), date(2026, 12, 31)))
@settings(max_examples=60, deadline=None)
def test_a_version_beside_itself(page: Version, day: date) -> None:
    """A version does not differ from itself, nor from itself published on another day."""
    copy = replace(page, claims=tuple(replace(c, confidence=0.7) for c in page.claims))
    redated = replace(copy, article=replace(page.article, published=day))
    for other in (page, copy, redated):
        found = compare(page, other)
        assert found.changes == ()
        assert found.unchanged == len(page.claims)


@given(pages, pages)
@settings(max_examples=80, deadline=None)
def test_the_way_back(before: Version, after: Version) -> None:
    """Swapping old and new swaps added with removed and every direction with its opposite."""
    forth, back = compare(before, after), compare(after, before)
    assert len(forth.changes) == len(back.changes)
    kinds = Counter(TURNED.get(c.change, c.change) for c in forth.changes)
    assert kinds == Counter(c.change for c in back.changes)
    assert Counter(c.aspects for c in forth.changes) == Counter(c.aspects for c in back.changes)
    # Of a change that is said several times either mention may be the one that is shown.
    assume(len({c.series for c in before.claims}) == len(before.claims))
    assume(len({c.series for c in after.claims}) == len(after.claims))
    assert Counter(map(turned, forth.changes)) == Counter(map(said, back.changes))


@given(pages, pages, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_claims(before: Version, after: Version, rnd) -> None:
    """In whatever order the claims come, the comparison is the same."""
    mixed = [
        replace(page, claims=tuple(rnd.sample(page.claims, len(page.claims))))
        for page in (before, after)
    ]
    assert compare(*mixed) == compare(before, after)


@given(pages, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_sentences(page: Version, rnd) -> None:
    """A page whose sentences stand in another order has no changes."""
    assume(len({c.sentence for c in page.claims}) == len(page.claims))
    moved = version(*(replace(c, span=_own(c)) for c in rnd.sample(page.claims, len(page.claims))))
    assert compare(page, moved).changes == ()


def _own(item: Claim):
    start = item.sentence.index(item.quote)
    return type(item.span)(start, start + len(item.quote))


FACTS = st.fixed_dictionaries(
    {
        "word": st.sampled_from(sorted(UNITS)),
        "number": st.integers(1, 400).map(lambda n: n * 15),
        "name": st.sampled_from(NAMES),
        "form": st.sampled_from(FORMS),
        "place": st.sampled_from(("Yangpu", "Pudong")),
        "year": st.sampled_from((2025, 2027)),
        "bound": st.sampled_from(("exact", "over", "about")),
        "kind": st.sampled_from(("target", "figure")),
        "dated": st.booleans(),
    }
)


@given(st.lists(FACTS, min_size=1, max_size=6, unique_by=lambda f: (f["name"], f["place"])))
@settings(max_examples=80, deadline=None)
def test_other_units(facts: list[dict]) -> None:
    """The same amounts in other units are no changes, in either direction."""
    before = version(*(_claim(**fact) for fact in facts))
    after = version(*(_claim(**fact, translated=True) for fact in facts))
    assert compare(before, after).changes == ()
    assert compare(after, before).changes == ()


@given(FACTS, st.dates(date(2025, 1, 1)), st.dates(date(2025, 1, 1)))
@settings(max_examples=60, deadline=None)
def test_the_date_of_the_page(fact: dict, day: date, later: date) -> None:
    """Undated figures that carry the page's own date do not change when it moves."""
    item = _claim(**fact | {"kind": "figure"})
    before = version(replace(item, period=day.isoformat()), published=day)
    after = version(replace(item, period=later.isoformat()), published=later)
    assert compare(before, after).changes == ()


@given(FACTS, st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_a_value_edited_is_one_change(fact: dict, step: int) -> None:
    """Whatever else the sentence says, its edited value is one change, whichever way."""
    other = fact | {"number": fact["number"] + 15 * step}
    before, after = version(_claim(**fact)), version(_claim(**other))
    found = compare(before, after).changes
    assert [(c.aspects, c.direction) for c in found] == [(("value",), Direction.RAISED)]
    (back,) = compare(after, before).changes
    assert back.direction is Direction.LOWERED
    assert found[0].slip == back.slip

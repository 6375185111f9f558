"""Which condition decides: every field by itself, the order, and what is never taken for small."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diffing import compare, decide, decided, find, told_sooner
from model import (
    Change,
    ChangeKind,
    ChangeState,
    Direction,
    Finding,
    Kind,
    Measure,
    Notice,
    Relation,
    Statement,
)
from model.condition import ASPECTS, DAYS, LAST, MAY, RELATIVE, Condition, Delta, Topic, possible
from tests.diffing.claims import claim, version

GOAL = "Yangpu aims at {} of online new economy revenue by {}."
NONE = Notice.NONE


def goal(quote="300 billion yuan", value="3e11", unit="CNY", period="by:2025", **more):
    return claim(GOAL.format(quote, period[-4:]), quote, value, unit, period=period, **more)


def changed(old, new):
    (change,) = compare(version(old), version(new)).changes
    return change


RAISED = changed(goal(), goal("330 billion yuan", "3.3e11"))
LATER = changed(goal(), goal(period="by:2027"))
SOFTER = changed(goal(), goal("about 300 billion yuan", bound="about"))
BOTH = changed(goal(), goal("301 billion yuan", "3.01e11", period="by:2026"))
SLIPPED = changed(goal(), goal("300 million yuan", "3e8"))
GREENER = changed(
    goal("40 hectares", "40", "hectare", indicator="parkland"),
    goal("90 hectares", "90", "hectare", indicator="parkland"),
)
STEEPER = changed(
    goal("5 percent", "5", "percent", measure="growth"),
    goal("5.5 percent", "5.5", "percent", measure="growth"),
)
ADDED = Change(ChangeKind.ADDED, None, goal())
REMOVED = Change(ChangeKind.REMOVED, goal(), None, state=ChangeState.PROVISIONAL)
FIGURE = goal("280 billion yuan", "2.8e11", kind="figure", period="2024")


def finding(relation, new, old, *, seed=False, weight=0.5):
    against = Statement(old, "Known", seed=seed) if old else None
    return Finding(Relation(relation), Statement(new, "New"), against, weight=weight)


RAISES = finding("raises_target", goal("330 billion yuan", "3.3e11"), goal(), seed=True)
MOVES = finding("moves_deadline", goal(period="by:2024"), goal())
MISSES = finding("misses_target", FIGURE, goal(), seed=True)
PROGRESS = finding("progress_towards_target", FIGURE, goal())
RESTATES = finding("restates", goal(), goal(), seed=True)
NEW = finding("new_series", goal(), None)


def delta(amount, dimension="money:CNY"):
    return Delta(f"{amount} {dimension}", dimension, Fraction(amount))


def meets(item, source="shine", **fields):
    """Whether a condition with these fields decides."""
    return decide(item, [Condition("mine", NONE, **fields)], source) == (NONE, "mine")


@pytest.mark.parametrize(
    ("item", "fields", "met"),
    [
        (RAISED, {}, True),
        (RAISED, {"sources": ("shine",)}, True),
        (RAISED, {"sources": ("yangpu-*", "sh?ne")}, True),
        (RAISED, {"sources": ("yangpu-*",)}, False),
        (RAISED, {"places": frozenset({"yangpu", "shanghai"})}, True),
        (RAISED, {"places": frozenset({"pudong"})}, False),
        (changed(goal(place=None), goal("9 yuan", "9", place=None)),
         {"places": frozenset({"yangpu"})}, False),
        (RAISED, {"kinds": (Kind.TARGET,)}, True),
        (RAISED, {"kinds": (Kind.FIGURE, Kind.FORECAST)}, False),
        (MISSES, {"kinds": (Kind.TARGET,)}, True),  # the figure meets a target
        (RAISED, {"events": (ChangeKind.CHANGED,)}, True),
        (ADDED, {"events": (ChangeKind.CHANGED, Relation.RAISES)}, False),
        (RAISES, {"events": (ChangeKind.CHANGED, Relation.RAISES)}, True),
        (RAISED, {"aspects": ("value", "kind")}, True),
        (LATER, {"aspects": ("value",)}, False),
        (ADDED, {"aspects": ("value",)}, False),
        (RAISES, {"aspects": ("value",)}, True),
        (MOVES, {"aspects": ("period",)}, True),
        (RAISED, {"directions": (Direction.RAISED,)}, True),
        (LATER, {"directions": (Direction.LATER,)}, True),
        (SOFTER, {"directions": (Direction.SOFTENED,)}, True),
        (RAISES, {"directions": (Direction.RAISED,)}, True),
        (MOVES, {"directions": (Direction.EARLIER,)}, True),
        (MOVES, {"directions": (Direction.LATER,)}, False),
        (PROGRESS, {"directions": (Direction.LOWERED,)}, False),  # a figure lowers no target
        (finding("updates", FIGURE, goal(kind="figure", period="2023")),
         {"directions": (Direction.LOWERED,)}, True),
        (STEEPER, {"measures": (Measure.GROWTH,)}, True),
        (RAISED, {"measures": (Measure.GROWTH,)}, False),
        (replace(RAISED, weight=0.7), {"weight_at_least": 0.7}, True),
        (replace(RAISED, weight=0.69), {"weight_at_least": 0.7}, False),
        (RAISES, {"seed": True}, True),
        (RAISES, {"seed": False}, False),
        (MOVES, {"seed": False}, True),
        (RAISED, {"seed": False}, False),  # a change is no meeting
        (SLIPPED, {"slip": True}, True),
        (RAISED, {"slip": True}, False),
        (RAISED, {"slip": False}, True),
        (finding("contradicts", goal("300 million yuan", "3e8"), goal()), {"slip": True}, True),
        (REMOVED, {"states": (ChangeState.PROVISIONAL,)}, True),
        (replace(REMOVED, state=ChangeState.CONFIRMED), {"states": (ChangeState.PROVISIONAL,)},
         False),
        (replace(REMOVED, state=ChangeState.REVERTED), {"states": (ChangeState.PROVISIONAL,)},
         True),
        (ADDED, {"states": (ChangeState.PROVISIONAL,)}, False),
        (RAISES, {"states": (ChangeState.CONFIRMED,)}, False),
    ],
)  # fmt: skip
def test_one_field(item, fields, met):
    """A field that is set must hold; of several values in it, one."""
    assert meets(item, **fields) is met


@pytest.mark.parametrize(
    ("item", "least", "met"),
    [
        (RAISED, delta("0.1", RELATIVE), True),
        (RAISED, delta("0.11", RELATIVE), False),
        (RAISED, delta("3e10"), True),
        (RAISED, delta("3.1e10"), False),
        (RAISED, delta("1", "money:USD"), False),
        (RAISED, delta("1", DAYS), False),
        (RAISES, delta("0.1", RELATIVE), True),
        (GREENER, delta(500_000, "area"), True),  # 0.5 km²
        (GREENER, delta(600_000, "area"), False),
        (STEEPER, delta("0.5", "percent"), True),  # half a percentage point
        (STEEPER, delta("0.1", RELATIVE), True),
        (STEEPER, delta("0.6", "percent"), False),
        (LATER, delta(730, DAYS), True),
        (LATER, delta(731, DAYS), False),
        (MOVES, delta(90, DAYS), True),
        (BOTH, delta("1e9"), True),
        (ADDED, delta("0.0001", RELATIVE), False),
        (SOFTER, delta("0.0001", RELATIVE), False),
        (NEW, delta("0.0001", RELATIVE), False),
        (RESTATES, delta("0.0001", RELATIVE), False),
    ],
)
def test_by_at_least(item, least, met):
    """An absolute delta counts in its own dimension, whatever the unit; a relative one in all."""
    assert meets(item, by_at_least=least) is met


@pytest.mark.parametrize(
    ("item", "less", "met"),
    [
        (RAISED, delta("0.11", RELATIVE), True),
        (RAISED, delta("0.1", RELATIVE), False),
        (RAISED, delta("1e11"), True),
        (RAISED, delta("1e15", "area"), False),
        (BOTH, delta("0.11", RELATIVE), False),  # its deadline moved too
        (BOTH, delta(9999, DAYS), False),  # its value moved too
        (SOFTER, delta("0.11", RELATIVE), False),  # no number moved, a promise did
        (LATER, delta("0.11", RELATIVE), False),
        (LATER, delta(731, DAYS), True),
        (MOVES, delta("0.11", RELATIVE), False),
        (ADDED, delta("0.11", RELATIVE), False),
        (REMOVED, delta("0.11", RELATIVE), False),
    ],
)
def test_by_less_than(item, less, met):
    """Small is only what moved in nothing but the measured aspect."""
    assert meets(item, by_less_than=less) is met


def test_from_nothing():
    """What rose from zero rose by more than any share, and that is never small."""
    risen = changed(goal("0 homes", "0", "home"), goal("10 homes", "10", "home"))
    assert meets(risen, by_at_least=delta(10, RELATIVE))
    assert not meets(risen, by_less_than=delta(10, RELATIVE))


TAX = goal(indicator="local tax revenue", key="tax_revenue+local")


@pytest.mark.parametrize(
    ("topic", "met"),
    [
        (Topic("tax_revenue+local"), True),  # the key
        (Topic("tax revenue"), True),  # words of the name
        (Topic("tax rev"), False),
        (Topic("税收收入", (frozenset({"tax_revenue"}),)), True),  # the glossary's entry
        (Topic("税收", (frozenset({"vat", "tax_revenue"}),)), True),  # one of what it may mean
        (Topic("企业税收", (frozenset({"tax_revenue"}), frozenset({"enterprises"}))), False),
        (Topic("local x", (frozenset({"tax_revenue"}),), ("local",)), True),
        (Topic("port x", (frozenset({"tax_revenue"}),), ("port",)), False),
        (Topic("tax"), True),
        (Topic("ax"), False),
    ],
)
def test_indicators(topic, met):
    """A condition speaks of an indicator and of what narrows it, in either language."""
    assert meets(Change(ChangeKind.ADDED, None, TAX), topics=(topic,)) is met


def test_an_indicator_in_the_articles_own_words():
    """The name that the article itself uses is known when the change is found."""
    said = replace(goal(indicator="revenue", key="revenue"), native="在线新经济营业收入")
    assert meets(Change(ChangeKind.ADDED, None, said), topics=(Topic("新经济"),))


def test_without_a_source():
    """What comes from no source meets no condition on sources, and every other one."""
    assert not meets(RAISED, None, sources=("*",))
    assert meets(RAISED, None, kinds=(Kind.TARGET,))


def test_the_first_that_is_met_decides():
    """The order decides, not how narrow a condition is."""
    wide, narrow = Condition("wide", Notice.DIGEST), Condition("narrow", NONE, kinds=(Kind.TARGET,))
    assert decide(RAISED, [wide, narrow], "shine").condition == "wide"
    assert decide(RAISED, [narrow, wide], "shine").condition == "narrow"


def test_what_meets_nothing_is_decided_by_the_last():
    """There is always a condition that decides, even where there are none."""
    for item in (RAISED, ADDED, RAISES, NEW):
        assert decide(item, (), None) == (LAST.notice, LAST.name)
        other = Condition("other", NONE, measures=(Measure.RANK,))
        assert decide(item, [other], "shine") == (LAST.notice, LAST.name)


def test_deciding_changes_nothing_else():
    """A decided change or finding is itself, with its notice and condition."""
    for item in (RAISED, REMOVED, RAISES):
        told = decided(item, [Condition("mine", NONE)], "shine")
        assert (told.notice, told.condition) == (NONE, "mine")
        assert replace(told, notice=item.notice, condition=item.condition) == item


# ---- what another source said first --------------------------------------------------------------


def said(quote, value, source, seed=False):
    return Statement(
        goal(quote, value), source, f"https://{source}.example", seed=seed, source=source
    )


PLAN = said("300 billion yuan", "3e11", "plan")
NEWS = said("350 billion yuan", "3.5e11", "news")
PORTAL = said("350 billion yuan", "3.5e11", "portal")
HUSH = Condition("hush", NONE, sources=("news",))
LOUD = Condition("loud", Notice.NOW, events=(Relation.RAISES,))


def sooner(known, *conditions, new=PORTAL):
    found = find([new], known)
    return [
        (each.relation, each.against and each.against.source)
        for each in told_sooner([new], known, found, conditions, new.source)
    ]


def test_what_nobody_was_told_of_is_told_by_the_next_source():
    """A raise that news said first, on record only, is told when the portal says it."""
    (restated,) = find([PORTAL], [PLAN, NEWS])
    assert restated.relation is Relation.RESTATES
    assert sooner([PLAN, NEWS], HUSH, LOUD) == [(Relation.RAISES, "plan")]


def test_what_was_told_is_not_told_again():
    """Where both sources are told of alike, the second only restates."""
    assert sooner([PLAN, NEWS], LOUD) == []
    assert sooner([PLAN, NEWS], Condition("hush", NONE, sources=("other",)), LOUD) == []
    both = Condition("hush", NONE, sources=("news", "portal"))
    assert sooner([PLAN, NEWS], both, LOUD) == []
    loud_news = Condition("now", Notice.NOW, sources=("news",))
    assert sooner([PLAN, NEWS], loud_news) == []
    # What the corpus says is known to whoever reads, whatever is told of news.
    assert sooner([PLAN, replace(NEWS, seed=True)], HUSH, LOUD) == []


# ---- properties ----------------------------------------------------------------------------------

EVERY = (RAISED, LATER, SOFTER, BOTH, SLIPPED, GREENER, STEEPER, ADDED, REMOVED, RAISES, MOVES,
         MISSES, PROGRESS, RESTATES, NEW)  # fmt: skip
DELTAS = st.builds(
    Delta, st.just("x"), st.sampled_from([RELATIVE, DAYS, "money:CNY", "area", "percent"]),
    st.fractions(0, 1000).filter(bool),
)  # fmt: skip


def some(values):
    return st.lists(st.sampled_from(list(values)), max_size=3, unique=True).map(tuple)


CONDITIONS = st.builds(
    Condition,
    name=st.text("abc", min_size=1, max_size=3),
    notice=st.sampled_from(Notice),
    sources=some(["shine", "y*"]),
    places=some(["yangpu", "pudong"]).map(frozenset),
    kinds=some(Kind),
    events=some(MAY),
    aspects=some(ASPECTS),
    directions=some(Direction),
    measures=some(Measure),
    states=some(ChangeState),
    by_at_least=st.none() | DELTAS,
    by_less_than=st.none() | DELTAS,
    weight_at_least=st.none() | st.floats(0, 1),
    seed=st.none() | st.booleans(),
    slip=st.none() | st.booleans(),
)


@given(st.sampled_from(EVERY), st.lists(CONDITIONS, max_size=6))
def test_the_order_is_total(item, conditions):
    """Exactly one condition decides: the first in order that is met by itself."""
    met = [each for each in conditions if meets_by_name(item, each)]
    expected = (met[0].notice, met[0].name) if met else (LAST.notice, LAST.name)
    assert decide(item, conditions, "shine") == expected
    assert decide(item, conditions, "shine") == decide(item, tuple(conditions), "shine")


@given(st.sampled_from(EVERY), CONDITIONS)
def test_what_cannot_match_does_not(item, condition):
    """A condition that is refused at load, as none could meet it, is met by nothing."""
    event = item.change if isinstance(item, Change) else item.relation
    if event not in possible(condition):
        assert not meets_by_name(item, condition)


def meets_by_name(item, condition):
    return decide(item, [replace(condition, name="?")], "shine").condition == "?"


@given(st.sampled_from([RAISED, BOTH, SLIPPED, GREENER, STEEPER, RAISES]), DELTAS)
def test_small_and_large_exclude_each_other(item, delta):
    """Nothing moved both by at least and by less than the same delta."""
    at_least, less = meets(item, by_at_least=delta), meets(item, by_less_than=delta)
    assert not (at_least and less)


def test_the_cases_are_what_they_say():
    """The changes of these tests come from comparing, as all changes do."""
    assert RAISED.relative == Decimal("0.1")
    assert (LATER.aspects, SOFTER.aspects) == (("period",), ("bound",))
    assert set(BOTH.aspects) == {"value", "period"}
    assert SLIPPED.slip

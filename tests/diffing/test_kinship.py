"""What goes by another name in a new text, and what only seems to."""

# ruff: noqa: E501  # the tables read best with one case on a line

from dataclasses import replace
from time import perf_counter

import pytest

from diffing import find
from model import Relation, Statement
from tests.diffing.statements import RATE, SHARE, outlook, said, target

PAGE = {"url": "https://a.example/1", "published": "2026-01-21"}
CORPUS = {"seed": True, "title": "work report"}


def told(new: list[Statement], known: list[Statement]) -> dict[str, list[tuple[str, str]]]:
    """By quote of the new statement: the relation and the quote of the known one."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in find(new, known):
        against = one.against.claim.quote if one.against else ""
        found.setdefault(one.claim.claim.quote, []).append((one.relation.value, against))
    return found


GOAL = target("over 300", "3e11", bound="over", key="revenue+online_economy",
              indicator="online new economy revenue", **CORPUS)  # fmt: skip
FIRMS = said("7,000", "7000", "enterprise", period="2022-12-31", key="digital_enterprises",
             indicator="digital economy enterprises", **CORPUS)  # fmt: skip
AIM = target("10,000", "10000", "enterprise", period="by:2025", key="digital_enterprises",
             indicator="digital economy enterprises", **CORPUS)  # fmt: skip


def test_a_repeated_number_names_what_stands_beside_it() -> None:
    """The text repeats the goal of 300 under a shorter name: its 312 is what became of it, and
    its 350 is the next one.
    """
    short = {"key": "online_economy", "indicator": "online new economy", **PAGE}
    new = [
        said("312", "3.12e11", **short),
        target("300", "3e11", **short),
        target("350", "3.5e11", period="by:2027", **short),
    ]
    assert told(new, [GOAL]) == {
        "312": [("achieves_target", "over 300")],
        "300": [("restates", "over 300")],
        "350": [("raises_target", "over 300")],
    }
    assert told(new[:1], [GOAL]) == {"312": [("new_series", "")]}


def test_a_loose_meeting_says_so_and_weighs_less() -> None:
    """The reason is among the parts of the weight."""
    short = {"key": "online_economy", "indicator": "online new economy", **PAGE}
    new = [target("300", "3e11", **short), target("350", "3.5e11", period="by:2027", **short)]
    strict = target("350", "3.5e11", period="by:2027", key=GOAL.claim.indicator_key, **PAGE)
    loose = next(one for one in find(new, [GOAL]) if one.relation is Relation.RAISES)
    (plain,) = find([strict], [GOAL])
    assert any("named otherwise" in words for words in loose.why)
    assert loose.weight < plain.weight


def test_a_target_in_passing() -> None:
    """A "five-year target of more than 10,000" names no firms; number, unit and kind do."""
    bare = {"key": "~five", "indicator": "five-year", "unit": "enterprise", **PAGE}
    new = [
        target("more than 10,000", "10000", bound="over", period=None, **bare),
        target("10,000 mark", "10000", period="by:2027", **bare),
    ]
    assert told(new, [FIRMS, AIM]) == {
        "more than 10,000": [("restates", "10,000")],
        "10,000 mark": [("moves_deadline", "10,000")],
    }


def test_a_bare_name_means_what_the_text_speaks_of() -> None:
    """Plain "revenue" is known, but the text repeats the goal of the online economy."""
    other = outlook("230", "2.3e11", period="by:2023", key="revenue", indicator="revenue", **CORPUS)
    new = [
        target("300", "3e11", key="revenue+online_economy", indicator="online economy", **PAGE),
        target("350", "3.5e11", period="by:2027", key="revenue", indicator="revenue", **PAGE),
    ]
    assert told(new, [GOAL, other])["350"] == [("raises_target", "over 300")]
    assert told(new[1:], [GOAL, other])["350"] == [("raises_target", "230")]


def test_the_name_of_a_programme() -> None:
    """Both sentences speak of the exhibition hall, one counts visitors, the other a number."""
    known = said("550,000", "550000", "visit", period=None, key="visitors", indicator="visitors",
                 pad=" at the new exhibition hall", **CORPUS)  # fmt: skip
    hall = {"key": "~exhibition+~hall", "indicator": "exhibition hall", **PAGE}
    echo = said(
        "7,000", "7000", "enterprise", period="2022-12-31", key="digital_enterprises", **PAGE
    )
    new = [said("800,000th", "800000", "number", **hall), echo]
    assert told(new, [known, FIRMS])["800,000th"] == [("updates", "550,000")]


# A text that repeats 7,000 digital firms, and a claim of it that is of nothing known.
APART = [
    ("another place",
     target("300", "3e11", place="Pudong", key="online_economy", indicator="online new economy")),
    ("another unit", target("300", "3e11", "USD", key="online_economy", indicator="online economy")),
    ("another measure", target("300", "300", "percent", measure="growth", key="online_economy")),
    ("the number, of another thing",
     target("300", "3e11", key="revenue+data", indicator="data industry revenue")),
    ("the number, of another time",
     target("300", "3e11", period="by:2030", key="~cluster", indicator="each cluster")),
    ("firms of another kind",
     said("7,000", "7000", "enterprise", key="foreign_enterprises", indicator="foreign firms")),
    ("another size", said("30", "3e10", key="online_economy", indicator="online new economy")),
    ("an addition", said("60 more", "60", "enterprise", measure="change", key="enterprises")),
    ("one word of many",
     said("120", "1.2e11", key="revenue+tourism", indicator="tourism revenue")),
    ("nothing named", said("290", "2.9e11", key="", indicator="")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "claim"), APART)
def test_what_only_seems_alike(why: str, claim: Statement) -> None:
    """Another place, unit, measure, size or thing is nothing, however much the text repeats."""
    new = replace(claim, url=PAGE["url"])
    echo = said("7,000", "7000", "enterprise", period="2022-12-31", key="digital_enterprises",
                url=PAGE["url"])  # fmt: skip
    mine = [one for one in find([new, echo], [GOAL, FIRMS, AIM]) if one.claim is new]
    assert [one.relation for one in mine] == [Relation.NEW_SERIES], why


@pytest.mark.parametrize(
    ("new", "known"),
    [
        ("digital_economy/tax_revenue", "digital_economy/fiscal_revenue"),
        ("urban+income", "rural+income"),
    ],
)
def test_shares_of_two_wholes_are_two(new: str, known: str) -> None:
    """A share of tax revenue is none of fiscal revenue."""
    old = said("30", "30", key=known, indicator=known.replace("_", " "), **SHARE, **CORPUS)
    one = said("40", "40", key=new, indicator=new.replace("_", " "), **SHARE, **PAGE)
    echo = said(
        "7,000", "7000", "enterprise", period="2022-12-31", key="digital_enterprises", **PAGE
    )
    assert told([one, echo], [old, FIRMS])["40"] == [("new_series", "")]


def test_a_text_means_two_things_by_two_names() -> None:
    """The income of residents and of urban residents, in one text: the second is none of the
    first; alone, in a text that repeats the document, it is taken for it.
    """
    old = [
        said(
            "66,000",
            "66000",
            period="2023",
            key="income",
            indicator="income of residents",
            **CORPUS,
        ),
        FIRMS,
    ]
    urban = said(
        "81,000", "81000", key="income+urban", indicator="income of urban residents", **PAGE
    )
    all_of = said("72,000", "72000", key="income", indicator="income of residents", **PAGE)
    echo = said(
        "7,000", "7000", "enterprise", period="2022-12-31", key="digital_enterprises", **PAGE
    )
    assert told([urban, all_of, echo], old)["81,000"] == [("new_series", "")]
    assert told([urban, echo], old)["81,000"] == [("updates", "66,000")]


def test_two_names_never_contradict() -> None:
    """Two names and two numbers for one time are two things, before they are a contradiction."""
    old = said("5.0", "5.0", key="gdp+core", indicator="core output", **RATE, **CORPUS)
    one = said(
        "5.6", "5.6", key="gdp+core+~service", indicator="core output services", **RATE, **PAGE
    )
    echo = said(
        "7,000", "7000", "enterprise", period="2022-12-31", key="digital_enterprises", **PAGE
    )
    assert "5.6" not in told([one, echo], [old, FIRMS])


def test_its_own_name_comes_first() -> None:
    """Where the very series is known, no other is looked for."""
    own = said(
        "290", "2.9e11", period="2024", key="online_economy", indicator="online economy", **CORPUS
    )
    new = [said("312", "3.12e11", key="online_economy", indicator="online economy", **PAGE)]
    assert told(new, [GOAL, own]) == {"312": [("updates", "290")]}


def test_an_unlikely_number_of_another_thing_is_nothing() -> None:
    """So many care workers are not the people of the digital sector, though both are employment."""
    known = said("31,500", "31500", "person", period="2022", key="employment+digital_economy",
                 indicator="digital sector employment", **CORPUS)  # fmt: skip
    carers = said("31,500", "31500", "person", period=None, key="employment+~care",
                  indicator="care workers", **PAGE)  # fmt: skip
    assert told([carers], [known]) == {"31,500": [("new_series", "")]}


def test_what_stands_beside_tells_what_is_meant() -> None:
    """Only the 350 is new on the page; that it repeats the goal of 300 beside it tells whose 350
    it is, and the 300 itself is met by nothing.
    """
    short = {"key": "online_economy", "indicator": "online new economy", **PAGE}
    old = target("300", "3e11", **short)
    new = target("350", "3.5e11", period="by:2027", **short)
    (found,) = find([new], [GOAL], [old])
    assert (found.claim, found.relation) == (new, Relation.RAISES)
    assert [one.relation for one in find([new], [GOAL])] == [Relation.NEW_SERIES]


def test_a_known_number_repeated_under_many_names_holds_nothing_up() -> None:
    """Three hundred names for a number that sixty series of the corpus know are met in a moment:
    by the square of the echoes it took twenty seconds. A target said hundreds of times is too.
    """
    odd = {"period": "2025"}
    known = [
        said("312", "312345678", key=f"revenue+k{n}", indicator=f"digital k{n}", **odd, **CORPUS)
        for n in range(60)
    ]
    new = [
        said(f"{n}", "312345678", key=f"revenue+x{n}", indicator=f"digital x{n}", **odd, **PAGE)
        for n in range(300)
    ]
    aims = [
        target(f"3{n}", str((10 + n) * 10**13), period="by:2026", key="gdp", **CORPUS)
        for n in range(32)
    ]
    said_lower = [
        target(f"{n}", str((40 + n) * 10**9), period="by:2026", key="gdp", **PAGE)
        for n in range(1000)
    ]
    start = perf_counter()
    assert {one.relation for one in find(new, known)} == {Relation.RESTATES}
    assert len(find(said_lower, aims)) > 500
    assert perf_counter() - start < 8

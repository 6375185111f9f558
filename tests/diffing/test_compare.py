"""What counts as a change between two versions of a page, and what does not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from diffing import compare
from model import (
    ChangeKind,
    ChangeState,
    Claim,
    Comparison,
    Direction,
    Kind,
    Measure,
    Quantity,
    Version,
)
from tests.diffing.claims import claim, version

AIM = "In the online new economy sector, the district aims to boost revenue to {} by {}."
ZH = "到{}年，杨浦区在线新经济营业收入力争达到{}。"


def aim(quote: str, value: str, bound: str = "over", year: str = "2025", **more: object) -> Claim:
    return claim(AIM.format(quote, year), quote, value, bound=bound, period=f"by:{year}", **more)


def zh(quote: str, value: str, bound: str = "exact", year: str = "2025", **more: object) -> Claim:
    more = {"period": f"by:{year}", "indicator": "在线新经济营业收入", "key": "online"} | more
    return claim(ZH.format(year, quote), quote, value, bound=bound, **more)


BEFORE = aim("more than 300 billion yuan", "3e11")

CHANGED = {
    "a target is raised": (
        BEFORE,
        aim("more than 350 billion yuan", "3.5e11"),
        ("value",),
        Direction.RAISED,
        "0.166667",
    ),
    "a target is lowered": (
        BEFORE,
        aim("more than 280 billion yuan", "2.8e11"),
        ("value",),
        Direction.LOWERED,
        "-0.066667",
    ),
    "a Chinese target is raised": (
        zh("3000亿元", "3e11"),
        zh("3500亿元", "3.5e11"),
        ("value",),
        Direction.RAISED,
        "0.166667",
    ),
    "millions for billions": (
        BEFORE,
        aim("more than 300 million yuan", "3e8"),
        ("value",),
        Direction.LOWERED,
        "-0.999000",
    ),
    "more than becomes about": (
        BEFORE,
        aim("about 300 billion yuan", "3e11", "about"),
        ("bound",),
        Direction.SOFTENED,
        None,
    ),
    "突破 becomes 左右": (
        zh("突破3000亿元", "3e11", "over"),
        zh("3000亿元左右", "3e11", "about"),
        ("bound",),
        Direction.SOFTENED,
        None,
    ),
    "about becomes exact": (
        aim("about 300 billion yuan", "3e11", "about"),
        aim("300 billion yuan", "3e11", "exact"),
        ("bound",),
        Direction.FIRMED,
        None,
    ),
    "over becomes under": (
        BEFORE,
        aim("less than 300 billion yuan", "3e11", "under"),
        ("bound",),
        Direction.LOWERED,
        None,
    ),
    "a deadline moves back": (
        BEFORE,
        aim("more than 300 billion yuan", "3e11", year="2027"),
        ("period",),
        Direction.LATER,
        None,
    ),
    "a deadline moves forward": (
        zh("3000亿元", "3e11"),
        zh("3000亿元", "3e11", year="2024"),
        ("period",),
        Direction.EARLIER,
        None,
    ),
    "value and deadline": (
        BEFORE,
        aim("more than 350 billion yuan", "3.5e11", year="2027"),
        ("value", "period"),
        Direction.RAISED,
        "0.166667",
    ),
    "a deadline is taken out": (
        BEFORE,
        claim(
            "In the online new economy sector, the district aims to boost revenue to more than "
            "300 billion yuan.",
            "more than 300 billion yuan",
            "3e11",
            bound="over",
            period=None,
        ),
        ("period",),
        Direction.SOFTENED,
        None,
    ),
    "a target is reported as reached": (
        BEFORE,
        claim(
            "In the online new economy sector, the district boosted revenue to more than "
            "300 billion yuan in 2025.",
            "more than 300 billion yuan",
            "3e11",
            bound="over",
            kind="figure",
        ),
        ("kind",),
        None,
        None,
    ),
    "a range moves": (
        claim("It expects growth of 5.5 to 6 percent.", "5.5 to 6 percent", "5.5", "percent",
              top="6", bound="range", measure="growth", kind="forecast", indicator="GDP growth"),
        claim("It expects growth of 5 to 5.5 percent.", "5 to 5.5 percent", "5", "percent",
              top="5.5", bound="range", measure="growth", kind="forecast", indicator="GDP growth"),
        ("value",),
        Direction.LOWERED,
        "-0.086957",
    ),
    "a range becomes its middle": (
        claim("It expects growth of 5 to 6 percent.", "5 to 6 percent", "5", "percent", top="6",
              bound="range", measure="growth", indicator="GDP growth"),
        claim("It expects growth of 5.5 percent.", "5.5 percent", "5.5", "percent",
              measure="growth", indicator="GDP growth"),
        ("value",),
        Direction.FIRMED,
        "0",
    ),
    "a fall grows": (
        claim("Exports fell 3.7 percent.", "3.7 percent", "-3.7", "percent", kind="figure",
              measure="growth", indicator="exports growth"),
        claim("Exports fell 5 percent.", "5 percent", "-5", "percent", kind="figure",
              measure="growth", indicator="exports growth"),
        ("value",),
        Direction.LOWERED,
        "-0.351351",
    ),
    "one unit of counting for another": (
        claim("The park is home to 300 enterprises.", "300 enterprises", "300", "enterprise",
              kind="figure", indicator="enterprises in the park"),
        claim("The park is home to 300 households.", "300 households", "300", "household",
              kind="figure", indicator="households in the park"),
        ("unit",),
        None,
        None,
    ),
    "yuan becomes dollars": (
        BEFORE,
        aim("more than 300 billion dollars", "3e11", unit="USD"),
        ("unit",),
        None,
        None,
    ),
    "a small rounding is still another value": (
        claim("The project provides 15,412 flats.", "15,412 flats", "15412", "flat", kind="figure"),
        claim("The project provides 15,400 flats.", "15,400 flats", "15400", "flat", kind="figure"),
        ("value",),
        Direction.LOWERED,
        "-0.000779",
    ),
    "reworded and raised": (
        claim("The number of digital firms in Yangpu is to reach 7,000.", "7,000", "7000",
              "enterprise", indicator="digital firms"),
        claim("Yangpu wants to be home to 9,000 digital firms by then.", "9,000", "9000",
              "enterprise", indicator="digital firms"),
        ("value",),
        Direction.RAISED,
        "0.285714",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
def test_changes(name: str) -> None:
    """Each of these is one change with these aspects, this direction and this size."""
    before, after, aspects, direction, relative = CHANGED[name]
    found = compare(version(before), version(after))
    assert [c.change for c in found.changes] == [ChangeKind.CHANGED], found
    change = found.changes[0]
    assert change.aspects == aspects
    assert change.direction is direction
    assert change.relative == (None if relative is None else Decimal(relative))
    assert change.state is ChangeState.CONFIRMED


QUIET = {
    "300 billion is 0.3 trillion": (BEFORE, aim("more than 0.3 trillion yuan", "3e11")),
    "3000亿元 is 三千亿元": (zh("3000亿元", "3e11"), zh("三千亿元", "3e11")),
    "km² in hectares": (
        claim("Parks cover 43 square kilometers.", "43 square kilometers", "43", "km2"),
        claim("Parks cover 4,300 hectares.", "4,300 hectares", "4300", "hectare"),
    ),
    "hectares in 亩": (
        claim("园区面积2000公顷。", "2000公顷", "2000", "hectare"),
        claim("园区面积3万亩。", "3万亩", "30000", "mu"),
    ),
    "acres in hectares, rounded as they must be": (
        claim("Parks cover 1,000 acres.", "1,000 acres", "1000", "acre"),
        claim("Parks cover about 405 hectares.", "about 405 hectares", "405", "hectare",
              bound="about"),
    ),
    "a conversion at a new rate": (
        replace(BEFORE, converted=(Quantity(Decimal("4.1e10"), "USD"),)),
        replace(BEFORE, converted=(Quantity(Decimal("4.3e10"), "USD"),)),
    ),
    "the amount in brackets first": (
        claim("Revenue is to hit 230 billion yuan (US$31.5 billion).", "230 billion yuan",
              "2.3e11", converted=(Quantity(Decimal("3.15e10"), "USD"),)),
        claim("Revenue is to hit US$31.5 billion (230 billion yuan).", "US$31.5 billion",
              "3.15e10", "USD", converted=(Quantity(Decimal("2.3e11"), "CNY"),)),
    ),
    "another wording, another literal key": (
        claim("The number of digital firms in Yangpu is to reach 7,000.", "7,000", "7000",
              "enterprise", indicator="digital firms"),
        claim("By then, 7,000 companies of the digital economy shall have settled there.",
              "7,000 companies", "7000", "enterprise", indicator="companies of digital economy"),
    ),
    "over is at least": (BEFORE, aim("at least 300 billion yuan", "3e11", "at_least")),
    "in 2025 is by 2025": (BEFORE, replace(BEFORE, period="2025")),
    "2022 is the end of 2022": (
        claim("By 2022, 29,000 households had benefited.", "29,000", "29000", "household",
              kind="figure", period="2022"),
        claim("29,000 households had benefited by the end of 2022.", "29,000", "29000",
              "household", kind="figure", period="2022-12-31"),
    ),
    "another confidence and other rules": (
        BEFORE,
        replace(BEFORE, confidence=0.4, rules=("other",)),
    ),
    "a figure loses its date": (
        claim("In 2023, the area had 620,000 visitors.", "620,000", "620000", "visitor",
              kind="figure", period="2023"),
        claim("The area has had 620,000 visitors.", "620,000", "620000", "visitor",
              kind="figure", period=None),
    ),
    "a place is left unsaid": (BEFORE, replace(BEFORE, place=None)),
    "full width and invisible characters": (
        zh("3000亿元", "3e11"),
        zh("３０００亿\u200b元", "3e11"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", QUIET)
def test_no_changes(name: str) -> None:
    """Each of these says the same in other words, in both directions."""
    before, after = QUIET[name]
    for one, other in ((before, after), (after, before)):
        found = compare(version(one), version(other))
        assert found.changes == ()
        assert found.unchanged + found.reworded == 1


def test_swapped_values_are_two_changes() -> None:
    """A 300 / B 500 turned into A 500 / B 300 is two changes of value, not two rewordings."""
    text = "Revenue of the park is to reach {} and that of the port {}."
    a, b = "300 million yuan", "500 million yuan"

    def page(first: str, second: str, one: str, other: str) -> Version:
        sentence = text.format(first, second)
        return version(
            claim(sentence, first, one, indicator="park revenue"),
            claim(sentence, second, other, indicator="port revenue"),
        )

    found = compare(page(a, b, "3e8", "5e8"), page(b, a, "5e8", "3e8"))
    assert [(c.aspects, c.old.indicator, c.new.indicator) for c in found.changes if c.old] == [
        (("value",), "park revenue", "park revenue"),
        (("value",), "port revenue", "port revenue"),
    ]


def test_the_middle_of_a_chinese_list() -> None:
    """Of three values with one sentence, only the one that changed is flagged."""
    sentence = "三大产业增加值分别为{}、{}和{}。"

    def page(*quotes: str) -> Version:
        whole = sentence.format(*quotes)
        values = [str(Decimal(q.removesuffix("亿元")) * 10**8) for q in quotes]
        return version(
            *(
                claim(whole, q, v, kind="figure", indicator="增加值", key="value-added")
                for q, v in zip(quotes, values, strict=True)
            )
        )

    found = compare(
        page("99.7亿元", "11643亿元", "42184亿元"), page("99.7亿元", "11843亿元", "42184亿元")
    )
    assert [(c.old.quote, c.new.quote) for c in found.changes] == [("11643亿元", "11843亿元")]
    assert found.unchanged == 2


def test_an_item_put_into_a_list() -> None:
    """A new item in a list is one added claim; its neighbours only moved."""
    old = "Sectors A, B and C grew 14.2, 11.7 and 20.5 percent."
    new = "Sectors A, B, D and C grew 14.2, 11.7, 9.1 and 20.5 percent."

    def rate(sentence: str, quote: str, name: str) -> Claim:
        return claim(sentence, quote, quote, "percent", kind="figure", measure="growth",
                     indicator=f"sector {name} growth")  # fmt: skip

    before = version(*(rate(old, q, n) for q, n in (("14.2", "A"), ("11.7", "B"), ("20.5", "C"))))
    after = version(
        *(rate(new, q, n) for q, n in (("14.2", "A"), ("11.7", "B"), ("9.1", "D"), ("20.5", "C")))
    )
    found = compare(before, after)
    assert [(c.change, c.new.quote) for c in found.changes] == [(ChangeKind.ADDED, "9.1")]


def test_added_and_removed() -> None:
    """A figure that came and one that went: the removal waits for a second look."""
    parks = claim("Pudong has 15 such parks.", "15", "15", "park", kind="figure",
                  indicator="parks", place="Pudong")  # fmt: skip
    rate = claim("Unemployment stood at 4.2 percent.", "4.2 percent", "4.2", "percent",
                 kind="figure", measure="share", indicator="unemployment rate")  # fmt: skip
    found = compare(version(BEFORE, parks), version(BEFORE, rate))
    assert {(c.change, c.state) for c in found.changes} == {
        (ChangeKind.ADDED, ChangeState.CONFIRMED),
        (ChangeKind.REMOVED, ChangeState.PROVISIONAL),
    }
    assert found.unchanged == 1


def test_equal_numbers_of_two_things_are_not_one() -> None:
    """5 percent of one thing gone and 5 percent of another come: an addition and a removal."""
    gdp = claim("GDP grew 5 percent last year.", "5 percent", "5", "percent", kind="figure",
                measure="growth", indicator="GDP growth")  # fmt: skip
    shops = claim("Turnover in shops was 5 percent up on 2024.", "5 percent", "5", "percent",
                  kind="figure", measure="growth", indicator="retail sales growth")  # fmt: skip
    found = compare(version(gdp), version(shops))
    assert {c.change for c in found.changes} == {ChangeKind.ADDED, ChangeKind.REMOVED}


TITLE = "Yangpu aims at {} from the online new economy"


def titled(quote: str, value: str, body: Claim) -> Version:
    title = claim(TITLE.format(quote), quote, value, period=None)
    return version(title, body, title=title.sentence)


def test_said_twice_and_changed_twice_is_one_change() -> None:
    """Title and text both say 350 now: one change, with the longest sentence as evidence."""
    before = titled("300 bn yuan", "3e11", BEFORE)
    after = titled("350 bn yuan", "3.5e11", aim("more than 350 billion yuan", "3.5e11"))
    found = compare(before, after)
    assert [c.new.quote for c in found.changes] == ["more than 350 billion yuan"]


def test_one_of_two_mentions_gone_or_come_is_nothing() -> None:
    """A figure still said elsewhere on the page was not removed, nor is it new when repeated."""
    both, one = titled("300 bn yuan", "3e11", BEFORE), version(BEFORE)
    assert compare(both, one).changes == ()
    assert compare(one, both).changes == ()


def test_only_the_title_changed() -> None:
    """The title says 350 and the text still 300: the page contradicts itself, which is shown."""
    before, after = titled("300 bn yuan", "3e11", BEFORE), titled("350 bn yuan", "3.5e11", BEFORE)
    found = compare(before, after)
    assert [(c.change, c.aspects) for c in found.changes] == [(ChangeKind.CHANGED, ("value",))]


def test_a_new_target_beside_the_old_one_is_added() -> None:
    """300 by 2025 still stands; 350 by 2027 is new, not a change of the mention that went."""
    later = claim("The next plan speaks of 350 billion yuan by 2027.", "350 billion yuan",
                  "3.5e11", period="by:2027")  # fmt: skip
    found = compare(titled("300 bn yuan", "3e11", BEFORE), version(BEFORE, later))
    assert [(c.change, c.new.quote) for c in found.changes] == [
        (ChangeKind.ADDED, "350 billion yuan")
    ]


def test_the_same_step_of_two_indicators_is_two_changes() -> None:
    """GDP and retail sales both went from 5 to 6 percent: two changes."""

    def page(rate: str) -> Version:
        return version(
            *(
                claim(f"{name} grew {rate} percent.", f"{rate} percent", rate, "percent",
                      measure="growth", indicator=f"{name} growth", kind="figure")
                for name in ("GDP", "Retail trade")
            )
        )  # fmt: skip

    assert len(compare(page("5"), page("6")).changes) == 2


def undated(day: str | None) -> Claim:
    return claim("The district now has 7,000 digital firms.", "7,000", "7000", "enterprise",
                 kind="figure", indicator="digital firms", period=day)  # fmt: skip


def test_the_page_was_only_dated_anew() -> None:
    """An undated figure carries the page's date; a page published anew changes no figure."""
    before = version(undated("2025-03-01"), published=date(2025, 3, 1))
    after = version(undated("2025-09-01"), published=date(2025, 9, 1))
    assert compare(before, after) == Comparison(unchanged=1)
    none = version(undated(None))
    assert compare(none, after).changes == ()


def test_this_year_on_a_page_dated_anew() -> None:
    """An untouched "this year" is not another year because the page's date moved."""
    sentence = "This year the district plans 300 new flats."
    plan = claim(sentence, "300 new flats", "300", "flat", period="2025")
    before = version(plan, published=date(2025, 12, 30))
    after = version(replace(plan, period="2026"), published=date(2026, 1, 2))
    assert compare(before, after).changes == ()


def test_a_heading_dated_anew() -> None:
    """The list below "Targets for 2025" is the same, but the heading says 2026 now."""
    plan = claim("- 300 new flats", "300 new flats", "300", "flat", period="2025")
    before = version(plan, above="Targets for 2025\n")
    after = version(replace(plan, period="2026"), above="Targets for 2026\n")
    assert [c.aspects for c in compare(before, after).changes] == [("period",)]


def test_a_sentence_put_above_dates_nothing_below() -> None:
    """A new sentence with a later year above an untouched one does not move its deadline."""
    plan = claim("It also plans 300 new flats.", "300 new flats", "300", "flat", period="by:2025")
    above = "By 2025, the district aims higher.\n"
    before = version(plan, above=above)
    after = version(replace(plan, period="by:2030"), above=above + "By 2030, it is to be done.\n")
    assert compare(before, after).changes == ()


def test_a_sentence_taken_out_above_dates_nothing_below() -> None:
    """Without the sentence that dated it, an untouched one is read by the title's year."""
    plan = claim("It also plans 300 new flats.", "300 new flats", "300", "flat", period="2025")
    title = "Work in 2025 and plans for 2026"
    before = version(plan, above="Plans for 2026.\nIn 2025 much was done.\n", title="Plans")
    after = version(replace(plan, period="2026"), above="Plans for 2026.\n", title="Plans")
    assert compare(before, after).changes == ()
    dated = [replace(page, article=replace(page.article, title=title)) for page in (before, after)]
    assert compare(*dated).changes == ()


def test_an_untouched_sentence_read_otherwise() -> None:
    """Kind, place and measure of an untouched sentence are read from afar: no change."""
    done = claim("Some 300 new flats this year.", "300 new flats", "300", "flat", kind="figure")
    for other in (
        replace(done, kind=Kind.TARGET),
        replace(done, place="Shanghai"),
        replace(done, measure=Measure.CHANGE),
    ):
        assert compare(version(done), version(other)).changes == ()


def test_targets_under_a_heading_that_says_results_now() -> None:
    """The list is untouched, but what it lists is now called reached."""
    done = claim("- 300 new flats", "300 new flats", "300", "flat")
    before = version(done, above="Targets\n")
    after = version(replace(done, kind=Kind.FIGURE), above="Results\n")
    assert [c.aspects for c in compare(before, after).changes] == [("kind",)]


def test_an_article_less_is_no_other_place() -> None:
    """A place is another when its words are, not when "the" was left out."""
    before = claim("The parks of the area cover 43 km².", "43 km²", "43", "km2", kind="figure")
    after = claim("The parks of area cover 43 km².", "43 km²", "43", "km2", kind="figure",
                  place="Pudong")  # fmt: skip
    assert compare(version(before), version(after)).changes == ()
    other = claim("The parks of Pudong area cover 43 km².", "43 km²", "43", "km2", kind="figure",
                  place="Pudong")  # fmt: skip
    assert [c.aspects for c in compare(version(before), version(other)).changes] == [("place",)]


def test_a_deadline_moved_into_the_next_sentence_is_still_there() -> None:
    """A sentence parted in two leaves the year next door: nothing was taken out."""
    plan = claim("The district aims for 300 billion yuan.", "300 billion yuan", "3e11", period=None)
    before = version(replace(aim("300 billion yuan", "3e11", "exact")))
    after = version(plan, above="All this is to be done by 2025.\n")
    assert compare(before, after).changes == ()


def test_table_rows_that_moved() -> None:
    """A table sorted anew changes nothing; one cell of it does."""

    def page(*rows: tuple[str, str]) -> Version:
        return version(
            *(
                claim(f"{name} | {value} percent", f"{value} percent", value, "percent",
                      measure="growth", indicator=f"{name} growth", kind="figure")
                for name, value in rows
            )
        )  # fmt: skip

    rows = [("Yangpu", "5.1"), ("Hongkou", "4.9"), ("Pudong", "5.6"), ("Baoshan", "5.1")]
    assert compare(page(*rows), page(*rows[::-1])) == Comparison(unchanged=4)
    edited = [("Baoshan", "5.1"), ("Hongkou", "4.6"), ("Yangpu", "5.1"), ("Pudong", "5.6")]
    found = compare(page(*rows), page(*edited))
    assert [(c.old.quote, c.new.quote) for c in found.changes] == [("4.9 percent", "4.6 percent")]


def test_a_likely_slip_is_named() -> None:
    """The same digits with another magnitude are called a likely slip."""
    after = aim("more than 300 million yuan", "3e8")
    why = compare(version(BEFORE), version(after)).changes[0].why
    assert any("likely slip: same digits, other magnitude" in part for part in why)


def test_absurd_numbers_are_compared_without_a_crash() -> None:
    """A number of 300 digits is another value, too far away for a percentage."""
    after = aim("more than 9e300 yuan", "9E+300")
    found = compare(version(BEFORE), version(after))
    assert [(c.aspects, c.relative) for c in found.changes] == [(("value",), None)]
    zero = aim("0 yuan", "0", "exact")
    assert compare(version(zero), version(BEFORE)).changes[0].relative is None


def test_targets_weigh_more_than_figures() -> None:
    """A raised target comes before a raised figure, a new one after both."""
    figure = claim("GDP grew 5 percent.", "5 percent", "5", "percent", kind="figure",
                   measure="growth", indicator="GDP growth")  # fmt: skip
    raised = claim("GDP grew 6 percent.", "6 percent", "6", "percent", kind="figure",
                   measure="growth", indicator="GDP growth")  # fmt: skip
    new = claim("There are 12 parks.", "12", "12", "park", kind="figure", indicator="parks")
    target = aim("more than 350 billion yuan", "3.5e11")
    found = compare(version(figure, BEFORE), version(new, raised, target))
    assert [c.new.quote for c in found.changes] == [
        "more than 350 billion yuan",
        "6 percent",
        "12",
    ]
    assert all(c.why and 0 < c.weight <= 1 for c in found.changes)

"""A series is drawn so that a person sees where it stands: at 80 columns, and without colour."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Point, Statement, Witness, days
from reports.outlets import terminal_width
from reports.plot import plot_points
from tests.diffing.claims import claim

NOW = datetime(2026, 1, 2, tzinfo=UTC)
TODAY = NOW.date()


def point(value, period, unit="CNY", *, said_on=date(2025, 6, 1), **more) -> Point:
    more.setdefault("kind", "figure")
    made = claim(f"It is {value}.", str(value), str(value), unit, period=period, **more)
    return Point(made, days(period).last if period else said_on, NOW, NOW)


REVENUE = [
    point("2.1e11", "2022"),
    point("2.6e11", "2024", bound="over"),
    point("3e11", "by:2025", kind="target", bound="over"),
    point("3.5e11", "by:2027", kind="target"),
    point("2.9e11", "2026", kind="forecast"),
]


def canvas(text: str) -> list[str]:
    """What stands right of the axis, line by line."""
    return [line.split("|", 1)[-1] for line in text.splitlines() if re.search(r"[|+]", line)]


def row_of(text: str, sign: str) -> list[int]:
    return [n for n, line in enumerate(canvas(text)) if sign in line.lstrip(" 0123456789,+")]


def test_kinds_have_signs_of_their_own():
    """Figures, targets and forecasts are told apart without colour, and the legend names each."""
    text = plot_points(REVENUE, TODAY)
    body = "\n".join(canvas(text))
    assert (body.count("o"), body.count("T"), body.count("f")) == (2, 2, 1)
    assert "o figure   T target, at its deadline   f forecast" in text
    assert "A stroke up is at least" in text


def test_the_axis_is_readable():
    """The unit is said once, in words; the amounts are round; a year stands below its end."""
    text = plot_points(REVENUE, TODAY)
    first, *rest = text.splitlines()
    assert first.lstrip().startswith("billion yuan")
    assert {"250", "300", "350"} <= {line.split()[0] for line in rest if line.strip()}
    rule, labels = rest[15], rest[16]
    assert [m[0] for m in re.finditer(r"\d{4}", labels)] == [str(y) for y in range(2022, 2028)]
    where = {labels[m.start() : m.end()]: m.start() + 2 for m in re.finditer(r"\d{4}", labels)}
    assert rule[where["2024"]] == "+"
    figure = next(line for line in rest if re.search(r"o\s", line) and "⠊" not in line[:9])
    assert figure.index("o") in {where["2022"], where["2024"]}


def test_higher_stands_higher_and_later_stands_right():
    """Where a mark stands is what it says."""
    text = plot_points([point(100, "2020"), point(900, "2024")], TODAY)
    lines = [line for line in text.splitlines()[1:16] if "o" in line]
    assert len(lines) == 2
    assert lines[0].index("o") > lines[1].index("o")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width):
    """Whatever the width: the plot, its axes and its legend stay within it."""
    for points in (REVENUE, [point(5, None)], [point(v, f"{1900 + v}") for v in range(120)]):
        text = plot_points(points, TODAY, width=width)
        assert max(map(terminal_width, text.splitlines())) <= width


def test_colour_only_where_asked():
    """Without colour there is no escape; with it, the same picture."""
    plain = plot_points(REVENUE, TODAY)
    colored = plot_points(REVENUE, TODAY, color=True)
    assert "\x1b" not in plain
    assert "\x1b[" in colored
    bare = re.sub(r"\x1b\[[0-9;]*m", "", colored)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


def test_wide_ranges_stand_by_powers_of_ten():
    """From one to a trillion each step is seen, and the axis says how it counts."""
    text = plot_points([point(10**n, f"{2010 + n}") for n in range(13)], TODAY)
    assert "yuan, by powers of ten" in text
    assert "1 trillion" in text
    assert len(row_of(text, "o")) >= 12


def test_falls_stand_below_zero():
    """Negative values are below a line at zero, and both ends are in sight."""
    drop = [point("-3.7", "2023", "percent"), point("2.5", "2024", "percent")]
    lines = plot_points(drop, TODAY).splitlines()
    zero = next(n for n, line in enumerate(lines) if line.lstrip().startswith("0 +"))
    marked = [n for n, line in enumerate(lines[:16]) if "o" in line[6:]]
    assert marked[0] < zero < marked[1]


def test_what_has_no_time_is_drawn_and_told():
    """Undated points stand on the day they were said, and the legend says so."""
    text = plot_points([point(7000, None, "enterprise"), point(7300, "2025")][:1], TODAY)
    assert "1 point states no time" in text
    assert "o" in "".join(canvas(text))
    two = [point(7000, None, "firm"), point(7300, None, "firm")]
    assert "2 points state no time: they stand" in plot_points(two, TODAY)


def test_one_point_is_enough():
    """A single point has axes around it; no point at all is no plot."""
    assert "2024" in plot_points([point(7000, "2024", "enterprise")], TODAY)
    assert plot_points([], TODAY) == ""


def test_things_are_counted_whole():
    """No axis offers half an enterprise; of money and percent it may."""
    few = [point(1, "2023", "school"), point(2, "2024", "school")]
    assert not re.search(r"^\s*\d+\.\d+ \+", plot_points(few, TODAY), re.M)
    rates = [point(1, "2023", "percent"), point(2, "2024", "percent")]
    assert re.search(r"^\s*\d+\.\d+ \+", plot_points(rates, TODAY), re.M)


def test_units_of_one_dimension_share_an_axis():
    """43 km² and 4,300 hectares are one height."""
    area = [point(43, "2022", "km2"), point(40, "2023", "km2"), point(4300, "2024", "hectare")]
    lines = [line for line in plot_points(area, TODAY).splitlines() if line.count("o") == 2]
    assert len(lines) == 1


def test_kinds_on_one_spot_are_shown_as_several():
    """A target and the figure that reaches it are not painted over each other."""
    both = [point(300, "2025"), point(300, "2025", kind="target"), point(200, "2024")]
    text = plot_points(both, TODAY)
    assert "* several together" in text
    assert any("*" in line for line in text.splitlines()[:16])


def test_what_nobody_says_any_more_is_crossed():
    """A figure that every page took back has another sign, and no line leads through it."""
    said = Statement(point(300, "2024").claim, "A page")
    back = replace(point(300, "2024"), witnesses=(Witness(said, NOW, NOW, gone_at=NOW),))
    text = plot_points([point(100, "2023"), back, point(100, "2025")], TODAY)
    assert "x no longer said" in text
    assert any("x" in line for line in text.splitlines()[:16])
    level = [line for line in text.splitlines()[1:16] if "o" in line]
    assert len(level) == 1
    kept = replace(back, witnesses=(*back.witnesses, Witness(said, NOW, NOW)))
    assert "no longer" not in plot_points([kept], TODAY)


def test_a_misread_number_spoils_no_plot():
    """What cannot be drawn is left out and counted."""
    text = plot_points([point("1e400", "2023"), point(10, "2024")], TODAY)
    assert "1 point could not be drawn" in text
    assert plot_points([point("1e400", "2023")], TODAY) == ""


@given(
    st.lists(
        st.tuples(
            st.decimals(allow_nan=False, allow_infinity=False, places=4)
            | st.integers(-(10**30), 10**30).map(Decimal),
            st.dates() | st.dates(date(2024, 1, 1), date(2024, 3, 1)),
            st.sampled_from(["figure", "target", "forecast"]),
            st.sampled_from(["exact", "over", "at_most", "about"]),
        ),
        min_size=1,
        max_size=12,
    ),
    st.integers(20, 200),
    st.integers(3, 40),
)
def test_any_points_can_be_drawn(rows, width, height):
    """Whatever the amounts and days: as many lines as asked for, each kind in sight."""
    points = [
        point(value, None, said_on=day, kind=kind, bound=bound) for value, day, kind, bound in rows
    ]
    text = plot_points(points, TODAY, width=width, height=height)
    lines = text.splitlines()
    assert len([line for line in lines if re.match(r"[^|+]*[|+]", line)]) >= height
    body = "".join(lines[1 : height + 1])
    assert any(sign in body for sign in "oTf*")


def test_a_dense_series_is_not_slow_to_read():
    """A thousand daily figures still leave axes that name months or years."""
    start = date(2023, 1, 1)
    daily = [point(100 + n, (start + timedelta(days=n)).isoformat(), "visit") for n in range(1000)]
    text = plot_points(daily, TODAY)
    assert "2024" in text
    assert "visits" in text

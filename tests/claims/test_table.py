"""Tables and bulletins."""

from tests.claims.said import claims


def cells(text):
    return [
        (c.quote, float(c.quantity.value), c.quantity.unit, c.measure.value, c.period)
        for c in claims(text)
    ]


def test_units_and_periods_stand_in_heads():
    """A cell takes its unit from the label and its period from the head."""
    text = (
        "Indicator | 2023 | 2024\nGDP (billion yuan) | 320.5 | 341.2\nGDP growth (%) | 5.1 | -0.3"
    )
    assert cells(text) == [
        ("320.5", 320.5e9, "CNY", "level", "2023"),
        ("341.2", 341.2e9, "CNY", "level", "2024"),
        ("5.1", 5.1, "percent", "growth", "2023"),
        ("-0.3", -0.3, "percent", "growth", "2024"),
    ]


def test_a_column_or_the_caption_gives_the_unit():
    """单位 may be a column of its own, or stand above the table."""
    column = "指标 | 单位 | 2024年\n常住人口 | 万人 | 124.1"
    assert cells(column) == [("124.1", 1_241_000, "person", "level", "2024")]
    caption = "主要指标 单位：亿元\n指标 | 2024年\n财政收入 | 188.6"
    assert cells(caption) == [("188.6", 18_860_000_000, "CNY", "level", "2024")]


def test_a_column_of_targets():
    """A head that says target makes targets of its cells."""
    text = "指标 | 2024年 | 2025年目标\n财政收入 | 188.6亿元 | 195亿元"
    assert [claim.kind.value for claim in claims(text)] == ["figure", "target"]


def test_bulletin_lines():
    """In words: "Name: value; change" gives two claims."""
    found = claims("Indicator; January-February 2025\nRetail sales: 3.5 billion yuan; -2.4%")
    assert [(c.indicator_key, float(c.quantity.value)) for c in found] == [
        ("retail_sales", 3.5e9),
        ("retail_sales", -2.4),
    ]
    assert {claim.period for claim in found} == {"2025-01/2025-02"}


def test_a_label_says_what_a_bare_number_counts():
    """Where no unit is stated, the noun of the label is what is counted; 10,000 persons scale."""
    text = (
        "Indicator | Value\nNewly registered enterprises | 6,310\n"
        "Permanent residents (10,000 persons) | 121.7\nScore | 77"
    )
    found = claims(text)
    assert [(c.quantity.value, c.quantity.unit) for c in found] == [
        (6310, "enterprise"),
        (1217000, "person"),
    ]

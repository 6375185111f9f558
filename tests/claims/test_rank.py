"""Ranks are read where something is ranked, and ordinals that only count or name are not."""

import pytest

from model import Measure
from tests.claims.said import claims


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("The district ranked third in the city for its business climate in 2024.", [3]),
        ("Leeds rose to 12th place nationally, and Hull came second in the region.", [12, 2]),
        ("The port was ranked No. 1 in the world for the fifteenth year.", [1]),
        ("The county placed 4th among its peers.", [4]),
        ("全区地区生产总值增长6.2%，增速位居全市第二。", [2]),
        ("进出口总额排名中心城区第3位。", [3]),
        ("集装箱吞吐量连续十五年稳居世界第一。", [1]),
        ("服务业增加值总量全省第五。", [5]),
        ("全年增长6.2%，营商环境评价位列全国首位。", [1]),
    ],
)
def test_a_rank_is_a_claim_of_its_own(text, ranks):
    """An ordinal governed by a word of ranking is read with its number."""
    found = [c for c in claims(text) if c.measure is Measure.RANK]
    assert [int(c.quantity.value) for c in found] == ranks
    assert {c.quantity.unit for c in found} == {"rank"}


@pytest.mark.parametrize(
    "text",
    [
        "The council met for the third time and came first to the harbour.",
        "The second phase ranked among the priorities.",
        "In the third quarter the panel rated its first reports.",
        "第十四届全国人民代表大会第三次会议开幕。",
        "第三产业保持稳定增长。",
        "上海市第一人民医院位于虹口区。",
        "会议列出第一批项目清单。",
    ],
)
def test_other_ordinals_are_none(text):
    """What only counts occasions, parts and institutions is no rank."""
    assert [c.quote for c in claims(text) if c.measure is Measure.RANK] == []

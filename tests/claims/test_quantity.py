"""Units, bounds, ranges, conversions, lists; and what is no quantity at all."""

import pytest

from tests.claims.said import claims, one, values

CNY = "CNY"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Revenue was more than 40 billion yuan.", [("40000000000", CNY, "over")]),
        ("Revenue was no less than RMB 2.5 billion.", [("2500000000", CNY, "at_least")]),
        ("They will spend up to HK$3 million.", [("3000000", "HKD", "at_most")]),
        ("The lake covers 4.5 square kilometres.", [("4.5", "km2", "exact")]),
        ("Land was sold at 900 yuan per square meter.", [("900", "CNY/m2", "exact")]),
        ("Exports rose 3 to 4 percent.", [("3..4", "percent", "range")]),
        ("We need 2 to 3 million passengers.", [("2000000..3000000", "visit", "range")]),
        ("Growth was between 5 and 5.5 percent.", [("5..5.5", "percent", "range")]),
        ("It hired 300 or so engineers.", [("300", "engineer", "about")]),
        ("It built 40 or more clinics.", [("40", "clinic", "at_least")]),
        ("Rates rose by 0.4 percentage points.", [("0.4", "percentage_point", "exact")]),
        ("The peak load was 17.6 million kilowatts.", [("17600000", "kW", "exact")]),
        (
            "Dust averaged 43 micrograms per cubic meter.",
            [("43", "microgram/m3", "exact")],
        ),
        (
            "It has 3 hubs worth tens of billions of yuan.",
            [("3", "hub", "exact"), ("10000000000..100000000000", CNY, "range")],
        ),
        ("最高用电负荷达1768万千瓦。", [("17680000", "kW", "exact")]),
        ("PM10平均浓度为51微克/立方米。", [("51", "microgram/m3", "exact")]),
        ("入库企业５，１２０家。", [("5120", "enterprise", "exact")]),
        ("营收超过两千亿元。", [("200000000000", CNY, "over")]),
        ("新建公园12座。", [("12", "park", "exact")]),
        ("企业达170余家。", [("170", "enterprise", "over")]),
        ("床位不少于1500张。", [("1500", "bed", "at_least")]),
        ("失业率控制在5%以内。", [("5", "percent", "at_most")]),
        ("培育企业5至8家。", [("5..8", "enterprise", "range")]),
        ("接待游客1200万人次左右。", [("12000000", "visit", "about")]),
        ("占地80亩。", [("80", "mu", "exact")]),
        ("比重提高0.8个百分点。", [("0.8", "percentage_point", "exact")]),
    ],
)
def test_quantities(text, expected):
    """Each number is read with its unit and the side of it the truth lies on."""
    assert values(text) == expected


def test_falls_are_negative_and_turn_the_bound():
    """A fall of at least 15 percent is at most minus 15."""
    assert values("能耗下降15%以上。") == [("-15", "percent", "at_most")]
    assert values("Sales fell by more than 3 percent.") == [("-3", "percent", "under")]


def test_brackets_convert():
    """Money in brackets behind money is the same amount again, and never negative."""
    claim = one("Output hit 20 billion yuan (US$2.8 billion) in 2024.")
    (converted,) = claim.converted
    assert (converted.value, converted.unit) == (2_800_000_000, "USD")
    assert one("总投资100亿元（约合14亿美元）。").converted[0].value == 1_400_000_000


def test_lists_share_a_unit():
    """The unit at the end of a list belongs to every number in it."""
    got = values("The three sectors grew 4.2, 5.1 and 6 percent respectively.")
    assert [value for value, _, _ in got] == ["4.2", "5.1", "6"]


def test_a_bare_number_takes_the_noun_before_it():
    """In words: "The number of clinics rose to 1,250" counts clinics."""
    assert one("The number of clinics in the city rose to 1,250.").quantity.unit == "clinic"


@pytest.mark.parametrize(
    "text",
    [
        "The meeting on 8 January 2025 began at 10:30 and ended at 4 pm.",
        "The 14th Five-Year Plan (2021-25) was read at the 20th National Congress.",
        "A slogan of 1+2+3+4 guides the second phase.",
        "Tickets for Line 14 are sold at Room 301, Building 5, phone 021-5588 1234.",
        "The councillors voted 9-2 on the matter.",
        "The list holds the names of two people, and the words of three.",
        "One resident is over 65, and this story has been viewed 4,812 times.",
        "Residents aged 60 and above ride Ring 3.0 for free.",
        "It is one of the Fortune 500 and a top 10 brand.",
        "5G and COVID-19 changed everything; see https://example.org/2024/12/345678.",
        "A third runway and a second terminal were opened.",
        "It took 15 days, three hours and 20 minutes.",
        "“十四五”时期，党的二十大和二十届三中全会精神深入人心。",
        "十七届人大七次会议于1月8日召开，打造15分钟社区生活圈。",
        "实施“1+2+3+4”体系，60岁及以上老人优先，拨打12345热线。",
        "进一步统一思想，一批一流企业、一系列举措、四个方面。",
        "沪府发〔2024〕12号文件，地铁14号线，2025年3月。",
    ],
)
def test_no_claims(text):
    """Dates, plans, slogans, names, ages, codes and durations are no claims."""
    assert [claim.quote for claim in claims(text)] == []

"""A reworded sentence says the same: what a page's editors change most must not look like news."""

import re

import pytest

from tests.claims.said import claims

# Each is (pattern, replacement): a small word that says nothing of what is measured or when.
EN = [
    (r"\b[Tt]he (?=\w)", ""),
    (r"\ba total of ", ""),
    (r"\balso ", ""),
    (r"\bsome (?=\d)", ""),
    (r"\bmore than\b", "over"),
    (r"\bover (?=\d)", "more than "),
    (r"\babout\b", "around"),
    (r"\bnearly\b", "almost"),
    (r"\bfirms\b", "companies"),
    (r"\baims to\b", "plans to"),
    (r"\breach\b", "hit"),
    (r"\braise\b", "lift"),
    (r"\bpercent\b", "per cent"),
    (r"'s\b", "’s"),
]
ZH = [
    ("已", ""),
    ("还将", "将"),
    ("了", ""),
    ("达到", "达"),
    ("超过", "突破"),
    ("约", "大约"),
    ("力争", "争取"),
    ("计划", "拟"),
    ("累计", ""),
    ("同比", ""),
    ("修缮", "完成修缮"),
    ("新增", "增加"),
    ("的", ""),
]
SENTENCES = [
    "The district plans to raise online new economy revenue to more than 320 billion yuan by 2028.",
    "Yangpu aims to attract about 600 digital economy firms by the end of 2027.",
    "The city also opened 14 community clinics last year.",
    "Retail sales rose 4.2 percent to 61 billion yuan in 2024.",
    "By 2030, the county aims to plant a total of 90,000 street trees.",
    "The park's sales were nearly 8 billion yuan in 2023.",
    "More than 40 foreign firms moved in last year, and some 300 jobs were created.",
    "The vacancy rate fell to 8 percent in the first half of 2024.",
    "The metaverse industry is expected to reach 90 billion yuan by 2026.",
    "The borough will add over 1,200 affordable homes in 2026.",
    "Fixed-asset investment grew about 5 percent, while exports fell 3 percent in 2024.",
    "Unemployment stood at 4.8 percent at the end of 2024.",
    "The port handled 3 million TEU in the first quarter of 2025.",
    "The council has approved a budget of 90 million pounds for 2026.",
    "Digital firms accounted for over 40 percent of the district's tax revenue in 2024.",
    "2024年，全区已修缮旧住房40万平方米。",
    "到2027年，全区还将修缮旧住房60万平方米。",
    "2024年，全区老厂房已修缮14万平方米。",
    "力争到2027年在线新经济营收超过3500亿元。",
    "去年，全区累计新增养老床位1200张。",
    "截至2024年底，全区集聚了数字经济企业约9000家。",
    "2024年，全区地区生产总值达到2600亿元，同比增长5.2%。",
    "今年计划新增公共充电桩800个，建成口袋公园12座。",
    "2024年，社会消费品零售总额下降了1.8%。",
    "到2030年，人工智能产业规模力争达到1900亿元。",
    "2024年，商务楼宇的出租率达到82%。",
    "2024年，进出口总额超过4500亿元，同比下降1.4%。",
    "今年，全区计划引进高层次人才800名。",
    "2024年，一般公共预算收入约168亿元，同比增长4.1%。",
    "预计2025年集装箱吞吐量达到3100万标准箱。",
]


def _said(text):
    return [
        (c.quantity.value, c.indicator_key, c.kind, c.measure, c.place, c.period)
        for c in claims(text)
    ]


def _reworded(text):
    rules = EN if text.isascii() else ZH
    for pattern, other in rules:
        for match in re.finditer(pattern, text):
            new = text[: match.start()] + other + text[match.end() :]
            yield new[0].upper() + new[1:]


@pytest.mark.parametrize("text", SENTENCES)
def test_a_small_word_changes_nothing(text):
    """Value, key, kind, measure, place and period outlive every small change of wording."""
    said = _said(text)
    assert said
    for new in _reworded(text):
        assert _said(new) == said, new

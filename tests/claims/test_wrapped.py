"""Sentences that a text file breaks over several lines."""

import pytest

from claims.normalise import normalise
from tests.claims.said import WORDS, claims

ENGLISH = (
    "The district aims to raise the revenue of its online new economy to more\n"
    "than 300 billion yuan by the end of 2027, while the number of digital\n"
    "firms is to reach 12,000. Last year, it opened 14 community clinics and\n"
    "3 museums, which were visited by more than a million people."
)
CHINESE = (
    "  到二〇二七年底，全区数字经济企业力争突破1.2万\n"
    "家，在线新经济营收达到3500亿元，新增养老床位1\n"
    "200张。去年，全区地区生产总值同比增长5.2%。\n"
)


@pytest.mark.parametrize("text", [ENGLISH, ENGLISH.replace("\n", "\r\n  "), CHINESE])
def test_a_wrapped_text_says_what_it_says_in_one_line(text):
    """Every field is that of the text in one line, and spans still point into the lines."""
    joined = text.replace("\r\n  ", "\n").strip().replace("\n", " " if text.isascii() else "")
    plain, wrapped = claims(joined), claims(text)
    assert len(plain) >= 4
    assert [_said(one) for one in wrapped] == [_said(one) for one in plain]
    for one in wrapped:
        assert text[one.span.start : one.span.end] == one.quote
        assert text[one.sentence_start :].startswith(one.sentence)
    assert any("\n" in one.sentence for one in wrapped)


def _said(claim):
    return (claim.quantity, claim.kind, claim.measure, claim.indicator_key, claim.period)


@pytest.mark.parametrize(
    "text",
    [
        "- more than 50 clinics were opened in the district over the year\n"
        "- more than 60 schools were opened in the district",
        "Clinics in the district by the end of the year, all kinds | 50\nschools | 60",
        "Yangpu opens fifty clinics\nshanghai daily reports that 50 clinics were opened in Yangpu.",
        "The clinics that were opened in the district last year were these:\nfifty in all",
        "Source: the bureau of statistics of the district of Yangpu and its\noffices",
        "杨浦区发布数字经济三年行动计划\n到2027年，全区数字经济企业力争突破1.2万家，营收达到3500亿元。",
        "新增养老床位一千二百张，建成口袋公园八座\n新增公共充电桩八百五十个，完成旧住房改造\n",
        "# Clinics and schools of the district of Yangpu in 2024\nfifty clinics were opened.",
        "全区去年新建的各类公共设施具体情况如下：\n口袋公园12座，社区医院8家，养老床位1200张。",
        "一、去年全区新建的各类公共设施的具体情况\n二、口袋公园12座，社区医院8家。",
    ],
)
def test_lists_headings_and_headers_keep_their_lines(text):
    """A line that was not broken at a width ends where it ends."""
    assert normalise(text, WORDS).text.count("\n") == text.count("\n")

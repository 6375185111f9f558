"""When the figures of Chinese sentences hold: article date, sentence, expected periods, reason."""

from datetime import date

import pytest

from tests.claims.said import claims

MARCH, JULY, NOVEMBER = date(2025, 3, 10), date(2025, 7, 15), date(2025, 11, 20)

DATED = [
    # years
    (MARCH, "2024年，全县实现产值40亿元。", ["2024"], "a plain year"),
    (MARCH, "2024年度，全县实现产值40亿元。", ["2024"], "年度"),
    (MARCH, "2024年全年，全县实现产值40亿元。", ["2024"], "the full year"),
    (MARCH, "二〇二三年，全县实现产值40亿元。", ["2023"], "a year in signs"),
    (MARCH, "去年，全县实现产值40亿元。", ["2024"], "last year"),
    (MARCH, "上年全县实现产值40亿元。", ["2024"], "上年"),
    (MARCH, "前年，全县实现产值40亿元。", ["2023"], "the year before last"),
    (MARCH, "今年，全县计划新建学校31所。", ["2025"], "this year of an aim"),
    (MARCH, "明年，全县计划新建学校31所。", ["2026"], "next year"),
    (MARCH, "过去一年，全县新建学校31所。", ["2024"], "the past year"),
    (MARCH, "2021-2024年，全县新建学校31所。", ["2021/2024"], "a span with a dash"),
    (MARCH, "2021年至2024年，全县新建学校31所。", ["2021/2024"], "a span with 至"),
    (MARCH, "2021—2024年，全县新建学校31所。", ["2021/2024"], "a span with a long dash"),
    # points and deadlines
    (MARCH, "2024年末，全县共有医院40家。", ["2024-12-31"], "the end of a year"),
    (MARCH, "截至2024年底，全县共有医院40家。", ["2024-12-31"], "as of its end"),
    (MARCH, "截至去年底，全县共有医院40家。", ["2024-12-31"], "the end of last year"),
    (MARCH, "截至2025年1月末，全县共有医院40家。", ["2025-01-31"], "the end of a month"),
    (JULY, "6月末，全县共有医院40家。", ["2025-06-30"], "the end of a month near"),
    (MARCH, "截至2024年6月30日，全县共有医院40家。", ["2024-06-30"], "a day"),
    (MARCH, "2022年12月31日，全县共有医院40家。", ["2022-12-31"], "a full date"),
    (MARCH, "到2027年，全县医院达到40家。", ["by:2027"], "a deadline"),
    (MARCH, "到2027年底，全县医院达到40家。", ["by:2027"], "its end says the same"),
    (MARCH, "力争到2030年，全县医院达到40家。", ["by:2030"], "an aim's deadline"),
    (MARCH, "2027年底前，全县将建成医院40家。", ["by:2027"], "before its end"),
    (MARCH, "2030年前，全县将建成医院40家。", ["by:2030"], "before a year"),
    (MARCH, "今年年底前，全县将建成医院40家。", ["by:2025"], "before this year's end"),
    (MARCH, "今年底，全县将建成医院40家。", ["by:2025"], "this year's end"),
    (MARCH, "年底前，全县将建成医院40家。", ["by:2025"], "the year's end alone"),
    (MARCH, "到2026年6月，全县将建成医院40家。", ["by:2026-06"], "by a month"),
    (MARCH, "三年内，全县将建成医院40家。", ["by:2028"], "within three years"),
    (MARCH, "未来五年，全县将建成医院40家。", ["by:2030"], "the next five years"),
    (MARCH, "今后3年，全县将建成医院40家。", ["by:2028"], "in digits"),
    (MARCH, "2027年，全县将建成医院40家。", ["2027"], "in a year is no deadline"),
    # plans
    (MARCH, "“十四五”期间，全县新建学校31所。", ["2021/2025"], "a plan's years"),
    (MARCH, "“十四五”以来，全县新建学校31所。", ["2021/2025"], "since a plan began"),
    (MARCH, "“十三五”时期，全县新建学校31所。", ["2016/2020"], "an older plan"),
    (MARCH, "到“十四五”末，全县医院达到40家。", ["by:2025"], "a plan's end"),
    (MARCH, "到“十五五”末，全县医院达到40家。", ["by:2030"], "the next plan's end"),
    (MARCH, "“十五五”期间，全县将新建学校31所。", ["2026/2030"], "the years of an aim"),
    # halves, quarters, months
    (MARCH, "2024年上半年，全县出口增长5%。", ["2024-H1"], "a half"),
    (NOVEMBER, "上半年，全县出口增长5%。", ["2025-H1"], "the half's year is near"),
    (MARCH, "去年下半年，全县出口增长5%。", ["2024-H2"], "last year's half"),
    (MARCH, "2024年第三季度，全县出口增长5%。", ["2024-Q3"], "a quarter"),
    (JULY, "今年一季度，全县出口增长5%。", ["2025-Q1"], "this year's quarter"),
    (JULY, "二季度，全县出口增长5%。", ["2025-Q2"], "a quarter near"),
    (MARCH, "去年四季度，全县出口增长5%。", ["2024-Q4"], "last year's quarter"),
    (NOVEMBER, "前三季度，全县出口增长5%。", ["2025-01/2025-09"], "three quarters"),
    (NOVEMBER, "今年前10个月，全县出口增长5%。", ["2025-01/2025-10"], "ten months"),
    (MARCH, "去年前11个月，全县出口增长5%。", ["2024-01/2024-11"], "last year's months"),
    (JULY, "1—5月，全县出口增长5%。", ["2025-01/2025-05"], "months with a dash"),
    (JULY, "1至5月份，全县出口增长5%。", ["2025-01/2025-05"], "months with 至"),
    (JULY, "今年1-6月，全县出口增长5%。", ["2025-H1"], "six months are a half"),
    (JULY, "6月，全县出口增长5%。", ["2025-06"], "a month near"),
    (JULY, "6月份，全县出口增长5%。", ["2025-06"], "月份"),
    (JULY, "6月当月，全县出口增长5%。", ["2025-06"], "当月 says no more"),
    (MARCH, "11月，全县出口增长5%。", ["2024-11"], "the last November"),
    (MARCH, "上月，全县出口增长5%。", ["2025-02"], "last month"),
    (JULY, "上季度，全县出口增长5%。", ["2025-Q2"], "last quarter"),
    (JULY, "今年以来，全县新建学校31所。", ["2025-H1"], "this year so far: the months that ended"),
    # comparisons
    (
        MARCH,
        "2024年，全县出口增长5%，比上年同期提高2个百分点。",
        ["2024", "2024"],
        "than the year before",
    ),
    (MARCH, "2024年，全县出口40亿元，比上年增长5%。", ["2024", "2024"], "than last year"),
    (
        MARCH,
        "2024年末，全县医院40家，比上年末增加3家。",
        ["2024-12-31", "2024"],
        "than last year's end",
    ),
    (MARCH, "医院由2020年的30家增加到2024年的40家。", ["2020", "2024"], "from and to"),
    (MARCH, "2024年，全县出口40亿元，是2019年的1.8倍。", ["2024", "2024"], "a multiple of 2019"),
    (
        MARCH,
        "2024年，全县出口40亿元，相当于2019年的两倍。",
        ["2024", "2024"],
        "equals twice 2019's",
    ),
    (MARCH, "去年出口40亿元，不足上年的三分之二。", ["2024", "2024"], "a part of the year before"),
    (MARCH, "自2020年以来，全县新建学校31所。", ["2020/2025"], "since a year"),
    (MARCH, "2020年以来，全县新建学校31所。", ["2020/2025"], "以来 alone"),
    (MARCH, "近三年，全县新建学校31所。", ["2022/2024"], "early in a year: the years that ended"),
    (NOVEMBER, "近三年，全县新建学校31所。", ["2023/2025"], "late in a year: with this one"),
    (MARCH, "去年，全县出口增长5%，快于前年2个百分点。", ["2024", "2024"], "faster than before"),
    # carried and not
    (MARCH, "2023年，全县产值40亿元。出口增长3%。", ["2023", "2023"], "carried on"),
    (MARCH, "目前，全县共有医院40家。", ["2025-03-10"], "now"),
    (MARCH, "全县现有医院40家。", ["2025-03-10"], "at present"),
    (MARCH, "出口连续多年保持5%以上增长。", [None], "many years are no year"),
    (MARCH, "全县将每年新建学校31所。", [None], "every year is no year"),
    (MARCH, "报告\n\n一、2024年工作回顾\n\n全县新建学校31所。", ["2024"], "a heading"),
    (
        MARCH,
        "报告\n\n一、2024年工作回顾\n\n新建学校31所。\n\n二、2025年主要目标\n\n力争新建学校9所。",
        ["2024", "2025"],
        "each heading dates its own",
    ),
    (
        MARCH,
        "报告\n\n一、2024年工作回顾\n\n全年新建学校31所。",
        ["2024"],
        "the full year of the heading",
    ),
    (MARCH, "到2027年，建成宜居县城。力争新建学校9所。", ["by:2027"], "a deadline that leads"),
    (MARCH, "2023年，全县新建学校31所。当年投入4亿元。", ["2023", "2023"], "that same year"),
    (MARCH, "春节期间，全县接待游客40万人次。", ["2025"], "a feast is of its year"),
    (MARCH, "国庆假期，全县接待游客40万人次。", ["2024"], "the last feast"),
    (MARCH, "根据“十四五”规划，到2025年全县医院达到40家。", ["by:2025"], "a plan's name"),
    (MARCH, "根据去年公布的方案，全县将新建学校31所。", [None], "when a plan was told"),
]


@pytest.mark.parametrize(("day", "text", "expected", "reason"), DATED)
def test_a_sentence_is_dated(day, text, expected, reason):
    """Each claim of the sentence has the period that its reason tells."""
    assert [claim.period for claim in claims(text, day=day)] == expected, reason


@pytest.mark.parametrize("text", ["去年，全县出口增长3%。", "三年内，全县将建成医院40家。"])
def test_no_day_no_guess(text):
    """What counts from an article without a date stays open."""
    assert [claim.period for claim in claims(text, day=None)] == [None]

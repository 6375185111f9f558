"""Tables and bulletins, as articles and text files keep them."""

import time

import pytest

from tests.claims.said import claims

# text, the cells as (quote, value, unit, measure, kind, period), why
TABLES = [
    ("Indicator | 2023 | 2024\nGDP (billion yuan) | 320.5 | 341.2\nGDP growth (%) | 5.1 | -0.3",
     "320.5 3.205E11 CNY level figure 2023; 341.2 3.412E11 CNY level figure 2024;"
     "5.1 5.1 percent growth figure 2023; -0.3 -0.3 percent growth figure 2024",
     "units in labels, periods in heads"),
    ("指标 | 单位 | 2024年\n常住人口 | 万人 | 124.1",
     "124.1 1241000 person level figure 2024", "a column of units"),
    ("主要指标 单位：亿元\n指标 | 2024年\n财政收入 | 188.6",
     "188.6 1.886E10 CNY level figure 2024", "a caption"),
    ("单位：亿元\n表1 主要指标\n指标 | 2024年\n财政收入 | 188.6\n其他收入 | 20.5",
     "188.6 1.886E10 CNY level figure 2024; 20.5 2.05E9 CNY level figure 2024",
     "a caption above a title holds for the whole table"),
    ("指标 | 2024年 | 2025年目标\n财政收入 | 188.6亿元 | 195亿元",
     "188.6亿元 1.886E10 CNY level figure 2024; 195亿元 1.95E10 CNY level target 2025",
     "a column of targets"),
    ("指标 | 目标值 | 完成值\n新建住房（套） | 1500 | 1204",
     "1500 1500 home change target -; 1204 1204 home level figure -", "aim and result"),
    ("Measure | Target 2030 | Actual 2024\nNew homes | 1,500 | 1,204",
     "1,500 1500 home change target 2030; 1,204 1204 home change figure 2024",
     "aim and result, in words"),
    ("指标 | 单位 | 2024年 | 增长(%)\n地区生产总值 | 亿元 | 340.5 | 5.2",
     "340.5 3.405E10 CNY level figure 2024; 5.2 5.2 percent growth figure 2024",
     "a column of growth beside a column of units"),
    ("Item | 2024 (billion yuan) | Growth (%)\nRetail sales | 216.4 | 6.1",
     "216.4 2.164E11 CNY level figure 2024; 6.1 6.1 percent growth figure 2024",
     "the unit and the year in one head"),
    ("Project | Cost\nRiver park | C$212 million\nIce rinks | Rs 9 million\nQuay | KES 4 million",
     "C$212 million 212000000 CAD level figure -; Rs 9 million 9000000 INR level figure -;"
     "KES 4 million 4000000 KES level figure -",
     "signs and codes of money before the number"),
    ("单位：亿元、%\n指标 | 绝对数 | 比上年增长\n地区生产总值 | 1234.5 | 4.2\n"
     "固定资产投资 | 345.6 | -3.1",
     "1234.5 1.2345E11 CNY level figure -; 4.2 4.2 percent growth figure -;"
     "345.6 3.456E10 CNY level figure -; -3.1 -3.1 percent growth figure -",
     "a caption of two units: percent is that of the growth"),
    ("单位：万人，%\n指标 | 总数 | 比重\n城镇人口 | 110.2 | 91.6",
     "110.2 1102000 person level figure -; 91.6 91.6 percent share figure -",
     "and of a share"),
    ("Unit: 100 million yuan, %\nIndicator | Value | Growth over 2024\nGDP | 1234.5 | 4.2",
     "1234.5 1.2345E11 CNY level figure -; 4.2 4.2 percent growth figure -",
     "a comma inside a number parts no units"),
    ("单位：亿元、万人、%\n指标 | 总量 | 增速\n就业人数 | 33.1 | 1.2",
     "1.2 1.2 percent growth figure -", "which of two units is meant is not guessed"),
    ("表3 单位：亿元", "", "a line that only names units claims nothing"),
    ("Unit: 100 million yuan, %", "", "nor does the amount in it"),
    ("| Item | 2024 |\n|---|---:|\n| Clinics | 40 |",
     "40 40 clinic level figure 2024", "bars around a row, and a ruled line"),
    ("Item\t2024\t2023\nClinics\t40\t38",
     "40 40 clinic level figure 2024; 38 38 clinic level figure 2023", "tabs"),
    ("Item            2024     2023\nClinics         40       38",
     "40 40 clinic level figure 2024; 38 38 clinic level figure 2023", "columns of spaces"),
    ("指标    2024年    2023年\n医院（家）    40    38",
     "40 40 enterprise level figure 2024; 38 38 enterprise level figure 2023",
     "columns of spaces in Chinese"),
    (" | 2024 | 2024\nItem | Target | Actual\nClinics | 45 | 40",
     "45 45 clinic level target 2024; 40 40 clinic level figure 2024", "a head of two rows"),
    ("Item | 2024\nHealth | \nClinics | 40\nSchools | 12",
     "40 40 clinic level figure 2024; 12 12 school level figure 2024",
     "the title of a part leaves the head in force"),
    ("No. | Item | 2024\n1 | Clinics | 40\n2 | Schools | 12",
     "40 40 clinic level figure 2024; 12 12 school level figure 2024", "running numbers"),
    ("Item | 2024\nClinics | 40*\nSchools | 12 [1]",
     "40 40 clinic level figure 2024; 12 12 school level figure 2024", "footnotes"),
    ("Item | Value\nClinics | -\nSchools | n/a\nParks | 12",
     "12 12 park level figure -", "empty cells"),
    ("Item | Value\nRevenue | £402.6m\nReserves | £3.5m",
     "£402.6m 4.026E8 GBP level figure -; £3.5m 3.5E6 GBP level figure -", "money in the cell"),
    ("Item | Value\nPermanent residents (10,000 persons) | 121.7",
     "121.7 1217000 person level figure -", "a unit that counts by the ten thousand"),
    ("Item | 2024\nOutput, million tonnes | 3.4",
     "3.4 3400000 tonne level figure 2024", "a unit behind a comma"),
    ("Total | 40 clinics | 12 schools",
     "40 clinics 40 clinic level figure -; 12 schools 12 school level figure -",
     "a table without a head"),
    ("Item | Value\nScore | 77", "", "a number that counts nothing"),
    ("Year | Clinics | Schools\n2023 | 38 | 11\n2024 | 40 | 12",
     "38 38 clinic level figure 2023; 11 11 school level figure 2023;"
     "40 40 clinic level figure 2024; 12 12 school level figure 2024", "years in the rows"),
    ("Quarter | New homes\nQ1 2024 | 1,204\nQ2 2024 | 1,310",
     "1,204 1204 home level figure 2024-Q1; 1,310 1310 home level figure 2024-Q2",
     "quarters in the rows"),
    ("指标 | 2024年 | 同比增长\n进出口总额 | 120.3亿元 | 5.2%",
     "120.3亿元 1.203E10 CNY level figure 2024; 5.2% 5.2 percent growth figure 2024",
     "units in the cells"),
    ("Item | 2024\nRetail sales | 120.3 billion yuan (+5.2%)",
     "120.3 billion yuan 1.203E11 CNY level figure 2024; +5.2% 5.2 percent growth figure 2024",
     "two numbers in a cell"),
]  # fmt: skip
# text, the claims as (value, unit, kind), why
BULLETINS = [
    ("GDP: 216.4 billion yuan; +6.1%", "2.164E11 CNY figure; 6.1 percent figure", "value; change"),
    ("Retail sales: 3.5 billion yuan; -2.4%", "3.5E9 CNY figure; -2.4 percent figure", "a fall"),
    ("一般公共预算收入：120.3亿元，增长5.2%", "1.203E10 CNY figure; 5.2 percent figure", "Chinese"),
    ("- Homes completed: 1,204 homes", "1204 home figure", "a dash"),
    ("• $93.1 million for street maintenance", "9.31E7 USD figure", "a dot, money first"),
    ("◆ 820 stores opened", "820 store figure", "a lozenge"),
    ("1. 新增就业：5.2万人", "52000 person figure", "a numbered line"),
    ("（1）新建学校：12所", "12 school figure", "a number in brackets"),
    ("目标：新建住房1500套", "1500 home target", "a line that says target"),
    ("Target: 1,500 homes by 2030", "1500 home target", "the same in English"),
    ("- 失业率：5.1%", "5.1 percent figure", "a rate"),
    ("Unemployment rate: 5.1%", "5.1 percent figure", "the same in English"),
    ("* Population: 1.2 million people", "1200000 person figure", "a star"),
]  # fmt: skip


def cells(text):
    found = []
    for c in claims(text):
        value = f"{c.quantity.value.normalize():G}".replace("E+", "E")
        told = (c.quote, value, c.quantity.unit, c.measure.value, c.kind.value, c.period or "-")
        found.append(" ".join(told))
    return found


@pytest.mark.parametrize(("text", "told", "why"), TABLES)
def test_tables(text, told, why):
    """Each number of a table is a claim, with what head, label and caption say of it."""
    assert [_plain(c) for c in cells(text)] == [_plain(t) for t in told.split(";") if t], why


@pytest.mark.parametrize(("text", "told", "why"), BULLETINS)
def test_bulletins(text, told, why):
    """Each number of a bulletin line is a claim of its own."""
    found = [(float(c.quantity.value), c.quantity.unit, c.kind.value) for c in claims(text)]
    expected = [item.split() for item in told.split(";")]
    assert found == [(float(value), unit, kind) for value, unit, kind in expected], why


def _plain(cell):
    *quote, value, unit, measure, kind, period = cell.split()
    return (" ".join(quote), float(value), unit, measure, kind, period)


def test_rows_have_their_own_places():
    """A label that is a place gives the row its place."""
    found = claims("区 | 新增企业（家）\n杨浦 | 40\n徐汇 | 50", title="上海企业")
    assert [claim.place for claim in found] == ["Yangpu", "Xuhui"]


def test_bulletin_lines_name_what_they_count():
    """In words: "Name: value; change" gives two claims of one indicator, in the period above."""
    found = claims("Indicator; January-February 2025\nRetail sales: 3.5 billion yuan; -2.4%")
    assert [(c.indicator_key, float(c.quantity.value)) for c in found] == [
        ("retail_sales", 3.5e9),
        ("retail_sales", -2.4),
    ]
    assert {claim.period for claim in found} == {"2025-01/2025-02"}


def test_prose_is_no_table():
    """Two spaces behind a full stop, or a wide gap before a byline, part no cells."""
    found = claims("Leeds has 40 clinics.  York has 50 clinics and hopes for more of them.")
    assert [claim.quote for claim in found] == ["40 clinics", "50 clinics"]


@pytest.mark.parametrize("unit", ["| 5 ", "a  5  ", "5\t", "|", "(1", "1 | (", "  "])
def test_hostile_rows_are_read_in_linear_time(unit):
    """Four times the row takes about four times as long."""
    small, large = (_seconds(unit * size) for size in (2_000, 8_000))
    assert large < 10 * small + 0.5


def _seconds(text):
    start = time.process_time()
    claims(text)
    return time.process_time() - start

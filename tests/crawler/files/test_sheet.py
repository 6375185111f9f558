"""Excel files: cells as they are shown, tables as rows, addresses as anchors."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from claims import read
from config import load_words
from crawler.files.cellformat import shown
from crawler.files.cells import address
from model import ExtractError
from tests.crawler.files.given import article_of, lines_of
from tests.crawler.files.office import BUDGET, part_of, repacked, workbook

PRINTED = Path(__file__).parent / "printed"


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.123, "0.0%", "12.3%"), (0.0375, "0.0%", "3.8%"), (0.05, "0%", "5%"),
        (1234.5, "#,##0.0", "1,234.5"), (1234.5, "General", "1234.5"),
        (0.1 + 0.2, "General", "0.3"),
        (3e15, "General", "3000000000000000"), (1e-7, "General", "0.0000001"),
        (-1234.567, "#,##0.00_);(#,##0.00)", "-1,234.57"), (5.25, "0.0_ ;[Red]-0.0", "5.3"),
        (12.5, '0.0"亿元"', "12.5亿元"), (1234567, "#,##0,", "1,235"), (0, '#,##0;-#,##0;"-"', "-"),
        (1234, "[$¥-804]#,##0.00", "¥1,234.00"), (45.0, "0.##", "45"), (3, "000", "003"),
        (1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
        (2024, '0"年"', "2024年"), (7, "@", "7"), ("text", "0.0", "text"),
        (True, "General", "TRUE"),
        (date(2024, 3, 5), 'yyyy"年"m"月"d"日"', "2024年3月5日"),
        (datetime(2024, 3, 5, 9, 30, tzinfo=UTC), "yyyy-mm-dd h:mm", "2024-03-05"),
        (date(2024, 3, 5), "mmm-yy", "Mar-2024"), (None, "0.0", ""),
    ],
)  # fmt: skip
def test_a_value_is_read_as_it_is_shown(value, form, text):
    """Percentages, thousands, units and dates as the format has them."""
    assert shown(value, form) == text


def test_a_sheet_is_a_title_a_caption_and_a_table():
    """A row with one cell is a line, the others are rows."""
    assert lines_of(workbook({"Sheet1": BUDGET})) == [
        "临江区2025年一般公共预算收支表",
        "单位：亿元",
        "项目 | 2024年 | 2025年 | 增长（%）",
        "税收收入 | 98.6 | 102.3 | 3.8",
        "非税收入 | 20.1 | 19.5 | -3",
        "教育支出 | 45.2 | 47.8 | 5.8",
    ]


def test_a_table_is_read_to_claims_with_their_cells():
    """The caption gives the unit, the head the year; each claim has its cell."""
    percent = [[0.038 if cell == 3.8 else cell for cell in row] for row in BUDGET[:4]]
    body = workbook({"2025 预算": percent}, formats=[("D4", "0.0%")])
    found = read(article_of(body), load_words())
    assert [(float(c.quantity.value), c.quantity.unit, c.period, c.anchor) for c in found] == [
        (98.6e8, "CNY", "2024", "'2025 预算'!B4"),
        (102.3e8, "CNY", "2025", "'2025 预算'!C4"),
        (3.8, "percent", "2025", "'2025 预算'!D4"),
    ]


def test_merged_heads_are_spread_and_parts_keep_the_head():
    """A head over two columns heads both; the title of a part leaves the head in force."""
    rows = [
        ["指标", "2025年", None, "2024年"],
        [None, "目标（套）", "完成（套）", "完成（套）"],
        ["一、住房"],
        ["新建住房", 1500, 1240, 1100],
    ]
    body = workbook({"表1": rows}, merged=["A1:A2", "B1:C1"])
    assert lines_of(body) == [
        "指标 | 2025年 | 2025年 | 2024年",
        "指标 | 目标（套） | 完成（套） | 完成（套）",
        "| 一、住房 |  |  |  |",
        "新建住房 | 1500 | 1240 | 1100",
    ]
    found = read(article_of(body), load_words())
    assert [(int(c.quantity.value), c.kind.value, c.period) for c in found] == [
        (1500, "target", "2025"), (1240, "figure", "2025"), (1100, "figure", "2024"),
    ]  # fmt: skip


def test_what_is_hidden_is_not_read():
    """Hidden rows, columns and sheets are left out; hidden sheets are noted."""

    def hide(book):
        first, second = book.worksheets
        first.row_dimensions[5].hidden = True
        first.column_dimensions["B"].hidden = True
        second.sheet_state = "hidden"

    article = article_of(workbook({"预算": BUDGET, "旧": BUDGET}, change=hide))
    assert article.note == "1 hidden sheet was not read"
    assert article.text.split("\n")[2:] == [
        "项目 | 2025年 | 增长（%）",
        "税收收入 | 102.3 | 3.8",
        "教育支出 | 47.8 | 5.8",
    ]


def test_sheets_have_their_names_where_they_have_no_titles():
    """A sheet that begins with its table is headed by its name, unless that is no name."""
    rows = [["Item", "2025"], ["Clinics", 40]]
    body = workbook({"Health": rows, "Sheet2": rows})
    assert lines_of(body) == [
        "Health",
        "Item | 2025",
        "Clinics | 40",
        *["Item | 2025", "Clinics | 40"],
    ]


def test_a_formula_has_the_value_it_had_when_it_was_saved():
    """The stored value is read; a formula that was never computed is no text."""
    body = workbook({"S": [["Item", "2025"], ["Clinics", "=20+20"], ["Schools", 12]]})
    held = b"<f>20+20</f><v>40</v>"
    sheet = part_of(body, "xl/worksheets/sheet1.xml").replace(b"<f>20+20</f><v />", held)
    sheet = sheet.replace(b"<f>20+20</f><v></v>", held).replace(b"<f>20+20</f><v/>", held)
    assert held in sheet
    assert "Clinics | 40" in lines_of(repacked(body, {"xl/worksheets/sheet1.xml": sheet}))
    assert "Clinics | " in article_of(body).text


def test_an_old_workbook_reads_like_a_new_one():
    """The .xls of the same table gives the same lines, formats and merged cells included."""
    assert lines_of((PRINTED / "budget.xls").read_bytes()) == [
        "临江区2025年一般公共预算收支表",
        "单位：亿元",
        "项目 | 2025年 | 2025年",
        "项目 | 预算数 | 增长",
        "税收收入 | 1,102.3 | 3.8%",
        "教育支出 | 47.8 | 5.8%",
    ]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (workbook({"a": [["x"]]})[:400], "broken"),
        (workbook({"a": []}), "there is no text in it"),
        (repacked(workbook({"a": [["x"]]}), {"xl/workbook.xml": b"<workbook"}), "it is broken"),
        ((PRINTED / "budget.xls").read_bytes()[:1500], "an old Office document of an unknown kind"),
    ],
    ids=["cut", "empty", "not-xml", "old-cut"],
)
def test_what_cannot_be_read_says_why(body, why):
    """Broken and empty files are told apart."""
    with pytest.raises(ExtractError, match=why):
        article_of(body)


def test_addresses_are_written_as_formulas_write_them():
    """Names with other than letters and digits stand in quotation marks."""
    assert address("Sheet1", 7, 2) == "Sheet1!B7"
    assert address("Bob's 2025", 1, 28) == "'Bob''s 2025'!AB1"

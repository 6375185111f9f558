"""PDF files: reading order, paragraphs, tables, and what cannot be read."""

from pathlib import Path

import pytest

from claims import read
from config import load_words
from model import ExtractError
from tests.crawler.files.given import article_of, lines_of
from tests.crawler.files.printing import (
    HEIGHT,
    WIDTH,
    Page,
    flowed,
    pdf,
    scanned,
    width_of,
    wrapped,
)

PRINTED = Path(__file__).parent / "printed"
ZH = [
    "临江区2025年政府工作报告",
    *[
        "过去一年，全区地区生产总值达到1286.4亿元，比上年增长5.3%。一般公共预算收入118.7亿元，"
        "增长3.9%。全年新增就业3.25万人，居民人均可支配收入达到8.6万元，增长5.1%。",
        "2026年，我们将建成保障性租赁住房5000套，新增公园绿地12公顷，改造旧住房42.7万平方米，"
        "惠及居民6800户，新增停车泊位2400个。",
    ]
    * 5,
]
EN = [
    "Harbourside District: Work Plan 2026",
    *[
        "The council completed 1,240 new homes in 2025, which is 140 more than the year before and"
        " the largest number since the housing programme was established.",
        "In 2026 the council aims to complete 1,300 new homes, to plant 3,500 street trees and to"
        " build 22 kilometres of cycle lanes. Unemployment is to fall below 4 per cent.",
    ]
    * 5,
]
RULED = [
    ["指标", "2024年", "2025年", "增长（%）"],
    ["地区生产总值", "1221.7", "1286.4", "5.3"],
    ["社会消费品零售总额", "464.0", "486.3", "4.8"],
    ["固定资产投资", "525.5", "512.9", "-2.4"],
]
SPACED = [
    ["Service", "2024", "2025", "Change (%)"],
    ["Housing", "12.1", "13.4", "10.7"],
    ["Parks and open spaces", "3.2", "3.3", "3.1"],
    ["Roads", "8.8", "8.1", "-8.0"],
]


@pytest.mark.parametrize("paragraphs", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("lines_on_page", [7, 10, 11, 13, 17, 20])
def test_paragraphs_are_whole_wherever_a_page_breaks(paragraphs, lines_on_page):
    """Lines are joined as their language writes them; heads, feet and page numbers are gone."""
    body = pdf(flowed(paragraphs, lines_on_page=lines_on_page, head="District Gazette"))
    assert lines_of(body) == paragraphs


def test_every_line_has_its_page():
    """A paragraph that runs over a page break has both pages, each for its own part."""
    article = article_of(pdf(flowed(ZH, lines_on_page=4)))
    assert article.anchor_at(0) == "page 1"
    assert article.anchor_at(len(article.text) - 1) == f"page {len(article.anchors)}"
    for anchor in article.anchors[1:]:
        assert article.text[anchor.start - 1 : anchor.start + 1].strip(), "inside a line, or at one"


def test_two_columns_are_read_one_after_the_other():
    """The left column first; what spans both stays where it stands."""
    left, right = wrapped(EN[1] + " " + EN[2], 10, 210), wrapped(EN[2] + " " + EN[1], 10, 210)
    page = Page()
    page.text(70, 80, "Two columns of one report", 18)
    for number, (one, other) in enumerate(zip(left, right, strict=False)):
        page.text(70, 120 + 14 * number, one, 10)
        page.text(310, 120 + 14 * number, other, 10)
    last = 120 + 14 * (max(len(left), len(right)) + 2)
    page.text(70, last, "Figures are provisional until the auditors have seen them all in spring.")
    text = lines_of(pdf([page]))
    assert text[0] == "Two columns of one report"
    assert text[1].startswith(EN[1])
    assert (
        text.index("Figures are provisional until the auditors have seen them all in spring.") == 3
    )


@pytest.mark.parametrize(("rows", "ruled"), [(RULED, True), (SPACED, False), (SPACED, True)])
def test_a_table_is_rows_of_cells(rows, ruled):
    """With lines or without, each row is a line, its cells parted by bars."""
    page = Page()
    page.text(80, 80, "Table 1")
    page.table(80, 100, [180, 80, 80, 80], rows, ruled=ruled)
    assert lines_of(pdf([page])) == ["Table 1", *(" | ".join(row) for row in rows)]


def test_a_table_is_read_to_claims():
    """Heads give the years, the caption the unit; the claim says on which page it stands."""
    page = Page()
    page.text(80, 80, "临江区主要指标", 16)
    page.text(500, 110, "单位：亿元", 10, right=True)
    page.table(80, 120, [180, 80, 80, 80], RULED)
    body = pdf([*flowed(ZH, lines_on_page=40), page])
    found = [c for c in read(article_of(body), load_words()) if " | " in c.sentence]
    told = [(c.indicator, float(c.quantity.value), c.quantity.unit, c.period) for c in found]
    assert [each[1:] for each in told] == [
        (1221.7e8, "CNY", "2024"), (1286.4e8, "CNY", "2025"), (5.3, "percent", "2025"),
        (464.0e8, "CNY", "2024"), (486.3e8, "CNY", "2025"), (4.8, "percent", "2025"),
        (525.5e8, "CNY", "2024"), (512.9e8, "CNY", "2025"), (-2.4, "percent", "2025"),
    ]  # fmt: skip
    assert {claim.anchor for claim in found} == {"page 2"}


def test_merged_cells_stand_in_every_field_they_cover():
    """A head over two columns is the head of both; a label over two rows the label of both."""
    page = Page()
    for y in (100, 140, 160, 180):
        page.rule(80, y, 400, y)
    page.rule(180, 120, 400, 120)
    for x in (80, 180, 400):
        page.rule(x, 100, x, 180)
    page.rule(290, 120, 290, 180)
    page.text(90, 123, "Indicator")
    page.text(260, 114, "2025")
    for x, y, text in (
        (200, 134, "Target"), (300, 134, "Actual"), (90, 154, "Homes"), (200, 154, "1,500"),
        (300, 154, "1,240"), (90, 174, "Trees"), (200, 174, "3,000"), (300, 174, "3,150"),
    ):  # fmt: skip
        page.text(x, y, text)
    assert lines_of(pdf([page])) == [
        "Indicator | 2025 | 2025",
        "Indicator | Target | Actual",
        "Homes | 1,500 | 1,240",
        "Trees | 3,000 | 3,150",
    ]


def test_columns_ruled_without_lines_between_rows():
    """Lines between the columns alone: each printed line is a row."""
    page = Page()
    page.table(80, 100, [150, 80, 80], [row[:3] for row in SPACED], ruled=False)
    for x in (80, 230, 310, 390):
        page.rule(x, 100, x, 172)
    page.rule(80, 100, 390, 100)
    page.rule(80, 172, 390, 172)
    assert lines_of(pdf([page])) == [" | ".join(row[:3]) for row in SPACED]


def test_a_turned_page_reads_as_it_is_seen():
    """A table printed sideways is read upright."""
    page = Page(turned=90)
    height = HEIGHT
    for number, row in enumerate(RULED):
        for column, cell in enumerate(row):
            place = 100 + 18 * number, 100 + 150 * column
            text = cell.encode("utf-16-be").hex()
            page.parts.append(f"BT /F2 10 Tf 0 1 -1 0 {place[0]} {place[1]} Tm <{text}> Tj ET")
    assert height > WIDTH
    assert lines_of(pdf([page])) == [" | ".join(row) for row in RULED]


def test_a_stamp_across_the_page_is_no_text():
    """A watermark is left out; the text below it is whole."""
    pages = flowed(ZH)
    pages[0].parts.append("BT /F1 60 Tf 0.7 0.7 -0.7 0.7 120 200 Tm (DRAFT 2025) Tj ET")
    assert lines_of(pdf(pages)) == ZH


def test_a_parted_word_is_whole_again():
    """A hyphen at the end of a line is taken out; one between numbers stays."""
    last = "and both of them stand in 2024-2025 for the whole of the redevel-"
    lines = wrapped(" ".join(EN[1:5]), 11, width_of(last, 11))[:-1]
    page = Page()
    for number, line in enumerate([*lines, last, "opment of it."]):
        page.text(80, 100 + 14 * number, line)
    assert lines_of(pdf([page]))[0].endswith(
        "in 2024-2025 for the whole of the redevelopment of it."
    )


def test_two_files_of_one_text_are_one_text():
    """Another program and another title in its properties change no letter."""
    one = article_of(pdf(flowed(ZH), producer="Printer 1"))
    other = article_of(pdf(flowed(ZH), producer="Printer 2", title="draft3.doc"))
    assert (one.text, one.title, one.published) == (other.text, other.title, other.published)
    assert other.title == ZH[0]


def test_scans_are_said_and_not_guessed():
    """A file of pictures is refused; a picture among pages is noted."""
    with pytest.raises(ExtractError, match="its 3 pages hold only images, and no text"):
        article_of(scanned(3))
    mixed = flowed(EN, lines_on_page=12)
    picture = Page(["q 400 0 0 500 90 200 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"])
    article = article_of(pdf([mixed[0], picture, *mixed[1:]]))
    assert article.note == "page 2 held only images"


def test_a_long_file_is_cut_with_a_word_of_it(monkeypatch):
    """Beyond the pages that are read the article says how much of it there is."""
    from crawler.files import pdf as reader

    monkeypatch.setattr(reader, "MAX_PAGES", 2)
    pages = flowed(ZH, lines_on_page=5)
    article = article_of(pdf(pages))
    assert article.note == f"only the first 2 of {len(pages)} pages were read"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"%PDF-1.7\nnothing", "a PDF document: it is broken"),
        (pdf(flowed(EN))[:600], "a PDF document: it is broken"),
        (pdf([Page()]), "no text on its pages"),
        ((PRINTED / "locked.pdf").read_bytes(), "protected by a password"),
    ],
    ids=["junk", "cut", "blank", "locked"],
)
def test_what_cannot_be_read_says_why(body, why):
    """Broken, blank and locked files are told apart."""
    with pytest.raises(ExtractError, match=why):
        article_of(body)


def test_a_bulletin_as_a_browser_prints_it():
    """Embedded fonts, justified lines, a table with merged heads and one with three rules."""
    text = lines_of((PRINTED / "bulletin.pdf").read_bytes())
    assert text[0] == "临江区2025年国民经济和社会发展统计公报"
    assert "指标 | 绝对数 | 增长（%） | 2024年" in text
    assert "固定资产投资 | 512.9 | -2.4 | 525.5" in text
    assert "其中：出口 | 402.6 | 5.1" in text
    assert any(line.startswith("2026年，全区") and line.endswith("超过75%。") for line in text)


def test_a_report_in_two_justified_columns():
    """Columns end where the table below them begins; sentences run on between columns."""
    article = article_of((PRINTED / "report.pdf").read_bytes())
    text = article.text.split("\n")
    assert article.title == "Harbourside District Council: Annual Report 2025"
    assert text.index("Housing") < text.index("Transport") < text.index("Key figures")
    assert "planted 3,150 street trees" in article.text
    assert text[-1] == "Recycling rate (%) | 45.2 | 47.0 | 48.5"

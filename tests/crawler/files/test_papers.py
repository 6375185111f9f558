"""Papers as governments set them, in our own words: what stands in them comes out whole."""

from claims import read
from config import load_words
from corpus import dated
from tests.crawler.files.given import article_of, captured, lines_of
from tests.crawler.files.printing import Page, pdf, wrapped

BODY = (
    "现将《临江区城市更新行动计划》印发给你们。到2028年，全区完成旧区改造120万平方米，"
    "新增保障性住房1.2万套，年均投资不低于60亿元。"
)


def told(body):
    article = dated(article_of(body), captured(body).captured_at.date())
    found = read(article, load_words())
    return [(float(c.quantity.value), c.quantity.unit, c.kind.value, c.period) for c in found]


def test_a_notice_under_a_red_head():
    """The title in two lines is one; the notice is dated by its signature."""
    page = Page()
    page.text(200, 120, "临江区人民政府文件", 26)
    page.text(240, 170, "临政发〔2026〕3号", 12)
    page.text(130, 230, "关于印发《临江区城市更新行动计划", 18)
    page.text(180, 258, "（2026—2028年）》的通知", 18)
    page.text(80, 310, "各街道办事处，区政府各部门：", 14)
    for number, line in enumerate(wrapped(BODY, 14, 435, 28)):
        page.text(80 + (0 if number else 28), 336 + 26 * number, line, 14)
    page.text(400, 520, "临江区人民政府", 14)
    page.text(410, 546, "2026年2月9日", 14)
    page.text(270, 800, "— 1 —", 12)
    body = pdf([page])
    text = lines_of(body)
    assert text[2:] == [
        "关于印发《临江区城市更新行动计划（2026—2028年）》的通知",
        "各街道办事处，区政府各部门：",
        BODY,
        "临江区人民政府",
        "2026年2月9日",
    ]
    article = dated(article_of(body), captured(body).captured_at.date())
    assert str(article.published) == "2026-02-09"
    assert told(body) == [
        (120e4, "m2", "target", "by:2028"),
        (12e3, "home", "target", "by:2028"),
        (60e8, "CNY", "target", "by:2028"),
    ]


def test_a_monthly_bulletin_without_lines():
    """Titles of parts stand among the rows, and the head holds below them."""
    page = Page()
    page.text(150, 80, "2026年1—2月临江区主要经济指标", 16)
    page.text(430, 110, "单位：亿元", 10)
    rows = [
        ("指标名称", "1—2月", "同比增长（%）"),
        ("一、工业", "", ""),
        ("规模以上工业总产值", "212.6", "4.2"),
        ("其中：汽车制造业", "56.1", "11.3"),
        ("二、消费", "", ""),
        ("社会消费品零售总额", "84.9", "-0.6"),
    ]
    for number, (name, value, growth) in enumerate(rows):
        base = 140 + 20 * number
        page.text(90, base, name, 10.5)
        for place, cell in ((330, value), (450, growth)):
            if cell:
                page.text(place, base, cell, 10.5, right=True)
    body = pdf([page])
    assert lines_of(body)[2:] == [
        "指标名称 | 1—2月 | 同比增长（%）",
        "| 一、工业 |  |  |",
        "规模以上工业总产值 | 212.6 | 4.2",
        "其中：汽车制造业 | 56.1 | 11.3",
        "| 二、消费 |  |  |",
        "社会消费品零售总额 | 84.9 | -0.6",
    ]
    assert [each[:2] for each in told(body)] == [
        (212.6e8, "CNY"), (4.2, "percent"), (56.1e8, "CNY"),
        (11.3, "percent"), (84.9e8, "CNY"), (-0.6, "percent"),
    ]  # fmt: skip


def test_a_list_of_aims_keeps_its_items():
    """An item that goes on in a second line is one line; the next begins its own."""
    page = Page()
    page.text(80, 80, "Cabinet report: Budget 2026/27", 18)
    items = [
        "• Spend £12.4 million on roads and paths, which is £1.1 million more than in the current",
        "  year and the most since 2015.",
        "• Build 420 council homes by March 2028.",
        "1. Council tax rises by 2.9 per cent.",
        "2. Reserves stay above £8 million.",
    ]
    for number, item in enumerate(items):
        page.text(80 + 8 * item.startswith("  "), 140 + 15 * number, item.strip().replace("•", "-"))
    text = lines_of(pdf([page]))
    assert text[1].endswith("in the current year and the most since 2015.")
    assert text[2:] == [item.replace("•", "-") for item in items[2:]]


def test_a_table_goes_on_on_the_next_page():
    """The rows of the second page stand under the head that is set there again."""
    head = ["Ward", "Homes 2025", "Homes 2026"]
    rows = [[f"Ward {chr(65 + n)}", str(100 + n), str(120 + n)] for n in range(20)]
    pages = [Page(), Page()]
    pages[0].text(80, 60, "New homes by ward", 16)
    pages[0].table(80, 100, [200, 90, 90], [head, *rows[:11]])
    pages[1].table(80, 85, [200, 90, 90], [head, *rows[11:]])
    for number, page in enumerate(pages, 1):
        page.text(290, 810, str(number), 10)
    body = pdf(pages)
    flat = [" | ".join(row) for row in [head, *rows[:11], head, *rows[11:]]]
    assert lines_of(body)[1:] == flat
    found = read(article_of(body), load_words())
    assert len(found) == 40
    assert {claim.anchor for claim in found[-18:]} == {"page 2"}


def test_cells_of_several_lines_are_whole():
    """What is broken within a cell is one text."""
    page = Page()
    page.text(80, 60, "Projects", 16)
    for y in (100, 118, 160, 202):
        page.rule(80, y, 480, y)
    for x in (80, 230, 360, 480):
        page.rule(x, 100, x, 202)
    for x, y, text in (
        (84, 113, "Project"), (234, 113, "Deadline"), (364, 113, "Cost (£ million)"),
        (84, 134, "Renewal of the old"), (84, 148, "harbour baths"), (234, 141, "June 2027"),
        (364, 141, "12.4"), (84, 176, "New library and"), (84, 190, "learning centre"),
        (234, 183, "May 2028"), (364, 183, "8.1"),
    ):  # fmt: skip
        page.text(x, y, text, 10)
    assert lines_of(pdf([page]))[1:] == [
        "Project | Deadline | Cost (£ million)",
        "Renewal of the old harbour baths | June 2027 | 12.4",
        "New library and learning centre | May 2028 | 8.1",
    ]

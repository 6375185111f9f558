"""A plain document says of itself when it was written, by whom and what it is called."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import article_from_text
from model import DocumentError
from tests.shared import SHARED, WHY_SKIPPED

BODY = "\n\nYangpu aims for 350 billion yuan by 2027, deputies heard on January 9, 2026.\n"

HEADERS = [
    ("Title\nDate: 2026-01-21", date(2026, 1, 21)),
    (" date 2023-08-17 \nTitle", date(2023, 8, 17)),
    ("Title\nYang Jian\n  23:20 UTC+8, 2023-08-17", date(2023, 8, 17)),
    ("Title\nenglish.pudong.gov.cn Updated:2022-08-01", date(2022, 8, 1)),
    ("Title\nUpdated: August 1, 2022, 10:15 am", date(2022, 8, 1)),
    ("标题\n发布日期：2025-01-08", date(2025, 1, 8)),
    (
        "标题\n发布时间：2025-01-08 10:20:33 来源：上海杨浦 浏览次数：1234 字号：大 中 小",
        date(2025, 1, 8),
    ),
    ("标题\n2025年01月08日 09:30 来源：新民晚报", date(2025, 1, 8)),
    ("标题\n时间：２０２５年１月８日", date(2025, 1, 8)),
    ("标题\n日期：2025/1/8", date(2025, 1, 8)),
    ("Title\nLi Xin | January 8, 2025", date(2025, 1, 8)),
    ("Title\n8 January 2025", date(2025, 1, 8)),
    ("Title\nPosted on Jan. 8, 2025", date(2025, 1, 8)),
    ("Title\n\nSHANGHAI, Sept. 8, 2025 (Xinhua) -- Pudong has done well.", date(2025, 9, 8)),
    ("Title\nWednesday, January 8th, 2025 10:00 GMT", date(2025, 1, 8)),
]
NO_DATE = [
    "Title\nEditor's note: 2025 marks the final year of a plan adopted on March 11, 2021.",
    "Title\nIts vision was unveiled on Jan 8 as a key objective for 2025.",
    "Title\nThe session of January 8, 2025 adopted the report.",
    "Press briefing on August 17, 2023",
    "Title\nClosing date: 2025-03-01",
    "标题\n申报截止时间：2025年3月1日",
    "标题\n本办法自2025年1月8日起施行。",
    "标题\n施行日期：2025-03-01",
    "Title\nDocument no. 2025-13-45",
    "Title\nOpening hours until\nuntil January 8, 2025",
]


@pytest.mark.parametrize(("header", "day"), HEADERS)
def test_a_header_line_dates_the_document(header, day):
    """The date of a header line is the day of publication."""
    assert article_from_text(header + BODY, "a.txt").published == day


@pytest.mark.parametrize("header", NO_DATE)
def test_a_date_in_a_sentence_dates_nothing(header):
    """A note, a deadline, a title or a sentence of the body does not say when it was written."""
    assert article_from_text(header + BODY, "a.txt").published is None


def test_the_body_is_left_as_it_is():
    """Offsets into the text hold: not a character is added, dropped or changed."""
    text = "\ufeff Title \r\nDate: 2026-01-21\r\n\r\n\u3000\u3000增长５%。\x85\u2028end "
    assert article_from_text(text, "a.txt").text == text


def test_first_line_that_is_no_header_is_the_title():
    """Header lines before the title do not take its place."""
    article = article_from_text("date 2023-08-17\n\n# A title, 7000 firms\nBy Yang Jian\n", "a.md")
    assert article.title == "A title, 7000 firms"
    assert article.author == "Yang Jian"


def test_a_document_without_a_title_is_called_by_its_file():
    """Prose from the first line on has no title: the file's name stands in."""
    assert article_from_text("A long sentence goes on. " * 20, "in/report.txt").title == "report"


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Source: Yangpu District Information Office", "Yangpu District Information Office"),
        ("Source: SHINE   Editor: Liu Qi", "SHINE"),
        ("（来源：上海杨浦）", "上海杨浦"),
        ("发布时间：2025-01-08 来源：新民晚报 作者：张三 责任编辑：李四", "新民晚报"),
    ],
)
def test_the_publisher_is_named_at_the_top_or_at_the_end(line, publisher):
    """A source line counts at the top and as the last line alike."""
    assert article_from_text(f"Title\n{line}{BODY}", "a").publisher == publisher
    body = "\n".join(f"Paragraph {n} says something." for n in range(30))
    assert article_from_text(f"Title\n{body}\n{line}\n", "a").publisher == publisher


def test_several_fields_stand_on_one_line():
    """A Chinese portal's header line gives the date, the publisher and the author."""
    text = "标题\n发布时间：2025-01-08 来源：新民晚报 作者：张三 责任编辑：李四\n正文。"
    article = article_from_text(text, "a.txt")
    assert (article.published, article.publisher) == (date(2025, 1, 8), "新民晚报")
    assert article.author == "张三"


def test_a_signed_document_is_dated_by_its_signature():
    """An official document's date, alone on its last line, is when it was issued."""
    text = "通知\n" + "各有关单位请认真执行。\n" * 20 + "杨浦区人民政府\n二〇二五年十二月三十一日\n"
    assert article_from_text(text, "a.txt").published == date(2025, 12, 31)


def test_update_and_publication_are_told_apart():
    """Where both are given, each keeps its own day."""
    article = article_from_text("T\nPublished: 2025-01-08\nLast updated: 2025-02-01\nText.", "a")
    assert (article.published, article.modified) == (date(2025, 1, 8), date(2025, 2, 1))


def test_front_matter_wins():
    """What the front matter states counts before any header line."""
    text = (
        '+++\ntitle = "T"\npublisher = "P"\nauthor = "A"\npublished = 2025-01-08\n'
        'modified = "2025-02-01"\nurl = "https://example.org/"\nlanguage = "zh"\n'
        "+++\nDate: 2020-01-01\n"
    )
    article = article_from_text(text, "a.md")
    assert (article.title, article.publisher, article.author) == ("T", "P", "A")
    assert (article.published, article.modified) == (date(2025, 1, 8), date(2025, 2, 1))
    assert (article.url, article.language, article.text) == ("https://example.org/", "zh", text)


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("titel = 'x'", "titel"),
        ("title = 3", "title"),
        ("published = 'soon'", "published"),
        ("title", "TOML"),
    ],
)
def test_broken_front_matter_is_refused(front, says):
    """A mistake in the front matter is named, with the file."""
    with pytest.raises(DocumentError, match=says) as error:
        article_from_text(f"+++\n{front}\n+++\ntext", "in/a.md")
    assert error.value.file == "in/a.md"


def test_unclosed_front_matter_is_refused():
    """A block that never ends would make claims of metadata."""
    with pytest.raises(DocumentError, match="never closed"):
        article_from_text("+++\ntitle = 'x'\ntext", "a.md")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("杨浦区2025年实现GDP 2300亿元，Meituan、Bilibili等企业集聚。", "zh"),
        ("Yangpu (杨浦) is a district of Shanghai (上海).", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_the_one_most_of_it_is_written_in(text, language):
    """A few foreign names do not change a text's language."""
    assert article_from_text(text, "a.txt").language == language


def test_hostile_lines_cost_nothing():
    """Lines without end, and labels without number, are read in no time and date nothing."""
    for text in ("date " * 200_000, "时间：" * 200_000, "2025-01-" * 200_000, "Source: " * 200_000):
        article = article_from_text(text + "\n" + text, "a.txt")
        assert article.published is None
        assert article.text == text + "\n" + text


PIECES = st.sampled_from(
    "Date: |日期：|来源:|2025-01-08|2025年13月40日|二〇二五年一月八日|Updated |by "
    "|Jan 8, 2025|9999-99-99|十十年|\n| |#|(|：|text|\u3000|\x85|++".split("|")
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_is_an_article(text):
    """Whatever a file holds, it becomes an article of exactly that text."""
    if not text.startswith("+++"):
        assert article_from_text(text, "a.txt").text == text


SEED_DATES = {"001": date(2023, 8, 17), "002": date(2022, 8, 1)}


@pytest.mark.skipif(SHARED is None, reason=WHY_SKIPPED)
def test_seed_documents_are_dated_where_they_say_so():
    """Of the five seed documents two state a date; the others stay undated."""
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        article = article_from_text(path.read_bytes().decode(), path.name)
        assert article.published == SEED_DATES.get(path.name[:3]), path.name
        assert len(article.title) > 40, path.name


@pytest.mark.skipif(SHARED is None, reason=WHY_SKIPPED)
def test_gold_documents_are_dated_by_their_header():
    """Every gold document's Date and Source lines are found."""
    for path in sorted((SHARED / "gold" / "dev").glob("*.txt")):
        text = path.read_bytes().decode()
        article = article_from_text(text, path.name)
        lines = text.splitlines()
        assert article.published == date.fromisoformat(lines[1].removeprefix("Date: "))
        assert (article.title, f"Source: {article.publisher}") == (lines[0], lines[2])
        assert article.language == path.name[4:6]

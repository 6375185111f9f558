"""The date a byline or heading gives a document."""

from datetime import date

import pytest

from corpus.header import read_header

DAY = date(2025, 3, 12)

DATED = [
    "——2025年3月12日在县第十八届人民代表大会第四次会议上",
    "——2025年3月12日在市人大会议上 市发展改革委主任 李某",
    "（2025年3月12日在某市第五届人民代表大会第四次会议上）",
    "(2025年3月12日市第十五届人民代表大会第五次会议批准)",
    "某新闻记者 陈某某 2025-03-12 08:12",
    "某州文旅 2025年3月12日 12:06 云南",
    "日报·某新闻　记者 刘某　2025-03-12 06:31",
    "文/李四 2025.03.12 北京",
    "新华社 | 2025-03-12 10:22 | 要闻",
    "新华社北京2025年3月12日电（记者张三）国务院总理今天表示，今年增长5%左右。",
    "发布于 2025-03-12 10:22",
    "发 布 日 期 ：2025-03-12",
    "【发布时间：2025-03-12】",
    "字号：大 中 小 2025-03-12 打印",
    "By Jane Doe, 12 March 2025",
    "By Jane Doe, March 12, 2025, 9:30 AM",
    "By Jane Doe | 12 March 2025 at 10:04 | Leeds",
    "12 March 2025 | News",
    "News | 12 March 2025 | 3 min read",
    "Posted by Jane Doe on 12 March 2025",
    "Written by Jane Doe Published on 12 March 2025",
    "(Delivered at the Council meeting on 12 March 2025)",
    "Speech by the Mayor at the Guildhall, 12 March 2025",
    "Leeds City Council, Wednesday 12 March 2025 10:00 (UTC)",
    "First published: 12 March 2025",
    "March 12, 2025 at 6:02 a.m.",
    "Cabinet, 12 March 2025 | Agenda item 9 | Ref: CP/23/118",
]

OF_THE_BODY = [
    "2025年3月12日，全市召开会议，部署工作",
    "会议于2025年3月12日在市政府召开",
    "项目 2025年3月12日 开工建设。",
    "截至2025年3月12日",
    "2025-03-12 | 120 | 家",
    "The bridge opened on 12 March 2025",
    "The council met in Leeds on 12 March 2025 and agreed the plan",
    "- Opening 12 March 2025",
]


@pytest.mark.parametrize("line", DATED)
def test_a_byline_or_heading_dates_the_document(line):
    """The second line says who wrote it, where it was said, and when."""
    assert read_header(f"A title\n{line}\n\nText.").published == DAY


@pytest.mark.parametrize("line", OF_THE_BODY)
def test_a_date_of_the_body_is_none_of_the_documents(line):
    """What happened on a day is not when the text was written."""
    assert read_header(f"A title\n{line}\n\nText.").published is None


def test_a_date_in_the_title_is_what_the_document_is_about():
    """The first line is no byline."""
    assert read_header("2025年3月12日在会议上\n正文").published is None

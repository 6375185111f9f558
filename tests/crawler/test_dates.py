"""When a page says it was published, and when it was changed."""

from datetime import date

import pytest

from crawler import extract
from crawler.dates import date_in
from tests.crawler.looks import capture

LATEST = date(2025, 6, 1)
TEXT = (
    "<p>The district will build 1,200 homes by 2027, the mayor said at a meeting in town.</p>" * 3
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-05", (2025, 3, 5)),
        ("2025-03-05T23:10:00+08:00", (2025, 3, 5)),
        ("2025/3/5 09:30", (2025, 3, 5)),
        ("2025.03.05", (2025, 3, 5)),
        ("20250305", (2025, 3, 5)),
        ("20250305093000", (2025, 3, 5)),
        ("2025年3月5日", (2025, 3, 5)),
        ("2025 年 03 月 05 日 10:00", (2025, 3, 5)),
        ("二〇二五年三月五日", (2025, 3, 5)),
        ("二○二四年十二月二十一日", (2024, 12, 21)),
        ("5 March 2025", (2025, 3, 5)),
        ("Wednesday, 5th of March, 2025", (2025, 3, 5)),
        ("March 5, 2025", (2025, 3, 5)),
        ("Mar. 5th, 2025 at 6 p.m.", (2025, 3, 5)),
        ("Sept 30, 2024", (2024, 9, 30)),
        ("25/03/2025", (2025, 3, 25)),
        ("03/25/2025", (2025, 3, 25)),
        ("2031-01-01, then 2024-02-02", (2024, 2, 2)),
        ("05/03/2025", None),
        ("2025-13-45", None),
        ("12 people, 2025", None),
        ("1989-01-01", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_read_in_every_form_of_both_languages(text, day):
    """The first date no later than the latest; a date that can be told two ways is none."""
    assert date_in(text, LATEST) == (date(*day) if day else None)


HEADS = {
    "JSON-LD in a graph": '<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},'
    '{"@type":["NewsArticle"],"datePublished":"2024-05-06T08:00:00Z"}]}</script>',
    "Baidu's data": '<script type="application/ld+json">{"@context":"https://ziyuan.baidu.com/'
    'contexts/cambrian.jsonld","pubDate":"2024-05-06T12:18:00"}</script>',
    "meta": '<meta property="article:published_time" content="2024-05-06T08:00:00+08:00">',
    "a government's meta": '<meta name="PubDate" content="2024-05-06 08:00">',
    "Dublin Core": '<meta name="DC.date.issued" content="2024-05-06">',
}
LINES = {
    "microdata": '<span itemprop="datePublished" content="2024-05-06">Monday</span>',
    "a time": '<time class="entry-date" datetime="2024-05-06T10:00">a while ago</time>',
    "Chinese, labelled": "<span>发布时间：2024年5月6日</span>",
    "Chinese, label apart": "<span>发布日期：</span><span>2024-05-06 10:00</span>",
    "English, labelled": "<p>Published on 6 May 2024 by the press office</p>",
    "English, label apart": "<dt>Published:</dt><dd>May 6, 2024</dd>",
    "alone below the title": "<div><span>May 6, 2024</span></div>",
    "Chinese, alone": "<div>2024-05-06 来源：区府办</div>",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_what_a_page_says_of_itself_is_its_date(head):
    """Structured data and meta tags, in all their forms."""
    page = f"<html><head><title>Homes</title>{head}</head><body><h1>Homes</h1>{TEXT}</body></html>"
    assert extract(capture(page, url="http://e.example/a")).published == date(2024, 5, 6)


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_what_a_reader_sees_is_its_date(line):
    """A marked or labelled date, or a line of its own below the title."""
    page = f"<html><head><title>Homes</title></head><body><h1>Homes</h1>{line}{TEXT}</body></html>"
    assert extract(capture(page, url="http://e.example/a")).published == date(2024, 5, 6)


@pytest.mark.parametrize(
    "line",
    [
        '<meta property="article:modified_time" content="2024-05-09">',
        '<span itemprop="dateModified" content="2024-05-09"></span>',
        "<p>Last updated: 9 May 2024</p>",
        "<p>更新时间：2024-05-09 08:00</p>",
    ],
)
def test_a_change_of_the_page_has_a_date_of_its_own(line):
    """The last change is told from the publication, in tags and on lines."""
    page = (
        f"<html><head><title>Homes</title></head><body><h1>Homes</h1><p>发布时间：2024-05-06</p>"
        f"{line}{TEXT}</body></html>"
    )
    found = extract(capture(page, url="http://e.example/a"))
    assert (found.published, found.modified) == (date(2024, 5, 6), date(2024, 5, 9))

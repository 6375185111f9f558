"""Documents that an article links to."""

import subprocess
import sys

import pytest

from crawler.discover import Frontier
from crawler.files import attachments_on, unread_attachment
from crawler.files.attachments import MAX_ATTACHMENTS
from model import CrawlOrder, Page
from tests.crawler.crawls import source
from tests.crawler.files.given import captured
from tests.crawler.files.printing import flowed, pdf

AT = "http://www.district.example"
PAGE = f"{AT}/news/2026/t20260401_7.html"


def found_on(html):
    return list(attachments_on(captured(f"<html><body>{html}</body></html>".encode(), PAGE)))


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ('<a href="./P020260401.pdf">附件</a>', f"{AT}/news/2026/P020260401.pdf"),
        ('<a href="/files/%E9%A2%84%E7%AE%97.XLSX">x</a>', f"{AT}/files/%E9%A2%84%E7%AE%97.XLSX"),
        ('<a href="/get?name=plan.docx&id=7">x</a>', f"{AT}/get?name=plan.docx&id=7"),
        ('<a href="/get?id=7">附件：2025年预算.xls </a>', f"{AT}/get?id=7"),
        ('<a href="/get?id=7" title="plan.pdf">Download</a>', f"{AT}/get?id=7"),
        ('<iframe src="/files/report.pdf"></iframe>', f"{AT}/files/report.pdf"),
        ('<a href="/files/old.wps">x</a>', f"{AT}/files/old.wps"),
    ],
)
def test_a_document_is_known_by_its_address_or_its_name(link, url):
    """By the end of the path, by a name in the query, or by what the link calls it."""
    assert [each.lower() for each in found_on(link)] == [url.lower()]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/news/2.html">More</a>',
        '<nav><a href="/help.pdf">Help</a></nav><footer><a href="/map.pdf">Map</a></footer>',
        "<a href=\"javascript:open('x.pdf')\">x</a>",
        "<p>The file plan.pdf is in the library.</p>",
    ],
)
def test_other_links_are_no_documents(html):
    """Pages, the frame of the site, scripts and words are not followed."""
    assert found_on(html) == []


def test_what_stands_behind_a_menu_or_is_shown_in_one_is_followed():
    """Only links are left out with the frame, and only those within it."""
    html = (
        '<nav><nav></nav><a href="/no.pdf">x</a><iframe src="/b.pdf"></iframe></nav>'
        '<a href="/a.pdf">x</a><object data="/c.docx"></object>'
    )
    assert found_on(html) == [f"{AT}/b.pdf", f"{AT}/a.pdf", f"{AT}/c.docx"]


def test_documents_of_a_page_are_bounded_and_each_is_followed_once():
    """However many links there are, and however often."""
    links = "".join(f'<a href="/{n // 2}.pdf">x</a>' for n in range(200))
    assert len(found_on(links)) == len(set(found_on(links))) == MAX_ATTACHMENTS


def test_a_document_leads_nowhere():
    """The links in a PDF are not followed."""
    assert list(attachments_on(captured(pdf(flowed(["See http://a.example/b.pdf"]))))) == []


def frontier(**more):
    page = Page(PAGE, "test")
    return Frontier(CrawlOrder(source(hosts=("www.district.example",), **more), (page,)))


def followed(crawl, html):
    (step,) = list(crawl.first())
    capture = captured(f"<html><body>{html}</body></html>".encode(), PAGE)
    return [found.url for found in crawl.after(step, crawl.attached_to(capture))]


LINKS = """<a href="/a.pdf">a</a><a href="/b.wps">b</a><a href="http://other.example/c.pdf">c</a>
    <a href="/drafts/d.pdf">d</a>"""


def test_what_is_not_followed_is_counted_by_its_reason():
    """Other hosts, what the source ignores, and kinds that are not read."""
    crawl = frontier(ignore=("/drafts/",))
    assert followed(crawl, LINKS) == [f"{AT}/a.pdf"]
    assert dict(crawl.dropped) == {
        "a .wps document, which is not read": 1,
        "another host": 1,
        "matches an ignore pattern": 1,
    }


def test_a_source_may_do_without_attachments():
    """With ``attachments = false`` none is followed."""
    crawl = frontier(attachments=False)
    assert followed(crawl, LINKS) == []
    assert not crawl.dropped


def test_an_unread_kind_has_its_name():
    """The reason names the kind of the document."""
    assert unread_attachment(f"{AT}/x.DOC") == "a .doc document, which is not read"
    assert unread_attachment(f"{AT}/x.docx") == unread_attachment(f"{AT}/doc") == ""


def test_a_crawl_without_documents_loads_none_of_their_libraries():
    """What opens files is loaded with the first of its kind."""
    code = "import sys, crawler.extraction, crawler.discover; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    assert "crawler.files" in loaded
    assert not {"pypdfium2", "docx", "openpyxl", "xlrd"} & set(loaded.split())

"""Word files: what a reader of the document sees, with all changes accepted."""

import pytest

from claims import read
from config import load_words
from model import ExtractError
from tests.crawler.files.given import article_of, lines_of
from tests.crawler.files.office import part_of, repacked, word
from tests.crawler.files.printing import OLD_WORD

PARTED = """<w:p><w:r><w:t xml:space="preserve">The district aims for </w:t></w:r>
    <w:r><w:rPr><w:b/></w:rPr><w:t>1,3</w:t></w:r><w:r><w:t>00 homes</w:t></w:r>
    <w:r><w:t xml:space="preserve"> by 2027.</w:t></w:r></w:p>"""
TRACKED = """<w:p><w:r><w:t xml:space="preserve">The district aims for </w:t></w:r>
    <w:del w:id="1" w:author="a"><w:r><w:delText>1,200</w:delText></w:r></w:del>
    <w:ins w:id="2" w:author="a"><w:r><w:t>1,300</w:t></w:r></w:ins>
    <w:r><w:t xml:space="preserve"> homes by 2027.</w:t></w:r></w:p>"""
BOXED = """<w:sdt><w:sdtContent><w:p><w:r><w:t>In a content control: 40 clinics.</w:t></w:r></w:p>
    </w:sdtContent></w:sdt>"""
FIELD = """<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF 12
    </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Page 7</w:t></w:r>
    <w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"""
MERGED = """<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r>
    <w:t>指标</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r>
    <w:t>2025年</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>
    <w:tc><w:p><w:r><w:t>目标</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>完成</w:t></w:r></w:p>
    </w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>新建住房（套）</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r>
    <w:t>1500</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1204</w:t></w:r></w:p></w:tc></w:tr>
    </w:tbl>"""
CITING = """<w:p><w:r><w:t>The plan is on time.</w:t></w:r><w:r><w:footnoteReference w:id="2"/>
    </w:r></w:p>"""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES = f"""<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>It cost £4m.</w:t></w:r>
    </w:p></w:footnote></w:footnotes>"""
RELATION = """<Relationship Id="rId99" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/\
officeDocument/2006/relationships/footnotes"/></Relationships>"""
TYPE = """<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-\
officedocument.wordprocessingml.footnotes+xml"/></Types>"""


@pytest.mark.parametrize(
    ("xml", "line"),
    [
        (PARTED, "The district aims for 1,300 homes by 2027."),
        (TRACKED, "The district aims for 1,300 homes by 2027."),
        (BOXED, "In a content control: 40 clinics."),
        (FIELD, "Page 7"),
    ],
)
def test_a_paragraph_reads_as_a_reader_sees_it(xml, line):
    """Bold parts no word, deletions are gone, insertions and content controls are there."""
    assert lines_of(word("A plan", xml)) == ["A plan", line]


def test_merged_cells_stand_in_every_field_they_cover():
    """Spans across and down are spread, as in a table of a page."""
    assert lines_of(word("计划", MERGED))[1:] == [
        "指标 | 2025年 | 2025年",
        "指标 | 目标 | 完成",
        "新建住房（套） | 1500 | 1204",
    ]


def test_a_claim_says_under_which_heading_or_in_which_row_it_stands():
    """Paragraphs are counted from the last heading, rows by table."""
    table = [["Indicator", "2025", "Target 2030"], ["New homes", "1,240", "1,500"]]
    body = word("Plan", "# Housing", "No figures here.", "We aim for 1,300 homes by 2027.", table)
    found = {c.quote: c.anchor for c in read(article_of(body), load_words())}
    assert found == {
        "1,300 homes": "under “Housing”, paragraph 2",
        "1,240": "table 1, row 2",
        "1,500": "table 1, row 2",
    }


def test_footnotes_follow_their_paragraph():
    """What a note says is read behind the paragraph that it belongs to."""
    body = word("Plan", CITING, "It ends in 2030.")
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    parts = {
        "word/footnotes.xml": NOTES.encode(),
        rels: part_of(body, rels).replace(b"</Relationships>", RELATION.encode()),
        types: part_of(body, types).replace(b"</Types>", TYPE.encode()),
    }
    text = lines_of(repacked(body, parts))
    assert text == ["Plan", "The plan is on time.", "It cost £4m.", "It ends in 2030."]


def test_a_stated_title_counts_only_where_the_text_bears_it():
    """What a template left in the properties is no title."""
    assert article_of(word("Cycling Plan 2030", "Text.", title="Template 7")).title == (
        "Cycling Plan 2030"
    )
    assert article_of(word("Council of Leeds", "Plan 2030", title="Plan 2030")).title == "Plan 2030"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (word("x")[:300], "broken"),
        (OLD_WORD, r"an old Word document \(.doc or .wps\): save it as .docx"),
        (OLD_WORD + "EncryptedPackage\0".encode("utf-16-le"), "protected by a password"),
        (word(), "there is no text in it"),
        (repacked(word("x"), {"word/document.xml": b"<w:document"}), "it is broken"),
    ],
    ids=["cut", "old", "locked", "empty", "not-xml"],
)
def test_what_cannot_be_read_says_why_and_what_to_do(body, why):
    """Broken, old, locked and empty files are told apart."""
    with pytest.raises(ExtractError, match=why):
        article_of(body)

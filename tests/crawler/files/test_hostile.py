"""Files made to harm whoever opens them: refused, or cut with a word of it, or ended."""

import io
import random
import zipfile
from pathlib import Path

import pytest

from config import load_words
from crawler.files import archive, cells, glyphs
from model import ExtractError, ReadAs, ReadSettings
from parsing import Parser
from tests.crawler.files.given import article_of, captured
from tests.crawler.files.office import repacked, word, workbook
from tests.crawler.files.printing import Page, pdf

PRINTED = Path(__file__).parent / "printed"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "word/document.xml"


def zipped(parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name, body in parts.items():
            new.writestr(name, body)
    return held.getvalue()


def test_a_bomb_is_not_unpacked():
    """A small file that unpacks to a hundred megabytes is refused by its directory."""
    bomb = repacked(word("x"), {DOCUMENT: b"<w:document>" + bytes(60 * 1024 * 1024)})
    assert len(bomb) < 200_000
    with pytest.raises(ExtractError, match=r"unpacks to \d+ times its size"):
        article_of(bomb)


def test_a_directory_that_lies_about_sizes_harms_nobody(monkeypatch):
    """Never more is unpacked than the directory says; what is cut off is broken."""
    body = word("A plan of 40 clinics. " * 500)
    true = zipfile.ZipFile(io.BytesIO(body)).getinfo(DOCUMENT).file_size.to_bytes(4, "little")
    with pytest.raises(ExtractError, match="broken"):
        article_of(body.replace(true, (100).to_bytes(4, "little")))


def test_too_many_parts_and_too_much_in_all_are_refused(monkeypatch):
    """The number of parts and their size in all are bounded."""
    monkeypatch.setattr(archive, "MAX_PARTS", 5)
    with pytest.raises(ExtractError, match="more than 5 parts"):
        article_of(word("x"))
    monkeypatch.setattr(archive, "MAX_PARTS", 100)
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1000)
    with pytest.raises(ExtractError, match="more than is taken"):
        article_of(word("x"))


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/hosts">]>"""


@pytest.mark.parametrize("entity", ["c", "f"])
def test_entities_are_not_expanded(entity):
    """Neither those of a bomb, nor one that names a file of this machine."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>Plan &{entity};</w:t></w:r>'
    body = repacked(word("x"), {DOCUMENT: ENTITIES + f"{xml}</w:p></w:body></w:document>".encode()})
    assert article_of(body).text == "Plan"
    cell = f'<c r="A1" t="inlineStr"><is><t>Plan &{entity};</t></is></c>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
    body = repacked(workbook({"a": [["x"]]}), {SHEET: ENTITIES + sheet.encode()})
    try:
        text = article_of(body).text
    except ExtractError:
        return
    assert "localhost" not in text
    assert "aaaa" not in text


def test_a_sheet_that_says_it_is_endless_is_read_to_its_bounds(monkeypatch):
    """The dimension that a sheet states is not believed; rows beyond the bound are noted."""
    monkeypatch.setattr("crawler.files.sheet.MAX_ROWS", 50)
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="XFD{n}"><v>1</v></c></row>'
        for n in (1, 2, 40, 60, 1048576)
    )
    sheet = (
        f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    )
    article = article_of(repacked(workbook({"a": [["x"]]}), {SHEET: sheet.encode()}))
    assert len(article.text) < 10_000
    assert "of sheet a were read" in article.note


def test_merged_ranges_are_spread_only_so_far(monkeypatch):
    """Ranges that cover the whole sheet, many times over, fill no memory."""
    monkeypatch.setattr(cells, "MAX_CELLS", 1_000)
    merges = "".join('<mergeCell ref="A1:GR20000"/>' for _ in range(5_000))
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>'
        f"<mergeCells>{merges}</mergeCells></worksheet>"
    )
    article = article_of(repacked(workbook({"a": [["x"]]}), {SHEET: sheet.encode()}))
    assert article.text == "7"


def test_a_page_of_a_million_letters_is_cut(monkeypatch):
    """A page is read to a bound, and the note says so."""
    monkeypatch.setattr(glyphs, "MAX_CHARACTERS", 100)
    page = Page()
    for number in range(20):
        page.text(80, 100 + number * 20, "The district opened 40 clinics.")
    assert article_of(pdf([page])).note == "page 1 had more text than is read"


def test_a_table_of_thousands_of_rules_is_not_solved():
    """Lines without end are drawings, not tables; the words between them are still read."""
    page = Page()
    page.text(80, 100, "The district opened 40 clinics in 2025.")
    for number in range(4_000):
        page.rule(10 + number * 5, 10, 10 + number * 5, 800)
        page.rule(10, 10 + number * 5, 500, 10 + number * 5)
    assert "40" in article_of(pdf([page])).text


def test_words_nested_a_thousand_deep_are_an_error_of_their_own():
    """Depth ends in a reason, never in a crash."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    deep = "<w:tbl><w:tr><w:tc>" * 2_000 + "</w:tc></w:tr></w:tbl>" * 2_000
    xml = f'<w:document xmlns:w="{space}"><w:body>{deep}</w:body></w:document>'
    with pytest.raises(ExtractError, match="a Word document"):
        article_of(repacked(word("x"), {DOCUMENT: xml.encode()}))


ENDED = r"took longer than 5 s|needed more than|parsing failed"


def test_a_file_that_takes_too_long_only_ends_its_worker():
    """The parse is ended at its time, says so, and the next file is read."""
    page = Page(["BT /F1 11 Tf 80 700 Td (The plan) Tj ET"] * 1_200_000)
    settings = ReadSettings(timeout_s=5, memory_mib=1024, workers=1)
    with Parser(load_words(), settings) as parser:
        with pytest.raises(ExtractError, match=ENDED):
            parser.result(parser.submit(captured(pdf([page])), ReadAs()))
        good = captured(word("The district opened 40 clinics in 2025."))
        assert len(parser.result(parser.submit(good, ReadAs())).claims or ()) == 1


@pytest.mark.parametrize("name", ["budget.xls", "report.pdf", "word", "sheet"])
def test_a_damaged_file_is_read_or_refused_and_nothing_else(name):
    """Wherever bytes are wrong, there is an article or a reason: no other error comes out."""
    files = {"word": word("A plan of 40 clinics."), "sheet": workbook({"a": [["Clinics", 40]]})}
    whole = files.get(name) or (PRINTED / name).read_bytes()
    chance = random.Random(7)
    outcomes = set()
    for _ in range(40):
        body = bytearray(whole)
        for _ in range(chance.choice([1, 5, 30])):
            body[chance.randrange(len(body))] = chance.randrange(256)
        try:
            outcomes.add(bool(article_of(bytes(body)).text))
        except ExtractError as error:
            outcomes.add(bool(error.problem))
    assert outcomes == {True}

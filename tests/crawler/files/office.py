"""Word and Excel files for tests, made by the libraries that others make them with."""

import io
import zipfile

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

BUDGET = [
    ["临江区2025年一般公共预算收支表"],
    [None, None, None, "单位：亿元"],
    ["项目", "2024年", "2025年", "增长（%）"],
    ["税收收入", 98.6, 102.3, 3.8],
    ["非税收入", 20.1, 19.5, -3.0],
    ["教育支出", 45.2, 47.8, 5.8],
]


def workbook(sheets, *, formats=(), merged=(), change=None):
    """An .xlsx file of sheets by name, each a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    first = book.worksheets[0]
    for place, form in formats:
        first[place].number_format = form
    for place in merged:
        first.merge_cells(place)
    if change:
        change(book)
    return saved(book)


def saved(document):
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def word(*parts, title=""):
    """A .docx file: text is a paragraph, "# text" a heading, a list of rows a table."""
    document = docx.Document()
    document.core_properties.title = title
    for part in parts:
        if isinstance(part, list):
            table = document.add_table(rows=len(part), cols=max(map(len, part)))
            for number, cells in enumerate(part):
                for column, text in enumerate(cells):
                    table.cell(number, column).text = text
        elif part.startswith("<w:"):
            xml = part.replace(">", f" {nsdecls('w')}>", 1)
            document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))
        elif part.startswith("# "):
            document.add_heading(part[2:], 1)
        else:
            document.add_paragraph(part)
    return saved(document)


def repacked(body, changes):
    """The archive with some of its parts replaced; new ones are added."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(body)) as old,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    return held.getvalue()


def part_of(body, name):
    """One part of the archive."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return archive.read(name)

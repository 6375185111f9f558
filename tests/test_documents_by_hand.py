"""Documents given by hand: PDF, Word and Excel files read like text."""

import pytest

from documents import documents_read, words_of
from model import DocumentError
from tests.crawler.files.office import BUDGET, word, workbook
from tests.crawler.files.printing import OLD_WORD, Page, pdf


def test_files_of_a_folder_are_read_with_their_places(tmp_path):
    """Each claim has the page, paragraph or cell it stands at, and its quote in the text."""
    page = Page()
    page.text(80, 100, "Harbourside aims to open 40 clinics by 2027.")
    (tmp_path / "a.pdf").write_bytes(pdf([page]))
    (tmp_path / "b.docx").write_bytes(word("Plan", "We aim for 1,300 homes by 2027."))
    (tmp_path / "c.xlsx").write_bytes(workbook({"预算": BUDGET}))
    found = list(documents_read([tmp_path], words_of(tmp_path)))
    assert [claims[0].anchor for _, _, claims in found] == ["page 1", "paragraph 2", "预算!B4"]
    for _, article, claims in found:
        assert all(article.text[c.span.start : c.span.end] == c.quote for c in claims)


def test_a_kind_that_is_not_read_says_what_to_do(tmp_path):
    """An old Word file is refused by name, with a way out."""
    (tmp_path / "old.doc").write_bytes(OLD_WORD)
    with pytest.raises(DocumentError, match=r"old\.doc: not read: .*save it as \.docx"):
        list(documents_read([tmp_path / "old.doc"], words_of(tmp_path)))

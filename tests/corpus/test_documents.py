"""Documents are read from files and folders, or refused by name."""

import logging
from pathlib import Path

import pytest

from corpus import DEFAULT_DOCUMENTS, read_documents
from corpus.documents import MAX_BYTES
from model import Article, DocumentError

CHINESE = "杨浦区力争到2025年数字经济企业突破一万家。"


def extract(body: bytes, name: str) -> Article:
    return Article(text=body.decode(), title=f"html of {Path(name).name}")


def read(*paths: Path) -> list[tuple[str, Article]]:
    return list(read_documents(paths, extract))


def refusal(path: Path) -> DocumentError:
    with pytest.raises(DocumentError) as error:
        read(path)
    assert error.value.file == str(path)
    return error.value


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path, caplog):
    """Every document below a folder is read, sorted; hidden and unknown files are not."""
    for name in ("b/2.md", "b/.hidden.md", "a.txt", ".git/x.txt", "c.png", "b/1.htm"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name)
    with caplog.at_level(logging.WARNING):
        found = read(tmp_path)
    assert [Path(name).relative_to(tmp_path).as_posix() for name, _ in found] == [
        "a.txt", "b/1.htm", "b/2.md",
    ]  # fmt: skip
    assert [record.file for record in caplog.records] == [str(tmp_path / "c.png")]


def test_links_do_not_lead_out_of_the_folder(tmp_path):
    """A symbolic link is followed inside its folder only, and folders never."""
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    assert [Path(name).name for name, _ in read(folder)] == ["a.txt"]


def test_html_goes_through_the_extractor(tmp_path):
    """An HTML file becomes what the extract function makes of its bytes."""
    page = tmp_path / "page.HTML"
    page.write_text("<p>x")
    assert read(page)[0][1].title == "html of page.HTML"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_chinese_is_read_in_the_encodings_people_use(tmp_path, encoding):
    """UTF-8, UTF-16 by its mark, and GB18030 give the same text."""
    file = tmp_path / "a.txt"
    file.write_bytes(CHINESE.encode(encoding))
    assert read(file)[0][1].text == CHINESE


def test_line_ends_stay(tmp_path):
    """CRLF is kept: offsets point into the file's own text."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"a\r\nb\rc\n")
    assert read(file)[0][1].text == "a\r\nb\rc\n"


def test_what_cannot_be_read_is_refused_by_name(tmp_path):
    """Missing, empty, too large, unknown, undecodable and irregular files each get a reason."""
    assert "no such file" in refusal(tmp_path / "missing.txt").problem
    for name, body, reason in (
        ("empty.txt", b" \n", "empty"),
        ("empty.html", b"", "empty"),
        ("latin.txt", "déjà vu à Zürich, où".encode("latin-1"), "UTF-8"),
        ("cut.txt", b"\xff\xfea", "UTF-8"),
        ("report.png", b"PNG", "unknown kind"),
        ("none", b"x", "unknown kind"),
        ("large.txt", b"x" * (MAX_BYTES + 1), "20 MiB"),
    ):
        (tmp_path / name).write_bytes(body)
        assert reason in refusal(tmp_path / name).problem
    (tmp_path / "folder.txt").symlink_to(tmp_path / "nowhere")
    assert "no such file" in refusal(tmp_path / "folder.txt").problem


def test_the_default_corpus_is_five_described_documents():
    """Each shipped document has a title, a publisher, an address, and its year at least."""
    documents = read(DEFAULT_DOCUMENTS)
    assert len(documents) == 5
    for name, article in documents:
        assert article.title, name
        assert article.publisher, name
        assert article.url.startswith("http"), name
        assert article.language == "en", name

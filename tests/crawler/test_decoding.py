"""Bytes to text by evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.decoding import bad_share, decode

TEXT = "浦东新区2025年地区生产总值目标为3000亿元，同比增长5.5%。" * 5
PAGE = '<html><head><meta charset="{}"></head><body>' + TEXT + "</body></html>"


@pytest.mark.parametrize(
    ("encoding", "meta", "header"),
    [
        ("utf-8", "utf-8", "text/html; charset=utf-8"),
        ("utf-8", "utf-8", None),
        ("gb18030", "gb2312", None),
        ("gb18030", "gbk", "text/html; charset=GB2312"),
        ("gb18030", "gb2312", "text/html; charset=utf-8"),
        ("utf-8", "gb2312", "text/html; charset=gbk"),
        ("utf-8", "gb2312", None),
        ("gb18030", "x-unknown", "text/html; charset=nonsense"),
        ("gb18030", "utf-8", "text/html; charset=utf-8"),
        ("utf-16", "utf-8", "text/html"),
        ("utf-8-sig", "gbk", "text/html; charset=gbk"),
        ("big5", "big5", None),
    ],
)
def test_the_truth_is_found_behind_what_is_claimed(encoding, meta, header):
    """Mark, header, meta tag, detection: the text is read right, whoever lies."""
    text = TEXT.replace("浦东新区", "浦東新區").replace("区", "區") if encoding == "big5" else TEXT
    page = f'<html><head><meta charset="{meta}"></head><body>{text}</body></html>'
    body = page.encode(encoding, "ignore")
    found = decode(body, header)
    assert "2025年" in found
    assert "3000" in found
    assert bad_share(found) == 0


def test_a_rare_character_in_a_gb2312_page_is_read():
    """Names hold characters that gb2312 lacks and gb18030 has."""
    assert "朱镕基" in decode('<meta charset="gb2312">朱镕基'.encode("gb18030"))


def test_latin_pages_keep_their_accents():
    """Western pages of the old encodings are read as browsers read them."""
    body = '<meta charset="iso-8859-1">Café “Zürich” – €5'.encode("cp1252")
    assert "Café “Zürich” – €5" in decode(body)


@given(st.binary(max_size=400), st.text(max_size=40))
def test_any_bytes_become_text(body, header):
    """Decoding never fails."""
    assert isinstance(decode(body, header), str)

"""Bytes to text by evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.decoding import bad_share, decode, is_readable

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


SHORT = "<html><title>通知</title><body><p>自4月1日起补贴标准调整为71元。</p></body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("header", [None, "utf-8", "gbk", "iso-8859-1", "big5", "shift_jis"])
def test_a_short_page_is_read_right_whatever_is_claimed(encoding, header):
    """A notice of one line, without a mark, a tag or an honest header; also cut in a character."""
    said = f"text/html; charset={header}" if header else None
    body = SHORT.encode(encoding)
    assert decode(body, said) == SHORT
    cut = len("。</p></body></html>".encode(encoding)) - 1
    assert "补贴标准调整为71元" in decode(body[:-cut], said)


def test_one_lost_byte_costs_one_character():
    """A page of UTF-8 with a broken byte stays UTF-8."""
    body = bytearray(SHORT.encode())
    body[body.index("补".encode())] = 0xFF
    assert "贴标准调整为71元" in decode(bytes(body), "text/html; charset=utf-8")


def test_a_tag_behind_many_scripts_is_found():
    """The charset stands where it may, after thousands of bytes of scripts."""
    page = f"<script>{'x' * 9000}</script><meta charset=windows-1251>Привет, район"
    assert "Привет, район" in decode(page.encode("cp1251"))


@pytest.mark.parametrize(("wrote", "took"), [("gb18030", "cp1252"), ("utf-8", "gb18030")])
def test_what_was_garbled_before_it_was_sent_is_known(wrote, took):
    """Text read wrongly by its own site has no broken character, and is told all the same."""
    garbled = TEXT.encode(wrote).decode(took, "ignore")
    assert not is_readable(garbled)
    assert is_readable(TEXT)
    assert is_readable("Café “Zürich” – über €5, déjà vu à Genève")


ENGLISH = "The council will build 1,200 homes by 2030 and report on them every year. " * 8
LEADERS = ", ".join(
    "Chen Jining (陈吉宁), Yin Hong (尹弘), Ying Yong (应勇), Tang Dengjie (唐登杰)".split(", ")
)
SURNAMES = "、".join("邰昝郗隗逄亓璩麴闫仝佴哈郏浦逯郇覃缪臧茅庞熊纪舒屈祝董梁杜阮蓝闵") * 3
VILLAGES = "\n".join("邳埝圩 堌堆砦 洼蔺堡 垭嵛岫 潢坨沱 峁塬垴 澥浬沭 坳岙墩".split()) * 4


@pytest.mark.parametrize(
    "text",
    [
        f"{ENGLISH}\n{'—' * 12}\n{ENGLISH}",
        f"{ENGLISH}\nContents {'…' * 12} 3\nHomes {'…' * 10} 7",
        f"{ENGLISH}\n{'•' * 8}\n{ENGLISH}",
        f"{ENGLISH}\n{'·' * 8}\n{ENGLISH}",
        f"{ENGLISH * 3}{LEADERS}",
        "\n".join(f"\uf0b7 {part}" for part in ENGLISH.split(". ")[:4]),
        SURNAMES,
        VILLAGES,
    ],
)
def test_rules_bullets_and_rare_names_are_no_sign_of_a_wrong_encoding(text):
    """A refused article is a change that nobody sees; these are read."""
    assert is_readable(text)
    page = f"<html><meta charset=utf-8><article><p>{text}</p></article></html>"
    assert decode(page.encode(), None) == page


def test_big5_read_as_gbk_before_it_was_sent_is_known():
    """The other way in which a Chinese site garbles itself."""
    text = "上海市政府公告：本年度住房補貼標準調整，完成目標計畫，增長百分之五。" * 5
    assert not is_readable(text.encode("big5", "ignore").decode("gb18030", "ignore"))

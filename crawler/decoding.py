"""Bytes to text by evidence: byte order mark, the bytes themselves, header, meta tag, detection.

A server that says one encoding and sends another is common; a wrong guess turns every figure's
context into noise, often without one unreadable character. So each claim is tried, and believed
only if the text then looks like a language: few replacement characters, Chinese that is made of
the characters Chinese is made of, Western text without runs of accented letters.
"""

import re

from charset_normalizer import from_bytes

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Browsers read the old Chinese names as their superset, and so must we: pages labelled gb2312
# hold characters that only gb18030 has. Source: WHATWG Encoding Standard, section 4.2.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "chinese": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "utf8": "utf-8",
    # A tag that can be read as ASCII is not in UTF-16. Source: the same, "prescan".
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
_CHINESE = ("gb18030", "big5hkscs")
_META = re.compile(rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,30})", re.I)
_XML = re.compile(rb"^\s{0,50}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{2,30})", re.I)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", re.I)
_HEAD_BYTES = 64_000  # a browser looks at 1,024; pages put the tag behind scripts all the same
_BAD = re.compile("[\ufffd\x80-\x9f]")
_MAX_BAD = 0.001  # share of replacement characters a true reading of a page may have
_CUT = 2  # of them in any page: a character cut in half, a byte lost
_DETECT_BYTES = 200_000
_LOOK = 200_000  # characters by which a reading is judged
_MARKUP = re.compile(r"<[^<>]{0,2000}>")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA_OR_HANGUL = re.compile(r"[\u3041-\u30fa\uac00-\ud7a3]")
# Private characters, and half-width kana: what a Chinese page becomes in the wrong encoding.
_ODD = re.compile(r"[\ue000-\uf8ff\uff66-\uff9f]")
# Four accented letters in a row: no Western language has them, GBK read as one is full of them.
# Without the signs that rules, leaders and bullets are drawn with.
_RUN = re.compile(r"[\xa1-\xb6\xb8-\xff\u0152-\u017e\u0192\u02c6\u20ac\u2122]{4,}")
# The characters Chinese is made of, with those of notices and reports: a third of any text and
# more, in both scripts; in the wrong encoding, hardly one in fifty.
_COMMON = frozenset(
    "的一是不了在人有我他这这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美"
    "相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水"
    "名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期"
    "市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色"
    "路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔增财政府街镇区县亿元"
    "這個們來時會對為國說學過發後經麼現動面還進種與長機業東當應區萬億開關點間問題產實總統資訊據縣鎮報設計員"
    "年月日号省市县局委办厅发布通知公告项目企业建设投资工程服务居民就业住房补贴标准调整增长完成目标计划收入"
)
_LEAST_COMMON = 0.12
_SURELY_COMMON = 0.25  # share in a text that was garbled, read as it was written
_LEAST_HAN = 8  # characters below which commonness says nothing
_MUCH_HAN = 60  # characters of rare ones, below which they may be a list of names
_LEAST_WHOLE = 0.8  # share of the bytes of a garbled text that are whole characters after all
_FEW = 3  # private characters that may be icons
_BEYOND = re.compile(r"[^\x00-\x7f]")


def decode(body: bytes, content_type: str | None = None) -> str:
    """``body`` as text; ``content_type`` is the header's value. Never fails: what cannot be read
    comes back as U+FFFD, and `is_readable` says whether that is a text.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    wide = _wide(body)
    if wide:
        return body.decode(wide, "replace")
    if body.isascii():
        return body.decode("ascii")
    readings = []
    for encoding in _candidates(body, content_type):
        text = _read(body, encoding)
        # Whole UTF-8 needs no second look; what was garbled before it was written is told later.
        if _believable(text, look=encoding != "utf-8" or "\ufffd" in text):
            return text
        readings.append(text)
    detected = _detect(body)
    return detected if _believable(detected) else min([*readings, detected], key=_strangeness)


def bad_share(text: str) -> float:
    """The share of characters that could not be read, or that web pages never hold."""
    return len(_BAD.findall(text)) / max(1, len(text))


def is_readable(text: str) -> bool:
    """False for a text that was garbled before it was sent, though every byte of it was read: all
    of it looks like no language, and there is proof. A list of rare names, rules and bullets are
    no proof; see `is_strange`.
    """
    text = text[:_LOOK]
    letters, odd = _letters(text), len(_ODD.findall(text))
    if odd >= _FEW and odd * 2 > letters:
        return False
    runs = sum(map(len, _RUN.findall(text)))
    if runs >= _MUCH_HAN and runs * 2 > letters:
        return False
    return not (is_strange(text) and len(_HAN.findall(text)) >= _MUCH_HAN and _was_chinese(text))


def is_strange(text: str) -> bool:
    """Whether most of ``text`` is Chinese of characters that Chinese hardly uses."""
    han = _HAN.findall(text[:_LOOK])
    return len(han) * 2 > _letters(text[:_LOOK]) and len(han) >= _MUCH_HAN and _is_rare(han)


def _was_chinese(text: str) -> bool:
    """Whether the text makes sense in the encoding that its characters were mistaken for: it is
    UTF-8 that somebody read as GBK, or one Chinese encoding read as the other.
    """
    as_sent = text.encode("gb18030", "ignore")
    if len(as_sent.decode("utf-8", "ignore").encode()) > _LEAST_WHOLE * len(as_sent):
        return True
    for took, wrote in (_CHINESE, _CHINESE[::-1]):
        meant = text.encode(took, "ignore").decode(wrote, "ignore")
        han = _HAN.findall(meant)
        common = sum(c in _COMMON for c in han)
        if len(han) * 2 > _letters(meant) and common > _SURELY_COMMON * len(han):
            return True
    return False


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _is_rare(han: list[str]) -> bool:
    return sum(c in _COMMON for c in han) < _LEAST_COMMON * len(han)


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its markup is zero."""
    head = body[:2_000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    most = len(head) / 2 * 0.3
    if odd > most and even <= odd / 10:
        return "utf-16-le"
    return "utf-16-be" if even > most and odd <= even / 10 else None


def _candidates(body: bytes, content_type: str | None) -> list[str]:
    """The encodings to try, best evidence first."""
    head = body[:_HEAD_BYTES]
    said = _HEADER.search(content_type or "")
    names = [said.group(1)] if said else []
    names += [m.group(1).decode("ascii") for m in (_META.search(head), _XML.search(head)) if m]
    claimed = [_SUPERSETS.get(name.lower(), name.lower()) for name in names]
    # What decodes as UTF-8 is UTF-8, whatever was claimed: no other text does so by accident.
    first = ["utf-8"] if _is_utf8(body, claimed) else []
    return list(dict.fromkeys([*first, *claimed, "utf-8", *_CHINESE]))


def _is_utf8(body: bytes, claimed: list[str]) -> bool:
    """True when nearly all of the bytes beyond ASCII are whole characters of UTF-8."""
    beyond = _BEYOND.findall(body[:_LOOK].decode("utf-8", "replace"))
    broken = beyond.count("\ufffd")
    if broken * 20 > len(beyond) + 19 or len(beyond) == broken:
        return False
    # Two Chinese characters of GBK may be two letters of UTF-8 by accident: then the claim counts.
    chinese = any(one in _CHINESE for one in claimed)
    return not (chinese and len(beyond) < 20 and all(c < "\u0800" for c in beyond))


def _read(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding, "replace")
    except (LookupError, ValueError):  # an encoding that does not exist
        return body.decode("utf-8", "replace")


def _believable(text: str, *, look: bool = True) -> bool:
    if not look:
        return True
    bad = len(_BAD.findall(text))
    return bad <= max(_CUT, _MAX_BAD * len(text)) and not _is_garbled(_words(text))


def _words(text: str) -> str:
    return _MARKUP.sub(" ", text[:_LOOK])


def _is_garbled(words: str) -> bool:
    """True for Chinese of characters that Chinese hardly uses, for private characters, and for
    runs of accents.
    """
    han = _HAN.findall(words)
    beyond = len(_BEYOND.findall(words))
    if (odd := len(_ODD.findall(words))) >= _FEW and odd * 20 > _letters(words):
        return True
    is_chinese = len(_KANA_OR_HANGUL.findall(words)) * 5 < len(han)
    if is_chinese and len(han) >= _LEAST_HAN:
        return _is_rare(han)
    runs = sum(map(len, _RUN.findall(words)))
    return runs >= _LEAST_HAN and runs * 2 > beyond


def _strangeness(text: str) -> float:
    return bad_share(text) + 0.5 * _is_garbled(_words(text))


def _detect(body: bytes) -> str:
    best = from_bytes(body[:_DETECT_BYTES]).best()
    name = best.encoding if best else "utf-8"
    return _read(body, _SUPERSETS.get(name.replace("_", "-"), name))

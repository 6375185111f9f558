"""Bytes to text by evidence: byte order mark, then header, then meta tag, then detection.

A server that says one encoding and sends another is common; a wrong guess turns every figure's
context into noise. So each claim is tried, and believed only if the text then has next to no
replacement characters.
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
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "utf8": "utf-8",
}
_META = re.compile(rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,30})", re.I)
_XML = re.compile(rb"^\s{0,50}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{2,30})", re.I)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", re.I)
_BAD = re.compile("[\ufffd\x80-\x9f]")
_MAX_BAD = 0.001  # share of replacement characters a true reading of a page may have
_DETECT_BYTES = 200_000


def decode(body: bytes, content_type: str | None = None) -> str:
    """``body`` as text; ``content_type`` is the header's value. Never fails: what cannot be read
    comes back as U+FFFD, and `bad_share` says how much that is.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    readings = [_read(body, encoding) for encoding in _claimed(body, content_type)]
    good = next((text for text in readings if _believable(text)), None)
    if good is not None:
        return good
    detected = _detect(body)
    return min([*readings, detected, body.decode("utf-8", "replace")], key=bad_share)


def bad_share(text: str) -> float:
    """The share of characters that could not be read, or that web pages never hold."""
    return len(_BAD.findall(text)) / max(1, len(text))


def _claimed(body: bytes, content_type: str | None) -> list[str]:
    head = body[:4096]
    said = _HEADER.search(content_type or "")
    names = [said.group(1)] if said else []
    names += [
        m.group(1).decode("ascii", "ignore") for m in (_META.search(head), _XML.search(head)) if m
    ]
    # UTF-8 that decodes without fault is UTF-8 whatever was claimed, unless it is pure ASCII;
    # asked last, so that an honest claim of another encoding comes first.
    known = [_SUPERSETS.get(name.lower(), name.lower()) for name in names]
    first = ["utf-8"] if _is_multibyte_utf8(body) else []
    return list(dict.fromkeys([*first, *known, "utf-8"]))


def _is_multibyte_utf8(body: bytes) -> bool:
    if body.isascii():
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding, "replace")
    except (LookupError, ValueError):  # an encoding that does not exist
        return body.decode("utf-8", "replace")


def _believable(text: str) -> bool:
    return bad_share(text) <= _MAX_BAD


def _detect(body: bytes) -> str:
    best = from_bytes(body[:_DETECT_BYTES]).best()
    name = best.encoding if best else "utf-8"
    return _read(body, _SUPERSETS.get(name.replace("_", "-"), name))

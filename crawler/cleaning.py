"""What every text is made of before it is kept: plain characters, and a guess at its language."""

import re
import unicodedata

# Invisible characters that split words and numbers: zero-width, direction marks, soft hyphen, BOM.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f]+")


def language_of(text: str) -> str:
    """The language of ``text``: "zh" when a fair share of its words is Chinese, else "en"."""
    han = len(_HAN.findall(text))
    # A Chinese word has about two characters; digits and signs belong to no language.
    return "zh" if han / 2 > 0.3 * (han / 2 + len(_LETTERS.findall(text))) else "en"


def clean(text: str) -> str:
    """``text`` without invisible and control characters, spaces made plain, lines trimmed."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)

"""Text from the web is hostile: what it must not carry into each outlet."""

import re
import unicodedata

# Controls, terminal escapes, bidirectional overrides and other characters that draw nothing but
# change how everything after them is drawn. Joiners (ZWJ, ZWNJ) are letters' business and stay.
_KEPT_FORMAT = "\u200c\u200d"
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]?|.?)", re.S)
# What Markdown (and its dialects: tables, mentions, bare links, formulas) would obey.
_MARKDOWN = re.compile(r"[\\`*_\[\]<>#|~$&@]|:(?=//)|(?<=www)\.|^[-+=]", re.I)
_MARKDOWN_ITEM = re.compile(r"^(\d{1,9})([.)])")
_SPACES = re.compile(" {2,}")
_LINK = re.compile(r"https?://[^\s<>\"'`|\\\x00-\x20]+", re.I)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # full width counts too


def clean(text: str) -> str:
    """The text as one line of visible characters: whitespace is a space, controls are gone."""
    if text.isprintable():  # most text: nothing to take out, and ten times as quick to know
        return _SPACES.sub(" ", text).strip()
    text = _ESCAPE.sub("", text)
    kept = (" " if c.isspace() else c for c in text if c.isspace() or _is_visible(c))
    return _SPACES.sub(" ", "".join(kept)).strip()


def _is_visible(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs"} or char in _KEPT_FORMAT


def markdown(text: str) -> str:
    """Clean text that Markdown shows as it is: no link, image, heading, HTML or table cell."""
    escaped = _MARKDOWN.sub(lambda found: "\\" + found[0], clean(text))
    return _MARKDOWN_ITEM.sub(r"\1\\\2", escaped)


def cell(text: str) -> str:
    """Clean text that no spreadsheet takes for a formula."""
    text = clean(text)
    return "'" + text if text.startswith(_FORMULA) else text


def link(url: str | None) -> str | None:
    """The address if it is a web address, else None: `javascript:` is never a link, and neither
    is an address with characters that do not show.
    """
    return url if url and _LINK.fullmatch(url) and clean(url) == url else None


def terminal_width(text: str) -> int:
    """How many columns clean text takes on a terminal: Chinese characters take two."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1

"""Texts as tokens, and what differs between two of them: Chinese by character, English by word.

A number is one token with its separators, its scale and its percent sign ("312.5", "7,000",
"3500亿", "三千五百亿", "5.5%"), so that a difference in one digit shows the whole figure, and never
half of it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import Indel

# Ideographs, kana and hangul: scripts whose words are not parted by spaces.
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_NUMERALS = "〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟"
# Two numerals at least, or a fraction: a lone one is mostly part of a word (一起, 十分, 万一).
_SPELLED = rf"(?:[{_NUMERALS}]{{1,40}}分之[{_NUMERALS}]|[{_NUMERALS}]{{2}})[{_NUMERALS}]{{0,40}}"
_SPELLED += rf"(?:点[{_NUMERALS}]{{1,40}})?"
_DIGITS = r"\d+(?:[.,．，]\d+)*(?:[十百千万亿]{1,4}|\s?[%％‰])?"
WORD = rf"[{_CJK}]|[^\W\d_{_CJK}]+(?:['’-][^\W\d_{_CJK}]+)*"
_TOKEN = re.compile(rf"{_DIGITS}|{_SPELLED}|{WORD}|\s+|.", re.S)

# What one comparison may look at. Beyond it the middle counts as rewritten as a whole: the
# algorithm is quadratic there, and nobody reads such a difference word by word.
_MOST_TOKENS = 4_000


class PieceKind(StrEnum):
    """What became of a piece of text."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text that stayed, went or came."""

    kind: PieceKind
    text: str


def tokens(text: str) -> list[str]:
    """The text's tokens in order; joined they are the text again."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=1024)
def whole_word(words: str) -> re.Pattern[str]:
    """The words where they stand whole in a lower-case text. Letters that are written without
    spaces have no word to be whole in.
    """
    before = r"(?<![a-z0-9])" if words[:1].isascii() else ""
    after = r"(?![a-z0-9])" if words[-1:].isascii() else ""
    return re.compile(before + re.escape(words) + after)


def words_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces that lead from ``old`` to ``new``: the equal and removed ones joined are
    ``old``, the equal and added ones ``new``.
    """
    a, b = tokens(old), tokens(new)
    head = _common(a, b)
    tail = _common(a[head:][::-1], b[head:][::-1])
    middle = _pieces(a[head : len(a) - tail], b[head : len(b) - tail])
    pieces = [(PieceKind.EQUAL, "".join(a[:head])), *middle]
    pieces.append((PieceKind.EQUAL, "".join(a[len(a) - tail :])))
    return _joined(pieces)


def _common(a: list[str], b: list[str]) -> int:
    count = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        count += 1
    return count


def _pieces(a: list[str], b: list[str]) -> list[tuple[PieceKind, str]]:
    if max(len(a), len(b)) > _MOST_TOKENS:
        return [(PieceKind.REMOVED, "".join(a)), (PieceKind.ADDED, "".join(b))]
    pieces = []
    for step in Indel.opcodes(a, b):
        was = "".join(a[step.src_start : step.src_end])
        now = "".join(b[step.dest_start : step.dest_end])
        if step.tag == "equal" and re.search(r"\w", was):
            pieces.append((PieceKind.EQUAL, was))
        else:
            # A lone comma or space between two changes would only make confetti of them.
            pieces += [(PieceKind.REMOVED, was), (PieceKind.ADDED, now)]
    return pieces


def _joined(pieces: list[tuple[PieceKind, str]]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one piece; between two equal ones, removed before added."""
    result: list[Piece] = []
    waiting = {PieceKind.REMOVED: "", PieceKind.ADDED: ""}

    def flush() -> None:
        result.extend(Piece(kind, text) for kind, text in waiting.items() if text)
        waiting.update(dict.fromkeys(waiting, ""))

    for kind, text in pieces:
        if kind is not PieceKind.EQUAL:
            waiting[kind] += text
        elif text and result and result[-1].kind is kind and not any(waiting.values()):
            result[-1] = Piece(kind, result[-1].text + text)
        elif text:
            flush()
            result.append(Piece(kind, text))
    flush()
    return tuple(result)

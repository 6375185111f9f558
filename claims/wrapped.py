"""Lines that a plain-text file breaks at a width: where a sentence goes on in the next line.

Only a line that was full is taken to go on, and only where its end and the next beginning say so:
a list, a table, a heading and a header line keep their breaks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from claims.headers import is_header
from model.words import Words

_ENDED = re.compile(r"[.!?。！？…:：;；|][\"'”’）)」』]*$")
_HAN = re.compile("[\u3400-\u9fff，、（）“”《》]")
_WIDE = re.compile("[\u2e80-\U0010ffff]+")
_ON = re.compile(r"[a-z]|[$£€¥]?\d\S* [a-z(]")
_LEAST = {"latin": 40, "han": 36}  # columns of a line that may have been full
_TAIL = 12  # characters at the end of a line that tell whether it ends a sentence
_LONGEST = 160  # no file is wrapped at more: a longer line is a paragraph of its own


@dataclass(frozen=True, slots=True)
class Break:
    """A line break at ``newline`` with the blanks around it, ``[start, end)``, inside a sentence.
    ``spaced`` where it stands for a space.
    """

    start: int
    newline: int
    end: int
    spaced: bool


def soft_breaks(text: str, words: Words) -> Iterator[Break]:
    """Every line break of the text that stands inside a sentence."""
    at = 0
    block: list[tuple[int, str]] = []
    for line in text.split("\n"):
        if line.strip():
            block.append((at, line))
        else:
            yield from _of_block(block, words)
            block = []
        at += len(line) + 1
    yield from _of_block(block, words)


def _of_block(block: list[tuple[int, str]], words: Words) -> Iterator[Break]:
    if len(block) < 2 or any(len(line.rstrip()) > _LONGEST for _, line in block):
        return
    width = max((_columns(line) for _, line in block), default=0)
    if width > _LONGEST:
        return
    found: list[Break] = []
    for (at, line), (_, following) in pairwise(block):
        spaced = _goes_on(line.strip(), following.strip(), _columns(line), width, words)
        if spaced is None:
            if _ended(line):
                yield from found
            found = [one for one in found if one.spaced]
            continue
        newline = at + len(line)
        begins = newline + 1 + len(following) - len(following.lstrip())
        found.append(Break(at + len(line.rstrip()), newline, begins, spaced))
    # Signs without spaces only go on to where a sentence ends: else they were lines of a list.
    ended = _ended(block[-1][1])
    yield from (one for one in found if one.spaced or ended)


def _ended(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _ENDED.search(line.rstrip()[-_TAIL:]) is not None


def _columns(line: str) -> int:
    """How wide a line is: a Chinese sign takes two columns."""
    plain = line.rstrip()
    return len(plain) + (0 if plain.isascii() else sum(map(len, _WIDE.findall(plain))))


def _goes_on(line: str, following: str, length: int, width: int, words: Words) -> bool | None:
    """Whether the sentence goes on with a space (True) or without (False); None if it ends."""
    if _ended(line) or _marked(words).match(following) or line[0] in "#|=+":
        return None
    if " | " in line or " | " in following or is_header(line.lower(), words):
        return None
    if _HAN.search(line[-8:]) and _HAN.search(following[:8]):
        full = length >= max(_LEAST["han"], width - 6)
        return False if full and not is_header(following.lower(), words) else None
    word = following.split(maxsplit=1)[0]
    if length < _LEAST["latin"] or length + 1 + len(word) < width:
        return None
    return True if _ON.match(following) or _wanting(line, words) else None


@lru_cache(maxsize=8)
def _marked(words: Words) -> re.Pattern[str]:
    """How the line of a list begins: a bullet, or a number in digits or signs."""
    known = (
        word for one in words.languages if not one.spaced for word in (*one.numerals, *one.scales)
    )
    signs = "".join(sorted(re.escape(word) for word in known if len(word) == 1))
    return re.compile(
        rf"[-*•·▪◦‣>#=+~|–—]|\d{{1,3}}[.)]\s|[(（][\d{signs}]{{1,3}}[)）]|"
        rf"[\d{signs}]{{1,3}}、|[a-zA-Z][.)]\s"
    )


def _wanting(line: str, words: Words) -> bool:
    """Whether a line cannot end here: after a comma, or a word such as "the" or "of"."""
    last = line.lower().rsplit(maxsplit=1)[-1]
    return last.endswith(",") or any(one.spaced and last in one.stops for one in words.languages)

"""Headings and lead-ins ("Targets for 2026", 主要预期目标：): what they say of lines below."""

from claims.cells import is_row
from claims.period import periods
from claims.sentences import Sentence
from model import Kind

_BULLETS = "-–—•◆●▪■□·*►➢✓‣○◇★▲△"
_LONGEST = {True: 100, False: 45}  # characters of a heading, in spaced languages and others
_NUMBER = 5  # characters of the number of a heading, which ends as a sentence does: "12."
_ENDS = ".!?。！？；;,，"
_STOPS, _SEPARATORS = ".!?。！？", ";；"
_OPENING = 12  # characters in which a report says when
_COLONS = ":："


class Headings:
    """The kind that the heading or lead-in above gives to the lines below it."""

    __slots__ = (
        "_alone", "_items", "_line", "_listed", "_number", "_reviews", "_said", "_style", "kind",
    )  # fmt: skip

    def __init__(self) -> None:
        self.kind: Kind | None = None
        self._style = ""  # how the heading is numbered: 一、 and 二、 stand side by side
        self._items = False  # bullets have followed it, or may alone: it is the text's own title
        self._line = -1
        self._listed = False  # the line before goes on in the next: it ends with a semicolon
        self._alone = True  # nothing but a number stands before the sentence in its line
        self._number = self._said = ""
        self._reviews = False  # the heading is of what became of aims

    def given(self, sentence: Sentence, following: Sentence | None) -> Kind | None:
        """The kind given to a sentence. Where a heading reviews aims, an item begins with its aim:
        1. 地区生产总值增长7.5%以上。上半年，增长5.1%.
        """
        goes_on = following is not None and following.line == sentence.line
        if not (self._reviews and goes_on and _style(self._number + sentence.text)):
            return self.kind
        told = any(hit.meaning in {"figure", "done"} for hit in sentence.scan.all("cue"))
        return self.kind if told or not _reports(following) else Kind.TARGET

    def begins(self, sentence: Sentence) -> None:
        """Hear that a sentence begins. Prose behind a list or table is no longer governed."""
        if sentence.line == self._line:
            self._alone = self._alone and len(self._said) <= _NUMBER
            self._number, self._said = self._said, sentence.text
            return
        self._line, self._alone = sentence.line, True
        self._number, self._said = "", sentence.text
        if sentence.text[0] in _BULLETS or is_row(sentence.text, sentence.language):
            self._items = True
        elif self._items and not (self._listed or sentence.text[-1] not in _STOPS):
            self.kind, self._items = None, False
        self._listed = sentence.text[-1] in _SEPARATORS

    def ends(self, sentence: Sentence, *, claims: bool, title: bool) -> None:
        """Hear that a line ends with the sentence. ``title`` says that it is the text's first."""
        text = sentence.text
        leads = text[-1] in _COLONS
        if text[0] in _BULLETS or not (leads or self._is_heading(sentence, claims)):
            return
        kind, style = _kind_below(sentence), _style(self._number + text)
        if kind is not None or leads or not style or style == self._style or not self._style:
            self.kind, self._style, self._items = kind, style, title and not leads
            self._reviews = kind is Kind.FIGURE and _of_aims(sentence)

    def _is_heading(self, sentence: Sentence, claims: bool) -> bool:
        text = sentence.text
        longest = _LONGEST[sentence.language.spaced]
        return self._alone and not claims and len(text) <= longest and text[-1] not in _ENDS


def _style(text: str) -> str:
    """The signs around the number a line begins with: "、" for 二、, "()" for (3); "" for none."""
    number = ""
    for letter in text[:6]:
        if letter in "、.．)）":
            return (text[0] if text[0] in "(（" else "") + letter if number else ""
        if letter.isalnum():
            number += letter
        elif letter not in "(（":
            break
    return ""


def _reports(sentence: Sentence | None) -> bool:
    """Whether a sentence begins with what was done, or with when: 上半年完成, 已开工."""
    if sentence is None:
        return False
    head = sentence.low[:_OPENING]
    first = next(iter(periods(head, head, sentence.language)), None)
    if first is not None and first.start == 0:
        return True
    return any(
        hit.start == 0 and hit.meaning in {"figure", "done"} for hit in sentence.scan.all("cue")
    )


def _of_aims(sentence: Sentence) -> bool:
    """Whether a heading announces what became of aims: 主要预期目标完成情况."""
    words = sentence.language.governing.get("reviewed", ())
    return any(word in sentence.low for word in words)


def _kind_below(sentence: Sentence) -> Kind | None:
    """What a heading promises: aims, expectations or a report; None where it does not say."""
    found = {hit.meaning for hit in sentence.scan.all("cue")}
    if "review" in found:
        return Kind.FIGURE
    if found & {"target", "aim", "noun", "future"}:
        return Kind.TARGET
    return Kind.FORECAST if "forecast" in found else None

"""The date a byline or a heading gives a document, where no label says what the date is.

"Li Xin | January 8, 2025", "By Jane Doe, 12 March 2025", 记者 陈思 2025-03-06 08:12,
——2025年2月18日在县人民代表大会上. A line of the body that happens to hold a date is none of these:
it has the marks of a sentence, or a word before the date that makes it the date of an event.
"""

import re
from collections.abc import Sequence
from datetime import date

from corpus.dates import FoundDate, find_dates

_LONGEST = 80  # a longer line is prose
_HEADING_LINES = 6  # a heading's own line in brackets or behind a dash stands this near the top

# What may stand beside a date on a line that only says when: times, zones, weekdays.
_BESIDE_A_DATE = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?|\d{1,2}时\d{1,2}分|\b\d{1,2}\.\d{2}(?=\s?(?:[ap]m|gmt|bst)\b)"
    r"|\b[ap]\.m\.|\b(?:am|pm|utc|gmt|cst|bst|est|edt|z|t|on|at)\b"
    r"|\b\d{1,2}(?:\s?[ap]m|\s?mins? read)\b"
    r"|[+-]\d{1,2}(?::?\d{2})?|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|(?:星期|周)[一二三四五六日天]|\bbeijing time\b|北京时间",
    re.I,
)
# "SHANGHAI, Jan. 8, 2025 (Xinhua) --" opens many news texts and is when they were filed.
_DATELINE = re.compile(r"^[A-Z][A-Z .'-]{2,30},\s(?:[A-Z][a-z]+,\s)?$")
_FILED = re.compile(r"\s*(?:\(|/|--|—|–)")
_AGENCY = re.compile(r"^\s*[(【]?[\u4e00-\u9fff]{2,16}$")
_WIRED = re.compile(r"(?:\([\u4e00-\u9fff]{2,8}\))?(?:电|讯)")
_BEFORE_AN_EVENT = re.compile(
    r"(?:\b(?:on|by|until|till|from|to|since|before|after|of|for|in|through|and|effective|due|starts?"
    r"|begins?|ends?)|[-–—~至到于自截止:])\s*$",
    re.I,
)
_PUBLISHES = re.compile(
    r"^\W*(?:by\s+[A-Z]|(?:first\s+|last\s+)?(?:posted|published|updated|written|filed|delivered|presented"
    r"|given|adopted|approved|issued|released)\b|发布于|发表于|刊发于|更新于|发布|发表)",
    re.I,
)
_HEADING = re.compile(r"^\s*(?:[—―]{1,4}|--+|\()\s*")
_LISTED = re.compile(r"^\s*[-*•·●]\s")
_SENTENCE_ENDS = (".", "!", "?", "。", "!", ";", ",", ":")
_CLAUSE = re.compile(r"[,，。]\s*[\u4e00-\u9fff]|,\s[a-z]")
# Between the parts of a byline; in Chinese, which has no other use for it, a space too.
_BAR_LEFT, _BAR_RIGHT = re.compile(r"[|·•/]\s*$"), re.compile(r"^\s*[|·•/]")
# Whose paper it is, in the lines below the title: "Cabinet, 14 November 2023 | Item 9".
_BODY = re.compile(r"^[A-Z][\w&' ]{2,40},\s+$")
_TOP = 2
_GAP_LEFT = re.compile(r"[\u4e00-\u9fff)】]\s+$")
_FILE_NUMBER = re.compile(r"[〔\[(]\d{4}[〕\])]\s?\d{1,5}\s?号")


def byline_date(lines: Sequence[str]) -> date | None:
    """The date of the first byline among a document's first lines, its title left out.

    The first line is the title, and a date in a title is what the document is about.
    """
    for number, line in enumerate(lines[1:], start=1):
        found = next(find_dates(line), None)
        if found and (_is_dateline(line, found) or _dates(line.strip(), number)):
            return found.day
    return None


def only_says_when(line: str) -> bool:
    """Whether there is nothing on the line but a date, with its time or weekday."""
    found = next(find_dates(line), None)
    return found is not None and not re.search(r"\w", _beside(line, found))


def _beside(line: str, found: FoundDate) -> str:
    return _BESIDE_A_DATE.sub(" ", line[: found.start] + " " + line[found.end :])


def _is_dateline(line: str, found: FoundDate) -> bool:
    before, after = line[: found.start], line[found.end :]
    if _AGENCY.match(before):
        return bool(_WIRED.match(after))
    return bool(_DATELINE.match(before) and _FILED.match(after))


def _dates(line: str, number: int) -> bool:
    """Whether a short line that is no sentence dates the document it heads."""
    if len(line) > _LONGEST or _LISTED.match(line):
        return False
    if line.endswith(_SENTENCE_ENDS) and not only_says_when(line):
        return False
    found = next(find_dates(line))
    before, after = line[: found.start], line[found.end :]
    if _HEADING.match(line) and number < _HEADING_LINES:
        return _is_heading(line, before)
    # A row of a table has numbers of its own.
    if number <= _TOP and _BODY.match(before) and (not after.strip() or _BAR_RIGHT.match(after)):
        return True
    if re.search(r"\d", _FILE_NUMBER.sub("", _beside(line, found))) or _CLAUSE.search(after):
        return False
    return _stands_alone(before, _BESIDE_A_DATE.sub("", after).strip(" ()[],"))


def _is_heading(line: str, before: str) -> bool:
    """(Adopted by the council on 12 March 2021), or ——2025年2月18日在…会议上."""
    return line.endswith(")") if "(" in before else not _HEADING.sub("", before)


def _stands_alone(before: str, after: str) -> bool:
    if len(after) > _LONGEST // 2:
        return False
    if _PUBLISHES.match(before):
        return True
    if not (before.strip() and after):
        return not _BEFORE_AN_EVENT.search(before)
    barred = _BAR_LEFT.search(before) and _BAR_RIGHT.match(after)
    return bool(barred or _GAP_LEFT.search(before))

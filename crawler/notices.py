"""Does the page say that it is something else: a captcha, a wall, a notice, an error?

Phrases alone never decide, for a true article may speak of captchas or of 404 companies. A notice
is known by what it is made of: its title says so and little else, or most of its sentences are
signs and words to the visitor, with hardly anything left that an article would say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.sight import Sight, words
from crawler.signs import Sign, signs
from model import Article, CheckState

HARDLY_ANY = 12  # words below which the frame of the page is all there is
FEW = 40  # words of a notice with nothing else
SHORT = 160  # words below which a text may well be a notice, and the page is looked at
_LONGEST = 400  # words that no notice has
_MOST = 0.6  # share of a text's words that makes it a notice, when one sentence is a sign
_CONFIRMS = 0.35  # the same when the title is a sign too
_AGREES = 0.15  # the same when a sentence is of the title's kind
_HINTS = 0.25  # the same of a text that was another when the page was last seen
_HALF = 0.5  # the same of few words that stand without a headline or a site around them
_FEW_MORE = 60  # words
_HINTS_NEEDED = 2
_LITTLE_ELSE = 3  # words a telling title may have beyond the phrase and the site's name
_OPENING = 8  # sentences in which a notice says what it is
_MAX_OPENING = 1_500  # characters
_MAX_SENTENCES = 400
_MAX_SENTENCE = 400  # characters
_MAX_NOTICE = 20_000  # characters; words alone would not bound a hostile text

_BREAK = re.compile(r"[。！？!?；…\n]+|\.(?=\s|$)|\.{2,}")
_QUOTED = re.compile(r"“[^”\n]{0,200}”|\"[^\"\n]{0,200}\"|「[^」\n]{0,200}」|‘[^’\n]{0,200}’")
_HEADLINES = 8  # links with the words of a headline, from which on a page is a list of them
_HEADLINE = 2.5  # words
_MAX_HEADLINES = 500

_ENDS = re.compile(r"\d|[。！？]|[.!?](?:\s|$)")
_TITLE_PART = re.compile(r"\s*[|_—–»·‹]\s*|\s-\s|-(?=[^\x00-\x7f])")
# What only an article says: a notice counts its cases, seconds and servers, and reports nobody.
_STATISTIC = re.compile(
    r"\d\s?(?:%|％|percent|per cent|million|billion|bn|万|亿|个百分点|公里|亩|平方)"
    r"|\d{1,3},\d{3}\b|[£$€]\d[\d.]* ?(?:m|million|billion|bn)\b",
    re.I,
)
_REPORTED = re.compile(
    r"\b(?:said|says?|told|reported|according to)\b"
    r"|(?:负责人|记者|人士|专家|局长|主任|发言人)[^。]{0,12}(?:表示|介绍|说|指出)|据[^。，]{2,12}(?:介绍|统计|报道|了解)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Heard:
    """The sentences of a text, weighed in words: ``sign`` is what the first sign was."""

    sign: Sign | None
    line: str
    share: float


def notice(
    sight: Sight, article: Article | None, before: Article | None, *, turned: bool = False
) -> tuple[CheckState, str] | None:
    """What the page says it is, and by which rule; None when it says nothing of the kind.
    ``before`` is the article as last seen; ``turned`` when little of that is left.
    """
    text, amount = _own_text(sight, article)
    if amount >= _LONGEST:
        return None
    telling = _telling(sight if amount < SHORT else None, article, before)
    if amount >= SHORT and telling is None and not _opens_as_one(text):
        return None
    below = _below_headline(text, article)
    heard, share = _weighed(sight, below if words(below) >= HARDLY_ANY else text, amount)
    if telling:
        sign, title = telling
        agrees = heard.sign is not None and heard.sign.state is sign.state
        if amount < HARDLY_ANY or share >= (_AGREES if agrees else _CONFIRMS):
            return sign.state, f"the title says it is {sign.what}: {title[:60]!r}"
    enough = heard.share >= (_HINTS if turned else _MOST) or share >= _MOST
    if heard.sign and (amount < HARDLY_ANY or enough):
        return heard.sign.state, _by_line(heard.sign, heard.line)
    return _by_machinery(sight, amount, heard.share) or _by_its_look(
        sight,
        text,
        amount,
        _Heard(heard.sign, heard.line, heard.share if turned else share),
        turned,
    )


def _own_text(sight: Sight, article: Article | None) -> tuple[str, float]:
    """The article's text, of a short one without the headlines of others, and its words."""
    text = article.text if article else ""
    if words(text) < SHORT:
        text = "\n".join(line for line in text.split("\n") if line not in sight.linked)
    return text, words(text)


def _below_headline(text: str, article: Article | None) -> str:
    """The text without its headline: what a notice is made of stands below."""
    first, _, rest = text.partition("\n")
    return rest if article and rest and first == article.title else text


def _weighed(sight: Sight, text: str, amount: float) -> tuple[_Heard, float]:
    """What the text says, and the largest share of it, or of all the page shows, that is a
    notice's. Of next to no text the extractor may have dropped the line that says what it is.
    """
    said = _heard(sentences(text))
    if amount >= FEW:
        return said, said.share
    shown = _heard(shown_sentences(sight))
    share = max(said.share, shown.share)
    if shown.sign and (said.sign is None or said.sign.state is CheckState.EMPTY):
        return _Heard(shown.sign, shown.line, said.share), share
    return said, share


def _opens_as_one(text: str) -> bool:
    """Whether a sign stands in the opening of a text; cheap, for most texts have none."""
    return any(sign_in(part) for part in sentences(text[:_MAX_OPENING])[:_OPENING])


def of_a_failure(
    sight: Sight, wanted: tuple[CheckState, ...], known: re.Pattern[str] | None = None
) -> tuple[CheckState, str] | None:
    """What an answer with the status of an error says it is, when that is one of ``wanted``.
    What ``known`` finds is no news: the status says it too.
    """
    found = [s for s in signs().all if s.state in wanted]
    title = next((s for s in found if _title_says(s, sight.title)), None)
    if title and not (known and known.search(sight.title)):
        return title.state, f"the page is {title.what}"
    lines = [s for line in sight.notices[:40] for s in sentences(line)]
    lines = [line for line in lines if not (known and known.search(line))]
    said = next((s for line in lines for s in found if s.says.search(line)), None)
    if said:
        return said.state, f"the page is {said.what}"
    if CheckState.BLOCKED in wanted and signs().challenge.search(sight.head):
        return CheckState.BLOCKED, "the page holds the script of a firewall"
    return None


def sentences(text: str) -> list[str]:
    """The sentences of ``text`` without what they quote and without their ends."""
    found = _BREAK.split(_QUOTED.sub(" ", text[:_MAX_NOTICE]))
    parts = (part.strip(" \t　,，:：—-")[:_MAX_SENTENCE] for part in found)
    return [part for part in parts if part][:_MAX_SENTENCES]


def shown_sentences(sight: Sight) -> list[str]:
    """What the page says to its visitor, its title last."""
    return sentences("\n".join([*sight.notices, *_TITLE_PART.split(sight.title)]))


def _by_line(sign: Sign, line: str) -> str:
    return f"there is no article, and a line says it is {sign.what}: {line[:60]!r}"


def _heard(parts: Sequence[str]) -> _Heard:
    """What the sentences say, and how much of them is a notice's."""
    own = [p for p in parts if not _STATISTIC.search(p) and not _REPORTED.search(p)]
    opening = [(sign, part) for part in own[:_OPENING] if (sign := sign_in(part))]
    # "Loading" is said beside whatever else a page says.
    said = (each for each in opening if each[0].state is not CheckState.EMPTY)
    sign, line = next(said, opening[0] if opening else (None, ""))
    theirs = (p for p in own if signs().addressed.search(p) or sign_in(p))
    total = sum(words(part) for part in parts)
    return _Heard(sign, line, sum(words(part) for part in theirs) / total if total else 0.0)


def sign_in(part: str) -> Sign | None:
    """The sign that a sentence is; None when it is none."""
    return next((sign for sign in signs().all if sign.says.search(part)), None)


def _telling(
    sight: Sight | None, article: Article | None, before: Article | None
) -> tuple[Sign, str] | None:
    """The sign that a title is. A page that bore this title when it was an article is an article
    about the matter.
    """
    titles = {sight.title if sight else "", article.title if article else ""}
    if before:
        titles -= {before.title}
    for title in sorted(titles, key=len):
        for sign in signs().all:
            if _title_says(sign, title):
                return sign, title
    return None


def _title_says(sign: Sign, title: str) -> bool:
    """True when a part of the title opens with the phrase and says little beyond it."""
    for part in _TITLE_PART.split(title.strip()[:200]):
        found = sign.title.match(part.strip()) if not _STATISTIC.search(part) else None
        rest = part.strip()[found.end() :] if found else ""
        if found and words(rest) <= _LITTLE_ELSE and not re.search(r"\d", rest):
            return True
    return False


def _by_its_look(
    sight: Sight, text: str, amount: float, heard: _Heard, turned: bool
) -> tuple[CheckState, str] | None:
    """A few words to the visitor, where an article has a headline that the title names too, a site
    around it and something to report: they are none, in whatever words.
    """
    if not 0 < amount < _FEW_MORE or heard.share < (_HINTS if turned else _HALF):
        return None
    if _STATISTIC.search(text) or _REPORTED.search(text):
        return None
    if not turned and sight.is_framed and sight.is_headed:
        return None
    if amount < HARDLY_ANY and not _ENDS.search(text):
        return None  # captions between links, which another rule knows
    why = "there is no article, only a few words to the visitor"
    if sign := heard.sign or _hinted(f"{sight.title}\n{text}\n" + "\n".join(sight.notices[:40])):
        return sign.state, f"{why}, as of {sign.what}: {text[:60]!r}"
    return None if turned else (CheckState.SUSPICIOUS, f"{why}: {text[:60]!r}")


def _hinted(text: str) -> Sign | None:
    """The sign with the most of its words in ``text``, if these are enough."""
    counted = [(len(set(s.hints.findall(text.lower()))), s) for s in signs().all if s.hints]
    hits, sign = max(counted, key=lambda each: each[0])
    return sign if hits >= _HINTS_NEEDED else None


def links_instead(sight: Sight, article: Article) -> tuple[CheckState, str] | None:
    """What leads to other articles, where one stood, and says next to nothing of its own."""
    links = sorted(link for link in sight.linked if words(link) >= _HEADLINE)[:_MAX_HEADLINES]
    if len(links) < _HEADLINES:
        return None
    lines = article.text[:_MAX_NOTICE].split("\n")
    lines = [line for line in lines if line != article.title]
    own = "\n".join(line for line in lines if not any(link in line for link in links))
    if words(own) >= HARDLY_ANY or re.search(r"\d", own):
        return None  # a short article may have the headlines of many others beside it
    return CheckState.SOFT404, f"a list of links stands in its place: {article.title[:60]!r}"


def _by_machinery(sight: Sight, amount: float, share: float) -> tuple[CheckState, str] | None:
    """What forms and scripts say about a page with next to no article: they stand beside true
    articles too, so a text that is not the visitor's own is left alone.
    """
    if amount >= FEW or (amount >= HARDLY_ANY and share < _MOST):
        return None
    if _PASSWORD.search(sight.head):
        return CheckState.LOGIN, "there is no article, but a form that asks for a password"
    for machinery in (signs().challenge, signs().widget):
        if machinery.search(sight.head):
            return CheckState.BLOCKED, "there is no article, but the script of a firewall"
    return None


_PASSWORD = re.compile(rb"<input[^>]{0,300}type\s?=\s?[\"']?password", re.I)

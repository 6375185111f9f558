"""Is this text still the article that was seen before? And if not, is it one at all?

What turned is held back at first, for a fault of the site passes. What stays is let in only with
evidence that it is an article: a captcha that stands for a week must never become "all targets
removed", and a true rewrite must not be hidden for ever.
"""

import re
from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from crawler.sight import MAX_TEXT, Sight, words
from model import Article, Capture

ENOUGH = 40  # words a text needs for its shrinking, or for its being an article, to mean something
_SHRUNK = 0.3  # of the earlier text
_SAME = 0.5  # share of the earlier text found again that makes it the same article
_NOTHING_LEFT = 0.03
# Of two articles of one site up to a fifth is common: names, stock phrases, the goals of a year.
_ANOTHER = 0.2  # share found again, under another title
_ANOTHER_DAY = 0.35  # the same where the date is another too
_SAME_TITLE = 0.5  # of the pieces of two titles, beyond which one is an edit of the other
_TITLE_SHINGLE = 3  # characters
_LOST = 0.2  # of the earlier text's length, without which it is a part of it
_STOOD = 0.85  # share of a part that stood in the whole
_AGREE = 0.9  # of the longer of two texts that are one, but for what stands around it
_OUT_OF = 0.6  # share of a text that stood in the earlier one, when it was only cut
_CUT = 12  # words that a text must keep to be called the earlier one, cut
_SHINGLE = 8  # characters
_SENTENCES = 3  # of an article that stands where another stood
_HEADLINE = 2.5  # words
_FRAME = 0.5  # share of their structure that two pages of one template have in common
_MAX_ELEMENTS = 3_000
_TEASER = re.compile(r"(?:\.{3}|…|\[\.\.\.\])\s*$")
_END = re.compile(r"[。！？]|[.!?](?=\s|$)")
_NAME = re.compile(r"[A-Za-z][A-Za-z_-]{1,40}")


def found_again(before: Article | None, article: Article | None) -> float | None:
    """The share of the earlier text that stands in the new one; None when there is no telling."""
    if before is None or article is None:
        return None
    return _share(before.text, article.text)


def shrunk(article: Article | None, before: Article | None) -> bool:
    """Whether most of the earlier text's length is lost."""
    if article is None or before is None:
        return False
    earlier = words(before.text)
    return earlier >= ENOUGH and words(article.text) < _SHRUNK * earlier


def is_same(article: Article | None, before: Article | None) -> bool:
    """Whether the earlier text is there: whatever else the page says, it is the page then."""
    same = found_again(before, article)
    return same is not None and same >= _SAME and not shrunk(article, before)


def is_another(article: Article | None, before: Article | None) -> bool:
    """Whether little of the earlier text is there."""
    same = found_again(before, article)
    return same is not None and same < _SAME / 2


def turned(article: Article | None, before: Article | None) -> str:
    """What makes the text so unlike the earlier one that it is hardly the same article; "" when
    nothing does.
    """
    if article is None or before is None:
        return ""
    if shrunk(article, before):
        share = 100 * words(article.text) / max(1, words(before.text))
        return f"shrunk: only {share:.0f} % of the earlier text's length is left"
    if article.language != before.language and words(before.text) >= ENOUGH:
        return f"the language turned from {before.language} to {article.language}"
    same = found_again(before, article)
    if same is None or article.title == before.title or same >= _bound(article, before):
        return ""
    if same < _NOTHING_LEFT:
        return "title and text both have nothing in common with the earlier"
    return f"the title is another, and only {100 * same:.0f} % of the earlier text is found again"


def _bound(article: Article, before: Article) -> float:
    """The share found again below which a text is not the earlier one, edited."""
    if not has_another_title(article, before):
        return _NOTHING_LEFT
    days = {article.published, before.published}
    return _ANOTHER_DAY if len(days - {None}) == 2 else _ANOTHER


def has_another_title(article: Article, before: Article) -> bool:
    """Whether the titles are two, not one that was edited or counts another year."""
    now = set(_shingles(article.title, _TITLE_SHINGLE))
    then = set(_shingles(before.title, _TITLE_SHINGLE))
    common = 2 * len(now & then) / max(1, len(now) + len(then))
    return bool(now and then) and common < _SAME_TITLE


def agree(one: Article, other: Article) -> bool:
    """Whether two pages hold the same text, but for a little that one of them has around it. One
    word that differs is enough against it: pages of one template differ in no more than a name.
    """
    if one.text_sha256 == other.text_sha256:
        return True
    short, long = sorted((one.text, other.text), key=len)
    if len(short) < _AGREE * len(long):
        return False
    return set(short.split("\n")) <= set(long.split("\n"))


def is_cut(article: Article | None, before: Article | None) -> bool:
    """Whether the text is a part of the earlier one, and lost the rest."""
    if article is None or before is None or words(article.text) < _CUT:
        return False
    return shrunk(article, before) and (_share(article.text, before.text) or 0) >= _OUT_OF


def is_part(text: str, before: Article) -> bool:
    """Whether the text, nearly all of it, stood in the earlier one, and much of that is lost."""
    if words(before.text) < ENOUGH or words(text) < _CUT:
        return False
    # By length: the paragraphs of a report may be alike but for their figures.
    much = words(text) <= (1 - _LOST) * words(before.text)
    return much and (_share(text, before.text) or 0) >= _STOOD


def believed(
    sight: Sight, article: Article, before: Article, earlier: Callable[[], Capture | None]
) -> str:
    """Why a text that turned and stayed so is what the page says now; "" when nothing says so.
    ``earlier`` gives the capture of the version before, and is asked last.
    """
    if _TEASER.search(article.text):
        return ""
    if is_cut(article, before):
        return "what is left stood in the earlier text: the article was cut"
    if not (_has_headline(sight, article) and _is_prose(article.text)):
        return ""
    if article.published and (before.published is None or article.published > before.published):
        return f"it is an article with a headline, published {article.published:%Y-%m-%d}"
    framed = _same_frame(sight, earlier())
    return "it is an article with a headline, in the earlier one's page template" if framed else ""


def _is_prose(text: str) -> bool:
    return words(text) >= ENOUGH and len(_END.findall(text)) >= _SENTENCES


def _has_headline(sight: Sight, article: Article) -> bool:
    """Whether the page shows the article's title as a line of its own."""
    return words(article.title) >= _HEADLINE and article.title in sight.shown.split("\n")


def _same_frame(sight: Sight, earlier: Capture | None) -> bool:
    if earlier is None:
        return False
    now, then = set(_frame(sight.tree)), set(_frame(Sight(earlier).tree))
    return bool(then) and len(now & then) >= _FRAME * len(now | then)


def _frame(tree: HtmlElement | None) -> Iterator[str]:
    """What a page is built of: every element's tag and names beside its parent's tag. Digits are
    left out, for they number things.
    """
    if tree is None:
        return
    for element, _ in zip(tree.iter("*"), range(_MAX_ELEMENTS), strict=False):
        parent = element.getparent()
        names = _NAME.findall(f"{element.get('class', '')} {element.get('id', '')}"[:200])
        yield f"{parent.tag if parent is not None else ''}>{element.tag}.{'.'.join(sorted(names))}"


def _share(text: str, other: str) -> float | None:
    """How much of ``text`` stands in ``other``; None of a text without letters."""
    mine, theirs = set(_shingles(text)), set(_shingles(other))
    return len(mine & theirs) / len(mine) if mine else None


def _shingles(text: str, size: int = _SHINGLE) -> Iterator[str]:
    # Without digits: figures may change as they like, it is the same article.
    letters = re.sub(r"[\W\d_]+", "", text[:MAX_TEXT]).lower()
    return (letters[i : i + size] for i in range(len(letters) - size + 1))

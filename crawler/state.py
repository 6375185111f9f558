"""Is it the page? Whether an answer is the article we watch, or something served in its place.

A server may say 200 to anything: "page not found", a captcha, a login form, a notice of
maintenance. Comparing such a page with the article would report every target as removed. Phrases
alone never decide, for a true article may speak of captchas or of 404 companies: a phrase counts
in the title, or where there is no article to speak of. The note names the rule that decided.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.addresses import canonical_url, host_of
from crawler.decoding import bad_share, decode
from crawler.markup import MarkupError, tree_of
from crawler.signs import SIGNS, Sign
from model import Article, Capture, CheckState, PageKind

_SHORT = 160  # words (a Chinese character is half of one) below which a text is no real article
_LONG = 1.5 * _SHORT  # words that no notice has, whatever its title
_FEW = _SHORT / 4  # words of a notice with nothing else; in a longer text a notice is a short line
_SHORT_LINE = 14
_HARDLY_ANY = 12  # words below which the frame of the page is all there is
_LITTLE_ELSE = 3  # words a telling title may have beyond the phrase and the site's name
_SHRUNK = 0.3  # of the earlier text
_ENOUGH = 40  # words an earlier text needs for its shrinking to mean something
_SAME = 0.5  # share of the earlier text found again that makes it the same article
_NOTHING_LEFT = 0.03
_MAX_BAD = 0.02  # share of unreadable characters
_MAX_TEXT = 200_000
_SHINGLE = 8  # characters
_MAX_LINE = 200


def _within(tags: str) -> str:
    return " or ".join(f"ancestor::{tag}" for tag in tags.split())


_UNSEEN = _within("script noscript style template title")
_NO_NOTICE = _within("script style template title a nav header footer button select option")
_PATIENCE = 3  # looks after which a text that turned is taken for what the page says now
_LEADS_NOWHERE = "no link on it matches the source's patterns (follow, ignore, hosts)"
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+")

_BY_STATUS = {
    304: (CheckState.UNCHANGED, "304 not modified"),
    404: (CheckState.GONE, "status 404: the server says there is no such page"),
    410: (CheckState.GONE, "status 410: the server says the page is gone for good"),
    401: (CheckState.LOGIN, "status 401: the server wants a login"),
    407: (CheckState.LOGIN, "status 407: a proxy wants a login"),
    403: (CheckState.BLOCKED, "status 403: the server refuses us"),
    405: (CheckState.BLOCKED, "status 405: a firewall refuses us"),
    412: (CheckState.BLOCKED, "status 412: a firewall wants a browser"),
    418: (CheckState.BLOCKED, "status 418: a firewall refuses us"),
    451: (CheckState.BLOCKED, "status 451: withheld for legal reasons"),
    521: (CheckState.BLOCKED, "status 521: a firewall wants a browser"),
    429: (CheckState.ERROR, "status 429: we asked too often"),
    206: (CheckState.TRUNCATED, "status 206: only a part of the page came"),
    204: (CheckState.EMPTY, "status 204: the server sent no page"),
}


# Machinery of firewalls. Ordinary pages carry some of it too, so it only explains missing text.
_FIREWALL = re.compile(
    rb"_cf_chl|cf-challenge|challenge-form|__jsl_clearance|__jsluid|acw_sc__v2|aliyun_?waf|_incapsula_"
    rb"|px-captcha|g-recaptcha|h-captcha|hcaptcha|geetest|tencentcaptcha|datadome|awswaf|\$_ts\s?=",
    re.I,
)
_NEEDS_SCRIPT = re.compile(
    rb"<script\b|enable javascript|requires javascript|\xe5\x90\xaf\xe7\x94\xa8", re.I
)
_PASSWORD = re.compile(rb"<input[^>]{0,300}type\s?=\s?[\"']?password", re.I)
_LOGIN_URL = re.compile(
    r"/(?:login|signin|sign-in|sso|passport|oauth|cas)\b|//(?:passport|sso|login)\.", re.I
)
_HOME = re.compile(r"/(?:(?:index|default|home|main)\.\w{1,5}|[a-z]{2}(?:-[a-z]{2})?/?)?", re.I)


def judge(
    capture: Capture, article: Article | None, before: Article | None, times_seen: int = 0
) -> tuple[CheckState, str]:
    """The state of a look and why, in a sentence. ``article`` is what could be extracted (None:
    nothing), ``before`` the article of the page's last version (None: the first look);
    ``times_seen`` is how many looks in a row have found the page suspicious until now.
    """
    if verdict := _by_status(capture):
        return verdict
    if capture.truncated:
        return CheckState.TRUNCATED, "the answer ended before it was whole"
    if capture.kind is not PageKind.ARTICLE:
        return _listing(capture)
    return _article(capture, article, before, times_seen)


def _article(
    capture: Capture, article: Article | None, before: Article | None, times_seen: int
) -> tuple[CheckState, str]:
    same = _found_again(before, article)
    if same is not None and same >= _SAME and not _shrunk(article, before):
        # The earlier text is there: whatever else the page says, it is the page.
        return CheckState.OK, _moved_note(capture)
    for rule in (_not_the_page, _no_text, _redirected_home):
        if verdict := rule(capture, article, before):
            return verdict
    if turned := _turned(article, before):
        if times_seen < _PATIENCE:
            return CheckState.SUSPICIOUS, turned
        # What stays for so long is no passing fault of the site: the page was rewritten.
        return CheckState.OK, f"{turned}, and stayed so for {times_seen} looks"
    return CheckState.OK, _moved_note(capture)


def _listing(capture: Capture) -> tuple[CheckState, str]:
    """The state of a page that only leads to articles: good while it does, else looked into."""
    if capture.links != 0:
        return CheckState.OK, f"a page of kind {capture.kind.value}, only followed"
    if capture.body.startswith(b"\x1f\x8b"):
        return _packed_listing(capture)
    title, lines = _visible(capture)
    said = Article("\n".join(lines), title)
    everything = Article("\n".join(_visible(capture, _UNSEEN)[1]), title)
    # A feed or sitemap may well be without a word while there is no news.
    shows = capture.kind is PageKind.INDEX or not capture.body.strip()
    verdict = (
        _not_the_page(capture, said, None)
        or (_no_text(capture, everything, None) if shows else None)
        or _redirected_home(capture, said, None)
    )
    return verdict or (CheckState.OK, _LEADS_NOWHERE)


def _packed_listing(capture: Capture) -> tuple[CheckState, str]:
    # Scrapy comes with it, and whoever judges a page has no other need of that.
    from crawler.inflate import (  # noqa: PLC0415
        MAX_SITEMAP_BYTES,
        TooBigError,
        UnreadableError,
        gunzip,
    )

    try:
        gunzip(capture.body, MAX_SITEMAP_BYTES)
    except (TooBigError, UnreadableError) as error:
        return CheckState.ERROR, str(error)
    return CheckState.OK, _LEADS_NOWHERE


def _by_status(capture: Capture) -> tuple[CheckState, str] | None:
    """What the status alone decides; a server error is maintenance or a firewall if it says so."""
    status = capture.status
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status >= 500:
        wanted = (CheckState.MAINTENANCE, CheckState.BLOCKED)
        title, lines = _visible(capture)
        sign = next((s for s in SIGNS if s.state in wanted and _says(s, title, lines)), None)
        if sign:
            return sign.state, f"status {status}, and the page is {sign.what}"
        return CheckState.ERROR, f"status {status}: the server failed"
    if status >= 400 or not 200 <= status < 300:
        return CheckState.ERROR, f"status {status}"
    return None


def _not_the_page(
    capture: Capture, article: Article | None, before: Article | None
) -> tuple[CheckState, str] | None:
    """A page whose title, or whose few words, say that it is something else."""
    text = article.text if article else ""
    words = _words(text)
    if words >= _LONG:
        return None
    title, lines = _visible(capture)
    titles = {title, article.title if article else ""}
    # A page that bore this title when it was an article is an article about the matter.
    telling = titles - {before.title} if before else titles
    said = next((s for s in SIGNS if any(_title_says(s, one) for one in telling)), None)
    if said:
        return said.state, f"the title says it is {said.what}: {title[:60]!r}"
    notices = _notices(text, lines, words) if words < _SHORT else []
    said = next((s for s in SIGNS if _line_says(s, notices)), None)
    if said:
        return said.state, f"there is no article, and a line says it is {said.what}"
    return _by_machinery(capture, words)


def _by_machinery(capture: Capture, words: float) -> tuple[CheckState, str] | None:
    """What forms and scripts say about a page with next to no article."""
    to_login = _LOGIN_URL.search(capture.final_url)
    asks = words < _FEW and _PASSWORD.search(capture.body[:_MAX_TEXT])
    if asks or (to_login and words < _SHORT):
        return CheckState.LOGIN, "there is no article, but a form for a password or login"
    if words < _FEW and _FIREWALL.search(capture.body[:_MAX_TEXT]):
        return CheckState.BLOCKED, "there is no article, but the script of a firewall"
    return None


def _no_text(
    capture: Capture, article: Article | None, before: Article | None
) -> tuple[CheckState, str] | None:
    """A page without readable text."""
    if article is None or not article.text.strip():
        if not capture.body.strip():
            return CheckState.EMPTY, "the server sent an empty page"
        if _NEEDS_SCRIPT.search(capture.body[:_MAX_TEXT]):
            return CheckState.EMPTY, "the page has no text without its scripts"
        return CheckState.EMPTY, "no article text was found on the page"
    if bad_share(article.text) > _MAX_BAD:
        return CheckState.SUSPICIOUS, "much of the text is in an encoding that could not be read"
    return None


def _redirected_home(
    capture: Capture, article: Article | None, before: Article | None
) -> tuple[CheckState, str] | None:
    """A page that leads to a front page or to some other page."""
    if canonical_url(capture.url) == canonical_url(capture.final_url):
        return None
    asked, got = urlsplit(capture.url), urlsplit(capture.final_url)
    is_home = _HOME.fullmatch(got.path) and not got.query
    if is_home and not _HOME.fullmatch(asked.path):
        return CheckState.SOFT404, "the address now leads to a front page"
    same = _found_again(before, article)
    if same is not None and same < _SAME / 2:
        return CheckState.MOVED, f"the address now leads to another page: {got.geturl()[:120]}"
    return None


def _turned(article: Article | None, before: Article | None) -> str:
    """What makes the text so unlike the earlier one that it is hardly the same article; "" when
    nothing does.
    """
    if article is None or before is None:
        return ""
    if _shrunk(article, before):
        share = 100 * _words(article.text) / max(1, _words(before.text))
        return f"shrunk: only {share:.0f} % of the earlier text's length is left"
    if article.language != before.language and _words(before.text) >= _ENOUGH:
        return f"the language turned from {before.language} to {article.language}"
    same = _found_again(before, article)
    if same is not None and same < _NOTHING_LEFT and article.title != before.title:
        return "title and text both have nothing in common with the earlier"
    return ""


def _shrunk(article: Article | None, before: Article | None) -> bool:
    if article is None or before is None:
        return False
    earlier = _words(before.text)
    return earlier >= _ENOUGH and _words(article.text) < _SHRUNK * earlier


def _words(text: str) -> float:
    """How much text there is: words, a Chinese character counting as half of one."""
    text = text[:_MAX_TEXT]
    return len(_HAN.findall(text)) / 2 + len(_WORD.findall(text))


def _found_again(before: Article | None, article: Article | None) -> float | None:
    """The share of the earlier text that stands in the new one; None when there is no telling."""
    if before is None or article is None:
        return None
    earlier, now = set(_shingles(before.text)), set(_shingles(article.text))
    return len(earlier & now) / len(earlier) if earlier else None


def _shingles(text: str) -> Iterator[str]:
    # Without digits: figures may change as they like, it is the same article.
    letters = re.sub(r"[\W\d_]+", "", text[:_MAX_TEXT]).lower()
    return (letters[i : i + _SHINGLE] for i in range(len(letters) - _SHINGLE + 1))


def _says(sign: Sign, title: str, lines: list[str]) -> bool:
    return _title_says(sign, title) or _line_says(sign, lines)


def _title_says(sign: Sign, title: str) -> bool:
    """True when the title opens with the phrase and says little beyond it and the site's name."""
    for part in re.split(r"\s*[|_—–»·]\s*|\s-\s|-(?=[^\x00-\x7f])", title.strip()[:200]):
        found = sign.title.match(part.strip())
        if found and _words(part.strip()[found.end() :]) <= _LITTLE_ELSE:
            return True
    return False


def _line_says(sign: Sign, lines: list[str]) -> bool:
    return any(sign.line.search(line) for line in lines)


def _notices(text: str, lines: list[str], words: float) -> list[str]:
    """The lines that may be a notice: the article's, and the page's when there is little else."""
    own = [line for line in text.split("\n") if words < _FEW or _words(line) <= _SHORT_LINE]
    return own + (lines if words < _HARDLY_ANY else [])


def _visible(capture: Capture, unseen: str = _NO_NOTICE) -> tuple[str, list[str]]:
    """The page's title and the lines a reader sees, but for menus and links."""
    try:
        tree = tree_of(decode(capture.body[: 4 * _MAX_TEXT], capture.header("Content-Type")))
    except (MarkupError, RecursionError):
        return "", []
    title = " ".join((tree.findtext(".//title") or "").split())
    # The frame of any site says "please log in", in its links and menus; a notice is none of them.
    texts = tree.xpath(f"//text()[not({unseen}) and normalize-space()]")
    lines = (" ".join(str(text).split()) for text in texts[:2_000])
    return title, [line for line in lines if len(line) <= _MAX_LINE]


def _moved_note(capture: Capture) -> str:
    if canonical_url(capture.url) == canonical_url(capture.final_url):
        return ""
    host = host_of(capture.final_url)
    return f"redirected to {capture.final_url[:120]}" if host else ""

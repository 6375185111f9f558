"""Is it the page? Whether an answer is the article we watch, or something served in its place.

A server may say 200 to anything: "page not found", a captcha, a login form, a notice of
maintenance. Comparing such a page with the article would report every target as removed. The note
names the rule that decided, and what to do when there is something to do.
"""

import re
from collections.abc import Callable
from datetime import datetime

from crawler import instead, likeness, notices, walls
from crawler.decoding import bad_share
from crawler.sight import Sight, words
from crawler.signs import signs
from model import CONFIRMED_AFTER, Article, Capture, CheckState, PageKind, Streak

Verdict = tuple[CheckState, str]

_PATIENCE = 3  # looks after which a text that turned may be what the page says now
_MAX_BAD = 0.02  # share of unreadable characters
_LINKS = 4  # of other pages, beside which a caption is no article
_SAYS_SOMETHING = re.compile(r"\d|[。！？]|[.!?](?:\s|$)")
_LEADS_NOWHERE = "no link on it matches the source's patterns (follow, ignore, hosts)"

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
    428: (CheckState.BLOCKED, "status 428: a firewall wants a browser"),
    451: (CheckState.BLOCKED, "status 451: withheld for legal reasons"),
    521: (CheckState.BLOCKED, "status 521: a firewall wants a browser"),
    206: (CheckState.TRUNCATED, "status 206: only a part of the page came"),
    204: (CheckState.EMPTY, "status 204: the server sent no page"),
}
_TOO_OFTEN = "status 429: we asked too often"
# Firewalls that say so of their answer, whatever its status: a header, and the words in it.
_SAID_BY_HEADER = {
    "cf-mitigated": ("challenge",),
    "x-amzn-waf-action": ("challenge", "captcha"),
}


def judge(
    capture: Capture,
    article: Article | None,
    before: Article | None,
    streak: Streak | None = None,
    earlier: Callable[[], Capture | None] = lambda: None,
    problem: str = "",
) -> Verdict:
    """The state of a look and why, in a sentence. ``article`` is what could be extracted (None:
    nothing, ``problem`` says why), ``before`` the article of the page's last version (None: the
    first look) and ``earlier`` gives that version's capture; ``streak`` is how the last looks went.
    """
    sight = Sight(capture)
    if verdict := _by_header(capture) or _by_status(sight):
        return _confirmed(verdict, streak, capture.captured_at)
    if capture.truncated:
        return CheckState.TRUNCATED, "the answer ended before it was whole"
    if capture.kind is not PageKind.ARTICLE:
        return _listing(sight)
    verdict = _article(sight, article, before, streak, earlier, problem)
    return _confirmed(verdict, streak, capture.captured_at)


def _article(
    sight: Sight,
    article: Article | None,
    before: Article | None,
    streak: Streak | None,
    earlier: Callable[[], Capture | None],
    problem: str,
) -> Verdict:
    if article and before and (verdict := walls.walled(sight, article, before, earlier)):
        return verdict
    if likeness.is_same(article, before):
        return CheckState.OK, _moved_note(sight.capture)
    if verdict := _not_the_page(sight, article, before, problem):
        return verdict
    if article and before and (turned := likeness.turned(article, before)):
        return _turned(sight, article, before, streak, earlier, turned)
    return CheckState.OK, _moved_note(sight.capture)


def _not_the_page(
    sight: Sight, article: Article | None, before: Article | None, problem: str
) -> Verdict | None:
    """What stands there in place of the article; None when it may be one."""
    if sight.is_document:
        return None if article else _without_text(sight, problem)
    amount = words(article.text) if article else 0
    cut = likeness.is_cut(article, before)
    turned = bool(likeness.turned(article, before)) and not cut
    return (
        (_holds_no_text(sight) if amount < notices.FEW else None)
        or (walls.paywall(sight, article) if article and cut else None)
        or notices.notice(sight, article, before, turned=turned)
        or _redirected(sight.capture, article, before, amount)
        or (_unreadable(sight, article) if article else _without_text(sight, problem))
        or _replaced_by_links(sight, article, before)
    )


def _replaced_by_links(
    sight: Sight, article: Article | None, before: Article | None
) -> Verdict | None:
    if article is None or before is None or not likeness.has_another_title(article, before):
        return None
    return notices.links_instead(sight, article) if likeness.is_another(article, before) else None


def _holds_no_text(sight: Sight) -> Verdict | None:
    return instead.data(sight) or instead.jump(sight)


def _unreadable(sight: Sight, article: Article) -> Verdict | None:
    if bad_share(article.text) > _MAX_BAD:
        return CheckState.SUSPICIOUS, "much of the text is in an encoding that could not be read"
    if not article.text.strip():
        return _without_text(sight, "")
    if words(article.text) < notices.SHORT and _only_links(sight, article):
        return CheckState.EMPTY, "there is no article, only links to other pages"
    return None


def _without_text(sight: Sight, problem: str) -> Verdict:
    if problem and sight.capture.body.strip() and not sight.can_be_read:
        # The extractor knows better why there is no text: a PDF, say, is not just empty.
        return CheckState.ERROR, problem
    return CheckState.EMPTY, instead.nothing(sight)


def _only_links(sight: Sight, article: Article) -> bool:
    """Whether the text is the headlines of other pages, with at most their captions between."""
    lines = article.text.split("\n")
    own = [line for line in lines if line not in sight.linked]
    if len(lines) - len(own) < _LINKS and own:
        return False
    return words(" ".join(own)) < notices.HARDLY_ANY and not _SAYS_SOMETHING.search("\n".join(own))


def _redirected(
    capture: Capture, article: Article | None, before: Article | None, amount: float
) -> Verdict | None:
    """A page whose address leads to a login, a front page, an error page or another article."""
    led = instead.where_to(capture.final_url, capture.url)
    if led and (led[0] is not CheckState.LOGIN or amount < notices.SHORT):
        return led
    elsewhere = not instead.same_page(capture.url, capture.final_url)
    if elsewhere and likeness.is_another(article, before):
        to = capture.final_url[:120]
        return CheckState.MOVED, f"the address now leads to another page: {to}"
    return None


def _turned(
    sight: Sight,
    article: Article,
    before: Article,
    streak: Streak | None,
    earlier: Callable[[], Capture | None],
    note: str,
) -> Verdict:
    """A text that turned: held at first, then believed if there is evidence that it may be."""
    looks = streak.looks if streak and streak.state is CheckState.SUSPICIOUS else 0
    if looks < _PATIENCE:
        return CheckState.SUSPICIOUS, f"{note}; held until it has stayed so for {_PATIENCE} looks"
    if why := likeness.believed(sight, article, before, earlier):
        return CheckState.OK, f"{note}, and stayed so for {looks} looks; {why}"
    return (
        CheckState.SUSPICIOUS,
        f"{note}, and stayed so for {looks} looks, but nothing shows that it is an article: "
        "open the page and see; if it is gone or another page now, stop watching the address",
    )


def _confirmed(verdict: Verdict, streak: Streak | None, at: datetime) -> Verdict:
    """The verdict; of "gone" it says whether an earlier look confirms it."""
    state, note = verdict
    if state is not CheckState.GONE:
        return verdict
    if streak is None or streak.state is not state or at - streak.since < CONFIRMED_AFTER:
        return state, f"{note}; not yet confirmed, the next look will tell"
    since = f"{streak.since:%Y-%m-%d %H:%M}"
    return state, f"{note}; confirmed: so for {streak.looks + 1} looks since {since} UTC"


def _listing(sight: Sight) -> Verdict:
    """The state of a page that only leads to articles: good while it does, else looked into."""
    capture = sight.capture
    if capture.links != 0:
        return CheckState.OK, f"a page of kind {capture.kind.value}, only followed"
    if capture.body.startswith(b"\x1f\x8b"):
        return _packed_listing(capture)
    said = Article("\n".join(sight.notices), sight.title)
    # A feed or sitemap may well be without a word while there is no news.
    shows = capture.kind is PageKind.INDEX or not capture.body.strip()
    verdict = (
        _holds_no_text(sight)
        or notices.notice(sight, said, None)
        or instead.where_to(capture.final_url, capture.url)
    )
    if verdict is None and shows and not sight.shown.strip():
        verdict = CheckState.EMPTY, instead.nothing(sight)
    return verdict or (CheckState.OK, _LEADS_NOWHERE)


def _packed_listing(capture: Capture) -> Verdict:
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


def _by_header(capture: Capture) -> Verdict | None:
    for name, values in _SAID_BY_HEADER.items():
        if (capture.header(name) or "").strip().lower() in values:
            return CheckState.BLOCKED, f"the header {name} says that a firewall wants a browser"
    return None


def _by_status(sight: Sight) -> Verdict | None:
    """What the status alone decides; the page of another error is asked what it is."""
    status = sight.capture.status
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if 200 <= status < 300:
        return None
    wanted: tuple[CheckState, ...] = (CheckState.BLOCKED,)
    if status >= 500:
        wanted = (CheckState.MAINTENANCE, CheckState.BLOCKED)
    known = signs().too_often if status == 429 else None
    if said := notices.of_a_failure(sight, wanted, known):
        return said[0], f"status {status}, and {said[1]}"
    if status == 429:
        return CheckState.ERROR, f"{_TOO_OFTEN}{_wait(sight.capture)}"
    failed = ": the server failed" if status >= 500 else ""
    return CheckState.ERROR, f"status {status}{failed}"


def _wait(capture: Capture) -> str:
    """Until when the host asks to be left alone; "" when it does not say."""
    # Scrapy comes with it, and whoever judges a page has no other need of that.
    from crawler.hosts import retry_after  # noqa: PLC0415

    asked = retry_after(capture.header("Retry-After"), capture.captured_at)
    return (
        f"; it asks to wait until {capture.captured_at + asked:%Y-%m-%d %H:%M} UTC" if asked else ""
    )


def _moved_note(capture: Capture) -> str:
    if instead.same_page(capture.url, capture.final_url):
        return ""
    return f"redirected to {capture.final_url[:120]}"

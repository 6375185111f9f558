"""Is it the page? Asked of pages of real products, and of articles that only sound like them."""

import pytest

from crawler import judge
from model import CheckState, Streak
from tests.crawler.looks import NOW, article, capture, en, zh
from tests.site.served import LONG_EN, LONG_ZH, Served, stand_ins, true_articles

KNOWN = {
    "zh": capture(zh("外贸情况_某区人民政府", "<h1>外贸情况</h1>" + LONG_ZH)),
    "en": capture(
        en("Port posts record year - Example", "<h1>Port posts record year</h1>" + LONG_EN)
    ),
}
# Pages of few words without any phrase of their kind, some in a site's own frame: taken for a first
# version when nothing is known of the page, and else held back under another name.
NOT_NAMED = {
    "login/premium-en",
    "login/quota-zh",
    "login/register-en",
    "maintenance/swap-en",
    "soft404/cute-en",
    "soft404/gone-short-en",
    "soft404/retired-en",
}


def judged(page: Served, *, known: bool, looks: int = 0) -> CheckState:
    look = capture(page.body, status=page.status, content_type=page.content_type, final_url=page.to)
    earlier = KNOWN[page.language] if known else None
    streak = Streak(CheckState.SUSPICIOUS, looks, NOW) if looks else None
    before = article(earlier) if earlier else None
    return judge(look, article(look), before, streak, lambda: earlier)[0]


@pytest.mark.parametrize("page", stand_ins(), ids=lambda page: page.name)
def test_what_stands_in_for_an_article_has_its_state(page):
    """At the first look, after an article, and when it has stayed for a month."""
    known = [judged(page, known=True), judged(page, known=True, looks=99)]
    if page.name in NOT_NAMED:
        assert not {CheckState.OK, CheckState.UNCHANGED}.intersection(known)
        return
    assert judged(page, known=False) == page.state
    assert known == [page.state, page.state]


@pytest.mark.parametrize("page", true_articles(), ids=lambda page: page.name)
def test_an_article_that_sounds_so_is_an_article(page):
    """Articles about captchas and logins, short notices, and pages with banners and forms."""
    assert judged(page, known=False) is CheckState.OK


def test_each_state_has_pages_in_both_languages():
    """The corpus does not shrink unseen."""
    counts = {}
    for page in (*stand_ins(), *true_articles()):
        counts[page.state, page.language] = counts.get((page.state, page.language), 0) + 1
    assert len(stand_ins()) >= 230
    assert len(true_articles()) >= 115
    for state in ("blocked", "soft404", "login", "maintenance", "error", "empty", "ok"):
        assert min(counts[state, "zh"], counts[state, "en"]) >= 4, state

"""Is it the page? Tables of what servers serve in its place, and of articles that only sound so."""

import gzip
from dataclasses import replace
from datetime import timedelta

import pytest

from crawler import judge
from model import Article, CheckState, PageKind, Streak
from tests.crawler.looks import NOW, OTHERS_EN, OTHERS_ZH, article, capture, en, zh

TEXT_ZH = "".join(
    f"<p>2024年，第{i}产业实现增加值{i}00亿元，同比增长5.{i}%。规模以上工业总产值完成1200亿元，"
    f"全社会固定资产投资增长8.{i}%，新引进企业{i}20家，合同金额12亿美元。</p>"
    for i in "123456"
)
TEXT_EN = "".join(
    f"<p>Phase {i}: the district aims to raise its gross domestic product to more than 300 billion "
    f"yuan by 2025, officials said. It attracted {i}20 companies and contracts of 1.2 billion "
    "dollars in the first half of the year, up 12 percent from a year earlier.</p>"
    for i in "123456"
)
GOOD_ZH = zh("2024年经济运行情况_某区人民政府", "<h1>2024年经济运行情况</h1>" + TEXT_ZH)
GOOD_EN = en("Pudong sets target - Example", "<h1>Pudong sets target</h1>" + TEXT_EN)

SHRUNK = zh("2024年经济运行情况", "<h1>2024年经济运行情况</h1><p>2024年，全区平稳运行。</p>")
CUT = zh(
    "2024年经济运行情况_某区人民政府",
    "<h1>2024年经济运行情况</h1>" + TEXT_ZH[: TEXT_ZH.index("</p>") + 4],
)
TALK_EN = "".join(
    f"<p>The harbour handled 1.{i} million boxes in the {name} quarter, the board said. Exports of "
    "machines and cars grew fastest, while timber fell for the third time in a row.</p>"
    for i, name in enumerate(["first", "second", "third", "fourth"])
)
STRANGER = (
    "<title>Win more today - Lucky Casino</title><table><tr><td><b>Win more today</b><br>"
    + "<i>Thousands of winners play here. Spin now and win big. The wheel never stops turning.</i>"
    * 4
    + "</td></tr></table>"
)
SITEMAP = PageKind.SITEMAP

NOT_THE_PAGE = [
    ("soft404", zh("某区人民政府", "<p>您访问的页面不存在或已被删除！</p>")),
    ("soft404", zh("页面不存在", "<p>抱歉，您访问的页面不存在</p>", OTHERS_ZH)),
    ("soft404", zh("404-某区人民政府", "<img src=404.png>", OTHERS_ZH)),
    ("soft404", zh("提示信息", "<p>该信息已删除，5秒后自动跳转到首页</p>")),
    ("soft404", en("Page not found | Example", "<h1>Page not found</h1>", OTHERS_EN)),
    ("soft404", en("Example", "<h1>Oops!</h1><p>We can't find the page you requested.</p>")),
    ("soft404", en("Example", "<p>This article is no longer available.</p>")),
    (
        "blocked",
        "<html><head><title>Just a moment...</title></head><body><p>Verifying you are human.</p>"
        "<script>window._cf_chl_opt={}</script></body></html>",
    ),
    ("blocked", zh("安全验证", "<p>请完成下方验证后继续访问</p>")),
    ("blocked", "<title>验证码</title><form>请输入验证码<input></form>"),
    ("blocked", "<title>访问被拦截</title><p>您访问的URL可能造成安全威胁，您的访问被阻断。</p>"),
    ("blocked", '<script>document.cookie="__jsl_clearance=1";location.reload()</script>'),
    ("blocked", "<TITLE>Access Denied</TITLE><H1>Access Denied</H1>Reference #18.2d"),
    ("blocked", zh("提示", "<p>您的访问过于频繁，请稍后再试</p>")),
    ("blocked", en("Example", "<p>This content is not available in your region.</p>")),
    ("login", '<title>用户登录</title><form>账号<input>密码<input type="password"></form>'),
    ("login", en("Sign in - Example", '<h1>Sign in</h1><form><input type="password"></form>')),
    ("login", en("Example", "<h1>Log in to continue reading</h1>")),
    ("maintenance", zh("系统维护", "<p>网站正在升级维护中，给您带来的不便敬请谅解。</p>")),
    ("maintenance", en("Maintenance", "<h1>We'll be back soon!</h1>")),
    ("maintenance", "<title>x</title><p>The site is currently down for scheduled maintenance.</p>"),
    ("error", "<title>Database Error</title><h1>Error establishing a database connection</h1>"),
    ("error", zh("x", "<b>Fatal error: Uncaught Error in /a.php</b>")),
    (
        "empty",
        '<title>App</title><div id="app"></div><script src="/m.js"></script>'
        "<noscript>You need to enable JavaScript to run this app.</noscript>",
    ),
    ("empty", ""),
    ("empty", "<html><body></body></html>"),
    ("suspicious", "<title>x.com is for sale</title><p>This domain is for sale.</p>"),
]


@pytest.mark.parametrize(("state", "html"), NOT_THE_PAGE)
@pytest.mark.parametrize("known", [False, True], ids=["first", "again"])
def test_what_is_served_in_its_place_is_not_the_page(state, html, known):
    """A notice, a captcha, a form or an empty page is never taken for the article."""
    look = capture(html)
    before = article(capture(GOOD_ZH)) if known else None
    verdict, note = judge(look, article(look), before)
    assert verdict is not CheckState.OK
    assert note
    if not known:
        assert verdict == state


TRUE_ARTICLES = [
    GOOD_ZH,
    GOOD_EN,
    zh(
        "关于调整目标的通知",
        "<h1>关于调整目标的通知</h1><p>本区2025年新增就业目标调整为5万人。</p>",
    ),
    en(
        "How captcha farms earn millions",
        "<h1>How captcha farms earn millions</h1>"
        + "".join(
            f"<p>Workers solve {n},000 captcha puzzles a day; access denied pages are their bread, "
            "the report of the ministry said. Please verify you are human, the screens say.</p>"
            for n in "123456"
        ),
    ),
    en(
        "404 companies moved to Pudong",
        "<p>Pudong attracted 404 companies in 2024, up 12 percent.</p>",
    ),
    zh("404家企业落户我区", "<p>2024年，我区新引进企业404家，同比增长12%。</p>"),
    zh(
        "登录“一网通办”办理更方便 线上办理率95%",
        "<p>我区线上办理率达到95%。市民登录平台可查看进度，全年办件量超过300万件。</p>",
    ),
    en(
        "Maintenance of 300 km of roads to cost 2 billion yuan",
        "<p>The district will spend 2 billion yuan on the maintenance of 300 km of roads.</p>",
    ),
    zh("系统推进数字化转型", "<p>我区系统推进城市数字化转型，到2025年投资将达到50亿元。</p>"),
    en("3,000 parking spaces for sale by 2025", "<p>3,000 parking spaces will go up for sale.</p>"),
    en("Please wait: queues shrink by 30 percent", "<h1>Please wait</h1>" + TEXT_EN),
    en("Error rate falls to 2 percent", "<p>The error rate fell to 2 percent in 2024 from 5.</p>"),
    zh("已删除违法信息3万条", "<p>截至2024年底，全市网页备案突破50万个，已删除违法信息3万条。</p>"),
]


@pytest.mark.parametrize("html", TRUE_ARTICLES)
def test_an_article_that_only_sounds_so_is_the_page(html):
    """An article that speaks of captchas, logins or 404 companies is an article."""
    look = capture(html)
    assert judge(look, article(look), None)[0] is CheckState.OK


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (304, "unchanged"),
        (404, "gone"),
        (410, "gone"),
        (401, "login"),
        (403, "blocked"),
        (412, "blocked"),
        (451, "blocked"),
        (521, "blocked"),
        (429, "error"),
        (400, "error"),
        (500, "error"),
        (503, "error"),
        (206, "truncated"),
        (204, "empty"),
    ],
)
def test_the_status_decides_first(status, state):
    """An honest status needs no reading, and the note names it."""
    verdict, note = judge(capture("<p>x</p>", status=status), None, None)
    assert verdict == state
    assert str(status) in note


def test_gone_is_told_as_confirmed_by_a_second_look_some_time_after():
    """One 404 may be a slip of the site; the same at a later look is none."""
    look, hour = capture("<p>x</p>", status=404), timedelta(hours=1)

    def note(streak):
        state, note = judge(look, None, None, streak)
        assert state is CheckState.GONE
        return note

    assert "not yet confirmed" in note(None)
    assert "not yet confirmed" in note(Streak(CheckState.ERROR, 9, NOW - 9 * hour))
    assert "not yet confirmed" in note(Streak(CheckState.GONE, 1, NOW - hour / 2))
    assert "confirmed: so for 2 looks since 2024-11-30 23:00 UTC" in note(
        Streak(CheckState.GONE, 1, NOW - hour)
    )


@pytest.mark.parametrize(
    ("name", "value"), [("cf-mitigated", "challenge"), ("X-Amzn-Waf-Action", "captcha")]
)
def test_a_firewall_may_say_so_in_a_header(name, value):
    """A challenge is known by its header, whatever its status and its page."""
    look = capture(GOOD_EN)
    look = replace(look, headers=(*look.headers, (name, value)))
    assert judge(look, article(look), None)[0] is CheckState.BLOCKED


SHELL = '<title>App</title><div id="app"></div><script src="/m.js"></script>'
FRAME = '<title>News</title><iframe src="/cms/view?id=8"></iframe>'
ON = '<meta http-equiv="refresh" content="0; url=https://new.example/a/1.html">'


@pytest.mark.parametrize(
    ("html", "says"),
    [
        (SHELL, 'set render = "browser" in the source'),
        (FRAME, "watch the one with the text, such as http://www.district.example/cms/view?id=8"),
        (ON, "sends browsers on to https://new.example/a/1.html: if the article lives there"),
        (zh("安全验证", "<p>请完成验证</p>"), "the title says it is a check for robots"),
        (en("x", "<p>We could not find the page you asked for.</p>"), "page-not-found notice: 'We"),
    ],
)
def test_the_note_names_the_rule_and_what_to_do(html, says):
    """Whoever reads the note knows what was seen, and what can be done about it."""
    look = capture(html)
    assert says in judge(look, article(look), None)[1]


def test_what_is_no_page_keeps_the_reason_of_the_extractor():
    """A document that could not be read is not just empty."""
    look = capture(b"%PDF-1.7 and so on", content_type="application/pdf")
    verdict = judge(look, None, None, problem="the answer is a PDF document")
    assert verdict == (CheckState.ERROR, "the answer is a PDF document")


def test_a_503_may_say_more():
    """Maintenance and firewalls answer 503 too, and say so on the page."""
    maintenance = capture("<title>系统维护</title><p>系统维护中</p>", status=503)
    firewall = capture("<title>Just a moment...</title>", status=503)
    assert judge(maintenance, None, None)[0] is CheckState.MAINTENANCE
    assert judge(firewall, None, None)[0] is CheckState.BLOCKED


def test_a_cut_answer_is_never_compared():
    """What ended early may lack the very figure we watch."""
    look = capture(GOOD_ZH[:900], truncated=True)
    assert judge(look, article(look), None)[0] is CheckState.TRUNCATED


def test_a_redirect_to_the_front_page_is_no_article():
    """A page that now leads home, or to a login, is gone whatever stands there."""
    home = capture(GOOD_EN, final_url="http://www.district.example/")
    login = capture(en("Welcome", "<form></form>"), final_url="http://x.example/login?next=1")
    assert judge(home, article(home), None)[0] is CheckState.SOFT404
    assert judge(login, article(login), None)[0] is CheckState.LOGIN


def test_an_article_that_moved_is_still_the_article():
    """The same text at another address is the page; another text there is not."""
    before = article(capture(GOOD_EN))
    moved = capture(GOOD_EN, final_url="https://www.district.example/new/1.html")
    assert judge(moved, article(moved), before) == (
        CheckState.OK,
        "redirected to https://www.district.example/new/1.html",
    )
    other = capture(
        en("Festival opens", "<p>The spring festival opened with music and lanterns.</p>" * 9),
        final_url="https://www.district.example/new/2.html",
    )
    assert judge(other, article(other), before)[0] is CheckState.MOVED


def test_figures_may_change_as_they_like():
    """The same article with every figure changed is the page: that is what we watch for."""
    before = article(capture(GOOD_ZH))
    now = capture(GOOD_ZH.replace("1200", "1500").replace("12亿", "99亿").replace("%", "个百分点"))
    assert judge(now, article(now), before)[0] is CheckState.OK


def test_an_article_may_grow_and_lose_a_part():
    """A paragraph more or less is an edit, not another page."""
    before = article(capture(GOOD_EN))
    longer = capture(GOOD_EN.replace("</main>", TEXT_EN.replace("Phase", "Stage") + "</main>"))
    shorter = capture(GOOD_EN.replace("<p>Phase 6", "</main><!--"))
    assert judge(longer, article(longer), before)[0] is CheckState.OK
    assert judge(shorter, article(shorter), before)[0] is CheckState.OK


def test_a_strong_shrink_is_suspicious():
    """A text that lost most of itself is held, with how much is left."""
    before = article(capture(GOOD_ZH))
    look = capture(SHRUNK)
    verdict, note = judge(look, article(look), before)
    assert verdict is CheckState.SUSPICIOUS
    assert "% of the earlier text's length is left" in note


def test_another_language_or_another_story_is_suspicious():
    """Where language, or title and text, all turned, it is hardly the same article."""
    before = article(capture(GOOD_ZH))
    english = capture(GOOD_EN)
    assert judge(english, article(english), before)[0] is CheckState.SUSPICIOUS
    story = (
        "<h1>春季花展开幕</h1>"
        + "<p>各色郁金香竞相绽放，游客在花丛中拍照留念，孩子们奔跑嬉戏。</p>" * 9
    )
    other = capture(zh("春季花展开幕", story))
    assert judge(other, article(other), before)[0] is CheckState.SUSPICIOUS


def test_mojibake_is_suspicious():
    """A text that could not be decoded is not compared."""
    look = capture(GOOD_EN)
    broken = Article("The \ufffd\ufffd target \ufffd\ufffd\ufffd of \ufffd" * 20, language="en")
    assert judge(look, broken, None)[0] is CheckState.SUSPICIOUS


def suspicious(looks: int) -> Streak:
    return Streak(CheckState.SUSPICIOUS, looks, NOW)


@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_text_that_turned_is_held_for_three_looks(times):
    """A text that shrank is held while it may be a passing fault of the site."""
    look, before = capture(CUT), article(capture(GOOD_ZH))
    assert judge(look, article(look), before, suspicious(times))[0] is CheckState.SUSPICIOUS


def test_an_article_that_was_cut_is_let_in_when_it_stays_so():
    """What is left of a shortened article stood in the earlier one: it is the page."""
    look, before = capture(CUT), article(capture(GOOD_ZH))
    state, note = judge(look, article(look), before, suspicious(3))
    assert state is CheckState.OK
    assert "stayed so for 3 looks; what is left stood in the earlier text" in note


def test_a_teaser_never_becomes_the_article():
    """A text that breaks off where one is asked to pay is no article, however long it stays."""
    teaser = GOOD_ZH.replace("第2产业", "第2产业……</p></div></body></html><!--")
    look, before = capture(teaser), article(capture(GOOD_ZH))
    assert judge(look, article(look), before, suspicious(99))[0] is not CheckState.OK


def test_a_wall_before_the_rest_of_an_article_is_a_login():
    """What is left stood in the earlier text too, but a line says why the rest is missing."""
    walled = CUT.replace("</div>", "<p>登录后可阅读全文</p></div>", 2)
    look, before = capture(walled), article(capture(GOOD_ZH))
    state, note = judge(look, article(look), before, suspicious(99))
    assert state is CheckState.LOGIN
    assert "of the article is left, and a new line is a login" in note


REPORT_EN = en("Port posts record year - Example", "<h1>Port posts record year</h1>" + TALK_EN)


@pytest.mark.parametrize(
    "html",
    [
        REPORT_EN.replace("<head>", '<head><meta name="date" content="2024-11-30">'),
        REPORT_EN,
    ],
    ids=["published later", "the same template"],
)
def test_another_article_at_the_address_is_let_in_with_evidence(html):
    """An address may be used again, for next year's report: what stays, reads as an article and
    was published later or stands in the same template is what the page says now.
    """
    look, earlier = capture(html), capture(GOOD_EN)
    before = article(earlier)
    held = judge(look, article(look), before, suspicious(2), lambda: earlier)
    assert held[0] is CheckState.SUSPICIOUS
    state, note = judge(look, article(look), before, suspicious(3), lambda: earlier)
    assert state is CheckState.OK
    assert "it is an article with a headline" in note


@pytest.mark.parametrize(
    ("html", "earlier"),
    [(SHRUNK, GOOD_ZH), (STRANGER, GOOD_EN)],
    ids=["next to nothing", "long prose in a frame of its own"],
)
def test_what_turned_without_evidence_never_becomes_the_article(html, earlier):
    """A few words, or prose that nothing ties to the page, stay suspicious and say what to do."""
    look, first = capture(html), capture(earlier)
    state, note = judge(look, article(look), article(first), suspicious(99), lambda: first)
    assert state is CheckState.SUSPICIOUS
    assert "open the page and see" in note


@pytest.mark.parametrize(
    "html",
    [
        '<meta http-equiv="refresh" content="0; url=http://[">',
        '<script>location.href="http://[::1"</script>',
        '<iframe src="http://["></iframe>',
        '{"a":' * 20_000,
        '{"status": "' + "9" * 5_000 + '"}',
        "<title>" + "website " * 50_000 + "</title>",
        "<p>" + "page" * 300_000 + "</p>",
        "<p>" + "the website is " * 90 + "访问" * 90 + "</p>",
    ],
)
def test_a_hostile_page_is_judged_like_any_other(html):
    """Broken addresses, deep data and endless words end in a state, not in an exception."""
    look = capture(html)
    state, _ = judge(look, article(look), article(capture(GOOD_ZH)), suspicious(99))
    assert state is not CheckState.OK


def test_patience_makes_no_captcha_an_article():
    """What says that it is something else stays that, however often it is seen."""
    look = capture(zh("安全验证", "<p>请完成下方验证后继续访问</p>"))
    state, _ = judge(look, article(look), article(capture(GOOD_ZH)), suspicious(99))
    assert state is CheckState.BLOCKED


def listing(html: str | bytes, links: int | None, **more):
    kind = more.pop("kind", PageKind.INDEX)
    return replace(capture(html, **more), kind=kind, links=links)


def test_an_index_is_only_followed():
    """Pages that only lead to articles are fine while they lead somewhere, whatever they say."""
    for links in (1, 200, None):
        look = listing(en("Sign in", "<p>Please log in to continue reading</p>"), links)
        assert judge(look, None, None)[0] is CheckState.OK


@pytest.mark.parametrize(("state", "html"), NOT_THE_PAGE)
def test_what_is_served_in_place_of_an_index_is_seen(state, html):
    """A listing that leads nowhere is looked into: a captcha or a notice is named."""
    assert judge(listing(html, 0), None, None)[0] == state


HEADLINES = "".join(
    f'<li><a href="/n/{i}">Council backs {i}0 bn hub</a> 2024</li>' for i in range(20)
)


URLSET = b"<urlset><url><loc>http://other.example/</loc></url></urlset>"


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (en("News", f"<ul>{HEADLINES}</ul>"), PageKind.INDEX),
        (zh("新闻中心", OTHERS_ZH), PageKind.INDEX),
        ("<rss><channel><title>News</title></channel></rss>", PageKind.FEED),
        (gzip.compress(URLSET, mtime=0), SITEMAP),
    ],
)
def test_a_listing_without_a_link_to_follow_says_so(html, kind):
    """A listing in a new design, say, is no failure, but its note shows that it led nowhere."""
    state, note = judge(listing(html, 0, kind=kind), None, None)
    assert state is CheckState.OK
    assert note.startswith("no link on it matches the source's patterns")


def test_a_listing_that_cannot_be_unpacked_is_an_error():
    """A sitemap that says it is gzip and is not is no listing."""
    look = listing(b"\x1f\x8b and then nothing of the kind", 0, kind=SITEMAP)
    assert judge(look, None, None)[0] is CheckState.ERROR


def test_an_index_that_leads_home_is_gone():
    """A listing whose address now leads to the front page, without a link of ours, is no more."""
    look = listing(
        en("Portal", f"<ul>{HEADLINES}</ul>"), 0, final_url="http://www.district.example/"
    )
    assert judge(look, None, None)[0] is CheckState.SOFT404


# ---- what stands in for a part, or for another article of the site -------------------------------

TITLE = "Yangpu sets out its goals for 2025"
PARAGRAPHS = [
    "Yangpu District aims to raise its online new economy revenue to more than 300 billion yuan "
    "by 2025, officials said on Monday.",
    "The district has attracted 120 companies along the river since January, and it expects "
    "another 80 to settle there before the end of the year.",
    "Fiscal revenue is to grow by 3 percent in 2025, while spending on public services will rise "
    "by 5 percent, according to the work report.",
    "Old factory halls by the water will be turned into studios for animation, games and short "
    "dramas within three years.",
    "Officials plan 12 new schools and 3 hospitals, and the renovation of 200,000 square meters "
    "of old housing is to be finished by 2026.",
    "Industrial clusters worth over 100 billion yuan each are planned for robots, low-altitude "
    "flight and energy storage.",
    "Residents will get 500 new charging points, and the network of cycling lanes along the river "
    "is to reach 45 kilometers.",
]
OTHER = [
    "Pudong New Area has opened a data exchange, officials said on Monday, and aims to list 500 "
    "products by 2026.",
    "The district has attracted 60 companies that trade in data, according to the work report.",
    "Fiscal revenue is to grow by 4 percent in 2025, and the exchange is to bring in more than "
    "10 billion yuan by 2027.",
    "A second hall is planned for brokers and lawyers, who have asked for more room since the "
    "opening of the first.",
    "Officials plan 3 new courses at the university on the law of data and on its trade.",
]


def story(title: str, paragraphs: list[str], more: str = "", day: str = "2025-01-14") -> str:
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    head = f'<head><meta name="date" content="{day}">'
    return en(f"{title} - Herald", f"<h1>{title}</h1>{text}{more}").replace("<head>", head)


WHOLE = story(TITLE, PARAGRAPHS)
OFFER = '<div class="gate"><p>Subscribe to continue reading. Already a member? Sign in.</p></div>'
OFFER_ZH = '<div class="gate"><p>本文为会员专享，登录后可阅读全文</p></div>'
TEXTS_ZH = [part + "</p>" for part in TEXT_ZH.split("</p>") if part]


def told(html: str, earlier: str = WHOLE, streak: Streak | None = None) -> tuple[CheckState, str]:
    look, then = capture(html), capture(earlier)
    return judge(look, article(look), article(then), streak, lambda: then)


@pytest.mark.parametrize("left", [2, 3, 4, 5])
@pytest.mark.parametrize("offer", [OFFER, OFFER_ZH], ids=["en", "zh"])
def test_a_part_of_an_article_and_an_offer_to_subscribe_is_a_login(left, offer):
    """However much of the article is shown before the offer, what is behind it is not removed."""
    state, note = told(story(TITLE, PARAGRAPHS[:left], offer), streak=suspicious(99))
    assert state is CheckState.LOGIN
    assert "a part of the article is left, and a new line is a login" in note


def test_a_part_of_a_chinese_article_and_a_wall_is_a_login():
    """The same of a Chinese article, half of which is shown."""
    half = "<h1>2024年经济运行情况</h1>" + "".join(TEXTS_ZH[:3]) + OFFER_ZH
    assert told(zh("2024年经济运行情况_某区人民政府", half), GOOD_ZH)[0] is CheckState.LOGIN


def test_an_article_cut_beside_an_offer_that_always_stood_there_was_edited():
    """A site may ask for subscribers under each article: only a new line hides something."""
    assert told(story(TITLE, PARAGRAPHS[:4], OFFER), story(TITLE, PARAGRAPHS, OFFER))[0] == "ok"
    assert told(story(TITLE, PARAGRAPHS[:4]))[0] == "ok"
    assert told(story(TITLE, PARAGRAPHS, OFFER))[0] == "ok"


FRONT = [
    "Yangpu opens a riverside park for its residents",
    "Shanghai trade fair draws record crowds",
    "New metro line to open next spring",
    "District invites young talents to settle",
    "School lunch programme is extended",
    "Robots take over a warehouse in Baoshan",
    "Museum of printing reopens in Yangpu",
    "Housing renovation enters its third year",
    "Marathon route passes old factory halls",
    "Charity shop finds a new home",
    "Night market returns to the square",
    "Bridge repair to close two lanes",
]


def test_a_list_of_links_in_the_place_of_an_article_is_a_soft_404():
    """A front page served with 200 says nothing of its own."""
    links = "".join(f'<li><a href="/n/{i}">{each}</a></li>' for i, each in enumerate(FRONT))
    front = f"<p>News and notices from Yangpu District, updated every day.</p><ul>{links}</ul>"
    state, note = told(story("Yangpu Today", [], front), streak=suspicious(99))
    assert state is CheckState.SOFT404
    assert "a list of links stands in its place: 'Yangpu Today'" in note


def test_a_front_page_with_summaries_never_becomes_the_article():
    """It shares names and ordinary words with the article, and has no headline of one."""
    cards = "".join(
        f'<h3><a href="/n/{i}">{each}</a></h3><p>Officials of Yangpu District said of this: '
        f"{each.lower()}, and more is to come by 2025.</p>"
        for i, each in enumerate(FRONT)
    )
    assert told(story("Yangpu Today", [], cards))[0] is CheckState.SUSPICIOUS
    assert told(story("Yangpu Today", [], cards), streak=suspicious(99))[0] is not CheckState.OK


def test_another_article_of_the_site_is_held_before_it_is_believed():
    """A cache that mixes pages up passes; an address that is used again stays so."""
    other = story("Pudong opens its third data exchange", OTHER, day="2025-02-20")
    state, note = told(other)
    assert state is CheckState.SUSPICIOUS
    assert "the title is another, and only" in note
    assert told(other, streak=suspicious(3))[0] is CheckState.OK


@pytest.mark.parametrize(
    "html",
    [
        story(TITLE, [*OTHER, *PARAGRAPHS[:2]], day="2025-02-20"),
        story(TITLE.replace("2025", "2026"), [*OTHER, PARAGRAPHS[0]], day="2026-01-14"),
        story(TITLE, OTHER, day="2025-02-20"),
        story("Yangpu district government tells its aims", [*PARAGRAPHS[:4], *OTHER[3:]]),
    ],
    ids=["rewritten", "another year", "a text replaced", "another title, half the text"],
)
def test_an_article_rewritten_is_still_the_page(html):
    """A text may be another under its title, and a title above its text."""
    assert told(html)[0] is CheckState.OK


def test_too_many_requests_is_no_refusal_of_a_firewall():
    """The note says until when the site wants to be left alone; a captcha is still one."""
    plain = "<title>Too many requests</title><h1>Too many requests</h1><p>Please slow down.</p>"
    look = capture(plain, status=429)
    assert judge(look, None, None) == (CheckState.ERROR, "status 429: we asked too often")
    look = replace(look, headers=(*look.headers, ("Retry-After", "120")))
    assert "often; it asks to wait until 2024-12-01 00:02 UTC" in judge(look, None, None)[1]
    zh_plain = capture(zh("提示", "<p>您的访问过于频繁，请稍后再试</p>"), status=429)
    assert judge(zh_plain, None, None)[0] is CheckState.ERROR
    captcha = capture(zh("安全验证", "<p>请完成下方验证后继续访问</p>"), status=429)
    assert judge(captcha, None, None)[0] is CheckState.BLOCKED

"""Noise in other words and other markup, written before the extractor was mended for either.

What the first set drew, a mender has seen; this one says how far the mending carries.
"""

from collections.abc import Callable

from tests.crawler.noise import Noise
from tests.crawler.noise_pages import blocks, once
from tests.crawler.noise_stories import Story


class Otherwise(Noise):
    """The same kinds of noise, said otherwise."""

    def __init__(self, noise: Noise) -> None:
        super().__init__(noise.rng.randint(0, 10**9), "zh" if noise.zh else "en")

    def counter(self) -> str:
        n = self.number()
        zh = (f"围观：{n}", f"阅读数 {n}", f"访问量：{n}", f"({n}次点击)", f"热度 {n}")
        en = (
            f"👁 {n}",
            f"Viewed {n:,} times",
            f"{n:,} people viewed this",
            f"Hits: {n}",
            f"{n} min read · {n:,} views",
        )
        return self.rng.choice(zh if self.zh else en)

    def ago(self) -> str:
        n = self.rng.randint(2, 59)
        zh = (f"{n} 分钟前更新", f"昨天 {n % 24:02}:{n:02}", "半小时前", f"最后更新：{n}秒前")
        en = (
            f"{n}m ago",
            f"{n % 23 + 1}h",
            f"Yesterday at {n % 24}:{n:02}",
            f"Modified {n} minutes ago",
            f"As of {n} minutes ago",
        )
        return self.rng.choice(zh if self.zh else en)

    def readers(self) -> str:
        n = self.number()
        zh = (f"{n}位读者在线", f"此刻{n}人在读", f"{n}人已读过")
        en = (
            f"{n} reading now",
            f"Read by {n:,} people",
            f"Join {n:,} others following this story",
        )
        return self.rng.choice(zh if self.zh else en)

    def visitor(self) -> str:
        n = self.number()
        return f"总访问：{n} 在线：{n % 90}" if self.zh else f"{n:,} hits since 2004"

    def breaking(self) -> str:
        return f'<a href="/live">{"滚动：" if self.zh else "JUST IN "}{self.title()}</a>'


def xinwen(s: Story, noise: Noise) -> str:
    """A news agency: names of its own, a QR code, an editor in brackets, a rotating list."""
    n = Otherwise(noise)
    return f"""<html><head><meta charset="utf-8"><title>{s.title}-某某网</title></head><body><div class="domPC"><div class="adv">{n.advert()}</div>
<div class="nymenu"><ul>{n.nav("首页|时政|财经|国际|军事")}</ul></div><div class="header-cont"><div class="header-time"><span>{s.day}</span></div><h1><span class="title">{s.title}</span></h1></div></div>
<div class="main"><div class="main-left"><div id="detail"><span id="detailContent">{blocks(s, p="<p>　　{}</p>")}</span></div>
<div class="editor"><span>【纠错】</span><span>【责任编辑:赵六】</span></div><div id="articleEdit">{n.maybe(n.readers())}</div>
<div class="columBox hotList"><div class="col-tit">深度观察</div>{n.teasers(2, 4)}</div></div>
<div class="main-right"><div class="swiper-wrap">{n.teasers(1, 3)}</div><ul>{n.links(4, 8)}</ul></div></div>
<div class="bott">{n.visitor()}</div></body></html>"""


def aspnet(s: Story, noise: Noise) -> str:
    """A county office on web forms: everything in one form, the text in a <span>."""
    n = Otherwise(noise)
    text = "".join(f"<br />&nbsp;&nbsp;&nbsp;&nbsp;{x}" for x in s.sentences)
    return f"""<html><head><title>信息公开</title></head><body><form id="aspnetForm" method="post"><input type="hidden" name="__VIEWSTATE" value="{n.hash() * 20}">
<div id="top"><span id="lblTime">{n.clock()}</span></div><div id="menu"><ul>{n.nav("首页|概况|公开|办事")}</ul></div>
<div id="middle"><div id="nr_left"><ul>{n.links(3, 6)}</ul></div><div id="nr_right"><div class="nr_bt"><span id="lblTitle">{s.title}</span></div>
<div class="nr_sj">时间：{s.day} {n.counter()}</div><div class="nr_nr"><span id="lblContent">{text}</span></div>
<div class="nr_sx">{n.maybe(f"上条：<a>{n.title()}</a><br>下条：<a>{n.title()}</a>")}</div></div></div><div id="bottom">{n.visitor()}</div></form></body></html>"""


def reprint(s: Story, noise: Noise) -> str:
    """A short-video and news platform: the article, its tags, then endless others."""
    n = Otherwise(noise)
    feed = "".join(
        f'<section class="{n.hash()}"><a href="/v"><span>{n.title()}</span></a><p>{n.sentence()}</p><i>{n.counter()}</i><i>{n.ago()}</i></section>'
        for _ in range(n.rng.randint(3, 8))
    )
    return f"""<html><head><meta charset="utf-8"><meta property="og:title" content="{s.title}"><title>{s.title}</title></head><body><div class="{n.hash()}"><div class="{n.hash()}">
<h1>{s.title}</h1><div>某政务号　{n.ago()}　{n.counter()}</div><div class="{n.hash()}">{blocks(s, p='<p data-track="' + n.hash() + '">{}</p>')}</div>
<div>{n.readers()}</div></div><div class="feed-{n.hash()}"><div>大家还在看</div>{feed}</div></div></body></html>"""


def bootstrap(s: Story, noise: Noise) -> str:
    """A council's site from a kit: cards, columns, an accordion of notices."""
    n = Otherwise(noise)
    cards = "".join(
        f'<div class="card h-100"><div class="card-body"><h5 class="card-title">{n.title()}</h5><p class="card-text">{n.sentence()}</p><a class="btn btn-primary">Find out more</a></div></div>'
        for _ in range(n.rng.randint(2, 4))
    )
    notice = once(n, f'<div class="alert alert-info">{n.ago()}</div>', len(s.blocks) - 1)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{s.title} :: Borough</title></head><body><div class="container-fluid"><div class="navbar"><ul class="navbar-nav">{n.nav("Pay|Report|Apply|Find")}</ul></div>
<div class="row"><div class="col-md-8"><h1>{s.title}</h1><p class="text-muted">{s.day} &middot; {n.counter()}</p>{blocks(s, notice)}
<hr><p class="small">Rate this page: {n.rng.randint(1, 5)}.{n.rng.randint(0, 9)} / 5 from {n.number()} ratings</p></div><div class="col-md-4"><h4>What's on</h4>{cards}<p>{n.weather()}</p></div></div>
<div class="row bg-light"><div class="col">{n.readers()}</div></div></div></body></html>"""


def inline(s: Story, noise: Noise) -> str:
    """An English daily with boxes between paragraphs: a read-next card, a live count, an offer."""
    n = Otherwise(noise)
    box = (
        f'<div class="mod-{n.hash()}"><p><b>READ NEXT:</b> <a href="/n">{n.title()}</a></p></div>',
        f'<p class="inline-offer"><em><a href="/sub">Subscribe for £{n.rng.randint(1, 9)} a month</a></em></p>',
        f'<p><strong>{n.readers()}</strong></p>',
        f'<figure><img src="{n.hash()}.jpg"><figcaption>{n.sentence()}</figcaption></figure>',
    )  # fmt: skip
    between = once(n, n.rng.choice(box), len(s.blocks) - 1)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{s.title} | The Daily Ledger</title><meta name="parsely-pub-date" content="{s.day}T06:00:00Z"></head><body>
<div id="masthead"><div>{n.clock()}</div><div class="mast-links">{n.nav("News|Money|Life")}</div>{n.breaking()}</div><div id="story" itemscope itemtype="http://schema.org/NewsArticle">
<h1 itemprop="headline">{s.title}</h1><p class="standfirst-by">By Kim Ode, {n.ago()}</p><div itemprop="articleBody">{blocks(s, between)}</div>
<ul class="below"><li><a>Share</a></li><li>{n.number()} reactions</li></ul></div>
<div id="rail"><h3>Trending now</h3><ol>{n.links(4, 8)}</ol></div><div id="more"><h3>You might have missed</h3>{n.teasers(2, 5)}</div>
<div id="talk"><h3>Conversation ({n.number(3, 300)})</h3>{n.comments()}</div></body></html>"""


def builder(s: Story, noise: Noise) -> str:
    """A site from a page builder: sections in sections, a ticker, a count-down."""
    n = Otherwise(noise)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{s.title} — Port Authority</title></head><body><div id="siteWrapper"><header id="header"><div class="header-nav">{n.nav("About|Port|Press")}</div></header>
<main id="page"><article class="sections"><section class="page-section"><div class="content-wrapper"><div class="sqs-block"><div class="ticker-track">{n.stocks()} {n.stocks()}</div></div>
<div class="sqs-block html-block"><div class="sqs-block-content"><h2>{s.title}</h2><p>{s.day}</p>{blocks(s)}</div></div>
<div class="sqs-block countdown">{n.number(2, 99)} days {n.number(2, 23)} hours left to register</div></div></section>
<section class="page-section"><h2>Latest from the press room</h2>{n.teasers(2, 4)}</section></article></main><footer class="sections"><p>{n.visitor()}</p></footer></div></body></html>"""


DESIGNS: dict[str, tuple[Callable[[Story, Noise], str], ...]] = {
    "zh": (xinwen, aspnet, reprint),
    "en": (bootstrap, inline, builder),
}

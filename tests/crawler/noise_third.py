"""A third set of designs, written when the extractor had been mended for the first two.

Its first score is what docs/quality.md reports; whoever mends for it further writes a fourth.
"""

from collections.abc import Callable

from tests.crawler.noise import Noise
from tests.crawler.noise_pages import blocks, once
from tests.crawler.noise_stories import Story


def district(s: Story, n: Noise) -> str:
    """A city district's portal: font sizes, a map of the site, a chat robot, attachments."""
    return f"""<html><head><meta charset="utf-8"><title>{s.title}</title><meta name="SiteName" content="某区政府"></head><body>
<div class="wza">{n.maybe("<a>无障碍</a><a>长者版</a>")}</div><div class="hd">{n.clock()} {n.weather()}<div class="hd-search">热搜词：{n.title()}</div></div>
<div id="nav-main"><ul>{n.nav("首页|要闻动态|政务公开|一网通办|互动")}</ul></div><div class="Article"><div id="ivs_title">{s.title}<small>({s.day})</small></div>
<div class="PBtime">字体：[<a>大</a> <a>中</a> <a>小</a>] 访问量：{n.number()}</div><div id="ivs_content" class="Article_content">{blocks(s, p="<p>&ensp;&ensp;{}</p>")}</div>
<div class="fx">{n.shares()}</div><table class="xg"><tr><td>相关信息</td></tr>{n.links(1, 5, "<tr><td><a href=/{id}>{t}</a></td></tr>")}</table></div>
<div class="robot">{n.maybe("您好，我是智能小助手，今日已服务" + str(n.number()) + "人次")}</div><div class="ft">累计访问量 {n.visitor()}</div></body></html>"""


def selfmedia(s: Story, n: Noise) -> str:
    """A portal's writers' platform."""
    return f"""<html><head><meta charset="utf-8"><title>{s.title}_某某</title><meta itemprop="datePublished" content="{s.day} 09:10"></head><body><div class="wrapper-box">
<header id="main-header"><div class="area"><ul>{n.nav("首页|新闻|体育|汽车|房产")}</ul></div></header><div class="location-without-nav"></div><div class="area" id="article-container">
<div class="left sidebar"><div class="user-info"><h4>某区发布</h4><dl><dd><em>{n.number()}</em>文章</dd><dd><em>{n.number() * 7}</em>总阅读</dd></dl></div></div>
<div class="left main"><div class="text"><div class="text-title"><h1>{s.title}</h1><div class="article-info"><span id="news-time">{s.day} 09:10</span></div></div>
<article class="article" id="mp-editor">{blocks(s)}<p>返回某某，查看更多</p><p>责任编辑：</p></article><div class="statement">平台声明：该文观点仅代表作者本人，系信息发布平台，仅提供信息存储空间服务。</div>
<div class="bottom-relate-wrap"><span class="read-wrap">阅读 ({n.number()})</span></div></div><div id="mpbox"><div class="c-comment-header">我来说两句 {n.number(3, 900)}人参与，{n.number(3, 90)}条评论</div>{n.comments()}</div>
<div class="groom-read"><p class="title">推荐阅读</p>{n.teasers(2, 6)}</div></div><div class="right sidebar"><div class="search-box">大家都在搜：{n.title()}</div><div>24小时热文</div>{n.links(4, 9)}</div></div></div></body></html>"""


def newspaper_app(s: Story, n: Noise) -> str:
    """A Shanghai paper's site, rendered on the server with hashed names."""
    h = n.hash
    return f"""<html><head><meta charset="utf-8"><title>{s.title}_某地新闻_某新闻-The Press</title></head><body><div id="__next"><div class="index_{h()}"><ul>{n.nav("首页|要闻|深度|直播|视频")}</ul></div>
<main class="ant-layout-content index_{h()}"><div class="index_wrapper_{h()}"><div class="index_leftcontent_{h()}"><h1 class="index_title_{h()}">{s.title}</h1>
<div class="index_left_{h()}"><div>某新闻记者</div><div><span>{s.day} 10:21</span><span>来源：某新闻</span></div></div><div class="index_cententWrap_{h()}">{blocks(s)}</div>
<div class="index_declare_{h()}"><div>责任编辑：王某</div><div>校对：李某</div><div>某新闻，未经授权不得转载。新闻报料：021-962866</div></div>
<div class="index_praise_{h()}"><span>{n.number(2, 999)}</span><span>收藏</span><span>我要举报</span></div></div><div class="index_right_{h()}"><div>查看更多</div>
<div class="index_box_{h()}"><h2>相关推荐</h2>{n.teasers(1, 4)}</div><div>热榜 换一换</div>{n.links(3, 9)}</div></div>
<div class="index_comment_{h()}"><div>评论 ({n.number(1, 800)})</div>{n.comments()}<div>已显示{n.number(2, 50)}条，查看全部</div></div></main></div></body></html>"""


def broadcaster(s: Story, n: Noise) -> str:
    """A public broadcaster: blocks as components, ages instead of dates, topic lists."""
    c = n.hash
    link = once(
        n,
        f'<div data-component="unordered-list-block" class="ssrcss-{c()}"><ul><li><a href="/l">{n.title()}</a></li><li><a href="/m">{n.title()}</a></li></ul></div>',
        len(s.blocks) - 1,
    )
    return f"""<!DOCTYPE html><html lang="en-GB"><head><title>{s.title} - News</title></head><body><div id="root"><header class="ssrcss-{c()}"><nav>{n.nav("Home|News|Sport|Weather")}</nav></header>
<div class="ssrcss-{c()}"><main id="main-content"><article class="ssrcss-{c()}"><div data-component="headline-block"><h1>{s.title}</h1></div>
<div data-component="byline-block"><span>{n.ago()}</span> <span>Kim Ode, local reporter</span></div><div data-component="share">{n.maybe("Share Save")}</div>
{blocks(s, link, p='<div data-component="text-block" class="ssrcss-' + c() + '"><p>{}</p></div>')}<div data-component="links-block"><h2>More on this story</h2>{n.links(1, 4)}</div>
<div data-component="tags"><h2>Related topics</h2><ul>{n.nav("Local government|Business")}</ul></div></article></main><aside>{n.teasers(1, 3)}</aside></div>
<div class="ssrcss-{c()}"><h2>Top stories</h2>{n.teasers(2, 4)}</div><div class="ssrcss-{c()}"><h2>Elsewhere</h2>{n.teasers(1, 3)}</div><div><h2>Most read</h2><ol>{n.links(5, 10)}</ol></div></div></body></html>"""


def daily(s: Story, n: Noise) -> str:
    """A national daily: age warnings, a letter in the text, comments by number."""
    letter = f"""<aside data-component="signup"><h2>Sign up to Morning Post</h2><p>Our {n.number():,} readers get it first: {n.sentence()}</p></aside>"""
    rich = f"""<gu-island name="RichLink"><div class="dcr-{n.hash()}"><a href="/r"><h5>{n.title()}</h5><span>Read more</span></a></div></gu-island>"""
    between = once(n, n.rng.choice((letter, rich)), len(s.blocks) - 1)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{s.title} | The Post</title><meta property="article:published_time" content="{s.day}T05:00:00.000Z"></head><body>
<div id="bannerandheader"><div class="top-banner-ad-container">{n.advert()}</div>{n.maybe('<div class="dcr-b">Support us: ' + f"{n.number():,}" + " people gave this week</div>")}<ul>{n.nav("News|Opinion|Sport|Culture")}</ul></div>
<section id="maincontent-{n.hash()}"><article><div data-gu-name="headline"><h1>{s.title}</h1></div><div data-gu-name="standfirst"></div><div data-gu-name="meta"><div>Kim Ode</div><details><summary>Thu 12 Feb 2026</summary>{n.ago()}</details>
<div>{n.maybe("This article is more than " + str(n.rng.randint(1, 9)) + " months old")}</div></div><div data-gu-name="body"><div id="maincontent"><div class="article-body-commercial-selector article-body-viewer-selector">{blocks(s, between)}</div></div>
<div data-print-layout="hide"><div>Explore more on these topics</div><ul>{n.nav("Councils|Tax|Share|Reuse this content")}</ul></div></div></article></section>
<section id="comments"><h2>Comments <span>({n.number(2, 999)})</span></h2>{n.comments()}</section><section id="onwards">{n.teasers(3, 6)}</section><section id="most-viewed">{n.links(5, 10)}</section></body></html>"""


def borough(s: Story, n: Noise) -> str:
    """A borough's older site: counters below, a survey, alerts by e-mail."""
    return f"""<html lang="en"><head><title>Eastmere Borough : {s.title}</title></head><body><div id="wrapper"><div id="top"><div id="logo">Eastmere Borough</div><ul id="topmenu">{n.nav("A to Z|Services|Your council")}</ul></div>
{n.maybe('<p id="notice"><strong>Service update:</strong> ' + n.sentence() + "</p>")}<div id="columns"><div id="col1"><ul>{n.links(2, 5)}</ul></div><div id="col2"><h1>{s.title}</h1>{blocks(s)}
<p class="foot-note">Page views this month: {n.number()}</p><p>Last updated: {n.ago()}</p><p>Was this information useful? <a>Yes ({n.number(2, 400)})</a> <a>No ({n.number(2, 90)})</a></p></div>
<div id="col3"><h2>Popular pages</h2><ul>{n.links(3, 6)}</ul><h2>Email alerts</h2><p>Join {n.number():,} subscribers.</p></div></div><div id="base">{n.visitor()}</div></div></body></html>"""


DESIGNS: dict[str, tuple[Callable[[Story, Noise], str], ...]] = {
    "zh": (district, selfmedia, newspaper_app),
    "en": (broadcaster, daily, borough),
}

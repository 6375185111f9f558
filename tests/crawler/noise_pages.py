"""Page designs of both languages, modelled on real templates: where an article stands and what
stands around it. Each takes a story and the noise of one visit, and gives that visit's HTML.
"""

from collections.abc import Callable
from html import escape

from tests.crawler.noise import Noise
from tests.crawler.noise_stories import Story

ZH_NAV = "首页|新闻中心|政务公开|政务服务|互动交流|走进本区"
EN_NAV = "Home|News|Business|Sport|Opinion|Council|Contact us"


def blocks(story: Story, between: Callable[[int], str] = lambda _: "", p: str = "<p>{}</p>") -> str:
    """The story's blocks as plain HTML, with what stands ``between`` them."""
    out, items = [], []
    for at, (kind, block) in enumerate(story.blocks):
        if kind == "li":
            items.append(f"<li>{escape(block)}</li>")
            continue
        if items:
            out.append(f"<ul>{''.join(items)}</ul>")
            items = []
        out.append(between(at))
        if kind == "table":
            rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in block)
            out.append(f"<table border=1>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        else:
            form = {"p": p, "h": "<h3>{}</h3>", "quote": "<blockquote><p>{}</p></blockquote>"}[kind]
            out.append(form.format(escape(block, quote=False)))
    return "".join([*out, f"<ul>{''.join(items)}</ul>" if items else ""])


def once(noise: Noise, html: str, last: int) -> Callable[[int], str]:
    """Puts ``html`` before one of the blocks, another on each visit; or nowhere."""
    at = noise.rng.randint(1, max(1, last)) if noise.rng.random() < noise.share else -1
    return lambda n: html if n == at else ""


def trs(s: Story, n: Noise) -> str:
    """A district government on a Chinese site system."""
    return f"""<html><head><meta charset="utf-8"><title>{s.title}_某区人民政府</title>
<meta name="ArticleTitle" content="{s.title}"><meta name="PubDate" content="{s.day} 09:00">
<meta name="ContentSource" content="区政府办公室"></head><body>{n.token()}
<div class="top"><span class="date">{n.maybe(n.clock())}</span><span class="weather">{n.weather()}</span></div>
<div class="nav"><ul>{n.nav(ZH_NAV)}</ul></div><div class="location">当前位置：<a>首页</a> &gt; <a>要闻</a></div>
<div class="main"><div class="article"><h1>{s.title}</h1>
<div class="info"><span>发布时间：{s.day}</span> <span>来源：区政府办公室</span> <span>{n.counter()}</span>
<span>字号：[<a>大</a> <a>中</a> <a>小</a>]</span></div>
<div id="zoom"><div class="TRS_Editor">{blocks(s, p="<p>　　{}</p>")}</div></div>
<div class="tool">{n.maybe("【打印本页】 【关闭窗口】")}{n.maybe(n.shares())}</div>
<div class="prevnext">{n.maybe(n.neighbours())}</div></div>
<div class="right"><h3>热点新闻</h3><ul>{n.links(4, 9)}</ul></div></div>
<div class="footer"><p>主办：某区人民政府</p><p>{n.visitor()}</p></div></body></html>"""


def table_site(s: Story, n: Noise) -> str:
    """An old government site laid out with tables, text and <br> in one cell."""
    text = "".join(f"　　{x}<br><br>" for x in s.sentences)
    return f"""<html><head><title>{s.title}</title></head><body bgcolor=#fff><center>
<table width=980><tr><td><img src=logo.gif></td><td>{n.maybe(n.clock())}</td></tr></table>
<table width=980><tr>{"".join(f"<td><a href=/{i}>{x}</a></td>" for i, x in enumerate(ZH_NAV.split("|")))}</tr></table>
<table width=980><tr><td width=220 valign=top><table><tr><td>栏目导航</td></tr>
<tr><td><a>通知公告</a></td></tr><tr><td>{n.maybe(n.weather())}</td></tr></table>
<table><tr><td>最新信息</td></tr>{n.links(3, 8, "<tr><td>·<a href=/{id}>{t}</a></td></tr>")}</table></td>
<td valign=top><table width=740><tr><td align=center><font size=5><b>{s.title}</b></font></td></tr>
<tr><td align=center>发布日期：{s.day}　　{n.counter()}</td></tr><tr><td class=content><font size=3>{text}</font></td></tr>
<tr><td align=right>{n.maybe("【<a>打印</a>】【<a>关闭</a>】")}</td></tr>
<tr><td>{n.maybe(n.neighbours())}</td></tr></table></td></tr></table>
<table><tr><td align=center>版权所有：某区人民政府　{n.visitor()}</td></tr></table></center></body></html>"""


def portal(s: Story, n: Noise) -> str:
    """A Chinese news portal: hot lists, app banners, comments, an editor's line."""
    ad = once(n, f'<div class="ad-inner">{n.advert()}</div>', len(s.blocks) - 1)
    return f"""<html><head><meta charset="utf-8"><title>{s.title}|财经|新浪潮</title>
<meta property="article:published_time" content="{s.day}T08:30:00+08:00"></head><body>
<div class="top-bar"><ul>{n.nav("首页|新闻|财经|体育|科技|博客")}</ul>{n.maybe(n.breaking())}</div>
<div class="main-content"><h1 class="main-title">{s.title}</h1><div class="top-bar-inner"><span class="date">{s.day} 08:30</span>
<a class="source">某某日报</a> <span class="num">{n.counter()}</span></div>
<div class="article" id="artibody">{blocks(s, ad)}<p class="show_author">责任编辑：张三 SN{n.number()}</p></div>
<div class="article-bottom"><div class="keywords">文章关键词：<a>经济</a> <a>{n.rng.choice(("民生", "投资"))}</a></div>
<div class="share">{n.shares()}</div>{n.maybe(f'<div class="statement">{n.readers()}</div>')}</div>
<div class="blk-related"><h2>相关阅读</h2>{n.teasers()}</div>
<div class="comment-box"><h3>网友评论</h3>{n.comments()}</div></div>
<div class="sidebar"><div class="stock">{n.stocks()}</div><h3>热榜</h3><ol>{n.links(5, 10)}</ol></div>
<div class="footer"><p>客服热线：400-000</p></div></body></html>"""


def party_paper(s: Story, n: Noise) -> str:
    """A Chinese newspaper's site: QR codes, font sizes, a column of recommendations."""
    return f"""<html><head><meta charset="gbk"><title>{s.title}--某地频道--某民网</title>
<meta name="publishdate" content="{s.day}"></head><body><div class="header_nav"><ul>{n.nav(ZH_NAV)}</ul></div>
<div class="layout rm_txt"><div class="col col-1"><h1>{s.title}</h1><div class="col-1-1">{s.day}08:15 | 来源：<a>某民网</a></div>
<div class="bza"><span>小字号</span></div>{n.maybe(f'<div class="hot-tip">{n.readers()}</div>')}
<div class="rm_txt_con cf">{blocks(s, p='<p style="text-indent: 2em;">　　{}</p>')}
<div class="edit cf">(责编：李四、王五)</div></div><div class="box_pic">扫码关注 {n.maybe("分享让更多人看到")}</div>
<div class="rm_relevant cf"><h3>相关新闻</h3><ul>{n.links(2, 6)}</ul></div></div>
<div class="col col-2"><h3>推荐阅读</h3>{n.teasers(2, 4)}<h3>排行榜</h3><ul>{n.links(3, 8)}</ul></div></div>
<div class="foot">{n.visitor()}</div></body></html>"""


def app_page(s: Story, n: Noise) -> str:
    """A reading app's page: hashed classes, rendered by scripts, another article below."""
    c = [n.hash() for _ in range(8)]
    return f"""<html><head><meta charset="utf-8"><title>{s.title} - 某客户端</title>
<script type="application/ld+json">{{"@context":"https://ziyuan.baidu.com/contexts/cambrian.jsonld","pubDate":"{s.day}T10:00:00"}}</script>
</head><body><div id="app"><div class="{c[0]}"><a>打开APP</a><a>登录</a>{n.maybe(n.breaking())}</div>
<div class="{c[1]}"><h1 class="{c[2]}">{s.title}</h1><div class="{c[3]}"><span>某发布</span><span>{n.ago()}</span><span>{n.counter()}</span></div>
<article class="{c[4]}">{blocks(s, p='<p class="' + c[5] + '">{}</p>')}</article>
<div class="{c[6]}"><span>{n.number()}</span><span>赞</span><span>{n.number()}</span><span>评论</span></div></div>
<div class="recommend-{c[7]}"><div class="title">为您推荐</div>{n.teasers(2, 5)}</div>
<div class="{c[7]}"><p>热门评论</p>{n.comments()}</div></div>{n.token()}</body></html>"""


def bureau(s: Story, n: Noise) -> str:
    """A statistics bureau: naked text and <br>, a table, attachments."""
    return f"""<html><head><meta charset="utf-8"><title>{s.title}</title></head><body><div id="header">{n.maybe(n.weather())}
<ul class="menu">{n.nav(ZH_NAV)}</ul></div><div id="container"><div class="left-menu"><ul>{n.links(3, 5)}</ul></div>
<div class="detail"><div class="detail-title">{s.title}</div><div class="detail-info">发布时间：{s.day}　浏览次数：{n.number()}次</div>
<div class="detail-txt">{blocks(s, p="　　{}<br/>")}</div><div class="fujian">附件：<a href="a.xls">数据表.xls</a></div>
<div class="share-box bdsharebuttonbox">{n.shares()}</div></div></div>
<div class="foot"><p>{n.visitor()}</p><p>沪ICP备0500000号</p></div></body></html>"""


def wordpress(s: Story, n: Noise) -> str:
    """A local paper on WordPress."""
    box = once(n, f'<div class="newsletter-box">{n.newsletter()}</div>', len(s.blocks) - 1)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{s.title} - Eastmere Echo</title>
<meta property="og:title" content="{s.title}"><meta property="article:published_time" content="{s.day}T09:00:00+00:00"></head>
<body class="post-template single single-post has-sidebar">{n.maybe(n.cookies())}<header class="site-header"><ul class="menu">{n.nav(EN_NAV)}</ul></header>
<div id="content" class="site-content"><main id="main"><article id="post-{n.number()}" class="post category-stocks">
<header class="entry-header"><h1 class="entry-title">{s.title}</h1><div class="entry-meta">By <a rel="author">Pat Lee</a> | <time datetime="{s.day}">{s.day}</time> | {n.counter()}</div></header>
<div class="entry-content">{blocks(s, box)}<div class="sharedaddy">{n.shares()}</div></div>
<footer class="entry-footer">Tags: <a>council</a></footer></article>
<nav class="post-navigation">{n.neighbours()}</nav><div class="jp-relatedposts"><h3>Related</h3>{n.teasers(1, 3)}</div>
<div id="comments"><h2>{n.rng.randint(0, 40)} comments</h2>{n.comments()}</div></main>
<aside class="widget-area"><h2>Latest</h2><ul>{n.links(4, 8)}</ul>{n.advert()}</aside></div>
<footer>© 2026 Eastmere Echo {n.visitor()}</footer></body></html>"""


def drupal(s: Story, n: Noise) -> str:
    """A council's site on Drupal: was it helpful, related content, an alert."""
    return f"""<!DOCTYPE html><html lang="en"><head><title>{s.title} | Eastmere Council</title></head><body>
<a class="skip-link" href="#main">Skip to main content</a>{n.maybe('<div role="alert" class="site-alert">' + n.sentence() + "</div>")}
<header role="banner"><ul>{n.nav(EN_NAV)}</ul></header><div class="region-breadcrumb"><a>Home</a></div>
<main id="main"><div class="block-page-title"><h1>{s.title}</h1></div><div class="node__content">
<div class="field field--name-body field--type-text-with-summary">{blocks(s)}</div>
<div class="field--name-field-related"><h2>Related content</h2><ul>{n.links(2, 5)}</ul></div></div>
<div class="page-feedback">{n.poll()}<p>Was this page helpful?</p><button>Yes</button></div>
<div class="last-updated">{n.ago()}</div></main><footer><ul>{n.nav("Privacy|Cookies|Jobs")}</ul></footer></body></html>"""


def govuk(s: Story, n: Noise) -> str:
    """A national government's publishing system: plain, one column, survey and cookie boxes."""
    return f"""<!DOCTYPE html><html lang="en"><head><title>{s.title} - GOV.XX</title>
<meta name="govuk:first-published-at" content="{s.day}T09:30:00+00:00"></head><body class="gem-c-layout">
{n.maybe('<div id="global-cookie-message" class="gem-c-cookie-banner">' + n.cookies() + "</div>")}
<header role="banner"><ul>{n.nav("Departments|Worldwide|How we work")}</ul></header><div id="wrapper"><main role="main">
<h1 class="gem-c-title__text">{s.title}</h1><p class="gem-c-published-dates">Published {s.day}</p>
<div class="gem-c-govspeak govspeak"><div class="govspeak">{blocks(s)}</div></div>
<div class="gem-c-share-links"><h2>Share this page</h2>{n.shares()}</div></main>
<div class="gem-c-contextual-sidebar"><h2>Related content</h2><ul>{n.links(2, 6)}</ul></div>
<div class="gem-c-feedback">{n.maybe("<p>Is this page useful?</p>")}<p>{n.readers()}</p></div></div>
<footer role="contentinfo"><p>All content is available under the licence</p></footer>{n.token()}</body></html>"""


def react(s: Story, n: Noise) -> str:
    """A modern news site: hashed classes, JSON-LD, cards between the paragraphs."""
    c = [f"css-{n.hash()}" for _ in range(9)]
    card = f'<div class="{c[5]}" data-testid="promo"><span>Related</span><a href="/x">{n.title()}</a></div>'
    ad = f'<div class="{c[6]}" aria-hidden="true">Advertisement</div>'
    between = once(n, card + ad, len(s.blocks) - 1)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{s.title}</title><script type="application/ld+json">
{{"@context":"https://schema.org","@graph":[{{"@type":"NewsArticle","headline":"{s.title}","datePublished":"{s.day}T07:00:00Z","commentCount":{n.number()}}}]}}
</script></head><body><div id="__next"><div class="{c[0]}"><nav><ul>{n.nav(EN_NAV)}</ul></nav><div class="{c[1]}">{n.stocks()}</div></div>
<main class="{c[2]}"><article class="{c[3]}"><h1 class="{c[4]}">{s.title}</h1><div class="{c[7]}"><span>{n.ago()}</span><span>{n.readers()}</span></div>
{blocks(s, between, p='<div class="' + c[8] + '"><p>{}</p></div>')}<div class="{c[1]}"><ul>{n.nav("Share|Save|Comments")}</ul></div></article></main>
<section class="{c[0]}" aria-label="More"><h2>More stories</h2>{n.teasers(3, 6)}</section><section><h2>Most read</h2><ol>{n.links(5, 8)}</ol></section></div>
{n.token()}{n.maybe('<div role="dialog">' + n.cookies() + "</div>")}</body></html>"""


def old_paper(s: Story, n: Noise) -> str:
    """An English paper of the table years."""
    text = "".join(f"{x}<br><br>" for x in s.sentences)
    return f"""<html><head><title>{s.title}</title></head><body><table width=900><tr><td colspan=2>{n.maybe(n.clock())} | {n.weather()}</td></tr>
<tr><td width=150 valign=top><ul>{n.nav(EN_NAV)}</ul><b>Headlines</b><br>{n.links(3, 7, "<a href=/{id}>{t}</a><br>")}</td>
<td valign=top><h2>{s.title}</h2><font size=2>Posted: {s.day} | {n.counter()}</font><p><font face=Arial>{text}</font></p>
<p>{n.maybe("<a>Print this page</a> | <a>Email this page</a>")}</p></td></tr></table><center>{n.visitor()}</center></body></html>"""


def plain(s: Story, n: Noise) -> str:
    """A parish's page: hardly any markup, no names to go by."""
    return f"""<html><head><title>{s.title}</title></head><body>{n.space()}<p><a href=/>Home</a> <a href=/n>News</a></p><h1>{s.title}</h1>
<p>{s.day}</p>{blocks(s)}<hr>{n.maybe("<p><a href=/a>" + n.title() + "</a></p>")}<p>{n.visitor()}</p></body></html>"""


def gov_news(s: Story, n: Noise) -> str:
    """A Chinese city's newer site: icons, sharing, related documents, a floating tool bar."""
    return f"""<html><head><meta charset="utf-8"><title>{s.title}_要闻_某市人民政府门户网站</title></head><body>
<div class="header"><div class="wrap"><ul class="nav-list">{n.nav(ZH_NAV)}</ul><div class="tq">{n.weather()}</div></div></div>
<div class="container"><div class="crumb">您所在的位置：<a>首页</a>&gt;<a>要闻</a></div><div class="content-box"><div class="article-title"><h2>{s.title}</h2></div>
<div class="article-attr"><span>日期：{s.day}</span><span>来源：市政府</span><span class="view-count">{n.counter()}</span></div>
<div class="article-content pages_content" id="UCAP-CONTENT">{blocks(s)}</div>
<div class="relate-box"><div class="relate-title">相关文件</div><ul>{n.links(1, 4)}</ul></div>
<div class="qr">扫一扫在手机打开当前页</div>{n.maybe('<div class="satisfaction">' + n.poll() + "</div>")}</div></div>
<div class="float-tool"><a>智能问答</a><a>返回顶部</a></div><div class="footer">网站标识码：3100000001 {n.maybe(n.visitor())}</div></body></html>"""


DESIGNS: dict[str, tuple[Callable[[Story, Noise], str], ...]] = {
    "zh": (trs, table_site, portal, party_paper, app_page, bureau, gov_news),
    "en": (wordpress, drupal, govuk, react, old_paper, plain),
}

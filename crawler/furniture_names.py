"""The words that name the frame of a page: in the classes and ids of blocks, and in headings.

Gathered from the common site systems and their Chinese counterparts, whose names are often
pinyin. Data: whoever meets another name adds it here, and a page to
tests/crawler/noise_pages.py.
"""

import re

# A name with one of these in it is the name of furniture, whatever stands beside it.
SURE_NAMES = frozenset(
    """
    related relatednews relateds relate recommend recommends recommended recommendation
    recommendations recommender recirc recirculation sidebar sidebars sidecol siderail rightrail
    breadcrumb breadcrumbs crumbs crumb newsletter newsletters
    share shares sharing sharebar sharebox sharebuttons sharetools bdshare bdsharebuttonbox jiathis
    addthis sharethis addtoany sharedaddy social socials sns
    comment comments commentlist respond disqus pinglun
    advert adverts advertisement advertising adsense adsbygoogle adsbox adbox adslot adunit adwrap
    guanggao sponsor sponsored sponsors outbrain taboola criteo
    pagination pager paging pagenav prevnext postnav navigation nav navbar navs subnav topnav
    daohang footer foot toolbar toolbars
    weather tianqi ticker tickers marquee
    tuijian xiangguan xgxw xgwz xgyd hotnews hotlist mostread mostpopular mostviewed trending
    teaser teasers upnext readnext morefrom
    cookie cookies cookiebar consent gdpr onetrust cmplz cookiebot
    subscribe subscription signup login signin denglu
    modal popup popups popover lightbox toast
    qrcode ewm erweima saoma
    countdown viewcount viewcounts readcount readnum hitcount clicknum visitors pageviews
    tagcloud skiplink skiplinks srcscreen
    """.split()
)
# Ambiguous: furniture only where the rest of the name says no more than "box" or "list".
COMMON_NAMES = frozenset(
    """
    ad ads adv gg menu menus hot like likes vote poll survey feedback rating ratings reactions
    reaction stock stocks market markets promo promos promotion banner banners tool tools tags
    print search skip copyright hits views pv counter counters count clicks online fontsize zihao
    carousel slider swiper slideshow latest popular tabs dropdown side aside byline
    app download wechat weixin weibo jubao report live now prev next more follow
    readers reading hidden hide invisible overlay tooltip alert notice
    """.split()
)
NEUTRAL_NAMES = frozenset(
    """
    box boxes list lists wrap wrapper wrappers container containers widget widgets bar panel area
    section sections module modules mod block blocks item items inner outer title head header link
    links news info btn btns button buttons con div left right top bottom card cards row col strip
    strips page site num number total
    the this us and of to m mt mb pc mobile icon icons group my js w fl fr cf clearfix
    """.split()
)
# What stands over a list of other articles; without spaces, in lower case.
NEIGHBOUR_HEADING = re.compile(
    r"[|/·•>»▍■◆●▌【\[#*]{0,3}(?:"
    r"相关(?:阅读|新闻|链接|文章|报道|推荐|稿件|内容|资讯|信息|文件|解读|专题)"
    r"|(?:延伸|推荐|热门|拓展|精彩|更多|猜你|往期)(?:阅读|推荐|文章|新闻|内容|喜欢|精彩|报道|资讯|回顾)"
    r"|(?:热点|热门|最新|今日|本周|编辑|为您|为你|精选|头条|24小时|每日)(?:推荐|新闻|排行|文章|资讯|要闻|热点|关注|热文|热榜|动态|发布)"
    r"|(?:新闻|点击|阅读|热文|热度|浏览)(?:排行|排行榜|热榜|榜)|排行榜|大家(?:都|还)?在看|你可能(?:还)?(?:喜欢|感兴趣)(?:的)?"
    r"|(?:网友|最新|全部|热门|精彩)?(?:评论|留言|跟贴|跟帖)(?:区|列表)?(?:[(（]\d{0,7}[)）])?|上一篇|下一篇"
    r"|(?:related|recommended|popular|trending|similar|latest|recent|other|more|further|top|featured)"
    r"(?:articles?|stories|story|news|posts?|reading|topics?|links?|content|headlines|reads|foryou|coverage|updates|now|items)"
    r"|related|recommended|trending|(?:you)?(?:may|might)(?:also)?(?:like|beinterestedin|enjoy)|youmayalsolike|youmightalsolike"
    r"|more(?:from|in|on|like|about)[\w'’&]{1,24}|most(?:read|popular|viewed|shared|commented)(?:articles|stories|news|now|thisweek|today)?"
    r"|(?:read|up|watch)(?:more|next|also)|alsoread|alsointhenews|inothernews|don['’]?tmiss|youm(?:ay|ight)havemissed|conversation(?:\(\d{0,7}\))?|editors?['’]?s?(?:picks?|choice)"
    r"|whatothersarereading|peoplearereading|nowreading|aroundtheweb|fromtheweb|elsewhereon[\w]{1,20}"
    r"|(?:\d{0,6}|reader|readers|all|latest|top)?comments?(?:\(\d{0,7}\))?|leavea(?:comment|reply)|jointheconversation|haveyoursay"
    r"|seealso|explore(?:more|related)?|discovermore|keepreading|sponsored(?:content|links)?|promotedcontent|advertisement"
    r")[:：|>»…\]】*]{0,3}"
)

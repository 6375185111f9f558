"""Lines in which a page speaks of itself: counters, clocks, ages, weather, indices.

"Viewed 1,307 times", "43 分钟前更新", "10 reading now", "总访问：36 在线：36" have countless forms,
but few words: a line is such a one when numbers, dates and these words are all it has, and one of
the words is never said of anything but a page.
"""

import re

from crawler.readership import counts_readers_or_time

_MAX = 80  # characters of such a line
_NUMBER = re.compile(r"[+\-]?\d[\d,.:/]*(?:st|nd|rd|th|[kmwhsd万亿](?![a-z]))?\+?%?")
_SIGNS = re.compile(r"[\s\W_]+")

_ZH = """
浏览次数 浏览量 浏览 阅读次数 阅读量 阅读数 阅读 点击次数 点击数 点击量 点击率 点击 访问次数
访问量 访问 访客 访问者 人气 热度 围观 评论数 评论 跟贴 点赞 赞 收藏 转发 分享 在线 人在看 正在看
人在读 在读 已读 读过 总 今日 昨日 本月 累计 当前 此刻 现在 目前 今天是 今天 今日 昨天 前天 刚刚
位 人 次 名 您是第 您是 第 您 是 正在 看 读 过 了 已有 已 共有 共 有 参与 投票 网友 读者 游客 用户
满意 不满意 本文 本页面 本页 此文 该文 本站 更新时间 更新日期 更新于 最后更新 更新 发布时间
发布日期 发布于 发表于 发布 时间 日期 于 前 之前 秒钟 秒 分钟 半小时 小时 天 周 个月 月 年 日 时
分 字号 大 中 小 打印 关闭 星期一 星期二 星期三 星期四 星期五 星期六 星期日 周一 周二 周三 周四
周五 周六 周日 上午 下午 凌晨 数 量 条 万 亿 人次
"""
_EN = """
views view viewed visits visit visitors visitor visited hits hit reads read readers reader reading
people users user others online now right this that page article story post times time min mins
minute minutes hour hours hrs hr second seconds sec secs day days week weeks month months ago
updated update last modified edited posted published first on at as of just yesterday today
tonight am pm gmt bst utc by you are is was number no since joined join following followers
subscribers subscriber members others shares shared share likes liked like comments comment
reactions reaction votes vote voted ratings rating rated rate stars star out viewing watching
currently been has have total counter the a an and from with not january february march april may
june july august september october november december jan feb mar apr jun jul aug sep sept oct nov
dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
"""
# Said of nothing but a page: one of these must be there.
_SURE = re.compile(
    r"浏览|阅读|点击|访问|访客|人气|热度|围观|评论|跟贴|点赞|收藏|转发|在线|在看|在读|已读|读过|正在看"
    r"|投票|满意|刚刚|前更新|前发布|[秒钟时天]之?前|今天是|本站"
    r"|\bviews?\b|\bviewed\b|\bviewing\b|(?<!number of )\bvisitors?\b|\bhits\b|\breads\b"
    r"|\breaders?\b|\breading\b"
    r"|\bread by\b|\bonline\b|\bago\b|\bvotes?\b|(?<!members )\bvoted\b|\bratings?\b|\brated?\b"
    r"|\bshares\b"
    r"|\bsubscribers?\b|\bfollowers\b|\blikes?\b|\bcomments?\b|\breactions?\b|\bfollowing\b"
    r"|\bmin(?:ute)?s? read\b|\bwatching\b"
    r"|\byesterday at\b|\d[hmd]\b|[👁👀🔥👍💬]",
    re.I,
)
# Weather and indices, as the head of a page shows them.
_SKY = """
今天 明天 今日 天气 多云 晴 阴 小雨 中雨 大雨 阵雨 雷阵雨 小雪 大雪 雾 霾 转 到 气温 东北风 西北风
东南风 西南风 东风 南风 西风 北风 风力 级 微风 空气 质量 优 良 轻度 污染 湿度 实时 星期 周 年 月
日 上海 本区 温度 today tomorrow tonight now weather cloudy cloud sunny sun clear rain showers
snow fog mist overcast partly mostly light heavy wind winds humidity high low max min km h mph
feels like and with c f n e s w ne nw se sw
"""
_INDICES = """
上证指数 上证综指 上证 深证成指 深成指 深证 创业板指 创业板 沪深 科创 恒生指数 恒指 道琼斯 道指
纳斯达克 纳指 标普 日经 指数 人民币 美元 中间价 ftse dow jones nasdaq s p nikkei hang seng dax cac
index composite all share brent crude gold usd eur gbp cny jpy up down
"""
_DEGREES = re.compile(r"\d\s?(?:℃|°\s?[cf]?)", re.I)
_INDEX = re.compile(r"指数?\b|指|ftse|dow|nasdaq|nikkei|dax|s&p|hang seng|usd|eur/|gbp/", re.I)


def _words(text: str) -> re.Pattern[str]:
    longest = sorted(set(text.split()), key=len, reverse=True)
    latin = "|".join(word for word in longest if word.isascii())
    han = "|".join(word for word in longest if not word.isascii())
    return re.compile(rf"\b(?:{latin})\b|{han}", re.I)


_SPEECH = _words(_ZH + _EN)
_WEATHER = _words(_SKY)
_MARKET = _words(_INDICES)


def speaks_of_itself(line: str) -> bool:
    """True when all of ``line`` is what a page says of itself, or shows beside its head."""
    if counts_readers_or_time(line):
        return True
    if len(line) > _MAX or not line:
        return False
    if _SURE.search(line) and _only(_SPEECH, line):
        return True
    if _DEGREES.search(line) and _only(_WEATHER, _DEGREES.sub(" ", line)):
        return True
    return "%" in line and bool(_INDEX.search(line)) and _only(_MARKET, line)


def _only(words: re.Pattern[str], line: str) -> bool:
    rest = words.sub(" ", _NUMBER.sub(" ", line))
    return not _SIGNS.sub("", rest)

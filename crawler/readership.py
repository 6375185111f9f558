"""Lines that count a page's readers or read a clock: "Read by 1,307 people so far today".

Such a line has a number in a part that only a page plays (who read it, how long that takes, how
it was made, how long until a date), and no word of the world: a line with any other word stays.
So "Read by 16,988 people" goes and "The library was read by 16,988 people" does not.
"""

import re

_MAX = 120  # characters of such a line
# A share, a price, a temperature, a year that is told of: no counter.
_VALUE = re.compile(
    r"[%‰$€£¥￥℃]|\b(?:in|since|during|for) (?:19|20)\d\d\b(?!\s?(?:ms|milli|s))", re.I
)
_DIGIT = re.compile(r"\d")
# Needs no number.
_FIRST = re.compile(r"(?:be|become) (?:the |one of the |among the )?first\b", re.I)
_NUMBER = (
    r"\d[\d,.:]{0,15}(?:(?:st|nd|rd|th|[kmwsh]|ms|mb)(?![a-z])|\s?(?:thousand|million)\b"
    r"|\s?[千百万亿]{1,2})?[多余]?"
)
# How readers are named and what they do; "year" is not here: a page counts in shorter times.
_READERS = """
people readers reader subscribers subscriber followers follower members member guests guest
visitors visitor users user fans others everyone read reads reading viewed seen shared share
joined join joining subscribed subscribe commented comment commenting comments reply replied
replies reacted react reactions voted vote votes liked enjoyed recommended reposted reposts
emailed shares among goes like likes loved trusted followed follow following bookmarked saved
downloaded discussing talking online sign up signed ups updated edited this our us we you your
article articles story stories post page site blog newsletter newsletters channel conversation
discussion free by so far today now right currently yesterday every each daily weekly
morning evening day week month hour last past in on for of to at the a an and who that get gets
receive there are is was were has have had been be become being one first more than over about
around already almost nearly some only just other left remaining number times time all show view
see what think thoughts write my it inbox news email
"""
_ZH_READERS = """
已有 共有 已经 已被 现有 目前 当前 今天 今日 昨日 昨天 本周 本月 累计 超过 超 近 约 共 有 已 被 总
位 名 人 次 人次 条 个 网友 读者 用户 粉丝 订阅者 访客 访问者 游客 会员 人数 次数 总数 数 数量 量
正在 在 看过 看 读过 阅读 读 浏览 围观 关注 参与 讨论 评论 跟帖 跟贴 回复 转发 转载 分享 收藏 点赞
赞 投票 订阅 加入 在线 互动 留言 下载 更新 觉得 认为 很 有用 有帮助 想看 查看 全部 展开 更多
该 该文章 本文 此文 该文 本篇 本页 本站 本刊 本报 本号 我们 这篇 文章 该话题
此话题 该帖 的 行列 了 过 您是 你是 第 等 和 好友 给 快来 来 吧 一起 也
"""
# The words that make it the page's own count, each with its role.
_COUNT = r"\d[\d,.]{0,15}\s?(?:[km]\b|thousand |million )?\+?\s?"
_PEOPLE = r"(?:people|others|readers?|users?|members|guests|visitors?|fans|followers|subscribers)"
_ABOUT = r"(?:more than |over |about |some |almost |nearly )?"
_DID = (
    r"(?:read|viewed|seen|shared|liked|loved|enjoyed|recommended|reposted|emailed|followed"
    r"|bookmarked|saved|downloaded|trusted|updated|edited|commented on)"
)
_OF_READERS = re.compile(
    # Nobody is named that was read or shared: it can only be this page.
    rf"^(?:already |now |last )?{_DID} (?:{_ABOUT}{_COUNT}times|by {_ABOUT}{_COUNT}{_PEOPLE})\b"
    rf"|\b(?:this|our|your) (?:{_COUNT})?(?:article|story|post|page|site|blog|newsletters?|channel"
    r"|readers|subscribers)\b"
    r"|^number of (?:visitors|readers) (?:today|now|online|so far)\b"
    r"|\b(?:follow|joined|join|trust|read|on|like[ds]?|shared|saved) (?:us|this)\b"
    rf"|\b{_COUNT}(?:readers|people) (?:are |have |has |who )?(?:been )?(?:now |already )?"
    r"(?:commented|comment|commenting|reacted|replied|bookmarked)\b"
    rf"|\b{_COUNT}readers (?:have |are |who )?(?:already |now |just )?"
    r"(?:read|reading|shared|liked|voted|joined|commented|subscribed|saved|online|get)\b"
    rf"|\b(?:read|shared|liked|voted|joined|join|by) (?:the |by )?{_ABOUT}"
    rf"{_COUNT}(?:other )?readers\b"
    rf"|^join (?:the |our )?{_ABOUT}{_COUNT}(?:other )?(?:subscribers|followers)"
    rf"|^sign[ -]?ups(?: so far| today)?\s?[:：]?\s?{_COUNT}readers"
    r"|^(?:be|become) (?:the |one of the |among the )?first\b.{0,40}"
    r"\b(?:comment|reply|react|vote|share|like)\b"
    r"|\bfree (?:article|stor)|\bjoin the (?:conversation|discussion)\b"
    rf"|^{_COUNT}(?:(?:replies|likes|reactions|reposts)\b|shares so far$)"
    r"|\bmembers? online\b|\bguests? online\b|^you(?:'re| are) (?:visitor|reader)\b"
    r"|^(?:show|view|see|read) (?:all )?\d[\d,]{0,9} (?:more )?(?:comments|replies|reactions)$",
    re.I,
)
_OF_ZH_READERS = re.compile(
    r"(?:[人位名次](?:网友|读者|用户)?|[\d万]\s?(?:网友|读者))(?:已经|已|正在|在|都在|也在|共同|一起)?(?:参与|觉得|认为)?了?"
    r"(?:阅读|浏览|围观|关注|讨论|评论|跟[帖贴]|回复|转发|转载|分享|收藏|点赞|投票|订阅|在线|留言"
    r"|读过|看过|已读|在看|看这篇|读|想看|很?赞|有用|有帮助|互动)"
    r"|(?:阅读|浏览|围观|关注|评论|回复|转发|分享|收藏|点赞|订阅|在线|留言|下载)"
    r"(?:总?人数|次数|总数|数量?|量)?[:：\s]{0,3}(?:已?超过?|约)?\s?\d"
    r"|(?:被|已|累计|共)(?:转发|转载|分享|阅读|浏览|收藏|点赞|更新|下载)了?\s?\d[\d,.]{0,12}万?[多余]?次"
    r"|(?:订阅者|读者|粉丝)的行列|第\s?\d[\d,]{0,12}\s?[位名个](?:访问者|访客|读者|游客)"
    r"|(?:查看|展开)(?:全部|更多)?\s?\d[\d,]{0,9}\s?条(?:评论|回复|留言)"
)
# How long a reader needs, and how the page was made.
_MAKING = """
about around approximately approx only just less than est estimated average this the a an it takes
take will you your to read reading time length article story post page word words minute minutes
min mins second seconds sec secs ms millisecond milliseconds of in at and for is was with using
from by generated rendered loaded served created built executed processed execution generation
load loading server response cache cached query queries database db sql memory peak usage gzip on
off
本文 全文 本页面 本页 页面 文章 共 约 需要 需 大约 预计 预估 预期 阅读 时间 时长
用时 耗时 读完 看完 可 即可 字数 字 分钟 秒 毫秒 生成 执行 加载 载入 渲染 处理 查询
次 于 在 内 内存 占用 完成 钟 由 缓存
"""
_OF_MAKING = re.compile(
    r"\d[\s-]?(?:minutes?|mins?)[\s-]read\b|\bread(?:ing)? time\b"
    r"|\d (?:minutes?|mins?|seconds?) to read\b|\bread(?:ing)? in (?:about )?\d"
    r"|^(?:(?:this|the) )?(?:page )?(?:was )?(?:generated|rendered|loaded|served|created|built"
    r"|executed|processed|execution|generation|load)\b.{0,30}\d\s?"
    r"(?:s|seconds?|secs?|ms|milliseconds?)\b"
    r"|阅读(?:全文|本文|时间|时长|用时)?[:：\s]{0,3}(?:大约|约|预计)?(?:需要|需)?\s?\d[\d.]{0,6}\s?分钟"
    r"|\d\s?分钟(?:即可|可)?(?:读完|看完|阅读)"
    r"|页面?(?:由缓存)?(?:生成|执行|加载|载入|渲染|处理)(?:时间|用时|耗时|于|共)?",
    re.I,
)
# A countdown to a date of the calendar; one to anything else may be what the article tells.
_CLOCK = """
countdown only just still there are is left remaining to go until till before and more the of in
day days hour hours hrs minute minutes min mins second seconds secs week weeks month months
new year year's years eve day christmas easter halloween thanksgiving chinese lunar spring festival
january february march april may june july august september october november december
倒计时 距离 距 离 还有 还剩 仅剩 仅 只剩 只有 剩余 剩 余 天 小时 时 分钟 分 秒 年 月 日 号
元旦 新年 春节 除夕 元宵节 元宵 清明节 清明 劳动节 五一 端午节 端午 中秋节 中秋 国庆节 国庆 十一
圣诞节 圣诞 跨年 年末 周末 假期
"""
_OF_CLOCK = re.compile(
    r"\bcountdown\b|\d (?:days?|hours?|hrs|minutes?|mins?|seconds?|weeks?) "
    r"(?:left |remaining |to go )?(?:until|till|before|to go|left|remaining|to)\b"
    r"|倒计时|^距离?.{1,16}(?:还有|还剩|仅剩|只剩|剩余|剩|有)|^离.{2,16}(?:还有|还剩|仅剩|只剩|剩)"
    r"|^(?:还有|还剩|仅剩)\s?\d{1,4}\s?天",
    re.I,
)


def _only(text: str) -> re.Pattern[str]:
    """What a line of nothing but numbers, signs and the words of ``text`` matches in full."""
    words = sorted(set(text.split()), key=len, reverse=True)
    latin = "|".join(word for word in words if word.isascii()) or "(?!)"
    han = "|".join(word for word in words if not word.isascii()) or "(?!)"
    # Possessive: a line is given up at its first other word, and nothing is tried twice.
    return re.compile(rf"(?:[\W_]++|{_NUMBER}|(?:{latin})(?![a-z])|{han})*+", re.I)


# What the line must hold, and the only words it may.
_KINDS = (
    (_OF_READERS, _only(_READERS)),
    (_OF_ZH_READERS, _only(_ZH_READERS)),
    (_OF_MAKING, _only(_MAKING)),
    (_OF_CLOCK, _only(_CLOCK)),
)


def counts_readers_or_time(line: str) -> bool:
    """True when all of ``line`` counts the page's readers, or the time they or a date need."""
    if not line or len(line) > _MAX or _VALUE.search(line):
        return False
    if not _DIGIT.search(line) and not _FIRST.match(line):
        return False
    return any(words.fullmatch(line) and sure.search(line) for sure, words in _KINDS)

"""Lines that belong to the page and not to the article: counters, credits, shares, neighbours.

They change with every visit, and a title of some other article would look like a claim of this
one. A line is dropped only when all of it is such a thing: prose that mentions one is kept, and
so is any line that states a quantity of substance.
"""

import re

from crawler.page_speak import speaks_of_itself

_MAX_LABEL_LINE = 120
_LONGEST_COUNTED = 20_000  # characters of a line in which a counter is looked for
_MAX_VALUE = 40  # characters a label's value may have ("editor: Zhang San, Li Si")

# A number with what it counts or measures, beyond clicks, comments and clock times.
_SUBSTANCE = re.compile(
    r"\d\s{0,2}(?:[%％‰]|个?百分点|per ?cent|percentage|[千百万亿兆]{0,3}(?:余|多)?\s?"
    r"(?:元|美元|欧元|港元|吨|公斤|平方|立方|公顷|公里|千米|亩|米|户|家|套|辆|台|倍|千瓦|度电|岁"
    r"|个)"
    r"|(?:thousand|million|billion|trillion|[mb]n)\b|(?:yuan|rmb|dollars?|euros?|tonnes?|tons?|km|"
    r"hectares?|acres?|square|metres?|meters?|kwh|mw|gw|jobs|homes|units)\b)"
    r"|[$€£¥￥]\s?\d|\b(?:rmb|usd|cny)\s?\d",
    re.IGNORECASE,
)
# Labels of a line about the page itself. With a value, or several of them in a row.
_LABEL = re.compile(
    r"责任编辑|责编|编辑|实习编辑|值班编辑|校对|审核|初审|复审|终审|审签|监制|排版|美编|录入"
    r"|作者|记者|通讯员|摄影"
    r"|供稿|来源单位|信息来源|文章来源|稿件来源|来源|出处|发布时间|发布日期|发布机构|发布单位"
    r"|发布者|发表时间"
    r"|成文日期|更新时间|更新日期|时间|日期|字号|字体|浏览次数|浏览量|浏览|阅读次数|阅读量"
    r"|阅读数|阅读|访问次数"
    r"|访问量|点击数|点击量|点击率|点击|人气|评论数|评论|点赞|收藏|转发|分享|打印|大|中|小"
    r"|关闭窗口|关闭|保护视力色"
    r"|views?|page ?views?|hits|reads|comments?|shares?|likes?|editors?|edited by|source|published"
    r"(?: on| at)?|posted(?: on| at)?|updated(?: on| at)?|last updated|last modified|author"
    r"|print|font size|email|save",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^[\s\[【〔（(<《|·•\-—>»*]{0,6}")
_GAP = re.compile(r"[\s\[\]【】（）()<>《》|/·•,，、;；:：。.\-—_#]*")
# Words that make a line of labels certain; a lone "source" or "time" may open a real sentence.
_SURE = re.compile(
    r"责任编辑|责编|校对|审核|监制|浏览|阅读|访问|点击|人气|字号|字体|打印|关闭|分享|点赞|收藏"
    r"|来源|发布"
    r"|成文日期|更新时间|发表时间|编辑[:：]|\bviews?\b|\bhits\b|\bcomments?\b|\bshares?\b"
    r"|\blikes?\b"
    r"|^(?:editors?|edited by|source|published|posted|updated|last updated|last modified)\b"
    r"|^(?:print|save|email)$",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"(?:已有|共|共有)?\s?[\d,.]{1,12}\s?[万wk]?\+?\s?(?:人|次)?\s?"
    r"(?:浏览|阅读|点击|评论|点赞|收藏|转发|分享|views?|hits|reads|comments?|shares?|likes?"
    r"|followers?)"
    r"(?:\s?(?:次|过|数))?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?:(?:last )?updated|published|posted|发布于|更新于|发布|更新)?[\s:：]{0,3}"
    r"(?:刚刚|just now|\d{1,3}\s?(?:秒|分钟|小时|天|周|个月|月|年)(?:之?前)"
    r"|(?:about )?(?:an?|\d{1,3})\s(?:sec|second|min|minute|hour|hr|day|week|month|year)s?\sago)",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"[Bb]y(?: [A-Z][\w.'’-]{0,20},?| and| of){1,8}")
_DAY = re.compile(r"[\d\s:./年月日-]{6,30}|\d{1,2} \w{3,9} \d{4}(?:,? \d\d:\d\d)?")
# The rest of such a line is another article's title, whatever it says.
_NEIGHBOUR = re.compile(
    r"(?:上一篇|下一篇|上一条|下一条|上条|下条|上一则|下一则|前一篇|后一篇|上篇|下篇|上页|下页|上一页|下一页|相关阅读"
    r"|延伸阅读|推荐阅读"
    r"|相关新闻|相关链接|相关文章|相关报道|热门推荐|猜你喜欢|更多精彩|更多阅读"
    r"|previous(?: (?:article|post|story|page))?|next(?: (?:article|post|story|page))?"
    r"|read (?:more|also|next)"
    r"|also read|related(?: (?:articles?|stories|news|posts?|reading|topics?|links?))?"
    r"|recommended(?: for you)?|you (?:may|might) also like|more (?:stories|news|from)"
    r"|see also|most (?:read|popular))\s?(?:$|[:：>»|\]】])",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"(?:分享(?:到|至|给)?[^。，]{0,30}|扫一扫[^。]{0,30}|扫码[^。]{0,30}|微信扫[^。]{0,30}"
    r"|长按[^。]{0,30}|打印(?:本页|此页)?"
    r"|【?(?:打印|关闭|收藏|返回|返回顶部|返回列表|纠错|我要纠错|字号|大|中|小)】?|关闭窗口"
    r"|我要评论|发表评论|网友评论|登录后评论"
    r"|点击(?:查看|进入|下载)[^。]{0,20}|查看(?:更多|全文|原文)|阅读(?:全文|原文)|展开全文"
    r"|点击[^。]{0,6}关注[^。]{0,20}"
    r"|share(?: this)?(?: (?:article|story|page|post|on|via|to)[^.]{0,40})?"
    r"|print(?: this)?(?: page| article)?"
    r"|follow us[^.]{0,40}|subscribe[^.]{0,60}|sign up[^.]{0,80}|click here[^.]{0,40}|read more"
    r"|load more|show more"
    r"|continue reading[^.]{0,40}|advertisement|back to top|leave a (?:comment|reply)|add a comment"
    r"|copy link|listen to this article|skip to [^.]{0,30}|photo: ?[^.]{0,40})[.!。！]?",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"(?:版权所有|版权声明|免责声明|特别声明|声明[:：]|未经(?:授权|许可|书面)|copyright\b|©"
    r"|\(c\) ?\d{4}"
    r"|all rights reserved|沪ICP|京ICP|[京沪粤浙]公网安备)",
    re.IGNORECASE,
)


# What readers did with the page, whatever numbers say it: it changes with every visit.
_THIS = r"(?:this|the) (?:page|article|story|post|report|answer|information|item)"
_OPINION = re.compile(
    rf"(?:was|is|did you find) {_THIS} (?:useful|helpful|clear)\s?\??"
    r"(?:\s?(?:yes|no)\s?(?:[(（]\d{1,9}[)）])?){0,2}"
    r"|[\d.,]{1,9}\s?(?:%|per ?cent)? (?:out )?of (?:the )?[\d.,]{1,9} (?:\w{1,20} ){0,2}"
    rf"(?:found|find|rated|liked|voted|think|thought) {_THIS}[^.!?]{{0,40}}[.!]?"
    r"|[\d.,]{1,9} (?:people|readers|users|visitors) (?:found|find|rated|liked|voted|like)"
    rf" {_THIS}[^.!?]{{0,40}}[.!]?"
    r"|(?:本页|本文|该页面|此页|本篇)[^。？]{0,12}(?:有帮助|有用)[^。？]{0,6}[？?。]?"
    r"|(?:已有)?\s?[\d,.]{1,12}\s?[万wk]?\s?(?:位|人|名)(?:网友|读者|用户)?"
    r"(?:觉得|认为)[^。]{0,10}(?:有用|有帮助|赞)[^。]{0,6}。?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"{_THIS} (?:has|have) (?:now )?been (?:viewed|read|seen|shared|downloaded|opened|visited)"
    r" (?:over |more than |about |some )?[\d,.]{1,12}\s?[km]? times?\b[^.!?]{0,30}[.!]\s*"
    r"|(?:本文|本页|该文|此文)(?:已被|已|被|累计)?(?:阅读|浏览|访问|点击|分享|转发|下载)"
    r"(?:了|过|量|数)?[:：]?\s?[\d,.]{1,12}\s?万?\s?(?:余|多)?(?:次|人次|人)?[。；]?\s*",
    re.IGNORECASE,
)


def without_noise(lines: list[str]) -> list[str]:
    """``lines`` without those that belong to the page, and without its counters inside others."""
    kept = (_COUNTED.sub("", line) if len(line) < _LONGEST_COUNTED else line for line in lines)
    return [line for line in kept if not is_noise(line)]


def is_noise(line: str) -> bool:
    """True when all of ``line`` is about the page: a counter, a credit, a way to share it."""
    text = _OPENING.sub("", line.strip())
    if not text or len(text) > 300:
        return not text
    if _NEIGHBOUR.match(text) and len(text) <= _MAX_LABEL_LINE:
        return True
    if _OPINION.fullmatch(text) or _is_page_speech(text):
        return True
    if _SUBSTANCE.search(text):
        return False
    bare = text.strip(" \t\u3000[]【】()（）|·•<>《》")
    if any(form.fullmatch(bare) for form in (_ACTION, _COUNTER, _AGO, _BYLINE)):
        return True
    return bool(_LEGAL.match(text)) or (len(text) <= _MAX_LABEL_LINE and _only_labels(text))


def _is_page_speech(text: str) -> bool:
    """True when all of ``text`` is, or all its parts are: "By A. B. | 2026-02-12 | 12 views"."""
    parts = [part.strip() for part in re.split(r" [|·•] ", text)]
    if len(parts) == 1:
        return speaks_of_itself(text)
    # A row of a table has such a word beside its value; here each part stands for itself.
    spoken = [part for part in parts if speaks_of_itself(part) and re.search(r"\d", part)]
    return bool(spoken) and all(
        part in spoken or not part or _DAY.fullmatch(part) or _BYLINE.fullmatch(part)
        for part in parts
    )


def _only_labels(text: str) -> bool:
    """True when ``text`` is labels and their short values from start to end."""
    if not _SURE.search(text) or not _LABEL.match(text):
        return False
    end = 0
    for label in _LABEL.finditer(text):
        if label.start() - end > _MAX_VALUE:
            return False
        end = label.end()
    rest = text[end:]
    if len(rest) > _MAX_VALUE:
        return False
    # A label is followed by a colon, a gap or a number; a sentence goes on in words.
    first = _LABEL.match(text)
    assert first is not None  # checked above
    after = text[first.end() : first.end() + 1]
    starts_value = not after or bool(_GAP.fullmatch(after)) or after.isdigit()
    return starts_value and not re.search(r"[。！？!?]|\.\s", text)

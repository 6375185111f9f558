"""Is it the page? Whether an answer is the article we watch, or something served in its place.

A server may say 200 to anything: "page not found", a captcha, a login form, a notice of
maintenance. Comparing such a page with the article would report every target as removed. Phrases
alone never decide, for a true article may speak of captchas or of 404 companies: a phrase counts
in the title, or where there is no article to speak of. The note names the rule that decided.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.addresses import host_of, identity
from crawler.decoding import bad_share, decode
from crawler.markup import MarkupError, tree_of
from model import Article, Capture, CheckState, PageKind

_SHORT = 160  # words (a Chinese character is half of one) below which a text is no real article
_HARDLY_ANY = 12  # words below which the frame of the page is all there is
_LITTLE_ELSE = 3  # words a telling title may have beyond the phrase and the site's name
_SHRUNK = 0.3  # of the earlier text
_ENOUGH = 40  # words an earlier text needs for its shrinking to mean something
_SAME = 0.5  # share of the earlier text found again that makes it the same article
_NOTHING_LEFT = 0.03
_MAX_BAD = 0.02  # share of unreadable characters
_MAX_TEXT = 200_000
_SHINGLE = 8  # characters
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+")

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
    451: (CheckState.BLOCKED, "status 451: withheld for legal reasons"),
    521: (CheckState.BLOCKED, "status 521: a firewall wants a browser"),
    429: (CheckState.ERROR, "status 429: we asked too often"),
    206: (CheckState.TRUNCATED, "status 206: only a part of the page came"),
    204: (CheckState.EMPTY, "status 204: the server sent no page"),
}


@dataclass(frozen=True, slots=True)
class _Sign:
    """What a kind of not-the-page says: in its title, and in a line of its own."""

    state: CheckState
    what: str
    title: re.Pattern[str]
    line: re.Pattern[str]


def _sign(state: CheckState, what: str, title: str, line: str) -> _Sign:
    return _Sign(state, what, re.compile(title, re.I), re.compile(line, re.I))


# Titles are matched from their start, and must say little else (see _title_says).
_SIGNS = (
    _sign(
        CheckState.BLOCKED,
        "a check for robots",
        r"just a moment|attention required|access denied|access to this page has been denied"
        r"|are you (?:a )?(?:human|robot)|robot check|security (?:check|verification)|captcha"
        r"|verify(?:ing)? (?:you are|that you)|please wait\b|pardon our interruption|request rejected"
        r"|人机验证|安全验证|安全检查|验证码|访问验证|滑动验证|访问(?:被)?(?:拦截|阻断|拒绝|禁止|受限)|拒绝访问|禁止访问"
        r"|403 forbidden|forbidden|网站防火墙|web应用防火墙|waf\b",
        r"(?:please )?(?:complete|solve|enter) the (?:captcha|security check|characters)"
        r"|verify (?:that )?you(?: a|')re (?:a )?(?:human|not a robot)|checking your browser"
        r"|unusual (?:traffic|activity) from|you have been blocked|access (?:to this (?:page|site|resource) )?"
        r"(?:has been|was|is) (?:denied|blocked)|enable javascript and cookies to continue"
        r"|not available in your (?:country|region|location)|access denied"
        r"|请(?:完成|进行|通过|输入|拖动|点击)[^。]{0,12}(?:验证|滑块)|(?:访问|请求|操作)(?:过于|太过|太)?频繁|请求(?:已)?被(?:拦截|阻断|拒绝)"
        r"|您的(?:访问|请求|ip)[^。]{0,20}(?:拦截|阻断|拒绝|禁止|异常|封禁)|疑似黑客攻击|网站(?:管理员)?设置了?(?:拦截|防护)"
        r"|云防护|创宇盾|安全狗|人机(?:身份)?验证|确认(?:您|你)不是(?:机器人|程序)|检测到[^。]{0,12}异常(?:访问|请求|流量)"
        r"|所在(?:地区|国家|区域)[^。]{0,10}(?:无法|不能|禁止)访问",
    ),
    _sign(
        CheckState.LOGIN,
        "a login",
        r"(?:用户|会员|账号|统一身份认证|系统|请)?(?:登录|登陆)|统一身份认证|log ?in\b|sign ?in\b|single sign",
        r"(?:please |you (?:must|need to) )(?:log|sign) ?in\b|(?:log|sign) ?in to (?:continue|read|view|access)"
        r"|(?:请|需要?|您尚未|您还未|必须)(?:先|您)?(?:登录|登陆)|登录后(?:才能|方可|可以?)?(?:查看|阅读|访问|浏览|继续)"
        r"|subscribe(?:rs)? (?:to|only)[^.]{0,30}(?:read|continue|access)|this (?:content|article) is for subscribers",
    ),
    _sign(
        CheckState.MAINTENANCE,
        "a notice of maintenance",
        r"(?:site|website|system|scheduled|planned|under|down for)?[ -]?maintenance|(?:we(?:'|’)ll|will) be (?:right )?back"
        r"|service (?:temporarily )?unavailable|temporarily unavailable"
        r"|(?:网站|系统|平台|服务器?|页面)?(?:正在|例行)?(?:升级)?维护|(?:网站|系统)(?:正在)?升级|网站建设中|网站暂停服务",
        r"(?:is|are|currently|down|closed|offline) (?:down |closed |offline |currently |undergoing |for |under )*"
        r"(?:scheduled |planned |essential |routine )?maintenance|temporarily (?:unavailable|offline|closed|down)"
        r"|(?:we(?:'|’)ll|will) be back (?:soon|shortly|online|up)"
        r"|(?:网站|系统|平台|服务器|页面|栏目|本站)[^。]{0,12}(?:升级|维护|改版)(?:中|期间)|(?:正在|进行)[^。]{0,8}(?:升级|维护|改版)(?:中|，|,|。|$)"
        r"|暂(?:时)?(?:停(?:止)?|无法)(?:服务|访问|使用)|给您带来(?:的)?不便",
    ),
    _sign(
        CheckState.SOFT404,
        "a page-not-found notice",
        r"(?:error|http|错误)?\s?[-:]?\s?404\b(?!\s?(?:家|个|人|名|万|亿|元|companies|people|firms|new|jobs|homes))"
        r"|(?:the )?(?:page|file|document|article|content|url|resource)s? (?:you [^|]{0,40} )?"
        r"(?:(?:was|is|could|can|can't|cannot|does|has|have|no) ?)*(?:not )?(?:be )?"
        r"(?:not found|missing|unavailable|removed|deleted|doesn't exist|not exist|gone|longer available|found)$"
        r"|not found|oops|(?:您|你)?(?:所)?(?:访问|请求|查找|浏览|要找)的?(?:页面|网页|内容|文章|信息|文件)?[^，。]{0,6}"
        r"(?:不存在|未找到|找不到|已(?:被)?删除|丢失|走丢)|(?:页面|网页|文章|内容|信息|文件)(?:不存在|未找到|找不到|已(?:被)?删除|丢失|走丢|出错)"
        r"|找不到(?:页面|网页|该页|文件)|无法找到(?:该|此)?(?:页|网页|页面)|出错(?:了|啦)|错误(?:页面|提示)|系统提示|提示信息",
        r"(?:the |this |that |requested |web ?)*(?:page|article|content|document|url|file|resource|story|link)"
        r"[^.。]{0,60}(?:not found|could ?n.t be found|could not be found|cannot be found|can.t be found|does ?n.t exist"
        r"|does not exist|no longer (?:exists?|available)|(?:has|have) been (?:removed|deleted|moved|archived))"
        r"|(?:sorry|oops)[^.]{0,30}(?:page|find)|(?:can.?t|cannot|could ?n.t|unable to) find (?:the|that|this|your) page"
        r"|^(?:error )?404(?: error)?(?: [-:|] ?)?(?:page )?(?:not found)?[.!]?$"
        r"|(?:访问|请求|查找|浏览|查看|寻找|要找)的?(?:页面|网页|内容|文章|信息|文件|栏目|地址|资源)[^。]{0,20}"
        r"(?:不存在|未找到|找不到|删除|丢失|走丢|下线|失效|更名|移除|过期|不可用)"
        r"|(?:页面|网页|文章|内容|信息|该页|链接)(?:已经?)?(?:不存在|未找到|找不到了?|(?:被)?删除|走丢了?|下线|失效|过期|移除)"
        r"|(?:秒(?:钟)?)(?:后|之后)[^。]{0,8}(?:跳转|返回)|(?:没有|无法|未能)找到[^。]{0,10}(?:页面|网页|内容|文章)|参数错误|非法(?:访问|参数)",
    ),
    _sign(
        CheckState.ERROR,
        "a server error",
        r"(?:http )?(?:error )?50\d\b|internal server error|bad gateway|gateway time-?out|database error"
        r"|error establishing|服务器(?:内部)?错误|服务器(?:繁忙|异常)|系统(?:错误|异常|繁忙)|数据库(?:连接)?(?:错误|失败|异常)",
        r"internal server error|bad gateway|gateway time-?out|error establishing a database connection"
        r"|fatal error:|stack trace|unhandled exception|sql(?:state| syntax|exception)"
        r"|(?:服务器|系统|数据库|网络)[^。]{0,8}(?:错误|异常|繁忙|开小差|出错|失败)|请稍[后候]再?(?:试|访问)",
    ),
    _sign(
        CheckState.EMPTY,
        "a page that needs its scripts",
        r"(?!)",
        r"(?:enable|turn on|requires?|without) java ?script|java ?script (?:is|must be|has been) "
        r"|(?:启用|开启|打开|支持|禁用)[^。]{0,10}(?:java ?script|脚本)",
    ),
    _sign(
        CheckState.SUSPICIOUS,
        "a parked domain",
        r"(?:[\w.-]+ (?:is|-) )?(?:for sale|parked|domain (?:for sale|expired))|(?:域名|本域名)(?:出售|转让|已过期|停放)|buy this domain",
        r"(?:this |the )?domain(?: name)? [^.]{0,30}(?:for sale|is parked|may be for sale|has expired)|buy this domain"
        r"|related searches|(?:此|该|本)?域名[^。]{0,12}(?:出售|转让|过期|停放|到期)",
    ),
)
# Machinery of firewalls. Ordinary pages carry some of it too, so it only explains missing text.
_FIREWALL = re.compile(
    rb"_cf_chl|cf-challenge|challenge-form|__jsl_clearance|__jsluid|acw_sc__v2|aliyun_?waf|_incapsula_"
    rb"|px-captcha|g-recaptcha|h-captcha|hcaptcha|geetest|tencentcaptcha|datadome|awswaf|\$_ts\s?=",
    re.I,
)
_NEEDS_SCRIPT = re.compile(rb"<script\b|enable javascript|requires javascript|\xe5\x90\xaf\xe7\x94\xa8", re.I)
_PASSWORD = re.compile(rb"<input[^>]{0,300}type\s?=\s?[\"']?password", re.I)
_LOGIN_URL = re.compile(r"/(?:login|signin|sign-in|sso|passport|oauth|cas)\b|//(?:passport|sso|login)\.", re.I)
_HOME = re.compile(r"/(?:(?:index|default|home|main)\.\w{1,5}|[a-z]{2}(?:-[a-z]{2})?/?)?", re.I)


def judge(
    capture: Capture, article: Article | None, before: Article | None
) -> tuple[CheckState, str]:
    """The state of a look and why, in a sentence. ``article`` is what could be extracted (None:
    nothing), ``before`` the article of the page's last version (None: the first look).
    """
    if verdict := _by_status(capture):
        return verdict
    if capture.truncated:
        return CheckState.TRUNCATED, "the answer ended before it was whole"
    if capture.kind is not PageKind.ARTICLE:
        return CheckState.OK, f"a page of kind {capture.kind.value}, only followed"
    same = _found_again(before, article)
    if same is not None and same >= _SAME and not _shrunk(article, before):
        # The earlier text is there: whatever else the page says, it is the page.
        return CheckState.OK, _moved_note(capture)
    for rule in (_not_the_page, _no_text, _redirected_home, _turned):
        if verdict := rule(capture, article, before):
            return verdict
    return CheckState.OK, _moved_note(capture)


def _by_status(capture: Capture) -> tuple[CheckState, str] | None:
    """What the status alone decides; a server error is maintenance or a firewall if it says so."""
    status = capture.status
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status >= 500:
        wanted = (CheckState.MAINTENANCE, CheckState.BLOCKED)
        title, lines = _visible(capture)
        sign = next((s for s in _SIGNS if s.state in wanted and _says(s, title, lines)), None)
        if sign:
            return sign.state, f"status {status}, and the page is {sign.what}"
        return CheckState.ERROR, f"status {status}: the server failed"
    if status >= 400 or not 200 <= status < 300:
        return CheckState.ERROR, f"status {status}"
    return None


def _not_the_page(
    capture: Capture, article: Article | None, before: Article | None
) -> tuple[CheckState, str] | None:
    """A page whose title, or whose few words, say that it is something else."""
    text = article.text if article else ""
    words = _words(text)
    title, lines = _visible(capture)
    for sign in _SIGNS:
        if _title_says(sign, title) or (article and _title_says(sign, article.title)):
            # A long text under such a title is still a list of links or advice, unless its title
            # was the same before: then it is an article about the matter.
            if before is None or before.title != (article.title if article else title):
                if words < 4 * _SHORT:
                    return sign.state, f"the title says it is {sign.what}: {title[:60]!r}"
        if words < _SHORT and _line_says(sign, _short_lines(text, lines, words)):
            return sign.state, f"there is no article, and a line says it is {sign.what}"
    if words < _SHORT and (_LOGIN_URL.search(capture.final_url) or _PASSWORD.search(capture.body)):
        if _LOGIN_URL.search(capture.final_url) or words < _SHORT / 4:
            return CheckState.LOGIN, "there is no article, but a form for a password or login"
    if words < _SHORT / 4 and _FIREWALL.search(capture.body[:_MAX_TEXT]):
        return CheckState.BLOCKED, "there is no article, but the script of a firewall"
    return None


def _no_text(
    capture: Capture, article: Article | None, before: Article | None
) -> tuple[CheckState, str] | None:
    """A page without readable text."""
    if article is None or not article.text.strip():
        if not capture.body.strip():
            return CheckState.EMPTY, "the server sent an empty page"
        if _NEEDS_SCRIPT.search(capture.body[:_MAX_TEXT]):
            return CheckState.EMPTY, "the page has no text without its scripts"
        return CheckState.EMPTY, "no article text was found on the page"
    if bad_share(article.text) > _MAX_BAD:
        return CheckState.SUSPICIOUS, "much of the text is in an encoding that could not be read"
    return None


def _redirected_home(
    capture: Capture, article: Article | None, before: Article | None
) -> tuple[CheckState, str] | None:
    """A page that leads to a front page or to some other page."""
    if identity(capture.url) == identity(capture.final_url):
        return None
    asked, got = urlsplit(capture.url), urlsplit(capture.final_url)
    if not _HOME.fullmatch(asked.path or "/") and _HOME.fullmatch(got.path or "/"):
        if not got.query:
            return CheckState.SOFT404, "the address now leads to a front page"
    same = _found_again(before, article)
    if same is not None and same < _SAME / 2:
        return CheckState.MOVED, f"the address now leads to another page: {got.geturl()[:120]}"
    return None


def _turned(
    capture: Capture, article: Article | None, before: Article | None
) -> tuple[CheckState, str] | None:
    """A text that is so unlike the earlier one that it is hardly the same article."""
    if article is None or before is None:
        return None
    if _shrunk(article, before):
        share = 100 * _words(article.text) // max(1, _words(before.text))
        return CheckState.SUSPICIOUS, f"only {share} % of the earlier text's length is left"
    if article.language != before.language and _words(before.text) >= _ENOUGH:
        return (
            CheckState.SUSPICIOUS,
            f"the language turned from {before.language} to {article.language}",
        )
    same = _found_again(before, article)
    if same is not None and same < _NOTHING_LEFT and article.title != before.title:
        return CheckState.SUSPICIOUS, "title and text both have nothing in common with the earlier"
    return None


def _shrunk(article: Article | None, before: Article | None) -> bool:
    if article is None or before is None:
        return False
    earlier = _words(before.text)
    return earlier >= _ENOUGH and _words(article.text) < _SHRUNK * earlier


def _words(text: str) -> float:
    """How much text there is: words, a Chinese character counting as half of one."""
    text = text[:_MAX_TEXT]
    return len(_HAN.findall(text)) / 2 + len(_WORD.findall(text))


def _found_again(before: Article | None, article: Article | None) -> float | None:
    """The share of the earlier text that stands in the new one; None when there is no telling."""
    if before is None or article is None:
        return None
    earlier, now = set(_shingles(before.text)), set(_shingles(article.text))
    return len(earlier & now) / len(earlier) if earlier else None


def _shingles(text: str) -> Iterator[str]:
    # Without digits: figures may change as they like, it is the same article.
    letters = re.sub(r"[\W\d_]+", "", text[:_MAX_TEXT]).lower()
    return (letters[i : i + _SHINGLE] for i in range(len(letters) - _SHINGLE + 1))


def _says(sign: _Sign, title: str, lines: list[str]) -> bool:
    return _title_says(sign, title) or _line_says(sign, lines)


def _title_says(sign: _Sign, title: str) -> bool:
    """True when the title opens with the phrase and says little beyond it and the site's name."""
    for part in re.split(r"\s*[|_—–»·]\s*|\s-\s|-(?=[^\x00-\x7f])", title.strip()[:200]):
        found = sign.title.match(part.strip())
        if found and _words(part.strip()[found.end() :]) <= _LITTLE_ELSE:
            return True
    return False


def _line_says(sign: _Sign, lines: list[str]) -> bool:
    return any(sign.line.search(line) for line in lines)


def _short_lines(text: str, lines: list[str], words: float) -> list[str]:
    """The lines to search for phrases: of the article, and of the page when there is little else."""
    own = text.split("\n") if text else []
    # The frame of any site may say "please log in": it speaks only where the article does not.
    page = lines if words < _HARDLY_ANY else []
    return [line for line in (*own, *page) if len(line) <= 200]


def _visible(capture: Capture) -> tuple[str, list[str]]:
    """The page's title and the lines a reader sees."""
    try:
        tree = tree_of(decode(capture.body[: 4 * _MAX_TEXT], capture.header("Content-Type")))
    except (MarkupError, RecursionError):
        return "", []
    title = " ".join((tree.findtext(".//title") or "").split())
    hidden = "ancestor::script or ancestor::style or ancestor::template or ancestor::title"
    texts = tree.xpath(f"//text()[not({hidden}) and normalize-space()]")
    return title, [" ".join(str(text).split()) for text in texts[:2_000]]


def _moved_note(capture: Capture) -> str:
    if identity(capture.url) == identity(capture.final_url):
        return ""
    host = host_of(capture.final_url)
    return f"redirected to {capture.final_url[:120]}" if host else ""

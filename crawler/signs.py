"""What pages that stand in for the article say of themselves, in English and Chinese.

Phrases of servers, firewalls and site systems. On their own they decide nothing: `judge` says
where they must stand to count.
"""

import re
from dataclasses import dataclass

from model import CheckState


@dataclass(frozen=True, slots=True)
class Sign:
    """What a kind of not-the-page says: in its title, and in a line of its own."""

    state: CheckState
    what: str
    title: re.Pattern[str]
    line: re.Pattern[str]


def _sign(state: CheckState, what: str, title: str, line: str) -> Sign:
    return Sign(state, what, re.compile(title, re.I), re.compile(line, re.I))


# Titles are matched from their start, and must say little else (see crawler/state.py).
SIGNS = (
    _sign(
        CheckState.BLOCKED,
        "a check for robots",
        r"just a moment|attention required|access denied|access to this page has been denied"
        r"|are you (?:a )?(?:human|robot)|robot check|security (?:check|verification)|captcha"
        r"|verify(?:ing)? (?:you are|that you)|please wait\b|pardon our interruption"
        r"|request rejected"
        r"|人机验证|安全验证|安全检查|验证码|访问验证|滑动验证|访问(?:被)?(?:拦截|阻断|拒绝|禁止"
        r"|受限)|拒绝访问|禁止访问"
        r"|403 forbidden|forbidden|网站防火墙|web应用防火墙|waf\b",
        r"(?:please )?(?:complete|solve|enter) the (?:captcha|security check|characters)"
        r"|verify (?:that )?you(?: a|')re (?:a )?(?:human|not a robot)|checking your browser"
        r"|unusual (?:traffic|activity) from|you have been blocked|access (?:to this (?:page"
        r"|site|resource) )?"
        r"(?:has been|was|is) (?:denied|blocked)|enable javascript and cookies to continue"
        r"|not available in your (?:country|region|location)|access denied"
        r"|请(?:完成|进行|通过|输入|拖动|点击)[^。]{0,12}(?:验证|滑块)|(?:访问|请求|操作)(?:过于"
        r"|太过|太)?频繁|请求(?:已)?被(?:拦截|阻断|拒绝)"
        r"|您的(?:访问|请求|ip)[^。]{0,20}(?:拦截|阻断|拒绝|禁止|异常|封禁)|疑似黑客攻击"
        r"|网站(?:管理员)?设置了?(?:拦截|防护)"
        r"|云防护|创宇盾|安全狗|人机(?:身份)?验证|确认(?:您|你)不是(?:机器人|程序)"
        r"|检测到[^。]{0,12}异常(?:访问|请求|流量)"
        r"|所在(?:地区|国家|区域)[^。]{0,10}(?:无法|不能|禁止)访问",
    ),
    _sign(
        CheckState.LOGIN,
        "a login",
        r"(?:用户|会员|账号|统一身份认证|系统|请)?(?:登录|登陆)|统一身份认证|log ?in\b"
        r"|sign ?in\b|single sign",
        r"(?:please |you (?:must|need to) )(?:log|sign) ?in\b|(?:log|sign) ?in to (?:continue"
        r"|read|view|access)"
        r"|(?:请|需要?|您尚未|您还未|必须)(?:先|您)?(?:登录|登陆)|登录后(?:才能|方可"
        r"|可以?)?(?:查看|阅读|访问|浏览|继续)"
        r"|subscribe(?:rs)? (?:to|only)[^.]{0,30}(?:read|continue|access)|this (?:content"
        r"|article) is for subscribers",
    ),
    _sign(
        CheckState.MAINTENANCE,
        "a notice of maintenance",
        r"(?:site|website|system|scheduled|planned|under|down for)?[ -]?maintenance|(?:we(?:'"
        r"|’)ll|will) be (?:right )?back"
        r"|service (?:temporarily )?unavailable|temporarily unavailable"
        r"|(?:网站|系统|平台|服务器?|页面)?(?:正在|例行)?(?:升级)?维护|(?:网站"
        r"|系统)(?:正在)?升级|网站建设中|网站暂停服务",
        r"(?:is|are|currently|down|closed|offline) (?:down |closed |offline |currently "
        r"|undergoing |for |under )*"
        r"(?:scheduled |planned |essential |routine )?maintenance|temporarily (?:unavailable"
        r"|offline|closed|down)"
        r"|(?:we(?:'|’)ll|will) be back (?:soon|shortly|online|up)"
        r"|(?:网站|系统|平台|服务器|页面|栏目|本站)[^。]{0,12}(?:升级|维护|改版)(?:中|期间)"
        r"|(?:正在|进行)[^。]{0,8}(?:升级|维护|改版)(?:中|，|,|。|$)"
        r"|暂(?:时)?(?:停(?:止)?|无法)(?:服务|访问|使用)|给您带来(?:的)?不便",
    ),
    _sign(
        CheckState.SOFT404,
        "a page-not-found notice",
        r"(?:error|http|错误)?\s?[-:]?\s?404\b(?!\s?(?:家|个|人|名|万|亿|元|companies|people"
        r"|firms|new|jobs|homes))"
        r"|(?:the )?(?:page|file|document|article|content|url|resource)s? (?:you [^|]{0,40} )?"
        r"(?:(?:was|is|could|can|can't|cannot|does|has|have|no) ?)*(?:not )?(?:be )?"
        r"(?:not found|missing|unavailable|removed|deleted|doesn't exist|not exist|gone"
        r"|longer available|found)$"
        r"|not found|oops|(?:您|你)?(?:所)?(?:访问|请求|查找|浏览|要找)的?(?:页面|网页|内容|文章"
        r"|信息|文件)?[^，。]{0,6}"
        r"(?:不存在|未找到|找不到|已(?:被)?删除|丢失|走丢)|(?:页面|网页|文章|内容|信息"
        r"|文件)(?:不存在|未找到|找不到|已(?:被)?删除|丢失|走丢|出错)"
        r"|找不到(?:页面|网页|该页|文件)|无法找到(?:该|此)?(?:页|网页|页面)|出错(?:了|啦)"
        r"|错误(?:页面|提示)|系统提示|提示信息",
        r"(?:the |this |that |requested |web ?)*(?:page|article|content|document|url|file"
        r"|resource|story|link)"
        r"[^.。]{0,60}(?:not found|could ?n.t be found|could not be found|cannot be found"
        r"|can.t be found|does ?n.t exist"
        r"|does not exist|no longer (?:exists?|available)|(?:has|have) been (?:removed|deleted"
        r"|moved|archived))"
        r"|(?:sorry|oops)[^.]{0,30}(?:page|find)|(?:can.?t|cannot|could ?n.t"
        r"|unable to) find (?:the|that|this|your) page"
        r"|^(?:error )?404(?: error)?(?: [-:|] ?)?(?:page )?(?:not found)?[.!]?$"
        r"|(?:访问|请求|查找|浏览|查看|寻找|要找)的?(?:页面|网页|内容|文章|信息|文件|栏目|地址"
        r"|资源)[^。]{0,20}"
        r"(?:不存在|未找到|找不到|删除|丢失|走丢|下线|失效|更名|移除|过期|不可用)"
        r"|(?:页面|网页|文章|内容|信息|该页|链接)(?:已经?)?(?:不存在|未找到|找不到了?"
        r"|(?:被)?删除|走丢了?|下线|失效|过期|移除)"
        r"|(?:秒(?:钟)?)(?:后|之后)[^。]{0,8}(?:跳转|返回)|(?:没有|无法"
        r"|未能)找到[^。]{0,10}(?:页面|网页|内容|文章)|参数错误|非法(?:访问|参数)",
    ),
    _sign(
        CheckState.ERROR,
        "a server error",
        r"(?:http )?(?:error )?50\d\b|internal server error|bad gateway|gateway time-?out"
        r"|database error"
        r"|error establishing|服务器(?:内部)?错误|服务器(?:繁忙|异常)|系统(?:错误|异常|繁忙)"
        r"|数据库(?:连接)?(?:错误|失败|异常)",
        r"internal server error|bad gateway|gateway time-?out"
        r"|error establishing a database connection"
        r"|fatal error:|stack trace|unhandled exception|sql(?:state| syntax|exception)"
        r"|(?:服务器|系统|数据库|网络)[^。]{0,8}(?:错误|异常|繁忙|开小差|出错|失败)"
        r"|请稍[后候]再?(?:试|访问)",
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
        r"(?:[\w.-]+ (?:is|-) )?(?:for sale|parked|domain (?:for sale|expired))|(?:域名"
        r"|本域名)(?:出售|转让|已过期|停放)|buy this domain",
        r"(?:this |the )?domain(?: name)? [^.]{0,30}(?:for sale|is parked|may be for sale"
        r"|has expired)|buy this domain"
        r"|related searches|(?:此|该|本)?域名[^。]{0,12}(?:出售|转让|过期|停放|到期)",
    ),
)

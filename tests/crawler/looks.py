"""Captures made by hand: pages in the frames of a Chinese government site and an English paper."""

from datetime import UTC, datetime

from crawler import extract
from model import Article, Capture, ExtractError, PageKind

URL = "http://www.district.example/news/20240501/1.html"
NOW = datetime(2024, 12, 1, tzinfo=UTC)

NAV_ZH = (
    '<div class="nav"><a href="/">首页</a> <a href="/a">政务公开</a> <a href="/b">新闻中心</a> '
    '<a href="/login">请登录</a> <a>注册</a></div>'
)
FOOT_ZH = (
    '<div class="footer"><p>主办单位：某区人民政府办公室 联系电话：021-12345678</p>'
    "<p>沪ICP备05012345号</p><p>您是第 1234567 位访客</p></div>"
)
OTHERS_ZH = (
    '<div class="hot"><h3>热点推荐</h3><ul>'
    + "".join(f'<li><a href="/n/{i}">我区第{i}批项目总投资{i}0亿元</a></li>' for i in range(9))
    + "</ul></div>"
)
NAV_EN = "<nav><ul><li><a>Home</a></li><li><a>News</a></li><li><a>Log in</a></li></ul></nav>"
FOOT_EN = "<footer><p>Copyright 2024 Example News. All rights reserved.</p></footer>"
OTHERS_EN = (
    '<div class="most"><h3>Most read</h3><ul>'
    + "".join(
        f'<li><a href="/n/{i}">Council backs {i}0 billion yuan hub</a></li>' for i in range(9)
    )
    + "</ul></div>"
)


def zh(title: str, body: str, others: str = "") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'{NAV_ZH}<div class="main">{body}</div>{others}{FOOT_ZH}</body></html>'
    )


def en(title: str, body: str, others: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body>"
        f"{NAV_EN}<main>{body}</main>{others}{FOOT_EN}</body></html>"
    )


def capture(
    body: str | bytes,
    *,
    status: int = 200,
    content_type: str | None = "text/html; charset=utf-8",
    url: str = URL,
    final_url: str | None = None,
    truncated: bool = False,
) -> Capture:
    return Capture(
        url=url,
        final_url=final_url or url,
        source="test",
        kind=PageKind.ARTICLE,
        status=status,
        headers=(("Content-Type", content_type),) if content_type else (),
        body=body.encode() if isinstance(body, str) else body,
        captured_at=NOW,
        truncated=truncated,
    )


def article(look: Capture) -> Article | None:
    """The article of a look, as the line would have it: none after an error."""
    if look.status != 200:
        return None
    try:
        return extract(look)
    except ExtractError:
        return None

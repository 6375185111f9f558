"""The fixed words of the demo's two sites, in two languages."""

NAMES = {
    ("portal", "en"): "Yangpu District",
    ("portal", "zh"): "杨浦区人民政府",
    ("news", "en"): "Riverside News",
    ("news", "zh"): "江岸新闻",
}
PUBLISHERS = {
    ("portal", "en"): "Yangpu District Government",
    ("portal", "zh"): "杨浦区人民政府",
    ("news", "en"): "Riverside News",
    ("news", "zh"): "江岸新闻",
}
WORDS = {
    "en": {
        "login": "Log in",
        "search": "Search",
        "here": "You are here:",
        "home": "Home",
        "news": "News",
        "date": "Published: ",
        "source": "Source: ",
        "hits": "Views: ",
        "print": "Print",
        "close": "Close",
        "share": "Share",
        "hot": "Most read",
        "latest": "Latest",
        "online": "Readers online: ",
        "visits": "Visits: ",
        "newsletter": "Our morning letter:",
        "next": "Next page",
        "demo": "A page of the figurewatch demo, not of any government or newspaper.",
    },
    "zh": {
        "login": "登录",
        "search": "搜索",
        "here": "当前位置：",
        "home": "首页",
        "news": "要闻",
        "date": "发布日期：",
        "source": "来源：",
        "hits": "浏览次数：",
        "print": "打印",
        "close": "关闭",
        "share": "分享",
        "hot": "热点排行",
        "latest": "最新消息",
        "online": "在线人数：",
        "visits": "访问量：",
        "newsletter": "订阅早报：",
        "next": "下一页",
        "demo": "figurewatch 演示页面，与任何政府或报社无关。",
    },
}
_MENUS = {
    "en": ("Government", "Business", "Living", "Visiting", "Services"),
    "zh": ("政务公开", "政务服务", "营商环境", "走进城区", "互动交流"),
}


def menu(site: str, language: str) -> list[tuple[str, str]]:
    """The labels and links at the top of every page of a site."""
    start = [("English", "/"), ("中文", "/zh/")] if site == "portal" else [("Home", "/")]
    sections = _MENUS[language]
    return start + [(label, f"/search?section={n}") for n, label in enumerate(sections)]

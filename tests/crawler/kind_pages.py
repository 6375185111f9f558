"""Pages that lead to articles, and articles among links, of both languages: address and HTML."""

ZH = [
    "全区经济工作会议部署全年目标任务",
    "我区新建保障性住房一千五百套",
    "区长调研重点产业项目建设进展",
]
ZH += [
    "老旧小区改造工程年内全部完工",
    "滨江岸线公共空间再添新景观区",
    "我区召开教育工作推进大会部署",
]
EN = ["Council agrees its budget for schools", "District to build 1,500 affordable homes"]
EN += ["New bridge opens over the northern canal", "Mayor sets out goals for clean air"]
EN += ["Library hours to grow from next month", "Police report fewer thefts this spring"]
ZH_NOTE = "会议指出，要紧扣全年目标任务，加快推进重点项目建设。"
EN_NOTE = "The council met on Tuesday to agree what the district will spend next year. "
ZH_BODY = f"今年全区计划新建保障性住房一千五百套，完成老旧小区改造三十万平方米。{ZH_NOTE}" * 6
EN_BODY = f"The district aims to build 1,500 affordable homes by the end of 2027. {EN_NOTE}" * 6
ZH_SHORT = (
    "经区政府同意，自二〇二六年三月十日起对滨江路实施封闭施工，施工期间过往车辆请绕行中山路。"
    "施工预计于四月底完成，届时恢复通行。由此带来的不便，敬请广大市民谅解。特此公告，请相互转告。"
)
EN_SHORT = (
    "River Road is closed to all traffic from 10 March while a water main is renewed. Drivers are "
    "asked to use Station Road. The work should end by late April, and the road opens again then."
)
ZH_NAV = '<div class="nav"><a href="/">首页</a><a href="/zwgk/">公开</a></div>'
EN_NAV = '<div class="nav"><a href="/">Home</a><a href="/news/">News</a><a href="/us/">Us</a></div>'
ZH_FOOT = (
    "<div class=foot><p>版权所有：某区人民政府　主办：区政府办公室　地址：人民路一号</p></div>"
)
EN_FOOT = (
    "<div class=foot><p>Copyright District Council, 1 Station Road. All rights reserved.</p></div>"
)


def titles(many: int, language: str) -> list[str]:
    own = ZH if language == "zh" else EN
    return [f"{own[n % len(own)]}{'' if n < len(own) else f' ({n})'}" for n in range(many)]


def links(many: int, language: str, form: str, item: str = "<li>{a}</li>") -> str:
    """Links to articles; ``form`` is their address, ``item`` what stands around each."""
    names = [t.lower().replace(",", "").replace(" ", "-") for t in titles(many, "en")]
    return "".join(
        item.format(
            a=f'<a href="{form.format(n=4000 + n, name=names[n])}">{title}</a>',
            day=f"2026-03-{n % 28 + 1:02d}",
            note=(ZH_NOTE if language == "zh" else EN_NOTE) * (1 + n % 2),
            href=form.format(n=4000 + n, name=names[n]),
        )
        for n, title in enumerate(titles(many, language))
    )


def page(language: str, body: str, title: str = "") -> str:
    nav, foot = (ZH_NAV, ZH_FOOT) if language == "zh" else (EN_NAV, EN_FOOT)
    named = title or ("某区人民政府" if language == "zh" else "District Council")
    return (
        f'<html lang="{language}"><head><meta charset="utf-8"><title>{named}</title></head>'
        f"<body>{nav}{body}{foot}</body></html>"
    )


def article(language: str, body: str, around: str = "", before: str = "") -> str:
    title = titles(1, language)[0]
    text = f"<div class=article><h1>{title}</h1><p>{'</p><p>'.join(body.split('|'))}</p></div>"
    return page(language, before + text + around, title)


TRS = "/zwgk/202603/t20260302_{n}.html"
WP = "/2026/03/02/{name}/"
ID = "/news/{n}.html"
SLUG = "/stories/{name}"
DATED = "<li>{a}<span>{day}</span></li>"
EXCERPT = "<article><h2>{a}</h2><p>{note}</p></article>"
CARD = "<div class=card>{a}<div>{day}</div><div>{note}</div></div>"
TWINS = '<li>{a} <a href="{href}/amp/">AMP</a> <a href="{href}?print=1">Print version</a></li>'
ROW = "<tr><td>{a}</td><td>{day}</td></tr>"
RELATED = "<aside><h3>Related</h3><ul>{}</ul></aside>"
ASIDE_EXCERPTS = "<div class=more><h3>More</h3>{}</div>"
INTRO = {
    "zh": "<p>本栏目发布区政府工作动态与重要会议信息。</p>",
    "en": "<p>News of the council, its plans and its meetings.</p>",
}


def _both(address: str, form: str, many: int, item: str, wrap: str = "<ul>{}</ul>") -> dict:
    return {
        (language, f"{address} {many}"): (
            address,
            page(language, wrap.format(links(many, language, form, item))),
        )
        for language in ("zh", "en")
    }


LISTINGS = {
    **_both("/", ID, 10, "<li>{a}</li>"),
    **_both("/index.html", "/stories/{name}", 6, TWINS),
    **_both("/", WP, 4, EXCERPT, "<main>{}</main>"),
    **_both("/zwgk/", TRS, 5, DATED),
    **_both("/app", "/a/{n}", 3, "<div>{a}</div>", "<div id=app>{}</div>"),
    **_both("/news.html", ID, 20, DATED),
    **_both("/list_3.html", TRS, 15, DATED),
    **_both("/news/2.html", ID, 18, DATED),
    **_both("/news/", SLUG, 6, CARD, "<div>{}</div>"),
    **_both("/channel?id=7", "/show?id={n}", 8, ROW, "<table>{}</table>"),
    **_both("/topics/", ID, 12, EXCERPT, "<main>{}</main>"),
    **_both("/2026/03/", WP, 5, EXCERPT, "<main>{}</main>"),
    **_both("/xw/index_2.html", TRS, 20, "<li>{day} {a}</li>"),
    **{
        (language, "intro"): ("/plans/", page(language, INTRO[language] + links(7, language, ID)))
        for language in ("zh", "en")
    },
    **{
        (language, "lead"): (
            "/",
            page(
                language,
                f"<h1>{links(1, language, ID, '{a}')}</h1>"
                f"<p>{(ZH_NOTE if language == 'zh' else EN_NOTE) * 3}</p>{links(9, language, ID)}",
            ),
        )
        for language in ("zh", "en")
    },
}  # fmt: skip


def _articles(language: str) -> dict:
    body, short = (ZH_BODY, ZH_SHORT) if language == "zh" else (EN_BODY, EN_SHORT)
    note = ZH_NOTE if language == "zh" else EN_NOTE
    side = {many: RELATED.format(links(many, language, ID)) for many in (3, 6, 20)}
    long = f"{body}|{body}"
    by_id = links(8, language, "/show?id={n}")
    day = "/zwgk/202603/t20260309_77.html"
    blog = "/2026/03/09/council-sets-out-its-goals/"
    trs = f"<div class=right><ul>{links(20, language, TRS, DATED)}</ul></div>"
    excerpts = ASIDE_EXCERPTS.format(links(5, language, ID, EXCERPT))
    box = links(1, language, ID, "<div class=related>{a}</div>")
    boxed = "|".join([f"{note}|{note}</p>{box}<p>{note}|{note}"] * 3)
    inline = "|".join(f"{note}{link}{note}" for link in links(4, language, ID, "{a}#").split("#"))
    return {
        "long body, 20 related": ("/news/77.html", article(language, body, side[20])),
        "short notice, side bar of 20": ("/news/77.html", article(language, short, side[20])),
        "short notice, side bar first": (day, article(language, short, "", trs)),
        "short notice, address of its own": ("/gg.html", article(language, short, side[20])),
        "alone": ("/lonely.html", article(language, body)),
        "alone, as a folder": ("/report-of-the-year-2026/", article(language, body, side[6])),
        "a report in a section's folder": ("/report/", article(language, long, side[6])),
        "others below with excerpts": ("/news/77.html", article(language, body, excerpts)),
        "boxes between paragraphs": ("/news/77.html", article(language, boxed, side[6])),
        "links within its sentences": ("/news/77.html", article(language, inline)),
        "by parameter": ("/show?id=77", article(language, body, by_id)),
        "a blog's": (blog, article(language, body, links(5, language, WP))),
        "front page of one report": ("/", article(language, body)),
        "three related": ("/news/77.html", article(language, short, side[3])),
    }  # fmt: skip


ARTICLES = {
    (language, name): made
    for language in ("zh", "en")
    for name, made in _articles(language).items()
}

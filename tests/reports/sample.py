"""A report as a busy day would bring it: twelve changes in two languages, and hostile text."""

# ruff: noqa: E501  # sentences stay on one line

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from diffing import compare, find
from model import (
    Check,
    CheckState,
    Claim,
    PageKind,
    RecordedChange,
    RecordedFinding,
    Report,
    Statement,
    VersionRef,
)
from tests.diffing.claims import claim, version

NOW = datetime(2026, 1, 15, 8, 0, 12, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script> =HYPERLINK(1) \x1b[31mred\x1b[0m \u202egnp.exe\u202c \x00|**x**"
)

EN, ZH, NEWS, BAD = (
    "https://en.shyp.example/2025-01/work-report.html",
    "https://www.shyp.example/zwgk/gzbg/2025.html",
    "https://news.example/pudong/parks",
    "javascript:alert(document.domain)",
)
TITLES = {
    EN: "2025 goals: Yangpu district to propel digital economy growth",
    ZH: "2025年杨浦区政府工作报告",
    NEWS: "Pudong steps up efforts to build a modern industrial system",
    BAD: f"Page of {HOSTILE}",
}
SOURCES = {EN: "yangpu-en", ZH: "yangpu-zh", NEWS: "pudong-en", BAD: "odd"}

REVENUE = "In the online new economy sector, the district aims to boost revenue to {} by {}, building on leading enterprises and a riverside that now houses the headquarters of more than a dozen platforms."
REACHED = (
    "The incubators are to house 700 startups in 2025.",
    "The incubators housed 700 startups in 2025.",
)
FIRMS = "Yangpu wants to be home to {} digital economy companies by the end of 2025."
ZH_REVENUE = "到{}年，在线新经济营业收入力争{}，数字经济核心产业增加值年均增长8%左右。"
ZH_HOMES = "完成旧住房更新改造{}平方米，惠及居民{}户，力争2025年底前全面完成零星旧改。"
PARKS = "Pudong has {} municipal-level characteristic industrial parks with a planned area of {}, where {} leading enterprises have settled."


def en(number: int) -> list[Claim]:
    quote = ("more than 300 billion yuan", "more than 350 billion yuan")[number]
    firms = ("over 10,000", "about 10,000")[number]
    return [
        claim(REVENUE.format(quote, "2025"), quote, ("3e11", "3.5e11")[number], bound="over",
              period="by:2025", indicator="online new economy revenue"),
        claim(FIRMS.format(firms), firms, "10000", "enterprise", bound=("over", "about")[number],
              period="by:2025", indicator="digital economy enterprises"),
        claim(REACHED[number], "700 startups", "700", "startup",
              kind=("target", "figure")[number], indicator="startups in the incubators"),
        claim(f"GDP grew {('5.3', '5.1')[number]} percent in 2024.",
              f"{('5.3', '5.1')[number]} percent", ("5.3", "5.1")[number], "percent",
              kind="figure", measure="growth", period="2024", indicator="GDP growth"),
    ]  # fmt: skip


def zh(number: int) -> list[Claim]:
    year, quote = ("2025", "2027")[number], ("突破3000亿元", "突破3000亿元")[number]
    area, homes = ("134万", "134万")[number], ("4458", "3458")[number]
    made = [
        claim(ZH_REVENUE.format(year, quote), quote, "3e11", bound="over", period=f"by:{year}",
              indicator="在线新经济营业收入"),
        claim(ZH_HOMES.format(area, homes), homes, homes, "household", period="by:2025",
              indicator="旧住房更新改造惠及居民"),
    ]  # fmt: skip
    if number:
        made.append(claim("新增就业岗位不少于3.2万个。", "不少于3.2万个", "32000", "job", bound="at_least",
                          period="2025", indicator="新增就业岗位"))  # fmt: skip
    return [replace(item, language="zh") for item in made]


def news(number: int) -> list[Claim]:
    parks, area = ("15", "18")[number], ("43 km²", "51.6 km²")[number]
    firms = ("more than 170", "more than 230")[number]
    sentence = PARKS.format(parks, area, firms)
    made = [
        claim(sentence, parks, parks, "park", kind="figure", period="2024-11-06", place="Pudong",
              indicator="characteristic industrial parks"),
        claim(sentence, area, area.split()[0], "km2", kind="figure", period="2024-11-06",
              place="Pudong", indicator="planned area of characteristic industrial parks"),
        claim(sentence, firms, firms.split()[-1], "enterprise", bound="over", kind="figure",
              period="2024-11-06", place="Pudong", indicator="leading enterprises in the parks"),
    ]  # fmt: skip
    if not number:
        made.append(claim("The metaverse industry in the park is to reach 100 billion yuan by 2025.",
                          "100 billion yuan", "1e11", kind="forecast", period="by:2025",
                          place="Pudong", indicator="metaverse industry scale"))  # fmt: skip
    return made


def bad(number: int) -> list[Claim]:
    quote = ("5.5 to 6 percent", "5 to 5.5 percent")[number]
    low, high = (("5.5", "6"), ("5", "5.5"))[number]
    return [
        claim(f"{HOSTILE} growth of {quote} in 2025. {'Long words follow. ' * 40}", quote, low,
              "percent", top=high, bound="range", measure="growth", indicator=HOSTILE,
              key="growth", place=HOSTILE),
    ]  # fmt: skip


MADE = {EN: en, ZH: zh, NEWS: news, BAD: bad}


def ref(url: str, seq: int) -> VersionRef:
    at = NOW - timedelta(days=8 - 7 * (seq - 1), minutes=len(url))
    sha = hashlib.sha256(f"{url} {seq}".encode()).hexdigest()
    return VersionRef(seq, at, sha, TITLES[url], seq)


def statement(made: Claim, url: str) -> Statement:
    return Statement(made, TITLES[url], url, "People's Government", "2026-01-14")


def changes() -> tuple[RecordedChange, ...]:
    found = []
    for page, (url, make) in enumerate(MADE.items(), start=1):
        for change in compare(version(*make(0)), version(*make(1))).changes:
            found.append(
                RecordedChange(
                    len(found) + 1,
                    change,
                    NOW,
                    41,
                    SOURCES[url],
                    url,
                    page,
                    ref(url, 1),
                    ref(url, 2),
                )
            )
    return tuple(found)


def findings() -> tuple[RecordedFinding, ...]:
    seed = en(0)[0]
    known = [
        Statement(seed, "Yangpu maps out its 2025", "https://seed.example/a", "eastday",
                  "2025-01-08", seed=True),
        Statement(zh(0)[1], "杨浦旧改进展", "https://seed.example/b", "SHINE", "2023-08-17", seed=True),
    ]  # fmt: skip
    new = [statement(en(1)[0], EN), statement(zh(1)[1], ZH), statement(zh(1)[2], ZH)]
    return tuple(
        RecordedFinding(number, item, NOW, 41, SOURCES[item.claim.url or ""], 1)
        for number, item in enumerate(find(new, known), start=1)
    )


def checks() -> tuple[Check, ...]:
    def look(path: str, state: CheckState, note: str, **more: object) -> Check:
        return Check(f"https://en.shyp.example/{path}", "yangpu-en", NOW, state, note=note, **more)

    quiet = [look(f"news/{n}", CheckState.UNCHANGED, "not modified (304)") for n in range(17)]
    quiet += [look(f"b/{n}", CheckState.UNCHANGED, "the same bytes as before") for n in range(4)]
    return (
        *quiet,
        look("redesigned", CheckState.UNCHANGED, "the same text as before"),
        look("reworded", CheckState.OK, "new version, the same claims in other words"),
        look("index", CheckState.OK, "index page, followed", kind=PageKind.INDEX),
        look("old/plan", CheckState.SOFT404, "says page not found with status 200"),
        look("stats", CheckState.ERROR, "status 503"),
        look("<script>", CheckState.BLOCKED, HOSTILE),
        *(
            Check(u, SOURCES[u], NOW, CheckState.OK, note="new version, 3 changes", changes=3)
            for u in MADE
        ),
    )


def report() -> Report:
    return Report(
        title="What changed in the week to 15 January",
        since=NOW - timedelta(days=7),
        until=NOW,
        changes=changes(),
        findings=findings(),
        checks=checks(),
    )

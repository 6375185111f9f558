"""A site to crawl, in a process of its own: generated articles, index pages, validators.

    python -m bench.site --count 1000 --hosts 8

Prints its port. Page n is the same bytes at every start, so that another process can make it too.
An answer costs it a fraction of what asking costs; what it takes is in nobody's sum.
"""

import argparse
import asyncio
import random
from functools import cache
from html import escape
from pathlib import Path

from bench.texts import number_rich

PAGES_PER_INDEX = 100
MODIFIED = "Mon, 05 Jan 2026 08:00:00 GMT"
_NAMES = ("Linden", "Harbour", "Castle", "Meadow", "Station", "Orchard", "River", "Garden", "Mill")
_NAMES_ZH = ("江湾", "五角", "长海", "大桥", "平凉", "定海", "控江", "延吉", "四平")
# As on a real site, most claims are the first of their series: one kind of one thing in one town.
_TOWNS = tuple(a + b for a in ("Ash", "Oak", "Brad", "Win", "Stan") for b in ("ford", "ton", "ley"))
_KINDS = ("electric", "public", "rural", "small", "new", "vacant", "insured", "mobile", "shared")
_THINGS = (
    "buses", "homes", "clinics", "farms", "shops", "bridges", "nurseries", "gardens", "workshops",
    "lamps", "taxis", "lifts", "wells", "depots", "piers", "studios", "hostels", "kitchens",
)  # fmt: skip
_KINDS_ZH = ("公共", "智能", "社区", "农村", "小型", "流动", "共享", "保障性", "标准化")
_THINGS_ZH = (
    "充电桩", "停车位", "养老床位", "图书馆", "菜市场", "幼儿园", "卫生站", "食堂", "路灯", "电梯",
    "公交线路", "健身步道", "口袋公园", "托育点", "实验室", "仓库", "泵站", "驿站",
)  # fmt: skip
_PROSE = (
    "The {0} office said residents had asked for the work to begin before the winter.",
    "Local traders along {0} Street met the planners and went through the drawings room by room.",
    "A spokesperson thanked the volunteers, who had kept the hall near {0} open every evening.",
    "Nobody at the meeting in {0} doubted that the bus should stop closer to the clinic.",
    "The district will publish the plans, and people who live nearby may comment on them.",
    "Teachers hope that the rooms will be quiet, and that the yard keeps its old trees.",
)
_PROSE_ZH = (
    "{0}街道负责人表示，居民希望工程在冬季来临之前启动。",
    "沿街商户与规划部门逐项核对了图纸，{0}社区的意见被记录在案。",
    "志愿者每天傍晚在{0}值守，为老人和孩子提供帮助。",
    "与会人员认为，公交站点应当靠近卫生服务中心。",
    "有关部门将公布方案，听取周边群众的意见和建议。",
    "学校希望教室更加安静，操场边的老树能够保留下来。",
)
_FIGURES = (
    "{0} had {1:,} {2} at the end of {3}, {4}% more than a year earlier.",
    "By the end of {5}, {0} aims to provide {1:,} {2}.",
    "Spending on {2} in {0} rose by {4}% to {6} million yuan in {3}.",
)
_FIGURES_ZH = (
    "{3}年，{0}街道新增{2}{1}个，同比增长{4}%。",
    "到{5}年底，{0}街道力争建成{2}{1}个。",
    "{3}年{0}街道{2}投入资金{6}万元，增长{4}%。",
)


def is_chinese(number: int) -> bool:
    """Every other page."""
    return number % 2 == 0


def url_of(number: int, hosts: int, port: int) -> str:
    """Where page ``number`` lives: the pages go round the hosts."""
    return f"http://127.0.0.{number % hosts + 1}:{port}/a/{number}.html"


def etag_of(number: int) -> str:
    """The validator that page ``number`` answers with."""
    return f'"v1-{number}"'


def article_html(number: int, real: tuple[bytes, ...] = ()) -> bytes:
    """Page ``number``: one of the ``real`` ones when there are any, else a page of the weight that
    sixty saved news and government pages have: half of them 25 to 200 kB and 400 to 1,200 elements,
    and of the text they have, with about a dozen claims.
    """
    if real:
        return real[number % len(real)]
    dice = random.Random(number)
    weight = min(6.0, dice.lognormvariate(0, 0.7))
    chinese = is_chinese(number)
    blocks = "\n".join(f"<p>{escape(text)}</p>" for text in _paragraphs(dice, chinese))
    title = ("{0}街道：{1}项新工程" if chinese else "{0}: {1} new works").format(
        dice.choice(_NAMES_ZH if chinese else _NAMES), number
    )
    day = f"2026-{number % 9 + 1:02}-{number % 28 + 1:02}"
    links = [
        f'<li class="c{dice.randrange(9)}"><a href="/tag/{dice.randrange(10**6)}">'
        f"{dice.choice(_NAMES_ZH if chinese else _NAMES)} {dice.randrange(999)}</a></li>"
        for _ in range(int(170 * weight))
    ]
    menu, side = "\n".join(links[:60]), "\n".join(links[60:])
    boxes = "\n".join(
        f'<div class="box"><span><img src="/i/{dice.randrange(10**6)}.jpg" alt=""></span></div>'
        for n in range(int(100 * weight))
    )
    script = "".join(
        f"var v{dice.randrange(10**9)}={dice.random()};" for _ in range(int(550 * weight))
    )
    return f"""<!DOCTYPE html>
<html lang="{"zh-CN" if chinese else "en"}"><head><meta charset="utf-8">
<title>{title} - District News</title>
<meta name="description" content="{title}"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="{day}T08:00:00+08:00">
<script>{script}</script><style>.c1{{color:red}} .story p{{margin:1em}}</style></head>
<body><header><nav><ul>{menu}</ul></nav></header>
<main><article class="story"><h1>{title}</h1>
<p class="date">{day}</p>
{blocks}
</article><aside class="sidebar"><ul>{side}</ul>
{boxes}</aside></main>
<footer><div>Contact <a href="/about">about</a></div></footer>
<script>{script}</script></body></html>
""".encode()


def _paragraphs(dice: random.Random, chinese: bool) -> list[str]:
    names, prose, figures, towns, kinds, things, rich, gap = (
        (_NAMES_ZH, _PROSE_ZH, _FIGURES_ZH, _NAMES_ZH, _KINDS_ZH, _THINGS_ZH, _rich("zh"), "")
        if chinese
        else (_NAMES, _PROSE, _FIGURES, _TOWNS, _KINDS, _THINGS, _rich("en"), " ")
    )
    found = []
    for _ in range(dice.randrange(6, 22)):
        said = [dice.choice(prose).format(dice.choice(names)) for _ in range(dice.randrange(2, 5))]
        if dice.random() < 0.5:
            said.append(
                dice.choice(figures).format(
                    dice.choice(towns),
                    dice.randrange(100, 90_000),
                    gap.join((dice.choice(kinds), dice.choice(things))),
                    dice.randrange(2021, 2026),
                    dice.randrange(1, 40) / 2,
                    dice.randrange(2027, 2036),
                    dice.randrange(10, 9_000),
                )
            )
        if dice.random() < 0.05:
            said.append(dice.choice(rich))
        found.append(gap.join(said))
    return found


@cache
def _rich(language: str) -> list[str]:
    return number_rich(language)


def real_pages(folder: Path | None) -> tuple[bytes, ...]:
    """The saved pages of a folder, gzipped or not."""
    import gzip

    files = sorted(folder.iterdir()) if folder else []
    found = tuple(file.read_bytes() for file in files)
    return tuple(gzip.decompress(f) if f[:2] == b"\x1f\x8b" else f for f in found)


class _Answers(asyncio.Protocol):
    """One connection: answers requests in order, as many as arrive."""

    def __init__(self, count: int, hosts: int, real: tuple[bytes, ...]) -> None:
        self._count, self._hosts, self._real = count, hosts, real
        self._left = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._out = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole."""
        *requests, self._left = (self._left + data).split(b"\r\n\r\n")
        for request in requests:
            self._out.write(self._answer(request))

    def _answer(self, request: bytes) -> bytes:
        path = request.split(b" ", 2)[1]
        if path == b"/robots.txt":
            return _whole(b"User-agent: *\nDisallow: /private/\n", b"text/plain")
        if path.startswith(b"/index/"):
            return _whole(self._index(request, int(path[7:])))
        number = path.removeprefix(b"/a/").removesuffix(b".html")
        if not number.isdigit():
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        tag = etag_of(int(number)).encode()
        said = (
            b"ETag: " + tag + b"\r\nLast-Modified: " + MODIFIED.encode() + b"\r\n"
            b"Server: bench\r\nDate: Mon, 23 Nov 2026 08:00:00 GMT\r\n"
            b"Cache-Control: max-age=60\r\nVary: Accept-Encoding\r\n"
        )
        if b"If-None-Match: " + tag in request:
            return b"HTTP/1.1 304 Not Modified\r\n" + said + b"\r\n"
        return _whole(article_html(int(number), self._real), more=said)

    def _index(self, request: bytes, page: int) -> bytes:
        """The articles of one host, a hundred to an index page, and the page that follows."""
        host = request.partition(b"Host: 127.0.0.")[2].partition(b":")[0]
        mine = range(int(host) - 1, self._count, self._hosts)
        here = mine[page * PAGES_PER_INDEX : (page + 1) * PAGES_PER_INDEX]
        links = "\n".join(f'<li><a href="/a/{n}.html">Article {n}</a></li>' for n in here)
        return f"<!DOCTYPE html><html><body><ul>{links}</ul></body></html>".encode()


def _whole(body: bytes, kind: bytes = b"text/html; charset=utf-8", more: bytes = b"") -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n" % (kind, len(body))
    return head + more + b"\r\n" + body


async def _serve(count: int, hosts: int, real: tuple[bytes, ...], port: int) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Answers(count, hosts, real), "0.0.0.0", port)  # noqa: S104 - all of 127.0.0.x, on a machine of the bench
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def main() -> None:
    """Serve until ended."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--count", type=int, required=True)
    options.add_argument("--hosts", type=int, required=True)
    options.add_argument("--html", type=Path, help="a folder of saved pages to serve")
    options.add_argument("--port", type=int, default=0)
    chosen = options.parse_args()
    asyncio.run(_serve(chosen.count, chosen.hosts, real_pages(chosen.html), chosen.port))


if __name__ == "__main__":
    main()

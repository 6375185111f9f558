"""Pages as servers serve them: stand-ins for an article, and articles that only sound like one.

The pages lie in `stand_ins/STATE.txt` and `true_articles/*.txt`, modelled on real products in words
of our own. A page begins with a line `=== NAME OPTION=VALUE ...`: `status`, `type` and `to` are
what the server says of it; `frame` puts it into the frame of a Chinese government site (zh) or an
English paper (en) with other headlines beside it, under `title`, with `head` in its head;
`{long}` is a long article's text.
"""

import hashlib
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.crawler.looks import OTHERS_EN, OTHERS_ZH, en, zh

HERE = Path(__file__).parent
LONG_ZH = "".join(
    f"<p>第{n}季度，全区实现外贸进出口总额{n}86亿元，同比增长{n}.4%。其中，出口增长较快的有机电产品、"
    "新能源汽车和高新技术产品，民营企业占比继续提高。区商务委负责人介绍，下一步将支持企业开拓"
    f"多元市场，力争全年新增外贸企业{n}20家。</p>"
    for n in "一二三四1234"
)
LONG_EN = "".join(
    f"<p>In the {n} quarter the port handled 1.{i} million boxes, {i} percent more than a year "
    "earlier, the harbour board said. Exports of machines and cars grew fastest, while timber and "
    f"coal fell. The board aims to handle {i}00,000 more boxes by 2027 and to cut the time that a "
    "ship waits to 12 hours.</p>"
    for i, n in enumerate("first second third fourth fifth".split(), 2)
)


@dataclass(frozen=True)
class Served:
    """One page, and what it is: the state, "ok" for an article."""

    name: str
    state: str
    body: str
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    to: str | None = None
    language: str = "en"

    @property
    def is_open(self) -> bool:
        """Half of the pages were used to mend the rules, the other half only to score them."""
        return hashlib.sha256(self.name.encode()).digest()[0] % 2 == 0


def stand_ins() -> list[Served]:
    """Every page that stands in for an article."""
    files = sorted((HERE / "stand_ins").glob("*.txt"))
    return [page for file in files for page in _pages(file, file.stem)]


def true_articles() -> list[Served]:
    """Every article that may be taken for something else."""
    files = sorted((HERE / "true_articles").glob("*.txt"))
    return [page for file in files for page in _pages(file, "ok")]


def _pages(file: Path, state: str) -> Iterator[Served]:
    for block in ("\n" + file.read_text(encoding="utf-8")).split("\n=== ")[1:]:
        line, _, body = block.partition("\n")
        name, *given = shlex.split(line)
        options = dict(option.split("=", 1) for option in given)
        yield Served(
            name=f"{file.stem}/{name}",
            state=state,
            body=_framed(body.strip(), options),
            status=int(options.get("status", 200)),
            content_type=options.get("type", "text/html; charset=utf-8"),
            to=options.get("to"),
            language="zh" if any("\u4e00" <= c <= "\u9fff" for c in body) else "en",
        )


def _framed(body: str, options: dict[str, str]) -> str:
    if options.get("frame") == "zh":
        title = options.get("title", "某区人民政府")
        page = zh(title, body.replace("{long}", LONG_ZH), OTHERS_ZH)
    elif options.get("frame") == "en":
        page = en(
            options.get("title", "The Borough Post"), body.replace("{long}", LONG_EN), OTHERS_EN
        )
    else:
        return body
    return page.replace("</head>", options.get("head", "") + "</head>")

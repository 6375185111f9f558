"""Whether a page leads to articles or is one, by where its own words stand among its links.

An article has one long body. A page that leads to articles has several links of one form whose
words are headlines, and at most an excerpt beside each.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.addresses import joined
from crawler.patterns import columns, pattern_of, shapes_of
from crawler.twins import is_twin, key_of

ENOUGH = 3  # links to articles that make a page a listing
_SENTENCE = 30  # columns of letters, from which on words outside links say something
_WITHIN = 20  # columns before a link in its block, from which on it stands within a sentence
# Columns of letters of the longest stretch without links, from which on it is an article's body;
# by what the address says: that of a listing, nothing, or that of the articles linked to.
_BODY_OF_LISTING, _BODY, _BODY_OF_LIKE = 600, 150, _SENTENCE
_HEAD = 12  # characters by which a block is found again in the extracted text
_OWN_LINES = frozenset(
    "p div li td th dd dt h1 h2 h3 h4 h5 h6 section article blockquote tr table ul ol br".split()
)
_UNSEEN = frozenset(("script", "style", "noscript", "template", "nav", "footer", "select", "head"))
_LISTING = re.compile(r"|(?:index|list|default|main|home)(?:_\d+)?\.\w{2,5}", re.I)
_PERIOD = re.compile(r"[\d_-]{1,10}")  # a folder of a month or a year: an archive


@dataclass(slots=True)
class _Stretch:
    """What stands between two links to articles: columns of letters in blocks that say something,
    how many such blocks, and the columns that extraction kept.
    """

    led: bool = False
    columns: int = 0
    blocks: int = 0
    kept: int = 0

    @property
    def body(self) -> int:
        """Columns that may be an article's: no frame is long, whatever extraction made of it."""
        return self.columns if self.columns >= _BODY_OF_LISTING else self.kept


def plainest(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The links without the AMP and printed twins of others, with the longest words of each."""
    found = dict[str, tuple[str, str]]()
    for url, words in links:
        key = key_of(url).rstrip("/")  # "/news/homes/amp/" is written beside "/news/homes" too
        known, said = found.get(key, ("", ""))
        plainer = not known or (is_twin(known, key_of(known)) and not is_twin(url, key_of(url)))
        found[key] = (url if plainer else known, max(said, words, key=len))
    return dict(found.values())


def leads_on(tree: HtmlElement, url: str, links: dict[str, str], text: str) -> bool:
    """Whether the page at ``url`` leads to articles. ``links`` are those to its own host with
    their words, ``text`` what was extracted of it, "" when nothing was.
    """
    patterns = [shape.pattern for shape in shapes_of(links.items()) if shape.follow]
    articles = {key_of(each) for each in links if any(re.search(p, each) for p in patterns)}
    articles.discard(key_of(url))
    if len(articles) < ENOUGH:
        return False
    heads = {_plain(part)[:_HEAD] for part in re.split(r"\n| \| ", text)}
    stretches = _stretches(tree, url, articles, heads)
    longest = max(stretch.body for stretch in stretches)
    like = any(re.search(pattern, url) for pattern in patterns)
    of_listing = not like and _is_listings(url)
    body = _BODY_OF_LISTING if of_listing else _BODY_OF_LIKE if like else _BODY
    beside = [s for s in stretches if s.led and s.columns and (of_listing or s.blocks == 1)]
    if len(beside) >= ENOUGH:
        # Excerpts are as long as one another; a body beside excerpts of other articles is longer.
        second = sorted(stretch.columns for stretch in beside)[-2]
        return longest < max(body, 2 * second)
    return longest < body


def _is_listings(url: str) -> bool:
    """Whether the address is written like a front page or a section."""
    folder, _, name = urlsplit(url).path.rpartition("/")
    last = folder.rpartition("/")[2]
    named = r"[\w-]+" in pattern_of(f"https://x/{last}") or any(map(str.isdigit, last))
    return bool(_LISTING.fullmatch(name)) and (
        bool(name) or not named or bool(_PERIOD.fullmatch(last))
    )


def _stretches(tree: HtmlElement, url: str, articles: set[str], heads: set[str]) -> list[_Stretch]:
    """The page's own words in its order, cut at the links to articles. ``heads`` are the beginnings
    of what was extracted.
    """
    base = joined(url, next(iter(tree.xpath("//base/@href")), "")) or url
    found, last, head, size = [_Stretch()], "", "", 0
    for step in [*_steps(tree), None]:
        if isinstance(step, str):
            head = head if len(head) >= _HEAD else (head + _plain(step))[:_HEAD]
            size += columns(filter(str.isalpha, step))
            continue
        if step is not None:
            key = key_of(joined(base, step.get("href") or ""))
            if key not in articles or key == last or size >= _WITHIN:
                continue  # also one within a sentence of the body
        if size >= _SENTENCE:
            found[-1].columns += size
            found[-1].blocks += 1
            found[-1].kept += size if head in heads else 0
        head, size = "", 0
        if step is not None:
            found.append(_Stretch(led=True))
            last = key
    return found


def _steps(tree: HtmlElement) -> Iterator[str | HtmlElement | None]:
    """Words outside links, links, and None where a block begins or ends."""
    waiting: list[str | HtmlElement | None] = [tree]
    while waiting:
        step = waiting.pop()
        if step is None or isinstance(step, str):
            yield step
            continue
        if step.tag == "a":
            yield step
        elif step.tag not in _UNSEEN:
            edges: list[str | HtmlElement | None] = [None] if step.tag in _OWN_LINES else []
            parts: list[str | HtmlElement | None] = [*edges, step.text or ""]
            for child in step:
                parts += [child, child.tail or ""]
            waiting += reversed([*parts, *edges])


def _plain(text: str) -> str:
    return "".join(text.split())

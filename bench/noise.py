"""How still the text of a page stays while everything around it moves.

    python -m bench.noise                every design and story, 20 visits each
    python -m bench.noise --set shut     the set written before the extractor was mended for it

Changed: visits whose text is not that of the first. Events: changes of claims between the two.
Missed: figures of the article that were changed and the text did not show it. Recall: the share
of the article's sentences that came out whole.
"""

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from claims import read
from config.words import load_words
from crawler import extract
from diffing import compare
from model import Article, Capture, ExtractError, PageKind, Version
from tests.crawler import noise_pages, noise_shut, noise_third
from tests.crawler.noise import Noise
from tests.crawler.noise_stories import STORIES, Story

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
Design = Callable[[Story, Noise], str]
SETS: dict[str, dict[str, tuple[Design, ...]]] = {
    "open": noise_pages.DESIGNS,
    "shut": noise_shut.DESIGNS,
    "third": noise_third.DESIGNS,
}
VISITS = 20
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")


@dataclass
class Score:
    """What became of one story in one design."""

    design: str
    story: str
    visits: int = 0
    changed: int = 0
    events: int = 0
    figures: int = 0
    missed: int = 0
    sentences: int = 0
    lost: int = 0
    first: tuple[str, str] | None = None  # two texts that differ


def visit(design: Design, story: Story, seed: int) -> str:
    """The text that one visit finds; "" when it finds none."""
    html = design(story, Noise(seed, story.language))
    url = "https://site.example/news/page.html"
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    look = Capture(url, url, "noise", PageKind.ARTICLE, 200, headers, html.encode(), NOW)
    try:
        return extract(look).titled.text
    except ExtractError:
        return ""


def events(before: str, after: str) -> int:
    """How many changes of claims two texts make."""
    words = load_words()
    versions = [
        Version(article, read(article, words), NOW) for article in map(Article, (before, after))
    ]
    return len(compare(*versions).changes)


def score(design: Design, story: Story, visits: int = VISITS) -> Score:
    """One story in one design, visited so often; the first visit is what others are held to."""
    result = Score(design.__name__, story.title)
    texts = [visit(design, story, seed) for seed in range(visits)]
    for text in texts[1:]:
        result.visits += 1
        if text != texts[0]:
            result.changed += 1
            result.first = result.first or (texts[0], text)
            result.events += events(texts[0], text)
    lines = {_plain(line) for line in texts[0].split("\n")}
    result.sentences = len(story.sentences)
    result.lost = sum(_plain(sentence) not in lines for sentence in story.sentences)
    return result


def missed(design: Design, story: Story) -> tuple[int, list[str]]:
    """How many figures were changed, and those whose change the text did not show."""
    before = visit(design, story, 0)
    figures = sorted({one for line in story.sentences for one in _FIGURE.findall(line)})
    unseen = []
    for figure in figures:
        last = figure[-1]
        changed = story.with_figure(figure, figure[:-1] + ("7" if last != "7" else "3"))
        if visit(design, changed, 0) == before:
            unseen.append(figure)
    return len(figures), unseen


def _plain(line: str) -> str:
    return "".join(line.split())


def scores(designs: dict[str, tuple[Design, ...]], visits: int = VISITS) -> list[Score]:
    """Every story in every design of its language."""
    return [score(design, story, visits) for story in STORIES for design in designs[story.language]]


def main() -> None:
    """Print a line for each design, and the sum."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--set", choices=SETS, default="open")
    options.add_argument("--show", action="store_true", help="show what differed")
    chosen = options.parse_args()
    found = scores(SETS[chosen.set])
    for designs in SETS[chosen.set].values():
        for design in designs:
            mine = [one for one in found if one.design == design.__name__]
            changed, visits = sum(x.changed for x in mine), sum(x.visits for x in mine)
            lost, sentences = sum(x.lost for x in mine), sum(x.sentences for x in mine)
            tried = [missed(design, s) for s in STORIES if design in SETS[chosen.set][s.language]]
            unseen = sum(len(names) for _, names in tried)
            print(
                f"{design.__name__:14} changed {changed:3}/{visits}  events "
                f"{sum(x.events for x in mine):4}  recall {1 - lost / sentences:.3f}  missed "
                f"{unseen}/{sum(count for count, _ in tried)}",
                flush=True,
            )
            if chosen.show:
                _show(mine)
    visits, changed = sum(x.visits for x in found), sum(x.changed for x in found)
    print(f"unchanged {100 * (1 - changed / visits):.2f} % of {visits} visits")


def _show(found: list[Score]) -> None:
    for one in found:
        if one.lost:
            print("   lost", one.lost, one.story)
        if one.first:
            before, after = (set(text.split("\n")) for text in one.first)
            for line in sorted(before ^ after)[:6]:
                print("   ", "-" if line in before else "+", line[:150])


if __name__ == "__main__":
    main()

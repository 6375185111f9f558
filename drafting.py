"""A source file drafted from a trial: what a person would else write by hand, ready to save."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import urlsplit

from crawler.cleaning import language_of
from model import Article, PageKind, Render, Trial

_MAX_NAME = 300
_GOVERNMENT = re.compile(r"\bgov\b")
_STATISTICS = re.compile(r"^(?:www\.)?(?:stats?|tjj|statistics)\.")


def draft(trial: Trial, render: Render, taken: Collection[str]) -> tuple[str, str]:
    """The name and the text of a source file that follows what the trial found; ``taken`` names
    are another source's. Two empty texts when nothing was found to follow.
    """
    starts = list(_starts(trial))
    if not starts:
        return "", ""
    host = urlsplit(trial.url).netloc
    slug = _slug(host, taken)
    articles = [sample.article for sample in trial.samples if sample.article]
    places = Counter(c.place for sample in trial.samples for c in sample.claims if c.place)
    place = next((name for name, _ in places.most_common(1)), None)
    lines = [
        f"# config/sources/{slug}.toml",
        f"name = {_text(_name(articles, host)[:_MAX_NAME])}",
        f'kind = "{_kind(host)}"              # government, news, statistics or other',
        *([f"place = {_text(place[:_MAX_NAME])}"] if place else []),
        f'language = "{_most(article.language for article in articles) or _language(trial)}"',
        *_follow(trial),
        *([f'render = "{render.value}"'] if render is not Render.HTTP else []),
    ]
    for url, kind in starts:
        lines += ["", "[[start]]", f"url = {_text(url)}", f'kind = "{kind.value}"']
    return slug, "\n".join([*lines, "", "[schedule]", 'every = "6h"']) + "\n"


def _starts(trial: Trial) -> Iterator[tuple[str, PageKind]]:
    followed = trial.listing and any(shape.follow for shape in trial.listing.shapes)
    if trial.listing and followed:
        yield trial.listing.url, trial.listing.kind
    if trial.samples and trial.samples[0].url == trial.url:
        yield trial.url, PageKind.ARTICLE


def _language(trial: Trial) -> str:
    """The language of the words of the links, when no article was read."""
    shapes = trial.listing.shapes if trial.listing else ()
    followed = [shape for shape in shapes if shape.follow] or shapes
    return language_of("\n".join(words for shape in followed for _, words in shape.examples))


def _follow(trial: Trial) -> Iterator[str]:
    shapes = [shape for shape in trial.listing.shapes if shape.follow] if trial.listing else []
    if len(shapes) == 1:
        yield f"follow = [{_pattern(shapes[0].pattern)}]"
    elif shapes:
        yield "follow = ["
        yield from (f"    {_pattern(shape.pattern)}," for shape in shapes)
        yield "]"


def _slug(host: str, taken: Collection[str]) -> str:
    """A name for the file: the host's, as far as a file's name may be that."""
    plain = re.sub(r"[^a-z0-9]+", "-", re.sub(r"^www\.|:\d+$", "", host.lower())).strip("-")
    base = plain[:55].rstrip("-") or "source"
    names = (base, *(f"{base}-{number}" for number in range(2, 1000)))
    return next(name for name in names if name not in taken)


def _name(articles: Iterable[Article], host: str) -> str:
    publishers = Counter(article.publisher for article in articles if article.publisher)
    common = publishers.most_common(1)
    return f"{common[0][0]} ({host})" if common else host


def _kind(host: str) -> str:
    if _STATISTICS.search(host):
        return "statistics"
    return "government" if _GOVERNMENT.search(host) else "other"


def _most(words: Iterable[str]) -> str:
    return next((word for word, _ in Counter(words).most_common(1)), "")


def _text(value: str) -> str:
    """A TOML string. What a page says of itself is hostile: no sign of it leaves the string. Names
    are cut before; half an address or a pattern would be another one.
    """
    shown = "".join(char for char in value if char.isprintable())
    return json.dumps(shown, ensure_ascii=False)


def _pattern(value: str) -> str:
    # In single quotes a backslash is just a backslash, and a pattern stays readable.
    return _text(value) if "'" in value or not value.isprintable() else f"'{value}'"

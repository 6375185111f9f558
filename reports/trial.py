"""A trial in words: what an address holds, what would be followed, and what comes out."""

from collections import Counter
from collections.abc import Iterator

from model import Claim, Listed, PageKind, Sample, Shape, Trial
from reports.outlets import clean
from reports.words import period_words, quantity_words

_MAX_CLAIMS = 5
_MAX_LINES = 3
_MAX_UNFOLLOWED = 6
_LINE = 160
_WORDS = {
    PageKind.ARTICLE: "an article",
    PageKind.INDEX: "an index page, which leads to articles",
    PageKind.SITEMAP: "a sitemap",
    PageKind.FEED: "a feed",
    PageKind.LIST: "a list of addresses",
}


def trial_text(trial: Trial) -> str:
    """The trial as lines for a terminal; nothing that a page says is more than text."""
    return "\n".join(line.rstrip() for line in _lines(trial)) + "\n"


def _lines(trial: Trial) -> Iterator[str]:
    yield f"Tried      {clean(trial.url)}"
    yield f"Answer     {_answer(trial.first)}"
    if trial.listing and trial.listing.url == trial.url:
        yield f"It is      {_WORDS[trial.listing.kind]}"
    elif trial.samples:
        yield f"It is      {_WORDS[PageKind.ARTICLE]}"
    for known in trial.known:
        yield f"Known      {clean(known)}"
    for kind, url in trial.offered:
        yield f"Offered    a {kind.value}, lighter for both sides: {clean(url)}"
    if trial.listing:
        yield from _listing(trial.listing, found=trial.listing.url != trial.url)
    elif trial.samples:
        yield ""
        yield "No page above it leads to it: the source file below names it alone."
    for number, sample in enumerate(trial.samples, 1):
        yield from _sample(sample, number)
    yield from _file(trial)


def _answer(sample: Sample) -> str:
    said = [sample.state.value]
    if sample.status is not None:
        said.append(f"status {sample.status}")
    if sample.bytes:
        said.append(f"{sample.bytes:,} bytes")
    note = f": {clean(sample.note)}" if sample.note else ""
    return ", ".join(said) + note


def _listing(listing: Listed, *, found: bool) -> Iterator[str]:
    followed = [shape for shape in listing.shapes if shape.follow]
    others = [shape for shape in listing.shapes if not shape.follow]
    yield ""
    if found:
        yield f"Found on   {clean(listing.url)}"
    yield f"Links that would be followed: {sum(shape.count for shape in followed)}"
    for shape in followed:
        yield from _shape(shape)
    left = sum(shape.count for shape in others) + sum(count for _, count in listing.dropped)
    yield f"Links that would not: {left}"
    for shape in others[:_MAX_UNFOLLOWED]:
        yield f"  {shape.count:>5}  {clean(shape.pattern)}"
    if len(others) > _MAX_UNFOLLOWED:
        rest = sum(shape.count for shape in others[_MAX_UNFOLLOWED:])
        yield f"  {rest:>5}  of {len(others) - _MAX_UNFOLLOWED} other forms"
    for reason, count in listing.dropped:
        yield f"  {count:>5}  {reason}"


def _shape(shape: Shape) -> Iterator[str]:
    yield f"  {shape.count:>5}  {clean(shape.pattern)}"
    for url, words in shape.examples[:2]:
        yield f"         {clean(url)}{f'  {clean(words)[:60]}' if words else ''}"


def _sample(sample: Sample, number: int) -> Iterator[str]:
    yield ""
    yield f"Read {number}     {clean(sample.url)}"
    article = sample.article
    if article is None or sample.state.value != "ok":
        yield f"  Answer     {_answer(sample)}"
    if article is None:
        return
    yield f"  Title      {clean(article.title)}"
    dates = [f"published {article.published or 'not stated'}"]
    dates += [f"changed {article.modified}"] if article.modified else []
    yield f"  Dates      {', '.join(dates)}"
    lines = article.text.split("\n")
    yield f"  Text       {len(article.text):,} characters in {len(lines)} lines, {article.language}"
    for line in lines[1 : 1 + _MAX_LINES]:
        yield f"             {clean(line)[:_LINE]}"
    kinds = Counter(claim.kind.value for claim in sample.claims)
    counted = ", ".join(f"{n} {kind}{'' if n == 1 else 's'}" for kind, n in kinds.items())
    yield f"  Claims     {counted or 'none'}"
    for claim in sample.claims[:_MAX_CLAIMS]:
        yield f"             {_claim(claim)}"
    if len(sample.claims) > _MAX_CLAIMS:
        yield f"             and {len(sample.claims) - _MAX_CLAIMS} more"


def _claim(claim: Claim) -> str:
    about = ", ".join(
        clean(part)
        for part in (claim.indicator, claim.place or "", period_words(claim.period) or "")
        if part
    )
    return f"{claim.kind.value} {clean(quantity_words(claim.quantity))}: {about}"


def _file(trial: Trial) -> Iterator[str]:
    yield ""
    if not trial.file:
        yield "There is nothing here to follow, so there is no source file."
        return
    yield f"A source file, to be saved as config/sources/{trial.slug}.toml (--save does it):"
    yield ""
    yield trial.file.rstrip("\n")

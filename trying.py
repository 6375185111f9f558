"""What would happen to an address, were it followed: fetched and read as a check would do it, and
stored nowhere.

    address ─fetch→ what it is ─links→ shapes ─sample→ articles, claims ─draft→ a source file
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from urllib.parse import urlsplit

from crawler import canonical_url, crawl, judge, listings
from crawler.kinds import kind_of, links_with_words, offered, sitemaps_in
from crawler.leading import plainest
from crawler.listings import Entry, links
from crawler.patterns import pattern_of, shapes_of
from drafting import draft
from hosts import Learnt, hosts_held, known_hosts
from model import (
    Article,
    Capture,
    CheckState,
    Claim,
    CrawlOrder,
    CrawlSummary,
    ExtractError,
    FetchFailure,
    Limits,
    Listed,
    Page,
    PageKind,
    Render,
    Sample,
    Settings,
    Shape,
    Source,
    Trial,
)
from parsing import Parser
from storage import Store

SLUG = "trial"
_DELAY_S = Limits().delay_s  # whom we try is nobody that we know: as kind as to any
_ROBOTS_KEPT = timedelta(days=2)
_MAX_LISTINGS = 3  # pages above an article that are asked whether they lead to it
_INDEX = re.compile(r"|(?:index|list|default|main)\.\w{2,5}")
_MAX_CHILDREN = 3  # sitemaps that are opened of an index of them
_PROMISING = re.compile(r"news|post|article|story|stories|xinwen|xw|zwgk|press", re.I)
_TWINS = "an AMP or printed twin of another"
_UNOPENED = "sitemaps that were not opened for this trial"
_MAX_FOLLOWED = 4  # shapes that a drafted source follows

Answers = dict[str, Capture | FetchFailure]


def try_address(
    url: str,
    sources: Sequence[Source],
    settings: Settings,
    parser: Parser,
    store: Store,
    *,
    samples: int = 3,
    render: Render = Render.HTTP,
    say: Callable[[str], None] = lambda line: None,
) -> Trial:
    """What the address holds, which links of it would be followed, what comes out of ``samples``
    of them, and a source file that follows them. ``say`` hears what is being done; ``store`` keeps
    what hosts ask for, and nothing else.
    """
    url = canonical_url(url)
    work = _Work(url, settings, tuple(sources), parser, store, render, say)
    first = work.fetched([url])[url]
    sample, kind = work.looked_at(first)
    known = tuple(_known(url, sources))
    if isinstance(first, FetchFailure) or sample.state is not CheckState.OK:
        return Trial(url, sample, known=known, offered=work.offered(first))
    read: tuple[Sample, ...] = ()
    if kind is PageKind.ARTICLE:
        listing = work.listing_of(first)
        read = (sample,)
    else:
        listing = work.opened(first) if kind is PageKind.SITEMAP else _listed(first, kind)
    wanted = _spread(listing.shapes, samples - len(read), {url}) if listing else []
    read += tuple(work.looked_at(one)[0] for one in work.fetched(wanted).values())
    trial = Trial(url, sample, listing, read, known, work.offered(first))
    slug, file = draft(trial, render, {source.slug for source in sources})
    return replace(trial, slug=slug, file=file)


@dataclass(frozen=True, slots=True)
class _Work:
    """Fetching and reading for one trial, as kindly as any crawl."""

    url: str
    settings: Settings
    sources: tuple[Source, ...]
    parser: Parser
    store: Store
    render: Render
    say: Callable[[str], None]

    def fetched(self, urls: Sequence[str]) -> Answers:
        """What each address answered, asked one after the other."""
        if not urls:
            return {}
        for url in urls:
            self.say(f"fetching {url}")
        order = CrawlOrder(self._source(), tuple(Page(u, SLUG) for u in urls), discover=False)
        found: Answers = {}
        home, learnt = self.settings.home, Learnt(self.store)
        with hosts_held(home, [order], self.say) as held:
            known = known_hosts(home, held, self.sources, self.store, datetime.now(UTC))
            try:
                with closing(crawl([order], self.settings.crawl, known, learnt.hear)) as answers:
                    for answer in answers:
                        if not isinstance(answer, CrawlSummary):
                            found[canonical_url(answer.url)] = answer
            finally:  # whoever loses patience leaves the host's wishes behind
                learnt.keep()
        return found

    def offered(self, answer: Capture | FetchFailure) -> tuple[tuple[PageKind, str], ...]:
        """The feeds that the page names, and the sitemaps that its site's robots.txt does."""
        if isinstance(answer, FetchFailure):
            return ()
        parts = urlsplit(answer.final_url)
        origin = f"{parts.scheme}://{parts.netloc}"
        kept = self.store.robots_files(answer.captured_at - _ROBOTS_KEPT)
        maps = (url for file in kept if file.origin == origin for url in sitemaps_in(file))
        found = dict.fromkeys((*offered(answer), *((PageKind.SITEMAP, url) for url in maps)))
        return tuple(each for each in found if canonical_url(each[1]) != self.url)

    def _source(self) -> Source:
        host = urlsplit(self.url).netloc
        return Source(
            slug=SLUG,
            name=host,
            publisher=host,
            kind="other",
            place=None,
            language="en",
            starts=(),
            hosts=(host,),
            limits=Limits(delay_s=_DELAY_S),
            render=self.render,
        )

    def looked_at(self, answer: Capture | FetchFailure) -> tuple[Sample, PageKind]:
        """What became of one answer, and what it is for."""
        if isinstance(answer, FetchFailure):
            return Sample(answer.url, answer.state, answer.reason, answer.status), answer.kind
        article: Article | None = None
        claims: tuple[Claim, ...] = ()
        problem = ""
        try:
            read = self.parser.result(self.parser.submit(answer, self._source().read_as))
            article, claims = read.article, read.claims or ()
        except ExtractError as error:
            problem = error.problem
        kind = kind_of(answer, article)
        state, note = self._judged(answer, article, kind, problem)
        seen = Sample(answer.url, state, note, answer.status, len(answer.body))
        return replace(seen, article=article, claims=claims), kind

    def _judged(
        self, answer: Capture, article: Article | None, kind: PageKind, problem: str
    ) -> tuple[CheckState, str]:
        if kind is PageKind.ARTICLE:
            return judge(answer, article, None, problem=problem)
        count = sum(1 for _ in links(replace(answer, kind=kind)))
        return judge(replace(answer, kind=kind, links=count), None, None)

    def opened(self, sitemap: Capture) -> Listed:
        """What the sitemap leads to, and some of the sitemaps that it names."""
        waiting, captures, asked = _named_by(sitemap), [sitemap], set[str]()
        while waiting and len(asked) < _MAX_CHILDREN:
            best = max(waiting, key=_promise)
            waiting.remove(best)
            if best.url in asked:
                continue
            asked.add(best.url)
            for answer in self.fetched([best.url]).values():
                if isinstance(answer, Capture) and answer.status == 200:
                    captures.append(answer)
                    waiting += _named_by(answer)
        return _listed(sitemap, PageKind.SITEMAP, captures, len({e.url for e in waiting} - asked))

    def listing_of(self, article: Capture) -> Listed | None:
        """A page above the article that leads to it, or to others like it."""
        form = pattern_of(article.final_url)
        for answer in self.fetched(_above(article)).values():
            if isinstance(answer, Capture) and answer.status == 200:
                found = _listed(answer, PageKind.INDEX)
                shapes = tuple(s for s in found.shapes if _is_like(s, form, article.final_url))
                if shapes:
                    rest = sum(s.count for s in found.shapes) - sum(s.count for s in shapes)
                    own = replace(shapes[0], follow=True)
                    return replace(found, shapes=(own,), dropped=((_OTHER, rest),) if rest else ())
        return None


def _named_by(sitemap: Capture) -> list[Entry]:
    """The sitemaps that an index of sitemaps names, on its own host."""
    host = urlsplit(sitemap.final_url).netloc
    entries = listings.read(replace(sitemap, kind=PageKind.SITEMAP)).entries
    return [e for e in entries if e.kind is PageKind.SITEMAP and urlsplit(e.url).netloc == host]


def _promise(entry: Entry) -> tuple[bool, float]:
    """How much the sitemap promises: articles by its name, else what was changed last."""
    changed = entry.changed_at.timestamp() if entry.changed_at else 0.0
    return _PROMISING.search(urlsplit(entry.url).path) is not None, changed


_OTHER = "written otherwise than the article"


def _is_like(shape: Shape, form: str, url: str) -> bool:
    return shape.pattern == form or re.search(shape.pattern, url) is not None


def _above(article: Capture) -> list[str]:
    """The folders above the article that it links to, the nearest first, and the front page."""
    parts = urlsplit(article.final_url)
    folders = [parts.path.rsplit("/", depth)[0] + "/" for depth in range(1, 5)]
    linked: dict[str, str] = {}
    for url, _ in links_with_words(article):
        folder, _, name = urlsplit(url).path.rpartition("/")
        if _INDEX.fullmatch(name) and not urlsplit(url).query:
            linked.setdefault(f"{folder}/", url)
    nearest = [linked[folder] for folder in dict.fromkeys(folders) if folder in linked]
    front = f"{parts.scheme}://{parts.netloc}/"
    return list(dict.fromkeys([*nearest, front]))[:_MAX_LISTINGS]


def _listed(
    capture: Capture, kind: PageKind, captures: Sequence[Capture] = (), unopened: int = 0
) -> Listed:
    """The shapes of a listing's links, or of all ``captures`` of it; those to other hosts, those to
    the twins of others and the sitemaps left unopened are counted.
    """
    host = urlsplit(capture.final_url).netloc
    every = [link for each in captures or [capture] for link in links(replace(each, kind=kind))]
    named = [url for url, what in every if what is not PageKind.SITEMAP]
    words = dict(links_with_words(capture)) if kind is PageKind.INDEX else {}
    own = dict.fromkeys(url for url in named if urlsplit(url).netloc == host)
    plain = plainest((url, words.get(url, "")) for url in own)
    away = sum(urlsplit(url).netloc != host for url in named)
    dropped = Counter({"another host": away, _TWINS: len(own) - len(plain), _UNOPENED: unopened})
    found = []
    for number, shape in enumerate(shapes_of(plain.items())):
        chosen = shape.follow and (number < _MAX_FOLLOWED)
        found.append(replace(shape, follow=chosen))
    counted = tuple((reason, count) for reason, count in dropped.items() if count)
    return Listed(canonical_url(capture.final_url), kind, tuple(found), counted)


def _spread(shapes: Iterable[Shape], most: int, but: set[str]) -> list[str]:
    """Up to ``most`` addresses, from every shape that is followed."""
    followed = [[url for url, _ in shape.examples] for shape in shapes if shape.follow]
    rounds = zip_longest(*followed)
    urls = [url for some in rounds for url in some if url and url not in but]
    return list(dict.fromkeys(urls))[: max(0, most)]


def _known(url: str, sources: Sequence[Source]) -> Iterator[str]:
    """Who follows the address already, and how."""
    host = urlsplit(url).netloc
    for source in sources:
        if any(canonical_url(start.url) == url for start in source.starts):
            yield f"it is a start page of {source.slug}"
        elif host in source.hosts:
            match = next((p for p in source.follow if re.search(p, url)), None)
            ignored = next((p for p in source.ignore if re.search(p, url)), None)
            if match and not ignored:
                yield f"{source.slug} follows it where a start page links to it, by {match}"
            elif match:
                yield f"{source.slug} would follow it by {match}, but ignores it by {ignored}"
            else:
                yield f"{source.slug} follows this host, but none of its patterns matches"

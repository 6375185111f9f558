"""From a source's start pages to its articles: which addresses to fetch, once each, no traps."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from crawler import listings
from crawler.addresses import canonical_url, netloc_of
from crawler.bounds import Traps, flaw_of, in_turn, shape_of
from crawler.files import attachments_on, unread_attachment
from crawler.listings import Entry
from crawler.orders import named
from crawler.said import is_news, told_apart
from crawler.twins import declared, is_plainer, is_twin, key_of
from model import Capture, CrawlOrder, Page, PageKind

_ATTACHED = "attachments"  # what counts for a pattern where none led to a document
_UNREAD = "more links than one page may have"
_NOT_CHANGED = "sitemaps that their index says were not changed, read within the last day"
_LIVES_ELSEWHERE = "another address of a page that is known"
_NO_NEWS = (_NOT_CHANGED, _LIVES_ELSEWHERE)  # what a listing names that leads nowhere new
# For how long the index of a sitemap is believed that it was not changed: many indexes give every
# sitemap a date that never moves, and what is new in it would never be found.
_BELIEVED_FOR = timedelta(days=1)
_PORT = re.compile(r":\d+$")


@dataclass(frozen=True, slots=True)
class Step:
    """One address to fetch: why, how far from a start page, and what is known of it. ``part`` is
    which page of its index it is, from 1; ``root`` the start it comes from; ``listed_at`` when a
    listing said that it was changed.
    """

    url: str
    kind: PageKind
    depth: int = 0
    found_on: str | None = None
    page: Page | None = None
    part: int = 1
    root: str = ""
    listed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address a listing names; ``flaw`` says why it is none of the source's, "" when it is.
    ``changed_at`` is when the listing says that it was changed, where that can be believed;
    ``onward`` when it is the next part of the listing itself. ``read_at`` is when the listing was
    read.
    """

    url: str
    kind: PageKind
    flaw: str
    changed_at: datetime | None = None
    onward: bool = False
    read_at: datetime | None = None

    @property
    def key(self) -> str:
        """What makes it one page with its other addresses."""
        return key_of(self.url)


class Frontier:
    """What one crawl fetches of one source: the pages ordered, and links until a cap is met.

    Every link that is not followed is counted in ``dropped`` by its reason.
    """

    def __init__(self, order: CrawlOrder) -> None:
        self._order, self._source = order, order.source
        self._follow = [re.compile(pattern) for pattern in order.source.follow]
        self._ignore = [re.compile(pattern) for pattern in order.source.ignore]
        starts = {netloc_of(start.url) for start in order.source.starts}
        named_hosts = {netloc_of(f"http://{host}") for host in order.source.hosts}
        named_hosts |= {netloc_of(f"https://{host}") for host in order.source.hosts}
        self._hosts = (named_hosts or starts) - {""}
        self._seen: dict[str, str] = {}  # what is fetched, and for which of the steps
        self._resting = {key_of(page.url): page for page in order.not_due}
        self._also_known = {key_of(url) for url in order.also_known}
        listed = [page for page in order.pages if page.kind is not PageKind.ARTICLE]
        self._listings = {key_of(page.url): page for page in listed} if order.discover else {}
        known = any(page.kind is PageKind.ARTICLE for page in (*order.pages, *order.not_due))
        self._is_first = not known
        self._roots = self._unanswered = {
            key_of(start.url) for start in order.starts if start.kind is not PageKind.ARTICLE
        }
        self._homes: dict[str, str] = {}  # where pages say they live, and which of them
        self._exhausted: set[str] = set()
        self._taken = self._looks = 0
        self._per_pattern: Counter[str] = Counter()
        self._traps = Traps()
        self.dropped: Counter[str] = Counter()

    def first(self) -> tuple[Step, ...]:
        """The start pages when discovering, then the pages ordered; each document once.

        All at once: an index page that answers before its known pages were asked for would have
        them fetched as new ones, whole.
        """
        steps = []
        for each in named(self._order):
            key = key_of(each.url)
            self._seen[key] = key
            # Articles the caller names are the caller's to limit: counted here, a source with many
            # known pages would never find a new one.
            self._taken += each.kind is not PageKind.ARTICLE
            steps.append(Step(each.url, each.kind, page=each.page, root=key))
        return tuple(steps)

    # What the answers say

    def links_on(self, capture: Capture, part: int = 1) -> tuple[Link, ...] | None:
        """The links on a listing that answered; None for an article, which leads nowhere."""
        if capture.kind is PageKind.ARTICLE or capture.status != 200:
            return None
        listing = listings.read(capture, part)
        if listing.unread:
            self.dropped[_UNREAD] += listing.unread
        told = told_apart((each.changed_at for each in listing.entries), capture.captured_at)
        now = capture.captured_at
        today = now.date()
        found = [
            Link(e.url, e.kind, flaw, e.changed_at if e.changed_at in told else None, e.onward, now)
            for e in listing.entries
            # What only looks like an address counts when it is one of ours.
            if not (flaw := self._flaw(e, today)) or not e.guess
        ]
        leads = any(not (link.flaw or link.onward) for link in found)
        frames = {each.url for each in listing.entries if each.onward and each.guess}
        # The frames of a page matter where they hold its list: not beside one.
        return tuple(link for link in found if not (leads and link.url in frames))

    def attached_to(self, capture: Capture) -> tuple[Link, ...]:
        """The documents that an article links to, where its source has them read."""
        if capture.kind is not PageKind.ARTICLE or not self._source.attachments:
            return ()
        today = capture.captured_at.date()
        return tuple(
            Link(url, PageKind.ARTICLE, self._flaw_of_attachment(url, today))
            for url in attachments_on(capture)
        )

    def after(self, step: Step, found: Iterable[Link]) -> tuple[Step, ...]:
        """The steps that the links found on the page of ``step`` lead to."""
        self._unanswered = self._unanswered - {step.root}
        if not self._order.discover:
            return ()
        links = list(found)
        steps: list[Step] = []
        news = False
        for key, link in self._in_order([link for link in links if not link.onward]):
            reason = link.flaw or self._why_not(step, link, key)
            if reason:
                self.dropped[reason] += 1
                news = news or not (link.flaw or reason in _NO_NEWS)
            elif reason is None:
                news = news or key not in self._resting
                steps.append(self._step(step, link, key))
        if not news and not steps:
            self._exhausted.add(step.url)
        onward = [link for link in links if link.onward]
        return (*steps, *self._onward(step, onward, news=news))

    def is_exhausted(self, step: Step) -> bool:
        """Whether all that the listing of ``step`` leads to is known already."""
        return step.url in self._exhausted

    def failed(self, step: Step) -> None:
        """Nothing came of ``step``, wherever it was led: others may be led there too."""
        self._unanswered = self._unanswered - {step.root}
        mine = key_of(step.url)
        for key in [key for key, owner in self._seen.items() if owner == mine != key]:
            del self._seen[key]

    def may_go(self, step: Step, url: str) -> bool:
        """Whether a redirect may be followed to ``url``: not to a page that is fetched for itself
        or that we know as another. Who may goes there, so nobody else will.
        """
        mine, key = key_of(step.url), key_of(url)
        if key != mine and (self._seen.get(key, mine) != mine or key in self._resting):
            return False
        self._seen.setdefault(key, mine)
        return True

    def home_of(self, capture: Capture) -> str | None:
        """Where the article says that it lives, when no other page of this crawl says the same;
        the address is then not fetched for itself where it is but a plainer way to write the same.
        """
        if capture.kind is not PageKind.ARTICLE or capture.status != 200:
            return None
        home = declared(capture.body, capture.final_url)
        if home is None:
            return None
        mine, key = key_of(capture.final_url), key_of(home)
        if key == mine and not is_twin(canonical_url(capture.final_url), mine):
            return None  # the other of http and https, or of two ways to write it
        if self._homes.setdefault(key, mine) != mine:
            return None
        if is_plainer(capture.final_url, home):
            self._seen.setdefault(key, mine)
        return home

    # What is followed

    def _in_order(self, links: Sequence[Link]) -> Iterable[tuple[str, Link]]:
        """The links with their keys, in the page's order but twins of others last; in turn by
        their shape when there are more than may be followed, so that what a trap makes up keeps no
        real page out.
        """
        keyed = [("" if link.flaw else link.key, link) for link in links]
        keyed.sort(key=lambda each: bool(each[0]) and is_twin(each[1].url, each[0]))
        limits = self._source.limits
        if len(keyed) <= min(limits.max_pages, limits.max_pages_per_pattern):
            return keyed
        groups: dict[str, list[tuple[str, Link]]] = defaultdict(list)
        for each in keyed:
            groups["" if each[1].flaw else shape_of(each[1].url)].append(each)
        return in_turn(groups.values())

    def _step(self, step: Step, link: Link, key: str) -> Step:
        resting = self._resting.get(key)
        # A page that we hold is no find, and takes nobody's place.
        self._taken += resting is None
        self._seen[key] = key
        return Step(
            url=resting.url if resting else link.url,
            kind=link.kind,
            depth=step.depth + 1,
            found_on=step.url,
            page=resting,
            root=step.root,
            listed_at=link.changed_at,
        )

    def _onward(self, step: Step, links: Sequence[Link], *, news: bool) -> Iterator[Step]:
        """The next page of an index: while there is news, and within its limit. At the first crawl
        a first page without any is no reason to stop.
        """
        limits = self._source.limits
        for link in links:
            key = key_of(link.url)
            if key in self._seen or not (news or (self._is_first and step.part == 1)):
                continue
            if link.flaw:
                self.dropped[link.flaw] += 1
            elif step.part >= limits.max_index_pages:
                self.dropped["page limit of an index"] += 1
            elif self._taken >= limits.max_pages:
                self.dropped["page limit of the crawl"] += 1
            else:
                self._seen[key] = key
                self._taken += 1
                yield Step(
                    link.url, link.kind, step.depth, step.url, part=step.part + 1, root=step.root
                )

    def _why_not(self, step: Step, link: Link, key: str) -> str | None:
        """Why the link is not followed; "" when this crawl knows its page, None when it is to be
        asked.
        """
        resting = self._resting.get(key)
        if resting is not None and key not in self._seen:
            return self._why_no_look(resting, link)
        if key in self._seen:
            return ""
        if key in self._also_known:
            return _LIVES_ELSEWHERE
        if self._is_read(key, link):
            return _NOT_CHANGED
        # A document is a part of the article that it hangs on, and leads no further.
        attached = step.kind is PageKind.ARTICLE
        if step.depth >= self._source.limits.max_depth and not attached:
            return "too many links away"
        return self._traps.is_one(link.url) or self._limit_met(link)

    def _limit_met(self, link: Link) -> str | None:
        limits = self._source.limits
        if self._taken >= limits.max_pages - self._kept_for_others(limits.max_pages):
            return "page limit of the crawl"
        if link.kind is PageKind.ARTICLE:
            pattern = next((p.pattern for p in self._follow if p.search(link.url)), _ATTACHED)
            most = limits.max_pages_per_pattern
            if self._per_pattern[pattern] >= most - self._kept_for_others(most):
                return "page limit of the pattern"
            self._per_pattern[pattern] += 1
        return None

    def _why_no_look(self, resting: Page, link: Link) -> str | None:
        """Why a page that is not due is left alone; None when a listing says that it was changed.
        As many of these as of new ones are looked at; the others next time.
        """
        if not is_news(resting, link.changed_at):
            return ""
        if self._looks >= self._source.limits.max_pages:
            return "page limit of the crawl"
        self._looks += 1
        return None

    def _is_read(self, key: str, link: Link) -> bool:
        """Whether all that a sitemap leads to was followed, and its index says that it was not
        changed since: believed in scheduled crawls alone, and for a day.
        """
        known = self._listings.get(key) if self._order.trusts_indexes else None
        listed, seen = (known.listed_at, known.seen_at) if known else (None, None)
        if not (link.changed_at and link.read_at and listed and seen):
            return False
        return link.changed_at <= listed and abs(link.read_at - seen) < _BELIEVED_FOR

    def _kept_for_others(self, limit: int) -> int:
        """What of a limit is kept for starts that have not answered yet, so that one that makes up
        pages without end does not take the others' place.
        """
        if len(self._roots) < 2:
            return 0
        return len(self._unanswered) * (limit // (2 * len(self._roots)))

    def _flaw(self, entry: Entry, today: date) -> str:
        """What makes an address none of ours, whatever was fetched before; "" when nothing does."""
        if flaw := self._out_of_reach(entry.url):
            return flaw
        follows = any(p.search(entry.url) for p in self._follow)
        if entry.kind is PageKind.ARTICLE and not follows:
            return "matches no follow pattern"
        return self._flaw_of_any(entry.url, today)

    def _flaw_of_attachment(self, url: str, today: date) -> str:
        # Whoever follows an article wants its documents, wherever the site files them.
        return self._out_of_reach(url) or self._flaw_of_any(url, today)

    def _out_of_reach(self, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            return "not http or https"
        netloc = urlsplit(url).netloc
        ours = netloc in self._hosts or _PORT.sub("", netloc) in self._hosts
        return "" if ours else "another host"

    def _flaw_of_any(self, url: str, today: date) -> str:
        if kind := unread_attachment(url):
            return kind
        if any(pattern.search(url) for pattern in self._ignore):
            return "matches an ignore pattern"
        return flaw_of(url, today)

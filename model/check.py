"""A check: one look at one page; and a run: one crawl that made checks."""

from dataclasses import dataclass
from datetime import datetime

from model.article import Article
from model.capture import Capture, CheckState, Dropped
from model.change import Comparison, Finding
from model.claim import Claim
from model.page import Page
from model.source import PageKind


@dataclass(frozen=True, slots=True)
class Check:
    """How one look at one page went. ``note`` says it in words: "304 not modified", "same
    claims in other words", "status 500". ``version`` is set when the look made a new version.
    """

    url: str
    source: str
    at: datetime
    state: CheckState
    kind: PageKind = PageKind.ARTICLE
    note: str = ""
    status: int | None = None
    bytes: int = 0
    elapsed_ms: int = 0
    run: int | None = None
    page: int | None = None
    version: int | None = None
    title: str = ""
    claims: int = 0  # claims read from the version, when there is one
    changes: int = 0  # changes the look found
    reworded: int = 0  # claims said in other words, not flagged
    text_chars: int | None = None  # length of the text found, when one was looked for
    links: int | None = None  # that its source follows; None for an article
    asked: bool = True  # False where the host was left alone: that says nothing of the page
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One crawl of one or more sources. ``outcome`` is None while it goes on, then "finished",
    or why it stopped ("interrupted", "time is up").
    """

    id: int
    requested_by: str
    sources: tuple[str, ...]
    started_at: datetime
    ended_at: datetime | None = None
    outcome: str | None = None
    dropped: tuple[Dropped, ...] = ()  # what was not followed; without a source in old runs


@dataclass(frozen=True, slots=True)
class Join:
    """Two pages that turned out to be one document: ``survivor``, the one with the older history,
    goes on, at the address where ``lives`` (one of the two) was found; what ``absorbed`` was leads
    to it from then on. ``old`` and ``new`` are the versions that now follow each other and were
    compared, None where there are none. ``newest`` are the newest versions of both as they were
    then.
    """

    survivor: Page
    absorbed: Page
    lives: Page
    old: int | None = None
    new: int | None = None
    newest: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Look:
    """Everything one look at a page brought, to be stored in one transaction: all or none.

    ``page`` already carries its new validators and next check. ``article`` is set when a new
    version is to be made; ``before`` is the version it was compared with (None: the first one).
    """

    check: Check
    page: Page
    capture: Capture | None = None
    article: Article | None = None
    claims: tuple[Claim, ...] = ()
    before: int | None = None
    comparison: Comparison | None = None
    findings: tuple[Finding, ...] = ()
    extractor: str = ""
    reader: str = ""
    joins: Join | None = None
    also_at: tuple[str, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether it says no more than that a known page was seen again, and when."""
        if self.check.state is not CheckState.UNCHANGED or None in (self.page.id, self.check.run):
            return False
        if self.page.url != self.check.url or self.also_at:
            return False
        return not (self.capture or self.article or self.comparison or self.findings)

"""Versions, and what differs between two of them."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from model.article import Article
from model.claim import Claim, is_slip
from model.reading import ReadBy, StoredReading


@dataclass(frozen=True, slots=True)
class Version:
    """An article that differs from the one before on its page, with the claims read from it.

    A corpus document is a version without a page: ``page`` and ``capture_sha256`` are None.
    """

    article: Article
    claims: tuple[Claim, ...]
    captured_at: datetime
    url: str | None = None
    source: str | None = None
    capture_sha256: str | None = None
    id: int | None = None  # None until stored
    page: int | None = None
    seq: int = 1  # 1 is the page's first version
    read_by: ReadBy | None = None  # what read ``claims``; None until stored


class ChangeKind(StrEnum):
    """What happened to a claim."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Direction(StrEnum):
    """Which way a claim moved; value before bound before period where several did."""

    RAISED = "raised"
    LOWERED = "lowered"
    FIRMED = "firmed"
    SOFTENED = "softened"
    LATER = "later"
    EARLIER = "earlier"


class ChangeState(StrEnum):
    """A removal stays provisional until a second look confirms it. What a later change takes
    back is reverted, and stays listed.
    """

    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"
    REVERTED = "reverted"


class Notice(StrEnum):
    """When a person is told: at once, in the next digest, or only who looks for it."""

    NOW = "now"
    DIGEST = "digest"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 for what is told first."""
        return tuple(Notice).index(self)


@dataclass(frozen=True, slots=True)
class Change:
    """One claim before and after on one page.

    ``aspects`` is what differs, out of value, unit, bound, period, kind, place and measure;
    ``relative`` is (new - old) / old of the value, or None. ``weight`` is 0..1,
    from meaning, never from the size of the edit; ``why`` names its parts.
    """

    change: ChangeKind
    old: Claim | None
    new: Claim | None
    aspects: tuple[str, ...] = ()
    direction: Direction | None = None
    relative: Decimal | None = None
    weight: float = 0.5
    why: tuple[str, ...] = ()
    state: ChangeState = ChangeState.CONFIRMED
    notice: Notice = Notice.NOW
    condition: str | None = None  # the condition that decided the notice

    @property
    def slip(self) -> bool:
        """Whether the digits stayed and the magnitude did not: 300 million for 300 billion."""
        return bool(
            self.old
            and self.new
            and "value" in self.aspects
            and is_slip(self.old.quantity, self.new.quantity)
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a page compared. Claims that only moved or were said in other words are
    counted, never flagged.
    """

    changes: tuple[Change, ...] = ()
    unchanged: int = 0
    reworded: int = 0
    partial: bool = False  # two extractors made the texts: what came or went was left out


@dataclass(frozen=True, slots=True)
class Reread:
    """A stored version read anew: how many claims it had and has, and those read otherwise now.
    ``changes`` are of the reading, not of the page; ``problem`` says why it could not be read, or
    its text alone.
    """

    reading: StoredReading  # the one before
    read_by: ReadBy  # what read it now
    before: int = 0
    after: int = 0
    changes: tuple[Change, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class VersionRef:
    """Where the evidence lies: the version, its capture's hash and time."""

    id: int
    captured_at: datetime
    capture_sha256: str | None
    title: str
    seq: int = 1


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """A change as stored, with its evidence."""

    id: int
    change: Change
    detected_at: datetime
    run: int
    source: str
    url: str
    page: int
    old_version: VersionRef | None
    new_version: VersionRef | None
    reverts: int | None = None  # the earlier change that this one takes back
    reverted_by: int | None = None  # the later change that took this one back
    cancelled: bool = False  # a removal seen in one look, or its return: neither was one


class Relation(StrEnum):
    """What a claim is to one known before, of the same series."""

    RESTATES = "restates"
    UPDATES = "updates"
    REVISES = "revises"
    CONTRADICTS = "contradicts"
    PROGRESS = "progress_towards_target"
    ACHIEVES = "achieves_target"
    MISSES = "misses_target"
    RAISES = "raises_target"
    LOWERS = "lowers_target"
    MOVES_DEADLINE = "moves_deadline"
    NEW_SERIES = "new_series"


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with the article that makes it: what a finding sets side by side."""

    claim: Claim
    title: str
    url: str | None = None
    publisher: str | None = None
    published: str | None = None  # ISO date
    version: int | None = None
    seed: bool = False  # from the corpus
    claim_id: int | None = None
    source: str | None = None
    captured_at: datetime | None = None
    point: int | None = None  # of the ledger


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim that met a known one. ``against`` is None for a new series; ``relative`` is the
    relative difference of the values, or None; ``witnesses`` say the same as ``claim``.
    """

    relation: Relation
    claim: Statement
    against: Statement | None
    relative: Decimal | None = None
    weight: float = 0.5
    why: tuple[str, ...] = ()
    notice: Notice = Notice.NOW
    condition: str | None = None
    witnesses: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedFinding:
    """A finding as stored: when, in which run and on which page, beside which changes."""

    id: int
    finding: Finding
    at: datetime
    run: int
    source: str | None
    page: int | None
    changes: tuple[int, ...] = ()
    witnesses: tuple[Statement, ...] = field(default=())

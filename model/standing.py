"""How a known statement stands: what has become of it, and where it is still said."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from model.change import Statement


class Presence(StrEnum):
    """Where a statement stands on watched pages. A page that was read and says it no more, one
    that could not be read, and one that is gone are three different answers.
    """

    STATED = "stated"
    NOT_READ = "not_read"  # blocked, in error, in maintenance: nobody knows
    NOT_STATED = "not_stated"
    PAGE_GONE = "page_gone"
    NEVER = "never"  # no watched page ever said it


class Status(StrEnum):
    """What has become of a statement."""

    CONTRADICTED = "contradicted"
    MISSED = "missed"
    REACHED = "reached"
    SUPERSEDED = "superseded"
    OVERDUE = "overdue"  # its day has passed and no figure was found
    CONFIRMED = "confirmed"
    PAGE_GONE = "page_gone"
    NOT_SEEN = "not_seen"
    OPEN = "open"  # a target whose day is still to come, or is not known


@dataclass(frozen=True, slots=True)
class Sighting:
    """A statement on a page, or in a document of the corpus: from when to when it was seen, and
    what the last look found. ``since`` is when that began, None while it is stated.
    """

    statement: Statement
    first_seen: datetime
    last_seen: datetime
    presence: Presence = Presence.STATED
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A known statement with its status and its presence, which are two answers.

    ``by`` made the status what it is (the figure that reached the target, the page that confirms
    it) and ``at`` is its day; both None where nothing did. ``last_seen`` is when a watched page
    last said the statement itself, ``days_unseen`` how long ago, both None if none ever did.
    ``since`` is when it stopped being stated. ``why`` says it in words.
    """

    claim: Statement
    status: Status
    presence: Presence
    why: str
    by: Statement | None = None
    at: date | None = None
    last_seen: datetime | None = None
    days_unseen: int | None = None
    since: datetime | None = None

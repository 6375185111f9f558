"""How a source fares, crawl by crawl: what tells a redesign, a block and a quiet week apart."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SourceRun:
    """How one source fared in one run. ``states`` counts its looks by how they went; ``silent``
    those that brought no answer of any kind; ``links`` is how many links its listings led on to,
    None when no listing was looked at, or none led on and some could not be read.
    ``text_chars`` is the mean length of the texts found, and ``claims`` the mean of each new
    version; None where there was none.
    """

    run: int
    source: str
    at: datetime
    articles: int = 0
    read: int = 0  # articles that were there
    unasked: int = 0  # articles whose host was left alone; in no other number
    silent: int = 0
    listings: int = 0
    links: int | None = None
    new_pages: int = 0
    versions: int = 0
    text_chars: int | None = None
    claims: float | None = None
    states: tuple[tuple[str, int], ...] = ()

    @property
    def looks(self) -> int:
        """At pages of every kind."""
        return sum(number for _, number in self.states)

    @property
    def is_silent(self) -> bool:
        """Whether nobody answered at all: the source is away, or the network on our side."""
        return 0 < self.looks == self.silent

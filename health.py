"""Whether a source is well: pure judging of how its looks went.

One page that fails is weather. When most pages of a source turn in one run, something happened to
the source: a redesign, a block, an outage. What tells them apart is how the looks went.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from model import SEEN, AlarmKind, ChangeKind, CheckState, Comparison, SourceRun

_ENOUGH = 4  # pages looked at, for most of them to mean something
_FEWEST = 3  # pages that turned, where there are more than a handful
_RUNS = 3  # in a row with nothing to read, where no single one says enough
_MANY_CLAIMS = 3  # gone from one page: with nothing to hold it against, a second look comes first

# What a state of a look says of the source, when most looks are in it.
_KINDS = {
    CheckState.BLOCKED: AlarmKind.BLOCKED,
    CheckState.LOGIN: AlarmKind.BLOCKED,
    CheckState.ROBOTS: AlarmKind.BLOCKED,
    CheckState.REFUSED: AlarmKind.BLOCKED,
    CheckState.ERROR: AlarmKind.OUTAGE,
    CheckState.MAINTENANCE: AlarmKind.OUTAGE,
    CheckState.TRUNCATED: AlarmKind.OUTAGE,
    CheckState.EMPTY: AlarmKind.UNREAD,
}


# ---- one page ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Loss:
    """How many claims of the version before are gone, of how many."""

    gone: int
    of: int

    @property
    def words(self) -> str:
        """The loss, for the note of a look."""
        return f"{self.gone} of {self.of} claim{'' if self.of == 1 else 's'} gone at once"

    @property
    def waits(self) -> bool:
        """Whether it is too much to be told after one look that nothing confirms."""
        return self.gone >= _MANY_CLAIMS


def loss(comparison: Comparison | None) -> Loss | None:
    """What a page has lost when most of its claims are gone and little has come in their place,
    as when a new template hides the article from the reader; None for any ordinary edit.
    """
    if comparison is None:
        return None
    kinds = [each.change for each in comparison.changes]
    gone, new = kinds.count(ChangeKind.REMOVED), kinds.count(ChangeKind.ADDED)
    stayed = comparison.unchanged + comparison.reworded + kinds.count(ChangeKind.CHANGED)
    if gone <= stayed or 2 * new > gone:
        return None
    return Loss(gone, gone + stayed)


# ---- the pages of a source -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """How the looks of a run went at those articles of a source that were fine until lately:
    ``fine``, or turned, by their state. ``pages`` is how many such articles the source has.
    """

    fine: int = 0
    turned: Mapping[CheckState, int] = field(default_factory=dict)
    pages: int = 0

    @property
    def turns(self) -> int:
        """How many looks found a page turned."""
        return sum(self.turned.values())

    @property
    def looks(self) -> int:
        """How many looks there were."""
        return self.fine + self.turns

    def with_turned(self, state: CheckState, number: int) -> "Tally":
        """The tally with ``number`` more looks in ``state``."""
        more = {**self.turned, state: self.turned.get(state, 0) + number}
        return Tally(self.fine, {each: count for each, count in more.items() if count}, self.pages)


def turned_at_once(tally: Tally) -> bool | None:
    """Whether most pages of the source turned in one run; None when too few were looked at to
    say, as one page alone is. Of two or three pages all have to.
    """
    if tally.looks >= _ENOUGH:
        return tally.turns >= _FEWEST and 2 * tally.turns >= tally.looks
    if tally.pages < _ENOUGH and tally.looks > 1:
        return tally.turns >= 2 and tally.fine == 0
    return None


def nothing_read(tally: Tally, lately: Sequence[SourceRun]) -> Mapping[CheckState, int] | None:
    """How the looks went of a source, whose runs come newest first, that gave nothing to read in
    three runs in a row: its host may want to be left alone before most pages were asked for. None
    where it did, or where a run was of a few pages only.
    """
    few = min(_ENOUGH, max(1, tally.pages))
    last = lately[:_RUNS]
    if len(last) < _RUNS or any(each.read or each.articles + each.unasked < few for each in last):
        return None
    states = _states_of(last)
    return states if any(state not in SEEN for state in states) else None


def _states_of(runs: Sequence[SourceRun]) -> Mapping[CheckState, int]:
    states: dict[CheckState, int] = {}
    for each in runs:
        for state, number in each.states:
            states[CheckState(state)] = states.get(CheckState(state), 0) + number
    return states


def kind_of(states: Mapping[CheckState, int]) -> AlarmKind:
    """What is wrong with a source whose looks went like this; a redesign when the pages answer
    with what is not their article. Of two kinds that are as many, the first in ``AlarmKind``.
    """
    counted = dict.fromkeys(AlarmKind, 0)
    for state, number in states.items():
        if state not in SEEN:
            counted[_KINDS.get(state, AlarmKind.REDESIGN)] += number
    return max(counted, key=lambda kind: counted[kind])


# ---- the listings of a source --------------------------------------------------------------------


def leads_nowhere(lately: Sequence[SourceRun]) -> bool:
    """Whether the listings of a source, whose runs come newest first, used to lead to articles and
    led to none twice in a row. A week without news is another matter: its links are the same; and
    a listing that could not be read says nothing of its links.
    """
    looked = [each for each in lately if each.links is not None]
    last, before = looked[:2], looked[2:]
    lost = len(last) == 2 and not any(each.links for each in last)
    return lost and any(each.links for each in before)


def listings_unread(lately: Sequence[SourceRun]) -> Mapping[CheckState, int] | None:
    """How the looks went in three runs in a row in which listings of a source, whose runs come
    newest first, could not be read and none led anywhere; None where one did.
    """
    last = [each for each in lately if each.listings][:_RUNS]
    if len(last) < _RUNS or any(each.links is not None for each in last):
        return None
    return _states_of(last)


# ---- our own network -----------------------------------------------------------------------------


def others_answer(lately: Sequence[SourceRun], other: Sequence[SourceRun]) -> bool | None:
    """Whether any ``other`` source answered while this one, whose runs come newest first, was
    silent; None when no other was looked at since: it may be our own network.
    """
    since: datetime | None = None
    for each in lately:
        if not each.is_silent:
            break
        since = each.at
    meanwhile = [each for each in other if since is None or each.at >= since]
    return any(not each.is_silent for each in meanwhile) if meanwhile else None


def unreachable(rows: Sequence[SourceRun]) -> tuple[tuple[SourceRun, ...], ...]:
    """The stretches of ``rows`` (oldest first) in which several sources in a row gave no answer
    at all, and none did: each is one trouble, most likely on our side.
    """
    found: list[tuple[SourceRun, ...]] = []
    stretch: list[SourceRun] = []
    for each in (*rows, None):
        if each is not None and each.is_silent:
            stretch.append(each)
            continue
        if each is not None and not each.looks:
            continue  # nothing was asked of it: it says nothing of the network
        if len({one.source for one in stretch}) > 1:
            found.append(tuple(stretch))
        stretch = []
    return tuple(found)

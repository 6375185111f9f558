"""What was flagged held against what was planted, both ways."""

from collections.abc import Sequence
from dataclasses import dataclass

from demo.planted import PLANTED, Planted, Told
from demo.site import DemoSite
from model import Claim, RecordedChange


@dataclass(frozen=True, slots=True)
class Verdict:
    """``found`` were planted and flagged as they are, ``missed`` were not, and ``extra`` were
    flagged though nobody planted them.
    """

    found: tuple[Planted, ...]
    missed: tuple[Planted, ...]
    extra: tuple[RecordedChange, ...]

    @property
    def right(self) -> bool:
        """Whether everything planted was flagged, and nothing else."""
        return not self.missed and not self.extra


def verdict(changes: Sequence[RecordedChange], site: DemoSite) -> Verdict:
    """The verdict on the changes of the second day."""
    left, found, missed = list(changes), [], []
    for planted in PLANTED:
        url = site.address(planted.site) + planted.path
        match = next((change for change in left if is_it(change, planted, url)), None)
        if match:
            left.remove(match)
            found.append(planted)
        else:
            missed.append(planted)
    return Verdict(tuple(found), tuple(missed), tuple(left))


def is_it(recorded: RecordedChange, planted: Planted, url: str) -> bool:
    """Whether a recorded change is the planted one: page, kind, aspects, direction, both sides."""
    change = recorded.change
    return (
        recorded.url == url
        and change.change is planted.change
        and set(change.aspects) == set(planted.aspects)
        and change.direction is planted.direction
        and _says(change.old, planted.old)
        and _says(change.new, planted.new)
    )


def _says(claim: Claim | None, told: Told | None) -> bool:
    if claim is None or told is None:
        return claim is None and told is None
    return (
        claim.quantity.base == told.quantity.base
        and claim.quantity.dimension == told.quantity.dimension
        and claim.quantity.bound is told.quantity.bound
        and claim.kind is told.kind
        and (told.period is None or claim.period == told.period)
    )

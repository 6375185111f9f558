"""What seemed gone and is back with another amount: one change, not an end and a beginning.

A claim that one look did not find may only have been out of sight: a part of the page did not
come, a teaser stood in its place. Its return with another figure is the change that an analyst
waits for, and is told from the version that last said it.
"""

from collections.abc import Iterable
from dataclasses import replace

from diffing import compare
from model import Change, ChangeKind, Claim, Comparison, DamagedError, Version
from storage import Store


def with_returns(comparison: Comparison, after: Version, page_id: int, store: Store) -> Comparison:
    """The comparison with every claim that is new in it, and that an earlier version said with
    another amount until a removal nobody has confirmed, told as changed from then.
    """
    new = [each.new for each in comparison.changes if each.new and each.old is None]
    if not new:
        return comparison
    gone: dict[int, list[Claim]] = {}
    for claim, version_id in store.unconfirmed_removals(page_id):
        gone.setdefault(version_id, []).append(claim)
    found: dict[Claim, Change] = {}
    for version_id, claims in gone.items():
        found |= _returned(version_id, claims, new, after, store)
    if not found:
        return comparison
    changes = tuple(
        found.get(each.new, each) if each.new and each.old is None else each
        for each in comparison.changes
    )
    return replace(comparison, changes=changes)


def _returned(
    version_id: int, gone: Iterable[Claim], new: list[Claim], after: Version, store: Store
) -> dict[Claim, Change]:
    """By the claim that is new, its change from the version that last said what is gone."""
    try:
        before = store.version(version_id)
    except DamagedError:
        return {}  # the page is read without it, and its return is told as new
    if before is None:
        return {}
    words = {(claim.quote, claim.sentence) for claim in gone}
    return {
        each.new: each
        for each in compare(before, after).changes
        if each.change is ChangeKind.CHANGED
        and each.old
        and each.new in new
        and (each.old.quote, each.old.sentence) in words
    }

"""Pairs of claims in, changes out: what differs, which way, and how much it matters."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from diffing.amounts import SIDE, bound_class, is_odd, middle, relative
from diffing.aspects import Surroundings, differing, same_words
from diffing.match import Matching, Pair, match
from diffing.mentions import Mention, repeats, same_subject
from diffing.siblings import siblings
from diffing.times import PageDates, ends_later, years_in
from diffing.weights import weigh
from model import Change, ChangeKind, ChangeState, Claim, Comparison, Direction, Version


def compare(before: Version, after: Version) -> Comparison:
    """The changes between two versions of a page, heaviest first. Claims that only moved, were
    said in other words or in other units are counted.
    """
    if before.claims == after.claims:
        return Comparison(unchanged=len(after.claims))
    dates = PageDates.of(before.article, after.article)
    matching = match(before, after, dates)
    surroundings = Surroundings(before, after, dates)
    changed: list[tuple[Pair, tuple[str, ...]]] = []
    unchanged, reworded = 0, matching.repeated
    aspects = differing(matching.pairs, surroundings)
    for pair, unlike in zip(matching.pairs, aspects, strict=True):
        if unlike:
            changed.append((pair, unlike))
        elif pair.stands or same_words(pair):
            unchanged += 1
        else:
            reworded += 1
    return Comparison(_ordered(_changes(changed, matching)), unchanged, reworded)


def _changes(
    changed: Sequence[tuple[Pair, tuple[str, ...]]], matching: Matching
) -> Iterable[Change]:
    for pair, aspects in _once(changed):
        yield _changed(pair.old.claim, pair.new.claim, aspects)
    for mention in _mentioned_once(matching.added):
        yield weigh(Change(ChangeKind.ADDED, None, mention.claim))
    for mention in _mentioned_once(matching.removed):
        # One look may have missed a paragraph: a second one has to confirm that it is gone.
        state = ChangeState.PROVISIONAL
        yield weigh(Change(ChangeKind.REMOVED, mention.claim, None, state=state))


def _changed(old: Claim, new: Claim, aspects: tuple[str, ...]) -> Change:
    moved = relative(old.quantity, new.quantity) if "value" in aspects else None
    return weigh(
        Change(
            change=ChangeKind.CHANGED,
            old=old,
            new=new,
            aspects=aspects,
            direction=_direction(old, new, aspects),
            relative=moved,
        )
    )


def _ordered(changes: Iterable[Change]) -> tuple[Change, ...]:
    def place(change: Change) -> tuple[float, int, int]:
        claim = change.new or change.old
        assert claim is not None  # a change has at least one side
        return -change.weight, claim.span.start, claim.span.end

    return tuple(sorted(changes, key=place))


# ---- direction --------------------------------------------------------------------------------


def _direction(old: Claim, new: Claim, aspects: tuple[str, ...]) -> Direction | None:
    """Which way the claim moved; value before bound before period."""
    if "unit" in aspects:
        return None
    for aspect, way in (("value", _by_value), ("bound", _by_bound), ("period", _by_period)):
        direction = way(old, new) if aspect in aspects else None
        if direction is not None:
            return direction
    return None


def _by_value(old: Claim, new: Claim) -> Direction | None:
    was, now = middle(old.quantity), middle(new.quantity)
    if was != now:
        return Direction.RAISED if now > was else Direction.LOWERED
    (low, high), (new_low, new_high) = old.quantity.base, new.quantity.base
    return _firmer((high - low) - (new_high - new_low))


def _by_bound(old: Claim, new: Claim) -> Direction | None:
    one, other = old.quantity.bound, new.quantity.bound
    if SIDE.get(one, 0) * SIDE.get(other, 0) < 0:
        return Direction.RAISED if SIDE[other] > 0 else Direction.LOWERED
    return _firmer(bound_class(other)[0] - bound_class(one)[0])


def _by_period(old: Claim, new: Claim) -> Direction | None:
    if old.period is None or new.period is None:
        return _firmer(1 if old.period is None else -1)
    later = _written_later(old, new) or ends_later(old.period, new.period)
    return {1: Direction.LATER, -1: Direction.EARLIER}.get(later)


def _written_later(old: Claim, new: Claim) -> int:
    """Which way the one year of each sentence moved, where the reader dated it otherwise."""
    was, now = (years_in(claim.sentence) for claim in (old, new))
    if len(was) != 1 or len(now) != 1:
        return 0
    return (max(now) > max(was)) - (max(now) < max(was))


def _firmer(step: object) -> Direction | None:
    if step == 0:
        return None
    return Direction.FIRMED if step > 0 else Direction.SOFTENED  # type: ignore[operator]  # number


# ---- one change, however often it is said -------------------------------------------------------


def _once(
    changed: Sequence[tuple[Pair, tuple[str, ...]]],
) -> list[tuple[Pair, tuple[str, ...]]]:
    """Each change once, shown where most is said of it: the title, the standfirst and the text
    all say 350 now, and that is one change.
    """
    ranked = sorted(changed, key=lambda row: (-len(row[1]), *_telling(row[0].new)))
    kept: dict[Hashable, list[tuple[Pair, tuple[str, ...]]]] = defaultdict(list)
    for pair, aspects in ranked:
        same = kept[_signature(pair, aspects)]
        if not any(set(aspects) <= set(more) and _one_thing(pair, other) for other, more in same):
            same.append((pair, aspects))
    return [row for rows in kept.values() for row in rows]


def _signature(pair: Pair, aspects: tuple[str, ...]) -> Hashable:
    old, new = pair.old.claim, pair.new.claim
    told = (old.quantity.dimension, old.quantity.base, new.quantity.dimension, new.quantity.base)
    return told if "value" in aspects else (*told, old.period, new.period, old.kind, new.kind)


def _one_thing(a: Pair, b: Pair) -> bool:
    if a.new.claim.measure is not b.new.claim.measure:
        return False
    if siblings(a.old, b.old) and siblings(a.new, b.new):
        return False
    # 26.1 million that became 26.7 million twice on one page is one edit, said in a headline and
    # in the text, in whatever words; 5 percent that became 6 may be two.
    odd = is_odd(a.old.claim.quantity) and is_odd(a.new.claim.quantity)
    return odd or same_subject(a.old, b.old) or same_subject(a.new, b.new)


def _mentioned_once(found: Sequence[Mention]) -> list[Mention]:
    kept: dict[Hashable, list[Mention]] = defaultdict(list)
    for mention in sorted(found, key=_telling):
        same = kept[mention.amount]
        if not any(repeats(mention, other) and not siblings(mention, other) for other in same):
            same.append(mention)
    return [mention for mentions in kept.values() for mention in mentions]


def _telling(mention: Mention) -> tuple[int, int]:
    return -len(mention.claim.sentence), mention.order

"""Pairs of claims in, changes out: what differs, which way, and how much it matters."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

from deepdiff import DeepDiff

from diffing.amounts import SIDE, bound_class, is_odd, middle, relative, same_amount
from diffing.match import Matching, Pair, match
from diffing.mentions import Mention, repeats, same_subject
from diffing.times import PageDates, dates_in, ends_later, overlaps, same_time, year_of
from diffing.weights import weigh
from model import (
    Bound,
    Change,
    ChangeKind,
    ChangeState,
    Claim,
    Comparison,
    Direction,
    Kind,
    Version,
    days,
)

ASPECTS = ("value", "unit", "bound", "period", "kind", "place", "measure")
_SOFT = {"place", "measure"}  # read from afar, so that a rewording alone can move them
_EDITED = 0.85  # context from which a soft aspect was changed on purpose
_A_NAME = 4  # words, or Chinese characters, that differ when one name stands for another
_BEFORE = 400  # characters before a sentence whose dates it may inherit


def compare(before: Version, after: Version) -> Comparison:
    """The changes between two versions of a page, heaviest first. Claims that only moved, were
    said in other words or in other units are counted.
    """
    if before.claims == after.claims:
        return Comparison(unchanged=len(after.claims))
    dates = PageDates.of(before.article, after.article)
    matching = match(before, after, dates)
    surroundings = _Surroundings(before, after, dates)
    changed: list[tuple[Pair, tuple[str, ...]]] = []
    unchanged, reworded = 0, matching.repeated
    for pair in matching.pairs:
        aspects = _aspects(pair, surroundings)
        if aspects:
            changed.append((pair, aspects))
        elif _same_words(pair):
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


def _same_words(pair: Pair) -> bool:
    old, new = pair.old, pair.new
    return old.left == new.left and old.right == new.right and old.quote == new.quote


def _differing(pair: Pair) -> Counter[str]:
    old, new = Counter(pair.old.words), Counter(pair.new.words)
    return (old - new) + (new - old)


def _other_words(pair: Pair) -> bool:
    """Whether the sentences differ by a word that can carry meaning: not by an article."""
    return any(len(word) > 3 or not word.isascii() for word in _differing(pair))


def _edited(pair: Pair) -> bool:
    """Whether one sentence is the other but for a name, and not a new wording of it."""
    return pair.context >= _EDITED or _differing(pair).total() <= _A_NAME


# ---- aspects ----------------------------------------------------------------------------------


class _Surroundings:
    """What stands around the claims of two versions, and when the page says it is from."""

    def __init__(self, before: Version, after: Version, dates: PageDates) -> None:
        self.before, self.after, self.dates = before.article, after.article, dates

    def redated(self, old: Claim, new: Claim) -> bool:
        """Whether the text above a sentence that was not itself dated anew was: a heading
        "Targets for 2025" that now says 2026. A date that came or went beside others is no reason.
        """
        was, now = year_of(old.period), year_of(new.period)
        if not was or not now or was == now:
            return False
        above_old, above_new = self._above(old, new=False), self._above(new, new=True)
        replaced = was in above_old and was not in above_new
        return replaced and now in above_new and now not in above_old

    def reheaded(self, old: Claim, new: Claim) -> bool:
        """Whether the text above a sentence is another: "Targets" may now be "Results"."""
        return not self.dates.moved and self._above(old, new=False) != self._above(new, new=True)

    def still_dates(self, period: str | None, claim: Claim, *, new: bool) -> bool:
        """Whether the year of ``period`` still stands by a claim that no longer carries it."""
        year = year_of(period)
        below = (self.after if new else self.before).text[claim.span.end :][:_BEFORE]
        return bool(year) and (year in self._above(claim, new=new) or year in below)

    def _above(self, claim: Claim, *, new: bool) -> str:
        article = self.after if new else self.before
        start = min(claim.sentence_start, claim.span.start)
        return article.title + "\n" + article.text[max(0, start - _BEFORE) : start]


def _aspects(pair: Pair, surroundings: _Surroundings) -> tuple[str, ...]:
    """What differs in meaning; empty when the claim was only said in other words."""
    if pair.old.fact == pair.new.fact:
        return ()
    old, new = _facets(pair, surroundings)
    if old == new:
        return ()
    differing = set(DeepDiff(old, new).affected_root_keys)
    if differing <= _SOFT and not _edited(pair):
        return ()
    return tuple(aspect for aspect in ASPECTS if aspect in differing)


def _facets(pair: Pair, surroundings: _Surroundings) -> tuple[dict[str, str], dict[str, str]]:
    """Both claims as keyed facets; what means the same is made the same text."""
    a, b = pair.old.claim, pair.new.claim
    old, new = _plain_facets(a), _plain_facets(b)
    if old["unit"] != new["unit"]:
        # The numbers as written, then: 300 firms ↔ 300 households is no change of the value.
        old["value"], new["value"] = _as_written(a), _as_written(b)
    same = {
        "value": same_amount(a, b),
        "unit": same_amount(a, b),
        "bound": _same_bound(a, b),
        "period": _same_period(a, b, surroundings),
        "kind": _same_words(pair) and not surroundings.reheaded(a, b),
        "place": None in {a.place, b.place} or not _other_words(pair),
        "measure": not _other_words(pair),
    }
    return old, {key: old[key] if same.get(key) else value for key, value in new.items()}


def _plain_facets(claim: Claim) -> dict[str, str]:
    quantity = claim.quantity
    return {
        "value": " ".join(map(str, quantity.base)),
        "unit": quantity.dimension,
        "bound": str(bound_class(quantity.bound)),
        "period": claim.period or "",
        "kind": claim.kind.value,
        "place": claim.place or "",
        "measure": claim.measure.value,
    }


def _as_written(claim: Claim) -> str:
    return f"{claim.quantity.value.normalize()} {claim.quantity.value_max}"


def _same_bound(a: Claim, b: Claim) -> bool:
    one, other = a.quantity, b.quantity
    if one.base != other.base and same_amount(a, b):
        return True  # the new unit forced a rounding, and an honest text says "about" then
    # A range is told by its two values.
    exact = {Bound.RANGE, Bound.EXACT}
    return bound_class(one.bound) == bound_class(other.bound) or {one.bound, other.bound} == exact


def _same_period(a: Claim, b: Claim, surroundings: _Surroundings) -> bool:
    if same_time(a.period, b.period) or _is_page_date(a, b, surroundings.dates):
        return True
    if dates_in(a.sentence) == dates_in(b.sentence):
        return not surroundings.redated(a, b)
    if a.period is None or b.period is None:
        # A figure that gains or loses its date is the same figure; a target is not: "by 2025"
        # taken out quietly takes the deadline out. Unless the date only moved next door.
        return Kind.TARGET not in {a.kind, b.kind} or (
            surroundings.still_dates(b.period, a, new=False)
            or surroundings.still_dates(a.period, b, new=True)
        )
    return False


def _is_page_date(a: Claim, b: Claim, dates: PageDates) -> bool:
    """Whether the period is but the page's own date, on both sides, or on one and vague on the
    other ("now" said as "this year").
    """
    if dates.moved and a.period in dates.old and b.period in dates.new:
        return True
    one, other = days(a.period or ""), days(b.period or "")
    if one is None or other is None or a.kind is not Kind.FIGURE or b.kind is not Kind.FIGURE:
        return False
    return (a.period in dates.old or b.period in dates.new) and overlaps(one, other)


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
    later = ends_later(old.period, new.period)
    return {1: Direction.LATER, -1: Direction.EARLIER}.get(later)


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
    # 26.1 million that became 26.7 million twice on one page is one edit, said in a headline and
    # in the text, in whatever words; 5 percent that became 6 may be two.
    odd = is_odd(a.old.claim.quantity) and is_odd(a.new.claim.quantity)
    return odd or same_subject(a.old, b.old) or same_subject(a.new, b.new)


def _mentioned_once(found: Sequence[Mention]) -> list[Mention]:
    kept: dict[Hashable, list[Mention]] = defaultdict(list)
    for mention in sorted(found, key=_telling):
        same = kept[mention.claim.kind, mention.claim.quantity.dimension, mention.amount]
        if not any(repeats(mention, other) for other in same):
            same.append(mention)
    return [mention for mentions in kept.values() for mention in mentions]


def _telling(mention: Mention) -> tuple[int, int]:
    return -len(mention.claim.sentence), mention.order

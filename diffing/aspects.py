"""What two claims of one thing differ in, and what only looks different."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from deepdiff import DeepDiff
from rapidfuzz.distance import Indel

from diffing.amounts import bound_class, comparable, is_count, same_amount
from diffing.kinds import follows_its_sentence, kind_is_guessed
from diffing.match import Pair
from diffing.times import PageDates, dates_in, same_time, year_of, years_in
from model import Bound, Claim, Kind, Version

ASPECTS = ("value", "unit", "bound", "period", "kind", "place", "measure")
_SOFT = frozenset({"place", "measure"})  # read from afar
_EDITED = 0.85  # context from which a soft aspect was changed on purpose
_A_NAME = 4  # words that differ when one name stands for another; of two characters in Chinese
# The reader's rules where the sentence has no date of its own.
_AFAR = frozenset({"period:document", "period:now", "period:none"})
_BESIDE = frozenset({"period:carried"})
_BEFORE = 400  # characters before a sentence whose dates it may inherit


class Surroundings:
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

    def undated(self, claim: Claim, *, new: bool) -> bool:
        """Whether the claim is stated of no time: a figure of the page's own day is not."""
        own = claim.kind is Kind.FIGURE and claim.period in self.dates.own(new=new)
        return claim.period is None or own

    def still_dates(self, period: str | None, claim: Claim, *, new: bool) -> bool:
        """Whether the year of ``period`` still stands by a claim that no longer carries it."""
        year = year_of(period)
        below = (self.after if new else self.before).text[claim.span.end :][:_BEFORE]
        return bool(year) and (year in self._above(claim, new=new) or year in below)

    def _above(self, claim: Claim, *, new: bool) -> str:
        article = self.after if new else self.before
        start = min(claim.sentence_start, claim.span.start)
        return article.title + "\n" + article.text[max(0, start - _BEFORE) : start]


def differing(pairs: Sequence[Pair], surroundings: Surroundings) -> list[tuple[str, ...]]:
    """What differs in meaning, for each pair; empty when a claim was only said in other words."""
    old: dict[int, dict[str, str]] = {}
    new: dict[int, dict[str, str]] = {}
    for number, pair in enumerate(pairs):
        if not pair.stands and pair.old.fact != pair.new.fact:
            one, other = _facets(pair, surroundings)
            if one:
                old[number], new[number] = one, other
    found: dict[int, set[str]] = defaultdict(set)
    # Keyed, and without what is equal: comparing lists in any order is quadratic.
    for level in DeepDiff(old, new, view="tree").get("values_changed", ()) if old else ():
        number, aspect = level.path(output_format="list")
        found[number].add(aspect)
    return [
        tuple(aspect for aspect in ASPECTS if aspect in found[number]) if number in found else ()
        for number in range(len(pairs))
    ]


def _soft(pair: Pair) -> set[str]:
    """The aspects that a rewording alone can move."""
    old, new = pair.old.claim, pair.new.claim
    soft = set(_SOFT)
    if is_count(old.quantity) and is_count(new.quantity):
        soft.add("unit")
    if kind_is_guessed(old, new):
        soft.add("kind")
    return soft


def _facets(pair: Pair, surroundings: Surroundings) -> tuple[dict[str, str], dict[str, str]]:
    """Both claims as keyed facets, without those that mean the same."""
    unlike = _unlike(pair)
    if unlike and not _edited(pair):
        unlike -= _soft(pair)
    unlike = {aspect for aspect in unlike if not _same(aspect, pair, surroundings)}
    if not unlike:
        return {}, {}
    old, new = _plain_facets(pair.old.claim), _plain_facets(pair.new.claim)
    return {aspect: old[aspect] for aspect in unlike}, {aspect: new[aspect] for aspect in unlike}


def _unlike(pair: Pair) -> set[str]:
    """The aspects that were read otherwise."""
    a, b = pair.old.claim, pair.new.claim
    one, other = a.quantity, b.quantity
    # Where the units differ, the numbers as written count: 300 firms ↔ 300 households.
    alike = pair.old.dimension == pair.new.dimension
    value = pair.old.amount == pair.new.amount if alike else _as_written(a) == _as_written(b)
    same = {
        "value": value,
        "unit": alike,
        "bound": bound_class(one.bound) == bound_class(other.bound),
        "period": a.period == b.period,
        "kind": a.kind is b.kind,
        "place": a.place == b.place,
        "measure": a.measure is b.measure,
    }
    return {aspect for aspect in ASPECTS if not same[aspect]}


def _same(aspect: str, pair: Pair, surroundings: Surroundings) -> bool:
    """Whether an aspect that was read otherwise means the same."""
    a, b = pair.old.claim, pair.new.claim
    match aspect:
        case "value":
            same = same_amount(a, b)
        case "unit":
            same = comparable(a, b) or same_amount(a, b)
        case "bound":
            same = _same_bound(a, b)
        case "period":
            same = _same_period(a, b, surroundings)
        case "kind":
            same = follows_its_sentence(pair.old, pair.new) or (
                same_words(pair) and not surroundings.reheaded(a, b)
            )
        case _:
            unsaid = aspect == "place" and None in {a.place, b.place}
            same = unsaid or not _other_words(pair)
    return same


def _plain_facets(claim: Claim) -> dict[str, str]:
    quantity = claim.quantity
    return {
        "value": f"{_as_written(claim)} {quantity.unit}",
        "unit": quantity.unit,
        "bound": quantity.bound.value,
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


def _same_period(a: Claim, b: Claim, surroundings: Surroundings) -> bool:
    if same_time(a.period, b.period) or _is_page_date(a, b, surroundings.dates):
        return True
    if _is_dated_from_afar(a, b):
        return True
    if dates_in(a.sentence) == dates_in(b.sentence):
        return not surroundings.redated(a, b)
    if surroundings.undated(a, new=False) or surroundings.undated(b, new=True):
        # A figure that gains or loses its date is the same figure; a target is not: "by 2025"
        # taken out quietly takes the deadline out. Unless the date only moved next door.
        if Kind.TARGET not in {a.kind, b.kind}:
            return True
        return not _is_redated(a, b) and (
            surroundings.still_dates(b.period, a, new=False)
            or surroundings.still_dates(a.period, b, new=True)
        )
    return False


def _is_dated_from_afar(a: Claim, b: Claim) -> bool:
    """Whether the date of one of the claims was only lent to it: by a sentence beside it, where
    both are figures ("were planted in 2025. The city has 1,500 parks"); by nothing in particular,
    where something is aimed at.
    """
    dates = dates_in(a.sentence)
    if dates and dates != dates_in(b.sentence):
        return False
    if Kind.TARGET in {a.kind, b.kind}:
        return all(_AFAR & set(claim.rules) for claim in (a, b))
    return any((_AFAR | _BESIDE) & set(c.rules) and not dates_in(c.sentence) for c in (a, b))


def _is_redated(a: Claim, b: Claim) -> bool:
    """Whether each sentence has one year, and another one."""
    was, now = years_in(a.sentence), years_in(b.sentence)
    return len(was) == len(now) == 1 and was != now


def _is_page_date(a: Claim, b: Claim, dates: PageDates) -> bool:
    """Whether the period is but the page's own date, which has moved."""
    return dates.moved and a.period in dates.old and b.period in dates.new


def same_words(pair: Pair) -> bool:
    """Whether nothing changed but where the sentence stands."""
    old, new = pair.old, pair.new
    return old.spelled == new.spelled and old.quote == new.quote


def _differing_words(pair: Pair) -> Counter[str]:
    old, new = Counter(pair.old.words), Counter(pair.new.words)
    return (old - new) + (new - old)


def _other_words(pair: Pair) -> bool:
    """Whether the sentences differ by a word that can carry meaning: not by an article."""
    return any(len(word) > 3 or not word.isascii() for word in _differing_words(pair))


def _edited(pair: Pair) -> bool:
    """Whether one sentence is the other but for a name, and not a new wording of it."""
    if pair.context >= _EDITED:
        return True
    old, new = pair.old, pair.new
    apart = sum(Indel.distance(a, b) for a, b in zip(old.spelled, new.spelled, strict=True))
    spaced = all(map(str.isascii, old.words + new.words))
    return apart <= (_A_NAME if spaced else 2 * _A_NAME)

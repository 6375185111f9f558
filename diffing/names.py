"""Names compared where keys differ: whether two statements may be of one thing, by their numbers
and by their words.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from diffing.amounts import is_count, is_odd, is_telling, middle
from diffing.relations import Timed, far_off, rounds
from diffing.times import overlaps, same_time
from model import Kind, days

_WORD = re.compile(r"[a-z]{2,}")
# Words that tell how a thing is measured or said, and not what it is.
_PLAIN = frozenset(
    """a amount an and area as at average by combined contributed contribution eight first five for
    four from growth in its level mod new nine number of on one per rate scale seven share six size
    source ten the three to total two value whole with year""".split()
)
_SIZE = 2  # two amounts are of one size when neither is more than this many times the other


def is_echo(new: Timed, old: Timed) -> bool:
    """Whether the new statement says the known one's number again, and of what may be the same."""
    if not _repeats(new, old):
        return False
    if new.claim.series == old.claim.series:
        return True
    if not _may_be_one_time(new, old):
        return False
    odd = is_odd(new.claim.quantity)
    if (new.claim.kind is Kind.FIGURE) is not (old.claim.kind is Kind.FIGURE):
        # A target and its figure are alike by chance, unless number or name is an unlikely one.
        likely = odd and same_time(new.claim.period, old.claim.period)
        return likely or len(_shared(new, old) - {new.claim.quantity.unit}) > 1
    # Even an unlikely number is one of another thing where neither the names nor a time that
    # both state speak for one.
    one_time = new.stated and old.stated and same_time(new.claim.period, old.claim.period)
    one_name = bool(_shared(new, old)) and not _are_apart(new, old)
    return (odd and (one_time or one_name)) or _is_of_one_thing(new, old)


def _repeats(new: Timed, old: Timed) -> bool:
    one, other = new.claim.quantity, old.claim.quantity
    if far_off(one, other):
        return False
    equal = is_telling(one) and middle(one) == middle(other)
    return equal or (is_odd(one) and rounds(one, other))


def _is_of_one_thing(new: Timed, old: Timed) -> bool:
    """Whether both names may be of one thing, now that the number is the same."""
    shared = _shared(new, old) - {new.claim.quantity.unit}
    if len(shared) > 1:
        return True
    if _is_named_count(new, old):
        # So many firms, of one kind and of another: but hardly for the very same day.
        return not _are_apart(new, old) or same_time(new.claim.period, old.claim.period)
    return bool(shared) and not _are_apart(new, old)


def _are_apart(new: Timed, old: Timed) -> bool:
    """Whether each name says something that is neither in the other nor in its sentence."""
    one, other = _words_of(new), _words_of(old)
    here = one - other - _sentence_words(old.claim.sentence)
    return bool(here and other - one - _sentence_words(new.claim.sentence))


def _may_be_one_time(new: Timed, old: Timed) -> bool:
    """Whether both may speak of one time. What was aimed at may have been put off; and what was
    expected is told by when it was said: "the 100 billion announced in 2022".
    """
    if not (new.stated and old.stated and new.when and old.when):
        return True
    if same_time(new.claim.period, old.claim.period) or overlaps(new.when, old.when):
        return True
    if Kind.FIGURE not in {new.claim.kind, old.claim.kind} and is_odd(new.claim.quantity):
        return True
    published = days(old.statement.published or "")
    expected = old.claim.kind is not Kind.FIGURE
    return expected and published is not None and overlaps(new.when, published)


def _is_named_count(new: Timed, old: Timed) -> bool:
    one = new.claim.quantity
    return is_count(one) and one.unit not in {"number", "item"} and (
        one.dimension == old.claim.quantity.dimension
    )  # fmt: skip


def is_fuller(new: Timed, other: Timed) -> bool:
    """Whether the known name has all of the statement's, and more."""
    own, full = new.claim.indicator_key, other.claim.indicator_key
    return set(own.split("+")) < set(full.split("+"))


def is_one_size(new: Timed, old: Timed, most: int = _SIZE) -> bool:
    """Whether neither amount is more than ``most`` times the other."""
    a, b = middle(new.claim.quantity), middle(old.claim.quantity)
    small, large = sorted((abs(a), abs(b)))
    return a * b > 0 and large <= most * small


def contained(new: Timed, old: Timed) -> float:
    """1 when one name lies in the other, less when only its words stand in the other's sentence,
    0 when neither.
    """
    if _of_other_wholes(new, old):
        return 0.0
    shared = _shared(new, old)
    if not shared:
        return max(_in_sentence(new, old), _in_sentence(old, new))
    whole = len(shared) == min(len(_words_of(new)), len(_words_of(old)))
    return 1.0 if whole and (len(shared) > 1 or not _is_ratio(new)) else 0.0


def _is_ratio(one: Timed) -> bool:
    """Whether it is out of a hundred: anything has its percentage, one shared word is nothing."""
    return one.claim.quantity.dimension in {"percent", "percentage_point", "times"}


def _of_other_wholes(new: Timed, old: Timed) -> bool:
    """Whether both are shares, of two wholes: of tax revenue and of fiscal revenue."""
    one, other = new.claim.indicator_key, old.claim.indicator_key
    if "/" not in one or "/" not in other:
        return False
    return one.split("/", 1)[1] != other.split("/", 1)[1]


def _in_sentence(one: Timed, other: Timed) -> float:
    """How far the one's name stands in the sentence of the other: "exhibition hall"."""
    words = _words_of(one)
    found = words & _sentence_words(other.claim.sentence)
    return len(found) / len(words) / 2 if len(found) > 1 and len(found) >= 0.6 * len(words) else 0


@lru_cache(maxsize=1_024)
def _sentence_words(sentence: str) -> frozenset[str]:
    return frozenset(map(_singular, _WORD.findall(sentence[:1_000].lower())))


def alike(new: Timed, known: Iterable[Timed]) -> float:
    """The share of words that both names have in common."""
    return max(
        len(_shared(new, old)) / max(1, len(_words_of(new) | _words_of(old))) for old in known
    )


def _shared(new: Timed, old: Timed) -> frozenset[str]:
    return _words_of(new) & _words_of(old)


def _words_of(one: Timed) -> frozenset[str]:
    return _words(one.claim.indicator_key, one.claim.indicator)


@lru_cache(maxsize=4_096)
def _words(key: str, phrase: str) -> frozenset[str]:
    """The words of a name, out of its key and its phrase, plain ones left out."""
    found = _WORD.findall(f"{key} {phrase}".lower().replace("_", " ")[:400])
    return frozenset(_singular(word) for word in found if word not in _PLAIN)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word

"""Level, growth, change, share, multiple: how the indicator is measured, and which way it went."""

from dataclasses import dataclass, replace

from claims.cues import baseline
from claims.governing import Governing, governing
from claims.quantity import Amount
from claims.scan import Hit
from claims.sentences import Sentence
from model import Bound, Measure

_FLIPPED = {
    Bound.OVER: Bound.UNDER,
    Bound.UNDER: Bound.OVER,
    Bound.AT_LEAST: Bound.AT_MOST,
    Bound.AT_MOST: Bound.AT_LEAST,
}
_SPAN = 120  # characters before a number in which the words stand that measure it
_AHEAD = 30  # and behind it
_UP, _DOWN = {"rise", "add"}, {"fall", "narrow", "cut"}
_MOVES = _UP | _DOWN
_STILL = {"reach", "level", "plain", "compared"}
_POINTS = {"percentage_point", "basis_point"}
_GROWTH = {"rate", "pace", "drop"}


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount with its measure; ``amount`` is negative when it fell."""

    amount: Amount
    measure: Measure
    rule: str
    hit: Hit | None = None  # the word that told it


def measured(amount: Amount, sentence: Sentence, before: Measured | None) -> Measured:
    """How the amount measures. ``before`` is the one before it in the sentence: lists share."""
    if amount.unit == "rank":
        return Measured(amount, Measure.RANK, "measure:rank")
    view = _View(amount, sentence, before)
    if amount.unit == "times":
        return _times(view)
    if amount.number.signed and amount.unit in {"percent", "percentage_point"}:
        points = amount.unit == "percentage_point"
        return Measured(amount, Measure.CHANGE if points else Measure.GROWTH, "measure:signed")
    if amount.unit in _POINTS:
        return _points(view)
    return _percent(view) if amount.unit == "percent" else _plain(view)


class _View:
    """What stands around an amount: the moves before it, back to the amount before, and the text
    from the last of them to it.
    """

    __slots__ = ("amount", "before", "begin", "gap", "hits", "last", "low", "sentence", "words")

    def __init__(self, amount: Amount, sentence: Sentence, before: Measured | None) -> None:
        self.amount, self.sentence, self.before = amount, sentence, before
        self.words: Governing = governing(sentence.language)
        self.low = sentence.low
        begin = max(0, amount.at - _SPAN)
        if not sentence.language.spaced:
            begin = sentence.clause(amount.at)[0]
        if before is not None and begin < before.amount.end <= amount.at:
            begin = before.amount.end
        self.begin = begin
        # A bound is a move of points as well: 低于全国0.6个百分点.
        points = amount.unit == "percentage_point" and not sentence.language.spaced
        end = amount.at if points else amount.start
        self.hits: list[Hit] = sentence.scan.within("move", begin, end)
        self.last = self.hits[-1] if self.hits else None
        self.gap = self.low[self.last.end if self.last else begin : amount.start]

    def has(self, *meanings: str) -> bool:
        """Whether a word of one of the meanings stands before the amount."""
        return any(hit.meaning in meanings for hit in self.hits)

    def names_growth(self) -> bool:
        """Whether growth is named, as in "the growth rate" or 增长目标."""
        if self.has("rate", "pace", "drop"):
            return True
        return any(self._is_aim(hit) for hit in self.hits)

    def _is_aim(self, hit: Hit) -> bool:
        return hit.meaning == "rise" and self.low.startswith(self.words.outlooks, hit.end)

    def near(self) -> bool:
        """Whether the last move stands right before the amount."""
        return self.last is not None and self.words.bare(self.gap)

    def reached(self) -> bool:
        """Whether a move came to the amount: "rose to", 提高到."""
        if self.last is None or not self.near():
            return False
        limit = self.low.startswith(self.words.limits, self.amount.start)
        return self.last.meaning == "reach" or (limit and self.last.meaning in _MOVES)

    def by(self) -> bool:
        """Whether the amount is how far something moved: "cut its budget by"."""
        return self.words.last_word(self.low, self.amount.start) in self.words.degrees

    def governing(self) -> Hit | None:
        """The last move before the amount that measures it."""
        measuring = (hit for hit in reversed(self.hits) if hit.meaning not in _STILL)
        return next(measuring, None)

    def falls(self) -> bool:
        """Whether the moves before the amount point down. What narrows or widens a decline
        points the other way.
        """
        moves = [hit.meaning for hit in self.hits if hit.meaning in _MOVES or hit.meaning == "drop"]
        if not moves:
            return False
        down = moves[-1] in _DOWN or moves[-1] == "drop"
        if moves[-1] == "narrow":
            return not ("drop" in moves or "fall" in moves)
        return not down if "drop" in moves[:-1] else down

    def right(self) -> Hit | None:
        """The first move behind the amount in its clause, where only a name stands between."""
        start = self.amount.stop
        hits = self.sentence.scan.within("move", start, start + _AHEAD)
        hit = next((hit for hit in hits if hit.meaning not in {"reach", "base"}), None)
        if hit is None or hit.start >= self.sentence.clause(self.amount.at)[1]:
            return None
        between = self.low[start : hit.start]
        if self.words.spaced:
            return hit if _unbroken(between, self.words) else None
        if not between:
            return hit if self._is_aim(hit) else None
        return hit if between.startswith(self.words.attributes) and len(between) <= 6 else None

    def lists(self) -> bool:
        """Whether the amount goes on a list with the one before."""
        if self.before is None or self.hits:
            return False
        gap = self.low[self.begin : self.amount.start].strip()
        if self.words.spaced:
            words = gap.replace(",", " ").split()
            return bool(words or gap) and all(word in self.words.joins for word in words)
        return gap.startswith(self.words.list_signs)


def _unbroken(between: str, words: Governing) -> bool:
    if not between.replace("-", "").replace(" ", "").replace("'", "").isalnum():
        return not between.strip()
    return not any(word in words.breaks for word in between.split())


def _times(view: _View) -> Measured:
    """增长1.2倍 adds 120 percent; "doubled" and 是2019年的1.8倍 compare two levels."""
    amount, last = view.amount, view.last
    if (
        view.words.spaced or amount.number.unit == "times"
        or last is None or last.meaning not in _UP or not view.near()
    ):  # fmt: skip
        return Measured(amount, Measure.MULTIPLE, "measure:times")
    high = amount.high * 100 if amount.high is not None else None
    grown = replace(amount, value=amount.value * 100, high=high, unit="percent")
    return Measured(grown, Measure.GROWTH, "measure:times-more")


def _percent(view: _View) -> Measured:
    amount = view.amount
    if amount.number.unit == "percent" and amount.value < 0:  # halved
        return Measured(amount, Measure.GROWTH, "measure:halved")
    return _behind(view) or _moved(view) or _unsaid(view)


def _behind(view: _View) -> Measured | None:
    """What stands right behind a percentage: "of the total", "growth", "less"."""
    amount, low = view.amount, view.low
    hit = view.right()
    if hit is not None and hit.meaning in _MOVES | {"rate", "drop"}:
        last = view.governing()
        if view.words.spaced or last is None or last.meaning != "share":
            fell = hit.meaning in _DOWN or hit.meaning == "drop"
            return _grown(amount, Measure.GROWTH, "measure:behind", fell=fell, hit=hit)
    at = amount.stop + (low[amount.stop : amount.stop + 1] == " ")
    if low.startswith(view.words.parts, at):
        word = next(word for word in view.words.parts if low.startswith(word, at))
        following = view.sentence.scan.at("move", at + len(word) + 1)
        if following is None or following.meaning not in {"rate", "rise"}:
            return Measured(amount, Measure.SHARE, "measure:of")
    return None


def _moved(view: _View) -> Measured | None:
    """What the moves before a percentage say."""
    if view.reached() or (view.hits and baseline(view.amount, view.sentence)):
        return _reached(view)
    amount, hit = view.amount, view.governing()
    if hit is None:
        return None
    moved = view.has(*_MOVES)
    if hit.meaning == "share" and not (moved and view.by()):
        listed = view.words.spaced and view.lists()
        return None if listed else Measured(amount, Measure.SHARE, "measure:share", hit)
    if hit.meaning in _GROWTH and not moved:
        fell = hit.meaning == "drop"
        return _grown(amount, Measure.GROWTH, "measure:rate", fell=fell, hit=hit)
    return _grown(amount, Measure.GROWTH, "measure:moved", fell=view.falls(), hit=hit)


def _reached(view: _View) -> Measured | None:
    """A percentage that something came to: growth where growth is named, else a rate."""
    amount = view.amount
    declines = view.has("drop") or (view.has("narrow") and view.has("fall"))
    if declines or view.names_growth():
        return _grown(amount, Measure.GROWTH, "measure:reached", fell=declines)
    if view.has("share"):
        return Measured(amount, Measure.SHARE, "measure:share-reached")
    if view.before is not None and view.before.amount.unit == "percent":
        return _listed(view, view.before)
    return Measured(amount, Measure.SHARE, "measure:reached") if view.has(*_MOVES) else None


def _unsaid(view: _View) -> Measured:
    """A percentage that no word measures goes on as the one before it, else it is a share."""
    if view.before is not None and view.before.amount.unit == "percent":
        return _listed(view, view.before)
    if view.has("compared"):
        return Measured(view.amount, Measure.GROWTH, "measure:compared")
    return Measured(view.amount, Measure.SHARE, "measure:default")


def _listed(view: _View, before: Measured) -> Measured:
    fell = before.measure is Measure.GROWTH and before.amount.value < 0
    measure = Measure.GROWTH if before.measure is Measure.GROWTH else Measure.SHARE
    return _grown(view.amount, measure, "measure:list", fell=fell)


def _points(view: _View) -> Measured:
    fell = view.falls()
    if not view.has(*_MOVES) or view.words.spaced:
        hit = view.right()
        if hit is not None and hit.meaning in _MOVES:
            fell = hit.meaning in _DOWN
    return _grown(view.amount, Measure.CHANGE, "measure:points", fell=fell)


def _plain(view: _View) -> Measured:
    amount, last = view.amount, view.last
    if amount.more or _more_behind(view):
        return Measured(amount, Measure.CHANGE, "measure:more")
    if last is not None and last.meaning == "plain" and not view.words.spaced:
        # 新增|高新技术企业: a word that moves nothing stands between.
        adds = [hit for hit in view.hits if hit.meaning == "add" and hit.end == last.start]
        last = adds[-1] if adds else last
    if last is None:
        if view.before is not None and view.before.rule == "measure:added" and view.lists():
            return Measured(amount, Measure.CHANGE, "measure:added")
        return Measured(amount, Measure.LEVEL, "measure:plain")
    return _plain_spaced(view, last) if view.words.spaced else _plain_unspaced(view, last)


def _more_behind(view: _View) -> bool:
    """Whether the amount is a difference: "$9 million more than this year"."""
    end = view.amount.end
    if not view.words.more or view.low[end : end + 1] != " ":
        return False
    following = view.low[end + 1 : end + 12].split(" ", 1)[0].rstrip(",.;:)")
    return following in view.words.more


def _plain_spaced(view: _View, last: Hit) -> Measured:
    amount = view.amount
    if last.meaning == "add" and len(view.gap) < 25:
        return Measured(amount, Measure.CHANGE, "measure:added", last)
    if last.meaning in _MOVES | {"rate"} and (view.near() or view.by()):
        return _grown(amount, Measure.CHANGE, "measure:by", fell=view.falls(), hit=last)
    return Measured(amount, Measure.LEVEL, "measure:plain")


def _plain_unspaced(view: _View, last: Hit) -> Measured:
    amount = view.amount
    added = last.meaning in {"add", "cut"}
    if last.meaning in {"reach", "level"}:
        governed = view.governing()
        new = governed is not None and governed.meaning == "add" and governed.end < last.start
        if new:
            return Measured(amount, Measure.CHANGE, "measure:added", governed)
        return Measured(amount, Measure.LEVEL, "measure:level", last)
    if added:
        fell = last.meaning == "cut"
        return _grown(amount, Measure.CHANGE, "measure:added", fell=fell, hit=last)
    if last.meaning in _MOVES and view.near():
        return _grown(amount, Measure.CHANGE, "measure:moved", fell=view.falls(), hit=last)
    return Measured(amount, Measure.LEVEL, "measure:plain")


def _grown(
    amount: Amount, measure: Measure, rule: str, *, fell: bool, hit: Hit | None = None
) -> Measured:
    """The measured amount; negative if it fell."""
    if not fell or amount.value < 0:
        return Measured(amount, measure, rule, hit)
    low, high = amount.value, amount.high
    fallen = replace(
        amount,
        value=-(high if high is not None else low),
        high=-low if high is not None else None,
        bound=_FLIPPED.get(amount.bound, amount.bound),
    )
    return Measured(fallen, measure, rule, hit)

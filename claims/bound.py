"""The words on either side of a number that say on which side of it the truth lies."""

from claims.amount import Amount, Draft
from claims.scan import Hit, Scan
from model import Bound
from model.words import Language

_REACH = 40  # characters between a bound and its number
_FAR = 8  # between one that reaches over a few words


def bounded(draft: Draft, low: str, scan: Scan, language: Language, last: Amount | None) -> None:
    """``draft`` learns the bounds beside it; ``last`` is the amount before."""
    _before(draft, low, scan, language, last)
    for place in (draft.end, draft.stop):
        after = scan.at("bound-after", place)
        if after is None and low[place : place + 1] == " ":
            after = scan.at("bound-after", place + 1)
        if after is not None:
            draft.end = max(draft.end, after.end)
            if draft.bound is Bound.EXACT:
                draft.bound = Bound(after.meaning)
            return


def _before(draft: Draft, low: str, scan: Scan, language: Language, last: Amount | None) -> None:
    at = draft.number.start
    hit = scan.last("bound-before", max(0, at - _REACH), at)
    if hit is None or hit.meaning == "none":
        return
    if not draft.number.bare_scale and _is_bare(hit, scan):
        longer = scan.last("bound-before", max(0, at - _REACH), hit.start)
        if longer is None or longer.end != hit.start:
            return
        hit = Hit(longer.start, hit.end, longer.meaning)  # 已超|过
    beside = last is not None and last.end + 1 >= hit.start >= last.end
    if beside and last is not None and hit.meaning in _SIDES and last.unit in _COMPARING:
        return  # "6 percent more than 160 billion" compares
    between = low[hit.end : at]
    near = not between.strip(' "') or between.strip() in language.near.get("gap", ())
    if not near and (language.spaced or not _reaches(hit.start, hit.end, at, between, scan)):
        return
    draft.start, draft.bound = hit.start, Bound(hit.meaning)


def _is_bare(hit: Hit, scan: Scan) -> bool:
    bare = scan.at("bound-bare", hit.start)
    return bare is not None and bare.end == hit.end


def _reaches(start: int, end: int, at: int, between: str, scan: Scan) -> bool:
    """Whether a bound holds across a few words: 不超过市场价的八成."""
    if len(between) > _FAR or scan.at("bound-far", start) is None:
        return False
    if any(c in "，。；：、！？,;:()" or c.isdigit() for c in between):
        return False
    cuts = scan.within("bound-cut", end, at)
    if cuts and not (scan.at("of", at - 1) and cuts[-1].end < at):  # 不到全市平均水平的八成
        return False
    last = scan.last("bound-end", end, at)
    return last is None or last.end != at


_SIDES = {"over", "under"}
_COMPARING = {"percent", "percentage_point", "times"}

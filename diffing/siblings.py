"""Two claims of one page told in parallel: of two things, although the amounts are equal."""

import re

from diffing.clauses import before_quote
from diffing.mentions import Mention, skeleton
from model.claim import digits

_ITEM = re.compile(
    r"\s*(?:[-*•·▪–]|\d{1,2}[.)、．]|[（(]?[一二三四五六七八九十]{1,3}[）)、])|[^|]{0,300}\|"
)
_MANY = 10  # a smaller number stands side by side with itself all over a page


def siblings(a: Mention, b: Mention) -> bool:
    """Whether the claims stand side by side, and are not one told twice: rows of a table, items of
    a list, or sentences that only begin otherwise ("Oakfield will get 24 clinics. Elmfield will
    get 24 clinics.").
    """
    one, other = a.claim.sentence.strip(), b.claim.sentence.strip()
    if one == other or a.claim.sentence_start == b.claim.sentence_start:
        return False
    value = a.claim.quantity.value
    if abs(value) < _MANY and len(digits(value)) == 1:
        return False
    if _ITEM.match(one) and _ITEM.match(other):
        return True
    if a.spelled == b.spelled:
        return bool(a.left)  # phase one and phase two: every number of the words is masked
    return a.right == b.right and _begin_otherwise(a, b)


def _begin_otherwise(a: Mention, b: Mention) -> bool:
    one, other = (skeleton(before_quote(mention.claim)) for mention in (a, b))
    shorter = min(len(one), len(other))
    same = 0
    while same < shorter and one[-1 - same] == other[-1 - same]:
        same += 1
    return 0 < same < shorter

"""What number words come to, whichever way a language writes them."""

from collections.abc import Sequence
from decimal import Decimal

from claims.digits import Number
from claims.scan import Scan

MOST = 32  # parts of one number
NOTHING = "nothing"  # the unit of what is too long to be a number

Part = tuple[Decimal, bool]  # a value, and whether it is a scale


def special(low: str, start: int, scan: Scan) -> Number | None:
    """A word that is a number with its unit: "doubled", 翻一番, 减半."""
    hit = scan.at("multiple", start)
    if hit is not None:
        value = hit.meaning
        return Number(start, hit.end, value, unit="times", digits=False, size=value)
    hit = scan.at("halved", start)
    if hit is not None:
        return Number(start, hit.end, Decimal(-50), unit="percent", digits=False)
    return None


def total(parts: Sequence[Part]) -> Decimal:
    """What the parts come to: each scale takes the number right before it, however large
    (16830万), and all smaller parts before that (一百二十万, but 3亿5000万).
    """
    sums: list[Decimal] = []
    for value, scaled in parts:
        if not scaled:
            sums.append(value)
            continue
        small = sums.pop() if sums else Decimal(0)
        # Scales in a row multiply: 10千万.
        while sums and sums[-1] < value:
            small += sums.pop()
        sums.append((small or Decimal(1)) * value)
    return sum(sums, Decimal(0))


def product(parts: Sequence[Part]) -> Decimal:
    """The scales of the parts multiplied: ten million for 三千万."""
    factor = Decimal(1)
    for value, scaled in parts:
        if scaled:
            factor *= value
    return factor


def fits(last: Decimal, scaled: bool, value: Decimal) -> bool:
    """Whether a numeral may follow: "hundred five" and "twenty five", not "ten two"."""
    if scaled:
        return value < last
    return 20 <= last < 100 and last % 10 == 0 and 0 < value < 10


def pairs(one: Decimal, two: Decimal) -> bool:
    """Whether two signs stand for "two or three"."""
    return (two - one == 1 and one > 0) or (one == 3 and two == 5)


def positional(signs: Sequence[Decimal]) -> Decimal:
    """What signs in a row come to: 二〇二五 is 2025, and the 零 in 一千零五 only fills."""
    value = Decimal(0)
    for sign in signs:
        value = value * 10 + sign
    return value


def begins(low: str, at: int) -> bool:
    """Whether a word begins at ``at``."""
    return at == 0 or not (low[at - 1].isalnum() or low[at - 1] in "-'")

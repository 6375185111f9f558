"""What a day changes on the demo site: everything that must be flagged, and what must not.

A figurewatch that works reports exactly ``PLANTED``. The tests hold it to that, both ways.
"""

from dataclasses import dataclass
from decimal import Decimal

from model import Bound, ChangeKind, Direction, Kind, Quantity

_BILLION = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """A planted claim on one day."""

    quantity: Quantity
    kind: Kind
    period: str | None


@dataclass(frozen=True, slots=True)
class Planted:
    """A change on a page's second day. ``old`` is None for an added claim, ``new`` for one
    that is dropped; ``aspects`` is empty for both.
    """

    site: str
    path: str
    change: ChangeKind
    old: Told | None
    new: Told | None
    aspects: tuple[str, ...] = ()
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Quiet:
    """A page on which nothing may be flagged, however different it looks on the second day."""

    site: str
    path: str
    why: str


def _told(value: int, unit: str, bound: Bound, kind: Kind, period: str | None) -> Told:
    return Told(Quantity(Decimal(value), unit, bound), kind, period)


PLANTED = (
    Planted(
        "portal",
        "/en/2025-01/14/work-report.html",
        ChangeKind.CHANGED,
        _told(300 * _BILLION, "CNY", Bound.OVER, Kind.TARGET, "2025"),
        _told(350 * _BILLION, "CNY", Bound.OVER, Kind.TARGET, "2025"),
        ("value",),
        Direction.RAISED,
    ),
    Planted(
        "portal",
        "/en/2023-11/03/digital-plan.html",
        ChangeKind.CHANGED,
        _told(10_000, "enterprise", Bound.OVER, Kind.TARGET, "by:2025"),
        _told(10_000, "enterprise", Bound.OVER, Kind.TARGET, "by:2027"),
        ("period",),
        Direction.LATER,
    ),
    Planted(
        "portal",
        "/en/2024-02/29/statistics-bulletin.html",
        ChangeKind.ADDED,
        None,
        _told(5_800, "enterprise", Bound.EXACT, Kind.FIGURE, "2023"),
    ),
    Planted(
        "portal",
        "/zh/2023-08/19/shuzi-jingji.html",
        ChangeKind.CHANGED,
        _told(7_000, "enterprise", Bound.EXACT, Kind.FIGURE, "2023-08-19"),
        _told(9_100, "enterprise", Bound.EXACT, Kind.FIGURE, "2023-08-19"),
        ("value",),
        Direction.RAISED,
    ),
    Planted(
        "portal",
        "/en/2023-08/17/old-housing.html",
        ChangeKind.REMOVED,
        _told(620_000, "m2", Bound.OVER, Kind.FIGURE, None),
        None,
    ),
    Planted(
        "news",
        "/2022/08/01/metaverse-park.html",
        ChangeKind.CHANGED,
        _told(170, "enterprise", Bound.OVER, Kind.FIGURE, None),
        _told(170, "enterprise", Bound.ABOUT, Kind.FIGURE, None),
        ("bound",),
        Direction.SOFTENED,
    ),
    Planted(
        "news",
        "/2025/12/30/year-of-the-platforms.html",
        ChangeKind.ADDED,
        None,
        _told(312 * _BILLION, "CNY", Bound.EXACT, Kind.FIGURE, "2025"),
    ),
    Planted(
        "news",
        "/2024/06/14/shanghai-growth.html",
        ChangeKind.CHANGED,
        _told(5, "percent", Bound.EXACT, Kind.TARGET, "2024"),
        _told(5, "percent", Bound.EXACT, Kind.FIGURE, "2024"),
        ("kind",),
    ),
)

QUIET = (
    Quiet("portal", "/zh/2025-01/08/gongzuo-mubiao.html", "reworded, 3000亿元 became 三千亿元"),
    Quiet("portal", "/zh/2023-12/28/jiuqu-gaizao.html", "only redesigned, and in a new encoding"),
    Quiet("portal", "/en/2023-06/08/incentives.html", '"page not found" with status 200'),
    Quiet("portal", "/en/2023-05/20/waterfront.html", "status 500"),
    Quiet("portal", "/en/2023-01/05/district-profile.html", "unchanged"),
    Quiet(
        "news", "/2025/01/15/online-economy-goal.html", "reworded, 300 billion became 0.3 trillion"
    ),
    Quiet("news", "/2025/02/06/pudong-economy.html", "only redesigned"),
    Quiet("news", "/2023/01/07/pudong-trade.html", "status 404"),
    Quiet("news", "/zh/2025/02/07/pudong-jingji.html", "reworded, 1.77万亿元 became 17700亿元"),
)

"""A ledger made by hand: one series with a rising figure, targets that stand differently, and
three who say the same; and a series that a hostile page named.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from model import (
    Claim,
    Entry,
    Point,
    Presence,
    Series,
    Sighting,
    Standing,
    Statement,
    Status,
    Witness,
    days,
)
from reports import Aim, HistoryRow, LedgerRow, Spoken
from tests.diffing.claims import claim
from tests.reports.sample import HOSTILE

NOW = datetime(2026, 1, 15, 8, 0, tzinfo=UTC)
TODAY = NOW.date()
SAID = "Yangpu's online new economy revenue was {}."
AIM = "Yangpu aims to raise online new economy revenue to {}."


def revenue(quote: str, value: str, period: str | None, **more: object) -> Claim:
    kind = more.get("kind", "figure")
    sentence = (AIM if kind == "target" else SAID).format(quote)
    return claim(sentence, quote, value, period=period, **{"kind": "figure", **more})


def statement(made: Claim, number: int, *, seed: bool = False, **more: object) -> Statement:
    more.setdefault("url", f"https://gov{number}.example/page")
    more.setdefault("publisher", f"Publisher {number}")
    more.setdefault("published", "2025-01-08")
    title = more.pop("title", f"Page {number}")
    return Statement(made, title, seed=seed, claim_id=number, **more)


def witness(said: Statement, days_ago: int = 0, gone: datetime | None = None) -> Witness:
    return Witness(said, NOW - timedelta(days=90), NOW - timedelta(days=days_ago), gone)


def point(*witnesses: Witness, number: int = 1) -> Point:
    made = witnesses[0].statement.claim
    stands_on = days(made.period).last if made.period else date(2025, 1, 8)
    last = max(each.last_seen for each in witnesses)
    return Point(made, stands_on, NOW - timedelta(days=90), last, witnesses, number)


def standing(said: Statement, status: Status, **more: object) -> Standing:
    return Standing(
        said, status, more.pop("presence", Presence.STATED), more.pop("why", ""), **more
    )


SERIES = Series(
    key="online_new_economy_revenue|Yangpu|level|money:CNY",
    indicator="online new economy revenue",
    indicator_key="online_new_economy_revenue",
    place="Yangpu",
    measure=revenue("x", "1", None).measure,
    dimension="money:CNY",
    names=(("en", "online new economy revenue"), ("zh", "在线新经济营业收入")),
    id=12,
)

FIGURE = statement(revenue("262 billion yuan", "2.62e11", "2024"), 1)
TARGET = statement(
    revenue("more than 300 billion yuan", "3e11", "by:2025", kind="target", bound="over"), 2
)
LATER = statement(revenue("350 billion yuan", "3.5e11", "by:2027", kind="target"), 3)


def entry(*targets: Point, latest: Point | None = None, **more: object) -> Entry:
    series = more.pop("series", SERIES)
    return Entry(series, latest, targets, len(targets) + bool(latest), 5, NOW)


def row() -> LedgerRow:
    """A figure of 2024, a target that is overdue, and one still to come."""
    due, coming = point(witness(TARGET), number=2), point(witness(LATER), number=3)
    aims = (
        Aim(due, standing(TARGET, Status.OVERDUE, why="its day has passed")),
        Aim(coming, standing(LATER, Status.CONFIRMED)),
    )
    return LedgerRow(entry(due, coming, latest=point(witness(FIGURE))), aims)


def hostile_row() -> LedgerRow:
    series = replace(
        SERIES, indicator=HOSTILE, place=HOSTILE, names=(("zh", HOSTILE),), id=666, key=HOSTILE
    )
    said = hostile_statement()
    aimed = point(witness(said))
    aim = Aim(aimed, standing(said, Status.OVERDUE, why=HOSTILE, by=said))
    return LedgerRow(entry(aimed, latest=aimed, series=series), (aim,))


def hostile_statement() -> Statement:
    made = claim(
        f"{HOSTILE} 5 percent.", "5 percent", "5", HOSTILE, indicator=HOSTILE, place=HOSTILE,
        period=None, key="x",
    )  # fmt: skip
    return statement(
        made, 9, url="javascript:alert(1)", publisher=HOSTILE, title=HOSTILE, published=HOSTILE
    )


def history() -> list[HistoryRow]:
    """One figure said by a page that stands, one that cannot be read, one that is gone, one that
    dropped it, and by the corpus.
    """
    since = NOW - timedelta(days=3)
    pages = [statement(FIGURE.claim, n, source=f"source-{n}") for n in range(1, 5)]
    seed = statement(FIGURE.claim, 5, seed=True)
    found = (Presence.STATED, Presence.NOT_READ, Presence.PAGE_GONE, Presence.NOT_STATED)
    spoken = [Spoken(witness(seed))]
    for said, presence in zip(pages, found, strict=True):
        when = None if presence is Presence.STATED else since
        sighting = Sighting(said, NOW, NOW, presence, when)
        spoken.append(Spoken(witness(said, gone=when), sighting))
    figure = point(*(each.witness for each in spoken), number=7)
    aim = point(witness(TARGET), number=8)
    return [
        HistoryRow(SERIES, figure, tuple(spoken)),
        HistoryRow(SERIES, aim, (Spoken(aim.witnesses[0]),)),
    ]


def hostile_history() -> list[HistoryRow]:
    said = witness(hostile_statement())
    series = hostile_row().series
    return [HistoryRow(series, point(said), (Spoken(said),))]


def seeds() -> list[Standing]:
    """Claims of the corpus: one reached, one replaced and dropped, one nobody speaks of."""
    reached = statement(revenue("312 billion yuan", "3.12e11", "2025"), 21, published="2025-12-30")
    return [
        standing(
            statement(TARGET.claim, 2, seed=True), Status.REACHED, why="it was reached", by=reached,
            at=date(2025, 12, 30), last_seen=NOW, days_unseen=0,
        ),
        standing(
            statement(LATER.claim, 3, seed=True), Status.SUPERSEDED, presence=Presence.NOT_STATED,
            why="another is stated now", by=FIGURE, since=NOW - timedelta(days=5), last_seen=NOW,
        ),
        standing(statement(FIGURE.claim, 1, seed=True), Status.NOT_SEEN, presence=Presence.NEVER),
    ]  # fmt: skip


def hostile_seeds() -> list[Standing]:
    said = hostile_statement()
    return [standing(said, Status.CONTRADICTED, why=HOSTILE, by=said)]

"""The order in which changes are shown: by what they mean, never by the size of the edit."""

from dataclasses import replace
from itertools import pairwise

import pytest

from diffing.weights import weigh
from model import Change, ChangeKind, Claim, Direction, Kind
from tests.diffing.claims import claim
from tests.diffing.revisions import compared

AIM = claim("It aims for 300 billion yuan.", "300 billion yuan", "3e11", period="by:2025")
FIGURE = replace(AIM, kind=Kind.FIGURE, period="2024")
FORECAST = replace(AIM, kind=Kind.FORECAST)


def changed(old: Claim, *aspects: str, **new: object) -> Change:
    quantity = replace(old.quantity, **{k: v for k, v in new.items() if k in {"value", "bound"}})
    fields = {k: v for k, v in new.items() if k not in {"value", "bound", "relative"}}
    after = replace(old, quantity=quantity, **fields)
    relative = new.get("relative")
    return weigh(Change(ChangeKind.CHANGED, old, after, aspects, relative=relative))


def valued(old: Claim, factor: str) -> Change:
    value = old.quantity.value * type(old.quantity.value)(factor)
    relative = (value - old.quantity.value) / old.quantity.value
    return changed(old, "value", value=value, relative=relative)


RAISED = valued(AIM, "1.17")
ADDED = weigh(Change(ChangeKind.ADDED, None, AIM))
REMOVED = weigh(Change(ChangeKind.REMOVED, AIM, None))
ADDED_FIGURE = weigh(Change(ChangeKind.ADDED, None, FIGURE))

# From what an analyst reads first to what may wait.
IN_ORDER = {
    "a target raised and put off": changed(
        AIM,
        "value",
        "period",
        value=AIM.quantity.value * 2,
        period="by:2027",
        relative=RAISED.relative,
    ),
    "a target raised": RAISED,
    "a target's deadline moved": changed(AIM, "period", period="by:2027"),
    "a target removed": REMOVED,
    "a target added": ADDED,
    "a figure added": ADDED_FIGURE,
}


def test_the_order_of_a_mixed_page() -> None:
    """Of an ordinary mixed set an edited target comes first and a new figure last."""
    weights = [change.weight for change in IN_ORDER.values()]
    assert weights == sorted(weights, reverse=True)
    assert all(a > b for a, b in pairwise(weights))


@pytest.mark.parametrize("factor", ["1.02", "1.17", "0.7", "1000"])
def test_a_target_before_a_figure_before_a_forecast(factor: str) -> None:
    """The same step weighs more for what somebody promised."""
    target, figure, forecast = (valued(c, factor).weight for c in (AIM, FIGURE, FORECAST))
    assert target > figure > forecast


def test_a_larger_step_weighs_more() -> None:
    """A tenth more weighs less than a half more; up and down weigh alike."""
    assert valued(AIM, "1.1").weight < valued(AIM, "1.5").weight
    assert valued(AIM, "1.3").weight == valued(AIM, "0.7").weight


def test_the_parts_are_shown_and_add_up() -> None:
    """Each part of the weight is named with its share."""
    for change in IN_ORDER.values():
        parts = [float(why.rsplit("(", 1)[1].rstrip(")")) for why in change.why]
        assert sum(parts) == pytest.approx(change.weight, abs=0.02)


def test_a_quiet_edit_outranks_a_rewritten_article() -> None:
    """One digit of a target weighs more than all that a rewritten page says anew."""
    case = {
        "language": "en",
        "old": "News\nThe district aims to build 3,200 flats by 2027.\nThe fair drew 9,000 guests.",
        "new": "News\nThe district aims to build 3,800 flats by 2027.\nVisitors of the museum"
        " numbered 45,000, and its shop sold 9,100 books. A cafe with 60 seats was opened.",
    }
    first, *others = compared(case).changes
    assert first.direction is Direction.RAISED
    assert len(others) >= 3
    assert all(change.weight < first.weight for change in others)

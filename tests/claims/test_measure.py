"""Level, growth, change, share, multiple."""

import pytest

from model import Measure
from tests.claims.said import claims, one


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("Revenue rose 5 percent.", "growth", 5),
        ("Revenue slipped 5 percent.", "growth", -5),
        ("A decline of 5 percent was recorded.", "growth", -5),
        ("Consumption was nine percent less than planned.", "growth", -9),
        ("Clinics account for 5 percent of the total.", "share", 5),
        ("Vacancy is under 8 percent.", "share", 8),
        ("A third of the tenants are new.", "share", pytest.approx(33.3333, abs=1e-3)),
        ("Revenue was 5 million yuan.", "level", 5_000_000),
        ("The city added 1,200 beds.", "change", 1200),
        ("There were 1,200 more beds.", "change", 1200),
        ("The rate rose 0.3 percentage points.", "change", 0.3),
        ("Revenue doubled.", "multiple", 2),
        ("营收同比增长5%。", "growth", 5),
        ("营收下降5%。", "growth", -5),
        ("营收占全市的三成。", "share", 30),
        ("营收增长1.2倍。", "growth", 120),
        ("营收是2019年的1.8倍。", "multiple", 1.8),
        ("新增床位1200张。", "change", 1200),
        ("人口减少3000人。", "change", -3000),
        ("失业率降至4.5%。", "share", 4.5),
        ("区级财政收入增速不低于4%。", "growth", 4),
    ],
)
def test_measures(text, measure, value):
    """The words around the number tell how it measures, and which way it went."""
    claim = one(text)
    assert (claim.measure, float(claim.quantity.value)) == (measure, value)


@pytest.mark.parametrize(
    "text",
    [
        "The city had 20 million visits, an increase of 8.3 percent.",
        "The city had 20 million visits, up 8.3 percent.",
        "The city had 20 million visits, a rise of 8.3 percent.",
    ],
)
def test_a_rise_is_one_in_any_words(text):
    """However a rise is worded, it is growth of the same indicator."""
    level, growth = claims(text)
    assert (growth.measure, growth.indicator_key) == ("growth", level.indicator_key)


def test_what_is_added_is_no_level():
    """New high-tech firms and all high-tech firms are two series, whatever stands between."""
    (new,) = claims("2023年，济南市新增高新技术企业1200家。")
    (all_,) = claims("2023年，济南市高新技术企业总数达6500家。")
    assert (new.measure, all_.measure) == (Measure.CHANGE, Measure.LEVEL)
    assert new.series != all_.series

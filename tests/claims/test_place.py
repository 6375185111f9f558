"""Where a claim holds."""

import pytest

from tests.claims.said import claims, one


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Xuhui has 500 clinics.", "Xuhui"),
        ("Shanghai's Minhang district has 500 clinics.", "Minhang"),
        ("徐汇区共有医院50家。", "Xuhui"),
        ("杭州市余杭区共有医院50家。", "Yuhang"),
        ("Wellford City Council has 500 homes to let.", "Wellford"),
    ],
)
def test_places(text, place):
    """A place has its plain English name; the narrowest counts."""
    assert one(text).place == place


def test_the_source_is_at_home_somewhere():
    """Where the text names no place, the source's holds."""
    assert one("There are 500 clinics.", place="Baoshan").place == "Baoshan"


def test_a_denominator_is_not_the_place():
    """A sixth of Shanghai's total is still a fact about Yangpu."""
    assert one("Yangpu earned a sixth of Shanghai's total.").place == "Yangpu"
    assert one("杨浦区企业营收占全市的六分之一。").place == "Yangpu"


def test_the_city_is_the_one_around():
    """In words: "The city" in a district's article is the city the district lies in."""
    found = claims("Yangpu has 40 clinics. Citywide, there are 900 clinics.")
    assert [claim.place for claim in found] == ["Yangpu", "Shanghai"]


def test_a_city_in_a_city_is_its_own():
    """全市 in Kunshan's report means Kunshan."""
    assert one("昆山经济平稳。全市共有医院40家。").place == "Kunshan"


def test_roads_are_no_places():
    """Nanjing Road runs through Shanghai."""
    assert one("Jing'an counts 40 new stores on Nanjing Road. ").place == "Jing'an"

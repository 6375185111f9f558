"""Target, forecast or figure."""

import pytest

from tests.claims.said import claims, one


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The district aims to attract 500 firms.", "target"),
        ("The district will build 500 homes.", "target"),
        ("At least 500 homes are to be built.", "target"),
        ("A planned investment of 3 billion yuan was announced.", "target"),
        ("The growth target is 5 percent.", "target"),
        ("It missed the 300 million yuan goal.", "target"),
        ("Revenue is expected to reach 3 billion yuan.", "forecast"),
        ("Analysts forecast growth of 5 percent.", "forecast"),
        ("The bureau expects that revenue will reach 3 billion yuan.", "forecast"),
        ("Revenue reached 3 billion yuan.", "figure"),
        ("More than 500 firms have moved in.", "figure"),
        ("力争引进企业500家。", "target"),
        ("GDP增长目标为5%左右。", "target"),
        ("超额完成300亿元的年度目标。", "target"),
        ("预计营收将达到30亿元。", "forecast"),
        ("产业规模有望突破30亿元。", "forecast"),
        ("已引进企业500家。", "figure"),
        ("完成投资30亿元。", "figure"),
        ("将近500家企业落户。", "figure"),
    ],
)
def test_kinds(text, kind):
    """The word that governs the number tells its kind."""
    assert one(text).kind == kind


def test_what_is_compared_with_is_a_figure():
    """In "to 500 from 300" only the first is aimed at."""
    found = claims("It plans to raise the number of clinics to 500, from 300 last year.")
    assert [claim.kind.value for claim in found] == ["target", "figure"]


def test_a_colon_opens_a_list_of_targets():
    """今年目标是：A，B covers every item."""
    found = claims("今年的主要目标是：财政收入增长3%，投资增长不低于4%，新增就业2万人。")
    assert {claim.kind.value for claim in found} == {"target"}


def test_what_is_to_be_completed_is_aimed_at():
    """完成 behind an aim says what the aim is, in the same clause and in those that follow."""
    found = claims("到2027年底，力争新增租赁住房1.2万套，完成旧住房修缮140万平方米。")
    assert [(c.kind.value, c.period) for c in found] == [("target", "by:2027")] * 2
    assert one("全区将完成旧住房修缮140万平方米。").kind == "target"
    assert one("全区已完成旧住房修缮140万平方米。").kind == "figure"


def test_a_plan_does_not_colour_the_report_behind_it():
    """A sentence with a period of its own is not read by the aim of the sentence before."""
    text = "2026年计划引进企业500家。2025年全区实现地区生产总值2684亿元，增长5.2%。"
    assert [c.kind.value for c in claims(text)] == ["target", "figure", "figure"]


def test_a_later_period_makes_a_target():
    """Where no verb tells, what lies ahead is aimed at."""
    assert one("Clinics by 2030: 500 clinics.").kind == "target"

"""Every reading can be explained: which rule decided each field, and on which words."""

from datetime import date

import pytest

from claims import explain, read
from claims.explain import REASONS, RULES
from model import Article
from tests.claims.said import DAY, WORDS
from tests.claims.sentences import cases

FIELDS = ("value", "unit", "bound", "kind", "measure", "period", "place", "indicator", "key")
CASES = [case for language in ("en", "zh") for case in cases(language)]


def explained(text: str, day: date | None = DAY):
    return explain(Article(text, published=day), WORDS)


def decided(text: str) -> dict[str, tuple[str, str, str]]:
    """Value, rule and words by field, for the only claim of a sentence."""
    (one,) = explained(text)
    ((_, decisions),) = one.claims
    return {d.field: (d.value, d.rule, d.words) for d in decisions}


def test_each_field_shows_its_words():
    """An analyst sees the words that made a number a target, dated it and named it."""
    found = decided("By the end of 2027 Yangpu District aims to have over 900 charging piles.")
    assert found["value"] == ("900", "", "900")
    assert found["bound"][::2] == ("over", "over")
    assert found["kind"] == ("target", "kind:target", "aims")
    assert found["period"] == ("by:2027", "period:stated", "2027")
    assert found["place"] == ("Yangpu", "place:named", "Yangpu")
    assert found["indicator"][2] == "charging piles"


def test_chinese_fields_show_their_words():
    """The same in a language without spaces."""
    found = decided("到2027年，杨浦区数字经济营收力争突破3500亿元。")
    assert found["value"] == ("350,000,000,000", "", "3500亿")
    assert found["bound"] == ("over", "", "突破")
    assert found["kind"] == ("target", "kind:target", "力争")
    assert found["unit"] == ("CNY", "", "元")


@pytest.mark.parametrize(
    ("text", "quote", "why"),
    [
        ("推进一网通办，新增床位300张。", "一网通办", "name"),
        ("Phase 2 adds 300 beds.", "Phase 2", "label"),
        ("In 2024 the clinic opened 300 beds.", "2024", "period"),
    ],
)
def test_what_is_no_claim_says_why(text, quote, why):
    """A number that was passed over is shown with the reason."""
    (one,) = explained(text)
    assert (quote, REASONS[why]) in one.passed
    assert len(one.claims) == 1


def test_every_claim_is_explained_by_rules_that_are_described():
    """Over all sentences of the tables: the same claims, every field, no rule without a meaning,
    and words that stand in the sentence.
    """
    fired = set()
    for case in CASES:
        article = Article(case.text, published=case.published)
        found = [pair for one in explain(article, WORDS, place=case.home) for pair in one.claims]
        assert [claim for claim, _ in found] == list(read(article, WORDS, place=case.home))
        for claim, decisions in found:
            assert set(FIELDS) <= {d.field for d in decisions}
            fired |= set(claim.rules)
    for text, day in OTHERS:
        fired |= {
            rule for claim in read(Article(text, published=day), WORDS) for rule in claim.rules
        }
    assert fired == set(RULES)


# What takes more than a sentence of a dated text to fire.
OTHERS = [
    ("全区工业产值同比12.5%。", DAY),
    ("Yangpu grew by 6 percent, faster than Shanghai's 5 percent.", DAY),
    ("Leeds opened 30 clinics last year.", None),
    ("Targets for 2027\n\nBuild 300 homes\n\nOpen 20 clinics in Leeds", DAY),
    ("Plans for Leeds\n\nIn 2024\n\nThe council opened 20 clinics.", DAY),
    ("The year 2024 in Leeds\n\nThe council built 300 homes.", DAY),
    ("Leeds in brief\n\nIn 2024 the council built 300 homes.\n\nIt opened 20 clinics.", DAY),
]

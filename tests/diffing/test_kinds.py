"""Kinds that were changed, and kinds that were only read otherwise."""

import pytest

from diffing.kinds import follows_its_sentence, kind_is_guessed
from diffing.mentions import Mention
from tests.diffing.test_echoes import told


def only(sentence: str, language: str) -> Mention:
    """The last claim of a sentence below a title."""
    return told("一\n" + sentence if language == "zh" else "A page\n" + sentence, language)[-1]


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("The town plans to run 34 libraries.", "The town has opened 34 libraries.", "en"),
        ("The town plans to run 34 libraries.", "There are now 34 libraries in town.", "en"),
        ("The fair is likely to draw 42,000 people.", "The fair aims for 42,000 people.", "en"),
        ("全区计划建成换电站85座。", "全区已建成换电站85座。", "zh"),
        ("预计2030年人口达到80万人。", "到2030年，人口要达到80万人。", "zh"),
    ],
)
def test_words_against_words(old: str, new: str, language: str) -> None:
    """An aim, an expectation and a report that are told by words are three things."""
    one, other = only(old, language), only(new, language)
    assert one.claim.kind is not other.claim.kind
    assert not kind_is_guessed(one.claim, other.claim)


def test_no_word_at_all() -> None:
    """Where the new sentence has no word for it, the kind is but a guess."""
    one = only("A further 26 million euros will be spent on 36 garages.", "en")
    other, _ = told("A page\nFor 36 garages, another 26 million euros is earmarked.")
    assert kind_is_guessed(one.claim, other.claim)


@pytest.mark.parametrize(
    ("old", "new", "follows"),
    [
        ("计划开工住房6800套，每套补贴3万元。", "已开工住房6800套，每套补贴3万元。", True),
        ("用电量控制在23亿千瓦时以内。", "用电量不超过23亿千瓦时。", True),
        ("计划推进治理，每年新增车位6400个。", "已推进治理，每年新增车位6400个。", False),
        ("计划新建学校12所，公园35个。", "已新建学校12所，公园35个。", False),
    ],
)
def test_a_kind_that_follows(old: str, new: str, follows: bool) -> None:
    """What goes with each piece, and a cap in other words, did not change their kind; what is
    done each year and the next item of a list did.
    """
    assert follows_its_sentence(only(old, "zh"), only(new, "zh")) is follows

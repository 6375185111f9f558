"""What is told once more on one page, and what only looks like it."""

import pytest

from diffing.echoes import Told
from diffing.mentions import Alphabet, Mention, mentions
from diffing.siblings import siblings
from diffing.times import PageDates
from tests.diffing.revisions import version


def told(text: str, language: str = "en") -> list[Mention]:
    """The claims of a page as they stand in it."""
    page = version(text, language)
    dates = PageDates.of(page.article, page.article)
    return mentions(page.claims, dates, Alphabet(), new=False)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Roads\nRoads get €4.6 billion. The €4.6 billion is borrowed.", "en"),
        ("道路\n全市道路投入4.62亿元。4.62亿元中，大部分为贷款。", "zh"),
    ],
)
def test_an_amount_is_pointed_back_to(text: str, language: str) -> None:
    """The next sentence speaks of the amount that was told, and tells none of its own."""
    first, second = told(text, language)
    assert Told([first], "Roads").again(second)


def test_another_amount_of_the_same_size_is_its_own() -> None:
    """Where nothing points back, an equal amount of money is another one."""
    first, second = told("Roads\nRoads get €4.6 billion. Schools get €4.6 billion as well.")
    assert not Told([first], "Roads").again(second)


def test_a_title_tells_its_text_once_more() -> None:
    """In the title the reader may see an addition where the text has a level."""
    title, body = told("Town to open 60 new libraries\nThe town will open 60 libraries by 2028.")
    assert Told([body], title.claim.sentence).again(title)


def test_small_numbers_are_equal_by_chance() -> None:
    """A single digit of money says nothing."""
    first, second = told("Roads\nRoads get €4 billion. The €4 billion is borrowed.")
    assert not Told([first], "Roads").again(second)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Health\n- Oakfield: 24 clinics\n- Elmfield: 24 clinics", "en"),
        ("Health\nOakfield will get 24 clinics. Elmfield will get 24 clinics.", "en"),
        ("住房\n一期建设住房1250套。二期建设住房1250套。", "zh"),
    ],
)
def test_siblings_are_two_things(text: str, language: str) -> None:
    """Items, rows and parallel sentences with one number stand side by side."""
    first, second = told(text, language)
    assert siblings(first, second)
    assert siblings(second, first)
    assert Told([first], "").beside(second)
    assert not Told([first], "").again(second)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Health\nIn brief: 24 clinics for Oakfield.\nOakfield will get 24 clinics by 2028.", "en"),
        ("孵化\n核心数据：孵化器83家。\n截至2024年底，全区共有孵化器83家。", "zh"),
    ],
)
def test_a_summary_is_no_sibling(text: str, language: str) -> None:
    """A summary and its text do not stand side by side."""
    first, second = told(text, language)
    assert not siblings(first, second)

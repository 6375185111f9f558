"""The text of a page stays still while everything around it moves, and moves when it must."""

import pytest

from bench.noise import SETS, missed, score
from tests.crawler.noise import Noise
from tests.crawler.noise_stories import STORIES

VISITS = 8  # python -m bench.noise makes 20
PLACES = [
    (design, story)
    for designs in SETS.values()
    for story in STORIES
    for design in designs[story.language]
]
NAMES = [f"{design.__name__}-{story.title[:12]}" for design, story in PLACES]


@pytest.fixture(scope="module")
def scores():
    return [score(design, story, VISITS) for design, story in PLACES]


def test_the_text_stays_in_all_but_one_of_two_hundred_visits(scores):
    """Visits of each page, with every kind of noise: unchanged in 99.5 % of them."""
    visits, changed = sum(one.visits for one in scores), sum(one.changed for one in scores)
    assert visits == len(PLACES) * (VISITS - 1)
    assert changed <= 0.005 * visits, [one for one in scores if one.changed]


def test_no_visit_makes_a_change_of_a_claim(scores):
    """What moves around an article is no news of it."""
    assert [one for one in scores if one.events] == []


def test_no_sentence_of_an_article_is_taken_for_noise(scores):
    """Every paragraph, heading, item and row of every story comes out whole, in each design."""
    assert [(one.design, one.story) for one in scores if one.lost] == []


@pytest.mark.parametrize(("design", "story"), PLACES[::3], ids=NAMES[::3])
def test_every_figure_that_changes_is_seen(design, story):
    """Whichever figure of the article changes, its text is another."""
    count, unseen = missed(design, story)
    assert count >= 3
    assert unseen == []


def test_the_noise_is_noise():
    """The model does draw other pages: no two visits of a place are served the same bytes."""
    for design, story in PLACES:
        pages = {design(story, Noise(seed, story.language)) for seed in range(VISITS)}
        assert len(pages) == VISITS

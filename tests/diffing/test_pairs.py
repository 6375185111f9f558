"""Revisions of pages, from raw text through our own reader to their changes."""

import pytest

from tests.diffing.revisions import Case, cases, compared, scores, told, total

LANGUAGES = ("en", "zh")
PAIRS = [case for language in LANGUAGES for case in cases(language)]


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: f"{case['language']}: {case['trap']}")
def test_each_pair(case: Case) -> None:
    """Exactly the changes of the table are found; a text reworded has none."""
    found = scores(case)
    assert all(not s.false and not s.missed for s in found.values()), told(compared(case))


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: f"{case['language']}: {case['trap']}")
def test_each_pair_back_again(case: Case) -> None:
    """The way back has as many changes: what was added is removed."""
    sides = [
        sorted(
            (bool(a), bool(b), *c.aspects)
            for c in compared(case, back=back).changes
            for a, b in [(c.new, c.old) if back else (c.old, c.new)]
        )
        for back in (False, True)
    ]
    assert sides[0] == sides[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bars(language: str) -> None:
    """Precision and recall of changed, added and removed claims over the whole table."""
    for sort, score in total(map(scores, cases(language))).items():
        assert score.found >= 4, sort
        assert min(score.precision, score.recall) >= 0.95, (sort, score)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reworded_page_is_quiet(language: str) -> None:
    """Among at least 25 pairs, those that say the same in other words flag nothing."""
    pairs = cases(language)
    quiet = [case for case in pairs if not case.get("changes")]
    assert len(pairs) >= 25
    assert len(quiet) >= 8
    assert not any(compared(case).changes for case in quiet)

"""The English sentences of the table are read as it says."""

import pytest

from tests.claims.sentences import Case, cases, differences

TABLE = cases("en")


def test_the_table_is_long_enough():
    """Three hundred sentences at least, sixty of them without a claim, none twice."""
    assert len(TABLE) >= 300
    assert sum(not case.claims for case in TABLE) >= 60
    assert len({case.text for case in TABLE}) == len(TABLE)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{number:03}",
            marks=[pytest.mark.xfail(reason=case.known, strict=True)] if case.known else [],
        )
        for number, case in enumerate(TABLE, 1)
    ],
)
def test_the_sentence_is_read(case: Case):
    """Each claim of the sentence has the fields that the table gives, and there is no other."""
    assert differences(case) == [], case.why

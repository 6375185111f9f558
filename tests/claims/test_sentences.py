"""The sentences of the tables, English and Chinese, are read as they say."""

import pytest

from tests.claims.sentences import Case, cases, differences

TABLES = {language: cases(language) for language in ("en", "zh")}


@pytest.mark.parametrize("language", TABLES)
def test_the_table_is_long_enough(language):
    """Three hundred sentences at least, sixty of them without a claim, none twice."""
    table = TABLES[language]
    assert len(table) >= 300
    assert sum(not case.claims for case in table) >= 60
    assert len({case.text for case in table}) == len(table)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{language}-{number:03}",
            marks=[pytest.mark.xfail(reason=case.known, strict=True)] if case.known else [],
        )
        for language, table in TABLES.items()
        for number, case in enumerate(table, 1)
    ],
)
def test_the_sentence_is_read(case: Case):
    """Each claim of the sentence has the fields that the table gives, and there is no other."""
    assert differences(case) == [], case.why

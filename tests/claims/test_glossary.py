"""The glossary is checked when it is loaded."""

import pytest

from config.words import load_words
from model import ConfigError
from tests.claims.said import WORDS


def test_a_word_has_one_meaning(tmp_path):
    """A surface of two entries is refused, naming the file and both keys."""
    (tmp_path / "indicators.toml").write_text(
        '[heads]\nkiosks = { name = "kiosks", en = ["stalls"] }\n'
        'booths = { name = "booths", en = ["stalls"] }\n',
        encoding="utf-8",
    )
    with pytest.raises(ConfigError, match=r"(?s)heads\.booths\.en.*stalls.*heads\.kiosks\.en"):
        load_words(tmp_path)


def test_the_glossary_is_as_wide_as_a_yearbook():
    """There are entries enough for every chapter, and each has a surface."""
    roles = [one.role for one in WORDS.indicators]
    assert roles.count("head") >= 400
    assert roles.count("modifier") >= 230
    assert all(any(one.names.values()) for one in WORDS.indicators)


def test_what_entries_refer_to_exists():
    """What an entry means, or is otherwise, is an entry too."""
    known = {one.id for one in WORDS.indicators}
    for one in WORDS.indicators:
        assert known.issuperset(one.means)
        assert not one.otherwise or one.otherwise in known

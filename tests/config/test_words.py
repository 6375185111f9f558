"""The words shipped, and mistakes in files of one's own."""

import pytest

from config.words import SHIPPED, load_words
from model import ConfigError


def test_the_words_that_are_shipped():
    """Both languages, their glossary and the places of Shanghai are there."""
    words = load_words()
    assert {language.code for language in words.languages} == {"en", "zh"}
    names = {place.name for place in words.places}
    assert {"Yangpu", "Pudong", "Chongming", "Shanghai"} <= names
    assert all(i.name for i in words.indicators)


def test_every_place_lies_in_one_that_is_known():
    """Whatever a place lies in is a place itself, or nothing."""
    places = load_words().places
    names = {place.name for place in places}
    assert {place.within for place in places} - {None} <= names


def test_a_language_is_one_file(tmp_path):
    """A file of one's own replaces the shipped one; another is added."""
    folder = tmp_path / "languages"
    folder.mkdir()
    text = (SHIPPED / "languages" / "en.toml").read_text()
    (folder / "fr.toml").write_text(text.replace('code = "en"', 'code = "fr"'))
    assert {one.code for one in load_words(tmp_path).languages} == {"en", "fr", "zh"}
    assert load_words(tmp_path) != load_words()


def test_entries_are_added(tmp_path):
    """Indicators and places of one's own join the shipped ones."""
    (tmp_path / "places.toml").write_text('[cities.Elbonia]\nMudville = ["泥城市"]\n')
    (tmp_path / "indicators.toml").write_text(
        '[heads.kiosks]\nname = "kiosks"\nen = ["kiosks"]\n[modifiers]\n'
    )
    words = load_words(tmp_path)
    assert "Mudville" in {place.name for place in words.places}
    assert "kiosks" in {indicator.id for indicator in words.indicators}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('code = "en"', "code = 5", "code"),
        ("spaced = true", 'spaced = true\nspaces = "yes"', "spaces"),
        ('form = "half" }', 'form = "haalf" }', "periods.rules"),
        ('pct", "percentage"]', 'pct", " "]', "units.measures.percent"),
        ("[masks]", "[masked]", "masked"),
    ],
)
def test_a_mistake_is_named(tmp_path, old, new, key):
    """A mistake gets the file, the key and what is wrong."""
    folder = tmp_path / "languages"
    folder.mkdir()
    text = (SHIPPED / "languages" / "en.toml").read_text()
    assert old in text
    (folder / "en.toml").write_text(text.replace(old, new, 1))
    with pytest.raises(ConfigError) as raised:
        load_words(tmp_path)
    assert raised.value.key.startswith(key)
    assert raised.value.file.endswith("en.toml")
    assert raised.value.problem


def test_a_broken_pattern_is_named(tmp_path):
    """A mask that is no regular expression is refused when loaded, not when read."""
    folder = tmp_path / "languages"
    folder.mkdir()
    text = (SHIPPED / "languages" / "en.toml").read_text()
    (folder / "en.toml").write_text(text.replace("numbers = [\n", 'numbers = [\n  "(",\n', 1))
    with pytest.raises(ConfigError, match="regular expression"):
        load_words(tmp_path)

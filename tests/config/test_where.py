"""The line of a key."""

from pathlib import Path

import pytest

from config import load_words
from config.where import line_of
from config.words import SHIPPED
from model import ConfigError

FILE = """\
code = "xx"

[units.measures]
km = ["km"]
"cubic m" = ["m3"]

# rules
[periods]
rules = [
  { match = "a" },
  # not an item
  { match = "b" },
]

[[case]]
why = "one"

[[case]]
why = "two"
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("code", 1),
        ("units.measures.km", 4),
        ("units.measures.km[0]", 4),
        ('units.measures."cubic m"', 5),
        ("units.measures.mile", 3),
        ("periods.rules[1].match", 12),
        ("case[1].why", 19),
        ("nothing", None),
    ],
)
def test_the_line_of_a_key(key, line):
    """A key's own line, an item's line, or the table that should hold it."""
    assert line_of(FILE, key) == line


def test_a_broken_word_list_is_named_with_its_line(tmp_path: Path):
    """Who mends a language file is told file, line and key."""
    folder = tmp_path / "languages"
    folder.mkdir()
    text = (SHIPPED / "languages" / "en.toml").read_text()
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("km = "))
    lines[at] = "km = [3]"
    (folder / "en.toml").write_text("\n".join(lines))
    with pytest.raises(ConfigError, match=rf"en\.toml:{at + 1}: units\.measures\.km\[0\]"):
        load_words(tmp_path)

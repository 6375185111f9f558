"""The code of the reader holds no word of any language: words are data."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import claims
from config.words import SHIPPED, RuleShape
from model import Bound, Kind, Measure
from model.units import SCALES, dimension

CODE = sorted(Path(claims.__file__).parent.glob("*.py"))
# What it says is for people who ask why: it reads nothing.
SPOKEN = {"explain.py"}
# The ends of the range of Chinese letters.
EDGES = {"\u3400", "\u9fff"}
# How a unit is written that has another below it, and a rule of Unicode.
NOTATION = {" per ", "NFKC"}
# Names that no file holds: roles of the vocabulary, ends of rules, roles of a mention, slots.
NAMES = set(
    """action added aside below clause cue default duration filler full halved han hundredth
    indicator
    latin like mark modifier monthnumber move moved nothing numeral ordinal owner paragraph ratio
    reached shortyear stated unresolved verb""".split()
)  # fmt: skip
_NAME = re.compile(r"[a-z_:-][a-z_:, -]*|{?[a-z]+[:-]{?|[a-z]+-{\w*}")
_WORD = re.compile(r"[a-z][a-z_]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_STRUCTURE = re.compile(
    r"\[(?:\\.|[^\]\\])*\]"  # a set of letters
    r"|\{\w*\}|\\u\w{4}|\\[a-zA-Z]|\(\?P<\w+>|\(\?[a-zA-Z:!=<]"  # escapes and groups
)


def _literals(path: Path) -> Iterator[tuple[int, str]]:
    """Every string of a file but its docstrings and quoted types."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "").startswith("__"):
            silent |= {id(one) for one in ast.walk(node.value)}
        for types in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if types is not None:
                silent |= {id(one) for one in ast.walk(types)}
    for node in ast.walk(tree):
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, str) and id(node) not in silent:
            yield node.lineno, value


def _keys(table: dict[str, object]) -> Iterator[str]:
    """The keys of a file that name something; where they stand for numbers they are words."""
    for key, value in table.items():
        yield key
        if isinstance(value, dict) and not any(isinstance(one, int) for one in value.values()):
            yield from _keys(value)


def _known() -> set[str]:
    names = set(NAMES)
    for file in SHIPPED.glob("languages/*.toml"):
        for key in _keys(tomllib.loads(file.read_text(encoding="utf-8"))):
            names |= set(_WORD.findall(key.lower()))
    names |= {one.value for kinds in (Kind, Measure, Bound) for one in kinds}
    names |= set(RuleShape.model_fields["form"].annotation.__args__)
    names |= set(SCALES) | {dimension(unit) for unit in SCALES}
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                names.add(node.name.lower())
                names |= {n.target.id for n in node.body if isinstance(n, ast.AnnAssign)}
    return names


KNOWN = _known()


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_no_chinese_word_is_code(path):
    """Chinese punctuation is structure; a Chinese letter is a word."""
    letters = {
        (line, letter)
        for line, text in _literals(path)
        for letter in text
        if "\u3400" <= letter <= "\u9fff" and letter not in EDGES
    }
    assert letters == set()


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_no_english_word_is_code(path):
    """A string names roles, fields or units; any other, as a pattern, holds no word at all."""
    if path.name in SPOKEN:
        return
    words = {
        (line, word)
        for line, text in _literals(path)
        for word in _WORD.findall(_STRUCTURE.sub(" ", text).lower())
        if text not in NOTATION
        and word != _LETTERS
        and not (word in KNOWN and _NAME.fullmatch(text.lower()))
    }
    assert words == set()


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_no_ending_is_code(path):
    """An ending such as 's is a word too."""
    endings = {(line, text) for line, text in _literals(path) if re.search(r"['’]s\b", text)}
    assert path.name in SPOKEN or endings == set()

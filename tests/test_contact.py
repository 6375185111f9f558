"""The contact address: asked for once, sent with every request."""

import io
import sys
from pathlib import Path

import pytest

from cli import main
from cli.contact import settle_contact, warn_without_contact
from config import load


class Terminal:
    """A person who types ``said`` to each question."""

    def __init__(self, said: str) -> None:
        self.said, self.asked = said, 0

    def isatty(self) -> bool:
        return True

    def readline(self, *_) -> str:
        self.asked += 1
        return self.said + "\n"


@pytest.fixture
def terminal(monkeypatch):
    def sits(said: str) -> Terminal:
        person = Terminal(said)
        monkeypatch.setattr(sys, "stdin", person)
        monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: person.readline()[:-1])
        return person

    return sits


def contact_of(folder: Path) -> str:
    return load(folder).settings.crawl.contact


@pytest.mark.parametrize("said", ["me@example.org", ""])
def test_a_person_at_the_terminal_is_asked_once(terminal, tmp_path, capsys, said):
    """The answer is kept, an empty one too, and nobody asks or complains again."""
    person = terminal(said)
    assert settle_contact(tmp_path)
    assert not settle_contact(tmp_path)
    assert person.asked == 1
    assert contact_of(tmp_path) == said
    capsys.readouterr()
    warn_without_contact(load(tmp_path))
    assert capsys.readouterr().err == ""


def test_what_is_typed_cannot_break_the_settings(terminal, tmp_path):
    """Quotes and control signs are part of an odd address, not of the file."""
    terminal('me "x"\t<a@example.org>]\\')
    assert settle_contact(tmp_path)
    assert contact_of(tmp_path) == 'me "x" <a@example.org>]\\'


def test_without_a_terminal_it_is_said_once(tmp_path, monkeypatch, capsys):
    """A script is not asked: one line says what is missing and where it goes, once."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert not settle_contact(tmp_path)
    for _ in range(3):
        warn_without_contact(load(tmp_path))
    said = capsys.readouterr().err
    assert said.count("no contact address is set") == 1
    assert str(tmp_path / "config" / "figurewatch.toml") in said


def test_settings_that_are_there_are_left_alone(terminal, tmp_path):
    """A file that a person wrote is not written to."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "figurewatch.toml").write_text("default_sources = false\n")
    person = terminal("me@example.org")
    assert not settle_contact(tmp_path, "other@example.org")
    assert person.asked == 0
    assert contact_of(tmp_path) == ""


def test_init_asks(terminal, tmp_path, monkeypatch, capsys):
    """The first command of a newcomer asks, unless the address was given with it."""
    person = terminal("me@example.org")
    for name, more in (("asked", []), ("given", ["--contact", "you@example.org"])):
        monkeypatch.setattr(
            "sys.argv", ["figurewatch", "init", "--home", str(tmp_path / name), *more]
        )
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code in (0, None)
    capsys.readouterr()
    assert contact_of(tmp_path / "asked") == "me@example.org"
    assert contact_of(tmp_path / "given") == "you@example.org"
    assert person.asked == 1

"""`figurewatch read --second-reader`, as a person types it."""

import json
import sys

import pytest

from cli import main
from tests.second_reader.service import claims, failure

TEXT = "Yangpu aims to raise online revenue to more than 300 billion yuan by 2027.\n"
PROPOSED = {
    "quote": "more than 300 billion yuan",
    "value": 300_000_000_000,
    "unit": "CNY",
    "kind": "target",
    "indicator": "online revenue",
}


@pytest.fixture
def reader(service, tmp_path, monkeypatch, capsys):
    """Read a text with a second reader; what came out, what was said beside it, the exit code."""

    def run(*words: object, text: str = TEXT, settings: str | None = None):
        (tmp_path / "config").mkdir(exist_ok=True)
        named = f'url = "{service.url}"\nmodel = "a-model"\nattempts = 1\n'
        file = tmp_path / "config" / "figurewatch.toml"
        file.write_text("[second_reader]\n" + (named if settings is None else settings))
        (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
        line = ["figurewatch", "read", tmp_path / "plan.txt", "--home", tmp_path, *words]
        monkeypatch.setattr(sys, "argv", [str(word) for word in line])
        with pytest.raises(SystemExit) as ended:
            main()
            sys.exit(0)
        out, err = capsys.readouterr()
        return out, err, int(ended.value.code or 0)

    return run


@pytest.fixture
def unread(monkeypatch):
    """A core that reads the numbers of a text and makes no claims of them."""
    monkeypatch.setattr("documents.read", lambda article, words: ())


def test_without_the_option_nothing_is_asked(service, reader):
    """A service in the settings alone changes nothing: read does not ask it."""
    out, _, code = reader("--format", "jsonl")
    assert (code, service.asked) == (0, [])
    assert "second-reader" not in out


def test_what_it_proposes_is_shown_as_proposed(service, reader, unread):
    """A proposal stands among the rows with a label of its own, in every style."""
    service.answers(claims(PROPOSED, {**PROPOSED, "quote": "400 billion"}))
    out, err, code = reader("--second-reader", "--format", "jsonl")
    (row,) = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert (row["doc"], row["value"], row["kind"]) == ("plan.txt", 300_000_000_000, "target")
    assert TEXT[row["start"] : row["end"]] == row["quote"]
    assert row["rules"][0] == "second-reader"
    assert row["confidence"] <= 0.5
    assert "1 proposed, 1 refused, 1 requests" in err
    assert "refused: the quote is not in the passage: 400 billion" in err
    out, _, _ = reader("--second-reader")
    assert "target (proposed)" in out
    out, _, _ = reader("--second-reader", "--format", "csv")
    assert out.splitlines()[1].endswith("yes")


def test_the_core_s_claims_come_first_and_stay_as_they_are(service, reader):
    """With a second reader the core's own rows are the same, in the same places."""
    service.answers(claims(PROPOSED))
    alone, _, _ = reader("--format", "jsonl")
    both, _, code = reader("--second-reader", "--format", "jsonl")
    assert code == 0
    assert both.startswith(alone)


def test_a_service_that_fails_does_not_take_the_core_s_claims_with_it(service, reader, unread):
    """The rows of the core are printed whatever the service does; the exit code tells of it."""
    service.answers(failure(500, "\x1b[31mbroken"))
    out, err, code = reader("--second-reader", "--format", "jsonl")
    assert (out, code) == ("", 1)
    assert "not answered: from character 0: second reader: answered 500: broken" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("settings", "code", "said"),
    [
        ("", 2, "figurewatch.toml: second_reader.url: is empty"),
        ('url = "http://example.org"\nmodel = "m"', 2, "second_reader.url: read 'http://"),
        ('url = "https://example.org"\nmodel = "m"\nkey_variable = "NO_SUCH_KEY"', 1,
         "$NO_SUCH_KEY, which is not set"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_before_anything_is_sent(service, reader, settings, code, said):
    """No service, an unsafe one or no key: one sentence, nothing on standard output."""
    out, err, ended = reader("--second-reader", settings=settings)
    assert (out, ended, service.asked) == ("", code, [])
    assert said in err
    assert "Traceback" not in err

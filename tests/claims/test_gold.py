"""The bars on the annotated documents."""

import json
import subprocess
import sys

import pytest

from claims import read
from cli.files import claims_of_file
from corpus import article_from_text
from tests.claims.said import WORDS
from tests.shared import SHARED, WHY_SKIPPED


def predicted(path):
    """The claims read from a file as `figurewatch read --format jsonl` gives them, line by line."""
    text = path.open(encoding="utf-8", newline="").read()
    article = article_from_text(text, path.name)
    yield from claims_of_file(path.name, article, read(article, WORDS)).splitlines()


def scored(gold, files, where):
    """What the scorer says of the files, by language."""
    lines = [line for path in files for line in predicted(path)]
    where.write_text("\n".join(lines) + "\n")
    command = [sys.executable, str(SHARED / "gold" / "score.py"), str(gold), str(where), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


# F1 by level, the same for both languages but for the indicator's words.
BARS = {"b +value/unit": 0.95, "c +kind": 0.90, "d +bound": 0.88, "e~ lenient period": 0.82}
INDICATOR = {"en": 0.70, "zh": 0.65}


@pytest.mark.skipif(SHARED is None, reason=WHY_SKIPPED)
def test_the_bars_are_met(tmp_path):
    """On the seeds and two dozen reports of other places, language by language."""
    names = ("seeds.jsonl", "dev.jsonl")
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join((SHARED / "gold" / name).read_text("utf-8") for name in names))
    folders = (SHARED / "seeds", SHARED / "gold" / "dev")
    files = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    reached = scored(gold, files, tmp_path / "found.jsonl")
    for language, indicator in INDICATOR.items():
        found = reached[language]
        detection = found["levels"]["a detection"]
        assert detection["P"] >= 0.96
        assert detection["R"] >= 0.95
        for level, bar in BARS.items():
            assert found["levels"][level]["F1"] >= bar, (language, level)
        assert found["indicator_f1"] >= indicator, language


@pytest.mark.skipif(SHARED is None, reason=WHY_SKIPPED)
def test_the_seeds_are_read(tmp_path):
    """The user's own documents are read whole: value, unit, kind, bound, period and place."""
    files = sorted((SHARED / "seeds").glob("*.txt"))
    reached = scored(SHARED / "gold" / "seeds.jsonl", files, tmp_path / "seeds.jsonl")["total"]
    assert reached["levels"]["b +value/unit"]["F1"] >= 0.97
    assert reached["levels"]["f +place"]["F1"] >= 0.92

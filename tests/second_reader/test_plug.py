"""The second reader is a plug: nothing loads it unasked, and only the command line knows it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]
MODULES = "claims check cli config corpus diffing documents home parsing reports scheduler"


@pytest.mark.parametrize("module", MODULES.split())
def test_importing_a_module_leaves_the_second_reader_out(module):
    """No module loads the second reader; the claims reader loads no HTTP client either."""
    code = (
        f"import sys, {module}\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print(*sorted(loaded & {'second_reader', 'urllib3', 'httpx', 'requests'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HERE, capture_output=True, text=True, check=True
    )
    assert "second_reader" not in done.stdout
    if module in {"claims", "config", "diffing"}:
        assert done.stdout.split() == []


def _imports(file: Path) -> set[str]:
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    names: list[str] = []
    for node in nodes:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return {name.partition(".")[0] for name in names}


def test_only_the_command_line_names_it():
    """Of all our files only those of the command line import the second reader, and late."""
    files = [
        file
        for file in HERE.rglob("*.py")
        if not {".venv", "tests", "second_reader"} & set(file.relative_to(HERE).parts)
    ]
    assert len(files) > 50
    assert [
        file.relative_to(HERE).as_posix() for file in files if "second_reader" in _imports(file)
    ] == ["cli/second.py"]

"""The texts that are timed: sentences full of numbers, whole articles, texts made to be slow."""

import re
import tomllib
from pathlib import Path

from demo.stories import stories

ROOT = Path(__file__).parent.parent
SENTENCES = ROOT / "tests" / "claims" / "sentences"
_ENDS = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+(?=[A-Z\"])|\n+")
_SIZE = 200_000  # characters of a slow text: a fifth of the largest page that is let in


def sentences(text: str) -> list[str]:
    """The sentences of a text, the same for every reader."""
    return [part.strip() for part in _ENDS.split(text) if part.strip()]


def number_rich(language: str) -> list[str]:
    """Sentences in which something is claimed, out of the table that the reader is tested with."""
    file = tomllib.loads((SENTENCES / f"{language}.toml").read_text("utf-8"))
    return [
        one
        for case in file["case"]
        if case["claims"]
        for one in sentences(case["text"])
        if re.search(r"\d", one)
    ]


def articles(language: str) -> list[str]:
    """Whole articles as a site shows them, with all their sentences that hold no number."""
    found = []
    for site in ("news", "portal"):
        for story in stories(site, 1):
            if story.language == language and story.design != "notfound":
                blocks = [block for kind, block in story.blocks() if kind != "table"]
                found.append("\n".join([story.title, *map(str, blocks)]))
    return found


def slow() -> dict[str, str]:
    """Texts in which every character may begin a number, one line each."""
    patterns = {
        "digits": "7",
        "grouped": "123,456,",
        "brackets": "((1)[2",
        "scales": "million billion ",
        "scales, Chinese": "亿万千",
        "numerals, Chinese": "一二三四",
        "parts of a hundred": "百分之",
        "ranges": "6%-6.5%~7%—",
        "currency signs": "$£€¥5",
        "of the": "a third of the half of the ",
        "plans": "by the end of 2025 ",
        "quotes": "“'\"5",
    }
    return {name: (one * (_SIZE // len(one) + 1))[:_SIZE] for name, one in patterns.items()}

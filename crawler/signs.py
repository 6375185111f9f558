"""The vocabulary of pages that stand in for an article, read once from `signs.toml`.

On its own no phrase decides anything: `crawler/notices.py` says where they must stand to count.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from model import CheckState

_FILE = Path(__file__).with_name("signs.toml")


@dataclass(frozen=True, slots=True)
class Sign:
    """What a kind of not-the-page says: as its title, in a sentence, and its words (None: none)."""

    state: CheckState
    what: str
    title: re.Pattern[str]
    says: re.Pattern[str]
    hints: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Signs:
    """All signs in the order of the file, what speaks to a visitor, what only says that we asked
    too often, and what firewalls leave in a page's bytes.
    """

    all: tuple[Sign, ...]
    addressed: re.Pattern[str]
    too_often: re.Pattern[str]
    challenge: re.Pattern[bytes]
    widget: re.Pattern[bytes]


@cache
def signs() -> Signs:
    """The vocabulary; the first call reads the file and compiles it."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Signs(
        tuple(_sign(each) for each in told["sign"]),
        _any(told["addressed"]["says"]),
        _any(told["too_often"]["says"]),
        _any_bytes(told["machinery"]["challenge"]),
        _any_bytes(told["machinery"]["widget"]),
    )


def _sign(told: Mapping[str, Any]) -> Sign:
    return Sign(
        state=CheckState(told["state"]),
        what=told["what"],
        title=_any(told["title"]),
        says=_any(told["says"]),
        hints=re.compile(told["hints"], re.IGNORECASE) if "hints" in told else None,
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in patterns), re.IGNORECASE)


def _any_bytes(patterns: Sequence[str]) -> re.Pattern[bytes]:
    return re.compile(b"|".join(each.encode() for each in patterns), re.IGNORECASE)

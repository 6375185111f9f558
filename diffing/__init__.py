"""Pure: two versions in, changes out; statements in, findings out. The only home of DeepDiff."""

from diffing.changes import compare
from diffing.findings import find
from diffing.notices import Decision, decide, decided
from model.text import Piece, PieceKind, words_diff

__all__ = [
    "Decision",
    "Piece",
    "PieceKind",
    "compare",
    "decide",
    "decided",
    "find",
    "words_diff",
]

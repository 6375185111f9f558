"""Pure: two versions in, changes out; statements in, findings out. The only home of DeepDiff."""

from diffing.changes import compare
from diffing.findings import find
from diffing.notices import Decision, decide, decided, told_sooner
from diffing.standing import due, is_open, open_targets, overdue, standing
from model.text import Piece, PieceKind, words_diff

__all__ = [
    "Decision",
    "Piece",
    "PieceKind",
    "compare",
    "decide",
    "decided",
    "due",
    "find",
    "is_open",
    "open_targets",
    "overdue",
    "standing",
    "told_sooner",
    "words_diff",
]

"""Pure: two versions in, changes out; statements in, findings out. The only home of DeepDiff."""

from diffing.changes import compare
from diffing.findings import find
from model.text import Piece, PieceKind, words_diff

__all__ = ["Piece", "PieceKind", "compare", "find", "words_diff"]

"""Pure: two versions in, changes out; statements in, findings out. The only home of DeepDiff."""

from diffing.changes import compare
from model.text import Piece, PieceKind, words_diff

__all__ = ["Piece", "PieceKind", "compare", "words_diff"]

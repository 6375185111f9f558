"""What extracts here: our own version, and those of the libraries that decide what is found."""

from functools import cache
from importlib.metadata import version

# Raised whenever the same bytes may give another text: old versions are then not compared as if
# the page had changed.
EXTRACTOR_VERSION = "1"

# What finds the text, the dates, the tree and the encoding: with another release of any of them
# the same bytes may be another article.
_LIBRARIES = ("trafilatura", "htmldate", "lxml", "charset-normalizer")


def extractor_label() -> str:
    """What a reading keeps of its extractor; another whenever the same bytes may be read
    otherwise: "1+trafilatura-2.3.0+htmldate-…".
    """
    return "+".join((EXTRACTOR_VERSION, *_libraries()))


@cache
def _libraries() -> tuple[str, ...]:
    return tuple(f"{name}-{version(name)}" for name in _LIBRARIES)

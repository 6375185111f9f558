"""What extracts here: our own version, and those of the libraries that decide what is found."""

import hashlib
from functools import cache
from importlib.metadata import version

from model import Selectors

# Raised whenever the same bytes may give another text: old versions are then not compared as if
# the page had changed.
EXTRACTOR_VERSION = "2"

# What finds the text, the dates, the tree and the encoding, and what opens documents: with another
# release of any of them the same bytes may be another article.
_LIBRARIES = (
    *("trafilatura", "htmldate", "lxml", "charset-normalizer"),
    *("pypdfium2", "python-docx", "openpyxl", "xlrd"),
)

_NO_SELECTORS = Selectors()


def extractor_label(selectors: Selectors = _NO_SELECTORS) -> str:
    """What a reading keeps of its extractor; another whenever the same bytes may be read
    otherwise: "2+trafilatura-2.3.0+htmldate-…". Who changes the selectors of a source has another
    extractor, and no change of its pages.
    """
    own = () if selectors == _NO_SELECTORS else (f"selectors-{_digest(selectors)}",)
    return "+".join((EXTRACTOR_VERSION, *_libraries(), *own))


def _digest(selectors: Selectors) -> str:
    return hashlib.sha256(repr(selectors).encode()).hexdigest()[:12]


@cache
def _libraries() -> tuple[str, ...]:
    return tuple(f"{name}-{version(name)}" for name in _LIBRARIES)

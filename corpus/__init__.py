"""Documents given by hand: text, Markdown and HTML files in, articles out.

The default corpus, in ``corpus/default``, tells the five seed documents in our own words.
"""

from pathlib import Path

from corpus.documents import read_documents
from corpus.text import article_from_text, dated

DEFAULT_DOCUMENTS = Path(__file__).parent / "default"

__all__ = ["DEFAULT_DOCUMENTS", "article_from_text", "dated", "read_documents"]

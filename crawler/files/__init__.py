"""Documents that are no pages: PDF, Word and Excel files as articles, with the page or cell of
every line. The libraries that open them are loaded with the first such file.
"""

from crawler.files.articles import article_of
from crawler.files.attachments import attachments_on, is_document, unread_attachment
from crawler.files.kinds import FileKind, kind_of, unread

__all__ = [
    "FileKind",
    "article_of",
    "attachments_on",
    "is_document",
    "kind_of",
    "unread",
    "unread_attachment",
]

"""Why a document gives no text."""


class FileError(Exception):
    """Says of a document, in words that follow its kind, why it cannot be read."""

"""What can go wrong with a second reader; the core's claims stand whatever it is."""

from model import FigurewatchError


class SecondReaderError(FigurewatchError):
    """The service gave no answer and will give none now: says what it did. Never holds the key."""


class AnswerError(FigurewatchError):
    """The service answered, but with something that is no list of claims."""

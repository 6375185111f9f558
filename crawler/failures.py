"""Why a fetch brought nothing, as a sentence a person understands."""

from collections.abc import Iterator

from OpenSSL.SSL import Error as TlsError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from service_identity import VerificationError
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost
from twisted.web._newclient import ParseError

_MAX_CAUSES = 20
_SENTENCES: tuple[tuple[type[BaseException], str], ...] = (
    (DownloadTimeoutError, "no answer in time"),
    (DownloadConnectionRefusedError, "connection refused"),
    (CannotResolveHostError, "no such host"),
    (UnsupportedURLSchemeError, "only http and https are fetched"),
    (DownloadCancelledError, "the answer is larger than we read"),
    (ResponseDataLossError, "the connection ended before the answer was whole"),
    (ParseError, "the answer is not HTTP"),
    (ConnectionLost, "the connection broke before an answer came"),
    (ConnectionDone, "the connection was closed before an answer came"),
    (ConnectError, "the host could not be reached"),
    (DownloadFailedError, "the connection failed before an answer came"),
)


def reason_of(error: BaseException, timeout_s: float | None = None) -> str:
    """What went wrong, in words; ``timeout_s`` is what "in time" was."""
    causes = tuple(_causes(error))
    if untrusted := _untrusted(causes):
        return f"certificate not trusted: {untrusted}"
    if isinstance(error, IgnoreRequest) and str(error):  # our own, which carry their sentence
        return str(error)
    if isinstance(error, DownloadTimeoutError) and timeout_s is not None:
        return f"no answer within {timeout_s:g} s"
    for kind, sentence in _SENTENCES:
        if any(isinstance(cause, kind) for cause in causes):
            return sentence
    return f"unexpected {type(error).__name__}"


def is_untrusted(error: BaseException) -> bool:
    """True when the server's certificate is why there was no answer."""
    return bool(_untrusted(tuple(_causes(error))))


def _untrusted(causes: tuple[BaseException, ...]) -> str:
    for cause in causes:
        if isinstance(cause, VerificationError):
            return "it is for another host"
        if isinstance(cause, TlsError):
            return _tls_words(cause)
    return ""


def _tls_words(error: TlsError) -> str:
    # OpenSSL's own words, of which the last part is the reason: "certificate verify failed".
    records = error.args[0] if error.args and isinstance(error.args[0], list) else []
    words = "; ".join(str(record[-1]) for record in records if record)
    return words[:200] or "the secure connection could not be set up"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """``error`` and what led to it: chained causes, and the failures Twisted keeps in a list."""
    waiting: list[BaseException] = [error]
    for _ in range(_MAX_CAUSES):
        if not waiting:
            return
        one = waiting.pop(0)
        yield one
        waiting += [reason.value for reason in getattr(one, "reasons", ()) or ()]
        if one.__cause__ is not None:
            waiting.append(one.__cause__)

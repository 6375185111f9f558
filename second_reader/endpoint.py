"""One question to a chat-completions service over HTTP: messages in, the text of its answer out.

The address comes from a person's settings, never from a page. No redirect is followed, so that the
key goes where it was meant to go, and nothing is taken from the environment but the key.
"""

import json
import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Thread
from typing import Any, TypeAlias, TypeVar

import urllib3

from model import SecondReaderSettings
from model.settings import service_problem
from second_reader.errors import AnswerError, SecondReaderError

Messages: TypeAlias = Sequence[Mapping[str, str]]
Ask: TypeAlias = Callable[[Messages], str]
T = TypeVar("T")

_BUSY = frozenset({429, 500, 502, 503, 504})
_KEY = re.compile(r"[!-~]{1,4096}")  # visible ASCII: what a header may hold
_CHUNK = 65_536
_SLOW = (TimeoutError, urllib3.exceptions.TimeoutError)
_REFUSED = urllib3.exceptions.NewConnectionError
_HINTS = {
    401: "it does not accept the key",
    403: "the key may not do this",
    404: "there is no such address or model",
    429: "too many requests, or nothing left to spend",
}


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    content_type: str
    retry_after: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A chat-completions service that may be asked, within the limits of the settings."""

    settings: SecondReaderSettings
    key: str = field(default="", repr=False)
    pause: Callable[[float], None] = time.sleep

    def __call__(self, messages: Messages) -> str:
        """The text of the answer.

        Raises: SecondReaderError when there is none to be had, AnswerError when it is no answer.
        """
        body = json.dumps(_request(messages, self.settings)).encode()
        return _content(self._reply(body), self.key)

    def _reply(self, body: bytes) -> _Reply:
        """The first reply that is not "busy", or the last of the attempts."""
        backoff = 1.0
        for attempt in range(1, self.settings.attempts + 1):
            reply = self._post(body)
            if reply.status not in _BUSY or attempt == self.settings.attempts:
                break
            self.pause(self._wait(reply, backoff))
            backoff *= 2
        return reply

    def _wait(self, reply: _Reply, backoff: float) -> float:
        """How long to wait; a service that asks for more patience than we have is left alone."""
        asked = reply.retry_after
        wait = float(asked) if re.fullmatch(r"\d{1,9}", asked, re.ASCII) else backoff
        if wait > max(backoff, self.settings.max_wait_s):
            limit = f"{self.settings.max_wait_s:g} s (second_reader.max_wait)"
            raise SecondReaderError(f"second reader: busy for {wait:g} s, longer than {limit}")
        return min(wait, self.settings.max_wait_s)

    def _post(self, body: bytes) -> _Reply:
        try:
            return _within(self.settings.timeout_s, lambda: _posted(body, self.settings, self.key))
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise SecondReaderError(f"second reader: {self._trouble(error)}") from error

    def _trouble(self, error: Exception) -> str:
        # urllib3 counts a refused connection among its time-outs.
        if isinstance(error, _SLOW) and not isinstance(error, _REFUSED):
            return f"no answer within {self.settings.timeout_s:g} s (second_reader.timeout)"
        return f"{self.settings.url} cannot be reached: {error}"


def open_endpoint(
    settings: SecondReaderSettings, environment: Mapping[str, str] = os.environ
) -> Endpoint:
    """The service of the settings, with its key out of the environment.

    Raises: SecondReaderError naming the setting or the variable to mend.
    """
    problem = service_problem(settings.url)
    if problem:
        raise SecondReaderError(f"second_reader.url: {problem}")
    name = settings.key_variable
    if not name:
        return Endpoint(settings)
    key = environment.get(name, "").strip()
    if not key:
        raise SecondReaderError(f"second reader: the key is to be in ${name}, which is not set")
    if not _KEY.fullmatch(key):  # said without the key: messages end up in logs
        raise SecondReaderError(f"second reader: ${name} holds characters that no key can have")
    return Endpoint(settings, key)


def _request(messages: Messages, settings: SecondReaderSettings) -> dict[str, Any]:
    request: dict[str, Any] = {"model": settings.model, "messages": list(messages)}
    if settings.reasoning:
        return {**request, "max_completion_tokens": settings.max_tokens}
    return {**request, "max_tokens": settings.max_tokens, "temperature": 0}


def _posted(body: bytes, settings: SecondReaderSettings, key: str) -> _Reply:
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "User-Agent": "figurewatch",
        **({"Authorization": f"Bearer {key}"} if key else {}),
    }
    with urllib3.PoolManager(retries=False, timeout=settings.timeout_s) as pool:
        response = pool.request(
            "POST", f"{settings.url}/chat/completions", body=body, headers=headers,
            redirect=False, preload_content=False, decode_content=False,
        )  # fmt: skip
        data = _read(response, settings)
    asked = response.headers
    return _Reply(
        response.status, asked.get("Content-Type", ""), asked.get("Retry-After", ""), data
    )


def _read(response: urllib3.BaseHTTPResponse, settings: SecondReaderSettings) -> bytes:
    """The body; what comes after the time or the size that was set is not waited for."""
    data, end = bytearray(), time.monotonic() + settings.timeout_s
    while chunk := response.read1(_CHUNK):
        data += chunk
        if len(data) > settings.max_bytes:
            limit = f"{settings.max_bytes // 1024} KiB (second_reader.max_kib)"
            raise AnswerError(f"the answer is larger than {limit}")
        if time.monotonic() > end:
            raise TimeoutError
    return bytes(data)


def _within(seconds: float, work: Callable[[], T]) -> T:
    """What ``work`` returns or raises. A time-out of sockets counts from byte to byte and not at
    all for names; this one is for everything. Raises: TimeoutError.
    """
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - handed to the one who waits
            future.set_exception(error)

    Thread(target=run, name="second-reader", daemon=True).start()
    return future.result(timeout=seconds)


def _content(reply: _Reply, key: str) -> str:
    """The text of the first choice."""
    if reply.status != 200:
        raise SecondReaderError(f"second reader: answered {reply.status}{_why(reply, key)}")
    if reply.content_type.partition(";")[0].strip().lower() != "application/json":
        raise AnswerError(f"the answer is {reply.content_type[:80] or 'untyped'}, not JSON")
    try:
        choice = json.loads(reply.body)["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise AnswerError("the answer is no chat completion") from error
    if choice.get("finish_reason") == "length":
        raise AnswerError("the answer was cut off (second_reader.max_tokens)")
    if not isinstance(content, str):
        raise AnswerError("the answer has no text")
    return content


def _why(reply: _Reply, key: str) -> str:
    """What the service says is wrong, unless it speaks of keys: it may repeat one."""
    if reply.status in _HINTS:
        return f": {_HINTS[reply.status]}"
    try:
        said = json.loads(reply.body)["error"]["message"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    if not isinstance(said, str) or (key and key in said):
        return ""
    return f": {said[:200]}"

"""A chat-completions service on this machine, whose answers a test can write beforehand.

with Service() as service:
    service.answers(claims(quote="300 billion yuan", value=300_000_000_000, unit="CNY"))
    ...ask service.settings()...
    assert service.asked[0]["model"] == "a-model"
"""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from model import SecondReaderSettings
from second_reader import Endpoint


@dataclass(frozen=True)
class Answer:
    """What the service sends back."""

    body: bytes
    status: int = 200
    content_type: str = "application/json; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


def completion(content: object, finish_reason: str = "stop") -> Answer:
    """An answer in the form of a chat completion, whose text is the content."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": finish_reason}
    return Answer(json.dumps({"choices": [choice]}).encode())


def claims(*proposed: dict, **only: object) -> Answer:
    """An answer that proposes these claims, or one."""
    return completion(json.dumps({"claims": [*proposed, *([only] if only else [])]}))


def failure(status: int, message: str = "", **headers: str) -> Answer:
    """An error in the form such services use."""
    body = json.dumps({"error": {"message": message}}).encode()
    return Answer(body, status, headers={k.replace("_", "-"): v for k, v in headers.items()})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        service = self.server.service
        body = self.rfile.read(int(self.headers["Content-Length"]))
        service.paths.append(self.path)
        service.headers.append({k.lower(): v for k, v in self.headers.items()})
        service.asked.append(json.loads(body))
        answer = service.next()
        if callable(answer):
            self.close_connection = True
            answer(self)
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def do_GET(self):  # a redirect that is followed turns into one
        self.do_POST()

    def log_message(self, *_):
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # one who hangs up on a fault is what the fault is for


class Service:
    """The service; the last answer is given for ever."""

    def __init__(self) -> None:
        self.asked: list[dict] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.waits: list[float] = []
        self.over = threading.Event()  # set when the service closes, so that silences end
        self._answers: list[Answer | Callable[[_Handler], None]] = [claims()]
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.service = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )

    def answers(self, *answers: Answer | Callable[[_Handler], None]) -> None:
        """Set the next answers."""
        self._answers = list(answers)

    def next(self) -> Answer | Callable[[_Handler], None]:
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def settings(self, **changed: object) -> SecondReaderSettings:
        """The settings that name this service."""
        return SecondReaderSettings(url=self.url, model="a-model", **changed)

    def endpoint(self, key: str = "", **changed: object) -> Endpoint:
        """A way to ask it that notes its pauses and does not sit them out."""
        return Endpoint(self.settings(**changed), key, self.waits.append)

    def said(self, turn: int = -1) -> str:
        """What the service was told by the user's side."""
        return self.asked[turn]["messages"][-1]["content"]

    def __enter__(self) -> "Service":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

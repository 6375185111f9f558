"""Asking a service: what is sent, what is believed to be an answer, and when it is given up."""

import json
from time import monotonic

import pytest

from model import SecondReaderSettings
from second_reader import AnswerError, SecondReaderError, open_endpoint
from tests.second_reader.service import Answer, completion, failure
from tests.site.certificate import self_signed
from tests.site.server import Site, dead_port

ASK = ({"role": "user", "content": "?"},)
KEY = "sk-test-4711"


def test_a_question_is_one_post_and_its_answer_a_text(service):
    """The model, the messages and the limits are sent; the text of the first choice comes back."""
    service.answers(completion("yes"))
    assert service.endpoint(KEY, max_tokens=321)(ASK) == "yes"
    assert service.paths == ["/v1/chat/completions"]
    assert service.headers[0]["authorization"] == f"Bearer {KEY}"
    assert service.asked == [
        {"model": "a-model", "messages": list(ASK), "max_tokens": 321, "temperature": 0}
    ]


def test_reasoning_models_are_asked_as_they_want(service):
    """Models that refuse max_tokens and a temperature are sent neither."""
    service.answers(completion("yes"))
    service.endpoint(reasoning=True, max_tokens=321)(ASK)
    assert service.asked[0].keys() == {"model", "messages", "max_completion_tokens"}


def test_no_key_no_header(service):
    """A service without a key is asked without one."""
    service.answers(completion("yes"))
    open_endpoint(service.settings(), {"OPENAI_API_KEY": KEY})(ASK)
    assert "authorization" not in service.headers[0]


def test_the_key_comes_from_the_variable_named(service):
    """The key is taken from the environment and shown nowhere, not even in a repr."""
    ask = open_endpoint(service.settings(key_variable="MY_KEY"), {"MY_KEY": f" {KEY}\n"})
    service.answers(completion("yes"))
    ask(ASK)
    assert service.headers[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in repr(ask)


@pytest.mark.parametrize("environment", [{}, {"MY_KEY": ""}, {"MY_KEY": "  "}])
def test_a_missing_key_is_named_before_anything_is_sent(service, environment):
    """Without its key the service is not asked; the message names the variable."""
    with pytest.raises(SecondReaderError, match=r"\$MY_KEY, which is not set"):
        open_endpoint(service.settings(key_variable="MY_KEY"), environment)
    assert service.asked == []


def test_a_key_that_would_break_a_header_is_refused_unsaid(service):
    """A key with a line end in it is refused, and the message does not hold it."""
    with pytest.raises(SecondReaderError, match=r"\$MY_KEY holds characters") as error:
        open_endpoint(service.settings(key_variable="MY_KEY"), {"MY_KEY": "sk-1\r\nX: y"})
    assert "sk-1" not in str(error.value)


@pytest.mark.parametrize(
    "url", ["", "http://api.example.org/v1", "https://a@b.example/", "ftp://a"]
)
def test_an_unsafe_address_is_refused(url):
    """Settings made by code are held to the same rule as those from a file."""
    with pytest.raises(SecondReaderError, match=r"second_reader\.url"):
        open_endpoint(SecondReaderSettings(url=url, model="m"), {})


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_service_is_asked_again_later(service, status):
    """One that is busy or broken is asked again, after a wait that grows."""
    service.answers(failure(status), failure(status), completion("yes"))
    assert service.endpoint()(ASK) == "yes"
    assert service.waits == [1, 2]


def test_the_wait_a_service_asks_for_is_kept(service):
    """Retry-After is obeyed in seconds; a date or nonsense there is as good as none."""
    service.answers(failure(429, Retry_After="7"), failure(503, Retry_After="soon"), completion(""))
    service.endpoint()(ASK)
    assert service.waits == [7, 2]


def test_a_service_that_wants_too_much_patience_is_left_alone(service):
    """A Retry-After beyond max_wait ends the asking instead of asking too early."""
    service.answers(failure(429, Retry_After="86400"))
    with pytest.raises(SecondReaderError, match=r"second_reader\.max_wait"):
        service.endpoint()(ASK)
    assert (len(service.asked), service.waits) == (1, [])


def test_a_service_that_stays_broken_is_given_up(service):
    """After the attempts of the settings the error is told."""
    service.answers(failure(500, "the model fell over"))
    with pytest.raises(SecondReaderError, match="answered 500: the model fell over"):
        service.endpoint(attempts=4)(ASK)
    assert (len(service.asked), service.waits) == (4, [1, 2, 4])


@pytest.mark.parametrize(
    ("status", "said"),
    [(400, "answered 400: bad"), (401, "not accept the key"), (404, "address or model")],
)
def test_what_no_patience_mends_is_told_at_once(service, status, said):
    """A wrong key, address or request is not sent again."""
    service.answers(failure(status, "bad"))
    with pytest.raises(SecondReaderError, match=said):
        service.endpoint()(ASK)
    assert len(service.asked) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 422, 500])
def test_the_key_is_in_no_message(service, status):
    """A service that repeats the key in its error does not get it into ours."""
    service.answers(failure(status, f"wrong key: {KEY}"))
    with pytest.raises(SecondReaderError) as error:
        service.endpoint(KEY, attempts=1)(ASK)
    assert KEY not in str(error.value)


def test_a_redirect_is_not_followed(service):
    """Text and key go to the address of the settings and nowhere else."""
    service.answers(failure(307, Location=f"{service.url}/elsewhere"), completion("yes"))
    with pytest.raises(SecondReaderError, match="answered 307"):
        service.endpoint(KEY)(ASK)
    assert len(service.asked) == 1


def _silent(handler):
    handler.server.service.over.wait(30)


def _drip(handler):
    """A byte now and then, for ever: no time-out between two bytes ever strikes."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while not handler.server.service.over.wait(0.02):
        handler.wfile.write(b" ")


def _drip_of_heads(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while not handler.server.service.over.wait(0.02):
        handler.wfile.write(b"x")


@pytest.mark.parametrize("slow", [_silent, _drip, _drip_of_heads])
def test_a_slow_answer_is_not_waited_for(service, slow):
    """The time of the settings is for the whole answer, however it trickles in."""
    service.answers(slow)
    began = monotonic()
    with pytest.raises(SecondReaderError, match=r"no answer within 0\.3 s"):
        service.endpoint(timeout_s=0.3)(ASK)
    assert monotonic() - began < 10


def _endless(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    while not handler.server.service.over.is_set():
        handler.wfile.write(b" " * 65_536)


@pytest.mark.parametrize("large", [completion("x" * 20_000), _endless])
def test_an_oversized_answer_is_dropped(service, large):
    """No more than max_kib is taken in, whether the length is told beforehand or not."""
    service.answers(large)
    with pytest.raises(AnswerError, match=r"larger than 8 KiB \(second_reader\.max_kib\)"):
        service.endpoint(max_bytes=8 * 1024)(ASK)


def _hang_up(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")


def test_a_torn_answer_is_a_failure(service):
    """A connection that ends early is told, not read as an answer."""
    service.answers(_hang_up)
    with pytest.raises(SecondReaderError, match="cannot be reached"):
        service.endpoint()(ASK)


def test_a_service_that_is_not_there_is_told():
    """A refused connection is one sentence with the address."""
    url = f"http://127.0.0.1:{dead_port()}/v1"
    with pytest.raises(SecondReaderError, match=f"{url} cannot be reached"):
        open_endpoint(SecondReaderSettings(url=url, model="m"), {})(ASK)


def test_a_service_that_nobody_vouches_for_gets_nothing(tmp_path):
    """With a certificate that is not trusted, neither text nor key is sent."""
    with Site(self_signed(tmp_path)) as site:
        settings = SecondReaderSettings(url=site.url("/v1"), model="m", key_variable="MY_KEY")
        with pytest.raises(SecondReaderError, match="certificate verify failed"):
            open_endpoint(settings, {"MY_KEY": KEY})(ASK)
        assert site.log == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(b"<html>hello</html>", content_type="text/html"), "text/html, not JSON"),
        (Answer(completion("yes").body, content_type="text/plain"), "text/plain, not JSON"),
        (Answer(b"{}"), "no chat completion"),
        (Answer(b"[" * 100_000), "no chat completion"),
        (Answer(b"\xff\xfe\x00"), "no chat completion"),
        (Answer(json.dumps({"choices": [{"message": "x"}]}).encode()), "no chat completion"),
        (Answer(json.dumps({"choices": {"0": 1}}).encode()), "no chat completion"),
        (completion(None), "no text"),
        (completion([{"type": "text", "text": "yes"}]), "no text"),
        (completion('{"claims": [', finish_reason="length"), "cut off"),
    ],
)
def test_what_is_no_chat_completion_is_no_answer(service, answer, said):
    """The wrong type, form or encoding is refused with a reason, and breaks nothing."""
    service.answers(answer)
    with pytest.raises(AnswerError, match=said):
        service.endpoint()(ASK)

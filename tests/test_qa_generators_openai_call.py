"""Every way in which a chat completions server can go wrong: one clear error, in time, without the key."""

from __future__ import annotations

import gzip
import logging
import socket

import pytest

from index.errors import GeneratorError
from qa.generators.openai_call import LONGEST_PAUSE
from tests.loopback import (
    EVENTS,
    Behaviour,
    answered,
    drip,
    event,
    flood,
    hang,
    raw,
    serving,
    streamed,
)
from tests.openai_model import HELD, KEY, QUESTION, generator

HTML = b"<!doctype html><title>login</title>" + b"x" * 5000
# Nothing but the time limit ends these.
SLOW: dict[str, Behaviour] = {
    "hangs": hang,
    "hangs in the head": raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/eve", then=hang),
    "hangs after the head": raw(EVENTS, then=hang),
    "hangs in a line": raw(EVENTS + b'data: {"choices"', then=hang),
    "hangs after text": raw(EVENTS + event("补助50万元"), then=hang),
    "drips pings": drip(b": ping\n\n"),
    "drips bytes": drip(b"x"),
    "drips empty events": drip(event()),
    "drips a head": drip(b"X: y\r\n", head=b"HTTP/1.1 200 OK\r\n"),
    "pings without end": flood(b":\n"),
    "empty events without end": flood(event()),
}
# What these do is wrong at once, and what the error says of it.
WRONG: dict[str, tuple[Behaviour, str]] = {
    "closes at once": (raw(b""), "中途断开"),
    "a line without end": (flood(b"x"), "过长"),
    "a head without end": (flood(b"X: y\r\n", head=b"HTTP/1.1 200 OK\r\n"), "中途断开"),
    "a body without end": (
        flood(b" ", head=b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"),
        "过长",
    ),
    "HTML": (answered("200 OK", "text/html", HTML), "不是对话内容"),
    "HTML called JSON": (answered("200 OK", "application/json", HTML), "不是 JSON"),
    "HTML called events": (answered("200 OK", "text/event-stream", HTML), "没有答完就断开"),
    "no content type": (
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
        "不是对话内容",
    ),
    "garbage JSON": (raw(EVENTS + b'data: {"choices": [}\n\n'), "不是 JSON"),
    "not UTF-8": (raw(EVENTS + b"data: \xff\xfe\n\n"), "不是 JSON"),
    "deep JSON": (raw(EVENTS + b"data: " + b"[" * 100_000 + b"\n\n"), "不是 JSON"),
    "a number as event": (raw(EVENTS + b"data: 5\n\n"), "不合协议"),
    "choices of text": (raw(EVENTS + b'data: {"choices": ["x"]}\n\n'), "不合协议"),
    "choices is a number": (raw(EVENTS + b'data: {"choices": 5}\n\n'), "不合协议"),
    "JSON without text": (
        answered("200 OK", "application/json", b'{"choices":[{"message":{"content":5}}]}'),
        "没有回答",
    ),
    "JSON that is a list": (answered("200 OK", "application/json", b"[]"), "不合协议"),
    "an error event": (
        raw(EVENTS + f'data: {{"error": {{"message": "bad key {KEY}"}}}}\n\n'.encode()),
        "报告了错误",
    ),
    "an error called 200": (
        answered("200 OK", "application/json", f'{{"error": "bad key {KEY}"}}'.encode()),
        "报告了错误",
    ),
    "breaks off": (raw(EVENTS + event("补助50万元")), "没有答完就断开"),
    "breaks off in a chunk": (
        raw(
            EVENTS.replace(b"Connection: close", b"Transfer-Encoding: chunked")
            + b"ffff\r\n"
            + event("补助")
        ),
        "中途断开",
    ),
    "compressed": (
        answered(
            "200 OK",
            "text/event-stream",
            gzip.compress(b"data: x\n" * 10**6),
            "Content-Encoding: gzip",
        ),
        "压缩",
    ),
    "not HTTP": (raw(b"220 ftp.example.org ready\r\n" * 3), "中途断开"),
    "a status that is none": (
        raw(b"HTTP/1.1 999 ?\r\nContent-Length: 0\r\n\r\n"),
        "HTTP 999",
    ),
    "a key that is wrong": (
        answered("401 Unauthorized", "application/json", f'{{"error": "{KEY}"}}'.encode()),
        "HTTP 401",
    ),
    "no such model": (answered("404 Not Found", "text/plain", b"no"), "HTTP 404"),
    "too long": (answered("413 Content Too Large", "text/plain", b"no"), "HTTP 413"),
    "busy": (
        answered("429 Too Many Requests", "text/plain", b"no", "Retry-After: 9999"),
        "HTTP 429",
    ),
    "broken": (
        answered("500 Internal Server Error", "text/plain", KEY.encode()),
        "HTTP 500",
    ),
    "loading": (answered("503 Service Unavailable", "text/plain", b""), "HTTP 503"),
    "a redirect": (
        answered("307 Temporary Redirect", "text/plain", b"", "Location: http://127.0.0.1:1/steal"),
        "HTTP 307",
    ),
    "a redirect without place": (answered("302 Found", "text/plain", b""), "HTTP 302"),
}


def fails(behaviour: Behaviour, said: str, **options: object) -> str:
    """The error, which says so in one line, without the key and after no half sentence; as text."""
    out = ""
    with pytest.raises(GeneratorError, match=said) as caught, serving(behaviour) as server:
        for piece in generator(server.url, **options).generate(QUESTION, HELD):
            out += piece
    error = caught.value
    assert error.message and error.remedy and "\n" not in str(error)
    assert "50万元" not in out, "half a sentence is not passed on"
    return f"{error}{error!r}{error.__cause__!r}{error.__context__!r}"


@pytest.mark.parametrize("name", SLOW)
def test_a_slow_server_is_an_error_when_the_time_is_up(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shown = fails(SLOW[name], r"在 0\.3 秒内没有答完|没有及时", timeout=0.3, retries=1)
    assert KEY not in shown + caplog.text


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_server_is_an_error_that_says_what_is_wrong(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert KEY not in fails(*WRONG[name]) + caplog.text


def test_a_server_that_is_down_is_an_error() -> None:
    with socket.socket() as taken:  # bound and not listening: connections are refused
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        with pytest.raises(GeneratorError, match="连接不上"):
            list(generator(url).generate(QUESTION, HELD))


def test_a_name_that_does_not_resolve_is_an_error() -> None:
    with pytest.raises(GeneratorError):
        list(generator("http://no-such-host.invalid/v1", timeout=3).generate(QUESTION, HELD))


@pytest.mark.parametrize("name", ["broken", "closes at once", "loading"])
def test_what_may_pass_is_tried_again(name: str) -> None:
    with serving(WRONG[name][0], streamed("补助50万元。[1]")) as server:
        made = generator(server.url, retries=1)
        assert "".join(made.generate(QUESTION, HELD)) == "补助50万元。[1]"
        assert len(server.requests) == 2


def test_a_server_that_asks_to_wait_beyond_the_time_is_not_asked_again() -> None:
    with serving(WRONG["busy"][0], streamed("补助50万元。[1]")) as server:
        made = generator(server.url, retries=1, timeout=LONGEST_PAUSE - 1)
        with pytest.raises(GeneratorError, match="429"):
            list(made.generate(QUESTION, HELD))
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "name", ["a key that is wrong", "no such model", "HTML", "garbage JSON", "a redirect"]
)
def test_what_will_not_pass_is_not_tried_again(name: str) -> None:
    with serving(WRONG[name][0]) as server:
        with pytest.raises(GeneratorError):
            list(generator(server.url, retries=3).generate(QUESTION, HELD))
        assert len(server.requests) == 1


def test_an_answer_that_began_is_not_begun_again() -> None:
    with serving(raw(EVENTS + event("补助50万元。[1]分")), streamed("别的。")) as server:
        out = ""
        with pytest.raises(GeneratorError, match="断开"):
            for piece in generator(server.url, retries=3).generate(QUESTION, HELD):
                out += piece
        assert len(server.requests) == 1
        assert out == "补助50万元。[1]"

"""Every way in which a chat completions server can go wrong: one clear error, in time, without the key."""

from __future__ import annotations

import gzip
import logging
import socket
import time

import pytest

from index.errors import GeneratorError
from qa.generators import OpenAIGenerator
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
from tests.make import evidence

KEY = "sk-geheim-4711"
QUESTION = "最高补助多少？"
HELD = (evidence("对通过认定的企业给予最高50万元补助。", 1), evidence("补助分两年拨付。", 2))


def generator(url: str, **options: object) -> OpenAIGenerator:
    return OpenAIGenerator(url, "modell", KEY, **{"timeout": 5.0, "retries": 0, **options})  # type: ignore[arg-type]


HTML = b"<!doctype html><title>login</title>" + b"x" * 5000
BAD: dict[str, Behaviour] = {
    "closes at once": raw(b""),
    "hangs": hang,
    "hangs in the head": raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/eve", then=hang),
    "hangs after the head": raw(EVENTS, then=hang),
    "hangs in a line": raw(EVENTS + b'data: {"choices"', then=hang),
    "hangs after text": raw(EVENTS + event("补助50万元"), then=hang),
    "drips pings": drip(b": ping\n\n"),
    "drips bytes": drip(b"x"),
    "drips empty events": drip(event()),
    "drips a head": raw(b"HTTP/1.1 200 OK\r\n", then=drip(b"X: y\r\n")),
    "a line without end": flood(b"x"),
    "pings without end": flood(b":\n"),
    "empty events without end": flood(event()),
    "a head without end": flood(b"X: y\r\n", head=b"HTTP/1.1 200 OK\r\n"),
    "a body without end": flood(
        b" ", head=b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
    ),
    "HTML": answered("200 OK", "text/html", HTML),
    "HTML called JSON": answered("200 OK", "application/json", HTML),
    "HTML called events": answered("200 OK", "text/event-stream", HTML),
    "no content type": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
    "garbage JSON": raw(EVENTS + b'data: {"choices": [}\n\n'),
    "not UTF-8": raw(EVENTS + b"data: \xff\xfe\n\n"),
    "deep JSON": raw(EVENTS + b"data: " + b"[" * 100_000 + b"\n\n"),
    "a number as event": raw(EVENTS + b"data: 5\n\n"),
    "choices of text": raw(EVENTS + b'data: {"choices": ["x"]}\n\n'),
    "choices is a number": raw(EVENTS + b'data: {"choices": 5}\n\n'),
    "JSON without text": answered(
        "200 OK", "application/json", b'{"choices":[{"message":{"content":5}}]}'
    ),
    "JSON that is a list": answered("200 OK", "application/json", b"[]"),
    "an error event": raw(
        EVENTS + f'data: {{"error": {{"message": "bad key {KEY}"}}}}\n\n'.encode()
    ),
    "an error called 200": answered(
        "200 OK", "application/json", f'{{"error": "bad key {KEY}"}}'.encode()
    ),
    "breaks off": raw(EVENTS + event("补助50万元")),
    "breaks off in a chunk": raw(
        EVENTS.replace(b"Connection: close", b"Transfer-Encoding: chunked")
        + b"ffff\r\n"
        + event("补助")
    ),
    "compressed": answered(
        "200 OK", "text/event-stream", gzip.compress(b"data: x\n" * 10**6), "Content-Encoding: gzip"
    ),
    "not HTTP": raw(b"220 ftp.example.org ready\r\n" * 3),
    "a status that is none": raw(b"HTTP/1.1 999 ?\r\nContent-Length: 0\r\n\r\n"),
    "a key that is wrong": answered(
        "401 Unauthorized", "application/json", f'{{"error": "{KEY}"}}'.encode()
    ),
    "no such model": answered("404 Not Found", "text/plain", b"no"),
    "too long": answered("413 Content Too Large", "text/plain", b"no"),
    "busy": answered("429 Too Many Requests", "text/plain", b"no", "Retry-After: 9999"),
    "broken": answered("500 Internal Server Error", "text/plain", KEY.encode()),
    "a redirect": answered(
        "307 Temporary Redirect", "text/plain", b"", "Location: http://127.0.0.1:1/steal"
    ),
    "a redirect without place": answered("302 Found", "text/plain", b""),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_server_is_an_error_in_time(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    began = time.monotonic()
    out = ""
    with pytest.raises(GeneratorError) as caught, serving(BAD[name]) as server:
        for piece in generator(server.url, timeout=0.3, retries=1).generate(QUESTION, HELD):
            out += piece
    assert time.monotonic() - began < 0.3 + 1
    error = caught.value
    assert error.message and error.remedy and "\n" not in str(error)
    assert KEY not in f"{error}{error!r}{error.__cause__!r}{error.__context__!r}{caplog.text}"
    assert "50万元" not in out, "half a sentence is not passed on"


def test_a_server_that_is_down_is_an_error() -> None:
    with socket.socket() as taken:  # bound and not listening: connections are refused
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        with pytest.raises(GeneratorError, match="连接不上"):
            list(generator(url).generate(QUESTION, HELD))


def test_a_name_that_does_not_resolve_is_an_error() -> None:
    with pytest.raises(GeneratorError):
        list(generator("http://no-such-host.invalid/v1", timeout=3).generate(QUESTION, HELD))


@pytest.mark.parametrize(
    "first",
    [
        BAD["busy"],
        BAD["broken"],
        BAD["closes at once"],
        answered("503 Service Unavailable", "text/plain", b""),
    ],
)
def test_what_may_pass_is_tried_again(first: Behaviour) -> None:
    with serving(first, streamed("补助50万元。[1]")) as server:
        made = generator(server.url, retries=1)
        if first is BAD["busy"]:  # it asks for hours: there is no point
            with pytest.raises(GeneratorError, match="429"):
                list(made.generate(QUESTION, HELD))
            return
        assert "".join(made.generate(QUESTION, HELD)) == "补助50万元。[1]"
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    "name", ["a key that is wrong", "no such model", "HTML", "garbage JSON", "a redirect"]
)
def test_what_will_not_pass_is_not_tried_again(name: str) -> None:
    with serving(BAD[name]) as server:
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

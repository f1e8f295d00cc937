"""An OpenAI-compatible server may do what it likes: the answer is right, or a clear error comes within the time-out."""

from __future__ import annotations

import contextlib
import gzip
import json
import logging
import socket
import threading
import time

import pytest

from index.errors import ConfigError, GeneratorError
from qa.generators import OpenAIGenerator
from tests.loopback import EVENTS, Behaviour, answered, event, serving, streamed
from tests.make import evidence

KEY = "sk-geheim-4711"
QUESTION = "最高补助多少？"
HELD = (evidence("对通过认定的企业给予最高50万元补助。", 1), evidence("补助分两年拨付。", 2))


def generator(url: str, **options: object) -> OpenAIGenerator:
    return OpenAIGenerator(url, "modell", KEY, **{"timeout": 5.0, "retries": 0, **options})  # type: ignore[arg-type]


def draft(*behaviours: Behaviour, **options: object) -> str:
    with serving(*behaviours) as server:
        return "".join(generator(server.url, **options).generate(QUESTION, HELD))


def hang(connection: socket.socket, request: bytes) -> None:
    with contextlib.suppress(OSError):
        connection.recv(1)  # until the other side hangs up


def drip(piece: bytes) -> Behaviour:
    def behave(connection: socket.socket, request: bytes) -> None:
        connection.sendall(EVENTS)
        while True:
            connection.sendall(piece)
            time.sleep(0.02)

    return behave


def flood(piece: bytes, head: bytes = EVENTS) -> Behaviour:
    def behave(connection: socket.socket, request: bytes) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(piece * 1000)

    return behave


def raw(data: bytes, *, then: Behaviour | None = None) -> Behaviour:
    def behave(connection: socket.socket, request: bytes) -> None:
        connection.sendall(data)
        if then:
            then(connection, request)

    return behave


# --- what is asked ---


def test_the_request_is_what_the_protocol_says() -> None:
    with serving(streamed("补助50万元。[1]")) as server:
        made = generator(server.url + "/", max_tokens=77)
        assert "".join(made.generate(QUESTION, HELD)) == "补助50万元。[1]"
        head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /v1/chat/completions HTTP/1.1")
    assert f"Authorization: Bearer {KEY}".encode() in head
    asked = json.loads(body)
    assert asked["model"] == "modell" and asked["stream"] is True
    assert asked["temperature"] == 0 and asked["max_tokens"] == 77
    assert [m["role"] for m in asked["messages"]] == ["system", "user"]
    assert "最高50万元补助" in asked["messages"][1]["content"]
    assert QUESTION in asked["messages"][1]["content"]


def test_the_name_holds_model_and_host() -> None:
    made = OpenAIGenerator("https://models.example.org/v1", "qwen3", KEY)
    assert made.name == "openai:qwen3@models.example.org"
    assert OpenAIGenerator("http://127.0.0.1:8000/v1", "m").name == "openai:m@127.0.0.1:8000"


# --- right answers, in all the shapes they come in ---


def whole(text: str, finish: str = "stop") -> Behaviour:
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return answered("200 OK", "application/json", json.dumps({"choices": [choice]}).encode())


@pytest.mark.parametrize(
    "behaviour",
    [
        streamed("补助", "50万元", "。[1]"),
        streamed("补助50万元。[1]", finish=None),
        streamed("补助50万元。[1]", done=False),
        streamed("<think>60万？</think>补助50万元。[1]"),
        raw(EVENTS + event("补助50万元。[1]") + event(finish="stop"), then=hang),
        raw(
            EVENTS
            + b": ping\n\nevent: message\nid: 1\n"
            + event("补助50万元。[1]").replace(b"\n", b"\r\n")
            + b"data: [DONE]"
        ),
        raw(EVENTS + b'data: {"choices": []}\n\n' + event("补助50万元。[1]") + b"data:[DONE]\n\n"),
        raw(
            EVENTS
            + b'data: {"choices":[{"delta":{"role":"assistant","content":null,"reasoning_content":"hm"}}]}\n'
            + event("补助50万元。[1]")
            + event(finish="stop")
        ),
        whole("补助50万元。[1]"),
    ],
)
def test_a_good_answer_is_passed_on(behaviour: Behaviour) -> None:
    assert draft(behaviour) == "补助50万元。[1]"


@pytest.mark.parametrize(
    "behaviour",
    [
        streamed("补助50万元。[1]", "分两年拨", finish="length"),
        whole("补助50万元。[1]分两年拨", "length"),
    ],
)
def test_a_sentence_cut_off_by_the_server_is_left_out(behaviour: Behaviour) -> None:
    assert draft(behaviour) == "补助50万元。[1]"


def test_characters_cut_between_packets_come_out_whole() -> None:
    data = EVENTS + event("补助50万元。[1]") + event(finish="stop")

    def behave(connection: socket.socket, request: bytes) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for at in range(0, len(data), 5):
            connection.sendall(data[at : at + 5])
            time.sleep(0.0005)

    assert draft(behave) == "补助50万元。[1]"


def test_half_a_surrogate_pair_can_be_printed() -> None:
    out = draft(
        raw(
            EVENTS
            + b'data: {"choices":[{"delta":{"content":"\\ud83d\xe8\xa1\xa5"}}]}\n'
            + event(finish="stop")
        )
    )
    assert out.encode("utf-8") and "补" in out


# --- everything else ---

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


def test_endless_text_is_cut() -> None:
    number = iter(range(10**9))

    def behave(connection: socket.socket, request: bytes) -> None:
        connection.sendall(EVENTS)
        while True:
            connection.sendall(event(f"第{next(number)}项措施给予补助。"))

    out = draft(behave, max_tokens=50)
    assert 100 < len(out) <= 200 and out.endswith("补助。")


def test_a_stammer_is_cut() -> None:
    assert len(draft(flood(event("好的")), max_tokens=1000)) < 200


def test_a_slow_reader_does_not_fill_the_memory() -> None:
    sent = 0

    def behave(connection: socket.socket, request: bytes) -> None:
        nonlocal sent
        connection.sendall(EVENTS)
        while True:
            connection.sendall(event("好。") * 100)
            sent += 100

    with serving(behave) as server:
        pieces = generator(server.url, max_tokens=50).generate(QUESTION, HELD)
        next(pieces)
        assert server.ended.wait(3), "the connection is closed although nobody reads on"
    assert sent < 100_000


# --- again ---


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


# --- stop ---


@pytest.mark.parametrize("behaviour", [drip(event("好。")), raw(EVENTS + event("好。"), then=hang)])
def test_closing_the_iterator_hangs_up(behaviour: Behaviour) -> None:
    with serving(behaviour) as server:
        pieces = generator(server.url).generate(QUESTION, HELD)
        assert next(pieces) == "好。"
        pieces.close()  # type: ignore[attr-defined]
        assert server.ended.wait(2), "the server notices at once"


def test_many_at_a_time() -> None:
    out: list[str] = []
    with serving(streamed("补助", "50万元。[1]")) as server:
        made = generator(server.url)
        threads = [
            threading.Thread(target=lambda: out.append("".join(made.generate(QUESTION, HELD))))
            for _ in range(12)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    assert out == ["补助50万元。[1]"] * 12


# --- settings ---


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("ftp://host/v1", ""),
        ("host:8000/v1", ""),
        ("http:///v1", ""),
        ("http://host:99999/v1", ""),
        ("http://host/v1?key=sk-geheim-4711", ""),
        ("http://user:sk-geheim-4711@host/v1", ""),
        ("http://host/v1", "sk-geheim-4711\nX: y"),
        ("http://host/v1", " sk-geheim-4711"),
        ("http://host/v1", "密钥sk-geheim-4711"),
    ],
)
def test_unusable_settings_are_refused_without_repeating_secrets(url: str, key: str) -> None:
    with pytest.raises(ConfigError) as caught:
        OpenAIGenerator(url, "m", key)
    assert caught.value.remedy
    assert KEY not in str(caught.value)

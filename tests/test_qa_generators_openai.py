"""An OpenAI-compatible server may do what it likes: the answer is right, or a clear error comes within the time-out."""

from __future__ import annotations

import json
import socket
import threading
import time

import pytest

from index.errors import ConfigError
from qa.generators import OpenAIGenerator
from tests.loopback import (
    EVENTS,
    FOR_EVER,
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
from tests.patience import PATIENCE


def draft(*behaviours: Behaviour, **options: object) -> str:
    with serving(*behaviours) as server:
        return "".join(generator(server.url, **options).generate(QUESTION, HELD))


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


def test_the_name_holds_the_model_and_not_the_server() -> None:
    made = OpenAIGenerator("https://models.example.org/v1", "qwen3", KEY)
    assert made.name == "openai:qwen3"


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
        while sent < 500_000:
            connection.sendall(event("好。") * 100)
            sent += 100

    with serving(behave) as server:
        pieces = generator(server.url, max_tokens=50, timeout=FOR_EVER).generate(QUESTION, HELD)
        next(pieces)
        assert server.ended.wait(PATIENCE), "the connection is closed although nobody reads on"
    assert sent < 100_000


# --- stop ---


@pytest.mark.parametrize("behaviour", [drip(event("好。")), raw(EVENTS + event("好。"), then=hang)])
def test_closing_the_iterator_hangs_up(behaviour: Behaviour) -> None:
    with serving(behaviour) as server:
        pieces = generator(server.url, timeout=FOR_EVER).generate(QUESTION, HELD)
        assert next(pieces) == "好。"
        pieces.close()  # type: ignore[attr-defined]
        assert server.ended.wait(PATIENCE), "the server notices before the time is up"


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
            thread.join(PATIENCE)
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

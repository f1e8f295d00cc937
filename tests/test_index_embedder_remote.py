"""An OpenAI-compatible server: batches, keys, retries, and one clear line for every kind of rubbish."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.embedder import OpenAIEmbedder
from index.errors import ModelError
from tests.embedding_server import Server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture
def remote(server: Server) -> Iterator[OpenAIEmbedder]:
    server.asked.clear()
    server.headers.clear()
    server.replies.clear()
    server.dimensions = 24
    embedder = OpenAIEmbedder(
        server.url + "/", "some-model", "sk-secret", batch=2, pause=0.0, retries=2
    )
    yield embedder
    embedder.close()


def test_the_server_is_asked_in_batches_with_model_and_key(
    remote: OpenAIEmbedder, server: Server
) -> None:
    fingerprint = remote.fingerprint
    assert server.asked == []
    remote.embed_passages(["一", "二", "三"])
    assert [body["input"] for body in server.asked] == [["一", "二"], ["三"]]
    assert {body["model"] for body in server.asked} == {"some-model"}
    assert "dimensions" not in server.asked[0]
    assert server.headers[0]["authorization"] == "Bearer sk-secret"
    assert remote.fingerprint == fingerprint
    assert "sk-secret" not in fingerprint


def test_wanted_dimensions_are_asked_for_and_checked(
    server: Server, remote: OpenAIEmbedder
) -> None:
    embedder = OpenAIEmbedder(server.url, "some-model", dimensions=8)
    with pytest.raises(ModelError, match="24 维向量，应为 8 维"):
        embedder.embed_query("一")
    assert server.asked[0]["dimensions"] == 8
    assert embedder.fingerprint != remote.fingerprint
    assert embedder.dimensions == 8


def test_vectors_follow_the_index_not_the_order(remote: OpenAIEmbedder, server: Server) -> None:
    expected = remote.embed_passages(["一", "二"])
    server.replies.append(lambda honest: {"data": honest["data"][::-1]})
    assert np.allclose(remote.embed_passages(["一", "二"]), expected)


@pytest.mark.parametrize("first", [[500], [429], [503, 502]])
def test_a_busy_server_is_asked_again(
    remote: OpenAIEmbedder, server: Server, first: list[int]
) -> None:
    server.replies.extend(first)
    assert remote.embed_query("一").shape == (24,)
    assert len(server.asked) == len(first) + 1


@pytest.mark.parametrize(
    ("replies", "said", "asked"),
    [
        ([500] * 9, "HTTP 500，说不", 3),
        ([401], "HTTP 401", 1),
        ([404], "HTTP 404", 1),
        ([b"<html>hello</html>"], "不是 JSON", 1),
        ([b"[]"], "没有向量", 1),
        ([b'{"data": [{"embedding": "AAAA"}]}'], "不是 1 个向量", 1),
        ([b'{"data": []}'], "不是 1 个向量", 1),
        ([b'{"data": [{"embedding": []}]}'], "不是 1 个向量", 1),
        ([b'{"data": [{"embedding": [NaN, 1.0]}]}'], "无效的向量", 1),
        ([b'{"data": [{"embedding": [0.0, 0.0]}]}'], "无效的向量", 1),
        ([b'{"data": [{"embedding": [1e300, 0.0]}]}'], "无效的向量", 1),
        ([lambda honest: {"data": honest["data"] * 2}], "没有向量", 1),
        ([lambda honest: {"error": "rubbish"}], "没有向量", 1),
    ],
)
def test_rubbish_is_one_clear_line(
    remote: OpenAIEmbedder, server: Server, replies: list, said: str, asked: int
) -> None:
    server.replies.extend(replies)
    with pytest.raises(ModelError, match=said) as caught:
        remote.embed_query("一")
    line = str(caught.value)
    assert "some-model" in line
    assert caught.value.remedy
    assert "\n" not in line
    assert "sk-secret" not in line
    assert len(server.asked) == asked


def test_a_server_that_changes_its_dimension_is_refused(
    remote: OpenAIEmbedder, server: Server
) -> None:
    remote.embed_query("一")
    server.dimensions = 25
    with pytest.raises(ModelError, match="25 维向量，应为 24 维"):
        remote.embed_query("一")


def test_a_server_that_is_down_or_silent(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        waiting = OpenAIEmbedder(
            f"http://127.0.0.1:{port}/v1", "m", timeout=0.05, retries=1, pause=0.0
        )
        with pytest.raises(ModelError, match=r"0\.05 秒内没有回答"):
            waiting.embed_query("一")
    down = OpenAIEmbedder(f"http://user:pw@127.0.0.1:{port}/v1", "m", retries=1, pause=0.0)
    with pytest.raises(ModelError, match="连接失败") as caught:
        down.embed_passages(["一"])
    assert "pw" not in str(caught.value)


@pytest.mark.parametrize("url", ["", "127.0.0.1:80", "ftp://a/v1", "http://", "http://[::1/v1"])
def test_an_address_that_is_none_is_refused_at_once(url: str) -> None:
    with pytest.raises(ModelError, match="不是 http 地址"):
        OpenAIEmbedder(url, "m")


@pytest.mark.parametrize("key", ["sk-é", "sk\n"])
def test_a_key_that_no_header_may_have_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(ModelError, match="密钥") as caught:
        OpenAIEmbedder("http://127.0.0.1/v1", "m", key)
    assert key not in str(caught.value)

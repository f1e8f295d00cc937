"""Any sentence-transformers model: its own prompts, no network for a folder, errors that say what to do."""

from __future__ import annotations

import socket
from pathlib import Path

import numpy as np
import pytest

from index.embedder import SentenceTransformerEmbedder
from index.embedders.identity import sampled_digest
from index.errors import ModelError
from tests import tiny_e5
from tests.tiny_e5 import TEXTS


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_e5.folder(tmp_path_factory.mktemp("models") / "tiny-e5")


def cosine(left: np.ndarray, right: np.ndarray) -> float:
    return float(np.sum(left * right, axis=-1).min())


def test_prompts_are_the_models_own_unless_given(tiny: Path, tmp_path: Path) -> None:
    own = SentenceTransformerEmbedder(tiny, dtype="float32")
    bare = SentenceTransformerEmbedder(tiny, dtype="float32", query_prompt="", passage_prompt="")
    given_ = SentenceTransformerEmbedder(tiny, dtype="float32", query_prompt="passage: ")
    text = TEXTS[0]
    assert cosine(bare.embed_query(text), bare.embed_passages([text])[0]) > 0.9999
    assert cosine(given_.embed_query(text), own.embed_passages([text])[0]) > 0.9999
    assert len({own.fingerprint, bare.fingerprint, given_.fingerprint}) == 3


def test_a_local_folder_never_touches_the_network(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    embedder = SentenceTransformerEmbedder(tiny, dtype="float32")
    assert embedder.embed_query("补贴").shape == (embedder.dimensions,)
    with pytest.raises(ModelError, match="不存在"):
        SentenceTransformerEmbedder(tiny / "absent")
    with pytest.raises(ModelError, match="不存在"):
        SentenceTransformerEmbedder("./absent")


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"modules\.json"):
        SentenceTransformerEmbedder(tmp_path)
    (tmp_path / "modules.json").write_text("{")
    with pytest.raises(ModelError, match="配置无法读取"):
        _ = SentenceTransformerEmbedder(tmp_path).fingerprint
    (tmp_path / "modules.json").write_text("[]")
    with pytest.raises(ModelError, match="没有权重"):
        _ = SentenceTransformerEmbedder(tmp_path).fingerprint


def test_a_hub_model_that_cannot_be_had_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    embedder = SentenceTransformerEmbedder("no-such-owner/no-such-model")
    for attempt in (lambda: embedder.embed_query("补贴"), lambda: embedder.fingerprint):
        with pytest.raises(ModelError, match="no-such-owner/no-such-model") as caught:
            attempt()
        assert "路径" in caught.value.remedy
    with pytest.raises(ModelError, match="不是模型名"):
        _ = SentenceTransformerEmbedder("这不是 名字").fingerprint


def test_a_device_that_is_not_there_is_an_error(tiny: Path) -> None:
    with pytest.raises(ModelError, match="无法载入") as caught:
        SentenceTransformerEmbedder(tiny, device="nonsense").embed_query("补贴")
    assert "nonsense" in caught.value.remedy


def test_the_sampled_digest_sees_size_and_content(tmp_path: Path) -> None:
    path = tmp_path / "weights"
    data = bytearray(np.random.default_rng(1).bytes(3 << 20))
    path.write_bytes(data)
    first = sampled_digest(path)
    assert sampled_digest(path) == first
    path.write_bytes(bytes(byte ^ 1 for byte in data))
    assert sampled_digest(path) != first
    path.write_bytes(data[:-1])
    assert sampled_digest(path) != first

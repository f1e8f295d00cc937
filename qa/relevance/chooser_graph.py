"""The chooser as one ONNX file: the embedded language model with the project's adapter merged in.

Of the language model only what chooses is kept: the layers, and of what it can say the labels. The word embeddings stay in
the GGUF file, of which a text needs some hundred rows. Made once, when models are prepared. The layers are written as
Gemma 3 computes them (transformers, `modeling_gemma3.py`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from qa.relevance import chooser
from qa.relevance.choosing import LABELS, NONE
from qa.relevance.nodes import Nodes, opsets
from qa.relevance.raw import Raw
from qa.relevance.vocabulary import words_of
from qa.relevance.words import write_words

OPSET, IR_VERSION = 23, 11
WORDS = "token_embd.weight"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the GGUF file says of the model's form."""

    layers: int
    width: int
    heads: int
    head: int
    epsilon: float
    theta: float

    @classmethod
    def of(cls, metadata: Mapping[str, Any]) -> Shape:
        """Read it from a GGUF header.

        Raises:
            KeyError: it is no Gemma 3.
        """
        return cls(
            layers=int(metadata["gemma3.block_count"]),
            width=int(metadata["gemma3.embedding_length"]),
            heads=int(metadata["gemma3.attention.head_count"]),
            head=int(metadata["gemma3.attention.key_length"]),
            epsilon=float(metadata["gemma3.attention.layer_norm_rms_epsilon"]),
            theta=float(metadata["gemma3.rope.freq_base"]),
        )


# Of six layers five see only their neighbourhood, which is as long as the longest text, and turn by this base.
LOCAL_THETA, EVERY = 10_000.0, 6


def write_folder(folder: Path, model: Path, adapter: Path) -> None:
    """Write what `qa.relevance.chooser` loads, from the language model and the adapter, both GGUF files."""
    raw = Raw(model)
    known = raw.metadata
    words = words_of(
        known["tokenizer.ggml.tokens"],
        known["tokenizer.ggml.scores"],
        known["tokenizer.ggml.token_type"],
    )
    labels = np.stack([raw.row(WORDS, words[label][0]) for label in (*LABELS, NONE)])
    shape = Shape.of(known)
    write_graph(folder / chooser.GRAPH, merged(raw, Raw(adapter)), shape, labels)
    write_words(folder / chooser.WORDS, words)
    details = {
        "first": int(known["tokenizer.ggml.bos_token_id"]),
        "start": raw.place(WORDS),
        "width": shape.width,
    }
    (folder / chooser.DETAILS).write_text(json.dumps(details), encoding="utf-8")


def merged(raw: Raw, adapter: Raw) -> dict[str, np.ndarray]:
    """Return the layers' weights in float32, with `alpha / rank * B A` added where the adapter has a pair."""
    scale = float(adapter.metadata["adapter.lora.alpha"])
    out = {}
    for name in raw.names:
        if name == WORDS:
            continue
        weight = raw.read(name)
        if f"{name}.lora_a" in adapter.names:
            a, b = adapter.read(f"{name}.lora_a"), adapter.read(f"{name}.lora_b")
            weight = weight + (b @ a) * (scale / a.shape[0])
        out[name] = weight
    return out


def write_graph(
    path: Path, weights: Mapping[str, np.ndarray], shape: Shape, labels: np.ndarray
) -> None:
    """Write the graph: words (n, width), as they stand in the file -> logits (labels). `labels` are the labels' rows."""
    import onnx
    from onnx import TensorProto, helper

    build = _Builder(weights, shape)
    build.model(labels)
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        build.nodes,
        "chooser",
        [value("words", TensorProto.FLOAT, ["n", shape.width])],
        [value("logits", TensorProto.FLOAT, [labels.shape[0]])],
        build.constants,
    )
    model = helper.make_model(
        graph,
        opset_imports=opsets(OPSET),
        ir_version=IR_VERSION,
    )
    onnx.checker.check_model(model)
    # Weights beside the graph are mapped, not read: loading takes a tenth of a second, and what is not used can go.
    onnx.save_model(model, path, save_as_external_data=True, location=f"{path.name}.weights")


class _Builder(Nodes):
    """Every method that makes a node returns the name of its result."""

    def __init__(self, weights: Mapping[str, np.ndarray], shape: Shape) -> None:
        super().__init__()
        self._weights, self._shape = weights, shape

    def linear(self, x: str, *names: str) -> str:
        """`x W'`; several layers side by side give one product."""
        weight = np.concatenate([self._weights[f"{name}.weight"] for name in names])
        return self.product(x, weight)

    def norm(self, x: str, name: str) -> str:
        scale = self.constant(self._weights[f"{name}.weight"])
        return self.node("RMSNormalization", x, scale, axis=-1, epsilon=self._shape.epsilon)

    def model(self, labels: np.ndarray) -> None:
        from onnx import helper

        shape = self._shape
        scale = self.constant(np.float32(math.sqrt(shape.width)))
        self._hidden = self.node("Mul", "words", scale)
        length = self.node("Shape", "words", start=0, end=1)
        first, step = self.ints(0), self.ints(0, 1)
        ends = self.node("Concat", length, length, axis=0)
        later = self.constant(np.triu(np.full((chooser.MOST, chooser.MOST), -1e30, np.float32), 1))
        self._off = self.node("Slice", later, self.ints(0, 0), ends, step)
        self._turns = {
            theta: [
                self.node("Slice", self.constant(part), first, length, first)
                for part in turns(theta, shape.head)
            ]
            for theta in (LOCAL_THETA, shape.theta)
        }
        for number in range(shape.layers):
            self._layer(number, last=number == shape.layers - 1)
        said = self.norm(self._hidden, "output_norm")
        said = self.node("MatMul", said, self.constant(labels.T))
        self.nodes.append(helper.make_node("Squeeze", [said, first], ["logits"]))

    def _end(self, x: str) -> str:
        """The row of the last token, which says the label."""
        return self.node("Slice", x, self.ints(-1), self.ints(2**31), self.ints(0))

    def _layer(self, number: int, *, last: bool) -> None:
        """Of the last layer only the last token is wanted."""
        own = f"blk.{number}."
        theta = self._shape.theta if (number + 1) % EVERY == 0 else LOCAL_THETA
        mixed = self._attend(self.norm(self._hidden, f"{own}attn_norm"), own, theta, last=last)
        if last:
            self._hidden = self._end(self._hidden)
        self._hidden = self.node("Add", self._hidden, self.norm(mixed, f"{own}post_attention_norm"))
        x = self.norm(self._hidden, f"{own}ffn_norm")
        both = self.linear(x, f"{own}ffn_gate", f"{own}ffn_up")
        gate, up = self._parts(both, 2)
        inner = self.node("Mul", self.node("Gelu", gate, approximate="tanh"), up)
        mixed = self.norm(self.linear(inner, f"{own}ffn_down"), f"{own}post_ffw_norm")
        self._hidden = self.node("Add", self._hidden, mixed)

    def _parts(self, x: str, count: int) -> list[str]:
        from onnx import helper

        names = [f"part_{len(self.nodes)}_{i}" for i in range(count)]
        self.nodes.append(helper.make_node("Split", [x], names, axis=-1, num_outputs=count))
        return names

    def _attend(self, x: str, own: str, theta: float, *, last: bool) -> str:
        """Causal attention, of the last token alone or of all; the heads of queries share one head of keys and values."""
        heads, head = self._shape.heads, self._shape.head
        query = self.linear(self._end(x) if last else x, f"{own}attn_q")
        query = self.node("Reshape", query, self.ints(0, heads, head))
        query = self._turned(self.norm(query, f"{own}attn_q_norm"), theta, 1, last=last)
        query = self.node("Transpose", query, perm=[1, 0, 2])
        key = self.norm(self.linear(x, f"{own}attn_k"), f"{own}attn_k_norm")
        key = self.node("Transpose", self._turned(key, theta, None), perm=[1, 0])
        value = self.linear(x, f"{own}attn_v")
        scores = self.node("MatMul", query, key)
        scores = self.node("Mul", scores, self.constant(np.float32(head**-0.5)))
        scores = scores if last else self.node("Add", scores, self._off)
        shares = self.node("Softmax", scores, axis=-1)
        mixed = self.node("Transpose", self.node("MatMul", shares, value), perm=[1, 0, 2])
        mixed = self.node("Reshape", mixed, self.ints(0, heads * head))
        return self.linear(mixed, f"{own}attn_output")

    def _turned(self, x: str, theta: float, axis: int | None, *, last: bool = False) -> str:
        """Rotate by place; `axis` is where the heads stand."""
        cosine, sine = map(self._end, self._turns[theta]) if last else self._turns[theta]
        if axis is not None:
            cosine, sine = (
                self.node("Unsqueeze", part, self.ints(axis)) for part in (cosine, sine)
            )
        left, right = self._parts(x, 2)
        swapped = self.node("Concat", self.node("Neg", right), left, axis=-1)
        return self.node("Add", self.node("Mul", x, cosine), self.node("Mul", swapped, sine))


def turns(theta: float, head: int) -> tuple[np.ndarray, np.ndarray]:
    """Return cosines and sines of the rotation at each place (tokens, head), float32."""
    rates = theta ** -(np.arange(0, head, 2, dtype=np.float64) / head)
    angles = np.arange(chooser.MOST)[:, None] * np.concatenate([rates, rates])[None]
    return np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)

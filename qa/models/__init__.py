"""The embedded models: from installed packages to ready folders in a cache that projects share, hash-checked.

Knows which packages carry which weights, pinned by SHA-256. Knows nothing of how a model is run.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.errors import ModelError
from qa.models import cache as model_cache
from qa.models.specs import (
    ADAPTER,
    CHOOSER,
    CHOOSER_ADAPTER,
    E5_SMALL,
    FOCUS,
    FOCUS_ADAPTER,
    GEMMA_270M,
    READER,
    READER_SHA256,
    RELEVANCE,
    SPECS,
    ModelSpec,
)

__all__ = [
    "ADAPTER",
    "CHOOSER",
    "CHOOSER_ADAPTER",
    "E5_SMALL",
    "FOCUS",
    "FOCUS_ADAPTER",
    "GEMMA_270M",
    "READER",
    "READER_SHA256",
    "RELEVANCE",
    "SPECS",
    "ModelSpec",
    "ModelStatus",
    "Progress",
    "list_models",
    "locate",
    "prepare",
    "reader",
    "verify",
]

Progress = Callable[[str, float], None]
"""What is being done, in Chinese, and the share 0..1 of it that is done."""

ModelState = Literal["ready", "missing", "damaged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelStatus:
    """What became of a model in the cache: `path` is what a loader takes, `problems` says in Chinese what is wrong."""

    spec: ModelSpec
    state: ModelState
    path: Path
    problems: tuple[str, ...] = ()
    installed: bool = True


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
    # What makes models is loaded where they are made.
    from qa.models.filling import fill

    model_cache.write_model(
        cache,
        spec.name,
        lambda folder: fill(spec, folder, progress, lambda name: prepare(name, cache)),
        source=spec.sha256,
        layout=spec.layout,
    )


def _status(spec: ModelSpec, cache: Path, progress: model_cache.Fraction | None) -> ModelStatus:
    folder = cache / spec.name
    problems = model_cache.find_problems(folder, spec.sha256, spec.layout, progress)
    state: ModelState = "ready"
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


def _step(progress: Progress | None, text: str) -> model_cache.Fraction:
    return (lambda done: progress(text, done)) if progress else (lambda done: None)

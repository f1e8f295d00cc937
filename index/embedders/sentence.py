"""Any sentence-transformers model, by folder or by its name on a model hub."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np

from index.embedders.bulk import fast_dtype
from index.embedders.identity import fingerprint, sampled_digest
from index.embedders.vectors import plain_text, unit_vectors
from index.errors import ModelError

Precision = Literal["auto", "float32", "bfloat16", "float16"]

_BATCH = 32
_OFFLINE_REMEDY = "请检查名称和网络，或在能联网的机器上下载后，把模型文件夹的路径作为模型名"


class SentenceTransformerEmbedder:
    """A sentence-transformers model that is loaded when first used and asked in its own words.

    Prompts are the model's own (`prompts` in its configuration) unless given; an empty prompt means none. A folder is
    never looked up on a network; a name is looked up in the local hub cache first and downloaded only when it is
    not there. The fingerprint is that of the files, so a model keeps it when it moves. Callable from any thread.

    Raises:
        ModelError: the folder is missing or is no sentence-transformers model.
    """

    def __init__(
        self,
        name_or_path: str | Path,
        *,
        device: str = "cpu",
        dtype: Precision = "auto",
        query_prompt: str | None = None,
        passage_prompt: str | None = None,
    ) -> None:
        self._given = str(name_or_path)
        self._local = _local_folder(self._given)
        self.name = self._local.name if self._local else self._given
        self._device = device
        self._dtype = dtype
        self._query_prompt = query_prompt
        self._passage_prompt = passage_prompt
        self._loading = threading.Lock()
        self._encoding = threading.Lock()
        self._loaded: Any = None

    @cached_property
    def fingerprint(self) -> str:
        """Identity of weights, pooling and prompts; reading it loads nothing that is already on the disk."""
        folder = self._local or _cached_folder(self._given)
        if folder is None:
            self._model()
            folder = _cached_folder(self._given)
        if folder is None:
            raise ModelError(f"找不到模型 {self._given!r} 的文件", _OFFLINE_REMEDY)
        return _folder_fingerprint(folder, self._query_prompt, self._passage_prompt)

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector; reading it loads the model."""
        return int(self._model().get_embedding_dimension())

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Return the passages' vectors, shape (len(texts), dimensions)."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        return self._encode(self._model().encode_document, texts, self._passage_prompt)

    def embed_query(self, text: str) -> np.ndarray:
        """Return the question's vector, shape (dimensions,)."""
        return self._encode(self._model().encode_query, [text], self._query_prompt)[0]

    def _encode(self, encode: Any, texts: Sequence[str], prompt: str | None) -> np.ndarray:
        with self._encoding:
            found = encode(
                [plain_text(text) for text in texts],
                prompt=prompt,
                batch_size=_BATCH,
                show_progress_bar=False,
            )
        return unit_vectors(found, len(texts), self.dimensions, f"嵌入模型 {self.name!r}")

    def _model(self) -> Any:
        if self._loaded is None:
            with self._loading:
                if self._loaded is None:
                    self._loaded = self._load()
        return self._loaded

    def _load(self) -> Any:
        try:
            import torch
            import transformers
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelError(
                f"嵌入模型 {self.name!r} 需要的软件包 {error.name} 没有安装",
                "请运行 pip install sentence-transformers",
            ) from None
        transformers.utils.logging.disable_progress_bar()
        source = str(self._local or self._given)
        cached = self._local or _cached_folder(self._given)
        try:
            # Loaders raise errors of every kind over a bad file or a missing device; all mean the same to the user.
            return SentenceTransformer(
                source,
                device=self._device,
                trust_remote_code=False,
                local_files_only=cached is not None,
                model_kwargs={"dtype": self._torch_dtype(torch)},
            )
        except Exception as error:
            reason = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
            remedy = f"请检查模型文件和设备（{self._device}）" if cached else _OFFLINE_REMEDY
            raise ModelError(f"嵌入模型 {self._given!r} 无法载入（{reason}）", remedy) from error

    def _torch_dtype(self, torch: Any) -> Any:
        if self._dtype != "auto":
            return getattr(torch, self._dtype)
        if self._device.startswith("cuda"):
            return torch.bfloat16
        return fast_dtype(torch) if self._device == "cpu" else torch.float32


def _local_folder(given: str) -> Path | None:
    """Return the folder that is meant, or None when a name on a hub is meant."""
    folder = Path(given).expanduser()
    if folder.is_dir():
        if not (folder / "modules.json").is_file():
            raise ModelError(
                f"{given!r} 不是 sentence-transformers 模型目录（缺少 modules.json）",
                "请改用含 modules.json 的目录",
            )
        return folder
    if (
        folder.is_absolute()
        or given.startswith((".", "~"))
        or given.count("/") > 1
        or "\\" in given
    ):
        raise ModelError(f"模型目录 {given!r} 不存在", "请检查路径")
    return None


def _cached_folder(name: str) -> Path | None:
    """Return the hub model's folder in the local cache, or None; never touches the network."""
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        found = try_to_load_from_cache(name, "modules.json")
    except HFValidationError:
        raise ModelError(
            f"{name!r} 不是模型名，也不是目录", "模型名形如 BAAI/bge-small-zh-v1.5"
        ) from None
    return Path(found).parent if isinstance(found, str) else None


def _folder_fingerprint(folder: Path, query: str | None, passage: str | None) -> str:
    """Return the identity of what decides the vectors: each module's weights and settings, and the prompts.

    Raises:
        ModelError: the folder's configuration cannot be read, or there are no weights.
    """
    parts: list[str | None] = [query, passage]
    weights = 0
    try:
        for module in _json(folder / "modules.json"):
            place = folder / module["path"]
            files = sorted(place.glob("*.safetensors")) or sorted(place.glob("*.bin"))
            weights += len(files)
            parts += [str(module["type"]).rsplit(".", 1)[-1], *map(sampled_digest, files)]
            if module["path"] and (place / "config.json").is_file():
                parts.append(json.dumps(_json(place / "config.json"), sort_keys=True))
        settings = folder / "config_sentence_transformers.json"
        prompts = _json(settings).get("prompts", {}) if settings.is_file() else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"模型目录 {str(folder)!r} 的配置无法读取（{error}）", "请重新下载模型"
        ) from None
    if not weights:
        raise ModelError(f"模型目录 {str(folder)!r} 中没有权重文件", "请重新下载模型")
    return fingerprint("sentence-transformers", *parts, json.dumps(prompts, sort_keys=True))


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))

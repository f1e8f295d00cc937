"""The dense view in Milvus: the same client from a file on this machine to a cluster. An optional extra.

Owns one collection for each index file, named after it. Milvus holds row numbers and vectors only: texts stay in the
index file, which decides what exists. Whoever searches first after a change brings the collection up to date.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from index.errors import ModelError, StorageError
from index.vectors import VectorSource

_BATCH = 1000
# The most that Milvus returns for one search.
_MOST_RESULTS = 16_384
_Result = TypeVar("_Result")


class MilvusIndex:
    """A `VectorIndex` in Milvus at `uri`: a file name ending in .db, or http(s)://host:port with an optional token."""

    name = "milvus"

    def __init__(self, uri: str, *, token: str = "", timeout: float = 30.0) -> None:
        """Connect.

        Raises:
            ModelError: the packages are not installed.
            StorageError: Milvus does not answer.
        """
        self._uri = uri
        self._timeout = timeout
        self._guard = threading.Lock()
        self._state = ""
        self._collection = ""
        self._numbers = np.empty(0, np.int64)
        try:
            from pymilvus import MilvusClient
        except ImportError as error:
            raise _missing(error) from error
        if "://" not in uri:
            try:
                import milvus_lite  # noqa: F401
            except ImportError as error:
                raise _missing(error) from error
            Path(uri).expanduser().absolute().parent.mkdir(parents=True, exist_ok=True)
        self._client: Any = self._tried(lambda: MilvusClient(uri=uri, token=token, timeout=timeout))

    def refresh(self, source: VectorSource) -> None:
        """Afterwards the collection holds the passages of `source` and no others.

        Raises:
            StorageError: Milvus does not answer.
        """
        settings = source.settings()
        with self._guard:
            if settings["state"] == self._state:
                return
            self._state = ""
            if not self._collection:
                self._open(settings)
            numbers = source.numbers()
            removed = np.setdiff1d(self._numbers, numbers, assume_unique=True).tolist()
            added = np.setdiff1d(numbers, self._numbers, assume_unique=True).tolist()
            for start in range(0, len(removed), _BATCH):
                self._delete(removed[start : start + _BATCH])
            for start in range(0, len(added), _BATCH):
                self._insert(*source.vectors_of(added[start : start + _BATCH]))
            self._numbers, self._state = numbers, settings["state"]

    def search(
        self, query: np.ndarray, limit: int, allowed: np.ndarray | None = None
    ) -> list[tuple[int, float]]:
        """Return (row number, cosine) of the nearest (`allowed`) passages, the nearest first, at most `limit`.

        Raises:
            StorageError: Milvus does not answer.
        """
        with self._guard:
            if not len(self._numbers) or limit < 1 or (allowed is not None and not len(allowed)):
                return []
            found = self._tried(
                lambda: self._client.search(
                    self._collection,
                    data=[np.asarray(query, np.float32).tolist()],
                    limit=min(limit, len(self._numbers), _MOST_RESULTS),
                    filter="" if allowed is None else _ranges(allowed),
                    search_params={"metric_type": "IP"},
                    consistency_level="Strong",
                )
            )
        return [(int(hit["id"]), float(hit["distance"])) for hit in found[0]]

    def forget_removed(self, source: VectorSource) -> None:
        """Afterwards the collection holds no passages that `source` has not."""
        self.refresh(source)

    def close(self) -> None:
        """Close the connection."""
        with self._guard:
            self._client.close()

    def _open(self, settings: dict[str, str]) -> None:
        """Find the collection of the index file, or make it, and read which passages it holds."""
        name = f"policy_qa_{settings['index']}"
        if not self._tried(lambda: self._client.has_collection(name)):
            self._tried(lambda: self._create(name, int(settings["dimensions"])))
        self._tried(lambda: self._client.load_collection(name))
        self._numbers = self._tried(lambda: self._held(name))
        self._collection = name

    def _create(self, name: str, dimensions: int) -> None:
        from pymilvus import DataType

        schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimensions)
        parameters = self._client.prepare_index_params()
        parameters.add_index("vector", index_type="AUTOINDEX", metric_type="IP")
        self._client.create_collection(name, schema=schema, index_params=parameters)

    def _held(self, name: str) -> np.ndarray:
        pages = self._client.query_iterator(
            name, batch_size=_BATCH, filter="id >= 0", output_fields=["id"]
        )
        found: list[int] = []
        while page := pages.next():
            found += [int(row["id"]) for row in page]
        pages.close()
        return np.array(sorted(found), np.int64)

    def _delete(self, numbers: list[int]) -> None:
        self._tried(lambda: self._client.delete(self._collection, ids=numbers))
        self._numbers = np.setdiff1d(self._numbers, numbers)

    def _insert(self, numbers: np.ndarray, vectors: np.ndarray) -> None:
        data = [
            {"id": int(number), "vector": vector}
            for number, vector in zip(numbers, vectors.astype(np.float32), strict=True)
        ]
        self._tried(lambda: self._client.upsert(self._collection, data))
        self._numbers = np.union1d(self._numbers, numbers)

    def _tried(self, call: Callable[[], _Result]) -> _Result:
        from pymilvus.exceptions import MilvusException

        try:
            return call()
        except (MilvusException, OSError) as error:
            detail = str(getattr(error, "message", error)).splitlines()[0][:200]
            raise StorageError(
                f"Milvus {self._uri!r} 出错（{detail}）",
                "请检查地址、令牌（POLICYQA_VECTORS_KEY）和服务是否在运行，或改用自带的 FAISS",
            ) from error


def _ranges(allowed: np.ndarray) -> str:
    """Return the row numbers as a condition; those of one document follow each other, so that it stays short."""
    breaks = np.flatnonzero(np.diff(allowed) != 1)
    starts, ends = np.append(0, breaks + 1), np.append(breaks, len(allowed) - 1)
    return " or ".join(
        f"(id >= {allowed[a]} and id <= {allowed[b]})" for a, b in zip(starts, ends, strict=True)
    )


def _missing(error: ImportError) -> ModelError:
    return ModelError(
        f"使用 Milvus 缺少软件包 {error.name}",
        "请在项目文件夹里运行 pip install '.[milvus]'，或改用自带的 FAISS",
    )

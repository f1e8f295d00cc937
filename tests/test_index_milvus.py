"""What is Milvus's own: its packages may be missing, its server may be away. The contract is in test_index_vectors."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from index.errors import ModelError, StorageError
from index.milvus import MilvusIndex
from tests.test_index_vectors import MemorySource, a_query, assert_nearest


def test_a_missing_package_is_named_with_the_way_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(ModelError, match="pymilvus") as caught:
        MilvusIndex(str(tmp_path / "m.db"))
    assert "pip install" in caught.value.remedy


def test_a_file_needs_the_embedded_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pymilvus")
    monkeypatch.setitem(sys.modules, "milvus_lite", None)
    with pytest.raises(ModelError, match="milvus_lite"):
        MilvusIndex(str(tmp_path / "m.db"))


@pytest.mark.parametrize("listens", [True, False], ids=["silent", "down"])
def test_a_server_that_does_not_answer_is_an_error_within_the_limit(
    listens: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client keeps the limit, once it is told: it never ends by itself before a silent server."""
    pymilvus = pytest.importorskip("pymilvus")
    limits: list[float] = []

    class Noting(pymilvus.MilvusClient):
        def __init__(self, **settings: object) -> None:
            limits.append(settings.get("timeout"))
            super().__init__(**settings)

    monkeypatch.setattr(pymilvus, "MilvusClient", Noting)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if listens:
            server.listen()
        with pytest.raises(StorageError, match="Milvus") as caught:
            MilvusIndex(f"http://127.0.0.1:{server.getsockname()[1]}", timeout=0.5)
    assert caught.value.remedy
    assert limits == [0.5]


def test_two_indexes_in_one_milvus_do_not_mix(tmp_path: Path) -> None:
    pytest.importorskip("milvus_lite")
    one, other = MemorySource("1" * 32), MemorySource("2" * 32)
    one.add(30)
    other.add(12)
    other.remove([1, 2, 3])
    first = MilvusIndex(str(tmp_path / "shared.db"))
    first.refresh(one)
    second = MilvusIndex(str(tmp_path / "shared.db"))
    second.refresh(other)
    assert_nearest(first, one, a_query(1), 40)
    assert_nearest(second, other, a_query(1), 40)
    first.close()
    second.close()

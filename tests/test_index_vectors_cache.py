"""The cache file of the approximate view."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index import view_cache
from index.errors import StorageError
from index.vectors import FaissIndex
from tests.vector_views import (
    MemorySource,
    a_query,
    approximate,
    assert_nearest,
    exact,
)

# --- the cache file of the approximate view ---


def cached(folder: Path, count: int = 100) -> MemorySource:
    source = MemorySource()
    source.add(count)
    view = approximate(folder)
    view.refresh(source)
    view.close()
    assert (folder / view_cache.FILE_NAME).exists()
    return source


def test_a_cached_view_is_taken_instead_of_made(tmp_path: Path) -> None:
    source = cached(tmp_path)
    source.read = 0
    view = approximate(tmp_path)
    view.refresh(source)
    assert source.read == 0
    assert_nearest(view, source, a_query(5), 10)


@pytest.mark.parametrize("what", ["cut", "flipped", "empty", "other index", "header"])
def test_a_cache_that_is_not_what_was_written_is_made_again(tmp_path: Path, what: str) -> None:
    source = cached(tmp_path)
    path = tmp_path / view_cache.FILE_NAME
    data = bytearray(path.read_bytes())
    if what == "cut":
        path.write_bytes(data[:-10])
    elif what == "flipped":
        data[-50] ^= 4
        path.write_bytes(data)
    elif what == "empty":
        path.write_bytes(b"")
    elif what == "header":
        path.write_bytes(data.replace(b'"count"', b'"c\xffunt"'))
    else:
        source.name = "b" * 32
    source.read = 0
    view = approximate(tmp_path)
    view.refresh(source)
    assert source.read >= 100
    assert_nearest(view, source, a_query(6), 10)
    view.close()
    assert view_cache.load(tmp_path, source.name) is not None


def test_the_cache_holds_nothing_that_was_removed(tmp_path: Path) -> None:
    source = cached(tmp_path)
    source.remove([1])
    view = approximate(tmp_path)
    view.forget_removed(source)
    assert not (tmp_path / view_cache.FILE_NAME).exists()
    view.close()
    kept = view_cache.load(tmp_path, source.name)
    assert kept is not None and kept[0].tolist() == list(range(2, 101))


def test_small_indexes_leave_no_cache(tmp_path: Path) -> None:
    source = MemorySource()
    source.add(20)
    view = exact(tmp_path)
    view.refresh(source)
    view.close()
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_said_and_the_search_works(tmp_path: Path) -> None:
    (tmp_path / view_cache.FILE_NAME).mkdir()
    source = MemorySource()
    source.add(50)
    view = FaissIndex(tmp_path, exact_limit=0)
    view.refresh(source)
    assert "缓存" in view.cache_problem
    assert_nearest(view, source, a_query(7), 10)
    assert not list(tmp_path.glob("*.part"))


def test_saving_on_a_full_disk_leaves_the_old_cache() -> None:
    """/dev/full refuses every byte, as a full disk does."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")

    class Full(type(Path())):  # type: ignore[misc]
        def open(self, *args: object, **options: object) -> object:
            return Path("/dev/full").open("wb", buffering=0)

    with pytest.raises(StorageError, match="无法写入"):
        view_cache.save(
            Full("/nowhere"), {"index": "a", "state": "b"}, np.arange(3), np.zeros(9, np.uint8)
        )


def test_an_inverted_file_never_gives_a_passage_that_does_not_exist(tmp_path: Path) -> None:
    """FAISS fills up with -1 what the probed lists do not hold."""
    source = MemorySource()
    source.add(500)
    view = FaissIndex(tmp_path, exact_limit=0)
    view.refresh(source)
    view._index.nprobe = 1
    found = view.search(a_query(8), 400)
    assert 0 < len(found) < 400
    assert {number for number, _ in found} <= set(source.held)


def test_a_view_that_fails_half_way_is_made_anew(tmp_path: Path) -> None:
    source = MemorySource()
    source.add(40)
    view = exact(tmp_path)
    view.refresh(source)
    source.add(20)
    original = source.vectors_of
    source.vectors_of = lambda numbers: 1 / 0  # type: ignore[method-assign,assignment,return-value]
    with pytest.raises(ZeroDivisionError):
        view.refresh(source)
    source.vectors_of = original  # type: ignore[method-assign]
    view.refresh(source)
    assert_nearest(view, source, a_query(9), 60)

"""One contract for every dense view, brute force as the oracle; and what the FAISS view keeps on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from index import view_cache
from index.errors import StorageError
from index.vectors import FaissIndex, VectorIndex

DIMENSIONS = 16


class MemorySource:
    """A `VectorSource` in memory: one state of an index file, with the row numbers never used again."""

    def __init__(self, name: str = "a" * 32) -> None:
        self.name = name
        self.state = 0
        self.held: dict[int, np.ndarray] = {}
        self.read = 0
        self._next = 1
        self._chance = np.random.default_rng(1)

    def add(self, count: int) -> list[int]:
        new = list(range(self._next, self._next + count))
        self._next += count
        for number in new:
            vector = self._chance.standard_normal(DIMENSIONS)
            self.held[number] = (vector / np.linalg.norm(vector)).astype(np.float16)
        self.state += 1
        return new

    def remove(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            del self.held[number]
        self.state += 1

    def settings(self) -> dict[str, str]:
        return {"index": self.name, "state": str(self.state), "dimensions": str(DIMENSIONS)}

    def count(self) -> int:
        return len(self.held)

    def numbers(self) -> np.ndarray:
        return np.array(sorted(self.held), np.int64)

    def vectors(self, after: int = 0) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        chosen = [number for number in sorted(self.held) if number > after]
        for start in range(0, len(chosen), 7):
            yield self.vectors_of(chosen[start : start + 7])

    def vectors_of(self, numbers: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        kept = [number for number in numbers if number in self.held]
        self.read += len(kept)
        matrix = np.array([self.held[number] for number in kept], np.float16)
        return np.array(kept, np.int64), matrix.reshape(-1, DIMENSIONS)

    def nearest(self, query: np.ndarray, limit: int) -> list[tuple[int, float]]:
        """Brute force, in double precision."""
        scores = [(n, float(v.astype(np.float64) @ query)) for n, v in self.held.items()]
        return sorted(scores, key=lambda pair: -pair[1])[:limit]


def a_query(seed: int) -> np.ndarray:
    vector = np.random.default_rng(seed).standard_normal(DIMENSIONS)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def exact(folder: Path) -> VectorIndex:
    return FaissIndex(folder)


def approximate(folder: Path) -> VectorIndex:
    return FaissIndex(folder, exact_limit=0)


def milvus(folder: Path) -> VectorIndex:
    pytest.importorskip("pymilvus")
    pytest.importorskip("milvus_lite")
    from index.milvus import MilvusIndex

    return MilvusIndex(str(folder / "milvus.db"))


@pytest.fixture(params=[exact, approximate, milvus], ids=lambda make: make.__name__)
def make(request: pytest.FixtureRequest) -> Callable[[Path], VectorIndex]:
    return request.param


@pytest.fixture
def view(make: Callable[[Path], VectorIndex], tmp_path: Path) -> Iterator[VectorIndex]:
    opened = make(tmp_path)
    yield opened
    opened.close()


def assert_nearest(view: VectorIndex, source: MemorySource, query: np.ndarray, limit: int) -> None:
    """The view's answer is brute force's, up to the order of what is equally near."""
    found, expected = view.search(query, limit), source.nearest(query, limit)
    assert [score for _, score in found] == pytest.approx([s for _, s in expected], abs=2e-3)
    assert len({number for number, _ in found}) == len(found) == len(expected)
    for number, score in found:
        assert score == pytest.approx(
            float(source.held[number].astype(np.float64) @ query), abs=2e-3
        )


# --- the contract ---


def test_a_view_finds_what_brute_force_finds_through_every_change(view: VectorIndex) -> None:
    source, chance = MemorySource(), np.random.default_rng(2)
    for step in range(6):
        source.add(int(chance.integers(1, 40)))
        if step % 2:
            gone = chance.choice(sorted(source.held), len(source.held) // 3, replace=False)
            source.remove([int(number) for number in gone])
        view.refresh(source)
        for limit in (1, 5, 1000):
            assert_nearest(view, source, a_query(step), limit)


def test_a_view_of_nothing_finds_nothing(view: VectorIndex) -> None:
    assert view.search(a_query(0), 5) == []
    source = MemorySource()
    view.refresh(source)
    assert view.search(a_query(0), 5) == []
    source.remove(source.add(3))
    view.refresh(source)
    assert view.search(a_query(0), 5) == []


def test_no_number_is_asked_for_nothing(view: VectorIndex) -> None:
    source = MemorySource()
    source.add(3)
    view.refresh(source)
    assert view.search(a_query(0), 0) == []


def test_a_view_reads_only_what_changed(view: VectorIndex) -> None:
    source = MemorySource()
    source.add(90)
    view.refresh(source)
    source.read = 0
    view.refresh(source)
    assert source.read == 0
    source.add(4)
    view.refresh(source)
    assert source.read == 4
    assert_nearest(view, source, a_query(3), 10)


def test_what_was_removed_is_forgotten(view: VectorIndex) -> None:
    source = MemorySource()
    numbers = source.add(30)
    view.refresh(source)
    source.remove(numbers[5:25])
    view.forget_removed(source)
    found = {number for number, _ in view.search(a_query(1), 100)}
    assert found == set(numbers) - set(numbers[5:25])


def test_a_view_made_later_by_another_process_is_the_same(
    make: Callable[[Path], VectorIndex], tmp_path: Path
) -> None:
    source = MemorySource()
    numbers = source.add(60)
    first = make(tmp_path)
    first.refresh(source)
    first.close()
    source.remove(numbers[:7])
    source.add(5)
    second = make(tmp_path)
    second.refresh(source)
    assert_nearest(second, source, a_query(4), 20)
    second.close()


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

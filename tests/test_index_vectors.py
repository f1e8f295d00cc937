"""One contract for every dense view, brute force as the oracle; and what the FAISS view keeps on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from index.vectors import VectorIndex
from tests.vector_views import (
    MemorySource,
    a_query,
    approximate,
    assert_nearest,
    exact,
    milvus,
)


@pytest.fixture(params=[exact, approximate, milvus], ids=lambda make: make.__name__)
def make(request: pytest.FixtureRequest) -> Callable[[Path], VectorIndex]:
    return request.param


@pytest.fixture
def view(make: Callable[[Path], VectorIndex], tmp_path: Path) -> Iterator[VectorIndex]:
    opened = make(tmp_path)
    yield opened
    opened.close()


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

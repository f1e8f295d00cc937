"""The dense view: nearest passages by cosine, derived from the index file and never the truth.

Owns FAISS. A view follows the file: before a search it is brought to the state that the search reads, by what was
added and removed since. Up to EXACT_LIMIT passages every vector is compared, in the half floats that the file holds
(an exact search in 3 ms over 100 000 passages on one core); above that an inverted file is kept in a cache file,
because it takes minutes to make.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from index import view_cache
from index.errors import StorageError

EXACT_LIMIT = 300_000
# One list in six is looked at: of the 10 nearest of 34 000 real passages that finds 98%, one in twelve 95%, one in
# twenty-three 89%; of 300 000 it compares 50 000 in 2 ms.
_PROBE_SHARE, _LEAST_PROBES = 6, 48
# Training vectors for each list; FAISS warns below 39 and gains nothing above 256.
_TRAINING, _LEAST_TRAINING = 64, 39
# The cached view is written again when one passage in this many is another.
_SAVE_SHARE = 50
# An inverted file is made anew when one passage in this many is another since it was made or cached.
_REBUILD_SHARE = 3


class VectorSource(Protocol):
    """What a view is derived from: one state of the index file (`reading.Snapshot`)."""

    def settings(self) -> dict[str, str]:
        """Return the file's settings: `index` names the file, `state` its state, `dimensions` the vectors' length."""
        ...

    def count(self) -> int:
        """Return the number of passages."""
        ...

    def numbers(self) -> np.ndarray:
        """Return the row numbers of all passages, ascending, int64."""
        ...

    def vectors(self, after: int = 0) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Yield (row numbers, vectors) in chunks, ascending, of the passages with numbers above `after`."""
        ...

    def vectors_of(self, numbers: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """Return (row numbers, vectors) of these passages."""
        ...


class VectorIndex(Protocol):
    """Nearest passages for a vector. Methods may be called from several threads."""

    @property
    def name(self) -> str: ...

    def refresh(self, source: VectorSource) -> None:
        """Afterwards the view holds the passages of `source` and no others."""
        ...

    def search(
        self, query: np.ndarray, limit: int, allowed: np.ndarray | None = None
    ) -> list[tuple[int, float]]:
        """Return (row number, cosine) of the nearest passages, the nearest first, at most `limit`.

        `query` is a float32 array of shape (dimensions,), L2-normalised. Every row number is of a passage, and one of
        `allowed` (ascending, int64) where that is given.
        """
        ...

    def forget_removed(self, source: VectorSource) -> None:
        """Afterwards nothing that this view keeps, in memory or elsewhere, holds passages that `source` has not."""
        ...

    def close(self) -> None: ...


class FaissIndex:
    """A `VectorIndex` in memory. `cache` is the folder for what is slow to make; None makes it each time.

    `cache_problem` says in Chinese why the cache could not be written, if so: searches are not affected.
    """

    name = "faiss"

    def __init__(self, cache: Path | None = None, *, exact_limit: int = EXACT_LIMIT) -> None:
        self.cache_problem = ""
        self._cache = cache
        self._exact_limit = exact_limit
        self._guard = threading.Lock()
        self._index: Any = None
        self._state = ""  # of the index file
        self._numbers = self._saved = np.empty(
            0, np.int64
        )  # held by the view, and by its cache file
        self._unsaved: dict[
            str, str
        ] = {}  # the settings of a state that has to be cached on closing

    def refresh(self, source: VectorSource) -> None:
        """Afterwards the view holds the passages of `source` and no others.

        Raises:
            IndexDamagedError: a vector in the file is not what was written.
        """
        settings = source.settings()
        with self._guard:
            if settings["state"] == self._state:
                return
            try:
                self._derive(source, settings)
            except BaseException:
                self._forget()  # half a change is no state
                raise
            self._state = settings["state"]

    def _derive(self, source: VectorSource, settings: dict[str, str]) -> None:
        count = source.count()
        approximate = count > self._exact_limit
        if approximate and self._index is None:
            self._load(settings["index"])
        if self._index is None or not self._follow(source, approximate):
            self._build(source, int(settings["dimensions"]), count, approximate)
        if approximate:
            self._keep(settings)

    def search(
        self, query: np.ndarray, limit: int, allowed: np.ndarray | None = None
    ) -> list[tuple[int, float]]:
        """Return (row number, cosine) of the nearest (`allowed`) passages, the nearest first, at most `limit`."""
        import faiss

        with self._guard:
            if self._index is None or not self._index.ntotal or limit < 1:
                return []
            if allowed is not None and not len(allowed):
                return []
            only = {} if allowed is None else {"params": _only(self._index, allowed)}
            # A second thread has nothing to do for one query, and spins: 14 ms instead of 3 beside other work.
            faiss.omp_set_num_threads(1)
            vector = np.ascontiguousarray(query, np.float32).reshape(1, -1)
            scores, found = self._index.search(vector, min(limit, self._index.ntotal), **only)
        # An inverted file fills up with -1 what its lists did not give.
        return [(int(n), float(s)) for n, s in zip(found[0], scores[0], strict=True) if n >= 0]

    def forget_removed(self, source: VectorSource) -> None:
        """Afterwards neither the view nor its cache file holds passages that `source` has not.

        Nothing is made that is not there yet: a removal need not read all vectors.
        """
        if self._index is not None or (self._cache and view_cache.exists(self._cache)):
            self.refresh(source)

    def close(self) -> None:
        """Forget all vectors, after caching what would be slow to make again."""
        with self._guard:
            if self._unsaved:
                self._save(self._unsaved)
            self._forget()

    def _forget(self) -> None:
        self._index, self._state, self._unsaved = None, "", {}
        self._numbers = self._saved = np.empty(0, np.int64)

    def _follow(self, source: VectorSource, approximate: bool) -> bool:
        """Bring the view to the source's passages by what changed; False when making it anew is better."""
        if approximate != _is_approximate(self._index):
            return False
        numbers = source.numbers()
        added = np.setdiff1d(numbers, self._numbers, assume_unique=True)
        removed = np.setdiff1d(self._numbers, numbers, assume_unique=True)
        # The lists of an inverted file fit the vectors it was trained on.
        if approximate and (len(added) + len(removed)) * _REBUILD_SHARE > len(numbers):
            return False
        if len(removed):
            self._index.remove_ids(removed)
        for start in range(0, len(added), 1000):
            found, vectors = source.vectors_of(added[start : start + 1000].tolist())
            self._index.add_with_ids(vectors.astype(np.float32), found)
        self._numbers = numbers
        return True

    def _build(self, source: VectorSource, dimensions: int, count: int, approximate: bool) -> None:
        index = _inverted(source, dimensions, count) if approximate else _exact(dimensions)
        held = [np.empty(0, np.int64)]
        for numbers, vectors in source.vectors():
            index.add_with_ids(vectors.astype(np.float32), numbers)
            held.append(numbers)
        self._index, self._numbers = index, np.concatenate(held)

    # --- the cache file ---

    def _load(self, name: str) -> None:
        """Take the cached view of the index of this name, whatever state it is of, if there is one."""
        import faiss

        cached = view_cache.load(self._cache, name) if self._cache else None
        if cached is not None:
            self._numbers, view = cached
            self._index = faiss.deserialize_index(view)
            self._saved = self._numbers

    def _keep(self, settings: dict[str, str]) -> None:
        """See to it that the cache saves time and holds nothing that was removed.

        A view that differs little from the cached one is not written again: following is quicker. But what was
        removed must not stay on the disk, so that the cache goes then, and is made again on closing.
        """
        if len(np.setxor1d(self._saved, self._numbers)) * _SAVE_SHARE >= len(self._numbers):
            self._save(settings)
        elif self._cache and len(np.setdiff1d(self._saved, self._numbers)):
            view_cache.discard(self._cache, unless=settings["state"])
            self._unsaved = settings

    def _save(self, settings: dict[str, str]) -> None:
        import faiss

        if self._cache is None:
            return
        try:
            view = faiss.serialize_index(self._index)
            view_cache.save(self._cache, settings, self._numbers, view)
        except StorageError as error:
            self.cache_problem, self._unsaved = error.message, {}
        else:
            self.cache_problem, self._saved, self._unsaved = "", self._numbers, {}


def _exact(dimensions: int) -> Any:
    """Return an empty index that compares every vector, held in half floats as the file holds them."""
    import faiss

    quantizer = faiss.ScalarQuantizer.QT_fp16
    return faiss.IndexIDMap2(
        faiss.IndexScalarQuantizer(dimensions, quantizer, faiss.METRIC_INNER_PRODUCT)
    )


def _inverted(source: VectorSource, dimensions: int, count: int) -> Any:
    """Return an empty inverted file trained on a sample of the vectors."""
    import faiss

    lists = 2 * math.isqrt(count)
    share = min(1.0, lists * _TRAINING / count)
    chance = np.random.default_rng(0)
    sample = np.concatenate(
        [vectors[chance.random(len(vectors)) < share] for _, vectors in source.vectors()]
    ).astype(np.float32)
    lists = max(1, min(lists, len(sample) // _LEAST_TRAINING))
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimensions),
        dimensions,
        lists,
        faiss.ScalarQuantizer.QT_fp16,
        faiss.METRIC_INNER_PRODUCT,
        False,
    )
    index.train(sample)
    index.nprobe = max(_LEAST_PROBES, lists // _PROBE_SHARE)
    return index


def _only(index: Any, allowed: np.ndarray) -> Any:
    """Return what makes a search look at the `allowed` row numbers alone, in all lists of an inverted file."""
    import faiss

    library: Any = faiss  # the stubs know neither numpy nor the keywords of these
    bits = np.zeros(int(allowed[-1]) // 8 + 1, np.uint8)
    np.bitwise_or.at(bits, allowed // 8, np.left_shift(np.uint8(1), (allowed % 8).astype(np.uint8)))
    selector = library.IDSelectorBitmap(bits)
    if _is_approximate(index):
        return library.SearchParametersIVF(sel=selector, nprobe=index.nlist)
    return library.SearchParameters(sel=selector)


def _is_approximate(index: Any) -> bool:
    return hasattr(index, "nprobe")

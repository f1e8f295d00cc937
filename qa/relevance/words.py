"""A large vocabulary in a file, of which only what a text reaches is read: word -> number and score.

A trie, level by level: the children of a node stand side by side in the order of their characters. Opening it takes a
millisecond and no memory of its own; the same words as a dictionary take a third of a second and 50 megabytes.
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import numpy as np

_MARK = b"policy-words 1\n\0"
_HEAD = struct.Struct("<16sQ")
# Of each node: the character that leads to it, its first child, the number of the word that ends here or -1, its score.
_KINDS: tuple[Literal["I", "i", "d"], ...] = ("I", "I", "i", "d")


class Words:
    """The words of a file that `write_words` wrote. Callable from any thread.

    Raises:
        OSError: it cannot be read.
        ValueError: it is damaged, or not such a file.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if len(self._held) < _HEAD.size:
            raise ValueError(f"{path.name} is too short")
        mark, count = _HEAD.unpack_from(self._held)
        sizes = [struct.calcsize(kind) * (count + 1) for kind in _KINDS]
        if mark != _MARK or len(self._held) != _HEAD.size + sum(sizes):
            raise ValueError(f"{path.name} is not a file of words")
        whole, at = memoryview(self._held), _HEAD.size
        parts: list[Any] = []
        for kind, size in zip(_KINDS, sizes, strict=True):
            parts.append(whole[at : at + size].cast(kind))
            at += size
        self._labels, self._first, self._numbers, self._scores = parts
        # Of the many children of the root those that a text has led to.
        self._roots: dict[str, int] = {}

    def get(self, word: str) -> tuple[int, float] | None:
        """Return the word's number and score, None where it is no word."""
        node = 0
        for character in word:
            node = self._child(node, character)
            if not node:
                return None
        number = self._numbers[node]
        return None if number < 0 else (number, self._scores[node])

    def __getitem__(self, word: str) -> tuple[int, float]:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def from_here(self, text: str, at: int) -> list[tuple[int, int, float]]:
        """Return the words that begin at `text[at]`, shortest first: where each ends, its number and score."""
        labels, first, numbers = self._labels, self._first, self._numbers
        found = []
        end = at + 1
        node = self._roots.get(text[at]) or self._child(0, text[at])
        while node:
            if (number := numbers[node]) >= 0:
                found.append((end, number, self._scores[node]))
            if end == len(text):
                break
            low, high = first[node], first[node + 1]
            if low == high:
                break
            code = ord(text[end])
            node = bisect_left(labels, code, low, high)
            if node == high or labels[node] != code:
                break
            end += 1
        return found

    def _child(self, node: int, character: str) -> int:
        """Return the node that a character leads to, 0 where there is none."""
        if not node and character in self._roots:
            return self._roots[character]
        low, high = self._first[node], self._first[node + 1]
        code = ord(character)
        child = bisect_left(self._labels, code, low, high)
        if child == high or self._labels[child] != code:
            return 0
        if not node:
            self._roots[character] = child
        return child


def write_words(path: Path, words: Mapping[str, tuple[int, float]]) -> None:
    """Write the words with their numbers and scores for `Words`.

    Raises:
        ValueError: the empty word is among them.
    """
    if "" in words:
        raise ValueError("the empty word cannot be kept")
    longest = max(map(len, words), default=0)
    levels = [sorted({w[:n] for w in words if len(w) >= n}) for n in range(1, longest + 1)]
    nodes = ["", *(node for level in levels for node in level)]
    known = [words.get(node, (-1, 0.0)) for node in nodes]
    children = dict.fromkeys(nodes, 0)
    for node in nodes[1:]:
        children[node[:-1]] += 1
    first = np.cumsum([1, *children.values()])
    # The end of the last node's children stands behind it, so that every node has an end; the others have a last entry too.
    columns = (
        [*(ord(node[-1]) if node else 0 for node in nodes), 0],
        first,
        [*(number for number, _ in known), -1],
        [*(score for _, score in known), 0.0],
    )
    parts = [np.asarray(c, kind).tobytes() for c, kind in zip(columns, _KINDS, strict=True)]
    path.write_bytes(_HEAD.pack(_MARK, len(nodes)) + b"".join(parts))

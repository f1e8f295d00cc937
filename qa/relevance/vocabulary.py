"""Words to their numbers, as the embedded language model counts them (SentencePiece, byte-pair merges by score).

Only words of Han characters, Latin letters, digits and marks are kept, a quarter of all: a text in another script is read
by its bytes. The library that reads the whole vocabulary takes four seconds and 380 megabytes.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Sequence
from typing import Protocol

SPACE = "▁"
_NORMAL, _DEFINED, _BYTE = 1, 4, 6
_KEPT = re.compile(
    r"[\x09-\x7e\xa0-\xff\u2000-\u26ff\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
    + SPACE
    + "]+"
)


def words_of(
    tokens: Sequence[str], scores: Sequence[float], kinds: Sequence[int]
) -> dict[str, tuple[int, float]]:
    """Return the words that are kept with their numbers and scores; bytes are words of the form <0xE4>."""
    kept = {}
    for number, (token, score, kind) in enumerate(zip(tokens, scores, kinds, strict=True)):
        # Line breaks and runs of spaces are defined beside the words, and joined before any.
        blank = kind == _DEFINED and not token.replace(SPACE, "").strip()
        if blank or kind == _BYTE or (kind == _NORMAL and _KEPT.fullmatch(token)):
            kept[token] = (number, 0.0 if blank else float(score))
    return kept


class Known(Protocol):
    """Words with their numbers and scores: a dictionary, or `qa.relevance.words.Words`."""

    def get(self, word: str, /) -> tuple[int, float] | None:
        """Return the word's number and score, None where it is no word."""
        ...

    def __getitem__(self, word: str, /) -> tuple[int, float]:
        """Return the same; what is no word is a `KeyError`."""
        ...


class Vocabulary:
    """`ids(text)` are a text's numbers. What is a mark to the language model is text here, like everything."""

    def __init__(self, words: Known) -> None:
        self._words = words

    def ids(self, text: str) -> list[int]:
        """Return the numbers of a text: of all neighbours the pair whose word scores highest is joined first."""
        symbols: list[str | None] = list(text.replace(" ", SPACE))
        after = [*range(1, len(symbols)), -1]
        before = list(range(-1, len(symbols) - 1))
        # (score, place of the left one, what the two were when they were looked at)
        queue: list[tuple[float, int, str]] = []

        def offer(left: int) -> None:
            right = after[left]
            if right >= 0:
                joined = f"{symbols[left]}{symbols[right]}"
                if found := self._words.get(joined):
                    heapq.heappush(queue, (-found[1], left, joined))

        for left in range(len(symbols) - 1):
            offer(left)
        while queue:
            _, left, joined = heapq.heappop(queue)
            right = after[left]
            if symbols[left] is None or right < 0 or f"{symbols[left]}{symbols[right]}" != joined:
                continue
            symbols[left], symbols[right] = joined, None
            after[left] = after[right]
            if after[right] >= 0:
                before[after[right]] = left
            offer(left)
            if before[left] >= 0:
                offer(before[left])
        return [number for symbol in symbols if symbol for number in self._of(symbol)]

    def _of(self, symbol: str) -> list[int]:
        if found := self._words.get(symbol):
            return [found[0]]
        return [self._words[f"<0x{byte:02X}>"][0] for byte in symbol.encode("utf-8")]

"""Clean text and where each of its characters stands in the raw text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from index.types import Segment


class Builder:
    """Collects slices of `raw` into the clean text, without the spans `hidden` (sorted, disjoint).

    Neighbours in the raw text become one segment.
    """

    def __init__(self, raw: str, hidden: Sequence[tuple[int, int]] = ()) -> None:
        self._raw = raw
        self._hidden = hidden
        self._pieces: list[str] = []
        self._segments: list[tuple[int, int, int]] = []
        self._length = 0

    def take(self, start: int, end: int) -> None:
        """Append `raw[start:end]`."""
        if self._hidden:
            at = bisect_right(self._hidden, start, key=lambda span: span[1])
            while at < len(self._hidden) and self._hidden[at][0] < end:
                self._take(start, self._hidden[at][0])
                start = max(start, self._hidden[at][1])
                at += 1
        self._take(start, end)

    def _take(self, start: int, end: int) -> None:
        if start >= end:
            return
        size = end - start
        clean, origin = self._length, start
        if self._segments:
            last, stop, first = self._segments[-1]
            if stop == self._length and first + stop - last == start:
                self._segments.pop()
                clean, origin = last, first
        self._length += size
        self._segments.append((clean, self._length, origin))
        self._pieces.append(self._raw[start:end])

    def insert(self, text: str) -> None:
        """Append characters that are not in the raw text: a space, or the break before a moved paragraph."""
        self._pieces.append(text)
        self._length += len(text)

    def build(self) -> tuple[str, tuple[Segment, ...]]:
        segments = (Segment(start=a, end=b, raw_start=c) for a, b, c in self._segments)
        return "".join(self._pieces), tuple(segments)


def to_raw(segments: Sequence[Segment], offset: int) -> int:
    """Return the raw offset of clean `offset`; an inserted character lies where the text before it ended.

    The offset after the last character maps to the raw offset after it.
    """
    at = bisect_right(segments, offset, key=lambda segment: segment.start) - 1
    if at < 0:
        return segments[0].raw_start if segments else 0
    segment = segments[at]
    return segment.raw_start + min(offset, segment.end) - segment.start


def to_clean(segments: Sequence[Segment], raw_offset: int) -> int | None:
    """Return the clean offset of the character at `raw_offset`, None if it was left out."""
    for segment in segments:  # moved text makes raw offsets fall, so there is nothing to bisect
        if segment.raw_start <= raw_offset < segment.raw_start + segment.end - segment.start:
            return segment.start + raw_offset - segment.raw_start
    return None

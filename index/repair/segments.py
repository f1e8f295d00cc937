"""Clean text and where each of its characters stands in the raw text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from index.types import Segment


class Builder:
    """Collects slices of `raw` into the clean text, without the spans `hidden` (sorted, disjoint).

    Slices that are neighbours in the raw text become one segment.
    """

    def __init__(self, raw: str, hidden: Sequence[tuple[int, int]] = ()) -> None:
        self._raw = raw
        self._hidden = hidden
        self._pieces: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0
        self._from = self._to = 0  # the slice that is still growing

    def take(self, start: int, end: int) -> None:
        """Append `raw[start:end]`."""
        if start != self._to:
            self._close()
            self._from = start
        self._to = end

    def insert(self, text: str) -> None:
        """Append characters that are not in the raw text: a space, or the break before a moved paragraph."""
        self._close()
        self._pieces.append(text)
        self._length += len(text)

    def build(self) -> tuple[str, tuple[Segment, ...]]:
        """Return the clean text and its segments, in order of the clean text."""
        self._close()
        return "".join(self._pieces), tuple(self._segments)

    def _close(self) -> None:
        start = self._from
        at = bisect_right(self._hidden, start, key=lambda span: span[1])
        while at < len(self._hidden) and self._hidden[at][0] < self._to:
            self._add(start, self._hidden[at][0])
            start = self._hidden[at][1]
            at += 1
        self._add(start, self._to)
        self._from = self._to

    def _add(self, start: int, end: int) -> None:
        if start < end:
            stop = self._length + end - start
            self._segments.append(Segment(start=self._length, end=stop, raw_start=start))
            self._pieces.append(self._raw[start:end])
            self._length = stop


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


class CleanMap:
    """Raw offsets to clean ones; segments are looked up by their raw order, which moves disturb."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._by_raw = sorted(segments, key=lambda s: s.raw_start)
        self._starts = [s.raw_start for s in self._by_raw]

    def after(self, raw: int) -> int:
        """Return the clean offset of the first kept character at or after `raw`; the end of what came before, if none."""
        at = max(0, bisect_right(self._starts, raw) - 1)
        for segment in self._by_raw[at : at + 2]:
            if raw < segment.raw_start + segment.end - segment.start:
                return segment.start + max(0, raw - segment.raw_start)
        return self._by_raw[-1].end if self._by_raw else 0

    def spans(self, raw_start: int, raw_end: int) -> Iterator[tuple[int, int]]:
        """Yield the clean spans that hold what is kept of a raw one."""
        at = max(0, bisect_right(self._starts, raw_start) - 1)
        for segment in self._by_raw[at:]:
            if segment.raw_start >= raw_end:
                break
            low = max(raw_start, segment.raw_start)
            high = min(raw_end, segment.raw_start + segment.end - segment.start)
            if low < high:
                yield (
                    segment.start + low - segment.raw_start,
                    segment.start + high - segment.raw_start,
                )
